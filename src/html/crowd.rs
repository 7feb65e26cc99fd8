//! Stands before the guard on pages of very many nodes, and lets through only what an article may be among.
//!
//! A million cells, options or links of a word each fill a tree before the article behind them is reached. When there
//! are as many nodes as a page may have, tags and short texts wait here, and only the last few before a text as
//! long as a sentence go on, so that a paragraph keeps its element, its heading and its date line.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, VecDeque};

use ego_tree::NodeId;
use html5ever::LocalName;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSinkResult};

use super::guard::{Guard, Kind};

/// Tags and texts that wait.
const WAITING: usize = 64;
/// Bytes of a text that all who wait are let in for.
const SENTENCE: usize = 48;

/// The tokens that wait before the guard.
#[derive(Default)]
pub(super) struct Crowd {
    waiting: RefCell<VecDeque<Token>>,
    /// Elements turned away whose end tags are still to come.
    away: RefCell<HashMap<LocalName, u32>>,
    /// Whether the text that comes is that of an element turned away.
    raw: Cell<bool>,
}

impl Crowd {
    /// Takes the next token of a page that is crowded already.
    pub(super) fn process(&self, token: Token, guard: &Guard) -> TokenSinkResult<NodeId> {
        match &token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                self.raw.set(false);
                if let Some(kind) = raw_kind(&tag.name) {
                    self.raw.set(true);
                    return TokenSinkResult::RawData(kind);
                }
                self.wait(token, guard);
            }
            Token::TagToken(_) if self.raw.take() => {}
            Token::CharacterTokens(_) if self.raw.get() => {}
            Token::CharacterTokens(text) if text.trim().len() >= SENTENCE => {
                self.end(guard);
                return guard.process(token);
            }
            Token::TagToken(_) | Token::CharacterTokens(_) => self.wait(token, guard),
            _ => {}
        }
        TokenSinkResult::Continue
    }

    /// Lets in all who wait.
    pub(super) fn end(&self, guard: &Guard) {
        while let Some(token) = { self.waiting.borrow_mut().pop_front() } {
            if !self.closes_what_is_away(&token) {
                let _ = guard.process(token);
            }
        }
    }

    fn wait(&self, token: Token, guard: &Guard) {
        self.waiting.borrow_mut().push_back(token);
        if self.waiting.borrow().len() <= WAITING {
            return;
        }
        let Some(first) = self.waiting.borrow_mut().pop_front() else { return };
        match &first {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => self.turn_away(tag),
            // An element that was let in is over.
            Token::TagToken(tag) if &*tag.name != "p" && !self.closes_what_is_away(&first) => {
                let _ = guard.process(first);
            }
            _ => {}
        }
    }

    /// Turns an element away, with all that it holds where its end waits here, too.
    fn turn_away(&self, tag: &Tag) {
        if Kind::of(&tag.name) == Kind::Void || tag.self_closing {
            return;
        }
        let mut waiting = self.waiting.borrow_mut();
        let mut depth = 1;
        let end = waiting.iter().position(|token| {
            match token {
                Token::TagToken(other) if other.name == tag.name => match other.kind {
                    TagKind::StartTag => depth += 1,
                    TagKind::EndTag => depth -= 1,
                },
                _ => {}
            }
            depth == 0
        });
        match end {
            Some(end) => drop(waiting.drain(..=end)),
            None if may_stay_open(&tag.name) => {}
            None => *self.away.borrow_mut().entry(tag.name.clone()).or_default() += 1,
        }
    }

    fn closes_what_is_away(&self, token: &Token) -> bool {
        let Token::TagToken(Tag { kind: TagKind::EndTag, name, .. }) = token else { return false };
        let mut away = self.away.borrow_mut();
        let Some(count) = away.get_mut(name).filter(|count| **count > 0) else { return false };
        *count -= 1;
        true
    }
}

/// How the text of such an element is to be read.
fn raw_kind(name: &LocalName) -> Option<RawKind> {
    Some(match &**name {
        "title" | "textarea" => RawKind::Rcdata,
        "script" => RawKind::ScriptData,
        "style" | "iframe" | "noembed" | "noframes" | "xmp" => RawKind::Rawtext,
        _ => return None,
    })
}

/// Elements whose end tags pages may leave out.
fn may_stay_open(name: &LocalName) -> bool {
    matches!(
        &**name,
        "p" | "li"
            | "dt"
            | "dd"
            | "td"
            | "th"
            | "tr"
            | "tbody"
            | "thead"
            | "tfoot"
            | "option"
            | "optgroup"
            | "rt"
            | "rp"
    )
}

#[cfg(test)]
mod tests {
    use crate::html::parse;
    use crate::options::Options;

    const SENTENCE: &str = "Air sungai naik sejak pagi dan warga di tepi sungai mengungsi.";

    fn shown(page: &str) -> String {
        let tree = parse(page, false, &Options::new().max_nodes(2_000)).unwrap();
        let texts: Vec<&str> = tree.iter().filter_map(|n| n.text()).filter(|t| t.len() > 1).collect();
        texts.join("|")
    }

    #[test]
    fn what_stands_behind_a_crowd_is_still_reached() {
        let story = format!(
            "<article><h1>Air naik</h1><p>{SENTENCE}</p><p>Lalu surut.</p><p>{SENTENCE}</p></article>"
        );
        let wanted = format!("Air naik|{SENTENCE}|Lalu surut.|{SENTENCE}");
        for crowd in [
            "<p>x</p>",
            "<p>x",
            "<a href=/x>y</a> ",
            "<li>x",
            "x<br>",
            "<div><b>x</b></div>",
            "<option>x",
            "<td>x",
        ] {
            let page = format!("<body>{}{story}", crowd.repeat(5_000));
            assert!(shown(&page).ends_with(&wanted), "{crowd}: {}", shown(&page));
        }
    }

    #[test]
    fn elements_turned_away_take_their_ends_with_them() {
        // The section is open when the crowd comes, and closes after it.
        let crowd = "<div><i>x</i>".repeat(3_000) + &"</div>".repeat(3_000);
        let page = format!(
            "<body><section><p>{SENTENCE}</p>{crowd}<p>{SENTENCE}</p></section><p id=last>{SENTENCE}"
        );
        let tree = parse(&page, false, &Options::new().max_nodes(2_000)).unwrap();
        let last = tree.iter().find(|n| n.attr("id") == Some("last")).unwrap();
        assert!(!last.ancestors().any(|a| a.is("section")));
        assert_eq!(tree.iter().filter(|n| n.text() == Some(SENTENCE)).count(), 3);
    }

    #[test]
    fn scripts_in_a_crowd_hold_no_tags() {
        let crowd = "<div><script>'<p>'</script><style>p{}</style></div>".repeat(3_000);
        let page = format!("<body>{crowd}<p>{SENTENCE}</p>");
        assert!(shown(&page).ends_with(SENTENCE));
    }
}
