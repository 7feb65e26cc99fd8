use serde_json::Value;

use crate::value::Field;

/// Types of nodes that describe an article, the most exact first.
const ARTICLES: &[&str] = &[
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "BackgroundNewsArticle",
    "ReviewNewsArticle",
    "LiveBlogPosting",
    "BlogPosting",
    "Article",
    "Report",
    "ScholarlyArticle",
    "TechArticle",
    "SocialMediaPosting",
    "MedicalScholarlyArticle",
    "AdvertiserContentArticle",
    "Recipe",
    "Review",
    "CreativeWork",
];

/// Types of nodes that describe the page around it.
const PAGES: &[&str] = &["WebPage", "ItemPage", "WebSite"];

/// Longest block that is read; blocks of real pages are a hundred times shorter.
const LONGEST: usize = 1 << 20;

/// What a JSON-LD block says of the article it describes.
///
/// Of several nodes only the most exact article node is read; names of the site are taken from any.
/// Broken JSON is mended as far as real pages break it: comments, CDATA, raw control characters, trailing commas.
pub(super) fn facts(json: &str) -> Vec<(Field, String)> {
    let Some(value) = parse(json) else { return Vec::new() };
    let mut nodes = Vec::new();
    collect(&value, 0, &mut nodes);
    let rank =
        |node: &Value, table: &[&str]| types(node).filter_map(|t| table.iter().position(|a| *a == t)).min();
    let mut facts = Vec::new();
    let mut articles: Vec<(usize, &Value)> =
        nodes.iter().filter_map(|n| Some((rank(n, ARTICLES)?, *n))).collect();
    articles.sort_by_key(|(rank, _)| *rank);
    // Lists of articles (a front page, a carousel) describe none of them as this page's.
    let of_page: Vec<&Value> = articles.into_iter().map(|(_, n)| n).collect();
    if let Some(article) = of_page.first() {
        read(article, &nodes, &mut facts);
    }
    for page in nodes.iter().filter(|n| rank(n, PAGES).is_some()) {
        if types(page).any(|t| t == "WebSite") {
            facts.extend(page.get("name").and_then(string).map(|name| (Field::SiteName, name)));
        } else {
            for (key, field) in [("datePublished", Field::Published), ("dateModified", Field::Modified)] {
                facts.extend(page.get(key).and_then(string).map(|date| (field, date)));
            }
        }
    }
    facts
}

fn parse(json: &str) -> Option<Value> {
    if json.len() > LONGEST {
        return None;
    }
    let json = json.trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
    let json = json.strip_prefix("//<![CDATA[").or_else(|| json.strip_prefix("<![CDATA[")).unwrap_or(json);
    let json = json.strip_suffix("//]]>").or_else(|| json.strip_suffix("]]>")).unwrap_or(json).trim();
    let json = json.trim_end_matches(';');
    serde_json::from_str(json).ok().or_else(|| serde_json::from_str(&mend(json)).ok())
}

/// Raw control characters inside strings become spaces, commas before a closing bracket are dropped.
fn mend(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let (mut quoted, mut escaped) = (false, false);
    for c in json.chars() {
        if quoted && c < ' ' {
            out.push(' ');
            continue;
        }
        if !quoted && matches!(c, '}' | ']') {
            let end = out.trim_end().len();
            if out[..end].ends_with(',') {
                out.truncate(end - 1);
            }
        }
        out.push(c);
        (quoted, escaped) = match c {
            '"' if !escaped => (!quoted, false),
            '\\' => (quoted, quoted && !escaped),
            _ => (quoted, false),
        };
    }
    out
}

/// How deep and how many nodes are looked at.
const DEEPEST: usize = 6;
const MOST: usize = 200;

/// The nodes of the block: itself, lists of nodes, `@graph`, and what is said to be the main entity.
fn collect<'v>(value: &'v Value, depth: usize, nodes: &mut Vec<&'v Value>) {
    if depth > DEEPEST || nodes.len() >= MOST {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|v| collect(v, depth + 1, nodes)),
        Value::Object(object) => {
            nodes.push(value);
            for key in ["@graph", "mainEntity", "mainEntityOfPage", "publisher"] {
                if let Some(inner) = object.get(key) {
                    collect(inner, depth + 1, nodes);
                }
            }
        }
        _ => {}
    }
}

fn types(node: &Value) -> impl Iterator<Item = &str> {
    let types = node.get("@type");
    let one = types.and_then(Value::as_str);
    let many = types.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    one.into_iter().chain(many).map(|t| t.rsplit(['/', ':']).next().unwrap_or(t))
}

fn read(article: &Value, nodes: &[&Value], facts: &mut Vec<(Field, String)>) {
    let mut text =
        |key: &str, field: Field| facts.extend(article.get(key).and_then(string).map(|v| (field, v)));
    text("headline", Field::Title);
    text("datePublished", Field::Published);
    text("dateCreated", Field::Published);
    text("dateModified", Field::Modified);
    text("inLanguage", Field::Language);
    text("url", Field::Url);
    text("description", Field::Summary);
    text("commentCount", Field::Comments);
    if !facts.iter().any(|(f, _)| *f == Field::Title) {
        facts.extend(article.get("name").and_then(string).map(|v| (Field::Title, v)));
    }
    for key in ["author", "creator"] {
        let before = facts.len();
        each(article.get(key), &mut |author| {
            let author = resolve(author, nodes);
            let name = author.get("name").unwrap_or(author);
            each(Some(name), &mut |name| {
                if let Some(name) = string(name) {
                    // An organisation is named, not claimed as a person: the part decides.
                    facts.push((Field::Author, name));
                }
            });
            if let Some(url) = author.get("url").and_then(string).filter(|u| u.starts_with("http")) {
                facts.push((Field::AuthorUrl, url));
            }
        });
        if facts.len() > before {
            break;
        }
    }
    each(article.get("publisher"), &mut |publisher| {
        facts.extend(resolve(publisher, nodes).get("name").and_then(string).map(|n| (Field::SiteName, n)));
    });
    for key in ["keywords", "articleSection"] {
        each(article.get(key), &mut |tags| {
            if let Some(tags) = string(tags) {
                facts.extend(tags.split(',').map(|t| (Field::Tag, t.trim().to_owned())));
            }
        });
    }
    each(article.get("image"), &mut |image| {
        facts.extend(string(image.get("url").unwrap_or(image)).map(|u| (Field::Image, u)));
    });
}

/// A node that is only a reference (`{"@id": …}`) stands for the node of that id.
fn resolve<'v>(value: &'v Value, nodes: &[&'v Value]) -> &'v Value {
    match (value.get("@id"), value.get("name")) {
        (Some(id), None) => nodes
            .iter()
            .copied()
            .find(|n| n.get("@id") == Some(id) && n.get("name").is_some())
            .unwrap_or(value),
        _ => value,
    }
}

fn each<'v>(value: Option<&'v Value>, f: &mut dyn FnMut(&'v Value)) {
    match value {
        Some(Value::Array(items)) => items.iter().take(50).for_each(f),
        Some(Value::Null) | None => {}
        Some(value) => f(value),
    }
}

/// A string as meant: entities that were escaped twice are decoded once, markup is dropped.
fn string(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(s) => s.clone(),
        Value::Number(n) => n.to_string(),
        Value::Object(o) => o.get("@value").or_else(|| o.get("@id"))?.as_str()?.to_owned(),
        Value::Array(a) => return a.first().and_then(string),
        _ => return None,
    };
    let text = decode_entities(&text);
    (!text.trim().is_empty()).then_some(text)
}

fn decode_entities(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(10).position(|b| b == b';');
        let decoded = end.and_then(|end| {
            let c = match &rest[1..end] {
                "amp" => '&',
                "quot" => '"',
                "apos" | "#39" | "#039" => '\'',
                "lt" => '<',
                "gt" => '>',
                "nbsp" => ' ',
                "ndash" => '–',
                "mdash" => '—',
                "lsquo" => '‘',
                "rsquo" => '’',
                "ldquo" => '“',
                "rdquo" => '”',
                "hellip" => '…',
                name => {
                    let number = name.strip_prefix('#')?;
                    let code = match number.strip_prefix(['x', 'X']) {
                        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                        None => number.parse().ok()?,
                    };
                    char::from_u32(code)?
                }
            };
            Some((c, end + 1))
        });
        let (c, len) = decoded.unwrap_or(('&', 1));
        out.push(c);
        rest = &rest[len..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(json: &str, field: Field) -> Vec<String> {
        facts(json).into_iter().filter(|(f, _)| *f == field).map(|(_, v)| v).collect()
    }

    #[test]
    fn the_article_node_is_found_in_a_graph() {
        let json = r##"{"@graph": [
            {"@type": "WebSite", "name": "Kabar Contoh"},
            {"@type": "Person", "@id": "#rina", "name": "Rina Marlina"},
            {"@type": ["Article", "NewsArticle"], "headline": "Air &quot;naik&quot;", "author": {"@id": "#rina"},
             "datePublished": "2021-12-09", "keywords": "banjir, Padang"}]}"##;
        assert_eq!(values(json, Field::Title), ["Air \"naik\""]);
        assert_eq!(values(json, Field::Author), ["Rina Marlina"]);
        assert_eq!(values(json, Field::Published), ["2021-12-09"]);
        assert_eq!(values(json, Field::SiteName), ["Kabar Contoh"]);
        assert_eq!(values(json, Field::Tag), ["banjir", "Padang"]);
    }

    #[test]
    fn broken_blocks_are_mended() {
        let json = "<!-- {\"@type\": \"NewsArticle\", \"headline\": \"Air\nnaik\", \"author\": [\"A B\", \"C D\",], } -->";
        assert_eq!(values(json, Field::Title), ["Air naik"]);
        assert_eq!(values(json, Field::Author), ["A B", "C D"]);
    }

    #[test]
    fn what_is_no_json_says_nothing() {
        for json in ["", "{", "[[[[[[[[[[", "null", "\"x\"", "{\"@type\": 3}"] {
            assert!(facts(json).is_empty(), "{json}");
        }
        assert!(facts(&"[".repeat(100_000)).is_empty());
    }
}
