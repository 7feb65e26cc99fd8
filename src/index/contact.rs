//! The terms under which a contact is kept, and those under which it is asked for.
//!
//! A number is asked for as it is printed, and that is seldom E.164: `0812-673-6921`, `+62 812 673 6921`,
//! `62812…`. So each number is kept with and without its country code.

use crate::article::{Contact, ContactKind};

use super::identity;
use super::word::fold;

/// The terms of a contact.
pub(crate) fn terms(contact: &Contact) -> Vec<String> {
    let value = contact.value.trim();
    match contact.kind {
        ContactKind::Phone | ContactKind::Whatsapp => {
            let digits = digits(value);
            let mut terms = vec![format!("n:{}", national(&digits)), format!("e:{digits}")];
            terms.retain(|term| term.len() > 2);
            terms
        }
        ContactKind::Email => {
            let mail = value.to_lowercase();
            let host = mail.rsplit_once('@').map(|(_, host)| format!("h:{host}"));
            std::iter::once(format!("m:{mail}")).chain(host).collect()
        }
        ContactKind::Social => {
            let account = fold(value);
            let handle = account.split_once(':').map_or(account.as_str(), |(_, handle)| handle);
            vec![
                format!("s:{}", handle.trim_start_matches('@')),
                format!("s:{}", account.replacen(":@", ":", 1)),
            ]
        }
        ContactKind::Url => match url::Url::parse(value) {
            Ok(url) => {
                let host = url.host_str().map(|host| format!("h:{}", host.trim_start_matches("www.")));
                std::iter::once(format!("u:{}", identity::of_address(&url))).chain(host).collect()
            }
            Err(_) => Vec::new(),
        },
        ContactKind::Address => Vec::new(),
    }
}

/// The terms any of which a contact asked for by `value` may have; none where the value is only words.
pub(crate) fn asked(value: &str) -> Vec<String> {
    let value = value.trim();
    let lower = value.to_lowercase();
    if lower.contains("://") || (lower.contains('.') && lower.contains('/') && !lower.contains(' ')) {
        let address = if lower.contains("://") { value.to_owned() } else { format!("https://{value}") };
        return url::Url::parse(&address)
            .map(|url| vec![format!("u:{}", identity::of_address(&url))])
            .unwrap_or_default();
    }
    if let Some((before, after)) = lower.split_once('@') {
        let after = fold(after);
        return match before {
            "" => vec![format!("s:{after}"), format!("h:{after}")],
            _ => vec![format!("m:{}", lower.trim_start_matches("mailto:"))],
        };
    }
    if let Some(asked) = number(value) {
        return asked;
    }
    if lower.contains(char::is_whitespace) || lower.is_empty() {
        return Vec::new();
    }
    // A handle, an account, a host: words of names have these terms too seldom to be mistaken.
    vec![format!("s:{}", fold(&lower).replacen(":@", ":", 1)), format!("h:{lower}")]
}

/// The terms of something that can only be a telephone number.
fn number(value: &str) -> Option<Vec<String>> {
    let value = value.replace("(0)", "");
    let value = value.trim().trim_start_matches("tel:");
    let is_number = value.chars().all(|c| c.is_numeric() || c.is_whitespace() || "+-–.()/".contains(c));
    let digits = digits(value);
    if !is_number || digits.len() < 3 {
        return None;
    }
    let terms = if value.starts_with(['+', '＋']) {
        vec![format!("e:{digits}")]
    } else if let Some(international) = digits.strip_prefix("00") {
        vec![format!("e:{international}"), format!("n:{}", digits.trim_start_matches('0'))]
    } else if digits.starts_with('0') {
        vec![format!("n:{}", digits.trim_start_matches('0'))]
    } else {
        vec![format!("e:{digits}"), format!("n:{digits}")]
    };
    Some(terms)
}

/// The digits of a string, whatever their script.
fn digits(s: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    s.nfkd().filter_map(ascii_digit).collect()
}

fn ascii_digit(c: char) -> Option<char> {
    // Blocks of ten digits in the scripts that print numbers with their own.
    const ZEROS: [u32; 8] = [0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0x1040, 0x17e0];
    let c = u32::from(c);
    ZEROS
        .iter()
        .find_map(|zero| c.checked_sub(*zero).filter(|d| *d < 10))
        .and_then(|d| char::from_digit(d, 10))
}

/// The number without its country code, and without zeros before it (Italy keeps one in E.164, people print one).
fn national(digits: &str) -> &str {
    digits.get(calling_code(digits)..).unwrap_or("").trim_start_matches('0')
}

/// The length of the country code at the start of an E.164 number (ITU-T E.164, list of assigned codes).
fn calling_code(digits: &str) -> usize {
    let first = digits.as_bytes().first().copied().unwrap_or(b'0');
    let second = digits.as_bytes().get(1).copied().unwrap_or(b'0');
    match (first, second) {
        (b'1' | b'7', _) => 1,
        (b'2', b'0' | b'7') => 2,
        (b'3', b'0'..=b'4' | b'6' | b'9') => 2,
        (b'4', b'2') => 3,
        (b'4', _) => 2,
        (b'5', b'1'..=b'8') => 2,
        (b'6', b'0'..=b'6') => 2,
        (b'8', b'1' | b'2' | b'4' | b'6') => 2,
        (b'9', b'0'..=b'5' | b'8') => 2,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Span;

    fn found(kind: ContactKind, value: &str, asked_for: &str) -> bool {
        let terms = terms(&Contact::new(kind, value, value, Span::default()));
        asked(asked_for).iter().any(|a| terms.contains(a))
    }

    #[test]
    fn a_number_is_found_however_it_is_printed() {
        for asked in [
            "08111222333",
            "0811-1222-333",
            "0811 1222 333",
            "(0811) 1222333",
            "+62 811 122 2333",
            "+628111222333",
            "628111222333",
            "8111222333",
            "+62 (0)811 1222 333",
            "tel:+628111222333",
            "00628111222333",
            "٠٨١١١٢٢٢٣٣٣",
        ] {
            assert!(found(ContactKind::Whatsapp, "+628111222333", asked), "{asked}");
        }
        for other in ["08111222334", "+608111222333", "111222333", "0811", "222"] {
            assert!(!found(ContactKind::Phone, "+628111222333", other), "{other}");
        }
        assert!(found(ContactKind::Phone, "+390612345678", "06 12345678"));
        assert!(found(ContactKind::Phone, "+12025550123", "202-555-0123"));
        assert!(found(ContactKind::Phone, "+420212345678", "212 345 678"));
    }

    #[test]
    fn other_contacts_are_found() {
        for (kind, value, asked) in [
            (ContactKind::Email, "humas@contoh.example", "Humas@Contoh.example"),
            (ContactKind::Email, "humas@contoh.example", "@contoh.example"),
            (ContactKind::Email, "humas@contoh.example", "contoh.example"),
            (ContactKind::Social, "instagram:warta.nagari", "@warta.nagari"),
            (ContactKind::Social, "instagram:warta.nagari", "instagram:warta.nagari"),
            (ContactKind::Social, "instagram:@Warta", "warta"),
            (ContactKind::Url, "https://www.contoh.example/aduan", "contoh.example"),
            (ContactKind::Url, "https://www.contoh.example/aduan", "http://contoh.example/aduan/"),
            (ContactKind::Url, "https://www.contoh.example/aduan", "contoh.example/aduan"),
        ] {
            assert!(found(kind, value, asked), "{value} {asked}");
        }
        assert!(!found(ContactKind::Email, "humas@contoh.example", "aduan@contoh.example"));
        assert!(!found(ContactKind::Url, "https://contoh.example/aduan", "contoh.example/lain"));
    }

    #[test]
    fn words_are_no_value() {
        for words in ["Rina Marlina", "", " ", "Jalan Merdeka 1"] {
            assert!(asked(words).is_empty(), "{words}");
        }
        for odd in ["@", "://", "a@", "+", "12", "\u{0}", "http://"] {
            let _ = asked(odd);
        }
    }
}
