use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

use super::Mention;
use crate::article::{ContactKind, Person};
use crate::text::clean;

#[derive(Deserialize)]
struct Table {
    before: HashSet<String>,
    offices: Vec<String>,
    never: HashSet<String>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../data/contacts/names.toml")).expect("the built-in table parses")
});

/// Finds whose a contact is, line by line: a name may stand beside it, or alone on the line above a list of contacts.
pub(super) struct Owners<'p> {
    people: &'p [Person],
    /// The name that the line before gave to what follows.
    above: Option<String>,
}

/// Longest name of a person or office, in words.
const MOST_WORDS: usize = 5;

impl<'p> Owners<'p> {
    pub(super) fn new(people: &'p [Person]) -> Self {
        Self { people, above: None }
    }

    /// The names of each mention of a line, in order; notes what the line says of the lines below.
    pub(super) fn names(&mut self, line: &str, mentions: &[Mention]) -> Vec<Vec<String>> {
        if mentions.is_empty() {
            if !line.trim().is_empty() {
                self.above = name_line(line);
            }
            return Vec::new();
        }
        let mut all: Vec<Vec<String>> = Vec::new();
        let mut last: Vec<String> = Vec::new();
        for (i, mention) in mentions.iter().enumerate() {
            if matches!(mention.kind, ContactKind::Url | ContactKind::Social | ContactKind::Address) {
                all.push(Vec::new());
                continue;
            }
            let start = if i == 0 { 0 } else { mentions[i - 1].span.end() };
            let end = mentions.get(i + 1).map_or(line.len(), |m| m.span.start());
            let before = line.get(start..mention.span.start()).unwrap_or("");
            let after = line.get(mention.span.end()..end).unwrap_or("");
            // A bracket behind the number before is that number's.
            let before = before
                .trim_start()
                .strip_prefix('(')
                .and_then(|b| b.split_once(')'))
                .map_or(before, |(_, b)| b);
            let mut names = bracketed(after);
            if names.is_empty() {
                names = name_before(before);
            }
            if names.is_empty() && i + 1 == mentions.len() {
                names = name_after(after);
            }
            // Several numbers of one person: "Budi 0812… / 0813…".
            let joined =
                i > 0 && before.chars().filter(|c| c.is_alphabetic()).count() <= 16 && before.len() <= 24;
            if names.is_empty() && joined {
                names.clone_from(&last);
            }
            if names.is_empty() && i == 0 {
                names.extend(self.above.clone());
            }
            last.clone_from(&names);
            all.push(names.iter().map(|n| self.full_name(n)).collect());
        }
        if let Some(name) = last.into_iter().next().filter(|n| self.above.as_ref() != Some(n)) {
            self.above = Some(name).filter(|_| line.len() < 40);
        }
        all
    }

    /// "Budi" below "Narahubung" is the Budi Santoso of the article, if there is just one.
    fn full_name(&self, name: &str) -> String {
        if name.contains(' ') {
            return name.to_owned();
        }
        let mut fitting =
            self.people.iter().filter(|p| p.name.split(' ').any(|w| w.eq_ignore_ascii_case(name)));
        match (fitting.next(), fitting.next()) {
            (Some(person), None) => person.name.clone(),
            _ => name.to_owned(),
        }
    }
}

/// A line that is nothing but a name, with or without "Nama:".
fn name_line(line: &str) -> Option<String> {
    let line = line.trim().trim_start_matches(|c: char| !c.is_alphabetic());
    if line.len() > 60 || line.ends_with(['.', '!', '?']) {
        return None;
    }
    let value = line.split_once(':').map_or(line, |(_, v)| v);
    let words = value.split_whitespace().count();
    let name = name_before(value).into_iter().next()?;
    (name.split(' ').count() * 2 >= words || value.contains(',')).then_some(name)
}

/// "(Rina)" or "(Ibu Mega)" behind a number.
fn bracketed(after: &str) -> Vec<String> {
    let Some(inside) = after.trim_start().strip_prefix('(').and_then(|a| a.split_once(')')) else {
        return Vec::new();
    };
    let inside = inside.0;
    if inside.len() > 50 || TABLE.never.contains(&inside.to_lowercase()) {
        return Vec::new();
    }
    split_people(inside)
}

/// "0812… - Budi", "0812… a.n. Budi Santoso": a name alone behind the last number of a line.
fn name_after(after: &str) -> Vec<String> {
    let rest = after.trim().trim_start_matches(['-', '–', '—', ',', '=', ':', '/']).trim();
    let rest =
        ["a.n.", "a.n", "an.", "atas nama"].iter().find_map(|p| rest.strip_prefix(p)).unwrap_or(rest).trim();
    let rest = rest.trim_end_matches(['.', ',', ';']);
    if rest.is_empty() || rest.split_whitespace().count() > 3 || after.trim_start().starts_with('.') {
        return Vec::new();
    }
    split_people(rest)
}

/// The name that leads up to a number: the last run of capitalised words, labels and forms of address taken off.
fn name_before(before: &str) -> Vec<String> {
    let trimmed = before.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')' && c != '.');
    let trimmed =
        trimmed.strip_suffix(')').map_or(trimmed, |t| t.rsplit_once('(').map_or(t, |(head, _)| head));
    // Sentences and fields before the last one speak of something else.
    let pieces: Vec<&str> = trimmed.split([';', '|', '•', '\t', '!', '?']).collect();
    let piece = pieces.last().copied().unwrap_or("").trim();
    let fields: Vec<&str> = piece.split([':', '–', '—', '/', '(']).flat_map(|f| f.split(" - ")).collect();
    for field in fields.iter().rev() {
        let field = field.trim().trim_end_matches([',', ' ']);
        let names = split_people(without_degrees(field));
        if !names.is_empty() {
            return names;
        }
        if field.split_whitespace().any(|w| !is_label(w)) && field.split_whitespace().count() > 3 {
            break;
        }
    }
    office(piece).into_iter().collect()
}

/// "Bambang, S.Pd" without what stands behind the comma, where that is a degree; else what stands behind the last comma.
fn without_degrees(field: &str) -> &str {
    let Some((head, tail)) = field.rsplit_once(',') else { return field };
    let tail = tail.trim();
    let degree =
        tail.contains('.') && tail.len() <= 8 || (tail.len() <= 4 && tail.chars().all(char::is_uppercase));
    if degree || tail.split_whitespace().all(is_label) { without_degrees(head) } else { tail }
}

fn split_people(words: &str) -> Vec<String> {
    let mut names = Vec::new();
    for piece in words
        .split([',', '&', '/'])
        .flat_map(|p| p.split(" dan "))
        .flat_map(|p| p.split(" and "))
        .flat_map(|p| p.split(" atau "))
    {
        names.extend(person(piece));
    }
    names.truncate(3);
    names
}

/// One name: the run of name-like words at the end of `piece`.
fn person(piece: &str) -> Option<String> {
    let words: Vec<&str> = piece.split_whitespace().collect();
    let mut name: Vec<&str> = Vec::new();
    for (i, word) in words.iter().enumerate().rev() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.' && c != '\'');
        if bare.is_empty() || is_label(bare) {
            if name.is_empty() {
                continue;
            }
            break;
        }
        let particle =
            matches!(bare, "bin" | "binti" | "de" | "van" | "von" | "der" | "al" | "da" | "dos" | "di");
        if !(is_name_word(bare) || (particle && !name.is_empty() && i > 0)) {
            break;
        }
        name.insert(0, bare);
    }
    // "kak nanda": a form of address tells a name in lower case.
    if name.is_empty() && words.len() >= 2 && words.len() <= 8 {
        let (last, before) = (words[words.len() - 1], words[words.len() - 2].to_lowercase());
        let addressed =
            ["kak", "pak", "bu", "mas", "mbak", "bang", "ibu", "bapak", "uda", "uni", "kang", "teh"]
                .contains(&before.as_str());
        if addressed && last.chars().all(char::is_alphabetic) && !is_label(last) {
            name.push(last);
        }
    }
    let name = clean(&name.join(" "));
    let name = name.trim_end_matches(['.', ',']).trim_start_matches('.');
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let words = name.split(' ').count();
    (letters >= 2 && words <= MOST_WORDS && !TABLE.never.contains(&name.to_lowercase()))
        .then(|| name.to_owned())
}

/// A capitalised word, or one of a script without capitals.
fn is_name_word(word: &str) -> bool {
    let Some(first) = word.chars().next() else { return false };
    // Hiragana alone are particles: "まで".
    if word.chars().all(|c| ('\u{3040}'..='\u{309f}').contains(&c)) {
        return false;
    }
    let cased = first.is_uppercase() || first.is_lowercase();
    (first.is_uppercase() || (!cased && first.is_alphabetic()))
        && !word.chars().any(|c| c.is_ascii_digit() || c == '@')
}

fn is_label(word: &str) -> bool {
    let lower = word.to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
    bare.is_empty()
        || TABLE.before.contains(bare)
        || TABLE.before.contains(&*lower)
        || TABLE.never.contains(bare)
        || bare.chars().all(|c| c.is_ascii_digit())
}

/// "Press office: 020…", "Kontak redaksi 0813…".
fn office(piece: &str) -> Option<String> {
    let lower = piece.to_lowercase();
    let found =
        TABLE.offices.iter().filter_map(|o| super::label::last_word(&lower, o).map(|at| (at, o))).max()?;
    piece.get(found.0..found.0 + found.1.len()).map(str::to_owned)
}
