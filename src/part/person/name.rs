//! Runs of capitalised words, and where in such a run the name of a person stands.

use std::ops::Range;

use crate::part::lexicon::{
    AREA, ARTICLE, BODY, CALENDAR, CLITIC, CONNECT, Class, DEGREE, DOCUMENT, GIVEN, HONORIFIC, NOUN,
    ORGANISATION, PARTICLE, PRONOUN, RANK, ROLE, ROLE_MODIFIER, ROLE_OF_PLACE, SAYS, SOURCES, STOP, Short,
    TAKES, THIS, UNNAMED,
};
use crate::part::prose::Prose;
use crate::text::{Case, Kind};

/// What is no name although it has a capital.
const NO_NAME: Class = STOP | PRONOUN | CALENDAR | SAYS | SOURCES | THIS;
/// What belongs to an office or a body, so that a name can only begin after it.
const OFFICE: Class = ROLE
    | ROLE_MODIFIER
    | ROLE_OF_PLACE
    | ORGANISATION
    | RANK
    | HONORIFIC
    | DEGREE
    | AREA
    | CONNECT
    | TAKES
    | BODY
    | NOUN
    | DOCUMENT;
/// Longer runs are headlines or lists in capitals.
const MOST_WORDS: usize = 16;

/// The runs of capitalised words from word `from` on.
pub(super) fn runs(prose: &Prose, from: usize) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut at = from;
    while at < prose.len() {
        if !begins(prose, at) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while end - at < MOST_WORDS {
            if (begins(prose, end) || goes_on(prose, end))
                && (!prose.is_mark(end - 1, '.') || !prose.ends_sentence(end - 1))
            {
                end += 1;
            } else if let Some(next) = joined(prose, end) {
                end = next;
            } else {
                break;
            }
        }
        runs.push(at..end);
        at = end;
    }
    runs
}

fn begins(prose: &Prose, i: usize) -> bool {
    // "Rp28.000" is a sum, "Ditambahkannya" opens a sentence with a verb.
    if prose.str(i).chars().any(char::is_numeric) || is_verb_with_clitic(prose, i) {
        return false;
    }
    // At the beginning of a sentence any word has a capital; inside one, words of the tables may be part of a name.
    prose.is_capitalised(i) && !prose.is(i, NO_NAME)
        || (prose.is_capitalised(i) && prose.is(i, OFFICE & !CONNECT) && !prose.is(i, PRONOUN | CALENDAR))
        || (prose.is_initial(i) && prose.is_mark(i + 1, '.'))
        || is_given_before_name(prose, i)
}

/// "Desak Made Suryani", "Serda Lalu Mahdan", "relawan Juli Hartati", "kata Juli": a given name that is another word, too.
fn is_given_before_name(prose: &Prose, i: usize) -> bool {
    let given = |i: usize| prose.is_capitalised(i) && prose.is(i, GIVEN);
    if prose.lexicon.short() != Short::Any || !given(i) || prose.is(i, PRONOUN) {
        return false;
    }
    let before = i.wrapping_sub(1);
    let opens = prose.ends_sentence(before);
    let named = prose.is_capitalised(i + 1) && !prose.is(i + 1, NO_NAME | OFFICE);
    let titled = prose.is(before, ROLE | RANK | HONORIFIC | UNNAMED) || prose.is_mark(before, ',') && !opens;
    if prose.is(i, CALENDAR) {
        let said = prose.is(before, SAYS) && prose.is_lower(before);
        return said && prose.kind(i + 1) != Some(Kind::Number)
            || named && !opens && prose.kind(before) != Some(Kind::Number) && titled;
    }
    named && !opens && titled || given(i + 1) && !(opens && prose.is(i, STOP))
}

/// A long word in *-nya* at the beginning of a sentence: names in it ("Sonya", "Vanya") are short.
fn is_verb_with_clitic(prose: &Prose, i: usize) -> bool {
    let word = prose.str(i);
    prose.is(i, CLITIC)
        && word.len() >= 9
        && i.checked_sub(1).is_none_or(|before| prose.ends_sentence(before))
}

/// "Sinar Pagi": inside a run a function word with a capital is part of a name, but for headlines in capitals.
fn goes_on(prose: &Prose, i: usize) -> bool {
    prose.lexicon.short() == Short::Any
        && prose.is_capitalised(i)
        && prose.is(i, STOP)
        && prose.kind(i + 1) != Some(Kind::Number)
        && !prose.is(i, NO_NAME & !STOP)
        && !prose.is_capitalised(i + 1)
}

/// Where a run goes on after `end`: over the dot of an abbreviation or a small word inside a name.
fn joined(prose: &Prose, end: usize) -> Option<usize> {
    if prose.is_mark(end, '.')
        && prose.is_glued(end)
        && (prose.is(end - 1, DEGREE | RANK | HONORIFIC | ROLE) && prose.str(end - 1).chars().count() <= 6
            || prose.is_initial(end - 1))
        && (prose.is_capitalised(end + 1) || prose.is(end + 1, PARTICLE))
    {
        return Some(end + 1);
    }
    if let Some(next) = nickname(prose, end) {
        return Some(next);
    }
    let mut next = end;
    while prose.is(next, PARTICLE) && prose.is_lower(next) && next < end + 2 {
        next += 1;
    }
    (next > end && begins(prose, next)).then_some(next)
}

/// `Joko "Jokowi" Widodo`: one word in marks inside a name.
fn nickname(prose: &Prose, at: usize) -> Option<usize> {
    let mark = |i: usize| prose.kind(i) == Some(Kind::Mark) && "\"“”‘’'„«»".contains(prose.str(i));
    let inside = mark(at) && !prose.is_glued(at) && prose.is_capitalised(at + 1) && mark(at + 2);
    (inside && !prose.is_glued(at + 3) && begins(prose, at + 3)).then_some(at + 3)
}

/// Where the name of a person stands in a run: what is left without titles, offices, bodies, places and degrees.
///
/// `is_known` tells whether a word is known as a name by itself elsewhere in the article.
pub(super) fn name_in(
    prose: &Prose,
    run: &Range<usize>,
    is_known: &dyn Fn(&str) -> bool,
) -> Option<Range<usize>> {
    let mut end = run.end;
    while end > run.start && is_tail(prose, run, end - 1) {
        end -= 1;
    }
    let mut start = run.start;
    let mut takes = 0;
    let mut at = run.start;
    while at < end {
        let left = end - at;
        if prose.is_mark(at, '.') {
            if start == at {
                start += 1;
            }
        } else if is_initial_inside(prose, start, at) || prose.is(at, PARTICLE) && at > start {
        } else if is_given_in_office(prose, run, start, at, end, is_known) {
            break;
        } else if is_office(prose, run, start, at, end) {
            start = at + 1;
            // "Kepala Bidang Pasar Ronal": the field of an office is no place with a name.
            let field = at > run.start && prose.is(at - 1, CONNECT);
            takes = usize::from(prose.is(at, TAKES) && !field);
            if prose.is(at, ROLE_OF_PLACE) && !prose.is(at + 1, AREA) && !is_given(prose, at + 1) {
                // "Bupati Kampar Aziz Zaenal", "Camat Lubuk Alung Syafril Umar"; but "Bupati Aziz Zaenal".
                takes = match left {
                    5.. => 2,
                    4 => 1,
                    3 => usize::from(!is_known(prose.str(at + 1))),
                    _ => 0,
                };
            }
        } else if takes > 0
            && (is_given(prose, at) && (!prose.is(at - 1, TAKES) || names_nothing(prose, run, at, end))
                || !prose.is(at - 1, OFFICE) && is_known(prose.str(at)) && !prose.is_common(at))
        {
            // "Kepala Desa Watugede Fransiskus Loda Mere": where a given name begins, the place ends.
            takes = 0;
        } else if takes > 0 && (left >= 2 || prose.is(at - 1, TAKES) && !prose.is(at - 1, ROLE)) {
            start = at + 1;
            takes -= 1;
        } else {
            takes = 0;
        }
        at += 1;
    }
    // Words that occur with a small letter too belong to the office before the name.
    while start > run.start && end - start >= 3 && prose.is_common(start) {
        start += 1;
    }
    start += complement(prose, run, start, end, is_known);
    // "die Juristin Ute Keller": people take no article, so that the first noun says what she is.
    let article = run.start > 0 && prose.is(run.start - 1, ARTICLE) && !prose.is(run.start - 1, PARTICLE);
    if prose.lexicon.has_capital_nouns()
        && article
        && start == run.start
        && end - start >= 3
        && !prose.is(start + 1, PARTICLE)
    {
        start += 1;
    }
    (start < end).then_some(start..end)
}

/// "Ketua Karang Taruna Zulkifli Rahman", "Kepala SDN 21 Anduring Lismawarni Zein": how many unknown words after an office that
/// needs its body are that body's, because the name begins with a given name or one that the text uses alone.
fn complement(
    prose: &Prose,
    run: &Range<usize>,
    start: usize,
    end: usize,
    is_known: &dyn Fn(&str) -> bool,
) -> usize {
    const MOST: usize = 2;
    let Some(before) = start.checked_sub(1) else { return 0 };
    let number = prose.kind(before) == Some(Kind::Number) && prose.is(before.wrapping_sub(1), ORGANISATION);
    let head = prose.is(before, ROLE) && prose.is(before, ROLE_MODIFIER);
    // "Kepala Dinas Perhubungan Polman Andi Masri": the place of a body is often cut short.
    let body = start >= run.start + 2 && end - start == 3 && prose.is(run.start, ROLE);
    if prose.lexicon.short() != Short::Any || !(number || head || body) || prose.is(start, GIVEN) {
        return 0;
    }
    if is_known(prose.str(start)) {
        return 0;
    }
    let begins = |i: &usize| prose.is(*i, GIVEN) || is_known(prose.str(*i));
    let given = (start + 1..end.saturating_sub(1)).take(MOST).find(begins);
    given.map_or(0, |i| i - start)
}

/// "Kasi Pemeliharaan Jalan Hasan Basri": behind the words of an office what is left are the two parts of a name.
fn names_nothing(prose: &Prose, run: &Range<usize>, at: usize, end: usize) -> bool {
    let office = prose.is(run.start, ROLE) && at >= run.start + 3 && prose.is(at - 2, ORGANISATION);
    office && end - at == 2 && !prose.is(end - 1, OFFICE)
}

/// A given name that is no place.
fn is_given(prose: &Prose, i: usize) -> bool {
    prose.is(i, GIVEN) && !prose.is(i, OFFICE & !ROLE) && prose.is_capitalised(i)
}

/// "Kasi Kedaruratan Imam Prasojo", "Kepala DLH Ika Lestari": a given name that is an office or a body too, behind an
/// office and before the last part of a name.
fn is_given_in_office(
    prose: &Prose,
    run: &Range<usize>,
    start: usize,
    at: usize,
    end: usize,
    is_known: &dyn Fn(&str) -> bool,
) -> bool {
    let given = prose.is(at, GIVEN) && prose.is(at, ROLE | ORGANISATION) && !prose.is_acronym(at);
    let behind = at > run.start || run.start > 0 && prose.is(run.start - 1, ROLE);
    let before = (1..=2).contains(&(end - at - 1)) && (at + 1..end).all(|i| !prose.is(i, OFFICE));
    let known = is_known(prose.str(at)) && !prose.is_common(at);
    let titled = start == at || start + 1 == at || prose.phrase(at) == 1 && known;
    given && behind && before && titled && prose.lexicon.short() == Short::Any
}

fn is_tail(prose: &Prose, run: &Range<usize>, i: usize) -> bool {
    if i == run.start {
        return false;
    }
    // "S.IK.M.Si": degrees run together.
    let run_together = prose.str(i).matches('.').count() >= 2 && !prose.is_initial(i);
    prose.is_mark(i, '.') && !prose.is_initial(i - 1)
        || run_together
        || prose.is(i, DEGREE) && !prose.is(i, ROLE)
        || (prose.is_acronym(i) && !prose.is_acronym(i - 1) && !prose.is(i - 1, OFFICE))
}

/// "Anna J. Brook": a letter inside a name is not a title.
fn is_initial_inside(prose: &Prose, start: usize, at: usize) -> bool {
    at > start && prose.is_initial(at)
}

fn is_office(prose: &Prose, run: &Range<usize>, start: usize, at: usize, end: usize) -> bool {
    if !prose.is(at, OFFICE) {
        return prose.is_acronym(at) && !prose.is_initial(at) && !is_name_in_capitals(prose, run);
    }
    // "pinta Dea": what could be a degree stands for somebody alone.
    let before = run.start.wrapping_sub(1);
    let alone = run.len() == 1 && prose.is(before, SAYS) && prose.is_lower(before) && !prose.is_acronym(at);
    if alone
        && !prose.is(at, OFFICE & !DEGREE)
        && prose.str(at).len() >= 3
        && prose.lexicon.short() == Short::Any
    {
        return false;
    }
    let one_before = start + 1 == at;
    // A place that closes a run after one name word is a surname as likely as not.
    let surname = prose.is(at, AREA) && !prose.is(at, !AREA & OFFICE) && at + 1 == end && one_before;
    // "Rusdi Hakim": where the office stands before the name, an office after a given name is a name.
    let before = prose.lexicon.short() == Short::Any
        && prose.phrase(at) == 1
        && one_before
        && (start > run.start || is_given(prose, start));
    let given = before && prose.is(at, ROLE) && !prose.is(at, ORGANISATION | ROLE_MODIFIER);
    // "Elisabet Nona Lering": a title behind a given name that opens the run.
    let inside = prose.is(at, HONORIFIC) && !prose.is(at, OFFICE & !HONORIFIC);
    let middle = inside
        && prose.lexicon.short() == Short::Any
        && start == run.start
        && at > start
        && is_given(prose, start);
    !(surname || given || middle)
}

/// "HASAN BASRI": all words in capitals, and one of them too long for an abbreviation and no part of an office.
fn is_name_in_capitals(prose: &Prose, run: &Range<usize>) -> bool {
    let upper = |i: usize| prose.kind(i) == Some(Kind::Word(Case::Upper)) || !prose.is_word(i);
    run.len() >= 2
        && run.clone().all(upper)
        && run.clone().any(|i| prose.str(i).chars().count() >= 4 && !prose.is(i, OFFICE))
}
