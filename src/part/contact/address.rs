use super::{Mention, street};
use crate::article::ContactKind;
use crate::value::Span;

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
    let found = street::first(line)?;
    let raw = &line[found.clone()];
    let limit = taken
        .iter()
        .map(|t| t.start())
        .filter(|s| *s > found.start)
        .min()
        .map_or(raw.len(), |s| (s - found.start).min(raw.len()));
    let mut end = crate::text::boundary_before(raw, limit);
    // "Jl. ", "No. " and "Lt. " hold a full stop that ends nothing.
    let ends = street::stops(raw).find(|stop| {
        let word = raw[..*stop].rsplit(' ').next().unwrap_or("");
        !(raw[*stop..].starts_with(". ")
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
    if let Some(stop) = ends {
        end = end.min(stop);
    }
    let raw = raw[..end].trim_end_matches(|c: char| c.is_whitespace() || ",.;:-–—/|".contains(c));
    let before = line[..found.start].to_lowercase();
    let labelled = LABELS.iter().any(|l| before.contains(l) && before.len() < 80);
    // "Truk terguling di Jalan …" leads up to the street, "Toko Maju Jl. …" does not.
    let led = line[..found.start]
        .trim_end()
        .rsplit(' ')
        .next()
        .is_some_and(|w| w.starts_with(char::is_lowercase) && w.ends_with(char::is_alphabetic));
    let alone = line.trim().len() <= raw.len() + 30 && !led;
    let postcode = raw.split(|c: char| !c.is_ascii_digit()).any(|d| d.len() == 5);
    let fits = raw.len() >= 8
        && (street::has_number(raw) || labelled)
        && (labelled
            || postcode
            || (alone && street::has_number(raw))
            || (!taken.is_empty() && line.len() < 200));
    let span = Span::new(found.start, found.start + raw.len());
    (fits && !taken.iter().any(|t| t.overlaps(span))).then(|| Mention {
        kind: ContactKind::Address,
        value: raw.to_owned(),
        span,
        extension: None,
    })
}
