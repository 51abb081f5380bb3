use std::ops::Range;

use crate::findings::{Context, Edit, Facts, Finding, Findings, Fix, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tokens::{Line, LineKind, Region, RegionKind, Signs, reads_as_prose};

/// A part of the article that is indented so far that it became code.
pub static RULE: Rule = Rule {
    name: "indented-block",
    group: Group::Markdown,
    summary: "A part of the article that became code by its indentation",
    why: "Four columns of indentation make code (CommonMark 4.4). Converters that keep the indentation of a page, and blank \
          lines within indented HTML, so turn a part of the article into its source. Only what cannot be code is reported: \
          sentences with links, a heading above sentences, the beginning of a list or a quote that goes on below without indentation, \
          and HTML whose tags belong to the HTML around it.",
    severity: Severity::Warning,
    on: true,
    fix: Some(Safety::Unsafe),
    flavors: &[Flavor::Markdown, Flavor::Text],
    triggers: Facts::ALWAYS,
    scope: Scope::Block,
    options: &[],
    examples: &[
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "The port has two gates.\n\n    See [the tides](tides.md) before you leave.\n\nThe quay is long.\n",
            at: "See [the tides](tides.md) before you leave.",
            fixed: Fixed::Unsafe("The port has two gates.\n\nSee [the tides](tides.md) before you leave.\n\nThe quay is long.\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "We take with us:\n\n    - bread\n- salt\n- lamp oil\n",
            at: "- bread",
            fixed: Fixed::Unsafe("We take with us:\n\n- bread\n- salt\n- lamp oil\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "<table>\n  <tr>\n    <td>North</td>\n\n    <td>Mill</td>\n  </tr>\n</table>\n",
            at: "\n    <td>Mill</td>",
            fixed: Fixed::Unsafe("<table>\n  <tr>\n    <td>North</td>\n    <td>Mill</td>\n  </tr>\n</table>\n"),
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "Write it so:\n\n    See [the tides](tides.md) before you leave.\n\nThe quay is long.\n",
        },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "The port has two gates.\n\n    # Open the north gate.\n    gate --open north\n\nThe quay is long.\n",
        },
        Example::Good { flavor: Flavor::Markdown, text: "<div class=\"sample\">\n\n    <p>A sample.</p>\n\n</div>\n" },
        Example::Good {
            flavor: Flavor::Markdown,
            text: "!!! note\n\n    See [the tides](tides.md) before you leave.\n\nThe quay is long.\n",
        },
    ],
    check,
};

const REASON: &str = "it may be meant to be shown as code";

fn check(context: &Context, findings: &mut Findings) {
    if !context.reads_html_whole() {
        for &rest in context.regions.cut_html() {
            findings.add(rest_of_html(context, rest));
        }
    }
    let bytes = context.text().as_bytes();
    let is_indented = |region: &&Region| matches!(bytes[region.span.start as usize], b' ' | b'\t');
    let blocks = context.regions.list().iter().filter(|region| region.kind == RegionKind::CodeBlock);
    for block in blocks.filter(is_indented).filter_map(|region| Block::read(context, region.span)) {
        let may_be_prose = || !block.is_announced(context) && !context.teaches_signs();
        let is_meant = block.begins_what_follows(context)
            || (block.is_marked_heading(context) || block.is_prose(context)) && may_be_prose();
        if is_meant {
            findings.add(block.finding(context));
        }
    }
}

/// A block of indented code outside lists and quotes.
struct Block {
    /// Its lines.
    lines: Range<usize>,
    /// What all of them begin with.
    indent: u32,
}

impl Block {
    fn read(context: &Context, span: Span) -> Option<Self> {
        let lines = context.lines.list();
        let first = context.lines.index_at(span.start);
        let inside = lines[first..].partition_point(|line| line.span.start < span.end);
        let is_filled = |line: &Line| !context.slice(line.span).as_bytes().trim_ascii().is_empty();
        let last = first + lines[first..first + inside].iter().rposition(is_filled)?;
        let shown = context.slice(Span::new(lines[first].span.start, lines[last].span.end));
        let content = shown.trim_start();
        // The quote marks of a line in code are text.
        let columns: usize =
            shown[..shown.len() - content.len()].bytes().map(|byte| if byte == b'\t' { 4 } else { 1 }).sum();
        if columns < 4 || content.starts_with(['`', '~', '{']) {
            return None;
        }
        let prefix = &shown[..shown.len() - content.len()];
        // A line that is indented further goes on with the line above.
        let filled = lines[first..=last].iter().filter(|line| is_filled(line));
        let is_even = filled.clone().all(|line| context.slice(line.span).starts_with(prefix));
        (is_even && is_alone(context, first)).then_some(Self { lines: first..last + 1, indent: prefix.len() as u32 })
    }

    fn span(&self, context: &Context) -> Span {
        let lines = &context.lines.list()[self.lines.clone()];
        Span::new(lines[0].span.start + self.indent, lines[lines.len() - 1].span.end)
    }

    /// What it is without its indentation.
    fn outdented(&self, context: &Context) -> String {
        let lines = context.lines.list()[self.lines.clone()].iter();
        let contents = lines.map(|line| context.slice(line.span).get(self.indent as usize..).unwrap_or_default());
        contents.flat_map(|content| [content, "\n"]).collect()
    }

    /// Whether its only line begins a list or a quote that the line below goes on with.
    fn begins_what_follows(&self, context: &Context) -> bool {
        let Some(below) = context.lines.list().get(self.lines.end).filter(|_| self.lines.len() == 1) else {
            return false;
        };
        let content = context.slice(self.span(context));
        if below.quotes > 0 {
            return content.starts_with("> ");
        }
        let Some(marker) = below.marker.filter(|_| below.indent == 0) else { return false };
        let marker = context.slice(marker);
        match marker.trim_end_matches(['.', ')']).parse::<u32>() {
            Ok(number) => {
                let sign = &marker[marker.len() - 1..];
                number.checked_sub(1).is_some_and(|before| content.starts_with(&format!("{before}{sign} ")))
            }
            Err(_) => content.strip_prefix(marker).is_some_and(|rest| rest.starts_with(' ')),
        }
    }

    /// Whether it is a heading that its end tells from a remark in code: `## Opening hours ##`, `## Opening hours {#hours}`.
    fn is_marked_heading(&self, context: &Context) -> bool {
        let content = context.slice(self.span(context)).trim_end();
        let hashes = content.bytes().take_while(|&byte| byte == b'#').count();
        let Some(title) = content[hashes..].strip_prefix(' ').filter(|_| (1..=6).contains(&hashes)) else {
            return false;
        };
        let is_closed = || title.strip_suffix(&content[..hashes]).is_some_and(|title| title.ends_with(' '));
        let is_anchored = || title.ends_with('}') && title.contains(" {#");
        self.lines.len() == 1 && title.contains(char::is_alphabetic) && (hashes > 1 && is_closed() || is_anchored())
    }

    /// Whether the line above it says that something is shown.
    fn is_announced(&self, context: &Context) -> bool {
        let above = above(context, self.lines.start);
        above.is_some_and(|above| context.slice(above.span).trim_end().ends_with([':', '：', '→', '↓']))
    }

    fn is_prose(&self, context: &Context) -> bool {
        let lines = &context.lines.list()[self.lines.clone()];
        let may_hold_marks = lines[0].signs.contains(Signs::HASH)
            || lines.iter().any(|line| line.signs.contains(Signs::OPEN_BRACKET));
        may_hold_marks && lines.len() <= MOST_LINES && reads_as_prose(&self.outdented(context))
    }

    fn finding(&self, context: &Context) -> Finding {
        let lines = context.lines.list()[self.lines.clone()].iter();
        let indents = lines.map(|line| Span::new(line.span.start, line.span.end.min(line.span.start + self.indent)));
        let edits = indents.filter(|indent| !indent.is_empty()).map(Edit::delete).collect();
        let fix = Fix::unsafe_("Remove the indentation", edits, REASON);
        Finding::new(self.span(context), "Its indentation makes this part of the article code").fix(fix)
    }
}

/// Lines of a block that are read as prose.
const MOST_LINES: usize = 200;

/// The line above the line `first` that is not blank.
fn above<'a>(context: &Context<'a>, first: usize) -> Option<&'a Line> {
    context.lines.list()[..first].iter().rev().take(MOST_BLANK).find(|line| line.kind != LineKind::Blank)
}

/// Whether the code that begins with the line `first` belongs to nothing above it.
fn is_alone(context: &Context, first: usize) -> bool {
    let Some(above) = above(context, first) else { return context.begins };
    let content = context.slice(above.span).trim_end();
    let holds = ["!!!", "???", "===", ":::", "[^", ": ", "<", "{", "@", "..", "%%"];
    above.indent == 0
        && above.quotes == 0
        && !above.is_item()
        && above.kind != LineKind::Closed
        && !holds.iter().any(|sign| content.starts_with(sign))
}

/// Blank lines above a block that are passed over.
const MOST_BLANK: usize = 10;

/// Where the line below `line` begins.
fn next_line(lines: &[Line], line: &Line) -> u32 {
    let index = lines.partition_point(|other| other.span.start <= line.span.start);
    lines.get(index).map_or(line.span.end, |next| next.span.start)
}

/// The blank line that cut HTML, and the first line of its rest.
fn rest_of_html(context: &Context, rest: Span) -> Finding {
    let shown = context.slice(rest);
    let content = shown.trim();
    let start = rest.start + (shown.len() - shown.trim_start().len()) as u32;
    let end = start + content.len() as u32;
    let lines = context.lines.list();
    let (first, last) = (context.lines.index_at(start), context.lines.index_at(end));
    let is_blank = |line: &&Line| context.slice(line.span).trim().is_empty();
    let above = lines[..first].iter().rev().take(MOST_BLANK).take_while(is_blank).count();
    let span = Span::new(lines[first - above].span.start, lines[first].span.end.min(end));
    let message = "A blank line cuts the HTML here, and the indentation of what follows makes it code";
    let finding = Finding::new(span, message);
    let is_behind_html = above < first && context.slice(lines[first - above - 1].span).trim_start().starts_with('<');
    if !is_behind_html {
        return finding.help("Remove the indentation of what follows");
    }
    let blanks = lines[first - above..last].iter().filter(is_blank);
    let edits = blanks.map(|line| Edit::delete(Span::new(line.span.start, next_line(lines, line)))).collect();
    finding.fix(Fix::unsafe_("Delete the blank lines", edits, REASON))
}
