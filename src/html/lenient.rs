use serde_json::{Deserializer, Value};

/// Reads a JSON text as pages print it. Tried as it is first; then without comments, CDATA marks and commas too
/// many, with missing values and raw control characters mended; then with quote marks inside of strings, too.
///
/// What follows the first value is left out. Nesting is bounded by `serde_json`.
pub(super) fn parse(text: &str) -> Option<Value> {
    first(text)
        .or_else(|| first(&mended(text, Quotes::AsTheyAre)))
        .or_else(|| first(&mended(text, Quotes::Inside)))
}

fn first(text: &str) -> Option<Value> {
    Deserializer::from_str(text).into_iter::<Value>().next()?.ok().filter(|v| v.is_object() || v.is_array())
}

#[derive(Clone, Copy, PartialEq)]
enum Quotes {
    /// Each ends its string.
    AsTheyAre,
    /// Those that nothing follows which may follow a string belong to it.
    Inside,
}

fn mended(text: &str, quotes: Quotes) -> String {
    let start = text.find(['{', '[']).unwrap_or(text.len());
    let mut rest = &text[start..];
    // `<![CDATA[ {` begins with a bracket, too.
    if text[..start].ends_with("<!") {
        rest = rest.strip_prefix("[CDATA[").unwrap_or(rest);
    }
    let mut out = String::with_capacity(rest.len());
    // The last character that is no white space, and where it stands.
    let mut last = (' ', 0);
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        rest = match c {
            '"' => {
                let after = string(after, quotes, &mut out);
                last = ('"', out.len());
                after
            }
            '/' if after.starts_with('/') => line_end(after),
            '/' if after.starts_with('*') => after.find("*/").map_or("", |n| &after[n + 2..]),
            '<' if after.starts_with("!--") => &after[3..],
            '-' if after.starts_with("->") => &after[2..],
            ']' if after.starts_with("]>") => &after[2..],
            // `[1,, 2]`
            ',' if matches!(last.0, ' ' | ',' | '[' | '{') => after,
            c => {
                match (last.0, c) {
                    (':', ',' | '}' | ']') => out.push_str("null"),
                    // `[1, ]`, `{"a": 1, }`
                    (',', '}' | ']') => out.truncate(last.1),
                    _ => {}
                }
                if !c.is_ascii_whitespace() {
                    last = (c, out.len());
                }
                out.push(c);
                after
            }
        };
    }
    out
}

/// Copies a string, of which `text` is the rest behind its first quote mark; returns what follows it.
fn string<'a>(text: &'a str, quotes: Quotes, out: &mut String) -> &'a str {
    out.push('"');
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' if quotes == Quotes::AsTheyAre || may_end(&text[at + 1..]) => {
                out.push('"');
                return &text[at + 1..];
            }
            '"' => out.push_str("\\\""),
            '\\' => match chars.next() {
                Some((_, e @ ('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't'))) => out.extend(['\\', e]),
                Some((_, 'u')) if is_unicode_escape(&text[at + 2..]) => out.push_str("\\u"),
                // `\'` and others that JSON does not know.
                Some((_, other)) if other >= ' ' => out.push(other),
                _ => out.push(' '),
            },
            c if c < ' ' => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    ""
}

fn is_unicode_escape(digits: &str) -> bool {
    digits.len() >= 4 && digits.bytes().take(4).all(|b| b.is_ascii_hexdigit())
}

/// Whether what follows a quote mark may follow a string.
fn may_end(after: &str) -> bool {
    let after = after.trim_start();
    after.is_empty() || after.starts_with([',', ':', '}', ']'])
}

fn line_end(text: &str) -> &str {
    text.find('\n').map_or("", |n| &text[n..])
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn what_pages_print() {
        for (text, expected) in [
            (r#"{"a": 1}"#, r#"{"a":1}"#),
            ("{\"a\": \"x\ny\tz\"}", r#"{"a":"x y z"}"#),
            (r#"{"a": [1, 2, ], "b": {"c": 1, }, }"#, r#"{"a":[1,2],"b":{"c":1}}"#),
            (r#"{"a": , "b": }"#, r#"{"a":null,"b":null}"#),
            (r#"{"a": 1,, "b": 2}"#, r#"{"a":1,"b":2}"#),
            ("<!-- {\"a\": 1} -->", r#"{"a":1}"#),
            ("//<![CDATA[\n{\"a\": 1}\n//]]>", r#"{"a":1}"#),
            ("<![CDATA[ [{\"a\": [[1]]}] ]]>", r#"[{"a":[[1]]}]"#),
            ("/* x */ {\"a\": 1, // \"b\"\n \"c\": \"http://x\"};", r#"{"a":1,"c":"http://x"}"#),
            (r#"{"a": "dia \'tidak\' \x"}"#, r#"{"a":"dia 'tidak' x"}"#),
            (r#"{"a": "kata "air" naik", "b": 1}"#, r#"{"a":"kata \"air\" naik","b":1}"#),
            (r#"{"a": 1}{"b": 2}"#, r#"{"a":1}"#),
            ("\u{feff} {\"a\": 1}", r#"{"a":1}"#),
        ] {
            assert_eq!(parse(text).map(|v| v.to_string()).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_none() {
        for text in
            ["", "x", "\"x\"", "12", "{", "{\"a\"", "[1, 2", "{{{{", "{\"a\": \"\\u12\"", "/*", "<![CDATA["]
        {
            assert_eq!(parse(text), None, "{text}");
        }
        for piece in ["[", "{\"a\":", "\"", "\\", ",", "/", "//", "/*", "<!--", "]", "[\"", ", ", "{,"] {
            assert_eq!(parse(&piece.repeat(50_000)), None, "{piece}");
        }
    }
}
