//! The blocks of a text, line by line (CommonMark 3, 4 and 5; GFM's tables, task lists, notes and alerts).

use super::containers::Container;
use super::line::Line;
use super::starts::{blank_rest, fence, heading, is_space, line_end, marker, rule};
use super::state::State;

/// Columns from which on a line is code.
const CODE_INDENT: usize = 4;

impl<'a> State<'a> {
    /// Reads all blocks.
    pub fn read(&mut self) {
        let mut at = 0;
        while at < self.bytes.len() {
            at = self.block(at);
        }
    }

    /// Reads the block that begins in the line at `at`; where the line behind it begins.
    fn block(&mut self, at: usize) -> usize {
        let mut line = Line::new(self.bytes, at);
        if self.containers.is_empty() {
            match self.bytes[at] {
                b'a'..=b'z' | b'A'..=b'Z' | 128.. => return self.paragraph(at),
                b'\n' => {
                    self.containers.meet_blank();
                    return at + 1;
                }
                _ => {}
            }
        } else {
            self.containers.enter_or_close(&mut line);
        }
        let mut no_rule_before = 0;
        loop {
            let before = line;
            let indent = line.take(CODE_INDENT);
            let sign = self.bytes.get(line.at).copied().filter(|_| indent < CODE_INDENT);
            let begun = match sign {
                Some(b'>') => Some(self.quote(line)),
                Some(b'[') => self.begin_note(line),
                Some(b'*' | b'-') if line.at >= no_rule_before => match rule(self.bytes, line.at) {
                    Ok(_) => None,
                    Err(end) => {
                        no_rule_before = end;
                        self.item(line, indent)
                    }
                },
                Some(b'*' | b'-' | b'+' | b'0'..=b'9') => self.item(line, indent),
                _ => None,
            };
            match begun {
                Some(Begun::Holds(rest)) => line = rest,
                Some(Begun::Below(rest)) => return self.leaf(rest),
                Some(Begun::Read(next)) => return next,
                None => return self.leaf(before),
            }
        }
    }

    /// Begins the note at `line`.
    fn begin_note(&mut self, line: Line<'a>) -> Option<Begun<'a>> {
        let (label, text) = self.note(line.at)?;
        self.containers.begin_note();
        self.notes.insert(label);
        Some(Begun::Holds(Line::new(self.bytes, text)))
    }

    /// Begins the quote at `line`. The name of an alert is no text, but a paragraph may go on below it.
    fn quote(&mut self, mut line: Line<'a>) -> Begun<'a> {
        line.take_quote();
        self.containers.close_list();
        self.containers.push(Container::Quote);
        let Some(end) = self.alert(line.at) else { return Begun::Holds(line) };
        let (mut below, is_inner) = self.enter(end);
        if below.take(CODE_INDENT) < CODE_INDENT && self.interrupts(below.at, is_inner) {
            return Begun::Read(end);
        }
        below.take_blanks();
        Begun::Below(below)
    }

    /// Where the line ends that holds nothing but the name of an alert at `at`.
    fn alert(&self, at: usize) -> Option<usize> {
        const NAMES: [&[u8]; 5] = [b"note]", b"tip]", b"important]", b"warning]", b"caution]"];
        let name = self.bytes[at..].strip_prefix(b"[!")?;
        let is_it = |it: &&&[u8]| name.get(..it.len()).is_some_and(|start| start.eq_ignore_ascii_case(it));
        NAMES.iter().find(is_it).and_then(|it| blank_rest(self.bytes, at + 2 + it.len()))
    }

    /// Begins the item of a list whose marker, indented by `indent` columns, is at `line`.
    fn item(&mut self, mut line: Line<'a>, indent: usize) -> Option<Begun<'a>> {
        let marker = marker(self.bytes, line.at)?;
        line.at += marker.length;
        line.take(1);
        let mut indent = indent + marker.length + 1;
        let blank = blank_rest(self.bytes, line.at);
        if blank.is_none() {
            let before = line;
            match line.take(CODE_INDENT) {
                CODE_INDENT => line = before,
                columns => indent += columns,
            }
        }
        self.containers.begin_item(marker.sign, indent);
        if let Some(next) = blank {
            self.containers.in_empty_item = true;
            return Some(Begun::Read(next));
        }
        Some(self.task(line).map_or(Begun::Holds(line), Begun::Read))
    }

    /// Reads the task whose box is at `line`; where the line behind it begins.
    fn task(&mut self, line: Line) -> Option<usize> {
        let mut after = line;
        after.take(3);
        match self.bytes[after.at..] {
            [b'[', b' ' | b'\t' | b'\x0b' | b'\x0c' | b'x' | b'X', b']', space, ..] if is_space(space) => {}
            _ => return None,
        }
        after.at += 3;
        if let Some(next) = blank_rest(self.bytes, after.at) {
            self.containers.in_empty_item = true;
            return Some(next);
        }
        after.take_blanks();
        Some(self.paragraph(after.at))
    }

    /// Reads what stands in the containers of a line; where the line behind it begins.
    fn leaf(&mut self, mut line: Line) -> usize {
        if let Some(next) = blank_rest(self.bytes, line.at) {
            self.containers.meet_blank();
            return next;
        }
        let indent = line.take(CODE_INDENT);
        if indent == CODE_INDENT {
            return self.indented_code(line.at);
        }
        let at = line.at;
        let next = match self.bytes[at] {
            b'<' => self.html(at),
            b'#' => self.heading(at),
            b'*' | b'-' | b'_' => self.rule(at),
            b'`' | b'~' => fence(self.bytes, at).map(|fence| self.fenced_code(at, indent, fence)),
            b'[' => return self.definitions_or_paragraph(at),
            _ => None,
        };
        next.unwrap_or_else(|| self.paragraph(at))
    }

    fn heading(&mut self, at: usize) -> Option<usize> {
        let text = heading(self.bytes, at)?;
        self.containers.close_list();
        let next = line_end(self.bytes, text);
        self.add_leaf(text, next, self.line_starts.len());
        Some(next)
    }

    fn rule(&mut self, at: usize) -> Option<usize> {
        let next = rule(self.bytes, at).ok()?;
        self.containers.close_list();
        Some(next)
    }

    fn definitions_or_paragraph(&mut self, at: usize) -> usize {
        match self.definitions(at) {
            Ok(text) => self.paragraph(text),
            Err(next) => {
                self.containers.close_list();
                next
            }
        }
    }
}

/// What a container begins with.
enum Begun<'a> {
    /// Its blocks follow in this line.
    Holds(Line<'a>),
    /// The text of its first block follows in this line.
    Below(Line<'a>),
    /// Its first line was read; the next one begins there.
    Read(usize),
}
