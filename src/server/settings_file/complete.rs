//! What may be typed next in a settings file.

use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionResponse, CompletionTextEdit, Documentation, MarkupContent,
    MarkupKind, Position, TextEdit,
};

use super::explain::explanation;
use super::place::{Kind, Place};
use super::text::SettingsText;
use crate::project::schema_at;
use crate::server::protocol;
use crate::text::Span;

impl SettingsText {
    /// The names that may be at a position.
    pub fn completion(&self, position: Position) -> Option<CompletionResponse> {
        let place = self.place_at(position)?;
        let offset = protocol::offset(&self.text, position);
        let range = protocol::range(&self.text, self.replaced(&place, offset));
        let item = |(index, name): (usize, String)| {
            let new_text = self.typed(&place, &name);
            let detail = explanation(&place, &name);
            CompletionItem {
                label: name.clone(),
                kind: Some(kind(place.kind)),
                sort_text: Some(format!("{index:03}")),
                filter_text: Some(if place.kind == Kind::Value { new_text.clone() } else { name }),
                documentation: detail
                    .map(|value| Documentation::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value })),
                text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(range, new_text))),
                ..CompletionItem::default()
            }
        };
        let items: Vec<_> = place.names().into_iter().enumerate().map(item).collect();
        (!items.is_empty()).then_some(CompletionResponse::Array(items))
    }

    /// What a choice replaces: the word, or of a text whose quote is missing what is before the cursor.
    fn replaced(&self, place: &Place, offset: u32) -> Span {
        let word = &self.content[place.word.range()];
        let quote = word.chars().next().filter(|sign| matches!(sign, '"' | '\''));
        let is_open = quote.is_some_and(|quote| word.len() == 1 || !word.ends_with(quote));
        if is_open { Span::new(place.word.start, offset.max(place.word.start)) } else { place.word }
    }

    /// What is typed for a name: with quotes, an equals sign or brackets where they are missing.
    fn typed(&self, place: &Place, name: &str) -> String {
        match place.kind {
            Kind::Header => name.to_owned(),
            Kind::Value if matches!(name, "true" | "false") => name.to_owned(),
            Kind::Value => format!("\"{name}\""),
            Kind::Key => {
                let rest = &self.content[place.word.end as usize..];
                let is_followed = rest.trim_start_matches([' ', '\t']).starts_with(['=', '.']);
                let target = [place.path.as_slice(), &[name.to_owned()]].concat();
                let form = schema_at(&target).map(|schema| &schema["type"]);
                match form.and_then(|form| form.as_str()) {
                    _ if is_followed => name.to_owned(),
                    Some("object") if place.path.is_empty() => format!("[{name}]"),
                    Some("object") => format!("{name}."),
                    Some("array") => format!("{name} = []"),
                    _ => format!("{name} = "),
                }
            }
        }
    }
}

fn kind(kind: Kind) -> CompletionItemKind {
    match kind {
        Kind::Header => CompletionItemKind::MODULE,
        Kind::Key => CompletionItemKind::PROPERTY,
        Kind::Value => CompletionItemKind::VALUE,
    }
}
