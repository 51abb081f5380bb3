use crate::findings::{Context, Facts, Findings, Safety, Severity};
use crate::rules::leftover::report;
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;
use crate::tokens::leftovers::Kind;

/// What an editor or a spelling checker left in an article.
pub static RULE: Rule = Rule {
    name: "editor-residue",
    group: Group::Residue,
    summary: "Tags and attributes left by an editor or a spelling checker",
    why: "Editors in a browser mark mistakes, the cursor and empty lines with tags of their own: `<g class=\"gr_ gr_3\">`, `data-mce-bogus`. They take them out again when they save, unless the text was copied from the page.",
    severity: Severity::Warning,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::ALL,
    triggers: Facts::LEFTOVER,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>The crane <g class=\"gr_ gr_3\" id=\"3\">lift</g> at dawn.</p>\n",
            at: "<g class=\"gr_ gr_3\" id=\"3\">lift</g>",
            fixed: Fixed::Safe("<p>The crane lift at dawn.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>Open the lock.<span id=\"cke_bm_1E\" style=\"display: none;\">&nbsp;</span></p>\n",
            at: "<span id=\"cke_bm_1E\" style=\"display: none;\">&nbsp;</span>",
            fixed: Fixed::Safe("<p>Open the lock.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p data-mce-style=\"color: red\">Open the lock.</p>\n",
            at: "data-mce-style=\"color: red\"",
            fixed: Fixed::Safe("<p>Open the lock.</p>\n"),
        },
        Example::Good { flavor: Flavor::Markdown, text: "TinyMCE writes `<br data-mce-bogus=\"1\">`.\n" },
        Example::Good { flavor: Flavor::Html, text: "<p data-id=\"4\" class=\"gr_x\">Text</p>\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    report(context, findings, Kind::Editor);
}
