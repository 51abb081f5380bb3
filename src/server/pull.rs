//! Diagnostics for editors that ask for them.

use std::sync::Arc;

use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{
    Diagnostic, DocumentDiagnosticParams, DocumentDiagnosticReport, DocumentDiagnosticReportResult,
    FullDocumentDiagnosticReport, RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport,
    UnchangedDocumentDiagnosticReport,
};

use super::analysis::Failure;
use super::convert;
use super::session::Session;
use super::settings_file::SettingsText;

/// The diagnostics of an open document, or that they have not changed.
///
/// # Errors
/// Where a rule panicked.
pub async fn document(
    session: &Arc<Session>,
    params: DocumentDiagnosticParams,
) -> Result<DocumentDiagnosticReportResult> {
    let Some(document) = session.document(&params.text_document.uri) else { return Ok(full(None, Vec::new())) };
    if let Some(file) = SettingsText::of(session, &document) {
        let diagnostics = file.diagnostics();
        let result_id = result_id(convert::fingerprint(&diagnostics));
        let is_known = params.previous_result_id.as_ref() == Some(&result_id);
        return Ok(if is_known { unchanged(result_id) } else { full(Some(result_id), diagnostics) });
    }
    let analysis = match session.newest(&document).await {
        Ok(analysis) => analysis,
        Err(Failure::Panicked) => return Err(Error::internal_error()),
        Err(Failure::NoArticle | Failure::Closed) => return Ok(full(None, Vec::new())),
    };
    let result_id = result_id(analysis.fingerprint);
    if params.previous_result_id.as_ref() == Some(&result_id) {
        return Ok(unchanged(result_id));
    }
    Ok(full(Some(result_id), analysis.diagnostics.clone()))
}

/// The id of a result: equal ids mean equal diagnostics, whatever the version.
pub fn result_id(fingerprint: u64) -> String {
    format!("{fingerprint:016x}")
}

fn full(result_id: Option<String>, items: Vec<Diagnostic>) -> DocumentDiagnosticReportResult {
    let report = FullDocumentDiagnosticReport { result_id, items };
    let report =
        RelatedFullDocumentDiagnosticReport { related_documents: None, full_document_diagnostic_report: report };
    DocumentDiagnosticReport::Full(report).into()
}

fn unchanged(result_id: String) -> DocumentDiagnosticReportResult {
    let report = UnchangedDocumentDiagnosticReport { result_id };
    let report = RelatedUnchangedDocumentDiagnosticReport {
        related_documents: None,
        unchanged_document_diagnostic_report: report,
    };
    DocumentDiagnosticReport::Unchanged(report).into()
}
