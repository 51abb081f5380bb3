//! Marks that are there and not what they were: what is told of them, and what mends them.

use std::collections::{HashMap, HashSet};

use super::difference::{Cause, Difference};
use super::habits::replaced;
use super::likeness::alike;
use super::matching::Matched;
use super::names::{self, Renamed};
use super::parts::Parts;
use crate::skeleton::{Kind, Mark, Target, hunks, is_localised, same_address, same_end, same_fragment, same_site};
use crate::text::is_one_off;

/// Differences in one code block that are told one by one; where there are more, the block as a whole is another one.
const MOST_HUNKS: usize = 4;

const ON_PURPOSE: &str = "the translation may lead elsewhere on purpose";
const ON_PURPOSE_CASE: &str = "the translation may write this name with other letters on purpose";
const OTHER_KIND: &str = "the translation may use another kind on purpose";
const LOCALISED: &str = "links of the translation have addresses of their own";

pub(super) fn changed(parts: &Parts, matched: &Matched, found: &mut Vec<Difference>) {
    let is_localised = localised(parts, matched);
    let changed = Changed { parts, is_localised, renamed: Renamed::of(parts, matched) };
    for (one, other) in matched.changed.iter().copied() {
        changed.report(&parts.original.marks()[one], &parts.translation.marks()[other], found);
    }
    for (one, other) in matched.partners.iter().enumerate() {
        let Some(other) = *other else { continue };
        let (first, second) = (&parts.original.marks()[one], &parts.translation.marks()[other]);
        if matches!(first.kind, Kind::Link | Kind::Definition) && first.key == second.key {
            found.extend(changed.fragment(first, second));
        }
        // Of code that is mostly prose no more than its kind was compared.
        if first.kind == Kind::Block && first.key == first.label && first.label == second.label {
            changed.code_block(first, second, found);
        }
    }
    tell_once(parts, found);
}

/// Whether links that lead to the same are written otherwise in the translation: relative ones, and those with a host.
fn localised(parts: &Parts, matched: &Matched) -> (bool, bool) {
    let mut is_localised = (false, false);
    for (one, other) in matched.partners.iter().enumerate() {
        let Some(other) = *other else { continue };
        let (first, second) = (&parts.original.marks()[one], &parts.translation.marks()[other]);
        if matches!(first.kind, Kind::Link | Kind::Image | Kind::Definition) && first.key == second.key {
            let (written, other) = (parts.original.slice(first.core), parts.translation.slice(second.core));
            let path = |written: &'_ str| written.find('#').unwrap_or(written.len());
            if written[..path(written)] != other[..path(other)] {
                *(if written.contains("://") { &mut is_localised.1 } else { &mut is_localised.0 }) = true;
            }
        }
    }
    is_localised
}

struct Changed<'a> {
    parts: &'a Parts<'a>,
    is_localised: (bool, bool),
    renamed: Renamed<'a>,
}

impl Changed<'_> {
    fn report(&self, first: &Mark, second: &Mark, found: &mut Vec<Difference>) {
        let (original, translation) = (self.parts.original, self.parts.translation);
        let (was, is) = (original.slice(first.core), translation.slice(second.core));
        let new = |cause| Difference::new(cause, second.core, first.core);
        let mend = |cause, doubt| new(cause).mended(second.core, was, doubt);
        match first.kind {
            Kind::Link | Kind::Image | Kind::Definition => found.extend(self.target(first, second)),
            Kind::Code if is_near_code(was, is) => {
                let doubt = may_be_written_otherwise(was, is).then_some(ON_PURPOSE_CASE);
                found.push(mend(Cause::Code(Kind::Code), doubt));
            }
            Kind::Code | Kind::Formula => {}
            Kind::Block => self.code_block(first, second, found),
            Kind::Template => found.push(names::template(self.parts, first, second)),
            Kind::Placeholder => found.extend(self.renamed.placeholder(first, second)),
            Kind::Directive => found.push(names::directive(self.parts, first, second)),
            Kind::Footnote | Kind::Note => found.push(mend(Cause::Placeholder(first.kind), None)),
            Kind::Anchor => found.push(mend(Cause::Anchor, None)),
            Kind::Tag if first.label != second.label => found.push(names::component(self.parts, first, second)),
            Kind::Tag => found.push(mend(Cause::Tag, Some("the words in it are not translated"))),
            Kind::Key | Kind::Reference => {}
        }
    }

    fn target(&self, first: &Mark, second: &Mark) -> Option<Difference> {
        let (was, is) = (self.parts.original.slice(first.core), self.parts.translation.slice(second.core));
        if let (Some(before), Some(now)) = (was.strip_prefix('#'), is.strip_prefix('#')) {
            return self.place(first, second, before, now);
        }
        // Who wrote a step as a path, or chose the page of another language, did so on purpose.
        let is_other_language = is_localised(is) && !same_language(was, is) && is.is_ascii() && alike(was, is) < 85;
        if unescaped(was) == unescaped(is) || self.is_same_heading(was, is) {
            return None;
        }
        if same_end(was, is) || same_site(was, is) || is_other_language || is.is_empty() || was.is_empty() {
            return None;
        }
        let kind = if first.kind == Kind::Definition { Kind::Link } else { first.kind };
        let difference = Difference::new(Cause::Target(kind), second.core, first.core);
        if (first.is_indirect || second.is_indirect) && second.kind != Kind::Definition {
            // A link by reference has its target elsewhere, and where that changed it is told there.
            return None;
        }
        let is_localised = if was.contains("://") { self.is_localised.1 } else { self.is_localised.0 };
        let was = &in_language_of(was, is);
        let is_near = is_damaged(was, is);
        let doubt = match () {
            () if is_localised => Some(LOCALISED),
            () if !is_near => Some(ON_PURPOSE),
            () => None,
        };
        Some(difference.mended(second.core, was.as_str(), doubt))
    }

    /// Whether both lead to one heading of the article, of which only one names the article as well.
    fn is_same_heading(&self, was: &str, is: &str) -> bool {
        let (Some((page, before)), Some((other, now))) = (was.split_once('#'), is.split_once('#')) else {
            return false;
        };
        page.is_empty() != other.is_empty() && super::headings::fragment(self.parts, before, now).is_none()
    }

    /// What is wrong with the part of a target behind its `#`, where the rest leads to the same.
    fn fragment(&self, first: &Mark, second: &Mark) -> Option<Difference> {
        let (was, is) = (self.parts.original.slice(first.core), self.parts.translation.slice(second.core));
        // Most are equal, and what they lead to takes long to read.
        if was == is {
            return None;
        }
        let (old, new) = (Target::read(was), Target::read(is));
        if !same_address(was, is) || first.is_indirect && first.kind != Kind::Definition {
            return None;
        }
        let (Some(before), Some(now)) = (old.fragment, new.fragment) else { return None };
        if same_fragment(before, now) {
            return None;
        }
        let start = second.core.end - now.len() as u32;
        let place = crate::text::Span::new(start, second.core.end);
        let difference = Difference::new(Cause::Target(Kind::Link), second.core, first.core);
        if old.is_local() {
            return None;
        }
        // Other pages are not read: a translated address may be right there.
        let fold = |text: &str| {
            text.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
        };
        let is_worn = now.contains(char::is_whitespace)
            || now.is_ascii() && fold(before) == fold(now) && before.to_lowercase() != now.to_lowercase();
        is_worn.then(|| difference.mended(place, before, None))
    }

    /// A target in the article itself, where it leads to another heading.
    fn place(&self, first: &Mark, second: &Mark, before: &str, now: &str) -> Option<Difference> {
        let text = super::headings::fragment(self.parts, before, now)?;
        let difference = Difference::new(Cause::Target(Kind::Link), second.core, first.core);
        let place = crate::text::Span::new(second.core.end - now.len() as u32, second.core.end);
        Some(difference.mended(place, text, Some("the heading may have another address where it is published")))
    }

    /// Whether what differs in code is a word, or signs that make the line that of the original: signs alone may belong to
    /// words that differ as well.
    fn is_whole(&self, difference: &Difference) -> bool {
        let (original, translation) = (self.parts.original, self.parts.translation);
        let (was, is) = (original.slice(difference.original), translation.slice(difference.span));
        let has_word = |code: &str| code.contains(char::is_alphanumeric);
        let line = translation.line(difference.span.start);
        if has_word(was) && has_word(is) || line.end < difference.span.end {
            return has_word(was);
        }
        let before = &translation.text[line.start as usize..difference.span.start as usize];
        let behind = &translation.text[difference.span.end as usize..line.end as usize];
        format!("{before}{was}{behind}").trim() == original.slice(original.line(difference.original.start)).trim()
    }

    fn code_block(&self, first: &Mark, second: &Mark, found: &mut Vec<Difference>) {
        let (original, translation) = (self.parts.original, self.parts.translation);
        let (was, is) = (original.slice(first.core), translation.slice(second.core));
        if was.starts_with('{') && first.label != second.label && !is.is_empty() {
            // What stands in braces behind a fence is the name of a directive.
            found.push(names::directive(self.parts, first, second));
            return;
        }
        if first.label != second.label {
            let cause = Cause::Code(Kind::Block);
            let difference = Difference::new(
                cause,
                if is.is_empty() { translation.line(second.span.start) } else { second.core },
                first.core,
            );
            if !is_same_code(original.slice(first.words), translation.slice(second.words)) {
                return;
            }
            let is_fence = |side: super::Side, mark: &Mark| {
                !mark.core.is_empty() || side.slice(mark.span).trim_start_matches([' ', '>']).starts_with(['`', '~'])
            };
            if is_fence(original, first) && is_fence(translation, second) {
                let is_worn = is.is_empty() || was.eq_ignore_ascii_case(is) || is_one_off(was, is);
                found.push(difference.mended(second.core, was, (!is_worn).then_some(OTHER_KIND)));
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
            found.push(if hunk.original.len() < 200 && self.is_whole(&difference) {
                difference.mended(hunk.translation, text, doubt)
            } else {
                difference
            });
        }
    }
}

/// Whether a target is that of the original, damaged: in other letters, with white space in it, or with one letter changed.
/// Letters beyond ASCII may be those of a page that was translated with its address.
fn is_damaged(was: &str, is: &str) -> bool {
    is.contains(char::is_whitespace) && was.is_ascii() && is.is_ascii()
        || was.eq_ignore_ascii_case(is)
        || is_one_off(was, is) && was.len() > 8
}

/// The target `was`, with the language that `is` names where it names one: `/en/tides` as `/de/tides`.
fn in_language_of(was: &str, is: &str) -> String {
    let languages = is.split('/').enumerate().filter(|(_, step)| is_localised(step)).collect::<HashMap<_, _>>();
    let step = |(index, step): (usize, &'_ str)| match languages.get(&index) {
        Some(language) if is_localised(step) => (*language).to_owned(),
        _ => step.to_owned(),
    };
    was.split('/').enumerate().map(step).collect::<Vec<_>>().join("/")
}

/// A target without the backslashes that Markdown takes away.
fn unescaped(target: &str) -> String {
    target.replace("\\&", "&").replace("\\_", "_")
}

/// Whether code differs in the case of a name alone: of one word, or of a placeholder, which some translations translate.
fn may_be_written_otherwise(was: &str, is: &str) -> bool {
    let is_word = was.chars().all(char::is_alphanumeric);
    let differs = was.bytes().zip(is.bytes()).position(|(one, other)| one != other).unwrap_or_default();
    let before = &was.as_bytes()[..differs];
    let name = before.iter().rposition(|byte| !byte.is_ascii_alphanumeric() && !b" _-".contains(byte));
    let is_placeholder = name.is_some_and(|at| matches!(before[at], b'{' | b'<'));
    was.eq_ignore_ascii_case(is) && (is_word || is_placeholder)
}

/// Whether code is that of the original, damaged: other letters, other spaces, or one sign less.
fn is_near_code(was: &str, is: &str) -> bool {
    let signs = |code: &str| {
        code.chars()
            .filter(|char| !char.is_whitespace() && !matches!(char, '\u{200b}'))
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    was != is
        && signs(was) == signs(is)
        && was.split_whitespace().collect::<String>() != is.split_whitespace().collect::<String>()
        || is_torn(was, is)
}

/// Whether the signs of code differ and its words do not.
fn is_torn(was: &str, is: &str) -> bool {
    let words = |code: &str| {
        code.split(|char: char| !char.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let all = words(was);
    let is_pointed = is.chars().any(|char| "（）｛｝［］＿－—–“”‘’：；，。".contains(char));
    is_pointed && all == words(is) && !all.is_empty()
}

/// Whether two targets name the same language.
fn same_language(was: &str, is: &str) -> bool {
    was.split(['/', '.']).filter(|part| is_localised(part)).eq(is.split(['/', '.']).filter(|part| is_localised(part)))
}

/// Lines of two codes that are compared.
const MOST_LINES: usize = 200;

/// Whether two codes have a good part of their lines in common, or have hardly any.
fn is_same_code(was: &str, is: &str) -> bool {
    let lines = |code: &'_ str| {
        code.lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .take(MOST_LINES)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let (first, second) = (lines(was), lines(is));
    let known: HashSet<&String> = first.iter().collect();
    let common = second.iter().filter(|line| known.contains(line)).count();
    let most = first.len().max(second.len());
    common * 3 >= most || most < 3 && first.len() == second.len()
}

/// As often a replacement is a convention of the translation.
const CONVENTION: u32 = 4;

/// Tells a replacement that many targets have in common once.
fn tell_once(parts: &Parts, found: &mut Vec<Difference>) {
    let mut counts: HashMap<(&str, &str), u32> = HashMap::new();
    let key = |difference: &Difference| {
        let (was, is) = (parts.original.slice(difference.original), parts.translation.slice(difference.span));
        match difference.cause {
            Cause::Target(_) => Some(replaced(was, is)),
            Cause::Placeholder(Kind::Template) => Some((was.get(..3)?, is.get(..3)?)).filter(|(was, is)| was != is),
            _ => None,
        }
    };
    for key in found.iter().filter_map(key) {
        *counts.entry(key).or_default() += 1;
    }
    let mut told = HashSet::new();
    found.retain_mut(|difference| {
        let Some(key) = key(difference) else { return true };
        let count = counts.get(&key).copied().unwrap_or_default();
        if count < CONVENTION {
            return true;
        }
        difference.more = count - 1;
        difference.repair = None;
        told.insert(key)
    });
}
