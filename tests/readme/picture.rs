//! Draws the output of a terminal as SVG.

use std::fmt::Write;

/// Pixels between the starts of two characters and of two lines.
const COLUMN: f64 = 8.4;
const LINE: f64 = 19.0;
const MARGIN: f64 = 18.0;

const BACKGROUND: &str = "#1d1f27";
const TEXT: &str = "#d8dae3";

/// Draws a prompt with `command`, and `output` with its ANSI colours.
pub fn draw(command: &str, output: &str) -> String {
    let typed = format!("\x1b[92m$\x1b[0m \x1b[1m{command}\x1b[0m");
    let lines: Vec<Vec<Piece>> = std::iter::once(typed.as_str()).chain(output.trim_end().lines()).map(pieces).collect();
    let columns = lines.iter().map(|line| line.iter().map(Piece::columns).sum::<usize>()).max().unwrap_or(0);
    let (width, height) = (columns as f64 * COLUMN + 2.0 * MARGIN, lines.len() as f64 * LINE + 2.0 * MARGIN);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
         font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"14\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{BACKGROUND}\"/>\n"
    );
    for (index, line) in lines.iter().enumerate() {
        draw_line(&mut svg, line, MARGIN + (index as f64 + 0.75) * LINE);
    }
    svg + "</svg>\n"
}

fn draw_line(svg: &mut String, line: &[Piece], y: f64) {
    let mut column = 0;
    for piece in line {
        let (x, width) = (MARGIN + column as f64 * COLUMN, piece.columns() as f64 * COLUMN);
        column += piece.columns();
        if piece.text.trim().is_empty() {
            continue;
        }
        let weight = if piece.bold { " font-weight=\"bold\"" } else { "" };
        let _ = writeln!(
            svg,
            "<text x=\"{x:.1}\" y=\"{y:.1}\" textLength=\"{width:.1}\" fill=\"{}\"{weight} xml:space=\"preserve\">{}</text>",
            piece.color,
            escaped(&piece.text)
        );
    }
}

/// Text in one style.
struct Piece {
    text: String,
    color: &'static str,
    bold: bool,
}

impl Piece {
    fn columns(&self) -> usize {
        unicode_width::UnicodeWidthStr::width(self.text.as_str())
    }
}

/// Splits a line at its escape sequences.
fn pieces(line: &str) -> Vec<Piece> {
    let (mut color, mut bold) = (TEXT, false);
    let mut pieces = Vec::new();
    for (index, part) in line.split("\x1b[").enumerate() {
        let text = match part.split_once('m') {
            Some((codes, text)) if index > 0 => {
                codes.split(';').for_each(|code| restyle(code, &mut color, &mut bold));
                text
            }
            _ => part,
        };
        if !text.is_empty() {
            pieces.push(Piece { text: text.to_owned(), color, bold });
        }
    }
    pieces
}

fn restyle(code: &str, color: &mut &'static str, bold: &mut bool) {
    match code {
        "0" => (*color, *bold) = (TEXT, false),
        "1" => *bold = true,
        "91" => *color = "#ff6b74",
        "92" => *color = "#7fd88f",
        "93" => *color = "#f2c866",
        "94" => *color = "#7aa7ff",
        "96" => *color = "#67d4e0",
        other => panic!("the picture has no colour for code {other}"),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
