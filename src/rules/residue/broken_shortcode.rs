use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Place, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::wear::Wear;
use crate::text::{Flavor, Span};
use crate::tokens::braces::{self, Braces, Inside};
use crate::tokens::delimiters::{self, Worn};
use crate::tokens::{search, Line, RegionKind, Signs, shortcodes};

/// A macro, shortcode or template tag that lost a brace, a parenthesis, its quotes or its name.
pub static RULE: Rule = Rule {
    name: "broken-shortcode",
    group: Group::Residue,
    summary: "A template tag with damaged signs, curly quotes or mismatched names",
    why: "A site generator that cannot read `{{ref(\"tides\"}}` stops, or prints it as it is. Translation tools drop \
          characters, make quotes curly, and translate the name of a shortcode at its start but not at its end.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::ALL,
    triggers: Facts::BRACE.union(Facts::NON_ASCII).union(Facts::PERCENT),
    scope: Scope::Document,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "See {{ref(\"tides\"}} for the hours.\n",
            at: "{{ref(\"tides\"}}",
            fixed: Fixed::Safe("See {{ref(\"tides\")}} for the hours.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "See {{ref(\"tides\")} for the hours.\n",
            at: "{{ref(\"tides\")}",
            fixed: Fixed::Safe("See {{ref(\"tides\")}} for the hours.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "![Pier]({{ “/img/pier.jpg” | url }})\n",
            at: "{{ “/img/pier.jpg” | url }}",
            fixed: Fixed::Safe("![Pier]({{ \"/img/pier.jpg\" | url }})\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "{{< détails \"Winter\" >}}\nClosed.\n{{< /details >}}\n",
            at: "{{< détails \"Winter\" >}}",
            fixed: Fixed::Unsafe("{{< details \"Winter\" >}}\nClosed.\n{{< /details >}}\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Hello {{ first }}, meet {last}}.\n",
            at: "{last}}",
            fixed: Fixed::Unsafe("Hello {{ first }}, meet {{last}}.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "{{{< note >}}\nClosed.\n{{< /note >}}\n",
            at: "{{{< note >}}",
            fixed: Fixed::Safe("{{< note >}}\nClosed.\n{{< /note >}}\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "版本 ｛｛ site.version ｝｝ 已发布。\n",
            at: "｛｛ site.version ｝｝",
            fixed: Fixed::Safe("版本 {{ site.version }} 已发布。\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Tides:\n\n{{% include note.html %}\n",
            at: "{{% include note.html %}",
            fixed: Fixed::Unsafe("Tides:\n\n{% include note.html %}\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "{{&lt; figure src=\"a.png\" &gt;}}\n\nThe pier.\n",
            at: "{{&lt; figure src=\"a.png\" &gt;}}",
            fixed: Fixed::Unsafe("{{< figure src=\"a.png\" >}}\n\nThe pier.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "{{< note >}}\nClosed.\n\n/note >}}\n",
            at: "/note >}}",
            fixed: Fixed::Unsafe("{{< note >}}\nClosed.\n\n{{< /note >}}\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Tides:\n\n{% incluir note.html %}\n",
            at: "{% incluir note.html %}",
            fixed: Fixed::Unsafe("Tides:\n\n{% include note.html %}\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Tools:\n\n—8<— “parts/tools.md”\n",
            at: "—8<— “parts/tools.md”",
            fixed: Fixed::Safe("Tools:\n\n--8<-- \"parts/tools.md\"\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "See [the hours](/docs/%7B%7Bversion%7D%7D/hours) first.\n",
            at: "%7B%7Bversion%7D%7D",
            fixed: Fixed::Unsafe("See [the hours](/docs/{{version}}/hours) first.\n"),
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "See [the hours](/hours?q=%7B%22day%22%3A%7B%7D%7D) and `%7B%7Bversion%7D%7D` first.\n",
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "Write {{&lt; figure &gt;}} for a picture, \\{{ x }} for a name, and {{{ raw }}} for HTML.\n",
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "The sets {{1,2},{3}} and {{a},b}; $\\frac{{\\text d}b}{c}}$; {x}} alone.\n",
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "{{< figure src=\"a.png\" caption=\"“Old” pier\" >}} {{ 'it’s' | t }}\n",
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "{{< tip >}}\nA\n{{< /tip >}}\n{{< toc >}}\n{{% note %}}B{{% /note %}}\n",
        },
        Example::Good { flavor: Flavor::Markdown, text: "`{{ref(\"tides\"}}` and {{#if (eq a \"b\")}}c{{/if}}\n" },
    ],
    check,
};

/// The longest name in a template tag that was encoded.
const LONGEST_ENCODED: usize = 60;

/// Template tags in addresses whose braces were encoded with the address: `/docs/%7B%7Bversion%7D%7D/`.
fn encoded(context: &Context, findings: &mut Findings) {
    let holds = |sign: &[u8]| search::bytes(context.text().as_bytes(), sign).is_some();
    if !context.lines.signs().contains(Signs::PERCENT) || !holds(b"%7B%7B") && !holds(b"%7b%7b") {
        return;
    }
    for line in context.lines.list().iter().filter(|line| line.signs.contains(Signs::PERCENT)) {
        let text = context.slice(line.span);
        let opens = |at: &usize| text[*at..].get(..6).is_some_and(|sign| sign.eq_ignore_ascii_case("%7B%7B"));
        for at in memchr::memchr_iter(b'%', text.as_bytes()).filter(opens) {
            let rest = &text[at + 6..];
            let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-' | b' ');
            let length = rest.bytes().take(LONGEST_ENCODED).take_while(is_name).count();
            let name = &rest[..length];
            let closes = rest[length..].get(..6).is_some_and(|sign| sign.eq_ignore_ascii_case("%7D%7D"));
            let start = line.span.start + at as u32;
            let span = Span::new(start, start + length as u32 + 12);
            let is_shown = || context.in_code(start) || context.region_at(start).is_some_and(|kind| kind != RegionKind::LinkTarget);
            if closes && name.contains(|char: char| char.is_ascii_alphabetic()) && !is_shown() {
                let edit = Edit::replace(span, format!("{{{{{name}}}}}"));
                let fix = Fix::unsafe_(format!("Write `{{{{{name}}}}}`"), vec![edit], "the address may hold the signs on purpose");
                findings.add(Finding::new(span, "The braces of this template tag were encoded").fix(fix));
            }
        }
    }
}

fn check(context: &Context, findings: &mut Findings) {
    encoded(context, findings);
    if !context.facts.intersects(Facts::BRACE.union(Facts::NON_ASCII)) {
        return;
    }
    let text = context.text();
    let templates: Vec<Span> = shortcodes::macros(context.regions.templates(), text).collect();
    let worn: Vec<Worn> =
        delimiters::worn(text).into_iter().filter(|tag| is_meant(context, tag, !templates.is_empty())).collect();
    for tag in &worn {
        findings.add(worn_tag(context, tag));
    }
    let is_told = |span: Span| worn.iter().any(|tag| tag.span.overlaps(span));
    let is_odd =
        |found: &Braces| found.opens != found.closes && !closes_outer(text, found) && !is_told(found.span);
    for found in braces::damaged(text).filter(is_odd) {
        if let Some(inside) = macro_inside(context, &found, !templates.is_empty()) {
            findings.add(lost_brace(context, &found, inside));
        }
    }
    let are_unpadded = shortcodes::are_unpadded(text, &templates);
    for &template in &templates {
        if let Some(fixed) = shortcodes::straightened(context.slice(template)) {
            // Tools that curl quotes pad braces too.
            let fixed = if are_unpadded { shortcodes::unpadded(&fixed) } else { fixed };
            let title = "Write straight quotes";
            let fix = Fix::safe(title, vec![Edit::replace(template, fixed)]);
            findings.add(Finding::new(template, "Curly quotes inside a macro").fix(fix));
        } else if let Some(offset) = shortcodes::lost_parenthesis(context.slice(template)) {
            let fix = Fix::safe("Add the parenthesis", vec![Edit::insert(template.start + offset, ")")]);
            findings.add(Finding::new(template, "This macro call is missing its closing parenthesis").fix(fix));
        }
    }
    lost_halves(context, findings);
    statements(context, findings);
    let may_be_snippet = |line: &Line| line.signs.contains(Signs::LESS | Signs::NON_ASCII);
    if context.lines.list().iter().any(may_be_snippet) {
        snippets(context, findings);
    }
    for pair in shortcodes::mismatched(text, &templates) {
        let title = format!("Write {}, as at its end", pair.end_name);
        let reason = "the name at the end may be the wrong one";
        let fix = Fix::unsafe_(title, vec![Edit::replace(pair.start_name, pair.end_name.clone())], reason);
        let message =
            format!("The shortcode starts as {} but ends as {}", context.slice(pair.start_name), pair.end_name);
        findings.add(Finding::new(pair.start, message).related(pair.end, "It ends here").fix(fix));
    }
}

/// Whether there is evidence that a tag with worn delimiters was meant as one.
fn is_meant(context: &Context, tag: &Worn, has_templates: bool) -> bool {
    let is_open = match context.place_at(tag.span.start) {
        Place::Prose | Place::LinkTarget | Place::Value { .. } => true,
        Place::Template => {
            let region = context.regions.at(tag.span.start);
            region.is_some_and(|region| region.span.start == tag.span.start || region.span.end == tag.span.end)
        }
        Place::FrontMatter | Place::Closed => false,
    };
    if !is_open || context.in_code(tag.span.end - 1) {
        return false;
    }
    // Who shows a tag in text escapes its signs, too.
    if tag.wear.intersects(Wear::ESCAPED | Wear::REFERENCE) && !is_alone(context, tag.span) {
        return false;
    }
    let content = delimiters::content(context.slice(tag.inner), tag.wear);
    let name = content.trim_start_matches([' ', '\n', '/', '-', '~']);
    if tag.meant.0 == "{{" {
        let inside = braces::inside(&content);
        return inside == Inside::Macro || inside == Inside::Name && has_templates;
    }
    name.starts_with(|first: char| first.is_alphabetic() || first == '_')
}

/// Whether nothing else is on the lines of `span`.
fn is_alone(context: &Context, span: Span) -> bool {
    let line = context.lines.at(span.start);
    let behind = &context.text()[span.end as usize..context.line_end(span.end) as usize];
    line.content == span.start && behind.trim().is_empty() && line.quotes == 0
}

/// Wear of which the repair leaves nothing to decide.
const CERTAIN: Wear =
    Wear::SPACED.union(Wear::INVISIBLE).union(Wear::FULL_WIDTH).union(Wear::DOUBLED).union(Wear::TYPOGRAPHIC);

fn worn_tag(context: &Context, tag: &Worn) -> Finding {
    let (open, close) = tag.meant;
    let inner = context.slice(tag.inner);
    let mut edits = vec![Edit::replace(tag.signs.0, open)];
    let content = delimiters::content(inner, tag.wear);
    if content != inner {
        edits.push(Edit::replace(tag.inner, content));
    }
    edits.push(Edit::replace(tag.signs.1, close));
    let title = format!("Write {open} and {close}");
    let fix = if CERTAIN.contains(tag.wear) && tag.braces.0 == tag.braces.1 || open == "{{<" && CERTAIN.contains(tag.wear) {
        Fix::safe(title, edits)
    } else if tag.wear.intersects(Wear::ESCAPED | Wear::REFERENCE) {
        Fix::unsafe_(title, edits, "the article may show the tag on purpose")
    } else {
        Fix::unsafe_(title, edits, "another pair of signs may have been meant")
    };
    Finding::new(tag.span, format!("The signs of this template tag are damaged: {open} and {close} were meant")).fix(fix)
}

/// Tags of which one delimiter is missing, in an article that has whole ones.
fn lost_halves(context: &Context, findings: &mut Findings) {
    let text = context.text();
    for half in delimiters::halves(text, context.regions.templates()) {
        if context.place_at(half.sign.start) != Place::Prose {
            continue;
        }
        let line = context.lines.at(half.sign.start);
        let content = line.content_span();
        if half.sign.start < content.start || half.sign.end > content.end {
            continue;
        }
        let (before, after) = (Span::new(content.start, half.sign.start), Span::new(half.sign.end, content.end));
        let inside = if half.opens { after } else { before };
        let other = if half.opens { before } else { after };
        let words = context.slice(inside).trim();
        let is_tag = words.trim_start_matches('/').starts_with(char::is_alphabetic)
            && words.len() <= LONGEST_HALF
            && !words.contains(['{', '}', '<', '>'])
            && context.slice(other).trim().is_empty();
        if !is_tag {
            continue;
        }
        let start = inside.start + (context.slice(inside).len() - context.slice(inside).trim_start().len()) as u32;
        let edit = if half.opens {
            Edit::insert(start + words.len() as u32, format!(" {}", half.lost))
        } else {
            Edit::insert(start, format!("{} ", half.lost))
        };
        let fix = Fix::unsafe_(format!("Add {}", half.lost), vec![edit], "where the tag ends is a guess");
        let span = if half.opens { Span::new(half.sign.start, start + words.len() as u32) } else { Span::new(start, half.sign.end) };
        findings.add(Finding::new(span, format!("This template tag is missing its {}", half.lost)).fix(fix));
    }
}

/// The longest content of a tag that lost a delimiter, in bytes.
const LONGEST_HALF: usize = 60;

/// Statements of Liquid and Jinja whose name was translated.
fn statements(context: &Context, findings: &mut Findings) {
    for &template in context.regions.templates() {
        let Some((name, meant)) = shortcodes::translated_statement(context.text(), template) else { continue };
        let fix = Fix::unsafe_(format!("Write {meant}"), vec![Edit::replace(name, meant)], "the site may define a tag of this name");
        let message = format!("The name of this template tag was translated: {meant} was meant");
        findings.add(Finding::new(template, message).fix(fix));
    }
}

/// `—8<— “parts/tools.md”`: a file to be put in (PyMdown Snippets).
fn snippets(context: &Context, findings: &mut Findings) {
    for (start, end, meant) in shortcodes::worn_snippets(context.text()) {
        let span = Span::of(start, end);
        if context.place_at(span.start) == Place::Prose && is_alone(context, span) {
            let fix = Fix::safe(format!("Write {meant}"), vec![Edit::replace(span, meant)]);
            findings.add(Finding::new(span, "Typographic signs: this file will not be put in").fix(fix));
        }
    }
}

/// How far before a brace an outer one is looked for, in bytes.
const REACH: usize = 300;

/// `{minutes, plural, =0 {just now}}`: the second closing brace ends what began before.
fn closes_outer(text: &str, found: &Braces) -> bool {
    let start = found.span.start as usize;
    let before = &text.as_bytes()[start.saturating_sub(REACH)..start];
    let count = |sign| memchr::memchr_iter(sign, before).count();
    found.closes > found.opens && count(b'{') > count(b'}')
}

/// What is in the braces, where that is a macro rather than mathematics or code.
pub(super) fn macro_inside(context: &Context, found: &Braces, has_templates: bool) -> Option<Inside> {
    let is_open = match context.place_at(found.span.start) {
        Place::Prose | Place::LinkTarget | Place::Value { .. } => true,
        Place::Template => is_false_template(context, found),
        Place::FrontMatter | Place::Closed => false,
    };
    let inside = braces::inside(context.slice(found.inner));
    let before = context.text()[..found.span.start as usize].chars().next_back();
    let behind_macro = context.text()[..found.span.start as usize].ends_with("}}");
    let in_formula = !behind_macro && before.is_some_and(|char| char.is_alphanumeric() || "\\_^}$={".contains(char));
    let is_macro = !in_formula && (inside == Inside::Macro || inside == Inside::Name && has_templates);
    (is_open && is_macro).then_some(inside)
}

/// `{{a("b")} and {c("d")}}` is not a template tag: its first macro ends before its last begins.
fn is_false_template(context: &Context, found: &Braces) -> bool {
    let Some(region) = context.regions.at(found.span.start) else { return false };
    let inner = &context.slice(region.span)[2..];
    let ends_early = inner.find(['{', '}']).is_some_and(|at| inner[at..].starts_with('}') && at + 2 < inner.len());
    ends_early && (region.span.start == found.span.start || region.span.end == found.span.end)
}

fn lost_brace(context: &Context, found: &Braces, inside: Inside) -> Finding {
    let inner = context.slice(found.inner);
    let (edit, lost) = if found.opens == 1 {
        (Edit::replace(Span::new(found.span.start, found.inner.start), "{{"), "opening")
    } else {
        (Edit::replace(Span::new(found.inner.end, found.span.end), "}}"), "closing")
    };
    let fix = Fix::safe(format!("Add the {lost} brace"), vec![edit]);
    let is_sure = inside == Inside::Macro && !inner.contains('\n');
    let fix = if is_sure { fix } else { fix.at_most(Safety::Unsafe, "the braces may be intentional") };
    Finding::new(found.span, format!("This macro is missing one of its {lost} braces")).fix(fix)
}
