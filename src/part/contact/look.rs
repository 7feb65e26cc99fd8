//! A first look at a line: which kinds of contacts it can hold at all. Most lines hold none.

use std::sync::LazyLock;

use super::{phone, street};
use crate::text::Finder;
use crate::text::class::is_alphabetic;

/// What a line shows of contacts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// How many digits there are.
    pub(super) digits: Digits,
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

#[derive(Clone, Copy, PartialEq)]
enum Sign {
    Scheme,
    Bare,
    /// The end of an address that is none of those which make a line worth reading.
    BareBeside,
    Account,
    AccountBeside,
    Hidden,
    /// "Jl.": the line is worth reading for it.
    Street,
    /// "Lorong Mawar", "Via Roma": a word before the name, as it is spelled.
    Before,
    /// "12 Hill Street": a word behind it, as it is spelled.
    Behind,
    /// "12 rue des Lilas": a word behind the number.
    Numbered,
    /// "Lindenweg 12": the end of a word before the number.
    Ending,
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
    (Sign::Street, &["jl.", "jln", "jalan "]),
    (Sign::Before, &street::BEFORE),
    (Sign::Before, &street::BEFORE_ROMANCE),
    (Sign::Behind, &street::BEHIND),
    (Sign::Numbered, &street::NUMBERED),
    (Sign::Ending, &street::ENDINGS),
    (
        Sign::Label,
        &["address:", "anschrift:", "adresse:", "adresse :", "dirección:", "endereço:", "indirizzo:"],
    ),
];

struct Words {
    finder: Finder<&'static str>,
    /// What each word is a sign of.
    signs: Vec<(Sign, &'static str)>,
}

impl Words {
    fn of(fits: impl Fn(Sign) -> bool) -> Self {
        let signs = SIGNS.iter().filter(|(sign, _)| fits(*sign));
        let signs: Vec<_> = signs.flat_map(|(sign, words)| words.iter().map(move |w| (*sign, *w))).collect();
        Self { finder: Finder::new(signs.iter().map(|(_, word)| *word).collect(), true), signs }
    }

    /// The signs in a line, with their places and words.
    fn signs_in<'a>(
        &'a self,
        line: &'a str,
    ) -> impl Iterator<Item = (Sign, std::ops::Range<usize>, &'static str)> + 'a {
        self.finder.all(line).map(|(start, end, id)| (self.signs[id].0, start..end, self.signs[id].1))
    }
}

impl Sign {
    /// Whether a line is worth reading for it.
    fn is_worth(self) -> bool {
        matches!(self, Self::Scheme | Self::Bare | Self::Account | Self::Hidden | Self::Street | Self::Label)
    }
}

static WORTH: LazyLock<Words> = LazyLock::new(|| Words::of(Sign::is_worth));
static BESIDE: LazyLock<Words> = LazyLock::new(|| Words::of(|sign| !sign.is_worth()));

impl Look {
    pub(super) fn at(line: &str) -> Self {
        let mut look = Self::default();
        if line.len() > LONGEST {
            return look;
        }
        look.at = memchr::memchr(b'@', line.as_bytes()).is_some();
        look.digits = Digits::of(line);
        for (sign, ..) in WORTH.signs_in(line) {
            look.worth = true;
            match sign {
                Sign::Scheme => look.scheme = true,
                Sign::Bare => look.bare = true,
                Sign::Account => look.account = true,
                Sign::Hidden => look.hidden = true,
                Sign::Street => look.street = true,
                _ => {}
            }
        }
        // Most lines are not, and their other words do not matter.
        if !look.is_worth_reading() {
            return look;
        }
        for (sign, at, word) in BESIDE.signs_in(line) {
            match sign {
                Sign::BareBeside => look.bare = true,
                Sign::AccountBeside => look.account = true,
                _ => look.street = look.street || stands(line, at, sign, word),
            }
        }
        look.hidden |= memchr::memchr3(b'(', b'[', b'{', line.as_bytes()).is_some();
        look.account &= memchr::memchr(b':', line.as_bytes()).is_some();
        look
    }

    /// Whether the line is read at all.
    pub(super) fn is_worth_reading(self) -> bool {
        self.digits != Digits::Few || self.at || self.worth
    }
}

/// Whether a word of addresses stands where it is one.
fn stands(line: &str, at: std::ops::Range<usize>, sign: Sign, word: &str) -> bool {
    let (before, after) = (&line[..at.start], &line[at.end..]);
    let open = !before.ends_with(char::is_alphanumeric);
    let closed = !after.starts_with(char::is_alphanumeric);
    match sign {
        Sign::Before => open && line[at] == *word,
        Sign::Behind => open && closed && line[at] == *word,
        Sign::Numbered => {
            let number = before.trim_end().trim_end_matches(',').trim_end_matches("bis").trim_end();
            open && closed && number.ends_with(|c: char| c.is_ascii_digit())
        }
        // "str. 12", "straße 12".
        _ => after.trim_start_matches('.').trim_start().starts_with(|c: char| c.is_ascii_digit()),
    }
}

/// How a line is with digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Digits {
    #[default]
    Few,
    /// Five or more, but never together.
    Apart,
    /// Five or more together, with no more between them than parts a number.
    Together,
}

impl Digits {
    fn of(line: &str) -> Self {
        let (mut all, mut run) = (0, 0);
        let mut see = |is_digit: bool, may_part: bool| {
            if is_digit {
                all += 1;
                run += 1;
            } else if !may_part {
                run = 0;
            }
            run >= 5
        };
        let together = if line.is_ascii() {
            line.bytes().any(|b| see(b.is_ascii_digit(), !b.is_ascii_alphabetic()))
        } else {
            line.chars().any(|c| see(phone::digit(c).is_some(), !is_alphabetic(c)))
        };
        match (together, all) {
            (true, _) => Self::Together,
            (false, 5..) => Self::Apart,
            (false, _) => Self::Few,
        }
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

    #[test]
    fn words_of_street_addresses() {
        for (line, street) in [
            ("di Jl. Mawar 3", true),
            ("Jalan Mawar", true),
            ("12 Hill Street", true),
            ("the street is closed until 2022", false),
            ("still standing, first of all", false),
            ("12 bis, rue des Lilas", true),
            ("dans la rue", false),
            ("Lindenweg 12", true),
            ("Lindenstr. 12", true),
            ("der Weg ist 12 km lang", false),
            ("Via Roma 3", true),
            ("via Roma", false),
        ] {
            // Only in lines that are read at all.
            assert_eq!(Look::at(&format!("warga@contoh.example; {line}")).street, street, "{line}");
        }
    }

    #[test]
    fn digits_of_a_line() {
        for (line, digits) in [
            ("12 warga", Digits::Few),
            ("pada 2021 dan 2022", Digits::Apart),
            ("(0752) 33-445", Digits::Together),
            ("٠٧٥٢٣ ف", Digits::Together),
        ] {
            assert_eq!(Look::at(line).digits, digits, "{line}");
        }
    }
}
