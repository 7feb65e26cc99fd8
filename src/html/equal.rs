//! The tree behind the prescan and the guard equals the one that html5ever builds alone, but for the contents of
//! scripts, styles and comments.

use html5ever::driver::{self, ParseOpts};
use html5ever::tendril::TendrilSink;
use html5ever::tokenizer::TokenizerOpts;
use html5ever::tree_builder::TreeBuilderOpts;
use scraper::node::Node as Value;
use scraper::{Html, HtmlTreeSink};

use super::decode::plain_lines;
use super::{Node, Tree, parse};
use crate::options::Options;

fn bare(text: &str) -> Tree<'_> {
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let sink = HtmlTreeSink::new(Html::new_document());
    // It would drop a byte order mark after every script, too.
    let tokenizer = TokenizerOpts { discard_bom: false, ..TokenizerOpts::default() };
    let parser = driver::parse_document(sink, ParseOpts { tree_builder, tokenizer });
    Tree::new(parser.one(text), Vec::new(), false, false, 100_000)
}

fn ours(text: &str) -> Tree<'_> {
    parse(text, false, &Options::new()).unwrap()
}

/// Every node on a line of its own.
fn dump(tree: &Tree<'_>) -> String {
    let mut out = String::new();
    for node in tree.iter() {
        let parent = node.parent();
        let value = node.raw().map(|n| n.value());
        let line = match value {
            Some(Value::Element(e)) => {
                let mut attrs: Vec<String> = e.attrs().map(|(k, v)| format!("{k}={v:?}")).collect();
                attrs.sort();
                format!("<{}:{} {}>", &*e.name.ns, e.name(), attrs.join(" "))
            }
            Some(Value::Text(_)) if parent.is_some_and(unseen) => continue,
            Some(Value::Text(t)) => format!("{:?}", &**t),
            Some(Value::Comment(_)) => "<!>".to_owned(),
            other => format!("{other:?}"),
        };
        out.push_str(&format!("{:>3} {line}\n", node.ancestors().count()));
    }
    out
}

fn unseen(parent: Node<'_>) -> bool {
    let html =
        parent.raw().and_then(|n| n.value().as_element()).is_some_and(|e| e.name.ns == *html5ever::ns!(html));
    let linked = parent.attr("type").is_some_and(|t| t.trim().eq_ignore_ascii_case("application/ld+json"));
    html && (parent.is("style") || parent.is("script") && !linked)
}

#[track_caller]
pub(crate) fn assert_equal(text: &str) {
    assert_eq!(dump(&ours(&plain_lines(text.into()))), dump(&bare(text)), "{text:?}");
}

/// … for any text that stays so far within the limits on depth, attributes and names that both have to agree.
#[cfg(fuzzing)]
pub(crate) fn assert_equal_if_modest(text: &str) {
    const FORMATTING: [&str; 14] =
        ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
    let is_end = |c: char| c == '/' || c == '>' || c.is_ascii_whitespace();
    let tags = || text.split('<').skip(1).map(|tag| tag.split(is_end).next().unwrap_or(""));
    let count =
        |names: &[&str]| tags().filter(|tag| names.iter().any(|n| n.eq_ignore_ascii_case(tag))).count();
    let modest = tags().count() <= 150
        && count(&FORMATTING) < 32
        && count(&["html", "body"]) <= 64
        && text.split(is_end).all(|run| run.len() <= 256);
    let attributes = |n: Node<'_>| n.raw()?.value().as_element().map(|e| e.attrs().count());
    if modest && bare(text).iter().all(|n| attributes(n).unwrap_or(0) < 128) {
        assert_equal(text);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn written_cases() {
        for text in [
            "",
            "x",
            "<p>a<script>if (a < b) '</p>'</script>b<style>p > a { }</style>c<!-- <p>d --> e",
            "<script><!-- <script> </script> --></script><p>after",
            "<script><!-- <script> </script> <p>still script",
            "<script type=application/ld+json>{\"a\": \"</p>\"}</script><p>x",
            "<title>a <b> & c</title><p>x</p><textarea>\n<p></textarea><p>y",
            "<svg><title>a <b>c</title><style><p>x</style><script><a></script></svg>d",
            "<svg><style><![CDATA[ a > b </style> ]]></style></svg><p>x",
            "<math><mi><title>a<b></title></mi><annotation-xml encoding=text/html><style><p></style></math>",
            "<svg><desc><style><p></style></desc><foreignObject><title><p></title></foreignObject></svg>",
            "<p><![CDATA[ a > b ]]> c",
            "<svg><![CDATA[ a > <p> ]]> c",
            "<!DOCTYPE html PUBLIC \"a>b\"><p>x",
            "<?xml version='1.0'?><!x><!><!-><!--><p>a</ p><p>b</><p>c",
            "<xmp><p></xmp><iframe><p></iframe><noembed><p></noembed><noframes><p></noframes>",
            "<noscript><p>a</noscript><head><noscript><style>p</style><img></noscript>",
            "<plaintext><p></plaintext><script>",
            "<a href='>' <b c=\"d>\"e=f/g>h</a ' x>'i",
            "<template><td><p>x</template><table><template><tr><td>y</template></table>",
            "<select><title>x</title><option><style>a</style><textarea></select><p>z</textarea>y",
            "<frameset><noframes><p></noframes><style><p></style><frame></frameset><p>",
            "<table><title><p></title><style><p></style>x<tr>y<td>z</table>",
            "<pre></>\n<pre>\n\nx</pre><pre><!-- -->\nx",
            "<p>a &amp b &lt;script> &notit; &#x41;&#0;",
            "<script>a</script foo=\"</script>\" bar><p>x",
            "<style>a</stylex></style/ ><p>x",
            "<p>\r\nx\ry</p>\r\n<script>\r</script>\n\nz",
            "<p",
            "<p>a<script>b",
            "<p>a<!-- b",
            "<p>a<title>b",
            "<p>a</p><a href=\"x",
            "<script",
            "\u{feff}x<p>\u{feff}<script>a</script>\u{feff}y",
        ] {
            assert_equal(text);
        }
    }

    /// Pieces that tokenizers trip over, in any order.
    fn soup() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            4 => prop::sample::select(vec![
                "<", ">", "</", "/>", "<!--", "-->", "--!>", "<!", "-", "--", "<?", "\"", "'", "=", " ", "\n", "\r", "&",
                "&amp;", "&#", "x", "é", "]]>", "<![CDATA[", "<!doctype html>", "</p>", "</br>",
            ]).prop_map(str::to_owned),
            5 => (prop::sample::select(vec![
                "script", "style", "title", "textarea", "iframe", "noscript", "noframes", "svg", "math", "mi", "desc",
                "foreignObject", "annotation-xml", "template", "table", "tr", "td", "caption", "colgroup", "col",
                "select", "option", "p", "div", "a", "b", "i", "nobr", "li", "ul", "pre", "body", "html", "head",
                "frameset", "form", "button", "object", "h1", "br", "img", "input", "xmp", "ruby", "rt", "dd",
            ]), prop::sample::select(vec![
                "<N>", "</N>", "<N>", "</N>", "<N a='b'>", "<N a=b c>", "<N/>", "<N", "</N", "<N type=application/ld+json>",
                "<N a=\"", "<N encoding=text/html>", "<N type=hidden>", "<N color=x>",
            ])).prop_map(|(name, form): (&str, &str)| form.replace('N', name)),
        ];
        prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn any_soup(text in soup()) {
            prop_assert_eq!(dump(&ours(&plain_lines(text.as_str().into()))), dump(&bare(&text)));
        }
    }
}
