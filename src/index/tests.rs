//! The index against a plain reading of the query: random articles, random queries, the same answers.

use proptest::prelude::*;

use super::query::{Field, Form, Has, Node, Term, When};
use super::word::Words;
use super::*;
use crate::article::{Quote, Speaker};

const WORDS: [&str; 5] = ["air", "banjir", "naik", "surut", "warga"];
const NAMES: [&str; 3] = ["Rina Marlina", "Joko Susilo", "Rina Susilo"];
const TITLES: [&str; 2] = ["air banjir", "warga"];

fn words(text: &str) -> Vec<String> {
    Words::new(text).map(|w| w.text).collect()
}

/// Whether a term is in a text.
fn says(text: &str, term: &Term) -> bool {
    let (have, want) = (words(text), words(&term.text));
    match term.form {
        Form::Prefix => have.iter().any(|w| w.starts_with(&want[0])),
        _ => have.windows(want.len()).any(|run| run == want),
    }
}

fn is_named(quote: &Quote, term: &Term) -> bool {
    let name = quote.speaker.as_ref().and_then(|s| s.name.as_deref()).unwrap_or("");
    words(&term.text).iter().all(|w| words(name).contains(w))
}

/// What a node is asked of.
#[derive(Clone, Copy)]
enum About<'a> {
    Article(&'a Article),
    Quote(&'a Article, &'a Quote),
}

fn holds(node: &Node, about: About<'_>) -> bool {
    let (article, quote) = match about {
        About::Article(article) => (article, None),
        About::Quote(article, quote) => (article, Some(quote)),
    };
    let some_quote = |test: &dyn Fn(&Quote) -> bool| match quote {
        Some(quote) => test(quote),
        None => article.quotes.iter().any(test),
    };
    let title = article.title.as_deref().unwrap_or("");
    match node {
        Node::All => true,
        Node::Not(node) => !holds(node, about),
        Node::And(nodes) => nodes.iter().all(|n| holds(n, about)),
        Node::Or(nodes) => nodes.iter().any(|n| holds(n, about)),
        Node::Text(term) => match quote {
            Some(quote) => says(&quote.text, term),
            None => says(&article.text, term) || says(title, term),
        },
        Node::Words(Field::Title, term) => says(title, term),
        Node::Words(Field::Said, term) => some_quote(&|q| is_named(q, term)),
        Node::Quote(node) => some_quote(&|q| holds(node, About::Quote(article, q))),
        Node::Has(Has::Quote) => !article.quotes.is_empty(),
        Node::Published(When::On, date) => article.published.is_some_and(|p| p.year() == date.year()),
        other => unreachable!("{other:?} is not generated"),
    }
}

fn term() -> impl Strategy<Value = Term> {
    let word = proptest::sample::select(&WORDS[..]);
    prop_oneof![
        4 => word.clone().prop_map(|w| Term { text: w.to_owned(), form: Form::Word }),
        3 => (word.clone(), word.clone())
            .prop_map(|(a, b)| Term { text: format!("{a} {b}"), form: Form::Phrase }),
        1 => word.prop_map(|w| Term { text: w[..2].to_owned(), form: Form::Prefix }),
    ]
}

fn tree() -> impl Strategy<Value = Node> {
    let name = proptest::sample::select(&["Rina", "Susilo", "Rina Marlina", "Marlina Joko"][..]);
    let leaf = prop_oneof![
        5 => term().prop_map(Node::Text),
        1 => term().prop_map(|t| Node::Words(Field::Title, t)),
        2 => name.prop_map(|n| Node::Words(Field::Said, Term { text: n.to_owned(), form: Form::Phrase })),
        1 => Just(Node::All),
        1 => Just(Node::Has(Has::Quote)),
        1 => proptest::sample::select(&["2020", "2021"][..])
            .prop_map(|y| Node::Published(When::On, y.parse().unwrap())),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            3 => prop::collection::vec(inner.clone(), 1..4).prop_map(Node::and),
            3 => prop::collection::vec(inner.clone(), 1..4).prop_map(Node::or),
            2 => inner.clone().prop_map(Node::not),
            2 => inner.prop_map(|node| Node::Quote(Box::new(node))),
        ]
    })
}

fn text(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(proptest::sample::select(&WORDS[..]), 0..most).prop_map(|w| w.join(" "))
}

fn articles() -> impl Strategy<Value = Vec<Article>> {
    let quote =
        (text(4), proptest::option::of(proptest::sample::select(&NAMES[..]))).prop_map(|(text, name)| {
            Quote {
                text,
                speaker: name.map(|name| Speaker { name: Some(name.to_owned()), ..Speaker::default() }),
                ..Quote::default()
            }
        });
    let title = proptest::option::of(proptest::sample::select(&TITLES[..]));
    let year = proptest::option::of(proptest::sample::select(&["2020-05-01", "2021"][..]));
    let article = (title, text(8), prop::collection::vec(quote, 0..4), year);
    prop::collection::vec(article, 1..14).prop_map(|articles| {
        let number = articles.into_iter().enumerate();
        number
            .map(|(n, (title, text, quotes, year))| {
                let mut article =
                    Article::builder().url(&format!("https://contoh.example/{n}")).text(text).build();
                (article.title, article.quotes) = (title.map(str::to_owned), quotes);
                article.published = year.map(|y| y.parse().unwrap());
                article
            })
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn searches_answer_as_a_plain_reading_does(
        articles in articles(),
        cuts in prop::collection::vec(any::<bool>(), 14),
        deleted in prop::collection::vec(prop::bool::weighted(0.2), 14),
        queries in prop::collection::vec(tree(), 12),
    ) {
        let index = Index::in_memory().unwrap();
        let mut writer = index.writer_with(WriterOptions::new().threads(1)).unwrap();
        for (article, cut) in articles.iter().zip(&cuts) {
            writer.put(article).unwrap();
            if *cut {
                writer.commit().unwrap();
            }
        }
        for (article, _) in articles.iter().zip(&deleted).filter(|(_, d)| **d) {
            writer.delete(article).unwrap();
        }
        writer.commit().unwrap();
        let articles: Vec<&Article> = articles.iter().zip(&deleted).filter(|(_, d)| !**d).map(|(a, _)| a).collect();
        for node in queries {
            let query = Query { node };
            for order in [Order::Best, Order::Newest] {
                let search = Search::new().limit(1000).order(order);
                let found = index.search_with(&query, search).unwrap();
                let mut urls: Vec<_> = found.iter().map(|h| h.url().unwrap().to_owned()).collect();
                urls.sort();
                let mut expected: Vec<_> = articles.iter().filter(|a| holds(&query.node, About::Article(a)))
                    .map(|a| a.url.as_ref().unwrap().as_str().to_owned()).collect();
                expected.sort();
                prop_assert_eq!(urls, expected, "articles by {}", query);
                prop_assert_eq!(found.total(), found.len());
                let found = index.quotes_with(&query, search).unwrap();
                let mut quotes: Vec<_> = found.iter().map(|q| (q.url().unwrap().to_owned(), q.text().to_owned())).collect();
                quotes.sort();
                let mut expected = Vec::new();
                for article in &articles {
                    for quote in article.quotes.iter().filter(|q| holds(&query.node, About::Quote(article, q))) {
                        expected.push((article.url.as_ref().unwrap().as_str().to_owned(), quote.text.clone()));
                    }
                }
                expected.sort();
                prop_assert_eq!(quotes, expected, "quotes by {}", query);
                prop_assert_eq!(found.total(), found.len());
            }
        }
    }
}

/// More rounds where somebody has the time: `WARTA_CASES=10000`.
fn cases() -> u32 {
    std::env::var("WARTA_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(60)
}
