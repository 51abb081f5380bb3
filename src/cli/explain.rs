//! `copydesk explain`.

use std::fmt::Write as _;
use std::io::{IsTerminal, Write};

use anstyle::{AnsiColor, Style};

use super::exit::{Exit, Failure};
use super::rules::table;
use crate::reports::page;
use crate::rules;
use crate::settings::Selector;

const HEADING: Style = AnsiColor::BrightCyan.on_default().bold();
const CODE: Style = AnsiColor::Yellow.on_default();

/// Columns that read well.
const WIDEST: usize = 88;

/// Prints the page of a rule, or the rules of a group: as Markdown, and dressed up on a terminal.
///
/// # Errors
/// Where the name is no rule and no group, or the page cannot be written.
pub fn run(name: &str) -> Result<Exit, Failure> {
    let selector = Selector::parse(name).map_err(Failure::Message)?;
    let text = match selector {
        Selector::Rule(rule) if std::io::stdout().is_terminal() => dressed(&page(rule), columns()),
        Selector::Rule(rule) => page(rule),
        Selector::Group(_) | Selector::All => table(rules::ALL.iter().filter(|rule| selector.matches(rule)).copied()),
    };
    anstream::stdout().lock().write_all(text.as_bytes())?;
    Ok(Exit::Clean)
}

fn columns() -> usize {
    terminal_size::terminal_size().map_or(WIDEST, |(width, _)| usize::from(width.0).clamp(40, WIDEST))
}

/// Markdown as a terminal shows it: headings and code coloured, paragraphs wrapped.
fn dressed(markdown: &str, columns: usize) -> String {
    let mut text = String::new();
    let mut fence: Option<&str> = None;
    for line in markdown.lines() {
        let marks = line.len() - line.trim_start_matches('`').len();
        match fence {
            Some(open) if line == open => fence = None,
            Some(_) => styled(&mut text, CODE, &format!("    {line}")),
            None if marks >= 3 => fence = Some(&line[..marks]),
            None if line.starts_with('#') => styled(&mut text, HEADING, line.trim_start_matches(['#', ' '])),
            None => wrap(&mut text, line, columns),
        }
    }
    text
}

/// Adds a line in a style.
fn styled(text: &mut String, style: Style, line: &str) {
    let _ = writeln!(text, "{style}{line}{style:#}");
}

/// Adds a paragraph in lines of at most `columns` columns.
fn wrap(text: &mut String, paragraph: &str, columns: usize) {
    let mut used = 0;
    for word in paragraph.split(' ') {
        let length = word.chars().count();
        if used > 0 && used + 1 + length > columns {
            text.push('\n');
            used = 0;
        } else if used > 0 {
            text.push(' ');
            used += 1;
        }
        text.push_str(word);
        used += length;
    }
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_dressed_for_a_terminal() {
        let text = dressed("# name\n\nsome words to wrap\n\n````html\n```\n<b>\n````\nend\n", 10);
        let plain = anstream::adapter::strip_str(&text).to_string();
        assert_eq!(plain, "name\n\nsome words\nto wrap\n\n    ```\n    <b>\nend\n");
    }
}
