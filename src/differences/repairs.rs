//! Marks that are there and not what they were: what is told of them, and what mends them.

use super::difference::{Cause, Difference};
use super::matching::{Matched, alike};
use super::parts::Parts;
use crate::skeleton::{Kind, Mark, Target, hunks, same_address};

/// Differences in one code block that are told one by one; where there are more, the block as a whole is another one.
const MOST_HUNKS: usize = 4;

/// How alike two targets are, in per cent, where one is the other, damaged.
const NEAR: u32 = 60;

const ON_PURPOSE: &str = "the translation may lead elsewhere on purpose";
const LOCALISED: &str = "links of the translation have addresses of their own";

pub(super) fn changed(parts: &Parts, matched: &Matched, found: &mut Vec<Difference>) {
    let is_localised = localised(parts, matched);
    let mut changed = matched.changed.clone();
    changed.sort_unstable();
    let changed = Changed { parts, is_localised };
    for (one, other) in matched.changed.iter().copied() {
        changed.report(&parts.original.marks()[one], &parts.translation.marks()[other], found);
    }
    for (one, other) in matched.partners.iter().enumerate() {
        let Some(other) = *other else { continue };
        let (first, second) = (&parts.original.marks()[one], &parts.translation.marks()[other]);
        if matches!(first.kind, Kind::Link | Kind::Definition) && first.key == second.key {
            found.extend(changed.fragment(first, second));
        }
    }
}

/// Whether links that lead to the same are written otherwise in the translation: relative ones, and those with a host.
fn localised(parts: &Parts, matched: &Matched) -> (bool, bool) {
    let mut is_localised = (false, false);
    for (one, other) in matched.partners.iter().enumerate() {
        let Some(other) = *other else { continue };
        let (first, second) = (&parts.original.marks()[one], &parts.translation.marks()[other]);
        if matches!(first.kind, Kind::Link | Kind::Image | Kind::Definition) && first.key == second.key {
            let (written, other) = (parts.original.slice(first.core), parts.translation.slice(second.core));
            let path = |written: &str| written.split('#').next().unwrap_or_default().to_owned();
            if path(written) != path(other) {
                *(if written.contains("://") { &mut is_localised.1 } else { &mut is_localised.0 }) = true;
            }
        }
    }
    is_localised
}

struct Changed<'a> {
    parts: &'a Parts<'a>,
    is_localised: (bool, bool),
}

impl Changed<'_> {
    fn report(&self, first: &Mark, second: &Mark, found: &mut Vec<Difference>) {
        let (original, translation) = (self.parts.original, self.parts.translation);
        let (was, is) = (original.slice(first.core), translation.slice(second.core));
        let new = |cause| Difference::new(cause, second.core, first.core);
        let mend = |cause, doubt| new(cause).mended(second.core, was, doubt);
        match first.kind {
            Kind::Link | Kind::Image | Kind::Definition => found.extend(self.target(first, second)),
            Kind::Code if is_near_code(was, is) => found.push(mend(Cause::Code(Kind::Code), None)),
            Kind::Code | Kind::Formula => {}
            Kind::Block => self.code_block(first, second, found),
            Kind::Template if first.label == second.label => {
                found.push(mend(Cause::Placeholder(Kind::Template), Some("the words in it are not translated")));
            }
            Kind::Template | Kind::Placeholder => found.push(mend(Cause::Placeholder(first.kind), None)),
            Kind::Directive => found.push(mend(Cause::Directive, None)),
            Kind::Footnote | Kind::Note => found.push(mend(Cause::Placeholder(first.kind), None)),
            Kind::Anchor => found.push(mend(Cause::Anchor, None)),
            Kind::Tag => found.push(mend(Cause::Tag, Some("the words in it are not translated"))),
            Kind::Key | Kind::Reference => {}
        }
    }

    fn target(&self, first: &Mark, second: &Mark) -> Option<Difference> {
        let (was, is) = (self.parts.original.slice(first.core), self.parts.translation.slice(second.core));
        let kind = if first.kind == Kind::Definition { Kind::Link } else { first.kind };
        let difference = Difference::new(Cause::Target(kind), second.core, first.core);
        if second.is_indirect && second.kind != Kind::Definition {
            // A link by reference has its target elsewhere.
            return Some(difference);
        }
        let is_localised = if was.contains("://") { self.is_localised.1 } else { self.is_localised.0 };
        let is_near = alike(was, is) >= NEAR || was.is_ascii() && !is.is_ascii() || is.contains(char::is_whitespace);
        let doubt = match () {
            () if is_localised => Some(LOCALISED),
            () if !is_near => Some(ON_PURPOSE),
            () => None,
        };
        Some(difference.mended(second.core, was, doubt))
    }

    /// What is wrong with the part of a target behind its `#`, where the rest leads to the same.
    fn fragment(&self, first: &Mark, second: &Mark) -> Option<Difference> {
        let (was, is) = (self.parts.original.slice(first.core), self.parts.translation.slice(second.core));
        let (old, new) = (Target::read(was), Target::read(is));
        if !same_address(was, is) || first.is_indirect && first.kind != Kind::Definition {
            return None;
        }
        let (Some(before), Some(now)) = (old.fragment, new.fragment) else { return None };
        if before == now {
            return None;
        }
        let start = second.core.end - now.len() as u32;
        let place = crate::text::Span::new(start, second.core.end);
        let difference = Difference::new(Cause::Target(Kind::Link), second.core, first.core);
        if old.address == "#" {
            return super::headings::fragment(self.parts, before, now).map(|text| {
                difference.mended(place, text, Some("the heading may have another address where it is published"))
            });
        }
        // Other pages are not read: a translated address may be right there.
        let fold = |text: &str| {
            text.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
        };
        let is_worn = now.contains(char::is_whitespace)
            || now.is_ascii() && fold(before) == fold(now) && before.to_lowercase() != now.to_lowercase();
        is_worn.then(|| difference.mended(place, before, None))
    }

    fn code_block(&self, first: &Mark, second: &Mark, found: &mut Vec<Difference>) {
        let (original, translation) = (self.parts.original, self.parts.translation);
        let (was, is) = (original.slice(first.core), translation.slice(second.core));
        if first.label != second.label {
            let cause = Cause::Code(Kind::Block);
            let difference = Difference::new(
                cause,
                if is.is_empty() { translation.line(second.span.start) } else { second.core },
                first.core,
            );
            let is_fence = |side: super::Side, mark: &Mark| {
                !mark.core.is_empty() || side.slice(mark.span).trim_start_matches([' ', '>']).starts_with(['`', '~'])
            };
            if is_fence(original, first) && is_fence(translation, second) {
                found.push(difference.mended(second.core, was, None));
            }
            return;
        }
        let code = (original.slice(first.words), first.words.start);
        let hunks = hunks(was, code, (translation.slice(second.words), second.words.start));
        if hunks.is_empty() {
            return;
        }
        if hunks.len() > MOST_HUNKS {
            let place = translation.line(hunks[0].translation.start);
            found.push(Difference {
                more: hunks.len() as u32 - 1,
                ..Difference::new(Cause::Code(Kind::Block), place, original.line(hunks[0].original.start))
            });
            return;
        }
        for hunk in hunks {
            let difference = Difference::new(Cause::Code(Kind::Block), hunk.translation, hunk.original);
            let doubt = Some("the code of the translation may be that of another revision");
            let text = original.slice(hunk.original);
            found.push(if hunk.original.len() < 200 {
                difference.mended(hunk.translation, text, doubt)
            } else {
                difference
            });
        }
    }
}

/// Whether code is that of the original, damaged.
fn is_near_code(was: &str, is: &str) -> bool {
    let is_worn = was.eq_ignore_ascii_case(is)
        || was.split_whitespace().collect::<String>() == is.split_whitespace().collect::<String>();
    is_worn || was.is_ascii() && is.is_ascii() && was.len() > 4 && alike(was, is) >= 80
}
