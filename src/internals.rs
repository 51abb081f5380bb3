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
    use crate::settings::Settings;
    use crate::text::{Span, Unreadable};

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

    /// Edits an article and reads what is near the edit; whether nothing is left to be read.
    ///
    /// # Errors
    /// Those of [`Document::edit`].
    pub fn edit_near(
        document: &mut Document,
        range: Span,
        text: &str,
        settings: &Settings,
    ) -> Result<bool, Unreadable> {
        document.edit_near(range, text, settings)?;
        Ok(document.is_settled())
    }

    /// Reads more of what an edit changed, some `most` bytes of it; whether nothing is left.
    pub fn read_on(document: &mut Document, settings: &Settings, most: usize) -> bool {
        document.read_on(settings, most);
        document.is_settled()
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
