//! What a hit shows: articles, quotes, contacts, snippets, pages and totals.

use serde_json::json;
use warta::index::{Index, Order, Search};
use warta::{Article, ContactKind};

use crate::articles::*;

#[test]
fn a_hit_shows_its_article() {
    let index = archive();
    let found = index.search(&query("maladministrasi said:\"Rina Marlina\"")).unwrap();
    let hit = found.first().unwrap();
    assert_eq!((found.total(), found.len()), (1, 1));
    assert_eq!(hit.title(), COMPLAINTS);
    assert_eq!(hit.url(), Some("https://warta-nagari.blogspot.com/2021/12/pengaduan-solok.html"));
    assert_eq!(hit.published().unwrap().to_string(), "2021-12-09T10:05:00+07:00");
    assert_eq!((hit.site(), hit.language(), hit.place()), (Some("Warta Nagari"), Some("id"), Some("Solok")));
    assert!(hit.score() > 0.0);
    assert_eq!(hit.article().unwrap(), complaints());
    assert!(hit.snippet().html().contains("<b>Maladministrasi</b> masih sering"), "{}", hit.snippet());
    let json = serde_json::to_value(hit).unwrap();
    let keys: Vec<_> = json.as_object().unwrap().keys().cloned().collect();
    assert_eq!(keys.len(), 8, "{keys:?}");
    assert_eq!((&json["title"], &json["place"]), (&json!(COMPLAINTS), &json!("Solok")));
    assert!(json["snippet"].as_str().unwrap().contains("<b>"));
}

#[test]
fn snippets_are_safe_html() {
    let index = archive();
    let found = index.search(&query("alert cabai")).unwrap();
    let snippet = found.first().unwrap().snippet();
    assert_eq!(
        snippet.html(),
        "Santan, <b>cabai</b> &lt;script&gt;<b>alert</b>(&#39;x&#39;)&lt;/script&gt; &amp; daging. Jum&#39;at enak."
    );
    let marked: Vec<_> = snippet.highlights().iter().map(|h| &snippet.text()[h.clone()]).collect();
    assert_eq!(marked, ["cabai", "alert"]);
}

#[test]
fn quotes_are_results_of_their_own() {
    let index = archive();
    let found = |text: &str| {
        let found = index.quotes_with(&query(text), Search::new().limit(50)).unwrap();
        assert_eq!(found.total(), found.len());
        let mut quotes: Vec<_> = found.iter().map(|q| q.text().trim_end_matches(',').to_owned()).collect();
        quotes.sort();
        quotes
    };
    const FREE: &str = "Pendampingan ini gratis, warga jangan ragu";
    const WATCH: &str = "Kami di pusat terus mengawasi";
    const NEED: &str = "Kami butuh pendampingan";
    const RIVER: &str = "Air sungai naik";
    const PUBLIC: &str = "It is public service";
    for (text, expected) in [
        ("said:\"Rina Marlina\" pendampingan", vec![FREE]),
        ("pendampingan", vec![NEED, FREE]),
        ("said:Basri", vec![PUBLIC, WATCH]),
        ("said:Rina mengawasi", vec![]),
        ("kami -pusat", vec![NEED]),
        ("\"di pusat\"", vec![WATCH]),
        ("from:Surabaya", vec![RIVER, NEED]),
        ("place:Padang", vec![PUBLIC]),
        ("role:camat", vec![RIVER]),
        ("lang:id kami", vec![NEED, WATCH]),
        ("by:Dewi kami", vec![WATCH]),
        ("on:2021-12-09 kami", vec![WATCH]),
        ("contact:aduan@contoh.example kami", vec![WATCH]),
        ("quote:(said:Siti)", vec![NEED]),
        ("-from:Surabaya -said:Rina -said:warga", vec![PUBLIC, WATCH]),
        // A word of the article that no quote has.
        ("maladministrasi", vec![]),
        ("", vec![RIVER, PUBLIC, NEED, WATCH, FREE, "Saya senang"]),
    ] {
        assert_eq!(found(text), expected, "{text}");
    }
    let found = index.quotes(&query("said:\"Rina Marlina\" pendampingan")).unwrap();
    let hit = found.first().unwrap();
    assert_eq!(hit.speaker(), Some("Rina Marlina"));
    assert_eq!(hit.role(), Some("Kepala Perwakilan Lembaga Pengaduan Sumatera Barat"));
    assert_eq!(hit.article().unwrap().title.as_deref(), Some(COMPLAINTS));
    assert_eq!(hit.snippet().html(), "<b>Pendampingan</b> ini gratis, warga jangan ragu,");
    let json = serde_json::to_value(hit).unwrap();
    let keys: Vec<_> = json.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, ["published", "role", "score", "speaker", "text", "title", "url"]);
}

#[test]
fn contacts_are_results_of_their_own() {
    let index = archive();
    let found = index.contacts(&query("Rina")).unwrap();
    assert_eq!((found.total(), found.len()), (1, 1));
    let hit = found.first().unwrap();
    assert_eq!((hit.kind(), hit.value(), hit.articles()), (ContactKind::Phone, "+628111222333", 2));
    assert_eq!(hit.names(), ["Rina Marlina", "Rina M."]);
    assert_eq!(
        (hit.title(), hit.last_seen().unwrap().to_string()),
        (COMPLAINTS, "2021-12-09T10:05:00+07:00".to_owned())
    );
    assert_eq!(
        serde_json::to_value(hit).unwrap(),
        json!({"kind": "phone", "value": "+628111222333", "names": ["Rina Marlina", "Rina M."],
               "url": "https://warta-nagari.blogspot.com/2021/12/pengaduan-solok.html", "title": COMPLAINTS,
               "last_seen": "2021-12-09T10:05:00+07:00"})
    );
    let values = |text: &str| {
        let found = index.contacts(&query(text)).unwrap();
        let mut values: Vec<_> = found.iter().map(|c| c.value().to_owned()).collect();
        values.sort();
        values
    };
    for (text, expected) in [
        ("bayu", vec!["+6282233344455"]),
        ("humas", vec!["+6282233344455"]),
        ("role:humas", vec!["+6282233344455"]),
        ("0822 33344455", vec![]),
        ("\"0822 33344455\"", vec!["+6282233344455"]),
        ("082233344455", vec!["+6282233344455"]),
        ("contact:08111222333", vec!["+628111222333"]),
        ("aduan@contoh.example", vec!["aduan@contoh.example"]),
        ("from:Surabaya", vec!["+628111222333"]),
        ("said:Siti", vec!["+628111222333"]),
        ("Rina -from:Surabaya", vec!["+628111222333"]),
        ("Joko", vec![]),
        ("", vec!["+628111222333", "+6282233344455", "aduan@contoh.example"]),
    ] {
        assert_eq!(values(text), expected, "{text}");
    }
}

#[test]
fn pages_totals_and_order() {
    let index = Index::in_memory().unwrap();
    let mut writer = index.writer().unwrap();
    for n in 1..=25 {
        let text = format!("Padang - Berita nomor {n}. {}", "banjir ".repeat(n));
        let title = format!("Berita {n}");
        let url = format!("https://contoh.example/{n}");
        let date = format!("2021-12-{n:02}");
        writer.put(&Article::builder().url(&url).title(title).published(&date).text(text).build()).unwrap();
    }
    writer.commit().unwrap();
    let titles = |text: &str, search: Search| {
        let found = index.search_with(&query(text), search).unwrap();
        assert_eq!(found.total(), 25);
        found.iter().map(|h| h.title().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(titles("berita", Search::new()).len(), 10);
    assert_eq!(titles("berita", Search::new().limit(0)), [""; 0]);
    assert_eq!(titles("berita", Search::new().limit(usize::MAX)).len(), 25);
    assert_eq!(titles("berita", Search::new().offset(usize::MAX).limit(usize::MAX)), [""; 0]);
    assert_eq!(titles("berita", Search::new().offset(20).limit(10)).len(), 5);
    assert_eq!(titles("", Search::new().limit(2)), ["Berita 25", "Berita 24"]);
    assert_eq!(titles("after:2021", Search::new().offset(23)), ["Berita 2", "Berita 1"]);
    assert_eq!(titles("banjir", Search::new().order(Order::Newest).limit(1)), ["Berita 25"]);
    let mut all: Vec<String> =
        (0..5).flat_map(|n| titles("banjir", Search::new().offset(n * 5).limit(5))).collect();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 25, "pages do not overlap");
}

#[test]
fn the_title_counts_for_more() {
    let index = Index::in_memory().unwrap();
    let mut writer = index.writer().unwrap();
    writer
        .put(&Article::builder().title("Lain").text("Kabar tentang banjir di hulu sungai hari ini.").build())
        .unwrap();
    writer
        .put(
            &Article::builder()
                .title("Banjir")
                .text("Kabar tentang air di hulu sungai hari ini juga.")
                .build(),
        )
        .unwrap();
    writer.commit().unwrap();
    let found = index.search(&query("banjir")).unwrap();
    assert_eq!(found.iter().map(|h| h.title()).collect::<Vec<_>>(), ["Banjir", "Lain"]);
}

/// Quotes and contacts are documents too; they must not change how articles rank.
#[test]
fn quotes_do_not_change_the_ranking() {
    let scores = |with_quotes: bool| {
        let index = Index::in_memory().unwrap();
        let mut writer = index.writer().unwrap();
        for n in 0..30 {
            let text = format!("Air {} dan {}", "sungai ".repeat(1 + n % 4), "naik ".repeat(1 + n % 7));
            let mut article = Article::builder().title(format!("{n}")).text(format!("{text} {n}")).build();
            if with_quotes {
                article.quotes = (0..n % 5).map(|_| quote("sungai naik", "Rina Marlina", "")).collect();
            }
            writer.put(&article).unwrap();
        }
        writer.commit().unwrap();
        let found = index.search_with(&query("sungai naik"), Search::new().limit(30)).unwrap();
        let mut scores: Vec<_> = found.iter().map(|h| (h.title().to_owned(), h.score())).collect();
        scores.sort_by(|a, b| a.0.cmp(&b.0));
        scores
    };
    assert_eq!(scores(true), scores(false));
}
