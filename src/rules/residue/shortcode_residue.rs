use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tokens::search;

/// WordPress shortcodes that nothing will fill in.
pub static RULE: Rule = Rule {
    name: "shortcode-residue",
    group: Group::Residue,
    summary: "A WordPress shortcode left in the text",
    why: "WordPress replaces `[caption …]…[/caption]` when it shows a page. After an export nothing does, and \
          readers see the brackets. Words in brackets are common in prose, so only shortcodes of WordPress itself \
          and of its page builders are reported. Content that they wrap is kept.",
    severity: Severity::Warning,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::ALL,
    triggers: Facts::BRACKET,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "[caption id=\"attachment_7\" width=\"640\"]![quay](quay.jpg) The new quay[/caption]\n",
            at: "[caption id=\"attachment_7\" width=\"640\"]![quay](quay.jpg) The new quay[/caption]",
            fixed: Fixed::Safe("![quay](quay.jpg) The new quay\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>Text before.[/vc_column_text]</p>\n",
            at: "[/vc_column_text]",
            fixed: Fixed::Safe("<p>Text before.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "All pictures:\n\n[gallery ids=\"7,8,9\"]\n",
            at: "[gallery ids=\"7,8,9\"]",
            fixed: Fixed::No,
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "Edit [/etc/hosts] and [x] the box; see [1], [sic], array[/2] and [caption].\n",
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "A [video](boat.mp4), a [gallery][g], `[caption id=\"1\"]`, [embed]: none.\n\n[g]: /g\n",
        },
    ],
    check,
};

/// Shortcodes that wrap content.
const WRAPPING: &[&str] = &[
    "caption",
    "wp_caption",
    "embed",
    "su_button",
    "dropcap",
    "column",
    "one_half",
    "one_third",
    "toggle",
    "accordion",
];
/// Shortcodes that stand for something.
const STANDING: &[&str] =
    &["gallery", "playlist", "audio", "video", "contact-form-7", "wpforms", "ninja_form", "rev_slider"];
/// What the names of page builders' shortcodes begin with.
const BUILDERS: &[&str] = &["vc_", "et_pb_", "fusion_", "av_", "su_", "fl_", "tatsu_"];

/// The shortest name or beginning of one, in bytes: most brackets hold a box or the number of a note.
const SHORTEST_NAME: usize = 3;

/// The longest shortcode, in bytes.
const LONGEST: usize = 600;

/// A shortcode as it is written.
struct Shortcode<'a> {
    span: Span,
    name: &'a str,
    is_end: bool,
}

fn check(context: &Context, findings: &mut Findings) {
    let found: Vec<Shortcode> =
        memchr::memchr_iter(b'[', context.text().as_bytes()).filter_map(|at| read(context, at)).collect();
    let mut skip = false;
    for (index, shortcode) in found.iter().enumerate() {
        if std::mem::take(&mut skip) {
            continue;
        }
        let partner =
            found.get(index + 1).filter(|next| !shortcode.is_end && next.is_end && next.name == shortcode.name);
        skip = partner.is_some();
        findings.add(finding(shortcode, partner));
    }
}

fn finding(shortcode: &Shortcode, partner: Option<&Shortcode>) -> Finding {
    let message = format!("The shortcode {} was left in the text", shortcode.name);
    let Some(partner) = partner else {
        let finding = Finding::new(shortcode.span, message);
        let stands = STANDING.contains(&shortcode.name) && !shortcode.is_end;
        return if stands {
            finding.help("Replace it with what it stood for, or delete it")
        } else {
            finding.fix(Fix::safe("Delete it", vec![Edit::delete(shortcode.span)]))
        };
    };
    let edits = vec![Edit::delete(shortcode.span), Edit::delete(partner.span)];
    Finding::new(Span::new(shortcode.span.start, partner.span.end), message)
        .fix(Fix::safe("Delete it and keep its content", edits))
}

/// The known shortcode that begins at `at`, if the article itself writes it.
fn read<'a>(context: &Context<'a>, at: usize) -> Option<Shortcode<'a>> {
    let text = context.text();
    let is_end = text[at + 1..].starts_with('/');
    let start = at + 1 + usize::from(is_end);
    let length = text.as_bytes()[start..]
        .iter()
        .take(40)
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
        .count();
    if length < SHORTEST_NAME {
        return None;
    }
    let name = &text[start..start + length];
    let is_builder = BUILDERS.iter().any(|prefix| name.starts_with(prefix));
    if !is_builder && !WRAPPING.contains(&name) && !STANDING.contains(&name) {
        return None;
    }
    let rest = &text.as_bytes()[start + length..text.len().min(start + length + LONGEST)];
    let end = search::byte3(b']', b'[', b'\n', rest).filter(|&end| rest[end] == b']')?;
    let has_attributes = rest[..end].contains(&b'=');
    let behind = &text.as_bytes()[start + length + end + 1..];
    let is_other = |behind: &[u8]| behind.starts_with(b"[/") || BUILDERS.iter().any(|it| behind[1..].starts_with(it.as_bytes()));
    let is_link = matches!(behind.first(), Some(b'(' | b'[' | b':')) && !is_other(behind);
    let span = Span::of(at, start + length + end + 1);
    let certain = is_builder && name.len() > 3 || is_end && end == 0 || has_attributes;
    (certain && !is_link && context.is_prose(span)).then_some(Shortcode { span, name, is_end })
}
