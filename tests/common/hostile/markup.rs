//! Markup that builders of trees cannot bear: nesting, formatting elements out of order, attributes without number.

use super::{Dice, Pages, many};

pub(super) fn nesting(pages: &mut Pages) {
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

pub(super) fn formatting(pages: &mut Pages) {
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

pub(super) fn attributes(pages: &mut Pages) {
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
