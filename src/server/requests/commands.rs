//! The commands that editors can run.

use std::path::PathBuf;
use std::sync::Arc;

use lsp_types::{ApplyWorkspaceEditResponse, ExecuteCommandParams, MessageType, TextEdit, Url, WorkspaceEdit};
use serde_json::{Value, json};
use tokio::task::spawn_blocking;
use tower_lsp::jsonrpc::{Error, Result};

use super::actions::{self, Choice};
use super::code_actions::workspace_edit;
use super::walk::{self, Stand, Taken};
use crate::findings::Safety;
use crate::rules::{self, page};
use crate::server::protocol::{self, EXPLAIN, FIX_ALL, FIX_WORKSPACE, NEXT, ORIGINAL, REPAIRED, TAKE, Text};
use crate::server::state::{Analysis, Failure, OnDisk, Session, articles};
use crate::server::work::{Progress, newest};

/// The number of files between two updates of the progress.
const STEP: usize = 20;

/// Runs a command.
///
/// # Errors
/// If the command is unknown or its argument is invalid.
pub async fn run(session: &Arc<Session>, params: ExecuteCommandParams) -> Result<Option<Value>> {
    let session = Arc::clone(session);
    let argument = params.arguments.first().and_then(Value::as_str);
    match params.command.as_str() {
        EXPLAIN => explain(argument).map(|page| Some(page.into())),
        FIX_ALL => {
            tokio::spawn(fix_document(session, address(argument)?));
            Ok(None)
        }
        REPAIRED => {
            let least = safety(params.arguments.get(1))?;
            repaired(&session, &address(argument)?, least).await
        }
        NEXT => {
            let stand = Stand::read(params.arguments.get(1))?;
            about(&session, &address(argument)?, move |analysis| walk::next(analysis, &stand)).await
        }
        TAKE => {
            let taken = Taken::read(params.arguments.first())?;
            let uri = taken.uri.clone();
            about(&session, &uri, move |analysis| taken.outcome(analysis)).await
        }
        ORIGINAL => original(&session, &address(argument)?).await,
        FIX_WORKSPACE => {
            let token = params.work_done_progress_params.work_done_token;
            tokio::spawn(async move {
                let progress = Progress::begin(&session, token, "Fixing the workspace").await;
                let message = fix_workspace(&session, &progress).await;
                progress.end(message);
            });
            Ok(None)
        }
        unknown => Err(Error::invalid_params(format!("unknown command `{unknown}`"))),
    }
}

fn address(argument: Option<&str>) -> Result<Url> {
    let uri = argument.and_then(|uri| Url::parse(uri).ok());
    uri.ok_or_else(|| Error::invalid_params("the address of an open document is missing"))
}

/// Which fixes are meant: `safe` (also where nothing is said) or `all`.
fn safety(argument: Option<&Value>) -> Result<Safety> {
    match argument.map_or(Some("safe"), Value::as_str) {
        Some("safe") => Ok(Safety::Safe),
        Some("all") => Ok(Safety::Unsafe),
        _ => Err(Error::invalid_params("the fixes to apply are missing: \"safe\" or \"all\"")),
    }
}

/// The text that an open article would have after its fixes; nothing for what is not an article or is left out.
async fn repaired(session: &Arc<Session>, uri: &Url, least: Safety) -> Result<Option<Value>> {
    let text = move |analysis: &Analysis| {
        let repaired = analysis.repaired(&analysis.settings, least);
        Value::from(repaired.into_text())
    };
    about(session, uri, text).await
}

/// The original of an open translation, and the lines of both that belong together; of an original, the translations of it
/// that are open. Nothing for what is neither.
async fn original(session: &Arc<Session>, uri: &Url) -> Result<Option<Value>> {
    let document = session.documents.at(uri).filter(|document| session.is_article(document));
    let Some(document) = document else { return Ok(None) };
    let Some(path) = session.resolve(&document).original else {
        let translations = session.translations_of(&document.path);
        let addresses: Vec<_> = translations.iter().map(|translation| &translation.uri).collect();
        return Ok((!addresses.is_empty()).then(|| json!({ "translations": addresses })));
    };
    let Ok(there) = Url::from_file_path(path) else { return Ok(None) };
    // What cannot be compared, such as a translation that was only begun, is shown beside its original all the same.
    let lines = about(session, uri, |analysis| json!(analysis.aligned_lines())).await?;
    Ok(Some(json!({ "uri": there, "lines": lines.unwrap_or_else(|| json!([])) })))
}

/// What `question` says about an open article; nothing for what is not an article or is left out.
async fn about(
    session: &Arc<Session>,
    uri: &Url,
    question: impl FnOnce(&Analysis) -> Value + Send + 'static,
) -> Result<Option<Value>> {
    let document = session.documents.at(uri).filter(|document| session.is_article(document));
    let Some(document) = document else { return Ok(None) };
    let analysis = match newest(session, &document).await {
        Ok(analysis) => analysis,
        Err(Failure::Panicked) => return Err(Error::internal_error()),
        Err(Failure::NoArticle | Failure::TooLong { .. } | Failure::Closed) => return Ok(None),
    };
    let answer = spawn_blocking(move || question(&analysis));
    session.editor.or_tell(uri, answer).await.map(Some).ok_or_else(Error::internal_error)
}

fn explain(rule: Option<&str>) -> Result<String> {
    let rule = rule.ok_or_else(|| Error::invalid_params("the name of a rule is missing"))?;
    let known = rules::named(rule).ok_or_else(|| Error::invalid_params(format!("unknown rule `{rule}`")))?;
    Ok(page(known))
}

/// Applies the safe fixes of an open document.
async fn fix_document(session: Arc<Session>, uri: Url) {
    let Some(document) = session.documents.at(&uri) else {
        return session.editor.tell(format!("{uri} is not open"));
    };
    if !session.is_article(&document) {
        return;
    }
    let Ok(analysis) = newest(&session, &document).await else { return };
    let features = session.editor.features();
    let edit = spawn_blocking(move || {
        let edits = actions::edits(&analysis, Choice::All)?;
        Some(workspace_edit(&analysis, &edits, &features))
    });
    if let Some(Some(edit)) = session.editor.or_tell(&uri, edit).await {
        apply(&session, edit).await;
    }
}

/// Applies the safe fixes of every article of the workspace; says what was done.
async fn fix_workspace(session: &Arc<Session>, progress: &Progress) -> String {
    let finding = Arc::clone(session);
    let articles =
        spawn_blocking(move || articles(&finding.settings, finding.settings.roots())).await.unwrap_or_default();
    let mut edits = Vec::new();
    for (index, article) in articles.iter().enumerate() {
        if progress.is_cancelled() {
            return "Cancelled; nothing was changed".to_owned();
        }
        if index % STEP == 0 {
            progress.report(index, articles.len());
        }
        edits.extend(fix_article(session, article.clone()).await);
    }
    let count = edits.len();
    if count > 0 && !apply(session, protocol::document_edits(edits, &session.editor.features())).await {
        return "The editor did not apply the fixes".to_owned();
    }
    format!("Fixed {count} of {} articles", articles.len())
}

type Edits = (Url, Option<i32>, Vec<TextEdit>);

/// The edits of one article: of the editor's text where it is open, else of the file.
async fn fix_article(session: &Arc<Session>, path: PathBuf) -> Option<Edits> {
    let uri = Url::from_file_path(&path).ok()?;
    if let Some(document) = session.documents.at(&uri) {
        let analysis = newest(session, &document).await.ok()?;
        let fixed = spawn_blocking(move || {
            let edits = actions::edits(&analysis, Choice::All)?;
            Some((analysis.uri.clone(), Some(analysis.version), protocol::text_edits(&analysis.text, &edits)))
        });
        return session.editor.or_tell(&uri, fixed).await?;
    }
    let (working, address) = (Arc::clone(session), uri.clone());
    let fixed = spawn_blocking(move || {
        let article = OnDisk::read(&working.settings, &path)?;
        let edits = actions::change(&article.source, &article.repaired())?;
        let text = Text::new(article.source.text(), working.editor.features().encoding);
        Some((uri, None, protocol::text_edits(&text, &edits)))
    });
    session.editor.or_tell(&address, fixed).await?
}

/// Has the editor apply an edit.
async fn apply(session: &Session, edit: WorkspaceEdit) -> bool {
    match session.editor.client.apply_edit(edit).await {
        Ok(ApplyWorkspaceEditResponse { applied: true, .. }) => true,
        Ok(ApplyWorkspaceEditResponse { failure_reason, .. }) => {
            let reason = failure_reason.unwrap_or_else(|| "the editor gave no reason".to_owned());
            session
                .editor
                .client
                .show_message(MessageType::WARNING, format!("The fixes were not applied: {reason}"))
                .await;
            false
        }
        Err(error) => {
            tracing::warn!("the editor rejected workspace/applyEdit: {error}");
            false
        }
    }
}
