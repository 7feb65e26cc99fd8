//! What keeps the text of a page from its readers, where there seems to be no article.
//!
//! A button, a template or a comment that is never closed takes the rest of the page with it; a link left open makes
//! all of it one link. Browsers hide or show it as the standard says; the article is there nevertheless. Where a page
//! seems to hold none, it is read once more without what swallowed most of its sentences.

use std::collections::{HashMap, HashSet};

use html5ever::tokenizer::Tag;

use super::{Node, Tree};

/// Bytes of sentences that are worth another reading.
const WORTH: usize = 200;
/// Bytes of a text that is a sentence or more.
const SENTENCE: usize = 40;

/// How to read a page once more.
#[derive(Debug)]
pub(crate) struct Mend {
    /// Names of elements whose tags are passed over.
    elements: HashSet<String>,
    /// Addresses of links left open, empty for those without one.
    links: HashSet<String>,
}

impl Mend {
    /// What to pass over on a page, if anything on it keeps much text from its readers.
    pub(crate) fn of(tree: &Tree) -> Option<Self> {
        let mut total = 0;
        let mut in_elements: HashMap<&str, usize> = HashMap::new();
        let mut in_links: HashMap<&str, usize> = HashMap::new();
        // The elements around the text that swallow it: name and one past the last node.
        let mut swallowers: Vec<(&str, usize)> = Vec::new();
        let mut frames = false;
        let (mut link, mut linked_until): (Option<&str>, usize) = (None, 0);
        for node in tree.iter() {
            let index = node.index();
            while swallowers.last().is_some_and(|(_, end)| *end <= index) {
                swallowers.pop();
            }
            if let Some(text) = node.text() {
                let text = text.trim();
                if text.len() < SENTENCE || in_head(node) {
                    continue;
                }
                total += text.len();
                for (name, _) in &swallowers {
                    *in_elements.entry(name).or_default() += text.len();
                }
                if let Some(href) = link.filter(|_| index < linked_until) {
                    *in_links.entry(href).or_default() += text.len();
                }
            } else if let Some(name) = node.name() {
                frames |= name == "frameset";
                // In an element of the same name it is swallowed already.
                if swallows(name) && !swallowers.iter().any(|(outer, _)| *outer == name) {
                    swallowers.push((name, node.end()));
                }
                if index >= linked_until && name == "a" {
                    (link, linked_until) = (Some(node.attr("href").unwrap_or_default()), node.end());
                }
            }
        }
        let much = |bytes: usize| bytes >= WORTH && bytes * 2 >= total;
        let names = |counted: HashMap<&str, usize>| -> HashSet<String> {
            counted.into_iter().filter(|(_, bytes)| much(*bytes)).map(|(name, _)| name.to_owned()).collect()
        };
        let mut mend = Self { elements: names(in_elements), links: names(in_links) };
        if frames {
            // The text between frames is nowhere in the tree.
            mend.elements.extend(["frameset", "frame", "noframes"].map(str::to_owned));
        }
        let found = tree.unclosed() || !mend.elements.is_empty() || !mend.links.is_empty();
        found.then_some(mend)
    }

    /// Whether an element is passed over.
    pub(super) fn passes_over(&self, tag: &Tag) -> bool {
        let href = || tag.attrs.iter().find(|a| &*a.name.local == "href").map_or("", |a| &*a.value);
        self.elements.contains(&*tag.name) || &*tag.name == "a" && self.links.contains(href())
    }
}

fn in_head(text: Node<'_>) -> bool {
    text.parent().is_some_and(|p| matches!(p.name(), Some("script" | "style" | "title" | "head")))
}

/// Elements whose text is not the page's.
fn swallows(name: &str) -> bool {
    matches!(
        name,
        "applet"
            | "button"
            | "canvas"
            | "dialog"
            | "iframe"
            | "math"
            | "noembed"
            | "noframes"
            | "object"
            | "option"
            | "rp"
            | "select"
            | "svg"
            | "template"
            | "textarea"
            | "video"
            | "audio"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::{parse, parse_mended};
    use crate::options::Options;

    const SENTENCES: &str = "<p>Air sungai naik sejak Selasa pagi dan warga di tepi sungai mulai mengungsi ke masjid.</p>\
                             <p>Petugas membuka dapur umum dan membagikan selimut sampai air surut besok pagi.</p>\
                             <p>Sekolah libur sampai Kamis karena jalan ke sana belum dapat dilalui kendaraan.</p>";

    fn mend(page: &str) -> Option<Mend> {
        Mend::of(&parse(page, false, &Options::new()).unwrap())
    }

    #[test]
    fn what_swallows_most_sentences_is_passed_over() {
        for open in [
            "<button>",
            "<template>",
            "<a href=/x>",
            "<a name=x>",
            "<object>",
            "<textarea>",
            "<!-- ",
            "<script>",
            "<style>",
            "<iframe>",
            "<select>",
        ] {
            let page = format!("<body><p>Kabar.</p>{open}{SENTENCES}");
            let mend = mend(&page).unwrap_or_else(|| panic!("{open}"));
            let tree = parse_mended(&page, false, &Options::new(), &mend, 0).unwrap();
            let plain = |n: Node<'_>| {
                !n.ancestors().any(|a| matches!(a.name(), Some("button" | "a" | "template" | "object")))
            };
            let texts = tree.iter().filter(|n| n.is("p") && plain(*n)).count();
            assert_eq!(texts, 4, "{open}");
        }
    }

    #[test]
    fn pages_that_keep_little_are_left_alone() {
        for page in [
            format!("<body>{SENTENCES}{SENTENCES}<button>{SENTENCES}</button>"),
            format!("<body>{SENTENCES}"),
            "<body><button>Kirim</button><template><p>Memuat</p></template><!-- iklan".to_owned(),
            "<body><a href=/a>Air sungai naik sejak Selasa pagi dan warga mengungsi ke masjid dan sekolah terdekat</a> \
             <a href=/b>Petugas membuka dapur umum dan membagikan selimut sampai air surut besok pagi</a> \
             <a href=/c>Sekolah libur sampai Kamis karena jalan ke sana belum dapat dilalui kendaraan</a>"
                .to_owned(),
        ] {
            assert!(mend(&page).is_none(), "{page}");
        }
    }
}
