//! Where tags, comments and raw text end, by the rules of the HTML standard's tokenizer: enough of it to skip
//! what no article needs, and to cut what html5ever's own tokenizer cannot bear, before it sees a byte of it.

use memchr::memmem::Finder;
use memchr::{memchr, memchr2};

/// A start or end tag, read up to its `>`.
pub(super) struct Tag<'a> {
    pub(super) name: &'a [u8],
    /// One past the `>`.
    pub(super) end: usize,
}

/// Reads the tag whose name begins at `start`; a tag that the text ends in is none.
pub(super) fn tag(text: &[u8], start: usize) -> Option<Tag<'_>> {
    let name = name_end(text, start);
    let mut at = name;
    while let Some((.., end)) = attribute(text, at) {
        at = end;
    }
    Some(Tag { name: &text[start..name], end: tag_end(text, at)?.0 })
}

/// Where the name of the tag that begins at `start` ends.
pub(super) fn name_end(text: &[u8], start: usize) -> usize {
    skip(text, start, |b| !matches!(b, b'/' | b'>') && !is_space(b))
}

/// One past the `>` of a tag of which `at` is behind the last attribute, and whether it closes itself.
pub(super) fn tag_end(text: &[u8], at: usize) -> Option<(usize, bool)> {
    let end = end_of_gap(text, at);
    (text.get(end) == Some(&b'>')).then(|| (end + 1, end > at && text[end - 1] == b'/'))
}

fn end_of_gap(text: &[u8], at: usize) -> usize {
    skip(text, at, |b| b == b'/' || is_space(b))
}

/// The attributes of a tag, of which `text` is the rest behind its name.
pub(super) fn attributes(text: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let (name, value, end) = attribute(text, at)?;
        at = end;
        Some((name, value))
    })
}

/// The next attribute of a tag: its name, its value, and where it ends; `None` at the tag's end.
pub(super) fn attribute(text: &[u8], at: usize) -> Option<(&[u8], &[u8], usize)> {
    let from = end_of_gap(text, at);
    if *text.get(from)? == b'>' {
        return None;
    }
    // The first character belongs to the name whatever it is, `=` included.
    let end = skip(text, from + 1, |b| !matches!(b, b'/' | b'>' | b'=') && !is_space(b));
    let name = &text[from..end];
    let after = skip(text, end, is_space);
    if text.get(after) != Some(&b'=') {
        return Some((name, b"", end));
    }
    let (value, end) = value(text, after + 1)?;
    Some((name, value, end))
}

/// An attribute's value and where it ends, `at` being behind the `=`.
fn value(text: &[u8], at: usize) -> Option<(&[u8], usize)> {
    let at = skip(text, at, is_space);
    match text.get(at) {
        Some(quote @ (b'"' | b'\'')) => {
            let from = at + 1;
            let length = memchr(*quote, &text[from..])?;
            Some((&text[from..from + length], from + length + 1))
        }
        _ => {
            let end = skip(text, at, |b| b != b'>' && !is_space(b));
            Some((&text[at..end], end))
        }
    }
}

/// Where a comment ends: the first byte of what ends it, and one past that. `at` is behind the `<!--`.
pub(super) fn comment_end(text: &[u8], at: usize) -> (usize, usize) {
    if text[at..].starts_with(b">") {
        return (at, at + 1);
    }
    if text[at..].starts_with(b"->") {
        return (at, at + 2);
    }
    let mut from = at;
    while let Some(n) = memchr(b'-', &text[from..]) {
        let dash = from + n;
        if text[dash..].starts_with(b"-->") {
            return (dash, dash + 3);
        }
        if text[dash..].starts_with(b"--!>") {
            return (dash, dash + 4);
        }
        from = dash + 1;
    }
    (text.len(), text.len())
}

/// Where the next `>` leaves off, or the text.
pub(super) fn bogus_end(text: &[u8], at: usize) -> usize {
    memchr(b'>', &text[at..]).map_or(text.len(), |n| at + n + 1)
}

/// Where a CDATA section ends: the first byte of what ends it, and one past that. `at` is inside it.
pub(super) fn cdata_end(text: &[u8], at: usize) -> (usize, usize) {
    match Finder::new("]]>").find(&text[at..]) {
        Some(n) => (at + n, at + n + 3),
        None => (text.len(), text.len()),
    }
}

/// Where the end tag of a raw text element of that name begins, or the text ends.
pub(super) fn raw_end(text: &[u8], at: usize, name: &[u8]) -> usize {
    let mut from = at;
    while let Some(n) = memchr(b'<', &text[from..]) {
        let open = from + n;
        if text.get(open + 1) == Some(&b'/') && word(text, open + 2, name) {
            return open;
        }
        from = open + 1;
    }
    text.len()
}

/// Where a script's end tag begins, or the text ends. Inside `<!-- … -->` a script may hold another `<script>`,
/// whose end is not this one's.
pub(super) fn script_end(text: &[u8], at: usize) -> usize {
    #[derive(PartialEq)]
    enum State {
        Plain,
        Escaped,
        DoubleEscaped,
    }
    let mut state = State::Plain;
    let mut from = at;
    loop {
        let rest = &text[from..];
        let found = if state == State::Plain { memchr(b'<', rest) } else { memchr2(b'<', b'-', rest) };
        let Some(n) = found else { return text.len() };
        let here = from + n;
        from = here + 1;
        if text[here] == b'-' {
            if text[here..].starts_with(b"-->") {
                state = State::Plain;
            }
            continue;
        }
        let closes = text.get(here + 1) == Some(&b'/') && word(text, here + 2, b"script");
        match state {
            State::Plain | State::Escaped if closes => return here,
            State::Plain if text[here..].starts_with(b"<!--") => {
                state = State::Escaped;
                // Its dashes may be those that end it: `<!-->`.
                from = here + 2;
            }
            State::Escaped if word(text, here + 1, b"script") => state = State::DoubleEscaped,
            State::DoubleEscaped if closes => state = State::Escaped,
            _ => {}
        }
    }
}

/// Whether that name stands here, whatever its case, and ends here.
fn word(text: &[u8], at: usize, name: &[u8]) -> bool {
    let end = at + name.len();
    text.get(at..end).is_some_and(|found| found.eq_ignore_ascii_case(name))
        && text.get(end).is_some_and(|b| matches!(b, b'/' | b'>') || is_space(*b))
}

fn skip(text: &[u8], mut at: usize, run: impl Fn(u8) -> bool) -> usize {
    while text.get(at).is_some_and(|b| run(*b)) {
        at += 1;
    }
    at
}

pub(super) fn is_space(b: u8) -> bool {
    matches!(b, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag_of(text: &str) -> Option<&str> {
        tag(text.as_bytes(), 1).map(|tag| &text[..tag.end])
    }

    #[test]
    fn tags_end_where_the_standard_says() {
        for (text, end) in [
            ("<p>x", Some("<p>")),
            ("<a href='>'>x", Some("<a href='>'>")),
            ("<a href=\">\" b>x", Some("<a href=\">\" b>")),
            ("<a href=a'>'>x", Some("<a href=a'>")),
            ("<a =\">x", Some("<a =\">")),
            ("<a b=>x", Some("<a b=>")),
            ("<a b = 'c>'d>x", Some("<a b = 'c>'d>")),
            ("<a/b/=\">\">x", Some("<a/b/=\">")),
            ("<br/>x", Some("<br/>")),
            ("<a b='", None),
            ("<a", None),
        ] {
            assert_eq!(tag_of(text), end, "{text}");
        }
    }

    #[test]
    fn comments_end_where_the_standard_says() {
        for (text, rest) in [
            (" a -->x", "x"),
            (">x", "x"),
            ("->x", "x"),
            ("-->x", "x"),
            ("--->x", "x"),
            (" a --!>x", "x"),
            (" a --!-->x", "x"),
            (" -- > -->x", "x"),
            (" <!-->x", "x"),
            (" a", ""),
        ] {
            assert_eq!(&text[comment_end(text.as_bytes(), 0).1..], rest, "{text}");
        }
    }

    #[test]
    fn scripts_end_where_the_standard_says() {
        for (text, rest) in [
            ("a</script>x", "</script>x"),
            ("a</SCRIPT >x", "</SCRIPT >x"),
            ("a</scripts></script>x", "</script>x"),
            ("'<!--' </script>x", "</script>x"),
            ("<!-- <script> </script> --></script>x", "</script>x"),
            ("<!-- <script> </script> </script>x", "</script>x"),
            ("<!-- <scripts> </script>x", "</script>x"),
            ("<!--><script></script>x", "</script>x"),
            ("<!---><script></script>x", "</script>x"),
            ("<!-- <script> --> </script>x", "</script>x"),
            ("<!-<script></script>x", "</script>x"),
            ("<!-- <script> </script>", ""),
        ] {
            assert_eq!(&text[script_end(text.as_bytes(), 0)..], rest, "{text}");
        }
    }
}
