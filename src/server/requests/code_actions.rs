//! Code actions: offers in the protocol's terms, and their edits when the editor wants them.

use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, Diagnostic, DiagnosticRelatedInformation,
    Location, NumberOrString, Url, WorkspaceEdit,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use tower_lsp::jsonrpc::{Error, Result};

use super::actions::{self, Asked, Choice, Offer, Wanted};
use crate::findings::{Edit, Finding, Outlook, Related};
use crate::rules;
use crate::server::protocol::{self, FIX_ALL_ACTION, Features};
use crate::server::state::Analysis;

/// What an action keeps until it is resolved.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Data {
    /// The document.
    pub uri: Url,
    /// The version that the action was offered for.
    version: i32,
    choice: Choice,
}

impl Data {
    /// What `action` keeps.
    pub fn of(action: &CodeAction) -> Option<Self> {
        serde_json::from_value(action.data.clone()?).ok()
    }
}

/// The code actions for a range.
pub fn list(analysis: &Analysis, params: &CodeActionParams, features: &Features) -> Vec<CodeActionOrCommand> {
    let offers = actions::offers(analysis, &asked(analysis, params), wanted(params.context.only.as_deref()));
    let offers = offers.into_iter().filter_map(|offer| code_action(analysis, offer, params, features));
    offers.map(CodeActionOrCommand::CodeAction).collect()
}

/// The findings of a request: those at its range, and those whose diagnostics came along.
fn asked(analysis: &Analysis, params: &CodeActionParams) -> Asked {
    let here: Vec<_> =
        analysis.touching(protocol::span(&analysis.text, params.range)).map(|(index, _)| index).collect();
    let mut beside = Vec::new();
    for sent in &params.context.diagnostics {
        let span = protocol::span(&analysis.text, sent.range);
        let is_same = |(_, finding): &(usize, &Finding)| {
            finding.span == span && matches!(&sent.code, Some(NumberOrString::String(code)) if code == finding.rule)
        };
        let found = analysis.touching(span).find(is_same).map(|(index, _)| index);
        beside.extend(found.filter(|index| !here.contains(index)));
    }
    Asked { here, beside }
}

/// What a request asks for: a kind asks for itself and for the kinds below it (LSP 3.17, `CodeActionContext.only`).
pub fn wanted(only: Option<&[CodeActionKind]>) -> Wanted {
    let is_asked = |kind: &CodeActionKind| {
        only.is_none_or(|only| only.iter().any(|asked| is_below(kind.as_str(), asked.as_str())))
    };
    Wanted { quick_fixes: is_asked(&CodeActionKind::QUICKFIX), fix_all: is_asked(&FIX_ALL_ACTION) }
}

fn is_below(kind: &str, asked: &str) -> bool {
    let rest = kind.strip_prefix(asked);
    asked.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The action for an offer; none where it would change nothing.
fn code_action(
    analysis: &Analysis,
    offer: Offer,
    params: &CodeActionParams,
    features: &Features,
) -> Option<CodeAction> {
    let mut action = CodeAction {
        title: offer.title,
        kind: Some(if offer.choice == Choice::All { FIX_ALL_ACTION } else { CodeActionKind::QUICKFIX }),
        diagnostics: offer.finding.map(|index| vec![diagnostic(analysis, index, params, features)]),
        is_preferred: offer.preferred.then_some(true),
        ..CodeAction::default()
    };
    if features.resolves {
        let data = Data { uri: analysis.uri.clone(), version: analysis.version, choice: offer.choice };
        action.data = serde_json::to_value(data).ok();
    } else {
        let edits = actions::edits(analysis, offer.choice)?;
        action.edit = Some(workspace_edit(analysis, &edits, features));
    }
    Some(action)
}

/// The diagnostic of a finding: the one that the editor sent, since it compares, or else our own.
fn diagnostic(analysis: &Analysis, index: usize, params: &CodeActionParams, features: &Features) -> Diagnostic {
    let own = own_diagnostic(analysis, index, features);
    let code = |diagnostic: &Diagnostic| match &diagnostic.code {
        Some(NumberOrString::String(code)) => Some(code.clone()),
        _ => None,
    };
    let is_same = |sent: &&Diagnostic| sent.range == own.range && code(sent) == code(&own);
    params.context.diagnostics.iter().find(is_same).cloned().unwrap_or(own)
}

/// The action with its edits.
///
/// # Errors
/// If the document changed since the action was offered.
pub fn resolve(analysis: &Analysis, mut action: CodeAction, data: &Data, features: &Features) -> Result<CodeAction> {
    if analysis.version != data.version {
        return Err(Error::content_modified());
    }
    let edits = actions::edits(analysis, data.choice).unwrap_or_default();
    action.edit = Some(workspace_edit(analysis, &edits, features));
    Ok(action)
}

/// Our own diagnostic of finding number `index`.
fn own_diagnostic(analysis: &Analysis, index: usize, features: &Features) -> Diagnostic {
    let finding = &analysis.findings()[index];
    let rule = rules::named(finding.rule);
    Diagnostic {
        range: protocol::range(&analysis.text, finding.span),
        severity: Some(protocol::severity(finding.severity)),
        code: Some(NumberOrString::String(finding.rule.to_owned())),
        code_description: rule.and_then(protocol::code_description),
        source: Some("copydesk".to_owned()),
        message: finding.message.to_string(),
        related_information: related(analysis, finding, features).filter(|_| features.related),
        tags: rule.and_then(protocol::tags),
        data: Some(json!({
            "rule": finding.rule,
            "outlook": Outlook::of(finding).name(),
            "version": analysis.version,
            "index": index,
        })),
    }
}

fn related(analysis: &Analysis, finding: &Finding, features: &Features) -> Option<Vec<DiagnosticRelatedInformation>> {
    let of_place = |related: &Related| {
        let elsewhere = related.elsewhere.as_ref();
        let here = if elsewhere.is_some() { finding.span } else { related.span };
        let here = || Location::new(analysis.uri.clone(), protocol::range(&analysis.text, here));
        let there = elsewhere.and_then(|there| protocol::location(there, features.encoding));
        DiagnosticRelatedInformation { location: there.unwrap_or_else(here), message: related.message.to_string() }
    };
    (!finding.related.is_empty()).then(|| finding.related.iter().map(of_place).collect())
}

/// Edits of one version of a document, where the editor can tell versions apart.
pub fn workspace_edit(analysis: &Analysis, edits: &[Edit], features: &Features) -> WorkspaceEdit {
    protocol::document_edits(
        vec![(analysis.uri.clone(), Some(analysis.version), protocol::text_edits(&analysis.text, edits))],
        features,
    )
}
