use crate::constructs::{CDATA, XML_DECLARATION};
use crate::findings::{Context, Facts, Findings, Safety, Severity};
use crate::rules::worn::report;
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;

/// A CDATA section or an XML declaration whose signs are damaged.
pub static RULE: Rule = Rule {
    name: "broken-declaration",
    group: Group::Structure,
    summary: "A CDATA section or an XML declaration whose signs are damaged",
    why: "Pages that were made with XML hold `<![CDATA[ … ]]>` and begin with `<?xml … ?>`; browsers show neither of them. With a space or another sign in them, readers see the signs, or a browser hides the wrong words.",
    severity: Severity::Error,
    on: true,
    fix: Some(Safety::Unsafe),
    flavors: Flavor::ALL,
    triggers: Facts::ALWAYS,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Html,
            text: "< ?xml version=\"1.0\" encoding=\"UTF-8\"? >\n<p>Hello.</p>\n",
            at: "< ?xml version=\"1.0\" encoding=\"UTF-8\"? >",
            fixed: Fixed::Unsafe("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<p>Hello.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>Before < ![CDATA[ low tide ]]> after.</p>\n",
            at: "< ![CDATA[ low tide ]]>",
            fixed: Fixed::Unsafe("<p>Before <![CDATA[ low tide ]]> after.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "Before.\n\n<![CDATA[ low tide ]] >\n\nAfter.\n",
            at: "<![CDATA[ low tide ]] >",
            fixed: Fixed::Unsafe("Before.\n\n<![CDATA[ low tide ]]>\n\nAfter.\n"),
        },
        Example::Good {
            flavor: Flavor::Html,
            text: "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<p>One<![CDATA[ two ]]> and &lt;![CDATA[ three ]]&gt;.</p>\n",
        },
        Example::Good { flavor: Flavor::Markdown, text: "The signs `< ![CDATA[` and `<?xml ? >`.\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    report(context, findings, &[&CDATA, &XML_DECLARATION]);
}
