//! Why a call could not be answered.

use wasm_bindgen::JsValue;

/// Why a call could not be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The text is no article; what follows "the text".
    Unreadable(String),
    /// The settings make no sense; the message names the place.
    Settings(String),
    /// An argument that is not one of those that there are, or an offset outside the text.
    Argument(String),
}

/// The name of an error and its message, of which `package/core.js` makes one.
impl From<Failure> for JsValue {
    fn from(failure: Failure) -> Self {
        Self::from_str(&match failure {
            Failure::Unreadable(why) => format!("UnreadableError: the text {why}"),
            Failure::Settings(message) => format!("SettingsError: {message}"),
            Failure::Argument(message) => format!("RangeError: {message}"),
        })
    }
}
