use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE};
use memchr::{memchr, memchr2};
use url::Url;

use super::charset;
use crate::error::{Error, ErrorKind};
use crate::options::{OnLimit, Options};
use crate::page::{Content, Page};
use crate::text::boundary_before;

/// Positions in a page are 32 bits wide, and text may grow to three times its bytes when decoded.
const MOST: usize = 1 << 30;
/// Bytes from which a charset is guessed.
const GUESSED_FROM: usize = 1 << 20;
/// Bytes in which binary files show themselves.
const SNIFFED: usize = 4096;

/// The page's text, and whether a limit cut it short.
///
/// A byte order mark decides, then what the server or the page declares, then a guess; but a declaration yields to
/// bytes that it cannot be true of. What is no text at all decodes to nothing: it holds no article.
pub(crate) fn decode<'a>(page: &Page<'a>, options: &Options) -> Result<(Cow<'a, str>, bool), Error> {
    let max = options.max_bytes.min(MOST);
    let length = match page.content() {
        Content::Text(text) => text.len(),
        Content::Bytes(bytes) => bytes.len(),
    };
    let truncated = length > max;
    if truncated && options.on_limit == OnLimit::Refuse {
        return Err(Error::new(
            ErrorKind::TooLarge,
            format!("the page has {length} bytes, max_bytes allows {max}; raise it or truncate"),
        ));
    }
    let text = match page.content() {
        Content::Text(text) => {
            let text = &text[..boundary_before(text, max)];
            Cow::Borrowed(text.strip_prefix('\u{feff}').unwrap_or(text))
        }
        Content::Bytes(bytes) => {
            decode_bytes(&bytes[..length.min(max)], truncated, page.declared_charset(), page.url())
        }
    };
    Ok((plain_lines(text), truncated))
}

/// `cut` says that the last character may be cut in two.
fn decode_bytes<'a>(bytes: &'a [u8], cut: bool, label: Option<&str>, url: Option<&Url>) -> Cow<'a, str> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return decode_as(&bytes[length..], cut, encoding).0;
    }
    if is_archive(bytes) {
        return Cow::Borrowed("");
    }
    if let Some(encoding) = charset::utf16(bytes) {
        return decode_as(bytes, cut, encoding).0;
    }
    if is_full_of_controls(bytes) {
        return Cow::Borrowed("");
    }
    let valid = std::str::from_utf8(bytes).ok();
    if let Some(text) = valid.filter(|text| is_utf8_anyway(text)) {
        return Cow::Borrowed(text);
    }
    // By now it is not UTF-16; and "replacement" stands for charsets that are dangerous to decode.
    let unlikely = |e: &&'static Encoding| [UTF_16LE, UTF_16BE, REPLACEMENT].contains(e);
    let by_label = label.and_then(|l| Encoding::for_label(l.trim().as_bytes()));
    let declared = by_label.filter(|e| !unlikely(e)).or_else(|| charset::declared(bytes));
    let declared = declared.filter(|e| !unlikely(e));

    if let Some(text) = valid.filter(|_| declared.is_some_and(|e| e == UTF_8)) {
        return Cow::Borrowed(text);
    }
    let utf8 = Utf8::of(bytes);
    if utf8.is_credible(declared) {
        return decode_as(bytes, cut, UTF_8).0;
    }
    if let Some(encoding) = declared.filter(|e| *e != UTF_8) {
        let (text, wrong) = decode_as(bytes, cut, encoding);
        // A few broken characters are the page's own; many say that the label is wrong.
        if wrong * 50 <= utf8.high + 50 {
            return text;
        }
        let (other, wrong_by_guess) = decode_as(bytes, cut, guess(bytes, cut, url));
        return if wrong_by_guess < wrong { other } else { text };
    }
    decode_as(bytes, cut, guess(bytes, cut, url)).0
}

fn guess(bytes: &[u8], cut: bool, url: Option<&Url>) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    // Markup tells nothing: begin where the text does.
    let from = bytes.iter().position(|b| !b.is_ascii() || *b == 0x1b).unwrap_or(0).saturating_sub(64);
    let sample = &bytes[from..bytes.len().min(from + GUESSED_FROM)];
    detector.feed(sample, from + sample.len() == bytes.len() && !cut);
    let domain = url.and_then(Url::host_str).and_then(|host| host.rsplit('.').next());
    // The detector panics on labels that it does not expect.
    let domain = domain.filter(|d| d.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'));
    detector.guess(domain.filter(|d| !d.is_empty()).map(str::as_bytes), Utf8Detection::Allow)
}

/// Decodes, and counts what was not valid.
fn decode_as<'a>(bytes: &'a [u8], cut: bool, encoding: &'static Encoding) -> (Cow<'a, str>, usize) {
    let (mut text, wrong) = encoding.decode_without_bom_handling(bytes);
    if cut && text.ends_with('\u{fffd}') {
        let end = text.len() - '\u{fffd}'.len_utf8();
        match &mut text {
            Cow::Borrowed(text) => *text = &text[..end],
            Cow::Owned(text) => text.truncate(end),
        }
    }
    let wrong = if wrong { text.matches('\u{fffd}').count() } else { 0 };
    (text, wrong)
}

/// Characters beyond ASCII that nothing but UTF-8 makes by chance.
const WIDE: usize = 8;

/// Whether a text that is valid UTF-8 needs no look at what it is declared to be.
fn is_utf8_anyway(text: &str) -> bool {
    if text.is_ascii() {
        // ISO-2022-JP hides behind escapes.
        memchr(0x1b, text.as_bytes()).is_none()
    } else {
        // Counted in pieces, which is done many bytes at once.
        let mut wide = text.as_bytes().chunks(128).scan(0, |wide, piece| {
            *wide += usize::from(piece.iter().map(|b| u8::from(*b >= 0xc0)).sum::<u8>());
            Some(*wide)
        });
        wide.any(|wide| wide >= WIDE)
    }
}

/// How much the bytes look like UTF-8.
struct Utf8 {
    /// Characters beyond ASCII.
    wide: usize,
    /// Places where it breaks the rules.
    wrong: usize,
    /// Bytes beyond ASCII.
    high: usize,
    /// Whether characters may hide behind escapes.
    escapes: bool,
}

impl Utf8 {
    fn of(bytes: &[u8]) -> Self {
        let (mut wide, mut wrong) = (0, 0);
        for chunk in bytes.utf8_chunks() {
            wide += wide_characters(chunk.valid());
            wrong += usize::from(!chunk.invalid().is_empty());
            // It is lost already: do not read on.
            if wrong > 1000 && wrong > wide {
                break;
            }
        }
        let high = bytes.iter().filter(|b| !b.is_ascii()).count();
        Self { wide, wrong, high, escapes: memchr(0x1b, bytes).is_some() }
    }

    /// Whether it is UTF-8, perhaps with some characters cut in two by careless software, whatever it says.
    fn is_credible(&self, declared: Option<&'static Encoding>) -> bool {
        // A cut at the end is one.
        let valid = self.wrong == 0 || self.wrong == 1 && self.wide > 1 || self.wrong * 8 <= self.wide;
        match declared {
            _ if !valid => false,
            None => self.wide > 0 || !self.escapes,
            Some(encoding) if encoding == UTF_8 => true,
            // Pure ASCII: as declared, for ISO-2022-JP is ASCII bytes too.
            Some(_) if self.wide == 0 => false,
            // What is valid UTF-8 by chance is short in multi-byte charsets, and nonsense in others.
            Some(encoding) => encoding.is_single_byte() || self.wide >= WIDE,
        }
    }
}

fn wide_characters(text: &str) -> usize {
    if text.is_ascii() { 0 } else { text.bytes().filter(|b| *b >= 0xc0).count() }
}

/// Whether this is an image, an archive, a document or a program.
fn is_archive(bytes: &[u8]) -> bool {
    const MAGIC: [&[u8]; 13] = [
        b"\x89PNG",
        b"GIF8",
        b"\xff\xd8\xff",
        b"RIFF",
        b"\x1f\x8b",
        b"PK\x03\x04",
        b"%PDF-",
        b"\xfd7zXZ",
        b"\x28\xb5\x2f\xfd",
        b"7z\xbc\xaf",
        b"\x7fELF",
        b"OggS",
        b"wOF",
    ];
    MAGIC.iter().any(|magic| bytes.starts_with(magic))
}

/// Whether this is no text. NULs are no sign: careless software leaves them in pages.
fn is_full_of_controls(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(SNIFFED)];
    let is_control = |b: &u8| u8::from(matches!(b, 1..=8 | 0xe..=0x1a | 0x1c..=0x1f));
    // Counted in pieces, which is done many bytes at once.
    let control: usize = head.chunks(128).map(|p| usize::from(p.iter().map(is_control).sum::<u8>())).sum();
    let is_binary = control >= 8 && control * 32 > head.len();
    // What has paragraphs is a page nevertheless. Three of them are no chance.
    is_binary && memchr::memmem::find_iter(bytes, "</p>").nth(2).is_none()
}

/// The text with `\n` for `\r\n` and `\r`, as the standard has it before tokenizing, and without NULs, which its
/// parser would drop or replace one by one.
pub(super) fn plain_lines(text: Cow<'_, str>) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let Some(mut at) = memchr2(b'\r', 0, bytes) else { return text };
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    loop {
        out.push_str(&text[copied..at]);
        copied = at + 1;
        if bytes[at] == b'\r' && bytes.get(copied) != Some(&b'\n') {
            out.push('\n');
        }
        match memchr2(b'\r', 0, &bytes[copied..]) {
            Some(n) => at = copied + n,
            None => break,
        }
    }
    out.push_str(&text[copied..]);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use encoding_rs::*;

    use super::*;

    fn read(bytes: &[u8], label: Option<&str>) -> String {
        let mut page = Page::from(bytes);
        if let Some(label) = label {
            page = page.charset(label);
        }
        decode(&page, &Options::new()).unwrap().0.into_owned()
    }

    const TEXTS: [(&Encoding, &str); 13] = [
        (
            WINDOWS_1252,
            "Le préfet de la région a visité l’école rénovée près de la forêt, où l’été fut très sec.",
        ),
        (WINDOWS_1250, "Wójt gminy powiedział, że wkrótce będzie można przejść przez świeżo odnowiony most."),
        (WINDOWS_1251, "Глава района сообщил, что новый мост через реку откроют в следующем месяце."),
        (KOI8_R, "Глава района сообщил, что новый мост через реку откроют в следующем месяце."),
        (WINDOWS_1256, "قال رئيس البلدية إن الجسر الجديد على النهر سيفتح أمام السكان في الشهر المقبل."),
        (WINDOWS_874, "นายกเทศมนตรีกล่าวว่าสะพานใหม่ข้ามแม่น้ำจะเปิดให้ประชาชนใช้ในเดือนหน้า"),
        (WINDOWS_1254, "Belediye başkanı, ırmağın üzerindeki yeni köprünün gelecek ay açılacağını söyledi."),
        (GBK, "市长昨天表示，横跨河流的新桥将于下个月向居民开放，工程队正在进行最后的检查。"),
        (BIG5, "市長昨天表示，橫跨河流的新橋將於下個月向居民開放，工程隊正在進行最後的檢查。"),
        (SHIFT_JIS, "市長は昨日、川にかかる新しい橋を来月から住民に開放すると述べた。"),
        (EUC_JP, "市長は昨日、川にかかる新しい橋を来月から住民に開放すると述べた。"),
        (ISO_2022_JP, "市長は昨日、川にかかる新しい橋を来月から住民に開放すると述べた。"),
        (EUC_KR, "시장은 어제 강을 가로지르는 새 다리를 다음 달부터 주민들에게 개방하겠다고 말했다."),
    ];

    #[test]
    fn labelled() {
        for (encoding, text) in TEXTS {
            let (bytes, _, lossy) = encoding.encode(text);
            assert!(!lossy, "{}", encoding.name());
            assert_eq!(read(&bytes, Some(encoding.name())), text, "{}", encoding.name());
            let page = format!("<html><head><meta charset={}><p>{text}", encoding.name());
            assert_eq!(read(&encoding.encode(&page).0, None), page, "{}", encoding.name());
        }
    }

    #[test]
    fn unlabelled_or_labelled_utf8_by_mistake() {
        for (encoding, text) in TEXTS {
            let page = format!("<html><head><title>{text}</title></head><body><p>{text}</p><p>{text}</p>");
            let bytes = encoding.encode(&page).0;
            assert_eq!(read(&bytes, None), page, "{}", encoding.name());
            if encoding != ISO_2022_JP {
                assert_eq!(read(&bytes, Some("utf-8")), page, "{}", encoding.name());
            }
        }
    }

    #[test]
    fn utf8_under_any_label() {
        for (_, text) in TEXTS {
            for label in ["windows-1252", "iso-8859-1", "gbk", "utf-16", "nonsense", "iso-2022-kr", ""] {
                assert_eq!(read(text.as_bytes(), Some(label)), text, "{label}");
            }
        }
    }

    #[test]
    fn utf16_with_and_without_mark() {
        let text = "<html><p>Ketua RT berkata: “Air naik” – 水";
        for mark in ["", "\u{feff}"] {
            let units: Vec<u16> = format!("{mark}{text}").encode_utf16().collect();
            let le: Vec<u8> = units.iter().flat_map(|u| u.to_le_bytes()).collect();
            let be: Vec<u8> = units.iter().flat_map(|u| u.to_be_bytes()).collect();
            assert_eq!(read(&le, Some("utf-8")), text);
            assert_eq!(read(&be, None), text);
        }
        assert_eq!(read(format!("\u{feff}{text}").as_bytes(), Some("windows-1252")), text);
    }

    #[test]
    fn a_few_broken_characters_do_not_make_it_another_charset() {
        let mut bytes = "« Préfet » à l’école – ".repeat(10).into_bytes();
        bytes.extend(b"\xe2\x80 <p>");
        let text = read(&bytes, Some("utf-8"));
        assert!(text.starts_with("« Préfet » à") && text.ends_with("\u{fffd} <p>"), "{text}");
        assert_eq!(read(&bytes, None), text);
    }

    #[test]
    fn mislabelled_multi_byte() {
        let text = TEXTS[8].1.repeat(4);
        assert_eq!(read(&BIG5.encode(&text).0, Some("euc-kr")), text);
    }

    #[test]
    fn binary_is_no_text() {
        let mut noise = vec![b'x'; 64];
        noise.extend((0..4000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8));
        for bytes in [b"\x89PNG\r\n\x1a\n<p>x".as_slice(), b"%PDF-1.4 <p>", b"\x1f\x8b\x08\x00<p>", &noise] {
            assert_eq!(read(bytes, Some("utf-8")), "");
        }
        assert_eq!(read(b"<p>a\0b\0</p>\x01", None), "<p>ab</p>\x01");
        assert_eq!(read(b"a\r\nb\rc\r\r\n\0\r\0\n", None), "a\nb\nc\n\n\n\n");
        assert_eq!(read(b"", None), "");
    }

    #[test]
    fn limits() {
        let options = Options::new().max_bytes(4);
        for page in
            [Page::from("abcé!"), Page::from("abcé!".as_bytes()), Page::from(b"abc\xe9!").charset("latin1")]
        {
            let (text, truncated) = decode(&page, &options).unwrap();
            assert!(truncated && text.starts_with("abc") && !text.contains(['!', '\u{fffd}']), "{text}");
            let refused = decode(&page, &options.clone().on_limit(OnLimit::Refuse)).unwrap_err();
            assert_eq!(refused.kind(), ErrorKind::TooLarge);
            assert_eq!(refused.to_string().matches("max_bytes allows 4").count(), 1, "{refused}");
        }
        assert!(!decode(&Page::from("abcd"), &options).unwrap().1);
    }
}
