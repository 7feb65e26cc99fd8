use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumberFormat, Region};

use super::Mention;
use super::label::{self, Said};
use crate::article::ContactKind;
use crate::value::{Context, Span};

/// The country whose national numbers are read: the one told, else the main country of the language.
///
/// Where neither is known only numbers with a country code are read: guessing among all countries is wrong more often
/// than right.
pub(super) fn region(context: &Context) -> Option<String> {
    if let Some(region) = context.region_hint() {
        return Some(region.to_owned());
    }
    let language = context.language_hint()?;
    if let Some(region) = language.region() {
        return Some(region.to_owned());
    }
    let country = match language.primary() {
        "id" | "jv" | "su" | "min" | "ban" | "ace" | "bjn" | "bug" | "mad" | "bew" => "ID",
        "ms" => "MY",
        "de" => "DE",
        "fr" => "FR",
        "es" => "ES",
        "it" => "IT",
        "nl" => "NL",
        "tr" => "TR",
        "ru" => "RU",
        "th" => "TH",
        "hi" => "IN",
        "ja" => "JP",
        "ko" => "KR",
        "vi" => "VN",
        "pl" => "PL",
        _ => return None,
    };
    Some(country.to_owned())
}

/// The decimal value of a digit of the scripts that pages are written in.
pub(super) fn digit(c: char) -> Option<u32> {
    if c.is_ascii_digit() {
        return c.to_digit(10);
    }
    const ZEROS: &[u32] = &[
        0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0x1040,
        0x17e0, 0xff10,
    ];
    let code = u32::from(c);
    ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&code)).map(|zero| code - zero)
}

/// A run of digits and what may part them, with its digits in ASCII.
struct Window {
    start: usize,
    end: usize,
    digits: String,
    plus: bool,
    /// Whether something parts the digits.
    parted: bool,
}

/// More digits than any number with its country code: an account, an identity card.
const MOST_DIGITS: usize = 16;

/// The telephone numbers of a line; `taken` are addresses whose digits are no numbers.
pub(super) fn mentions(line: &str, region: Option<&str>, taken: &[Span]) -> Vec<Mention> {
    let region_of_numbers: Option<Region> = region.and_then(|r| r.parse().ok());
    let mut mentions: Vec<Mention> = Vec::new();
    let mut last_national: Option<String> = None;
    for window in windows(line) {
        let span = Span::new(window.start, window.end);
        if taken.iter().any(|t| t.overlaps(span))
            || window.digits.len() > MOST_DIGITS
            || window.digits.len() < 5
        {
            continue;
        }
        if is_part_of_word(line, &window) || is_date_or_sum(line, &window) {
            continue;
        }
        let said = label::before(&line[..window.start]);
        if said == Some(Said::Other) && !window.plus {
            continue;
        }
        let labelled = said.is_some();
        let Some(value) = read(&window, region_of_numbers, labelled, last_national.as_deref()) else {
            continue;
        };
        if !window.plus && window.digits.starts_with('0') {
            last_national = Some(window.digits.clone());
        }
        let said = if label::is_whatsapp(&line[window.end..]) { Some(Said::Whatsapp) } else { said };
        let kind = if said == Some(Said::Whatsapp) { ContactKind::Whatsapp } else { ContactKind::Phone };
        let (extension, end) = extension(line, window.end);
        mentions.push(Mention { kind, value, span: Span::new(window.start, end), extension });
    }
    mentions
}

fn windows(line: &str) -> Vec<Window> {
    let mut windows = Vec::new();
    let mut open: Option<Window> = None;
    let mut gap = 0;
    let mut brackets = 0;
    let mut previous = ' ';
    for (at, c) in line.char_indices() {
        if let Some(value) = digit(c) {
            let window = open.get_or_insert_with(|| {
                let (start, plus) = opening(line, at);
                brackets = i32::from(line[start..at].contains('('));
                Window { start, end: at, digits: String::new(), plus, parted: false }
            });
            window.digits.push(char::from_digit(value, 10).unwrap_or('0'));
            window.end = at + c.len_utf8();
            window.parted |= gap > 0;
            gap = 0;
        } else if let Some(window) = &mut open {
            let parts = match c {
                ' ' | '\u{a0}' | '-' | '.' | '\u{2010}'..='\u{2013}' | '\u{202f}' => true,
                '(' => {
                    brackets += 1;
                    brackets == 1 && window.digits.len() <= 4
                }
                ')' => {
                    brackets -= 1;
                    brackets == 0
                }
                '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}' => true,
                // The sign that a right-to-left text prints behind.
                '+' if gap == 0 && !window.plus => {
                    window.plus = true;
                    window.end = at + 1;
                    false
                }
                _ => false,
            };
            gap += usize::from(!matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'));
            // " - " parts digits, a longer gap or two spaces part numbers.
            if !parts || gap > 3 || (c == ' ' && previous == ' ') {
                windows.extend(open.take());
                gap = 0;
                brackets = 0;
            }
        }
        previous = c;
    }
    windows.extend(open);
    windows.iter_mut().for_each(|w| take_in_bracket(line, w));
    windows
}

/// Where the number really begins: a plus or bracket before its first digit.
fn opening(line: &str, at: usize) -> (usize, bool) {
    let before = line[..at].trim_end_matches(['(', ' ']);
    let gap = at - before.len();
    if before.ends_with('+') && gap <= 2 {
        return (before.len() - 1, true);
    }
    if line[..at].ends_with('(') {
        let before = &line[..at - 1];
        if before.ends_with('+') {
            return (before.len() - 1, true);
        }
        return (at - 1, false);
    }
    (at, false)
}

/// A bracket that the window opened is closed inside it, or is none of its own: "(0812 …" of "(0812…)" stays outside.
fn take_in_bracket(line: &str, window: &mut Window) {
    let raw = &line[window.start..window.end];
    if raw.starts_with('(') && !raw.contains(')') {
        window.start += 1;
    }
}

/// Letters, marks of masking or of addresses touch the digits: a code, a masked number, part of a link.
fn is_part_of_word(line: &str, window: &Window) -> bool {
    let before = line[..window.start].chars().next_back();
    let after = line[window.end..].chars().next();
    if is_in_link(line, window.start) {
        return true;
    }
    let touches = |c: Option<char>| {
        c.is_some_and(|c| {
            (c.is_alphabetic() && !is_unspaced(c)) || matches!(c, '_' | '@' | '=' | '*' | '•' | '#' | '\\')
        })
    };
    if touches(after) || (touches(before) && !window.plus) {
        return true;
    }
    // "0812-xxxx-6921": what was parted from the digits is a mask.
    let masked = |rest: &str| {
        let mut words = rest.split(|c: char| c.is_whitespace() || c == '-' || c == '.');
        words
            .find(|w| !w.is_empty())
            .is_some_and(|w| w.chars().all(|c| matches!(c, 'x' | 'X' | '*' | '•')) && w.len() >= 2)
    };
    let joined = |c: Option<char>| matches!(c, Some('-' | '.'));
    (joined(after) && masked(&line[window.end..]))
        || (joined(before)
            && line[..window.start].trim_end_matches(['-', '.']).ends_with(['x', 'X', '*', '•']))
        || (before == Some('$') || before == Some('€') || before == Some('£') || before == Some('%'))
        || (after == Some('%'))
}

/// Whether the word before `at` is the head of a web address; what is longer than any is none.
fn is_in_link(line: &str, at: usize) -> bool {
    let from = crate::text::boundary_before(line, at.saturating_sub(200));
    let head = line[from..at].rsplit(char::is_whitespace).next().unwrap_or("");
    head.contains("://") || head.to_ascii_lowercase().contains("www.")
}

/// Scripts that write words without spaces between: a digit may touch a letter.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{2e80}'..='\u{d7ff}')
}

/// Dates, times, prices and scores made of digits and the same marks.
fn is_date_or_sum(line: &str, window: &Window) -> bool {
    if window.plus {
        return false;
    }
    let raw = &line[window.start..window.end];
    let groups: Vec<&str> = raw.split(|c: char| digit(c).is_none()).filter(|g| !g.is_empty()).collect();
    let marks: Vec<char> = raw.chars().filter(|c| digit(*c).is_none()).collect();
    let all_dots = !marks.is_empty() && marks.iter().all(|c| *c == '.');
    // 1.427.235 and 12.345: thousands; 08.12.2021: a date.
    let thousands = all_dots
        && groups[0].len() <= 3
        && !groups[0].starts_with('0')
        && groups[1..].iter().all(|g| g.len() == 3);
    let lengths: Vec<usize> = groups.iter().map(|g| g.len()).collect();
    let date = matches!(lengths.as_slice(), [1 | 2, 1 | 2, 4] | [4, 1 | 2, 1 | 2] | [4, 4]) && year(&groups)
        // "08-12-2021 09:15": a date and the hour behind it.
        || matches!(lengths.as_slice(), [1 | 2, 1 | 2, 4, 1 | 2]) && year(&groups[..3]) && raw.contains(' ');
    let counted = line[window.end..].starts_with(['円', '元', '원', '人', '票', '万', '億', '亿']);
    let after = line[window.end..].chars().next();
    let slash =
        after == Some('/') && line[window.end + 1..].chars().next().is_some_and(|c| digit(c).is_some());
    thousands || date || counted || (slash && window.digits.len() < 7)
}

fn year(groups: &[&str]) -> bool {
    groups.iter().any(|g| g.len() == 4 && g.parse::<u16>().is_ok_and(|y| (1900..2100).contains(&y)))
}

/// The number in E.164 form, where it is a valid one.
///
/// A national number is believed with its trunk prefix; without one only behind a label, or behind a number that it
/// shortens ("7051234, 7051235").
fn read(
    window: &Window,
    region: Option<Region>,
    labelled: bool,
    last_national: Option<&str>,
) -> Option<String> {
    let digits = window.digits.as_str();
    if window.plus {
        return valid(&format!("+{digits}"), None);
    }
    let region = region?;
    if let Some(international) = digits.strip_prefix("00").filter(|d| d.len() >= 9) {
        return valid(&format!("+{international}"), None);
    }
    if digits.starts_with('0') {
        let long = digits.len() >= 8 || labelled;
        return if long { valid(digits, Some(region)) } else { None };
    }
    // The library is asked last: its tables take longer to set up than a page to read.
    let with_code = digits.len() >= 10 && (labelled || window.parted || digits.len() >= 11) && {
        let code = PHONE_NUMBER_UTIL.get_country_code_for_region(region).unwrap_or(0);
        code > 0 && digits.starts_with(&code.to_string()) && (labelled || code > 1)
    };
    if let Some(value) = with_code.then(|| valid(&format!("+{digits}"), None)).flatten() {
        return Some(value);
    }
    // Call centres of Indonesian companies: 1500-888, 14000.
    let service =
        region == Region::ID && digits.len() <= 8 && (digits.starts_with("1500") || digits.starts_with("14"));
    let national = labelled && digits.len() >= 7 && !service;
    if let Some(value) = national.then(|| valid(digits, Some(region))).flatten() {
        return Some(value);
    }
    let last = last_national?;
    let shorter = (6..=8).contains(&digits.len()) && last.len() > digits.len() + 1;
    shorter.then(|| valid(&format!("{}{digits}", &last[..last.len() - digits.len()]), Some(region)))?
}

fn valid(number: &str, region: Option<Region>) -> Option<String> {
    let parsed = PHONE_NUMBER_UTIL.parse(number, region).ok()?;
    parsed.is_valid().then(|| parsed.format_as(PhoneNumberFormat::E164).into_owned())
}

/// An extension printed behind a number: "ext. 112", "psw 12", "x204".
fn extension(line: &str, end: usize) -> (Option<String>, usize) {
    let rest = &line[end..];
    let trimmed = rest.trim_start_matches([' ', ',', '(', '.', '-']);
    if rest.len() - trimmed.len() > 3 {
        return (None, end);
    }
    let lower: String = trimmed.chars().take(12).flat_map(char::to_lowercase).collect();
    for word in ["extension", "ext.", "ext", "psw.", "psw", "pes.", "durchwahl", "dw", "x"] {
        let Some(after) = lower.strip_prefix(word) else { continue };
        let gap = after.len() - after.trim_start_matches([' ', '.', ':']).len();
        let start = end + (rest.len() - trimmed.len()) + word.len() + gap;
        let number: String =
            line.get(start..).unwrap_or("").chars().take_while(char::is_ascii_digit).collect();
        if (1..=6).contains(&number.len()) {
            return (Some(number.clone()), start + number.len());
        }
    }
    (None, end)
}
