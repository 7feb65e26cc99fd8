//! What a place and a separator alone are not: a route, a match, a clause, a label.

use super::head::{self, Mark, Separator};
use super::spot::Spot;
use crate::gazetteer::EntryKind;
use crate::part::place::{Around, size};

/// Whether a lone place before this separator and story is a dateline.
pub(super) fn is_dateline(text: &str, spot: &Spot, mark: Separator, around: &Around, language: &str) -> bool {
    let printed = &text[spot.span.clone()];
    let story = text[mark.end..].trim_start();
    let capitals = head::is_capitals(printed);
    if spot.is_country() || !head::opens_story(story) || !is_known(spot, around, capitals) {
        return false;
    }
    if is_clock(story) {
        return false;
    }
    match mark.mark {
        Mark::Dash if mark.firm => true,
        Mark::Dash => {
            let route = begins_with_place(story, around) && (!capitals || opens_in_capitals(story));
            !route && (capitals || !is_parenthesis(text, mark))
        }
        // "Padang: 45 persen" is a line of a table.
        Mark::Colon => !mark.glued && !opens_with_figure(story) && !begins_with_place(story, around),
        Mark::Bar => true,
        Mark::Dot => {
            (capitals || matches!(language, "de" | "es" | "hi" | "mr"))
                && large(spot)
                && !mark.glued
                && !short(story)
                && !is_one_word(story)
        }
        Mark::Comma => matches!(language, "id" | "ms") && !mark.glued && is_clause(story, around),
        Mark::Slash => language == "ar" && large(spot) && !mark.glued,
        Mark::End => false,
    }
}

/// A name that is also a word needs more: some size, or to lie where the text is at home.
fn is_known(spot: &Spot, around: &Around, capitals: bool) -> bool {
    spot.entries.iter().any(|e| {
        let home = around.is_home(e);
        match e.kind {
            EntryKind::Region | EntryKind::Regency => true,
            EntryKind::City if home => {
                e.seat || e.population > if capitals { 0 } else { 5_000 } || e.parented() && capitals
            }
            _ => size(e) > if capitals { 15_000.0 } else { 60_000.0 },
        }
    })
}

fn large(spot: &Spot) -> bool {
    spot.entries.iter().any(|e| matches!(e.kind, EntryKind::City | EntryKind::Regency) && size(e) > 20_000.0)
}

/// "Paris - Marseille": the story begins with a place that is no country (a country may well be the subject).
pub(super) fn begins_with_place(story: &str, around: &Around) -> bool {
    Spot::all_at(story, 0).any(|s| {
        s.entries.iter().any(|e| match e.kind {
            EntryKind::Country => false,
            EntryKind::Region | EntryKind::Regency => true,
            // A small town far away is more likely a word: "Jam Gadang".
            _ => size(e) > if around.is_home(e) { 20_000.0 } else { 300_000.0 },
        })
    })
}

fn opens_in_capitals(story: &str) -> bool {
    head::word(story, 0).is_some_and(|w| head::is_capitals(&story[w]))
}

/// "Bali - Pulau Dewata - kembali dibuka": a second dash in the same sentence makes a parenthesis of it.
fn is_parenthesis(text: &str, mark: Separator) -> bool {
    let rest: &str = &text[mark.end..];
    let sentence = &rest[..rest.find(". ").unwrap_or(rest.len())];
    let mut before = ' ';
    let mut letters = sentence.trim_start().chars().peekable();
    while let Some(c) = letters.next() {
        if head::is_dash(c) && before.is_whitespace() && letters.peek().is_some_and(|n| n.is_whitespace()) {
            return true;
        }
        before = c;
    }
    false
}

/// "Mentawai, Gempa mengguncang …" against "Padang, Ibu Kota Sumatera Barat, …" and "Padang, Solok dan Agam".
fn is_clause(story: &str, around: &Around) -> bool {
    let words: Vec<&str> = story.split_whitespace().take(5).collect();
    let listed = words.iter().any(|w| w.ends_with([',', ')', ':']) || matches!(*w, "dan" | "serta" | "atau"));
    words.len() == 5
        && !listed
        && !begins_with_place(story, around)
        && words[1..].iter().any(|w| w.starts_with(char::is_lowercase))
}

/// "Padang - 07.30 WIB": a line of a timetable.
fn is_clock(story: &str) -> bool {
    let word = story.split_whitespace().next().unwrap_or("");
    let digits =
        |s: &str, most: usize| (1..=most).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
    word.split_once(['.', ':']).is_some_and(|(h, m)| digits(h, 2) && m.len() == 2 && digits(m, 2))
}

/// "45 persen", "Rp14.500", "$1,200".
fn opens_with_figure(story: &str) -> bool {
    story.split_whitespace().next().is_some_and(|w| w.contains(char::is_numeric))
}

/// "Essen. Trinken. Schlafen.": a row of words, each with its full stop.
fn is_one_word(story: &str) -> bool {
    story.split_whitespace().next().is_some_and(|w| w.ends_with('.'))
}

fn short(story: &str) -> bool {
    story.split_whitespace().take(3).count() < 3
}
