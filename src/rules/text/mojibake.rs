use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Place, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tokens::misread_references::misread_references;
use crate::tokens::mojibake::{Misread, Sure, misread};

/// UTF-8 that was read in another encoding.
pub static RULE: Rule = Rule {
    name: "mojibake",
    group: Group::Text,
    summary: "UTF-8 text that was read in the wrong encoding",
    why: "`â€™` is an apostrophe whose three bytes were read as three characters of windows-1252. It happens when a \
          database, a feed or a converter names the wrong encoding. A sequence is reported only if its bytes are \
          valid UTF-8 and no undamaged text would contain it; the repair is always the character that the bytes \
          encode.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::ALL,
    triggers: Facts::NON_ASCII.union(Facts::AMPERSAND),
    scope: Scope::Document,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "The ferryâ€™s horn woke them.\n",
            at: "â€™",
            fixed: Fixed::Safe("The ferry’s horn woke them.\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>Le café préfÃ¨re le silence.</p>\n",
            at: "Ã¨",
            fixed: Fixed::Safe("<p>Le café préfère le silence.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>Une journÃƒÂ©e en mer.</p>\n",
            at: "ÃƒÂ©",
            fixed: Fixed::Safe("<p>Une journée en mer.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Die FÃ¤hre kostet fünf Euro.\n",
            at: "Ã¤",
            fixed: Fixed::Safe("Die Fähre kostet fünf Euro.\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>The ferry&acirc;&euro;&trade;s horn woke them.</p>\n",
            at: "&acirc;&euro;&trade;",
            fixed: Fixed::Safe("<p>The ferry’s horn woke them.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "The author is still looking for â€the tides.\n",
            at: "â€",
            fixed: Fixed::Unsafe("The author is still looking for “the tides.\n"),
        },
        Example::Good {
            flavor: Flavor::Html,
            text: "<p>Le ch&acirc;teau&nbsp;: voil&agrave;&nbsp;! &laquo;&nbsp;Le caf&eacute;&nbsp;&raquo;</p>\n",
        },
        Example::Good { flavor: Flavor::Markdown, text: "MANHÃ CLARA EM SÃO VICENTE – CAFÉ, PÃO E «AMANHû.\n" },
        Example::Good { flavor: Flavor::Markdown, text: "La « société»… et l’Å…, „ÄÖÜ“, OÙ»\n" },
        Example::Good { flavor: Flavor::Markdown, text: "Text in the wrong encoding shows Ã© in the place of é.\n" },
        Example::Good { flavor: Flavor::Html, text: "<pre>Ã©</pre><p>Use <code>â€™</code> there.</p>\n" },
    ],
    check,
};

/// Words of texts about encodings.
const SUBJECTS: &[&str] = &[
    "mojibake",
    "encoding",
    "encoded",
    "garbled",
    "latin-1",
    "windows-1252",
    "cp1252",
    " utf-8",
    "(utf-8",
    "iso-8859",
];

/// From how many certain sequences on the doubtful ones of a document are reported too.
const DAMAGED: usize = 3;

fn check(context: &Context, findings: &mut Findings) {
    let mut found = all(context);
    found.retain(|found| context.place_at(found.span.start) != Place::Closed);
    let certain = found.iter().filter(|found| found.sure == Sure::Certainly).count();
    for run in found.chunk_by(|left, right| left.span.end == right.span.start) {
        let is_certain = run.iter().all(|found| found.sure == Sure::Certainly);
        if certain >= DAMAGED || is_certain && !is_about_encodings(context, run) {
            findings.add(finding(context, run, is_certain));
        }
    }
}

/// All that is misread, written as it is or with references, in rising order.
fn all(context: &Context) -> Vec<Misread> {
    let text = context.text();
    let mut found: Vec<Misread> =
        if context.facts.contains(Facts::NON_ASCII) { misread(text).collect() } else { Vec::new() };
    if context.facts.contains(Facts::AMPERSAND) {
        let with_references = misread_references(text);
        if !with_references.is_empty() {
            found.extend(with_references);
            found.sort_by_key(|found| found.span);
            found.dedup_by(|second, first| second.span.start < first.span.end);
        }
    }
    found
}

fn finding(context: &Context, run: &[Misread], is_certain: bool) -> Finding {
    let span = Span::new(run[0].span.start, run[run.len() - 1].span.end);
    let meant = decoded(run.iter().map(|found| found.meant).collect());
    let finding = Finding::new(span, format!("{:?} is UTF-8 read in the wrong encoding", context.slice(span)));
    if meant.contains('\u{fffd}') {
        return finding.help("The character is lost; restore it from the original");
    }
    if meant == "”" && begins_quote(context, span) {
        let fix = Fix::unsafe_("Write “", vec![Edit::replace(span, "“")], "a closing quote may be meant");
        return finding.fix(fix);
    }
    let title = if meant == "\u{feff}" {
        "Delete the misread byte-order mark".to_owned()
    } else {
        format!("Write {}", shown(&meant))
    };
    let mut text = meant.replace('\u{feff}', "");
    // Who writes references writes one for what nobody sees.
    if context.slice(span).starts_with('&') {
        text = text.replace('\u{a0}', "&nbsp;");
    }
    let fix = Fix::safe(title, vec![Edit::replace(span, text)]);
    finding.fix(if is_certain {
        fix
    } else {
        fix.at_most(Safety::Unsafe, "undamaged text may contain these characters too")
    })
}

/// Whether a quote stands where one begins: two of them differ in a byte that many tools drop.
fn begins_quote(context: &Context, span: Span) -> bool {
    let (before, after) = (&context.text()[..span.start as usize], &context.text()[span.end as usize..]);
    let is_outside = |char: char| char.is_whitespace() || matches!(char, '(' | '[' | 'Â');
    before.chars().next_back().is_none_or(is_outside) && after.starts_with(char::is_alphanumeric)
}

/// Decodes what was misread several times.
fn decoded(mut text: String) -> String {
    for _ in 0..3 {
        let again: Vec<Misread> = misread(&text).filter(|found| found.sure == Sure::Certainly).collect();
        if again.is_empty() {
            break;
        }
        for found in again.iter().rev() {
            text.replace_range(found.span.range(), &found.meant.to_string());
        }
    }
    text
}

/// What a title shows: invisible characters by their names.
fn shown(meant: &str) -> String {
    match meant {
        "\u{a0}" => "a no-break space".to_owned(),
        "\u{200b}" => "a zero-width space".to_owned(),
        _ => meant.to_owned(),
    }
}

fn is_about_encodings(context: &Context, run: &[Misread]) -> bool {
    let around = context.lines.at(run[0].span.start).span;
    let start = context.char_floor(around.start.max(run[0].span.start.saturating_sub(160)));
    let end = context.char_floor(around.end.min(run[0].span.end + 160));
    let lower = context.slice(Span::new(start, end.max(start))).to_lowercase();
    SUBJECTS.iter().any(|word| lower.contains(word))
}
