//! What makes two articles the same one: their address with everything that is no part of it folded away, else the
//! hash of their text.

use url::Url;

use crate::article::Article;

/// Query parameters that say how a reader came, or how the page shall look, and not what is on it.
const TRACKING: &[&str] = &[
    "fbclid",
    "gclid",
    "gclsrc",
    "dclid",
    "gbraid",
    "wbraid",
    "msclkid",
    "yclid",
    "twclid",
    "ttclid",
    "igshid",
    "igsh",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "_ga",
    "_gl",
    "_hsenc",
    "_hsmi",
    "vero_id",
    "wickedid",
    "oly_anon_id",
    "oly_enc_id",
    "s_cid",
    "ref_src",
    "ref_url",
    "__twitter_impression",
    "spref",
    "showcomment",
];

/// The identity of an article, as kept in the index.
pub(crate) fn of_article(article: &Article) -> String {
    match &article.url {
        Some(url) => of_address(url),
        None => {
            let text = if article.text.trim().is_empty() {
                article.title.as_deref().unwrap_or("")
            } else {
                &article.text
            };
            format!("text:{:032x}", hash(text.trim().as_bytes()))
        }
    }
}

/// The identity of the article at an address.
pub(crate) fn of_address(url: &Url) -> String {
    let Some(host) = url.host_str() else { return bounded(without_fragment(url.as_str()).to_owned()) };
    let mut key = host_of(host);
    if let Some(port) = url.port() {
        key.push_str(&format!(":{port}"));
    }
    let path = percent_upper(url.path());
    key.push_str(path.trim_end_matches('/'));
    let mut pairs: Vec<&str> = url.query().unwrap_or("").split('&').filter(|pair| is_content(pair)).collect();
    pairs.sort_unstable();
    if !pairs.is_empty() {
        key.push('?');
        key.push_str(&percent_upper(&pairs.join("&")));
    }
    bounded(key)
}

/// Host without `www.`; the country domains of Blogger all show `blogspot.com`.
fn host_of(host: &str) -> String {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    if let Some((blog, country)) = host.rsplit_once(".blogspot.") {
        let country = country.strip_prefix("co.").or_else(|| country.strip_prefix("com.")).unwrap_or(country);
        if country == "com" || (country.len() == 2 && country.bytes().all(|b| b.is_ascii_lowercase())) {
            return format!("{blog}.blogspot.com");
        }
    }
    host.to_owned()
}

fn is_content(pair: &str) -> bool {
    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
    let name = name.to_ascii_lowercase();
    // `m=1` is Blogger's mobile view, `m=202112` WordPress's month.
    let mobile = name == "m" && matches!(value, "0" | "1");
    !(pair.is_empty() || mobile || name.starts_with("utm_") || TRACKING.contains(&name.as_str()))
}

/// `%c3` and `%C3` are the same byte.
fn percent_upper(s: &str) -> String {
    let mut escape = 0;
    s.chars()
        .map(|c| {
            if c == '%' {
                escape = 2;
                c
            } else if escape > 0 {
                escape -= 1;
                c.to_ascii_uppercase()
            } else {
                c
            }
        })
        .collect()
}

fn without_fragment(s: &str) -> &str {
    s.split_once('#').map_or(s, |(before, _)| before)
}

/// A term of the index may not be of any length.
fn bounded(key: String) -> String {
    if key.len() <= 2000 { key } else { format!("hash:{:032x}", hash(key.as_bytes())) }
}

/// FNV-1a in 128 bits (Fowler, Noll, Vo; public domain): not against forgery, only to tell texts apart.
pub(crate) fn hash(bytes: &[u8]) -> u128 {
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    bytes.iter().fold(OFFSET, |hash, byte| (hash ^ u128::from(*byte)).wrapping_mul(PRIME))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(url: &str) -> String {
        of_address(&Url::parse(url).unwrap())
    }

    #[test]
    fn what_is_no_part_of_the_address_is_folded() {
        let one = key("https://warta-nagari.blogspot.com/2021/12/air-naik.html");
        for same in [
            "http://warta-nagari.blogspot.com/2021/12/air-naik.html",
            "https://warta-nagari.blogspot.co.id/2021/12/air-naik.html?m=1",
            "https://warta-nagari.blogspot.com.au/2021/12/air-naik.html?m=0#comments",
            "https://WWW.warta-nagari.blogspot.de/2021/12/air-naik.html?utm_source=x&utm_medium=y&fbclid=z",
            "https://warta-nagari.blogspot.com/2021/12/air-naik.html?showComment=1638000000000#c123",
            "https://warta-nagari.blogspot.com:443/2021/12/air-naik.html?spref=tw",
        ] {
            assert_eq!(key(same), one, "{same}");
        }
        assert_eq!(key("https://contoh.example/a/"), key("https://contoh.example/a"));
        assert_eq!(key("https://contoh.example/?b=2&a=1"), key("https://contoh.example/?a=1&b=2"));
        assert_eq!(key("https://contoh.example/%c3%a9"), key("https://contoh.example/%C3%A9"));
    }

    #[test]
    fn what_is_part_of_it_is_kept() {
        let one = key("https://contoh.example/baca?id=1");
        for other in [
            "https://contoh.example/baca?id=2",
            "https://contoh.example/baca",
            "https://contoh.example/Baca?id=1",
            "https://lain.contoh.example/baca?id=1",
            "https://contoh.example:8080/baca?id=1",
            "https://contoh.example/baca?id=1&m=202112",
        ] {
            assert_ne!(key(other), one, "{other}");
        }
        assert_ne!(key("https://a.blogspot.com/x"), key("https://b.blogspot.com/x"));
        assert_eq!(key("https://a.blogspot.example.com/x"), "a.blogspot.example.com/x");
    }

    #[test]
    fn without_an_address_the_text_counts() {
        let one = Article::builder().title("Air naik").text("Padang - Air naik.").build();
        let same = Article::builder().title("Judul lain").text("Padang - Air naik.").build();
        let other = Article::builder().title("Air naik").text("Solok - Air naik.").build();
        assert_eq!(of_article(&one), of_article(&same));
        assert_ne!(of_article(&one), of_article(&other));
    }

    #[test]
    fn long_addresses_stay_bounded() {
        let long = format!("https://contoh.example/{}", "x".repeat(70_000));
        assert!(key(&long).len() < 100);
        assert_ne!(key(&long), key(&format!("{long}y")));
    }
}
