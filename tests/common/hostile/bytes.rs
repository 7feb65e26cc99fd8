//! What is no page, or hardly one: other formats, broken encodings, pages cut short.

use super::{Dice, Expect, HEAD, Pages, Scale, many, noise};

pub(super) fn no_pages(pages: &mut Pages) {
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
