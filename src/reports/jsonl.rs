//! `jsonl`: one finding per line, each a JSON value as in `json`.

use std::io;

use super::json::findings;
use super::{FileReport, Format};

/// One JSON value per line.
#[derive(Clone, Copy, Debug)]
pub struct JsonLines;

impl Format for JsonLines {
    fn file(&self, out: &mut dyn io::Write, file: FileReport) -> io::Result<()> {
        for finding in findings(file) {
            serde_json::to_writer(&mut *out, &finding)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }
}
