//! What of an article is written, whatever the form: blocks that fit its text, and the words in them with their links and
//! emphasis.
//!
//! An article may come from anywhere, JSON included, so nothing here trusts that its spans fit, are in order or lie
//! apart; every block, link and cell is written at most once, so that what is written grows with what was given.

use url::Url;

use super::emphasis::{Emphases, Style, Words};
use super::url::safe_link;
use crate::article::Article;
use crate::value::{Block, BlockKind, Link, Span, Text};

/// The blocks that show something, in order; those of plain text where the article names none.
pub(super) fn blocks(article: &Article) -> Vec<Block> {
    let mut blocks = match article.blocks.as_slice() {
        [] => Text::plain(&article.text).blocks,
        blocks => blocks.to_vec(),
    };
    let mut last = 0;
    blocks.retain(|block| {
        let fits = block.span.start() >= last && !block.span.of(&article.text).trim().is_empty();
        if fits {
            last = block.span.end();
        }
        fits
    });
    blocks
}

/// Words of the text, and where they link to.
pub(super) struct Run<'a> {
    pub(super) url: Option<Url>,
    pub(super) words: Vec<Words<'a>>,
}

impl<'a> Run<'a> {
    /// Words without emphasis.
    pub(super) fn new(text: &'a str, url: Option<Url>) -> Self {
        Self { url, words: vec![Words { text, style: Style::default() }] }
    }
}

/// Takes the text apart into runs, from its beginning to its end.
pub(super) struct Runs<'a> {
    article: &'a Article,
    links: &'a [Link],
    emphases: Emphases<'a>,
}

impl<'a> Runs<'a> {
    pub(super) fn new(article: &'a Article, markdown: bool) -> Self {
        Self { article, links: &article.links, emphases: Emphases::new(article, markdown) }
    }

    /// The text at `span`, in a block of this kind, which lies after those asked for before. A link that leads nowhere
    /// safe is plain text.
    pub(super) fn of(&mut self, span: Span, kind: BlockKind) -> Vec<Run<'a>> {
        let text = self.article.text.as_str();
        let mut runs = Vec::new();
        let mut at = span.start();
        let mut add = |from: usize, to: usize, url: Option<Url>| {
            if text.get(from..to).is_some_and(|t| !t.is_empty()) {
                runs.push(Run { url, words: self.emphases.of(from..to, kind) });
            }
        };
        while let [link, rest @ ..] = self.links
            && link.span.start() < span.end()
        {
            self.links = rest;
            let (start, end) = (link.span.start().max(at), link.span.end().min(span.end()));
            let shows = start < end && text.get(start..end).is_some_and(|words| !words.trim().is_empty());
            if shows && let Some(url) = safe_link(&link.url, self.article.url.as_ref()) {
                add(at, start, None);
                add(start, end, Some(url));
                at = end;
            }
        }
        add(at, span.end(), None);
        runs
    }
}

/// A table in the text: rows by line end, cells by tab.
pub(super) struct Table<'a> {
    text: &'a str,
    start: usize,
    /// The most cells that a row has.
    pub(super) width: usize,
    /// Whether rows can be filled up to the width: not where that would make much out of little.
    pub(super) fills: bool,
}

impl<'a> Table<'a> {
    pub(super) fn new(text: &'a str, span: Span) -> Self {
        let text = span.of(text);
        let (mut rows, mut cells, mut width) = (0_usize, 0, 0);
        for row in text.split('\n') {
            let length = row.split('\t').count();
            rows += 1;
            cells += length;
            width = width.max(length);
        }
        Self { text, start: span.start(), width, fills: rows.saturating_mul(width) <= 16 * (cells + 64) }
    }

    /// Where the cells of each row stand.
    pub(super) fn rows(&self) -> impl Iterator<Item = Vec<Span>> {
        let mut at = self.start;
        self.text.split('\n').map(move |row| {
            row.split('\t')
                .map(|cell| {
                    let span = Span::new(at, at + cell.len());
                    at += cell.len() + 1;
                    span
                })
                .collect()
        })
    }
}
