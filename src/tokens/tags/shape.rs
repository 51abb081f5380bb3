//! The shape of one tag-like place that begins with a delimiter.

use super::attribute::{Attribute, Quotes};
use super::attributes::{self, Stop, is_attribute_name, is_duplicate, skip_space};
use super::backslash;
use super::blanks::{is_invisible, skip_blanks};
use super::delimiters::{Delimiters, ESCAPED_CLOSE};
use super::mend;
use super::prose::are_prose;
use super::{Damages, Form, TagLike, fold_homoglyphs, misspelling_of, translation_of};
use crate::text::Span;
use crate::tokens::{Element, Is, LONGEST_NAME};

/// What is read where a tag may begin.
pub(super) struct Reader<'a> {
    pub text: &'a str,
    /// In Markdown no tag goes on after a blank line.
    pub stop_at_blank_line: bool,
    pub attributes: Vec<Attribute>,
}

/// The head of a tag: what is before its attributes.
struct Head {
    start: usize,
    slash: bool,
    spaced: bool,
    invisible: bool,
    name: Span,
}

impl Reader<'_> {
    /// Reads the tag-like place whose opening delimiter lies from `start` to `open`.
    pub(super) fn read(&mut self, start: usize, open: usize, delimiters: Delimiters) -> Option<TagLike> {
        if delimiters == Delimiters::Ascii
            && let Some(tag) = self.plain(start, open).or_else(|| self.simple(start, open))
        {
            return Some(tag);
        }
        let head = self.head(start, open)?;
        let first = self.attributes.len();
        let tag = self.read_body(&head, delimiters);
        if tag.is_none() {
            self.attributes.truncate(first);
        }
        tag
    }

    /// `<b>` and `</b>`, as most tags are: nothing but the name of an element between the delimiters.
    fn plain(&self, start: usize, open: usize) -> Option<TagLike> {
        let rest = &self.text.as_bytes()[open..];
        let is_end = rest.first() == Some(&b'/');
        let name = &rest[usize::from(is_end)..];
        let length = name.iter().take(LONGEST_NAME + 1).take_while(|byte| byte.is_ascii_alphanumeric()).count();
        if name.get(length) != Some(&b'>') {
            return None;
        }
        let begin = open + usize::from(is_end);
        let span = Span::of(begin, begin + length);
        let element = Element::named(&self.text[span.range()]);
        let form = if is_end { Form::End } else { Form::Start };
        let whole = Span::of(start, begin + length + 1);
        let tag = || self.tag(whole, span, element, form, Damages::empty(), self.attributes.len());
        element.is_known().then(tag)
    }

    /// `<\p>`, which holds a backslash, and `</>`, which lost its name.
    fn simple(&self, start: usize, open: usize) -> Option<TagLike> {
        let rest = &self.text.as_bytes()[open..];
        if rest.starts_with(b"/>") {
            let (span, name) = (Span::of(start, open + 2), Span::of(open + 1, open + 1));
            let end = self.attributes.len();
            return Some(self.tag(span, name, Element::UNKNOWN, Form::End, Damages::NAMELESS, end));
        }
        let is_escaped = backslash::is_before(self.text, start);
        backslash::read(self.text, start, open, is_escaped)
    }

    fn head(&self, start: usize, open: usize) -> Option<Head> {
        let mut at = skip_blanks(self.text, open);
        let slash_length = match self.text[at..].chars().next()? {
            '/' => 1,
            '／' => '／'.len_utf8(),
            _ => 0,
        };
        if slash_length > 0 {
            at = skip_blanks(self.text, at + slash_length);
        }
        let length = name_length(&self.text[at..]);
        let gap = &self.text[open..at];
        let spaced = gap.contains(|char: char| char.is_whitespace());
        let invisible = !gap.is_ascii() && gap.contains(is_invisible);
        let name = Span::of(at, at + length);
        (length > 0).then_some(Head { start, slash: slash_length > 0, spaced, invisible, name })
    }

    fn read_body(&mut self, head: &Head, delimiters: Delimiters) -> Option<TagLike> {
        let name = &self.text[head.name.range()];
        let element = Element::named(name);
        if !head.slash && !element.is_known() && is_attribute_name(name) && self.is_assignment(head) {
            return self.nameless(head, delimiters);
        }
        if !element.is_known()
            && let Some((element, length)) = fused_attribute(name).filter(|_| self.is_assignment(head))
        {
            return self.fused_attribute(head, element, length, delimiters);
        }
        let first = self.attributes.len();
        let name_end = head.name.end as usize;
        let (stopped, stop) = self.read_attributes(name_end, delimiters);
        if !head.slash
            && delimiters == Delimiters::Ascii
            && let Some((stopped, stop)) = self.mend_attributes(name_end, element, first)
        {
            let mut tag = self.terminated(head, element, stopped, stop, delimiters, first)?;
            tag.damages |= Damages::BROKEN_ATTRIBUTE;
            let holds_quotes = |attribute: &Attribute| {
                attribute.quotes == Quotes::Broken && self.text[attribute.value.range()].contains('"')
            };
            let collides = self.attributes[first..].iter().any(holds_quotes);
            tag.damages.set(Damages::QUOTE_COLLISION, collides);
            return Some(tag);
        }
        let directly = stopped == name_end;
        let is_prose = || are_prose(self.text, &self.attributes[first..]);
        // `< strongJoint …`: no whole tag has both a space and an unknown name.
        let is_fused = head.spaced && !directly && !element.is_known() && has_element_prefix(name);
        // Words in a spaced end tag are shown: they are the article's.
        let has_words = head.slash
            && head.spaced
            && self.attributes[first..].iter().any(|attribute| attribute.quotes == Quotes::NoValue);
        let terminated =
            stop != Stop::Nothing && !is_fused && !has_words && (directly || !is_prose() || self.collides(first));
        if terminated {
            return self.terminated(head, element, stopped, stop, delimiters, first);
        }
        if delimiters != Delimiters::Ascii {
            return None;
        }
        self.unterminated(head, element, first, stop == Stop::Nothing && stopped == self.text.len())
    }

    /// Reads the attributes from `name_end` on again, where browsers read them as nobody meant them.
    fn mend_attributes(&mut self, name_end: usize, element: Element, first: usize) -> Option<(usize, Stop)> {
        let is_parted = || self.text[name_end..].starts_with(|char: char| !char.is_ascii() && char.is_whitespace());
        let attributes = &self.attributes[first..];
        if !element.is_known() || !mend::are_suspicious(self.text, attributes, element) && !is_parted() {
            return None;
        }
        let mut mended = Vec::new();
        let found = mend::read(self.text, name_end, self.stop_at_blank_line, element, &mut mended)?;
        self.attributes.truncate(first);
        self.attributes.append(&mut mended);
        Some(found)
    }

    fn read_attributes(&mut self, at: usize, delimiters: Delimiters) -> (usize, Stop) {
        let bytes = self.text.as_bytes();
        let until_next = || &self.text[..delimiters.next_open(self.text, at)];
        let closes = |rest: &str| delimiters.close_length(rest);
        let behind_name = self.text[at..].chars().next();
        match behind_name {
            Some('/') => {
                let behind = skip_space(bytes, at + 1);
                let closed = behind < bytes.len() && closes(&self.text[behind..]) > 0;
                (at, if closed { Stop::Slash } else { Stop::Nothing })
            }
            Some(char) if char.is_ascii_whitespace() => {
                attributes::read(until_next(), at, self.stop_at_blank_line, closes, &mut self.attributes)
            }
            Some(_) if closes(&self.text[at..]) > 0 => (at, Stop::Delimiter),
            Some('&') if self.text[at..].starts_with(ESCAPED_CLOSE) => (at, Stop::Delimiter),
            // A template tag or JSX braces directly after the name.
            Some('{') => attributes::read(until_next(), at, self.stop_at_blank_line, closes, &mut self.attributes),
            _ => (at, Stop::Nothing),
        }
    }

    /// Whether the name is followed by `=`.
    fn is_assignment(&self, head: &Head) -> bool {
        let behind = skip_space(self.text.as_bytes(), head.name.end as usize);
        self.text.as_bytes().get(behind) == Some(&b'=')
    }

    fn terminated(
        &mut self,
        head: &Head,
        element: Element,
        stopped: usize,
        stop: Stop,
        delimiters: Delimiters,
        first: usize,
    ) -> Option<TagLike> {
        let mut damages = Damages::empty();
        let mut at = stopped;
        let mut spaced = head.spaced;
        if stop == Stop::Slash {
            let behind = skip_space(self.text.as_bytes(), at + 1);
            spaced |= behind > at + 1;
            at = behind;
        }
        let is_half_escaped = delimiters != Delimiters::Escaped && self.text[at..].starts_with(ESCAPED_CLOSE);
        let close = if is_half_escaped { ESCAPED_CLOSE.len() } else { delimiters.close_length(&self.text[at..]) };
        let end = at + close;
        match delimiters {
            _ if is_half_escaped => damages |= Damages::HALF_ESCAPED,
            Delimiters::Escaped => damages |= Damages::ESCAPED,
            Delimiters::Wide => damages |= Damages::WIDE,
            Delimiters::Ascii if close > 1 => damages |= Damages::WIDE,
            Delimiters::Ascii => {}
        }
        damages.set(Damages::SPACED, spaced);
        damages.set(Damages::INVISIBLE, head.invisible);
        let form = match stop {
            _ if head.slash => Form::End,
            Stop::Slash => Form::SelfClosing,
            Stop::Delimiter | Stop::Nothing => Form::Start,
        };
        let name = &self.text[head.name.range()];
        let element = if element.is_known() { element } else { meant_by(name, &mut damages) };
        if (spaced || head.invisible) && !element.is_known() {
            return None;
        }
        if head.slash && self.attributes.len() > first {
            damages |= Damages::END_ATTRIBUTES;
        }
        damages |= self.attribute_damages(first);
        let span = Span::of(head.start, end);
        Some(self.tag(span, head.name, element, form, damages, first))
    }

    /// A tag whose end was lost: its name may run into the text, or be before a space, a line end or another tag.
    fn unterminated(&mut self, head: &Head, element: Element, first: usize, at_end: bool) -> Option<TagLike> {
        let form = if head.slash { Form::End } else { Form::Start };
        let mut damages = Damages::empty();
        damages.set(Damages::SPACED, head.spaced);
        damages.set(Damages::INVISIBLE, head.invisible);
        let mut end = head.name.end;
        if element.is_known() {
            damages |= Damages::UNTERMINATED;
            let good = if head.slash { 0 } else { self.kept_attributes(first) };
            self.attributes.truncate(first + good);
            if let Some(last) = self.attributes[first..].last() {
                end = last.value.end;
            }
            damages.set(Damages::CUT_OFF, at_end && good > 0 && end as usize == self.text.len());
        } else if has_element_prefix(&self.text[head.name.range()]) {
            damages |= Damages::FUSED;
            self.attributes.truncate(first);
        } else {
            return None;
        }
        damages |= self.attribute_damages(first);
        Some(self.tag(Span::new(head.start as u32, end), head.name, element, form, damages, first))
    }

    /// Number of attributes from `first` on that belong to a tag without its end: up to the last that has a value, unless
    /// words of the article are between.
    fn kept_attributes(&self, first: usize) -> usize {
        let attributes = &self.attributes[first..];
        let has_value = |attribute: &Attribute| attribute.quotes != Quotes::NoValue;
        let count = attributes.iter().rposition(has_value).map_or(0, |last| last + 1);
        if are_prose(self.text, &attributes[..count]) {
            return attributes.iter().take_while(|attribute| has_value(attribute)).count();
        }
        count
    }

    /// `<ahref="…">`: the name of `element`, `length` bytes long, runs into the first attribute.
    fn fused_attribute(
        &mut self,
        head: &Head,
        element: Element,
        length: usize,
        delimiters: Delimiters,
    ) -> Option<TagLike> {
        let first = self.attributes.len();
        let at = head.name.start as usize + length;
        let closes = |rest: &str| delimiters.close_length(rest);
        let (stopped, stop) = attributes::read(self.text, at, self.stop_at_blank_line, closes, &mut self.attributes);
        if stop == Stop::Nothing {
            return None;
        }
        let head = Head { name: Span::of(head.name.start as usize, at), ..*head };
        let mut tag = self.terminated(&head, element, stopped, stop, delimiters, first)?;
        tag.damages |= Damages::FUSED_ATTRIBUTE;
        Some(tag)
    }

    /// `<href="…">`: the attributes name the element.
    fn nameless(&mut self, head: &Head, delimiters: Delimiters) -> Option<TagLike> {
        let first = self.attributes.len();
        let closes = |rest: &str| delimiters.close_length(rest);
        let at = head.name.start as usize;
        let (stopped, stop) = attributes::read(self.text, at, self.stop_at_blank_line, closes, &mut self.attributes);
        let valued = self.attributes[first..].iter().all(|attribute| attribute.quotes != Quotes::NoValue);
        if stop != Stop::Delimiter || !valued {
            return None;
        }
        let element = match self.text[head.name.range()].to_ascii_lowercase().as_str() {
            "href" => Element::A,
            "src" | "alt" => Element::IMG,
            "colspan" | "rowspan" => Element::TD,
            "class" | "style" | "id" => Element::SPAN,
            _ => return None,
        };
        let end = stopped + delimiters.close_length(&self.text[stopped..]);
        let damages = Damages::NAMELESS | self.attribute_damages(first);
        let name = Span::of(at, at);
        Some(self.tag(Span::of(head.start, end), name, element, Form::Start, damages, first))
    }

    /// Whether a value ended at a quote inside it: the next attribute follows without a space, and has a quote of its own.
    fn collides(&self, first: usize) -> bool {
        let attributes = &self.attributes[first..];
        let follows = attributes.windows(2).position(|pair| {
            let quoted = matches!(pair[0].quotes, Quotes::Double | Quotes::Single);
            quoted && pair[0].value.end == pair[1].name.start && pair[1].quotes == Quotes::NoValue
        });
        follows.is_some_and(|at| {
            attributes[at + 1..].iter().any(|attribute| self.text[attribute.name.range()].contains(['"', '\'']))
        })
    }

    fn attribute_damages(&self, first: usize) -> Damages {
        let mut damages = Damages::empty();
        damages.set(Damages::QUOTE_COLLISION, self.collides(first));
        let attributes = &self.attributes[first..];
        for (index, attribute) in attributes.iter().enumerate() {
            if attribute.quotes == Quotes::Curly {
                damages |= Damages::CURLY_QUOTES;
            }
            if !damages.contains(Damages::QUOTE_COLLISION) && is_duplicate(self.text, attributes, index) {
                damages |= Damages::DUPLICATE_ATTRIBUTE;
            }
        }
        damages
    }

    fn tag(&self, span: Span, name: Span, element: Element, form: Form, damages: Damages, first: usize) -> TagLike {
        TagLike {
            span,
            name,
            element,
            form,
            damages,
            first_attribute: first as u32,
            attribute_count: (self.attributes.len() - first) as u32,
        }
    }
}

/// The element that an unknown name stands for; the way it was changed is added to `damages`.
fn meant_by(name: &str, damages: &mut Damages) -> Element {
    let element = fold_homoglyphs(name);
    if element.is_known() {
        *damages |= Damages::HOMOGLYPH;
        return element;
    }
    let element = translation_of(name);
    if element.is_known() {
        *damages |= Damages::TRANSLATED;
        return element;
    }
    let element = misspelling_of(name);
    if element.is_known() {
        *damages |= Damages::MISSPELT;
    }
    element
}

/// The element whose name `name` begins with and the length of that name, where an attribute follows in it.
fn fused_attribute(name: &str) -> Option<(Element, usize)> {
    let is_attribute =
        |rest: &str| is_attribute_name(rest) || ["data-", "aria-"].iter().any(|prefix| rest.starts_with(prefix));
    Element::prefixes_of(name).find(|&(_, length)| is_attribute(&name[length..]))
}

fn has_element_prefix(name: &str) -> bool {
    Element::prefixes_of(name).any(|(element, _)| !element.is(Is::PAGE))
}

/// Length of the name that begins `rest`: a letter, then letters, digits and the signs of custom elements.
fn name_length(rest: &str) -> usize {
    let mut length = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((offset, char)) = chars.next() {
        let inner =
            matches!(char, '-' | ':' | '_' | '.') && chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        let fits = if offset == 0 { char.is_alphabetic() } else { char.is_alphanumeric() || inner };
        if !fits || offset > 60 {
            break;
        }
        length = offset + char.len_utf8();
    }
    length
}
