//! Which blocks of a page with one article are the article's: rules and a learned scorer together.

use super::Reader;
use super::blocks::RawBlock;
use super::boilerplate::{self, Verdict};
use super::features::{self, Judged};
use super::{measure, scorer};
use crate::html::Node;

/// Blocks of a page that are scored, many times what pages have: of more only those that the rules keep are read.
const MOST_SCORED: usize = 20_000;

impl<'t> Reader<'t, '_> {
    /// Whether a node is surely not of the article, so that its text need not be weighed: what nobody sees, comments and
    /// advertisements anywhere, whatever its name drops outside the body.
    pub(super) fn unseen(&self, node: Node<'t>, body: Node<'t>) -> bool {
        if !self.measure.dropped(node) {
            return (self.drop)(node);
        }
        let is_block = |n: Node<'_>| n.name().is_some_and(measure::is_block);
        // A button or a label inside a line; what holds blocks is weighed block by block.
        let inline = || {
            !is_block(node)
                && !node.parent().is_some_and(|p| self.measure.dropped(p))
                && !node.descendants().any(is_block)
        };
        let inside = (body.index()..body.end()).contains(&node.index());
        !inside || self.measure.never(node) || (self.drop)(node) || inline()
    }

    /// Which of the page's blocks are the article's; `within` tells by the number of a node whether it stands in the body
    /// and is not dropped. Where a site's rule names the body, nothing outside it is taken.
    pub(super) fn choose(
        &self,
        blocks: &mut [RawBlock<'t>],
        body: Node<'t>,
        within: &dyn Fn(usize) -> bool,
        titles: &[String],
        ruled: bool,
    ) -> Vec<bool> {
        let verdicts = self.by_rules(blocks, body, within, titles);
        let kept: Vec<bool> = verdicts.iter().map(|v| *v == Verdict::Kept).collect();
        if blocks.len() > MOST_SCORED || !kept.contains(&true) {
            return kept;
        }
        let rows = self.rows(blocks, body, &verdicts);
        let likely = |((row, verdict), block): ((&features::Row, &Verdict), &RawBlock<'t>)| {
            let outside = *verdict == Verdict::Outside;
            let barred = outside
                && (ruled || block.text.len() > measure::LONGEST_TEXT || is_of_another(block.node, body));
            if barred { 0.0 } else { scorer::likely(row, *verdict) }
        };
        let likely: Vec<f32> = rows.iter().zip(&verdicts).zip(blocks.iter()).map(likely).collect();
        let chars: Vec<f32> = rows.iter().map(|row| row[features::CHARS]).collect();
        let mut chosen = scorer::choose(&chars, &likely);
        // What the rules keep, between two blocks that are the article's or next in the list of one.
        for i in 1..blocks.len() {
            let next_in_list =
                || list_of(blocks[i].node).is_some_and(|l| list_of(blocks[i - 1].node) == Some(l));
            let between = || chosen.get(i + 1) == Some(&true);
            chosen[i] |= kept[i] && chosen[i - 1] && (between() || next_in_list());
        }
        for i in boilerplate::headings_at_the_end(blocks.iter().map(|b| b.kind), |i| chosen[i]) {
            chosen[i] = false;
        }
        chosen
    }

    fn rows(&self, blocks: &[RawBlock<'t>], body: Node<'t>, verdicts: &[Verdict]) -> Vec<features::Row> {
        features::rows(&Judged { tree: self.tree, measure: self.measure, body, blocks, verdicts })
    }

    /// What the rules say of each block of the page.
    fn by_rules(
        &self,
        blocks: &mut [RawBlock<'t>],
        body: Node<'t>,
        within: &dyn Fn(usize) -> bool,
        titles: &[String],
    ) -> Vec<Verdict> {
        let inside = |b: &RawBlock<'t>| within(b.node.index());
        let mut judged: Vec<&mut RawBlock<'t>> = blocks.iter_mut().filter(|b| inside(b)).collect();
        let mut judged = boilerplate::judge(&mut judged, body, titles, self.measure).into_iter();
        let mut verdict = |b| if inside(b) { judged.next() } else { None };
        blocks.iter().map(|b| verdict(b).unwrap_or(Verdict::Outside)).collect()
    }
}

/// The list whose item a node stands in.
fn list_of(node: Node<'_>) -> Option<Node<'_>> {
    node.ancestors().find(|n| n.is("li")).and_then(|item| item.parent())
}

/// Whether a node stands in an `article` element of its own, beside the body's.
fn is_of_another(node: Node<'_>, body: Node<'_>) -> bool {
    let article = |n: Node<'_>| n.is("article");
    let holds_body = |n: &Node<'_>| n.index() <= body.index() && body.end() <= n.end();
    let around = node.ancestors().find(|n| article(*n)).filter(|n| !holds_body(n));
    around.is_some_and(|own| own.end() <= body.index() || body.end() <= own.index())
        && (article(body) || body.ancestors().any(article))
}

/// The blocks of a page, for training: the text, whether the rules keep it, and its features. None where the page has no
/// single article, or an exact rule.
#[cfg(warta_bench)]
pub(crate) fn scored(tree: &crate::html::Tree<'_>, url: Option<&url::Url>) -> Vec<(String, bool, Vec<f32>)> {
    use super::PageKind;
    use super::blocks::{self, Captions};
    use super::platform::Rule;

    super::reading(tree, url, &[], |reader| {
        let (kind, places, _) = reader.places();
        let body = places.first().and_then(|place| place.body);
        let Some(body) = body.filter(|_| kind == PageKind::Single) else { return Vec::new() };
        if reader.rule.is_some_and(Rule::is_exact) {
            return Vec::new();
        }
        let (mut blocks, _) =
            blocks::read(tree, tree.root(), body, Captions::Apart, &|n| reader.unseen(n, body));
        let within = |n| (body.index()..body.end()).contains(&n) && !reader.measure.dropped(tree.node(n));
        let verdicts = reader.by_rules(&mut blocks, body, &within, &reader.titles);
        let rows = reader.rows(&blocks, body, &verdicts);
        let rows = verdicts.iter().zip(rows).map(|(v, row)| (*v == Verdict::Kept, row.to_vec()));
        blocks.into_iter().zip(rows).map(|(b, (kept, row))| (b.text, kept, row)).collect()
    })
}
