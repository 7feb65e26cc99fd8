//! The part of a text that shows best why it was found.

use std::fmt;
use std::ops::Range;

use super::mark::{Mark, Marks};

/// How long a snippet is, in characters, roughly.
const LENGTH: usize = 220;

/// A piece of an article or quote with the words that were asked for.
///
/// Printed, it is safe HTML with the words in `<b>`. [`text`](Snippet::text) and
/// [`highlights`](Snippet::highlights) are the same without markup.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    text: String,
    highlights: Vec<Range<usize>>,
}

impl Snippet {
    /// The plain text, with `…` where it was cut.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where in [`text`](Snippet::text) the words stand that were asked for, in bytes.
    #[must_use]
    pub fn highlights(&self) -> &[Range<usize>] {
        &self.highlights
    }

    /// The text as HTML: everything escaped, the words asked for in `<b>…</b>`.
    #[must_use]
    pub fn html(&self) -> String {
        self.to_string()
    }

    /// The best window of a text.
    pub(crate) fn of(text: &str, marks: &Marks) -> Self {
        let found = marks.find(text);
        // Texts in other scripts take up to four bytes a character.
        let wide = text.len().div_ceil(text.chars().count().max(1)).max(1);
        let length = LENGTH * wide;
        let window = widen(text, best(&found, length), length);
        let inside = |m: &&Mark| m.start >= window.start && m.end <= window.end;
        cut(text, window.clone(), found.iter().filter(inside))
    }
}

impl fmt::Display for Snippet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut at = 0;
        for highlight in &self.highlights {
            escape(f, self.text.get(at..highlight.start).unwrap_or(""))?;
            f.write_str("<b>")?;
            escape(f, self.text.get(highlight.clone()).unwrap_or(""))?;
            f.write_str("</b>")?;
            at = highlight.end;
        }
        escape(f, self.text.get(at..).unwrap_or(""))
    }
}

fn escape(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
        f.write_str(&rest[..at])?;
        f.write_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        })?;
        rest = &rest[at + 1..];
    }
    f.write_str(rest)
}

/// The marks within `length` bytes that name the most different things, then the most; the earliest such.
fn best(marks: &[Mark], length: usize) -> Range<usize> {
    let mut counts: std::collections::HashMap<usize, usize> = std::collections::HashMap::new();
    let (mut first, mut best, mut window) = (0, (0, 0), 0..0);
    for (last, mark) in marks.iter().enumerate() {
        *counts.entry(mark.term).or_default() += 1;
        while first < last && mark.end - marks[first].start > length {
            if let Some(count) = counts.get_mut(&marks[first].term) {
                *count -= 1;
                if *count == 0 {
                    counts.remove(&marks[first].term);
                }
            }
            first += 1;
        }
        let score = (counts.len(), last - first);
        if score > best {
            (best, window) = (score, marks[first].start..mark.end);
        }
    }
    window
}

/// The window with room around it: from the start of its sentence if that is near, else of a word.
fn widen(text: &str, window: Range<usize>, length: usize) -> Range<usize> {
    let room = length.saturating_sub(window.len());
    let earliest = boundary(text, window.start.saturating_sub(room / 2));
    let lead = &text[earliest..window.start];
    let sentence = lead.rfind(['\n', '\t']).map(|at| at + 1);
    let sentence = sentence
        .max(lead.rmatch_indices([' ']).find(|(at, _)| ends_sentence(&lead[..*at])).map(|(at, _)| at + 1));
    let start = match sentence {
        _ if earliest == 0 && lead.len() < room / 2 => 0,
        Some(at) => earliest + at,
        None => earliest + lead.find(char::is_whitespace).map_or(0, |at| at + 1),
    };
    let start = if start <= window.start && text.is_char_boundary(start) { start } else { window.start };
    let latest = boundary(text, (start + length).max(window.end).min(text.len()));
    let tail = &text[window.end..latest];
    let end = if latest == text.len() {
        latest
    } else {
        window.end
            + tail.rfind(char::is_whitespace).unwrap_or(if tail.contains(char::is_alphanumeric) {
                0
            } else {
                tail.len()
            })
    };
    // A text without spaces, or one long word: cut anywhere.
    if end <= start { start..latest } else { start..end }
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', '\'', ')', '»']).ends_with(['.', '!', '?', '…', '。', '।'])
}

fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// The window as one line of clean characters.
fn cut<'m>(text: &str, window: Range<usize>, marks: impl Iterator<Item = &'m Mark>) -> Snippet {
    let mut out = String::with_capacity(window.len() + 8);
    if !text[..window.start].trim().is_empty() {
        out.push('…');
    }
    let mut highlights = Vec::new();
    let mut at = window.start;
    for mark in marks {
        push(&mut out, &text[at..mark.start]);
        let start = out.len();
        push(&mut out, &text[mark.start..mark.end]);
        if out.len() > start {
            highlights.push(start..out.len());
        }
        at = mark.end;
    }
    push(&mut out, &text[at..window.end]);
    let whole = text[window.end..].trim().is_empty();
    let highlighted = highlights.last().map_or(0, |h| h.end);
    out.truncate(out.trim_end().len().max(highlighted));
    if !whole {
        out.push('…');
    }
    Snippet { text: out, highlights }
}

/// White space folded, what controls the terminal or the direction of writing dropped.
fn push(out: &mut String, text: &str) {
    for c in text.chars() {
        if c.is_whitespace() {
            if !out.ends_with(' ') && !out.is_empty() && out != "…" {
                out.push(' ');
            }
        } else if !c.is_control()
            && !matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
        {
            out.push(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::Query;

    fn snippet(query: &str, text: &str) -> Snippet {
        Snippet::of(text, &Marks::of(&query.parse::<Query>().unwrap().node))
    }

    #[test]
    fn a_short_text_is_shown_whole() {
        let snippet = snippet("naik", "Padang - Air\n\nnaik sejak pagi.");
        assert_eq!(snippet.text(), "Padang - Air naik sejak pagi.");
        assert_eq!(snippet.to_string(), "Padang - Air <b>naik</b> sejak pagi.");
        assert_eq!(&snippet.text()[snippet.highlights()[0].clone()], "naik");
    }

    #[test]
    fn markup_is_escaped() {
        let snippet = snippet("alert", "<script>alert('x' & \"y\")</script>");
        assert_eq!(
            snippet.html(),
            "&lt;script&gt;<b>alert</b>(&#39;x&#39; &amp; &quot;y&quot;)&lt;/script&gt;"
        );
        let snippet = self::snippet("zzz", "\u{202e}gnp\u{1b}[31m<b>tebal</b>");
        assert_eq!(snippet.html(), "gnp[31m&lt;b&gt;tebal&lt;/b&gt;");
    }

    #[test]
    fn the_window_holds_most_of_what_was_asked_for() {
        let filler = "Kalimat pengisi yang tidak berarti apa-apa bagi siapa pun. ".repeat(20);
        let text = format!("Banjir besar. {filler}Warga Solok mengungsi karena banjir di hulu. {filler}");
        let snippet = snippet("banjir solok mengungsi", &text);
        assert!(
            snippet.html().contains("Warga <b>Solok</b> <b>mengungsi</b> karena <b>banjir</b>"),
            "{snippet}"
        );
        assert!(snippet.text().starts_with('…') && snippet.text().ends_with('…'));
        assert!(snippet.text().chars().count() < 260);
    }

    #[test]
    fn without_a_mark_the_beginning_is_shown() {
        let text = "Padang - Air naik. ".repeat(50);
        let snippet = snippet("place:Padang", &text);
        assert!(snippet.text().starts_with("Padang - Air naik.") && snippet.text().ends_with('…'));
        assert_eq!(self::snippet("x", "").text(), "");
    }

    proptest::proptest! {
        #[test]
        fn any_text_gives_a_safe_snippet(text in "(\\PC|[ab<&\n ]){0,600}", query in "[a-c]{1,3}( [a-c]{1,2}\\*| \"a b\")?") {
            proptest::prop_assume!(query.parse::<Query>().is_ok());
            let snippet = snippet(&query, &text);
            for h in snippet.highlights() {
                proptest::prop_assert!(snippet.text().get(h.clone()).is_some_and(|s| !s.is_empty()));
            }
            let plain = snippet.html().replace("<b>", "").replace("</b>", "");
            proptest::prop_assert!(!plain.contains('<') && !plain.contains('>'));
        }
    }
}
