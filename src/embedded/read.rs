//! Reading the articles of a file.

use super::contents::Contents;
use super::fields::Held;
use super::{csv, gettext, json, notebook, xml};
use crate::text::{Holder, Source};

/// The articles of `file`.
///
/// # Errors
/// Where the file is not of the format that it should be; the message goes on after its name.
pub fn read<'a>(file: &'a Source, held: &'a Held) -> Result<Contents<'a>, String> {
    let mut contents = Contents::new(file, held);
    let done = match held.holder {
        Holder::Json => json::read(&mut contents),
        Holder::Notebook => notebook::read(&mut contents),
        Holder::Gettext => gettext::read(&mut contents),
        Holder::Feed | Holder::Xml | Holder::Xliff => xml::read(&mut contents),
        Holder::Jsonl => {
            json::read_lines(&mut contents);
            Ok(())
        }
        Holder::Csv => {
            csv::read(&mut contents);
            Ok(())
        }
    };
    done.map(|()| contents).map_err(|why| {
        let title = held.holder.title();
        format!("is not {title} that can be read ({why}), so the articles in it were not linted")
    })
}
