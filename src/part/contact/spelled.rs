//! How addresses and accounts are spelled in running text. Matched by hand, with the patterns beside them in the tests:
//! to compile these would cost more than to read a hundred pages.

use std::ops::Range;

use crate::text::class::{is_digit, is_edge, is_in_word, is_letter, is_open, run, strip_head, strip_tail};

/// Names of hosts that addresses without a scheme begin with, and what such a host ends in.
const HOSTS: [&str; 16] = [
    "instagram",
    "facebook",
    "fb",
    "twitter",
    "x",
    "tiktok",
    "youtube",
    "t",
    "wa",
    "linktr",
    "linkedin",
    "threads",
    "bit",
    "s",
    "telegram",
    "api.whatsapp",
];
const ENDINGS: [&str; 6] = ["com", "me", "ee", "net", "ly", "id"];

/// Addresses without a scheme that pages print for readers to type: `www.contoh.example`, `bit.ly/contoh`.
pub(super) fn bare(line: &str) -> Vec<Range<usize>> {
    let plain = |c: char| !c.is_whitespace() && !"<>()[]|,;".contains(c);
    all(line, |at| {
        let rest = &line[at..];
        if !rest.starts_with(|c: char| c.is_alphabetic()) || !is_open(line, at) {
            return None;
        }
        let known = strip_head(rest, "www.").is_some_and(has_labels)
            || HOSTS.iter().filter_map(|host| strip_head(rest, host)?.strip_prefix('.')).any(|rest| {
                ENDINGS.iter().any(|end| strip_head(rest, end).is_some_and(|r| r.starts_with('/')))
            });
        known.then(|| at + rest.find(|c| !plain(c)).unwrap_or(rest.len()))
    })
}

/// Two labels of a host, or more: `contoh.example`.
fn has_labels(rest: &str) -> bool {
    let label = |s: &str| run(s, usize::MAX, is_host).0;
    let first = label(rest);
    first > 0 && rest[first..].strip_prefix('.').is_some_and(|next| label(next) > 0)
}

fn is_host(c: char) -> bool {
    // The long s and the sign of Kelvin are spellings of s and k.
    c.is_ascii_alphanumeric() || matches!(c, '-' | '\u{17f}' | '\u{212a}')
}

/// An e-mail address that was hidden from machines.
#[derive(Debug, PartialEq)]
pub(super) struct Hidden {
    pub(super) at: Range<usize>,
    /// As it is written to.
    pub(super) plain: String,
}

/// `humas(at)padang.go.id`, `rita [dot] moss [at] contoh [dot] example`
pub(super) fn hidden(line: &str) -> Vec<Hidden> {
    let mut found: Vec<Hidden> = Vec::new();
    for (bracket, _) in line.match_indices(['(', '[', '{']) {
        let from = found.last().map_or(0, |f| f.at.end);
        let Some(behind) = bracketed(&line[bracket..], &["at", "et"]) else { continue };
        let before = line[..bracket].strip_suffix(char::is_whitespace).unwrap_or(&line[..bracket]);
        if before.len() < from {
            continue;
        }
        let host = &line[line.len() - behind.len()..];
        let (Some((start, local)), Some((length, host))) = (local(line, from, before.len()), domain(host))
        else {
            continue;
        };
        let end = line.len() - behind.len() + length;
        found.push(Hidden { at: start..end, plain: format!("{local}@{host}") });
    }
    found
}

/// What follows a word in brackets at the start of `s`, with a space on either side of each.
fn bracketed<'s>(s: &'s str, words: &[&str]) -> Option<&'s str> {
    let open = |s: &'s str| s.strip_prefix(char::is_whitespace).unwrap_or(s);
    let inside = open(open(s).strip_prefix(['(', '[', '{'])?);
    let close = |word: &&str| Some(open(open(strip_head(inside, word)?).strip_prefix([')', ']', '}'])?));
    words.iter().find_map(close)
}

/// What comes before such a word at the end of `s`.
fn bracketed_last<'s>(s: &'s str, words: &[&str]) -> Option<&'s str> {
    let open = |s: &'s str| s.strip_suffix(char::is_whitespace).unwrap_or(s);
    let inside = open(open(s).strip_suffix([')', ']', '}'])?);
    let close = |word: &&str| Some(open(open(strip_tail(inside, word)?).strip_suffix(['(', '[', '{'])?));
    words.iter().find_map(close)
}

const DOT: [&str; 2] = ["dot", "titik"];

/// The name before the at that ends at `end`: where it begins, not before `from`, and its spelling.
fn local(line: &str, from: usize, end: usize) -> Option<(usize, String)> {
    let fits = |c: char| is_in_word(c) || c == '+' || c == '-';
    // The pieces between dots, the last first.
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut until = end;
    loop {
        let start = line[..until].rfind(|c| !fits(c));
        let start = start.map_or(0, |at| at + line[at..].chars().next().map_or(1, char::len_utf8)).max(from);
        if start >= until {
            break;
        }
        pieces.push(start..until);
        let before = &line[from..start];
        let Some(rest) = before.strip_suffix('.').or_else(|| bracketed_last(before, &DOT)) else { break };
        until = from + rest.len();
    }
    // It begins at the edge of a word.
    let edge =
        |piece: &Range<usize>| piece.clone().find(|at| line.is_char_boundary(*at) && is_edge(line, *at));
    while let Some(last) = pieces.last_mut() {
        if let Some(start) = edge(last) {
            last.start = start;
            break;
        }
        pieces.pop();
    }
    let start = pieces.last()?.start;
    let spelled: Vec<&str> = pieces.into_iter().rev().map(|piece| &line[piece]).collect();
    Some((start, spelled.join(".")))
}

/// The host at the start of `s`, of two labels or more: its length as it is printed, and its spelling.
fn domain(s: &str) -> Option<(usize, String)> {
    let label = |s: &str| run(s, usize::MAX, |c| is_in_word(c) || c == '-').0;
    let first = Some(label(s)).filter(|length| *length > 0)?;
    let (mut spelled, mut end) = (s[..first].to_owned(), first);
    while let Some(rest) = s[end..].strip_prefix('.').or_else(|| bracketed(&s[end..], &DOT)) {
        let length = label(rest);
        if length == 0 {
            break;
        }
        spelled.push('.');
        spelled.push_str(&rest[..length]);
        end = s.len() - rest.len() + length;
    }
    (end > first).then_some((end, spelled))
}

/// `@name`
pub(super) fn handles(line: &str) -> Vec<Range<usize>> {
    all(line, |at| {
        let name = line[at..].strip_prefix('@')?;
        let first = name.chars().next().filter(|c| is_in_word(*c))?.len_utf8();
        let more = &name[first..][..run(&name[first..], 49, |c| is_in_word(c) || c == '.').0];
        Some(at + 1 + first + more.trim_end_matches('.').len())
    })
}

const NAMED: [&str; 7] = ["facebook", "fb", "youtube", "fanpage", "tiktok", "instagram", "ig"];

/// "FB: Majlis Perbandaran": the network, and what may be the account's name.
pub(super) fn named(line: &str) -> Vec<(&'static str, Range<usize>)> {
    let fits = |c: char| is_letter(c) || is_digit(c) || matches!(c, ' ' | '.' | '&' | '\'' | '-');
    let mut found = Vec::new();
    let mut from = 0;
    for (colon, _) in line.match_indices(':') {
        let before = line[..colon].trim_end();
        let mut networks = NAMED.iter().filter_map(|n| Some((*n, strip_tail(before, n)?.len())));
        let Some((network, _)) = networks.find(|(_, at)| *at >= from && is_open(line, *at)) else { continue };
        let name = line[colon + 1..].trim_start();
        let start = line.len() - name.len();
        let (length, count) = run(name, 61, fits);
        if count >= 3 && !name.starts_with([' ', '.', '&', '\'', '-']) {
            found.push((network, start..start + length));
            from = start + length;
        }
    }
    found
}

/// What `end_of` finds from each place on, where what was found before has ended.
fn all(line: &str, end_of: impl Fn(usize) -> Option<usize>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, _) in line.char_indices() {
        if found.last().is_none_or(|f| f.end <= at)
            && let Some(end) = end_of(at)
        {
            found.push(at..end);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;
    use regex::Regex;

    use super::*;

    fn line(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
        prop::collection::vec(prop::sample::select(pieces), 0..16).prop_map(|pieces| pieces.concat())
    }

    fn ranges(pattern: &Regex, line: &str) -> Vec<Range<usize>> {
        pattern.find_iter(line).map(|m| m.range()).collect()
    }

    macro_rules! patterns {
        ($($name:ident = $pattern:expr;)*) => {
            $(static $name: LazyLock<Regex> = LazyLock::new(|| Regex::new($pattern).unwrap());)*
        };
    }

    patterns! {
        BARE = r"(?i)\b(?:www\.[a-z0-9-]+(?:\.[a-z0-9-]+)+|(?:instagram|facebook|fb|twitter|x|tiktok|youtube|t|wa|linktr|linkedin|threads|bit|s|telegram|api\.whatsapp)\.(?:com|me|ee|net|ly|id)/)[^\s<>()\[\]|,;]*";
        HIDDEN = r"(?i)\b[\w+-]+(?:DOT[\w+-]+)*\s?[(\[{]\s?(?:at|et)\s?[)\]}]\s?[\w-]+(?:DOT[\w-]+)+"
            .replace("DOT", r"(?:\.|\s?[(\[{]\s?(?:dot|titik)\s?[)\]}]\s?)").as_str();
        DOT_WORD = r"(?i)\s?[(\[{]\s?(?:dot|titik)\s?[)\]}]\s?";
        AT_WORD = r"(?i)\s?[(\[{]\s?(?:at|et)\s?[)\]}]\s?";
        HANDLE = r"@[\w](?:[\w.]{0,48}[\w])?";
        NAMED_ACCOUNT = r"(?i)\b(facebook|fb|youtube|fanpage|tiktok|instagram|ig)\s*:\s*([\p{L}\d][\p{L}\d .&'-]{2,60})";
    }

    proptest! {
        #[test]
        fn bare_addresses_are_those_of_the_pattern(line in line(&[
            "www", "WWW.", ".", "a", "-", "1", "instagram", "Fb", "x", "t", "S", "ſ", "bit", "api.whatsapp", "com", "ly", "me",
            "/", " ", ",", "(", "é", "_",
        ])) {
            prop_assert_eq!(bare(&line), ranges(&BARE, &line));
        }

        #[test]
        fn hidden_addresses_are_those_of_the_pattern(line in line(&[
            "a", "rita", "+", "-", ".", " ", "  ", "(", "[", "at", "AT", "et", "]", ")", "(at)", "[ at ]", "{dot}", " (Titik) ",
            "dot", "é", "_", ",", "go", "(at)padang.id",
        ])) {
            let found: Vec<Hidden> = ranges(&HIDDEN, &line)
                .into_iter()
                .map(|at| {
                    let plain = AT_WORD.replace(&line[at.clone()], "@");
                    Hidden { plain: DOT_WORD.replace_all(&plain, ".").into_owned(), at }
                })
                .collect();
            prop_assert_eq!(hidden(&line), found);
        }

        #[test]
        fn handles_are_those_of_the_pattern(line in line(&[
            "@", "a", "rina_m", ".", "..", "é", "\u{301}", "٣", " ", "-", "abcdefghijklmnopqrstuvwxyz", "2x",
        ])) {
            prop_assert_eq!(handles(&line), ranges(&HANDLE, &line));
        }

        #[test]
        fn named_accounts_are_those_of_the_pattern(line in line(&[
            "FB", "facebook", "YouTube", "ig", "x", ":", " : ", " ", "Majlis Perbandaran", "a", "é", "3", "٣", "-", ".", "&", "'", ",",
            "\u{301}", "\n", "abcdefghijklmnopqrstuvwxyz",
        ])) {
            let found: Vec<(String, Range<usize>)> = NAMED_ACCOUNT
                .captures_iter(&line)
                .map(|c| (c[1].to_lowercase(), c.get(2).unwrap().range()))
                .collect();
            let own: Vec<(String, Range<usize>)> =
                named(&line).into_iter().map(|(network, at)| (network.to_owned(), at)).collect();
            prop_assert_eq!(own, found);
        }
    }
}
