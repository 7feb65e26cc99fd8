use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::error::{Error, ErrorKind};
use crate::options::{OnLimit, Options};
use crate::page::{Content, Page};

/// How much of a page is looked at for a declaration of its charset: the standard says 1 KiB, many pages say it later.
const DECLARATION_WITHIN: usize = 4096;

/// The page's text, and whether a limit cut it short.
///
/// The charset is told by a byte order mark, else by the server, else by the page, else guessed. A declaration that the
/// bytes belie is not believed: valid UTF-8 with other than ASCII in it is UTF-8, invalid UTF-8 is not.
pub(crate) fn decode<'a>(page: &Page<'a>, options: &Options) -> Result<(Cow<'a, str>, bool), Error> {
    let length = match page.content() {
        Content::Text(text) => text.len(),
        Content::Bytes(bytes) => bytes.len(),
    };
    let most = options.max_bytes;
    let truncated = length > most;
    if truncated && options.on_limit == OnLimit::Refuse {
        let message =
            format!("the page has {length} bytes, more than the limit of {most}; raise Options::max_bytes");
        return Err(Error::new(ErrorKind::TooLarge, message));
    }
    let text = match page.content() {
        Content::Text(text) => Cow::Borrowed(&text[..crate::text::boundary_before(text, most)]),
        Content::Bytes(bytes) => decode_bytes(&bytes[..length.min(most)], page.declared_charset(), truncated),
    };
    Ok((text, truncated))
}

fn decode_bytes<'a>(bytes: &'a [u8], declared: Option<&str>, cut: bool) -> Cow<'a, str> {
    if is_binary(bytes) {
        return Cow::Borrowed("");
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0;
    }
    if let Some(encoding) = bare_utf_16(bytes) {
        return encoding.decode_without_bom_handling(bytes).0;
    }
    let valid = std::str::from_utf8(bytes);
    // A limit may have cut the last character in two.
    let is_utf_8 = valid.is_ok() || (cut && valid.is_err_and(|e| e.error_len().is_none()));
    let declared = declared.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    let declared = declared.or_else(|| declared_in_page(bytes));
    match declared {
        // Escapes are ASCII, and ASCII is valid UTF-8: the declaration alone tells this one.
        Some(encoding) if encoding.name() == "ISO-2022-JP" => encoding.decode_without_bom_handling(bytes).0,
        _ if is_utf_8 => UTF_8.decode_without_bom_handling(bytes).0,
        Some(encoding) if encoding != UTF_8 && !(encoding == WINDOWS_1252 && undefined_in_1252(bytes)) => {
            encoding.decode_without_bom_handling(bytes).0
        }
        _ => {
            // Nearly valid UTF-8 is UTF-8 with a few broken bytes, as truncated comments and pasted logs leave them.
            if declared == Some(UTF_8) && nearly_utf_8(bytes) {
                return UTF_8.decode_without_bom_handling(bytes).0;
            }
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
            detector.feed(bytes, true);
            detector.guess(None, Utf8Detection::Deny).decode_without_bom_handling(bytes).0
        }
    }
}

/// Whether the bytes are no text: an image, an archive, a document, or mostly control characters.
fn is_binary(bytes: &[u8]) -> bool {
    const MAGIC: &[&[u8]] = &[
        b"\x89PNG",
        b"\x1f\x8b",
        b"%PDF-",
        b"PK\x03\x04",
        b"GIF8",
        b"\xff\xd8\xff",
        b"RIFF",
        b"\x7fELF",
        b"OggS",
    ];
    if MAGIC.iter().any(|m| bytes.starts_with(m)) {
        return true;
    }
    let head = &bytes[..bytes.len().min(1024)];
    let control = head.iter().filter(|b| matches!(b, 1..=8 | 14..=26 | 28..=31 | 127)).count();
    control * 10 > head.len().max(1)
}

/// UTF-16 without a mark: the markup's ASCII has a zero in every other byte.
fn bare_utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(64)];
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|b| **b == 0).count() * 2;
    if head.len() < 8 {
        None
    } else if zeros(1) * 10 >= head.len() * 9 && zeros(0) == 0 {
        Some(UTF_16LE)
    } else if zeros(0) * 10 >= head.len() * 9 && zeros(1) == 0 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Bytes that windows-1252 does not use: where they stand, the declaration is a default nobody meant.
fn undefined_in_1252(bytes: &[u8]) -> bool {
    bytes.iter().filter(|b| matches!(b, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d)).count() > 2
}

fn nearly_utf_8(bytes: &[u8]) -> bool {
    let broken = bytes.utf8_chunks().filter(|c| !c.invalid().is_empty()).count();
    let long = bytes.iter().filter(|b| **b >= 0xc2).count();
    broken * 20 <= long
}

/// The charset that `<meta charset>`, `<meta http-equiv content>` or an XML declaration names.
fn declared_in_page(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(DECLARATION_WITHIN)];
    let head: Vec<u8> = head.iter().map(u8::to_ascii_lowercase).collect();
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'<', &head[at..]) {
        at += found + 1;
        let rest = &head[at..];
        if rest.starts_with(b"!--") {
            at += memchr::memmem::find(rest, b"-->").unwrap_or(rest.len());
            continue;
        }
        let key: &[u8] = if rest.starts_with(b"meta") {
            b"charset"
        } else if rest.starts_with(b"?xml") {
            b"encoding"
        } else {
            continue;
        };
        let tag = &rest[..memchr::memchr(b'>', rest).unwrap_or(rest.len())];
        let Some(encoding) = memchr::memmem::find(tag, key).and_then(|n| label(&tag[n + key.len()..])) else {
            continue;
        };
        // A page that could be read so far is in neither of these.
        return Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding });
    }
    None
}

/// The encoding named after `=`, with or without quotes.
fn label(after_key: &[u8]) -> Option<&'static Encoding> {
    let value = after_key.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let value =
        value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value).trim_ascii_start();
    let end =
        value.iter().position(|b| !(b.is_ascii_alphanumeric() || b"-_:.".contains(b))).unwrap_or(value.len());
    Encoding::for_label(&value[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> String {
        decode(&Page::new(bytes), &Options::new()).unwrap().0.into_owned()
    }

    #[test]
    fn charsets_are_told_by_mark_declaration_or_guess() {
        let text = "<p>Curaçao, „Zitat“ – naïve façade déjà vu à la carte";
        let (latin, ..) = WINDOWS_1252.encode(text);
        for head in [
            "",
            "<meta charset=windows-1252>",
            "<meta charset='utf-8'>",
            "<meta http-equiv=content-type content='text/html; charset=iso-8859-1'>",
        ] {
            let bytes = [head.as_bytes(), &latin].concat();
            assert!(read(&bytes).ends_with(text), "{head}: {}", read(&bytes));
        }
        for mislabelled in ["<meta charset=windows-1252>", "<meta charset=utf-16>", "<meta charset=nonsense>"]
        {
            assert!(read(format!("{mislabelled}{text}").as_bytes()).ends_with(text));
        }
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(read(&[b"\xff\xfe".as_slice(), &little].concat()), text);
        assert_eq!(read(&[b"\xfe\xff".as_slice(), &big].concat()), text);
        let ascii: Vec<u8> =
            "<html><body><p>Air naik</p>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&ascii), "<html><body><p>Air naik</p>");
    }

    #[test]
    fn declared_charsets_of_the_world_are_read() {
        for (label, text) in [
            ("gbk", "<p>北京消息：今天"),
            ("big5", "<p>台北訊：今天"),
            ("shift_jis", "<p>東京で発表した"),
            ("euc-kr", "<p>서울에서 발표했다"),
            ("koi8-r", "<p>Москва сообщает"),
            ("windows-1256", "<p>الرياض اليوم"),
            ("windows-874", "<p>กรุงเทพวันนี้"),
            ("iso-2022-jp", "<p>東京で発表した"),
        ] {
            let (bytes, _, lost) = Encoding::for_label(label.as_bytes()).unwrap().encode(text);
            assert!(!lost);
            let page = [format!("<meta charset={label}>").as_bytes(), &bytes].concat();
            assert!(read(&page).ends_with(text), "{label}");
            let told = decode(&Page::new(&*bytes).charset(label), &Options::new()).unwrap().0.into_owned();
            assert_eq!(told, text);
        }
    }

    #[test]
    fn limits_cut_on_a_character_or_refuse() {
        let options = Options::new().max_bytes(4);
        assert_eq!(decode(&Page::new("abcé"), &options).unwrap(), ("abc".into(), true));
        assert!(decode(&Page::new("abcé".as_bytes()), &options).unwrap().1);
        let refused = decode(&Page::new("abcé"), &options.on_limit(OnLimit::Refuse)).unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::TooLarge);
    }

    #[test]
    fn what_is_no_text_reads_as_nothing() {
        for bytes in [b"\x89PNG\r\n\x1a\n....".as_slice(), b"\x1f\x8b\x08\x00", b"%PDF-1.7 ...", &[1u8; 500]]
        {
            assert_eq!(read(bytes), "");
        }
    }
}
