use crate::findings::{Context, Facts, Findings, Safety, Severity};
use crate::rules::leftover::report;
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;
use crate::tokens::leftovers::Kind;

/// What a site put beside an article.
pub static RULE: Rule = Rule {
    name: "site-residue",
    group: Group::Residue,
    summary: "Labels, scripts and styles of a site that are not of the article",
    why: "A scraper that takes the text of a page takes the labels of its buttons along, and the content of its scripts and styles: `window._q = window._q || [];`. Readers see them between the paragraphs.",
    severity: Severity::Warning,
    on: true,
    fix: Some(Safety::Unsafe),
    flavors: Flavor::ALL,
    triggers: Facts::LEFTOVER,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "The lock.\n\nPress enter or click to view image in full size\n\n![](lock.png)\n",
            at: "Press enter or click to view image in full size",
            fixed: Fixed::Unsafe("The lock.\n\n![](lock.png)\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>Open. window._q = window._q || []; _q.push({mode:'a'});</p>\n",
            at: "window._q = window._q || []; _q.push({mode:'a'});",
            fixed: Fixed::No,
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<p>p.p1 {margin: 0.0px; font: 12.0px Helvetica} span.s1 {font-kerning: none}</p>\n",
            at: "p.p1 {margin: 0.0px; font: 12.0px Helvetica} span.s1 {font-kerning: none}",
            fixed: Fixed::No,
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "`a = a || []`, the set {margin: 3}, and `.b {color: red}`.\n",
        },
        Example::Good { flavor: Flavor::Html, text: "<style>p.p1 {margin: 0}</style><p>A || [] B</p>\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    report(context, findings, Kind::Site);
}
