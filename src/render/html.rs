use url::Url;

use super::emphasis::{Style, Tags};
use super::parts::{Run, Runs, Table, blocks};
use super::url::{safe_image, safe_link};
use crate::article::Article;
use crate::value::{Block, BlockKind, Language};

impl Article {
    /// The article as a fragment of HTML: one `article` element with headline, byline, date, images and text.
    ///
    /// It is safe to show whatever page it came from: every string is escaped, links go to `http`, `https`, `mailto`,
    /// `tel`, `sms` and `whatsapp` addresses only, images to `http` and `https`, and there are no other attributes
    /// of the page's. Read back by an [`Extractor`](crate::Extractor) it gives the same text with the same emphasis.
    ///
    /// ```
    /// use warta::{Article, Extractor};
    ///
    /// let article = Article::builder().title("Air & api").text("Air naik.\n\nApi padam, <kata> petugas.").build();
    /// let html = article.to_html();
    /// assert!(html.contains("<h1>Air &amp; api</h1>"));
    /// assert!(html.contains("<p>Api padam, &lt;kata&gt; petugas.</p>"));
    /// assert_eq!(Extractor::new().extract(&html).unwrap().text, article.text);
    /// ```
    #[must_use]
    pub fn to_html(&self) -> String {
        let mut page = Writer {
            out: String::with_capacity(self.text.len() * 5 / 4 + 512),
            article: self,
            runs: Runs::new(self, false),
        };
        page.head();
        page.images();
        page.body();
        page.tags();
        page.out.push_str("</article>\n");
        page.out
    }
}

const TAGS: Tags = Tags { strong: ["<strong>", "</strong>"], em: ["<em>", "</em>"] };

struct Writer<'a> {
    out: String,
    article: &'a Article,
    runs: Runs<'a>,
}

impl Writer<'_> {
    fn base(&self) -> Option<&Url> {
        self.article.url.as_ref()
    }

    fn head(&mut self) {
        let article = self.article;
        self.out.push_str("<article data-generator=\"warta\"");
        if let Some(guess) = &article.language {
            self.language(guess.tag);
        }
        self.out.push_str(">\n<header>\n");
        if let Some(title) = article.title.as_ref().filter(|t| !t.is_empty()) {
            self.element("h1", title);
        }
        if article.byline.is_some() || !article.authors.is_empty() {
            self.out.push_str("<p class=\"byline\">");
            self.authors();
            self.out.push_str("</p>\n");
        }
        if let Some(published) = article.published {
            self.out.push_str(&format!("<time datetime=\"{published}\">{published}</time>\n"));
        }
        self.out.push_str("</header>\n");
    }

    /// The names, each with its link; the byline as printed only where no name was read out of it.
    fn authors(&mut self) {
        let article = self.article;
        if article.authors.is_empty() {
            self.text(article.byline.as_deref().unwrap_or_default());
        }
        for (i, author) in article.authors.iter().enumerate() {
            if i > 0 {
                self.out.push_str(", ");
            }
            let url = author.url.as_ref().and_then(|u| safe_link(u.as_str(), self.base()));
            self.out.push_str("<span rel=\"author\">");
            self.linked(url.as_ref(), &author.name);
            self.out.push_str("</span>");
        }
    }

    fn images(&mut self) {
        let article = self.article;
        for image in &article.images {
            let Some(url) = safe_image(&image.url, self.base()) else { continue };
            self.out.push_str("<figure><img src=\"");
            self.text(url.as_str());
            self.out.push_str("\" alt=\"\">");
            if let Some(caption) = &image.caption {
                self.element("figcaption", caption);
            }
            self.out.push_str("</figure>\n");
        }
    }

    fn body(&mut self) {
        self.out.push_str("<div class=\"article-body\">\n");
        let mut in_list = false;
        for block in blocks(self.article) {
            let item = block.kind == BlockKind::ListItem;
            if item != in_list {
                self.out.push_str(if item { "<ul>\n" } else { "</ul>\n" });
                in_list = item;
            }
            self.block(&block);
        }
        if in_list {
            self.out.push_str("</ul>\n");
        }
        self.out.push_str("</div>\n");
    }

    fn block(&mut self, block: &Block) {
        let (open, close, attribute) = match block.kind {
            BlockKind::Heading => ("h2", "</h2>\n", ""),
            BlockKind::ListItem => ("li", "</li>\n", ""),
            BlockKind::Quote => ("blockquote", "</blockquote>\n", ""),
            BlockKind::Code => ("pre", "</pre>\n", ""),
            BlockKind::Table => ("table", "</table>\n", ""),
            BlockKind::Byline => ("p", "</p>\n", " data-block=\"byline\""),
            BlockKind::Signature => ("p", "</p>\n", " data-block=\"signature\""),
            _ => ("p", "</p>\n", ""),
        };
        self.out.push('<');
        self.out.push_str(open);
        self.out.push_str(attribute);
        if let Some(language) = block.language {
            self.language(language);
        }
        self.out.push('>');
        match block.kind {
            BlockKind::Table => self.table(&Table::new(&self.article.text, block.span)),
            kind => {
                let runs = self.runs.of(block.span, kind);
                self.words(&runs, if kind == BlockKind::Code { "\n" } else { "<br>" });
            }
        }
        self.out.push_str(close);
    }

    /// Rows that lack cells get empty ones and there are never fewer than two of either, so that it is a table of data
    /// to whoever reads it, and not a way to lay out text.
    fn table(&mut self, table: &Table<'_>) {
        let width = if table.fills { table.width.max(2) } else { 2 };
        let mut rows = 0;
        for cells in table.rows() {
            self.out.push_str("<tr>");
            for &cell in &cells {
                self.out.push_str("<td>");
                let runs = self.runs.of(cell, BlockKind::Table);
                self.words(&runs, " ");
                self.out.push_str("</td>");
            }
            self.out.push_str(&"<td></td>".repeat(width.saturating_sub(cells.len())));
            self.out.push_str("</tr>");
            rows += 1;
        }
        if rows < 2 {
            self.out.push_str("<tr>");
            self.out.push_str(&"<td></td>".repeat(width));
            self.out.push_str("</tr>");
        }
    }

    /// Words with their links and emphasis; `line_end` stands for `\n`.
    fn words(&mut self, runs: &[Run<'_>], line_end: &str) {
        for run in runs {
            if let Some(url) = &run.url {
                self.out.push_str("<a href=\"");
                self.text(url.as_str());
                self.out.push_str("\">");
            }
            let mut style = Style::default();
            for words in &run.words {
                style.close(words.style, &TAGS, &mut self.out);
                style.open(words.style, &TAGS, &mut self.out);
                self.lines(words.text, line_end);
            }
            style.close(Style::default(), &TAGS, &mut self.out);
            if run.url.is_some() {
                self.out.push_str("</a>");
            }
        }
    }

    fn lines(&mut self, text: &str, line_end: &str) {
        for (i, line) in text.split('\n').enumerate() {
            if i > 0 {
                self.out.push_str(line_end);
            }
            self.text(line);
        }
    }

    fn tags(&mut self) {
        let article = self.article;
        if article.tags.is_empty() {
            return;
        }
        self.out.push_str("<ul class=\"tags\">");
        for tag in &article.tags {
            self.element("li", tag);
        }
        self.out.push_str("</ul>\n");
    }

    fn language(&mut self, language: Language) {
        self.out.push_str(" lang=\"");
        self.text(language.as_str());
        self.out.push_str("\" dir=\"auto\"");
    }

    fn linked(&mut self, url: Option<&Url>, words: &str) {
        let Some(url) = url else { return self.text(words) };
        self.out.push_str("<a href=\"");
        self.text(url.as_str());
        self.out.push_str("\">");
        self.text(words);
        self.out.push_str("</a>");
    }

    fn element(&mut self, name: &str, text: &str) {
        self.out.push_str(&format!("<{name}>"));
        self.text(text);
        self.out.push_str(&format!("</{name}>\n"));
    }

    /// Escaped for text and for attributes in double quotes.
    fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                '\'' => self.out.push_str("&#39;"),
                c => self.out.push(c),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Author, Image};
    use crate::value::{Link, Span};

    #[test]
    fn nothing_of_a_page_becomes_markup() {
        let evil = "\"><script>alert(1)</script><img src=x onerror='alert(1)'>";
        let mut article = Article { text: format!("Baca {evil} di sini"), ..Article::default() };
        article.title = Some(evil.to_owned());
        article.byline = Some(evil.to_owned());
        article.tags = vec![evil.to_owned()];
        article.authors = vec![Author { name: evil.to_owned(), url: None }];
        article.images = vec![
            Image::new("javascript:alert(1)".to_owned(), None),
            Image::new(format!("https://contoh.example/{evil}"), Some(evil.to_owned())),
        ];
        article.links = vec![Link::new("java\nscript:alert(1)".to_owned(), Span::new(0, 4))];
        let html = article.to_html();
        assert!(
            !html.contains("<script") && !html.contains("<img src=x") && !html.contains("href"),
            "{html}"
        );
        assert_eq!(html.matches("<img src=\"https://contoh.example/").count(), 1);
        assert_eq!(html.matches('<').count(), html.matches('>').count());
    }

    #[test]
    fn spans_that_fit_no_text_are_passed_over() {
        let mut article = Article { text: "“Padang”\tdan\nSolok".to_owned(), ..Article::default() };
        for kind in [BlockKind::Paragraph, BlockKind::Table, BlockKind::Code, BlockKind::ListItem] {
            for (start, end) in [(0, 4), (1, 5), (3, 900), (900, 901), (9, 2)] {
                article.blocks.push(Block::new(kind, Span::new(start, end)));
                article
                    .links
                    .push(Link::new("https://contoh.example/".to_owned(), Span::new(start + 1, end)));
            }
        }
        assert!(article.to_html().ends_with("</article>\n"));
    }

    #[test]
    fn words_around_links_are_written_once() {
        let mut article =
            Article { text: "Baca di sini\nlalu di sana.\n\nSelesai.".to_owned(), ..Article::default() };
        article.links = vec![
            Link::new("https://contoh.example/a".to_owned(), Span::new(5, 12)),
            Link::new("https://contoh.example/b".to_owned(), Span::new(18, 25)),
        ];
        let html = article.to_html();
        let line = "<p>Baca <a href=\"https://contoh.example/a\">di sini</a><br>lalu \
                    <a href=\"https://contoh.example/b\">di sana</a>.</p>";
        assert!(html.contains(line), "{html}");
    }
}
