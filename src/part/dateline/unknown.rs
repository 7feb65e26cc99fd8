//! Openings whose first words nobody knows: a village that the gazetteer lacks, or a paper, before a place.

use std::ops::Range;

use super::head::{self, Mark};
use super::shape::{Reader, Reading};
use super::spot::Spot;
use super::{agency, day, doubt};
use crate::gazetteer::EntryKind;

/// Languages whose papers sign in capitals before a town in small letters; elsewhere the capitals are the town's.
const SIGNING: [&str; 9] = ["id", "ms", "jv", "su", "min", "ban", "ace", "bjn", ""];

/// What closes a Chinese dateline: "by wire", "reports".
const WIRED: [char; 4] = ['电', '電', '讯', '訊'];

impl Reader<'_> {
    /// `ABOARD AIR FORCE ONE (AP) —`, `SELAYO, SUMBAR -`, `RANAHKINI, PADANG –`, `Suluh Flores, Maumere –`.
    pub(super) fn unknown_first(&self, at: usize) -> Option<Reading> {
        let words = head::run(self.text, at, 5);
        let end = words.last()?.end;
        let name = &self.text[at..end];
        let here = head::skip_space(self.text, end);
        let capitals = head::is_capitals(name);
        if capitals && self.text[here..].starts_with('(') {
            let (inner, _) = head::bracket(self.text, here)?;
            agency::id_of(&self.text[inner])?;
            return self.rest(end, Reading::in_capitals(), 0);
        }
        if words.len() > 3 {
            return None;
        }
        let press = words.iter().all(|w| head::opens_name(&self.text[w.clone()])) && agency::is_press(name);
        let separator = head::separator(self.text, end);
        let parts = |mark| matches!(mark, Mark::Comma | Mark::Bar | Mark::Dash);
        if let Some(parted) = separator.filter(|s| press && !s.glued && parts(s.mark)) {
            let read = self.signed_by(at..end, head::skip_space(self.text, parted.end), |_| true);
            // "Suara Rakyat - Jakarta - Bandung"
            let route = |r: &Reading| doubt::begins_with_place(self.text[r.end..].trim_start(), self.around);
            if let Some(read) = read.filter(|r| parted.mark != Mark::Dash || !route(r)) {
                return Some(read);
            }
        }
        let next = head::skip_space(self.text, here + usize::from(self.text[here..].starts_with(',')));
        if next == here {
            return None;
        }
        if !capitals {
            return None;
        }
        // "SELAYO, SOLOK -" is a village in its regency, "SINARKITA, Solok –" a paper and its town.
        let language = self.context.language_hint();
        let signing = SIGNING.contains(&language.as_ref().map_or("", |l| l.primary()));
        if words.len() == 1 {
            let town = |spot: &Spot| {
                let mixed = !head::is_capitals(&self.text[spot.span.clone()]);
                let city = spot.entries.iter().any(|e| e.kind == EntryKind::City);
                let area = spot.entries.iter().any(|e| e.kind < EntryKind::Regency);
                mixed
                    && !area
                    && (city && signing || !spot.entries.iter().any(|e| e.kind == EntryKind::Regency))
            };
            let read = self.signed_by(at..end, next, town);
            if read.is_some() {
                return read;
            }
        }
        let mut reading = Reading::in_capitals();
        Spot::areas_at(self.text, next).into_iter().find_map(|(area_end, areas)| {
            reading.qualified = true;
            reading.spots = vec![Spot { span: at..end, entries: Vec::new(), within: areas }];
            let separator = head::separator(self.text, area_end);
            let open = separator.is_some_and(|s| s.mark == Mark::Dash)
                || self.text[area_end..].trim_start().starts_with('(');
            open.then(|| self.rest(area_end, reading.clone(), 1)).flatten()
        })
    }

    /// A paper nobody knows before a town.
    pub(super) fn signed_by(
        &self,
        name: Range<usize>,
        next: usize,
        is_meant: impl Fn(&Spot) -> bool,
    ) -> Option<Reading> {
        let read = self.place_first(next, &Reading::default().with_agency(name, false))?;
        let spot = read.spots.first()?;
        let town = spot.entries.iter().any(|e| matches!(e.kind, EntryKind::Regency | EntryKind::City));
        (town && is_meant(spot)).then_some(read)
    }

    /// `新华社北京3月3日电`: agency, place and day without any space, up to the word for a wire.
    pub(super) fn unspaced(&self, at: usize) -> Option<Reading> {
        let first = head::first(&self.text[at..])?;
        if !matches!(first, '\u{3400}'..='\u{9fff}') {
            return None;
        }
        let mut here = at;
        let mut reading = Reading::default();
        if let Some(end) = self.longest(here, |s| agency::id_of(s).is_some()) {
            reading = reading.with_agency(here..end, true);
            here = end;
        } else if let Some(own) =
            ["本报", "本報", "本台", "本网"].iter().find(|own| self.text[here..].starts_with(**own))
        {
            here += own.len();
        }
        if let Some(spot) =
            self.ends_of(here).into_iter().rev().find_map(|end| Spot::of(self.text, here..end))
        {
            here = spot.span.end;
            reading.spots.push(spot);
        }
        if let Some((length, _)) = day::day_at(&self.text[here..], self.context) {
            reading.day = Some(here..here + length);
            here += length;
        }
        let end = here + self.text[here..].chars().next().filter(|c| WIRED.contains(c))?.len_utf8();
        let told = reading.day.is_some() || reading.agency.is_some();
        let story = self.text[end..].trim_start();
        (told && !reading.spots.is_empty() && !story.is_empty()).then(|| reading.ending(end))
    }

    /// `【ワシントン共同】`, `【ロンドン＝山田太郎】`, `【東京3月3日】`.
    pub(super) fn bracketed_han(&self, inner: Range<usize>) -> Option<Reading> {
        let mut ends = self.ends_of(inner.start).into_iter().rev();
        let spot = ends.find_map(|end| Spot::of(self.text, inner.start..end))?;
        let after = self.text.get(spot.span.end..inner.end)?;
        let rest = after.trim_start_matches(['＝', '=', '・', '　', ' ']);
        let start = inner.end - rest.len();
        let mut reading = Reading::default();
        reading.spots.push(spot);
        if agency::id_of(rest).is_some() {
            return Some(reading.with_agency(start..inner.end, true));
        }
        if day::day_at(rest, self.context).is_some_and(|(length, _)| length == rest.len()) {
            reading.day = Some(start..inner.end);
            return Some(reading);
        }
        after.starts_with(['＝', '=']).then_some(reading)
    }

    fn longest(&self, at: usize, is: impl Fn(&str) -> bool) -> Option<usize> {
        self.ends_of(at).into_iter().rev().find(|end| is(&self.text[at..*end]))
    }

    /// The ends of the names of two to eight letters at `at`.
    fn ends_of(&self, at: usize) -> Vec<usize> {
        let letters = self.text[at..].char_indices().take_while(|(_, c)| c.is_alphabetic());
        letters.map(|(i, c)| at + i + c.len_utf8()).take(8).skip(1).collect()
    }
}
