//! The texts of an Arrow array, whatever its type. They are read as bytes: a producer may have put into a column of strings
//! what is no UTF-8.

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, BinaryArray, BinaryViewArray, BooleanArray, LargeBinaryArray};
use arrow_schema::DataType;
use arrow_select::nullif::nullif;
use pyo3::exceptions::{PyKeyError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PySequence, PyString};
use pyo3_arrow::error::PyArrowError;

/// The texts of one array.
pub enum Texts {
    /// Offsets of 32 bits.
    Small(BinaryArray),
    /// Offsets of 64 bits.
    Large(LargeBinaryArray),
    /// Views.
    Views(BinaryViewArray),
    /// Each text once, and which of them each row has.
    Dictionary(Box<Texts>, Vec<Option<usize>>),
    /// Those of a sequence of Python.
    Owned(Vec<Option<Vec<u8>>>),
    /// No text at all, in this number of rows.
    Nulls(usize),
}

impl Texts {
    /// The texts of `array`, without copying them.
    pub fn new(array: &dyn Array) -> PyResult<Self> {
        match array.data_type() {
            DataType::Utf8 => Ok(Self::Small(array.as_string::<i32>().clone().into())),
            DataType::LargeUtf8 => Ok(Self::Large(array.as_string::<i64>().clone().into())),
            DataType::Utf8View => Ok(Self::Views(array.as_string_view().clone().to_binary_view())),
            DataType::Binary => Ok(Self::Small(array.as_binary::<i32>().clone())),
            DataType::LargeBinary => Ok(Self::Large(array.as_binary::<i64>().clone())),
            DataType::BinaryView => Ok(Self::Views(array.as_binary_view().clone())),
            DataType::Null => Ok(Self::Nulls(array.len())),
            DataType::Dictionary(_, _) => {
                let dictionary = array.as_any_dictionary();
                // It does not take a dictionary without texts.
                let keys =
                    if dictionary.values().is_empty() { vec![0; array.len()] } else { dictionary.normalized_keys() };
                let key = |row: usize| dictionary.keys().is_valid(row).then(|| keys[row]);
                let keys = (0..array.len()).map(key).collect();
                Ok(Self::Dictionary(Box::new(Self::new(dictionary.values())?), keys))
            }
            other => Err(PyTypeError::new_err(format!(
                "a column of strings or bytes is needed, not one of {other}; name another with `column`"
            ))),
        }
    }

    /// The texts of a sequence of Python's strings or bytes, in which `None` is no text.
    pub fn of_sequence(texts: &Bound<'_, PyAny>) -> PyResult<Self> {
        let wrong =
            |what: String| PyTypeError::new_err(format!("Arrow data or a sequence of strings is needed, not {what}"));
        let one_text = texts.is_instance_of::<PyString>() || texts.is_instance_of::<PyBytes>();
        let Some(sequence) = texts.cast::<PySequence>().ok().filter(|_| !one_text) else {
            return Err(wrong(texts.get_type().to_string()));
        };
        let mut owned = Vec::with_capacity(sequence.len()?);
        for (row, text) in sequence.try_iter()?.enumerate() {
            let text = text?;
            let bytes = bytes_of(&text)?.ok_or_else(|| wrong(format!("one with {} in row {row}", text.get_type())))?;
            owned.push(bytes);
        }
        Ok(Self::Owned(owned))
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        match self {
            Self::Small(array) => array.len(),
            Self::Large(array) => array.len(),
            Self::Views(array) => array.len(),
            Self::Dictionary(_, keys) => keys.len(),
            Self::Owned(texts) => texts.len(),
            Self::Nulls(rows) => *rows,
        }
    }

    /// The text of a row; none where that is null.
    pub fn get(&self, row: usize) -> Option<&[u8]> {
        match self {
            Self::Small(array) => array.is_valid(row).then(|| array.value(row)),
            Self::Large(array) => array.is_valid(row).then(|| array.value(row)),
            Self::Views(array) => array.is_valid(row).then(|| array.value(row)),
            Self::Dictionary(texts, keys) => texts.get(keys[row]?),
            Self::Owned(texts) => texts[row].as_deref(),
            Self::Nulls(_) => None,
        }
    }

    /// Whether a column of all texts may take more than 2 GiB.
    pub fn is_large(&self) -> bool {
        matches!(self, Self::Large(_))
    }
}

/// The text of one item of a sequence, and nothing where that is none. A string with half of a surrogate pair has no UTF-8:
/// its bytes are none either, so that this is told like any other text that is no UTF-8.
fn bytes_of(item: &Bound<'_, PyAny>) -> PyResult<Option<Option<Vec<u8>>>> {
    if item.is_none() {
        return Ok(Some(None));
    }
    if let Ok(bytes) = item.cast::<PyBytes>() {
        return Ok(Some(Some(bytes.as_bytes().to_vec())));
    }
    let Ok(text) = item.cast::<PyString>() else { return Ok(None) };
    if let Ok(text) = text.to_cow() {
        return Ok(Some(Some(text.into_owned().into_bytes())));
    }
    let encoded = text.call_method1("encode", ("utf-8", "surrogatepass"))?;
    Ok(Some(Some(encoded.extract()?)))
}

/// The column of `array` that is called so, where that is a table; `array` itself where it is none.
pub fn column(array: &ArrayRef, name: Option<&str>) -> PyResult<ArrayRef> {
    let DataType::Struct(fields) = array.data_type() else {
        return match name {
            None => Ok(array.clone()),
            Some(name) => {
                Err(PyKeyError::new_err(format!("there is no column {name:?}: this is a column, not a table")))
            }
        };
    };
    let names = || fields.iter().map(|field| format!("{:?}", field.name())).collect::<Vec<_>>().join(", ");
    let Some(name) = name else {
        return Err(PyTypeError::new_err(format!("name the column with the texts: column=… (there are {})", names())));
    };
    let mut found = (0..fields.len()).filter(|&at| fields[at].name() == name);
    let Some(at) = found.next() else {
        return Err(PyKeyError::new_err(format!("there is no column {name:?}; there are {}", names())));
    };
    if found.next().is_some() {
        return Err(PyKeyError::new_err(format!("there are several columns {name:?}; give them names of their own")));
    }
    let column = array.as_struct().column(at);
    let Some(valid) = array.nulls() else { return Ok(column.clone()) };
    // A row that is null has no text, whatever stands below it.
    Ok(nullif(column, &BooleanArray::new(!valid.inner(), None)).map_err(PyArrowError::from)?)
}
