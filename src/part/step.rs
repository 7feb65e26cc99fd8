//! The steps from text and evidence to facts one by one, for the bench: each works on what those before it found.

use std::hint::black_box;

use super::{contact, date, dateline, passage, person, place, prose, quote};
use crate::language;
use crate::text::words;
use crate::value::{Context, Evidence, Text};

/// Takes what a step made.
pub(crate) fn done<T>(made: T) {
    drop(black_box(made));
}

/// Hands each step with its name to `each`, as work that can be done any number of times.
pub(crate) fn steps(
    evidence: &[Evidence],
    text: &mut Text,
    context: &Context,
    each: &mut dyn FnMut(&str, &mut dyn FnMut()),
) {
    let site = super::site_name(evidence);
    let site = site.as_deref();
    each("title", &mut || done(super::title(evidence, text, site)));
    let title = super::title(evidence, text, site).map(|(title, _)| title);
    let title = title.as_deref();
    each("byline", &mut || done(super::byline(evidence, text, site)));
    each("language", &mut || done(super::language(text, title, context)));
    let guess = super::language(text, title, context).map(|l| l.tag);
    let context = &context.clone().with_language(guess);
    each("published", &mut || done(super::published(evidence, text, None, context)));
    let published = super::published(evidence, text, None, context).published;
    let context = context.clone().with_published(published.map(|(date, _)| date));

    if let Some(guess) = guess {
        each("languages of blocks", &mut || language::mark_blocks(black_box(text), guess));
    }
    let text = &*text;
    each("dateline", &mut || done(dateline::dateline(text, &context)));
    let dateline = dateline::dateline(text, &context);
    let country = dateline.as_ref().and_then(|d| d.places.first()).and_then(|p| p.country.clone());
    let context = context.or_region(country.as_deref());
    each("dates", &mut || done(date::dates(text, dateline.as_ref(), &context)));
    each("words", &mut || done(words(&text.str)));
    let words = words(&text.str);
    each("places", &mut || done(place::places(text, &words, dateline.as_ref(), &context)));
    let places = place::places(text, &words, dateline.as_ref(), &context);
    let read = || prose::Prose::new(text, words.clone(), dateline.as_ref(), &places, &context);
    each("classes of words", &mut || done(read()));
    let prose = read();
    each("people", &mut || done(person::register(&prose, title)));
    let register = person::register(&prose, title);
    let find = || passage::quotes(text, quote::quotes(&prose, &register), &context);
    each("quotes", &mut || done(find()));
    let people = register.people(&find());
    each("contacts", &mut || done(contact::contacts(text, &people, &context)));
}
