use super::class_words::Role;
use super::measure::Measure;
use crate::html::{Node, Tree};

/// The smallest element that holds the page's running text: from the root down, for as long as one child holds nearly
/// all of it, or is named as the text and holds most.
///
/// The idea of following the mass of text is that of boilerplate removal since Finn et al., "Fact or fiction"
/// (2001), applied to the tree instead of the token sequence.
pub(super) fn main_text<'a>(tree: &'a Tree, measure: &Measure) -> Option<Node<'a>> {
    let root = tree.root();
    if measure.of(root) == 0 {
        return None;
    }
    let found = descend(root, measure);
    Some(first_article(found, measure).unwrap_or(found))
}

/// Of several whole articles under one another the first: sites that scroll without end append the next ones.
fn first_article<'a>(around: Node<'a>, measure: &Measure) -> Option<Node<'a>> {
    let mut articles: Vec<Node<'a>> = Vec::new();
    let mut end = 0;
    for n in around.descendants().filter(|n| n.is("article")) {
        if n.index() >= end
            && !measure.dropped(n)
            && measure.of(n) >= LONG
            && n.descendants().any(|d| d.is("h1"))
        {
            end = n.end();
            articles.push(n);
        }
    }
    let first = *articles.first()?;
    (articles.len() >= 2).then(|| descend(first, measure))
}

/// Running text of an article, as opposed to a teaser.
const LONG: u32 = 400;

fn descend<'a>(from: Node<'a>, measure: &Measure) -> Node<'a> {
    let mut node = from;
    loop {
        let mass = measure.of(node);
        let best = node
            .children()
            .filter(|c| c.name().is_some() && !measure.dropped(*c))
            .max_by_key(|c| measure.of(*c));
        let Some(child) = best else { return node };
        let share = measure.of(child) as f32 / mass.max(1) as f32;
        if matches!(child.name(), Some("p" | "pre" | "li" | "blockquote" | "td" | "ul" | "ol"))
            && share < 0.999
        {
            return node;
        }
        if share >= 0.85 {
            if child.is("p") {
                return node;
            }
            node = child;
            continue;
        }
        // Text named as such may hide further down, beside teasers of other articles.
        match named_below(node, measure, mass) {
            Some(named) => node = named,
            None => return node,
        }
    }
}

/// The element below that holds all the pieces named as the text, where these have more than half of it.
///
/// One article's body may be cut into several such pieces, with advertisements between them.
fn named_below<'a>(node: Node<'a>, measure: &Measure, mass: u32) -> Option<Node<'a>> {
    let mut pieces: Vec<Node<'a>> = Vec::new();
    let mut end = 0;
    for n in node.descendants() {
        let named = n.index() >= end
            && n.name().is_some()
            && measure.of(n) > 0
            && !measure.dropped(n)
            && measure.role(n) == Some(Role::Body);
        if named {
            end = n.end();
            pieces.push(n);
        }
    }
    let together: u32 = pieces.iter().map(|p| measure.of(*p)).sum();
    let (first, last) = (*pieces.first()?, *pieces.last()?);
    if together * 2 <= mass || together < 400 {
        return None;
    }
    let around = std::iter::once(first).chain(first.ancestors()).find(|a| a.end() >= last.end())?;
    (around.index() > node.index()).then_some(around)
}
