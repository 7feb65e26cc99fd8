use url::Url;

use super::parts::{Run, Runs, Table, blocks};
use super::url::{safe_image, safe_link};
use crate::article::Article;
use crate::value::{BlockKind, Span};

impl Article {
    /// The article as Markdown: headline, authors and date, images, and the text with its headings, lists, quotations,
    /// code, tables and links.
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
            runs: Runs::new(self),
        };
        page.head();
        page.images();
        page.body();
        page.out
    }
}

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
            self.words(&[Run { text: title, url: None }], Form::Heading);
            self.out.push('\n');
        }
        let mut line = Vec::new();
        for author in article.authors.iter().filter(|a| !a.name.trim().is_empty()) {
            if !line.is_empty() {
                line.push(Run { text: ", ", url: None });
            }
            let url = author.url.as_ref().and_then(|u| safe_link(u.as_str(), article.url.as_ref()));
            line.push(Run { text: &author.name, url });
        }
        // The byline as printed only where no name was read out of it.
        if let (true, Some(byline)) = (line.is_empty(), article.byline.as_deref()) {
            line.extend((!byline.trim().is_empty()).then_some(Run { text: byline, url: None }));
        }
        let published = article.published.map(|date| date.to_string());
        if let Some(date) = &published {
            line.extend((!line.is_empty()).then_some(Run { text: " · ", url: None }));
            line.push(Run { text: date, url: None });
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
            self.words(&[Run { text, url: None }], Form::Heading);
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
            let runs = self.runs.of(block.span);
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
        drop(self.runs.of(span));
    }

    /// The first row heads the table, as one row has to.
    fn table(&mut self, table: &Table<'_>) {
        for (i, cells) in table.rows().enumerate() {
            self.out.push('|');
            for &cell in &cells {
                self.out.push(' ');
                let runs = self.runs.of(cell);
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

    /// Words with their links. A line end stays one where the form has lines; lines that show nothing are left out, and
    /// so is the space at the beginning of a line, which could mean code.
    fn words(&mut self, runs: &[Run<'_>], form: Form) {
        let mut at_start = true;
        let mut broken = false;
        let mut any = false;
        for run in runs {
            let mut open = false;
            for (i, line) in run.text.split('\n').enumerate() {
                if i > 0 {
                    (at_start, broken) = (true, any);
                }
                let line = if at_start { line.trim_start_matches(unseen) } else { line };
                if line.is_empty() {
                    continue;
                }
                if std::mem::take(&mut broken) {
                    match form {
                        Form::Lines(prefix) => {
                            self.out.push_str("\\\n");
                            self.out.push_str(prefix);
                        }
                        Form::Heading | Form::Cell => self.out.push(' '),
                    }
                }
                if run.url.is_some() && !open {
                    (open, at_start) = (true, false);
                    self.out.push('[');
                }
                self.escaped(line, at_start && form != Form::Heading, form);
                (at_start, any) = (false, true);
            }
            if let (true, Some(url)) = (open, &run.url) {
                self.address(url);
            }
        }
    }

    /// One line, or a part of one, so that nothing in it is markup.
    ///
    /// `<` and `&` become references rather than being escaped by `\`, which not every reader of Markdown knows.
    fn escaped(&mut self, line: &str, at_start: bool, form: Form) {
        let bytes = line.as_bytes();
        // The mark that makes a line begin a list, a heading, or underline the one before.
        let mark = match bytes.first() {
            Some(b'#' | b'-' | b'+' | b'=' | b':') if at_start => Some(0),
            Some(b'0'..=b'9') if at_start => {
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
                // A link may follow, and would be an image.
                '!' => i == 0 || after.is_empty(),
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
