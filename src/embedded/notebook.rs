//! Markdown cells of Jupyter notebooks (nbformat 3 and 4).

use jsonc_parser::ast::{Object, Value};

use super::contents::Contents;
use super::fields::Hint;
use super::json::{add_string, parse};
use super::map::Map;
use crate::text::Flavor;

/// Adds the Markdown cells of a notebook.
///
/// # Errors
/// Where it is no JSON.
pub fn read(contents: &mut Contents) -> Result<(), String> {
    if let Some(value) = parse(contents.text())? {
        walk(&value, contents);
    }
    Ok(())
}

fn walk(value: &Value, contents: &mut Contents) {
    match value {
        Value::Array(array) => array.elements.iter().for_each(|value| walk(value, contents)),
        Value::Object(object) => {
            let is_markdown = object.get_string("cell_type").is_some_and(|kind| kind.value == "markdown");
            if is_markdown {
                add_cell(object, contents);
            }
            for name in ["worksheets", "cells"] {
                object.get(name).iter().for_each(|property| walk(&property.value, contents));
            }
        }
        _ => {}
    }
}

/// The source of a cell is a string, or a list of strings that are to be joined.
fn add_cell(cell: &Object, contents: &mut Contents) {
    let mut map = Map::default();
    match cell.get("source").map(|property| &property.value) {
        Some(Value::StringLit(literal)) => add_string(&mut map, contents.text(), 0, literal),
        Some(Value::Array(lines)) => {
            for line in lines.elements.iter().filter_map(Value::as_string_lit) {
                add_string(&mut map, contents.text(), 0, line);
            }
        }
        _ => {}
    }
    contents.add(map, Hint::Flavor(Flavor::Markdown));
}
