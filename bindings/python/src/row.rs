//! The work on one article of many.

use std::panic::{AssertUnwindSafe, catch_unwind};

use copydesk::{Safety, Summary, lint, repair};

use crate::options::Options;

/// What came of one value of a column.
pub enum Row {
    /// There is no value.
    Null,
    /// It is no article.
    Unread {
        /// Why, behind "the text".
        why: String,
        /// The text as it is, where it is one.
        text: Option<String>,
    },
    /// It was linted.
    Read {
        /// What was found in it.
        summary: Summary,
        /// What repairs made of it, where they were asked for.
        repaired: Option<RepairedRow>,
    },
}

/// What repairs made of an article.
pub struct RepairedRow {
    /// The text, repaired or not.
    pub text: String,
    /// Number of fixes that were applied.
    pub applied: usize,
    /// Findings that are left.
    pub left: usize,
}

/// Lints a value, and repairs it where `least` says which fixes to apply. A fault of copydesk itself costs one row.
pub fn work(value: Option<&[u8]>, options: &Options, least: Option<Safety>) -> Row {
    let Some(bytes) = value else { return Row::Null };
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let why = format!("is not UTF-8 (first bad byte at offset {})", error.valid_up_to());
            return Row::Unread { why, text: None };
        }
    };
    let unread = |why: String| Row::Unread { why, text: least.map(|_| text.to_owned()) };
    let done = catch_unwind(AssertUnwindSafe(|| read(text, options, least)));
    done.unwrap_or_else(|_| Err("could not be linted: please report this as a bug of copydesk".to_owned()))
        .unwrap_or_else(unread)
}

fn read(text: &str, options: &Options, least: Option<Safety>) -> Result<Row, String> {
    if text.len() > options.most_bytes {
        return Err(format!("is longer than {} bytes", options.most_bytes));
    }
    let source = options.article(text.to_owned())?;
    let Some(least) = least else {
        let summary = Summary::new(&lint(source.clone(), &options.settings), &source);
        return Ok(Row::Read { summary, repaired: None });
    };
    let repaired = repair(source.clone(), &options.settings, least);
    // Where no fix was applied, what is left is what there was.
    let summary = match repaired.applied {
        0 => Summary::new(&repaired.report, &source),
        _ => Summary::new(&lint(source.clone(), &options.settings), &source),
    };
    let (applied, left) = (repaired.applied, repaired.report.findings.len());
    let text = repaired.source.into_text();
    Ok(Row::Read { summary, repaired: Some(RepairedRow { text, applied, left }) })
}
