//! The pieces dates are made of: numbers and names, in the order of the text.

use super::digit;
use super::lexicon::{Lexicon, Name, What};

#[derive(Clone, Copy, Debug)]
pub(super) struct Atom {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: Kind,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// Value and number of digits.
    Number(i32, usize),
    Name(Name),
}

impl Atom {
    pub(super) fn number(&self) -> Option<(i32, usize)> {
        match self.kind {
            Kind::Number(value, digits) => Some((value, digits)),
            Kind::Name(_) => None,
        }
    }

    pub(super) fn what(&self) -> Option<What> {
        match self.kind {
            Kind::Name(name) => Some(name.what),
            Kind::Number(..) => None,
        }
    }
}

/// All numbers and names of a text. Names come first: the 12 of "12月" is no number.
pub(super) fn atoms(text: &str, lexicon: &Lexicon) -> Vec<Atom> {
    let mut atoms = Vec::new();
    let mut at = 0;
    for (start, end, name) in lexicon.names(text) {
        numbers(text, at, start, &mut atoms);
        atoms.push(Atom { start, end, kind: Kind::Name(name) });
        at = end;
    }
    numbers(text, at, text.len(), &mut atoms);
    atoms
}

fn numbers(text: &str, from: usize, to: usize, atoms: &mut Vec<Atom>) {
    let Some(piece) = text.get(from..to) else { return };
    let bytes = piece.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        // Other scripts' digits begin with 0xD9 (Arabic) or higher; Latin and Cyrillic letters are passed quickly.
        if !(byte.is_ascii_digit() || *byte >= 0xd9) {
            at += 1;
            continue;
        }
        let Some(rest) = piece.get(at..) else {
            at += 1;
            continue;
        };
        match digit::number(rest) {
            Some((value, digits, length)) => {
                let value = value.and_then(|v| i32::try_from(v).ok()).unwrap_or(i32::MAX);
                let (start, end) = (from + at, from + at + length);
                atoms.push(Atom { start, end, kind: Kind::Number(value, digits) });
                at += length;
            }
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
}
