//! Reads one delivered (or awaited) item of an order.

use super::super::catalog::is_known_image;
use crate::json::Fields;
use crate::model::display_text::cleaned;
use crate::model::order::{Code, Delivery, OrderState};

/// The item of a row. All of its fields may be missing.
pub(super) fn delivery(row: Fields<'_>, order_state: &OrderState) -> Option<Delivery> {
    let fields = row.object("deliverable").unwrap_or(row);
    let code = ["pin_code", "voucher_code", "pin"]
        .into_iter()
        .find_map(|name| fields.text_or_number(name))
        .map(|text| Code::read(&text));
    // Names that mean the same elsewhere, and may come with another value.
    let is_another = |value: &String| match &code {
        Some(Code::Text(code) | Code::Link(code)) => code != value,
        None => true,
    };
    let mut instructions = String::new();
    for name in [
        "redeem_instructions",
        "how_to_redeem",
        "pin_usage_instructions",
    ] {
        let text = fields.text(name).unwrap_or_default();
        // The same words come under two names.
        if !instructions.contains(text) {
            instructions.push_str(text);
        }
    }
    let is_top_up = fields.text("delivery_type") == Some("by_phone");
    // Three names for success are known; a code is proof enough of its own.
    let succeeded = matches!(
        row.text("delivery_state"),
        Some("Succeeded" | "Done" | "Completed")
    );
    let failure = ["failure_reason", "error_description"]
        .into_iter()
        .find_map(|name| fields.text(name));
    let numbers = [
        ("delivery.voucher", "voucher_code"),
        ("delivery.pin", "pin"),
        ("delivery.serial", "pin_serial"),
        ("delivery.security_code", "security_code"),
        ("delivery.reference", "operator_reference"),
    ]
    .into_iter()
    .filter_map(|(key, name)| {
        let value = cleaned(&fields.text_or_number(name)?);
        is_another(&value).then_some((key, value))
    })
    .collect();
    Some(Delivery {
        // All of these may be missing; a code without a name is still a code.
        brand: cleaned(
            fields
                .text("brand_name")
                .or_else(|| fields.text("family"))
                .unwrap_or_default(),
        ),
        label: fields
            .text("localized_denomination")
            .or_else(|| fields.text("denomination"))
            .filter(|label| *label != "range")
            .map(cleaned),
        is_done: succeeded
            || code.is_some()
            || (*order_state == OrderState::Done && failure.is_none()),
        is_top_up,
        beneficiary: fields.text("beneficiary_account").map(cleaned),
        code,
        numbers,
        images: ["barcode_image_url", "qr_image_url"]
            .into_iter()
            .filter_map(|name| fields.text(name))
            .filter(|address| is_known_image(address))
            .map(str::to_owned)
            .collect(),
        instructions: Some(instructions).filter(|html| !html.is_empty()),
        failure: failure.map(cleaned),
    })
}

#[cfg(test)]
mod tests {
    use super::super::order;
    use super::{Code, Delivery};
    use crate::json::Json;
    use crate::model::order::Order;

    #[track_caller]
    fn made(fields: &str) -> Order {
        let text = [
            r#"{"order_id":"1c4fbf20-5c0c-4148-902b-3e25f0f84bb5","#,
            fields,
            "}",
        ]
        .concat();
        order(&Json::parse(&text).expect("JSON")).unwrap_or_else(|| panic!("{fields} is an order"))
    }

    /// Reads the one delivery of an order in this state. `row` holds the fields
    /// beside the goods, `goods` those of the goods.
    #[track_caller]
    fn delivered(state: &str, row: &str, goods: &str) -> Delivery {
        let order = made(&format!(
            r#""order_state":"{state}","deliveries":[{{{row}"deliverable":{{{goods}}}}}]"#
        ));
        order.deliveries.into_iter().next().expect("one delivery")
    }

    fn text(value: &str) -> Option<Code> {
        Some(Code::Text(value.to_owned()))
    }

    #[test]
    fn goods_are_read_nested_and_flat() {
        let goods = r#""brand_name":"Steam","denomination":"20 USD","pin_code":"DEMO-1""#;
        let nested = delivered("Done", "", goods);
        let order = made(&[r#""order_state":"Done","deliveries":[{"#, goods, "}]"].concat());
        assert_eq!(order.deliveries, std::slice::from_ref(&nested));
        assert_eq!(nested.brand, "Steam");
        assert_eq!(nested.label.as_deref(), Some("20 USD"));
        assert_eq!(nested.code, text("DEMO-1"));
    }

    #[test]
    fn a_name_is_the_brand_s_or_else_the_family_s() {
        for (goods, brand) in [
            (r#""brand_name":"Steam\u202e","family":"Games""#, "Steam"),
            (r#""family":"Games""#, "Games"),
            ("", ""),
        ] {
            assert_eq!(delivered("Created", "", goods).brand, brand, "{goods}");
        }
    }

    #[test]
    fn a_label_is_that_for_people_and_never_the_word_range() {
        for (goods, label) in [
            (
                r#""localized_denomination":"$20","denomination":"20 USD""#,
                Some("$20"),
            ),
            (r#""denomination":"20 USD""#, Some("20 USD")),
            (r#""denomination":"range""#, None),
            (
                r#""localized_denomination":"range","denomination":"20 USD""#,
                None,
            ),
            ("", None),
        ] {
            let delivery = delivered("Created", "", goods);
            assert_eq!(delivery.label.as_deref(), label, "{goods}");
        }
    }

    #[test]
    fn the_first_name_with_a_code_has_the_code_and_the_others_are_numbers() {
        for (goods, code, numbers) in [
            (
                r#""pin_code":"A","voucher_code":"B","pin":"C""#,
                "A",
                vec![("delivery.voucher", "B"), ("delivery.pin", "C")],
            ),
            (
                r#""voucher_code":"B","pin":"C""#,
                "B",
                vec![("delivery.pin", "C")],
            ),
            (r#""pin":1234"#, "1234", vec![]),
            (
                r#""pin_code":"A","voucher_code":"A","pin":"A","pin_serial":"A""#,
                "A",
                vec![],
            ),
            (
                r#""pin_code":"A","pin_serial":"001","security_code":22,"operator_reference":" R""#,
                "A",
                vec![
                    ("delivery.serial", "001"),
                    ("delivery.security_code", "22"),
                    ("delivery.reference", "R"),
                ],
            ),
        ] {
            let delivery = delivered("Done", "", goods);
            assert_eq!(delivery.code, text(code), "{goods}");
            let found: Vec<(&str, &str)> = delivery
                .numbers
                .iter()
                .map(|(key, value)| (*key, value.as_str()))
                .collect();
            assert_eq!(found, numbers, "{goods}");
        }
    }

    #[test]
    fn a_link_is_not_repeated_as_a_number() {
        let link = "https://redeem.example/r/1";
        let delivery = delivered(
            "Done",
            "",
            &[r#""pin_code":""#, link, r#"","voucher_code":""#, link, "\""].concat(),
        );
        assert_eq!(delivery.code, Some(Code::Link(link.to_owned())));
        assert!(delivery.numbers.is_empty());
    }

    #[test]
    fn numbers_without_a_code_are_all_shown() {
        let delivery = delivered("Done", "", r#""pin_serial":"001","operator_reference":"R""#);
        assert_eq!(delivery.code, None);
        assert_eq!(delivery.numbers.len(), 2);
    }

    #[test]
    fn steps_under_several_names_are_joined_once_each() {
        for (goods, steps) in [
            ("", None),
            (r#""how_to_redeem":"<p>B</p>""#, Some("<p>B</p>")),
            (
                r#""redeem_instructions":"<p>A</p>","how_to_redeem":"<p>B</p>",
                "pin_usage_instructions":"<p>C</p>""#,
                Some("<p>A</p><p>B</p><p>C</p>"),
            ),
            (
                r#""redeem_instructions":"<p>A</p>","how_to_redeem":"<p>A</p>",
                "pin_usage_instructions":"<p>A</p>""#,
                Some("<p>A</p>"),
            ),
        ] {
            let delivery = delivered("Done", "", goods);
            assert_eq!(delivery.instructions.as_deref(), steps, "{goods}");
        }
    }

    #[test]
    fn goods_are_there_by_their_state_their_code_or_a_done_order() {
        for (state, row, goods, is_done) in [
            (
                "WaitingForDelivery",
                r#""delivery_state":"Succeeded","#,
                "",
                true,
            ),
            (
                "WaitingForDelivery",
                r#""delivery_state":"Done","#,
                "",
                true,
            ),
            (
                "WaitingForDelivery",
                r#""delivery_state":"Completed","#,
                "",
                true,
            ),
            (
                "WaitingForDelivery",
                r#""delivery_state":"Queued","#,
                "",
                false,
            ),
            ("WaitingForDelivery", "", "", false),
            ("WaitingForDelivery", "", r#""pin_code":"A""#, true),
            (
                "WaitingForDelivery",
                "",
                r#""failure_reason":"none""#,
                false,
            ),
            ("Done", "", "", true),
            ("Done", "", r#""failure_reason":"none""#, false),
            (
                "Done",
                "",
                r#""failure_reason":"none","pin_code":"A""#,
                true,
            ),
            (
                "Done",
                r#""delivery_state":"Succeeded","#,
                r#""failure_reason":"none""#,
                true,
            ),
        ] {
            let delivery = delivered(state, row, goods);
            assert_eq!(delivery.is_done, is_done, "{state} {row} {goods}");
        }
    }

    #[test]
    fn a_top_up_goes_to_a_phone() {
        for (goods, is_top_up) in [
            (r#""delivery_type":"by_phone""#, true),
            (r#""delivery_type":"by_email""#, false),
            ("", false),
        ] {
            assert_eq!(
                delivered("Created", "", goods).is_top_up,
                is_top_up,
                "{goods}"
            );
        }
    }

    #[test]
    fn whoever_gets_it_is_named_as_is_why_it_failed() {
        let delivery = delivered(
            "Done",
            "",
            r#""beneficiary_account":" +5511999990000\u0007",
            "failure_reason":"No stock.\u0007","error_description":"E1""#,
        );
        assert_eq!(delivery.beneficiary.as_deref(), Some("+5511999990000"));
        assert_eq!(delivery.failure.as_deref(), Some("No stock."));
        let delivery = delivered("Done", "", r#""error_description":"E1""#);
        assert_eq!(delivery.failure.as_deref(), Some("E1"));
    }

    #[test]
    fn only_pictures_from_known_places_are_shown() {
        let known = "https://cdn.cryptorefills.com/barcodes/1.png";
        for (barcode, code, images) in [
            (known, "/qr/1.png", vec![known, "/qr/1.png"]),
            (known, "https://evil.example/1.png", vec![known]),
            ("javascript:alert(1)", "//evil.example/1.png", vec![]),
        ] {
            let delivery = delivered(
                "Done",
                "",
                &format!(r#""barcode_image_url":"{barcode}","qr_image_url":"{code}""#),
            );
            assert_eq!(delivery.images, images);
        }
    }
}
