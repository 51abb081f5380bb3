//! What a page shows, and whether a fix keeps it: the one check that every fix passes before it is called safe.
//!
//! A fix changes some bytes. Every other byte around it must be to the reader of the page what it was: shown text, code,
//! a part of a tag, or nothing that shows. The block that holds the fix is read before and after by other readers than ours
//! (pulldown-cmark, html5gum), so that a mistake of ours does not vouch for itself.

mod check;
mod compare;
mod html;
mod markdown;
mod member;
mod shown;
mod window;
mod zones;

pub use check::demote_harmful;

use crate::text::Flavor;
use crate::tokens::search;
use crate::tokens::work::steps;
use crate::tokens::{front_matter, template_tags};
use shown::{Kind, Page};

impl Page {
    /// Reads a text; `begins` says whether the article begins with it.
    pub fn read(text: &str, flavor: Flavor, begins: bool) -> Self {
        steps(text.len());
        let mut page = Self::empty(text.len());
        if !flavor.has_markdown() {
            html::read(text, 0, None, &mut page);
            page.read_templates(text);
            return page;
        }
        let front = if begins { front_matter(text).map_or(0, |region| region.span.end as usize) } else { 0 };
        page.fill(0..front, Kind::Hidden);
        markdown::read(text, front, &mut page);
        page.read_templates(text);
        page
    }

    /// Marks the template tags that would be shown as text, and the lines that begin or end directives.
    fn read_templates(&mut self, text: &str) {
        for tag in template_tags(text) {
            self.fill_shown(tag.range(), Kind::Template);
        }
        for at in memchr::memmem::find_iter(text.as_bytes(), b":::") {
            let marks = text.as_bytes()[..at].iter().rev().take_while(|byte| b" \t>".contains(byte)).count();
            steps(marks);
            if at == marks || text.as_bytes()[at - marks - 1] == b'\n' {
                let end = search::byte(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |length| at + length);
                self.fill_shown(at..end, Kind::Template);
            }
        }
    }
}
