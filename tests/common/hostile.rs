//! Pages made to hang a reader or to blow it up, each with a real article in it. Nothing here is random: the same seed
//! gives the same page.

// The test and the example compile this file for themselves, and each uses a part of it.
#![allow(dead_code)]

/// The paragraphs of the article that every page holds.
pub(crate) const PARAGRAPHS: [&str; 3] = [
    "Padang - Air sungai naik sejak Selasa pagi dan warga di tepi sungai mulai mengungsi ke masjid, sekolah dan rumah \
     kerabat yang letaknya lebih tinggi.",
    "\"Kami tidak tidur semalaman karena air masuk lewat dapur,\" kata Budi Santoso, warga yang rumahnya paling dekat \
     dengan tanggul.",
    "Petugas membuka dapur umum dan membagikan selimut sampai air surut, yang diperkirakan terjadi besok pagi.",
];

/// The article as it stands in a page.
fn story() -> String {
    let text: String = PARAGRAPHS.iter().map(|p| format!("<p>{p}</p>\n")).collect();
    format!("<article><h1>Air naik</h1>\n{text}</article>\n")
}

/// How large the pages are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scale {
    /// For builds without optimisation.
    Small,
    Full,
}

impl Scale {
    fn of(self, full: usize) -> usize {
        match self {
            Self::Full => full,
            Self::Small => (full / 300).max(100),
        }
    }
}

/// Where the hostile part stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Before,
    After,
    Around,
}

/// What must come out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Expect {
    /// The article with its three paragraphs.
    Article,
    /// Anything that holds together: what stands before the article swallows it, or is more than a page may have.
    Sound,
}

/// One page, made when it is wanted.
pub(crate) struct Page {
    pub(crate) name: String,
    pub(crate) expect: Expect,
    make: Box<dyn Fn() -> Vec<u8> + Send>,
}

impl Page {
    pub(crate) fn bytes(&self) -> Vec<u8> {
        (self.make)()
    }
}

/// Numbers that look random.
struct Dice(u64);

impl Dice {
    fn new() -> Self {
        Self(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 32) as usize % n
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

/// Markup that is opened, and closed again.
type Flood = (String, String);

struct Pages {
    scale: Scale,
    all: Vec<Page>,
}

const HEAD: &str = "<!DOCTYPE html>\n<html lang=id><head><title>Air naik</title></head><body>\n";

impl Pages {
    /// A flood before, after and around the article.
    fn flood(&mut self, name: &str, make: impl Fn(Scale) -> Flood + Clone + Send + 'static) {
        let scale = self.scale;
        for place in [Place::Before, Place::After, Place::Around] {
            let make = make.clone();
            let page = move || {
                let (open, close) = make(scale);
                let story = story();
                match place {
                    Place::Before => format!("{HEAD}{open}{close}\n{story}</body></html>"),
                    Place::After => format!("{HEAD}{story}{open}</body></html>"),
                    Place::Around if close.is_empty() => format!("{HEAD}{open}{story}{open}</body></html>"),
                    Place::Around => format!("{HEAD}{open}{story}{close}</body></html>"),
                }
                .into_bytes()
            };
            self.all.push(Page {
                name: format!("{name}, {}", format!("{place:?}").to_lowercase()),
                expect: Expect::Article,
                make: Box::new(page),
            });
        }
    }

    /// `count` times the same piece.
    fn again(&mut self, name: &str, count: usize, piece: &'static str) {
        self.flood(name, move |scale| (piece.repeat(scale.of(count)), String::new()));
    }

    /// `count` pieces, each made from its number.
    fn numbered(
        &mut self,
        name: &str,
        count: usize,
        piece: impl Fn(usize, &mut Dice) -> String + Clone + Send + 'static,
    ) {
        self.flood(name, move |scale| (many(scale.of(count), &piece), String::new()));
    }

    /// Elements inside each other.
    fn nested(&mut self, count: usize, open: &'static str, close: &'static str) {
        self.flood(&format!("{count} {open}"), move |scale| {
            let n = scale.of(count);
            (open.repeat(n), close.repeat(n))
        });
    }

    /// A page that is nothing else; `make` may put the article into it.
    fn whole(&mut self, name: &str, expect: Expect, make: impl Fn(Scale, &str) -> Vec<u8> + Send + 'static) {
        let scale = self.scale;
        self.all.push(Page { name: name.to_owned(), expect, make: Box::new(move || make(scale, &story())) });
    }
}

fn many(count: usize, piece: impl Fn(usize, &mut Dice) -> String) -> String {
    let mut dice = Dice::new();
    let mut out = String::new();
    for i in 0..count {
        out.push_str(&piece(i, &mut dice));
    }
    out
}

fn noise(count: usize) -> Vec<u8> {
    let mut dice = Dice::new();
    (0..count).map(|_| dice.below(256) as u8).collect()
}

/// All pages, in families of the same idea.
pub(crate) fn pages(scale: Scale) -> Vec<Page> {
    let mut pages = Pages { scale, all: Vec::new() };
    nesting(&mut pages);
    formatting(&mut pages);
    attributes(&mut pages);
    crowds(&mut pages);
    long_texts(&mut pages);
    facts(&mut pages);
    metadata(&mut pages);
    odd_elements(&mut pages);
    no_pages(&mut pages);
    pages.all
}

fn nesting(pages: &mut Pages) {
    for count in [10_000, 100_000, 1_000_000] {
        pages.nested(count, "<div>", "</div>");
    }
    for (open, close) in [
        ("<span>", "</span>"),
        ("<blockquote>", "</blockquote>"),
        ("<ul><li>", "</li></ul>"),
        ("<dl><dd>", "</dd></dl>"),
        ("<section>", "</section>"),
        ("<b>", "</b>"),
        ("<font size=1>", "</font>"),
        ("<custom-tag>", "</custom-tag>"),
        ("<div><section><span><b><ul><li>", "</li></ul></b></span></section></div>"),
        ("<div class=post-body>", "</div>"),
        ("<article>", "</article>"),
    ] {
        pages.nested(100_000, open, close);
    }
    // What is inside a link, a button or a drawing is no text.
    pages.nested(100_000, "<a href=x>", "</a>");
    pages.nested(100_000, "<button><p>", "</p></button>");
    pages.nested(100_000, "<svg>", "</svg>");
    pages.nested(100_000, "<math><mi>", "</mi></math>");
    pages.nested(50_000, "<table><tr><td>", "</td></tr></table>");
    pages.nested(50_000, "<table>", "</table>");
    pages.nested(20_000, "<a class=timestamp-link href=x>", "</a>");
    pages.nested(20_000, "<div class=timestamp-link>", "</div>");
    pages.nested(100_000, "<div>x", "</div>");
    pages.nested(50_000, "<div class=\"comments widget\"><p>x</p>", "</div>");
    pages.again("unclosed everything", 50_000, "<div><p>x<b>y<a href=z>w<ul><li>v");
}

fn formatting(pages: &mut Pages) {
    let bare = |tag: &'static str| move |i: usize, _: &mut Dice| format!("<{tag} {i}>");
    pages.flood("<b i> then <i i>", move |scale| {
        (many(scale.of(20_000), bare("b")) + &many(scale.of(20_000), bare("i")), String::new())
    });
    pages.again("<a><i></a>", 40_000, "<a><i></a>");
    pages.again("<b><i></b>", 40_000, "<b><i></b>");
    pages.numbered("<font size=i><p>", 20_000, |i, _| format!("<font size={i}><p>"));
    pages.numbered("<font size=i><p>x", 20_000, |i, _| format!("<font size={i}><p>x"));
    pages.numbered("<b i>", 9_000, bare("b"));
    pages.again("<nobr>", 50_000, "<nobr>");
    pages.again("<nobr><p>x", 50_000, "<nobr><p>x");
    pages.again("<a href=x><p>kata</a>", 50_000, "<a href=x><p>kata</a>");
    pages.again("text in a table", 50_000, "<table>kata<b>");
    pages.again("links in a table", 30_000, "<table><a>x");
    pages.flood("<b i><div> closed", |scale| {
        let n = scale.of(20_000);
        (many(n, |i, _| format!("<b {i}><div>")), "</b>".repeat(2 * n))
    });
}

fn attributes(pages: &mut Pages) {
    pages.flood("a tag with 1M attributes", |scale| {
        (format!("<div {}>", many(scale.of(1_000_000), |i, _| format!("a{i}=1 "))), "</div>".to_owned())
    });
    pages.flood("100k tags with 100 attributes", |scale| {
        let tag = format!("<p {}>x</p>", many(100, |i, _| format!("a{i} ")));
        (tag.repeat(scale.of(100_000)), String::new())
    });
    pages.flood("1M names of attributes", |scale| {
        (
            many(scale.of(1_000_000) / 100, |i, _| {
                format!("<p {}>x</p>", many(100, |j, _| format!("a{} ", i * 100 + j)))
            }),
            String::new(),
        )
    });
    pages.numbered("names of elements", 300_000, |i, _| format!("<tag-{i}>x</tag-{i}>"));
    for name in ["alt", "class", "id", "title", "style", "href", "data-text", "datetime"] {
        pages.flood(&format!("10 MB of {name}"), move |scale| {
            (format!("<div {name}=\"{}\">", "isi berita ".repeat(scale.of(900_000))), "</div>".to_owned())
        });
    }
    pages.numbered("classes", 200_000, |i, _| format!("<div class=\"c{i} d{i} post-{i}\">x</div>"));
}

fn crowds(pages: &mut Pages) {
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

fn long_texts(pages: &mut Pages) {
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

fn facts(pages: &mut Pages) {
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

fn metadata(pages: &mut Pages) {
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

fn odd_elements(pages: &mut Pages) {
    let paragraphs = |s: Scale| "<p>Isi yang lain.</p>".repeat(s.of(100_000));
    for tag in [
        "template", "noscript", "svg", "math", "select", "textarea", "iframe", "noframes", "button", "form",
        "object", "marquee", "details", "aside", "nav", "footer", "pre",
    ] {
        pages.flood(&format!("100k in {tag}"), move |s| {
            (format!("<{tag}>{}", paragraphs(s)), format!("</{tag}>"))
        });
        pages.flood(&format!("100k {tag}"), move |s| {
            let n = s.of(100_000);
            (format!("<{tag}>").repeat(n), format!("</{tag}>").repeat(n))
        });
    }
    // Begun before the article, and never closed.
    for open in [
        "<!--",
        "<!-- x --",
        "<script>",
        "<script><!--",
        "<style>",
        "<title>",
        "<textarea>",
        "<iframe>",
        "<noscript>",
        "<xmp>",
        "<template>",
        "<object>",
        "<button>",
        "<select>",
        "<select><option>",
        "<a href=x>",
        "<a name=x>",
        "<a>",
        "<svg>",
        "<math>",
        "<math><mi>",
        "<svg><desc>",
        "<table>",
        "<table><tr>",
        "<ul>",
        "<dl>",
        "<form>",
        "<b>",
        "<center>",
        "<ruby><rp>",
        "<video>",
        "<canvas>",
        "<audio>",
        "<nav>",
        "<aside>",
        "<footer>",
        "<header>",
        "<frameset>",
        "<plaintext>",
        "<dialog open>",
        "<details>",
        "<fieldset>",
        "<marquee>",
        "<h1>",
        "<pre>",
        "<div class=comments>",
        "<div class=sidebar>",
        "<div hidden>",
        "<div style='display:none'>",
        "</body></html>",
    ] {
        pages.whole(&format!("{open} never closed"), Expect::Article, move |_, story| {
            format!("{HEAD}<p>Kabar.</p>\n{open}\n{story}").into_bytes()
        });
    }
    for open in [
        "<style>",
        "<script>",
        "<script><!--",
        "<textarea>",
        "<title>",
        "<iframe>",
        "<xmp>",
        "<noembed>",
        "<!-- x ",
    ] {
        pages.whole(&format!("1M {open} never closed"), Expect::Article, move |s, story| {
            format!("{HEAD}<p>Kabar.</p>{}{story}", open.repeat(s.of(1_000_000))).into_bytes()
        });
    }
    pages.whole("a comment around the article", Expect::Article, |_, story| {
        format!("{HEAD}<p>Kabar.</p><!-- iklan\n{story}<!-- iklan -->\n<p>Kontak.</p>").into_bytes()
    });
    pages.whole("comments around comments", Expect::Article, |s, story| {
        let comments = "<!-- x ".repeat(s.of(200_000));
        format!("{HEAD}{comments}{story}{comments}-->").into_bytes()
    });
    // What it holds is text, markup and all.
    pages.whole("100k in xmp", Expect::Sound, move |s, story| {
        format!("{HEAD}<xmp>{}</xmp>{story}", paragraphs(s)).into_bytes()
    });
    pages.again("100k templates beside each other", 100_000, "<template><p>x</p></template>");
    pages.again("objects and bold", 50_000, "<td><object></td><td><b></b></td>");
    pages.flood("plaintext", |s| (format!("<plaintext>{}", "<p>x ".repeat(s.of(500_000))), String::new()));
    pages.flood("frameset", |s| (format!("<frameset>{}", "a <frame>".repeat(s.of(500_000))), String::new()));
    pages.whole("frameset first", Expect::Article, |s, story| {
        format!("<html><frameset>{}{story}", "a <frame>".repeat(s.of(500_000))).into_bytes()
    });
    pages.again("CDATA", 200_000, "<![CDATA[x]]>");
    pages.again("CDATA in svg", 100_000, "<svg><![CDATA[<p>]]>");
    pages.again("bogus comments", 300_000, "<?x>");
    pages.again("comments in comments", 300_000, "<!-- <!-- ");
    pages.flood("comment ends", |s| (format!("<!--{}", "--!".repeat(s.of(1_000_000))), String::new()));
    pages.flood("script ends", |s| {
        (format!("<script>{}", "<!--<script>--></script".repeat(s.of(200_000))), String::new())
    });
    pages.again("html and body", 200_000, "<html a=b><body c=d>");
    pages.again("doctypes", 200_000, "<!DOCTYPE html>");
    pages.again("heads", 200_000, "<head></head>");
    pages.again("captions without tables", 100_000, "<caption><col><tbody>");
    pages.again("rubies", 100_000, "<ruby>a<rt>b<rp>c");
}

fn no_pages(pages: &mut Pages) {
    pages.whole("comments only", Expect::Sound, |s, _| {
        "<!-- Isi berita. -->".repeat(s.of(500_000)).into_bytes()
    });
    pages.whole("one comment", Expect::Article, |s, story| {
        format!("<!--{}", story.repeat(s.of(30_000))).into_bytes()
    });
    pages.whole("random bytes", Expect::Sound, |s, _| noise(s.of(8_000_000)));
    pages.whole("random letters and brackets", Expect::Sound, |s, _| {
        let mut dice = Dice::new();
        (0..s.of(4_000_000)).map(|_| dice.of(b"<>/=\"' abpitd!-&;")).collect()
    });
    pages.whole("random tags", Expect::Article, |s, story| {
        const TAGS: &[&str] = &[
            "a", "b", "i", "p", "div", "table", "tr", "td", "ul", "li", "svg", "math", "template", "select",
            "option", "font", "nobr", "h1", "form", "button", "object", "frameset", "caption", "title", "mi",
            "desc", "span",
        ];
        let tags = many(s.of(300_000), |_, d| {
            let close = d.of(&["", "/"]);
            format!("<{close}{}>{}", d.of(TAGS), d.of(&["", "x", " "]))
        });
        format!("{story}{tags}{story}").into_bytes()
    });
    for (name, magic) in [
        ("PNG", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice()),
        ("gzip", b"\x1f\x8b\x08\0\0\0\0\0"),
        ("PDF", b"%PDF-1.4\n"),
        ("UTF-16 mark", b"\xff\xfe<\0h\0t\0m\0l\0>"),
    ] {
        pages.whole(name, Expect::Sound, move |s, _| [magic, &noise(s.of(5_000_000))].concat());
    }
    let utf16 = |story: &str, s: Scale| -> Vec<u8> {
        let text = format!("{HEAD}{}{story}", "<p></p>".repeat(s.of(100_000)));
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    };
    pages.whole("UTF-16", Expect::Article, move |s, story| utf16(story, s));
    pages.whole("UTF-16 cut in a unit", Expect::Article, move |s, story| {
        let mut bytes = utf16(story, s);
        bytes.pop();
        bytes
    });
    pages.whole("half surrogates", Expect::Sound, |s, _| {
        let mut bytes = b"\xff\xfe".to_vec();
        bytes.extend(b"\0\xd8".repeat(s.of(3_000_000)));
        bytes
    });
    pages.whole("invalid UTF-8", Expect::Article, |s, story| {
        let broken = b"<p>a\xff\xc3\xfe</p>".repeat(s.of(100_000));
        [b"<meta charset=utf-8>".as_slice(), story.as_bytes(), &broken].concat()
    });
    pages.whole("invalid UTF-8 in a text", Expect::Article, |s, story| {
        let broken = b"\xff\xc3\xfe".repeat(s.of(3_000_000));
        [b"<meta charset=utf-8>".as_slice(), story.as_bytes(), &broken].concat()
    });
    for label in ["iso-2022-jp", "gbk", "shift_jis", "utf-16", "x-user-defined"] {
        pages.whole(&format!("escapes in {label}"), Expect::Article, move |s, story| {
            let text = format!("<meta charset={label}>{story}{}", "\x1b$B!\x1b(B".repeat(s.of(500_000)));
            let mut bytes = text.into_bytes();
            bytes.extend(noise(s.of(500_000)));
            bytes
        });
    }
    pages.whole("NULs only", Expect::Sound, |s, _| vec![0; s.of(10_000_000)]);
    pages.whole("NULs in tags", Expect::Article, |s, story| {
        format!("{}{story}", "<p\0 a\0=\0>".repeat(s.of(200_000))).into_bytes()
    });
    pages.whole("a tag that never ends", Expect::Article, |s, story| {
        format!("{HEAD}{story}<div title=\"{}", "x ".repeat(s.of(2_000_000))).into_bytes()
    });
    pages.whole("tags that never end", Expect::Article, |s, story| {
        format!("{HEAD}{story}{}", "<a href=\"".repeat(s.of(300_000))).into_bytes()
    });
    for at in [7, 40, 120, 300, 500] {
        pages.whole(&format!("cut at {at}"), Expect::Sound, move |_, story| {
            let page = format!("{HEAD}{story}");
            page.as_bytes()[..at.min(page.len())].to_vec()
        });
    }
}
