//! `html`: one file for people who would rather look than read.
//!
//! The page holds each article as data, and a script that draws charts, filters and, when an article is opened, its
//! comparison with the repaired text. Nothing is loaded from elsewhere, and nothing of an article can run: it is
//! escaped, and the page's policy names the script and the style by their hashes.

mod article;
mod repairs;

use std::collections::BTreeMap;
use std::io;

use serde_json::json;

use super::json::to_json;
use super::{FileReport, Format, Totals};
use crate::findings::Safety;
use crate::rules;
use article::{Article, Embedded};
use repairs::repairs;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// The hashes by which the page's policy knows its style and its script; a test compares them.
const STYLE_HASH: &str = "nr8juoFcWSxHKrW1pkrG5z7Ak2PLvRH4HcytGuhm6s4=";
const SCRIPT_HASH: &str = "fzeSNCyAmkujLAzDrCSGkE4a0zJKFc21yIqo0ENk1os=";

/// One page with everything in it.
#[derive(Clone, Copy, Debug)]
pub struct Html;

impl Format for Html {
    fn begin(&self, out: &mut dyn io::Write) -> io::Result<()> {
        // The page may lie in a folder that is linted: it silences itself, also where there is nothing to silence.
        write!(
            out,
            "<!doctype html>\n<!-- copydesk-ignore-file unused-suppression --><!-- copydesk-ignore-file -->\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
             style-src 'sha256-{STYLE_HASH}'; script-src 'sha256-{SCRIPT_HASH}'; base-uri 'none'; form-action 'none'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
             <title>copydesk report</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
             <header id=\"top\"><h1>copydesk report</h1></header>\n<main>\n<div id=\"overview\"></div>\n\
             <section id=\"articles\" aria-label=\"Damaged articles\">\n"
        )
    }

    fn file(&self, out: &mut dyn io::Write, file: FileReport) -> io::Result<()> {
        let safe = repairs(&file, Safety::Safe);
        let all = repairs(&file, Safety::Unsafe);
        Article::new(&file, &safe, &all).write(out)
    }

    fn end(&self, out: &mut dyn io::Write, totals: &Totals) -> io::Result<()> {
        let Totals { files, damaged, findings, safe, likely } = totals;
        write!(
            out,
            "</section>\n</main>\n<noscript><p>{findings} damaged places in {damaged} of {files} articles. Charts, filters \
             and repaired texts need JavaScript, which is turned off here.</p></noscript>\n\
             <footer><p>This page changes nothing. To repair an article, open it in an editor with copydesk, or ask whoever \
             sent you this page.</p><p>copydesk {}</p></footer>\n<script type=\"application/json\" id=\"totals\">",
            env!("CARGO_PKG_VERSION")
        )?;
        let rules = rules::ALL.iter().map(|rule| (rule.name, rule.summary)).collect::<BTreeMap<_, _>>();
        let totals = json!({
            "files": files, "damaged": damaged, "findings": findings, "safe": safe, "likely": likely, "rules": rules,
        });
        to_json(Embedded(out), &totals)?;
        write!(out, "</script>\n<script>{SCRIPT}</script>\n</body>\n</html>\n")
    }
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::prelude::BASE64_STANDARD;
    use sha2::{Digest, Sha256};

    use super::*;

    #[test]
    fn the_policy_names_the_style_and_the_script_as_they_are() {
        let hash = |text: &str| BASE64_STANDARD.encode(Sha256::digest(text));
        assert_eq!((hash(STYLE), hash(SCRIPT)), (STYLE_HASH.to_owned(), SCRIPT_HASH.to_owned()));
        for text in [STYLE, SCRIPT] {
            assert!(!text.contains('\r'), "browsers hash the text with plain line feeds");
            assert!(!text.contains("</"), "an end tag would end the element that holds it");
        }
    }
}
