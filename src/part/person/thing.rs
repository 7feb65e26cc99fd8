//! What has a name and is nobody: "PT Sinar Laut Abadi", "kerbau bernama Si Belang", "Telaga"; and the other way round,
//! letters that stand for somebody: "RS (34)".

use std::ops::Range;

use super::mention::Mention;
use super::register::key;
use super::role;
use crate::part::lexicon::{
    AREA, BODY, CONNECT, DOCUMENT, GIVEN, INITIALS, NAMED, ORGANISATION, PREPOSITION, ROLE, ROLE_MODIFIER,
    Short, TAKES, THING, UNNAMED,
};
use crate::part::prose::Prose;
use crate::text::Set;

/// How far before "bernama" the word for the thing may stand.
const REACH: usize = 4;
/// More names of things are not kept: the text is a list.
const MOST: usize = 512;

/// The names of things in a text, folded.
#[derive(Debug, Default)]
pub(super) struct Things(Set<String>);

impl Things {
    /// Whether a run names a thing rather than the person that could be read in it; then its name is kept, so that it is
    /// known where it stands without the word that says so.
    pub(super) fn note(&mut self, prose: &Prose, run: &Range<usize>, mention: Option<&Mention>) -> bool {
        let thing = prose.is(run.start, THING);
        // "Kapal Putri Samudra": an office inside the name of a thing is part of it.
        let office = mention.is_some_and(|m| {
            m.has_office() && (!thing || m.role.as_ref().is_some_and(|r| r.start < run.start))
        });
        let titled = mention.is_some_and(|m| role::has_title(prose, m.name.start, run.start));
        let first = run.start;
        let head = THING | ORGANISATION | TAKES | BODY;
        let inside = !office
            && prose.is(first, head)
            && !prose.is(first, ROLE | ROLE_MODIFIER | GIVEN)
            && (!titled || thing);
        let known = || self.0.contains(&key(prose, run));
        let outside = !office && (known() || !titled && is_called(prose, first));
        if !(inside || outside) {
            return false;
        }
        let mut start = first;
        let skips = |i: usize| {
            prose.is(i, head | CONNECT) && !prose.is(i, GIVEN) || prose.is_acronym(i) || !prose.is_word(i)
        };
        while inside && start < run.end && skips(start) {
            start += 1;
        }
        for name in [start..run.end, first..run.end] {
            if !name.is_empty() && self.0.len() < MOST {
                self.0.insert(key(prose, &name));
            }
        }
        true
    }

    /// Takes away the mentions that name a thing, and single words that are common nouns, where nothing but a verb of
    /// saying speaks for a person.
    pub(super) fn strike(&self, prose: &Prose, mentions: &mut Vec<Mention>) {
        let any = prose.lexicon.short() == Short::Any;
        // "Peserta, seorang nelayan tua,": an apposition makes no name of a word for people.
        let word = |m: &Mention| {
            let first = m.name.start;
            let people = prose.is(first, UNNAMED | BODY) && !prose.is(first, GIVEN | ROLE);
            any && people && m.phrase == m.name
        };
        let strong = mentions.iter().filter(|m| m.strong && !word(m));
        let people: Set<String> = strong
            .flat_map(|m| m.name.clone().map(|i| key(prose, &(i..i + 1))).chain([key(prose, &m.name)]))
            .collect();
        mentions.retain(|m| {
            let name = key(prose, &m.name);
            let first = m.name.start;
            let noun = any
                && (prose.is_common(first) && m.name.len() == 1
                    || prose.is(first, UNNAMED | BODY | THING | DOCUMENT) && !prose.is(first, GIVEN));
            m.strong && !word(m) || people.contains(&name) || !(self.0.contains(&name) || noun || word(m))
        });
    }
}

/// Whether the words before a name call it a thing's: "kapal Bahari", "kerbau bernama Si Belang".
fn is_called(prose: &Prose, name: usize) -> bool {
    let Some(before) = name.checked_sub(1) else { return false };
    let thing = |i: usize| prose.is(i, THING) && prose.is_lower(i) && !prose.is(i, ROLE | PREPOSITION);
    let mut called = name;
    while called > 0 && name - called < 3 && prose.is(called - 1, NAMED) && prose.is_lower(called - 1) {
        called -= 1;
    }
    if called < name {
        return (called.saturating_sub(REACH)..called)
            .any(|i| prose.is(i, THING) && !prose.is(i, ROLE | UNNAMED));
    }
    thing(before)
}

/// Whether a run is the letters that stand for somebody: "RS (34)", "berinisial RS".
pub(super) fn initials(prose: &Prose, run: &Range<usize>) -> bool {
    let at = run.start;
    if run.len() != 1 || !prose.is_acronym(at) || !(2..=4).contains(&prose.str(at).len()) {
        return false;
    }
    let said = at > 0 && prose.is(at - 1, INITIALS);
    // "SMA (12)": two letters with an age are a person's, whatever else they may mean.
    let free = !prose.is(at, ORGANISATION | TAKES | DOCUMENT | AREA) || prose.str(at).len() == 2;
    said || free && role::age(prose, at + 1).is_some()
}
