//! Pages made to hang or blow up a parser, each with an article in it. Cargo's test threads have 2 MiB of stack.
//! Sizes are such that quadratic work takes minutes, and linear work no time.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::{Tree, decode, evidence, parse};
use crate::error::ErrorKind;
use crate::options::{OnLimit, Options};
use crate::page::Page;

const ARTICLE: &str =
    "<article><h1>Jembatan</h1><p>Warga <a href=/x>lewat</a>.</p><p>Air naik.</p></article>";

fn read<R>(bytes: &[u8], options: &Options, look: impl FnOnce(&Tree<'_>) -> R) -> R {
    let begun = Instant::now();
    let (text, truncated) = decode(&Page::from(bytes), options).unwrap();
    let tree = parse(&text, truncated, options).unwrap();
    let _ = evidence(&tree, None);
    // Generous: the machine may be busy, and this is not optimised.
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    for node in tree.iter() {
        assert!(node.end() > node.index() && node.parent().is_none_or(|p| p.end() >= node.end()));
    }
    let depth = tree.iter().map(|n| n.ancestors().count()).max().unwrap();
    assert!(depth <= options.max_depth, "{depth}");
    look(&tree)
}

fn article_of(text: &str, look: impl FnOnce(&Tree<'_>)) {
    read(text.as_bytes(), &Options::new(), |tree| {
        assert!(!tree.truncated());
        assert!(tree.root().all_text().contains("Air naik."));
        look(tree);
    });
}

/// The article comes out with its paragraphs and its link.
#[track_caller]
fn survives(text: &str) {
    article_of(text, |tree| {
        let last = tree.iter().filter(|n| n.is("p")).last().unwrap();
        assert_eq!(last.all_text(), "Air naik.");
        let link = tree.iter().filter(|n| n.is("a") && n.attr("href") == Some("/x")).last().unwrap();
        assert_eq!(link.all_text(), "lewat");
    });
}

fn numbered(count: usize, piece: impl Fn(usize) -> String) -> String {
    (0..count).map(piece).collect()
}

#[test]
fn nested() {
    for tag in
        ["<div>", "<span>", "<blockquote>", "<ul><li>", "<div>\n  <div>", "<dl><dd>", "<svg>", "<custom-tag>"]
    {
        let wrapped = format!("{}{ARTICLE}", tag.repeat(10_000));
        survives(&wrapped);
    }
    survives(&format!("{}{ARTICLE}", "<div>".repeat(100_000)));
    let closed = format!("{}{ARTICLE}{}", "<div>".repeat(13_000), "</div>".repeat(13_000));
    survives(&format!("{closed}{ARTICLE}"));
}

#[test]
fn nested_with_text() {
    for piece in ["<div>x", "<div><p>x", "<div><p>x</p>", "<section><span>x</span>"] {
        survives(&format!("{}{ARTICLE}", piece.repeat(6_000)));
    }
}

#[test]
fn unclosed_everything() {
    survives(&format!("{}{ARTICLE}", "<div><p>x<b>y<a href=z>w<ul><li>v".repeat(10_000)));
}

#[test]
fn tables_in_tables() {
    article_of(&format!("{}{ARTICLE}", "<table><tr><td>".repeat(13_000)), |_| ());
    survives(&format!("{}{ARTICLE}", "<table>".repeat(13_000)));
    survives(&format!("<table>{}</table>{ARTICLE}", "<td>x<tr>y".repeat(13_000)));
}

#[test]
fn attributes() {
    let many = numbered(100_000, |i| format!("a{i} "));
    survives(&format!("<div {many}>{ARTICLE}"));
    survives(&format!("<p {many}").replace("<p ", ARTICLE));
    let long = numbered(30_000, |i| format!("<p attribute{i}=x other-name{i}>"));
    survives(&format!("{long}{ARTICLE}"));
    survives(&format!("<html>{}{ARTICLE}", numbered(30_000, |i| format!("<html a{i}=x><body b{i}>"))));
    survives(&format!("<div {}>{ARTICLE}", "\"".repeat(10_000)));
}

#[test]
fn names() {
    survives(&format!("{}{ARTICLE}", numbered(60_000, |i| format!("<unheard-of-{i}>x</unheard-of-{i}>"))));
    survives(&format!("<{}>{ARTICLE}", "x".repeat(10_000)));
}

#[test]
fn misnested_formatting() {
    let texts = [
        "<a><i></a>".repeat(10_000),
        numbered(10_000, |i| format!("<b {i}>")) + &numbered(10_000, |i| format!("<i {i}>")),
        numbered(5_000, |i| format!("<font size={i}><p>x")),
        numbered(5_000, |i| format!("<i {i}><a><div>x</a>")),
        numbered(5_000, |i| format!("<b {i}><div>")) + &"</b>".repeat(10_000),
        "<nobr><p>x".repeat(10_000),
        "<table><a>x".repeat(3_000) + &"</table>".repeat(3_000),
        "<template><object></template><b></b>".repeat(3_000),
        format!("<table>{}</table>", "<td><object></td><td><b></b></td>".repeat(3_000)),
    ];
    for text in texts {
        article_of(&format!("{text}{ARTICLE}"), |tree| {
            assert!(tree.iter().any(|n| n.is("p") && n.all_text() == "Air naik."));
        });
    }
}

#[test]
fn empty_elements() {
    for piece in
        ["<p>", "<p></p>", "<br>", "<a href=y></a>", "<!---->", "<script></script>", "</p>", "<option>"]
    {
        survives(&format!("<div>{}</div>{ARTICLE}", piece.repeat(6_000)));
    }
}

#[test]
fn odd_characters() {
    for piece in [
        "\0", "\n", "\r", "<", "&", "&a", "&nbsp;", "« »", "&#", "</>", "<!>", "<?>", "< ", "]]>", "\u{feff}",
    ] {
        survives(&format!("<div>{}</div>{ARTICLE}", piece.repeat(6_000)));
    }
    survives(&format!("<div>&{}</div>{ARTICLE}", "a".repeat(10_000)));
}

#[test]
fn raw_text() {
    survives(&format!("<script>{}</script></script>{ARTICLE}", "<!--<script>--></script".repeat(10_000)));
    survives(&format!("<script type=application/ld+json>{}</script>{ARTICLE}", "[".repeat(10_000)));
    survives(&format!("<title>{}</title>{ARTICLE}", "x\n&<".repeat(10_000)));
    survives(&format!("<svg><style>{}</style></svg>{ARTICLE}", "<![CDATA[<style>]]>".repeat(13_000)));
    survives(&format!("<noscript>{}</noscript>{ARTICLE}", "<noscript>".repeat(13_000)));
    survives(&format!("<frameset>{}", "a <frame>".repeat(13_000)).replace("<frameset>", ARTICLE));
}

#[test]
fn one_long_text() {
    let options = Options::new().max_bytes(8 << 20);
    read(format!("{ARTICLE}{}", "kata ".repeat(2_000_000)).as_bytes(), &options, |tree| {
        assert!(tree.truncated() && tree.root().all_text().len() > 4_000_000);
    });
}

#[test]
fn too_many_nodes() {
    let text = format!("{ARTICLE}{}", "<p>x".repeat(3_000));
    let options = Options::new().max_nodes(1_000);
    read(text.as_bytes(), &options, |tree| {
        assert!(tree.truncated() && tree.len() < 2_100);
        assert!(tree.iter().any(|n| n.is("p") && n.all_text() == "Air naik."));
    });
    let refused = parse(&text, false, &options.on_limit(OnLimit::Refuse)).err().unwrap();
    assert_eq!(refused.kind(), ErrorKind::TooLarge);
    assert!(refused.to_string().contains("1000 nodes"), "{refused}");
}

#[test]
fn templates_have_plain_children() {
    read(b"<template><p>a</p></template><p>b", &Options::new(), |tree| {
        let template = tree.iter().find(|n| n.is("template")).unwrap();
        assert_eq!(template.children().map(|n| n.name()).collect::<Vec<_>>(), [Some("p")]);
        assert_eq!(tree.root().all_text(), "ab");
    });
}

#[test]
fn shallow_limits() {
    for depth in [0, 1, 8, 20] {
        let options = Options::new().max_depth(depth.max(8));
        let page = format!("{}{ARTICLE}", "<div>".repeat(100));
        read(page.as_bytes(), &options, |tree| assert!(tree.root().all_text().ends_with("Air naik.")));
        let _ = parse(ARTICLE, false, &Options::new().max_depth(depth).max_nodes(depth)).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..2000), label in "[a-z0-9-]{0,12}") {
        let options = Options::new();
        let page = Page::from(&bytes).charset(label).at("http://x.example/");
        let (text, truncated) = decode(&page, &options).unwrap();
        let _ = evidence(&parse(&text, truncated, &options).unwrap(), page.url());
    }

    #[test]
    fn any_tags_within_narrow_limits(
        tags in prop::collection::vec(("</?(p|div|b|a|i 1|i 2|td|table|tr|li|svg|desc|template|object|select|h1|form|script|title)>", "[a-z \n]{0,2}"), 0..300),
        depth in 8usize..40,
        nodes in 8usize..400,
    ) {
        let text: String = tags.into_iter().map(|(tag, text)| tag + &text).collect();
        let tree = parse(&text, false, &Options::new().max_depth(depth).max_nodes(nodes)).unwrap();
        prop_assert!(tree.len() < nodes + 100);
        prop_assert!(tree.iter().all(|n| n.ancestors().count() <= depth));
    }
}
