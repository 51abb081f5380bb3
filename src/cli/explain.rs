//! `copydesk explain`.

use std::fmt::Write as _;
use std::io::{IsTerminal, Write};

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use super::exit::{Exit, Failure};
use super::rules::table;
use crate::rules;
use crate::rules::page;
use crate::settings::Selector;

const HEADING: Style = AnsiColor::BrightCyan.on_default().bold();
const CODE: Style = AnsiColor::Yellow.on_default();
const BAR: Style = AnsiColor::BrightBlue.on_default();

/// Columns that read well.
const WIDEST: usize = 88;

/// Prints the page of a rule, or the rules of a group: as Markdown, and dressed up on a terminal.
///
/// # Errors
/// If the name is neither a rule nor a group, or the page cannot be written.
pub fn run(name: &str) -> Result<Exit, Failure> {
    let selector = Selector::parse(name).map_err(Failure::Message)?;
    let text = match selector {
        Selector::Rule(rule) if is_for_a_person() => dressed(&page(rule), columns()),
        Selector::Rule(rule) => page(rule),
        Selector::Group(_) | Selector::All => table(rules::ALL.iter().filter(|rule| selector.matches(rule)).copied()),
    };
    anstream::stdout().lock().write_all(text.as_bytes())?;
    Ok(Exit::Clean)
}

/// Whether the page goes to a terminal, or to where colours are wanted all the same.
fn is_for_a_person() -> bool {
    let stdout = std::io::stdout();
    stdout.is_terminal() || anstream::AutoStream::choice(&stdout) != anstream::ColorChoice::Never
}

fn columns() -> usize {
    terminal_size::terminal_size().map_or(WIDEST, |(width, _)| usize::from(width.0).clamp(40, WIDEST))
}

/// Markdown as a terminal shows it: headings and code coloured, paragraphs wrapped, examples next to a bar.
fn dressed(markdown: &str, columns: usize) -> String {
    let mut text = String::new();
    let mut fence: Option<&str> = None;
    for line in markdown.lines() {
        let marks = line.len() - line.trim_start_matches('`').len();
        match fence {
            Some(open) if line == open => fence = None,
            Some(_) => {
                let _ = writeln!(text, "  {BAR}│{BAR:#} {line}");
            }
            None if marks >= 3 => fence = Some(&line[..marks]),
            None if line.starts_with('#') => {
                let _ = writeln!(text, "{HEADING}{}{HEADING:#}", line.trim_start_matches(['#', ' ']));
            }
            None => add_paragraph(&mut text, line, columns),
        }
    }
    text
}

/// Adds a paragraph or an item of a list, in lines of at most `columns` columns, with the code in it coloured.
fn add_paragraph(text: &mut String, paragraph: &str, columns: usize) {
    let indent = if paragraph.starts_with("- ") { "  " } else { "" };
    let mut is_code = false;
    for (index, line) in wrapped(paragraph, columns - indent.len()).iter().enumerate() {
        let indent = if index == 0 { "" } else { indent };
        text.push_str(indent);
        if is_code {
            let _ = write!(text, "{CODE}");
        }
        for (index, part) in line.split('`').enumerate() {
            if index > 0 {
                is_code = !is_code;
                let _ = if is_code { write!(text, "{CODE}`") } else { write!(text, "`{CODE:#}") };
            }
            text.push_str(part);
        }
        if is_code {
            let _ = write!(text, "{CODE:#}");
        }
        text.push('\n');
    }
}

/// The words of a paragraph in lines of at most `columns` columns.
fn wrapped(paragraph: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in paragraph.split(' ') {
        let line = lines.last_mut().expect("there is a first line");
        if line.is_empty() {
            line.push_str(word);
        } else if line.width() + 1 + word.width() <= columns {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_dressed_for_a_terminal() {
        let text =
            dressed("# name\n\nsome `words to` wrap\n\n- an item of a list\n\n````html\n```\n<b>\n````\nend\n", 10);
        let plain = anstream::adapter::strip_str(&text).to_string();
        assert_eq!(plain, "name\n\nsome\n`words to`\nwrap\n\n- an\n  item of\n  a list\n\n  │ ```\n  │ <b>\nend\n");
        let wide = wrapped("漢字 漢字 x", 9);
        assert_eq!(wide, ["漢字 漢字", "x"]);
    }
}
