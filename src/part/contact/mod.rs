//! Whom to call or write to: numbers, addresses, accounts, and whose they are.

mod account;
mod address;
mod label;
mod look;
mod name;
mod owner;
mod phone;
mod spelled;
mod street;

use std::collections::HashMap;

use self::look::{Digits, Look};
use crate::article::{Contact, ContactKind, Person};
use crate::part::place::Around;
use crate::value::{Context, Link, Span, Text};

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
    let mut links: Vec<&Link> = text.links.iter().collect();
    links.sort_by_key(|l| l.span.start());
    let mut links = &*links;
    for line in lines(&text.str) {
        let raw = line.of(&text.str);
        let look = Look::at(raw);
        let mut mentions =
            if look.is_worth_reading() { in_line(raw, look, region.as_deref()) } else { Vec::new() };
        let behind = links.iter().position(|l| l.span.start() >= line.start()).unwrap_or(links.len());
        links = &links[behind..];
        let ends = links.iter().position(|l| l.span.start() > line.end()).unwrap_or(links.len());
        mentions.extend(linked(text, &links[..ends], line, &mentions));
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

/// The contacts of one line; spans refer to the line.
fn in_line(line: &str, look: Look, region: Option<&str>) -> Vec<Mention> {
    let mut mentions = account::mentions(line, look);
    if look.digits == Digits::Together {
        let taken: Vec<Span> = mentions.iter().map(|m| m.span).collect();
        mentions.extend(phone::mentions(line, region, &taken));
    }
    if look.street {
        let taken: Vec<Span> = mentions.iter().map(|m| m.span).collect();
        mentions.extend(address::mention(line, &taken));
    }
    mentions
}

/// Contacts behind linked words: "Klik di sini" with `https://wa.me/…`.
fn linked(text: &Text, links: &[&Link], line: Span, printed: &[Mention]) -> Vec<Mention> {
    let inside = links.iter().filter(|l| line.contains(l.span));
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
