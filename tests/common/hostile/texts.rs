//! Texts without end, and texts that hold nothing but what parts look for.

use super::{Dice, Expect, HEAD, PARAGRAPHS, Pages, many};

pub(super) fn long_texts(pages: &mut Pages) {
    pages.flood("a text of 50 MB", |scale| ("kata ".repeat(scale.of(10_000_000)), String::new()));
    pages.flood("a text of 5 MB in a block", |_| {
        (format!("<div><p>{}</p>", "Air naik lagi. ".repeat(350_000)), "</div>".to_owned())
    });
    pages.flood("5 MB without white space", |scale| ("x".repeat(scale.of(5_000_000)), String::new()));
    for (name, piece) in [
        ("&nbsp;", "&nbsp;"),
        ("&a", "&a"),
        ("&amp", "&amp"),
        ("&", "&"),
        ("&#", "&#"),
        ("« »", "« » "),
        ("\"", "\""),
        ("“", "“"),
        ("”", "”"),
        ("„", "„"),
        ("'", "' "),
        ("‘", "‘"),
        ("《", "《"),
        ("words in marks", "\"air\" "),
        ("words behind a mark", "“air, "),
        ("all marks", "“ ” „ ‟ « » ‹ › ‘ ’ \" ' 「 」 "),
        ("NULs", "\0"),
        ("joiners", "\u{200d}"),
        ("marks on a letter", "\u{301}"),
        ("İ", "İ"),
        ("brackets", "< "),
        ("lines", "\n"),
        ("controls", "\u{1}"),
        ("replacements", "\u{fffd}"),
        ("Chinese", "新闻。"),
    ] {
        pages.again(&format!("1M {name}"), 1_000_000, piece);
    }
    pages.flood("1M quotes in a paragraph", |scale| {
        (format!("<p>{}</p>", "\"Air naik,\" katanya. ".repeat(scale.of(200_000))), String::new())
    });
}

pub(super) fn facts(pages: &mut Pages) {
    const FIRST: &[&str] = &["Budi", "Rika", "Ferdi", "Sari", "Agus", "Dewi", "Hendra", "Yanti"];
    const LAST: &[&str] = &["Santoso", "Amelia", "Ukat", "Lestari", "Wijaya", "Putri", "Saputra", "Chaniago"];
    const VERBS: &[&str] = &["kata", "ujar", "tegas", "jelas", "ungkap", "said", "says", "menurut"];
    const PLACES: &[&str] =
        &["Padang", "Bukittinggi", "Jakarta", "Solok", "Medan", "London", "Paris", "Payakumbuh"];
    const TITLES: &[&str] =
        &["Bupati", "Wali Kota", "Kepala Dinas Perhubungan", "Presiden", "Ketua RT", "Dr."];
    fn name(dice: &mut Dice) -> String {
        format!("{} {}", dice.of(FIRST), dice.of(LAST))
    }
    fn odd(dice: &mut Dice) -> String {
        let mut name: String = (0..6).map(|_| char::from(b'a' + dice.below(26) as u8)).collect();
        name[..1].make_ascii_uppercase();
        name
    }
    type Piece = Box<dyn Fn(usize, &mut Dice) -> String + Send + Sync>;
    let pieces: Vec<(&str, usize, Piece)> = vec![
        ("dates", 500_000, Box::new(|i, _| format!("{}/{}/2021 ", i % 28 + 1, i % 12 + 1))),
        ("dates in words", 200_000, Box::new(|i, _| format!("Selasa ({}/{}/2023) ", i % 28 + 1, i % 12 + 1))),
        ("days", 200_000, Box::new(|i, _| format!("{} Maret 2023 pukul 10.05 WIB, ", i % 28 + 1))),
        ("phone numbers", 200_000, Box::new(|i, _| format!("0813-0000-{:04} ", i % 10_000))),
        ("more phone numbers", 200_000, Box::new(|_, d| format!("HP 08{:010} ", d.below(1 << 30)))),
        ("e-mail addresses", 200_000, Box::new(|i, _| format!("warga{i}@contoh.example "))),
        ("web addresses", 200_000, Box::new(|i, _| format!("https://contoh.example/{i} "))),
        ("accounts", 200_000, Box::new(|i, _| format!("IG: @warga{i} "))),
        ("names", 200_000, Box::new(move |_, d| format!("{} ", name(d)))),
        ("names with verbs", 200_000, Box::new(move |_, d| format!("{} {}, ", d.of(VERBS), name(d)))),
        ("names with titles", 200_000, Box::new(move |_, d| format!("{} {}, ", d.of(TITLES), name(d)))),
        (
            "names never heard",
            200_000,
            Box::new(move |_, d| format!("Bupati {} {} datang. ", odd(d), odd(d))),
        ),
        ("names of a family", 100_000, Box::new(|_, d| format!("Bupati {} Santoso datang. ", odd(d)))),
        (
            "a name in parts",
            100_000,
            Box::new(|i, d| format!("Bupati {} {} Santoso, {i}. ", d.of(FIRST), odd(d))),
        ),
        ("family names", 100_000, Box::new(|_, d| format!("Menurut {}, ia dan Bupati {}. ", odd(d), odd(d)))),
        (
            "initials",
            200_000,
            Box::new(|_, d| format!("{0}. {0}. {1} ", char::from(b'A' + d.below(26) as u8), odd(d))),
        ),
        (
            "speakers never heard",
            100_000,
            Box::new(move |_, d| format!("\"Air naik lagi di sini,\" kata {} {}. ", odd(d), odd(d))),
        ),
        ("pronouns", 100_000, Box::new(|_, _| "\"Air naik lagi di sini,\" katanya. ".to_owned())),
        ("place names", 100_000, Box::new(|_, d| format!("di {}, ", d.of(PLACES)))),
        ("places in a row", 100_000, Box::new(|_, d| format!("{} ", d.of(PLACES)))),
        ("datelines", 100_000, Box::new(|_, d| format!("<p>{} (SUMBAR) - Air naik.</p>", d.of(PLACES)))),
        ("datelines in a row", 100_000, Box::new(|_, d| format!("{}, FS - ", d.of(PLACES)))),
        ("labels", 100_000, Box::new(|_, d| format!("Narahubung: {} Telp. ", name(d)))),
        ("digits", 1_000_000, Box::new(|_, d| format!("{} ", d.below(10)))),
        ("digits without white space", 2_000_000, Box::new(|_, d| format!("{}", d.below(10)))),
        ("capitals", 500_000, Box::new(|_, d| format!("{} ", char::from(b'A' + d.below(26) as u8)))),
        ("dots", 1_000_000, Box::new(|_, _| "a.".to_owned())),
        ("bylines", 100_000, Box::new(move |_, d| format!("<p>Oleh: {}</p>", name(d)))),
        (
            "bylines in classes",
            50_000,
            Box::new(move |_, d| format!("<span class=author>{}</span> ", name(d))),
        ),
        ("tags", 100_000, Box::new(|i, _| format!("<a rel=tag href=/t/{i}>tag {i}</a> "))),
        ("mail links", 100_000, Box::new(|i, _| format!("<a href=mailto:w{i}@contoh.example>surat</a> "))),
        ("phone links", 100_000, Box::new(|i, _| format!("<a href=https://wa.me/62813{i:08}>WA</a> "))),
        ("headings", 100_000, Box::new(|i, _| format!("<h1>Air naik {i}</h1>"))),
        ("brackets", 500_000, Box::new(|_, _| "(".to_owned())),
        ("dashes", 500_000, Box::new(|_, _| "- ".to_owned())),
        ("read also", 100_000, Box::new(|i, _| format!("<p>Baca juga: <a href=/{i}>Judul {i}</a></p>"))),
        (
            "microdata",
            50_000,
            Box::new(|i, _| {
                format!(
                    "<div itemscope itemtype=https://schema.org/Article><span itemprop=headline>J{i}</span></div>"
                )
            }),
        ),
        (
            "microdata in microdata",
            50_000,
            Box::new(|i, _| {
                format!(
                    "<div itemprop=author itemscope itemtype=https://schema.org/Person><i itemprop=name>J{i}</i>"
                )
            }),
        ),
    ];
    for (name, count, piece) in pieces {
        let piece = std::sync::Arc::new(piece);
        // More text than the article has may well be taken for it.
        let bare = piece.clone();
        pages.numbered(name, count, move |i, d| bare(i, d));
        // One text with all of it: the article is inside.
        let scale = pages.scale;
        pages.whole(&format!("{name}, inside"), Expect::Article, move |_, _| {
            let facts = many(scale.of(count), |i, d| piece(i, d));
            let [a, b, c] = PARAGRAPHS;
            let page = format!(
                "{HEAD}<article><h1>Air naik</h1><p>{a}</p><p>{b}</p><p>{c}</p><p>{facts}</p></article>"
            );
            page.into_bytes()
        });
    }
}
