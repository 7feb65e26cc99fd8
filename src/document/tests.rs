//! What belongs to a text and what does not, on small pages.

use super::{Document, PageKind, Rule, read};
use crate::html;
use crate::options::Options;
use crate::value::{BlockKind, Field, SiteRule};

fn document(html: &str) -> Document {
    document_with(html, &[])
}

fn document_with(html: &str, rules: &[Rule]) -> Document {
    let tree = html::parse(html, false, &Options::new()).unwrap();
    read(&tree, None, rules)
}

/// A page with an article around `body`.
fn article(body: &str) -> String {
    format!(
        "<html><head><title>Air naik di Sawahan</title></head><body><nav><a href=/>Beranda</a></nav><main>\
         <h1>Air naik di Sawahan</h1><div class=content>{body}</div></main></body></html>"
    )
}

const FIRST: &str =
    "Air sungai naik sejak Rabu malam, dan warga di tepi sungai mulai mengungsi ke masjid terdekat.";
const SECOND: &str =
    "Petugas menyiapkan perahu karet, selimut, dan dapur umum untuk dua ratus orang di kantor camat.";
const THIRD: &str =
    "Hujan diperkirakan reda pada akhir pekan, kata petugas, dan warga diminta tetap waspada malam ini.";

fn text_of(html: &str) -> String {
    let mut document = document(html);
    assert_eq!(document.kind, PageKind::Single, "{html}");
    document.posts.remove(0).text.str
}

#[test]
fn two_breaks_part_paragraphs_and_one_parts_lines() {
    let html = article(&format!("{FIRST}<br><br>{SECOND}<br>{THIRD}"));
    assert_eq!(text_of(&html), format!("{FIRST}\n\n{SECOND}\n{THIRD}"));
}

#[test]
fn breaks_parted_by_spaces_and_spans_still_part_paragraphs() {
    let html = article(&format!("<span>{FIRST}</span><br />\n&nbsp;<br />\n<span>{SECOND}</span>"));
    assert_eq!(text_of(&html), format!("{FIRST}\n\n{SECOND}"));
}

#[test]
fn words_of_neighbouring_blocks_are_not_glued() {
    let html = article(&format!("<p>{FIRST}<p>{SECOND}<div>{THIRD}</div>"));
    assert_eq!(text_of(&html), format!("{FIRST}\n\n{SECOND}\n\n{THIRD}"));
}

#[test]
fn words_split_over_inline_elements_stay_one() {
    let html = article(&format!("<p><b>PA</b>DANG <i>–</i> {FIRST}</p><p>{SECOND}</p>"));
    assert!(text_of(&html).starts_with("PADANG – Air"));
}

#[test]
fn an_anchor_without_content_links_nothing() {
    let html = article(&format!("<h2><a href='#a'></a>Keadaan</h2><p>{FIRST}</p><p>{SECOND}</p>"));
    let document = document(&html);
    assert!(document.posts[0].text.links.is_empty());
    assert!(document.posts[0].text.str.ends_with(SECOND));
}

#[test]
fn pointers_to_other_articles_are_dropped_with_their_links() {
    let html = article(&format!(
        "<p>{FIRST}</p><p><b>Baca juga:</b> <a href=/a>Harga cabai turun</a></p><p>{SECOND}</p>\
         <p>BACA JUGA</p><ul><li><a href=/b>Jalan putus</a></li></ul><p>{THIRD}</p>"
    ));
    assert_eq!(text_of(&html), format!("{FIRST}\n\n{SECOND}\n\n{THIRD}"));
}

#[test]
fn a_linked_sentence_stays() {
    let sentence =
        "Keterangan lengkap tentang posko dan nomor darurat diumumkan pemerintah kota pada malam yang sama.";
    let html = article(&format!("<p>{FIRST}</p><p><a href=/x>{sentence}</a></p><p>{SECOND}</p>"));
    assert!(text_of(&html).contains(sentence));
}

#[test]
fn captions_go_to_the_images() {
    let html = article(&format!(
        "<figure><img src=/a.jpg><figcaption>Warga di tepi sungai</figcaption></figure><p>{FIRST}</p>\
         <table class=tr-caption-container><tr><td><img src=/b.jpg></td></tr><tr><td class=tr-caption>Perahu karet</td>\
         </tr></table><p>{SECOND}</p>"
    ));
    let document = document(&html);
    let post = &document.posts[0];
    assert_eq!(post.text.str, format!("{FIRST}\n\n{SECOND}"));
    let images: Vec<_> =
        post.images.iter().map(|(url, caption)| (url.as_str(), caption.as_deref())).collect();
    assert_eq!(images, [("/a.jpg", Some("Warga di tepi sungai")), ("/b.jpg", Some("Perahu karet"))]);
}

#[test]
fn tables_keep_rows_and_cells() {
    let html = article(&format!(
        "<p>{FIRST}</p><table><tr><th>Posko</th><th>Orang</th></tr><tr><td>Masjid</td><td>120</td></tr></table><p>{SECOND}</p>"
    ));
    let document = document(&html);
    let text = &document.posts[0].text;
    assert_eq!(text.blocks[1].kind, BlockKind::Table);
    assert_eq!(text.blocks[1].span.of(&text.str), "Posko\tOrang\nMasjid\t120");
}

#[test]
fn comments_sidebar_and_footer_are_surroundings() {
    let html = format!(
        "<body><div id=main><div class='blog-posts hfeed'><div class=post-outer><div class='post hentry'>\
         <h3 class='post-title entry-title'>Air naik</h3><div class='post-body entry-content'>{FIRST}<br><br>{SECOND}</div>\
         </div><div class=comments id=comments><h4>1 komentar:</h4><div class=comment-body>Komentar saya: semoga cepat \
         surut, hubungi 0812.</div></div></div></div></div><aside><h2>About Me</h2>Jl. Contoh No 1</aside></body>"
    );
    let document = document(&html);
    assert_eq!(document.platform.as_deref(), Some("blogger"));
    assert_eq!(document.posts[0].text.str, format!("{FIRST}\n\n{SECOND}"));
    assert!(document.surroundings.str.contains("Jl. Contoh No 1"));
    assert!(!document.surroundings.str.contains("semoga cepat"));
    assert!(!document.surroundings.str.contains("Petugas"));
    assert_eq!(document.posts[0].comments, 1);
}

#[test]
fn one_date_header_serves_the_posts_below_it() {
    let post = |title: &str, text: &str| {
        format!(
            "<div class=post-outer><div class='post hentry'><h3 class=post-title><a href='/2021/12/{title}.html'>{title}</a>\
             </h3><div class=post-body>{text}</div></div></div>"
        )
    };
    let html = format!(
        "<body><div class='blog-posts hfeed'><h2 class=date-header>Kamis, 09 Desember 2021</h2>{}{}\
         <h2 class=date-header>Rabu, 08 Desember 2021</h2>{}</div></body>",
        post("satu", FIRST),
        post("dua", SECOND),
        post("tiga", THIRD)
    );
    let document = document(&html);
    assert_eq!(document.kind, PageKind::List);
    let dates: Vec<Vec<&str>> = document
        .posts
        .iter()
        .map(|p| {
            p.evidence.iter().filter(|e| e.field == Field::Published).map(|e| e.value.as_str()).collect()
        })
        .collect();
    assert_eq!(dates, [["Kamis, 09 Desember 2021"], ["Kamis, 09 Desember 2021"], ["Rabu, 08 Desember 2021"]]);
}

#[test]
fn a_body_cut_into_pieces_is_read_whole() {
    let piece = |text: &str| format!("<div class=article-body><p>{text}</p></div><div class=ad>Iklan</div>");
    let long = [FIRST, SECOND, THIRD].map(|s| s.repeat(3));
    let html = format!(
        "<body><h1>Air naik</h1><section>{}{}{}</section><section><p>{FIRST}</p></section></body>",
        piece(&long[0]),
        piece(&long[1]),
        piece(&long[2])
    );
    let text = text_of(&html);
    for paragraph in &long {
        assert!(text.contains(paragraph));
    }
}

#[test]
fn a_page_without_a_text_has_no_article() {
    for html in [
        "",
        "<body></body>",
        "<body><ul><li><a href=/a>Satu</a><li><a href=/b>Dua</a></ul></body>",
        "<body><form><p>Kirim pesan kepada kami.</p><input></form></body>",
    ] {
        assert_eq!(document(html).kind, PageKind::None, "{html}");
    }
}

#[test]
fn a_users_rule_goes_before_all_else() {
    let rule: SiteRule =
        "name = 'contoh'\nmarkers = ['.berita']\nbody = ['.isi']\ndrop = ['.kotak']".parse().unwrap();
    let rules = [Rule::compile(&rule).unwrap()];
    let html = format!(
        "<body class=berita><p>{THIRD}{THIRD}</p><div class=isi>{FIRST}<div class=kotak>{SECOND}</div>{SECOND}{THIRD}</div>"
    );
    let document = document_with(&html, &rules);
    assert_eq!(document.platform.as_deref(), Some("contoh"));
    assert_eq!(document.posts[0].text.str, format!("{FIRST}\n\n{SECOND}{THIRD}"));
    assert!(Rule::compile(&"body = ['..']".parse().unwrap()).unwrap_err().contains(".."));
}

/// A page whose text stands in two containers, with a pointer and another article's teaser below.
#[test]
fn a_text_in_two_containers_is_read_whole() {
    let words = |n: usize| format!("<p>{}</p>", [FIRST, SECOND, THIRD][n % 3].repeat(2));
    let part = |from: usize, to: usize| (from..to).map(words).collect::<String>();
    let html = format!(
        "<body><h1>Air naik</h1><div class=x1><div class=content>{}</div></div><div class=x2><div class=content>{}</div></div>\
         <div class=x3><ul><li><a href=/a>Pasar dibuka</a><li><a href=/b>Sekolah libur</a></ul></div></body>",
        part(0, 4),
        part(4, 6)
    );
    let text = text_of(&html);
    for n in 0..6 {
        assert!(text.contains(&[FIRST, SECOND, THIRD][n % 3].repeat(2)));
    }
    assert_eq!(text.matches(FIRST).count(), 4);
    assert!(!text.contains("Pasar dibuka"));
}
