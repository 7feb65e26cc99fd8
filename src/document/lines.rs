use std::sync::LazyLock;

use crate::text::Lists;
use crate::text::boundary_before;
use crate::text::class::{is_capital, is_in_word, is_letter, run, strip_head};

struct Table {
    read_also: Starts,
    machinery: Starts,
    ending: Starts,
    hints: Vec<&'static str>,
    invites: Starts,
    channels: Vec<&'static str>,
}

/// Phrases that lines begin with, sorted.
struct Starts {
    phrases: Vec<&'static str>,
    /// Bytes of the longest.
    longest: usize,
}

impl Starts {
    fn new(phrases: impl Iterator<Item = &'static str>) -> Self {
        let mut phrases: Vec<_> = phrases.collect();
        phrases.sort_unstable();
        let longest = phrases.iter().map(|p| p.len()).max().unwrap_or(0);
        Self { phrases, longest }
    }

    /// Those that begin with this character.
    fn with(&self, first: char) -> &[&'static str] {
        let from = self.phrases.partition_point(|p| p.chars().next() < Some(first));
        let count = self.phrases[from..].partition_point(|p| p.starts_with(first));
        &self.phrases[from..from + count]
    }
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let lists = Lists::read(include_str!("../../data/lines.toml"));
    let list = |key| lists.of(key).collect();
    let starts = |key| Starts::new(lists.of(key));
    Table {
        read_also: starts("read_also"),
        machinery: starts("machinery"),
        ending: starts("ending"),
        hints: list("hints"),
        invites: starts("invites"),
        channels: list("channels"),
    }
});

/// Words that name who wrote or edited a text, with a colon behind them.
const STAFF: [&str; 21] = [
    "penulis",
    "panulis",
    "panyerat",
    "ditulis oleh",
    "penyunting",
    "panyunting",
    "editor",
    "reporter",
    "pewarta",
    "wartawan",
    "laporan",
    "oleh",
    "redaktur",
    "kontributor",
    "jurnalis",
    "sumber berita",
    "text",
    "writer",
    "author",
    "autor",
    "redactor",
];

/// Words that do so without one, and what joins names.
const BY: [&str; 8] = ["oleh", "ditulis oleh", "by", "written by", "por", "par", "von", "door"];
const JOINTS: [&str; 13] =
    ["dan", "and", "y", "e", "et", "und", "en", "de", "bin", "binti", "van", "da", "&"];

/// Names and joints of a line that names a writer.
const MOST_NAMES: usize = 9;

fn begins(line: &str, table: &Starts) -> bool {
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©');
    let Some(first) = line.chars().next().and_then(|c| c.to_lowercase().next()) else { return false };
    let starts = table.with(first);
    if starts.is_empty() {
        return false;
    }
    // Letters may be longer in lower case, though not by much; and one more is looked at.
    let line = line[..boundary_before(line, table.longest + 8)].to_lowercase();
    starts.iter().any(|start| {
        line.strip_prefix(start).is_some_and(|rest| {
            // "baca" must not be found in "bacaan": what follows is no letter, or the phrase ends in a mark.
            !start.ends_with(char::is_alphanumeric)
                || !rest.starts_with(char::is_alphanumeric)
                || !start.is_ascii()
        })
    })
}

/// Whether a line points to another article.
pub(super) fn reads_also(line: &str) -> bool {
    line.len() < 300 && begins(line, &TABLE.read_also)
}

/// Whether a line is of the machinery around a text: share, print, advertise, follow.
pub(super) fn is_machinery(line: &str) -> bool {
    (line.len() < 120 && begins(line, &TABLE.machinery)) || is_invitation(line)
}

/// Whether a line invites to follow the site elsewhere; one with a number to call is somebody's contact.
fn is_invitation(line: &str) -> bool {
    let digits = || line.bytes().filter(u8::is_ascii_digit).count();
    let names_channel = || {
        let line = line.to_lowercase();
        TABLE.channels.iter().copied().any(|c| line.contains(c))
    };
    line.len() < 240 && begins(line, &TABLE.invites) && digits() < 8 && names_channel()
}

/// Whether a text is no more than a hint for screen readers.
pub(super) fn is_hint(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| c.is_whitespace() || c.is_ascii_punctuation());
    (10..40).contains(&bare.len()) && TABLE.hints.contains(&bare.to_lowercase().as_str())
}

/// Whether a heading or short line begins what comes after an article.
pub(super) fn begins_the_end(line: &str) -> bool {
    line.chars().count() < 60 && !line.ends_with('.') && begins(line, &TABLE.ending)
}

/// Whether a line is a bracketed code of initials that reporters and editors sign with: `(rd/hms)`, `[ant/fdl]`,
/// `(Rina)`.
pub(super) fn is_sign_off(line: &str) -> bool {
    line.len() < 60 && is_code(line)
}

fn is_code(line: &str) -> bool {
    let initials =
        |s: &str| Some(run(s, 12, |c| is_letter(c) || matches!(c, '.' | '*')).0).filter(|end| *end > 0);
    let open = |s: &str| s.strip_prefix(char::is_whitespace).map_or(0, |rest| s.len() - rest.len());
    let ends = |rest: &str| {
        rest.strip_prefix([')', ']']).is_some_and(|r| r.chars().count() <= 3 && !r.contains(is_in_word))
    };
    let code = |inside: &str| {
        let Some(end) = initials(inside) else { return false };
        let mut rest = &inside[end..];
        for _ in 0..4 {
            let Some(more) = rest[open(rest)..].strip_prefix(['/', '|', '-', '–']) else { break };
            let more = &more[open(more)..];
            let Some(end) = initials(more) else { break };
            rest = &more[end..];
        }
        ends(rest)
    };
    // A few marks may stand before the bracket, brackets among them.
    let before = line.char_indices().take(4).take_while(|(at, _)| !line[..*at].ends_with(is_in_word));
    before.map(|(at, _)| &line[at..]).any(|rest| rest.strip_prefix(['(', '[']).is_some_and(code))
}

/// The line without up to three marks before its first word.
fn from_word(line: &str) -> &str {
    &line[run(line, 3, |c| !is_in_word(c)).0..]
}

/// Whether a line of its own names the writer without a colon: "OLEH AZIZAH RAHMAN", "By Fiona MacAskill and Len Hart".
pub(super) fn names_writer(line: &str) -> bool {
    line.len() < 120 && is_of_writer(line)
}

fn is_of_writer(line: &str) -> bool {
    let line = from_word(line);
    let mut heads = BY.iter().filter_map(|by| strip_head(line, by)?.strip_prefix(char::is_whitespace));
    heads.any(|rest| {
        let mut rest = rest.trim_start();
        for n in 0..=MOST_NAMES {
            if rest.is_empty() {
                return n > 0;
            }
            rest = if let Some(more) = rest.strip_prefix(is_capital) {
                let in_name = |c: char| is_letter(c) || matches!(c, '.' | '\'' | '’' | '-');
                let more = &more[run(more, usize::MAX, in_name).0..];
                more.strip_prefix(',').unwrap_or(more).trim_start()
            } else {
                let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
                if end == rest.len() || !JOINTS.contains(&&rest[..end]) {
                    return false;
                }
                rest[end..].trim_start()
            };
        }
        false
    })
}

/// Whether a line names who wrote or edited the text: "Penulis: …", "Editor: … | Reporter: …".
pub(super) fn names_staff(line: &str) -> bool {
    line.len() < 200 && is_of_staff(line)
}

fn is_of_staff(line: &str) -> bool {
    let named = |rest: &str| {
        let name = rest.trim_start().strip_prefix([':', '/']).unwrap_or("").trim_start();
        (1..=121).contains(&name.chars().count()) && !name.contains('\n')
    };
    let line = from_word(line);
    STAFF.iter().filter_map(|w| strip_head(line, w)).any(named)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use regex::Regex;

    use super::*;

    #[test]
    fn pointers_are_told_from_sentences() {
        assert!(reads_also("Baca juga: Harga beras naik"));
        assert!(reads_also("BACA JUGA"));
        assert!(!reads_also("Bacaan anak kini murah"));
        assert!(!reads_also("Padang - Warga membaca juga koran"));
    }

    #[test]
    fn writers_are_told_from_sentences() {
        assert!(names_writer("OLEH AZIZAH RAHMAN"));
        assert!(names_writer("Oleh Rina Marlina dan Tono"));
        assert!(names_writer("By Fiona MacAskill and Len Hart"));
        assert!(!names_writer("Oleh karena itu warga mengungsi"));
        assert!(!names_writer("By the river"));
        assert!(!names_writer("Oleh-oleh Khas Padang"));
    }

    #[test]
    fn invitations_are_told_from_news() {
        assert!(is_machinery("Simak berita Kabar Nagari lainnya di Google News dan saluran WhatsApp kami."));
        assert!(is_machinery("Scroll untuk melanjutkan membaca"));
        assert!(!is_machinery("Simak penjelasan wali kota di bawah ini."));
        assert!(!is_machinery("Gabung lomba lewat grup WhatsApp 0812-0000-5678."));
        assert!(!is_machinery("Polisi menyita telepon dan memeriksa grup WhatsApp para pelaku."));
    }

    #[test]
    fn sign_offs_are_told_from_remarks() {
        assert!(is_sign_off("(rd/hms)"));
        assert!(is_sign_off("[ant]"));
        assert!(!is_sign_off("(8/12/2021)"));
        assert!(!is_sign_off("(lihat foto di halaman berikutnya)"));
    }

    static SIGN_OFF: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\W{0,3}[(\[][\p{L}.*]{1,12}(?:\s?[/|\-–]\s?[\p{L}.*]{1,12}){0,4}[)\]]\W{0,3}$").unwrap()
    });
    static OF_STAFF: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(r"(?i)^\W{{0,3}}({})\s*[:/]\s*\S.{{0,120}}$", STAFF.join("|"))).unwrap()
    });
    static WRITER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\W{0,3}(?i:oleh|ditulis oleh|by|written by|por|par|von|door)\s+(?:\p{Lu}[\p{L}.'’\-]*,?\s*|(?:dan|and|y|e|et|und|en|de|bin|binti|van|da|&)\s+){1,9}$").unwrap()
    });

    fn line(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
        prop::collection::vec(prop::sample::select(pieces), 0..14).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn sign_offs_are_those_of_the_pattern(line in line(&[
            "(", "[", ")", "]", "rd", "hms", "Rina", ".", "*", "/", "|", "-", "–", " ", "  ", "é", "1", "_", "abcdefghijklm", "—",
            "(rd", "/hms)",
        ])) {
            prop_assert_eq!(is_code(&line), SIGN_OFF.is_match(&line));
        }

        #[test]
        fn lines_of_staff_are_those_of_the_pattern(line in line(&[
            "Penulis", "EDITOR", "ditulis oleh", "text", ":", "/", " : ", " ", "Rina", "(", "— ", "é", "\n", "1",
            "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
        ])) {
            prop_assert_eq!(is_of_staff(&line), OF_STAFF.is_match(&line));
        }

        #[test]
        fn lines_of_writers_are_those_of_the_pattern(line in line(&[
            "Oleh", "BY ", "written by ", "Rina", "MARLINA ", "dan ", "dan", "& ", "e ", " ", ",", ", ", ".", "'", "-", "Mc", "é", "É",
            "1", "(", "— ", "de ", "\n",
        ])) {
            prop_assert_eq!(is_of_writer(&line), WRITER.is_match(&line));
        }
    }
}
