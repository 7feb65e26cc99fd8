use std::sync::LazyLock;

/// Letter sequences with their weight for each language; the form is told in `data/language/build.py`.
static DATA: &[u8] = include_bytes!("../../data/language/grams.bin");
static TABLE: LazyLock<Table> = LazyLock::new(|| Table::read(DATA).unwrap_or_default());

/// Weights are counted in sixteenths of a nat.
pub(super) const NAT: i32 = 16;

#[derive(Default)]
struct Table {
    tags: Vec<&'static str>,
    /// Open addressing by hash: what a sequence says stands next to it, so that a look costs one place in memory.
    slots: Vec<Slot>,
    postings: &'static [u8],
    /// The weights for all languages of those sequences that many languages have: added in one go.
    rows: Vec<u8>,
}

#[derive(Clone, Copy, Default)]
struct Slot {
    hash: u32,
    /// Where its postings begin, or its row; what kind it is, and the number of postings, in the last nine bits.
    at: u32,
}

/// Sums that are added up at once; rows are filled up to a multiple.
const LANE: usize = 16;
const FREE: u32 = 0;
const ROW: u32 = 1 << 8;
/// Languages from which on a sequence has a row.
const MANY: usize = 16;

impl Table {
    fn read(data: &'static [u8]) -> Option<Self> {
        let mut rest = data.strip_prefix(b"WLG1")?;
        let mut take = |n: usize| {
            let (head, tail) = rest.split_at_checked(n)?;
            rest = tail;
            Some(head)
        };
        let count = *take(1)?.first()?;
        let mut tags = Vec::with_capacity(usize::from(count));
        for _ in 0..count {
            let len = *take(1)?.first()?;
            tags.push(std::str::from_utf8(take(usize::from(len))?).ok()?);
        }
        let size = u32::from_le_bytes(take(4)?.try_into().ok()?) as usize;
        let hashes = take(size.checked_mul(4)?)?.as_chunks::<4>().0.iter().map(|b| u32::from_le_bytes(*b));
        let counts = take(size)?;
        let postings = take(counts.iter().map(|n| usize::from(*n) * 2).sum())?;
        // Half of the slots stay free; their number is a power of two.
        let mut slots = vec![Slot::default(); (size * 3 / 2).next_power_of_two()];
        let mut rows = Vec::new();
        let mut start = 0;
        for (hash, count) in hashes.zip(counts) {
            let own = &postings[start..start + usize::from(*count) * 2];
            let at = if usize::from(*count) < MANY {
                u32::try_from(start).ok()? << 9 | u32::from(*count)
            } else {
                let from = rows.len();
                rows.resize(from + tags.len().next_multiple_of(LANE), 0);
                for [language, weight] in own.as_chunks::<2>().0 {
                    *rows[from..].get_mut(usize::from(*language))? = *weight;
                }
                u32::try_from(from).ok()? << 9 | ROW
            };
            let mut place = hash as usize;
            while slots[place % slots.len()].at != FREE {
                place += 1;
            }
            let place = place % slots.len();
            slots[place] = Slot { hash, at };
            start += own.len();
        }
        Some(Self { tags, slots, postings, rows })
    }

    /// What is known of a sequence.
    fn find(&self, hash: u32) -> Option<u32> {
        let last = self.slots.len().wrapping_sub(1);
        let mut place = hash as usize & last;
        loop {
            let slot = self.slots.get(place)?;
            if slot.at == FREE {
                return None;
            }
            if slot.hash == hash {
                return Some(slot.at);
            }
            place = (place + 1) & last;
        }
    }
}

/// The tags of the languages, in the order of the scores.
pub(super) fn tags() -> &'static [&'static str] {
    &TABLE.tags
}

/// Adds a row of weights. A function of its own, in which the compiler knows that the two lie apart and adds many at once.
#[inline(never)]
fn add_row(sums: &mut [u16], row: &[u8]) {
    for (sum, weight) in sums.iter_mut().zip(row) {
        *sum = sum.wrapping_add(u16::from(*weight));
    }
}

/// What letter sequences say for each language.
pub(super) struct Letters {
    scores: Vec<i32>,
    /// Added up, but not yet to the scores; so many sequences fit.
    pending: Vec<u16>,
    room: usize,
    /// Letters of the shortest sequence that counts.
    shortest: usize,
}

/// Letters at which sequences begin that are looked up together.
const STARTS: usize = 12;
/// Weights of sequences that a sixteen-bit sum holds for sure.
const ROOM: usize = u16::MAX as usize / u8::MAX as usize;

impl Letters {
    /// All sequences: where there is little text, each tells something.
    pub(super) fn all() -> Self {
        let count = TABLE.tags.len();
        let sums = count.next_multiple_of(LANE);
        Self { scores: vec![0; count], pending: vec![0; sums], room: ROOM, shortest: 1 }
    }

    /// All but single letters, which tell nothing more in a text of some length.
    pub(super) fn most() -> Self {
        Self { shortest: 2, ..Self::all() }
    }

    /// The long ones, which tell most and cost least.
    pub(super) fn long() -> Self {
        Self { shortest: 3, ..Self::all() }
    }

    /// Adds the sequences of a word (white space at both ends).
    pub(super) fn weigh(&mut self, word: &[char]) {
        let table = &*TABLE;
        for from in (0..word.len()).step_by(STARTS) {
            // Looked up all at once: the places lie far apart in memory, and the waits overlap.
            let mut found = [FREE; 4 * STARTS];
            let mut count = 0;
            for start in from..word.len().min(from + STARTS) {
                let mut hash = 0x811c_9dc5u32;
                for (n, c) in word[start..].iter().take(4).enumerate() {
                    let mut bytes = [0; 4];
                    for b in c.encode_utf8(&mut bytes).bytes() {
                        hash = (hash ^ u32::from(b)).wrapping_mul(0x0100_0193);
                    }
                    if n + 1 >= self.shortest && !(n == 0 && *c == ' ') {
                        found[count] = hash;
                        count += 1;
                    }
                }
            }
            let found = &mut found[..count];
            for place in found.iter_mut() {
                *place = table.find(*place).unwrap_or(FREE);
            }
            for at in found.iter().filter(|at| **at != FREE) {
                self.add(*at);
            }
        }
    }

    fn add(&mut self, at: u32) {
        if self.room == 0 {
            self.settle();
        }
        self.room -= 1;
        let from = (at >> 9) as usize;
        if at & ROW != 0 {
            add_row(&mut self.pending, &TABLE.rows[from..]);
            return;
        }
        let count = (at & 0xff) as usize;
        for [language, weight] in TABLE.postings[from..from + 2 * count].as_chunks::<2>().0 {
            if let Some(sum) = self.pending.get_mut(usize::from(*language)) {
                *sum += u16::from(*weight);
            }
        }
    }

    fn settle(&mut self) {
        for (score, sum) in self.scores.iter_mut().zip(&mut self.pending) {
            *score += i32::from(std::mem::take(sum));
        }
        self.room = ROOM;
    }

    /// The sums so far, one a language, in the order of the tags.
    pub(super) fn scores(&mut self) -> &[i32] {
        self.settle();
        &self.scores
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole() {
        let table = Table::read(DATA).unwrap();
        assert!(table.tags.len() > 100 && table.tags.contains(&"id"));
        let known = table.slots.iter().filter(|s| s.at != FREE).count();
        assert!(known > 40_000 && known * 4 < table.slots.len() * 3);
        for tag in &table.tags {
            assert!(tag.parse::<crate::value::Language>().is_ok(), "{tag}");
        }
    }
}
