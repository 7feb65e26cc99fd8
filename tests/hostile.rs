//! The inputs that break parsers. Each gives an article or a typed error: no panic, no stack overflow on the 2 MB that a
//! thread has by default, and no long wait.

mod common;
#[path = "common/hostile/mod.rs"]
mod hostile;

use std::time::{Duration, Instant};

use warta::{Article, Context, ErrorKind, Extractor, OnLimit, Options, Page, PageKind, annotate};

/// Far above what any of these needs, far below what quadratic work takes; builds without optimisation are slow.
const PATIENCE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 2 });

const STORY: &str = "<h1>Air naik</h1><p>Padang - Air sungai naik sejak pagi dan warga di tepi sungai mulai mengungsi ke \
                     masjid, sekolah dan rumah kerabat yang letaknya lebih tinggi.</p><p>\"Kami tidak tidur \
                     semalaman karena air masuk lewat dapur,\" kata Budi Santoso, warga yang rumahnya paling dekat dengan \
                     tanggul.</p><p>Petugas membuka dapur umum dan membagikan selimut sampai air surut, yang diperkirakan \
                     terjadi besok pagi.</p>";

/// Runs on a thread with the stack that threads have by default, and keeps the time.
fn on_a_thread<R: Send + 'static>(name: &str, work: impl FnOnce() -> R + Send + 'static) -> R {
    let started = Instant::now();
    let thread = std::thread::Builder::new().name(name.to_owned()).stack_size(2 << 20).spawn(work).unwrap();
    let result = thread.join().unwrap_or_else(|_| panic!("{name}: panicked"));
    let took = started.elapsed();
    assert!(took < PATIENCE, "{name}: took {took:?}");
    result
}

/// Reads a page that nobody should have made; what comes out holds together.
fn survives(name: &'static str, page: impl Into<Vec<u8>>) {
    let page = page.into();
    let mut problems = on_a_thread(name, move || {
        let extractor = Extractor::new();
        match extractor.extract_page(&page) {
            Ok(extraction) => {
                let kind = extraction.kind;
                assert_eq!(kind == PageKind::None, extraction.posts.is_empty(), "{kind:?}");
                extraction.posts.iter().flat_map(common::article_spans).collect::<Vec<_>>()
            }
            Err(e) if e.kind() == ErrorKind::TooLarge => Vec::new(),
            Err(e) => vec![format!("unexpected error: {e}")],
        }
    });
    problems.truncate(10);
    assert!(problems.is_empty(), "{name}:\n{}", problems.join("\n"));
}

fn noise(bytes: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8
    };
    (0..bytes).map(|_| next()).collect()
}

/// What comes out of a page holds together; the article comes out, or the page is refused.
fn read_hostile(page: &hostile::Page) -> Vec<String> {
    let bytes = page.bytes();
    let wanted = page.expect == hostile::Expect::Article;
    on_a_thread(&page.name, move || match Extractor::new().extract_page(&bytes) {
        Ok(extraction) => {
            let whole = |a: &Article| hostile::PARAGRAPHS.iter().all(|p| a.text.contains(p));
            let mut problems: Vec<String> =
                extraction.posts.iter().flat_map(common::article_spans).take(5).collect();
            if wanted && !extraction.posts.iter().any(whole) {
                problems.push(format!("the article is lost; {:?}", extraction.kind));
            }
            problems
        }
        Err(e) if e.kind() == ErrorKind::TooLarge => Vec::new(),
        Err(e) => vec![format!("unexpected error: {e}")],
    })
}

#[test]
fn pages_made_to_break_readers() {
    let pages = hostile::pages(hostile::Scale::Small);
    let problems: Vec<String> = pages
        .iter()
        .flat_map(|page| read_hostile(page).into_iter().map(|p| format!("{}: {p}", page.name)))
        .collect();
    assert!(problems.is_empty(), "{} of {}:\n{}", problems.len(), pages.len(), problems.join("\n"));
}

#[test]
fn nothing_at_all() {
    for (name, page) in [("empty", ""), ("blank", " \n\t "), ("a mark", "\u{feff}"), ("a bracket", "<")] {
        survives(name, page);
        let error = Extractor::new().extract(page).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NoArticle, "{name}");
        assert!(error.to_string().starts_with(char::is_lowercase), "{name}: {error}");
    }
}

#[test]
fn no_html() {
    survives("noise", noise(200_000));
    survives("zeros", vec![0; 200_000]);
    survives("a picture", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &noise(50_000)].concat());
    survives("half of UTF-16", [b"\xff\xfe<\0h\0t\0m\0l\0>".as_slice(), &noise(999)].concat());
}

#[test]
fn no_body() {
    survives("head only", "<html><head><title>Air naik</title></head></html>");
    survives("frames", "<html><frameset><frame src=a><frame src=b></frameset></html>");
    survives("a script", "<script>document.write('<p>Air naik')");
    survives("cut in a tag", format!("{STORY}<p class=\"isi"));
    survives("cut in a comment", format!("{STORY}<!-- "));
    survives("cut in a reference", format!("{STORY}&am"));
}

#[test]
fn invalid_utf_8_keeps_the_rest() {
    let bytes = [b"<meta charset=utf-8>", STORY.as_bytes(), b"<p>Rusak: \xff\xc3\xfe.</p>"].concat();
    survives("invalid UTF-8", bytes.clone());
    let article = Extractor::new().extract(&bytes).unwrap();
    assert!(article.text.contains("Air sungai naik sejak pagi"), "{}", article.text);
}

#[test]
fn deep_nesting() {
    for (name, open) in [
        ("div", "<div>"),
        ("b", "<b>"),
        ("a b", "<a><b>"),
        ("font", "<font size=1>"),
        ("span", "<span>"),
        ("ul li", "<ul><li>"),
        ("blockquote", "<blockquote>"),
        ("table", "<table><tr><td>"),
        ("svg", "<svg>"),
        ("template", "<template>"),
        ("p in button", "<button><p>"),
    ] {
        survives(name, format!("{}{STORY}", open.repeat(100_000)));
    }
}

#[test]
fn deep_nesting_keeps_the_story() {
    let page = format!("<body>{}{STORY}{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
    let text = on_a_thread("nested story", move || Extractor::new().extract(&page).map(|a| a.text));
    let text = text.unwrap();
    assert!(text.contains("Air sungai naik sejak pagi"), "{text}");
}

#[test]
fn misnested_formatting() {
    survives("b i", format!("<p>{}{STORY}", "<b><i></b>".repeat(20_000)));
    survives("a p", format!("{}{STORY}", "<a href=x><p>kata</a>".repeat(20_000)));
    survives("table text", format!("<table>{}{STORY}", "kata<b>".repeat(20_000)));
}

#[test]
fn huge_pieces() {
    let attributes: String = (0..100_000).map(|i| format!(" a{i}=1")).collect();
    survives("attributes", format!("<div{attributes}>{STORY}</div>"));
    survives("one attribute", format!("<div title=\"{}\">{STORY}</div>", "x".repeat(2 << 20)));
    survives("classes", format!("<div class=\"{}\">{STORY}</div>", "isi ".repeat(200_000)));
    survives("ampersands", format!("{STORY}<p>{}", "&".repeat(1 << 20)));
    survives("no-break spaces", format!("{STORY}<p>{}", "\u{a0}".repeat(1 << 19)));
    survives("comments", format!("{STORY}{}", "<!-- x -->".repeat(100_000)));
    survives("comment ends", format!("{STORY}<!--{}", "--!".repeat(300_000)));
    survives("brackets", format!("{STORY}{}", "<".repeat(1 << 20)));
    survives("line breaks", format!("{STORY}{}", "<br>".repeat(200_000)));
    survives("links", format!("{STORY}{}", "<a href=/x>Baca juga</a> ".repeat(50_000)));
    survives("headings", format!("{STORY}{}", "<h2>Judul</h2>".repeat(50_000)));
    survives("posts", "<article><h2><a href=/x>Judul</a></h2><p>Isi berita.</p></article>".repeat(10_000));
}

#[test]
fn hostile_metadata() {
    let json_ld = |json: String| format!("<script type=application/ld+json>{json}</script>{STORY}");
    survives("JSON-LD arrays", json_ld("[".repeat(100_000)));
    survives("JSON-LD objects", json_ld("{\"@graph\":".repeat(100_000)));
    survives(
        "JSON-LD headline",
        json_ld(format!("{{\"@type\":\"Article\",\"headline\":\"{}\"}}", "x".repeat(1 << 20))),
    );
    survives("meta", format!("{}{STORY}", "<meta property=article:author content=Budi>".repeat(50_000)));
    survives("dates", format!("{}{STORY}", "<time datetime=2021-12-09T25:61:00>9 Des</time>".repeat(20_000)));
    survives("canonical", format!("<link rel=canonical href=\"http://[::1\"><base href=\"data:,\">{STORY}"));
}

#[test]
fn over_a_limit() {
    let page = format!("{STORY}{}", "<p>Isi berita yang panjang sekali.</p>".repeat(2_000));
    let article = Extractor::with(Options::new().max_bytes(2_000)).extract(&page).unwrap();
    assert!(article.truncated);
    assert!(article.text.contains("Air sungai naik"), "{}", article.text);
    for options in [Options::new().max_bytes(2_000), Options::new().max_nodes(100)] {
        let error = Extractor::with(options.on_limit(OnLimit::Refuse)).extract(&page).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TooLarge, "{error}");
    }
    // A limit in the middle of a character.
    for bytes in 1..40 {
        let page = Page::new("<p>“Ä” — 新闻 ﷽ naik</p>".as_bytes());
        let _ = Extractor::with(Options::new().max_bytes(bytes)).extract(page);
    }
}

#[test]
fn texts_without_mercy() {
    for (name, piece) in [
        ("quotation marks", "\""),
        ("open marks", "“"),
        ("close marks", "”"),
        ("single marks", "'"),
        ("digits", "0812"),
        ("spaced digits", "0 8 1 2 "),
        ("at signs", "@"),
        ("dots", "a."),
        ("addresses", "a@b."),
        ("dashes", "Padang - "),
        ("dates", "8/12/2021 "),
        ("names", "Budi Santoso "),
        ("verbs", "kata "),
        ("said", "\"Air,\" kata Budi. "),
        ("links", "https://"),
        ("brackets", "("),
        ("lines", "a\n\n"),
        ("capitals", "A"),
        ("dotted capitals", "İ"),
        ("marks", "e\u{301}"),
        ("joiners", "\u{200d}"),
    ] {
        let text = piece.repeat((1 << 20) / piece.len());
        let problems = on_a_thread(name, move || {
            let context = Context::new().language("id").region("ID").published("2021-12-09");
            common::fact_spans(&text, &annotate(&text, &context))
        });
        assert!(problems.is_empty(), "{name}: {:?}", &problems[..problems.len().min(5)]);
    }
}

/// Pages that fuzzing found: written as HTML, what is read from them must not be read back as something else.
#[test]
fn tables_come_back_from_html() {
    for (name, first) in
        [("one cell", "Pasar<<figcaption>/th>"), ("a list in the first cell", "<dd>Pasar</th>")]
    {
        let page = format!(
            "<article><h1>Harga beras</h1><p>Harga beras di tiga pasar naik sejak awal bulan, kata Dinas Perdagangan \
             pada hari Senin.</p><table><tr><th>{first}<th>Harga</th></tr><tr><td>Raya</td><td>Rp16.000</td></tr>\
             <tr><td>Baru</td><td>Rp16.500</td></tr></table></article>"
        );
        let article = Extractor::new().extract(&page).unwrap();
        let html = article.to_html();
        let back = Extractor::new().extract(&html).unwrap();
        let kinds = |a: &Article| a.blocks.iter().map(|b| b.kind).collect::<Vec<_>>();
        assert_eq!((&back.text, kinds(&back)), (&article.text, kinds(&article)), "{name}: {html}");
    }
}
