/// Finds the words of a table in a text, a few hundred of them. An automaton would take longer to build than to use.
pub(crate) struct Finder<W> {
    /// One bit for each three bytes with which a word begins, five bits of each byte: upper and lower case alike.
    sketch: Box<[u64; SKETCH / 64]>,
    /// The beginnings and the words that have them, the longer words first.
    places: Vec<(u16, u32)>,
    words: Vec<W>,
    any_case: bool,
}

impl<W: AsRef<str>> Finder<W> {
    /// Empty words are never found. Upper and lower case may be told apart or, in ASCII, not.
    pub(crate) fn new(words: Vec<W>, any_case: bool) -> Self {
        let mut sketch = Box::new([0; SKETCH / 64]);
        let mut places = Vec::with_capacity(words.len());
        for (word, id) in words.iter().zip(0..) {
            // Behind a word of one or two bytes may stand anything.
            let keys = match *word.as_ref().as_bytes() {
                [] => continue,
                [a] => (0..SKETCH).step_by(32).map(|rest| rest + bits(a)).collect(),
                [a, b] => (0..32).map(|c| c << 10 | bits(b) << 5 | bits(a)).collect(),
                [a, b, c, ..] => vec![key(a, b, c)],
            };
            for key in keys {
                sketch[key / 64] |= 1 << (key % 64);
                places.push((key as u16, id));
            }
        }
        let length = |id: u32| words[id as usize].as_ref().len();
        places.sort_unstable_by_key(|(key, id)| (*key, std::cmp::Reverse(length(*id)), *id));
        Self { sketch, places, words, any_case }
    }

    /// All places where words stand, within each other too: where one begins, where it ends, and which it is.
    pub(crate) fn all<'a>(&'a self, text: &'a str) -> All<'a, W> {
        All { finder: self, text: text.as_bytes(), at: 0, places: &[], key: 0 }
    }

    /// The places where words stand, the longest of those that begin at one place and none inside another.
    pub(crate) fn longest<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, usize, usize)> + 'a {
        let mut all = self.all(text);
        std::iter::from_fn(move || {
            let (start, end, id) = all.next()?;
            (all.at, all.places) = (end.max(start + 1), &[]);
            Some((start, end, id))
        })
    }

    /// Whether a word may begin with these three bytes.
    #[inline]
    fn may_begin(&self, key: usize) -> bool {
        self.sketch[key % SKETCH / 64] >> (key % 64) & 1 == 1
    }

    /// The words with this beginning, and others behind them.
    fn places(&self, key: usize) -> &[(u16, u32)] {
        &self.places[self.places.partition_point(|(k, _)| usize::from(*k) < key)..]
    }
}

/// See [`Finder::all`]: the places in the order of the text, at each the longer words first.
pub(crate) struct All<'a, W> {
    finder: &'a Finder<W>,
    text: &'a [u8],
    /// The place that is looked at next.
    at: usize,
    /// The words that may stand at the place before it.
    places: &'a [(u16, u32)],
    key: usize,
}

impl<W: AsRef<str>> Iterator for All<'_, W> {
    type Item = (usize, usize, usize);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            while let [(key, id), rest @ ..] = self.places
                && usize::from(*key) == self.key
            {
                self.places = rest;
                let word = self.finder.words[*id as usize].as_ref().as_bytes();
                let start = self.at - 1;
                let Some(here) = self.text.get(start..start + word.len()) else { continue };
                if if self.finder.any_case { here.eq_ignore_ascii_case(word) } else { here == word } {
                    return Some((start, start + word.len(), *id as usize));
                }
            }
            self.places = &[];
            let (at, key) = self.beginning()?;
            (self.at, self.key) = (at + 1, key);
            self.places = self.finder.places(key);
        }
    }
}

impl<W: AsRef<str>> All<'_, W> {
    /// The next place where a word may begin, and the three bytes there.
    fn beginning(&self) -> Option<(usize, usize)> {
        if let [a, b, rest @ ..] = self.text.get(self.at..)? {
            // The three bytes at each place but the last two, of which the next one shares two.
            let mut here = key(0, *a, *b);
            for (n, c) in rest.iter().enumerate() {
                here = here >> 5 | bits(*c) << 10;
                if self.finder.may_begin(here) {
                    return Some((self.at + n, here));
                }
            }
        }
        // The last two bytes.
        let byte = |i: usize| self.text.get(i).copied().unwrap_or(0);
        let last = self.text.len().saturating_sub(2).max(self.at)..self.text.len();
        last.map(|at| (at, key(byte(at), byte(at + 1), byte(at + 2))))
            .find(|(_, key)| self.finder.may_begin(*key))
    }
}

const SKETCH: usize = 1 << 15;

fn bits(byte: u8) -> usize {
    usize::from(byte & 31)
}

fn key(a: u8, b: u8, c: u8) -> usize {
    bits(c) << 10 | bits(b) << 5 | bits(a)
}

#[cfg(test)]
mod tests {
    use aho_corasick::{AhoCorasick, MatchKind};
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_found_is_what_an_automaton_finds(
            words in prop::collection::vec("[abAé]{1,5}", 0..12),
            text in "[abABé ]{0,40}",
            any_case in any::<bool>(),
        ) {
            let finder = Finder::new(words.clone(), any_case);
            let automaton = |kind| {
                AhoCorasick::builder().ascii_case_insensitive(any_case).match_kind(kind).build(&words).unwrap()
            };
            let told = |m: aho_corasick::Match| (m.start(), m.end(), m.pattern().as_usize());
            let mut all: Vec<_> =
                automaton(MatchKind::Standard).find_overlapping_iter(&text).map(told).collect();
            all.sort_by_key(|(start, end, id)| (*start, std::cmp::Reverse(*end), *id));
            prop_assert_eq!(finder.all(&text).collect::<Vec<_>>(), all);
            let longest: Vec<_> = automaton(MatchKind::LeftmostLongest).find_iter(&text).map(told).collect();
            prop_assert_eq!(finder.longest(&text).collect::<Vec<_>>(), longest);
        }
    }
}
