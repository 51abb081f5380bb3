//! Quick fixes for mistyped names in a settings file.

use lsp_types::{CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams};

use super::place::{Kind, place_at, unquoted};
use super::text::SettingsText;
use crate::findings::Edit;
use crate::project::{self, Mistake};
use crate::server::protocol::{self, Features};
use crate::text::nearest;

impl SettingsText {
    /// The quick fixes for the mistakes in a range: the nearest known name.
    pub fn code_actions(&self, params: &CodeActionParams, features: &Features) -> Vec<CodeActionOrCommand> {
        let asked = protocol::span(&self.text, params.range);
        let touches = |mistake: &Mistake| mistake.span.start <= asked.end && asked.start <= mistake.span.end;
        let mistakes = project::check(&self.content).into_iter().filter(touches);
        mistakes.filter_map(|mistake| self.correction(&mistake, params, features)).collect()
    }

    fn correction(
        &self,
        mistake: &Mistake,
        params: &CodeActionParams,
        features: &Features,
    ) -> Option<CodeActionOrCommand> {
        let place = place_at(&self.content, mistake.span.start as usize)?;
        let names = place.names();
        let word = unquoted(&self.content[place.word.range()]);
        let name = nearest(word, names.iter().map(String::as_str)).filter(|name| *name != word)?;
        let is_quoted = place.kind == Kind::Value && !matches!(name, "true" | "false");
        let text = if is_quoted { format!("\"{name}\"") } else { name.to_owned() };
        let edits = protocol::text_edits(&self.text, &[Edit::replace(place.word, text)]);
        let own = self.diagnostic(mistake);
        let sent = params.context.diagnostics.iter().find(|sent| sent.range == own.range).cloned();
        Some(CodeActionOrCommand::CodeAction(CodeAction {
            title: format!("Change to `{name}`"),
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: Some(vec![sent.unwrap_or(own)]),
            edit: Some(protocol::document_edits(vec![(self.uri.clone(), Some(self.version), edits)], features)),
            is_preferred: Some(true),
            ..CodeAction::default()
        }))
    }
}
