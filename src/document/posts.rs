use url::Url;

use super::PageKind;
use super::address;
use super::platform::Rule;
use crate::html::{Node, Tree};

/// Where one post of a page stands.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    /// The element with everything that belongs to the post.
    pub(super) region: Node<'a>,
    /// The element that holds its text; a list may show no more of a post than its title.
    pub(super) body: Option<Node<'a>>,
}

/// The posts that the platform's rule points at, outermost elements only. On a page that shows one post (`item`) each
/// has a text; on others some may be no more than a linked title.
pub(super) fn by_rule<'a>(tree: &'a Tree, rule: &Rule, item: bool) -> Vec<Place<'a>> {
    if rule.body.is_empty() {
        return Vec::new();
    }
    let regions =
        if rule.post.is_empty() { vec![tree.root()] } else { outermost(rule.post.first(tree.root())) };
    let titles = !item && regions.len() > 1;
    regions
        .into_iter()
        .filter_map(|region| {
            let body = rule.body.first(region).into_iter().max_by_key(|n| n.end() - n.index());
            let shown = body.is_some() || (titles && linked_heading(region).is_some());
            shown.then_some(Place { region, body })
        })
        .collect()
}

pub(super) fn outermost(nodes: Vec<Node<'_>>) -> Vec<Node<'_>> {
    let mut end = 0;
    nodes
        .into_iter()
        .filter(|n| {
            let outer = n.index() >= end;
            if outer {
                end = n.end();
            }
            outer
        })
        .collect()
}

/// The link of a post's heading: a heading that is or holds a link, or stands inside one.
pub(super) fn linked_heading<'a>(post: Node<'a>) -> Option<&'a str> {
    let heading = post
        .descendants()
        .find(|n| n.name().and_then(super::visible::heading_level).is_some_and(|l| l <= 4))?;
    let inside = heading.descendants().find_map(|n| n.attr("href").filter(|_| n.is("a")));
    inside.or_else(|| {
        heading
            .ancestors()
            .take_while(|a| a.index() >= post.index())
            .find_map(|n| n.attr("href").filter(|_| n.is("a")))
    })
}

/// Whether several posts make a list, or the page is about its first post and shows others beside it.
/// `item` says that the page shows one post.
pub(super) fn kind(places: &[Place<'_>], item: bool, address: Option<&Url>) -> PageKind {
    match places {
        [] => PageKind::None,
        [_] => PageKind::Single,
        [first, ..] => {
            // A list need not link the headings of the posts that it shows whole.
            let list = address.is_none_or(address::lists_posts);
            if item || (linked_heading(first.region).is_none() && !list) {
                PageKind::Single
            } else {
                PageKind::List
            }
        }
    }
}

/// Whether the page's address or its body class says that it lists posts.
pub(super) fn is_list_page(tree: &Tree, address: Option<&Url>) -> bool {
    address.is_some_and(address::lists_posts)
        || tree.iter().find(|n| n.is("body")).is_some_and(|b| b.classes().any(|c| LIST_CLASSES.contains(&c)))
}

/// Whether the page's address, its body class or its metadata says that it shows one post.
pub(super) fn is_item_page(tree: &Tree, address: Option<&Url>) -> bool {
    // Themes that copy an article's metadata to every page do so on lists too: the address knows better.
    if is_list_page(tree, address) {
        return false;
    }
    for node in tree.iter() {
        match node.name() {
            Some("meta")
                if node.attr("property") == Some("og:type")
                    && node.attr("content").is_some_and(|c| c.trim().eq_ignore_ascii_case("article")) =>
            {
                return true;
            }
            Some("script")
                if node
                    .attr("type")
                    .is_some_and(|t| t.trim().eq_ignore_ascii_case("application/ld+json")) =>
            {
                let json: String = node.descendants().filter_map(Node::text).collect();
                if ARTICLE_TYPES.iter().any(|t| json.contains(t)) {
                    return true;
                }
            }
            Some("body") => {
                let item =
                    ["item", "item-view", "single", "single-post", "static_page", "page-view", "wp-singular"];
                if node.classes().any(|c| item.contains(&c))
                    && !node.classes().any(|c| c == "home" || c == "blog")
                {
                    return true;
                }
            }
            _ => {}
        }
    }
    address.is_some_and(address::shows_one_post)
}

/// Whether the page is one of a blog's standing pages ("Kontak", "Tentang kami"), which need not hold an article.
pub(super) fn is_static_page(tree: &Tree, address: Option<&Url>) -> bool {
    address.is_some_and(address::is_standing_page)
        || tree
            .iter()
            .find(|n| n.is("body"))
            .is_some_and(|b| b.classes().any(|c| STATIC_CLASSES.contains(&c)))
}

/// Classes that Blogger and WordPress give to the body of a standing page.
const STATIC_CLASSES: &[&str] = &["static_page", "page-view", "page"];

/// Classes that WordPress and Blogger give to the body of a page that lists posts.
const LIST_CLASSES: &[&str] = &[
    "archive",
    "category",
    "search",
    "search-results",
    "home",
    "blog",
    "paged",
    "index",
    "feed-view",
    "archive-view",
];

/// JSON-LD types of a page about one article, as they stand in the markup.
const ARTICLE_TYPES: &[&str] =
    &["NewsArticle\"", "\"Article\"", "\"BlogPosting\"", "ReportageNewsArticle", "AnalysisNewsArticle"];
