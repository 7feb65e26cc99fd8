use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A language as a BCP 47 tag: `id`, `ms`, `min`, `zh-Hant`.
///
/// Parsing accepts ISO 639-1, 639-2 and 639-3 codes, underscores, and the outdated codes that Java and Blogger
/// still print (`in`, `iw`, `ji`, `jw`); it keeps language, script and region, in the tag's usual case.
///
/// ```
/// use warta::Language;
///
/// let language: Language = "in_ID".parse().unwrap();
/// assert_eq!(language.as_str(), "id-ID");
/// assert_eq!(language.primary(), "id");
/// assert!("english!".parse::<Language>().is_err());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language {
    /// ASCII, padded with zeros.
    bytes: [u8; Language::CAPACITY],
    len: u8,
}

impl Language {
    /// `aaa-Ssss-RRR` is the longest form kept.
    const CAPACITY: usize = 12;

    /// The tag, such as `id` or `zh-Hant`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..usize::from(self.len)]).unwrap_or("und")
    }

    /// The language without script and region: `zh` of `zh-Hant-TW`.
    #[must_use]
    pub fn primary(&self) -> &str {
        let tag = self.as_str();
        tag.split_once('-').map_or(tag, |(primary, _)| primary)
    }

    /// The region of the tag as an ISO 3166-1 code, where it has one: `ID` of `id-ID`.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        self.as_str().split('-').skip(1).find(|s| s.len() == 2)
    }

    /// Whether the primary language is `code`.
    #[must_use]
    pub fn is(&self, code: &str) -> bool {
        self.primary() == code
    }
}

/// A string that is no language tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LanguageError(String);

impl fmt::Display for LanguageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected a language tag such as `id` or `zh-Hant`, found `{}`", self.0)
    }
}

impl std::error::Error for LanguageError {}

/// ISO 639-2 and 639-3 codes with a two-letter equal, and outdated two-letter codes (IANA language subtag registry).
const PREFERRED: &[(&str, &str)] = &[
    ("in", "id"),
    ("iw", "he"),
    ("ji", "yi"),
    ("jw", "jv"),
    ("mo", "ro"),
    ("tl", "fil"),
    ("afr", "af"),
    ("amh", "am"),
    ("ara", "ar"),
    ("arb", "ar"),
    ("aze", "az"),
    ("azj", "az"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bos", "bs"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cze", "cs"),
    ("chi", "zh"),
    ("zho", "zh"),
    ("cmn", "zh"),
    ("cym", "cy"),
    ("dan", "da"),
    ("deu", "de"),
    ("ger", "de"),
    ("ell", "el"),
    ("gre", "el"),
    ("eng", "en"),
    ("epo", "eo"),
    ("est", "et"),
    ("eus", "eu"),
    ("fas", "fa"),
    ("pes", "fa"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("fre", "fr"),
    ("gle", "ga"),
    ("glg", "gl"),
    ("guj", "gu"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("ind", "id"),
    ("isl", "is"),
    ("ita", "it"),
    ("jav", "jv"),
    ("jpn", "ja"),
    ("kan", "kn"),
    ("kat", "ka"),
    ("kaz", "kk"),
    ("khm", "km"),
    ("kor", "ko"),
    ("lat", "la"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("mal", "ml"),
    ("mar", "mr"),
    ("mkd", "mk"),
    ("mon", "mn"),
    ("msa", "ms"),
    ("may", "ms"),
    ("zsm", "ms"),
    ("zlm", "ms"),
    ("mya", "my"),
    ("nep", "ne"),
    ("nld", "nl"),
    ("dut", "nl"),
    ("nob", "nb"),
    ("nno", "nn"),
    ("nor", "no"),
    ("ori", "or"),
    ("pan", "pa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rum", "ro"),
    ("rus", "ru"),
    ("sin", "si"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("sna", "sn"),
    ("som", "so"),
    ("spa", "es"),
    ("sqi", "sq"),
    ("srp", "sr"),
    ("sun", "su"),
    ("swa", "sw"),
    ("swe", "sv"),
    ("tam", "ta"),
    ("tel", "te"),
    ("tgl", "fil"),
    ("tha", "th"),
    ("tuk", "tk"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("uzb", "uz"),
    ("vie", "vi"),
    ("yid", "yi"),
    ("ydd", "yi"),
    ("zul", "zu"),
    ("aka", "ak"),
    ("kur", "ku"),
    ("tat", "tt"),
    ("tgk", "tg"),
    ("kir", "ky"),
    ("lao", "lo"),
    ("mlt", "mt"),
];

impl FromStr for Language {
    type Err = LanguageError;

    fn from_str(s: &str) -> Result<Self, LanguageError> {
        parse_tag(s.trim()).ok_or_else(|| LanguageError(s.chars().take(40).collect()))
    }
}

fn parse_tag(s: &str) -> Option<Language> {
    let mut pieces = s.split(['-', '_']);
    let primary = pieces.next()?.to_ascii_lowercase();
    if !(2..=3).contains(&primary.len())
        || !primary.bytes().all(|b| b.is_ascii_lowercase())
        || primary == "und"
    {
        return None;
    }
    let primary = PREFERRED.iter().find(|(old, _)| *old == primary).map_or(primary.as_str(), |(_, new)| new);
    let mut tag = primary.to_owned();
    let (mut script, mut region) = (None, None);
    for piece in pieces {
        let letters = piece.bytes().all(|b| b.is_ascii_alphabetic());
        match piece.len() {
            4 if letters && script.is_none() && region.is_none() => {
                script = Some(piece[..1].to_ascii_uppercase() + &piece[1..].to_ascii_lowercase());
            }
            2 if letters && region.is_none() => region = Some(piece.to_ascii_uppercase()),
            3 if region.is_none() && piece.bytes().all(|b| b.is_ascii_digit()) => {
                region = Some(piece.to_owned())
            }
            // Variants and extensions say nothing that we use; what is not even alphanumeric is no tag.
            1..=8 if piece.bytes().all(|b| b.is_ascii_alphanumeric()) => break,
            _ => return None,
        }
    }
    for piece in [script, region].into_iter().flatten() {
        tag.push('-');
        tag.push_str(&piece);
    }
    let mut bytes = [0; Language::CAPACITY];
    bytes.get_mut(..tag.len())?.copy_from_slice(tag.as_bytes());
    Some(Language { bytes, len: tag.len() as u8 })
}

impl TryFrom<String> for Language {
    type Error = LanguageError;

    fn try_from(s: String) -> Result<Self, LanguageError> {
        s.parse()
    }
}

impl From<Language> for String {
    fn from(language: Language) -> String {
        language.as_str().to_owned()
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Language({})", self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_normalised() {
        for (given, tag) in [
            ("ID", "id"),
            ("in", "id"),
            ("ind", "id"),
            ("en-us", "en-US"),
            ("zh_hant_tw", "zh-Hant-TW"),
            ("msa", "ms"),
            ("min", "min"),
            ("de-DE-1996", "de-DE"),
        ] {
            assert_eq!(given.parse::<Language>().unwrap().as_str(), tag);
        }
        for bad in ["", "x", "bahasa indonesia", "und", "e n", "12"] {
            assert!(bad.parse::<Language>().is_err(), "{bad}");
        }
    }
}
