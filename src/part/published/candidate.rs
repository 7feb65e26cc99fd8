//! What one piece of evidence says: a date, how it says it, and what it is the date of.

use std::sync::LazyLock;

use jiff::civil;

use crate::article::DateMention;
use crate::part::date::{self, Reading};
use crate::value::{Context, Date, Evidence, Field, Mark, Scope, Source};

const WORDS: &str = include_str!("../../../data/dates/publication.tsv");

/// The longest string that still is a byline or date line, in bytes.
const LONGEST: usize = 400;

/// What a date is the date of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event {
    Publication,
    Change,
    Other,
}

/// Words with what they tell, the longer ones first.
static TABLE: LazyLock<Vec<(&str, Event)>> = LazyLock::new(|| {
    let rows = WORDS.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t'));
    let mut table: Vec<(&str, Event)> = rows
        .flat_map(|(class, words)| {
            let event = match class {
                "posted" => Event::Publication,
                "updated" => Event::Change,
                _ => Event::Other,
            };
            words.split('|').map(move |w| (w, event))
        })
        .collect();
    table.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    table
});

/// One dated piece of evidence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) date: Date,
    /// The other reading of a numeric date.
    pub(super) other: Option<Date>,
    pub(super) source: Source,
    pub(super) mark: Mark,
    pub(super) order: u32,
    pub(super) event: Event,
    /// The evidence speaks of this post, not of the page.
    pub(super) own: bool,
}

impl Candidate {
    /// Loose evidence, which is weighed apart.
    pub(super) fn loose(evidence: &Evidence, context: &Context) -> Vec<Self> {
        let made = |(reading, said): (Reading, Option<Event>)| Self {
            date: reading.date,
            other: reading.other,
            source: evidence.source,
            mark: evidence.mark,
            order: evidence.order,
            event: said.unwrap_or(Event::Publication),
            own: false,
        };
        if is_sentence(&evidence.value) {
            return Vec::new();
        }
        let found = inside(&evidence.value, context, date::dates_in).into_iter().map(made);
        found.filter(|c| c.day().is_some_and(|d| date::plausible(d, super::latest()))).collect()
    }

    /// Whether evidence speaks of the date, and is not weighed apart.
    pub(super) fn is_told_by(evidence: &Evidence) -> bool {
        matches!(evidence.field, Field::Published | Field::Modified) && evidence.mark != Mark::Loose
    }

    /// What a piece of evidence says whose value reads so.
    pub(super) fn read(
        evidence: &Evidence,
        readings: &[(Reading, Option<Event>)],
    ) -> impl Iterator<Item = Self> {
        let change = evidence.field == Field::Modified;
        let made = move |(reading, said): &(Reading, Option<Event>)| Self {
            date: reading.date,
            other: reading.other,
            source: evidence.source,
            mark: evidence.mark,
            order: evidence.order,
            event: if change { Event::Change } else { said.unwrap_or(Event::Publication) },
            own: evidence.scope != Scope::Page,
        };
        readings.iter().map(made).filter(|c| c.day().is_some())
    }

    pub(super) fn day(&self) -> Option<civil::Date> {
        self.date.day()
    }

    /// Whether a reader of the page sees it.
    pub(super) fn printed(&self) -> bool {
        let seen = matches!(
            self.mark,
            Mark::DateHeader | Mark::Visible | Mark::Byline | Mark::Rule | Mark::Heading(_)
        );
        seen || self.source == Source::Text
    }

    /// How much a piece of evidence of this kind is worth against others that contradict it.
    pub(super) fn weight(&self) -> i32 {
        let base = match (self.mark, self.source) {
            (Mark::Rule, _) => 90,
            (Mark::DateHeader, _) => 70,
            (Mark::Machine, Source::Microdata) => 50,
            (Mark::Machine, _) => 45,
            (Mark::Property, Source::JsonLd | Source::OpenGraph) => 50,
            (Mark::Property | Mark::Heading(_), Source::Microdata) => 50,
            (Mark::Property | Mark::Heading(_), _) => 40,
            (Mark::Visible | Mark::Byline, _) => 40,
            (Mark::Loose, _) => 10,
        };
        base + if self.own { 5 } else { 0 }
    }
}

/// The dates in a string with what the words before each say of it: the whole string, else those it holds.
pub(super) fn readings(s: &str, context: &Context) -> Vec<(Reading, Option<Event>)> {
    let s = s.trim();
    if s.len() > LONGEST {
        return Vec::new();
    }
    let (language, region) = (context.language_hint(), context.region_hint());
    if let Some(reading) = date::reading(s, language, region) {
        return vec![(reading, None)];
    }
    // "2021-12-09T10:05:00:684Z": a stamp whose end is broken still names its day.
    let stamp = s.get(..10).filter(|_| s.get(10..11) == Some("T"));
    if let Some(reading) = stamp.and_then(|day| date::reading(day, language, region)) {
        return vec![(reading, None)];
    }
    // As a whole it is no date: that is not asked again.
    inside(s, context, |s, context| date::mentions(s, context, None))
}

/// The dates that a string holds, in the page's language or English.
fn inside(
    s: &str,
    context: &Context,
    dates_in: impl Fn(&str, &Context) -> Vec<DateMention>,
) -> Vec<(Reading, Option<Event>)> {
    let s = s.trim();
    if !s.chars().any(char::is_numeric) {
        return Vec::new();
    }
    let (language, region) = (context.language_hint(), context.region_hint());
    // "Diposting oleh Rina pada Kamis, 9 Desember 2021": nothing relative, for there is no anchor yet.
    let plain = context.clone().with_published(None);
    let languages = [language, "en".parse().ok()];
    languages
        .into_iter()
        .map(|language| {
            let found = dates_in(s, &plain.clone().with_language(language));
            let days = found.into_iter().filter(|m| m.value.day().is_some() && m.end.is_none());
            days.map(|m| {
                let before = s.get(..m.span.start()).unwrap_or("");
                let from = s.get(m.span.start()..).unwrap_or("");
                // With its time, if the rest of the string is a date and time.
                let whole = date::reading(from, language, region).filter(|r| r.date.day() == m.value.day());
                (whole.unwrap_or(Reading { date: m.value, other: None }), event_before(before))
            })
            .collect::<Vec<_>>()
        })
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

/// "Rina Marlina lahir di Solok, 9 Desember 1991.": four words and a full stop tell a story, not a date of publication.
fn is_sentence(line: &str) -> bool {
    let line = line.trim();
    let ends = line.ends_with('.') && !line.ends_with("г.") && !line.ends_with("m.");
    let words = line.split_whitespace().filter(|w| w.chars().all(|c| c.is_alphabetic() || c == ',')).count();
    ends && words >= 4
}

/// What the words right before a date say it is the date of.
pub(super) fn event_before(before: &str) -> Option<Event> {
    let floor = (before.len().saturating_sub(60)..=before.len()).find(|i| before.is_char_boundary(*i))?;
    let tail = before.get(floor..)?.to_lowercase();
    let tail = tail.trim_end_matches(|c: char| c.is_whitespace() || ":-–—|•·,(.".contains(c));
    let tail = ["pada", "on", "at", "am", "el", "em", "le", "op"].iter().fold(tail, |tail, word| {
        tail.strip_suffix(word).filter(|t| t.ends_with(' ')).map_or(tail, |t| t.trim_end_matches([' ', ':']))
    });
    let told = TABLE.iter().find(|(word, _)| {
        tail.strip_suffix(word).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric) || !word.is_ascii())
    });
    told.map(|(_, event)| *event)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_before_a_date() {
        for (s, event) in [
            ("Diterbitkan pada ", Some(Event::Publication)),
            ("Terakhir diperbarui: ", Some(Event::Change)),
            ("Published 9 Dec 2021 | Updated ", Some(Event::Change)),
            ("© ", Some(Event::Other)),
            ("Zuletzt aktualisiert am ", Some(Event::Change)),
            ("oleh Rina ", None),
        ] {
            assert_eq!(event_before(s), event, "{s}");
        }
    }

    #[test]
    fn dates_inside_a_byline() {
        let context = Context::new().language("id");
        let found = readings("Diposting oleh Rina pada Kamis, 9 Desember 2021 pukul 10.05 WIB", &context);
        assert_eq!(found[0].0.date.to_string(), "2021-12-09T10:05:00+07:00");
        let found = readings("Published: 9 Dec 2021 | Updated: 12 Dec 2021", &context);
        assert_eq!(found[0].0.date.to_string(), "2021-12-09");
        assert_eq!(found[1].1, Some(Event::Change));
        assert!(readings("3 komentar", &context).is_empty());
        let found = readings("2021-12-09T10:05:00:684Z", &context);
        assert_eq!(found[0].0.date.to_string(), "2021-12-09");
    }
}
