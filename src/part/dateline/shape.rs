//! The grammar of datelines, tried at the head of a block. Every step goes forward, and there are few: the head is short
//! and the number of parts is bounded.

use std::ops::Range;

use super::head::{self, Mark, Separator};
use super::spot::Spot;
use super::{agency, day, doubt};
use crate::gazetteer::{Entry, EntryKind};
use crate::part::place::Around;
use crate::value::Context;

/// More parts than this no dateline has.
const MOST_PARTS: usize = 7;

/// What was read.
#[derive(Clone, Debug, Default)]
pub(super) struct Reading {
    pub(super) agency: Option<Range<usize>>,
    pub(super) spots: Vec<Spot>,
    pub(super) day: Option<Range<usize>>,
    /// One past the separator.
    pub(super) end: usize,
    known_agency: bool,
    pub(super) qualified: bool,
    bracketed: bool,
    capitals: bool,
}

impl Reading {
    /// Whether more than a lone name speaks for it.
    pub(super) fn is_strong(&self) -> bool {
        self.known_agency || self.qualified || self.day.is_some() || (self.bracketed && self.capitals)
    }

    pub(super) fn in_capitals() -> Self {
        Self { capitals: true, ..Self::default() }
    }

    pub(super) fn ending(self, end: usize) -> Self {
        Self { end, ..self }
    }

    pub(super) fn with_agency(mut self, range: Range<usize>, known: bool) -> Self {
        self.agency = Some(range);
        self.known_agency |= known;
        self
    }
}

/// A block's head, and what is known of the text.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    /// Length of the whole block.
    pub(super) whole: usize,
    pub(super) context: &'a Context,
    pub(super) around: &'a Around,
    /// Whether the block may be a dateline of its own, above the story.
    pub(super) alone: bool,
}

impl Reader<'_> {
    /// The dateline at the head of the block.
    pub(super) fn read(&self) -> Option<Reading> {
        let open = |c: char| c.is_whitespace() || matches!(c, '*' | '•' | '■' | '●' | '▪' | '"' | '“' | '»');
        let at = self.text.len() - self.text.trim_start_matches(open).len();
        self.in_bracket(at)
            .or_else(|| self.unspaced(at))
            .or_else(|| self.after_agency(at))
            .or_else(|| self.place_first(at, &Reading::default()))
            .or_else(|| self.unknown_first(at))
    }

    /// `[Solok] …`, `【東京】…`, `(ANSA) - ROMA, 28 LUG - …`.
    fn in_bracket(&self, at: usize) -> Option<Reading> {
        let (inner, after) = head::bracket(self.text, at)?;
        if !self.text[at..].starts_with('(') {
            let inside = Self { text: &self.text[..inner.end], whole: inner.end, alone: true, ..*self };
            let mut reading = Spot::all_at(inside.text, inner.start).find_map(|spot| {
                let reading = Reading { spots: vec![spot.clone()], ..Reading::default() };
                inside.rest(spot.span.end, reading, 0)
            });
            reading = reading.or_else(|| inside.bracketed_han(inner.clone()));
            if reading.is_none() && agency::id_of(&self.text[inner.clone()]).is_some() {
                reading = Some(Reading::default().with_agency(inner.clone(), true));
            }
            // "[KABAR NAGARI] Solok - …"
            if reading.is_none() && agency::is_press(&self.text[inner.clone()]) {
                let separator = head::separator(self.text, after);
                let start = separator.filter(|s| s.mark == Mark::Dash || s.mark == Mark::Colon);
                let start = head::skip_space(self.text, start.map_or(after, |s| s.end));
                return self.signed_by(inner, start, |_| true);
            }
            let mut reading = reading?;
            let separator = head::separator(self.text, after);
            let separator = separator.filter(|s| matches!(s.mark, Mark::Dash | Mark::Colon | Mark::Bar));
            reading.end = separator.map_or(after, |s| s.end);
            return head::opens_story(self.text[reading.end..].trim_start()).then_some(reading);
        }
        let printed = &self.text[inner.clone()];
        let known = agency::id_of(printed).is_some();
        let separator =
            head::separator(self.text, after).filter(|s| matches!(s.mark, Mark::Dash | Mark::Colon));
        let start = head::skip_space(self.text, separator.map_or(after, |s| s.end));
        if known || (head::is_capitals(printed) && printed.len() <= 10) {
            let reading = Reading::default().with_agency(inner.clone(), known);
            let read = self.place_first(start, &reading).filter(|r| known || r.qualified);
            if read.is_some() {
                return read;
            }
        }
        let end = separator?.end;
        (known && head::opens_story(self.text[end..].trim_start()))
            .then(|| Reading { end, ..Reading::default().with_agency(inner, true) })
    }

    /// `TEMPO.CO, Jakarta -`, `FS.Bukittinggi(SUMBAR)-`, `TRIBUNNEWS.COM - …`.
    fn after_agency(&self, at: usize) -> Option<Reading> {
        let site = agency::site_at(self.text, at);
        let known = agency::known_at(self.text, at);
        if let Some(end) = site.max(known) {
            let read = self.signed(at..end, true);
            if read.is_some() {
                return read;
            }
        }
        if let Some(end) = agency::domain_at(self.text, at) {
            let read = self.signed(at..end, true).filter(|r| !r.spots.is_empty());
            if read.is_some() {
                return read;
            }
        }
        // Initials nobody knows, glued or with a comma: only before a place that is told apart.
        let initials =
            self.text[at..].find(|c: char| !c.is_ascii_uppercase()).filter(|n| (2..=6).contains(n))?;
        let mark = self.text[at + initials..].chars().next().filter(|c| matches!(c, '.' | ','))?;
        // "LONDON, Ontario" opens with no initials.
        let town = |e: &Entry| e.kind < EntryKind::City || e.seat || e.population > 100_000;
        let initials_end = at + initials;
        // "SELAYO, SOLOK" opens with a word.
        let letters = &self.text[at..initials_end];
        let vowels = letters.chars().filter(|c| matches!(c, 'A' | 'E' | 'I' | 'O' | 'U')).count();
        if mark == ',' && letters.len() >= 4 && vowels >= 2 {
            return None;
        }
        if mark == ','
            && Spot::all_at(self.text, at).any(|s| s.span.end == initials_end && s.entries.iter().any(town))
        {
            return None;
        }
        let start = head::skip_space(self.text, at + initials + mark.len_utf8());
        let reading = Reading::default().with_agency(at..at + initials, false);
        self.place_first(start, &reading).filter(|r| r.spots.iter().any(|s| !s.is_country()))
    }

    /// What follows an agency at the head: a place, or the story itself.
    fn signed(&self, printed: Range<usize>, known: bool) -> Option<Reading> {
        let reading = Reading::default().with_agency(printed.clone(), known);
        let separator = head::separator(self.text, printed.end);
        let start = separator.map_or(printed.end, |s| s.end);
        let start = head::skip_space(self.text, start);
        if start > printed.end
            && let Some(found) = self.place_first(start, &reading)
        {
            return Some(found);
        }
        let separator = separator?;
        let name = &self.text[printed.clone()];
        let signed = head::is_capitals(name) || name.contains('.');
        let story = self.text[separator.end..].trim_start();
        let parted = matches!(separator.mark, Mark::Dash | Mark::Bar)
            || separator.mark == Mark::Colon && name.contains('.');
        (signed && parted && head::opens_story(story)).then_some(Reading { end: separator.end, ..reading })
    }

    /// A place at `at` and what stands beside it.
    pub(super) fn place_first(&self, at: usize, before: &Reading) -> Option<Reading> {
        Spot::all_at(self.text, at).find_map(|spot| {
            let end = spot.span.end;
            let mut reading = before.clone();
            reading.capitals = head::is_capitals(&self.text[spot.span.clone()]);
            reading.spots.push(spot);
            self.rest(end, reading, 0)
        })
    }

    /// What stands after the place, part by part, up to the separator.
    pub(super) fn rest(&self, at: usize, reading: Reading, parts: usize) -> Option<Reading> {
        if parts > MOST_PARTS {
            return None;
        }
        let here = head::skip_space(self.text, at);
        match self.text[here..].chars().next() {
            Some('(' | '（') => return self.after_bracket(here, reading, parts),
            Some(',' | '،' | '、') => {
                let next = head::skip_space(self.text, here + self.text[here..].chars().next()?.len_utf8());
                if let Some(found) = self.after_comma(next, &reading, parts) {
                    return Some(found);
                }
            }
            // JAKARTA/SINGAPORE
            Some('/') => {
                let next = head::skip_space(self.text, here + 1);
                if let Some(found) = self.second_place(next, &reading, parts) {
                    return Some(found);
                }
            }
            _ => {}
        }
        // الرياض - واس: … and بغداد/ واع/ …: the agency stands between two separators.
        if let Some(separator) = head::separator(self.text, at)
            && matches!(separator.mark, Mark::Dash | Mark::Slash | Mark::Bar)
            && reading.agency.is_none()
        {
            let next = head::skip_space(self.text, separator.end);
            let bar = separator.mark == Mark::Bar;
            let site = bar.then(|| agency::site_at(self.text, next)).flatten();
            if let Some(end) = agency::known_at(self.text, next).max(site) {
                let reading = reading.clone().with_agency(next..end, true);
                if let Some(found) = self.finish(end, reading) {
                    return Some(found);
                }
            }
            if bar && let Some(found) = self.unknown_agency(next, &reading) {
                return Some(found);
            }
        }
        if here > at {
            if reading.agency.is_none()
                && let Some(end) = agency::known_at(self.text, here).max(agency::site_at(self.text, here))
                && let Some(found) = self.rest(end, reading.clone().with_agency(here..end, true), parts + 1)
            {
                return Some(found);
            }
            if let Some(found) = self.with_day(here, &reading, parts) {
                return Some(found);
            }
        }
        self.finish(at, reading)
    }

    fn with_day(&self, at: usize, reading: &Reading, parts: usize) -> Option<Reading> {
        if reading.day.is_some() {
            return None;
        }
        let (length, _) = day::day_at(&self.text[at..], self.context)?;
        let mut reading = reading.clone();
        reading.day = Some(at..at + length);
        self.rest(at + length, reading, parts + 1)
    }

    fn second_place(&self, at: usize, reading: &Reading, parts: usize) -> Option<Reading> {
        Spot::all_at(self.text, at).find_map(|spot| {
            let end = spot.span.end;
            let mut reading = reading.clone();
            reading.spots.push(spot);
            reading.qualified = reading.spots.len() < 4;
            self.rest(end, reading, parts + 1).filter(|r| r.agency.is_some() || r.capitals)
        })
    }

    /// `(SUMBAR)`, `(Reuters)`, `(8/12)`, `(FS)`.
    fn after_bracket(&self, at: usize, reading: Reading, parts: usize) -> Option<Reading> {
        let (inner, after) = head::bracket(self.text, at)?;
        let printed = &self.text[inner.clone()];
        for (end, areas) in Spot::areas_at(&self.text[..inner.end], inner.start) {
            let mut reading = reading.clone();
            if end == inner.end && reading.spots.last_mut().is_some_and(|s| s.lie_in(&areas)) {
                reading.qualified = true;
                return self.rest(after, reading, parts + 1);
            }
        }
        let whole_day = |range: &Range<usize>| {
            day::day_at(&self.text[range.clone()], self.context).is_some_and(|(n, _)| n == range.len())
        };
        if reading.day.is_none() && whole_day(&inner) {
            return self.rest(after, Reading { day: Some(inner), ..reading }, parts + 1);
        }
        // (Antara, 8/12) and (ANTARA/Humas): the agency is what comes first.
        let first = inner.start..inner.start + printed.split([',', '/', '-']).next()?.trim_end().len();
        if reading.agency.is_some() {
            return None;
        }
        if agency::id_of(printed).is_some() || agency::id_of(&self.text[first.clone()]).is_some() {
            let name = if agency::id_of(printed).is_some() { inner } else { first };
            return self.rest(after, reading.with_agency(name, true), parts + 1);
        }
        let signs =
            printed.chars().all(|c| c.is_alphanumeric() || c.is_whitespace() || matches!(c, '.' | '&' | '-'));
        let letters = printed.chars().any(char::is_alphabetic);
        let words = printed.split_whitespace().count();
        if signs && letters && words <= 3 && printed.len() <= 25 {
            let mut reading = reading.with_agency(inner, agency::site_at(printed, 0) == Some(printed.len()));
            reading.bracketed = true;
            return self.rest(after, reading, parts + 1);
        }
        None
    }

    /// A region, a day or an agency after a comma.
    fn after_comma(&self, at: usize, reading: &Reading, parts: usize) -> Option<Reading> {
        for (end, areas) in Spot::areas_at(self.text, at) {
            let mut reading = reading.clone();
            if reading.spots.last_mut().is_some_and(|s| s.lie_in(&areas)) {
                reading.qualified = true;
                if let Some(found) = self.rest(end, reading, parts + 1) {
                    return Some(found);
                }
            }
        }
        if let Some(found) = self.with_day(at, reading, parts) {
            return Some(found);
        }
        if self.text[at..].starts_with(['(', '（']) {
            return self.after_bracket(at, reading.clone(), parts);
        }
        if reading.agency.is_some() {
            return None;
        }
        let site = agency::site_at(self.text, at).max(agency::domain_at(self.text, at));
        if let Some(end) = agency::known_at(self.text, at).max(site) {
            let found = self.rest(end, reading.clone().with_agency(at..end, true), parts + 1);
            if found.is_some() {
                return found;
            }
        }
        self.unknown_agency(at, reading)
    }

    /// A paper nobody knows behind a place: capitalised words up to a plain separator, and no place.
    fn unknown_agency(&self, at: usize, reading: &Reading) -> Option<Reading> {
        agency::unknown_at(self.text, at).into_iter().find_map(|end| {
            let separator = head::separator(self.text, end)?;
            let plain = matches!(separator.mark, Mark::Dash | Mark::Bar | Mark::Colon);
            let place = Spot::all_at(self.text, at).any(|s| s.span.end == end);
            let story = self.text[separator.end..].trim_start();
            (plain && !place && head::opens_story(story)).then(|| Reading {
                end: separator.end,
                bracketed: true,
                ..reading.clone().with_agency(at..end, false)
            })
        })
    }

    /// The separator that closes the dateline, and whether what goes before it is enough.
    fn finish(&self, at: usize, reading: Reading) -> Option<Reading> {
        let separator = head::separator(self.text, at);
        let told = reading.agency.is_some() || reading.qualified || reading.day.is_some();
        let Some(separator) = separator else {
            // "WASHINGTON (AP) The president": a known agency needs no dash.
            let story = self.text[at..].trim_start();
            // And none needs "Liputan6.com, Jakarta Pemerintah …".
            let bracket = self.text[..at].ends_with([')', '）']);
            let led = reading.agency.as_ref().is_some_and(|a| {
                self.text[a.end..].starts_with(',')
                    && reading.spots.first().is_some_and(|s| a.end < s.span.start)
            });
            return ((bracket || led) && reading.known_agency && head::opens_story(story))
                .then_some(Reading { end: at, ..reading });
        };
        let done = Some(Reading { end: separator.end, ..reading.clone() });
        let story = self.text[separator.end..].trim_start();
        if separator.mark == Mark::End || story.is_empty() {
            // The end of the head is not the end of the block.
            if self.text.len() < self.whole || !self.alone {
                return None;
            }
            let closed = separator.mark != Mark::End && separator.mark != Mark::Comma;
            return done.filter(|r| told || closed || r.capitals || self.text.starts_with(['[', '【']));
        }
        if told {
            let starts = head::opens_story(story) || reading.known_agency && separator.mark == Mark::Dash;
            let known = reading.known_agency || reading.qualified || reading.day.is_some();
            return done.filter(|r| match separator.mark {
                Mark::Dash => starts,
                Mark::Colon | Mark::Bar => starts && !separator.glued,
                Mark::Slash => starts && r.known_agency,
                Mark::Dot => {
                    starts && known && !separator.glued && (r.capitals || r.known_agency || r.day.is_some())
                }
                Mark::Comma | Mark::End => false,
            });
        }
        let [spot] = &reading.spots[..] else { return None };
        let language = self.context.language_hint();
        let language = language.as_ref().map_or("", |l| l.primary());
        let separator = Separator { end: separator.end, ..separator };
        done.filter(|_| doubt::is_dateline(self.text, spot, separator, self.around, language))
    }
}
