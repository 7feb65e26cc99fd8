//! Single pieces of the query language: words, phrases, the ends of them.

/// Where a word ends.
pub(super) fn ends_word(c: char) -> bool {
    c.is_whitespace() || is_quote(c) || matches!(c, '(' | ')')
}

/// Straight and typographic double quotation marks: queries are pasted from texts.
pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

/// The length of the word at the start of `rest`.
pub(super) fn word(rest: &str) -> usize {
    rest.find(ends_word).unwrap_or(rest.len())
}

/// A phrase after its opening mark: its text and how many bytes it takes, closing mark included.
/// `None` where it is not closed.
pub(super) fn phrase(rest: &str) -> Option<(String, usize)> {
    let mut text = String::new();
    let mut chars = rest.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some((_, escaped)) if escaped == '\\' || is_quote(escaped) => text.push(escaped),
                Some((_, other)) => text.extend(['\\', other]),
                None => return None,
            },
            c if is_quote(c) => return Some((text, at + c.len_utf8())),
            c => text.push(c),
        }
    }
    None
}

/// A name and its colon at the start of a word: `from:` of `from:Solok`.
pub(super) fn field(word: &str) -> Option<&str> {
    let (name, _) = word.split_once(':')?;
    (!name.is_empty() && name.len() <= 20 && name.bytes().all(|b| b.is_ascii_alphabetic())).then_some(name)
}

/// How many typing errors apart two short names are, for "did you mean"; transpositions count one.
pub(super) fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=b.len()).collect()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let change = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = change.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}
