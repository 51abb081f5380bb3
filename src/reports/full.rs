//! `full`: each finding with the text around it, its explanation, and what its fix makes of it.

use std::io;

use annotate_snippets::renderer::{DEFAULT_LINE_NUM_STYLE, Renderer};
use annotate_snippets::{AnnotationKind, Element, Group, Level, Patch, Snippet};

use super::excerpt::Excerpt;
use super::places::Places;
use super::{FileReport, Format};
use crate::findings::{Finding, Fix, Related, Safety, Severity};
use crate::text::{Source, Span, path_text, printable};

/// Lines of a finding or a fix that are shown; of a longer one the first is.
const MOST_LINES: u32 = 8;

/// Places that explain a finding; more confuse.
const MOST_RELATED: usize = 3;

/// Columns that line numbers and marks take.
const GUTTER: usize = 12;

/// Columns at which the renderer would cut lines: none, since excerpts are cut around what matters already.
const UNCUT: usize = 100_000;

/// Each finding with the text around it.
#[derive(Clone, Debug)]
pub struct Full {
    renderer: Renderer,
    colours: bool,
    /// Columns of article text.
    width: usize,
}

impl Full {
    /// Reports for `columns` columns.
    pub fn new(columns: usize, colours: bool) -> Self {
        let renderer = if colours { Renderer::styled() } else { Renderer::plain() };
        let renderer = renderer.term_width(UNCUT);
        Self { renderer, colours, width: columns.saturating_sub(GUTTER).max(40) }
    }
}

impl Format for Full {
    fn file(&self, out: &mut dyn io::Write, file: FileReport) -> io::Result<()> {
        let path = path_text(file.source.path());
        let (path, places) = (printable(&path), Places::new(file.source));
        for finding in file.findings {
            let place = places.position(finding.span.start);
            let rendered = View { full: self, source: file.source, finding }.render();
            let (title, rest) = rendered.split_once('\n').unwrap_or((&rendered, ""));
            writeln!(out, "{title}")?;
            self.arrow(out, rest, &format!("{path}:{}:{}", place.line, place.column))?;
            writeln!(out, "{}\n", without_last_bar(rest))?;
        }
        Ok(())
    }
}

impl Full {
    /// The line that names the place. The renderer would count columns from the start of the excerpt.
    fn arrow(&self, out: &mut dyn io::Write, rest: &str, place: &str) -> io::Result<()> {
        let first = rest.lines().next().unwrap_or_default();
        let bar = anstream::adapter::strip_str(first).to_string().find('|').unwrap_or(1);
        let style = if self.colours { DEFAULT_LINE_NUM_STYLE } else { anstyle::Style::new() };
        writeln!(out, "{:indent$}{style}-->{style:#} {place}", "", indent = bar.saturating_sub(1))
    }
}

/// One finding while it is rendered.
struct View<'a> {
    full: &'a Full,
    source: &'a Source,
    finding: &'a Finding,
}

impl View<'_> {
    fn render(&self) -> String {
        let level = match self.finding.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Info => Level::INFO,
        };
        let (beside, apart): (Vec<_>, Vec<_>) =
            self.finding.related.iter().take(MOST_RELATED).partition(|related| self.is_beside(related));
        let title = level.primary_title(printable(&self.finding.message)).id(self.finding.rule);
        let mut main = title.element(self.snippet(self.finding.span, &beside));
        if let Some(help) = &self.finding.help {
            main = main.element(Level::HELP.message(printable(help)));
        }
        let mut groups = vec![main];
        groups.extend(apart.into_iter().map(|related| self.note(related)));
        groups.extend(self.finding.fixes.iter().enumerate().map(|(index, fix)| self.fix(index, fix)));
        self.full.renderer.render(&groups)
    }

    /// Whether a related place is on the finding's line and shown with it.
    fn is_beside(&self, related: &Related) -> bool {
        let span = self.finding.span;
        if related.elsewhere.is_some() {
            return false;
        }
        let lines = self.lines(span);
        lines == self.lines(related.span)
            && lines.0 == lines.1
            && !related.span.overlaps(span)
            && self.excerpt(span, lines).shows(related.span)
    }

    /// The article around `span`, with `related` places in it.
    fn snippet<'b>(&self, span: Span, related: &[&'b Related]) -> Element<'b> {
        let (first, last) = self.lines(span);
        let is_long = last - first >= MOST_LINES;
        let excerpt = self.excerpt(span, (first, if is_long { first } else { last }));
        let mut primary = AnnotationKind::Primary.span(excerpt.range(span));
        if is_long {
            primary = primary.label(format!("up to line {}", last + 1));
        }
        let related = related.iter().map(|related| {
            AnnotationKind::Context.span(excerpt.range(related.span)).label(printable(&related.message))
        });
        let annotations: Vec<_> = std::iter::once(primary).chain(related).collect();
        Snippet::source(excerpt.text).line_start(excerpt.first_line).annotations(annotations).into()
    }

    /// A place that explains the finding.
    fn note<'b>(&self, related: &'b Related) -> Group<'b> {
        if let Some(there) = &related.elsewhere {
            let place = format!("{} ({}:{})", related.message, path_text(&there.path), there.start.line);
            let title = Level::NOTE.secondary_title(printable(&place).into_owned());
            // What is shown is as long as what it is made of, so that the place in it is the same.
            let line = printable(&there.line);
            if line.len() != there.line.len() || line.is_empty() {
                return Group::with_title(title);
            }
            let mark = AnnotationKind::Primary.span(there.within.range());
            return title.element(Snippet::source(line).line_start(there.start.line as usize).annotation(mark));
        }
        Level::NOTE.secondary_title(printable(&related.message)).element(self.snippet(related.span, &[]))
    }

    /// What a fix does; for the preferred one also what it makes of the text.
    fn fix<'b>(&self, index: usize, fix: &'b Fix) -> Group<'b> {
        let reason = fix.reason.as_deref().unwrap_or("review the result");
        let trust = match fix.safety {
            Safety::Safe => String::new(),
            Safety::Unsafe => format!(" (unsafe: {reason})"),
            Safety::Shown => format!(" (by hand: {reason})"),
        };
        let or = if index == 0 { "" } else { "or: " };
        let title = format!("{or}{}{trust}", fix.title);
        let title = Level::HELP.secondary_title(printable(&title).into_owned());
        match self.preview(fix).filter(|_| index == 0) {
            Some(preview) => title.element(preview),
            None => Group::with_title(title),
        }
    }

    /// What a fix makes of the text, where that is short enough to show.
    fn preview(&self, fix: &Fix) -> Option<Element<'static>> {
        let span = fix.span();
        let (first, last) = (self.source.lines().line_of(span.start), self.source.lines().line_of(span.end));
        if fix.edits.is_empty() || last - first >= MOST_LINES {
            return None;
        }
        let excerpt = self.excerpt(span, (first, last));
        if !fix.edits.iter().all(|edit| excerpt.shows(edit.span)) {
            return None;
        }
        let patches: Vec<_> =
            fix.edits.iter().map(|edit| Patch::new(excerpt.range(edit.span), printable_lines(&edit.text))).collect();
        Some(Snippet::source(excerpt.text).line_start(excerpt.first_line).patches(patches).into())
    }

    /// The first and the last line (from 0) of `span`.
    fn lines(&self, span: Span) -> (u32, u32) {
        let lines = self.source.lines();
        (lines.line_of(span.start), lines.line_of(span.end.max(span.start + 1) - 1))
    }

    fn excerpt(&self, focus: Span, (first, last): (u32, u32)) -> Excerpt {
        Excerpt::new(self.source, first..=last, focus, self.full.width)
    }
}

/// The rendered lines without the empty one that the renderer puts after a preview.
fn without_last_bar(rendered: &str) -> &str {
    match rendered.rsplit_once('\n') {
        Some((before, last)) if anstream::adapter::strip_str(last).to_string().trim() == "|" => before,
        _ => rendered,
    }
}

/// The text of an edit, safe to print, in lines.
fn printable_lines(text: &str) -> String {
    let lines: Vec<_> = text.split('\n').map(|line| printable(line.trim_end_matches('\r'))).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::Edit;
    use crate::settings::Settings;
    use crate::text::Flavor;

    fn render(text: &str, finding: Finding) -> String {
        let source = Source::new("a.md", Flavor::Markdown, text).expect("readable");
        let mut out = Vec::new();
        let file = FileReport { source: &source, findings: &[finding], linter: &Settings::default() };
        Full::new(80, false).file(&mut out, file).expect("a vector takes everything");
        String::from_utf8(out).expect("reports are UTF-8")
    }

    fn span_of(text: &str, part: &str) -> Span {
        let start = text.find(part).expect("it occurs");
        Span::of(start, start + part.len())
    }

    #[test]
    fn related_places_stand_beside_or_apart() {
        let text = "<ul>\n<li>one\n\n<p>two</b></ul>\n";
        let finding = Finding::new(span_of(text, "</b>"), "Mismatch")
            .related(span_of(text, "<p>"), "this is open")
            .related(span_of(text, "<ul>"), "within this")
            .help("look twice");
        insta::assert_snapshot!(render(text, finding));
    }

    #[test]
    fn fixes_are_previewed_and_their_alternatives_named() {
        let text = "Title</h2>\ntext\n";
        let at = span_of(text, "</h2>");
        let finding = Finding::new(at, "Stray end tag")
            .fix(Fix::unsafe_("Make it a heading", vec![Edit::insert(0, "## "), Edit::delete(at)], "it may be prose"))
            .fix(Fix::shown("Delete it", vec![Edit::delete(at)], "the heading is lost"));
        insta::assert_snapshot!(render(text, finding));
    }

    #[test]
    fn damage_over_lines_is_shown_as_such() {
        let text = "before\n<p\nclass=x\nid=y>\nafter\n";
        let finding = Finding::new(span_of(text, "<p\nclass=x\nid=y>"), "Over lines");
        let joined =
            Fix::safe("Join them", vec![Edit::replace(Span::new(9, 10), " "), Edit::replace(Span::new(17, 18), " ")]);
        insta::assert_snapshot!(render(text, finding.fix(joined)));
    }

    #[test]
    fn of_long_damage_the_first_line_is_shown() {
        let text = "row\n".repeat(50);
        let fix = Fix::safe("Remove it", vec![Edit::delete(Span::of(4, 160))]);
        insta::assert_snapshot!(render(&text, Finding::new(Span::of(4, 160), "Long").fix(fix)));
    }

    #[test]
    fn an_empty_span_at_the_very_end_has_a_place() {
        for text in ["", "x", "x\n"] {
            let finding = Finding::new(Span::at(text.len() as u32), "End").help("look");
            assert!(render(text, finding).starts_with("warning[]: End\n --> a.md:"), "{text:?}");
        }
    }
}
