use std::collections::HashSet;

use url::Url;

use super::measure::Measure;
use super::visible::heading_level;
use crate::html::{Node, Tree};

/// A card's text is a teaser: no longer than this many characters.
const LONGEST_TEASER: u32 = 700;

/// Elements of an article's page that show other articles: three or more side by side, each with one heading that
/// links to another page of the site, and no more text than a teaser.
pub(super) fn cards(tree: &Tree, measure: &Measure, address: Option<&Url>) -> HashSet<usize> {
    // For each parent of such elements: the elements.
    let mut rows: std::collections::BTreeMap<usize, Vec<Node<'_>>> = std::collections::BTreeMap::new();
    for heading in tree.iter().filter(|n| n.name().and_then(heading_level).is_some_and(|l| l >= 2)) {
        if !link_of(heading).is_some_and(|url| leads_elsewhere(url, address)) {
            continue;
        }
        let mut card = heading;
        for parent in heading.ancestors().take(7) {
            if measure.of(card) > LONGEST_TEASER || matches!(card.name(), Some("body" | "main")) {
                break;
            }
            let row = rows.entry(parent.index()).or_default();
            if row.last() != Some(&card) {
                row.push(card);
            }
            card = parent;
        }
    }
    rows.into_values()
        .filter(|row| row.len() >= 3 && row.iter().all(|c| c.name() == row[0].name()))
        .flatten()
        .filter(|c| c.name().and_then(heading_level).is_none())
        .map(Node::index)
        .collect()
}

/// The address that a heading links to: a link that holds it, or is all there is in it.
fn link_of<'a>(heading: Node<'a>) -> Option<&'a str> {
    let around = heading.ancestors().take(3).find(|a| a.is("a")).and_then(|a| a.attr("href"));
    around.or_else(|| heading.descendants().find(|n| n.is("a")).and_then(|a| a.attr("href")))
}

/// Whether the address is another page of the same site.
fn leads_elsewhere(url: &str, address: Option<&Url>) -> bool {
    if url.starts_with('#') || url.starts_with("javascript:") || url.starts_with("mailto:") {
        return false;
    }
    let Some(address) = address else { return !url.starts_with("http") };
    let site = |u: &Url| u.host_str().map(|h| h.trim_start_matches("www.").to_owned());
    address.join(url).is_ok_and(|u| site(&u) == site(address) && u.path() != address.path())
}
