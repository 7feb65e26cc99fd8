//! From text to [`Node`]. A recursive descent with a bound on depth, on clauses and on length.

use crate::index::word::Words;
use crate::value::{Date, Language};

use super::error::QueryError;
use super::lex;
use super::{Field, Form, Has, Node, Term, When};

/// Longer queries are refused.
const MOST_BYTES: usize = 20_000;
/// Brackets and `quote:( … )` may nest this deep.
const MOST_DEPTH: usize = 32;
/// Words, phrases and filters.
const MOST_CLAUSES: usize = 256;
/// Words of one phrase or name.
const MOST_WORDS: usize = 64;

pub(super) fn parse(text: &str) -> Result<Node, QueryError> {
    if text.len() > MOST_BYTES {
        let message = format!("the query has {} bytes; ask with {MOST_BYTES} at most", text.len());
        return Err(QueryError::new(text, MOST_BYTES, message));
    }
    let mut parser = Parser { text, at: 0, depth: 0, clauses: 0 };
    let node = parser.or()?;
    parser.space();
    if parser.rest().starts_with(')') {
        return Err(
            parser.error("this bracket closes nothing; remove it, or put `(` before the words it groups")
        );
    }
    match node {
        Some(node) => Ok(node),
        None if text.trim().is_empty() => Ok(Node::All),
        None => Err(QueryError::new(text, 0, "there is no letter or digit to search for; write a word")),
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    clauses: usize,
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn error(&self, message: impl Into<String>) -> QueryError {
        QueryError::new(self.text, self.at, message)
    }

    fn error_at(&self, at: usize, message: impl Into<String>) -> QueryError {
        QueryError::new(self.text, at, message)
    }

    fn space(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    /// Whether a keyword in capitals stands here, as a word of its own.
    fn keyword(&self, keyword: &str) -> bool {
        let rest = self.rest();
        rest.starts_with(keyword) && lex::word(rest) == keyword.len()
    }

    /// Clauses parted by `OR`; `None` where there are only characters that are no words.
    fn or(&mut self) -> Result<Option<Node>, QueryError> {
        let mut nodes = Vec::new();
        let mut or: Option<usize> = None;
        loop {
            let (node, some) = self.and()?;
            if !some && (or.is_some() || self.keyword("OR")) {
                let at = or.unwrap_or(self.at);
                return Err(self.error_at(
                    at,
                    "OR stands between two things; write `padang OR solok`, or \"OR\" for the word",
                ));
            }
            nodes.extend(node);
            if !self.keyword("OR") {
                break;
            }
            or = Some(self.at);
            self.at += "OR".len();
        }
        Ok((!nodes.is_empty()).then(|| Node::or(nodes)))
    }

    /// Clauses side by side up to `OR`, a closing bracket or the end, and whether anything stood there.
    fn and(&mut self) -> Result<(Option<Node>, bool), QueryError> {
        let mut nodes = Vec::new();
        let mut some = false;
        loop {
            self.space();
            if self.rest().is_empty() || self.rest().starts_with(')') || self.keyword("OR") {
                break;
            }
            if self.keyword("AND") {
                self.at += "AND".len();
                continue;
            }
            some = true;
            nodes.extend(self.clause()?);
        }
        Ok(((!nodes.is_empty()).then(|| Node::and(nodes)), some))
    }

    fn clause(&mut self) -> Result<Option<Node>, QueryError> {
        let mut negated = false;
        loop {
            if self.keyword("NOT") {
                negated = !negated;
                self.at += "NOT".len();
                self.space();
                if self.rest().is_empty() {
                    return Err(self.error("NOT stands before what shall not be found; write `-calo`"));
                }
            } else if let Some(after) = self.rest().strip_prefix('-')
                && after.starts_with(|c: char| !lex::ends_word(c) || lex::is_quote(c) || c == '(')
            {
                negated = !negated;
                self.at += 1;
            } else {
                break;
            }
        }
        let node = self.atom()?;
        Ok(if negated { node.map(Node::not) } else { node })
    }

    fn atom(&mut self) -> Result<Option<Node>, QueryError> {
        let rest = self.rest();
        let Some(first) = rest.chars().next() else { return Ok(None) };
        if first == '(' {
            return self.group().map(Some);
        }
        if first == ')' {
            return Ok(None);
        }
        self.clauses += 1;
        if self.clauses > MOST_CLAUSES {
            return Err(
                self.error(format!("more than {MOST_CLAUSES} words and filters; ask for less at once"))
            );
        }
        if !lex::is_quote(first)
            && let Some(name) = lex::field(&rest[..lex::word(rest)])
            && let Some(node) = self.filter(name)?
        {
            return Ok(Some(node));
        }
        let start = self.at;
        if rest == "*" || rest.starts_with("*)") || rest.starts_with('*') && lex::word(rest) == 1 {
            self.at += 1;
            return Ok(Some(Node::All));
        }
        let mut term = self.term()?;
        // Negated twice, a keyword is the word.
        if term.form == Form::Word && is_keyword(&term.text) {
            term.form = Form::Phrase;
        }
        self.checked(start, term).map(|term| term.map(Node::Text))
    }

    fn group(&mut self) -> Result<Node, QueryError> {
        let open = self.at;
        self.depth += 1;
        if self.depth > MOST_DEPTH {
            return Err(self.error(format!("brackets nest deeper than {MOST_DEPTH}")));
        }
        self.at += 1;
        let node = self.or()?;
        self.space();
        if !self.rest().starts_with(')') {
            return Err(self.error_at(open, "this bracket is not closed; add `)`"));
        }
        self.at += 1;
        self.depth -= 1;
        node.ok_or_else(|| {
            self.error_at(open, "nothing to search for in these brackets; write a word, or remove them")
        })
    }

    /// A filter; `None` where the colon is only a colon of the text.
    fn filter(&mut self, name: &str) -> Result<Option<Node>, QueryError> {
        let start = self.at;
        let value = start + name.len() + 1;
        let is_quote = name.eq_ignore_ascii_case("quote");
        let known = is_quote
            || name.eq_ignore_ascii_case("lang")
            || name.eq_ignore_ascii_case("has")
            || Field::named(name).is_some()
            || When::named(name).is_some();
        let after = self.text[value..].chars().next();
        if !known {
            return match after {
                None | Some('/' | ')') => Ok(None),
                Some(c) if c.is_whitespace() => Ok(None),
                _ => Err(self.error(unknown(name))),
            };
        }
        if is_quote && after == Some('(') {
            self.at = value;
            let inner = self.group()?;
            return Ok(Some(Node::Quote(Box::new(inner))));
        }
        match after {
            Some('(') => {
                let message = format!(
                    "`{name}:` takes a word or a phrase; write ({name}:padang OR {name}:solok) for several"
                );
                return Err(self.error_at(value, message));
            }
            None | Some(')') => return Err(self.error_at(value, missing(name))),
            Some(c) if c.is_whitespace() => return Err(self.error_at(value, missing(name))),
            _ => self.at = value,
        }
        let term = self.term()?;
        self.value(name, value, term).map(Some)
    }

    fn value(&mut self, name: &str, at: usize, term: Term) -> Result<Node, QueryError> {
        if let Some(when) = When::named(name) {
            let date: Date = term.text.trim().parse().map_err(|_| {
                self.error_at(
                    at,
                    format!(
                        "`{}` is no date; write {name}:2021-12-09, {name}:2021-12 or {name}:2021",
                        show(&term.text)
                    ),
                )
            })?;
            return Ok(Node::Published(when, date.date_only()));
        }
        if name.eq_ignore_ascii_case("lang") {
            let language: Language = term.text.trim().parse().map_err(|_| {
                self.error_at(
                    at,
                    format!(
                        "`{}` is no language tag; write lang:id, lang:en or lang:zh-Hant",
                        show(&term.text)
                    ),
                )
            })?;
            return Ok(Node::Language(language));
        }
        if name.eq_ignore_ascii_case("has") {
            return Has::named(term.text.trim()).map(Node::Has).ok_or_else(|| {
                let all: Vec<_> = Has::ALL.iter().map(|h| format!("has:{}", h.name())).collect();
                self.error_at(
                    at,
                    format!(
                        "`{}` is nothing an article has; write one of {}",
                        show(&term.text),
                        all.join(", ")
                    ),
                )
            });
        }
        let term = self.checked(at, term)?.ok_or_else(|| self.error_at(at, missing(name)))?;
        match Field::named(name) {
            Some(field) => {
                if matches!(field, Field::From | Field::Place)
                    && !matches!(term.form, Form::Word | Form::Phrase)
                {
                    return Err(
                        self.error_at(at, format!("`{name}:` takes the name of a place, without `*` or `~`"))
                    );
                }
                Ok(Node::Words(field, term))
            }
            // `quote:pelayanan` is `quote:(pelayanan)`, unless it would mean something else there.
            None if term.form != Form::Phrase && !is_plain(&term.text) => Err(self
                .error_at(at, "put what shall hold for the quote in brackets: quote:(said:Rina pelayanan)")),
            None => Ok(Node::Quote(Box::new(Node::Text(term)))),
        }
    }

    /// A word or phrase as it stands.
    fn term(&mut self) -> Result<Term, QueryError> {
        let start = self.at;
        let rest = self.rest();
        if let Some(mark) = rest.chars().next().filter(|c| lex::is_quote(*c)) {
            let inside = &rest[mark.len_utf8()..];
            let Some((text, length)) = lex::phrase(inside) else {
                return Err(
                    self.error("this quotation mark is not closed; add `\"` at the end of the phrase")
                );
            };
            self.at += mark.len_utf8() + length;
            if self.rest().starts_with(['~', '*']) {
                return Err(self.error("`~` and `*` go with single words, not with phrases; remove it"));
            }
            return Ok(Term { text, form: Form::Phrase });
        }
        let word = &rest[..lex::word(rest)];
        self.at += word.len();
        if let Some((text, errors)) = word.rsplit_once('~')
            && (errors.is_empty() || errors.bytes().all(|b| b.is_ascii_digit()))
            && has_words(text)
        {
            return match errors {
                "" | "1" => Ok(Term { text: text.to_owned(), form: Form::Fuzzy(1) }),
                "2" => Ok(Term { text: text.to_owned(), form: Form::Fuzzy(2) }),
                _ => Err(self
                    .error_at(start + text.len(), "a word may have one or two typing errors: `~1` or `~2`")),
            };
        }
        if let Some(text) = word.strip_suffix('*')
            && has_words(text)
        {
            return Ok(Term { text: text.to_owned(), form: Form::Prefix });
        }
        Ok(Term { text: word.to_owned(), form: Form::Word })
    }

    /// The term, unless it has no letters or digits; an error where it asks for too much.
    fn checked(&self, at: usize, term: Term) -> Result<Option<Term>, QueryError> {
        let mut words = Words::new(&term.text).filter(|w| !w.joined);
        let Some(first) = words.next() else { return Ok(None) };
        let count = 1 + words.take(MOST_WORDS).count();
        if count > MOST_WORDS {
            return Err(self
                .error_at(at, format!("more than {MOST_WORDS} words in one phrase; ask for a part of it")));
        }
        match term.form {
            Form::Word if term.text.contains('*') => {
                Err(self.error_at(at, "`*` stands at the end of a word only, as in pelay*; put the word in quotation marks to search for it as it is"))
            }
            Form::Prefix | Form::Fuzzy(_) if term.text.contains(['*', '~']) => {
                Err(self.error_at(at, "`*` and `~` stand once, at the end of a word, as in pelay* or ombudsmn~1"))
            }
            Form::Prefix if count == 1 && first.text.is_ascii() && first.text.len() < 2 => {
                Err(self.error_at(at, "one letter begins too many words; write two or more before `*`"))
            }
            Form::Fuzzy(_) if count > 1 => {
                Err(self.error_at(at, "`~` goes with one word; write each part with its own, or use a phrase"))
            }
            Form::Fuzzy(errors) if first.text.chars().count() < 1 + 2 * usize::from(errors) => {
                let least = 1 + 2 * usize::from(errors);
                Err(self.error_at(at, format!("the word is too short for `~{errors}`; it needs {least} letters or more")))
            }
            _ => Ok(Some(term)),
        }
    }
}

/// Whether a word is only a word wherever it stands.
fn is_plain(word: &str) -> bool {
    !(word.starts_with('-') || is_keyword(word) || lex::field(word).is_some())
}

fn is_keyword(word: &str) -> bool {
    matches!(word, "OR" | "AND" | "NOT")
}

fn has_words(text: &str) -> bool {
    Words::new(text).next().is_some()
}

/// A value as shown in a message.
fn show(text: &str) -> String {
    text.chars().take(30).map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn missing(name: &str) -> String {
    format!("`{name}:` needs a value right behind the colon, such as {name}:{}", example(name))
}

fn example(name: &str) -> &'static str {
    match name.to_ascii_lowercase().as_str() {
        "said" | "by" => "\"Rina Marlina\"",
        "from" | "place" => "Padang",
        "quote" => "(pelayanan publik)",
        "contact" => "08111222333",
        "lang" => "id",
        "has" => "quote",
        "after" | "before" | "on" => "2021-12-09",
        _ => "\"pelayanan publik\"",
    }
}

fn unknown(name: &str) -> String {
    let names = || {
        let fields = Field::ALL.iter().map(|f| f.name());
        fields.chain(["quote", "lang", "has"]).chain(When::ALL.iter().map(|w| w.name()))
    };
    let lower = name.to_ascii_lowercase();
    let near = names().map(|n| (lex::distance(&lower, n), n)).min().filter(|(distance, _)| *distance <= 2);
    let hint = match near {
        Some((_, near)) => format!("did you mean `{near}:`?"),
        None => format!("the filters are {}", names().map(|n| format!("{n}:")).collect::<Vec<_>>().join(" ")),
    };
    format!("unknown filter `{name}:`; {hint} To search for the text itself put it in quotation marks")
}
