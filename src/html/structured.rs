use url::Url;

use super::json_ld;
use super::plain::plain;
use super::{Node, Tree};
use crate::value::{Evidence, Field, Mark, Scope, Source};

/// Pieces of evidence that one page may give; no honest page has as many.
const MOST: usize = 1000;

/// What the page's head and structured data say, unjudged; all of it speaks of the page as a whole.
///
/// Within a field, what is usually more trustworthy comes first. An author's address follows the author's name.
pub(crate) fn evidence(tree: &Tree, url: Option<&Url>) -> Vec<Evidence> {
    let mut found = Found { url, base: None, ranked: Vec::new() };
    let mut linked_data = json_ld::Blocks::default();
    for node in tree.iter() {
        match node.name() {
            Some("meta") => found.meta(node),
            Some("link") => found.link(node),
            Some("base") if found.base.is_none() => {
                found.base = node.attr("href").and_then(|h| found.join(h))
            }
            Some("html") => {
                for name in ["lang", "xml:lang"] {
                    found.add(0, Field::Language, node.attr(name).unwrap_or(""), Source::Meta, node);
                }
            }
            // SVG has titles too.
            Some("title") if node.parent().is_some_and(|p| p.is("head") || p.is("body")) => {
                found.add(9, Field::Title, &node.all_text(), Source::Meta, node);
            }
            Some("script") if is_linked_data(node) => linked_data.read(&node.all_text(), node.index() as u32),
            _ => {}
        }
        if found.ranked.len() > MOST {
            break;
        }
    }
    let own = url.cloned().or_else(|| found.own_address());
    for fact in linked_data.facts(own.as_ref()) {
        let rank = match fact.field {
            Field::Language | Field::Url | Field::SiteName | Field::Image => 2,
            _ if fact.of_article => 0,
            _ => 4,
        };
        found.push(rank, fact.field, &fact.value, Source::JsonLd, Mark::Property, fact.order);
    }
    found.ranked.sort_by_key(|(rank, _)| *rank);
    found.ranked.into_iter().map(|(_, evidence)| evidence).take(MOST).collect()
}

fn is_linked_data(script: Node<'_>) -> bool {
    script.attr("type").is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"))
}

struct Found<'a> {
    url: Option<&'a Url>,
    base: Option<Url>,
    ranked: Vec<(u8, Evidence)>,
}

impl Found<'_> {
    fn meta(&mut self, node: Node<'_>) {
        let Some(content) = node.attr("content").filter(|c| !c.trim().is_empty()) else { return };
        let names = [("property", false), ("name", false), ("http-equiv", false), ("itemprop", true)];
        for (attribute, is_microdata) in names {
            let Some(name) = node.attr(attribute) else { continue };
            if is_microdata && !is_of_page(node) {
                continue;
            }
            let name = name.trim().to_ascii_lowercase();
            let known = if is_microdata { microdata(&name) } else { of_name(&name) };
            let Some((rank, field)) = known else { continue };
            let source = if is_microdata {
                Source::Microdata
            } else if name.starts_with("og:") || name.starts_with("article:") {
                Source::OpenGraph
            } else {
                Source::Meta
            };
            match field {
                // Open Graph asks for the address of a profile here, and gets names as well.
                Field::Author if is_address(content) => {
                    self.add(rank, Field::AuthorUrl, content, source, node)
                }
                // A network's name for the author or the site is neither's name.
                Field::Author | Field::SiteName if content.trim_start().starts_with('@') => {}
                Field::Tag => {
                    let separate = name != "article:tag" && name != "article:section";
                    for tag in content.split(|c| separate && matches!(c, ',' | ';' | '|')) {
                        self.add(rank, field, tag, source, node);
                    }
                }
                _ => self.add(rank, field, content, source, node),
            }
            return;
        }
    }

    fn link(&mut self, node: Node<'_>) {
        let (Some(rel), Some(href)) = (node.attr("rel").or(node.attr("itemprop")), node.attr("href")) else {
            return;
        };
        let is = |kind: &str| rel.split_ascii_whitespace().any(|r| r.eq_ignore_ascii_case(kind));
        if is("canonical") {
            self.add(0, Field::Url, href, Source::Meta, node);
        } else if is("image_src") {
            self.add(5, Field::Image, href, Source::Meta, node);
        } else if node.attr("itemprop").is_some() && is_of_page(node) && (is("mainEntityOfPage") || is("url"))
        {
            self.add(3, Field::Url, href, Source::Microdata, node);
        }
    }

    fn add(&mut self, rank: u8, field: Field, value: &str, source: Source, node: Node<'_>) {
        let mark = if source == Source::Microdata { Mark::Machine } else { Mark::Property };
        self.push(rank, field, value, source, mark, node.index() as u32);
    }

    fn push(&mut self, rank: u8, field: Field, value: &str, source: Source, mark: Mark, order: u32) {
        let value = plain(value);
        let value = match field {
            Field::Url | Field::Image | Field::AuthorUrl => match self.join(&value) {
                Some(url) if matches!(url.scheme(), "http" | "https") => url.into(),
                Some(_) => return,
                None => value,
            },
            _ => value,
        };
        if !value.is_empty() && !matches!(value.as_str(), "null" | "undefined") {
            self.ranked.push((rank, Evidence::new(field, value, source, Scope::Page, mark, order)));
        }
    }

    /// The address that the page gives as its own.
    fn own_address(&self) -> Option<Url> {
        let said = self.ranked.iter().filter(|(_, e)| e.field == Field::Url).min_by_key(|(rank, _)| *rank);
        said.and_then(|(_, e)| Url::parse(&e.value).ok())
    }

    fn join(&self, address: &str) -> Option<Url> {
        match self.base.as_ref().or(self.url) {
            Some(base) => base.join(address.trim()).ok(),
            None => Url::parse(address.trim()).ok(),
        }
    }
}

fn is_address(value: &str) -> bool {
    let value = value.trim_start();
    ["http://", "https://", "//", "www."].iter().any(|start| value.starts_with(start))
}

/// Whether no thing of its own, such as a post, is being described here.
fn is_of_page(node: Node<'_>) -> bool {
    let mut above = node.ancestors().take(8);
    above.all(|n| n.attr("itemscope").is_none() || n.is("html") || n.is("body"))
        && node.ancestors().take(8).any(|n| n.is("head") || n.is("html"))
}

/// What a `meta` element of that name speaks of, and how far down among those that do it belongs.
fn of_name(name: &str) -> Option<(u8, Field)> {
    let known = match name {
        "og:title" => (1, Field::Title),
        "parsely-title" | "sailthru.title" | "citation_title" | "hdl" => (2, Field::Title),
        "headline" | "dc.title" | "dcterms.title" | "dc:title" | "title" => (3, Field::Title),
        "twitter:title" | "twitter:text:title" => (4, Field::Title),

        "author" | "article:author" | "article:author_name" | "og:article:author" => (2, Field::Author),
        "byl"
        | "parsely-author"
        | "sailthru.author"
        | "citation_author"
        | "dc.creator"
        | "dcterms.creator"
        | "dc:creator"
        | "dc.creator.personalname"
        | "authors"
        | "creator"
        | "cxenseparse:author" => (3, Field::Author),

        "article:published_time" | "og:article:published_time" => (1, Field::Published),
        "parsely-pub-date"
        | "sailthru.date"
        | "citation_publication_date"
        | "citation_date"
        | "datepublished"
        | "publishdate"
        | "publish-date"
        | "publish_date"
        | "publication_date"
        | "publicationdate"
        | "pubdate"
        | "pub_date"
        | "published_time"
        | "published"
        | "cxenseparse:recs:publishtime"
        | "article:published"
        | "dcterms.issued"
        | "dc.date.issued"
        | "dc.issued"
        | "displaydate"
        | "ptime"
        | "originalpublicationdate"
        | "article_date_original"
        | "datepublished-iso"
        | "og:published_time"
        | "release_date" => (2, Field::Published),
        "dc.date.created" | "dcterms.created" | "datecreated" | "created" => (3, Field::Published),
        "date" | "dc.date" | "dcterms.date" | "dc:date" | "eomportal-publicationdate" => {
            (4, Field::Published)
        }

        "article:modified_time" | "og:updated_time" | "og:article:modified_time" => (1, Field::Modified),
        "datemodified" | "dcterms.modified" | "dc.date.modified" | "modified" | "lastmod"
        | "last-modified" | "last_modified" | "article:modified" | "utime" | "updated_time" | "revised" => {
            (2, Field::Modified)
        }

        "og:locale" => (1, Field::Language),
        "content-language" | "inlanguage" | "dc.language" | "dcterms.language" | "language" => {
            (3, Field::Language)
        }

        "og:url" | "twitter:url" => (1, Field::Url),
        "parsely-link" | "syndication-source" | "original-source" => (4, Field::Url),

        "og:site_name" => (0, Field::SiteName),
        "application-name"
        | "apple-mobile-web-app-title"
        | "dc.publisher"
        | "dcterms.publisher"
        | "publisher"
        | "copyright-holder" => (3, Field::SiteName),

        "og:description" => (1, Field::Summary),
        "description"
        | "dc.description"
        | "dcterms.description"
        | "dcterms.abstract"
        | "sailthru.description"
        | "abstract" => (2, Field::Summary),
        "twitter:description" => (3, Field::Summary),

        "article:tag" => (1, Field::Tag),
        "article:section" => (2, Field::Tag),
        "news_keywords" | "parsely-tags" | "sailthru.tags" | "citation_keywords" | "parsely-section" => {
            (3, Field::Tag)
        }
        "keywords" | "dc.subject" | "dcterms.subject" | "tags" | "section" => (4, Field::Tag),

        "og:image" | "og:image:url" | "og:image:secure_url" => (1, Field::Image),
        "twitter:image" | "twitter:image:src" | "parsely-image-url" | "sailthru.image.full" | "thumbnail" => {
            (3, Field::Image)
        }

        "generator" => (0, Field::Platform),
        _ => return None,
    };
    Some(known)
}

/// What a property of schema.org speaks of where it stands in the page's head.
fn microdata(name: &str) -> Option<(u8, Field)> {
    let known = match name {
        "headline" => (2, Field::Title),
        "author" | "creator" => (2, Field::Author),
        "datepublished" => (1, Field::Published),
        "datecreated" => (3, Field::Published),
        "datemodified" => (1, Field::Modified),
        "inlanguage" => (3, Field::Language),
        "url" | "mainentityofpage" => (4, Field::Url),
        "description" => (3, Field::Summary),
        "keywords" => (4, Field::Tag),
        "articlesection" => (2, Field::Tag),
        "image" | "thumbnailurl" => (3, Field::Image),
        "commentcount" | "interactioncount" => (3, Field::Comments),
        _ => return None,
    };
    Some(known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::parse;
    use crate::options::Options;

    fn read(html: &str) -> Vec<Evidence> {
        let url = Url::parse("https://kabar.example/2021/12/air.html").unwrap();
        evidence(&parse(html, false, &Options::new()).unwrap(), Some(&url))
    }

    #[track_caller]
    fn assert_says(html: &str, field: Field, expected: &[&str]) {
        let found: Vec<_> = read(html).into_iter().filter(|e| e.field == field).map(|e| e.value).collect();
        assert_eq!(found, expected, "{html}");
    }

    fn ld(json: &str) -> String {
        format!("<script type=application/ld+json>{json}</script>")
    }

    #[test]
    fn an_article_in_json_ld() {
        let html = ld(
            r#"{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Air &quot;naik&quot;",
            "datePublished": "2021-12-09T10:05:00+07:00", "dateModified": "2021-12-10", "inLanguage": "id-ID",
            "mainEntityOfPage": {"@type": "WebPage", "@id": "https://kabar.example/2021/12/air.html"},
            "author": [{"@type": "Organization", "name": "Redaksi"},
                       {"@type": "Person", "name": "Rina Marlina", "url": "/penulis/rina"}],
            "publisher": {"@type": "Organization", "name": "Kabar Kita"}, "description": "Ringkas",
            "keywords": "banjir, sungai", "articleSection": ["Daerah"], "image": {"url": "/a.jpg"}, "commentCount": 7}"#,
        );
        for (field, expected) in [
            (Field::Title, &["Air \"naik\""][..]),
            (Field::Published, &["2021-12-09T10:05:00+07:00"]),
            (Field::Modified, &["2021-12-10"]),
            (Field::Language, &["id-ID"]),
            (Field::Url, &["https://kabar.example/2021/12/air.html"]),
            (Field::Author, &["Rina Marlina", "Redaksi"]),
            (Field::AuthorUrl, &["https://kabar.example/penulis/rina"]),
            (Field::SiteName, &["Kabar Kita"]),
            (Field::Summary, &["Ringkas"]),
            (Field::Tag, &["Daerah", "banjir", "sungai"]),
            (Field::Image, &["https://kabar.example/a.jpg"]),
            (Field::Comments, &["7"]),
        ] {
            assert_says(&html, field, expected);
        }
        assert!(read(&html).iter().all(|e| e.source == Source::JsonLd && e.scope == Scope::Page));
    }

    #[test]
    fn a_graph_with_references() {
        let html = ld(r##"{"@graph": [
            {"@type": "WebSite", "@id": "#site", "name": "Kabar"},
            {"@type": ["WebPage"], "@id": "#page", "name": "Air - Kabar", "datePublished": "2021-12-08"},
            {"@type": "Article", "headline": "Air", "author": {"@id": "#rina"}, "publisher": {"@id": "#site"}},
            {"@type": ["Person", "Organization"], "@id": "#rina", "name": "Rina"}]}"##);
        assert_says(&html, Field::Title, &["Air", "Air - Kabar"]);
        assert_says(&html, Field::Author, &["Rina"]);
        assert_says(&html, Field::SiteName, &["Kabar", "Kabar"]);
        assert_says(&html, Field::Published, &["2021-12-08"]);
    }

    #[test]
    fn authors_in_any_form() {
        for (author, expected) in [
            (r#""Rina""#, &["Rina"][..]),
            (r#"["Rina", "Budi"]"#, &["Rina", "Budi"]),
            (r#"{"name": ["Rina", "Budi"]}"#, &["Rina", "Budi"]),
            (r#"{"@type": "http://schema.org/Person", "name": "Rina"}"#, &["Rina"]),
            (r#"[{"name": " "}, null, 3.5, {}, [], {"@id": "nowhere"}, "Rina"]"#, &["3.5", "Rina"]),
            ("null", &[]),
        ] {
            assert_says(
                &ld(&format!(r#"{{"@type": "BlogPosting", "author": {author}}}"#)),
                Field::Author,
                expected,
            );
        }
    }

    #[test]
    fn the_article_of_this_page_among_several() {
        let html =
            ld(r#"[{"@type": "Article", "headline": "Lain", "url": "https://kabar.example/lain.html"},
            {"@type": "Article", "headline": "Air", "url": "http://kabar.example/2021/12/air.html?m=1"},
            {"@type": "ItemList", "itemListElement": [{"@type": "Article", "headline": "Jauh"}]}]"#);
        assert_says(&html, Field::Title, &["Air"]);
    }

    #[test]
    fn what_is_no_article() {
        let html =
            ld(r#"{"@type": "Organization", "name": "PT Kabar", "author": "X"}"#) + &ld("[1, \"x\", null]");
        assert_eq!(read(&html), []);
        assert_eq!(read(&"<script>{\"@type\": \"Article\", \"headline\": \"x\"}</script>".repeat(2)), []);
    }

    #[test]
    fn head_elements_in_order_of_trust() {
        let html = r#"<html lang=id><title>Air - Kabar</title><meta name=author content="Rina"><meta name=date content=2021-12-08>
            <meta property=og:title content="Air"><meta name=twitter:title content="Air!"><meta property=og:locale content=en_US>
            <meta property="article:published_time" content="2021-12-09T03:05:00Z"><meta property=article:tag content="a, b">
            <meta property="article:author" content="https://www.facebook.com/rina"><meta name=keywords content="c, d,">
            <meta name="twitter:site" content="@kabar"><meta property=og:site_name content=Kabar><meta name=generator content=Blogger>
            <meta property=og:image content=/a.jpg><link rel=image_src href=/b.jpg><meta property=og:url content=/air>
            <link rel="canonical nofollow" href="/2021/12/air.html"><link rel=canonical href="javascript:alert(1)">
            <meta property=og:updated_time content=2021-12-10><meta name=description content="Tom &amp;amp; Jerry"><meta name=x content=y>"#;
        for (field, expected) in [
            (Field::Title, &["Air", "Air!", "Air - Kabar"][..]),
            (Field::Author, &["Rina"]),
            (Field::AuthorUrl, &["https://www.facebook.com/rina"]),
            (Field::Published, &["2021-12-09T03:05:00Z", "2021-12-08"]),
            (Field::Modified, &["2021-12-10"]),
            (Field::Language, &["id", "en_US"]),
            (Field::Tag, &["a, b", "c", "d"]),
            (Field::SiteName, &["Kabar"]),
            (Field::Platform, &["Blogger"]),
            (Field::Image, &["https://kabar.example/a.jpg", "https://kabar.example/b.jpg"]),
            (Field::Url, &["https://kabar.example/2021/12/air.html", "https://kabar.example/air"]),
            (Field::Summary, &["Tom & Jerry"]),
        ] {
            assert_says(html, field, expected);
        }
        let title = read(html).into_iter().find(|e| e.value == "Air - Kabar").unwrap();
        assert_eq!((title.source, title.mark), (Source::Meta, Mark::Property));
    }

    #[test]
    fn microdata_of_the_page_only() {
        let html = "<html itemscope><head><meta itemprop=datePublished content=2021-12-09></head><body>\
            <div itemscope><meta itemprop=datePublished content=2020-01-01></div>";
        assert_says(html, Field::Published, &["2021-12-09"]);
        assert_eq!(read(html)[0].source, Source::Microdata);
    }

    #[test]
    fn titles_that_are_none() {
        assert_says("<svg><title>Logo</title></svg><meta property=og:title content=' '>", Field::Title, &[]);
        let html = format!("<title>{}</title>", "kata ".repeat(100_000));
        assert!(read(&html)[0].value.len() <= 2000);
    }

    #[test]
    fn floods_are_bounded() {
        assert!(read(&"<meta name=author content=x>".repeat(20_000)).len() <= MOST);
        let many = r#"{"@type": "Article", "author": ["#.to_owned() + &"\"x\",".repeat(20_000) + "]}";
        assert!(read(&ld(&many)).len() <= MOST);
        assert!(
            read(&ld(&format!("[{}]", r#"{"@type": "WebPage", "name": "x"},"#.repeat(20_000)))).len() <= MOST
        );
        assert_eq!(read(&ld(&r#"{"@type": "Article", "mainEntity": "#.repeat(20_000))), []);
    }
}
