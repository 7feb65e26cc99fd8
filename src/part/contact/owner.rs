//! Whose a contact is: the words beside it, or a name on the line above.

use super::Mention;
use super::name::{
    after as name_after, alone as name_alone, at_address as name_at_address, before as name_before, bracketed,
};
use crate::article::{ContactKind, Person};
use crate::gazetteer::{EntryKind, Gazetteer};
use crate::part::place::Around;

/// Finds whose a contact is, line by line: a name may stand beside it, or alone on the line above a list of contacts.
pub(super) struct Owners<'p> {
    people: &'p [Person],
    around: Around,
    /// The line before, which may name whose what follows is.
    above: Above<'p>,
    /// Whether that line has a contact of its own.
    listed: bool,
}

/// What the line before may say; most lines are never asked.
#[derive(Clone)]
enum Above<'p> {
    Line(&'p str),
    Name(Option<String>),
}

impl<'p> Owners<'p> {
    pub(super) fn new(people: &'p [Person], around: Around) -> Self {
        Self { people, around, above: Above::Name(None), listed: false }
    }

    /// The names of each mention of a line, in order; notes what the line says of the lines below.
    pub(super) fn names(&mut self, line: &'p str, mentions: &[Mention]) -> Vec<Vec<String>> {
        if mentions.is_empty() {
            if !line.trim().is_empty() {
                self.above = Above::Line(line);
                self.listed = false;
            }
            return Vec::new();
        }
        let mut all: Vec<Vec<String>> = Vec::new();
        let mut last: Vec<String> = Vec::new();
        for (i, mention) in mentions.iter().enumerate() {
            if matches!(mention.kind, ContactKind::Url | ContactKind::Social | ContactKind::Address) {
                let from = if i == 0 { 0 } else { mentions[i - 1].span.end() };
                let before = line.get(from..mention.span.start()).unwrap_or("");
                let body = name_at_address(before).filter(|_| mention.kind == ContactKind::Address);
                all.push(body.into_iter().collect());
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
            // "Pak Win 0812… (TP)": the initials of who took the advertisement.
            let initials = names.first().is_some_and(|n| n.len() <= 3 && n.chars().all(char::is_uppercase));
            if names.is_empty() || initials {
                let told = name_before(before);
                names = if told.is_empty() { names } else { told };
            }
            if names.is_empty() && i + 1 == mentions.len() {
                names = name_after(after);
            }
            // Several numbers of one person: "Budi 0812… / 0813…".
            let joined = i > 0 && is_joined(before);
            names.retain(|n| !self.is_place(n, false));
            if names.is_empty() && joined {
                names.clone_from(&last);
            }
            // "Toko Buku Aksara, Jl. Veteran 12, telp. …": whose address, whose number.
            if names.is_empty() && joined && i == 1 && mentions[0].kind == ContactKind::Address {
                let head = line.get(..mentions[0].span.start()).unwrap_or("").trim_end_matches([',', ' ']);
                names.extend(name_alone(head).filter(|n| !self.is_place(n, true)));
            }
            if names.is_empty() && i == 0 {
                names.extend(self.above());
            }
            last.clone_from(&names);
            all.push(names.iter().map(|n| self.full_name(n)).collect());
        }
        if let Some(name) = last.into_iter().next().filter(|n| self.above().as_ref() != Some(n)) {
            // Below a list of people an address is nobody's of them.
            let several = self.listed && self.above().is_some();
            self.above = Above::Name(Some(name).filter(|_| line.len() < 40 && !several));
            self.listed = true;
        }
        all
    }

    /// The name that the line before gave to what follows.
    fn above(&mut self) -> Option<String> {
        if let Above::Line(line) = self.above {
            self.above = Above::Name(name_alone(line).filter(|n| !self.is_place(n, true)));
        }
        match &self.above {
            Above::Name(name) => name.clone(),
            Above::Line(_) => None,
        }
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

    /// Whether it names a town or region where the text is at home. A person of a line of contacts may be called Bima;
    /// above one, or by the name of a region, it says where, not who.
    fn is_place(&self, name: &str, above: bool) -> bool {
        if self.people.iter().any(|p| p.name == name) {
            return false;
        }
        Gazetteer::builtin().lookup(name).iter().any(|e| match e.kind {
            EntryKind::Country | EntryKind::Region => true,
            EntryKind::Regency => self.around.is_home(e) && (above || name.contains(' ')),
            _ if above => {
                self.around.is_home(e) && (e.seat || e.population >= 20_000) || e.population >= 500_000
            }
            _ => self.around.is_home(e) && e.population >= LARGE,
        })
    }
}

/// A city of this many people is no person.
const LARGE: u64 = 500_000;

/// Whether a second number goes on behind the first: " / ", "atau WA", "pada jam kerja atau surel".
fn is_joined(between: &str) -> bool {
    let letters = between.chars().filter(|c| c.is_alphabetic()).count();
    if letters <= 16 && between.len() <= 24 {
        return true;
    }
    let mut words = between.split_whitespace();
    let linked = words.clone().any(|w| matches!(w, "atau" | "or" | "ou" | "o" | "oder" | "أو"));
    let one_clause = !between.contains(['.', ';', '•', '|', '!', '?']);
    linked
        && one_clause
        && between.len() <= 60
        && !words.any(|w| w.starts_with(char::is_uppercase) && w.len() > 2)
}
