//! Draws the output of a terminal as SVG.

use std::fmt::Write;

/// Tenths of a pixel between the starts of two characters and of two lines.
const COLUMN: usize = 84;
const LINE: usize = 190;
const MARGIN: usize = 180;

const BACKGROUND: &str = "#1d1f27";
const TEXT: &str = "#d8dae3";

/// Draws a prompt with `command`, and `output` with its ANSI colours.
pub fn draw(command: &str, output: &str) -> String {
    let typed = format!("\x1b[92m$\x1b[0m \x1b[1m{command}\x1b[0m");
    let lines: Vec<Vec<Piece>> = std::iter::once(typed.as_str()).chain(output.trim_end().lines()).map(pieces).collect();
    let columns = lines.iter().map(|line| line.iter().map(Piece::columns).sum::<usize>()).max().unwrap_or(0);
    let (width, height) = (columns * COLUMN + 2 * MARGIN, lines.len() * LINE + 2 * MARGIN);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" \
         font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"14\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{BACKGROUND}\"/>\n",
        width / 10,
        height / 10,
    );
    for (index, line) in lines.iter().enumerate() {
        draw_line(&mut svg, line, MARGIN + index * LINE + LINE * 3 / 4);
    }
    svg + "</svg>\n"
}

fn draw_line(svg: &mut String, line: &[Piece], y: usize) {
    let mut column = 0;
    for piece in line {
        let (x, width) = (MARGIN + column * COLUMN, piece.columns() * COLUMN);
        column += piece.columns();
        if piece.text.trim().is_empty() {
            continue;
        }
        let weight = if piece.bold { " font-weight=\"bold\"" } else { "" };
        let _ = writeln!(
            svg,
            "<text x=\"{}\" y=\"{}\" textLength=\"{}\" fill=\"{}\"{weight} xml:space=\"preserve\">{}</text>",
            pixels(x),
            pixels(y),
            pixels(width),
            piece.color,
            escaped(&piece.text)
        );
    }
}

fn pixels(tenths: usize) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
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
