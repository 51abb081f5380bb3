//! What the server says it can do.

use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CompletionOptions, DiagnosticOptions,
    DiagnosticServerCapabilities, ExecuteCommandOptions, FoldingRangeProviderCapability, HoverProviderCapability,
    InitializeResult, LinkedEditingRangeServerCapabilities, OneOf, PositionEncodingKind, ServerCapabilities,
    ServerInfo, TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions, TextDocumentSyncSaveOptions,
    WorkDoneProgressOptions, WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities,
};

use super::features::Features;
use super::text::Encoding;

/// The command that fixes an open document.
pub const FIX_ALL: &str = "copydesk.fixAll";
/// The command that fixes every article of the workspace.
pub const FIX_WORKSPACE: &str = "copydesk.fixWorkspace";
/// The command that gives the page of a rule.
pub const EXPLAIN: &str = "copydesk.explain";
/// The command that gives the repaired text of an open document.
pub const REPAIRED: &str = "copydesk.repaired";

/// The command that tells of the next damage of an open document.
pub const NEXT: &str = "copydesk.nextDamage";
/// The command that gives the edits of what was chosen about a damage.
pub const TAKE: &str = "copydesk.take";
/// The command that tells of the original of an open translation.
pub const ORIGINAL: &str = "copydesk.original";

/// The kind of the action that fixes everything that is safe to fix.
pub const FIX_ALL_ACTION: CodeActionKind = CodeActionKind::new("source.fixAll.copydesk");

/// The answer to `initialize`.
pub fn initialize_result(features: &Features) -> InitializeResult {
    let info = ServerInfo { name: "copydesk".to_owned(), version: Some(env!("CARGO_PKG_VERSION").to_owned()) };
    InitializeResult { capabilities: capabilities(features), server_info: Some(info) }
}

fn capabilities(features: &Features) -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(position_encoding(features.encoding)),
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            // Where nobody watches settings files, saving is when they are read again.
            save: Some(TextDocumentSyncSaveOptions::Supported(!features.watches)),
            ..TextDocumentSyncOptions::default()
        })),
        diagnostic_provider: features.pulls.then(diagnostics),
        code_action_provider: Some(code_actions(features)),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        completion_provider: Some(CompletionOptions {
            // An end tag in an article; a name and a table in a settings file.
            trigger_characters: Some(["/", "\"", "["].map(str::to_owned).to_vec()),
            ..CompletionOptions::default()
        }),
        document_symbol_provider: Some(OneOf::Left(true)),
        folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
        linked_editing_range_provider: Some(LinkedEditingRangeServerCapabilities::Simple(true)),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: [FIX_ALL, FIX_WORKSPACE, EXPLAIN, REPAIRED, NEXT, TAKE, ORIGINAL].map(str::to_owned).to_vec(),
            work_done_progress_options: WorkDoneProgressOptions { work_done_progress: Some(true) },
        }),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            file_operations: None,
        }),
        ..ServerCapabilities::default()
    }
}

fn position_encoding(encoding: Encoding) -> PositionEncodingKind {
    match encoding {
        Encoding::Utf8 => PositionEncodingKind::UTF8,
        Encoding::Utf16 => PositionEncodingKind::UTF16,
        Encoding::Utf32 => PositionEncodingKind::UTF32,
    }
}

fn diagnostics() -> DiagnosticServerCapabilities {
    DiagnosticServerCapabilities::Options(DiagnosticOptions {
        identifier: Some("copydesk".to_owned()),
        inter_file_dependencies: false,
        workspace_diagnostics: true,
        work_done_progress_options: WorkDoneProgressOptions::default(),
    })
}

fn code_actions(features: &Features) -> CodeActionProviderCapability {
    if !features.action_literals {
        return CodeActionProviderCapability::Simple(true);
    }
    CodeActionProviderCapability::Options(CodeActionOptions {
        code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, FIX_ALL_ACTION]),
        resolve_provider: Some(features.resolves),
        work_done_progress_options: WorkDoneProgressOptions::default(),
    })
}
