use std::collections::BTreeMap;

use super::measure::Measure;
use super::posts::{Place, linked_heading, outermost};
use super::visible::heading_level;
use crate::html::{Node, Tree};

/// Posts of a list page, told by their markup alone: three or more elements of the same kind, each with a linked
/// heading of its own, none of them with most of the page's running text. `front` says that the page is one that
/// usually lists posts.
pub(super) fn posts<'a>(tree: &'a Tree, measure: &Measure, front: bool) -> Vec<Place<'a>> {
    let mut posts = outermost(named(tree, measure));
    // Articles have linked headings side by side as well: plants one can buy, hotels, fairs.
    if front && !is_list(&posts, tree, measure, front) {
        posts = alike(tree, measure);
    }
    if !is_list(&posts, tree, measure, front) {
        return Vec::new();
    }
    posts.into_iter().map(|region| Place { region, body: Some(region) }).collect()
}

/// Elements whose name or class says that they are posts.
fn named<'a>(tree: &'a Tree, measure: &Measure) -> Vec<Node<'a>> {
    let is_post = |n: Node<'_>| {
        n.is("article") || n.has_class("hentry") || n.has_class("post") || n.has_class("blog-post")
    };
    tree.iter().filter(|n| is_post(*n) && !measure.foreign(*n) && linked_heading(*n).is_some()).collect()
}

/// Of the elements around linked headings, the largest around each one alone, those of one name and class that hold
/// the most text together.
fn alike<'a>(tree: &'a Tree, measure: &Measure) -> Vec<Node<'a>> {
    let headings: Vec<Node<'a>> = tree
        .iter()
        .filter(|n| n.name().and_then(heading_level).is_some_and(|l| l <= 4))
        .filter(|n| !measure.foreign(*n) && is_linked(*n))
        .collect();
    let mut kinds: BTreeMap<(&str, &str), Vec<Node<'a>>> = BTreeMap::new();
    for (i, heading) in headings.iter().enumerate() {
        let before = i.checked_sub(1).map_or(0, |i| headings[i].index());
        let after = headings.get(i + 1).map_or(usize::MAX, |n| n.index());
        let alone = |n: &Node<'_>| {
            (i == 0 || n.index() > before) && n.end() <= after && !matches!(n.name(), Some("body" | "main"))
        };
        let around = heading.ancestors().take_while(alone).last();
        if let Some(post) = around.filter(|p| measure.of(*p) > 0) {
            let class = post.classes().next().unwrap_or("");
            kinds.entry((post.name().unwrap_or(""), class)).or_default().push(post);
        }
    }
    let together = |posts: &[Node<'_>]| posts.iter().map(|p| measure.of(*p)).sum::<u32>();
    kinds.into_values().max_by_key(|posts| together(posts)).unwrap_or_default()
}

fn is_linked(heading: Node<'_>) -> bool {
    heading.descendants().any(|n| n.is("a") && n.attr("href").is_some())
        || heading.ancestors().take(3).any(|n| n.is("a") && n.attr("href").is_some())
}

/// Headlines beside an article hold little of the page's text; a list holds nearly all there is.
fn is_list(posts: &[Node<'_>], tree: &Tree, measure: &Measure, front: bool) -> bool {
    let total = measure.of(tree.root());
    let masses = || posts.iter().map(|p| measure.of(*p));
    let (largest, together) = (masses().max().unwrap_or(0), masses().sum::<u32>());
    let least = if front { 3 } else { 6 };
    posts.len() >= 3 && largest * 10 <= total * 6 && together * 10 >= total * least
}
