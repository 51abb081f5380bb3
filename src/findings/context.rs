//! Everything a rule may ask about a document. Rules ask; they do not parse.

use std::cell::OnceCell;

use super::place::Place;
use super::{Edit, Facts, OptionValues, RuleOption};
use crate::constructs::{self, Found};
use crate::differences::Comparison;
use crate::grids;
use crate::text::{Constructs, Flavor, Source, Span};
use crate::tokens::{Attribute, Is, Lines, RegionKind, Regions, TagLikes, leftovers};
use crate::tree::{self, BrokenLink, Level, LinkDamage, Marks, Role, Tag, Tree, Trouble};

/// The document as rules see it.
#[derive(Debug)]
pub struct Context<'a> {
    /// The article.
    pub source: &'a Source,
    /// Text of another kind.
    pub regions: &'a Regions,
    /// Lines and their Markdown containers.
    pub lines: &'a Lines,
    /// Tag-like places and their attributes.
    pub places: &'a TagLikes,
    /// Intended tags.
    pub tree: &'a Tree,
    /// Markdown's marks.
    pub marks: Marks<'a>,
    /// Constructs whose signs are damaged, once a rule asked for them.
    pub broken: OnceCell<Vec<Found>>,
    /// Where character references begin, and in what, once a rule asked for them.
    pub references: OnceCell<Vec<(u32, Place)>>,
    /// What tools left, in rising order.
    pub leftovers: &'a [leftovers::Place],
    /// Pipe tables that were lost, once a rule asked for them.
    pub piped: OnceCell<Vec<(grids::Lost, grids::LostTable)>>,
    /// What the document contains.
    pub facts: Facts,
    /// The options that the settings give.
    pub options: &'a OptionValues,
    /// Elements that are used on purpose though HTML does not know them, in lower case.
    pub allowed_elements: &'a [String],
    /// Words that are written on purpose.
    pub allowed_words: &'a [String],
    /// The constructs that the article may use on purpose: those of its dialect, or of any where that is not known.
    pub constructs: Constructs,
    /// What it is the translation of, and how it differs, where that is known.
    pub beside: Option<&'a Comparison<'a>>,
    /// Whether the article holds markup; plain text may hold none.
    pub has_markup: bool,
    /// Whether the article begins with this text.
    pub begins: bool,
    /// Whether the article goes on after it.
    pub goes_on: bool,
}

impl<'a> Context<'a> {
    /// The article's text.
    pub fn text(&self) -> &'a str {
        self.source.text()
    }

    /// What constructs are read from.
    fn article(&self) -> constructs::Article<'a> {
        let Self { source, regions, lines, begins, goes_on, .. } = *self;
        // Where no dialect is known it may be any.
        let is_known = self.constructs != Constructs::all();
        let spaced_references = is_known && self.constructs.contains(Constructs::SPACED_REFERENCES);
        constructs::Article { source, regions, lines, begins, goes_on, spaced_references }
    }

    /// Constructs whose signs are damaged, in rising order.
    pub fn broken(&self) -> &[Found] {
        self.broken.get_or_init(|| constructs::read(self.article()))
    }

    /// The first lines of directives that nothing closes.
    pub fn unclosed_directives(&self) -> Vec<Span> {
        constructs::unclosed_directives(self.article())
    }

    /// Pipe tables that lost their line ends or their delimiter row, in rising order.
    pub fn piped(&self) -> &[(grids::Lost, grids::LostTable)] {
        let is_markdown = self.flavor().has_markdown();
        let read = || if is_markdown { grids::read_piped(self.text(), self.lines.list()) } else { Vec::new() };
        self.piped.get_or_init(read)
    }

    /// Links by reference whose labels are defined nowhere.
    pub fn undefined_references(&self) -> Vec<constructs::Undefined> {
        constructs::undefined_references(self.article())
    }

    /// Whether the article teaches the signs of Markdown, so that it escapes them on purpose.
    pub fn teaches_signs(&self) -> bool {
        constructs::teaches(self.article())
    }

    /// Links whose signs are damaged in ways that [`Self::links`] does not tell.
    pub fn broken_links(&self) -> impl Iterator<Item = &Found> {
        let links = self.marks.links();
        let told = move |found: &Found| {
            let next = links.partition_point(|link| link.span().end <= found.span.start);
            links.get(next).filter(|link| link.span().start < found.span.end)
        };
        self.broken().iter().filter(move |found| {
            let is_other =
                |link: &BrokenLink| found.is_more_than_a_lost_sign() && link.damage != LinkDamage::CurlyTitle;
            found.is_link() && told(found).is_none_or(is_other)
        })
    }

    /// Links that are none since a sign is missing, or parted or full-width as a whole.
    pub fn links(&self) -> impl Iterator<Item = &BrokenLink> {
        let broken = self.broken();
        let is_other = move |link: &BrokenLink| {
            let next = broken.partition_point(|found| found.span.end <= link.span().start);
            let mut touching = broken[next..].iter().take_while(|found| found.span.start < link.span().end);
            link.damage != LinkDamage::CurlyTitle && touching.any(Found::is_more_than_a_lost_sign)
        };
        self.marks.links().iter().filter(move |link| !is_other(link))
    }

    /// The text of `span`.
    pub fn slice(&self, span: Span) -> &'a str {
        &self.source.text()[span.range()]
    }

    /// The article's flavor.
    pub fn flavor(&self) -> Flavor {
        self.source.flavor()
    }

    /// Whether the article may use `construct` on purpose.
    pub fn allows(&self, construct: Constructs) -> bool {
        self.flavor().has_markdown() && self.constructs.contains(construct)
            || self.flavor() == Flavor::Mdx && (Constructs::JSX | Constructs::SELF_CLOSING).contains(construct)
    }

    /// Whether the dialect is known to read an element up to its end tag, blank lines included.
    pub fn reads_html_whole(&self) -> bool {
        self.constructs != Constructs::all() && self.constructs.contains(Constructs::MARKDOWN_IN_HTML)
    }

    /// The value of an on-off option of a rule.
    pub fn flag(&self, option: &RuleOption) -> bool {
        self.options.flag(option)
    }

    /// The value of a numeric option of a rule.
    pub fn number(&self, option: &RuleOption) -> u32 {
        self.options.number(option)
    }

    /// The tags whose decisive damage is `trouble`, with their indices.
    pub fn troubled(&self, trouble: Trouble) -> impl Iterator<Item = (u32, &'a Tag)> {
        self.tree.troubled(trouble)
    }

    /// The attributes of `tag`.
    pub fn attributes(&self, tag: &Tag) -> &'a [Attribute] {
        let first = tag.first_attribute as usize;
        &self.places.attributes[first..first + tag.attribute_count as usize]
    }

    /// The other tag of the element of `tag`.
    pub fn partner(&self, tag: &Tag) -> Option<&'a Tag> {
        tag.partner.map(|index| &self.tree.tags[index as usize])
    }

    /// The tag that was meant, as text.
    pub fn intended(&self, tag: &Tag) -> String {
        tree::intended_text(self.text(), tag, self.attributes(tag))
    }

    /// The edit that writes the intended tag in place of `tag`.
    pub fn repair(&self, tag: &Tag) -> Edit {
        Edit::replace(tree::repaired_span(self.text(), tag), self.intended(tag))
    }

    /// The kind of region that holds the byte at `offset`.
    pub fn region_at(&self, offset: u32) -> Option<RegionKind> {
        self.regions.at(offset).map(|region| region.kind)
    }

    /// Whether `span` is prose: it touches no region, no tag, and is in no element whose content is code.
    pub fn is_prose(&self, span: Span) -> bool {
        self.regions.is_free(span) && !self.touches_tag(span) && !self.in_code(span.start)
    }

    /// Whether `span` shares a byte with a tag.
    pub fn touches_tag(&self, span: Span) -> bool {
        let tags = &self.tree.tags;
        let index = tags.partition_point(|tag| tag.span.end <= span.start);
        tags.get(index).is_some_and(|tag| tag.span.start < span.end.max(span.start + 1))
    }

    /// Whether the byte at `offset` is in a code region or in an element whose content is code.
    pub fn in_code(&self, offset: u32) -> bool {
        self.region_at(offset).is_some_and(RegionKind::is_code) || self.in_code_element(offset)
    }

    /// Whether the byte at `offset` is in `code`, `pre`, `kbd` or their like.
    fn in_code_element(&self, offset: u32) -> bool {
        let tags = &self.tree.tags;
        let before = tags.partition_point(|tag| tag.span.end <= offset);
        let Some(last) = before.checked_sub(1).map(|index| &tags[index]) else { return false };
        let holds = |tag: &Tag| tag.role == Role::Start && tag.partner.is_some() && tag.element.is(Is::CODE);
        if holds(last) {
            return true;
        }
        let mut parent = last.parent;
        // Code is nested a few elements deep at most.
        for _ in 0..8 {
            let Some(tag) = parent.map(|index| &tags[index as usize]) else { return false };
            let ends_behind = tag.partner.is_none_or(|end| tags[end as usize].span.start >= offset);
            if holds(tag) && ends_behind {
                return true;
            }
            parent = tag.parent;
        }
        false
    }

    /// The stretches of `span` that lie outside every region and every tag, in rising order.
    pub fn prose(&self, span: Span) -> impl Iterator<Item = Span> + '_ {
        self.regions.gaps(span).flat_map(move |gap| {
            let (first, tags) = self.tree.tags_within(gap);
            // A tag that began before the gap cannot reach into it: regions within tags end with them.
            let before = first
                .checked_sub(1)
                .map_or(gap.start, |index| self.tree.tags[index as usize].span.end.clamp(gap.start, gap.end));
            let starts = std::iter::once(before).chain(tags.iter().map(move |tag| tag.span.end.min(gap.end)));
            let ends = tags.iter().map(|tag| tag.span.start).chain(std::iter::once(gap.end));
            starts.zip(ends).filter(|(start, end)| start < end).map(|(start, end)| Span::new(start, end))
        })
    }

    /// The stretch of prose that holds the byte at `offset`.
    ///
    /// # Errors
    /// If no prose does: the end of the region or tag that holds it.
    pub fn prose_around(&self, offset: u32) -> Result<Span, u32> {
        let regions = self.regions.list();
        let next = regions.partition_point(|region| region.span.end <= offset);
        let start = next.checked_sub(1).map_or(0, |last| regions[last].span.end);
        let end = regions.get(next).map_or(self.text().len() as u32, |region| region.span.start);
        if end <= offset {
            return Err(regions[next].span.end);
        }
        let tags = &self.tree.tags;
        let next = tags.partition_point(|tag| tag.span.start <= offset);
        let start = next.checked_sub(1).map_or(start, |last| tags[last].span.end.max(start));
        let end = tags.get(next).map_or(end, |tag| tag.span.start.min(end));
        if start <= offset { Ok(Span::new(start, end)) } else { Err(start) }
    }

    /// The line of a fence from its signs on.
    pub fn fence_line(&self, fence: Span) -> Span {
        let line = self.lines.at(fence.start).span;
        let rest = Span::new(fence.start, line.end.max(fence.end));
        Span::new(fence.start, fence.start + self.slice(rest).trim_end().len() as u32)
    }

    /// The whole text as a span.
    pub fn whole(&self) -> Span {
        Span::of(0, self.text().len())
    }

    /// How much certain damage lies around `offset`.
    pub fn level(&self, offset: u32) -> Level {
        self.tree.priors.level(offset)
    }

    /// How much damage a rule assumes around `offset`: what is there, or all of it where `strict`, an option of the
    /// rule, is on.
    pub fn suspicion(&self, strict: &RuleOption, offset: u32) -> Level {
        if self.flag(strict) { Level::Near } else { self.level(offset) }
    }

    /// Whether `span` lies in a flattened table, whose one finding owns it.
    pub fn in_flattened(&self, span: Span) -> bool {
        let tables = &self.tree.flattened;
        let index = tables.partition_point(|table| table.span.end <= span.start);
        tables.get(index).is_some_and(|table| table.span.overlaps(span))
    }
}
