use std::borrow::Cow;

/// Longest tag that is left as it is: an image embedded in its address may be long, a list of attributes may not.
const LONGEST_TAG: usize = 1 << 16;

/// Cuts the attributes off tags that are longer than any honest one: html5ever compares each attribute of a tag with all
/// before it.
///
/// What looks like a tag inside a script or comment is cut as well; nobody reads that.
pub(super) fn cut_giant_tags(text: &str) -> Cow<'_, str> {
    if text.len() <= LONGEST_TAG {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let mut out = String::new();
    let (mut copied, mut at) = (0, 0);
    while let Some(found) = memchr::memchr(b'<', &bytes[at..]) {
        let start = at + found;
        at = start + 1;
        if !bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let end = end_of_tag(bytes, at);
        if end - start > LONGEST_TAG {
            let name_end =
                bytes[at..end].iter().position(|b| !b.is_ascii_alphanumeric()).map_or(end, |n| at + n);
            out.push_str(&text[copied..name_end]);
            out.push('>');
            copied = end;
        }
        at = end;
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[copied..]);
    Cow::Owned(out)
}

/// One past the `>` that ends a tag, quoted values passed over; the end of the text where none does.
///
/// A quote counts only where a value may start: after `=` and white space.
fn end_of_tag(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    let mut after_equals = false;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'>' => return at + 1,
            b'"' | b'\'' if after_equals => {
                let Some(close) = memchr::memchr(byte, &bytes[at + 1..]) else { return bytes.len() };
                at += close + 1;
                after_equals = false;
            }
            b'=' => after_equals = true,
            b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' => {}
            _ => after_equals = false,
        }
        at += 1;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_giant_tags_are_cut() {
        let small = format!("<p title=\"a > b\">{}</p>", "x".repeat(LONGEST_TAG));
        assert_eq!(cut_giant_tags(&small), small);
        let giant = format!("<p>satu</p><div {}>dua</div>", "a=1 ".repeat(LONGEST_TAG));
        assert_eq!(cut_giant_tags(&giant), "<p>satu</p><div>dua</div>");
        let open = format!("<p>satu</p><div {}", "é=\"".repeat(LONGEST_TAG));
        assert_eq!(cut_giant_tags(&open), "<p>satu</p><div>");
    }
}
