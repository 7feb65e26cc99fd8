//! Whom to call or write to: numbers, addresses, accounts, and whose they are.

mod account;
mod address;
mod label;
mod name;
mod owner;
mod phone;

use std::collections::HashMap;

use crate::article::{Contact, ContactKind, Person};
use crate::part::place::Around;
use crate::value::{Context, Span, Text};

/// One contact as it stands in the text.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    kind: ContactKind,
    value: String,
    span: Span,
    extension: Option<String>,
}

/// Whom to call or write to.
pub(crate) fn contacts(text: &Text, people: &[Person], context: &Context) -> Vec<Contact> {
    let region = phone::region(context);
    let mut found: Vec<(Mention, Vec<String>)> = Vec::new();
    let mut owner = owner::Owners::new(people, Around::of(context));
    for line in lines(&text.str) {
        let raw = line.of(&text.str);
        let mut mentions = if is_worth_reading(raw) { in_line(raw, region.as_deref()) } else { Vec::new() };
        mentions.extend(linked(text, line, &mentions));
        mentions.sort_by_key(|m| (m.span.start(), m.span.end()));
        let names = owner.names(raw, &mentions);
        for (mention, names) in mentions.into_iter().zip(names) {
            let span = mention.span.shifted(line.start());
            found.push((Mention { span, ..mention }, names));
        }
    }
    gather(&text.str, found)
}

/// The lines of a text.
fn lines(text: &str) -> impl Iterator<Item = Span> {
    let mut at = 0;
    text.split('\n').map(move |line| {
        let span = Span::new(at, at + line.len());
        at += line.len() + 1;
        span
    })
}

/// Longest line that is searched: more is a paragraph run together by a broken page, and contacts stand in short ones.
const LONGEST_LINE: usize = 20_000;

/// Cheap test: most lines hold no digit run, no `@`, no address.
fn is_worth_reading(line: &str) -> bool {
    if line.len() > LONGEST_LINE {
        return false;
    }
    let mut digits = 0;
    for c in line.chars() {
        if phone::digit(c).is_some() {
            digits += 1;
            if digits >= 5 {
                return true;
            }
        } else if c == '@' {
            return true;
        }
    }
    let lower = line.to_lowercase();
    [
        "www.",
        "://",
        ".com/",
        ".me/",
        ".ee/",
        "(at)",
        "[at]",
        "jl.",
        "jln",
        "jalan ",
        "fb:",
        "youtube",
        "facebook",
        "address:",
        "anschrift:",
        "adresse:",
        "adresse :",
        "dirección:",
        "endereço:",
        "indirizzo:",
    ]
    .iter()
    .any(|s| lower.contains(s))
}

/// The contacts of one line; spans refer to the line.
fn in_line(line: &str, region: Option<&str>) -> Vec<Mention> {
    let mut mentions = account::mentions(line);
    let taken: Vec<Span> = mentions.iter().map(|m| m.span).collect();
    mentions.extend(phone::mentions(line, region, &taken));
    let taken: Vec<Span> = mentions.iter().map(|m| m.span).collect();
    mentions.extend(address::mention(line, &taken));
    mentions
}

/// Contacts behind linked words: "Klik di sini" with `https://wa.me/…`.
fn linked(text: &Text, line: Span, printed: &[Mention]) -> Vec<Mention> {
    let inside = text.links.iter().filter(|l| line.contains(l.span));
    inside
        .filter_map(|link| {
            let (kind, value) = account::of_address(&link.url)?;
            let span = Span::new(link.span.start() - line.start(), link.span.end() - line.start());
            let site = kind == ContactKind::Social
                && label::invites_to_follow(line.of(&text.str), link.span.of(&text.str));
            if site {
                return None;
            }
            let known = printed.iter().any(|m| m.value == value || m.span.overlaps(span));
            (!known).then_some(Mention { kind, value, span, extension: None })
        })
        .collect()
}

/// One entry for each number or address, whatever it was called: a number said once to be on WhatsApp is.
fn gather(text: &str, found: Vec<(Mention, Vec<String>)>) -> Vec<Contact> {
    let mut contacts: Vec<Contact> = Vec::new();
    let mut known: HashMap<(bool, ContactKind, String), usize> = HashMap::new();
    for (mention, names) in found {
        let is_number = matches!(mention.kind, ContactKind::Phone | ContactKind::Whatsapp);
        let kind = if is_number { ContactKind::Phone } else { mention.kind };
        let key = (is_number, kind, mention.value.clone());
        let index = *known.entry(key).or_insert_with(|| {
            let mut contact =
                Contact::new(mention.kind, &*mention.value, mention.span.of(text), mention.span);
            contact.spans.clear();
            contacts.push(contact);
            contacts.len() - 1
        });
        let contact = &mut contacts[index];
        contact.spans.push(mention.span);
        contact.extension = contact.extension.take().or(mention.extension);
        if mention.kind == ContactKind::Whatsapp {
            contact.kind = ContactKind::Whatsapp;
        }
        for name in names {
            if !contact.names.contains(&name) {
                contact.names.push(name);
            }
        }
    }
    contacts
}
