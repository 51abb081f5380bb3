//! What the editor can do, as far as answers depend on it.

use serde_json::Value;

use super::text::Encoding;

/// What the editor can do; by default as little as the protocol allows.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a capability of its own")]
pub struct Features {
    /// How positions are counted.
    pub encoding: Encoding,
    /// It asks for diagnostics; otherwise they are sent.
    pub pulls: bool,
    /// It asks again when it is told to.
    pub refreshes: bool,
    /// It watches files.
    pub watches: bool,
    /// It answers `workspace/configuration`.
    pub configures: bool,
    /// It tells of changed settings only where it was asked to.
    pub registers_configuration: bool,
    /// It fetches the edits of a code action when it needs them.
    pub resolves: bool,
    /// It knows code actions that are not commands.
    pub action_literals: bool,
    /// It knows edits that belong to a version of a document.
    pub versioned_edits: bool,
    /// It shows progress that the server begins.
    pub shows_progress: bool,
    /// It shows places that explain a diagnostic.
    pub related: bool,
    /// It shows symbols as a tree.
    pub symbol_tree: bool,
    /// It folds whole lines only.
    pub folds_lines: bool,
    /// It shows the messages of diagnostics above a hover.
    pub shows_messages: bool,
    /// It opens the page of a rule where Markdown links to its command `copydesk.explainRule`.
    pub links_to_rules: bool,
}

impl Features {
    /// Reads the parameters of `initialize`. The untyped form counts, since `lsp_types` knows some capabilities by
    /// names of a draft of the protocol.
    pub fn read(initialize: &Value) -> Self {
        let capabilities = &initialize["capabilities"];
        let at = |path: &str| capabilities.pointer(path).filter(|value| !value.is_null());
        let can = |path: &str| at(path).and_then(Value::as_bool).unwrap_or(false);
        let lists =
            |path: &str, word: &str| at(path).and_then(Value::as_array).is_some_and(|list| list.contains(&word.into()));
        Self {
            encoding: at("/general/positionEncodings").and_then(first_encoding).unwrap_or_default(),
            pulls: at("/textDocument/diagnostic").is_some(),
            refreshes: can("/workspace/diagnostics/refreshSupport"),
            watches: can("/workspace/didChangeWatchedFiles/dynamicRegistration"),
            configures: can("/workspace/configuration"),
            registers_configuration: can("/workspace/didChangeConfiguration/dynamicRegistration"),
            resolves: lists("/textDocument/codeAction/resolveSupport/properties", "edit"),
            action_literals: at("/textDocument/codeAction/codeActionLiteralSupport").is_some(),
            versioned_edits: can("/workspace/workspaceEdit/documentChanges"),
            shows_progress: can("/window/workDoneProgress"),
            related: can("/textDocument/publishDiagnostics/relatedInformation"),
            symbol_tree: can("/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"),
            folds_lines: can("/textDocument/foldingRange/lineFoldingOnly"),
            shows_messages: can("/experimental/copydesk/hoverShowsMessage"),
            links_to_rules: can("/experimental/copydesk/explainRule"),
        }
    }
}

/// The first encoding that copydesk knows: clients list them in the order of their preference.
fn first_encoding(list: &Value) -> Option<Encoding> {
    let known = |name: &Value| match name.as_str()? {
        "utf-8" => Some(Encoding::Utf8),
        "utf-16" => Some(Encoding::Utf16),
        "utf-32" => Some(Encoding::Utf32),
        _ => None,
    };
    list.as_array()?.iter().find_map(known)
}
