//! Settings of files that hold articles.

use serde::{Deserialize, Serialize};

use crate::text::{Flavor, Holder};

/// Where the articles are in a file that holds some.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "files", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Embedded {
    /// The format of the file, if its extension does not tell.
    #[cfg_attr(feature = "files", schemars(with = "Holder"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<Holder>,
    /// The fields that hold articles: keys of JSON (`body`, or `content.rendered` for a key below another), columns of CSV
    /// by name or number, elements of XML. If there are none, those with usual names are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
    /// The flavor of the articles, if their field and their text do not tell.
    #[cfg_attr(feature = "files", schemars(with = "Flavor"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flavor: Option<Flavor>,
}
