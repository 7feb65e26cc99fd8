//! A first look at a line: which kinds of contacts it can hold at all. Most lines hold none.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::phone;

/// What a line shows of contacts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// Five digits or more, wherever they stand.
    pub(super) digits: bool,
    /// An `@`.
    pub(super) at: bool,
    /// `://`.
    pub(super) scheme: bool,
    /// `www.`, `.com/`: an address without a scheme.
    pub(super) bare: bool,
    /// The name of a network with a colon after it.
    pub(super) account: bool,
    /// `(at)`, or a bracket that may hold it.
    pub(super) hidden: bool,
    /// A word of street addresses.
    pub(super) street: bool,
    /// Words that make a line worth reading for themselves.
    worth: bool,
}

/// Longest line that is searched: more is a paragraph run together by a broken page, and contacts stand in short ones.
const LONGEST: usize = 20_000;

#[derive(Clone, Copy)]
enum Sign {
    Scheme,
    Bare,
    /// The end of an address that is none of those which make a line worth reading.
    BareBeside,
    Account,
    AccountBeside,
    Hidden,
    HiddenBeside,
    /// "Jl.": the line is worth reading for it.
    Street,
    StreetBeside,
    /// "Address:".
    Label,
}

const SIGNS: &[(Sign, &[&str])] = &[
    (Sign::Scheme, &["://"]),
    (Sign::Bare, &["www.", ".com/", ".me/", ".ee/"]),
    (Sign::BareBeside, &[".net/", ".ly/", ".id/"]),
    (Sign::Account, &["fb:", "youtube", "facebook"]),
    (Sign::AccountBeside, &["fb", "fanpage", "tiktok", "instagram", "ig"]),
    (Sign::Hidden, &["(at)", "[at]"]),
    (Sign::HiddenBeside, &["(", "[", "{"]),
    (Sign::Street, &["jl.", "jln", "jalan "]),
    (
        Sign::StreetBeside,
        &[
            "jl",
            "jalan",
            "lorong",
            "persiaran",
            "street",
            "st",
            "road",
            "rd",
            "avenue",
            "ave",
            "boulevard",
            "blvd",
            "lane",
            "ln",
            "drive",
            "dr",
            "way",
            "square",
            "highway",
            "hwy",
            "straße",
            "str",
            "weg",
            "platz",
            "allee",
            "rue",
            "place",
            "quai",
            "calle",
            "c/",
            "avenida",
            "av.",
            "rua",
            "avda.",
            "via",
        ],
    ),
    (
        Sign::Label,
        &["address:", "anschrift:", "adresse:", "adresse :", "dirección:", "endereço:", "indirizzo:"],
    ),
];

static WORDS: LazyLock<Option<(AhoCorasick, Vec<Sign>)>> = LazyLock::new(|| {
    let words = SIGNS.iter().flat_map(|(sign, words)| words.iter().map(move |word| (*sign, *word)));
    let (signs, words): (Vec<Sign>, Vec<&str>) = words.unzip();
    let automaton =
        AhoCorasick::builder().ascii_case_insensitive(true).match_kind(MatchKind::Standard).build(words);
    Some((automaton.ok()?, signs))
});

impl Look {
    pub(super) fn at(line: &str) -> Self {
        let mut look = Self::default();
        if line.len() > LONGEST {
            return look;
        }
        look.at = memchr::memchr(b'@', line.as_bytes()).is_some();
        look.digits = if line.is_ascii() {
            line.bytes().filter(u8::is_ascii_digit).take(5).count() == 5
        } else {
            line.chars().filter(|c| phone::digit(*c).is_some()).take(5).count() == 5
        };
        let Some((words, signs)) = &*WORDS else { return look };
        for found in words.find_overlapping_iter(line) {
            match signs[found.pattern().as_usize()] {
                Sign::Scheme => (look.scheme, look.worth) = (true, true),
                Sign::Bare => (look.bare, look.worth) = (true, true),
                Sign::BareBeside => look.bare = true,
                Sign::Account => (look.account, look.worth) = (true, true),
                Sign::AccountBeside => look.account = true,
                Sign::Hidden => (look.hidden, look.worth) = (true, true),
                Sign::HiddenBeside => look.hidden = true,
                Sign::Street => (look.street, look.worth) = (true, true),
                Sign::StreetBeside => look.street = true,
                Sign::Label => look.worth = true,
            }
        }
        look.account &= memchr::memchr(b':', line.as_bytes()).is_some();
        look
    }

    /// Whether the line is read at all.
    pub(super) fn is_worth_reading(self) -> bool {
        self.digits || self.at || self.worth
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_worth_reading() {
        for (line, worth) in [
            ("Hubungi 0812 3456 7890", true),
            ("tulis ke warga@contoh.example", true),
            ("warga(at)contoh.example", true),
            ("FB: Warga Maju", true),
            ("Alamat: Jln Mawar", true),
            ("१२३४५", true),
            ("Air sungai naik sejak pagi, kata 12 warga (40 rumah).", false),
            ("", false),
        ] {
            assert_eq!(Look::at(line).is_worth_reading(), worth, "{line}");
        }
        assert!(!Look::at(&"1".repeat(30_000)).is_worth_reading());
    }
}
