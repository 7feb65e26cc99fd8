//! Names of people and offices among the words beside a contact.

use std::sync::LazyLock;

use crate::text::{Lists, Words, clean};

struct Table {
    before: Words,
    address: Words,
    prepositions: Words,
    holders: Vec<&'static str>,
    calls: Vec<&'static str>,
    streets: Words,
    bodies: Words,
    seats: Vec<&'static str>,
    heads: Words,
    offices: Vec<&'static str>,
    desks: Words,
    honorifics: Vec<&'static str>,
    never: Words,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let lists = Lists::read(include_str!("../../../data/contacts/names.toml"));
    let words = |key| lists.of(key).collect();
    let list = |key| lists.of(key).collect();
    Table {
        before: words("before"),
        address: words("address"),
        prepositions: words("prepositions"),
        holders: list("holders"),
        calls: list("calls"),
        streets: words("streets"),
        bodies: words("bodies"),
        seats: list("seats"),
        heads: words("heads"),
        offices: list("offices"),
        desks: words("desks"),
        honorifics: list("honorifics"),
        never: words("never"),
    }
});

/// Longest name of a person or office, in words.
const MOST_WORDS: usize = 5;
/// Longest name of a body, in words.
const MOST_WORDS_OF_BODY: usize = 9;

/// A line that is nothing but a name, with or without "Nama:".
pub(super) fn alone(line: &str) -> Option<String> {
    let line = line.trim().trim_start_matches(|c: char| !c.is_alphabetic());
    if line.len() > 80 || line.ends_with(['.', '!', '?']) || is_street(line) {
        return None;
    }
    let value = line.split_once([':', '：']).map_or(line, |(_, v)| v);
    let words = value.split_whitespace().count();
    let name = before(value).into_iter().next()?;
    (name.split(' ').count() * 2 >= words || value.contains(',')).then_some(name)
}

/// "Jln. Lalamentik 33, Kupang" and "Perum Bumi Indah F-9" are no names.
fn is_street(line: &str) -> bool {
    let first = line.split([' ', '.', ',']).next().unwrap_or("").to_lowercase();
    TABLE.streets.contains(first.as_str()) || line.contains(|c: char| c.is_ascii_digit())
}

/// "(Rina)" or "(Ibu Mega)" behind a number.
pub(super) fn bracketed(after: &str) -> Vec<String> {
    let after = after.trim_start();
    let inside = after.strip_prefix('(').and_then(|a| a.split_once(')'));
    let Some(inside) = inside.or_else(|| after.strip_prefix('（').and_then(|a| a.split_once('）'))) else {
        return Vec::new();
    };
    let inside = inside.0;
    if inside.len() > 50 || TABLE.never.contains(inside.to_lowercase().as_str()) {
        return Vec::new();
    }
    split_people(inside)
}

/// "0812… - Budi", "0812… a.n. Budi Santoso": a name alone behind the last number of a line.
pub(super) fn after(after: &str) -> Vec<String> {
    let rest = after.trim().trim_start_matches(['-', '–', '—', ',', '=', ':', '/']).trim();
    let held = TABLE.holders.iter().find_map(|p| rest.strip_prefix(*p));
    if let Some(held) = held {
        // What follows the holder's name is another sentence or the initials of the writer.
        let end = held.find([',', ';', '(', '/']).unwrap_or(held.len());
        let name: Vec<&str> =
            held[..end].split_whitespace().take_while(|w| is_name_word(w) || is_label(w)).collect();
        return split_people(name.join(" ").trim_end_matches('.'));
    }
    let rest = rest.trim_end_matches(['.', ',', ';']);
    if rest.is_empty() || rest.split_whitespace().count() > 3 || after.trim_start().starts_with('.') {
        return Vec::new();
    }
    split_people(rest)
}

/// The name that leads up to a number: the last run of capitalised words, labels and forms of address taken off.
pub(super) fn before(before: &str) -> Vec<String> {
    let trimmed = before.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ')' | '）' | '.'));
    // "Dinas Pasar (Bu Reni) 0812…"
    if let Some((_, inside)) = trimmed.strip_suffix(')').and_then(|t| t.rsplit_once('(')) {
        let first = inside.split([' ', '.']).next().unwrap_or("").to_lowercase();
        let names = if TABLE.address.contains(first.as_str()) { split_people(inside) } else { Vec::new() };
        if !names.is_empty() {
            return names;
        }
    }
    let trimmed =
        trimmed.strip_suffix(')').map_or(trimmed, |t| t.rsplit_once('(').map_or(t, |(head, _)| head));
    // Sentences and fields before the last one speak of something else.
    let pieces: Vec<&str> = trimmed.split([';', '|', '•', '\t', '!', '?', '。']).collect();
    let piece = last_sentence(pieces.last().copied().unwrap_or("").trim());
    // "Ibu Asti (Humas PMI) melalui WA": what stands in the bracket says what she is.
    let outside = outside_brackets(piece);
    if let Some(outside) = outside.as_deref() {
        let names = in_fields(outside);
        if !names.is_empty() {
            return names;
        }
    }
    let names = in_fields(piece);
    if !names.is_empty() {
        return names;
    }
    office(piece).into_iter().collect()
}

fn in_fields(piece: &str) -> Vec<String> {
    let marks = [':', '–', '—', '/', '(', '：', '（', '、', '，', '・'];
    let fields: Vec<&str> = piece.split(marks).flat_map(|f| f.split(" - ")).collect();
    for field in fields.iter().rev() {
        let field = field.trim().trim_end_matches([',', ' ']);
        if let Some(body) = body(field) {
            return vec![body];
        }
        let names = split_people(without_degrees(field));
        if !names.is_empty() {
            return names;
        }
        if field.split_whitespace().any(|w| !is_label(w)) && field.split_whitespace().count() > 3 {
            break;
        }
    }
    Vec::new()
}

/// The last sentence, unless the one before is nothing but a name: "Ditulis di Solok. Hubungi kami" against "Budi. Telp".
fn last_sentence(piece: &str) -> &str {
    for (at, _) in piece.rmatch_indices(". ") {
        let (head, tail) = (&piece[..at], piece[at + 1..].trim());
        let word = head.rsplit([' ', '.', '(']).next().unwrap_or("");
        let whole =
            word.chars().count() >= 4 && word.chars().skip(1).all(char::is_lowercase) && !is_label(word);
        if !whole || tail.is_empty() {
            continue;
        }
        let few = head.split_whitespace().count() <= 4 && !head.contains(',') && !is_street(head);
        return if few { piece } else { tail };
    }
    piece
}

/// `piece` without what it has in round brackets, where they are closed and something goes before and after.
fn outside_brackets(piece: &str) -> Option<String> {
    let (head, rest) = piece.split_once('(')?;
    let (_, tail) = rest.split_once(')')?;
    (!head.trim().is_empty() && !tail.trim().is_empty())
        .then(|| format!("{} {}", head.trim_end(), tail.trim_start()))
}

/// "Bambang, S.Pd" without what stands behind the comma, where that is a degree; else what stands behind the last comma.
fn without_degrees(field: &str) -> &str {
    let Some((head, tail)) = field.rsplit_once(',') else { return field };
    let tail = tail.trim();
    // "S.Pd. pada nomor": the words for the number behind it are no part of it.
    let labelled = tail
        .split_once(' ')
        .filter(|(_, rest)| rest.split_whitespace().all(|w| is_label(w) || TABLE.prepositions.contains(w)));
    let tail = labelled.map_or(tail, |(first, _)| first);
    if is_degree(tail) || tail.split_whitespace().all(is_label) { without_degrees(head) } else { tail }
}

/// "S.Pd", "SKM": letters behind a name.
fn is_degree(tail: &str) -> bool {
    tail.contains('.') && tail.len() <= 8 || (tail.len() <= 4 && tail.chars().all(char::is_uppercase))
}

fn split_people(words: &str) -> Vec<String> {
    let mut names = Vec::new();
    // "datang ke Masjid Raya atau hubungi Rahmat": whom to call stands behind the verb.
    let called = TABLE.calls.iter().filter_map(|c| words.rfind(*c).map(|at| at + c.len())).max();
    let words = called.map_or(words, |at| &words[at..]);
    for piece in words
        .split([',', '&', '/', '、', '，'])
        .flat_map(|p| p.split(" dan "))
        .flat_map(|p| p.split(" and "))
        .flat_map(|p| p.split(" atau "))
    {
        if names.is_empty() || !is_degree(piece.trim()) {
            names.extend(person(piece));
        }
    }
    names.truncate(3);
    names
}

/// "Sekretariat Koperasi Jaya: Jl. …": the body whose address follows.
pub(super) fn at_address(before: &str) -> Option<String> {
    let label = before.trim_end().strip_suffix([':', '：'])?;
    body(label.rsplit([':', ';', '|', '•', '(']).next().unwrap_or(label).trim())
}

/// "Bidang Pelayanan Pendaftaran Penduduk", "Kantor Desa Sungai Batang": from the noun of the body to the end of the field.
fn body(field: &str) -> Option<String> {
    let field = field.trim_end_matches([',', ' ']);
    let mut words: Vec<&str> = field.split_whitespace().collect();
    while words.last().is_some_and(|w| is_label(w) && !w.starts_with(char::is_uppercase) || is_number_word(w))
    {
        words.pop();
    }
    // "Loket Bandara, telp": the labels stand behind a comma.
    if let Some(last) = words.last_mut() {
        *last = last.trim_end_matches(',');
    }
    let of_name =
        |w: &&&str| is_name_word(w) && !w.contains(',') || matches!(**w, "dan" | "&" | "center" | "centre");
    let count = words.iter().rev().take_while(of_name).count();
    let run = &words[words.len() - count..];
    let start = run.iter().position(|w| TABLE.bodies.contains(w.to_lowercase().as_str()));
    let acronym = |w: &str| (2..=9).contains(&w.len()) && w.chars().all(char::is_uppercase);
    let at_seat = (1..count).find(|at| {
        let rest = &run[*at..];
        let follows =
            rest.first().is_some_and(|w| acronym(w) || TABLE.heads.contains(w.to_lowercase().as_str()))
                || start == Some(*at);
        follows && seat_before(&run[..*at]).is_some()
    });
    let start = match at_seat {
        Some(at) => at - seat_before(&run[..at])?,
        // "(Dinas) Kesehatan" needs a word behind the noun.
        None => start.filter(|s| s + 1 < count)?,
    };
    let name = run.get(start..)?;
    let fits = (2..=MOST_WORDS_OF_BODY).contains(&name.len());
    let last = name.last()?.to_lowercase();
    (fits && !matches!(&*last, "dan" | "&")).then(|| clean(&name.join(" "))).map(trimmed)
}

/// How many words at the end of `words` say "office", "call centre".
fn seat_before(words: &[&str]) -> Option<usize> {
    (1..=words.len().min(2)).rev().find(|n| {
        let said = words[words.len() - n..].join(" ").to_lowercase();
        TABLE.seats.contains(&said.as_str())
    })
}

fn is_number_word(word: &str) -> bool {
    matches!(
        word.to_lowercase().trim_end_matches(['.', ',']),
        "telp" | "telepon" | "tel" | "hp" | "wa" | "tlp" | "phone" | "fax"
    )
}

fn trimmed(name: String) -> String {
    name.trim_end_matches(['.', ',']).trim_start_matches('.').to_owned()
}

/// One name: the run of name-like words at the end of `piece`.
fn person(piece: &str) -> Option<String> {
    if let Some(name) = honoured(piece) {
        return Some(name);
    }
    let words: Vec<&str> = piece.split_whitespace().collect();
    let mut name: Vec<&str> = Vec::new();
    let mut skipped = 0;
    for (i, word) in words.iter().enumerate().rev() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.' && c != '\'');
        let particle =
            matches!(bare, "bin" | "binti" | "de" | "van" | "von" | "der" | "al" | "da" | "dos" | "di");
        // "Jan de Vries" against "Contacto de Rosa": a name has to stand on both sides.
        let inside =
            particle && !name.is_empty() && i > 0 && is_name_word(words[i - 1]) && !is_label(words[i - 1]);
        if bare.is_empty() || !inside && is_label(bare) {
            if name.is_empty() {
                continue;
            }
            break;
        }
        // "Frau Petra Kern unter 0351…"
        if name.is_empty() && TABLE.prepositions.contains(bare) {
            skipped += 1;
            continue;
        }
        if !(is_name_word(bare) || (particle && !name.is_empty() && i > 0)) {
            // "hubungi Mat Zain di talian 013…": a noun behind a preposition.
            let led = words[..i]
                .iter()
                .rev()
                .take(2)
                .any(|w| TABLE.prepositions.contains(w.to_lowercase().as_str()));
            if name.is_empty() && skipped < 2 && led && bare.chars().all(char::is_lowercase) {
                skipped += 1;
                continue;
            }
            break;
        }
        name.insert(0, bare);
    }
    // Then only what a word for calling leads up to is a name.
    if skipped > 0 && !name.is_empty() {
        let at = words.iter().position(|w| w.contains(name[0]))?;
        at.checked_sub(1).filter(|at| is_label(words[*at]))?;
    }
    // "kak nanda": a form of address tells a name in lower case.
    if name.is_empty() && words.len() >= 2 && words.len() <= 8 {
        let (last, before) = (words[words.len() - 1], words[words.len() - 2].to_lowercase());
        if TABLE.address.contains(before.as_str()) && last.chars().all(char::is_alphabetic) && !is_label(last)
        {
            name.push(last);
        }
    }
    let mut name = trimmed(clean(&name.join(" ")));
    // คุณสมชาย: the form of address is glued.
    if let Some(bare) = name.strip_prefix("คุณ").filter(|n| !n.is_empty()) {
        name = bare.to_owned();
    }
    // 田中まで: the particle is glued to the name.
    if name.starts_with(is_unspaced) && !name.starts_with(is_hiragana) {
        name.truncate(name.trim_end_matches(is_hiragana).len());
    }
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let words = name.split(' ').count();
    let lower = name.to_lowercase();
    // "Redaksi", "Sekretariat": a heading, not whose it is.
    let bare = TABLE.never.contains(lower.as_str()) || TABLE.desks.contains(lower.as_str());
    (letters >= 2 && words <= MOST_WORDS && !bare).then_some(name)
}

/// お問い合わせは佐藤さん: scripts without spaces tell a name by what is said behind it.
fn honoured(piece: &str) -> Option<String> {
    let piece = piece.trim();
    let head = TABLE.honorifics.iter().find_map(|h| piece.split_once(*h).map(|(head, _)| head))?;
    let start = head
        .char_indices()
        .rev()
        .take_while(|(_, c)| is_unspaced(*c) && !is_hiragana(*c))
        .last()
        .map_or(head.len(), |(at, _)| at);
    let name = head[start..].to_owned();
    let name = TABLE
        .before
        .iter()
        .filter(|l| l.starts_with(is_unspaced))
        .fold(name, |n, label| n.strip_prefix(*label).map(str::to_owned).unwrap_or(n));
    (1..=6).contains(&name.chars().count()).then_some(name)
}

fn is_hiragana(c: char) -> bool {
    ('\u{3040}'..='\u{309f}').contains(&c)
}

/// Scripts that write words without spaces between: Han, kana.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

/// A capitalised word, or one of a script without capitals.
fn is_name_word(word: &str) -> bool {
    let Some(first) = word.chars().next() else { return false };
    // Hiragana alone are particles: "まで".
    if word.chars().all(is_hiragana) {
        return false;
    }
    let cased = first.is_uppercase() || first.is_lowercase();
    (first.is_uppercase() || (!cased && first.is_alphabetic()))
        && !word.chars().any(|c| c.is_ascii_digit() || c == '@')
}

fn is_label(word: &str) -> bool {
    let lower = word.to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
    if bare.starts_with(is_unspaced) {
        // お問い合わせは, 電話番号: a label holds another, and a particle may be glued to it.
        return TABLE.before.iter().any(|l| l.starts_with(is_unspaced) && bare.contains(*l));
    }
    bare.is_empty()
        || TABLE.before.contains(bare)
        || TABLE.before.contains(&*lower)
        || TABLE.address.contains(bare)
        || TABLE.never.contains(bare)
        || bare.chars().all(|c| c.is_ascii_digit())
}

/// "Press office: 020…", "Kontak redaksi 0813…"; "Redaksi:" is a label.
fn office(piece: &str) -> Option<String> {
    let lower = piece.to_lowercase();
    let found =
        TABLE.offices.iter().filter_map(|o| super::label::last_word(&lower, o).map(|at| (at, o))).max()?;
    let said = piece.get(found.0..found.0 + found.1.len())?;
    let heading = said.starts_with(char::is_uppercase) && TABLE.desks.contains(said.to_lowercase().as_str());
    (!heading).then(|| said.to_owned())
}
