use crate::constructs::Wear;
use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tree::{BrokenEmphasis, EmphasisDamage, is_cjk};

/// Bold or italic text whose delimiters are damaged.
pub static RULE: Rule = Rule {
    name: "broken-emphasis",
    group: Group::Markdown,
    summary: "Bold or italic text whose delimiters are damaged",
    why: "`**` before and after words makes them bold. Where one of the two has a sign too many, is written in full-width signs, is parted by a character that nobody sees, or is escaped while the other is not, readers see the asterisks. Delimiters that are escaped on both sides are reported where the article has several of them, and never where it teaches Markdown.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::WITH_MARKDOWN,
    triggers: Facts::EMPHASIS.union(Facts::NON_ASCII),
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Bring *\u{200b}*warm clothes** for the night.\n",
            at: "*\u{200b}*warm clothes**",
            fixed: Fixed::Safe("Bring **warm clothes** for the night.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Bring **warm clothes＊＊ for the night.\n",
            at: "**warm clothes＊＊",
            fixed: Fixed::Safe("Bring **warm clothes** for the night.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Bring ***warm clothes** for the night.\n",
            at: "***warm clothes**",
            fixed: Fixed::Unsafe("Bring **warm clothes** for the night.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Bring __warm clothes___ for the night.\n",
            at: "__warm clothes___",
            fixed: Fixed::Unsafe("Bring __warm clothes__ for the night.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Bring **warm clothes\\** for the night.\n",
            at: "**warm clothes\\**",
            fixed: Fixed::Unsafe("Bring **warm clothes** for the night.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "加密会提高安全性。\\*\\*只有在真正需要时才启用。\\*\\*数据无法恢复。\n",
            at: "\\*\\*只有在真正需要时才启用。\\*\\*",
            fixed: Fixed::Unsafe("加密会提高安全性。**只有在真正需要时才启用**。数据无法恢复。\n"),
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "In Markdown, \\*\\*bold text\\*\\* is bold, and \\**bold text** is not.\n",
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "**Price***: per night; ***.txt files** too.\n\n**Price** per night\\*, ***all* in**: `**x*` and __init__.\n\n\\* Without breakfast\\*\\*.\n",
        },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    let broken = context.marks.emphasis().broken.iter();
    let broken: Vec<_> = broken.filter(|broken| !context.in_code(broken.opener.start)).collect();
    let escaped = broken.iter().filter(|broken| broken.damage == EmphasisDamage::Escaped).count();
    let mut teaches = None;
    for broken in broken {
        let leaks = |teaches: &mut Option<bool>| !*teaches.get_or_insert_with(|| context.teaches_signs());
        match broken.damage {
            EmphasisDamage::Doubled if is_mark(context, broken) => {}
            EmphasisDamage::Doubled => {
                let what = "A sign too many: readers see it beside the text".to_owned();
                findings.add(finding(context, broken, what, Some("it may be a mark of another kind")));
            }
            EmphasisDamage::Worn(wear) if !wear.contains(Wear::ESCAPED) || leaks(&mut teaches) => {
                let message = format!("{}: this text will not be {}", what(wear), shown(broken));
                let reason = wear.contains(Wear::ESCAPED).then_some("the sign may have been meant as it is");
                findings.add(finding(context, broken, message, reason));
            }
            // Several of them are no accident of one place; one alone must be a phrase.
            EmphasisDamage::Escaped if (escaped > 1 || is_phrase(context, broken)) && leaks(&mut teaches) => {
                let message = "Escaped delimiters: readers see them, and the text will not be bold".to_owned();
                findings.add(finding(context, broken, message, Some("the signs may have been meant as they are")));
            }
            _ => {}
        }
    }
}

/// Whether the sign that is there once too often says something by itself: `**Page***:` refers to a note, `***.txt**` is a
/// pattern.
fn is_mark(context: &Context, broken: &BrokenEmphasis) -> bool {
    if broken.closer.len() > broken.opener.len() {
        return context.text()[broken.closer.end as usize..].starts_with([':', '：']);
    }
    context.slice(broken.content()).starts_with('.')
}

/// Whether the content is more than a word or a pattern.
fn is_phrase(context: &Context, broken: &BrokenEmphasis) -> bool {
    let content = context.slice(broken.content());
    let words = content.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count();
    words > 1 || content.chars().filter(|&char| is_cjk(char)).count() > 3
}

fn finding(context: &Context, broken: &BrokenEmphasis, message: String, reason: Option<&str>) -> Finding {
    let edit = |place: Span| {
        (context.slice(place) != broken.delimiter).then(|| Edit::replace(place, broken.delimiter))
    };
    let edits: Vec<Edit> = [broken.opener, broken.closer].into_iter().filter_map(edit).collect();
    let title = format!("Write the delimiters of {} text", shown(broken));
    let fix = match reason {
        Some(reason) => Fix::unsafe_(title, edits, reason),
        None => Fix::safe(title, edits),
    };
    Finding::new(broken.span(), message).fix(fix)
}

fn what(wear: Wear) -> &'static str {
    if wear.intersects(Wear::ESCAPED | Wear::REFERENCE) {
        "One delimiter is escaped, the other is not"
    } else if wear.contains(Wear::INVISIBLE) {
        "Invisible character between the signs"
    } else if wear.contains(Wear::FULL_WIDTH) {
        "Full-width signs"
    } else {
        "Typographic signs"
    }
}

fn shown(broken: &BrokenEmphasis) -> &'static str {
    if broken.delimiter.len() > 1 { "bold" } else { "italic" }
}
