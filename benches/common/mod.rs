//! Pages and texts to measure with: generated, invented, always the same.

// Each bench compiles this file for itself and uses a part of it.
#![allow(dead_code)]

use std::fmt::Write;

const NAMES: [&str; 12] = [
    "Hasnul Ridwan",
    "Mardiati Zulfa",
    "Ferdian Ukat",
    "Rika Amelia",
    "Sutarno Prabowo",
    "Endah Kusuma",
    "Gita Anjani",
    "Zulhendri Piliang",
    "Asnimar Yunus",
    "Ronal Koto",
    "Yolanda Prameswari",
    "Buyuang Saripudin",
];
const ROLES: [&str; 6] = [
    "Kepala Dinas Kesehatan",
    "Wakil Walikota",
    "Ketua Paguyuban",
    "Camat",
    "Kepala Pelaksana BPBD",
    "Lurah",
];
const PLACES: [&str; 8] =
    ["Padang", "Bukittinggi", "Payakumbuh", "Solok", "Semarang", "Painan", "Pariaman", "Batusangkar"];
const WORDS: [&str; 40] = [
    "warga",
    "pemerintah",
    "pelayanan",
    "jembatan",
    "sungai",
    "pasar",
    "sekolah",
    "petani",
    "nelayan",
    "harga",
    "air",
    "jalan",
    "rumah",
    "anggaran",
    "program",
    "bantuan",
    "kesehatan",
    "pendidikan",
    "dibangun",
    "diperbaiki",
    "dimulai",
    "selesai",
    "tahun",
    "bulan",
    "kemarin",
    "dan",
    "yang",
    "untuk",
    "dengan",
    "oleh",
    "di",
    "dari",
    "tidak",
    "akan",
    "sudah",
    "lebih",
    "banyak",
    "setelah",
    "bersama",
    "kampung",
];
const VERBS: [&str; 6] = ["kata", "ujar", "jelas", "tutur", "sebut", "tegas"];

/// A small generator of numbers; the same seed gives the same page everywhere.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % n
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }

    fn sentence(&mut self) -> String {
        let mut out = String::new();
        let words = 8 + self.below(14);
        for i in 0..words {
            let word = self.pick(&WORDS);
            if i == 0 {
                out.extend(word.chars().next().into_iter().flat_map(char::to_uppercase));
                out.push_str(&word[1..]);
            } else {
                out.push(' ');
                out.push_str(word);
            }
        }
        out
    }

    fn paragraph(&mut self) -> String {
        let (name, day) = (self.pick(&NAMES), 1 + self.below(28));
        match self.below(4) {
            0 => format!("\"{},\" {} {}, {}.", self.sentence(), self.pick(&VERBS), name, self.pick(&ROLES)),
            1 => format!("{} ({day}/6/2022). {}.", self.sentence(), self.sentence()),
            2 => format!("{} {} mengatakan, {}.", self.pick(&ROLES), name, self.sentence().to_lowercase()),
            _ => format!("{}. {}. {}.", self.sentence(), self.sentence(), self.sentence()),
        }
    }
}

/// The text of an article of about `bytes`.
pub(crate) fn text(seed: u64, bytes: usize) -> String {
    paragraphs(&mut Dice::new(seed), bytes).join("\n\n")
}

fn paragraphs(dice: &mut Dice, bytes: usize) -> Vec<String> {
    let mut paragraphs = vec![format!("KNB.{}(SUMBAR)-{}.", dice.pick(&PLACES), dice.sentence())];
    let mut length = paragraphs[0].len();
    while length < bytes {
        let paragraph = dice.paragraph();
        length += paragraph.len() + 2;
        paragraphs.push(paragraph);
    }
    let number = 10_000 + dice.below(90_000);
    paragraphs.push(format!("Narahubung: {} 0812000{number}", dice.pick(&NAMES)));
    paragraphs
}

/// A page of about `bytes` in the proportions of real ones: more than half of it is script, style and comments, some 4 kB
/// are the article, the rest is menus, sidebar, related posts and a comment section.
pub(crate) fn page(seed: u64, bytes: usize) -> String {
    let mut dice = Dice::new(seed);
    let title = dice.sentence();
    let mut page = String::with_capacity(bytes + 8192);
    let _ = write!(
        page,
        "<!DOCTYPE html>\n<html lang=\"id\"><head><meta charset=\"utf-8\"><title>{title} | Kabar Contoh</title>\
         <meta property=\"og:title\" content=\"{title}\"><meta property=\"og:site_name\" content=\"Kabar Contoh\">\
         <link rel=\"canonical\" href=\"https://contoh.example/2022/06/{seed}.html\">\
         <script type=\"application/ld+json\">{{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\",\"headline\":\
         \"{title}\",\"datePublished\":\"2022-06-08T09:00:00+07:00\",\"author\":{{\"@type\":\"Person\",\"name\":\"{}\"}}}}\
         </script><style>",
        dice.pick(&NAMES)
    );
    let budget = bytes * 6 / 10;
    while page.len() < budget / 3 {
        let (class, size) = (dice.pick(&WORDS), dice.below(90));
        let _ = writeln!(page, ".{class}-{size}{{margin:0 {size}px;color:#{:06x}}}", dice.below(1 << 24));
    }
    page.push_str("</style><script>var data=[");
    while page.len() < budget {
        let _ = write!(
            page,
            "{{id:{},name:\"{}\",html:\"<p class='x'>\"}},",
            dice.below(9999),
            dice.pick(&WORDS)
        );
    }
    page.push_str("];</script></head><body><header><nav><ul>");
    for _ in 0..12 {
        let word = dice.pick(&WORDS);
        let _ = write!(page, "<li class=\"menu-item\"><a href=\"/kategori/{word}\">{word}</a></li>");
    }
    let _ = write!(
        page,
        "</ul></nav></header><main><article class=\"post hentry\"><h1 class=\"entry-title\">{title}</h1>\
         <div class=\"entry-meta\"><span class=\"byline\">Oleh: {}</span> <time datetime=\"2022-06-08T09:00:00+07:00\">\
         Rabu, 8 Juni 2022</time></div><div class=\"entry-content\">",
        dice.pick(&NAMES)
    );
    for paragraph in paragraphs(&mut dice, 4000) {
        let _ = writeln!(page, "<p style=\"text-align: justify;\">{}</p>", paragraph.replace('"', "&quot;"));
    }
    page.push_str("</div></article><section id=\"comments\" class=\"comments\">");
    for _ in 0..5 {
        let (name, words) = (dice.pick(&NAMES), dice.sentence());
        let _ = write!(page, "<div class=\"comment\"><b class=\"fn\">{name}</b><p>{words}.</p></div>");
    }
    page.push_str("</section></main><aside class=\"sidebar\"><ul>");
    while page.len() < bytes {
        let words = dice.sentence();
        let _ = write!(
            page,
            "<li class=\"related-item\"><a href=\"/{}\"><img src=\"/i.jpg\" alt=\"\"><span>{words}</span></a></li>\
             <!-- {words} -->",
            dice.below(9999)
        );
    }
    page.push_str("</ul></aside><footer><p>Redaksi: redaksi@contoh.example</p></footer></body></html>");
    page
}
