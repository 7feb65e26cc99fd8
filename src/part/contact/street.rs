//! How street addresses are spelled: where one begins, what counts as its number, what ends it. Matched by hand, with
//! the patterns beside them in the tests.

use std::ops::Range;

use crate::text::class::{
    is_capital, is_digit, is_edge, is_in_word, is_letter, is_open, run, runs, strip_head,
};

/// Before the street: "Gedung Graha Lt. 2, Jl. …".
const BUILDINGS: [&str; 7] = ["Gedung", "Komplek", "Kompleks", "Ruko", "Plaza", "Menara", "Wisma"];
/// Before a name, which goes on to the end of its sentence or line.
pub(super) const BEFORE: [&str; 12] =
    ["Jl.", "Jl", "JL.", "JL", "Jln.", "Jln", "JLN.", "JLN", "Jalan", "JALAN", "Lorong", "Persiaran"];
pub(super) const BEFORE_ROMANCE: [&str; 7] = ["Calle", "C/", "Avenida", "Av.", "Rua", "Avda.", "Via"];
/// Behind number and name: "12 Hill Street".
pub(super) const BEHIND: [&str; 16] = [
    "Street",
    "St",
    "Road",
    "Rd",
    "Avenue",
    "Ave",
    "Boulevard",
    "Blvd",
    "Lane",
    "Ln",
    "Drive",
    "Dr",
    "Way",
    "Square",
    "Highway",
    "Hwy",
];
/// At the end of a name: "Lindenstraße 12, 12345 Bonn".
pub(super) const ENDINGS: [&str; 6] = ["straße", "strasse", "str.", "weg", "platz", "allee"];
/// Behind a number: "12 bis, rue des Lilas, 75011 Paris".
pub(super) const NUMBERED: [&str; 5] = ["rue", "avenue", "boulevard", "place", "quai"];

/// The first street address of a line, as far as it may go.
pub(super) fn first(line: &str) -> Option<Range<usize>> {
    // Where the letters end that were last looked at for a German street: of a long run that is asked once.
    let mut letters = 0;
    line.char_indices().find_map(|(at, c)| {
        let rest = &line[at..];
        let open = || is_open(line, at);
        let length = match building(rest) {
            Some(length) => Some(length),
            None if is_digit(c) && open() => english(rest).or_else(|| french(rest)),
            None if is_capital(c) && open() => named(rest, &BEFORE, 140)
                .or_else(|| german(line, at, &mut letters))
                .or_else(|| named(rest, &BEFORE_ROMANCE, 80)),
            None => None,
        }?;
        Some(at..at + length)
    })
}

fn length(whole: &str, rest: &str) -> usize {
    whole.len() - rest.len()
}

fn after_space(s: &str) -> Option<&str> {
    s.strip_prefix(char::is_whitespace)
}

fn goes_on(c: char) -> bool {
    !matches!(c, ';' | ':' | '(' | ')' | '|' | '\n')
}

/// "Gedung Graha, Jl. Mawar No. 3"
fn building(rest: &str) -> Option<usize> {
    let name = BUILDINGS.iter().filter_map(|word| after_space(rest.strip_prefix(word)?));
    let fits = |c: char| !matches!(c, '.' | ';' | ':' | '(' | ')' | '|');
    name.into_iter().find_map(|name| {
        runs(name, 2, 40, fits).find_map(|end| {
            let street = after_space(name[end..].strip_prefix(',')?)?;
            Some(length(rest, street) + named(street, &BEFORE, 140)?)
        })
    })
}

/// "Jl. Mawar No. 3"
fn named(rest: &str, words: &[&str], most: usize) -> Option<usize> {
    words.iter().find_map(|word| {
        let more = after_space(rest.strip_prefix(word)?)?.strip_prefix(is_capital)?;
        let (end, count) = run(more, most, goes_on);
        (count >= 2).then(|| length(rest, more) + end)
    })
}

/// "12 Hill Street, …"
fn english(rest: &str) -> Option<usize> {
    let mut name = after_space(&rest[run(rest, 5, is_digit).0..])?;
    // What may be the word for street, after each word of the name.
    let mut kinds = Vec::new();
    while kinds.len() < 4 {
        let Some(more) = name.strip_prefix(is_capital) else { break };
        let word = run(more, usize::MAX, |c| is_letter(c) || matches!(c, '.' | '\'' | '-')).0;
        let Some(behind) = after_space(&more[word..]) else { break };
        kinds.push(behind);
        name = behind;
    }
    kinds.into_iter().rev().find_map(|kind| {
        let ends = |word: &&&str| kind.starts_with(**word) && is_edge(kind, word.len());
        let more = &kind[BEHIND.iter().find(ends)?.len()..];
        let more = more.strip_prefix('.').unwrap_or(more);
        Some(length(rest, more) + run(more, 90, goes_on).0)
    })
}

/// "Lindenstr. 12, 12345 Bonn"; `letters` is where the run of letters ends that `at` lies in, if it is known.
fn german(line: &str, at: usize, letters: &mut usize) -> Option<usize> {
    let rest = &line[at..];
    if *letters <= at {
        *letters = at + run(rest, usize::MAX, |c| is_letter(c) || matches!(c, '.' | '-')).0;
    }
    let name = &line[at..*letters];
    let name = name.get(name.chars().next()?.len_utf8()..)?;
    ENDINGS.iter().find(|ending| name.ends_with(**ending))?;
    let number = after_space(&line[*letters..])?;
    runs(number, 1, 4, is_digit).find_map(|end| {
        let behind = &number[end..];
        // "12 a", "12a", "12 ", "12"
        let spaced = after_space(behind);
        let ends = spaced
            .into_iter()
            .chain([behind])
            .flat_map(|s| s.strip_prefix(|c: char| c.is_ascii_lowercase()).into_iter().chain([s]));
        let mut ends = ends.filter(|s| is_edge(rest, length(rest, s)));
        ends.find_map(|s| s.strip_prefix(',').and_then(town).or_else(|| town(s))).map(|s| length(rest, s))
    })
}

/// "12 bis, rue des Lilas, 75011 Paris"
fn french(rest: &str) -> Option<usize> {
    let number = &rest[run(rest, 4, is_digit).0..];
    let number = after_space(number).and_then(|s| s.strip_prefix("bis")).unwrap_or(number);
    let kind = after_space(number.strip_prefix(',').unwrap_or(number))?;
    let name = NUMBERED.iter().find_map(|word| after_space(kind.strip_prefix(word)?))?;
    runs(name, 3, 60, goes_on).find_map(|end| {
        let behind = &name[end..];
        behind.strip_prefix(',').and_then(town).or_else(|| town(behind)).map(|s| length(rest, s))
    })
}

/// What follows " 12345 Bonn".
fn town(s: &str) -> Option<&str> {
    let code = after_space(s)?;
    let (end, count) = run(code, 5, is_digit);
    let name = after_space(&code[end..]).filter(|_| count == 5)?.strip_prefix(is_capital)?;
    let (end, count) = run(name, usize::MAX, is_letter);
    (count > 0).then(|| &name[end..])
}

/// Whether there is a street number, a postcode, or both.
pub(super) fn has_number(s: &str) -> bool {
    let number = |rest: &str| {
        let digits = run(rest, 6, is_digit);
        let after = &rest[digits.0..];
        match digits.1 {
            0 => false,
            // "3", "3a"
            1..=4 => {
                let letter = |c: char| c.is_ascii_alphabetic() || matches!(c, '\u{17f}' | '\u{212a}');
                is_edge(rest, digits.0)
                    || after.strip_prefix(letter).is_some_and(|more| is_edge(rest, length(rest, more)))
            }
            5 => is_edge(rest, digits.0),
            _ => false,
        }
    };
    let word = |rest: &str| {
        ["no", "kav", "km"].iter().filter_map(|word| strip_head(rest, word)).any(|s| {
            let s = s.strip_prefix('.').unwrap_or(s);
            after_space(s).unwrap_or(s).starts_with(is_digit)
        }) || strip_head(rest, "blok").and_then(after_space).is_some_and(|s| s.starts_with(is_in_word))
    };
    s.char_indices().any(|(at, c)| {
        let rest = &s[at..];
        (is_digit(c) || c.is_alphabetic()) && is_open(s, at) && (number(rest) || word(rest))
    })
}

/// Words that begin something else.
const STOPS: [&str; 21] = [
    "telp", "telepon", "tel", "tlp", "hp", "cp", "phone", "fax", "email", "e-mail", "wa", "kontak",
    "contact", "hubungi", "pada", "yang", "untuk", "saat", "dan", "setelah", "mulai",
];

/// Where an address may end inside its line, one place after the other.
pub(super) fn stops(s: &str) -> impl Iterator<Item = usize> {
    let mut from = 0;
    s.char_indices().filter_map(move |(at, _)| {
        let end = (at >= from).then(|| stop(s, at)).flatten()?;
        from = end;
        Some(at)
    })
}

/// The end of what ends an address at `at`.
fn stop(s: &str, at: usize) -> Option<usize> {
    let rest = &s[at..];
    let end_of = |rest: &str| s.len() - rest.len();
    if matches!(rest, "." | ",") {
        return Some(s.len());
    }
    if let Some(more) = rest.strip_prefix('.').and_then(after_space) {
        return Some(end_of(more));
    }
    let spaced = after_space(rest.strip_prefix(',').unwrap_or(rest))?;
    let word = STOPS.iter().find_map(|word| {
        let more = strip_head(spaced, word)?;
        let more = if *word == "dan" { after_space(more)? } else { more };
        is_edge(spaced, length(spaced, more)).then_some(more)
    });
    let mark = || spaced.strip_prefix(['-', '–', '—', '/']).and_then(after_space);
    word.or_else(|| if rest.starts_with(',') { None } else { mark() }).map(end_of)
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;
    use regex::Regex;

    use super::*;

    static STREET: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?x)
            (?: (?:Gedung|Komplek|Kompleks|Ruko|Plaza|Menara|Wisma)\s[^.;:()|]{2,40},\s )?
            \b(?:Jl\.?|JL\.?|Jln\.?|JLN\.?|Jalan|JALAN|Lorong|Persiaran)\s\p{Lu}[^;:()|\n]{2,140}
            | \b\d{1,5}\s(?:\p{Lu}[\p{L}.'-]*\s){1,4}(?:Street|St|Road|Rd|Avenue|Ave|Boulevard|Blvd|Lane|Ln|Drive|Dr|Way|Square|Highway|Hwy)\b\.?[^;:()|\n]{0,90}
            | \b\p{Lu}[\p{L}.-]*(?:straße|strasse|str\.|weg|platz|allee)\s\d{1,4}\s?[a-z]?\b,?\s\d{5}\s\p{Lu}\p{L}+
            | \b\d{1,4}(?:\sbis)?,?\s(?:rue|avenue|boulevard|place|quai)\s[^;:()|\n]{3,60},?\s\d{5}\s\p{Lu}\p{L}+
            | \b(?:Calle|C/|Avenida|Av\.|Rua|Avda\.|Via)\s\p{Lu}[^;:()|\n]{2,80}",
        )
        .unwrap()
    });
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:No\.?\s?\d|Kav\.?\s?\d|Km\.?\s?\d|Blok\s\w|\d{5}\b|\d{1,4}\s?[A-Z]?\b)")
            .unwrap()
    });
    static END: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)(?:\.\s|[.,]?\s(?:telp|telepon|tel|tlp|hp|cp|phone|fax|email|e-mail|wa|kontak|contact|hubungi|pada|yang|untuk|saat|dan\s|setelah|mulai)\b|\s[–—-]\s|\.$|,$|\s/\s)").unwrap()
    });

    fn line(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
        prop::collection::vec(prop::sample::select(pieces), 0..18).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn streets_are_those_of_the_pattern(line in line(&[
            "Jl. ", "Jln ", "JALAN ", "Gedung ", "Ruko A ", ", ", "Mawar", " ", "3", "12", "12345 ", "Hill ", "O'Hara ", "Street",
            "St", "Ave. ", ".", "-", "Linden", "straße ", "weg ", "str. ", "A", "b", "a", "Ärzte", " bis", " rue ", " place ", ",",
            " 12345 Bonn", "Via ", "C/ ", "Av. ", ":", ";", "(", "\n", "x", "٣", "  ", "12 Hill Street", "Lindenstr. 12", " a", "12 bis, rue des Lilas", "Gedung Graha, ", "_",
            "abcdefghijklmnopqrstuvwxyz ",
        ])) {
            prop_assert_eq!(first(&line), STREET.find(&line).map(|m| m.range()));
        }

        #[test]
        fn numbers_are_those_of_the_pattern(line in line(&[
            "No", ".", " ", "3", "12345", "123456", "kav", "KM", "\u{212a}m", "Blok", "a", "B", "é", "_", "-", ",", "٣",
        ])) {
            prop_assert_eq!(has_number(&line), NUMBER.is_match(&line));
        }

        #[test]
        fn stops_are_those_of_the_pattern(line in line(&[
            "Mawar", ".", ",", " ", "/", "-", "–", "telp", "Tel", "hp", "e-mail", "dan", "DAN ", "pada", "wa", "x", "é", "_", "1", "\n",
            "fax ", " / ", "yan",
        ])) {
            prop_assert_eq!(
                stops(&line).collect::<Vec<_>>(),
                END.find_iter(&line).map(|m| m.start()).collect::<Vec<_>>()
            );
        }
    }
}
