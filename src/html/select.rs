use html5ever::LocalName;
use scraper::{ElementRef, Selector as Css};

use super::mark::Mark;
use super::simple::Simple;
use super::{Node, Tree};

/// Compiled CSS selector lists, the better ones first, as site rules use them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Selectors(Vec<Selector>);

#[derive(Clone, Debug)]
struct Selector {
    css: Css,
    alternatives: Vec<Alternative>,
}

/// One of the selectors that stand in a list.
#[derive(Clone, Debug)]
enum Alternative {
    Simple(Simple),
    /// It needs the engine; the marks that an element has which matches it, none where that is not known.
    Css(Vec<Mark>),
}

impl Selectors {
    /// Compiles selector lists; the message says what is wrong with one.
    pub(crate) fn compile(lists: &[String]) -> Result<Self, String> {
        lists.iter().map(|css| Selector::compile(css)).collect::<Result<_, _>>().map(Self)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The nodes in `within`, itself included, that the first selector matches which matches any.
    pub(crate) fn first<'a>(&self, within: Node<'a>) -> Vec<Node<'a>> {
        let mut found = Vec::new();
        for selector in &self.0 {
            selector.find(within, &mut found);
            if !found.is_empty() {
                break;
            }
        }
        found
    }

    /// All nodes of the page that any of them matches, in order.
    pub(crate) fn all<'a>(&self, tree: &'a Tree<'a>) -> Vec<Node<'a>> {
        let mut found = Vec::new();
        self.0.iter().for_each(|s| s.find(tree.root(), &mut found));
        in_order(&mut found);
        found
    }

    /// Whether any of them matches a node of the page.
    pub(crate) fn anywhere(&self, tree: &Tree<'_>) -> bool {
        !self.first(tree.root()).is_empty()
    }
}

fn in_order(nodes: &mut Vec<Node<'_>>) {
    nodes.sort_unstable_by_key(|n| n.index());
    nodes.dedup();
}

impl Selector {
    fn compile(css: &str) -> Result<Self, String> {
        let parsed = Css::parse(css).map_err(|e| format!("`{css}` is no CSS selector: {e}"))?;
        let read = |css| Simple::read(css).map_or_else(|| Alternative::Css(needs(css)), Alternative::Simple);
        Ok(Self { css: parsed, alternatives: alternatives(css).map(read).collect() })
    }

    /// Adds the nodes in `within`, itself included, that it matches, in order.
    fn find<'a>(&self, within: Node<'a>, found: &mut Vec<Node<'a>>) {
        let (tree, nodes) = (within.tree(), within.index()..within.end());
        for alternative in &self.alternatives {
            match alternative {
                Alternative::Simple(simple) if simple.may_be_in(tree) => {
                    found.extend(tree.marked(nodes.clone(), simple.bits()).filter(|n| simple.matches(*n)));
                }
                Alternative::Css(needs) if needs.iter().all(|m| tree.has(*m)) => {
                    let bits = needs.iter().fold(0, |bits, mark| bits | mark.bit());
                    let matches = |n: &Node<'_>| {
                        n.raw().and_then(ElementRef::wrap).is_some_and(|element| self.css.matches(&element))
                    };
                    found.extend(tree.marked(nodes.clone(), bits).filter(matches));
                }
                _ => {}
            }
        }
        if self.alternatives.len() > 1 {
            in_order(found);
        }
    }
}

/// The alternatives of a selector list: what its outermost commas part.
pub(super) fn alternatives(css: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(css);
    std::iter::from_fn(move || {
        let list = rest?;
        let comma = outer(list).find(|(_, c)| *c == ',').map(|(at, _)| at);
        rest = comma.map(|at| &list[at + 1..]);
        Some(list[..comma.unwrap_or(list.len())].trim())
    })
}

/// The marks of an element that an alternative matches, as far as it names them plainly: its last compound's tag,
/// classes, id and attributes.
fn needs(alternative: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    // Escapes change where names end.
    if alternative.contains('\\') {
        return marks;
    }
    let combinator =
        outer(alternative).filter(|(_, c)| c.is_ascii_whitespace() || matches!(c, '>' | '+' | '~'));
    let from = combinator.last().map_or(0, |(at, _)| at + 1);
    let mut rest = &alternative[from..];
    while let Some(first) = rest.chars().next() {
        let skip = usize::from(matches!(first, '.' | '#' | '['));
        let Some(body) = rest.get(skip..) else { break };
        let end = body.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_'))).unwrap_or(body.len());
        let (name, after) = body.split_at(end);
        let lower = || LocalName::from(name.to_ascii_lowercase());
        match first {
            '.' => marks.push(Mark::class(name)),
            '#' => marks.push(Mark::id(name)),
            '[' => {
                if !name.is_empty() {
                    marks.push(Mark::attribute(&lower()));
                }
                rest = &rest[bracket_end(rest)..];
                continue;
            }
            c if c.is_alphabetic() => marks.push(Mark::tag(&lower())),
            // What follows, `:is(…)` or `*`, names nothing plainly.
            _ => break,
        }
        rest = after;
    }
    marks
}

/// One past the bracket that closes the one `css` begins with; a value in quotes may hold anything.
fn bracket_end(css: &str) -> usize {
    let mut quote = None;
    for (at, c) in css.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (None, ']') => return at + 1,
            (Some(q), c) if q == c => quote = None,
            _ => {}
        }
    }
    css.len()
}

/// The characters of a selector that stand in no brackets or quotes.
fn outer(css: &str) -> impl Iterator<Item = (usize, char)> {
    let (mut depth, mut quote) = (0usize, None);
    css.char_indices().filter(move |(_, c)| {
        match (quote, c) {
            (Some(q), c) => {
                if q == *c {
                    quote = None;
                }
                return false;
            }
            (None, '"' | '\'') => quote = Some(*c),
            (None, '(' | '[') => depth += 1,
            (None, ')' | ']') => {
                depth = depth.saturating_sub(1);
                return false;
            }
            (None, _) => return depth == 0,
        }
        false
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::parse;
    use crate::options::Options;

    #[test]
    fn marks_that_an_alternative_needs() {
        let (class, id) = (Mark::class, Mark::id);
        let tag = |n: &str| Mark::tag(&n.into());
        let attribute = |n: &str| Mark::attribute(&n.into());
        for (css, expected) in [
            (".post", vec![class("post")]),
            (".a > .b  .post-body.x", vec![class("post-body"), class("x")]),
            ("#Blog1", vec![id("Blog1")]),
            ("LINK[rel='a > .b'][href*='x']", vec![tag("link"), attribute("rel"), attribute("href")]),
            ("h1.title:not(.a .b)", vec![tag("h1"), class("title")]),
            (":is(.a, .b):not(.c *)", vec![]),
            ("*", vec![]),
            (".a\\:b", vec![]),
            ("[itemprop~=headline]", vec![attribute("itemprop")]),
            ("p+a~b", vec![tag("b")]),
        ] {
            assert_eq!(needs(css), expected, "{css}");
        }
        assert_eq!(
            alternatives("a, b[x=','], :is(c, d)").collect::<Vec<_>>(),
            ["a", "b[x=',']", ":is(c, d)"]
        );
    }

    #[test]
    fn marks_change_no_answer() {
        let page = "<body class='home Page'><div id=Main class='post  hentry'><a href=/x rel=tag>x</a><p title='a, b'>y</p>\
                    </div><article data-post-id=1><h1 class=post-title>z</h1></article>";
        let tree = parse(page, false, &Options::new()).unwrap();
        for css in [
            ".post",
            ".Post",
            "#Main",
            "#main",
            "div.hentry a[rel=tag]",
            "a[href^='/']",
            ":is(h1, h2)",
            "p[title='a, b']",
            "article > h1",
            "article h1.post-title, .none",
            "[data-post-id]",
            "body.Page .hentry > *",
            ":not(p)",
            "H1",
            "h1:first-child",
            ".none, #none",
            "div ~ article",
            "#Main a",
            "div .post p",
            "body .Page p",
            "body.home p:not(#main *)",
            ":is(.post, .none) :is(a, p)",
            ":is(.none, article) > *",
            ":not(.post *, html, head, body)",
            "article, p.x, *.post-title",
            "div P",
        ] {
            let plain = Css::parse(css).unwrap();
            let ours = Selectors::compile(&[css.to_owned()]).unwrap();
            let expected: Vec<usize> = tree
                .iter()
                .filter(|n| n.raw().and_then(ElementRef::wrap).is_some_and(|e| plain.matches(&e)))
                .map(Node::index)
                .collect();
            let found: Vec<usize> = ours.first(tree.root()).into_iter().map(Node::index).collect();
            assert_eq!(found, expected, "{css}");
            assert_eq!(ours.all(&tree).len(), expected.len(), "{css}");
            assert_eq!(ours.anywhere(&tree), !expected.is_empty(), "{css}");
        }
        assert!(Selectors::compile(&["p[".to_owned()]).unwrap_err().contains("`p[` is no CSS selector"));
    }
}
