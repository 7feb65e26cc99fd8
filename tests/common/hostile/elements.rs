//! Elements that hide or swallow what they hold, and what is begun and never closed.

use super::{Expect, HEAD, Pages, Scale};

pub(super) fn odd_elements(pages: &mut Pages) {
    let paragraphs = |s: Scale| "<p>Isi yang lain.</p>".repeat(s.of(100_000));
    for tag in [
        "template", "noscript", "svg", "math", "select", "textarea", "iframe", "noframes", "button", "form",
        "object", "marquee", "details", "aside", "nav", "footer", "pre",
    ] {
        pages.flood(&format!("100k in {tag}"), move |s| {
            (format!("<{tag}>{}", paragraphs(s)), format!("</{tag}>"))
        });
        pages.flood(&format!("100k {tag}"), move |s| {
            let n = s.of(100_000);
            (format!("<{tag}>").repeat(n), format!("</{tag}>").repeat(n))
        });
    }
    // Begun before the article, and never closed.
    for open in [
        "<!--",
        "<!-- x --",
        "<script>",
        "<script><!--",
        "<style>",
        "<title>",
        "<textarea>",
        "<iframe>",
        "<noscript>",
        "<xmp>",
        "<template>",
        "<object>",
        "<button>",
        "<select>",
        "<select><option>",
        "<a href=x>",
        "<a name=x>",
        "<a>",
        "<svg>",
        "<math>",
        "<math><mi>",
        "<svg><desc>",
        "<table>",
        "<table><tr>",
        "<ul>",
        "<dl>",
        "<form>",
        "<b>",
        "<center>",
        "<ruby><rp>",
        "<video>",
        "<canvas>",
        "<audio>",
        "<nav>",
        "<aside>",
        "<footer>",
        "<header>",
        "<frameset>",
        "<plaintext>",
        "<dialog open>",
        "<details>",
        "<fieldset>",
        "<marquee>",
        "<h1>",
        "<pre>",
        "<div class=comments>",
        "<div class=sidebar>",
        "<div hidden>",
        "<div style='display:none'>",
        "</body></html>",
    ] {
        pages.whole(&format!("{open} never closed"), Expect::Article, move |_, story| {
            format!("{HEAD}<p>Kabar.</p>\n{open}\n{story}").into_bytes()
        });
    }
    for open in [
        "<style>",
        "<script>",
        "<script><!--",
        "<textarea>",
        "<title>",
        "<iframe>",
        "<xmp>",
        "<noembed>",
        "<!-- x ",
    ] {
        pages.whole(&format!("1M {open} never closed"), Expect::Article, move |s, story| {
            format!("{HEAD}<p>Kabar.</p>{}{story}", open.repeat(s.of(1_000_000))).into_bytes()
        });
    }
    pages.whole("a comment around the article", Expect::Article, |_, story| {
        format!("{HEAD}<p>Kabar.</p><!-- iklan\n{story}<!-- iklan -->\n<p>Kontak.</p>").into_bytes()
    });
    pages.whole("comments around comments", Expect::Article, |s, story| {
        let comments = "<!-- x ".repeat(s.of(200_000));
        format!("{HEAD}{comments}{story}{comments}-->").into_bytes()
    });
    // What it holds is text, markup and all.
    pages.whole("100k in xmp", Expect::Sound, move |s, story| {
        format!("{HEAD}<xmp>{}</xmp>{story}", paragraphs(s)).into_bytes()
    });
    pages.again("100k templates beside each other", 100_000, "<template><p>x</p></template>");
    pages.again("objects and bold", 50_000, "<td><object></td><td><b></b></td>");
    pages.flood("plaintext", |s| (format!("<plaintext>{}", "<p>x ".repeat(s.of(500_000))), String::new()));
    pages.flood("frameset", |s| (format!("<frameset>{}", "a <frame>".repeat(s.of(500_000))), String::new()));
    pages.whole("frameset first", Expect::Article, |s, story| {
        format!("<html><frameset>{}{story}", "a <frame>".repeat(s.of(500_000))).into_bytes()
    });
    pages.again("CDATA", 200_000, "<![CDATA[x]]>");
    pages.again("CDATA in svg", 100_000, "<svg><![CDATA[<p>]]>");
    pages.again("bogus comments", 300_000, "<?x>");
    pages.again("comments in comments", 300_000, "<!-- <!-- ");
    pages.flood("comment ends", |s| (format!("<!--{}", "--!".repeat(s.of(1_000_000))), String::new()));
    pages.flood("script ends", |s| {
        (format!("<script>{}", "<!--<script>--></script".repeat(s.of(200_000))), String::new())
    });
    pages.again("html and body", 200_000, "<html a=b><body c=d>");
    pages.again("doctypes", 200_000, "<!DOCTYPE html>");
    pages.again("heads", 200_000, "<head></head>");
    pages.again("captions without tables", 100_000, "<caption><col><tbody>");
    pages.again("rubies", 100_000, "<ruby>a<rt>b<rp>c");
}
