use crate::findings::{Context, Facts, Finding, Findings, Fix, OptionDefault, RuleOption, Safety, Severity};
use crate::rules::{Example, Fixed, Group, Rule, Scope};
use crate::text::{Flavor, Span};
use crate::tokens::{FillerRun, Is, Line, LineKind, filler_runs, next_seed};
use crate::tree::{Level, Notes};

/// How many signs make a run that is reported without damage near it.
static SURE: RuleOption = RuleOption {
    rule: "filler-run",
    name: "sure",
    doc: "How many characters a run needs to be reported even if nothing near it is damaged.",
    default: OptionDefault::Number { value: 5, least: 3 },
};

/// Whether weak signs are reported without damage near them.
static STRICT: RuleOption = RuleOption {
    rule: "filler-run",
    name: "strict",
    doc: "Report short and unspaced runs even if nothing near them is damaged.",
    default: OptionDefault::Flag(false),
};

/// A run of dots, dollars or dashes in place of lost content.
pub static RULE: Rule = Rule {
    name: "filler-run",
    group: Group::Filler,
    summary: "A run of dots, dollars or dashes in place of lost content",
    why: "Spinning and summarizing tools fill the cells of a table, or the end of a text, with `. . . . $ $ $ - - -` \
          where they lost the content. Leaders before a page number, rules between sections, blanks to fill in and \
          the delimiter rows of tables look similar and are left alone.",
    severity: Severity::Warning,
    on: true,
    fix: Some(Safety::Safe),
    flavors: Flavor::ALL,
    triggers: Facts::FILLER,
    scope: Scope::Block,
    options: &[&STRICT, &SURE],
    examples: &[
        Example::Bad {
            flavor: Flavor::Html,
            text: "<table><tr><td>Pump room . . . . . . $ $ $ $</td><td>2</td></tr></table>\n",
            at: ". . . . . . $ $ $ $",
            fixed: Fixed::Safe("<table><tr><td>Pump room</td><td>2</td></tr></table>\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "| Part | Size |\n|---|---|\n| Valve $ $ $ $ $ $ | 2 |\n",
            at: "$ $ $ $ $ $",
            fixed: Fixed::Unsafe("| Part | Size |\n|---|---|\n| Valve | 2 |\n"),
        },
        Example::Bad {
            flavor: Flavor::Markdown,
            text: "The plan was agreed in June ..........\n\nWork began.\n",
            at: "..........",
            fixed: Fixed::Unsafe("The plan was agreed in June\n\nWork began.\n"),
        },
        Example::Good {
            flavor: Flavor::Text,
            text: "Contents\n1 Water rights . . . . . . . . . . 41\n2 Harbour law ............ 57\n",
        },
        Example::Good { flavor: Flavor::Markdown, text: "One.\n\n- - - - - -\n\nTwo.\n\n_ _ _ _ _\n" },
        Example::Good { flavor: Flavor::Markdown, text: "\"We went on . . . and on. . . .\" Then silence.....\n" },
        Example::Good { flavor: Flavor::Markdown, text: "Name: ____________\n\nPrice band: $ $$ $$$ $$$$ $$$$$\n" },
        Example::Good {
            flavor: Flavor::Html,
            text: "<div id=\"field\">\n<img src=\"a.svg\" alt=\"\"> . . . . . . . . . . . .\n. . . . . . . . . . . . . .\n</div>\n",
        },
        Example::Good { flavor: Flavor::Text, text: "Host Name . . . . . . . . . . . . : desk-1\n" },
        Example::Good { flavor: Flavor::Markdown, text: "他走了…………没有回头。\n" },
    ],
    check,
};

fn check(context: &Context, findings: &mut Findings) {
    for gap in gaps_with_seeds(context) {
        for run in filler_runs(context.text(), gap) {
            if is_filler(context, &run) && !context.in_flattened(run.span) && !context.in_code(run.span.start) {
                let finding = Finding::new(run.span, "Filler characters in place of content");
                if is_all(context, &run) {
                    findings.add(finding.help("Write what stood here, from the original"));
                    continue;
                }
                let is_near = context.level(run.span.start) == Level::Near;
                let sure = run.spaced && (run.mixed || is_near);
                let edits = vec![context.removal(run.span)];
                let fix = Fix::safe("Remove the filler", edits);
                let fix =
                    if sure { fix } else { fix.at_most(Safety::Unsafe, "it may be a pause or a blank to fill in") };
                findings.add(finding.fix(fix));
            }
        }
    }
}

/// Whether a cell, a heading or an item holds nothing else: without the run it would look whole, or as if it were meant empty.
fn is_all(context: &Context, run: &FillerRun) -> bool {
    let line = context.lines.at(run.span.start);
    let before = context.slice(Span::new(line.content.min(run.span.start), run.span.start)).trim_end();
    let after = context.slice(Span::new(run.span.end, line.span.end.max(run.span.end))).trim_start();
    let in_row = line.is_table() && (before.is_empty() || before.ends_with('|')) && (after.is_empty() || after.starts_with('|'));
    let is_title = matches!(line.kind, LineKind::Heading(_)) && before.trim_matches('#').is_empty() && after.is_empty();
    in_row || is_title || line.is_item() && before.is_empty() && after.is_empty() || is_all_of_element(context, run)
}

/// Whether the run is all that stands between the tags of a cell, a heading, an item or a caption.
fn is_all_of_element(context: &Context, run: &FillerRun) -> bool {
    let tags = &context.tree.tags;
    let next = tags.partition_point(|tag| tag.span.end <= run.span.start);
    let (Some(before), Some(after)) = (next.checked_sub(1).map(|index| &tags[index]), tags.get(next)) else {
        return false;
    };
    let is_blank = |start: u32, end: u32| start <= end && context.slice(Span::new(start, end)).trim().is_empty();
    let name = before.element.name();
    let is_whole = before.element.is(Is::CELL) || matches!(name, "li" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "caption" | "dd");
    is_whole && !before.is_end() && is_blank(before.span.end, run.span.start) && is_blank(run.span.end, after.span.start)
}

/// The stretches of prose in which a run may begin.
fn gaps_with_seeds<'a>(context: &'a Context) -> impl Iterator<Item = Span> + 'a {
    let mut from = 0;
    std::iter::from_fn(move || {
        while let Some(seed) = next_seed(context.text(), from) {
            match context.prose_around(seed as u32) {
                Ok(gap) => {
                    from = gap.end as usize;
                    return Some(gap);
                }
                Err(end) => from = end as usize,
            }
        }
        None
    })
}

fn is_filler(context: &Context, run: &FillerRun) -> bool {
    let line = context.lines.at(run.span.start);
    if matches!(line.kind, LineKind::TableDelimiter | LineKind::ThematicBreak | LineKind::SetextUnderline) {
        return false;
    }
    let before = context.slice(Span::new(line.span.start, run.span.start));
    let after = context.slice(Span::new(run.span.end, line.span.end.max(run.span.end)));
    let ends = matches!(after.trim_start().chars().next(), None | Some('|' | '<'));
    let near = context.suspicion(&STRICT, run.span.start) == Level::Near;
    let enough = run.count >= context.number(&SURE) || near && run.count >= 3 && run.mixed;
    let alone = starts_alone(before) && (context.flavor().has_markdown() || fills_element(context, run));
    if !enough || !run.mixed && (alone || is_ornament(context, run) || is_drawn(context, run)) {
        return false;
    }
    // Chinese and Japanese write an ellipsis of six dots, and underscores are a blank to fill in.
    let follows_cjk = before.trim_end().ends_with(|char| ('\u{2e80}'..='\u{9fff}').contains(&char));
    match () {
        () if run.mixed => ends || near,
        () if run.sign == '.' && !run.spaced && follows_cjk => false,
        () if run.spaced && run.sign == '_' => ends && (near || !before.trim_end().ends_with([':', '?', '？', '：'])),
        () if run.spaced => ends,
        () => ends && is_solid_filler(run, before, near),
    }
}

/// Whether the run is all that is between two tags, a scene break between two `<br>` or the label of a separator in a
/// menu; in a cell it stands for what was lost.
fn is_ornament(context: &Context, run: &FillerRun) -> bool {
    let tags = &context.tree.tags;
    let next = tags.partition_point(|tag| tag.span.end <= run.span.start);
    let (Some(before), Some(after)) = (next.checked_sub(1).map(|index| &tags[index]), tags.get(next)) else {
        return false;
    };
    let is_empty = |start: u32, end: u32| {
        start <= end && context.slice(Span::new(start, end)).replace("&nbsp;", " ").trim().is_empty()
    };
    let in_cell = before.notes.contains(Notes::IN_TABLE) || before.element.is(Is::CELL);
    !in_cell && !before.is_end() && is_empty(before.span.end, run.span.start) && is_empty(run.span.end, after.span.start)
}

/// Whether the run is all that its element holds: a scene break, unless it fills a cell.
fn fills_element(context: &Context, run: &FillerRun) -> bool {
    let tags = &context.tree.tags;
    let next = tags.partition_point(|tag| tag.span.end <= run.span.start);
    let Some(before) = next.checked_sub(1).map(|index| &tags[index]) else { return true };
    let between = context.slice(Span::new(before.span.end.min(run.span.start), run.span.start));
    between.trim().is_empty() && !before.is_end() && !before.element.is(Is::CELL)
}

/// Whether the run and one on the line before or after are a field of dots that was drawn: one of them is all of its line.
fn is_drawn(context: &Context, run: &FillerRun) -> bool {
    let lines = context.lines.list();
    let index = context.lines.index_at(run.span.start);
    let drawn = |line: &Line| {
        let text = context.slice(line.span).trim();
        let dots = text.len() - text.trim_end_matches([run.sign, ' ']).len();
        (dots > LEAST_DRAWN).then_some(dots == text.len())
    };
    let Some(is_whole) = drawn(&lines[index]) else { return false };
    let beside = [index.checked_sub(1), Some(index + 1)].into_iter().flatten().filter_map(|beside| lines.get(beside));
    beside.filter_map(drawn).any(|other_is_whole| is_whole || other_is_whole)
}

/// Bytes of the shortest line of a field of dots.
const LEAST_DRAWN: usize = 20;

/// Whether nothing but white space, a quote mark or a table's pipe is before the run on its line: a rule or a blank.
fn starts_alone(before: &str) -> bool {
    before.chars().all(|char| char.is_whitespace() || matches!(char, '>' | '|' | '-' | '*' | '+'))
}

/// A solid run after a space; after a word it is a pause, and underscores are a blank to fill in.
fn is_solid_filler(run: &FillerRun, before: &str, near: bool) -> bool {
    let detached = before.ends_with([' ', '\u{a0}', '\t']);
    match run.sign {
        '_' => near && detached,
        '$' | '-' => near && detached,
        _ => detached,
    }
}
