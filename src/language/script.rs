use crate::value::Language;

/// What the letters alone decide: scripts that one language owns, and letters that only one of the languages of a
/// script uses. `Some(None)` where there are too few letters for anything, `None` where letters do not decide.
#[allow(clippy::option_option)]
pub(super) fn language(text: &str) -> Option<Option<(Language, f32)>> {
    let mut owned = [0u32; OWNED.len()];
    let (mut letters, mut han, mut kana, mut arabic, mut cyrillic, mut marked) =
        (0u32, 0u32, 0u32, 0u32, 0u32, [0u32; LETTERS.len()]);
    // Mostly all are ASCII; those are counted many at once, and passed over.
    letters += text.bytes().filter(u8::is_ascii_alphabetic).count() as u32;
    let rest = if text.is_ascii() { "" } else { text };
    for c in rest.chars().filter(|c| !c.is_ascii()) {
        // Two bytes and less of UTF-8 hold none of the owned scripts but Greek, Armenian and Thaana.
        if c < '\u{370}' {
            letters += u32::from(c.is_alphabetic());
            continue;
        }
        if !c.is_alphabetic() {
            continue;
        }
        letters += 1;
        match c {
            '\u{400}'..='\u{52f}' => cyrillic += 1,
            '\u{600}'..='\u{77f}' => arabic += 1,
            '\u{3040}'..='\u{30ff}' => kana += 1,
            '\u{3400}'..='\u{9fff}' => han += 1,
            _ => {
                if let Some(at) = OWNED.iter().position(|(from, to, _)| (*from..=*to).contains(&c)) {
                    owned[at] += 1;
                }
            }
        }
        if matches!(c, '\u{400}'..='\u{52f}' | '\u{600}'..='\u{77f}') {
            for (count, (_, list)) in marked.iter_mut().zip(LETTERS) {
                *count += u32::from(list.contains(c));
            }
        }
    }
    let share = |n: u32| n as f32 / letters.max(1) as f32;
    let found = |tag: &str, n: u32| {
        let sure = if n >= 8 { 0.99 } else { 0.8 };
        Some(tag.parse().ok().map(|tag| (tag, sure * share(n).max(0.5))))
    };
    if letters < 2 {
        return Some(None);
    }
    if let Some((at, n)) = owned.iter().copied().enumerate().max_by_key(|(_, n)| *n)
        && share(n) > 0.4
    {
        return found(OWNED[at].2, n);
    }
    // One such character is a word or half of one; lyrics with their transcription still are of their language.
    if share(han + kana) > 0.18 {
        return if kana * 8 > han { found("ja", han + kana) } else { found(chinese(text, han), han) };
    }
    for (count, (tag, _)) in marked.iter().zip(LETTERS) {
        let of = if matches!(*tag, "ba") { cyrillic } else { arabic };
        // These letters make up a few per cent of any text in their language; one may come from a foreign name.
        if *count >= 2 && *count * 60 >= of && share(of) > 0.4 {
            return found(tag, of);
        }
    }
    None
}

/// Scripts (blocks of Unicode) in which one living language is written nearly always.
const OWNED: &[(char, char, &str)] = &[
    ('\u{370}', '\u{3ff}', "el"),
    ('\u{530}', '\u{58f}', "hy"),
    ('\u{780}', '\u{7bf}', "dv"),
    ('\u{a00}', '\u{a7f}', "pa"),
    ('\u{a80}', '\u{aff}', "gu"),
    ('\u{b00}', '\u{b7f}', "or"),
    ('\u{b80}', '\u{bff}', "ta"),
    ('\u{c00}', '\u{c7f}', "te"),
    ('\u{c80}', '\u{cff}', "kn"),
    ('\u{d00}', '\u{d7f}', "ml"),
    ('\u{d80}', '\u{dff}', "si"),
    ('\u{e00}', '\u{e7f}', "th"),
    ('\u{e80}', '\u{eff}', "lo"),
    ('\u{1000}', '\u{109f}', "my"),
    ('\u{10a0}', '\u{10ff}', "ka"),
    ('\u{1100}', '\u{11ff}', "ko"),
    ('\u{1780}', '\u{17ff}', "km"),
    ('\u{ac00}', '\u{d7a3}', "ko"),
    ('\u{1c50}', '\u{1c7f}', "sat"),
    ('\u{13a0}', '\u{13ff}', "chr"),
];

/// Letters of languages that cannot be learned from the sources we may use, and that no other language of the
/// script uses. Written for this crate.
const LETTERS: &[(&str, &str)] =
    &[("ps", "ټډړږښګڼۍ"), ("sd", "ٻڀٿڄڃڇڏڊڌڍڦڪڳڱڻ"), ("ckb", "ڕڵێ"), ("ba", "ҙҡҫ")];

/// Written Cantonese has characters that standard Chinese does not; else the tag tells the script.
fn chinese(text: &str, han: u32) -> &'static str {
    let count = |list: &str| text.chars().filter(|c| list.contains(*c)).count() as u32;
    if count("嘅咗唔係喺嘢佢啲嗰冇嚟咁嘥睇攞") * 50 > han {
        return "yue";
    }
    let traditional =
        count("們這個國時會為來說後與對發過還學經區問間開關員點見長電東車門馬書機體當實現應氣總灣縣");
    let simplified =
        count("们这个国时会为来说后与对发过还学经区问间开关员点见长电东车门马书机体当实现应气总湾县");
    // Characters that both scripts share stand in both lists and cancel out.
    if traditional > simplified { "zh-Hant" } else { "zh" }
}
