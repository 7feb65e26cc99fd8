//! From the query language to tantivy's queries.
//!
//! A plan is made for one kind of document. What is said of another kind (`said:` of an article, `from:` of a quote)
//! is planned there and joined over.

use std::ops::Bound;

use tantivy::Term as IndexTerm;
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, FuzzyTermQuery, Occur, PhrasePrefixQuery,
    PhraseQuery, Query, RangeQuery, TermQuery,
};
use tantivy::schema::{Field as Column, IndexRecordOption};

use super::document::days;
use super::join::{Join, Way};
use super::query::{Field, Form, Node, Term, When};
use super::schema::{Kind, fields};
use super::steady::Steady;
use super::word::{Word, Words};
use super::{contact, place};
use crate::value::Date;

/// How much a word of the title adds to the same word in title and text.
const TITLE_BOOST: f32 = 1.5;

/// How many words a phrase's last, unfinished word may stand for.
const MOST_EXPANSIONS: u32 = 500;

type Boxed = Box<dyn Query>;

/// The query that finds the documents of one kind for which `node` holds.
pub(crate) fn plan(node: &Node, kind: Kind) -> Boxed {
    match node {
        Node::All => all(kind),
        Node::Text(term) => text(term, kind),
        Node::And(nodes) => and(nodes, kind),
        Node::Or(nodes) => any(nodes.iter().map(|node| plan(node, kind)).collect()),
        Node::Not(_) => and(std::slice::from_ref(node), kind),
        Node::Quote(inner) => joined(plan(inner, Kind::Quote), Kind::Quote, kind),
        _ => {
            let (query, of) = filter(node, kind);
            joined(silent(query), of, kind)
        }
    }
}

/// Whether documents found by the query differ in how well they fit; else they are shown newest first.
pub(crate) fn is_ranked(node: &Node) -> bool {
    match node {
        Node::Text(_) | Node::Words(Field::Title, _) => true,
        Node::Quote(inner) => is_ranked(inner),
        Node::And(nodes) | Node::Or(nodes) => nodes.iter().any(is_ranked),
        _ => false,
    }
}

/// Documents of one kind by those of another.
fn joined(query: Boxed, of: Kind, to: Kind) -> Boxed {
    let up = |inner| -> Boxed { Box::new(Join { inner, from: of, way: Way::ToArticle }) };
    let down = |inner| -> Boxed { Box::new(Join { inner, from: Kind::Article, way: Way::ToParts(to) }) };
    match (of, to) {
        (of, to) if of == to => query,
        (_, Kind::Article) => up(query),
        (Kind::Article, _) => down(query),
        (_, _) => down(up(query)),
    }
}

fn all(kind: Kind) -> Boxed {
    silent(one(IndexTerm::from_field_u64(fields().kind, kind as u64), IndexRecordOption::Basic))
}

fn and(nodes: &[Node], kind: Kind) -> Boxed {
    let mut clauses: Vec<(Occur, Boxed)> = Vec::new();
    for node in nodes {
        clauses.push(match node {
            Node::Not(inner) => (Occur::MustNot, Box::new(Steady(plan(inner, kind)))),
            node => (Occur::Must, plan(node, kind)),
        });
    }
    if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
        clauses.push((Occur::Must, all(kind)));
    }
    Box::new(BooleanQuery::new(clauses))
}

fn any(mut queries: Vec<Boxed>) -> Boxed {
    match queries.len() {
        0 => Box::new(EmptyQuery),
        1 => queries.swap_remove(0),
        _ => Box::new(BooleanQuery::union(queries)),
    }
}

fn every(mut queries: Vec<Boxed>) -> Boxed {
    match queries.len() {
        0 => Box::new(EmptyQuery),
        1 => queries.swap_remove(0),
        _ => Box::new(BooleanQuery::intersection(queries)),
    }
}

/// A filter says yes or no; it does not rank.
fn silent(query: Boxed) -> Boxed {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

/// Words of the thing itself.
fn text(term: &Term, kind: Kind) -> Boxed {
    let f = fields();
    match kind {
        Kind::Article => {
            let title = Box::new(BoostQuery::new(words(f.title, term), TITLE_BOOST));
            Box::new(BooleanQuery::new(vec![(Occur::Must, words(f.text, term)), (Occur::Should, title)]))
        }
        Kind::Quote => words(f.quote, term),
        Kind::Contact => contact_of(term),
    }
}

/// A filter with the kind of document it finds.
fn filter(node: &Node, kind: Kind) -> (Boxed, Kind) {
    let f = fields();
    let query = match node {
        Node::Words(field, term) => match field {
            Field::Title => words(f.title, term),
            Field::By => name(f.author, term),
            Field::Agency => words(f.agency, term),
            Field::Site => words(f.site, term),
            Field::Tag => words(f.tag, term),
            Field::From => any_term(f.from, place::asked(&term.text)),
            Field::Place => any_term(f.place, place::asked(&term.text)),
            Field::Said => return (speaker(term), Kind::Quote),
            Field::Contact => return (contact_of(term), Kind::Contact),
            Field::Role => match kind {
                Kind::Article => words(f.role, term),
                Kind::Quote => return (words(f.speaker_role, term), Kind::Quote),
                Kind::Contact => return (words(f.contact_role, term), Kind::Contact),
            },
        },
        Node::Language(language) => any_term(f.language, vec![language.as_str().to_owned()]),
        Node::Has(has) => any_term(f.has, vec![has.name().to_owned()]),
        Node::Published(when, date) => published(*when, *date),
        _ => Box::new(EmptyQuery),
    };
    (query, Kind::Article)
}

fn published(when: When, date: Date) -> Boxed {
    let f = fields();
    let (first, last) = (days(date.first_day()), days(date.last_day()));
    let from = |column: Column, day: i64| -> Boxed {
        Box::new(RangeQuery::new(Bound::Included(IndexTerm::from_field_i64(column, day)), Bound::Unbounded))
    };
    let until = |column: Column, day: i64| -> Boxed {
        Box::new(RangeQuery::new(Bound::Unbounded, Bound::Included(IndexTerm::from_field_i64(column, day))))
    };
    match when {
        When::After => from(f.last_day, first),
        When::Before => until(f.first_day, first - 1),
        When::On => every(vec![from(f.first_day, first), until(f.last_day, last)]),
    }
}

/// A contact by its value, or by words of its names, role and value.
fn contact_of(term: &Term) -> Boxed {
    let f = fields();
    let values: Vec<Boxed> = match term.form {
        Form::Word | Form::Phrase => vec![any_term(f.contact_value, contact::asked(&term.text))],
        Form::Prefix => {
            contact::asked(&term.text).iter().map(|value| prefix(f.contact_value, value)).collect()
        }
        Form::Fuzzy(_) => Vec::new(),
    };
    let mut queries: Vec<Boxed> =
        values.into_iter().map(|v| -> Boxed { Box::new(ConstScoreQuery::new(v, 1.0)) }).collect();
    queries.push(words(f.contact_words, term));
    any(queries)
}

/// All words of a name, in whatever order.
fn name(field: Column, term: &Term) -> Boxed {
    every(name_words(field, term))
}

/// All words of a name, some of which may be titles or offices that stand beside it: `dr. Rina Marlina`.
fn speaker(term: &Term) -> Boxed {
    let f = fields();
    let (names, beside) = (name_words(f.speaker, term), name_words(f.speaker_beside, term));
    if names.len() < 2 {
        return every(names);
    }
    let one_of_the_name = any(names.iter().map(|n| n.box_clone()).collect());
    let each = names.into_iter().zip(beside).map(|(name, beside)| any(vec![name, beside]));
    every(each.chain(std::iter::once(one_of_the_name)).collect())
}

fn name_words(field: Column, term: &Term) -> Vec<Boxed> {
    let cut: Vec<Word> = Words::new(&term.text).filter(|w| !w.joined).collect();
    let last = cut.len().saturating_sub(1);
    let word = |(n, word): (usize, &Word)| match term.form {
        Form::Prefix if n == last => prefix(field, &word.text),
        Form::Fuzzy(errors) => fuzzy(field, &word.text, errors),
        _ => one(IndexTerm::from_field_text(field, &word.text), IndexRecordOption::Basic),
    };
    cut.iter().enumerate().map(word).collect()
}

/// Words side by side.
fn words(field: Column, term: &Term) -> Boxed {
    let (joined, cut): (Vec<Word>, Vec<Word>) = Words::new(&term.text).partition(|w| w.joined);
    let terms =
        || cut.iter().map(|w| (w.position, IndexTerm::from_field_text(field, &w.text))).collect::<Vec<_>>();
    match (cut.as_slice(), term.form) {
        ([], _) => Box::new(EmptyQuery),
        ([word], Form::Prefix) => prefix(field, &word.text),
        ([word, ..], Form::Fuzzy(errors)) => fuzzy(field, &word.text, errors),
        ([word], _) => one(IndexTerm::from_field_text(field, &word.text), IndexRecordOption::WithFreqs),
        (_, Form::Prefix) => {
            let mut query = PhrasePrefixQuery::new_with_offset(terms());
            query.set_max_expansions(MOST_EXPANSIONS);
            Box::new(query)
        }
        _ => {
            let phrase: Boxed = Box::new(PhraseQuery::new_with_offset(terms()));
            // `anti-korupsi` is also `antikorupsi`.
            let whole = joined
                .iter()
                .find(|w| cut.len() == 2 && term.form == Form::Word && w.position == cut[0].position);
            match whole {
                Some(whole) => any(vec![
                    phrase,
                    one(IndexTerm::from_field_text(field, &whole.text), IndexRecordOption::WithFreqs),
                ]),
                None => phrase,
            }
        }
    }
}

fn one(term: IndexTerm, option: IndexRecordOption) -> Boxed {
    Box::new(TermQuery::new(term, option))
}

fn any_term(field: Column, values: Vec<String>) -> Boxed {
    any(values.iter().map(|v| one(IndexTerm::from_field_text(field, v), IndexRecordOption::Basic)).collect())
}

fn prefix(field: Column, start: &str) -> Boxed {
    Box::new(FuzzyTermQuery::new_prefix(IndexTerm::from_field_text(field, start), 0, false))
}

fn fuzzy(field: Column, word: &str, errors: u8) -> Boxed {
    Box::new(FuzzyTermQuery::new(IndexTerm::from_field_text(field, word), errors.min(2), true))
}
