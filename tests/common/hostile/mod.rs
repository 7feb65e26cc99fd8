//! Pages made to hang a reader or to blow it up, each with a real article in it. Nothing here is random: the same seed
//! gives the same page.

// The test and the example compile this file for themselves, and each uses a part of it.
#![allow(dead_code)]

mod bytes;
mod crowds;
mod elements;
mod markup;
mod metadata;
mod texts;

/// The paragraphs of the article that every page holds.
pub(crate) const PARAGRAPHS: [&str; 3] = [
    "Padang - Air sungai naik sejak Selasa pagi dan warga di tepi sungai mulai mengungsi ke masjid, sekolah dan rumah \
     kerabat yang letaknya lebih tinggi.",
    "\"Kami tidak tidur semalaman karena air masuk lewat dapur,\" kata Budi Santoso, warga yang rumahnya paling dekat \
     dengan tanggul.",
    "Petugas membuka dapur umum dan membagikan selimut sampai air surut, yang diperkirakan terjadi besok pagi.",
];

/// The article as it stands in a page.
fn story() -> String {
    let text: String = PARAGRAPHS.iter().map(|p| format!("<p>{p}</p>\n")).collect();
    format!("<article><h1>Air naik</h1>\n{text}</article>\n")
}

/// How large the pages are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scale {
    /// For builds without optimisation.
    Small,
    Full,
}

impl Scale {
    fn of(self, full: usize) -> usize {
        match self {
            Self::Full => full,
            Self::Small => (full / 300).max(100),
        }
    }
}

/// Where the hostile part stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Before,
    After,
    Around,
}

/// What must come out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Expect {
    /// The article with its three paragraphs.
    Article,
    /// Anything that holds together: what stands before the article swallows it, or is more than a page may have.
    Sound,
}

/// One page, made when it is wanted.
pub(crate) struct Page {
    pub(crate) name: String,
    pub(crate) expect: Expect,
    make: Box<dyn Fn() -> Vec<u8> + Send>,
}

impl Page {
    pub(crate) fn bytes(&self) -> Vec<u8> {
        (self.make)()
    }
}

/// Numbers that look random.
struct Dice(u64);

impl Dice {
    fn new() -> Self {
        Self(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 32) as usize % n
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

/// Markup that is opened, and closed again.
type Flood = (String, String);

struct Pages {
    scale: Scale,
    all: Vec<Page>,
}

const HEAD: &str = "<!DOCTYPE html>\n<html lang=id><head><title>Air naik</title></head><body>\n";

impl Pages {
    /// A flood before, after and around the article.
    fn flood(&mut self, name: &str, make: impl Fn(Scale) -> Flood + Clone + Send + 'static) {
        let scale = self.scale;
        for place in [Place::Before, Place::After, Place::Around] {
            let make = make.clone();
            let page = move || {
                let (open, close) = make(scale);
                let story = story();
                match place {
                    Place::Before => format!("{HEAD}{open}{close}\n{story}</body></html>"),
                    Place::After => format!("{HEAD}{story}{open}</body></html>"),
                    Place::Around if close.is_empty() => format!("{HEAD}{open}{story}{open}</body></html>"),
                    Place::Around => format!("{HEAD}{open}{story}{close}</body></html>"),
                }
                .into_bytes()
            };
            self.all.push(Page {
                name: format!("{name}, {}", format!("{place:?}").to_lowercase()),
                expect: Expect::Article,
                make: Box::new(page),
            });
        }
    }

    /// `count` times the same piece.
    fn again(&mut self, name: &str, count: usize, piece: &'static str) {
        self.flood(name, move |scale| (piece.repeat(scale.of(count)), String::new()));
    }

    /// `count` pieces, each made from its number.
    fn numbered(
        &mut self,
        name: &str,
        count: usize,
        piece: impl Fn(usize, &mut Dice) -> String + Clone + Send + 'static,
    ) {
        self.flood(name, move |scale| (many(scale.of(count), &piece), String::new()));
    }

    /// Elements inside each other.
    fn nested(&mut self, count: usize, open: &'static str, close: &'static str) {
        self.flood(&format!("{count} {open}"), move |scale| {
            let n = scale.of(count);
            (open.repeat(n), close.repeat(n))
        });
    }

    /// A page that is nothing else; `make` may put the article into it.
    fn whole(&mut self, name: &str, expect: Expect, make: impl Fn(Scale, &str) -> Vec<u8> + Send + 'static) {
        let scale = self.scale;
        self.all.push(Page { name: name.to_owned(), expect, make: Box::new(move || make(scale, &story())) });
    }
}

fn many(count: usize, piece: impl Fn(usize, &mut Dice) -> String) -> String {
    let mut dice = Dice::new();
    let mut out = String::new();
    for i in 0..count {
        out.push_str(&piece(i, &mut dice));
    }
    out
}

fn noise(count: usize) -> Vec<u8> {
    let mut dice = Dice::new();
    (0..count).map(|_| dice.below(256) as u8).collect()
}

/// All pages, in families of the same idea.
pub(crate) fn pages(scale: Scale) -> Vec<Page> {
    let mut pages = Pages { scale, all: Vec::new() };
    markup::nesting(&mut pages);
    markup::formatting(&mut pages);
    markup::attributes(&mut pages);
    crowds::crowds(&mut pages);
    texts::long_texts(&mut pages);
    texts::facts(&mut pages);
    metadata::metadata(&mut pages);
    elements::odd_elements(&mut pages);
    bytes::no_pages(&mut pages);
    pages.all
}
