//! Which of some words are set off, so that it can be written: without white space at their ends, strong around slanted,
//! and for Markdown only where its marks work.

use std::iter::Peekable;
use std::ops::Range;
use std::vec::IntoIter;

use unicode_normalization::char::is_combining_mark;

use crate::article::Article;
use crate::value::{BlockKind, EmphasisKind};

/// How words are set off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    pub(super) strong: bool,
    pub(super) em: bool,
}

/// Words of one style.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Words<'a> {
    pub(super) text: &'a str,
    pub(super) style: Style,
}

/// What opens and closes words of a style.
pub(super) struct Tags {
    pub(super) strong: [&'static str; 2],
    pub(super) em: [&'static str; 2],
}

impl Style {
    /// Closes what is not to go on, and only that.
    pub(super) fn close(&mut self, next: Self, tags: &Tags, out: &mut String) {
        if self.em && (!next.em || self.strong != next.strong) {
            out.push_str(tags.em[1]);
            self.em = false;
        }
        if self.strong && !next.strong {
            out.push_str(tags.strong[1]);
            self.strong = false;
        }
    }

    /// Opens what is still to be opened.
    pub(super) fn open(&mut self, style: Self, tags: &Tags, out: &mut String) {
        if style.strong && !self.strong {
            out.push_str(tags.strong[0]);
        }
        if style.em && !self.em {
            out.push_str(tags.em[0]);
        }
        *self = style;
    }
}

/// What an article emphasises, taken from its beginning to its end.
pub(super) struct Emphases<'a> {
    text: &'a str,
    strong: Peekable<IntoIter<Range<usize>>>,
    em: Peekable<IntoIter<Range<usize>>>,
    markdown: bool,
}

impl<'a> Emphases<'a> {
    pub(super) fn new(article: &'a Article, markdown: bool) -> Self {
        let of = |kind| spans(article, kind).into_iter().peekable();
        Self { text: &article.text, strong: of(EmphasisKind::Strong), em: of(EmphasisKind::Em), markdown }
    }

    /// The words at `room`, which slices the text and lies after what was asked for before. What stands around it is
    /// taken for white space or marks. Code has no emphasis, and headings are strong by themselves.
    pub(super) fn of(&mut self, room: Range<usize>, kind: BlockKind) -> Vec<Words<'a>> {
        let (text, markdown) = (self.text, self.markdown);
        let fit = |outer: &Range<usize>, span, nested| match trimmed(text, span) {
            span if markdown => flanked(text, outer, span, nested),
            span => Some(span).filter(|s| !s.is_empty()),
        };
        let strong = within(&mut self.strong, &room);
        let em = within(&mut self.em, &room);
        let (strong, em) = match kind {
            BlockKind::Code => (Vec::new(), Vec::new()),
            BlockKind::Heading => (Vec::new(), em),
            _ => (strong, em),
        };
        let strong: Vec<_> = strong.into_iter().filter_map(|span| fit(&room, span, false)).collect();
        let mut slanted = Vec::new();
        let mut next = 0;
        for mut em in em {
            while !em.is_empty() {
                while strong.get(next).is_some_and(|s| s.end <= em.start) {
                    next += 1;
                }
                let around = strong.get(next).filter(|s| s.start <= em.start);
                let edge = around.map_or(strong.get(next).map(|s| s.start), |s| Some(s.end));
                let end = edge.map_or(em.end, |edge| edge.min(em.end));
                let piece = fit(around.unwrap_or(&room), em.start..end, around.is_some());
                // The marks of both would run together.
                let touches = |p: &Range<usize>| {
                    around.is_none()
                        && strong[next.saturating_sub(1)..]
                            .iter()
                            .take(2)
                            .any(|s| s.end == p.start || s.start == p.end)
                };
                slanted.extend(piece.filter(|p| !(markdown && touches(p))));
                em.start = end;
            }
        }
        pieces(text, room, &strong, &slanted)
    }
}

/// The spans of a kind that slice the text: in order, and one where they touch.
fn spans(article: &Article, kind: EmphasisKind) -> Vec<Range<usize>> {
    let fits = |span: &Range<usize>| article.text.get(span.clone()).is_some_and(|words| !words.is_empty());
    let own = article.emphasis.iter().filter(|e| e.kind == kind);
    let mut spans: Vec<_> = own.map(|e| e.span.range()).filter(fits).collect();
    spans.sort_by_key(|span| span.start);
    spans.dedup_by(|next, last| {
        let touch = next.start <= last.end;
        if touch {
            last.end = last.end.max(next.end);
        }
        touch
    });
    spans
}

/// What of the spans lies in a room. The last one may go on behind it.
fn within(spans: &mut Peekable<IntoIter<Range<usize>>>, room: &Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    while let Some(span) = spans.next_if(|s| s.end <= room.end) {
        found.push(span.start.max(room.start)..span.end);
    }
    found.extend(spans.peek().map(|s| s.start.max(room.start)..room.end));
    found.retain(|span| span.start < span.end);
    found
}

/// The text at `room`, cut where the style changes.
fn pieces<'a>(
    text: &'a str,
    room: Range<usize>,
    strong: &[Range<usize>],
    em: &[Range<usize>],
) -> Vec<Words<'a>> {
    let mut cuts: Vec<usize> = strong.iter().chain(em).flat_map(|s| [s.start, s.end]).collect();
    cuts.push(room.end);
    cuts.sort_unstable();
    let (mut strong, mut em) = (strong.iter().peekable(), em.iter().peekable());
    let mut words = Vec::new();
    let mut at = room.start;
    for cut in cuts {
        while strong.next_if(|s| s.end <= at).is_some() {}
        while em.next_if(|s| s.end <= at).is_some() {}
        if let Some(text) = text.get(at..cut).filter(|t| !t.is_empty()) {
            let style = Style {
                strong: strong.peek().is_some_and(|s| s.start <= at),
                em: em.peek().is_some_and(|s| s.start <= at),
            };
            words.push(Words { text, style });
        }
        at = cut;
    }
    words
}

/// The span without what shows nothing at its ends.
fn trimmed(text: &str, span: Range<usize>) -> Range<usize> {
    let Some(words) = text.get(span.clone()) else { return span.start..span.start };
    let end = span.start + words.trim_end_matches(is_space).len();
    let start = span.end - words.trim_start_matches(is_space).len();
    start.min(end)..end
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}

/// The most of a span around which `*` opens and closes emphasis, where `outer` has white space or marks around it.
///
/// CommonMark tells by the characters on both sides of the `*` what they can do. A span that ends with a mark before a
/// letter, as glued datelines do, is cut to the letter before. `nested` ones must begin with a word, since there the marks
/// could close what is open.
fn flanked(text: &str, outer: &Range<usize>, span: Range<usize>, nested: bool) -> Option<Range<usize>> {
    let words = text.get(span.clone())?;
    let mut before = text.get(outer.start..span.start)?.chars().next_back();
    let (start, _) = words.char_indices().find(|(_, c)| {
        let parted = before.is_none_or(is_parting);
        let opens = !is_space(*c) && (parted || is_part_of_word(*c));
        let only = before.is_none_or(char::is_whitespace) || is_part_of_word(*c);
        before = Some(*c);
        opens && (!nested || (parted && only))
    })?;
    let mut after = text.get(span.end..outer.end)?.chars().next();
    let (end, last) = words.char_indices().rev().find(|(_, c)| {
        let closes = !is_space(*c) && (after.is_none_or(is_parting) || is_part_of_word(*c));
        after = Some(*c);
        closes
    })?;
    (start <= end).then(|| span.start + start..span.start + end + last.len_utf8())
}

/// Whether every reader of Markdown takes it for white space or punctuation.
fn is_parting(c: char) -> bool {
    match c {
        '\u{85}' | '\u{2028}' | '\u{2029}' => false,
        '“' | '”' | '„' | '‘' | '’' | '‚' | '«' | '»' | '‹' | '›' | '–' | '—' | '…' | '•' | '·' | '¿'
        | '¡' => true,
        '、' | '。' | '「' | '」' | '（' | '）' | '，' | '：' | '！' | '？' | '।' | '،' | '؛' | '؟' | '۔' => {
            true
        }
        c => c.is_whitespace() || c.is_ascii_punctuation(),
    }
}

/// Whether every reader of Markdown takes it for neither white space nor punctuation nor a symbol.
fn is_part_of_word(c: char) -> bool {
    // Letters in circles and squares are symbols.
    let symbol = matches!(c, '\u{24b6}'..='\u{24e9}' | '\u{1f130}'..='\u{1f189}');
    (c.is_alphanumeric() && !symbol) || is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{Block, Emphasis, Link, Span};

    /// An article of one block, in whose text `<b>`, `<i>` and `<a>` say what is set off and linked.
    fn article(marked: &str, kind: BlockKind) -> Article {
        let mut article = Article::default();
        let mut open = Vec::new();
        let mut rest = marked;
        while let Some((text, (tag, after))) =
            rest.split_once('<').and_then(|(t, r)| Some((t, r.split_once('>')?)))
        {
            article.text.push_str(text);
            rest = after;
            match tag {
                "b" | "i" | "a" => open.push((tag, article.text.len())),
                _ => {
                    let at = open.iter().rposition(|(name, _)| tag.ends_with(name)).unwrap();
                    let (name, start) = open.remove(at);
                    let span = Span::new(start, article.text.len());
                    match name {
                        "b" => article.emphasis.push(Emphasis::new(EmphasisKind::Strong, span)),
                        "i" => article.emphasis.push(Emphasis::new(EmphasisKind::Em, span)),
                        _ => article.links.push(Link::new("https://a.example/".to_owned(), span)),
                    }
                }
            }
        }
        article.text.push_str(rest);
        article.blocks.push(Block::new(kind, Span::new(0, article.text.len())));
        article
    }

    #[test]
    fn in_markdown_where_marks_work() {
        for (marked, markdown) in [
            ("<b>Air</b> naik <i>lagi</i>.", "**Air** naik *lagi*."),
            ("<b><i>Air</i></b> naik", "***Air*** naik"),
            ("<b> Air </b>naik<i> </i>", "**Air** naik "),
            // Touching and overlapping spans.
            ("<b>Air</b><b> naik</b>", "**Air naik**"),
            ("<b>Air <b>naik</b> lagi</b>", "**Air naik lagi**"),
            ("<b>Air <i>naik</i> lagi</b>", "**Air *naik* lagi**"),
            ("<b><i>Air</i> naik <i>lagi</i></b>", "***Air* naik *lagi***"),
            ("<i>Air <b>naik</b> lagi</i>", "*Air* ***naik*** *lagi*"),
            ("<b>Air <i>naik</b> lagi</i>", "**Air *naik*** *lagi*"),
            // Parts of words.
            ("di-<i>upload</i>, meng<i>update</i>nya", "di-*upload*, meng*update*nya"),
            ("<b>Ja</b><i>mbi</i>", "**Ja**mbi"),
            ("<b>meng<i>update</i> data</b>", "**mengupdate data**"),
            // Marks at the ends, and the letters beside them.
            ("<b>PADANG -</b> Air", "**PADANG -** Air"),
            ("<b>FS.Solok(SUMBAR)-</b>Air", "**FS.Solok(SUMBAR)**-Air"),
            ("air<b>(naik)</b>", "air(**naik)**"),
            ("<b>“Air naik,”</b> kata", "**“Air naik,”** kata"),
            ("kata“<b>“Air”</b>”", "kata“**“Air”**”"),
            ("a<b>!</b>b", "a!b"),
            ("<b>*</b> a<b>_</b>", "**\\*** a\\_"),
            ("<b>1.</b> Air", "**1.** Air"),
            // Links and line ends.
            ("<b>Baca <a>di sini</a> ya</b>", "**Baca** [**di sini**](https://a.example/) **ya**"),
            ("<a>Baca <b>di sini</a> ya</b>", "[Baca **di sini**](https://a.example/) **ya**"),
            ("lihat<b><a>(peta)</a></b>lagi", "lihat[**(peta)**](https://a.example/)lagi"),
            ("<b>Air\nnaik\n</b>lagi", "**Air\\\nnaik**\\\nlagi"),
        ] {
            assert_eq!(
                article(marked, BlockKind::Paragraph).to_markdown(),
                format!("{markdown}\n"),
                "{marked}"
            );
        }
    }

    #[test]
    fn in_html_as_it_is() {
        for (marked, html) in [
            ("<b>Air</b> & <i>api</i>.", "<strong>Air</strong> &amp; <em>api</em>."),
            ("<b> Ja</b><i>mbi </i>", " <strong>Ja</strong><em>mbi</em> "),
            ("<b>Air <i>naik</b> lagi</i>", "<strong>Air <em>naik</em></strong> <em>lagi</em>"),
            ("<i>Air <b>naik</b></i>", "<em>Air</em> <strong><em>naik</em></strong>"),
            (
                "<b>Baca <a>di sini</b> ya</a>",
                "<strong>Baca</strong> <a href=\"https://a.example/\"><strong>di sini</strong> ya</a>",
            ),
        ] {
            let written = article(marked, BlockKind::Paragraph).to_html();
            assert!(written.contains(&format!("<p>{html}</p>")), "{marked}: {written}");
        }
    }

    #[test]
    fn by_kinds_of_blocks() {
        for (kind, markdown, html) in [
            (BlockKind::Heading, "## Air *naik*", "<h2>Air <em>naik</em></h2>"),
            (BlockKind::ListItem, "- **Air** *naik*", "<li><strong>Air</strong> <em>naik</em></li>"),
            (
                BlockKind::Quote,
                "> **Air** *naik*",
                "<blockquote><strong>Air</strong> <em>naik</em></blockquote>",
            ),
            (BlockKind::Code, "```\nAir naik\n```", "<pre>Air naik</pre>"),
        ] {
            let article = article("<b>Air</b> <i>naik</i>", kind);
            assert_eq!(article.to_markdown(), format!("{markdown}\n"));
            assert!(article.to_html().contains(html), "{}", article.to_html());
        }
        let table = article("<b>Kota\tPosko\nSolok</b>\t<i>3</i>", BlockKind::Table);
        let rows = "| **Kota** | **Posko** |\n| --- | --- |\n| **Solok** | *3* |\n";
        assert_eq!(table.to_markdown(), rows);
        assert!(table.to_html().contains("<td><strong>Kota</strong></td><td><strong>Posko</strong></td>"));
    }

    #[test]
    fn spans_are_cut_where_blocks_end_and_passed_over_where_they_fit_none() {
        let mut article = Article { text: "Air naik.\n\nApi “padam.”".to_owned(), ..Article::default() };
        for (start, end) in [(4, 15), (16, 900), (900, 901), (12, 16), (7, 5), (0, 0)] {
            article.emphasis.push(Emphasis::new(EmphasisKind::Strong, Span::new(start, end)));
        }
        assert_eq!(article.to_markdown(), "Air **naik.**\n\n**Api** “padam.”\n");
    }
}
