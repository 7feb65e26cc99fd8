use std::ops::Range;

use super::role;
use crate::part::lexicon::{
    ADVERB, AREA, ARTICLE, BODY, CALENDAR, CLITIC, CONNECT, GIVEN, HONORIFIC, ORGANISATION, PREPOSITION,
    PRONOUN, RANK, ROLE, ROLE_OF_PLACE, SAYS, SINGLE, SOURCE, STATIVE, STOP, Short, TAKES, THING, THIS,
    THOUGHT, UNNAMED, VERB, VERB_FIRST, VERB_LAST, VERBAL, WHO, WHO_PERSON,
};
use crate::part::prose::Prose;
use crate::text::Kind;

/// A place in the text that names somebody. Ranges are of words.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Mention {
    /// The name without titles.
    pub(crate) name: Range<usize>,
    /// Name, titles, degrees and the role before the name.
    pub(crate) phrase: Range<usize>,
    /// The role printed beside it.
    pub(crate) role: Option<Range<usize>>,
    /// Which person of the register.
    pub(crate) person: usize,
    /// Whether something beside the name says that it is a person's.
    pub(super) sure: bool,
    /// Whether that is an office, a title or an age, not only a verb of saying.
    pub(super) strong: bool,
}

impl Mention {
    /// A mention with what stands around its name, back to word `floor`.
    pub(super) fn read(prose: &Prose, name: Range<usize>, run: &Range<usize>, floor: usize) -> Mention {
        let before = role::before(prose, &name, floor);
        // "alcalde de Villanueva": the name belongs to the office.
        let last = name.start.saturating_sub(1);
        let joined = name.start > floor && prose.is_lower(last) && prose.is(last, CONNECT | PREPOSITION);
        let before = before.filter(|_| !joined);
        let after = role::after(prose, &name);
        let title = role::title_start(prose, name.start, floor);
        let start = before.as_ref().map_or(title, |r| r.start.min(title));
        let end = role::degrees_end(prose, name.end.max(run.end));
        let described = if before.is_none() { described(prose, &name, title) } else { None };
        let described = described.or_else(|| noun_before(prose, &name, run).filter(|_| before.is_none()));
        let start = described.as_ref().map_or(start, |r| r.start.min(start));
        let start = described.as_ref().map_or(start, |r| r.start.min(start));
        let before = before.or(described);
        // "Tetangga korban, Wawan": the whole of it.
        let whole = apposed(prose, &name, title)
            .filter(|whole| before.as_ref().is_none_or(|r| r.start > whole.start && r.end == whole.end));
        let start = whole.as_ref().map_or(start, |r| r.start.min(start));
        let before = whole.or(before);
        let titled = role::has_title(prose, name.start, floor);
        let adjoins = name.start > floor && prose.is_capitalised(name.start - 1);
        let strong = if prose.lexicon.has_capital_nouns() && name.len() == 1 {
            // Where every noun has a capital one word is a name only beside an office or a title.
            titled || adjoins && before.is_some()
        } else {
            before.as_ref().is_some_and(|r| !is_folk_of_place(prose, r, &name))
                || after.is_some()
                || titled
                || role::age(prose, end).is_some()
                || is_one_of_them(prose, start, end)
                || is_told_of(prose, start, end)
                || is_taken_up(prose, &name, start, end)
        };
        let mut mention = Mention {
            sure: strong,
            strong,
            role: before.or(after),
            phrase: start..end,
            name,
            person: usize::MAX,
        };
        let noun = prose.lexicon.has_capital_nouns() && mention.name.len() == 1;
        mention.sure |= !noun && mention.speaks(prose) && !mention.opens_alone(prose);
        // "Deni Arlis": a given name and another one.
        let known = prose.is(mention.name.start, GIVEN) && (mention.name.len() >= 2 || mention.acts(prose));
        mention.sure |= known && !mention.name.clone().any(|i| prose.is(i, AREA | ORGANISATION));
        mention
    }

    /// A mention without anything around it.
    pub(super) fn bare(name: Range<usize>) -> Mention {
        Mention { phrase: name.clone(), name, role: None, person: usize::MAX, sure: false, strong: false }
    }

    /// The same, known to be a person's.
    pub(super) fn sure(self) -> Mention {
        Mention { sure: true, strong: true, ..self }
    }

    /// Whether the role stands before the name.
    pub(super) fn has_office(&self) -> bool {
        self.role.as_ref().is_some_and(|r| r.end <= self.name.start)
    }

    /// "Shopkeepers said": one word that opens a sentence has a capital whatever it is.
    fn opens_alone(&self, prose: &Prose) -> bool {
        let opens = self.phrase.start.checked_sub(1).is_none_or(|before| prose.ends_sentence(before));
        self.name.len() == 1 && self.phrase == self.name && opens && prose.lexicon.short() == Short::Last
    }

    /// "Rina Marlina: “…”" at the beginning of a line.
    fn labels(&self, prose: &Prose) -> bool {
        let opens = self.phrase.start.checked_sub(1).is_none_or(|i| prose.kind(i) == Some(Kind::Break));
        let end = self.phrase.end;
        let mark = prose.kind(end + 1) == Some(Kind::Mark) && "\"“„«‘'「".contains(prose.str(end + 1));
        opens && prose.is_mark(end, ':') && mark
    }

    /// "Wahyuni berjualan": whether a verb in small letters follows a word that is never written small.
    fn acts(&self, prose: &Prose) -> bool {
        let next = self.phrase.end;
        let verb = prose.is(next, VERBAL | STATIVE | SAYS & !VERB_FIRST | THOUGHT) && prose.is_lower(next);
        verb && self.phrase == self.name && !prose.is_common(self.name.start)
    }

    /// Whether a verb of saying stands beside it.
    fn speaks(&self, prose: &Prose) -> bool {
        let before = self.phrase.start.checked_sub(1);
        if before.is_some_and(|i| prose.is(i, VERB | VERB_FIRST | SOURCE) && !prose.is_noun(i)) {
            return true;
        }
        if self.name.len() >= 2 && self.labels(prose) || before.is_some_and(|i| signs(prose, i)) {
            return true;
        }
        if before.is_some_and(|i| hangs(prose, i)) {
            return false;
        }
        let mut at = self.phrase.end;
        while prose.is(at, ADVERB) && prose.is_lower(at) && at < self.phrase.end + 3 {
            at += 1;
        }
        prose.is_lower(at) && prose.is(at, (SAYS | THOUGHT) & !VERB_FIRST | VERB_LAST)
    }
}

/// "warga Pondok Tinggi": people with a capitalised word of no known name behind them live there as likely as not.
fn is_folk_of_place(prose: &Prose, role: &Range<usize>, name: &Range<usize>) -> bool {
    let folk = role.len() == 1 && prose.is_lower(role.start) && prose.is(role.start, UNNAMED | ROLE_OF_PLACE);
    folk && role.end == name.start && !prose.is(name.start, GIVEN) && prose.lexicon.short() == Short::Any
}

/// "Tom Varley, who sells bait": but not "a teacher in Sipora, who waited".
fn is_told_of(prose: &Prose, start: usize, end: usize) -> bool {
    let of = start.checked_sub(1).is_some_and(|i| prose.is(i, PREPOSITION) && prose.is_lower(i));
    !of && prose.is_mark(end, ',') && prose.is(end + 1, WHO_PERSON)
}

/// "Petrus Atuk termasuk yang ragu. Ia …", "… . Perempuan 26 tahun itu …": the sentence after takes its subject up as
/// one person.
fn is_taken_up(prose: &Prose, name: &Range<usize>, start: usize, end: usize) -> bool {
    const LONGEST: usize = 45;
    const TAKEN: usize = 7;
    let first = name.start;
    let free = |i: usize| !prose.is(i, AREA | ORGANISATION | THING | BODY | TAKES | UNNAMED);
    // "Tas kain berisi buku": one word with a capital may be any noun, unless a description in commas follows.
    let aside = prose.is_mark(end, ',') && prose.is_lower(end + 1);
    let sound = name.clone().all(free)
        && (name.len() >= 2 || (aside || prose.is(first, GIVEN)) && !prose.is_common(first));
    let short = prose.lexicon.short();
    if prose.lexicon.has_capital_nouns() || !sound || short != Short::Any && name.len() < 2 {
        return false;
    }
    let from = prose.sentence_start(first, LONGEST);
    let small = |i: usize| prose.is(i, STOP | ADVERB) || !prose.is_word(i);
    let comma = start > from && prose.is_mark(start - 1, ',');
    let stands = first > from && prose.is(first - 1, PREPOSITION);
    if stands || !(comma || (from..start).all(small)) {
        return false;
    }
    let sentence = |from: usize| (from..from + LONGEST).find(|i| prose.ends_sentence(*i));
    let Some(stop) = sentence(end) else { return false };
    // Somebody else in the sentence may be meant.
    let other = |i: usize| {
        prose.is_capitalised(i)
            && free(i)
            && !prose.is(i - 1, PREPOSITION | AREA | ORGANISATION | TAKES | THING)
            && !prose.is_capitalised(i - 1)
    };
    if (end + 1..stop).any(other) {
        return false;
    }
    let takes_up = |stop: usize| {
        let Some(next) = (stop + 1..stop + 4).find(|i| prose.is_word(*i)) else { return false };
        let marks = (stop + 1..next).any(|i| prose.kind(i) == Some(Kind::Mark));
        let points = || {
            let last = |i: &usize| prose.is(*i, THIS) || !prose.is_lower(*i) && !is_number(prose, *i);
            (next + 1..next + TAKEN).find(last).is_some_and(|i| prose.is(i, THIS))
        };
        // "Sartono duduk di tangga. Tangannya gemetar.": what is his follows a given name.
        let verb = prose.is_lower(end) && !prose.is(end, STOP | ADVERB | THIS);
        let his = prose.is(first, GIVEN) && name.len() == 1 && verb && prose.is(next, CLITIC);
        !marks && his || !marks && prose.is(next, SINGLE) && (prose.is(next, PRONOUN) || points())
    };
    // One sentence about something else may stand between.
    let plain = |stop: &usize| (end..*stop).filter(|i| other(*i)).all(|i| prose.ends_sentence(i - 1));
    takes_up(stop)
        || is_quoted(prose, stop + 1)
        || name.len() >= 2 && sentence(stop + 1).filter(plain).is_some_and(takes_up)
}

/// "Komang Sudira has fished here since 1988. “…,” he said": the quote after the sentence is one person's.
fn is_quoted(prose: &Prose, open: usize) -> bool {
    const LONGEST: usize = 60;
    let mark = |i: usize| prose.kind(i) == Some(Kind::Mark) && "\"“”".contains(prose.str(i));
    if !mark(open) {
        return false;
    }
    let Some(close) = (open + 1..open + LONGEST).find(|i| mark(*i)) else { return false };
    let says = |i: usize| prose.is(i, SAYS) && prose.is_lower(i);
    let single = |i: usize| prose.is(i, SINGLE) && prose.is(i, PRONOUN) && prose.is_lower(i);
    says(close + 1) && single(close + 2) || single(close + 1) && says(close + 2)
}

fn is_number(prose: &Prose, i: usize) -> bool {
    prose.kind(i) == Some(Kind::Number)
}

/// "Tetangga korban, Wawan Setiadi,", "A textile student from Mataram, Rizal Hamdi,": what opens the sentence says what
/// the one named in commas is.
fn apposed(prose: &Prose, name: &Range<usize>, title: usize) -> Option<Range<usize>> {
    const LONGEST: usize = 8;
    let comma = title.checked_sub(1).filter(|i| prose.is_mark(*i, ','))?;
    let from = prose.sentence_start(comma, LONGEST + 1);
    if comma - from > LONGEST || from > 0 && !prose.ends_sentence(from - 1) {
        return None;
    }
    let article = prose.is(from, ARTICLE) && !prose.is(from, PRONOUN);
    let start = if article { from + prose.phrase(from) } else { from };
    let within = |i: &usize| prose.is(*i, UNNAMED | ROLE) && !prose.is(*i, BODY);
    // "A textile student": in English the head is the last word before a small one.
    let most = if article { start + 3 } else { start + 1 };
    let head = (start..most.min(comma)).find(within)?;
    let plain = (start..comma).all(|i| {
        let clause =
            prose.is(i, SAYS | WHO | VERBAL | STATIVE) && prose.is_lower(i) && !prose.is(i, ROLE | UNNAMED);
        (prose.is_word(i) || is_number(prose, i)) && !clause && !prose.is(i, CALENDAR)
    });
    let office = prose.is(head, ROLE) && name.len() >= 2 && prose.is_mark(name.end, ',');
    // "Pengunjung dari Bandung": a place with its preposition.
    let placed = |i: usize| !prose.is_capitalised(i) || prose.is(i - 1, PREPOSITION) && prose.is_lower(i - 1);
    let named = prose.is_mark(name.end, ',') && name.len() >= 2 && (head + 1..comma).all(placed);
    let lower = (head + 1..comma).all(|i| !prose.is_capitalised(i));
    let small = office || named || lower || prose.is(name.start, GIVEN) || article;
    let closed = prose.is_mark(name.end, ',') || prose.is_mark(name.end, '(') || prose.is_lower(name.end);
    (plain && small && closed && name.len() >= 2 || plain && small && prose.is(name.start, GIVEN))
        .then_some(start..comma)
}

/// "Salah seorang daripada mereka, Ismail Yusof, menjelaskan": the name in commas after "one of them".
fn is_one_of_them(prose: &Prose, start: usize, end: usize) -> bool {
    const LONGEST: usize = 5;
    let Some(comma) = start.checked_sub(1) else { return false };
    let closed = prose.is_mark(comma, ',') && (prose.is_mark(end, ',') || prose.is(end, SAYS));
    let from = prose.sentence_start(comma, LONGEST);
    let article = prose.is(from, ARTICLE) && !prose.is(from, PRONOUN);
    closed && article && prose.lexicon.short() == Short::Any
}

/// A dash at the beginning of the line after a quotation mark: what follows signs the quote.
fn signs(prose: &Prose, dash: usize) -> bool {
    let is_mark = |i: usize, marks: &str| prose.kind(i) == Some(Kind::Mark) && marks.contains(prose.str(i));
    let mut at = dash;
    while at > 0 && dash - at < 3 && prose.kind(at - 1) == Some(Kind::Break) {
        at -= 1;
    }
    is_mark(dash, "—–―-") && at < dash && at > 0 && is_mark(at - 1, "\"”“»«’'」")
}

/// "pedagang di Simpang Haru menolaknya", "Ministerio de Salud dijo": what hangs on a place word, or by a small word
/// on the name of a body, is not the subject of the verb after it.
fn hangs(prose: &Prose, i: usize) -> bool {
    if !prose.is_lower(i) {
        return false;
    }
    let body = i > 0 && prose.is_capitalised(i - 1) && prose.is(i - 1, ORGANISATION | BODY | TAKES | AREA);
    // "posko Binuang": what a body or a thing is called by.
    let thing = prose.is(i, ORGANISATION | THING | TAKES) && !prose.is(i, ROLE | UNNAMED | RANK | HONORIFIC);
    (prose.is(i, PREPOSITION) || thing) && prose.lexicon.short() == Short::Any
        || prose.is(i, CONNECT | PREPOSITION) && body
}

/// "said harbour master Dewi Larasati": words in small letters between a verb of saying and a full name say what the
/// person is, though no table knows them.
fn described(prose: &Prose, name: &Range<usize>, title: usize) -> Option<Range<usize>> {
    const MOST: usize = 4;
    let mut start = title;
    while start > 0 && title - start < MOST && is_description(prose, start - 1) {
        start -= 1;
    }
    let verb = start.checked_sub(1)?;
    let says = prose.is(verb, VERB | VERB_FIRST) && prose.is_lower(verb);
    (says && start < title && name.len() >= 2).then_some(start..title)
}

/// "die Juristin Ute Keller": where every noun has a capital, the noun between an article and a name.
fn noun_before(prose: &Prose, name: &Range<usize>, run: &Range<usize>) -> Option<Range<usize>> {
    let noun = prose.lexicon.has_capital_nouns() && name.start == run.start + 1 && name.len() >= 2;
    (noun && prose.is(run.start.checked_sub(1)?, ARTICLE)).then_some(run.start..name.start)
}

fn is_description(prose: &Prose, i: usize) -> bool {
    prose.is_lower(i) && !prose.is(i, PREPOSITION | SAYS | PRONOUN | ADVERB | STOP | CONNECT | WHO)
}
