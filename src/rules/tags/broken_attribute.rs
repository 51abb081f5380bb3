use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tokens::{Attribute, Quotes, mended_value};
use crate::tree::{Tag, Trouble};

/// An attribute with damaged quotes, signs or names.
pub static RULE: Rule = Rule {
    name: "broken-attribute",
    group: Group::Tags,
    summary: "An attribute with damaged quotes, equals sign, name or address",
    why: "Where a quote is lost, doubled, mixed or escaped, a browser reads a wrong value, and what follows as further \
          attributes: links lead nowhere, and text up to the next quote vanishes.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Unsafe),
    flavors: Flavor::ALL,
    triggers: Facts::trouble(Trouble::BrokenAttribute),
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>See <a href=\"/tides>the tides</a> and <a href=\"/map\">the map</a>.</p>\n",
            at: "<a href=\"/tides>",
            fixed: Fixed::Unsafe("<p>See <a href=\"/tides\">the tides</a> and <a href=\"/map\">the map</a>.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p><img src=crane.jpg\" alt=\"The crane\"></p>\n",
            at: "<img src=crane.jpg\" alt=\"The crane\">",
            fixed: Fixed::Unsafe("<p><img src=\"crane.jpg\" alt=\"The crane\"></p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p class=\\\"lead\\\">Look at the tides.</p>\n",
            at: "<p class=\\\"lead\\\">",
            fixed: Fixed::Unsafe("<p class=\"lead\">Look at the tides.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>Read <a href = \"https: //example.org/notes \"target =\" _blank \">the notes</a>.</p>\n",
            at: "<a href = \"https: //example.org/notes \"target =\" _blank \">",
            fixed: Fixed::Unsafe("<p>Read <a href=\"https://example.org/notes\" target=\"_blank\">the notes</a>.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p style = \"text - align: center\">Look at the tides.</p>\n",
            at: "\"text - align: center\"",
            fixed: Fixed::Unsafe("<p style = \"text-align: center\">Look at the tides.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p clase=\"lead\">Look at the tides.</p>\n",
            at: "<p clase=\"lead\">",
            fixed: Fixed::Unsafe("<p class=\"lead\">Look at the tides.</p>\n"),
        },
        Example::Good { flavor: Flavor::Html, text: "<blockquote cite=\"«Тени в раю»\">One</blockquote>\n" },
        Example::Good { flavor: Flavor::Html, text: "<h3 id=\"the_&lt;option>_tag_and_&lt;select>\">One</h3>\n" },
        Example::Good { flavor: Flavor::Html, text: "<p title=\"a > b\" class='it \"is\"' id=plain>One</p>\n" },
        Example::Good { flavor: Flavor::Html, text: "<p onclick='say(\"on\")' alt=\"The pilots’ boat\" hidden>One</p>\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for (_, tag) in context.troubled(Trouble::BrokenAttribute) {
        let attributes = context.attributes(tag);
        let is_whole = |attribute: &Attribute| matches!(attribute.quotes, Quotes::Double | Quotes::Single);
        let damaged = || attributes.iter().filter(|attribute| is_whole(attribute) && mended(context, attribute).is_some());
        let is_fused = attributes.windows(2).any(|pair| pair[0].value.end == pair[1].name.start);
        let is_broken = attributes.iter().any(|attribute| attribute.quotes == Quotes::Broken);
        if is_fused || is_broken || damaged().next().is_none() {
            findings.add(whole_tag(context, tag));
            continue;
        }
        damaged().filter_map(|attribute| one_value(context, attribute)).for_each(|finding| findings.add(finding));
    }
}

fn whole_tag(context: &Context, tag: &Tag) -> Finding {
    let message = format!("Damaged quotes or signs in the attributes of `<{}>`", tag.element.name());
    let fix = context.rewrite(tag).at_most(Safety::Unsafe, "where a value ends is a guess");
    Finding::new(tag.span, message).fix(fix)
}

/// The value of an attribute as it was meant, where it is another one.
fn mended(context: &Context, attribute: &Attribute) -> Option<String> {
    let value = attribute.inner_value(context.text());
    let mended = mended_value(context.slice(attribute.name), value);
    (mended != value).then_some(mended)
}

fn one_value(context: &Context, attribute: &Attribute) -> Option<Finding> {
    let value = Span::new(attribute.value.start + 1, attribute.value.end - 1);
    let edit = Edit::replace(value, mended(context, attribute)?);
    let message = format!("Spaces or quotes that do not belong in the value of `{}`", context.slice(attribute.name));
    let fix = Fix::unsafe_("Write the value without them", vec![edit], "the value may be meant as it is");
    Some(Finding::new(attribute.value, message).fix(fix))
}
