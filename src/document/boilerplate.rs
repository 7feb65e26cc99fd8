use super::blocks::RawBlock;
use super::class_words::Role;
use super::lines;
use super::measure::Measure;
use crate::html::Node;
use crate::text::{boundary_before, fold};
use crate::value::BlockKind;

/// What the rules say of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is the article's.
    Kept,
    /// It stands outside the body, or where something other than the article stands.
    Outside,
    /// It is the title once more.
    Title,
    /// Share, print, advertise, follow.
    Machinery,
    /// It points to another article.
    Pointer,
    /// Links and nothing else.
    Links,
    /// A date, a name or a section beside the text.
    Meta,
    /// It has no letters, or it is a heading that nothing follows.
    Empty,
    /// It follows what begins the end of the article.
    End,
}

/// What the rules say of the blocks in the container; names bylines and sign-offs among them.
pub(super) fn judge(
    blocks: &mut [&mut RawBlock<'_>],
    container: Node<'_>,
    titles: &[String],
    measure: &Measure,
) -> Vec<Verdict> {
    let first_prose = blocks.iter().position(|b| is_prose(b)).unwrap_or(0);
    let last_prose = blocks.iter().rposition(|b| is_prose(b)).unwrap_or(blocks.len());
    let mut verdicts = vec![Verdict::End; blocks.len()];
    let mut after_pointer = false;
    let whole: usize = blocks.iter().map(|b| b.text.len()).sum();
    let mut read = 0;
    for (i, block) in blocks.iter_mut().enumerate() {
        let text = block.text.as_str();
        let linked = block.link_density();
        read += text.len();
        if read * 2 > whole
            && (block.kind == BlockKind::Heading || text.len() < 40)
            && lines::begins_the_end(text)
        {
            break;
        }
        if after_pointer && linked > 0.7 && !is_prose(block) {
            verdicts[i] = Verdict::Pointer;
            continue;
        }
        after_pointer = lines::reads_also(text) && (linked > 0.2 || (text.len() < 120 && !is_sentence(text)));
        verdicts[i] = if after_pointer {
            Verdict::Pointer
        } else if is_title(block, titles, i <= first_prose) {
            Verdict::Title
        } else if lines::is_machinery(text) {
            Verdict::Machinery
        } else if !text.chars().any(char::is_alphanumeric) {
            Verdict::Empty
        } else if text.len() < 200 && is_meta(block, container, measure) {
            Verdict::Meta
        } else if is_link_list(block, linked) || (i > last_prose + 1 && linked > 0.4 && !has_contact(text)) {
            Verdict::Links
        } else {
            Verdict::Kept
        };
        if verdicts[i] != Verdict::Kept {
            continue;
        }
        if i >= last_prose {
            if lines::is_sign_off(text) {
                block.kind = BlockKind::Signature;
            } else if lines::names_staff(text) {
                block.kind = BlockKind::Byline;
            }
        } else if i < first_prose && (lines::names_staff(text) || lines::names_writer(text)) {
            block.kind = BlockKind::Byline;
        }
    }
    for i in headings_at_the_end(blocks.iter().map(|b| b.kind), |i| verdicts[i] == Verdict::Kept) {
        verdicts[i] = Verdict::Empty;
    }
    verdicts
}

/// The headings that are kept and that nothing kept follows.
pub(super) fn headings_at_the_end(
    kinds: impl DoubleEndedIterator<Item = BlockKind> + ExactSizeIterator,
    is_kept: impl Fn(usize) -> bool,
) -> Vec<usize> {
    let kept = kinds.enumerate().rev().filter(|(i, _)| is_kept(*i));
    kept.take_while(|(_, kind)| *kind == BlockKind::Heading).map(|(i, _)| i).collect()
}

/// A paragraph of running text.
pub(super) fn is_prose(block: &RawBlock<'_>) -> bool {
    // Of a text that is all marks the end tells enough.
    let end = &block.text[boundary_before(&block.text, block.text.len().saturating_sub(400))..];
    let text = end.trim_end_matches(|c: char| !c.is_alphanumeric() && !".!?。！？".contains(c));
    let ends = text.ends_with(['.', '!', '?', '。', '！', '？', '।', '۔', '”', '"']);
    let chars = block.text.chars().count();
    block.kind != BlockKind::Heading && (chars > 120 || (ends && chars > 40)) && block.link_density() < 0.5
}

/// Whether an unlinked line that begins like a pointer goes on as a sentence: "Baca juga papan pengumuman itu."
fn is_sentence(line: &str) -> bool {
    line.ends_with(['.', '!', '?']) && !line.ends_with("...") && !line.contains(':')
}

fn is_title(block: &RawBlock<'_>, titles: &[String], above_text: bool) -> bool {
    if block.kind != BlockKind::Heading && !above_text {
        return false;
    }
    let text = fold(&block.text);
    titles.iter().any(|t| *t == text || (above_text && text.chars().count() > 12 && t.contains(&text)))
}

/// A short block of links only: a menu, a list of other articles.
fn is_link_list(block: &RawBlock<'_>, linked: f32) -> bool {
    let sentence = block.text.len() > 60 && block.text.ends_with(['.', '!', '?', '。', '"', '”']);
    linked > 0.85 && !sentence && block.kind != BlockKind::Table && !has_contact(&block.text)
}

/// A contact's address is linked as a whole and belongs to the text all the same.
fn has_contact(text: &str) -> bool {
    text.contains('@') || text.bytes().filter(u8::is_ascii_digit).count() >= 8
}

/// Whether an element between the block and the container says that it holds a fact about the article.
fn is_meta(block: &RawBlock<'_>, container: Node<'_>, measure: &Measure) -> bool {
    block
        .node
        .ancestors()
        .take_while(|n| *n != container)
        .any(|n| n.is("time") || n.is("address") || measure.role(n) == Some(Role::Meta))
}
