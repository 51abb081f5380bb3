//! The requests of the protocol: convert, ask the core, convert back.

use std::sync::Arc;

use lsp_types::{
    CodeAction, CodeActionParams, CodeActionResponse, CompletionParams, CompletionResponse,
    DidChangeConfigurationParams, DidChangeWatchedFilesParams, DidChangeWorkspaceFoldersParams,
    DidSaveTextDocumentParams, DocumentSymbolParams, DocumentSymbolResponse, ExecuteCommandParams, FoldingRange,
    FoldingRangeParams, Hover, HoverParams, InitializeParams, InitializeResult, InitializedParams,
    LinkedEditingRangeParams, LinkedEditingRanges, Url, WorkDoneProgressCancelParams,
};
use serde_json::Value;
use tokio::task::spawn_blocking;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::{Client, LanguageServer, async_trait};

use super::arrival::edition_on_arrival;
use super::{code_actions, commands, hover, symbols};
use crate::server::protocol::initialize_result;
use crate::server::settings_file::SettingsText;
use crate::server::state::{Analysis, Failure, Session};
use crate::server::wire::Wires;
use crate::server::work;

/// The handlers, which share one session.
#[derive(Debug)]
pub struct Handlers {
    session: Arc<Session>,
}

impl Handlers {
    /// The handlers for an editor.
    pub fn new(client: Client, wires: Wires) -> Self {
        Self { session: Arc::new(Session::new(client, wires)) }
    }

    /// What the handlers share.
    pub fn session(&self) -> &Arc<Session> {
        &self.session
    }

    /// Asks `question` about the text that the present request speaks of, away from the thread that answers others.
    /// `None` if the document is not open or not an article.
    async fn ask<T: Send + 'static>(
        &self,
        uri: &Url,
        question: impl FnOnce(&Analysis) -> Option<T> + Send + 'static,
    ) -> Result<Option<T>> {
        let Some(document) = self.session.documents.at(uri) else { return Ok(None) };
        let analysis = match work::newest(&self.session, &document).await {
            Ok(analysis) => analysis,
            Err(Failure::Panicked) => return Err(Error::internal_error()),
            Err(Failure::NoArticle | Failure::TooLong { .. } | Failure::Closed) => return Ok(None),
        };
        // Positions of the request would mean something else in a newer text.
        if edition_on_arrival().is_some_and(|edition| edition != analysis.edition) {
            return Err(Error::content_modified());
        }
        spawn_blocking(move || question(&analysis)).await.map_err(|_| Error::internal_error())
    }

    /// The settings file that the present request speaks of, where it does.
    fn settings_file(&self, uri: &Url) -> Result<Option<SettingsText>> {
        let document = self.session.documents.at(uri);
        let file = document.and_then(|document| SettingsText::of(&self.session.settings, &document));
        match file {
            Some(file) if edition_on_arrival().is_some_and(|edition| edition != file.edition) => {
                Err(Error::content_modified())
            }
            file => Ok(file),
        }
    }

    /// The user cancelled work that is shown.
    #[expect(clippy::unused_async, reason = "handlers are asynchronous")]
    pub async fn cancel_progress(&self, params: WorkDoneProgressCancelParams) {
        self.session.running.cancel_work(&params.token);
    }
}

#[async_trait]
impl LanguageServer for Handlers {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        work::begin(&self.session, params);
        Ok(initialize_result(&self.session.editor.features()))
    }

    async fn initialized(&self, _: InitializedParams) {
        work::initialized(&self.session);
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_save(&self, _: DidSaveTextDocumentParams) {
        work::saved(&self.session);
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        work::changed(&self.session, &params.settings);
    }

    async fn did_change_watched_files(&self, _: DidChangeWatchedFilesParams) {
        work::files_changed(&self.session);
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        work::folders_changed(&self.session, params.event);
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let (uri, features) = (params.text_document.uri.clone(), self.session.editor.features());
        if let Some(file) = self.settings_file(&uri)? {
            let is_asked = code_actions::wanted(params.context.only.as_deref()).quick_fixes;
            return Ok(is_asked.then(|| file.code_actions(&params, &features)));
        }
        self.ask(&uri, move |analysis| Some(code_actions::list(analysis, &params, &features))).await
    }

    async fn code_action_resolve(&self, action: CodeAction) -> Result<CodeAction> {
        let Some(data) = code_actions::Data::of(&action) else { return Ok(action) };
        let (uri, features) = (data.uri.clone(), self.session.editor.features());
        let resolved = self.ask(&uri, move |analysis| Some(code_actions::resolve(analysis, action, &data, &features)));
        resolved.await?.ok_or_else(Error::content_modified)?
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let asked = params.text_document_position_params;
        if let Some(file) = self.settings_file(&asked.text_document.uri)? {
            return Ok(file.hover(asked.position));
        }
        let features = self.session.editor.features();
        self.ask(&asked.text_document.uri, move |analysis| hover::hover_at(analysis, asked.position, &features)).await
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        let features = self.session.editor.features();
        self.ask(&params.text_document.uri, move |analysis| Some(symbols::symbols(analysis, &features))).await
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        let features = self.session.editor.features();
        self.ask(&params.text_document.uri, move |analysis| Some(symbols::folding_ranges(analysis, &features))).await
    }

    async fn linked_editing_range(&self, params: LinkedEditingRangeParams) -> Result<Option<LinkedEditingRanges>> {
        let asked = params.text_document_position_params;
        self.ask(&asked.text_document.uri, move |analysis| symbols::linked(analysis, asked.position)).await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let asked = params.text_document_position;
        if let Some(file) = self.settings_file(&asked.text_document.uri)? {
            return Ok(file.completion(asked.position));
        }
        self.ask(&asked.text_document.uri, move |analysis| symbols::end_tags(analysis, asked.position)).await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<Value>> {
        commands::run(&self.session, params).await
    }
}
