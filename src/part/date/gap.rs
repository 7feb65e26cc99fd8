//! What stands between two numbers or names of a date.

use super::lexicon::{Lexicon, is_letter};

/// The longest stretch that still joins two pieces of one date, in bytes.
const LONGEST: usize = 48;

/// What a stretch between two pieces holds; words that the language does not put there make it no gap at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Gap {
    pub(super) space: bool,
    pub(super) comma: bool,
    pub(super) dot: bool,
    pub(super) dash: bool,
    pub(super) slash: bool,
    pub(super) open: bool,
    pub(super) close: bool,
    pub(super) quote: bool,
    pub(super) bar: bool,
    pub(super) word: bool,
    pub(super) line: bool,
}

impl Gap {
    /// Reads a gap whose words all have one of the meanings in `allowed`.
    pub(super) fn read(s: &str, lexicon: &Lexicon, allowed: u16) -> Option<Self> {
        if s.len() > LONGEST {
            return None;
        }
        let mut gap = Self::default();
        let mut rest = s;
        while let Some(c) = rest.chars().next() {
            let mut taken = c.len_utf8();
            match c {
                '\n' | '\r' => gap.line = true,
                ',' | '،' | '、' | '，' | '፣' | ';' => gap.comma = true,
                '.' | '․' | '։' | '。' => gap.dot = true,
                '-' | '–' | '—' | '‐' | '‑' | '−' => gap.dash = true,
                '/' | '／' => gap.slash = true,
                '(' | '[' | '（' => gap.open = true,
                ')' | ']' | '）' => gap.close = true,
                '\'' | '’' | '‘' | 'ʼ' | '׳' | '`' | '´' => gap.quote = true,
                '|' | '•' | '·' | ':' | '：' => gap.bar = true,
                '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{61c}' | '\u{2066}'..='\u{2069}' => {}
                'º' | '°' | 'ª' => gap.word = true,
                c if c.is_whitespace() => gap.space = true,
                c if is_letter(c) => {
                    taken = rest.char_indices().find(|(_, c)| !is_letter(*c)).map_or(rest.len(), |(i, _)| i);
                    let word = rest.get(..taken)?;
                    if lexicon.word(word) & allowed == 0 {
                        return None;
                    }
                    gap.word = true;
                }
                _ => return None,
            }
            rest = rest.get(taken..)?;
        }
        Some(gap)
    }

    /// Only white space, dots and joining words, or a dash or slash without space around it.
    pub(super) fn joins(self) -> bool {
        !(self.comma
            || self.open
            || self.close
            || self.bar
            || self.line
            || (self.space && (self.dash || self.slash)))
    }
}

/// Whether the gap parts the first from the last day of a range: a dash, or a word such as "hingga".
pub(super) fn is_range(s: &str, lexicon: &Lexicon) -> bool {
    if s.len() > LONGEST {
        return false;
    }
    // "8. bis 10. Dezember"
    let s = if lexicon.dot { s.strip_prefix('.').unwrap_or(s) } else { s };
    let inner = s.trim_matches(|c: char| c == ' ' || c == '\u{a0}' || c == '\u{2009}' || c == '\u{202f}');
    match inner {
        "-" | "–" | "—" | "‐" | "‑" | "−" | "~" | "〜" | "～" => true,
        "" => false,
        _ => {
            let lower = inner.to_lowercase();
            let spaced = inner.len() < s.len() || inner.chars().all(|c| !c.is_ascii());
            spaced && lexicon.ranges.iter().any(|r| *r == lower)
        }
    }
}
