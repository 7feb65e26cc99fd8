use super::blocks::{LONGEST_CAPTION, RawBlock, RawImage, image_source};
use crate::html::Node;
use crate::text::class::strip_head;
use crate::text::clean;
use crate::value::BlockKind;

/// Longest caption that is told by its looks only, in bytes.
const LONGEST_TYPED: usize = 260;

/// Words of a photographer's credit.
const CREDIT: [&str; 13] = [
    "foto",
    "poto",
    "photo",
    "gambar",
    "ilustrasi",
    "image",
    "picture",
    "bild",
    "imagen",
    "imagem",
    "kredit",
    "credit",
    "dok",
];

/// Whether a line ends with a credit: "(Foto: Dok. Koperasi)", "Foto: Hosnan", "/ANTARA FOTO".
fn ends_with_credit(line: &str) -> bool {
    let begins = |before: &str| {
        before
            .chars()
            .next_back()
            .is_none_or(|c| c.is_whitespace() || matches!(c, '.' | '(' | '[' | '/' | '|'))
    };
    let credited = |rest: &str| {
        let rest = rest.strip_prefix(char::is_whitespace).unwrap_or(rest);
        let mark = rest.strip_prefix([':', '/', '.', '©']);
        let Some(who) = mark.or_else(|| strip_head(rest, "oleh")).or_else(|| strip_head(rest, "by")) else {
            return false;
        };
        who.chars().count() >= 2 && who.trim_start().chars().count() <= 60 && !who.contains(':')
    };
    line.char_indices().any(|(at, c)| {
        c.is_alphabetic()
            && begins(&line[..at])
            && CREDIT.iter().filter_map(|word| strip_head(&line[at..], word)).any(credited)
    })
}

/// Takes the captions that authors type below an image: a short block right behind it that is slanted, small or
/// centred, or ends with a photographer's credit. Where most of a text looks so, looks tell nothing.
pub(super) fn take<'a>(
    blocks: Vec<RawBlock<'a>>,
    mut images: Vec<RawImage>,
) -> (Vec<RawBlock<'a>>, Vec<RawImage>) {
    let bytes =
        |apart: bool| -> usize { blocks.iter().filter(|b| b.set_apart == apart).map(|b| b.text.len()).sum() };
    let telling = bytes(true) < bytes(false);
    let kept = blocks
        .into_iter()
        .filter(|block| {
            let Some(image) = block.after_image.and_then(|i| images.get_mut(i)) else { return true };
            let short = block.kind == BlockKind::Paragraph && block.text.len() <= LONGEST_TYPED;
            if !short || !((telling && block.set_apart) || ends_with_credit(&block.text)) {
                return true;
            }
            image.caption.get_or_insert_with(|| clean(&block.text));
            false
        })
        .collect();
    (kept, images)
}

/// Whether an element sets its text apart from running text.
pub(super) fn sets_apart(node: Node<'_>) -> bool {
    match node.name() {
        Some("i" | "em" | "small" | "center") => true,
        Some("font") => matches!(node.attr("size"), Some("1" | "2" | "-1" | "-2")),
        Some(_) => {
            let Some(style) = node.attr("style") else { return node.attr("align") == Some("center") };
            let style: String = style.chars().filter(|c| !c.is_whitespace()).take(300).collect();
            let style = style.to_ascii_lowercase();
            ["text-align:center", "font-style:italic", "font-size:x-small", "font-size:small"]
                .iter()
                .any(|s| style.contains(s))
        }
        None => false,
    }
}

/// Whether a name has a word in it, whatever its case.
fn holds(name: &str, word: &str) -> bool {
    name.as_bytes().windows(word.len()).any(|w| w.eq_ignore_ascii_case(word.as_bytes()))
}

/// The words of an element whose name or class says that it is a caption.
pub(super) fn named(node: Node<'_>) -> Option<String> {
    let says = node.is("figcaption") || node.has_class("tr-caption") || node.has_class("wp-caption-text");
    let hints = || {
        let may = node.attr("class").is_some_and(|names| holds(names, "caption"));
        may && node.classes().any(|c| {
            let c = c.to_ascii_lowercase();
            c.contains("caption") && !c.contains("has-") && !c.contains("with-") && !c.contains("no-")
        })
    };
    let length = || node.descendants().filter_map(Node::text).map(|t| t.trim().len()).sum::<usize>();
    (says || (hints() && length() <= LONGEST_CAPTION)).then(|| clean(&node.all_text()))
}

/// The images and words of a table that frames images with one caption.
pub(super) fn framed(table: Node<'_>) -> Option<(Vec<String>, String)> {
    if !table.is("table") {
        return None;
    }
    let images: Vec<String> = table.descendants().filter_map(image_source).collect();
    if images.is_empty() {
        return None;
    }
    let with_text = |n: &Node<'_>| {
        matches!(n.name(), Some("td" | "th"))
            && n.descendants().filter_map(Node::text).any(|t| !t.trim().is_empty())
    };
    let mut cells = table.descendants().filter(with_text);
    let (cell, more) = (cells.next()?, cells.next());
    let words = clean(&cell.all_text());
    (more.is_none() && words.len() <= LONGEST_TYPED).then_some((images, words))
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;
    use regex::Regex;

    use super::*;

    static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
        let words = CREDIT.join("|");
        Regex::new(&format!(r"(?i)(?:^|[\s.(\[/|])(?:{words})\s?(?:[:/.©]|oleh|by)\s*[^:]{{2,60}}$")).unwrap()
    });

    proptest! {
        #[test]
        fn credits_are_those_of_the_pattern(pieces in prop::collection::vec(prop::sample::select(vec![
            "Foto", "dok", "IMAGE", " ", "  ", ":", "/", ".", "©", "oleh", "BY", "(", "|", "Hosnan", "x", "é", ")", "\n",
            "abcdefghijklmnopqrstuvwxyzabcdefgh",
        ]), 0..12)) {
            let line = pieces.concat();
            prop_assert_eq!(ends_with_credit(&line), PATTERN.is_match(&line), "{}", line);
        }
    }
}
