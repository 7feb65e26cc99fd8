//! What elements show of themselves, as bits: a selector that asks for what an element or a page lacks is not asked.

use html5ever::LocalName;

/// The class, id, attribute or tag that a bit stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark(u64);

impl Mark {
    #[inline]
    pub(super) fn class(name: &str) -> Self {
        Self::of(name.as_bytes(), 1)
    }

    pub(super) fn id(name: &str) -> Self {
        Self::of(name.as_bytes(), 2)
    }

    pub(super) fn tag(name: &LocalName) -> Self {
        Self((name.get_hash() ^ 3).wrapping_mul(MIX))
    }

    pub(super) fn attribute(name: &LocalName) -> Self {
        Self((name.get_hash() ^ 4).wrapping_mul(MIX))
    }

    /// Its first and last letters, whatever their case, and its length, mixed: that parts nearly all names of a page.
    #[inline]
    fn of(name: &[u8], kind: u64) -> Self {
        let word = |bytes: &[u8]| {
            let mut word = [0; 8];
            word[..bytes.len()].copy_from_slice(bytes);
            u64::from_le_bytes(word) | 0x2020_2020_2020_2020
        };
        let first = word(&name[..name.len().min(8)]);
        let last = word(&name[name.len() - name.len().min(8)..]);
        let mixed = (first ^ (name.len() as u64) << 56 ^ kind).wrapping_mul(MIX);
        Self((mixed ^ last).rotate_left(23).wrapping_mul(MIX))
    }

    /// Its bit of an element's 64.
    pub(super) fn bit(self) -> u64 {
        1 << (self.0 >> 58)
    }
}

const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

/// The marks of a whole page.
pub(super) struct Marks(Box<[u64; 128]>);

impl Default for Marks {
    fn default() -> Self {
        Self(Box::new([0; 128]))
    }
}

impl Marks {
    pub(super) fn insert(&mut self, mark: Mark) {
        let (word, bit) = Self::place(mark);
        self.0[word] |= bit;
    }

    /// Whether the mark may be there; `false` is sure.
    pub(super) fn contains(&self, mark: Mark) -> bool {
        let (word, bit) = Self::place(mark);
        self.0[word] & bit != 0
    }

    fn place(mark: Mark) -> (usize, u64) {
        ((mark.0 >> 32) as usize % 128, 1 << (mark.0 >> 50 & 63))
    }
}
