//! What a page says of itself, deep, cyclic, invalid or enormous.

use super::{Dice, Expect, HEAD, Pages, Scale, many};

pub(super) fn metadata(pages: &mut Pages) {
    type Json = fn(Scale) -> String;
    let all: &[(&str, Json)] = &[
        ("arrays", |s| "[".repeat(s.of(1_000_000))),
        ("objects", |s| "{\"@graph\":".repeat(s.of(1_000_000))),
        ("closed arrays", |s| "[".repeat(s.of(100_000)) + &"]".repeat(s.of(100_000))),
        ("invalid", |s| "{\"@type\":\"Article\",,".repeat(s.of(500_000))),
        ("20 MB of headline", |s| {
            format!(
                "{{\"@type\":\"NewsArticle\",\"headline\":\"{}\"}}",
                "isi berita ".repeat(s.of(1_800_000))
            )
        }),
        ("8 MB of headline", |s| {
            format!("{{\"@type\":\"NewsArticle\",\"headline\":\"{}\"}}", "isi berita ".repeat(s.of(720_000)))
        }),
        ("100k objects", |s| {
            format!(
                "[{}{{}}]",
                many(s.of(100_000), |i, _| format!(
                    "{{\"@type\":\"NewsArticle\",\"headline\":\"J{i}\",\"author\":{{\"@id\":\"#a{i}\"}}}},"
                ))
            )
        }),
        ("cyclic", |s| {
            format!(
                "{{\"@graph\":[{}{{}}]}}",
                many(s.of(50_000), |i, _| format!(
                    "{{\"@id\":\"#{i}\",\"@type\":\"Article\",\"author\":{{\"@id\":\"#{}\"}},\"isPartOf\":{{\"@id\":\"#{}\"}}}},",
                    (i + 1) % 50_000,
                    i / 2
                ))
            )
        }),
        ("itself", |s| {
            format!(
                "[{}{{}}]",
                "{\"@id\":\"#a\",\"@type\":\"Article\",\"author\":{\"@id\":\"#a\"}},".repeat(s.of(50_000))
            )
        }),
        ("keys", |s| format!("{{{}\"a\":1}}", many(s.of(500_000), |i, _| format!("\"k{i}\":{i},")))),
        ("authors", |s| {
            format!(
                "{{\"@type\":\"NewsArticle\",\"author\":[{}\"B\"]}}",
                many(s.of(200_000), |i, _| format!("\"Budi {i}\","))
            )
        }),
        ("keywords", |s| {
            format!(
                "{{\"@type\":\"NewsArticle\",\"keywords\":[{}\"B\"]}}",
                many(s.of(200_000), |i, _| format!("\"tag {i}\","))
            )
        }),
    ];
    for (name, json) in all {
        pages.flood(&format!("JSON-LD: {name}"), |scale| {
            (format!("<script type=application/ld+json>{}</script>", json(scale)), String::new())
        });
    }
    pages.numbered("JSON-LD: scripts", 100_000, |i, _| {
        format!("<script type=application/ld+json>{{\"@type\":\"Article\",\"headline\":\"J{i}\"}}</script>")
    });
    let head = |head: String, story: &str| {
        format!("<!DOCTYPE html><html><head>{head}</head><body>{story}").into_bytes()
    };
    pages.whole("10 MB of title", Expect::Article, move |scale, story| {
        head(format!("<title>{}</title>", "isi berita ".repeat(scale.of(900_000))), story)
    });
    for name in
        ["og:title", "article:author", "og:description", "article:published_time", "og:site_name", "og:url"]
    {
        pages.whole(&format!("10 MB of {name}"), Expect::Article, move |scale, story| {
            head(
                format!("<meta property=\"{name}\" content=\"{}\">", "isi berita ".repeat(scale.of(900_000))),
                story,
            )
        });
        pages.whole(&format!("200k of {name}"), Expect::Article, move |scale, story| {
            let meta = |i: usize, _: &mut Dice| format!("<meta property=\"{name}\" content=\"Isi {i}\">");
            head(many(scale.of(200_000), meta), story)
        });
    }
    pages.whole("200k keywords", Expect::Article, move |scale, story| {
        let words = many(scale.of(200_000), |i, _| format!("kata{i}, "));
        head(
            format!(
                "<meta name=keywords content=\"{words}\"><meta property=article:tag content=\"{words}\">"
            ),
            story,
        )
    });
    pages.whole("10 MB of headline", Expect::Article, |scale, story| {
        let title = "isi berita ".repeat(scale.of(900_000));
        format!("{HEAD}{}", story.replace("Air naik</h1>", &format!("{title}</h1>"))).into_bytes()
    });
    pages.whole("an address of 1 MB and links", Expect::Article, move |scale, story| {
        let links = many(scale.of(50_000), |i, _| format!("<a href={i}>Judul {i}</a> "));
        let address = "a/".repeat(scale.of(500_000));
        head(format!("<base href=\"https://contoh.example/{address}\">"), &format!("{story}{links}"))
    });
    pages.whole("10 MB of address", Expect::Article, move |scale, story| {
        head(
            format!(
                "<link rel=canonical href=\"https://contoh.example/{}\">",
                "a/".repeat(scale.of(5_000_000))
            ),
            story,
        )
    });
}
