//! Sums in the feed's display texts, read only for filtering.

/// The hundredths of a sum like `$1,000`, `R$ 2,50` or `٥٠ ر.س`, and its currency sign. `None` for
/// a text that isn't one number with a sign: `1 GB 3 days`.
pub(super) fn display_amount(text: &str) -> Option<(u64, String)> {
    let mut sign = String::new();
    // Whole and fractional digits, depending on the position of the last separator.
    let mut value: u64 = 0;
    let (mut digits, mut behind) = (0_u32, None);
    let mut is_over = false;
    for character in text.chars() {
        if let Some(digit) = digit(character) {
            if is_over {
                return None;
            }
            value = value.checked_mul(10)?.checked_add(digit)?;
            digits += 1;
            behind = behind.map(|count: u32| count + 1);
        } else if digits > 0 && !is_over && matches!(character, '.' | ',' | '\'' | '’' | '٬' | '٫')
        {
            behind = Some(0);
        } else if digits > 0 && !is_over && matches!(character, ' ' | '\u{a0}' | '\u{202f}') {
            // A blank groups digits, or separates the sign.
            if matches!(behind, Some(1 | 2)) {
                is_over = true;
            } else {
                behind = None;
            }
        } else {
            is_over = digits > 0;
            if !character.is_whitespace() {
                sign.push(character);
            }
        }
    }
    if digits == 0 || sign.is_empty() {
        return None;
    }
    let hundredths = match behind {
        Some(1) => value.checked_mul(10)?,
        Some(2) => value,
        _ => value.checked_mul(100)?,
    };
    Some((hundredths, sign))
}

/// Hundredths of a bound that a buyer types: `50`, `12.50` or `12,5`.
pub fn bound(text: &str) -> Option<u64> {
    let (hundredths, sign) = display_amount(&[text, "$"].concat())?;
    // A text with anything besides the number isn't a bound.
    (sign == "$").then_some(hundredths)
}

fn digit(character: char) -> Option<u64> {
    let code = u64::from(u32::from(character));
    match code {
        0x30..=0x39 => Some(code - 0x30),
        0x660..=0x669 => Some(code - 0x660),
        0x6F0..=0x6F9 => Some(code - 0x6F0),
        0xFF10..=0xFF19 => Some(code - 0xFF10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{bound, display_amount};

    #[test]
    fn sums_are_read_out_of_display_texts() {
        for (text, hundredths, sign) in [
            ("$5", 500, "$"),
            ("$1,000", 100_000, "$"),
            ("R$1,000", 100_000, "R$"),
            ("R$ 2,50", 250, "R$"),
            ("€1.000,50", 100_050, "€"),
            ("25,5 €", 2_550, "€"),
            ("1 000 AED", 100_000, "AED"),
            ("CHF 1’000.00", 100_000, "CHF"),
            ("800 Robux", 80_000, "Robux"),
            ("¥10,000", 1_000_000, "¥"),
            ("٥٠ ر.س", 5_000, "ر.س"),
        ] {
            assert_eq!(
                display_amount(text),
                Some((hundredths, sign.to_owned())),
                "{text}"
            );
        }
        for text in [
            "1 GB 3 days",
            "1 month 2 GB",
            "",
            "$",
            "50",
            "99999999999999999999 $",
        ] {
            assert_eq!(display_amount(text), None, "{text}");
        }
        assert_eq!(bound("12,5"), Some(1250));
        assert_eq!((bound("x"), bound("50 x"), bound("-5")), (None, None, None));
    }
}
