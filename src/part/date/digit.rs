//! Decimal digits of all scripts that print dates.

/// The zeros of the scripts whose languages the table covers (Unicode category Nd).
const ZEROS: [char; 20] =
    ['٠', '۰', '߀', '०', '০', '੦', '૦', '୦', '௦', '౦', '೦', '൦', '෦', '๐', '໐', '༠', '၀', '០', '᠐', '０'];

/// The value of a decimal digit in any of these scripts.
pub(super) fn value(c: char) -> Option<u32> {
    if c.is_ascii() {
        return c.to_digit(10);
    }
    if c < '\u{660}' {
        return None;
    }
    ZEROS.iter().find_map(|zero| (c as u32).checked_sub(*zero as u32).filter(|n| *n < 10))
}

/// The number at the start of `s`: value, how many digits, how many bytes. More than nine digits have no value.
pub(super) fn number(s: &str) -> Option<(Option<u32>, usize, usize)> {
    let (mut total, mut digits, mut bytes) = (Some(0_u32), 0, 0);
    for c in s.chars() {
        let Some(digit) = value(c) else { break };
        total = total.and_then(|t| t.checked_mul(10)?.checked_add(digit)).filter(|_| digits < 9);
        digits += 1;
        bytes += c.len_utf8();
    }
    (digits > 0).then_some((total, digits, bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_many_scripts() {
        for s in ["2021", "٢٠٢١", "۲۰۲۱", "२०२१", "২০২১", "๒๐๒๑", "２０２１", "၂၀၂၁"]
        {
            assert_eq!(number(s).map(|n| (n.0, n.1, n.2)), Some((Some(2021), 4, s.len())), "{s}");
        }
        assert_eq!(number("12345678901x"), Some((None, 11, 11)));
        assert_eq!(number("x1"), None);
    }
}
