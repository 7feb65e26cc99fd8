//! A learned guess at which blocks of a page are the article's: gradient-boosted trees over the features of
//! [`super::features`], trained by `tools/blocks` (see `data/blocks/README.md`).

use std::sync::LazyLock;

use super::boilerplate::Verdict;
use super::features::{COUNT, NAMES, Row};

/// The trees: the names of the features, each on a line, and an empty line; then for each tree its number of splits,
/// the splits and the leaves.
static TABLE: &[u8] = include_bytes!("../../data/blocks/trees.bin");

static TREES: LazyLock<Vec<Tree>> =
    LazyLock::new(|| read(TABLE).expect("the table is made for these features"));

/// One tree; its splits lie so that both sides come behind a split.
struct Tree {
    splits: Vec<Split>,
    leaves: Vec<f32>,
}

/// Asks whether a feature is at most `threshold`.
#[derive(Clone, Copy)]
struct Split {
    feature: u8,
    /// Where to go if it is, and if it is not: another split, or a leaf from [`LEAF`] on.
    to: [u8; 2],
    threshold: f32,
}

/// What is added to the number of a leaf.
const LEAF: u8 = 0x80;

fn read(table: &[u8]) -> Option<Vec<Tree>> {
    let mut rest = table;
    for name in NAMES {
        rest = rest.strip_prefix(name.as_bytes())?.strip_prefix(b"\n")?;
    }
    rest = rest.strip_prefix(b"\n")?;
    let mut trees = Vec::new();
    while let Some((count, after)) = rest.split_first() {
        let count = usize::from(*count);
        let (splits, after) = after.split_at_checked(count * 7)?;
        let (leaves, after) = after.split_at_checked((count + 1) * 4)?;
        let float = |b: &[u8]| b.try_into().map(f32::from_le_bytes).unwrap_or(0.0);
        trees.push(Tree {
            splits: splits
                .chunks_exact(7)
                .map(|s| Split { feature: s[0], to: [s[1], s[2]], threshold: float(&s[3..]) })
                .collect(),
            leaves: leaves.chunks_exact(4).map(float).collect(),
        });
        rest = after;
    }
    let sound = |tree: &Tree| {
        let last = |to: &u8| {
            usize::from(*to & !LEAF) < if *to & LEAF == 0 { tree.splits.len() } else { tree.leaves.len() }
        };
        let forward = |(i, s): (usize, &Split)| {
            usize::from(s.feature) < COUNT
                && s.to.iter().all(|to| last(to) && (to & LEAF != 0 || usize::from(*to) > i))
        };
        tree.splits.iter().enumerate().all(forward)
    };
    trees.iter().all(sound).then_some(trees)
}

/// How much the rules' verdict counts beside the trees.
const RULES: f32 = 0.15;

/// The least guess that counts: many unlikely blocks, or one that is very long, are no reason to take any of them.
const LEAST: f32 = 0.2;

/// Trees after which a block may be surely none of the article's, and the sum that says so: one in fifty.
const FIRST: usize = 30;
const SURELY_NOT: f32 = -3.9;

/// How likely it is that a block is the article's, from 0 to 1, by the trees and by the rules' verdict on it.
pub(super) fn likely(row: &Row, verdict: Verdict) -> f32 {
    // What the words say misleads less than where they stand.
    if matches!(verdict, Verdict::Title | Verdict::Machinery | Verdict::Pointer | Verdict::Links) {
        return 0.0;
    }
    let of = |trees: &[Tree]| trees.iter().map(|tree| tree.leaf(row)).sum::<f32>();
    let (first, others) = TREES.split_at(FIRST.min(TREES.len()));
    let mut sum = of(first);
    // Most of a page is menus, and the first trees see that.
    if sum > SURELY_NOT {
        sum += of(others);
    }
    let kept = if verdict == Verdict::Kept { RULES } else { 0.0 };
    let guess = (1.0 - RULES) / (1.0 + (-sum).exp()) + kept;
    if guess < LEAST { 0.0 } else { guess }
}

impl Tree {
    fn leaf(&self, row: &Row) -> f32 {
        let mut at = 0u8;
        while at & LEAF == 0 {
            let split = self.splits[usize::from(at)];
            at = split.to[usize::from(row[usize::from(split.feature)] > split.threshold)];
        }
        self.leaves[usize::from(at & !LEAF)]
    }
}

/// The blocks to take so that the expected F1 of the text's characters is best, given how likely each is the
/// article's: an unsure page still gives a text.
///
/// The likeliest blocks come first, and with each more the expected F1 is the expected characters found, twice, over
/// those taken and those expected in all (Ye et al., "Optimizing F-measure: a tale of two approaches", 2012).
pub(super) fn choose(chars: &[f32], likely: &[f32]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..chars.len()).collect();
    order.sort_by(|a, b| likely[*b].total_cmp(&likely[*a]).then(a.cmp(b)));
    let expected: f32 = chars.iter().zip(likely).map(|(c, p)| c * p).sum();
    let (mut found, mut taken, mut best, mut count) = (0.0, 0.0, 0.0, 0);
    for (n, i) in order.iter().enumerate() {
        found += chars[*i] * likely[*i];
        taken += chars[*i];
        let f1 = 2.0 * found / (taken + expected).max(f32::MIN_POSITIVE);
        if f1 > best {
            (best, count) = (f1, n + 1);
        }
    }
    let mut chosen = vec![false; chars.len()];
    for i in &order[..count] {
        chosen[*i] = true;
    }
    chosen
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_table_is_made_for_these_features() {
        assert_eq!(read(TABLE).unwrap().len(), 100);
        let other = [b"kindness\n", &TABLE[5..]].concat();
        assert!(read(&other).is_none());
        assert!(read(&TABLE[..TABLE.len() - 1]).is_none());
    }

    #[test]
    fn an_unsure_page_still_gives_a_text() {
        assert_eq!(choose(&[100.0, 100.0, 100.0], &[0.9, 0.05, 0.8]), [true, false, true]);
        assert_eq!(choose(&[100.0, 100.0], &[0.3, 0.0]), [true, false]);
        assert_eq!(choose(&[100.0], &[0.0]), [false]);
        assert_eq!(choose(&[], &[]), [false; 0]);
    }

    proptest! {
        #[test]
        fn what_is_chosen_is_likelier_than_what_is_not(
            blocks in prop::collection::vec((1.0f32..2000.0, 0.0f32..1.0), 1..40)
        ) {
            let (chars, likely): (Vec<f32>, Vec<f32>) = blocks.into_iter().unzip();
            let chosen = choose(&chars, &likely);
            let of = |taken: bool| likely.iter().zip(&chosen).filter(move |(_, c)| **c == taken).map(|(p, _)| *p);
            let least = of(true).fold(1.0, f32::min);
            prop_assert!(of(false).all(|p| p <= least));
        }

        #[test]
        fn a_guess_is_a_probability(row in prop::array::uniform32(-1e6f32..1e6), rest in prop::array::uniform15(-1e6f32..1e6)) {
            let row: Vec<f32> = row.into_iter().chain(rest).collect();
            let row: Row = row.try_into().unwrap();
            let guess = likely(&row, Verdict::Outside);
            prop_assert!((0.0..=1.0).contains(&guess));
            prop_assert!(likely(&row, Verdict::Kept) >= guess);
            prop_assert_eq!(likely(&row, Verdict::Pointer), 0.0);
        }
    }
}
