//! Where a construct may stand.

use super::article::Article;
use super::rows;
use super::table::{Construct, Position, is};
use crate::tokens::{Line, LineKind};

/// Whether `construct` may stand in `line`, as far as its place tells.
pub fn may_stand(article: Article, construct: &'static Construct, line: &Line) -> bool {
    let has_markdown = article.source.flavor().has_markdown();
    let of_html = [&rows::COMMENT, &rows::DOCTYPE, &rows::CDATA, &rows::XML_DECLARATION];
    let is_html = || of_html.iter().any(|row| is(row, construct));
    if !has_markdown && !is_html() {
        return false;
    }
    let [above, below] = article.beside(line);
    let is_blank = |line: Option<&Line>| line.is_none_or(|line| line.kind == LineKind::Blank);
    match construct.position {
        Position::Inline => true,
        Position::LineStart if is(construct, &rows::ALERT) => line.quotes > 0,
        Position::LineStart => !line.is_item() && line.indent < 4,
        Position::ItemStart => line.is_item(),
        Position::Beside => !line.is_item() && line.kind == LineKind::Text,
        Position::BelowLine => {
            !line.is_item() && line.kind == LineKind::Text && above.is_some_and(|above| above.kind == LineKind::Text)
        }
        Position::AboveLine => {
            line.kind == LineKind::Text && below.is_some_and(|below| below.kind == LineKind::Text && !below.is_item())
        }
        Position::AloneInBlock => line.kind == LineKind::Text && is_blank(above) && is_blank(below),
        Position::HeadingEnd => match line.kind {
            LineKind::Heading(level) => construct.level().is_none_or(|own| own == usize::from(level)),
            _ => false,
        },
        Position::ArticleStart => article.begins && line.span.start <= 3,
    }
}
