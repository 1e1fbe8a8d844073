//! Who gets the goods: an email address or a phone number.

use super::country::Country;
use super::letters::plain_digit;

/// An email address as typed, without blanks around it, when it could be one:
/// something, one `@`, a domain with a point. The API decides the rest.
pub fn email(typed: &str) -> Option<String> {
    let text = typed.trim();
    let (local, domain) = text.split_once('@')?;
    let plausible = !local.is_empty()
        && !domain.contains('@')
        && !text.contains(|character: char| character.is_whitespace() || character.is_control())
        && domain.split('.').count() >= 2
        && domain.split('.').all(|label| !label.is_empty())
        && text.len() <= 254;
    plausible.then(|| text.to_owned())
}

/// Why something typed can't be sent as a phone number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PhoneFault {
    /// Too short, too long, or not of digits.
    NotANumber,
    /// Digits without a plus and the country's code. It is asked for and never
    /// guessed: credit for somebody else's number can't be taken back.
    NoCountryCode,
    /// The number starts with the code of another country.
    WrongCountry,
}

/// A phone number of this country in E.164 form. Separators are dropped, a
/// leading `00` becomes `+`, and the country is never guessed
/// (docs/api.md#beneficiary). Countries that share a calling code can't be told
/// apart here; the API decides the rest.
///
/// # Errors
/// What is wrong with it, the first thing to put right first.
pub fn phone_for(typed: &str, country: Country) -> Result<String, PhoneFault> {
    let number = cleaned_phone(typed)?;
    let is_of_country = country.calling_code().is_none_or(|code| {
        let after_plus = number.strip_prefix('+');
        after_plus.is_some_and(|digits| digits.starts_with(code))
    });
    is_of_country
        .then_some(number)
        .ok_or(PhoneFault::WrongCountry)
}

fn cleaned_phone(typed: &str) -> Result<String, PhoneFault> {
    let kept: String = typed
        .chars()
        .map(narrow)
        .filter(|character| {
            !character.is_whitespace()
                // Dashes and minus of every length, and the marks around
                // numbers that are copied from a phone's contacts.
                && !matches!(character, '\u{2010}'..='\u{2015}' | '\u{2212}')
                && !".-()[]/\u{202A}\u{202C}".contains(*character)
        })
        .collect();
    let international = kept.strip_prefix('+').or_else(|| kept.strip_prefix("00"));
    let digits = international.unwrap_or(&kept);
    let is_number = (8..=15).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        // No country's code starts with a zero; numbers inside one do.
        && (international.is_none() || !digits.starts_with('0'));
    match international {
        _ if !is_number => Err(PhoneFault::NotANumber),
        None => Err(PhoneFault::NoCountryCode),
        Some(digits) => Ok(["+", digits].concat()),
    }
}

/// The wide forms of ASCII, which a Japanese keyboard types, and the digits of an Arabic or
/// Persian one, as ASCII.
fn narrow(character: char) -> char {
    match character {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(character) - 0xFEE0),
        _ => None,
    }
    .unwrap_or_else(|| plain_digit(character))
}

#[cfg(test)]
mod tests {
    use super::{PhoneFault, cleaned_phone, email, phone_for};
    use crate::model::country::Country;

    #[test]
    fn emails() {
        for good in [
            "a@b.co",
            " buyer@example.com ",
            "first.last+tag@sub.example.org",
            "用户@例え.jp",
        ] {
            assert_eq!(email(good).as_deref(), Some(good.trim()));
        }
        for bad in [
            "",
            "buyer",
            "buyer@",
            "@example.com",
            "a@b",
            "a@@b.co",
            "a b@c.de",
            "a@b..c",
            "a@.b",
        ] {
            assert_eq!(email(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn phones() {
        for (typed, sent) in [
            ("+5511999990000", "+5511999990000"),
            ("+55 (11) 99999-0000", "+5511999990000"),
            ("0055 11.99999.0000", "+5511999990000"),
            ("+٥٥ ١١ ٩٩٩٩٩٠٠٠٠", "+5511999990000"),
        ] {
            assert_eq!(cleaned_phone(typed).as_deref(), Ok(sent));
        }
        for bad in [
            "",
            "11999990000",
            "+0123456789",
            "+1234567",
            "+1234567890123456",
            "+1800FLOWERS",
        ] {
            assert!(cleaned_phone(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn phones_of_a_country() {
        use PhoneFault::{NoCountryCode, NotANumber, WrongCountry};
        for (country, typed, sent) in [
            ("BR", "+55 (11) 99999-0000", Ok("+5511999990000")),
            ("BR", "0055 11 99999 0000", Ok("+5511999990000")),
            (
                "JP",
                "＋８１　９０－１２３４－５６７８",
                Ok("+819012345678"),
            ),
            ("GB", "+44 7700\u{2011}900123", Ok("+447700900123")),
            ("US", "+1 201 555 0123", Ok("+12015550123")),
            // Shared codes: what belongs to whom is the API's to say.
            ("CA", "+1 201 555 0123", Ok("+12015550123")),
            ("JM", "+1 876 555 0123", Ok("+18765550123")),
            ("KZ", "+7 701 555 0123", Ok("+77015550123")),
            ("JE", "+44 7700 900123", Ok("+447700900123")),
            // Without a code to hold it against, any country will do.
            ("RU", "+1 201 555 0123", Ok("+12015550123")),
            ("BR", "11 99999-0000", Err(NoCountryCode)),
            ("US", "2015550123", Err(NoCountryCode)),
            ("US", "011 44 7700 900123", Err(NoCountryCode)),
            ("BR", "5511999990000", Err(NoCountryCode)),
            ("BR", "+1 201 555 0123", Err(WrongCountry)),
            ("US", "0044 7700 900123", Err(WrongCountry)),
            ("KZ", "+81 90 1234 5678", Err(WrongCountry)),
            ("US", "", Err(NotANumber)),
            ("US", "+", Err(NotANumber)),
            ("US", "+1 201", Err(NotANumber)),
            ("US", "12", Err(NotANumber)),
            ("US", "+1 800 FLOWERS", Err(NotANumber)),
            ("US", "++12015550123", Err(NotANumber)),
            ("US", "+012015550123", Err(NotANumber)),
            ("US", "+12345678901234567", Err(NotANumber)),
            ("US", "buyer@example.com", Err(NotANumber)),
        ] {
            let country = Country::parse(country).expect("a country");
            let number = phone_for(typed, country);
            assert_eq!(number.as_deref().map_err(|fault| *fault), sent, "{typed:?}");
        }
    }
}
