//! From [`Node`] back to text that parses to the same node.

use std::fmt::{self, Display, Formatter, Write};

use super::{Form, Node, Query, Term};

impl Display for Query {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.node {
            Node::Or(nodes) => joined(f, nodes, " OR "),
            Node::And(nodes) => joined(f, nodes, " "),
            node => inner(f, node),
        }
    }
}

fn joined(f: &mut Formatter<'_>, nodes: &[Node], between: &str) -> fmt::Result {
    for (n, node) in nodes.iter().enumerate() {
        if n > 0 {
            f.write_str(between)?;
        }
        inner(f, node)?;
    }
    Ok(())
}

/// A node where several may stand: groups in brackets. The parser bounds the depth.
fn inner(f: &mut Formatter<'_>, node: &Node) -> fmt::Result {
    match node {
        Node::All => f.write_char('*'),
        Node::Text(term) => write!(f, "{term}"),
        Node::Words(field, term) => write!(f, "{}:{term}", field.name()),
        Node::Language(language) => write!(f, "lang:{language}"),
        Node::Has(has) => write!(f, "has:{}", has.name()),
        Node::Published(when, date) => write!(f, "{}:{date}", when.name()),
        Node::Quote(node) => {
            f.write_str("quote:")?;
            grouped(f, node)
        }
        Node::Not(node) => {
            f.write_char('-')?;
            inner(f, node)
        }
        Node::And(_) | Node::Or(_) => grouped(f, node),
    }
}

fn grouped(f: &mut Formatter<'_>, node: &Node) -> fmt::Result {
    f.write_char('(')?;
    match node {
        Node::And(nodes) => joined(f, nodes, " ")?,
        Node::Or(nodes) => joined(f, nodes, " OR ")?,
        node => inner(f, node)?,
    }
    f.write_char(')')
}

impl Display for Term {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.form {
            Form::Word => f.write_str(&self.text),
            Form::Prefix => write!(f, "{}*", self.text),
            Form::Fuzzy(errors) => write!(f, "{}~{errors}", self.text),
            Form::Phrase => {
                f.write_char('"')?;
                for c in self.text.chars() {
                    if c == '\\' || super::lex::is_quote(c) {
                        f.write_char('\\')?;
                    }
                    f.write_char(c)?;
                }
                f.write_char('"')
            }
        }
    }
}
