//! Who gets the goods: an email address or a phone number.

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

/// A phone number in E.164 form: separators dropped, a leading `00` turned
/// into `+`, the country never guessed (contract section 8.5).
pub fn phone(typed: &str) -> Option<String> {
    let kept: String = typed
        .chars()
        .filter(|character| {
            !character.is_whitespace() && !".-()[]/\u{202A}\u{202C}".contains(*character)
        })
        .collect();
    let number = match kept.strip_prefix("00") {
        Some(rest) => ["+", rest].concat(),
        None => kept,
    };
    let digits = number.strip_prefix('+')?;
    let valid = (8..=15).contains(&digits.len())
        && !digits.starts_with('0')
        && digits.bytes().all(|byte| byte.is_ascii_digit());
    valid.then_some(number)
}

#[cfg(test)]
mod tests {
    use super::{email, phone};

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
        ] {
            assert_eq!(phone(typed).as_deref(), Some(sent));
        }
        for bad in [
            "",
            "11999990000",
            "+0123456789",
            "+1234567",
            "+1234567890123456",
            "+1800FLOWERS",
        ] {
            assert_eq!(phone(bad), None, "{bad:?}");
        }
    }
}
