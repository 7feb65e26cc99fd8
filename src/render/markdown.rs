use url::Url;

use super::emphasis::{Style, Tags};
use super::parts::{Run, Runs, Table, blocks};
use super::url::{safe_image, safe_link};
use crate::article::Article;
use crate::value::{BlockKind, Span};

impl Article {
    /// The article as Markdown: headline, authors and date, images, and the text with its headings, lists, quotations,
    /// code, tables, links and emphasis.
    ///
    /// It is CommonMark with tables as GitHub writes them. What a Markdown reader or a browser would take for markup is
    /// escaped, so that the words are shown as they are, whatever page they came from; there is no HTML in it. Links go
    /// to `http`, `https`, `mailto`, `tel`, `sms` and `whatsapp` addresses only, images to `http` and `https`.
    ///
    /// ```
    /// use warta::Article;
    ///
    /// let article = Article::builder()
    ///     .title("Air *naik*")
    ///     .author("Rika Amelia")
    ///     .published("2021-12-09")
    ///     .text("Air naik.\n\n1. Api padam, <kata> petugas.")
    ///     .build();
    /// assert_eq!(
    ///     article.to_markdown(),
    ///     "# Air \\*naik\\*\n\nRika Amelia · 2021-12-09\n\nAir naik.\n\n1\\. Api padam, &lt;kata&gt; petugas.\n"
    /// );
    /// ```
    #[must_use]
    pub fn to_markdown(&self) -> String {
        let mut page = Writer {
            out: String::with_capacity(self.text.len() * 5 / 4 + 512),
            article: self,
            runs: Runs::new(self, true),
        };
        page.head();
        page.images();
        page.body();
        page.out
    }
}

const TAGS: Tags = Tags { strong: ["**"; 2], em: ["*"; 2] };

struct Writer<'a> {
    out: String,
    article: &'a Article,
    runs: Runs<'a>,
}

/// Where words stand, which decides what would be markup there and what a line end can be.
#[derive(Clone, Copy, PartialEq)]
enum Form {
    /// In lines; those after the first begin with this.
    Lines(&'static str),
    /// In the one line of a heading.
    Heading,
    /// In a cell of a table.
    Cell,
}

impl Writer<'_> {
    fn head(&mut self) {
        let article = self.article;
        if let Some(title) = article.title.as_deref().filter(|t| !t.trim().is_empty()) {
            self.out.push_str("# ");
            self.words(&[Run::new(title, None)], Form::Heading);
            self.out.push('\n');
        }
        let mut line = Vec::new();
        for author in article.authors.iter().filter(|a| !a.name.trim().is_empty()) {
            if !line.is_empty() {
                line.push(Run::new(", ", None));
            }
            let url = author.url.as_ref().and_then(|u| safe_link(u.as_str(), article.url.as_ref()));
            line.push(Run::new(&author.name, url));
        }
        // The byline as printed only where no name was read out of it.
        if let (true, Some(byline)) = (line.is_empty(), article.byline.as_deref()) {
            line.extend((!byline.trim().is_empty()).then(|| Run::new(byline, None)));
        }
        let published = article.published.map(|date| date.to_string());
        if let Some(date) = &published {
            line.extend((!line.is_empty()).then(|| Run::new(" · ", None)));
            line.push(Run::new(date, None));
        }
        if !line.is_empty() {
            self.part();
            self.words(&line, Form::Lines(""));
            self.out.push('\n');
        }
    }

    fn images(&mut self) {
        let article = self.article;
        for image in &article.images {
            let Some(url) = safe_image(&image.url, article.url.as_ref()) else { continue };
            self.part();
            self.out.push_str("![");
            let text = image.caption.as_deref().unwrap_or_default();
            self.words(&[Run::new(text, None)], Form::Heading);
            self.address(&url);
            self.out.push('\n');
        }
    }

    fn body(&mut self) {
        let mut in_list = false;
        for block in blocks(self.article) {
            let item = block.kind == BlockKind::ListItem;
            if !(item && in_list) {
                self.part();
            }
            in_list = item;
            let (open, form) = match block.kind {
                BlockKind::Heading => ("## ", Form::Heading),
                BlockKind::ListItem => ("- ", Form::Lines("  ")),
                BlockKind::Quote => ("> ", Form::Lines("> ")),
                BlockKind::Code => {
                    self.code(block.span);
                    continue;
                }
                BlockKind::Table => {
                    let table = Table::new(&self.article.text, block.span);
                    if table.fills {
                        self.table(&table);
                        continue;
                    }
                    ("", Form::Lines(""))
                }
                BlockKind::Paragraph | BlockKind::Byline | BlockKind::Signature => ("", Form::Lines("")),
            };
            self.out.push_str(open);
            let runs = self.runs.of(block.span, block.kind);
            self.words(&runs, form);
            self.out.push('\n');
        }
    }

    /// The blank line before anything that is not the first.
    fn part(&mut self) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
    }

    /// Between fences that are longer than any in the text.
    fn code(&mut self, span: Span) {
        let text = span.of(&self.article.text);
        let (mut run, mut longest) = (0, 2);
        for byte in text.bytes() {
            run = if byte == b'`' { run + 1 } else { 0 };
            longest = longest.max(run);
        }
        let fence = "`".repeat(longest + 1);
        self.out.push_str(&fence);
        self.out.push('\n');
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '\r' if chars.peek() == Some(&'\n') => {}
                '\r' => self.out.push('\n'),
                c => self.out.push(shown(c)),
            }
        }
        self.out.push('\n');
        self.out.push_str(&fence);
        self.out.push('\n');
        // Nothing can be linked here.
        drop(self.runs.of(span, BlockKind::Code));
    }

    /// The first row heads the table, as one row has to.
    fn table(&mut self, table: &Table<'_>) {
        for (i, cells) in table.rows().enumerate() {
            self.out.push('|');
            for &cell in &cells {
                self.out.push(' ');
                let runs = self.runs.of(cell, BlockKind::Table);
                self.words(&runs, Form::Cell);
                self.out.push_str(" |");
            }
            self.out.push_str(&"  |".repeat(table.width - cells.len()));
            self.out.push('\n');
            if i == 0 {
                self.out.push('|');
                self.out.push_str(&" --- |".repeat(table.width));
                self.out.push('\n');
            }
        }
    }

    /// Words with their links and emphasis. A line end stays one where the form has lines; lines that show nothing are left
    /// out, and so is the space at the beginning of a line, which could mean code.
    fn words(&mut self, runs: &[Run<'_>], form: Form) {
        let mut at_start = true;
        let mut broken = false;
        let mut any = false;
        for (i, run) in runs.iter().enumerate() {
            let link_follows = runs.get(i + 1).is_some_and(|next| next.url.is_some());
            let mut open = false;
            let mut style = Style::default();
            let mut rest = run.words.iter().peekable();
            while let Some(words) = rest.next() {
                for (i, line) in words.text.split('\n').enumerate() {
                    if i > 0 {
                        (at_start, broken) = (true, any);
                    }
                    let line = if at_start { line.trim_start_matches(unseen) } else { line };
                    if line.is_empty() {
                        continue;
                    }
                    if std::mem::take(&mut broken) {
                        self.line_end(form);
                    }
                    if run.url.is_some() && !open {
                        (open, at_start) = (true, false);
                        self.out.push('[');
                    }
                    at_start &= style == words.style;
                    style.open(words.style, &TAGS, &mut self.out);
                    self.escaped(line, form, at_start, link_follows && rest.peek().is_none());
                    (at_start, any) = (false, true);
                }
                let next = rest.peek().map_or(Style::default(), |next| next.style);
                style.close(next, &TAGS, &mut self.out);
            }
            if let (true, Some(url)) = (open, &run.url) {
                self.address(url);
            }
        }
    }

    fn line_end(&mut self, form: Form) {
        match form {
            Form::Lines(prefix) => {
                self.out.push_str("\\\n");
                self.out.push_str(prefix);
            }
            Form::Heading | Form::Cell => self.out.push(' '),
        }
    }

    /// One line, or a part of one, so that nothing in it is markup.
    ///
    /// `<` and `&` become references rather than being escaped by `\`, which not every reader of Markdown knows.
    fn escaped(&mut self, line: &str, form: Form, at_start: bool, before_link: bool) {
        let bytes = line.as_bytes();
        // The mark that makes a line begin a list, a heading, or underline the one before.
        let mark = match bytes.first() {
            _ if !at_start || form == Form::Heading => None,
            Some(b'#' | b'-' | b'+' | b'=' | b':') => Some(0),
            Some(b'0'..=b'9') => {
                let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
                let number = matches!(bytes.get(digits), Some(b'.' | b')'))
                    && matches!(bytes.get(digits + 1), None | Some(b' ' | b'\t' | b'\x0b' | b'\x0c' | b'\r'));
                number.then_some(digits)
            }
            _ => None,
        };
        for (i, c) in line.char_indices() {
            let after = &bytes[i + c.len_utf8()..];
            let escape = match c {
                '\\' | '`' | '*' | '_' | '[' | ']' | '{' | '}' | '~' | '^' | '$' => true,
                '|' => form != Form::Cell,
                '#' => form == Form::Heading,
                // The link would be an image.
                '!' => before_link && after.is_empty(),
                // Bare addresses that some readers link with every `\` in them.
                ':' => after.starts_with(b"//"),
                '.' => i >= 3 && bytes[i - 3..i].eq_ignore_ascii_case(b"www"),
                _ => false,
            };
            if escape || mark == Some(i) {
                self.out.push('\\');
            }
            match c {
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '&' if matches!(after.first(), Some(b'#' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z')) => {
                    self.out.push_str("&amp;");
                }
                '|' if form == Form::Cell => self.out.push_str("&#124;"),
                '\r' => self.out.push(' '),
                c => self.out.push(shown(c)),
            }
        }
    }

    /// The end of a link or image, with its address. What could end the address, or be read as something else than a
    /// part of it, is written in percent.
    fn address(&mut self, url: &Url) {
        let url = url.as_str();
        let references = url.contains(';');
        self.out.push_str("](");
        for c in url.chars() {
            match c {
                '&' if references => self.out.push_str("&amp;"),
                '(' | ')' | '<' | '>' | '"' | '\'' | '\\' | '`' | '{' | '}' | '|' | '^' | '$' | '*' => {
                    self.percent(c);
                }
                c if c.is_ascii_graphic() => self.out.push(c),
                c => self.percent(c),
            }
        }
        self.out.push(')');
    }

    fn percent(&mut self, c: char) {
        for byte in c.encode_utf8(&mut [0; 4]).bytes() {
            self.out.push_str(&format!("%{byte:02X}"));
        }
    }
}

/// What does not keep a line's first mark from being its first: space of any sort to readers, and the byte order mark.
fn unseen(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\x0b' | '\x0c' | '\r' | '\u{feff}')
}

/// The character that stands for `c` in Markdown, where two are something else than what they are.
fn shown(c: char) -> char {
    match c {
        '\0' => '\u{fffd}',
        '\x0b' | '\x0c' => ' ',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Author, Image};
    use crate::value::{Block, Link};

    fn article(blocks: &[(BlockKind, &str)]) -> Article {
        let mut article = Article::default();
        for (kind, text) in blocks {
            let start = article.text.len();
            article.text.push_str(text);
            article.blocks.push(Block::new(*kind, Span::new(start, article.text.len())));
            article.text.push_str("\n\n");
        }
        article
    }

    #[test]
    fn a_block_by_its_kind() {
        use BlockKind::{Code, Heading, ListItem, Paragraph, Quote, Signature, Table};
        for (blocks, markdown) in [
            (&[(Paragraph, "Air naik."), (Signature, "(rd/hms)")][..], "Air naik.\n\n(rd/hms)\n"),
            (&[(Paragraph, "Air naik.\nApi padam.")], "Air naik.\\\nApi padam.\n"),
            (&[(Paragraph, "Air\n \n\tnaik.\n")], "Air\\\nnaik.\n"),
            (&[(Paragraph, " \n"), (Paragraph, "Air")], "Air\n"),
            (&[(Heading, "Posko #2\ndi Solok #")], "## Posko \\#2 di Solok \\#\n"),
            (&[(Heading, "1. Posko")], "## 1. Posko\n"),
            (
                &[(ListItem, "beras"), (ListItem, "air\nminum"), (Paragraph, "Habis.")],
                "- beras\n- air\\\n  minum\n\nHabis.\n",
            ),
            (&[(Quote, "Air naik.\n- warga"), (Quote, "Ya.")], "> Air naik.\\\n> \\- warga\n\n> Ya.\n"),
            (&[(Code, "a *b*\r\n  <c>")], "```\na *b*\n  <c>\n```\n"),
            (&[(Code, "```\n````")], "`````\n```\n````\n`````\n"),
            (
                &[(Table, "Kota\tPosko\nSolok\nAgam\t-\t1|2")],
                "| Kota | Posko |  |\n| --- | --- | --- |\n| Solok |  |  |\n| Agam | \\- | 1&#124;2 |\n",
            ),
        ] {
            assert_eq!(article(blocks).to_markdown(), markdown, "{blocks:?}");
        }
    }

    #[test]
    fn words_are_no_markup() {
        for (text, markdown) in [
            ("Air & api, 5 - 3 = 2 + 0; \"ya\" (tidak)!", "Air & api, 5 - 3 = 2 + 0; \"ya\" (tidak)!"),
            (
                "*a* _b_ `c` ~~d~~ ^e^ $f$ {g} h|i",
                "\\*a\\* \\_b\\_ \\`c\\` \\~\\~d\\~\\~ \\^e\\^ \\$f\\$ \\{g\\} h\\|i",
            ),
            ("a\\b \\", "a\\\\b \\\\"),
            ("[a](b) ![c][d]", "\\[a\\](b) !\\[c\\]\\[d\\]"),
            ("<b>a</b> <!-- -->", "&lt;b&gt;a&lt;/b&gt; &lt;!-- --&gt;"),
            ("&amp; &#35; R&D & B", "&amp;amp; &amp;#35; R&amp;D & B"),
            ("# a # b", "\\# a # b"),
            ("> a", "&gt; a"),
            ("- a - b", "\\- a - b"),
            ("+ a", "\\+ a"),
            ("---", "\\---"),
            ("a\n===", "a\\\n\\==="),
            ("a\n: b", "a\\\n\\: b"),
            ("~~~ html", "\\~\\~\\~ html"),
            ("1. a 2. b", "1\\. a 2. b"),
            ("12) a", "12\\) a"),
            ("2021.", "2021\\."),
            ("17.30 WIB", "17.30 WIB"),
            ("    a\n\tb", "a\\\nb"),
            ("\u{feff}# a", "\\# a"),
            ("a\0b\u{b}c", "a\u{fffd}b c"),
            (
                "https://contoh.example/a_b, www.a_b.example",
                "https\\://contoh.example/a\\_b, www\\.a\\_b.example",
            ),
        ] {
            assert_eq!(
                article(&[(BlockKind::Paragraph, text)]).to_markdown(),
                format!("{markdown}\n"),
                "{text}"
            );
        }
    }

    #[test]
    fn links_lead_to_safe_addresses() {
        for (url, markdown) in [
            ("https://contoh.example/a_b?c=1&d=2", "Awas! [Baca\\*](https://contoh.example/a_b?c=1&d=2) ini"),
            ("https://contoh.example/?a&copy;", "Awas! [Baca\\*](https://contoh.example/?a&amp;copy;) ini"),
            (
                "https://contoh.example/(a) <b>",
                "Awas! [Baca\\*](https://contoh.example/%28a%29%20%3Cb%3E) ini",
            ),
            ("mailto:a b)\\>\"@c.example", "Awas! [Baca\\*](mailto:a%20b%29%5C%3E%22@c.example) ini"),
            ("tel:+62 812", "Awas! [Baca\\*](tel:+62%20812) ini"),
            ("JavaScript:alert(1)", "Awas! Baca\\* ini"),
            ("java\tscript:alert(1)", "Awas! Baca\\* ini"),
            ("data:text/html,a", "Awas! Baca\\* ini"),
            ("//contoh.example", "Awas! Baca\\* ini"),
        ] {
            let mut article = article(&[(BlockKind::Paragraph, "Awas! Baca* ini")]);
            article.links.push(Link::new(url.to_owned(), Span::new(6, 11)));
            assert_eq!(article.to_markdown(), format!("{markdown}\n"), "{url}");
        }
    }

    #[test]
    fn a_mark_before_a_link_makes_no_image() {
        let mut article = article(&[(BlockKind::Paragraph, "Awas!Baca\nini")]);
        for span in [Span::new(5, 13), Span::new(6, 12), Span::new(2, 900)] {
            article.links.push(Link::new("https://contoh.example/".to_owned(), span));
        }
        assert_eq!(article.to_markdown(), "Awas\\![Baca\\\nini](https://contoh.example/)\n");
    }

    #[test]
    fn the_head_names_what_is_known() {
        let mut article = Article { title: Some(" ".to_owned()), ..Article::default() };
        assert_eq!(article.to_markdown(), "");
        article.byline = Some("Oleh: Rika".to_owned());
        assert_eq!(article.to_markdown(), "Oleh: Rika\n");
        article.title = Some("Air\n# naik".to_owned());
        let profile = Url::parse("https://contoh.example/rika").ok();
        article.authors = vec![Author::new("Rika", profile), Author::new("Budi", None)];
        article.published = "2021-12-09".parse().ok();
        article.images = vec![
            Image::new("https://contoh.example/a.png", Some("Air [naik]".to_owned())),
            Image::new("data:image/png;base64,AAAA", Some("Api".to_owned())),
            Image::new("https://contoh.example/b.png", None),
        ];
        let markdown = "# Air \\# naik\n\n[Rika](https://contoh.example/rika), Budi · 2021-12-09\n\n\
                        ![Air \\[naik\\]](https://contoh.example/a.png)\n\n![](https://contoh.example/b.png)\n";
        assert_eq!(article.to_markdown(), markdown);
    }
}
