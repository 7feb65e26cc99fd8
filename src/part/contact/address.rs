use std::sync::LazyLock;

use regex::Regex;

use super::Mention;
use crate::article::ContactKind;
use crate::value::Span;

/// Where a street address begins, and what it runs over: to the end of its sentence or to the next contact.
static STREET: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        (?: (?:Gedung|Komplek|Kompleks|Ruko|Plaza|Menara|Wisma)\s[^.;:()|]{2,40},\s )?
        \b(?:Jl\.?|JL\.?|Jln\.?|JLN\.?|Jalan|JALAN|Lorong|Persiaran)\s\p{Lu}[^;:()|\n]{2,140}
        | \b\d{1,5}\s(?:\p{Lu}[\p{L}.'-]*\s){1,4}(?:Street|St|Road|Rd|Avenue|Ave|Boulevard|Blvd|Lane|Ln|Drive|Dr|Way|Square|Highway|Hwy)\b\.?[^;:()|\n]{0,90}
        | \b\p{Lu}[\p{L}.-]*(?:straße|strasse|str\.|weg|platz|allee)\s\d{1,4}\s?[a-z]?\b,?\s\d{5}\s\p{Lu}\p{L}+
        | \b\d{1,4}(?:\sbis)?,?\s(?:rue|avenue|boulevard|place|quai)\s[^;:()|\n]{3,60},?\s\d{5}\s\p{Lu}\p{L}+
        | \b(?:Calle|C/|Avenida|Av\.|Rua|Avda\.|Via)\s\p{Lu}[^;:()|\n]{2,80}",
    )
    .expect("pattern")
});

/// A street number, a postcode, or both.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:No\.?\s?\d|Kav\.?\s?\d|Km\.?\s?\d|Blok\s\w|\d{5}\b|\d{1,4}\s?[A-Z]?\b)")
        .expect("pattern")
});

/// What ends an address inside its line.
static END: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:\.\s|[.,]?\s(?:telp|telepon|tel|tlp|hp|cp|phone|fax|email|e-mail|wa|kontak|contact|hubungi|pada|yang|untuk|saat|dan\s|setelah|mulai)\b|\s[–—-]\s|\.$|,$|\s/\s)").expect("pattern")
});

/// Words that say that an address is given to be visited or written to.
const LABELS: &[&str] = &[
    "alamat",
    "kantor",
    "sekretariat",
    "kediaman",
    "office",
    "address",
    "redaksi",
    "gedung",
    "pejabat",
    "adresse",
    "dirección",
    "direccion",
    "endereço",
    "indirizzo",
    "anschrift",
    "lokasi",
    "posko",
    "dikirim ke",
    "datang ke",
    "datang langsung ke",
    "headquarters",
    "visit us",
];

/// The street address of a line, if it is given as one: in running prose a street is where something happened.
pub(super) fn mention(line: &str, taken: &[Span]) -> Option<Mention> {
    let found = STREET.find(line)?;
    let raw = found.as_str();
    let limit = taken
        .iter()
        .map(|t| t.start())
        .filter(|s| *s > found.start())
        .min()
        .map_or(raw.len(), |s| (s - found.start()).min(raw.len()));
    let mut end = crate::text::boundary_before(raw, limit);
    // "Jl. ", "No. " and "Lt. " hold a full stop that ends nothing.
    let ends = END.find_iter(raw).find(|m| {
        let word = raw[..m.start()].rsplit(' ').next().unwrap_or("");
        !(raw[m.start()..].starts_with(". ")
            && matches!(
                word.to_lowercase().as_str(),
                "komp"
                    | "kompl"
                    | "gg"
                    | "gd"
                    | "ged"
                    | "rt"
                    | "rw"
                    | "kel"
                    | "kec"
                    | "kab"
                    | "ds"
                    | "dsn"
                    | "jl"
                    | "jln"
                    | "no"
                    | "lt"
                    | "kav"
                    | "km"
                    | "st"
                    | "ave"
                    | "rd"
                    | "dr"
                    | "h"
                    | "kh"
                    | "prof"
                    | "jend"
                    | "ir"
            ))
    });
    if let Some(m) = ends {
        end = end.min(m.start());
    }
    let raw = raw[..end].trim_end_matches(|c: char| c.is_whitespace() || ",.;:-–—/|".contains(c));
    let before = line[..found.start()].to_lowercase();
    let labelled = LABELS.iter().any(|l| before.contains(l) && before.len() < 80);
    // "Truk terguling di Jalan …" leads up to the street, "Toko Maju Jl. …" does not.
    let led = line[..found.start()]
        .trim_end()
        .rsplit(' ')
        .next()
        .is_some_and(|w| w.starts_with(char::is_lowercase) && w.ends_with(char::is_alphabetic));
    let alone = line.trim().len() <= raw.len() + 30 && !led;
    let postcode = raw.split(|c: char| !c.is_ascii_digit()).any(|d| d.len() == 5);
    let fits = raw.len() >= 8
        && (NUMBER.is_match(raw) || labelled)
        && (labelled
            || postcode
            || (alone && NUMBER.is_match(raw))
            || (!taken.is_empty() && line.len() < 200));
    let span = Span::new(found.start(), found.start() + raw.len());
    (fits && !taken.iter().any(|t| t.overlaps(span))).then(|| Mention {
        kind: ContactKind::Address,
        value: raw.to_owned(),
        span,
        extension: None,
    })
}
