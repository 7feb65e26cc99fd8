use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

#[derive(Deserialize)]
struct Table {
    read_also: Vec<String>,
    machinery: Vec<String>,
    ending: Vec<String>,
    hints: Vec<String>,
    invites: Vec<String>,
    channels: Vec<String>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    toml::from_str(include_str!("../../data/lines.toml")).expect("the built-in table parses")
});

/// A bracketed code of initials that reporters and editors sign with: `(rd/hms)`, `[ant/fdl]`, `(Rina)`.
static SIGN_OFF: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\W{0,3}[(\[][\p{L}.*]{1,12}(?:\s?[/|\-–]\s?[\p{L}.*]{1,12}){0,4}[)\]]\W{0,3}$")
        .expect("pattern")
});

/// Lines that name who wrote or edited a text: "Penulis: …", "Editor: … | Reporter: …".
static STAFF: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\W{0,3}(penulis|panulis|panyerat|ditulis oleh|penyunting|panyunting|editor|reporter|pewarta|wartawan|laporan|oleh|redaktur|kontributor|jurnalis|sumber berita|text|writer|author|autor|redactor)\s*[:/]\s*\S.{0,120}$")
        .expect("pattern")
});

/// A line of its own that names the writer without a colon: "OLEH AZIZAH RAHMAN", "By Fiona MacAskill and Len Hart".
static WRITER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\W{0,3}(?i:oleh|ditulis oleh|by|written by|por|par|von|door)\s+(?:\p{Lu}[\p{L}.'’\-]*,?\s*|(?:dan|and|y|e|et|und|en|de|bin|binti|van|da|&)\s+){1,9}$")
        .expect("pattern")
});

fn begins(line: &str, table: &[String]) -> bool {
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©').to_lowercase();
    table.iter().any(|start| {
        line.strip_prefix(start.as_str()).is_some_and(|rest| {
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
        TABLE.channels.iter().any(|c| line.contains(c.as_str()))
    };
    line.len() < 240 && begins(line, &TABLE.invites) && digits() < 8 && names_channel()
}

/// Whether a text is no more than a hint for screen readers.
pub(super) fn is_hint(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| c.is_whitespace() || c.is_ascii_punctuation());
    (10..40).contains(&bare.len()) && TABLE.hints.contains(&bare.to_lowercase())
}

/// Whether a heading or short line begins what comes after an article.
pub(super) fn begins_the_end(line: &str) -> bool {
    line.chars().count() < 60 && !line.ends_with('.') && begins(line, &TABLE.ending)
}

/// Whether a line is a sign-off code.
pub(super) fn is_sign_off(line: &str) -> bool {
    line.len() < 60 && SIGN_OFF.is_match(line)
}

/// Whether a line above a text names who wrote it.
pub(super) fn names_writer(line: &str) -> bool {
    line.len() < 120 && WRITER.is_match(line)
}

/// Whether a line names who wrote or edited the text.
pub(super) fn names_staff(line: &str) -> bool {
    line.len() < 200 && STAFF.is_match(line)
}

#[cfg(test)]
mod tests {
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
}
