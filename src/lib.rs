//! copydesk finds and repairs malformed article markup: HTML, Markdown and mixtures of both that machine translation,
//! scrapers, editors or language models broke.
//!
//! ```
//! use copydesk::{Flavor, Safety, Settings, Source, lint, repair};
//!
//! let article = Source::new("risks.html", Flavor::Html, "<p>< strong >Risks:< / strong > two</p>")?;
//! let report = lint(article.clone(), &Settings::default());
//! assert_eq!(report.findings[0].rule, "spaced-tag");
//! let repaired = repair(article, &Settings::default(), Safety::Safe);
//! assert_eq!(repaired.source.text(), "<p><strong>Risks:</strong> two</p>");
//! # Ok::<(), copydesk::Unreadable>(())
//! ```
//!
//! [`lint`] and [`repair`] read a text once. An editor keeps a [`Document`], which reads only what an edit changed.
//! What is found is a [`Finding`], with its [`Fix`]es; places are [`Span`]s of bytes, which a [`LineTable`] turns into
//! lines and columns. [`Settings`] say which of the [`RULES`] run. A [`Summary`] has the numbers by which articles of a corpus are
//! filtered.
//!
//! Without default features this needs no files, no threads and no async runtime. The features `cli`, `server` and
//! `reports` add the program, its language server and its reports, which have no interface here.

// What the interface mentions can be named.
#![cfg_attr(not(any(feature = "files", feature = "internals")), warn(unnameable_types))]
// What a room that is left out would have used.
#![cfg_attr(not(all(feature = "cli", feature = "server", feature = "internals")), allow(dead_code, unused_imports))]

mod text;

mod tokens;

mod tree;

mod constructs;

mod grids;

mod skeleton;

mod differences;

mod findings;

mod rules;

mod settings;

mod lint;

mod fixes;

mod compare;

mod summary;

#[cfg(feature = "files")]
mod embedded;

#[cfg(feature = "files")]
mod disk;

#[cfg(any(feature = "cli", feature = "server"))]
mod git;

#[cfg(any(feature = "files", feature = "reports"))]
mod baseline;

#[cfg(feature = "files")]
mod project;

#[cfg(feature = "reports")]
mod reports;

#[cfg(any(feature = "cli", feature = "server"))]
mod faults;

#[cfg(feature = "server")]
mod server;

#[cfg(feature = "cli")]
mod cli;

pub use compare::{Habit, Habits, Original, compare, repair_beside};
pub use findings::{Edit, Elsewhere, Finding, Fix, OptionDefault, Related, RuleOption, Safety, Severity};
pub use fixes::{Repaired, repair};
pub use lint::{Document, Report, lint};
pub use rules::{ALL as RULES, Example, Fixed, Group, Rule, Scope, named as rule_named};
pub use settings::{Convention, Settings, SettingsError};
pub use summary::Summary;
pub use text::{Dialect, Flavor, LineTable, Position, Source, Span, Unreadable};

#[cfg(feature = "cli")]
#[doc(hidden)]
pub use cli::run;

/// What the project's own tests look into: no part of the interface.
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod internals;

#[cfg(test)]
#[path = "../tests/invariants/pieces.rs"]
mod pieces;
