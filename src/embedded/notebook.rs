//! Markdown cells of Jupyter notebooks (nbformat 3 and 4).

use jsonc_parser::ast::{Object, Value};

use super::contents::Contents;
use super::fields::Hint;
use super::json::{add_string, parse, without_mark};
use super::map::Map;
use crate::text::Flavor;

/// Adds the Markdown cells of a notebook.
///
/// # Errors
/// Where it is no JSON.
pub fn read(contents: &mut Contents) -> Result<(), String> {
    let text = without_mark(contents.text());
    let start = contents.text().len() - text.len();
    if let Some(value) = parse(text)? {
        walk(&value, (text, start), contents);
    }
    Ok(())
}

/// `text` is what the value was read from, and where that begins in the file.
fn walk(value: &Value, text: (&str, usize), contents: &mut Contents) {
    match value {
        Value::Array(array) => array.elements.iter().for_each(|value| walk(value, text, contents)),
        Value::Object(object) => {
            let is_markdown = object.get_string("cell_type").is_some_and(|kind| kind.value == "markdown");
            if is_markdown {
                add_cell(object, text, contents);
            }
            for name in ["worksheets", "cells"] {
                object.get(name).iter().for_each(|property| walk(&property.value, text, contents));
            }
        }
        _ => {}
    }
}

/// The source of a cell is a string, or a list of strings that are to be joined.
fn add_cell(cell: &Object, (text, start): (&str, usize), contents: &mut Contents) {
    let mut map = Map::default();
    match cell.get("source").map(|property| &property.value) {
        Some(Value::StringLit(literal)) => add_string(&mut map, text, start, literal),
        Some(Value::Array(lines)) => {
            for line in lines.elements.iter().filter_map(Value::as_string_lit) {
                add_string(&mut map, text, start, line);
            }
        }
        _ => {}
    }
    contents.add(map, Hint::Flavor(Flavor::Markdown));
}
