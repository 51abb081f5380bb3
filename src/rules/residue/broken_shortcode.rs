use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Place, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tokens::braces::{self, Braces, Inside};
use crate::tokens::shortcodes;

/// A macro, shortcode or template tag that lost a brace, a parenthesis, its quotes or its name.
pub static RULE: Rule = Rule {
    name: "broken-shortcode",
    group: Group::Residue,
    summary: "A macro or shortcode with a missing bracket, curly quotes or mismatched names",
    why: "A site generator that cannot read `{{ref(\"tides\"}}` stops, or prints it as it is. Translation tools drop \
          characters, make quotes curly, and translate the name of a shortcode at its start but not at its end.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::ALL,
    triggers: Facts::BRACE,
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

fn check(context: &Context, findings: &mut Findings) {
    let text = context.text();
    let templates: Vec<Span> = shortcodes::macros(context.regions.templates(), text).collect();
    let is_odd = |found: &Braces| found.opens != found.closes && !closes_outer(text, found);
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
    for pair in shortcodes::mismatched(text, &templates) {
        let title = format!("Write {}, as at its end", pair.end_name);
        let reason = "the name at the end may be the wrong one";
        let fix = Fix::unsafe_(title, vec![Edit::replace(pair.start_name, pair.end_name.clone())], reason);
        let message =
            format!("The shortcode starts as {} but ends as {}", context.slice(pair.start_name), pair.end_name);
        findings.add(Finding::new(pair.start, message).related(pair.end, "It ends here").fix(fix));
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
