use super::{person, prose, quote};
use crate::article::Quote;
use crate::text::words;
use crate::value::{Block, Context, Language, Span, Text};

/// Blocks one after the other that are written in one language, another than the article's.
struct Passage {
    language: Language,
    text: Text,
    /// Where it begins in the article's text.
    start: usize,
}

/// Puts in place of the quotes of such passages what the words of their own language tell of them.
pub(super) fn quotes(text: &Text, own: Vec<Quote>, context: &Context) -> Vec<Quote> {
    let mut all = own;
    for passage in passages(text) {
        let context = context.clone().with_language(Some(passage.language));
        let prose = prose::Prose::new(&passage.text, words(&passage.text.str), None, &[], &context);
        let register = person::register(&prose, None);
        let found = quote::quotes(&prose, &register);
        if !found.is_empty() {
            let span = Span::new(passage.start, passage.start + passage.text.str.len());
            all = replace(all, span, found);
        }
    }
    all
}

fn passages(text: &Text) -> Vec<Passage> {
    let mut passages = Vec::new();
    for run in text.blocks.chunk_by(|a, b| a.language == b.language) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        let Some(language) = first.language else { continue };
        let start = first.span.start();
        let str = Span::new(start, last.span.end()).of(&text.str).to_owned();
        let blocks = run.iter().map(|b| Block::new(b.kind, back(b.span, start))).collect();
        passages.push(Passage { language, text: Text { str, blocks, ..Text::default() }, start });
    }
    passages
}

/// The quotes of `all`, with `found` in place of those inside `span`. What `found` names is counted from the
/// beginning of `span`.
fn replace(all: Vec<Quote>, span: Span, found: Vec<Quote>) -> Vec<Quote> {
    let before = all.iter().filter(|q| q.span.start() < span.start()).count();
    let after = all.iter().filter(|q| q.span.start() < span.end()).count();
    let grown = found.len();
    let mut quotes = Vec::with_capacity(all.len() + grown);
    let mut rest = all.into_iter();
    quotes.extend(rest.by_ref().take(before));
    quotes.extend(found.into_iter().map(|mut quote| {
        quote.span = forth(quote.span, span.start());
        quote.continues = quote.continues.map(|i| i + before);
        if let Some(speaker) = &mut quote.speaker {
            speaker.span = speaker.span.map(|s| forth(s, span.start()));
        }
        quote
    }));
    quotes.extend(rest.skip(after - before).map(|mut quote| {
        // What continued a quote of the passage stands alone now.
        quote.continues = match quote.continues {
            Some(i) if i < before => Some(i),
            Some(i) if i >= after => Some(i - after + before + grown),
            _ => None,
        };
        quote
    }));
    quotes
}

fn back(span: Span, by: usize) -> Span {
    Span::new(span.start().saturating_sub(by), span.end().saturating_sub(by))
}

fn forth(span: Span, by: usize) -> Span {
    Span::new(span.start() + by, span.end() + by)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quote(start: usize, continues: Option<usize>) -> Quote {
        Quote { span: Span::new(start, start + 1), continues, ..Quote::default() }
    }

    #[test]
    fn quotes_keep_their_order_and_what_they_continue() {
        let all =
            vec![quote(0, None), quote(10, Some(0)), quote(12, Some(1)), quote(30, None), quote(40, Some(3))];
        let found = vec![quote(1, None), quote(2, Some(0)), quote(3, None)];
        let quotes = replace(all, Span::new(10, 20), found);
        let told: Vec<_> = quotes.iter().map(|q| (q.span.start(), q.continues)).collect();
        assert_eq!(told, [(0, None), (11, None), (12, Some(1)), (13, None), (30, None), (40, Some(4))]);
    }
}
