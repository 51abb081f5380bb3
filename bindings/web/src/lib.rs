//! The module of the npm package: what `package/core.js` calls. Reports go out as JSON.

mod document;
mod failure;
mod options;
mod places;
mod report;
mod rules;
mod single;

pub use document::WasmDocument;
pub use rules::rules;
pub use single::{compare, lint, repair, version};
