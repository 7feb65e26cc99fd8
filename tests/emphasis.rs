//! Which words of a page are told to be strong or slanted.

mod common;

use std::time::{Duration, Instant};

use warta::{Article, EmphasisKind, Extractor};

const STORY: &str = "Padang - Air sungai naik sejak pagi dan warga di tepi sungai mulai mengungsi ke masjid, sekolah dan \
                     rumah kerabat yang letaknya lebih tinggi.";

fn read(body: &str) -> Article {
    let page = format!(
        "<html lang=id><head><title>Air naik</title></head><body><article><h1>Air naik</h1><p>{STORY}</p>{body}<p>Air \
         diperkirakan surut besok pagi, kata petugas yang menjaga posko.</p></article></body></html>"
    );
    let article = Extractor::new().extract(&page).unwrap();
    let wrong = common::article_spans(&article);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    article
}

/// The words set off, with `b` before strong and `i` before slanted ones.
fn told(body: &str) -> Vec<String> {
    let article = read(body);
    let kind = |kind| if kind == EmphasisKind::Strong { "b" } else { "i" };
    article.emphasis.iter().map(|e| format!("{} {}", kind(e.kind), e.span.of(&article.text))).collect()
}

#[test]
fn by_elements() {
    assert_eq!(
        told(
            "<p><b>Air</b>, <strong>api</strong>, <i>angin</i> dan <em>tanah</em> adalah <u>unsur</u> lama.</p>"
        ),
        ["b Air", "b api", "i angin", "i tanah"]
    );
}

#[test]
fn by_what_editors_write_instead() {
    assert_eq!(
        told(
            "<p><span style=\"font-weight: bold;\">Air</span> dan <span style='FONT-STYLE:italic !important'>api</span> dan \
              <span style=font-weight:700>angin</span> dan <span style=font-weight:500>tanah</span>.</p>"
        ),
        ["b Air", "i api", "b angin"]
    );
    // What is pasted from a word processor stands in a `b` that is none.
    assert_eq!(
        told(
            "<b style=\"font-weight:normal;\" id=docs-internal-guid-1><p>Warga <span style=font-weight:700>Solok</span> \
              pulang.</p></b>"
        ),
        ["b Solok"]
    );
    assert_eq!(
        told("<p><b>Warga <span style='font-weight: normal'>Solok</span> pulang.</b></p>"),
        ["b Warga", "b pulang."]
    );
}

#[test]
fn white_space_is_in_it_only_between_its_words() {
    assert_eq!(told("<p>Warga<b> Solok&nbsp; </b>pulang<i> </i>ke rumah masing-masing.</p>"), ["b Solok"]);
    assert_eq!(
        told("<p><b>Warga</b> <b>So</b><b>lok</b><br><b>pulang</b> ke rumah.</p>"),
        ["b Warga Solok\npulang"]
    );
    assert_eq!(told("<p><b>Warga <b>Solok</b> pulang</b> ke rumah.</p>"), ["b Warga Solok pulang"]);
}

#[test]
fn both_at_once() {
    assert_eq!(
        told("<p><b>Warga <i>Solok</b> pulang</i> ke rumah.</p>"),
        ["b Warga Solok", "i Solok pulang"]
    );
    assert_eq!(told("<p><i><b>Warga</b></i> pulang ke rumah.</p>"), ["b Warga", "i Warga"]);
}

#[test]
fn each_block_and_cell_for_itself() {
    assert_eq!(
        told("<b><p>Warga Solok pulang.</p><h2>Yang <i>lain</i></h2><p>Warga Agam <i>tinggal</i>.</p></b>"),
        ["b Warga Solok pulang.", "i lain", "b Warga Agam tinggal.", "i tinggal"]
    );
    assert_eq!(
        told(
            "<table><tr><th><b>Kota</b></th><th><b>Posko</b></th></tr><tr><td><b>Solok</b></td><td>12</td></tr></table>"
        ),
        ["b Kota", "b Posko", "b Solok"]
    );
    assert_eq!(told("<ul><li><b>Beras</b> 2 karung</li><li><b>Air</b></li></ul>"), ["b Beras", "b Air"]);
    assert_eq!(told("<pre>kode <b>tebal</b></pre>"), [""; 0]);
}

#[test]
fn links_and_emphasis_cross() {
    let article =
        read("<p><a href=https://contoh.example/>Baca <b>daftar</a> posko</b> hari ini juga di sini.</p>");
    assert_eq!(
        article.emphasis.iter().map(|e| e.span.of(&article.text)).collect::<Vec<_>>(),
        ["daftar posko"]
    );
    assert_eq!(article.links.iter().map(|l| l.span.of(&article.text)).collect::<Vec<_>>(), ["Baca daftar"]);
    let markdown = article.to_markdown();
    assert!(markdown.contains("[Baca **daftar**](https://contoh.example/) **posko** hari ini"), "{markdown}");
}

#[test]
fn it_is_left_out_of_the_json_where_there_is_none() {
    let plain = serde_json::to_string(&read("")).unwrap();
    assert!(!plain.contains("emphasis"));
    assert_eq!(serde_json::from_str::<Article>(&plain).unwrap().emphasis, []);
    let json = serde_json::to_string(&read("<p><b>Air</b> dan <i>api</i> adalah unsur lama.</p>")).unwrap();
    assert!(json.contains(r#""emphasis":[{"kind":"strong","span":["#), "{json}");
    assert_eq!(serde_json::from_str::<Article>(&json).unwrap().emphasis.len(), 2);
}

#[test]
fn much_of_it() {
    let many = if cfg!(debug_assertions) { 20_000 } else { 100_000 };
    let patience = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 2 });
    for (name, body) in [
        ("open", format!("{}<p>{STORY}</p>", "<b><i>".repeat(many / 2))),
        ("open in paragraphs", "<p><b><i>Air naik.".repeat(many / 4)),
        ("one by one", format!("<p>{}", "<b>a</b>b<i>c</i> ".repeat(many / 2))),
        ("crossing", format!("<p>{}", "<b>a<i>b</b>c</i>".repeat(many / 2))),
        ("cells", format!("<table>{}</table>", "<tr><td><b>a</b><td><i>b</i>".repeat(many / 4))),
        (
            "styles",
            format!(
                "<p>{}",
                "<span style='font-weight:700'>a<span style='font-weight:400'>b".repeat(many / 4)
            ),
        ),
        ("one style", format!("<p><span style='{}'>{STORY}</span>", "font-weight:700;".repeat(many))),
    ] {
        let started = Instant::now();
        let article = read(&body);
        assert!(article.text.contains(STORY) && article.emphasis.len() <= 10_000, "{name}");
        let back = Extractor::new().extract(&article.to_html()).unwrap();
        assert_eq!((back.text, back.emphasis), (article.text, article.emphasis), "{name}");
        let took = started.elapsed();
        assert!(took < patience, "{name}: took {took:?}");
    }
}
