//! Many articles at once: Arrow in, Arrow out.

use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StructArray, new_empty_array};
use arrow_schema::{Field, FieldRef, SchemaRef};
use arrow_select::concat::concat_batches;
use copydesk::Safety;
use pyo3::exceptions::{PyKeyError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};
use pyo3_arrow::error::PyArrowError;
use pyo3_arrow::ffi::{ArrayIterator, to_array_pycapsules, to_schema_pycapsule, to_stream_pycapsule};
use pyo3_arrow::input::AnyArray;
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::columns::Columns;
use crate::options::{Given, Options, least_safety};
use crate::row::work;
use crate::texts::{Texts, column};

/// Rows that are worked on before Python may say that somebody wants to stop.
const BLOCK: usize = 512;

/// What linting or repairing many articles came to: a row for each, in their order.
///
/// It is an Arrow table: `pyarrow.table(batch)`, `polars.DataFrame(batch)` and others take it without copying.
#[pyclass(frozen, module = "copydesk")]
pub struct Batch {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

impl Batch {
    fn field(&self) -> FieldRef {
        Arc::new(Field::new_struct("", self.schema.fields().clone(), false))
    }
}

#[pymethods]
impl Batch {
    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    fn __repr__(&self) -> String {
        format!("<copydesk.Batch of {} rows>", self.__len__())
    }

    /// Names of the columns.
    #[getter]
    fn column_names(&self) -> Vec<&str> {
        self.schema.fields().iter().map(|field| field.name().as_str()).collect()
    }

    #[pyo3(signature = ())]
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        Ok(to_schema_pycapsule(py, self.schema.as_ref())?)
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyTuple>> {
        let whole = match self.batches.as_slice() {
            [batch] => batch.clone(),
            batches => concat_batches(&self.schema, batches).map_err(|error| {
                PyValueError::new_err(format!(
                    "these rows do not fit into one record batch; take them as a table ({error})"
                ))
            })?,
        };
        Ok(to_array_pycapsules(py, self.field(), &StructArray::from(whole), requested_schema)?)
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let chunks = self.batches.clone().into_iter().map(|batch| Ok(Arc::new(StructArray::from(batch)) as ArrayRef));
        Ok(to_stream_pycapsule(py, Box::new(ArrayIterator::new(chunks, self.field())), requested_schema)?)
    }

    /// The same as a `pyarrow.Table`.
    fn to_pyarrow(slf: Bound<'_, Self>) -> PyResult<Bound<'_, PyAny>> {
        slf.py().import("pyarrow")?.call_method1("table", (slf,))
    }

    /// The same as a `polars.DataFrame`.
    fn to_polars(slf: Bound<'_, Self>) -> PyResult<Bound<'_, PyAny>> {
        slf.py().import("polars")?.call_method1("DataFrame", (slf,))
    }

    /// The same as a `pandas.DataFrame`; it takes pyarrow.
    fn to_pandas(slf: Bound<'_, Self>) -> PyResult<Bound<'_, PyAny>> {
        Self::to_pyarrow(slf)?.call_method0("to_pandas")
    }

    /// The same as a dictionary of lists; it takes pyarrow.
    fn to_pydict(slf: Bound<'_, Self>) -> PyResult<Bound<'_, PyAny>> {
        Self::to_pyarrow(slf)?.call_method0("to_pydict")
    }
}

/// Lints every text of a column; `copydesk.lint_batch` describes it.
#[pyfunction]
#[pyo3(signature = (texts, column, threads, options))]
pub fn lint_batch(texts: &Bound<'_, PyAny>, column: Option<&str>, threads: usize, options: Given) -> PyResult<Batch> {
    batch(texts, column, &Options::new(options)?, None, threads)
}

/// Repairs every text of a column; `copydesk.repair_batch` describes it.
#[pyfunction]
#[pyo3(signature = (texts, column, safety, threads, options))]
pub fn repair_batch(
    texts: &Bound<'_, PyAny>,
    column: Option<&str>,
    safety: &str,
    threads: usize,
    options: Given,
) -> PyResult<Batch> {
    batch(texts, column, &Options::new(options)?, Some(least_safety(safety)?), threads)
}

/// Works on what was handed over: Arrow by its C data interface, chunk by chunk, or a sequence of strings.
fn batch(
    texts: &Bound<'_, PyAny>,
    name: Option<&str>,
    options: &Options,
    least: Option<Safety>,
    threads: usize,
) -> PyResult<Batch> {
    let py = texts.py();
    let speaks_arrow = texts.hasattr("__arrow_c_array__")? || texts.hasattr("__arrow_c_stream__")?;
    if !speaks_arrow {
        if let Some(name) = name {
            return Err(PyKeyError::new_err(format!("there is no column {name:?}: this is no table of Arrow")));
        }
        let texts = Texts::of_sequence(texts)?;
        let mut work = Work::new(&texts, options, least, threads)?;
        work.add(py, &texts)?;
        return work.finish();
    }
    let reader = texts.extract::<AnyArray>()?.into_reader()?;
    // A table without rows may have no chunk, and lacks its columns all the same.
    let nothing = column(&new_empty_array(reader.field().data_type()), name)?;
    let mut work = Work::new(&Texts::new(&nothing)?, options, least, threads)?;
    for chunk in reader {
        work.add(py, &Texts::new(&column(&chunk.map_err(PyArrowError::from)?, name)?)?)?;
    }
    work.finish()
}

/// The work on a column.
struct Work<'a> {
    options: &'a Options,
    least: Option<Safety>,
    /// Threads that share it; none where that of the caller works alone.
    pool: Option<ThreadPool>,
    columns: Columns,
}

impl<'a> Work<'a> {
    /// Nothing yet, of a column like `texts`.
    fn new(texts: &Texts, options: &'a Options, least: Option<Safety>, threads: usize) -> PyResult<Self> {
        let pool = (threads != 1).then(|| ThreadPoolBuilder::new().num_threads(threads).build()).transpose();
        let pool = pool.map_err(|error| PyValueError::new_err(format!("threads cannot be started: {error}")))?;
        Ok(Self { options, least, pool, columns: Columns::new(least.is_some(), texts.is_large()) })
    }

    /// Works on all texts of a chunk, while Python goes on.
    #[expect(clippy::redundant_closure_for_method_calls, reason = "the method itself has one lifetime")]
    fn add(&mut self, py: Python<'_>, texts: &Texts) -> PyResult<()> {
        py.detach(|| {
            for start in (0..texts.len()).step_by(BLOCK) {
                let rows = start..(start + BLOCK).min(texts.len());
                let one = |row| work(texts.get(row), self.options, self.least);
                let done: Vec<_> = match &self.pool {
                    None => rows.map(one).collect(),
                    Some(pool) => pool.install(|| rows.into_par_iter().map(one).collect()),
                };
                done.into_iter().try_for_each(|row| self.columns.add(row)).map_err(PyArrowError::from)?;
                Python::attach(|py| py.check_signals())?;
            }
            Ok(())
        })
    }

    fn finish(self) -> PyResult<Batch> {
        let (schema, batches) = self.columns.finish().map_err(PyArrowError::from)?;
        Ok(Batch { schema, batches })
    }
}
