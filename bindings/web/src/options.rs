//! What callers choose, as the core takes it.

use std::path::PathBuf;

use copydesk::{Flavor, Safety, Settings, Source, Unreadable};

use crate::failure::Failure;

/// The most bytes of an article: the limit of the command line.
const MOST_BYTES: usize = 32_000_000;

/// How an article is read.
pub struct Options {
    flavor: Flavor,
    path: PathBuf,
    /// Which rules run, and more.
    pub settings: Settings,
}

impl Options {
    /// The options that these make: the name of a flavor, a path, which tells XHTML and components from other HTML and the flavor
    /// where that is not named, and the text of settings.
    pub fn new(flavor: Option<String>, path: Option<String>, settings: Option<String>) -> Result<Self, Failure> {
        let path = path.map(PathBuf::from).unwrap_or_default();
        let settings = match &settings {
            None => Settings::default(),
            Some(text) => Settings::parse(text).map_err(|error| Failure::Settings(error.to_string()))?,
        };
        let flavor = match &flavor {
            None => Flavor::of_path(&path).unwrap_or(Flavor::Text),
            Some(name) => named_flavor(name)?,
        };
        Ok(Self { flavor, path, settings })
    }

    /// The article with this text.
    pub fn article(&self, text: String) -> Result<Source, Failure> {
        within_limit(text.len())?;
        Source::new(self.path.clone(), self.flavor, text).map_err(|error| unreadable(&error))
    }
}

/// Refuses a text of more bytes than an article may have.
pub fn within_limit(bytes: usize) -> Result<(), Failure> {
    if bytes > MOST_BYTES {
        return Err(Failure::Unreadable(format!("is longer than {MOST_BYTES} bytes")));
    }
    Ok(())
}

/// Why a text is no article: the core's own words give advice about files.
pub fn unreadable(unreadable: &Unreadable) -> Failure {
    Failure::Unreadable(match unreadable {
        Unreadable::NotUtf8 { offset, .. } => format!("is not UTF-8 (first bad byte at offset {offset})"),
        Unreadable::Nul { offset } => format!("contains a NUL character at byte {offset}"),
        Unreadable::TooLong => "is 4 GiB or longer".to_owned(),
    })
}

fn named_flavor(name: &str) -> Result<Flavor, Failure> {
    let is_named = |flavor: &&Flavor| flavor.name() == name || flavor.aliases().contains(&name);
    Flavor::ALL.iter().find(is_named).copied().ok_or_else(|| {
        let names: Vec<_> = Flavor::ALL.iter().map(|flavor| flavor.name()).collect();
        Failure::Argument(format!("unknown flavor {name:?}; write one of {}", names.join(", ")))
    })
}

/// The least safety of the fixes that are applied.
pub fn least_safety(name: &str) -> Result<Safety, Failure> {
    match name {
        "safe" => Ok(Safety::Safe),
        "all" => Ok(Safety::Unsafe),
        _ => Err(Failure::Argument(format!("unknown safety {name:?}; write \"safe\" or \"all\""))),
    }
}
