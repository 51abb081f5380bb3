//! The choice of bounds: dynamic programming over the places where cells may end.
//!
//! Every segment is to be parted into as many cells as there are columns. The columns are read from the best choice and the
//! choice is made again, a few times; the second best choice of each segment is the measure of trust.

use super::bounds::{ALWAYS, Customs};
use super::columns::Column;
use super::grid::{Grid, Reading, Trust};
use super::segment::{Place, Segment};
use super::words::{Gap, Word};
use crate::text::Span;
use crate::tokens::work::steps;

/// The most columns that are tried.
const MOST_COLUMNS: usize = 8;
/// How many numbers of columns are tried to the end.
const MOST_WIDTHS: usize = 4;
/// More than this a place does not count for when numbers of columns are compared.
const MOST_WEIGHT: i32 = 30;
/// The most rows that are read.
const MOST_ROWS: usize = 300;
/// How often the columns are read anew.
const ROUNDS: usize = 3;
/// How much better a choice must be than the next best to be likely, in tenths of a nat: for every row, and for the number of
/// columns.
const MARGIN: i32 = 7;
/// How much better the number of columns must be than the next best, for each two rows.
const WIDTH_MARGIN: i32 = 5;
/// The same where there are two rows only.
const FEW_ROWS_MARGIN: i32 = 20;
/// With this distance two choices are both worth a look.
const CLOSE: i32 = 4;
/// A bound in the body that is weaker than this leaves the grid in doubt.
const WEAKEST: i32 = -13;
/// The same where words ran together.
const WEAKEST_FUSED: i32 = -5;
/// What a cell costs that holds one of a pair of brackets only.
const BROKEN: i32 = -15;
/// What a lost cell costs that nothing stands for.
const LOST: i32 = -18;

/// The stretches of a lost table.
#[derive(Clone, Debug, Default)]
pub struct Problem {
    /// The first one holds the header.
    pub segments: Vec<Segment>,
    /// Whether the first one may hold the header and the row after it.
    pub may_begin_with_two: bool,
    /// Whether the header may have lost cells.
    pub header_may_be_short: bool,
}

/// A choice for one segment: the first words of its cells, and its score.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Choice {
    starts: Vec<usize>,
    score: i32,
}

/// The choices for all segments with one number of columns.
#[derive(Clone, Debug)]
struct Solution {
    width: usize,
    rows_in_first: usize,
    choices: Vec<Choice>,
    score: i32,
    /// The smallest distance to a second best choice, where it is, and that choice.
    margin: i32,
    closest: Option<(usize, Choice)>,
}

impl Problem {
    /// The likeliest grid; `None` if there is no consistent one.
    pub fn solve(mut self, text: &str) -> Option<Reading> {
        if self.segments.len() < 2 || self.segments.len() > MOST_ROWS {
            return None;
        }
        let customs = self.customs(text)?;
        for segment in &mut self.segments {
            segment.weigh(text, customs)?;
        }
        let mut solutions: Vec<Solution> = Vec::new();
        for width in self.widths() {
            for rows_in_first in 1..=1 + usize::from(self.may_begin_with_two) {
                solutions.extend(self.solution(width, rows_in_first));
            }
        }
        for solution in &mut solutions {
            solution.score += self.prior(solution.rows_in_first);
        }
        solutions.sort_by_key(|solution| -solution.score);
        self.reading(customs, &solutions)
    }

    /// How cells are parted in this table: where most rows have words that ran together, spaces part few cells.
    fn customs(&mut self, text: &str) -> Option<Customs> {
        let body = usize::from(self.segments.len() > 2);
        let mut fusing = 0;
        for segment in &mut self.segments {
            segment.weigh(text, Customs { fuses: true })?;
        }
        for segment in &self.segments[body..] {
            fusing += usize::from(segment.surely_fused().next().is_some());
        }
        let fuses = fusing * 3 >= (self.segments.len() - body) * 2;
        Some(Customs { fuses })
    }

    /// The numbers of columns that the places allow best, each by itself.
    fn widths(&self) -> Vec<usize> {
        let mut gains = [0; MOST_COLUMNS + 1];
        for segment in &self.segments[1..] {
            let mut weights: Vec<i32> = segment.places.iter().map(|place| place.weight.min(MOST_WEIGHT)).collect();
            weights.sort_unstable_by_key(|weight| -weight);
            let mut sum = 0;
            for (at, gain) in gains.iter_mut().enumerate().skip(2) {
                sum += weights.get(at - 2).copied().unwrap_or(-MOST_WEIGHT);
                *gain += sum;
            }
        }
        let mut widths: Vec<usize> = (2..=MOST_COLUMNS).collect();
        widths.sort_by_key(|&width| -gains[width]);
        widths.truncate(MOST_WIDTHS);
        widths
    }

    /// How likely it is that the first segment holds this many rows, by its length.
    fn prior(&self, rows: usize) -> i32 {
        let mut lengths: Vec<usize> = self.segments[1..].iter().map(|segment| segment.words.len()).collect();
        lengths.sort_unstable();
        let typical = lengths.get(lengths.len() / 2).copied().unwrap_or(0);
        let is_long = self.segments[0].words.len() * 4 > typical * 5;
        match rows {
            2 if is_long => 12,
            2 => -12,
            _ => 0,
        }
    }

    fn solution(&self, width: usize, rows_in_first: usize) -> Option<Solution> {
        let mut columns = vec![Column::default(); width];
        let mut solution = None;
        for round in 0..ROUNDS {
            let found = self.choices(width, rows_in_first, &columns, round > 0)?;
            // Two rows in one are parted by what the others look like.
            let from = usize::from(round == 0 && rows_in_first > 1);
            columns = self.columns(width, rows_in_first, &found.choices, from);
            solution = Some(found);
        }
        solution
    }

    /// The best choice for each segment.
    fn choices(&self, width: usize, in_first: usize, columns: &[Column], own: bool) -> Option<Solution> {
        let mut solution =
            Solution { width, rows_in_first: in_first, choices: Vec::new(), score: 0, margin: i32::MAX, closest: None };
        for (index, segment) in self.segments.iter().enumerate() {
            let is_first = index == 0;
            let cells = if is_first { width * in_first } else { width };
            let fit = |cell: usize, from: usize, to: usize| {
                let view = segment.cell(from, to);
                let column = &columns[cell % width];
                // What is before a colon names what follows: it begins a row.
                let colon = if view.ends_with_colon && !cell.is_multiple_of(width) { -10 } else { 0 };
                let broken = if view.is_whole { 0 } else { BROKEN };
                colon
                    + broken
                    + if is_first && cell < width { column.fit_header(&view) } else { column.fit(&view, own) }
            };
            let mut ranked = ranked(segment, cells, &fit);
            let may_be_short = segment.filler.is_some() || is_first && in_first == 1 && self.header_may_be_short;
            if may_be_short {
                ranked.extend(short(segment, &fit));
                ranked.sort_by_key(|choice| -choice.score);
            }
            let second = ranked.get(1).cloned();
            let best = ranked.into_iter().next()?;
            solution.score += best.score;
            if let Some(second) = second.filter(|second| best.score - second.score < solution.margin) {
                solution.margin = best.score - second.score;
                solution.closest = Some((index, second));
            }
            solution.choices.push(best);
        }
        Some(solution)
    }

    /// The columns of the body as the choices have them.
    fn columns(&self, width: usize, in_first: usize, choices: &[Choice], first: usize) -> Vec<Column> {
        let mut columns = vec![Column::default(); width];
        for (index, (segment, choice)) in self.segments.iter().zip(choices).enumerate().skip(first) {
            let ends = choice.starts[1..].iter().copied().chain(std::iter::once(segment.words.len()));
            for (cell, (&from, to)) in choice.starts.iter().zip(ends).enumerate() {
                let is_header = index == 0 && (in_first == 1 || cell < width);
                if !is_header {
                    columns[cell % width].add(&segment.cell(from, to));
                }
            }
        }
        columns
    }

    fn reading(&self, customs: Customs, solutions: &[Solution]) -> Option<Reading> {
        let best = solutions.first()?;
        let rows = i32::try_from(self.segments.len()).unwrap_or(i32::MAX);
        let by_width = solutions.get(1).map_or(i32::MAX, |other| (best.score - other.score) * 2 / rows);
        // Two stretches say little about columns: these must stand out.
        let wanted = if rows > 2 { WIDTH_MARGIN } else { FEW_ROWS_MARGIN };
        let agrees = by_width >= wanted
            && (rows > 2 || best.width > 2)
            && self.segments.len() + best.rows_in_first > 3
            && !self.hides_a_column(best)
            && self.are_strong(best)
            && self.is_even(best)
            && self.uses_all_fused(best);
        let sure = if customs.fuses { MARGIN } else { MARGIN + 3 };
        let trust = if agrees && best.margin >= sure { Trust::Likely } else { Trust::Doubtful };
        let close = if customs.fuses { CLOSE } else { CLOSE + 3 };
        let is_close = agrees && trust == Trust::Doubtful && best.margin >= close;
        let other = best.closest.as_ref().filter(|_| is_close).map(|(index, choice)| {
            let mut choices = best.choices.clone();
            choices[*index] = choice.clone();
            self.grid(best, &choices)
        });
        Some(Reading { grid: self.grid(best, &best.choices), trust, other })
    }

    /// Whether no bound that was chosen in the body is unlikely by itself.
    fn are_strong(&self, solution: &Solution) -> bool {
        self.segments.iter().zip(&solution.choices).enumerate().all(|(index, (segment, choice))| {
            let body = if index > 0 { 0 } else { solution.width.min(choice.starts.len()) };
            let is_weak = |place: &Place| match segment.words[place.word].gap {
                Gap::Fused => place.weight < WEAKEST_FUSED,
                _ => place.weight < WEAKEST,
            };
            let starts = &choice.starts[body..];
            !segment.places.iter().any(|place| starts.contains(&place.word) && is_weak(place))
        })
    }

    /// Whether the same stands between two columns in every row of the body: what drops the bounds of cells does so in all.
    fn is_even(&self, solution: &Solution) -> bool {
        let body = self.segments.iter().zip(&solution.choices).skip(1);
        let mut gaps: Vec<Option<Gap>> = vec![None; solution.width];
        for (segment, choice) in body {
            for (gap, &start) in gaps.iter_mut().zip(&choice.starts).skip(1) {
                let own = segment.words[start].gap;
                if gap.is_some_and(|gap| gap != own) {
                    return false;
                }
                *gap = Some(own);
            }
        }
        true
    }

    /// Whether every place where words of the body surely ran together parts two cells.
    fn uses_all_fused(&self, solution: &Solution) -> bool {
        let mut body = self.segments.iter().zip(&solution.choices).skip(1);
        body.all(|(segment, choice)| segment.surely_fused().all(|word| choice.starts.contains(&word)))
    }

    /// Whether the last word of a column's cells is a number or code in every row, and the words before it are not: it may be a
    /// column of its own.
    fn hides_a_column(&self, solution: &Solution) -> bool {
        let ends_with_value = |words: &[Word]| {
            let last = words.iter().rposition(|word| word.gap != Gap::Fused).unwrap_or(0);
            let is_value = |word: &Word| word.is_number || word.is_code;
            last > 0
                && words[last].gap == Gap::Space
                && words[last..].iter().any(is_value)
                && !words[..last].iter().any(|word| word.is_number)
        };
        (0..solution.width).any(|column| {
            let mut rows = self.segments.iter().zip(&solution.choices).skip(1);
            rows.all(|(segment, choice)| {
                let from = choice.starts.get(column).copied();
                let to = choice.starts.get(column + 1).copied().unwrap_or(segment.words.len());
                from.is_some_and(|from| ends_with_value(&segment.words[from..to]))
            })
        })
    }

    fn grid(&self, solution: &Solution, choices: &[Choice]) -> Grid {
        let mut grid = Grid { has_header: true, ..Grid::default() };
        for (segment, choice) in self.segments.iter().zip(choices) {
            let ends = choice.starts[1..].iter().copied().chain(std::iter::once(segment.words.len()));
            let cells: Vec<Span> =
                choice.starts.iter().zip(ends).map(|(&from, to)| segment.cell_span(from, to)).collect();
            for row in cells.chunks(solution.width) {
                let mut row = row.to_vec();
                let end = row.last().map_or(segment.span.end, |cell| cell.end);
                // Where the columns have names, what was lost of a row stays to be seen.
                let is_named = choices[0].starts.len() >= solution.width;
                row.extend(segment.filler.filter(|_| is_named && row.len() == 1));
                row.resize(solution.width, Span::at(end));
                grid.rows.push(row);
            }
            let splits = (1..segment.words.len()).filter(|&at| segment.words[at].gap == Gap::Split);
            grid.splits
                .extend(splits.map(|at| Span::new(segment.words[at - 1].span.end, segment.words[at].span.start)));
        }
        grid
    }
}

/// The best ways to reach a place: at most two, each with its score, the place where its last cell begins, and which of the ways
/// there it goes on from.
#[derive(Clone, Copy, Debug, Default)]
struct Ways {
    count: usize,
    ways: [(i32, usize, usize); 2],
}

impl Ways {
    fn offer(&mut self, way: (i32, usize, usize)) {
        match self.count {
            0 => (self.ways[0], self.count) = (way, 1),
            _ if way.0 > self.ways[0].0 => {
                self.ways = [way, self.ways[0]];
                self.count = 2;
            }
            1 => (self.ways[1], self.count) = (way, 2),
            _ if way.0 > self.ways[1].0 => self.ways[1] = way,
            _ => {}
        }
    }
}

/// The two best ways to part `segment` into `cells` cells.
fn ranked(segment: &Segment, cells: usize, fit: &impl Fn(usize, usize, usize) -> i32) -> Vec<Choice> {
    let places = &segment.places;
    // Where cells begin and end: before the first word, at each place, behind the last word.
    let ends: Vec<(usize, i32)> = std::iter::once((0, 0))
        .chain(places.iter().map(|place| (place.word, place.weight)))
        .chain(std::iter::once((segment.words.len(), 0)))
        .collect();
    let (last, width) = (ends.len() - 1, ends.len());
    if last < cells {
        return Vec::new();
    }
    // For each number of cells and each end.
    let mut best = vec![Ways::default(); (cells + 1) * width];
    best[0].offer((0, 0, 0));
    for cell in 0..cells {
        let is_last = cell + 1 == cells;
        // What is left must do for the cells that follow.
        let range = if is_last { last..last + 1 } else { cell + 1..last + 1 - (cells - 1 - cell) };
        for to in range {
            let mut found = Ways::default();
            for from in (cell..to).rev() {
                steps(1);
                let before = best[cell * width + from];
                if before.count > 0 {
                    let gained = fit(cell, ends[from].0, ends[to].0) + ends[to].1;
                    for (rank, way) in before.ways[..before.count].iter().enumerate() {
                        found.offer((way.0 + gained, from, rank));
                    }
                }
                if ends[from].1 >= ALWAYS {
                    break;
                }
            }
            best[(cell + 1) * width + to] = found;
        }
    }
    let trace = |rank: usize| {
        let (score, mut from, mut rank) = best[cells * width + last].ways[rank];
        let mut starts = vec![0; cells];
        for cell in (0..cells).rev() {
            starts[cell] = ends[from].0;
            let way = best[cell * width + from].ways[rank];
            (from, rank) = (way.1, way.2);
        }
        Choice { starts, score }
    };
    (0..best[cells * width + last].count).map(trace).collect()
}

/// The segment as a row of which only the first cell is left.
fn short(segment: &Segment, fit: &impl Fn(usize, usize, usize) -> i32) -> Option<Choice> {
    let is_whole = segment.places.iter().all(|place| place.weight < ALWAYS);
    let cost = if segment.filler.is_some() { 0 } else { LOST };
    is_whole.then(|| Choice { starts: vec![0], score: fit(0, 0, segment.words.len()) + cost })
}
