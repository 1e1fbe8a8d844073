//! Which values are personal.

use crate::shape::is_number;

/// The class of a value, as far as recording it matters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Class {
    /// Stays.
    Public,
    /// HTML and sentences of brands.
    Prose,
    Email,
    Phone,
    Id,
    Address,
    /// A payment link with an address in it.
    PaymentText,
    /// A value that redeems goods, however short it is.
    Secret,
    /// Anything else.
    Code,
}

/// Fields of orders, quotes and refusals whose values say nothing of a person. Other fields are
/// replaced, so that an unknown field can't give anybody away.
const PUBLIC: &[&str] = &[
    "additional_categories",
    "allowedKinds",
    "amount",
    "brand_bg_color",
    "brand_logo",
    "brand_name",
    "category",
    "coin",
    "coin_amount",
    "coin_amount_after_discount",
    "coin_amount_before_discount",
    "coin_amount_to_pay_in_crypto",
    "coin_amount_to_pay_via_coupon",
    "coin_amount_to_pay_via_loyalty_points",
    "coin_amount_to_pay_via_nft",
    "country_code",
    "created_at",
    "currency",
    "currency_code",
    "delivery_state",
    "delivery_type",
    "denomination",
    "error_code",
    "exceeding",
    "expires_at",
    "family",
    "kind",
    "lang",
    "localized_denomination",
    "max_for_each_purchase",
    "max_per_day",
    "max_products_per_order",
    "min_order_amount",
    "minimumAmountCoin",
    "minimumAmountCoinSymbol",
    "minimumAmountUSD",
    "missing_amount",
    "network",
    "order_state",
    "original_amount",
    "original_coin_amount",
    "original_price",
    "paymentVia",
    "payment_method",
    "payment_method_protocol",
    "payment_requested_at",
    "payment_state",
    "payment_value",
    "payment_via",
    "points",
    "problem",
    "product_value",
    "protocol",
    "received_amount",
    "sent_coin_amount",
    "points_amount",
    "spendable_country_codes",
    "status",
    "storeRestrictions",
    "store_type",
    "threshold",
    "timestamp_of_request",
    "updated_at",
    "valid_brand_names",
    "valid_categories",
    "valid_kinds",
    "valid_until",
    "value_to_pay_in_crypto",
];

/// Texts for people, which are the same for all buyers except for the values inside of them.
const PROSE: &[&str] = &[
    "declined_reason",
    "detail",
    "error",
    "error_description",
    "failure_reason",
    "how_to_redeem",
    "message",
    "moreDetails",
    "pin_usage_instructions",
    "reason",
    "redeem_instructions",
    "term_and_conditions",
    "terms_and_conditions",
    "title",
    "type",
    "why",
];

/// Fields of a delivery that redeem it (docs/api.md#delivered-goods).
const SECRET: &[&str] = &[
    "operator_reference",
    "pin",
    "pin_code",
    "pin_serial",
    "security_code",
    "serial",
    "voucher_code",
];

/// The class of a value of this field in a body that can be personal.
pub(super) fn class_of(name: &str, text: &str) -> Class {
    match name {
        "wallet_address" | "refund_wallet_address" | "payment_transactions" => Class::Address,
        "qr_text" | "missing_amount_qr_text" => Class::PaymentText,
        // The ids in them are looked for by their form.
        "qr_url" | "missing_amount_qr_url" => Class::Public,
        _ if text.contains('@') && !text.contains(char::is_whitespace) => Class::Email,
        _ if is_phone(text) => Class::Phone,
        _ if is_uuid(text) => Class::Id,
        _ if SECRET.contains(&name) => Class::Secret,
        _ if PUBLIC.contains(&name) => Class::Public,
        _ if PROSE.contains(&name) => Class::Prose,
        // Small numbers identify nobody; fields that redeem goods are named above.
        _ if is_number(text) && text.len() < 4 => Class::Public,
        _ => Class::Code,
    }
}

/// A phone number in its international form (docs/api.md#beneficiary).
pub(super) fn is_phone(text: &str) -> bool {
    text.strip_prefix('+').is_some_and(|digits| {
        (7..=15).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit())
    })
}

pub(super) fn is_uuid(text: &str) -> bool {
    let lengths = text.split('-').map(str::len);
    lengths.eq([8, 4, 4, 4, 12])
        && text
            .bytes()
            .all(|letter| letter.is_ascii_hexdigit() || letter == b'-')
}

/// The beginning and the end of a part that belong to the sentence around it.
pub(super) fn bare(part: &str) -> &str {
    part.trim_matches(|letter: char| "-._%".contains(letter))
}

/// Whether a word in prose may be an address or a hash.
pub(super) fn is_like_an_address(word: &str) -> bool {
    let is_inside = |letter: u8| letter.is_ascii_alphanumeric() || b"-_".contains(&letter);
    word.len() >= 24 && word.bytes().all(is_inside) && word.bytes().any(|it| it.is_ascii_digit())
}

/// Whether a word in prose may redeem something.
pub(super) fn is_long_code(word: &str) -> bool {
    let has = |is: fn(&u8) -> bool| word.bytes().any(|letter| is(&letter));
    word.len() >= 10 && has(u8::is_ascii_digit) && has(u8::is_ascii_uppercase)
}

/// A text in parts: words that can be an id, an address or a code (`true`), and what is between.
pub(super) fn runs(text: &str) -> impl Iterator<Item = (bool, &str)> {
    let is_inside = |letter: char| letter.is_alphanumeric() || "-._@+%".contains(letter);
    let mut rest = text;
    std::iter::from_fn(move || {
        let is_run = is_inside(rest.chars().next()?);
        let end = rest
            .find(|letter| is_inside(letter) != is_run)
            .unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        rest = after;
        Some((is_run, part))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_personal_unless_they_are_known_not_to_be() {
        for (name, text, class) in [
            ("order_state", "Done", Class::Public),
            ("coin_amount", "50.66", Class::Public),
            ("wallet_address", "0x1", Class::Address),
            ("pin_code", "1234", Class::Secret),
            ("security_code", "482", Class::Secret),
            ("pin", "7", Class::Secret),
            ("payment_transactions", "5f", Class::Address),
            ("valid_brand_names", "Steam", Class::Public),
            ("moreDetails", "ETH Mainnet", Class::Prose),
            ("nobody_knows", "Jane Doe", Class::Code),
            ("nobody_knows", "+4917012345678", Class::Phone),
            ("brand_name", "jane@mail.example", Class::Email),
            ("nobody_knows", "12345678", Class::Code),
            ("nobody_knows", "3", Class::Public),
            ("redeem_instructions", "<p>Enter it</p>", Class::Prose),
        ] {
            assert_eq!(class_of(name, text), class, "{name} {text}");
        }
    }

    #[test]
    fn a_text_is_its_parts_put_together() {
        let text = "<p>a@b.example, 1c4f-2 ü</p>";
        let parts: Vec<_> = runs(text).collect();
        assert_eq!(
            parts.iter().map(|(_, part)| *part).collect::<String>(),
            text
        );
        assert!(parts.contains(&(true, "a@b.example")));
    }
}
