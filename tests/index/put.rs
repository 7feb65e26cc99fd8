//! Putting, replacing, deleting, committing.

use warta::index::{Identity, Index, Put, Search, WriterOptions};
use warta::{Article, ErrorKind};

use crate::articles::*;

fn article(url: &str, text: &str) -> Article {
    let mut article = Article::builder().title("Judul").text(text).build();
    article.url = url.parse().ok();
    article.quotes = vec![quote(text, "Rina Marlina", "")];
    article.contacts = vec![contact(warta::ContactKind::Phone, "+628111222333", "0811", &["Rina"], None)];
    article
}

fn teaser(url: &str, text: &str) -> Article {
    let mut article = article(url, text);
    article.teaser = true;
    article
}

fn counts(index: &Index) -> (usize, usize, usize) {
    let quotes = index.quotes(&query("")).unwrap().total();
    (index.len().unwrap(), quotes, index.contacts(&query("")).unwrap().iter().map(|c| c.articles()).sum())
}

#[test]
fn the_same_address_is_replaced_with_its_quotes_and_contacts() {
    let index = Index::in_memory().unwrap();
    let mut writer = index.writer().unwrap();
    let addresses = [
        "https://warta-nagari.blogspot.com/2021/12/air.html",
        "http://warta-nagari.blogspot.co.id/2021/12/air.html?m=1",
        "https://www.warta-nagari.blogspot.com.tr/2021/12/air.html?utm_source=x#more",
    ];
    for (n, url) in addresses.iter().enumerate() {
        assert_eq!(writer.put(&article(url, &format!("kata{n}"))).unwrap(), Put::Written);
        // Once within one commit, once over commits.
        if n != 1 {
            writer.commit().unwrap();
        }
    }
    assert_eq!(counts(&index), (1, 1, 1));
    assert_eq!(index.search(&query("kata2")).unwrap().total(), 1);
    for gone in ["kata0", "kata1", "quote:kata0", "quote:kata1"] {
        assert_eq!(index.search(&query(gone)).unwrap().total(), 0, "{gone}");
    }
    writer.put(&article("https://warta-nagari.blogspot.com/2021/12/angin.html", "kata3")).unwrap();
    writer.commit().unwrap();
    assert_eq!(counts(&index), (2, 2, 2));
}

#[test]
fn without_an_address_the_text_is_the_identity() {
    let index = Index::in_memory().unwrap();
    let mut writer = index.writer().unwrap();
    for text in ["satu", "dua", "satu"] {
        writer.put(&article("", text)).unwrap();
    }
    writer.commit().unwrap();
    assert_eq!(counts(&index), (2, 2, 2));
    assert!(index.article(&article("", "dua")).unwrap().is_some());
    assert!(index.article(&article("", "tiga")).unwrap().is_none());
}

#[test]
fn a_teaser_never_replaces_a_full_text() {
    let index = Index::in_memory().unwrap();
    let mut writer = index.writer().unwrap();
    let url = "https://contoh.example/air";
    assert_eq!(writer.put(&teaser(url, "awal")).unwrap(), Put::Written);
    assert_eq!(writer.put(&article(url, "penuh")).unwrap(), Put::Written);
    assert_eq!(writer.put(&teaser(url, "awal")).unwrap(), Put::Kept);
    writer.commit().unwrap();
    assert_eq!(writer.put(&teaser("http://contoh.example/air?fbclid=1", "awal")).unwrap(), Put::Kept);
    writer.commit().unwrap();
    assert_eq!(index.search(&query("penuh")).unwrap().total(), 1);
    assert_eq!(counts(&index), (1, 1, 1));
    // A full text replaces a full text, and after a deletion a teaser is better than nothing.
    writer.put(&article(url, "baru")).unwrap();
    writer.delete(&url.parse::<url::Url>().unwrap()).unwrap();
    assert_eq!(writer.put(&teaser(url, "awal")).unwrap(), Put::Written);
    writer.commit().unwrap();
    assert_eq!(index.search(&query("awal")).unwrap().total(), 1);
    assert_eq!(writer.put(&teaser(url, "awal lain")).unwrap(), Put::Written);
    writer.commit().unwrap();
    assert_eq!(index.search(&query("lain")).unwrap().total(), 1);
}

#[test]
fn deletion_takes_everything_of_an_article() {
    let index = archive();
    let mut writer = index.writer().unwrap();
    let url: url::Url = "http://warta-nagari.blogspot.de/2021/12/pengaduan-solok.html?m=1".parse().unwrap();
    assert!(index.article(&url).unwrap().is_some());
    writer.delete(&url).unwrap();
    writer.delete(&undated()).unwrap();
    writer.delete(&"https://contoh.example/tidak-ada".parse::<url::Url>().unwrap()).unwrap();
    assert_eq!(index.len().unwrap(), 4, "nothing is gone before the commit");
    writer.commit().unwrap();
    assert_eq!(titles(&index, ""), [FLOOD, MARKET]);
    assert_eq!(index.quotes(&query("said:Rina")).unwrap().total(), 0);
    assert_eq!(index.contacts(&query("aduan")).unwrap().total(), 0);
    assert!(index.article(&url).unwrap().is_none());
}

#[test]
fn what_is_not_committed_is_not_there() {
    let index = Index::in_memory().unwrap();
    let mut writer = index.writer().unwrap();
    writer.put(&article("https://contoh.example/1", "satu")).unwrap();
    assert_eq!(index.len().unwrap(), 0);
    writer.rollback().unwrap();
    writer.put(&article("https://contoh.example/2", "dua")).unwrap();
    writer.commit().unwrap();
    assert_eq!(titles(&index, "satu"), [""; 0]);
    assert_eq!(index.len().unwrap(), 1);
    writer.put(&article("https://contoh.example/3", "tiga")).unwrap();
    drop(writer);
    let writer = index.writer().unwrap();
    writer.close().unwrap();
    assert_eq!(index.len().unwrap(), 1);
}

#[test]
fn there_is_one_writer() {
    let index = Index::in_memory().unwrap();
    let writer = index.writer().unwrap();
    let error = index.writer().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Locked);
    assert!(error.to_string().contains("another writer holds the index"));
    drop(writer);
    index.writer().unwrap();
}

#[test]
fn odd_articles_are_kept_as_they_are() {
    let index = Index::in_memory().unwrap();
    let mut writer = index.writer_with(WriterOptions::new().threads(1).memory(1)).unwrap();
    let mut odd = vec![
        Article::builder().build(),
        Article::builder().text("\u{0}\u{202e}<b>").title("\u{feff}").build(),
        Article::builder()
            .url("https://contoh.example/panjang")
            .title("x".repeat(100_000))
            .text("y ".repeat(200_000))
            .build(),
        Article::builder().url("data:text/plain,halo").text("halo").build(),
        Article::builder().url("https://contoh.example/jauh").published("0001").text("jauh").build(),
        Article::builder()
            .url("https://contoh.example/depan")
            .published("9999-12-31T23:59:59+14:00")
            .text("depan")
            .build(),
    ];
    odd[2].contacts =
        vec![contact(warta::ContactKind::Address, &"z".repeat(70_000), "z", &[&"w".repeat(70_000)], None)];
    for article in &odd {
        writer.put(article).unwrap();
    }
    writer.commit().unwrap();
    assert_eq!(index.len().unwrap(), odd.len());
    for article in &odd {
        assert_eq!(index.article(article).unwrap().as_ref(), Some(article));
    }
    let newest = index.search_with(&query(""), Search::new().limit(2)).unwrap();
    assert_eq!(newest.first().unwrap().url(), Some("https://contoh.example/depan"));
    for hit in &index.search_with(&query(""), Search::new().limit(100)).unwrap() {
        serde_json::to_string(hit).unwrap();
    }
    assert_eq!(index.contacts(&query("")).unwrap().total(), 1);
}

/// Joins stand on this: an article's documents stay side by side whatever is replaced, deleted and merged.
#[test]
fn blocks_stay_together_through_replacements_and_merges() {
    let index = Index::in_memory().unwrap();
    let mut writer = index.writer_with(WriterOptions::new().threads(3)).unwrap();
    let url = |n: usize| format!("https://contoh.example/{n}");
    let make = |n: usize, round: usize| {
        let mut article = article(&url(n), &format!("nomor{n} putaran{round}"));
        article.quotes =
            (0..n % 4).map(|q| quote(&format!("kutipan{n} bagian{q}"), &format!("Orang{n}"), "")).collect();
        article
    };
    let mut last = vec![None; 60];
    for round in 0..12 {
        for n in (0..60).filter(|n| (n * 7 + round * 3) % 5 < 2) {
            if (n + round) % 11 == 0 {
                writer.delete(&url(n).parse::<url::Url>().unwrap()).unwrap();
                last[n] = None;
            } else {
                writer.put(&make(n, round)).unwrap();
                last[n] = Some(round);
            }
        }
        writer.commit().unwrap();
    }
    let check = |index: &Index| {
        for (n, round) in last.iter().enumerate() {
            let article = index.article(Identity::from(&url(n).parse::<url::Url>().unwrap())).unwrap();
            assert_eq!(article, round.map(|round| make(n, round)), "{n}");
            let quotes = index.quotes(&query(&format!("said:orang{n}"))).unwrap();
            assert_eq!(quotes.total(), round.map_or(0, |_| n % 4), "{n}");
            for quote in &quotes {
                assert!(quote.text().starts_with(&format!("kutipan{n} ")));
                assert_eq!(quote.url(), Some(url(n).as_str()));
            }
            let of_article =
                index.quotes(&query(&format!("title:judul said:orang{n} contact:Rina"))).unwrap();
            assert_eq!(of_article.total(), quotes.total(), "{n}");
            let articles = index.search(&query(&format!("quote:(kutipan{n} said:orang{n})"))).unwrap();
            assert_eq!(articles.total(), usize::from(quotes.total() > 0), "{n}");
        }
        let all = index.quotes_with(&query("nomor*"), Search::new().limit(0)).unwrap().total();
        assert_eq!(all, 0, "words of articles are not words of quotes");
    };
    check(&index);
    writer.close().unwrap();
    check(&index);
}
