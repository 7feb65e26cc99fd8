use super::class_words::{self, Role};
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
    Some(descend(root, measure))
}

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
        let needed = if class_words::role(child) == Some(Role::Body) { 0.6 } else { 0.85 };
        if share >= needed {
            if child.is("p") {
                return node;
            }
            node = child;
            continue;
        }
        // Text named as such may hide one level further down, beside teasers of other articles.
        match named_below(node, measure, mass) {
            Some(named) => node = named,
            None => return node,
        }
    }
}

/// An element below, named as the text, with more than half of it.
fn named_below<'a>(node: Node<'a>, measure: &Measure, mass: u32) -> Option<Node<'a>> {
    node.descendants()
        .filter(|n| n.name().is_some() && measure.of(*n) * 2 > mass && measure.of(*n) > 400)
        .find(|n| class_words::role(*n) == Some(Role::Body) && !measure.dropped(*n))
}
