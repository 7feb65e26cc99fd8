//! Names walked down the map letter by letter: the longest name at the head of some words is found in one go.

use super::packed::Packed;
use super::{Entry, Gazetteer, NameClass};

/// A way down the map of names.
pub(crate) struct Walk<'a> {
    packed: &'a Packed,
    node: fst::raw::Node<'a>,
    output: fst::raw::Output,
}

impl Gazetteer {
    /// A walk that begins with no letter read.
    pub(crate) fn walk(&self) -> Option<Walk<'_>> {
        let packed = self.packed.as_ref()?;
        Some(Walk { packed, node: packed.names().root(), output: fst::raw::Output::zero() })
    }
}

impl Walk<'_> {
    /// Goes on by folded letters; `false` when no name begins so.
    pub(crate) fn step(&mut self, folded: &str) -> bool {
        for byte in folded.bytes() {
            let Some(way) = self.node.find_input(byte) else { return false };
            let way = self.node.transition(way);
            self.output = self.output.cat(way.out);
            self.node = self.packed.names().node(way.addr);
        }
        true
    }

    /// Whether the letters read make a name.
    pub(crate) fn is_name(&self) -> bool {
        self.node.is_final()
    }

    /// The places of the name that the letters read make, the likeliest first; short forms left out.
    pub(crate) fn entries(&self) -> Vec<Entry> {
        if !self.node.is_final() {
            return Vec::new();
        }
        let value = self.output.cat(self.node.final_output()).value();
        let found = self.packed.places(value).filter(|(_, class)| *class != NameClass::Short);
        found.filter_map(|(at, class)| Entry::of(self.packed, at, class)).collect()
    }
}
