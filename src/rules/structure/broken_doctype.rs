use crate::constructs::DOCTYPE;
use crate::findings::{Context, Facts, Findings, Safety, Severity};
use crate::rules::worn::report;
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::Flavor;

/// A document type whose signs are damaged.
pub static RULE: Rule = Rule {
    name: "broken-doctype",
    group: Group::Structure,
    summary: "A document type whose signs are damaged",
    why: "An HTML page begins with `<!DOCTYPE html>`. Where its signs are damaged, readers see it above the page, and browsers lay the page out as those of the last century did.",
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
            text: "< !DOCTYPE html>\n<p>Hello.</p>\n",
            at: "< !DOCTYPE html>",
            fixed: Fixed::Unsafe("<!DOCTYPE html>\n<p>Hello.</p>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<!DOCTYPE html\n<html lang=\"en\"><body><p>Hello.</p></body></html>\n",
            at: "<!DOCTYPE html",
            fixed: Fixed::Unsafe("<!DOCTYPE html>\n<html lang=\"en\"><body><p>Hello.</p></body></html>\n"),
        },
        Example::Bad {
            flavor: Flavor::Html,
            text: "<DOCTYPE html>\n<p>Hello.</p>\n",
            at: "<DOCTYPE html>",
            fixed: Fixed::Unsafe("<!DOCTYPE html>\n<p>Hello.</p>\n"),
        },
        Example::Good {
            flavor: Flavor::Html,
            text: "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\"\n  \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd\">\n<p>Hello.</p>\n",
        },
        Example::Good { flavor: Flavor::Html, text: "<!doctype html>\n<p>Hello.</p>\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    report(context, findings, &[&DOCTYPE]);
}
