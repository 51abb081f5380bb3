//! The native module of the Python package: what `copydesk/_api.py` calls.

mod batch;
mod columns;
mod options;
mod places;
mod report;
mod row;
mod texts;

use pyo3::prelude::*;

/// copydesk's core. `copydesk` has the functions that are meant for people.
#[pymodule]
mod _native {
    #[pymodule_export]
    use crate::batch::{Batch, lint_batch, repair_batch};
    #[pymodule_export]
    use crate::options::{SettingsError, UnreadableError};
    #[pymodule_export]
    use crate::report::{Edit, Finding, Fix, Repaired, Report, Rule, compare, lint, repair, rules};

    use super::{Bound, PyModule, PyModuleMethods, PyResult};

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
