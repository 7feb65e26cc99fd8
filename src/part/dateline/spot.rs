//! The place in a dateline: which words name it, and what stands beside it.

use std::ops::Range;

use super::head;
use crate::gazetteer::{Entry, EntryKind, Gazetteer, NameClass, as_spelled, fold};
use crate::part::place::Around;
use crate::value::{Place, Span};

const MOST_WORDS: usize = 6;

/// A place printed in a dateline.
#[derive(Clone, Debug, Default)]
pub(super) struct Spot {
    /// The words that name it.
    pub(super) span: Range<usize>,
    /// What they may stand for, the likeliest first; empty for a place nobody knows.
    pub(super) entries: Vec<Entry>,
    /// The region or country printed beside it.
    pub(super) within: Vec<Entry>,
}

impl Spot {
    /// The places that `text` may name at `at`, the longest name first.
    pub(super) fn all_at(text: &str, at: usize) -> impl Iterator<Item = Spot> {
        let rest = text.get(at..).unwrap_or("");
        let words = if head::opens_name(rest) { head::run(text, at, MOST_WORDS) } else { Vec::new() };
        let capital = |w: &Range<usize>| head::opens_name(&text[w.clone()]) || is_link(&text[w.clone()]);
        let count = words.iter().take_while(|w| capital(w)).count();
        let ends: Vec<usize> = words[..count].iter().rev().map(|w| head::without_stop(text, w)).collect();
        ends.into_iter().filter_map(move |end| {
            let printed = text.get(at..end)?;
            let entries = named(printed, |e| e.class != NameClass::Short || short_of_city(e, printed));
            (!entries.is_empty()).then(|| Spot { span: at..end, entries, within: Vec::new() })
        })
    }

    /// The place that just these words name.
    pub(super) fn of(text: &str, span: Range<usize>) -> Option<Spot> {
        let entries = named(text.get(span.clone())?, |e| e.class != NameClass::Short);
        (!entries.is_empty()).then(|| Spot { span, entries, within: Vec::new() })
    }

    /// The regions or countries that `text` may name at `at`, beside a place: short forms count.
    pub(super) fn areas_at(text: &str, at: usize) -> Vec<(usize, Vec<Entry>)> {
        let words = head::run(text, at, MOST_WORDS);
        let mut found = Vec::new();
        for word in words.iter().rev() {
            // "N.C." and "Mass." end in their own stop, other names do not.
            let bare = head::without_stop(text, word);
            for end in [word.end, bare] {
                let printed = &text[at..end];
                let own_stop = end > bare;
                let entries = named(printed, |e| {
                    e.kind <= EntryKind::Regency && (!own_stop || e.class == NameClass::Short)
                });
                if !entries.is_empty() && found.last().is_none_or(|(last, _)| *last != end) {
                    found.push((end, entries));
                }
            }
        }
        found
    }

    /// Keeps what lies in one of the areas; `false` where nothing does.
    pub(super) fn lie_in(&mut self, areas: &[Entry]) -> bool {
        let inside =
            |e: &Entry| areas.iter().any(|a| e.lies_in(a) && (e.kind > a.kind || e.kind == EntryKind::City));
        let entries: Vec<Entry> = self.entries.iter().filter(|e| inside(e)).cloned().collect();
        if entries.is_empty() {
            return false;
        }
        self.entries = entries;
        self.within = areas.to_vec();
        true
    }

    /// Whether it can only be a country.
    pub(super) fn is_country(&self) -> bool {
        self.entries.first().is_some_and(|e| e.kind == EntryKind::Country)
            && !self.entries.iter().any(|e| e.kind == EntryKind::City && e.population > 100_000)
    }

    /// The place as it stands in the article; `None` where nothing is known of it.
    pub(super) fn place(&self, printed: &str, start: usize, around: &Around) -> Option<Place> {
        let span = Span::new(start + self.span.start, start + self.span.end);
        let mut cities: Vec<Entry> = self.entries.iter().filter(|e| e.city.is_some()).cloned().collect();
        as_spelled(&printed.to_lowercase(), &mut cities);
        let sizable =
            cities.iter().any(|e| e.kind == EntryKind::Regency || e.population > 2_000 || around.is_home(e));
        // "JAMBI -" is filed from the city; a hamlet called Riau does not stand against the province.
        let other = self.entries.iter().any(|e| e.city.is_none());
        let candidates = if !cities.is_empty() && (sizable || !other) { &cities } else { &self.entries };
        if let Some(choice) = around.choose(candidates) {
            return Some(choice.place(printed, span));
        }
        let mut choice = around.choose(&self.within)?;
        choice.entry.latitude = None;
        choice.entry.longitude = None;
        let mut place = choice.place(printed, span);
        place.city = Some(titled(printed));
        place.confidence = 0.5;
        place.others = Vec::new();
        Some(place)
    }
}

fn named(printed: &str, keep: impl Fn(&Entry) -> bool) -> Vec<Entry> {
    let letters = fold(printed);
    if letters.chars().take(3).count() < 2 || letters.bytes().all(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    let mut entries = Gazetteer::builtin().lookup(printed);
    entries.retain(keep);
    entries
}

/// "RIO - O governador": a short form of a city names it at the head of a text, in capitals.
fn short_of_city(entry: &Entry, printed: &str) -> bool {
    entry.kind == EntryKind::City && head::is_capitals(printed)
}

/// Small words inside names: "Rio de Janeiro", "Frankfurt am Main".
fn is_link(word: &str) -> bool {
    matches!(
        word,
        "de" | "da"
            | "do"
            | "del"
            | "di"
            | "la"
            | "le"
            | "el"
            | "los"
            | "las"
            | "am"
            | "an"
            | "im"
            | "der"
            | "den"
            | "upon"
            | "on"
            | "sur"
            | "les"
            | "of"
            | "and"
            | "dan"
            | "y"
            | "und"
            | "ob"
            | "bei"
            | "in"
            | "al"
    )
}

/// `SELAYO ATAS` as a name: `Selayo Atas`.
fn titled(printed: &str) -> String {
    let mut out = String::with_capacity(printed.len());
    for word in printed.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        let mut letters = word.chars();
        out.extend(letters.next());
        let rest = letters.as_str();
        if head::is_capitals(word) { out.push_str(&rest.to_lowercase()) } else { out.push_str(rest) }
    }
    out
}
