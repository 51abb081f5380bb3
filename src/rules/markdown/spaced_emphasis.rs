use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;
use crate::tree::{BrokenEmphasis, EmphasisDamage, is_cjk, is_punctuation};

/// Whitespace inside the delimiters of bold or italic text.
pub static RULE: Rule = Rule {
    name: "spaced-emphasis",
    group: Group::Markdown,
    summary: "Whitespace inside the delimiters of bold or italic text",
    why: "`**` before whitespace does not open bold text and `**` after whitespace does not close it, so readers see \
          the asterisks. Machine translation puts spaces around everything that looks like punctuation, and editors \
          that format a selection include the space at its end.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::EMPHASIS,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Open the ** Harbour ** page first.\n",
            at: "** Harbour **",
            fixed: Fixed::Safe("Open the **Harbour** page first.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "**Closing time: **Friday at noon.\n",
            at: "**Closing time: **",
            fixed: Fixed::Safe("**Closing time:** Friday at noon.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "**Tide tables** are beside ** the pier**, and **maps** inside.\n",
            at: "** the pier**",
            fixed: Fixed::Safe("**Tide tables** are beside **the pier**, and **maps** inside.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "They call it *the long bend * in the village.\n",
            at: "*the long bend *",
            fixed: Fixed::Unsafe("They call it *the long bend* in the village.\n"),
        },
        Example::Good { flavor: Flavor::Markdown, text: "The gap between **two** good **words** is no damage.\n" },
        Example::Good { flavor: Flavor::Markdown, text: "In Python, 2 ** 3 ** 2 is 512, and 4 * 5 * 6 is 120.\n" },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "| Berth | Rate* |\n|---|---|\n| Large (XL)** | 50 a day (low season)** |\n\n** On request.\n",
        },
        Example::Good {
            flavor: Flavor::Text,
            text: "See `the guide <https://example.org/guide>`__ and\n`the notes <https://example.org/notes>`__ .\n",
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "**Bold text may\nrun over a line break**, and \\** stands for itself.\n",
        },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    let is_spaced = |broken: &&BrokenEmphasis| {
        broken.damage == EmphasisDamage::Spaced && !context.in_code(broken.opener.start)
    };
    let is_path = |broken: &&BrokenEmphasis| context.text()[..broken.opener.start as usize].ends_with(['/', '.', '\\']);
    let spaced = context.marks.emphasis().broken.iter().filter(is_spaced);
    for broken in spaced.filter(|broken| !is_path(broken) && !is_mispaired(context, broken)) {
        let edits = edits(context, broken);
        let (shown, fix) = if broken.delimiter.len() > 1 {
            ("bold", Fix::safe("Move the whitespace out of the bold text", edits))
        } else {
            let reason = "the asterisks may be marks of another kind";
            ("italic", Fix::unsafe_("Move the whitespace out of the italic text", edits, reason))
        };
        // Over a line end, delimiters are as likely those of two others, or signs of a path.
        let is_one_line = !context.slice(broken.span()).contains('\n');
        let fix = if is_one_line { fix } else { fix.at_most(Safety::Unsafe, "the delimiters may belong to others") };
        let message = format!("Whitespace inside the delimiters: this text will not be {shown}");
        findings.add(Finding::new(broken.span(), message).fix(fix));
    }
}

/// Whether the two belong to other delimiters that lie between them: to an odd one, or where the second begins bold text.
fn is_mispaired(context: &Context, broken: &BrokenEmphasis) -> bool {
    let content = context.slice(broken.content());
    let between = content.matches(broken.delimiter).count();
    let after = context.text()[broken.closer.end as usize..].chars().next();
    let begins = content.ends_with(char::is_whitespace) && after.is_some_and(|char| char == '[' || char.is_alphanumeric());
    broken.delimiter.len() > 1 && (between % 2 == 1 || between > 0 && begins)
}

fn edits(context: &Context, broken: &BrokenEmphasis) -> Vec<Edit> {
    let content = broken.content();
    let text = context.slice(content);
    let inner = text.trim();
    let before = context.text()[..broken.opener.start as usize].chars().next_back();
    let after = context.text()[broken.closer.end as usize..].chars().next();
    let leading = (text.len() - text.trim_start().len()) as u32;
    let last = text.trim_end_matches(|char: char| char.is_whitespace() || char == '>').len();
    // A delimiter that begins a line belongs at the end of the one before, whose quote marks stay.
    let is_alone = after.is_none_or(|char| char == '\n') && !text[last..].contains('>');
    let begins_line = text[last..].contains('\n') && !is_alone;
    let trailing = if begins_line { 0 } else { (text.len() - text.trim_end().len()) as u32 };
    let mut edits = Vec::new();
    if leading > 0 {
        if needs_space(before, inner.chars().next()) {
            edits.push(Edit::insert(broken.opener.start, " "));
        }
        edits.push(Edit::delete(crate::text::Span::new(content.start, content.start + leading)));
    }
    if begins_line {
        edits.push(Edit::insert(content.start + last as u32, broken.delimiter));
        edits.push(Edit::delete(broken.closer));
    }
    if trailing > 0 {
        edits.push(Edit::delete(crate::text::Span::new(content.end - trailing, content.end)));
        if needs_space(after, inner.chars().next_back()) {
            edits.push(Edit::insert(broken.closer.end, " "));
        }
    }
    edits
}

/// Whether the space must stay between a delimiter and the word outside it: between words of most scripts, and where the
/// delimiter would be between punctuation and a letter.
fn needs_space(outside: Option<char>, inside: Option<char>) -> bool {
    outside.is_some_and(|char| char.is_alphanumeric() && (!is_cjk(char) || inside.is_some_and(is_punctuation)))
}
