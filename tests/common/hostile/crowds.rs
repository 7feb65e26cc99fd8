//! Elements without number, side by side.

use super::{Dice, Expect, HEAD, Pages, many};

pub(super) fn crowds(pages: &mut Pages) {
    const MILLION: usize = 1_000_000;
    for (name, piece) in [
        ("<p></p>", "<p></p>"),
        ("<p>", "<p>"),
        ("<br>", "<br>"),
        ("empty links", "<a href=x></a>"),
        ("empty cells", "<td></td>"),
        ("empty items", "<li></li>"),
        ("empty headings", "<h2></h2>"),
        ("images", "<img src=a.jpg>"),
        ("rules", "<hr>"),
        ("empty blocks", "<div></div>"),
        ("comments", "<!---->"),
        ("styles", "<style>x</style>"),
        ("ends", "</p>"),
        ("stray ends", "</div>"),
        ("inputs", "<input>"),
    ] {
        pages.again(&format!("1M {name}"), MILLION, piece);
    }
    pages.again("900k scripts", 900_000, "<script>x</script>");
    pages.again("1M options", MILLION, "<option>");
    pages.again("900k closed options", 900_000, "<option></option>");
    for (name, piece) in [
        ("paragraphs", "<p>x</p>"),
        ("links", "<a href=/x>Baca</a> "),
        ("items", "<li>x</li>"),
        ("headings", "<h2>x</h2>"),
        ("cells", "<td>x</td>"),
        ("lines", "x<br>"),
    ] {
        // What has words may be the article; and it may be more than a page may have.
        pages.again(&format!("1M {name} of text"), MILLION, piece);
    }
    pages.flood("cells of a table", |scale| {
        (format!("<table>{}", "<tr><td>x<td>y".repeat(scale.of(200_000))), "</table>".to_owned())
    });
    pages.flood("items of a list", |scale| {
        (format!("<ul>{}", "<li>x".repeat(scale.of(200_000))), "</ul>".to_owned())
    });
    pages.flood("links of a list", |scale| {
        (
            format!("<ul>{}", "<li><a href=/x>Judul berita lain</a>".repeat(scale.of(120_000))),
            "</ul>".to_owned(),
        )
    });
    pages.numbered("addresses of links", 120_000, |i, _| format!("<a href=/{i}>Judul {i}</a> "));
    pages.numbered("captions", 100_000, |i, _| {
        format!("<figure><img src={i}.jpg><figcaption>Foto {i}</figcaption></figure>")
    });
    pages.numbered("times", 200_000, |i, _| {
        format!("<time datetime=2021-12-{:02}T10:{:02}:00>9 Des</time>", i % 28 + 1, i % 60)
    });
    let sentence = "Isi berita yang panjang sekali tentang air sungai, kata warga.";
    // One article behind so many is one of a list, of which the first thousand are read.
    pages.whole("behind 50k articles", Expect::Sound, move |scale, story| {
        let teaser = |i: usize, _: &mut Dice| {
            format!("<article><h2><a href=/{i}>Judul {i}</a></h2><p>{sentence}</p></article>")
        };
        format!("{HEAD}{}{story}", many(scale.of(50_000), teaser)).into_bytes()
    });
    pages.whole("names of the site on a list", Expect::Sound, move |scale, _| {
        let names =
            many(scale.of(100_000), |i, _| format!("<meta property=og:site_name content=\"Kabar {i}\">"));
        let posts = many(scale.of(20_000), |i, _| {
            format!("<article><h2><a href=/{i}>Judul {i}</a></h2><p>{sentence}</p></article>")
        });
        format!("<!DOCTYPE html><html><head>{names}</head><body class=home>{posts}").into_bytes()
    });
    pages.whole("cells and capitals", Expect::Sound, move |scale, _| {
        let cells = "<tr><td>x<td>y".repeat(scale.of(100_000));
        let capitals = many(scale.of(300_000), |_, d| format!("{} ", char::from(b'A' + d.below(26) as u8)));
        format!("{HEAD}<table>{cells}</table><article><h1>Air</h1><p>{capitals}, {sentence}</p></article>")
            .into_bytes()
    });
    pages.whole("20k posts on a Blogger list", Expect::Sound, move |scale, _| {
        let posts = many(scale.of(20_000), |i, _| {
            format!(
                "<h2 class='date-header'><span>Selasa, 14 Maret 2023</span></h2><div class='post hentry'><a name='{i}'></a>\
                 <h3 class='post-title entry-title'><a href='https://contoh.example/2023/03/{i}.html'>Judul {i}</a></h3>\
                 <div class='post-body entry-content' id='post-body-{i}'>{sentence}</div><div class='post-footer'>\
                 <span class='post-author vcard'>Rika</span><abbr class='published' \
                 title='2023-03-14T10:05:00+07:00'>10.05</abbr></div></div>"
            )
        });
        format!(
            "<html><head><meta content='blogger' name='generator'/><title>Blog</title></head><body><div \
             class='blog-posts hfeed'>{posts}</div></body></html>"
        )
        .into_bytes()
    });
}
