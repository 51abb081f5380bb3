//! The first words of real editors: what they say they can do, and what they get.

use serde_json::{Value, json};

use crate::client::{Client, Folder, QUIET, range};

/// An editor, and what follows from what it says.
struct Editor {
    capabilities: Value,
    encoding: &'static str,
    pulls: bool,
    watches: bool,
    resolves: bool,
}

fn code_action(resolve: &Value) -> Value {
    let kinds = json!({ "valueSet": ["", "quickfix", "refactor", "source", "source.organizeImports"] });
    json!({
        "dynamicRegistration": true,
        "isPreferredSupport": true,
        "dataSupport": true,
        "codeActionLiteralSupport": { "codeActionKind": kinds },
        "resolveSupport": resolve
    })
}

fn vs_code() -> Editor {
    Editor {
        capabilities: json!({
            "workspace": {
                "applyEdit": true,
                "workspaceEdit": { "documentChanges": true, "failureHandling": "textOnlyTransactional" },
                "configuration": true,
                "didChangeConfiguration": { "dynamicRegistration": true },
                "didChangeWatchedFiles": { "dynamicRegistration": true, "relativePatternSupport": true },
                "workspaceFolders": true,
                "diagnostics": { "refreshSupport": true }
            },
            "textDocument": {
                "publishDiagnostics": {
                    "relatedInformation": true,
                    "versionSupport": false,
                    "tagSupport": { "valueSet": [1, 2] },
                    "codeDescriptionSupport": true,
                    "dataSupport": true
                },
                "synchronization": { "dynamicRegistration": true, "willSave": true, "willSaveWaitUntil": true, "didSave": true },
                "codeAction": code_action(&json!({ "properties": ["edit"] })),
                "hover": { "dynamicRegistration": true, "contentFormat": ["markdown", "plaintext"] },
                "documentSymbol": { "dynamicRegistration": true, "hierarchicalDocumentSymbolSupport": true },
                "foldingRange": { "dynamicRegistration": true, "rangeLimit": 5000, "lineFoldingOnly": true },
                "linkedEditingRange": { "dynamicRegistration": true },
                "diagnostic": { "dynamicRegistration": true, "relatedDocumentSupport": false }
            },
            "window": { "showMessage": { "messageActionItem": { "additionalPropertiesSupport": true } }, "workDoneProgress": true },
            "general": { "staleRequestSupport": { "cancel": true, "retryOnContentModified": [] }, "positionEncodings": ["utf-16"] }
        }),
        encoding: "utf-16",
        pulls: true,
        watches: true,
        resolves: true,
    }
}

fn neovim_0_11() -> Editor {
    Editor {
        capabilities: json!({
            "general": { "positionEncodings": ["utf-8", "utf-16", "utf-32"] },
            "textDocument": {
                "diagnostic": { "dynamicRegistration": false, "tagSupport": { "valueSet": [1, 2] } },
                "codeAction": code_action(&json!({ "properties": ["edit", "command"] })),
                "publishDiagnostics": { "relatedInformation": true, "dataSupport": true, "tagSupport": { "valueSet": [1, 2] } },
                "documentSymbol": { "dynamicRegistration": false, "hierarchicalDocumentSymbolSupport": true },
                "foldingRange": { "dynamicRegistration": false, "lineFoldingOnly": true }
            },
            "workspace": {
                "applyEdit": true,
                "workspaceEdit": { "resourceOperations": ["rename", "create", "delete"] },
                "configuration": true,
                "didChangeWatchedFiles": { "dynamicRegistration": false, "relativePatternSupport": true }
            },
            "window": { "workDoneProgress": true, "showDocument": { "support": true } }
        }),
        encoding: "utf-8",
        pulls: true,
        watches: false,
        resolves: true,
    }
}

fn neovim_0_7() -> Editor {
    Editor {
        capabilities: json!({
            "callHierarchy": { "dynamicRegistration": false },
            "textDocument": {
                "codeAction": code_action(&json!({ "properties": ["edit"] })),
                "publishDiagnostics": { "relatedInformation": true, "tagSupport": { "valueSet": [1, 2] } },
                "documentSymbol": { "dynamicRegistration": false, "hierarchicalDocumentSymbolSupport": true }
            },
            "workspace": { "applyEdit": true, "configuration": true, "workspaceFolders": true },
            "window": { "workDoneProgress": true }
        }),
        encoding: "utf-16",
        pulls: false,
        watches: false,
        resolves: true,
    }
}

fn helix() -> Editor {
    Editor {
        capabilities: json!({
            "general": { "positionEncodings": ["utf-8", "utf-32", "utf-16"] },
            "textDocument": {
                "codeAction": code_action(&json!({ "properties": ["edit", "command"] })),
                "publishDiagnostics": { "versionSupport": true, "tagSupport": { "valueSet": [1, 2] } }
            },
            "window": { "workDoneProgress": true },
            "workspace": {
                "applyEdit": true,
                "workspaceEdit": { "documentChanges": true, "failureHandling": "abort", "normalizesLineEndings": false },
                "configuration": true,
                "didChangeConfiguration": { "dynamicRegistration": false },
                "didChangeWatchedFiles": { "dynamicRegistration": true, "relativePatternSupport": false }
            }
        }),
        encoding: "utf-8",
        pulls: false,
        watches: true,
        resolves: true,
    }
}

fn eglot() -> Editor {
    Editor {
        capabilities: json!({
            "workspace": {
                "applyEdit": true,
                "workspaceEdit": { "documentChanges": true },
                "didChangeWatchedFiles": { "dynamicRegistration": true },
                "configuration": true
            },
            "textDocument": {
                "codeAction": code_action(&Value::Null),
                "publishDiagnostics": { "relatedInformation": false, "codeDescriptionSupport": false }
            },
            "experimental": {}
        }),
        encoding: "utf-16",
        pulls: false,
        watches: true,
        resolves: false,
    }
}

#[test]
fn vs_code_is_served() {
    serve(vs_code());
}

#[test]
fn neovim_0_11_is_served() {
    serve(neovim_0_11());
}

#[test]
fn neovim_0_7_is_served() {
    serve(neovim_0_7());
}

#[test]
fn helix_is_served() {
    serve(helix());
}

#[test]
fn eglot_is_served() {
    serve(eglot());
}

/// Opens an article, gets diagnostics the way the editor wants them, and fixes one.
fn serve(editor: Editor) {
    let folder = Folder::new();
    let uri = folder.write("a.html", "<p>Some < strong >bold</strong> words.</p>\n");
    let params = json!({
        "processId": std::process::id(),
        "clientInfo": { "name": "editor" },
        "rootPath": folder.path(),
        "rootUri": folder.uri(),
        "workspaceFolders": [{ "uri": folder.uri(), "name": "articles" }],
        "initializationOptions": {},
        "capabilities": editor.capabilities,
        "trace": "off"
    });
    let (mut client, capabilities) = Client::initialized(params);
    assert_eq!(capabilities["positionEncoding"], editor.encoding);
    assert_eq!(capabilities["textDocumentSync"], json!({ "openClose": true, "change": 2, "save": !editor.watches }));
    assert_eq!(capabilities["diagnosticProvider"].is_object(), editor.pulls);
    client.open(&uri, "html", "<p>Some < strong >bold</strong> words.</p>\n");
    let diagnostics = if editor.pulls {
        client.pulled(&uri, None)["items"].as_array().expect("items").clone()
    } else {
        client.published(&uri, 1)
    };
    assert_eq!(diagnostics.len(), 1);
    let actions = client.actions(&uri, &range((0, 8), (0, 8)), None);
    let fix = if editor.resolves { client.resolved(&actions[0]) } else { actions[0].clone() };
    assert!(fix["edit"].to_string().contains("\"<strong>\""), "{fix}");
    client.find(QUIET, |_| false);
    let registered: Vec<_> = (client.requests.iter())
        .filter(|request| request["method"] == "client/registerCapability")
        .flat_map(|request| request["params"]["registrations"].as_array().expect("a list").clone())
        .map(|registration| registration["method"].as_str().expect("a method").to_owned())
        .collect();
    assert_eq!(registered.contains(&"workspace/didChangeWatchedFiles".to_owned()), editor.watches);
    client.result("shutdown", Value::Null);
    client.notify("exit", Value::Null);
    assert_eq!(client.ended().code(), Some(0));
}
