//! Language of a text: pure functions over `&str`.
//!
//! Three witnesses are added up: whatlang; letter sequences of some 115 languages, learned from the Universal
//! Declaration of Human Rights (`data/language/build.py`); and everyday words that tell apart languages which letters
//! alone do not, above all Indonesian from Malay and its neighbours (`data/language/words.txt`).

mod gram;
mod lexicon;
mod script;
mod vote;
mod word;

use crate::text::Set;
use crate::value::{Language, Text};

/// The language of a running text with how sure that is (0 to 1); `None` where there is too little to tell.
///
/// Of a long text only a sample is read.
pub(crate) fn detect(text: &str) -> Option<(Language, f32)> {
    let sample = word::sample(text);
    if let Some(known) = script::language(&sample) {
        return known;
    }
    vote::language(&word::first(text), &sample)
}

/// Blocks shorter than this are too short to be told from the article's language for sure.
const LEAST_BLOCK: usize = 90;
/// The same for a block next to one that is in another language.
const LEAST_NEIGHBOUR: usize = 30;

/// Marks the blocks that are written in another language than the article.
pub(crate) fn mark_blocks(text: &mut Text, article: Language) {
    let Text { str, blocks, .. } = text;
    let mut familiar = Familiar::default();
    let article = vote::Placed::new(article);
    for block in blocks.iter_mut() {
        let piece = block.span.of(str);
        if piece.len() < LEAST_BLOCK || familiar.are_words_of(piece) {
            continue;
        }
        block.language = foreign(piece, &article, LEAST_BLOCK, 0.95);
        if block.language.is_none() && !article.is_close() {
            familiar.learn(piece);
        }
    }
    // Short pieces of a passage follow their neighbours: first from above, then from below.
    let count = blocks.len();
    let pairs = (1..count).map(|i| (i - 1, i)).chain((1..count).rev().map(|i| (i, i - 1)));
    for (known, open) in pairs {
        if let (Some(language), None) = (blocks[known].language, blocks[open].language) {
            let found = foreign(blocks[open].span.of(str), &article, LEAST_NEIGHBOUR, 0.6);
            blocks[open].language = found.filter(|f| *f == language);
        }
    }
}

/// Short words of blocks that are in the article's language: a block that is full of them is, too.
#[derive(Default)]
struct Familiar<'t>(Set<&'t [u8]>);

impl<'t> Familiar<'t> {
    /// Letters of the words that count: longer ones are names and subjects.
    const LONGEST: usize = 5;
    /// Words of a block that are looked at.
    const MOST: usize = 24;
    /// Words that it takes.
    const LEAST: usize = 8;

    fn words(piece: &'t str) -> impl Iterator<Item = &'t [u8]> {
        let words = piece.as_bytes().split(u8::is_ascii_whitespace);
        words.filter(|w| (2..=Self::LONGEST).contains(&w.len()) && !w.iter().any(u8::is_ascii_uppercase))
    }

    fn are_words_of(&self, piece: &'t str) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let (mut known, mut all) = (0, 0);
        for word in Self::words(piece).take(Self::MOST) {
            all += 1;
            known += usize::from(self.0.contains(word));
        }
        all >= Self::LEAST && known * 2 >= all
    }

    fn learn(&mut self, piece: &'t str) {
        self.0.extend(Self::words(piece).take(4 * Self::MOST));
    }
}

/// The language of a piece, if it is surely another than the article's.
fn foreign(piece: &str, article: &vote::Placed, least: usize, sure: f32) -> Option<Language> {
    if piece.len() < least || vote::may_be(word::middle(piece), article) {
        return None;
    }
    detect(piece)
        .filter(|(language, confidence)| *confidence >= sure && !article.is(*language))
        .map(|(language, _)| language)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(text: &str) -> Option<String> {
        detect(text).map(|(language, _)| language.as_str().to_owned())
    }

    #[test]
    fn languages_of_indonesia_and_their_neighbours() {
        for (expected, text) in [
            (
                "id",
                "Wali kota mengatakan perbaikan jalan itu akan dimulai pekan depan karena anggarannya sudah disetujui.",
            ),
            ("id", "gak nyangka banget sih kak, tempatnya enak dan harganya murah, pengen ke sini lagi deh"),
            (
                "ms",
                "Polis mengesahkan kemalangan itu berlaku petang semalam selepas kereta mangsa dilanggar sebuah lori.",
            ),
            (
                "jv",
                "Warga desa padha teka menyang bale kanggo ngrembug dalan sing rusak amarga banjir wingi.",
            ),
            ("su", "Warga désa geus ngumpul di balé pikeun ngabahas jalan nu ruksak ku caah kamari."),
            (
                "min",
                "Urang kampuang alah bakumpua di surau untuak mambahas jalan nan rusak dek banjia kapatang.",
            ),
        ] {
            assert_eq!(tag(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn languages_of_the_world() {
        for (expected, text) in [
            ("en", "The river rose overnight and families were taken to the school on the hill."),
            (
                "de",
                "Der Fluss stieg über Nacht, und die Familien wurden in die Schule auf dem Hügel gebracht.",
            ),
            ("eu", "Ibaiak gora egin zuen gauez eta familiak muinoko eskolara eraman zituzten."),
            ("is", "Áin hækkaði yfir nóttina og fjölskyldur voru fluttar í skólann á hæðinni."),
            ("sw", "Mto ulijaa usiku na familia zilipelekwa kwenye shule iliyo juu ya kilima."),
            ("ja", "川の水位は夜のうちに上がり、家族は丘の上の学校に移された。"),
            ("zh", "河水一夜之间上涨，各家庭被送往山上的学校。"),
            ("zh-Hant", "河水一夜之間上漲，各個家庭被送往山上的學校，這是今年第二次。"),
            ("ko", "강물이 밤새 불어나 가족들은 언덕 위 학교로 옮겨졌다."),
            ("th", "แม่น้ำสูงขึ้นในชั่วข้ามคืน"),
            ("ps", "سیند د شپې لوړ شو او کورنۍ د غونډۍ په سر ښوونځي ته ولېږدول شوې."),
            ("sr", "Река је порасла преко ноћи, а породице су одведене у школу на брду."),
        ] {
            assert_eq!(tag(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn too_little_is_not_guessed() {
        for text in
            ["", "   ", "12 34 56", "?!", "FS", "https://contoh.example/air-naik", "@rina #air", "a b"]
        {
            assert_eq!(tag(text), None, "{text}");
        }
    }

    #[test]
    fn a_long_text_is_read_in_part_and_alike_each_time() {
        let text =
            "Air sungai naik sejak pagi dan warga mulai mengungsi ke masjid karena khawatir. ".repeat(20_000);
        assert_eq!(detect(&text), detect(&text));
        assert_eq!(tag(&text).as_deref(), Some("id"));
        for junk in ["\u{300}", "é", "漢", "'", "ب", "\u{0}"] {
            let _ = detect(&junk.repeat(300_000));
        }
    }

    #[test]
    fn blocks_in_another_language_are_marked() {
        let mut text = Text::plain(
            "Wali kota mengatakan perbaikan jalan itu akan dimulai pekan depan karena anggarannya sudah disetujui.\n\n\
             The mayor said that the repair of the road would begin next week because the money had been approved.\n\n\
             Warga berharap perbaikan itu selesai sebelum musim hujan tiba, sebab jalan itu sering terendam air.",
        );
        mark_blocks(&mut text, "id".parse().unwrap());
        let marked: Vec<_> = text.blocks.iter().map(|b| b.language.map(|l| l.to_string())).collect();
        assert_eq!(marked, [None, Some("en".to_owned()), None]);
    }

    #[test]
    fn short_blocks_follow_their_neighbours() {
        let mut text = Text::plain(
            "Wali kota mengatakan perbaikan jalan itu akan dimulai pekan depan karena anggarannya sudah disetujui.\n\n\
             The mayor said that the repair of the road would begin next week because the money had been approved.\n\n\
             \"We waited for years,\" said one of them.\n\n\
             Warga senang sekali.",
        );
        mark_blocks(&mut text, "id".parse().unwrap());
        let marked: Vec<_> = text.blocks.iter().map(|b| b.language.map(|l| l.to_string())).collect();
        assert_eq!(marked, [None, Some("en".to_owned()), Some("en".to_owned()), None]);
    }
}
