//! The role printed beside a name: before it ("Ketua DPRD Padang Budi Santoso"), or after it as an apposition.

use std::ops::Range;

use crate::part::lexicon::{
    ADVERB, ALIAS, AREA, ARTICLE, AS, CALENDAR, CONNECT, DEGREE, HONORIFIC, INITIALS, KIN, NAMED,
    ORGANISATION, PREPOSITION, PRONOUN, RANK, ROLE, ROLE_MODIFIER, SAYS, SOURCES, STOP, THIS, THOUGHT,
    UNNAMED, VERBAL, WHO,
};
use crate::part::prose::Prose;
use crate::text::Kind;

/// No role has more words.
const MOST_WORDS: usize = 16;
/// Small words of no table that a role may have in a row ("ahli hukum pidana …").
const MOST_UNKNOWN: usize = 3;
/// The head of an apposition is near its beginning.
const HEAD_WITHIN: usize = 6;

/// The role that ends where the name begins, not reaching back over word `floor`.
pub(super) fn before(prose: &Prose, name: &Range<usize>, floor: usize) -> Option<Range<usize>> {
    let end = title_start(prose, name.start, floor);
    let comma = end > floor && prose.is_mark(end - 1, ',');
    let mut end = if comma { end - 1 } else { end };
    // "buruh berinisial RZ", "pria bernama Rusli".
    while end > floor && prose.is(end - 1, NAMED | INITIALS) && prose.is_lower(end - 1) {
        end -= 1;
    }
    let mut head = None;
    let mut unknown = 0;
    let mut at = end;
    while at > floor && end - at < MOST_WORDS {
        let i = at - 1;
        if prose.is_mark(i, ')') {
            at = parenthesis(prose, i, floor)?;
            continue;
        }
        if prose.kind(i) == Some(Kind::Mark) && !"/-.&–".contains(prose.str(i)) || prose.is_break(i) {
            break;
        }
        if prose.is_mark(i, '.') && prose.ends_sentence(i) {
            break;
        }
        if is_verb(prose, i) || prose.is(i, VERBAL | NAMED) && prose.is_lower(i) {
            break;
        } else if prose.is(i, ROLE) {
            head = Some(i);
            unknown = 0;
        } else if prose.is(i, ROLE_MODIFIER) && head.is_some() {
            head = Some(i);
        } else if prose.is(i, CONNECT) && at < end && i > floor && connects(prose, i) {
        } else if prose.is(i, PREPOSITION | PRONOUN | WHO | ARTICLE | CALENDAR | THIS)
            && !prose.is(i, ORGANISATION)
        {
            break;
        } else if prose.is_capitalised(i) || prose.is(i, ORGANISATION | AREA | RANK | ROLE_MODIFIER) {
            unknown = 0;
        } else if prose.is(i, STOP | ADVERB | SOURCES) {
            break;
        } else if prose.is_mark(i, '.') || prose.kind(i) == Some(Kind::Mark) {
        } else {
            unknown += 1;
            if unknown > MOST_UNKNOWN {
                break;
            }
        }
        at = i;
    }
    let head = head?;
    // "suami Rina": what somebody else is to her.
    let relation = prose.is(head, KIN) && head + prose.phrase(head) == end && end == name.start;
    // "Kepada wartawan, Ridwan": what opens the sentence is whom he speaks to.
    let opener =
        comma && head > floor && prose.is(head - 1, PREPOSITION) && !prose.is(head - 1, ORGANISATION);
    (head < end && !relation && !opener).then_some(head..end)
}

/// A word of saying with a small letter, or at the beginning of a sentence, is no part of a role.
fn is_verb(prose: &Prose, i: usize) -> bool {
    prose.is(i, SAYS | THOUGHT) && !prose.is(i, ROLE | ROLE_MODIFIER | ORGANISATION)
}

/// "dan" joins two words of an office; "Vorsitzende der Grünen": after a head, an article may.
fn connects(prose: &Prose, i: usize) -> bool {
    prose.is_capitalised(i - 1) || prose.is(i - 1, ROLE | ORGANISATION)
}

fn parenthesis(prose: &Prose, close: usize, floor: usize) -> Option<usize> {
    (floor..close).rev().take(5).find(|k| prose.is_mark(*k, '('))
}

/// Where the titles directly before a name begin.
pub(super) fn title_start(prose: &Prose, name: usize, floor: usize) -> usize {
    let mut at = name;
    while at > floor {
        let i = at - 1;
        let dot = prose.is_mark(i, '.') && i > floor && prose.is(i - 1, DEGREE | HONORIFIC | RANK);
        // "dr. Meutia": in small letters a degree needs its dot. "o major Tomás": a rank does not.
        let ranked = prose.is(i, RANK) && prose.str(i).len() >= 5 && at == name;
        let dotted = prose.is_mark(at, '.') && prose.is(i, DEGREE) || ranked;
        if prose.is_mark(i, ')') && i >= floor + 2 && prose.is(i - 1, RANK) && prose.is_mark(i - 2, '(') {
            at = i - 2;
            continue;
        }
        // "Kapten Timnas": a rank that is a role word stays in the role.
        let title = prose.is(i, DEGREE | HONORIFIC | RANK) && !prose.is(i, ROLE | UNNAMED);
        // "Tuan Guru": an office in a title of two words.
        let second = i > floor && prose.is(i - 1, HONORIFIC) && prose.phrase(i - 1) == 2;
        let title = title || second && prose.is(i, HONORIFIC);
        if !dot && !(title && (prose.is_capitalised(i) || prose.is(i, HONORIFIC) || dotted)) {
            break;
        }
        at = i;
    }
    at
}

/// Whether a title stands directly before the name.
pub(super) fn has_title(prose: &Prose, name: usize, floor: usize) -> bool {
    title_start(prose, name, floor) < name
}

/// The apposition after a name: ", a spokesman for the ministry,", "(Ketua RT 3)", "selaku ketua panitia".
pub(super) fn after(prose: &Prose, name: &Range<usize>) -> Option<Range<usize>> {
    let mut at = degrees_end(prose, name.end);
    at = age(prose, at).unwrap_or(at);
    let bracket = prose.is_mark(at, '(');
    let mut joined = prose.is(at, AS) && prose.is_lower(at);
    if !bracket && !joined && !prose.is_mark(at, ',') {
        return None;
    }
    at += usize::from(!joined);
    if prose.is(at, AS) && prose.is_lower(at) {
        joined = true;
        at += prose.phrase(at);
    }
    while prose.is(at, ARTICLE) && prose.is_lower(at) || prose.is(at, ALIAS) && !prose.is_capitalised(at) {
        at += 1;
    }
    let start = at;
    let mut head = false;
    while at < start + MOST_WORDS && !prose.is_break(at) {
        if prose.kind(at) == Some(Kind::Mark) && !"/-.&–'’".contains(prose.str(at)) || prose.ends_sentence(at)
        {
            break;
        }
        let verb = is_verb(prose, at) && (head || !prose.is_capitalised(at));
        let small = prose.is_lower(at) && prose.is(at, VERBAL | PREPOSITION | ADVERB);
        if joined && small && !prose.is(at, ROLE | ORGANISATION) {
            break;
        }
        if head && small && prose.is(at, VERBAL) && !prose.is(at, ROLE | ORGANISATION) {
            // "Menurut Budi, pengurus perlu menyiapkan …": a clause, no apposition.
            return None;
        }
        if verb || prose.is(at, WHO) && prose.is_lower(at) && !prose.is(at, ARTICLE) {
            break;
        }
        head |= prose.is(at, ROLE) && at < start + HEAD_WITHIN;
        if !head && prose.is(at, PREPOSITION | PRONOUN | CALENDAR) && prose.is_lower(at) {
            return None;
        }
        at += 1;
    }
    // Another name with its office follows in a list, unless the phrase is closed.
    let closed = bracket
        || prose.kind(at) == Some(Kind::Mark)
        || prose.ends_sentence(at)
        || is_verb(prose, at)
        || joined
        || prose.is(at, WHO);
    (head && closed && at > start).then_some(start..at)
}

/// The end of the age after a name: "(45)", "(45 tahun)", ", 54,".
pub(super) fn age(prose: &Prose, at: usize) -> Option<usize> {
    let years = prose.kind(at + 1) == Some(Kind::Number) && prose.str(at + 1).len() <= 3;
    let years = years && prose.str(at + 1).parse::<u8>().is_ok_and(|n| (1..=120).contains(&n));
    let unit = at + 2 + usize::from(prose.is_lower(at + 2));
    if years && prose.is_mark(at, '(') && prose.is_mark(unit, ')') {
        return Some(unit + 1);
    }
    let listed = prose.is_mark(at + 2, ',') || prose.is_mark(at + 2, '.') && prose.is_break(at + 3);
    (years && prose.is_mark(at, ',') && listed).then_some(at + 2)
}

/// The end of the degrees after a name: ", S.H., M.H.".
pub(super) fn degrees_end(prose: &Prose, end: usize) -> usize {
    let mut at = end;
    loop {
        let comma = usize::from(prose.is_mark(at, ','));
        if !prose.is(at + comma, DEGREE) || !prose.is_capitalised(at + comma) {
            return at;
        }
        at += comma + 1;
        if prose.is_mark(at, '.')
            && prose.is_glued(at)
            && (!prose.ends_sentence(at) || prose.is_mark(at + 1, ','))
        {
            at += 1;
        }
    }
}
