use proptest::prelude::*;

use crate::article::Facts;
use crate::value::Context;

fn facts(text: &str, language: &str) -> Facts {
    crate::extract::annotate(text, &Context::new().language(language))
}

#[test]
fn a_sentence_parted_by_its_attribution_continues() {
    let found = facts("\"Kami sudah siap,\" kata Camat Talawi Rustam Efendi, \"sejak pagi tadi.\"", "id");
    assert_eq!(found.quotes.len(), 2);
    assert_eq!((found.quotes[0].continues, found.quotes[1].continues), (None, Some(0)));
}

/// Each of these once took, or could take, time that grows with the square of the text.
#[test]
fn long_texts_are_read_in_linear_time() {
    let names: String =
        (0..30_000).map(|i| format!("Na{i:x}ma{i:x} kata ").replace(char::is_numeric, "o")).collect();
    let texts = [
        "“”".repeat(60_000),
        "\"".repeat(300_000),
        "\"a,\" kata Budi ".repeat(20_000),
        "“a\n".repeat(60_000),
        "said ".repeat(60_000) + "\"hello there my friend,\" said Bob.",
        "Budi Santoso (KDM) ".repeat(15_000),
        names,
    ];
    for text in texts {
        for language in ["id", "en"] {
            let start = std::time::Instant::now();
            facts(&text, language);
            assert!(start.elapsed().as_secs() < 10, "{}", &text[..20]);
        }
    }
}

fn holds(text: &str, language: &str) -> Result<(), TestCaseError> {
    let found = facts(text, language);
    for (at, quote) in found.quotes.iter().enumerate() {
        prop_assert_eq!(text.get(quote.span.range()), Some(quote.text.as_str()));
        prop_assert!(!quote.text.is_empty());
        prop_assert!(quote.continues.is_none_or(|c| c < at));
        if let Some(span) = quote.speaker.as_ref().and_then(|s| s.span) {
            prop_assert!(text.get(span.range()).is_some_and(|s| !s.is_empty()));
        }
    }
    prop_assert!(found.quotes.windows(2).all(|w| w[0].span.end() <= w[1].span.start()));
    for person in &found.people {
        prop_assert!(!person.name.is_empty() && !person.spans.is_empty());
        prop_assert!(person.spans.iter().all(|s| text.get(s.range()).is_some_and(|s| !s.is_empty())));
    }
    Ok(())
}

proptest! {
    #[test]
    fn spans_slice_any_text(text in any::<String>(), language in 0usize..15) {
        let tags = ["id", "en", "de", "ms", "es", "pt", "fr", "it", "nl", "ru", "tr", "ar", "hi", "zh", "ja"];
        holds(&text, tags[language])?;
    }

    #[test]
    fn spans_slice_texts_of_marks_and_words(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "\"", "“", "”", "„", "«", "»", "「", "」", "''", "‘", "’", " ", "\n", ".", ",", ":", "(", ")", "-",
                "kata", "katanya", "Budi", "Santoso", "Ketua", "KPK", "said", "he", "Mayor", "Dr.", "S.H.", "İ", "ß",
                "说", "市长", "と", "述べた", "قال", "itu", "menurut", "Menurut", "mengatakan", "seorang", "warga",
            ]),
            0..60,
        ),
        joiner in prop::sample::select(vec!["", " "]),
    ) {
        for language in ["id", "en", "zh", "ja", "ar"] {
            holds(&pieces.join(joiner), language)?;
        }
    }
}
