//! What a page says about its own charset, in its first bytes.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use memchr::memchr;

use super::prescan;

/// Bytes in which a declaration is looked for. The standard says 1024; pages put more before it.
const WINDOW: usize = 4096;

/// The charset that an XML declaration or a `meta` element names.
pub(super) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(WINDOW)];
    let encoding = xml(head).or_else(|| meta(head))?;
    // What could be read as ASCII so far is not UTF-16.
    if encoding == UTF_16LE || encoding == UTF_16BE {
        return Some(UTF_8);
    }
    Some(if encoding.name() == "x-user-defined" { WINDOWS_1252 } else { encoding })
}

/// The charset of UTF-16 text without a mark, where its markup shows it.
pub(super) fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(WINDOW) & !1];
    memchr(0, head)?;
    let pairs = head.len() / 2;
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    // Half of a page's first characters are ASCII whatever its language: it begins with markup.
    let mostly = |many: usize, few: usize| pairs >= 4 && many * 2 > pairs && few * 16 < pairs;
    if mostly(odd, even) {
        Some(UTF_16LE)
    } else if mostly(even, odd) {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn xml(head: &[u8]) -> Option<&'static Encoding> {
    let declaration = head.strip_prefix(b"<?xml")?;
    let declaration = &declaration[..memchr(b'>', declaration)?];
    let at = declaration.windows(8).position(|w| w == b"encoding")?;
    let value = declaration[at + 8..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let quote = *value.first().filter(|q| matches!(q, b'"' | b'\''))?;
    let value = &value[1..];
    Encoding::for_label(&value[..memchr(quote, value)?])
}

/// The standard's prescan: comments and other tags are stepped over, so that no text is taken for a `meta`.
fn meta(head: &[u8]) -> Option<&'static Encoding> {
    let mut at = 0;
    while let Some(n) = memchr(b'<', &head[at..]) {
        let open = at + n;
        let rest = &head[open + 1..];
        at = if rest.starts_with(b"!--") {
            prescan::comment_end(head, open + 4).1
        } else if rest.first().is_some_and(|b| matches!(b, b'!' | b'?')) {
            prescan::bogus_end(head, open)
        } else if rest.first().is_some_and(|b| b.is_ascii_alphabetic() || *b == b'/') {
            let tag = prescan::tag(head, open + 1)?;
            if tag.name.eq_ignore_ascii_case(b"meta")
                && let Some(encoding) = of_meta(&head[open + 5..tag.end])
            {
                return Some(encoding);
            }
            tag.end
        } else {
            open + 1
        };
    }
    None
}

/// The charset that the attributes of one `meta` element name.
fn of_meta(attributes: &[u8]) -> Option<&'static Encoding> {
    let (mut charset, mut content, mut is_content_type) = (None, None, false);
    for (name, value) in prescan::attributes(attributes) {
        if name.eq_ignore_ascii_case(b"charset") {
            charset = charset.or(Encoding::for_label(value));
        } else if name.eq_ignore_ascii_case(b"content") {
            content = content.or(in_content(value));
        } else if name.eq_ignore_ascii_case(b"http-equiv") {
            is_content_type |= value.trim_ascii().eq_ignore_ascii_case(b"content-type");
        }
    }
    charset.or(content.filter(|_| is_content_type))
}

/// The charset in `text/html; charset=…`.
fn in_content(value: &[u8]) -> Option<&'static Encoding> {
    let mut from = 0;
    loop {
        let at = from + value[from..].windows(7).position(|w| w.eq_ignore_ascii_case(b"charset"))?;
        from = at + 7;
        let Some(label) = value[from..].trim_ascii_start().strip_prefix(b"=") else { continue };
        let label = label.trim_ascii_start();
        let label = match label.first() {
            Some(quote @ (b'"' | b'\'')) => &label[1..1 + memchr(*quote, &label[1..])?],
            _ => {
                let end = label.iter().position(|b| prescan::is_space(*b) || *b == b';');
                &label[..end.unwrap_or(label.len())]
            }
        };
        return Encoding::for_label(label);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(html: &str) -> Option<&'static str> {
        declared(html.as_bytes()).map(Encoding::name)
    }

    #[test]
    fn declarations() {
        for (html, expected) in [
            ("<meta charset=gb2312>", Some("GBK")),
            ("<!doctype html><html><head><META CharSet = 'Shift_JIS' />", Some("Shift_JIS")),
            (
                "<meta http-equiv=Content-Type content='text/html; charset=windows-1256'>",
                Some("windows-1256"),
            ),
            ("<meta content=\"text/html;charset = 'koi8-r'\" http-equiv=\"content-type\">", Some("KOI8-R")),
            ("<meta content='text/html; charset=big5'>", None),
            ("<meta name=x charset=nonsense><meta charset=euc-kr>", Some("EUC-KR")),
            ("<!-- <meta charset=gbk> --><p title='<meta charset=gbk>'>", None),
            ("<metadata charset=gbk>", None),
            ("<meta charset=utf-16>", Some("UTF-8")),
            ("<?xml version=\"1.0\" encoding=\"ISO-8859-2\"?><html>", Some("ISO-8859-2")),
            ("<?xml version='1.0'?><meta charset=big5>", Some("Big5")),
            ("<meta charset=", None),
            ("<", None),
            ("", None),
        ] {
            assert_eq!(name(html), expected, "{html}");
        }
    }

    #[test]
    fn utf16_shows_in_its_zeros() {
        let le: Vec<u8> = "<html><p>Air".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = "<html><p>Air".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(utf16(&le), Some(UTF_16LE));
        assert_eq!(utf16(&be), Some(UTF_16BE));
        assert_eq!(utf16(b"<html><p>Air"), None);
        assert_eq!(utf16(&[0; 64]), None);
    }
}
