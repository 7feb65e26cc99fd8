use proptest::prelude::*;

use super::*;
use crate::error::ErrorKind;

fn node(text: &str) -> Node {
    text.parse::<Query>().unwrap_or_else(|e| panic!("{text}: {e}")).node
}

fn word(text: &str) -> Node {
    Node::Text(Term { text: text.to_owned(), form: Form::Word })
}

fn phrase(text: &str) -> Node {
    Node::Text(Term { text: text.to_owned(), form: Form::Phrase })
}

fn words(field: Field, text: &str, form: Form) -> Node {
    Node::Words(field, Term { text: text.to_owned(), form })
}

#[test]
fn words_phrases_and_operators() {
    let (a, b, c) = (word("a1"), word("b1"), word("c1"));
    for (text, expected) in [
        ("", Node::All),
        ("  ", Node::All),
        ("*", Node::All),
        ("a1", a.clone()),
        ("a1 b1", Node::And(vec![a.clone(), b.clone()])),
        ("a1 AND b1", Node::And(vec![a.clone(), b.clone()])),
        ("a1 OR b1", Node::Or(vec![a.clone(), b.clone()])),
        ("a1 b1 OR c1", Node::Or(vec![Node::And(vec![a.clone(), b.clone()]), c.clone()])),
        ("a1 (b1 OR c1)", Node::And(vec![a.clone(), Node::Or(vec![b.clone(), c.clone()])])),
        ("((a1) (b1))", Node::And(vec![a.clone(), b.clone()])),
        ("-a1", Node::Not(Box::new(a.clone()))),
        ("NOT a1", Node::Not(Box::new(a.clone()))),
        ("NOT -a1", a.clone()),
        ("-(a1 b1)", Node::Not(Box::new(Node::And(vec![a.clone(), b.clone()])))),
        ("a1 - & b1 —", Node::And(vec![a.clone(), b.clone()])),
        ("\"a1 b1\"", phrase("a1 b1")),
        ("“a1 b1”", phrase("a1 b1")),
        (r#""a1 \"b1\" \\ c""#, phrase(r#"a1 "b1" \ c"#)),
        ("-\"a1\"", Node::Not(Box::new(phrase("a1")))),
        ("anti-korupsi", word("anti-korupsi")),
        ("or not and", Node::And(vec![word("or"), word("not"), word("and")])),
        ("pelay*", Node::Text(Term { text: "pelay".to_owned(), form: Form::Prefix })),
        ("ombudsmn~1", Node::Text(Term { text: "ombudsmn".to_owned(), form: Form::Fuzzy(1) })),
        ("ombudsmn~", Node::Text(Term { text: "ombudsmn".to_owned(), form: Form::Fuzzy(1) })),
        ("pukul 10:30", Node::And(vec![word("pukul"), word("10:30")])),
        ("https://contoh.example/x", word("https://contoh.example/x")),
        ("Catatan: b1", Node::And(vec![word("Catatan:"), b.clone()])),
    ] {
        assert_eq!(node(text), expected, "{text}");
    }
}

#[test]
fn filters() {
    let quote = |inner| Node::Quote(Box::new(inner));
    for (text, expected) in [
        ("said:\"Rina Marlina\"", words(Field::Said, "Rina Marlina", Form::Phrase)),
        ("SAID:Rina", words(Field::Said, "Rina", Form::Word)),
        ("said:Ri*", words(Field::Said, "Ri", Form::Prefix)),
        ("from:Solok", words(Field::From, "Solok", Form::Word)),
        ("title:banjir~1", words(Field::Title, "banjir", Form::Fuzzy(1))),
        ("contact:+62-811-122-233", words(Field::Contact, "+62-811-122-233", Form::Word)),
        ("contact:instagram:warta", words(Field::Contact, "instagram:warta", Form::Word)),
        ("lang:in", Node::Language("id".parse().unwrap())),
        ("has:quote", Node::Has(Has::Quote)),
        ("after:2021-12-01", Node::Published(When::After, "2021-12-01".parse().unwrap())),
        ("on:2021", Node::Published(When::On, "2021".parse().unwrap())),
        (
            "quote:(said:Rina air)",
            quote(Node::And(vec![words(Field::Said, "Rina", Form::Word), word("air")])),
        ),
        ("quote:( air )", quote(word("air"))),
        ("quote:air", quote(word("air"))),
        ("-from:Solok", Node::Not(Box::new(words(Field::From, "Solok", Form::Word)))),
    ] {
        assert_eq!(node(text), expected, "{text}");
    }
}

#[test]
fn errors_point_at_the_place() {
    for (text, offset, says) in [
        ("\"air sungai", 0, "not closed"),
        ("air (naik", 4, "add `)`"),
        ("air naik)", 8, "closes nothing"),
        ("air ()", 4, "nothing to search for"),
        ("air OR", 4, "both sides, between"),
        ("OR air", 0, "OR stands between"),
        ("a1 OR OR b1", 3, "OR stands between"),
        ("NOT", 3, "NOT stands before"),
        ("x frmo:Solok", 2, "did you mean `from:`"),
        ("x warna:merah", 2, "the filters are title:"),
        ("from: Solok", 5, "right behind the colon"),
        ("from:", 5, "from:Padang"),
        ("place:(padang OR solok)", 6, "(place:padang OR place:solok)"),
        ("place:pad*", 6, "name of a place"),
        ("after:kemarin", 6, "after:2021-12-09"),
        ("on:2021-02-30", 3, "no date"),
        ("lang:indonesia", 5, "lang:id"),
        ("has:uang", 4, "has:quote"),
        ("p*", 0, "two or more"),
        ("pel*yan", 0, "at the end of a word"),
        ("ombudsmn~3", 8, "`~1` or `~2`"),
        ("ab~1", 0, "3 letters"),
        ("abcd~2", 0, "5 letters"),
        ("\"air naik\"~2", 10, "single words"),
        ("anti-korupsi~1", 0, "one word"),
        ("!!! ---", 0, "letter or digit"),
        ("said:\"—\"", 5, "needs a value"),
        ("quote:OR", 6, "in brackets"),
        ("quote:-air", 6, "in brackets"),
        ("quote:said:Rina", 6, "in brackets"),
    ] {
        let error = text.parse::<Query>().expect_err(text);
        assert_eq!(error.kind(), ErrorKind::Query);
        let source = std::error::Error::source(&error).and_then(|s| s.downcast_ref::<QueryError>()).unwrap();
        assert_eq!(source.offset(), offset, "{text}: {error}");
        let said = error.to_string();
        assert!(says == "both sides, between" || said.contains(says), "{text}: {said}");
    }
    let error = "padang  \"solok".parse::<Query>().unwrap_err().to_string();
    assert!(error.ends_with("\n  padang  \"solok\n          ^"), "{error}");
}

#[test]
fn what_asks_for_too_much_is_refused() {
    for text in [
        "(".repeat(5_000),
        "quote:(".repeat(5_000),
        "a1 OR ".repeat(5_000),
        "a1 ".repeat(300),
        format!("\"{}\"", "kata ".repeat(100)),
        format!("said:\"{}\"", "kata ".repeat(100)),
        "x".repeat(30_000),
    ] {
        assert_eq!(text.parse::<Query>().unwrap_err().kind(), ErrorKind::Query);
    }
    for text in ["-".repeat(5_000) + "a", "(".repeat(30) + "a" + &")".repeat(30), "a1 ".repeat(250)] {
        assert!(text.parse::<Query>().is_ok());
    }
}

fn term() -> impl Strategy<Value = Term> {
    prop_oneof![
        "[a-zé0-9]{2,8}(-[a-z]{1,4})?".prop_map(|text| Term { text, form: Form::Word }),
        "[a-z0-9 \"\\\\“(:*~-]{0,8}[a-z]{2}[ \"\\\\]{0,3}".prop_map(|text| Term { text, form: Form::Phrase }),
        "[a-z]{2,6}".prop_map(|text| Term { text, form: Form::Prefix }),
        ("[a-z]{5,9}", 1..=2u8).prop_map(|(text, errors)| Term { text, form: Form::Fuzzy(errors) }),
    ]
}

fn tree() -> impl Strategy<Value = Node> {
    let field = proptest::sample::select(Field::ALL)
        .prop_filter("places take plain names", |f| !matches!(f, Field::From | Field::Place));
    let leaf = prop_oneof![
        4 => term().prop_map(Node::Text),
        2 => (field, term()).prop_map(|(field, term)| Node::Words(field, term)),
        1 => Just(Node::All),
        1 => proptest::sample::select(Has::ALL).prop_map(Node::Has),
        1 => proptest::sample::select(&["id", "zh-Hant", "en-US"][..]).prop_map(|l| Node::Language(l.parse().unwrap())),
        1 => (proptest::sample::select(When::ALL), proptest::sample::select(&["2021", "2021-12", "2021-12-09"][..]))
            .prop_map(|(when, date)| Node::Published(when, date.parse().unwrap())),
    ];
    leaf.prop_recursive(5, 40, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(Node::and),
            prop::collection::vec(inner.clone(), 1..4).prop_map(Node::or),
            inner.clone().prop_map(Node::not),
            inner.prop_map(|node| Node::Quote(Box::new(node))),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn what_is_printed_parses_to_itself(node in tree()) {
        let query = Query { node };
        let printed = query.to_string();
        prop_assert_eq!(printed.parse::<Query>().map_err(|e| TestCaseError::fail(format!("{printed}: {e}")))?, query);
    }

    #[test]
    fn any_text_parses_or_says_why(text in "\\PC{0,60}") {
        check(&text)?;
    }

    #[test]
    fn text_like_queries_parses_or_says_why(
        text in "((said|from|quote|after|has|x)?:?[-(\"]{0,2}(OR|NOT|AND|ab|é|2021|\\*|~1|\\\\|”)?[)\"*~ ]{0,2}){0,12}"
    ) {
        check(&text)?;
    }
}

fn check(text: &str) -> Result<(), TestCaseError> {
    match text.parse::<Query>() {
        Ok(query) => {
            let printed = query.to_string();
            let again = printed.parse::<Query>();
            prop_assert_eq!(again.ok(), Some(query), "{} printed as {}", text, printed);
        }
        Err(error) => {
            let source = std::error::Error::source(&error).and_then(|s| s.downcast_ref::<QueryError>());
            prop_assert!(source.is_some_and(|s| text.is_char_boundary(s.offset())));
        }
    }
    Ok(())
}
