//! Names of places in running text: precise rather than complete.

use std::sync::LazyLock;

use super::resolve::{Around, Choice};
use crate::gazetteer::{Entry, EntryKind, Gazetteer, NameClass};
use crate::text::{Lists, Word, Words};
use crate::value::{Place, Span};

struct Table {
    leads: Words,
    offices: Words,
    regions: Words,
    never: Words,
    goods: Words,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let lists = Lists::read(include_str!("../../../data/place_leads.toml"));
    let words = |key| lists.of(key).collect();
    Table {
        leads: words("leads"),
        offices: words("offices"),
        regions: words("regions"),
        never: words("never"),
        goods: words("goods"),
    }
});

/// Names of places have no more words.
const MOST_WORDS: usize = 4;
/// A city of this many people is named without a preposition, and is no person.
const LARGE: u64 = 300_000;
/// More places than this are a list; the rest says nothing new.
const MOST_PLACES: usize = 500;

/// What stands before a name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lead {
    /// A preposition, a noun of place, or an office of that place.
    Place,
    /// A word with a capital: the name may be part of a longer one.
    Name,
    /// The beginning of a sentence, where every word has a capital.
    Opening,
    Other,
}

/// The places that the text names from byte `from` on, in order.
pub(super) fn scan(text: &str, words: &[Word], from: usize, around: &Around) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    let mut at = words.partition_point(|w| w.start() < from);
    while at < words.len() && places.len() < MOST_PLACES {
        // "#Padang" is a word of its own making.
        let tagged = text.get(..words[at].start()).is_some_and(|t| t.ends_with(['#', '@']));
        if !words[at].is_capitalised() || tagged {
            at += 1;
            continue;
        }
        let listed = places.last().is_some_and(|p| is_listed(text, p.span, words[at]));
        match place_at(text, words, at, listed, around) {
            Some((place, length)) => {
                places.push(place);
                at += length;
            }
            None => at += 1,
        }
    }
    places
}

/// The place whose name begins with word `at`, the longest name first.
fn place_at(text: &str, words: &[Word], at: usize, listed: bool, around: &Around) -> Option<(Place, usize)> {
    let lead = lead(text, words, at);
    let run = run_length(text, words, at);
    for length in (1..=run.min(MOST_WORDS)).rev() {
        let span = Span::new(words[at].start(), words[at + length - 1].end());
        let raw = span.of(text);
        if raw.chars().count() < 3 {
            continue;
        }
        let mut candidates = Gazetteer::builtin().lookup(raw);
        let beside = !candidates.is_empty() && lie_beside(text, words, at + length, &mut candidates);
        if says_region(text, words, at) && candidates.iter().any(|e| e.kind == EntryKind::Region) {
            candidates.retain(|e| e.kind == EntryKind::Region);
        }
        let Some(choice) = around.choose(&candidates) else { continue };
        let goes_on = length < run;
        let entry = &choice.entry;
        let known = entry.kind == EntryKind::Regency
            || entry.seat
            || entry.city.is_none()
            || around.is_home(entry) && entry.population >= 20_000;
        let lead = if listed && known && lead == Lead::Other { Lead::Place } else { lead };
        if is_meant(raw, &choice, lead, goes_on, length, around) || beside && lead != Lead::Name {
            return Some((choice.place(raw, span), length));
        }
        // What is known but not believed is no shorter place either: "Padang Siregar" is nobody's Padang.
        return None;
    }
    None
}

/// "Provinsi Bengkulu", "the province of Salzburg".
fn says_region(text: &str, words: &[Word], at: usize) -> bool {
    let before = words[at.saturating_sub(2)..at].iter().rev();
    before.map(|w| w.of(text).to_lowercase()).any(|w| TABLE.regions.contains(w.as_str()))
}

/// "ke Padang, Solok dan Pariaman": the next of a list.
fn is_listed(text: &str, last: Span, word: Word) -> bool {
    let between = text.get(last.end()..word.start()).unwrap_or("");
    let between = between.strip_prefix(',').unwrap_or(between);
    between.starts_with(' ')
        && matches!(between.trim(), "" | "dan" | "serta" | "atau" | "and" | "y" | "e" | "et" | "und" | "en")
}

fn is_meant(raw: &str, choice: &Choice, lead: Lead, goes_on: bool, length: usize, around: &Around) -> bool {
    let Choice { entry, confidence, .. } = choice;
    let area = matches!(entry.kind, EntryKind::Country | EntryKind::Region);
    // Short forms ("NTB", "Ill.") are believed as printed in capitals, or of areas.
    let short = entry.class == NameClass::Short && !area && raw.chars().any(char::is_lowercase);
    if short
        || *confidence < 0.5
        || raw.contains(['\'', '’'])
        || TABLE.never.contains(raw.to_lowercase().as_str())
    {
        return false;
    }
    let home = around.is_home(entry);
    // "CPO" is palm oil: a foreign town by some other name of few capitals is an abbreviation of something else.
    let letters = raw.chars().count() <= 4 && !raw.chars().any(char::is_lowercase);
    if letters && !area && !home && entry.class != NameClass::Usual {
        return false;
    }
    let country = entry.kind == EntryKind::Country;
    let known = area
        || entry.kind == EntryKind::Regency
        || entry.seat
        || entry.population >= if home { 5_000 } else { 100_000 };
    match lead {
        Lead::Place => known && (!goes_on || length > 1 || area),
        Lead::Name => false,
        // Any word may open a sentence, so that only what is surely a place counts.
        Lead::Opening => {
            !goes_on && *confidence >= 0.6 && (country || (area && home) || (length > 1 && known))
        }
        Lead::Other => {
            let sure = area || entry.population >= LARGE || (length > 1 && known);
            !goes_on && *confidence >= 0.6 && sure
        }
    }
}

/// "Paris, Texas": keeps the candidates that lie in the region or country printed after a comma at word `next`; `false`
/// where none is printed or nothing lies there.
fn lie_beside(text: &str, words: &[Word], next: usize, candidates: &mut Vec<Entry>) -> bool {
    let [comma, first, ..] = words.get(next..).unwrap_or_default() else { return false };
    let parted = comma.of(text) == "," && text.get(comma.end()..first.start()) == Some(" ");
    if !parted || !first.is_capitalised() {
        return false;
    }
    let run = run_length(text, words, next + 1).min(MOST_WORDS);
    (1..=run).rev().any(|length| {
        let raw = Span::new(first.start(), words[next + length].end()).of(text);
        let areas = Gazetteer::builtin().lookup(raw);
        let lies = |e: &Entry| areas.iter().any(|a| a.city.is_none() && e.kind > a.kind && e.lies_in(a));
        let found = candidates.iter().any(lies);
        if found {
            candidates.retain(lies);
        }
        found
    })
}

/// How many capitalised words follow each other from `at` on, parted by nothing but a space.
fn run_length(text: &str, words: &[Word], at: usize) -> usize {
    let mut end = at + 1;
    // One more than a name may have says that the name goes on; a text may be all capitals.
    while end <= at + MOST_WORDS
        && end < words.len()
        && words[end].is_capitalised()
        && is_joined(text, words[end - 1], words[end])
    {
        end += 1;
    }
    end - at
}

fn is_joined(text: &str, before: Word, after: Word) -> bool {
    matches!(text.get(before.end()..after.start()), Some(" " | "-" | "\u{a0}"))
}

/// Whether word `at` is the first of its sentence.
fn opens_sentence(text: &str, words: &[Word], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|i| words[i]) else { return true };
    let gap = text.get(before.end()..words[at].start()).unwrap_or("");
    gap.contains('\n') || matches!(before.of(text), "." | "!" | "?" | "\"" | "“" | "«" | "„")
}

fn lead(text: &str, words: &[Word], at: usize) -> Lead {
    let Some(before) = at.checked_sub(1).map(|i| words[i]) else { return Lead::Opening };
    let gap = text.get(before.end()..words[at].start()).unwrap_or("");
    if !before.is_word() {
        let mark = before.of(text);
        let opens =
            gap.contains('\n') || matches!(mark, "." | "!" | "?" | ":" | "\"" | "“" | "”" | "«" | "„");
        return if opens { Lead::Opening } else { Lead::Other };
    }
    if gap.contains('\n') {
        return Lead::Opening;
    }
    let lower = before.of(text).to_lowercase();
    if TABLE.goods.contains(lower.as_str()) {
        return Lead::Name;
    }
    if before.is_capitalised() {
        // "Dari Padang ia pergi": the preposition opens the sentence.
        if TABLE.leads.contains(lower.as_str()) && opens_sentence(text, words, at - 1) {
            return Lead::Place;
        }
        return if TABLE.offices.contains(lower.as_str()) { Lead::Place } else { Lead::Name };
    }
    if TABLE.leads.contains(lower.as_str()) || TABLE.offices.contains(lower.as_str()) {
        Lead::Place
    } else {
        Lead::Other
    }
}
