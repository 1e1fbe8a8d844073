//! The two forms of an order's items (docs/api.md#two-forms-of-an-item). The shop sends one of
//! them; `cargo xtask check-api` asks the API which one it reads.

use serde::{Serialize, Serializer};

use super::Item;

/// Writes items as they are: the form that working integrations send.
///
/// # Errors
/// As the serializer.
pub fn flat<S: Serializer>(items: &[Item], serializer: S) -> Result<S::Ok, S::Error> {
    items.serialize(serializer)
}

/// Writes items in the form that the API's documentation prints.
///
/// # Errors
/// As the serializer.
pub fn nested<S: Serializer>(items: &[Item], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(items.iter().map(|item| Nested {
        // A cart doesn't know kinds. Only a top-up goes to a phone; an eSIM goes to an email
        // address, as gift cards do, and is sent as one.
        kind: if item.beneficiary_account.starts_with('+') {
            "mobile_recharge"
        } else {
            "giftcard"
        },
        quantity: 1,
        deliverable: item,
    }))
}

#[derive(Serialize)]
struct Nested<'a> {
    kind: &'static str,
    quantity: u8,
    deliverable: &'a Item,
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::Item;
    use super::{flat, nested};

    fn item(beneficiary: &str) -> Item {
        Item {
            beneficiary_account: beneficiary.to_owned(),
            brand_name: "Steam".to_owned(),
            country_code: "US".to_owned(),
            denomination: "20 USD".to_owned(),
            product_value: None,
            localized_denomination: None,
        }
    }

    #[test]
    fn both_forms_are_those_of_the_recorded_requests() {
        let text = include_str!("../../../tests/fixtures/order_create_request_docs_nested.json");
        let recorded: Value = serde_json::from_str(text).expect("JSON");
        let items = [item("buyer@example.com")];
        let written = nested(&items, serde_json::value::Serializer).expect("items");
        assert_eq!(written, recorded["deliveries"]);
        let written = flat(&items, serde_json::value::Serializer).expect("items");
        assert_eq!(written, json!([recorded["deliveries"][0]["deliverable"]]));
    }

    #[test]
    fn what_goes_to_a_phone_is_a_top_up() {
        let items = [item("+12015550123")];
        let written = nested(&items, serde_json::value::Serializer).expect("items");
        assert_eq!(written[0]["kind"], "mobile_recharge");
    }
}
