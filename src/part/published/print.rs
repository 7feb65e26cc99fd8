//! The last resort: a line of the text itself that says when it was published.

use super::candidate::{self, Event};
use crate::value::{BlockKind, Context, Date, Text};

/// The longest block that can be such a line, in bytes.
const LONGEST: usize = 160;

/// "Diterbitkan 9 Desember 2021" or a bare date line among the first or last blocks of a text.
///
/// A date inside a sentence is an event's and never taken.
pub(super) fn date(text: &Text, context: &Context) -> Option<Date> {
    let blocks = &text.blocks;
    let last = blocks.len().saturating_sub(2).max(3);
    let edges =
        blocks.iter().enumerate().filter(|(i, b)| *i < 3 || *i >= last || b.kind == BlockKind::Byline);
    let lines = edges.flat_map(|(i, b)| b.span.of(&text.str).split('\n').map(move |line| (i, line.trim())));
    let mut bare = None;
    for (i, line) in lines.filter(|(_, line)| !line.is_empty() && line.len() <= LONGEST) {
        for (reading, said) in candidate::readings(line, context) {
            let starts = line.chars().take(40).collect::<String>().to_lowercase();
            let alone =
                crate::part::date::reading(line, context.language_hint(), context.region_hint()).is_some();
            match said {
                Some(Event::Publication) if is_label(&starts) => {
                    return reading.date.day().map(|_| reading.date);
                }
                None if alone && i < 3 && reading.date.day().is_some() => bare = bare.or(Some(reading.date)),
                _ => {}
            }
        }
    }
    bare
}

/// The line begins with a word of publication, not with a sentence.
fn is_label(line: &str) -> bool {
    const LABELS: &[&str] = &[
        "diterbitkan",
        "dipublikasikan",
        "diposting",
        "diposkan",
        "ditayangkan",
        "tayang",
        "terbit",
        "posted",
        "published",
        "first published",
        "veröffentlicht",
        "erstellt",
        "publié",
        "mis en ligne",
        "publicado",
        "postado",
        "pubblicato",
        "gepubliceerd",
        "geplaatst",
        "opublikowano",
        "publicerad",
        "publisert",
        "опубликовано",
        "(diterbitkan",
        "(published",
    ];
    LABELS.iter().any(|label| line.starts_with(label))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(s: &str) -> String {
        date(&Text::plain(s), &Context::new().language("id")).map(|d| d.to_string()).unwrap_or_default()
    }

    #[test]
    fn lines_that_state_the_day() {
        assert_eq!(read("Diterbitkan pada 9 Desember 2021\n\nPadang - Air naik."), "2021-12-09");
        assert_eq!(read("Kamis, 9 Desember 2021\n\nPadang - Air naik."), "2021-12-09");
        assert_eq!(read("Padang - Air naik.\n\nPosted on December 9, 2021"), "2021-12-09");
    }

    #[test]
    fn sentences_and_copyright_lines_state_none() {
        for s in [
            "Padang - Air naik Rabu (8/12/2021).",
            "Air naik.\n\n© 2021 Contoh",
            "Buku itu diterbitkan 9 Desember 2021 oleh Contoh.",
            "Pendaftaran dibuka sampai 9 Desember 2021",
            "",
        ] {
            assert_eq!(read(s), "", "{s}");
        }
    }
}
