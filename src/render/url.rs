use url::Url;

/// Schemes that a link may have in what is written: following one of these runs nothing.
const FOLLOWED: &[&str] = &["http", "https", "mailto", "tel", "sms", "whatsapp"];

/// The address as it may stand in a link, absolute; `None` for one that could run a script or needs a page around it.
pub(super) fn safe_link(url: &str, base: Option<&Url>) -> Option<Url> {
    parse(url, base).filter(|u| FOLLOWED.contains(&u.scheme()))
}

/// The address as it may stand in an image.
pub(super) fn safe_image(url: &str, base: Option<&Url>) -> Option<Url> {
    parse(url, base).filter(|u| matches!(u.scheme(), "http" | "https"))
}

/// The longest address of a page, in bytes, that others are completed with: written once for each of them, a longer one
/// makes much out of little.
const LONGEST_BASE: usize = 4096;

/// Parsed as browsers do, so that tabs or line ends inside a scheme hide nothing.
fn parse(url: &str, base: Option<&Url>) -> Option<Url> {
    match base.filter(|b| b.as_str().len() <= LONGEST_BASE) {
        Some(base) => base.join(url).ok(),
        None => Url::parse(url).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_that_run_nothing() {
        let base = Url::parse("https://contoh.example/a/b.html").unwrap();
        for good in
            ["https://contoh.example/", "//contoh.example/x", "c.html", "mailto:a@b.example", "tel:+62812"]
        {
            assert!(safe_link(good, Some(&base)).is_some(), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            " JaVaScRiPt:alert(1)",
            "java\tscript:alert(1)",
            "java\nscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "data:text/html,<script>alert(1)</script>",
            "vbscript:x",
            "file:///etc/passwd",
            "blob:https://a.example/b",
            "view-source:https://a.example",
        ] {
            assert!(safe_link(bad, Some(&base)).is_none(), "{bad:?}");
            assert!(safe_link(bad, None).is_none(), "{bad:?}");
        }
        assert!(safe_image("data:image/svg+xml,<svg onload=alert(1)>", Some(&base)).is_none());
        assert!(safe_image("mailto:a@b.example", Some(&base)).is_none());
        assert!(safe_link("c.html", None).is_none());
        let long = Url::parse(&format!("https://contoh.example/{}/", "a".repeat(LONGEST_BASE))).unwrap();
        assert!(safe_link("c.html", Some(&long)).is_none());
        assert!(safe_link("https://contoh.example/", Some(&long)).is_some());
    }
}
