use super::super::order;
use super::{Code, Delivery, DeliveryState, Reason, is_supplier};
use shop_core::json::Json;
use shop_core::model::order::{Install, Order};
use shop_core::text_key::TextKey;

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

/// Reads the one delivery of an order in this state. `row` has the fields beside the goods, `goods`
/// the fields of the goods.
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

fn words(text: &str) -> Option<Reason> {
    Some(Reason::Words(text.to_owned()))
}

#[test]
fn each_item_has_a_state_of_its_own() {
    use DeliveryState::{Coming, Delivered, Failed, Rebuy, Refunded, Review};
    let why = r#""error_description":"Supplier had no stock.""#;
    let code = r#""pin_code":"A""#;
    let both = [why, ",", code].concat();
    for (name, goods, in_done, else_) in [
        ("Created", "", Coming, Coming),
        ("WaitingForPayment", "", Coming, Coming),
        ("WaitingForDelivery", "", Coming, Coming),
        ("WaitingForRebuy", "", Rebuy, Rebuy),
        ("WaitingForRebuy", why, Rebuy, Rebuy),
        ("WaitingForManualAction", why, Review, Review),
        ("Succeeded", "", Delivered, Delivered),
        ("succeeded", why, Failed, Failed),
        ("Done", why, Failed, Failed),
        ("Succeeded", &both, Delivered, Delivered),
        ("Refunded", "", Refunded, Refunded),
        ("refunded", why, Refunded, Refunded),
        ("Failed", "", Failed, Failed),
        ("failed", "", Failed, Failed),
        ("DeliveryFailed", "", Failed, Failed),
        ("WaitingForPayment", why, Failed, Failed),
        ("Shipping", why, Failed, Failed),
        ("Shipping", "", Review, Review),
        ("Failed", code, Delivered, Delivered),
        ("Shipping", code, Delivered, Delivered),
        ("", "", Delivered, Coming),
    ] {
        let row = format!(r#""delivery_state":"{name}","#);
        for (state, expected) in [("Done", in_done), ("WaitingForDelivery", else_)] {
            let delivery = delivered(state, &row, goods);
            assert_eq!(delivery.state, expected, "{name} {goods} in {state}");
        }
    }
}

#[test]
fn only_known_hosts_install_an_esim() {
    let apple = "https://esimsetup.apple.com/esim_qrcode_provisioning?carddata=LPA";
    let android = "https://ESIMSETUP.android.com/x";
    let own = "https://www.cryptorefills.com/esim";
    let all = |apple: &str, android: &str, other: &str| {
        let goods = format!(
            r#""apple_universal_link":"{apple}","android_universal_link":"{android}",
            "installation_url":"{other}""#
        );
        delivered("Done", "", &goods).install
    };
    let some = |text: &str| Some(text.to_owned());
    let known = Install {
        apple: some(apple),
        android: some(android),
        other: some(own),
        unsafe_links: Vec::new(),
    };
    assert!(all(apple, android, own) == known);
    // The port of https is not part of the host, and the API writes it out.
    let with_port = "https://esimsetup.apple.com:443/x";
    assert_eq!(all(with_port, "", "").apple.as_deref(), Some(with_port));
    for other in [
        "http://esimsetup.apple.com/x",
        "https://esimsetup.apple.com.evil.example/x",
        "https://esimsetup.apple.com@evil.example/x",
        "https://esimsetup.apple.com:8443/x",
        "https://notcryptorefills.com/x",
        "javascript:alert(1)",
    ] {
        let install = all("", other, other);
        assert!(
            install.android.is_none() && install.other.is_none(),
            "{other}"
        );
        assert_eq!(install.unsafe_links, [other], "shown once, as text");
    }
}

#[test]
fn the_supplier_s_hosts_are_its_own_and_those_under_it() {
    for (host, is_own) in [
        ("cryptorefills.com", true),
        ("www.cryptorefills.com", true),
        ("A.B.CryptoRefills.com", true),
        ("xcryptorefills.com", false),
        ("cryptorefills.com.example", false),
        ("cryptorefills.com:8443", false),
        ("com", false),
        ("", false),
    ] {
        assert_eq!(is_supplier(host), is_own, "{host}");
    }
}

#[test]
fn a_serial_without_its_picture_gets_a_bar_code() {
    let picture = r#""barcode_image_url":"https://cdn.cryptorefills.com/b.png""#;
    let elsewhere = r#""barcode_image_url":"https://evil.example/b.png""#;
    for (goods, barcode) in [
        (
            r#""pin_code":"A","pin_serial":"001""#.to_owned(),
            Some("001"),
        ),
        (r#""pin_code":"A","serial":"002""#.to_owned(), Some("002")),
        ([r#""pin_serial":"001","#, picture].concat(), None),
        ([r#""pin_serial":"001","#, elsewhere].concat(), Some("001")),
        (
            r#""pin_serial":"001","delivery_type":"by_phone""#.to_owned(),
            None,
        ),
        (r#""pin_code":"A""#.to_owned(), None),
    ] {
        let delivery = delivered("Done", "", &goods);
        assert_eq!(delivery.barcode.as_deref(), barcode, "{goods}");
    }
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
            vec![(TextKey::DeliveryVoucher, "B"), (TextKey::DeliveryPin, "C")],
        ),
        (
            r#""voucher_code":"B","pin":"C""#,
            "B",
            vec![(TextKey::DeliveryPin, "C")],
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
                (TextKey::DeliveryReference, "R"),
                (TextKey::DeliverySerial, "001"),
                (TextKey::DeliverySecurityCode, "22"),
            ],
        ),
    ] {
        let delivery = delivered("Done", "", goods);
        assert_eq!(delivery.code, text(code), "{goods}");
        let found: Vec<(TextKey, &str)> = delivery
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
            r#""redeem_instructions":"A","how_to_redeem":"B","pin_usage_instructions":"<p>C</p>""#,
            Some("A\nB<p>C</p>"),
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
            false,
        ),
    ] {
        let delivery = delivered(state, row, goods);
        assert_eq!(delivery.is_done(), is_done, "{state} {row} {goods}");
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
    assert!(delivery.failure == words("No stock."));
    for (goods, failure) in [
        (
            r#""failure_reason":"Recipient_Barred","error_description":"No such number.""#,
            Some(Reason::Known(TextKey::DeliveryReasonBarred)),
        ),
        (
            r#""failure_reason":"E1","error_description":"insufficient_funds""#,
            Some(Reason::Known(TextKey::DeliveryReasonFunds)),
        ),
        (
            r#""failure_reason":"E1","error_description":"No such number.""#,
            words("No such number."),
        ),
        // An unknown word is not shown.
        (r#""error_description":"E1""#, None),
    ] {
        let delivery = delivered("Done", "", goods);
        assert_eq!(delivery.state, DeliveryState::Failed, "{goods}");
        assert!(delivery.failure == failure, "{goods}");
    }
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
