//! What is written shows the article, and nothing but the article, whatever page it came from.

use proptest::prelude::*;
use pulldown_cmark::{CodeBlockKind, Event, Options as Dialect, Parser, Tag, TagEnd};
use scraper::Html;
use url::Url;
use warta::{Article, Author, Block, BlockKind, Emphasis, EmphasisKind, Extractor, Image, Link, Page, Span};

const LINKS: [&str; 6] = ["http", "https", "mailto", "tel", "sms", "whatsapp"];
const IMAGES: [&str; 2] = ["http", "https"];

/// Words without the difference between one white space and another, and as Markdown shows what it does not show.
fn folded(text: &str) -> String {
    let text = text.replace('\0', "\u{fffd}").replace('\u{feff}', " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a reader of the article sees, in order.
fn visible(article: &Article) -> String {
    let mut parts = vec![article.title.clone().unwrap_or_default()];
    let names: Vec<_> =
        article.authors.iter().map(|a| a.name.as_str()).filter(|n| !n.trim().is_empty()).collect();
    let byline = article.byline.as_deref().unwrap_or_default();
    let by = if names.is_empty() { byline.to_owned() } else { names.join(", ") };
    let date = article.published.map(|d| d.to_string());
    parts.push(match date {
        Some(date) if by.trim().is_empty() => date,
        Some(date) => format!("{by} · {date}"),
        None => by,
    });
    for image in &article.images {
        let base = article.url.as_ref();
        let url = base.map_or_else(|| Url::parse(&image.url), |b| b.join(&image.url));
        if url.is_ok_and(|u| IMAGES.contains(&u.scheme())) {
            parts.push(image.caption.clone().unwrap_or_default());
        }
    }
    parts.extend(article.blocks.iter().map(|b| b.span.of(&article.text).to_owned()));
    folded(&parts.join("\n"))
}

/// A letter or digit, whether it is strong and whether it is slanted.
type Letter = (char, [bool; 2]);

fn letters(text: &str, style: [bool; 2]) -> impl Iterator<Item = Letter> {
    text.chars().filter(|c| c.is_alphanumeric()).map(move |c| (c, style))
}

/// The letters of an article's blocks as they are to be shown.
fn meant(article: &Article) -> Vec<Letter> {
    let mut styles = vec![[false; 2]; article.text.len()];
    for emphasis in article.emphasis.iter().filter(|e| article.text.get(e.span.range()).is_some()) {
        let kind = usize::from(emphasis.kind == EmphasisKind::Em);
        styles[emphasis.span.range()].iter_mut().for_each(|style| style[kind] = true);
    }
    let mut all = Vec::new();
    for block in &article.blocks {
        for (at, c) in block.span.of(&article.text).char_indices().filter(|(_, c)| c.is_alphanumeric()) {
            let [strong, em] = styles[block.span.start() + at];
            let (code, heading) = (block.kind == BlockKind::Code, block.kind == BlockKind::Heading);
            all.push((c, [strong && !code && !heading, em && !code]));
        }
    }
    all
}

/// The letters of the text in what was written as HTML.
fn in_html(html: &str) -> Vec<Letter> {
    let mut all = Vec::new();
    for node in Html::parse_fragment(html).tree.root().descendants() {
        let is =
            |name: &str| node.ancestors().any(|a| a.value().as_element().is_some_and(|e| e.name() == name));
        let in_body = node
            .ancestors()
            .any(|a| a.value().as_element().is_some_and(|e| e.attr("class") == Some("article-body")));
        if let Some(text) = node.value().as_text().filter(|_| in_body) {
            all.extend(letters(text, [is("strong"), is("em")]));
        }
    }
    all
}

/// What CommonMark shows of the text, with everything that is wrong with it.
fn shown(markdown: &str, dialect: Dialect) -> (String, Vec<Letter>, Vec<String>) {
    let (mut text, mut wrong) = (String::new(), Vec::new());
    let (mut all, mut style) = (Vec::new(), [false; 2]);
    for event in Parser::new_ext(markdown, dialect) {
        let kind = match event {
            Event::Start(Tag::Emphasis) | Event::End(TagEnd::Emphasis) => Some(1),
            Event::Start(Tag::Strong) | Event::End(TagEnd::Strong) => Some(0),
            _ => None,
        };
        if let Some(kind) = kind {
            style[kind] = !style[kind];
            if style[kind] == matches!(event, Event::End(_)) {
                wrong.push(format!("emphasis in emphasis: {event:?}"));
            }
            continue;
        }
        match event {
            Event::Text(words) => {
                text.push_str(&words);
                all.extend(letters(&words, style));
            }
            Event::SoftBreak | Event::HardBreak => text.push('\n'),
            Event::Start(Tag::Link { dest_url, title, .. }) => {
                address(&dest_url, &LINKS, &mut wrong);
                assert!(title.is_empty(), "a title: {title}");
            }
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                address(&dest_url, &IMAGES, &mut wrong);
                assert!(title.is_empty(), "a title: {title}");
            }
            Event::Start(Tag::Heading { id, classes, attrs, .. }) => {
                if id.is_some() || !classes.is_empty() || !attrs.is_empty() {
                    wrong.push("a heading with attributes".to_owned());
                }
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if info.is_empty() => {}
            Event::Start(
                Tag::Paragraph
                | Tag::BlockQuote(None)
                | Tag::List(None)
                | Tag::Item
                | Tag::Table(_)
                | Tag::TableHead
                | Tag::TableRow
                | Tag::TableCell,
            )
            | Event::End(TagEnd::Link) => {}
            Event::End(_) => text.push('\n'),
            other => wrong.push(format!("markup: {other:?}")),
        }
    }
    (folded(&text), all, wrong)
}

fn address(url: &str, schemes: &[&str], wrong: &mut Vec<String>) {
    if !Url::parse(url).is_ok_and(|url| schemes.contains(&url.scheme())) {
        wrong.push(format!("an address: {url}"));
    }
}

/// Everything that Markdown does wrong: plain CommonMark where there is no table, and with all that extends it.
/// Typographic quotes and dashes are no markup.
fn markdown_faults(article: &Article) -> Vec<String> {
    let markdown = article.to_markdown();
    let mut wrong = Vec::new();
    let mut dialects = vec![Dialect::ENABLE_TABLES, Dialect::all() - Dialect::ENABLE_SMART_PUNCTUATION];
    if article.blocks.iter().all(|b| b.kind != BlockKind::Table) {
        dialects.push(Dialect::empty());
    }
    for dialect in dialects {
        let (text, letters, faults) = shown(&markdown, dialect);
        wrong.extend(faults);
        let whole = visible(article);
        if text != whole {
            wrong.push(format!("shown: {text:?}\nmeant: {whole:?}"));
        }
        // Some of what is meant cannot be written, but nothing else is. Headline and names stand before the text.
        let meant = meant(article);
        let head = letters.len().saturating_sub(meant.len());
        let plain = letters[..head].iter().all(|l| l.1 == [false; 2]);
        let fits = |(s, m): (&Letter, &Letter)| s.0 == m.0 && (s.1[0] <= m.1[0]) && (s.1[1] <= m.1[1]);
        if !plain || letters.len() < meant.len() || !letters[head..].iter().zip(&meant).all(fits) {
            wrong.push(format!("set off: {letters:?}\nmeant: {meant:?}"));
        }
    }
    if !wrong.is_empty() {
        wrong.push(format!("Markdown: {markdown}"));
    }
    wrong
}

/// Everything that is in the HTML and should not be, and what is not set off as it should be.
fn html_faults(article: &Article) -> Vec<String> {
    const ELEMENTS: &str = "html head body article header h1 h2 p span a time figure img figcaption div ul li blockquote \
                            pre br table tbody tr td strong em";
    const ATTRIBUTES: &str = "data-generator data-block lang dir class rel datetime href src alt";
    let html = &article.to_html();
    let mut wrong = Vec::new();
    let (letters, meant) = (in_html(html), meant(article));
    if letters != meant {
        wrong.push(format!("set off: {letters:?}\nmeant: {meant:?}"));
    }
    // As a document, and as it is put into a page.
    for tree in [Html::parse_document(html), Html::parse_fragment(html)] {
        for element in tree.tree.values().filter_map(|node| node.as_element()) {
            if !ELEMENTS.split(' ').any(|name| name == element.name()) {
                wrong.push(format!("an element: {}", element.name()));
            }
            for (name, value) in element.attrs() {
                match name {
                    "href" => address(value, &LINKS, &mut wrong),
                    "src" => address(value, &IMAGES, &mut wrong),
                    name if ATTRIBUTES.split(' ').any(|a| a == name) => {}
                    name => wrong.push(format!("an attribute: {name}")),
                }
            }
        }
        if tree.tree.values().any(|node| node.is_comment()) {
            wrong.push("a comment".to_owned());
        }
    }
    if !wrong.is_empty() {
        wrong.push(format!("HTML: {html}"));
    }
    wrong
}

const XSS: &str = include_str!("../fixtures/xss.txt");

/// The attempts of the list, with the control characters that they name.
fn attempts() -> impl Iterator<Item = String> {
    let control = |c: char| match u32::from(c) {
        code @ 0x2400..=0x241f => char::from_u32(code - 0x2400).unwrap_or(c),
        _ => c,
    };
    let lines = XSS.lines().filter(|l| !l.is_empty() && !l.starts_with("## "));
    lines.map(move |line| line.chars().map(control).collect())
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// An article with the attempt in its title, byline, text, list, table, code, quotation, link, image and caption.
fn page(attempt: &str) -> String {
    format!(
        "<html lang=id><head><title>{attempt}</title></head><body><article><h1>Air naik {attempt}</h1>
         <p class=byline>Oleh <a rel=author href=\"{attempt}\">Rika Amelia {attempt}</a></p>
         <time datetime=2021-12-09>9 Desember 2021</time>
         <p>Padang - Air sungai naik sejak pagi dan warga di tepi sungai mulai mengungsi ke masjid, sekolah dan rumah
         kerabat yang letaknya lebih tinggi.</p>
         <figure><img src=\"{attempt}\" alt=\"{attempt}\"><figcaption>Warga {attempt}</figcaption></figure>
         <figure><img src=\"https://contoh.example/a.png?{attempt}\"><figcaption>{attempt}</figcaption></figure>
         <p>Petugas membuka dapur umum dan membagikan selimut sampai air surut. <a href=\"{attempt}\">Daftar posko</a>,
         <a href='{attempt}'>jalur</a> dan <a href=\"https://contoh.example/{attempt}\">peta banjir {attempt}</a>.</p>
         <p>{attempt}</p>
         <p><b>{attempt}</b> dan <i>{attempt}</i>, juga <b>air {attempt} <i>naik</i></b>{attempt}</p>
         <p>Menurut warga, {attempt} adalah tulisan yang terbaca di papan pengumuman di depan kantor camat itu.</p>
         <ul><li>{attempt}</li><li>Selimut dan {attempt}</li></ul>
         <blockquote>{attempt}</blockquote>
         <pre>kode {attempt}</pre>
         <table><tr><td>{attempt}</td><td>12</td></tr><tr><td>Solok</td><td>{attempt}</td></tr></table>
         <h2>{attempt}</h2>
         <p>Air diperkirakan surut besok pagi, kata petugas yang menjaga posko di dekat jembatan lama itu.</p>
         <p class=tags><a rel=tag href=\"{attempt}\">{attempt}</a></p>
         </article></body></html>"
    )
}

#[test]
fn nothing_of_a_page_runs() {
    let extractor = Extractor::new();
    let (mut wrong, mut articles, mut pages) = (Vec::new(), 0, 0);
    for attempt in attempts() {
        // As it stands, which may break the page, and as a text that shows it, which may not.
        for (attempt, breaks) in [(attempt.clone(), true), (escaped(&attempt), false)] {
            pages += 1;
            let html = page(&attempt);
            let found = match extractor.extract(Page::new(&html).at("https://contoh.example/air.html")) {
                Ok(article) => article,
                Err(_) if breaks => continue,
                Err(e) => panic!("{e}: {attempt}"),
            };
            articles += 1;
            let faults = [html_faults(&found), markdown_faults(&found)].concat();
            wrong.extend((!faults.is_empty()).then(|| format!("{attempt}\n{}", faults.join("\n"))));
        }
    }
    assert!(wrong.is_empty(), "{} of {pages}\n{}", wrong.len(), wrong.join("\n\n"));
    assert!(pages > 400 && articles * 10 > pages * 9, "{articles} of {pages}");
}

#[test]
fn nothing_of_an_article_runs() {
    for attempt in attempts() {
        for url in [None, Url::parse("https://contoh.example/a/b.html?c#d").ok()] {
            let mut article = Article::builder().title(&attempt).build();
            article.url = url;
            article.byline = Some(attempt.clone());
            article.tags = vec![attempt.clone()];
            article.authors = vec![Author::new(&attempt, Url::parse(&attempt).ok())];
            article.images = vec![
                Image::new(&attempt, Some(attempt.clone())),
                Image::new(format!("https://contoh.example/{attempt}"), Some(attempt.clone())),
            ];
            for kind in KINDS {
                let start = article.text.len();
                article.text.push_str(&attempt);
                let block = Span::new(start, article.text.len());
                article.blocks.push(Block::new(kind, block));
                let words = attempt.chars().next().map_or(0, char::len_utf8);
                article.emphasis.push(Emphasis::new(EmphasisKind::Strong, Span::new(start, block.end())));
                article.emphasis.push(Emphasis::new(EmphasisKind::Em, Span::new(start + words, block.end())));
                let target = if kind == BlockKind::Quote { "https://contoh.example/?" } else { "" };
                article
                    .links
                    .push(Link::new(format!("{target}{attempt}"), Span::new(start + words, block.end())));
                article.text.push_str("\n\n");
            }
            let faults = [html_faults(&article), markdown_faults(&article)].concat();
            assert!(faults.is_empty(), "{attempt}\n{}", faults.join("\n"));
        }
    }
}

const KINDS: [BlockKind; 8] = [
    BlockKind::Heading,
    BlockKind::Paragraph,
    BlockKind::ListItem,
    BlockKind::Quote,
    BlockKind::Table,
    BlockKind::Code,
    BlockKind::Byline,
    BlockKind::Signature,
];

/// Words and everything that Markdown takes for markup.
fn words() -> impl Strategy<Value = String> {
    const MARKS: [&str; 74] = [
        "#",
        "##",
        "-",
        "+",
        "*",
        "**",
        "_",
        "__",
        "=",
        "===",
        "---",
        "***",
        "+++",
        "~",
        "~~",
        "~~~",
        "`",
        "``",
        "```",
        ">",
        "<",
        "&",
        "&amp;",
        "&#35;",
        "&copy",
        "|",
        "||",
        "| --- | --- |",
        "!",
        "![",
        "[",
        "]",
        "](",
        "(",
        ")",
        "[^1]",
        "[^1]: ",
        "[ ] ",
        "[x] ",
        "[!NOTE]",
        "[[",
        "]]",
        "\\",
        "\\\\",
        "\n",
        "\n",
        "\n",
        "\n    ",
        "\n\t",
        "  \n",
        "\r",
        "\r\n",
        "\t",
        "    ",
        " ",
        " ",
        "1. ",
        "12) ",
        "1.",
        "0. ",
        ":",
        ": ",
        ":::",
        "{#id .kelas}",
        "{",
        "}",
        "$",
        "$$",
        "^",
        "^2^",
        "<b>",
        "<!-- ",
        "https://contoh.example/a_b",
        "www.contoh.example",
    ];
    const RARE: [&str; 14] = [
        "\0",
        "\u{b}",
        "\u{c}",
        "\u{feff}",
        "\u{a0}",
        "\u{2028}",
        "\u{85}",
        "\u{7f}",
        "a@b.example",
        "<https://a.example>",
        "%}",
        "{{",
        "“",
        "e\u{301}",
    ];
    let piece = prop_oneof![
        6 => prop::sample::select(MARKS.to_vec()).prop_map(str::to_owned),
        3 => "[a-z]{1,4}",
        2 => Just(" ".to_owned()),
        1 => prop::sample::select(RARE.to_vec()).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

fn target() -> impl Strategy<Value = String> {
    const STARTS: [&str; 14] = [
        "https://contoh.example/",
        "https://contoh.example/?",
        "https://contoh.example/#",
        "http://[::1]/",
        "mailto:",
        "tel:",
        "sms:",
        "whatsapp:",
        "javascript:",
        " JavaScript:",
        "data:text/html,",
        "//",
        "",
        "ftp://contoh.example/",
    ];
    (prop::sample::select(STARTS.to_vec()), words()).prop_map(|(start, rest)| format!("{start}{rest}"))
}

/// An article of any blocks, with links over any of its words.
fn article() -> impl Strategy<Value = Article> {
    let block = (0..KINDS.len(), words());
    let link = (any::<prop::sample::Index>(), 0..24usize, target());
    let emphasis = (any::<prop::sample::Index>(), 0..24usize, any::<bool>());
    let head = (words(), words(), words(), any::<bool>(), target(), target());
    (
        head,
        prop::collection::vec(block, 0..8),
        prop::collection::vec(link, 0..5),
        prop::collection::vec(emphasis, 0..8),
        prop::option::of(Just("https://contoh.example/a/b.html")),
    )
        .prop_map(|((title, byline, caption, named, page, image), blocks, links, emphasis, url)| {
            let mut article = Article::builder().title(title).build();
            article.url = url.and_then(|u| Url::parse(u).ok());
            if named {
                article.authors.push(Author::new(&byline, Url::parse(&page).ok()));
                article.published = "2021-12-09".parse().ok();
            }
            article.byline = Some(byline);
            article.images.push(Image::new(image, Some(caption)));
            for (kind, words) in blocks {
                let start = article.text.len();
                article.text.push_str(&words);
                article.blocks.push(Block::new(KINDS[kind], Span::new(start, article.text.len())));
                article.text.push_str("\n\n");
            }
            for (at, length, url) in links {
                let start = at.index(article.text.len() + 1);
                article.links.push(Link::new(url, Span::new(start, start + length)));
            }
            article.links.sort_by_key(|l| l.span);
            for (at, length, strong) in emphasis {
                let start = at.index(article.text.len() + 1);
                let kind = if strong { EmphasisKind::Strong } else { EmphasisKind::Em };
                article.emphasis.push(Emphasis::new(kind, Span::new(start, start + length)));
            }
            article
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_article_is_shown_as_it_is(article in article()) {
        let faults = [html_faults(&article), markdown_faults(&article)].concat();
        prop_assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    #[test]
    fn any_emphasis_is_shown_where_it_is(article in set_off()) {
        let faults = [html_faults(&article), markdown_faults(&article)].concat();
        prop_assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    #[test]
    fn any_text_is_shown_as_it_is(text in words(), title in words()) {
        let article = Article::builder().title(title).text(text).build();
        let faults = markdown_faults(&article);
        prop_assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}

/// Short pieces of words, white space and marks, of which any may be set off or linked, in any nesting.
fn set_off() -> impl Strategy<Value = Article> {
    const PIECES: [&str; 20] = [
        "a", "b", "c", "kata", "Ä", "9", " ", " ", " ", "\n", "\t", ",", ".", "(", "”", "*", "_", "+", "①",
        "\u{feff}",
    ];
    let span = (any::<prop::sample::Index>(), 1..9usize, 0..3usize);
    let text = prop::collection::vec(prop::sample::select(PIECES.to_vec()), 1..24);
    (text, prop::collection::vec(span, 0..7), 0..KINDS.len()).prop_map(|(pieces, spans, kind)| {
        let mut article = Article::default();
        let mut ends = vec![0];
        for piece in pieces {
            article.text.push_str(piece);
            ends.push(article.text.len());
        }
        article.blocks.push(Block::new(KINDS[kind], Span::new(0, article.text.len())));
        for (at, length, kind) in spans {
            let start = at.index(ends.len());
            let span = Span::new(ends[start], ends[(start + length).min(ends.len() - 1)]);
            match kind {
                0 => article.links.push(Link::new("https://contoh.example/".to_owned(), span)),
                1 => article.emphasis.push(Emphasis::new(EmphasisKind::Strong, span)),
                _ => article.emphasis.push(Emphasis::new(EmphasisKind::Em, span)),
            }
        }
        article.links.sort_by_key(|l| l.span);
        article
    })
}

/// What is written grows with what was given: no pair of things in an article is ever looked at together.
#[test]
fn much_is_written_in_linear_time() {
    const MANY: usize = 40_000;
    let fill = |text: String, blocks: Vec<(BlockKind, Span)>, links: Vec<Span>| {
        let mut article = Article::builder().title("Air naik").build();
        article.text = text;
        article.blocks = blocks.into_iter().map(|(kind, span)| Block::new(kind, span)).collect();
        let url = "https://contoh.example/".to_owned();
        for (i, span) in links.into_iter().enumerate() {
            article.links.push(Link::new(url.clone(), span));
            article.emphasis.push(Emphasis::new(EmphasisKind::Strong, span));
            article.emphasis.push(Emphasis::new(EmphasisKind::Em, Span::new(i, span.end() + i % 7)));
        }
        article
    };
    let cells = "a\t".repeat(MANY / 2) + &"b\n".repeat(MANY / 2);
    let all = Span::new(0, cells.len());
    let each: Vec<_> = (0..MANY).map(|i| Span::new(2 * i, 2 * i + 1)).collect();
    let whole = vec![all; MANY];
    let articles = [
        fill(cells.clone(), vec![(BlockKind::Table, all)], each.clone()),
        fill("a\n".repeat(MANY), vec![(BlockKind::Table, all)], each.clone()),
        fill(cells.clone(), vec![(BlockKind::Table, all)], whole.clone()),
        fill(cells.clone(), whole.iter().map(|s| (BlockKind::Paragraph, *s)).collect(), each.clone()),
        fill("`".repeat(2 * MANY), vec![(BlockKind::Code, all)], whole),
        fill(cells, each.iter().map(|s| (BlockKind::ListItem, *s)).collect(), each.clone()),
        fill("1".repeat(2 * MANY), vec![(BlockKind::Paragraph, all)], Vec::new()),
    ];
    let mut relative = fill("a\n".repeat(MANY), vec![(BlockKind::Paragraph, all)], each.clone());
    relative.url = Url::parse(&format!("https://contoh.example/{}/", "x".repeat(MANY))).ok();
    let mut unlinked = articles.to_vec();
    unlinked.iter_mut().for_each(|a| a.links.clear());
    relative.links.iter_mut().for_each(|link| link.url = "x".to_owned());
    let started = std::time::Instant::now();
    for article in articles.into_iter().chain(unlinked).chain([relative]) {
        let (html, markdown) = (article.to_html().len(), article.to_markdown().len());
        assert!(html < 100 * MANY && markdown < 100 * MANY, "{html} and {markdown} bytes");
    }
    let took = started.elapsed();
    assert!(took.as_secs() < 20, "took {took:?}");
}
