//! What is known of each block of a page, as numbers for [`super::scorer`].

use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

use super::blocks::RawBlock;
use super::boilerplate::Verdict;
use super::measure::{self, Measure, is_block};
use crate::html::{Node, Tree};
use crate::text::Map;
use crate::value::BlockKind;

/// The features in the order of a row. The table of trees begins with them, so that neither can change alone.
pub(super) const NAMES: [&str; COUNT] = [
    // The block itself.
    "kind",
    "tag",
    "chars",
    "words",
    "link density",
    "stops per char",
    "ends with a stop",
    "capitals per char",
    "image before, set apart",
    "doubles before",
    // What the rules say of it and the blocks around it.
    "verdict",
    "blocks since the last kept",
    "blocks until the next kept",
    "kept of the nine around",
    "share of kept text before",
    "kept blocks before",
    "kept blocks after",
    "inside the body",
    "levels from the body up to what holds both",
    "blocks since the first paragraph kept",
    "standing",
    // Blocks of the same look.
    "alike",
    "mean length of those alike",
    "share of the others alike that are kept",
    // The block element and the four elements around it.
    "running text 0",
    "running text 1",
    "running text 2",
    "running text 3",
    "running text 4",
    "link density 0",
    "link density 1",
    "link density 2",
    "link density 3",
    "link density 4",
    "log chars 0",
    "log chars 1",
    "log chars 2",
    "log chars 3",
    "log chars 4",
    // Where it stands.
    "blocks of the page",
    "number",
    "relative number",
    "blocks since the headline",
    "depth below what holds it and the body",
    "depth",
    "chars of the nine around",
    "link density of the nine around",
];
/// Features of a block.
pub(super) const COUNT: usize = 47;

/// Where a row has the block's length.
pub(super) const CHARS: usize = 2;

/// The features of one block.
pub(super) type Row = [f32; COUNT];

/// The farthest that a distance in blocks is told.
const FAR: f32 = 60.0;
/// Blocks on each side that count as being around one.
const AROUND: usize = 4;
/// The block element and the elements around it that are looked at.
const LEVELS: usize = 5;
/// Elements whose names and classes make the look of a block.
const LOOK: usize = 3;

/// Block elements in the order in which they are told.
const TAGS: [&str; 22] = [
    "p",
    "div",
    "li",
    "td",
    "h1",
    "h2",
    "h3",
    "h4",
    "blockquote",
    "pre",
    "section",
    "article",
    "dd",
    "dt",
    "th",
    "figcaption",
    "form",
    "aside",
    "header",
    "footer",
    "main",
    "body",
];

/// A page's blocks with what the rules say of them.
pub(super) struct Judged<'p, 'a> {
    pub(super) tree: &'a Tree<'a>,
    pub(super) measure: &'p Measure,
    /// The element that holds the text by the rules.
    pub(super) body: Node<'a>,
    /// All blocks of the page.
    pub(super) blocks: &'p [RawBlock<'a>],
    /// What the rules say of each.
    pub(super) verdicts: &'p [Verdict],
}

/// One row for each block.
pub(super) fn rows(page: &Judged<'_, '_>) -> Vec<Row> {
    let Judged { tree, measure, body, blocks, verdicts } = *page;
    let kept: Vec<bool> = verdicts.iter().map(|v| *v == Verdict::Kept).collect();
    let kept = kept.as_slice();
    let (chars, linked) = measure.masses();
    let own: Vec<Own<'_>> = blocks.iter().map(|b| Own::of(b, tree)).collect();
    let looks = looks(&own, kept);
    let kept_before = before(kept.iter().map(|k| usize::from(*k)));
    let read = before(blocks.iter().zip(kept).map(|(b, k)| if *k { b.text.len() } else { 0 }));
    let chars_before = before(own.iter().map(|o| o.chars as usize));
    let links_before = before(own.iter().map(|o| o.linked as usize));
    let (since, until) = (distances(kept.iter()), distances(kept.iter().rev()));
    let doubles = doubles(blocks);
    let headline = headline(tree, measure, blocks);
    let first = blocks.iter().zip(kept).position(|(b, k)| *k && super::boilerplate::is_prose(b)).unwrap_or(0);
    let body_depth = body.ancestors().count();
    let total = measure.of(tree.root()).max(1) as f32;
    let count = blocks.len();

    let mut rows = Vec::with_capacity(count);
    for (i, (block, own)) in blocks.iter().zip(&own).enumerate() {
        let look = looks[&own.look];
        let others = look.count - 1.0;
        let others_kept = if others > 0.0 { (look.kept - flag(kept[i])) / others } else { 0.0 };
        let around = std::iter::successors(Some(own.element), |n| n.parent())
            .find(|n| n.index() <= body.index() && body.end() <= n.end())
            .unwrap_or_else(|| tree.root());
        let around_depth = around.ancestors().count();
        let inside = body.index() <= block.node.index() && block.node.index() < body.end();
        let [mut mass, mut density, mut size] = [[0.0; LEVELS]; 3];
        let mut element = own.element;
        for ((mass, density), size) in mass.iter_mut().zip(&mut density).zip(&mut size) {
            let held = (chars[element.end()] - chars[element.index()]) as f32;
            let held_linked = (linked[element.end()] - linked[element.index()]) as f32;
            *mass = measure.of(element) as f32 / total;
            *density = held_linked / held.max(1.0);
            *size = (1.0 + held).ln();
            element = element.parent().unwrap_or(element);
        }
        let (from, to) = (i.saturating_sub(AROUND), (i + AROUND + 1).min(count));
        let window = (chars_before[to] - chars_before[from]) as f32;
        let window_linked = (links_before[to] - links_before[from]) as f32;
        rows.push([
            own.kind,
            own.tag,
            own.chars,
            own.words,
            own.linked / own.chars.max(1.0),
            own.stops / own.chars.max(1.0),
            flag(own.ends),
            own.capitals / own.chars.max(1.0),
            flag(block.after_image.is_some()) + 2.0 * flag(block.set_apart),
            doubles[i],
            f32::from(verdicts[i] as u8),
            since[i],
            until[count - 1 - i],
            (kept_before[to] - kept_before[from]) as f32,
            read[i] as f32 / read[count].max(1) as f32,
            kept_before[i] as f32,
            (kept_before[count] - kept_before[i]) as f32,
            flag(inside),
            if inside { 0.0 } else { body_depth as f32 - around_depth as f32 },
            (i as f32 - first as f32).clamp(-100.0, 300.0),
            flag(measure.dropped(block.node)) + flag(measure.foreign(block.node)),
            look.count,
            look.chars / look.count,
            others_kept,
            mass[0],
            mass[1],
            mass[2],
            mass[3],
            mass[4],
            density[0],
            density[1],
            density[2],
            density[3],
            density[4],
            size[0],
            size[1],
            size[2],
            size[3],
            size[4],
            count as f32,
            i as f32,
            i as f32 / count as f32,
            headline.map_or(-FAR, |h| (i as f32 - h as f32).clamp(-FAR, 300.0)),
            own.depth - around_depth as f32,
            own.depth,
            window,
            window_linked / window.max(1.0),
        ]);
    }
    rows
}

fn flag(is: bool) -> f32 {
    f32::from(u8::from(is))
}

/// What a block says of itself.
struct Own<'a> {
    /// The nearest block element.
    element: Node<'a>,
    /// A hash of the names and classes of the block element and those around it.
    look: u64,
    kind: f32,
    tag: f32,
    depth: f32,
    /// Weighted characters, so that scripts without spaces compare.
    chars: f32,
    linked: f32,
    stops: f32,
    words: f32,
    capitals: f32,
    ends: bool,
}

impl<'a> Own<'a> {
    fn of(block: &RawBlock<'a>, tree: &'a Tree<'a>) -> Self {
        let element = block.node.ancestors().find(|n| n.name().is_some_and(is_block));
        let element = element.unwrap_or_else(|| tree.root());
        let mut look = FxHasher::default();
        for node in std::iter::successors(Some(element), |n| n.parent()).take(LOOK) {
            (node.name(), node.classes().next()).hash(&mut look);
        }
        let text = block.text.as_str();
        let (chars, stops) = measure::weigh(text);
        let linked = block.links.iter().map(|(from, to, _)| measure::weigh(&text[*from..*to]).0).sum::<u32>();
        let spaces = text.bytes().filter(|b| matches!(b, b' ' | b'\n' | b'\t')).count();
        // Weighted characters of a script without spaces are three to one.
        let words = (spaces + 1).max(chars as usize / 12);
        Self {
            element,
            look: look.finish(),
            kind: match block.kind {
                BlockKind::Heading => 1.0,
                BlockKind::ListItem => 2.0,
                BlockKind::Quote => 3.0,
                BlockKind::Table => 4.0,
                BlockKind::Code => 5.0,
                _ => 0.0,
            },
            tag: TAGS.iter().position(|t| element.is(t)).unwrap_or(TAGS.len()) as f32,
            depth: element.ancestors().count() as f32,
            chars: chars as f32,
            linked: linked as f32,
            stops: stops as f32,
            words: words as f32,
            capitals: capitals(text) as f32,
            ends: text.ends_with(['.', '!', '?', '。', '！', '？', '।', '۔', '”', '"']),
        }
    }
}

fn capitals(text: &str) -> usize {
    if text.is_ascii() {
        return text.bytes().filter(u8::is_ascii_uppercase).count();
    }
    text.chars().filter(|c| c.is_uppercase()).count()
}

/// Blocks of one look.
#[derive(Clone, Copy, Default)]
struct Look {
    count: f32,
    chars: f32,
    kept: f32,
}

fn looks(own: &[Own<'_>], kept: &[bool]) -> Map<u64, Look> {
    let mut looks: Map<u64, Look> = Map::default();
    for (own, kept) in own.iter().zip(kept) {
        let look = looks.entry(own.look).or_default();
        look.count += 1.0;
        look.chars += own.chars;
        look.kept += flag(*kept);
    }
    looks
}

/// Sums of what stands before each block, and of all.
fn before(each: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut sum = 0;
    let sums = each.map(|n| {
        sum += n;
        sum
    });
    std::iter::once(0).chain(sums).collect()
}

/// How far each block is from the last that is kept.
fn distances<'k>(kept: impl Iterator<Item = &'k bool>) -> Vec<f32> {
    let mut distance = FAR;
    kept.map(|kept| {
        distance = if *kept { 0.0 } else { (distance + 1.0).min(FAR) };
        distance
    })
    .collect()
}

/// How often the text of each block stood on the page before: pages print parts twice, for large and small screens.
fn doubles(blocks: &[RawBlock<'_>]) -> Vec<f32> {
    let mut seen: Map<&str, u32> = Map::default();
    blocks
        .iter()
        .map(|block| {
            let times = seen.entry(&block.text).or_default();
            *times += 1;
            (*times - 1) as f32
        })
        .collect()
}

/// Number of the first block that begins in or behind the page's first `h1`.
fn headline(tree: &Tree<'_>, measure: &Measure, blocks: &[RawBlock<'_>]) -> Option<usize> {
    let headline = tree.iter().find(|n| n.is("h1") && !measure.dropped(*n))?.index();
    Some(blocks.partition_point(|b| b.node.index() <= headline))
}

#[cfg(test)]
mod tests {
    use super::super::blocks::{self, Captions};
    use super::*;
    use crate::options::Options;

    /// By name, so that a change of the order shows.
    #[test]
    fn features_stand_under_their_names() {
        let html = "<body><h1>Air</h1><div class=a><p>Air sungai naik, kata <a href=/x>petugas</a>.</p><p>Surut.</p></div>\
                    <div class=b><p>Surut.</p></div></body>";
        let tree = crate::html::parse(html, false, &Options::default()).unwrap();
        let measure = Measure::new(&tree, |_| std::collections::HashSet::new());
        let body = tree.iter().find(|n| n.has_class("a")).unwrap();
        let (blocks, _) = blocks::read(&tree, tree.root(), body, Captions::Apart, &|_| false);
        let verdicts = [Verdict::Title, Verdict::Kept, Verdict::Kept, Verdict::Outside];
        let rows =
            rows(&Judged { tree: &tree, measure: &measure, body, blocks: &blocks, verdicts: &verdicts });
        let of = |block: usize, name: &str| rows[block][NAMES.iter().position(|n| *n == name).unwrap()];
        assert_eq!((of(0, "kind"), of(1, "kind")), (1.0, 0.0));
        assert_eq!((of(0, "tag"), of(1, "tag")), (4.0, 0.0));
        assert_eq!(of(1, "chars"), "Air sungai naik, kata petugas.".len() as f32);
        assert_eq!(rows[1][CHARS], of(1, "chars"));
        assert_eq!(of(1, "words"), 5.0);
        assert_eq!(of(1, "link density"), 7.0 / 30.0);
        assert_eq!((of(1, "ends with a stop"), of(0, "ends with a stop")), (1.0, 0.0));
        assert_eq!((of(2, "doubles before"), of(3, "doubles before")), (0.0, 1.0));
        assert_eq!((of(0, "verdict"), of(1, "verdict")), (Verdict::Title as u8 as f32, 0.0));
        assert_eq!((of(3, "blocks since the last kept"), of(0, "blocks until the next kept")), (1.0, 1.0));
        assert_eq!((of(2, "inside the body"), of(3, "inside the body")), (1.0, 0.0));
        assert_eq!((of(2, "kept blocks before"), of(2, "kept blocks after")), (1.0, 1.0));
        assert_eq!(of(3, "levels from the body up to what holds both"), 1.0);
        assert_eq!((of(1, "alike"), of(3, "alike")), (2.0, 1.0));
        assert_eq!(of(1, "share of the others alike that are kept"), 1.0);
        assert_eq!((of(0, "blocks of the page"), of(3, "number")), (4.0, 3.0));
        assert_eq!((of(0, "blocks since the headline"), of(2, "blocks since the headline")), (0.0, 2.0));
    }
}
