//! Signs that several currencies share, such as `$`, `¥`, `£` and `kr`.

/// Whether a sum is written with a sign that more than one currency has, so that the currency is
/// unclear: `$50`, but not `CA$50` or `$50 CAD`.
pub fn is_shared(sum: &str) -> bool {
    const SIGNS: [char; 8] = ['$', '¥', '£', '＄', '￥', '￡', '元', '円'];
    const WORDS: [&str; 2] = ["kr", "rs"];
    let letters: Vec<char> = sum.chars().collect();
    let has_sign = letters.iter().enumerate().any(|(place, letter)| {
        let is_letter = |place: usize| letters.get(place).is_some_and(|near| near.is_alphabetic());
        let is_named = place.checked_sub(1).is_some_and(is_letter) || is_letter(place + 1);
        SIGNS.contains(letter) && !is_named
    });
    has_sign
        || sum
            .split(|letter: char| !letter.is_alphabetic())
            .any(|word| WORDS.iter().any(|shared| word.eq_ignore_ascii_case(shared)))
}

/// A sum in words of the API, with its currency's code if the sign isn't enough.
pub fn named(sum: &str, currency: &str) -> String {
    if is_shared(sum) && !currency.is_empty() && !sum.contains(currency) {
        [sum, "\u{a0}", currency].concat()
    } else {
        sum.to_owned()
    }
}

/// Whether this is the currency of this country: an ISO 4217 code begins with the country's code.
/// If a country uses another's currency the answer is no, and its sums are named, as elsewhere.
pub fn is_of(currency: &str, country: &str) -> bool {
    currency.starts_with(country)
}

#[cfg(test)]
mod tests {
    use super::{is_of, is_shared, named};

    #[test]
    fn a_sign_that_several_moneys_have_does_not_name_one() {
        for sum in [
            "$50",
            "50 $",
            "¥5,000",
            "￥5000",
            "£10",
            "50 kr",
            "Rs. 500",
            "$50 - PIN",
        ] {
            assert!(is_shared(sum), "{sum}");
        }
        for sum in [
            "CA$50",
            "50 $US",
            "R$ 20",
            "€50",
            "₹98 Social",
            "USD 50",
            "800 Robux",
            "krone",
            "",
        ] {
            assert!(!is_shared(sum), "{sum}");
        }
    }

    #[test]
    fn a_shared_sign_gets_the_code_of_its_money() {
        for (sum, currency, said) in [
            ("$50", "CAD", "$50\u{a0}CAD"),
            ("$20", "USD", "$20\u{a0}USD"),
            ("R$ 20", "BRL", "R$ 20"),
            ("CA$20", "CAD", "CA$20"),
            ("$20 USD", "USD", "$20 USD"),
            ("5 GB 30 days", "USD", "5 GB 30 days"),
            ("$20", "", "$20"),
        ] {
            assert_eq!(named(sum, currency), said);
        }
    }

    #[test]
    fn a_country_has_the_money_of_its_code() {
        for (currency, country, is_own) in [
            ("USD", "US", true),
            ("CAD", "CA", true),
            ("USD", "CA", false),
            ("USD", "EC", false),
            ("ROBUX", "US", false),
        ] {
            assert_eq!(is_of(currency, country), is_own, "{currency} {country}");
        }
    }
}
