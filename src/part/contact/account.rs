use std::sync::LazyLock;

use linkify::{LinkFinder, LinkKind};
use url::Url;

use super::Mention;
use super::label::{LABELS, last_word};
use super::look::Look;
use super::spelled;
use crate::article::ContactKind;
use crate::value::Span;

static FINDER: LazyLock<LinkFinder> = LazyLock::new(LinkFinder::new);

/// E-mail addresses, web addresses and accounts of a line.
pub(super) fn mentions(line: &str, look: Look) -> Vec<Mention> {
    let mut mentions: Vec<Mention> = Vec::new();
    let mut add = |kind: ContactKind, value: String, start: usize, end: usize| {
        let span = Span::new(start, end);
        if !mentions.iter().any(|m: &Mention| m.span.overlaps(span)) {
            mentions.push(Mention { kind, value, span, extension: None });
        }
    };
    let links = (look.at || look.scheme).then(|| FINDER.links(line));
    for link in links.into_iter().flatten() {
        if *link.kind() == LinkKind::Email {
            let bare = unglued(link.as_str());
            let start = link.start() + bare.start;
            let raw = &link.as_str()[bare];
            if !is_file(raw) && raw.contains('@') {
                add(ContactKind::Email, raw.to_lowercase(), start, start + raw.len());
            }
            continue;
        }
        let raw = link.as_str().split(WIDE).next().unwrap_or("");
        if let Some((kind, value)) = address(raw, line, link.start()) {
            add(kind, value, link.start(), link.start() + raw.len());
        }
    }
    let bare = if look.bare { spelled::bare(line) } else { Vec::new() };
    for found in bare {
        let raw = line[found.clone()].trim_end_matches(['.', ':', '!', '?', '"', '\'', '”']);
        if let Some((kind, value)) = address(raw, line, found.start) {
            add(kind, value, found.start, found.start + raw.len());
        }
    }
    if look.hidden {
        for found in spelled::hidden(line) {
            add(ContactKind::Email, found.plain.to_lowercase(), found.at.start, found.at.end);
        }
    }
    if look.at {
        for found in spelled::handles(line) {
            // With nothing glued before it.
            let glued = line[..found.start]
                .ends_with(|c: char| c.is_alphanumeric() || c == '.' || c == '_' || c == '/');
            if let Some(network) = network_beside(line, found.start, found.end).filter(|_| !glued) {
                let handle = line[found.start + 1..found.end].to_lowercase();
                add(ContactKind::Social, format!("{network}:{handle}"), found.start, found.end);
            }
        }
    }
    let named = if look.account { spelled::named(line) } else { Vec::new() };
    for (network, name) in named {
        let network = network_of(network);
        let raw = line[name.clone()].trim_end_matches(|c: char| !c.is_alphanumeric());
        // The next label of the line ends the name.
        let end = [" - ", " IG", " Twitter", " Email", " Telp", " WA"]
            .iter()
            .filter_map(|stop| raw.find(stop))
            .min()
            .unwrap_or(raw.len());
        let raw = raw[..end].trim_end();
        let capital = raw.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric());
        if let Some(network) = network.filter(|_| capital && !raw.is_empty()) {
            add(
                ContactKind::Social,
                format!("{network}:{}", raw.to_lowercase()),
                name.start,
                name.start + raw.len(),
            );
        }
    }
    mentions
}

/// Marks of Chinese and Japanese texts, which no address holds.
const WIDE: [char; 10] = ['）', '（', '、', '。', '，', '」', '』', '】', '：', '；'];

/// The part of an e-mail address that is one: `メールtosho@minato.example）まで。` in a text without spaces.
fn unglued(email: &str) -> std::ops::Range<usize> {
    let glued = |c: char| {
        WIDE.contains(&c)
            || matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{ff00}'..='\u{ffef}')
    };
    let at = email.find('@').unwrap_or(0);
    let start = email[..at].rfind(glued);
    let start = start.map_or(0, |s| s + email[s..].chars().next().map_or(0, char::len_utf8));
    // A host may well be written in such a script, as a whole.
    let host = &email[at..];
    let end = host.find(glued).filter(|end| host[..*end].contains('.')).unwrap_or(host.len());
    start..at + end
}

/// "logo@2x.png" is a picture.
fn is_file(email: &str) -> bool {
    let ending = email.rsplit('.').next().unwrap_or("").to_lowercase();
    matches!(ending.as_str(), "png" | "jpg" | "jpeg" | "gif" | "webp" | "svg" | "avif" | "pdf" | "css" | "js")
}

fn network_of(word: &str) -> Option<&'static str> {
    LABELS.networks.iter().find(|(_, words)| words.contains(&word)).map(|(network, _)| *network)
}

/// The network named just before an account, or in brackets behind it.
fn network_beside(line: &str, start: usize, end: usize) -> Option<&'static str> {
    let from = crate::text::boundary_before(line, start.saturating_sub(40));
    let before = line[from..start].to_lowercase();
    let mut nearest: Option<(usize, &'static str)> = None;
    for (network, words) in &LABELS.networks {
        for word in words {
            if let Some(at) = last_word(&before, word).map(|at| at + word.len())
                && nearest.is_none_or(|(n, _)| at > n)
            {
                nearest = Some((at, *network));
            }
        }
    }
    if let Some((_, network)) = nearest {
        return Some(network);
    }
    let to = crate::text::boundary_before(line, (end + 30).min(line.len()));
    let after = line[end..to].to_lowercase();
    let word = after.trim_start_matches([' ', '(', ',']).trim_start_matches("on ").trim_start_matches("di ");
    LABELS
        .networks
        .iter()
        .find(|(_, words)| {
            words.iter().any(|w| {
                w.len() > 1 && word.strip_prefix(*w).is_some_and(|r| !r.starts_with(char::is_alphanumeric))
            })
        })
        .map(|(network, _)| *network)
}

/// Words that say that a web address is given to be visited.
const INVITING: &[&str] = &[
    "website",
    "web",
    "situs",
    "laman",
    "tautan",
    "link",
    "kunjungi",
    "info",
    "informasi",
    "daftar",
    "pendaftaran",
    "klik",
    "akses",
    "visit",
    "site",
    "register",
    "details",
    "online",
    "website:",
    "selengkapnya",
    "hubungi",
    "kontak",
    "contact",
    "page",
    "laman web",
    "layari",
    "página",
    "internet",
];

/// What a printed web address is: a number, an account, a site to visit, or only a source.
fn address(raw: &str, line: &str, start: usize) -> Option<(ContactKind, String)> {
    let absolute = if raw.contains("://") { raw.to_owned() } else { format!("https://{raw}") };
    let (kind, value) = of_address(&absolute).or_else(|| {
        let url = Url::parse(&absolute).ok()?;
        Some((ContactKind::Url, url.to_string()))
    })?;
    if kind != ContactKind::Url {
        return Some((kind, value));
    }
    let before = line[..start].to_lowercase();
    let invited = INVITING.iter().any(|w| last_word(&before, w).is_some());
    let alone = line.trim().len() <= raw.len() + 12;
    (invited || alone).then_some((kind, value))
}

/// The contact that an address stands for: `tel:`, `mailto:`, `wa.me`, a profile of a network.
pub(super) fn of_address(url: &str) -> Option<(ContactKind, String)> {
    if let Some(email) = url.strip_prefix("mailto:") {
        let email = email.split('?').next()?.trim().to_lowercase();
        return (email.contains('@') && !email.contains(' ')).then_some((ContactKind::Email, email));
    }
    if let Some(number) = url.strip_prefix("tel:") {
        return e164(number).map(|n| (ContactKind::Phone, n));
    }
    if !is_of_network(url) {
        return None;
    }
    let url = Url::parse(url).ok()?;
    let host = bare_host(url.host_str()?);
    if WHATSAPP.contains(&host) {
        let number = url.query_pairs().find(|(k, _)| k == "phone").map(|(_, v)| v.into_owned());
        let number = number.or_else(|| url.path_segments()?.next().map(str::to_owned))?;
        return e164(&format!("+{}", number.trim_start_matches('+'))).map(|n| (ContactKind::Whatsapp, n));
    }
    let network = LABELS.hosts.iter().find(|(_, hosts)| hosts.contains(&host))?.0;
    let mut pieces = url.path_segments()?.filter(|p| !p.is_empty());
    let first = pieces.next()?;
    let handle = if matches!(first, "c" | "user" | "channel" | "in" | "company" | "pages" | "groups") {
        pieces.next()?
    } else {
        first
    };
    let handle = handle.trim_start_matches('@').to_lowercase();
    // Posts, share buttons and search pages are no accounts.
    const PAGES: &[&str] = &[
        "share",
        "sharer",
        "sharer.php",
        "intent",
        "watch",
        "p",
        "reel",
        "hashtag",
        "search",
        "dialog",
        "home",
        "explore",
        "status",
        "plugins",
        "share.php",
        "embed",
        "playlist",
        "tv",
        "sharing",
        "sharearticle",
        "shorts",
        "results",
        "i",
        "feed",
        "stories",
        "events",
        "story.php",
        "photo.php",
        "permalink.php",
        "profile.php",
        "login",
        "login.php",
    ];
    let is_post =
        pieces.next().is_some_and(|p| matches!(p, "status" | "posts" | "video" | "videos" | "photos"));
    (!PAGES.contains(&handle.as_str()) && !is_post)
        .then(|| (ContactKind::Social, format!("{network}:{handle}")))
}

const WHATSAPP: [&str; 3] = ["wa.me", "api.whatsapp.com", "web.whatsapp.com"];

fn bare_host(host: &str) -> &str {
    host.trim_start_matches("www.").trim_start_matches("m.")
}

/// A look at the host before the address is parsed: most links of a page lead elsewhere.
fn is_of_network(url: &str) -> bool {
    let rest = url.split_once("//").map_or("", |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or("").to_ascii_lowercase();
    let host = bare_host(&host);
    WHATSAPP.contains(&host) || LABELS.hosts.iter().any(|(_, hosts)| hosts.contains(&host))
}

/// A number with its country code, digits only otherwise.
fn e164(number: &str) -> Option<String> {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let value = format!("+{digits}");
    (number.trim().starts_with('+') && value.parse::<crate::value::Phone>().is_ok()).then_some(value)
}
