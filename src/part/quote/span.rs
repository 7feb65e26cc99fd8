//! Where the quotation marks of a text open and close.
//!
//! Marks are written carelessly: `"…”`, `”…”`, `pagi."Kami`, `" Kami "`, one missing. So each mark is given a price for
//! opening and for closing, by its kind and by what stands around it, and the cheapest reading of the whole text is
//! taken (Viterbi over the marks: linear).

use crate::part::lexicon::{CLITIC, SAYS, SOURCE, VERB, VERB_LAST};
use crate::part::prose::Prose;
use crate::text::is_unspaced;

/// A stretch between two marks. Offsets are bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marked {
    /// The opening mark.
    pub(super) from: usize,
    /// The words inside, white space trimmed.
    pub(super) start: usize,
    pub(super) end: usize,
    /// After the closing mark.
    pub(super) to: usize,
}

/// A mark that neither opens nor closes: inches, a stray one.
const IGNORED: f32 = 2.2;
/// A mark of another kind inside marks.
const OTHER_INSIDE: f32 = 0.3;
/// Marks of one kind inside each other.
const NESTED: f32 = 1.0;
/// A mark that opens although the one before was never closed.
const RESTARTED: f32 = 1.4;
/// A paragraph that ends inside marks, and the next one is outside.
const UNCLOSED: f32 = 1.6;
/// The same, but the next one goes on inside: with a new opening mark, as is the custom, or without.
const REOPENED: f32 = 0.4;
const RUNS_ON: f32 = 2.0;
/// A paragraph that ends inside marks but has its attribution: only the closing mark is missing.
const ATTRIBUTED: f32 = 3.0;

const OUTSIDE: usize = 0;
const INNER: usize = 6;
const STATES: usize = 7;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Action {
    Keep,
    Open,
    Close,
    Restart,
    Reopen,
    Leave,
}

enum Event {
    Mark {
        at: usize,
        len: usize,
        family: usize,
        open: f32,
        close: f32,
        first: bool,
    },
    /// A line end, what it costs to go on inside marks of each family.
    Break {
        at: usize,
        next: Option<usize>,
        attributed: bool,
    },
}

/// The stretches between marks, in order, not overlapping.
pub(super) fn marked(prose: &Prose) -> Vec<Marked> {
    let double = read(prose, false);
    let single_allowed = prose.lexicon.marks().iter().any(|(open, _)| matches!(open, '‘' | '\''));
    if !single_allowed || !prose.text.contains(['\'', '‘']) {
        return double;
    }
    let single = read(prose, true);
    if double.is_empty() { single } else { with_spoken(prose, double, single) }
}

/// Single marks beside double ones hold a term, a title, a quote in a quote; or speech, where a comma and a verb of
/// saying follow: `'Sudah sejak subuh,' katanya`.
fn with_spoken(prose: &Prose, double: Vec<Marked>, single: Vec<Marked>) -> Vec<Marked> {
    let spoken = |m: &Marked| {
        let verb = prose.at(m.to);
        let paused = prose.text[m.start..m.end].ends_with([',', '?', '!']);
        let says = prose.is(verb, SAYS & !VERB_LAST | CLITIC) && prose.is_lower(verb);
        let apart = double.get(double.partition_point(|d| d.to <= m.from)).is_none_or(|d| d.from >= m.to);
        paused && says && apart && !prose.text[m.start..m.end].contains('\n')
    };
    let spoken: Vec<Marked> = single.into_iter().filter(spoken).collect();
    let mut all = double;
    all.extend(spoken);
    all.sort_by_key(|m| m.from);
    all
}

fn read(prose: &Prose, single: bool) -> Vec<Marked> {
    let events = events(prose, single);
    let mut costs = [f32::INFINITY; STATES];
    costs[OUTSIDE] = 0.0;
    let mut steps: Vec<[(u8, Action); STATES]> = Vec::with_capacity(events.len());
    for event in &events {
        let mut next = [f32::INFINITY; STATES];
        let mut step = [(0u8, Action::Keep); STATES];
        let mut go = |from: usize, to: usize, cost: f32, action: Action| {
            if costs[from] + cost < next[to] {
                next[to] = costs[from] + cost;
                step[to] = (from as u8, action);
            }
        };
        match *event {
            Event::Mark { family, open, close, first, .. } => {
                let inside = family + 1;
                go(OUTSIDE, inside, open, Action::Open);
                go(OUTSIDE, OUTSIDE, IGNORED, Action::Keep);
                go(inside, OUTSIDE, close, Action::Close);
                go(inside, inside, RESTARTED + open, Action::Restart);
                if first {
                    go(inside, inside, open, Action::Reopen);
                }
                if family == 0 {
                    go(inside, INNER, NESTED + open, Action::Keep);
                    go(INNER, inside, close, Action::Keep);
                    go(INNER, INNER, IGNORED, Action::Keep);
                } else {
                    go(INNER, INNER, OTHER_INSIDE, Action::Keep);
                }
                for state in 1..INNER {
                    let cost = if state == inside { IGNORED } else { OTHER_INSIDE };
                    go(state, state, cost, Action::Keep);
                }
            }
            Event::Break { next: reopens, attributed, .. } => {
                go(OUTSIDE, OUTSIDE, 0.0, Action::Keep);
                for state in 1..STATES {
                    let family = if state == INNER { 0 } else { state - 1 };
                    let more = if attributed { ATTRIBUTED } else { 0.0 };
                    let nested = if state == INNER { NESTED } else { 0.0 };
                    go(state, OUTSIDE, UNCLOSED + nested, Action::Leave);
                    let on = if reopens == Some(family) { REOPENED } else { RUNS_ON };
                    go(state, family + 1, on + more + nested, Action::Keep);
                }
            }
        }
        costs = next;
        // Only differences count; a long text must not use up the digits.
        let least = costs.iter().copied().fold(f32::INFINITY, f32::min);
        costs.iter_mut().for_each(|c| *c -= least);
        steps.push(step);
    }
    let actions = trace(&steps);
    collect(prose, &events, &actions)
}

/// The actions of the cheapest way that ends outside (the events end with a line end).
fn trace(steps: &[[(u8, Action); STATES]]) -> Vec<Action> {
    let mut actions = vec![Action::Keep; steps.len()];
    let mut state = OUTSIDE;
    for (step, slot) in steps.iter().zip(&mut actions).rev() {
        let (before, action) = step[state];
        *slot = action;
        state = usize::from(before);
    }
    actions
}

fn collect(prose: &Prose, events: &[Event], actions: &[Action]) -> Vec<Marked> {
    let mut found = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    for (event, action) in events.iter().zip(actions) {
        match (event, action) {
            (Event::Mark { at, len, .. }, Action::Open) => open = Some((*at, at + len)),
            (Event::Mark { at, len, .. }, Action::Restart) => {
                found.extend(open.and_then(|(from, start)| unclosed(prose, from, start, *at, false)));
                open = Some((*at, at + len));
            }
            (Event::Mark { at, len, .. }, Action::Close) => {
                found
                    .extend(open.take().and_then(|(from, start)| trimmed(prose, from, start, *at, at + len)));
            }
            (Event::Break { at, .. }, Action::Leave) => {
                found.extend(open.take().and_then(|(from, start)| unclosed(prose, from, start, *at, true)));
            }
            _ => {}
        }
    }
    found
}

/// What was said where the closing mark is missing: up to the attribution, else up to the end of the paragraph.
fn unclosed(prose: &Prose, from: usize, start: usize, limit: usize, to_limit: bool) -> Option<Marked> {
    if let Some(end) = attribution(prose, start, limit) {
        return trimmed(prose, from, start, end, end);
    }
    let begins = prose.text[..from].trim_end_matches([' ', '\t']);
    let plausible = begins.is_empty() || begins.ends_with(['\n', ':', ',', '.']);
    if to_limit && plausible { trimmed(prose, from, start, limit, limit) } else { None }
}

fn trimmed(prose: &Prose, from: usize, start: usize, end: usize, to: usize) -> Option<Marked> {
    let inside = prose.text.get(start..end)?;
    let start = start + (inside.len() - inside.trim_start().len());
    let end = start + inside.trim().len();
    (start < end).then_some(Marked { from, start, end, to })
}

/// The end of the comma or full stop before an attribution that follows in `start..limit` ("…, kata Budi.").
fn attribution(prose: &Prose, start: usize, limit: usize) -> Option<usize> {
    let (from, to) = (prose.at(start), prose.at(limit));
    // An attribution stands near the end; a bound keeps texts of unclosed marks linear.
    let from = from.max(to.saturating_sub(40));
    (from + 1..to).rev().find_map(|i| {
        let says = prose.is(i, SAYS & !VERB_LAST | SOURCE) && prose.is_lower(i);
        let comma = prose.is_mark(i - 1, ',') && says && !prose.is(i, VERB & !SOURCE);
        comma.then(|| prose.word(i - 1).map(|w| w.end())).flatten()
    })
}

fn events(prose: &Prose, single: bool) -> Vec<Event> {
    let text = prose.text;
    let mut events: Vec<Event> = Vec::new();
    let mut first = true;
    let mut line_marks = (0, None::<usize>);
    let mut before: Option<char> = None;
    let mut skip_to = 0;
    for (at, c) in text.char_indices() {
        if at < skip_to {
            continue;
        }
        if c == '\n' {
            // A blank line between paragraphs is one break, so that a mark behind it reopens.
            if first && matches!(events.last(), Some(Event::Break { .. })) {
                continue;
            }
            let attributed = line_marks.1.is_some_and(|last| attribution(prose, last, at).is_some());
            events.push(Event::Break { at, next: None, attributed });
            (first, before, line_marks) = (true, None, (0, None));
            continue;
        }
        if let Some((len, family)) = mark(text, at, c, single) {
            let after = text[at + len..].chars().next();
            let (open, close) = price(prose, c, before, after, single);
            events.push(Event::Mark { at, len, family, open, close, first });
            if first {
                let line = events.len().checked_sub(2);
                if let Some(Event::Break { next, .. }) = line.and_then(|l| events.get_mut(l)) {
                    *next = Some(family);
                }
            }
            line_marks = (line_marks.0 + 1, Some(at + len));
            skip_to = at + len;
            first = false;
            before = Some(c);
            continue;
        }
        if !c.is_whitespace() {
            first = false;
        }
        before = Some(c);
    }
    let attributed = line_marks.1.is_some_and(|last| attribution(prose, last, text.len()).is_some());
    events.push(Event::Break { at: text.len(), next: None, attributed });
    events
}

/// Length and family of the mark at `at`; marks of one family close each other.
fn mark(text: &str, at: usize, c: char, single: bool) -> Option<(usize, usize)> {
    let doubled = |c: char| text[at + c.len_utf8()..].starts_with(c);
    match c {
        '"' | '“' | '”' | '„' | '‟' | '＂' | '〝' | '〞' | '〟' if !single => {
            Some((c.len_utf8(), 0))
        }
        '\'' | '‘' | '’' | '`' | '´' if !single && doubled(c) => Some((2 * c.len_utf8(), 0)),
        '«' | '»' if !single => Some((c.len_utf8(), 1)),
        '「' | '」' | '｢' | '｣' if !single => Some((c.len_utf8(), 2)),
        '『' | '』' if !single => Some((c.len_utf8(), 3)),
        '‘' | '’' | '\'' if single && !doubled(c) && !inside_word(text, at, c) => Some((c.len_utf8(), 4)),
        _ => None,
    }
}

/// An apostrophe between letters is no mark.
fn inside_word(text: &str, at: usize, c: char) -> bool {
    let before = text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
    let after = text[at + c.len_utf8()..].chars().next().is_some_and(char::is_alphanumeric);
    before && after
}

/// What it costs that a mark opens, and that it closes.
fn price(prose: &Prose, c: char, before: Option<char>, after: Option<char>, single: bool) -> (f32, f32) {
    let spaced = !matches!(c, '「' | '」' | '『' | '』' | '｢' | '｣');
    let (mut open, mut close): (f32, f32) = (0.0, 0.0);
    if spaced {
        open += match before {
            None => 0.0,
            Some(b) if b.is_whitespace() || "([{-–—:/«„“‘'\"”，：。、".contains(b) => 0.0,
            Some(b) if b.is_alphanumeric() && !is_unspaced(b) => 2.0,
            Some(b) if is_unspaced(b) => 0.2,
            Some(_) => 1.0,
        };
        open += if after.is_none_or(char::is_whitespace) { 1.5 } else { 0.0 };
        close += if before.is_none_or(char::is_whitespace) { 1.5 } else { 0.0 };
        close += match after {
            Some(a) if a.is_alphanumeric() && !is_unspaced(a) => 1.5,
            _ => 0.0,
        };
    }
    let listed_open = prose.lexicon.marks().iter().any(|(o, _)| *o == c);
    let listed_close = prose.lexicon.marks().iter().any(|(_, k)| *k == c);
    let unusual = |listed: bool, cost: f32| if listed { cost * 0.2 } else { cost };
    match c {
        '“' | '‘' | '〝' if listed_close && c == '“' => {
            open += 0.3;
        }
        '“' | '‘' | '〝' => close += 2.0,
        '”' | '〞' | '〟' => open += unusual(listed_open, 1.5),
        '’' => open += 2.5,
        '„' | '‟' | '「' | '『' | '｢' => close += 6.0,
        '」' | '』' | '｣' => open += 6.0,
        '«' => close += unusual(listed_close, 2.5),
        '»' => open += unusual(listed_open, 2.5),
        _ => {}
    }
    if single && c == '\'' {
        open += 0.2;
    }
    (open, close)
}
