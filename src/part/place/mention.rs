//! Names in running text that may be places: one pass over the words, the longest name at each capital.

use std::ops::Range;

use super::cue::{self, Cue};
use super::resolve::{Around, size};
use crate::gazetteer::{Entry, EntryKind, Gazetteer, NameClass, fold_into};

const MOST_WORDS: usize = 5;
/// After a name that starts like another one, so many bytes are looked at: "Kabupaten Hulu Sungai Selatan".
const LONGEST_WORD: usize = 40;

/// A name found in the text.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    pub(super) span: Range<usize>,
    pub(super) entries: Vec<Entry>,
}

/// A word: where it stands, and what parts it from the one before.
#[derive(Clone, Copy, Debug)]
struct Word {
    start: usize,
    end: usize,
    gap: Gap,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    Space,
    Comma,
    /// The end of a sentence, a line, or the beginning of a quote.
    Stop,
    /// Another mark.
    Mark,
    /// Glued to something that makes it no word: `@`, `#`, `/`, a digit.
    Glued,
}

/// The mentions of places in `text` from byte `from` on.
pub(super) fn mentions(text: &str, from: usize, around: &Around) -> Vec<Mention> {
    let words = words(text, from);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let taken = longest(text, &words, at).and_then(|(count, entries)| {
            let (mention, used) = accepted(text, &words, at, count, entries, around)?;
            found.push(mention);
            Some(used)
        });
        at += taken.unwrap_or(1);
    }
    found
}

fn words(text: &str, from: usize) -> Vec<Word> {
    let mut words = Vec::with_capacity(text.len() / 6);
    let mut gap = Gap::Stop;
    let mut start = None;
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '\u{0900}'..='\u{0DFF}');
    for (at, c) in text[from..].char_indices() {
        let at = from + at;
        if inside(c) {
            if start.is_none() {
                start = Some(at);
            }
            continue;
        }
        if let Some(start) = start.take() {
            words.push(Word { start, end: at, gap });
            gap = Gap::Space;
        }
        gap = match c {
            '\n' | '.' | '!' | '?' | '"' | '“' | '”' | '«' | '»' | '„' | '•' => Gap::Stop,
            ',' | '،' => Gap::Comma,
            '@' | '#' | '/' | '_' | '\\' | '&' | '=' => Gap::Glued,
            c if c.is_whitespace() => match gap {
                // "Kab. Solok": a stop counts when a space follows; a glued mark only before a letter.
                Gap::Glued => Gap::Mark,
                gap => gap,
            },
            _ if gap == Gap::Space => Gap::Mark,
            _ => gap,
        };
    }
    if let Some(start) = start {
        words.push(Word { start, end: text.len(), gap });
    }
    words
}

fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
}

/// The longest name that begins with this word: how many words it has, and what it may stand for.
fn longest(text: &str, words: &[Word], at: usize) -> Option<(usize, Vec<Entry>)> {
    let first = words.get(at)?;
    if first.gap == Gap::Glued || !is_capital(&text[first.start..first.end]) {
        return None;
    }
    let mut walk = Gazetteer::builtin().walk()?;
    let mut folded = String::new();
    let mut best = None;
    for (count, word) in words[at..].iter().take(MOST_WORDS).enumerate() {
        let printed = &text[word.start..word.end];
        // Parts of one name are parted by a space or a hyphen.
        let parted =
            count == 0 || matches!(&text[words[at + count - 1].end..word.start], " " | "-" | "\u{a0}" | ". ");
        if !parted || printed.len() > LONGEST_WORD || !is_capital(printed) && count > 0 && printed.len() > 3 {
            break;
        }
        folded.clear();
        fold_into(printed, &mut folded);
        if !walk.step(&folded) {
            break;
        }
        if walk.is_name() && is_capital(printed) {
            let entries = walk.entries();
            if !entries.is_empty() {
                best = Some((count + 1, entries));
            }
        }
    }
    best.filter(|_| first.end - first.start > 1)
}

/// Whether the name is a place where it stands, and how many words are read with it.
fn accepted(
    text: &str,
    words: &[Word],
    at: usize,
    count: usize,
    mut entries: Vec<Entry>,
    around: &Around,
) -> Option<(Mention, usize)> {
    let (first, last) = (words[at], words[at + count - 1]);
    let span = first.start..last.end;
    let printed = &text[span.clone()];
    let before =
        at.checked_sub(1).map(|i| words[i]).filter(|_| first.gap == Gap::Space || first.gap == Gap::Stop);
    let stop_between = first.gap == Gap::Stop;
    let cue = before.and_then(|w| {
        let word = &text[w.start..w.end];
        // "Kab. Solok", "Kec. Baso": the full stop is that of the short form.
        let short = stop_between && matches!(word.to_lowercase().as_str(), "kab" | "kec" | "prov");
        (!stop_between || short).then(|| cue::of(word)).flatten()
    });
    let cue = cue.or_else(|| own_cue(text, first, count));
    let after = words.get(at + count);
    let mut used = count;
    let mut beside = false;
    if let Some(area) = after.filter(|w| w.gap == Gap::Comma && text[last.end..w.start].len() <= 2)
        && let Some((more, areas)) = longest(text, words, at + count)
    {
        let _ = area;
        let lies =
            |e: &Entry| areas.iter().any(|a| a.kind < EntryKind::City && e.kind > a.kind && e.lies_in(a));
        if entries.iter().any(lies) && areas[0].kind < EntryKind::City {
            entries.retain(lies);
            used += more;
            beside = true;
        }
    }
    let beginning = matches!(first.gap, Gap::Stop) || at == 0;
    let neighbour = |w: Option<&Word>, parted: bool| {
        w.is_some_and(|w| {
            !parted
                && is_capital(&text[w.start..w.end])
                && text[w.start..w.end].chars().any(char::is_lowercase)
        })
    };
    let inside_name = neighbour(after, after.is_none_or(|w| w.gap != Gap::Space))
        || cue.is_none() && neighbour(before.as_ref(), beginning || first.gap != Gap::Space);
    let setting =
        Setting { cue, beside, inside_name, beginning, cased: printed.chars().any(char::is_uppercase) };
    let folded = {
        let mut folded = String::new();
        fold_into(printed, &mut folded);
        folded
    };
    let word = cue::is_word(&folded) || folded.len() < 4;
    entries.retain(|e| setting.allows(e, word, around));
    (!entries.is_empty()).then_some((Mention { span, entries }, used))
}

/// A name that brings its own sort: "Kabupaten Solok" is one entry of the gazetteer.
fn own_cue(text: &str, first: Word, count: usize) -> Option<Cue> {
    let cue = cue::of(&text[first.start..first.end])?;
    (count > 1 && cue == Cue::Area).then_some(cue)
}

/// How a name stands in its sentence.
struct Setting {
    cue: Option<Cue>,
    beside: bool,
    inside_name: bool,
    beginning: bool,
    cased: bool,
}

impl Setting {
    fn allows(&self, entry: &Entry, word: bool, around: &Around) -> bool {
        let home = around.is_home(entry);
        let usual = entry.class == NameClass::Usual;
        let large = match entry.kind {
            EntryKind::Country => true,
            EntryKind::Region => home || usual,
            EntryKind::Regency => home,
            EntryKind::City => size(entry) > if home { 90_000.0 } else { 400_000.0 },
        };
        if !self.cased {
            // Scripts without capitals: every word might be a name.
            return large && size(entry) > 300_000.0 && !word;
        }
        match self.cue {
            Some(Cue::Person) => false,
            Some(Cue::Village) => home,
            Some(Cue::Area | Cue::Office) => large || home && (usual || entry.population > 5_000),
            Some(Cue::Preposition) if self.inside_name => large && !word,
            Some(Cue::Preposition) => {
                large || home && (entry.population > 5_000) || usual && size(entry) > 50_000.0
            }
            None if self.beside => large || size(entry) > 2_000.0,
            None if word || self.inside_name => false,
            None => large && (!self.beginning || usual || home),
        }
    }
}
