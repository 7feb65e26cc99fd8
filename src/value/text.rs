use serde::{Deserialize, Serialize};

use super::{Language, Span};

/// An article's text as it travels from the page to the parts: one string, its blocks, its links and its emphasis.
///
/// Blocks are joined by a blank line, lines inside a block by `\n`; every block, link and emphasis span slices `str`.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Text {
    /// The whole text.
    pub(crate) str: String,
    /// Its blocks, in order, not overlapping.
    pub(crate) blocks: Vec<Block>,
    /// Its links, in order, with the address made absolute where the page's address is known.
    pub(crate) links: Vec<Link>,
    /// Its emphasised words, in order. No span leaves its block, and no two of one kind touch.
    pub(crate) emphasis: Vec<Emphasis>,
}

impl Text {
    /// The beginning of a text that is longer than `most` bytes, cut where a word ends.
    pub(crate) fn head(&self, most: usize) -> Option<Self> {
        if self.str.len() <= most {
            return None;
        }
        let mut end = most;
        while !self.str.is_char_boundary(end) {
            end -= 1;
        }
        let str = &self.str[..end];
        let str = &str[..str.rfind(char::is_whitespace).unwrap_or(end)];
        let blocks = self.blocks.iter().take_while(|b| b.span.start() < str.len()).map(|b| {
            let end = b.span.end().min(str.len());
            Block { span: Span::new(b.span.start(), end), ..b.clone() }
        });
        let links = self.links.iter().take_while(|l| l.span.end() <= str.len()).cloned();
        let emphasis = self.emphasis.iter().take_while(|e| e.span.start() < str.len()).map(|e| {
            let end = e.span.end().min(str.len());
            Emphasis { span: Span::new(e.span.start(), end), ..*e }
        });
        Some(Self {
            str: str.to_owned(),
            blocks: blocks.collect(),
            links: links.collect(),
            emphasis: emphasis.collect(),
        })
    }

    /// Plain text taken as it is: paragraphs are parted by blank lines, or, where there is no blank line, by line ends.
    ///
    /// The string is not changed, so spans refer to what was given.
    #[must_use]
    pub(crate) fn plain(text: &str) -> Self {
        let has_blank_line = text
            .split('\n')
            .collect::<Vec<_>>()
            .windows(3)
            .any(|w| !w[0].trim().is_empty() && w[1].trim().is_empty());
        let mut blocks = Vec::new();
        let mut open: Option<(usize, usize)> = None;
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let trimmed = line.trim();
            let start = at + (line.len() - line.trim_start().len());
            let end = start + trimmed.len();
            at += line.len();
            if trimmed.is_empty() {
                blocks.extend(open.take());
            } else if has_blank_line {
                open = Some((open.map_or(start, |o| o.0), end));
            } else {
                blocks.push((start, end));
            }
        }
        blocks.extend(open);
        let blocks = blocks
            .into_iter()
            .map(|(start, end)| Block {
                kind: BlockKind::Paragraph,
                span: Span::new(start, end),
                language: None,
            })
            .collect();
        Self { str: text.to_owned(), blocks, ..Self::default() }
    }
}

/// A block of an article's text: a paragraph, heading, list item and so on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Block {
    /// What the block is.
    pub kind: BlockKind,
    /// Where in the article's text it stands.
    pub span: Span,
    /// Its language, only where it differs from the article's.
    #[serde(default)]
    pub language: Option<Language>,
}

impl Block {
    /// A block of the article's own language.
    #[must_use]
    pub fn new(kind: BlockKind, span: Span) -> Self {
        Self { kind, span, language: None }
    }
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum BlockKind {
    /// A heading inside the text.
    Heading,
    /// A paragraph.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// A block quotation.
    Quote,
    /// A table: cells parted by tabs, rows by `\n`.
    Table,
    /// Preformatted text.
    Code,
    /// A line that names the author.
    Byline,
    /// A sign-off code or line at the end, such as `(rd/hms)`.
    Signature,
}

/// A link inside the article's text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Link {
    /// The address, absolute where the page's address is known.
    pub url: String,
    /// The linked words in the article's text.
    pub span: Span,
}

impl Link {
    /// A link from the words at `span` to `url`.
    #[must_use]
    pub fn new(url: String, span: Span) -> Self {
        Self { url, span }
    }
}

/// Words that the page sets off from those around them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Emphasis {
    /// How they are set off.
    pub kind: EmphasisKind,
    /// The words in the article's text.
    pub span: Span,
}

impl Emphasis {
    /// Emphasis of this kind on the words at `span`.
    #[must_use]
    pub fn new(kind: EmphasisKind, span: Span) -> Self {
        Self { kind, span }
    }
}

/// How words are set off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum EmphasisKind {
    /// Bold: `b` and `strong`. Headings are so by themselves and have none.
    Strong,
    /// Slanted: `i` and `em`.
    Em,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_of_a_text_keeps_what_stands_in_it() {
        let mut text = Text::plain("Air naik di Solok.\n\nWarga mengungsi.");
        for (start, end) in [(0, 8), (9, 18), (20, 25)] {
            text.emphasis.push(Emphasis::new(EmphasisKind::Strong, Span::new(start, end)));
        }
        let head = text.head(13).unwrap();
        assert_eq!(head.str, "Air naik di");
        let words: Vec<_> = head.emphasis.iter().map(|e| e.span.of(&head.str)).collect();
        assert_eq!(words, ["Air naik", "di"]);
        assert!(text.head(text.str.len()).is_none());
    }
}
