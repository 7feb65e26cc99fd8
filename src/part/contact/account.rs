use std::sync::LazyLock;

use linkify::{LinkFinder, LinkKind};
use regex::Regex;
use url::Url;

use super::Mention;
use super::label::{LABELS, last_word};
use super::look::Look;
use crate::article::ContactKind;
use crate::value::Span;

static FINDER: LazyLock<LinkFinder> = LazyLock::new(LinkFinder::new);

/// Addresses without a scheme that pages print for readers to type.
static BARE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:www\.[a-z0-9-]+(?:\.[a-z0-9-]+)+|(?:instagram|facebook|fb|twitter|x|tiktok|youtube|t|wa|linktr|linkedin|threads|bit|s|telegram|api\.whatsapp)\.(?:com|me|ee|net|ly|id)/)[^\s<>()\[\]|,;]*")
        .expect("pattern")
});

/// An e-mail address hidden from machines: `humas(at)padang.go.id`, `rita [dot] moss [at] contoh [dot] example`.
static HIDDEN_EMAIL: LazyLock<Regex> = LazyLock::new(|| {
    let dot = r"(?:\.|\s?[(\[{]\s?(?:dot|titik)\s?[)\]}]\s?)";
    Regex::new(&format!(
        r"(?i)\b[\w+-]+(?:{dot}[\w+-]+)*\s?[(\[{{]\s?(?:at|et)\s?[)\]}}]\s?[\w-]+(?:{dot}[\w-]+)+"
    ))
    .expect("pattern")
});

static DOT_WORD: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\s?[(\[{]\s?(?:dot|titik)\s?[)\]}]\s?").expect("pattern"));
static AT_WORD: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\s?[(\[{]\s?(?:at|et)\s?[)\]}]\s?").expect("pattern"));

/// `@name` with nothing glued before it.
static HANDLE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"@[\w](?:[\w.]{0,48}[\w])?").expect("pattern"));

/// "FB: Majlis Perbandaran", "YouTube: Kuliner Padang TV": an account under its name.
static NAMED_ACCOUNT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(facebook|fb|youtube|fanpage|tiktok|instagram|ig)\s*:\s*([\p{L}\d][\p{L}\d .&'-]{2,60})",
    )
    .expect("pattern")
});

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
    let bare = look.bare.then(|| BARE.find_iter(line));
    for found in bare.into_iter().flatten() {
        let raw = found.as_str().trim_end_matches(['.', ':', '!', '?', '"', '\'', '”']);
        if let Some((kind, value)) = address(raw, line, found.start()) {
            add(kind, value, found.start(), found.start() + raw.len());
        }
    }
    if look.hidden {
        for found in HIDDEN_EMAIL.find_iter(line) {
            let plain = AT_WORD.replace(found.as_str(), "@");
            let plain = DOT_WORD.replace_all(&plain, ".");
            add(ContactKind::Email, plain.to_lowercase(), found.start(), found.end());
        }
    }
    if look.at {
        for found in HANDLE.find_iter(line) {
            let glued = line[..found.start()]
                .ends_with(|c: char| c.is_alphanumeric() || c == '.' || c == '_' || c == '/');
            if let Some(network) = network_beside(line, found.start(), found.end()).filter(|_| !glued) {
                let handle = found.as_str()[1..].to_lowercase();
                add(ContactKind::Social, format!("{network}:{handle}"), found.start(), found.end());
            }
        }
    }
    let named = look.account.then(|| NAMED_ACCOUNT.captures_iter(line));
    for found in named.into_iter().flatten() {
        let (Some(network), Some(name)) = (found.get(1), found.get(2)) else { continue };
        let network = network_of(&network.as_str().to_lowercase());
        let raw = name.as_str().trim_end_matches(|c: char| !c.is_alphanumeric());
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
                name.start(),
                name.start() + raw.len(),
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
    LABELS
        .networks
        .iter()
        .find(|(_, words)| words.iter().any(|w| w == word))
        .map(|(network, _)| network.as_str())
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
                nearest = Some((at, network.as_str()));
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
                w.len() > 1
                    && word.strip_prefix(w.as_str()).is_some_and(|r| !r.starts_with(char::is_alphanumeric))
            })
        })
        .map(|(network, _)| network.as_str())
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
    let network = LABELS.hosts.iter().find(|(_, hosts)| hosts.iter().any(|h| h == host))?.0;
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
    WHATSAPP.contains(&host) || LABELS.hosts.values().any(|hosts| hosts.iter().any(|h| h == host))
}

/// A number with its country code, digits only otherwise.
fn e164(number: &str) -> Option<String> {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let value = format!("+{digits}");
    (number.trim().starts_with('+') && value.parse::<crate::value::Phone>().is_ok()).then_some(value)
}
