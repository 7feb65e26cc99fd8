use std::collections::HashSet;

use html5ever::LocalName;

/// Bytes of an attribute's name. Names are read character by character.
const LONGEST: usize = 256;
/// Names of this length and more are interned in one table for the whole process, whose chains grow without end: a
/// page with a million different names would take a minute.
const LONG: usize = 8;
/// Long names that are let through without a look, and different ones after that.
const MOST: usize = 20_000;
/// Names kept at hand, each in one place.
const AT_HAND: usize = 512;

/// The names of a page's tags and attributes, interned once.
pub(super) struct Names {
    at_hand: Vec<Option<(Box<[u8]>, LocalName)>>,
    read: usize,
    known: HashSet<Vec<u8>>,
}

impl Default for Names {
    fn default() -> Self {
        Self { at_hand: vec![None; AT_HAND], read: 0, known: HashSet::new() }
    }
}

impl Names {
    /// The name in lower case; `None` for what no page needs.
    pub(super) fn local(&mut self, name: &[u8]) -> Option<LocalName> {
        let place = place(name);
        if let Some((own, local)) = &self.at_hand[place]
            && **own == *name
        {
            return Some(local.clone());
        }
        if !self.admit(name) {
            return None;
        }
        // Names end at ASCII characters.
        let text = std::str::from_utf8(name).ok()?;
        let local = if name.iter().any(u8::is_ascii_uppercase) {
            LocalName::from(text.to_ascii_lowercase())
        } else {
            LocalName::from(text)
        };
        self.at_hand[place] = Some((name.into(), local.clone()));
        Some(local)
    }

    /// Whether the name may go into the table.
    fn admit(&mut self, name: &[u8]) -> bool {
        if name.len() < LONG {
            return true;
        }
        self.read += 1;
        name.len() <= LONGEST
            && (self.read <= MOST
                || self.known.contains(name)
                || self.known.len() < MOST && self.known.insert(name.to_vec()))
    }
}

/// Where a name is kept: its first letters and its length, mixed.
fn place(name: &[u8]) -> usize {
    let mut head = [0; 8];
    let tail = name.len().saturating_sub(8).min(4);
    let first = name.len().min(8);
    head[..first].copy_from_slice(&name[..first]);
    let mut mixed = u64::from_le_bytes(head) ^ (name.len() as u64) << 59;
    for byte in &name[name.len() - tail..] {
        mixed = mixed.rotate_left(9) ^ u64::from(*byte);
    }
    (mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 55) as usize % AT_HAND
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_interned_in_lower_case() {
        let mut names = Names::default();
        for name in ["a", "DIV", "data-Reading-Time", "itemprop", "", "é"] {
            for _ in 0..2 {
                assert_eq!(&*names.local(name.as_bytes()).unwrap(), name.to_ascii_lowercase());
            }
        }
    }

    #[test]
    fn floods_of_long_names_are_dammed() {
        let mut names = Names::default();
        assert_eq!(names.local(&[b'x'; 1000]), None);
        let admitted =
            (0..100_000).filter(|i| names.local(format!("unheard-{i}").as_bytes()).is_some()).count();
        assert_eq!(admitted, 2 * MOST - 1);
        assert!(names.local(b"unheard-99999").is_none() && names.local(b"short").is_some());
    }
}
