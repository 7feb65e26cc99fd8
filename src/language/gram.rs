use std::sync::LazyLock;

/// Letter sequences with their weight for each language; the form is told in `data/language/build.py`.
static DATA: &[u8] = include_bytes!("../../data/language/grams.bin");
static TABLE: LazyLock<Table> = LazyLock::new(|| Table::read(DATA).unwrap_or_default());

/// Weights are counted in sixteenths of a nat.
pub(super) const NAT: i32 = 16;

/// The parts of the file, which is used as it lies: nothing is built at the start.
#[derive(Default)]
struct Table {
    tags: Vec<&'static str>,
    /// Open addressing by hash: what a sequence says stands next to it, so that a look costs one place in memory.
    slots: &'static [[u8; 8]],
    postings: &'static [u8],
    /// The weights for all languages of those sequences that many languages have: added in one go.
    rows: &'static [u8],
}

/// Sums that are added up at once; rows are filled up to a multiple.
const LANE: usize = 16;
const FREE: u32 = 0;
/// What is known of a sequence is where its postings begin, or its row; what kind it is, and the number of postings, in
/// the last nine bits.
const ROW: u32 = 1 << 8;

impl Table {
    fn read(data: &'static [u8]) -> Option<Self> {
        let mut rest = data.strip_prefix(b"WLG2")?;
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
        let mut size = || Some(u32::from_le_bytes(take(4)?.try_into().ok()?) as usize);
        let (slots, postings, rows) = (size()?, size()?, size()?);
        let slots = take(slots.checked_mul(8)?)?.as_chunks::<8>().0;
        Some(Self { tags, slots, postings: take(postings)?, rows: take(rows)? })
            .filter(|t| t.slots.len().is_power_of_two())
    }

    /// What is known of a sequence.
    fn find(&self, hash: u32) -> Option<u32> {
        let last = self.slots.len().wrapping_sub(1);
        let mut place = hash as usize & last;
        loop {
            let [h0, h1, h2, h3, k0, k1, k2, k3] = *self.slots.get(place)?;
            let known = u32::from_le_bytes([k0, k1, k2, k3]);
            if known == FREE {
                return None;
            }
            if u32::from_le_bytes([h0, h1, h2, h3]) == hash {
                return Some(known);
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
        let known = table.slots.iter().filter(|s| s[4..] != [0; 4]).count();
        // A quarter of the slots and more is free: a look ends soon.
        assert!(known > 40_000 && known * 4 < table.slots.len() * 3);
        for tag in &table.tags {
            assert!(tag.parse::<crate::value::Language>().is_ok(), "{tag}");
        }
        for slot in table.slots.iter().filter(|s| s[4..] != [0; 4]) {
            let hash = u32::from_le_bytes(slot[..4].try_into().unwrap());
            let known = table.find(hash).unwrap();
            let (from, count) = ((known >> 9) as usize, (known & 0xff) as usize);
            let end = if known & ROW != 0 {
                assert_eq!(from % table.tags.len().next_multiple_of(LANE), 0);
                table.rows.get(from..from + table.tags.len().next_multiple_of(LANE)).is_some()
            } else {
                table.postings.get(from..from + 2 * count).is_some()
            };
            assert!(end, "{hash}");
        }
    }
}
