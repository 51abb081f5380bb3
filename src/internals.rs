//! The rooms, for the tests, benchmarks and fuzzers of this project.

/// Translations beside their originals.
pub mod compare {
    pub use crate::compare::*;
}

/// Articles in files that are none themselves.
#[cfg(feature = "files")]
pub mod embedded {
    pub use crate::embedded::*;
}

/// Findings, and what rules ask.
pub mod findings {
    pub use crate::findings::*;
}

/// Repairs.
pub mod fixes {
    pub use crate::fixes::*;
}

/// Reading and checking.
pub mod lint {
    pub use crate::lint::*;

    /// Reads an article; `spread` may do parts of the work at the same time.
    pub fn new_spread(
        source: &crate::text::Source,
        settings: &crate::settings::Settings,
        spread: &dyn Spread,
    ) -> Document {
        Document::new_spread(source, settings, spread)
    }

    /// The pieces of an article.
    pub fn pieces(document: &Document) -> &[std::sync::Arc<Piece>] {
        document.pieces()
    }

    /// The pieces of an article, each with its first byte.
    pub fn with_starts(document: &Document) -> impl Iterator<Item = (u32, &std::sync::Arc<Piece>)> {
        document.with_starts()
    }
}

/// Articles in their folders.
#[cfg(feature = "files")]
pub mod project {
    pub use crate::project::*;
}

/// Formats of reports.
#[cfg(feature = "reports")]
pub mod reports {
    pub use crate::reports::*;
}

/// The rules.
pub mod rules {
    pub use crate::rules::*;
}

/// The language server.
#[cfg(feature = "server")]
pub mod server {
    pub use crate::server::*;
}

/// Settings.
pub mod settings {
    pub use crate::settings::*;
}

/// Articles as text.
pub mod text {
    pub use crate::text::*;
}

/// Tokens, regions, tag-like places.
pub mod tokens {
    pub use crate::tokens::*;
}

/// Intended tags.
pub mod tree {
    pub use crate::tree::*;
}
