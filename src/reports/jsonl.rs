//! `jsonl`: one finding per line, each a JSON value as in `json`.

use std::io;

use super::json::{findings, to_json};
use super::{FileReport, Format};

/// One JSON value per line.
#[derive(Clone, Copy, Debug)]
pub struct JsonLines;

impl Format for JsonLines {
    fn file(&self, out: &mut dyn io::Write, file: FileReport) -> io::Result<()> {
        let mut line = Vec::new();
        for finding in findings(file) {
            line.clear();
            to_json(&mut line, &finding)?;
            line.push(b'\n');
            out.write_all(&line)?;
        }
        Ok(())
    }
}
