//! The recipient of the goods: an email address or a phone number.

mod phone;

use super::typed::{is_end, is_quote, plain};
pub use phone::{
    PhoneFault, countries_of_phone, phone_as_typed, phone_beside_code, phone_for, phone_lengths,
    phone_meant,
};

/// Most letters of the part before the `@` (RFC 5321, 4.5.3.1.1), in bytes.
const MOST_BYTES_OF_LOCAL_PART: usize = 64;

/// Most letters of one label of a domain (RFC 1035, 2.3.4).
const MOST_LETTERS_OF_LABEL: usize = 63;

/// Most letters of an address (RFC 5321, 4.5.3.1.3).
const MOST_LETTERS: usize = 254;

/// The email address that was meant, if the text could be one: something, one `@`, a domain with a
/// point. The text around it in a link, a contact's entry or a sentence is left out. The API
/// decides the rest.
pub fn email(typed: &str) -> Option<String> {
    let text = bare_email(typed);
    let (local, domain) = text.split_once('@')?;
    let domain = domain.replace(['。', '｡'], ".");
    let is_label =
        |label: &str| !label.is_empty() && label.chars().count() <= MOST_LETTERS_OF_LABEL;
    let last = domain.rsplit('.').next().unwrap_or_default();
    let plausible = (1..=MOST_BYTES_OF_LOCAL_PART).contains(&local.len())
        && !domain.contains('@')
        && !text.contains(|letter: char| letter.is_whitespace() || "<>,;".contains(letter))
        && domain.contains('.')
        && domain.split('.').all(is_label)
        // Mail can't be sent to a number of four bytes.
        && !last.bytes().all(|letter| letter.is_ascii_digit())
        && text.chars().count() <= MOST_LETTERS;
    plausible.then(|| [local, "@", &domain].concat())
}

/// The address in `mailto:…`, `Name <…>`, quotes, or a sentence.
fn bare_email(typed: &str) -> String {
    let text = plain(typed);
    let is_around = |letter: char| is_quote(letter) || is_end(letter) || letter == ' ';
    let mut bare = text.trim_end_matches(is_around);
    if let Some((_, inside)) = bare
        .strip_suffix('>')
        .and_then(|text| text.rsplit_once('<'))
    {
        bare = inside;
    }
    bare = bare.trim_start_matches(|letter| is_quote(letter) || letter == ' ');
    let scheme = "mailto:";
    if let Some(start) = bare.get(..scheme.len())
        && start.eq_ignore_ascii_case(scheme)
    {
        let address = bare.get(scheme.len()..).unwrap_or_default();
        // The rest is the text that a link proposes.
        bare = address.split('?').next().unwrap_or_default();
    }
    bare.trim_matches(is_around).to_owned()
}

#[cfg(test)]
mod tests {
    use super::email;

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
            "a@b.c, d@e.f",
            "buyer@127.0.0.1",
        ] {
            assert_eq!(email(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn what_came_along_with_an_email_is_left_out() {
        for typed in [
            "\u{200B}buyer@example.com",
            "buyer\u{200B}@example.com",
            "buyer@example.com\u{202E}",
            "\u{2068}buyer@example.com\u{2069}",
            "mailto:buyer@example.com",
            "MAILTO:buyer@example.com?subject=Hello",
            "<buyer@example.com>",
            "Ann Buyer <buyer@example.com>",
            "\"buyer@example.com\"",
            "'buyer@example.com'",
            "\u{201C}buyer@example.com\u{201D},",
            "«buyer@example.com»",
            "buyer@example.com,",
            "buyer@example.com;",
            "buyer@example.com.",
            "buyer＠example.com",
            "buyer@example。com",
            "buyer@example｡com",
            "ｂｕｙｅｒ＠ｅｘａｍｐｌｅ．ｃｏｍ",
            "buyer@example.com\u{3000}",
        ] {
            assert_eq!(
                email(typed).as_deref(),
                Some("buyer@example.com"),
                "{typed:?}"
            );
        }
    }

    #[test]
    fn whatever_a_person_can_own_is_taken() {
        for own in [
            "o'hara@example.com",
            "o'hara'@example.com",
            "first..last@docomo.ne.jp",
            "first.@docomo.ne.jp",
            "a+b=c?d@example.com",
            "mailto@example.com",
            "用户@例え.jp",
            "می\u{200C}خواهم@example.com",
            "a@1.museum",
            "a@127.0.0.1.nip.io",
        ] {
            assert_eq!(email(own).as_deref(), Some(own));
        }
    }

    #[test]
    fn parts_of_an_email_have_a_longest_length() {
        let of = |local: usize, label: usize| {
            email(
                &[
                    "a".repeat(local),
                    "@".to_owned(),
                    "b".repeat(label),
                    ".com".to_owned(),
                ]
                .concat(),
            )
        };
        assert!(of(64, 63).is_some());
        assert!(of(65, 63).is_none());
        assert!(of(64, 64).is_none());
    }
}
