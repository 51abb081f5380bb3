//! `jsonl`: one finding per line, each a JSON value as in `json`.

use std::io;

use super::json::{findings, to_json};
use super::{FileReport, Format};

/// One JSON value per line.
#[derive(Clone, Copy, Debug)]
pub struct JsonLines;

impl Format for JsonLines {
    fn file(&self, out: &mut dyn io::Write, file: FileReport) -> io::Result<()> {
        for finding in findings(file) {
            to_json(&mut *out, &finding)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }
}
