mod edges;
mod networks;

use super::{Buyer, Item, OrderRequest, ProductValue, order};
use shop_core::json::Json;
use shop_core::model::cart::CartItem;
use shop_core::model::money::Amount;
use shop_core::model::order::{Order, OrderState, Refund};
use shop_core::model::payment::Pair;
use shop_core::model::problem::ProblemGoods;

const ID: &str = "1c4fbf20-5c0c-4148-902b-3e25f0f84bb5";

/// Reads an order with these fields and an id.
fn read(fields: &str) -> Option<Order> {
    let text = [r#"{"order_id":""#, ID, r#"","#, fields, "}"].concat();
    order(&Json::parse(&text).expect("JSON"))
}

#[track_caller]
fn made(fields: &str) -> Order {
    read(fields).unwrap_or_else(|| panic!("{fields} is an order"))
}

mod requests {
    use super::*;

    fn item() -> Item {
        Item {
            beneficiary_account: "buyer@example.com".to_owned(),
            brand_name: "Amazon.com".to_owned(),
            country_code: "US".to_owned(),
            denomination: "range".to_owned(),
            product_value: Some(ProductValue::Whole(50)),
            localized_denomination: None,
        }
    }

    fn buyer(email: &str) -> Buyer {
        Buyer {
            email: email.to_owned(),
            language: "en".to_owned(),
            ..Buyer::default()
        }
    }

    fn request(email: &str, pair: &Pair, items: Vec<Item>) -> OrderRequest {
        OrderRequest::new(buyer(email), pair, items)
    }

    fn base() -> Pair {
        Pair::new("USDC", "Base")
    }

    fn fingerprint_of(items: Vec<Item>) -> String {
        request("buyer@example.com", &base(), items).fingerprint()
    }

    #[test]
    fn a_fingerprint_changes_with_all_that_makes_another_order() {
        let one = fingerprint_of(vec![item()]);
        let with = |change: fn(&mut Item)| {
            let mut item = item();
            change(&mut item);
            fingerprint_of(vec![item])
        };
        let email = "other@example.com";
        let paid_with = |coin, network| {
            let pair = Pair::new(coin, network);
            request("buyer@example.com", &pair, vec![item()]).fingerprint()
        };
        let others = [
            request(email, &base(), vec![item()]).fingerprint(),
            paid_with("USDT", "Base"),
            paid_with("USDC", "Tron"),
            fingerprint_of(vec![]),
            fingerprint_of(vec![item(), item()]),
            with(|item| item.beneficiary_account.push('x')),
            with(|item| item.brand_name.push('x')),
            with(|item| item.country_code = "CA".to_owned()),
            with(|item| item.denomination = "50 USD".to_owned()),
            with(|item| item.product_value = Some(ProductValue::Whole(51))),
            with(|item| item.product_value = Some(ProductValue::Text("50.5".to_owned()))),
            with(|item| item.product_value = Some(ProductValue::Text("50.6".to_owned()))),
            with(|item| item.product_value = None),
        ];
        for (place, other) in others.iter().enumerate() {
            assert_ne!(other, &one, "{place}");
            let is_again = others.iter().skip(place + 1).any(|later| later == other);
            assert!(!is_again, "{place} is the same as a later one");
        }
    }

    #[test]
    fn a_fingerprint_stays_the_same_and_tells_nothing() {
        let one = fingerprint_of(vec![item()]);
        assert_eq!(fingerprint_of(vec![item()]), one);
        let words = Buyer {
            language: "de".to_owned(),
            source: Some("blog".to_owned()),
            coupon: Some("SPRING".to_owned()),
            refund_address: Some("0x1".to_owned()),
            newsletter: true,
            ..buyer("buyer@example.com")
        };
        let later = OrderRequest::new(words, &base(), vec![item()]);
        assert_eq!(
            later.fingerprint(),
            one,
            "words around the order don't count"
        );
        assert!(!one.is_empty() && one.len() <= 10, "{one}");
        assert!(one.bytes().all(|byte| byte.is_ascii_digit()), "{one}");
    }

    #[test]
    fn a_coupon_goes_under_one_name() {
        let buyer = Buyer {
            coupon: Some("SPRING".to_owned()),
            ..buyer("buyer@example.com")
        };
        let order = OrderRequest::new(buyer, &base(), vec![item()]);
        let body = serde_json::to_value(&order).expect("JSON");
        assert_eq!(body["promo_code"], "SPRING");
        assert_eq!(body.get("coupon"), None);
    }

    #[test]
    fn the_goods_of_a_problem_are_found_in_the_order() {
        let card = |label: &str, to: &str| Item {
            brand_name: "Steam".to_owned(),
            denomination: label.to_owned(),
            product_value: None,
            beneficiary_account: to.to_owned(),
            ..item()
        };
        let items = vec![
            card("20 USD", "a@example.com"),
            item(),
            card("20 USD", "b@example.com"),
            card("50 USD", "a@example.com"),
        ];
        let order = request("buyer@example.com", &base(), items);
        let goods = |brand: &str| ProblemGoods {
            brand: brand.to_owned(),
            country: Some("us".to_owned()),
            denomination: None,
            value: None,
            beneficiary: None,
        };
        let twenty = ProblemGoods {
            denomination: Some("20 USD".to_owned()),
            ..goods("Steam")
        };
        let to = |to: &str| ProblemGoods {
            beneficiary: Some(to.to_owned()),
            ..twenty.clone()
        };
        let worth = |value: &str| ProblemGoods {
            denomination: Some("range".to_owned()),
            value: Amount::parse(value),
            ..goods("Amazon.com")
        };
        for (goods, places) in [
            (goods("Steam"), vec![0, 2, 3]),
            (twenty.clone(), vec![0, 2]),
            (to("B@example.com"), vec![2]),
            (to("somebody@example.com"), vec![0, 2]),
            (worth("50.00"), vec![1]),
            (worth("51"), vec![]),
            (goods("Roblox"), vec![]),
        ] {
            assert_eq!(order.places_of(&goods), places, "{goods:?}");
        }
        let elsewhere = ProblemGoods {
            country: Some("CA".to_owned()),
            ..goods("Steam")
        };
        assert_eq!(order.places_of(&elsewhere), [] as [usize; 0]);
    }

    #[test]
    fn a_value_is_a_number_where_it_is_whole() {
        for (amount, value) in [
            ("50", ProductValue::Whole(50)),
            ("50.00", ProductValue::Whole(50)),
            ("0", ProductValue::Whole(0)),
            ("12.50", ProductValue::Text("12.5".to_owned())),
            (
                "18446744073709551615",
                ProductValue::Whole(18_446_744_073_709_551_615),
            ),
            (
                "18446744073709551616",
                ProductValue::Text("18446744073709551616".to_owned()),
            ),
        ] {
            let amount = Amount::parse(amount).expect("an amount");
            assert_eq!(ProductValue::new(&amount), value);
        }
    }

    #[test]
    fn an_item_of_a_cart_is_ordered_as_it_is() {
        let mut chosen = CartItem {
            id: 1,
            title: "Amazon".to_owned(),
            label: "50 US dollars".to_owned(),
            brand: "Amazon.com".to_owned(),
            country: "US".to_owned(),
            denomination: "range".to_owned(),
            value: Amount::parse("50.00"),
            localized_denomination: None,
            credited: None,
            is_for_phone: false,
            beneficiary: String::new(),
        };
        let email = || "buyer@example.com".to_owned();
        assert_eq!(Item::new(chosen.clone(), email()), item());
        chosen.localized_denomination = Some("$50".to_owned());
        let ordered = Item::new(chosen, email());
        assert_eq!(ordered.localized_denomination.as_deref(), Some("$50"));
    }
}

mod orders {
    use super::*;

    #[test]
    fn an_order_needs_an_id_and_a_state_and_nothing_else() {
        let least = made(r#""order_state":"Created""#);
        assert_eq!(least.id.as_str(), ID);
        assert_eq!(least.state, OrderState::Created);
        assert_eq!(least.pair, Pair::new("", ""));
        assert!(!least.is_paid && !least.was_paid_late && least.deliveries.is_empty());
        for body in [
            r#"{"order_state":"Created"}"#,
            r#"{"order_id":"1c4fbf20-5c0c-4148-902b-3e25f0f84bb5"}"#,
            r#"{"order_id":"42","order_state":"Created"}"#,
            "[]",
            "null",
        ] {
            assert!(order(&Json::parse(body).expect("JSON")).is_none(), "{body}");
        }
    }

    #[test]
    fn each_field_is_read_by_its_name() {
        let order = made(
            r#""order_state":"PaymentSetupFailed","created_at":1,"updated_at":2,
            "payment_requested_at":3,"coin":"USDC","network":"Base","coin_amount":"50.66",
            "sent_coin_amount":"1.5","wallet_address":"0x1","qr_text":"ethereum:0x1",
            "user":{"email":"buyer@example.com"},
            "refund":{"amount":"11.24","currency":"USD\u200bC","reason":"OUT\u0007"}"#,
        );
        assert_eq!(
            (
                order.created_at,
                order.updated_at,
                order.payment_requested_at
            ),
            (Some(1_000), Some(2_000), Some(3_000))
        );
        assert_eq!(order.pair, Pair::new("USDC", "Base"));
        assert_eq!(order.amount, Amount::parse("50.66"));
        assert_eq!(order.sent, Amount::parse("1.5"));
        assert_eq!(order.address.as_deref(), Some("0x1"));
        assert_eq!(order.qr_text.as_deref(), Some("ethereum:0x1"));
        assert_eq!(order.email.as_deref(), Some("buyer@example.com"));
        let refund = Refund {
            amount: Amount::parse("11.24"),
            currency: Some("USDC".to_owned()),
            reason: Some("OUT".to_owned()),
        };
        assert_eq!(order.refund, Some(refund));
    }

    #[test]
    fn an_amount_of_zero_is_none() {
        for (amount, read) in [("0", None), ("0.00", None), ("0.01", Some("0.01"))] {
            let order = made(&format!(
                r#""order_state":"WaitingForPayment","coin_amount":"{amount}""#
            ));
            assert_eq!(order.amount.as_ref().map(Amount::as_str), read);
        }
    }

    #[test]
    fn the_larger_of_both_names_for_what_came_counts() {
        for (first, second, sent) in [
            ("30", "0", "30"),
            ("0", "30", "30"),
            ("29.9", "30", "30"),
            ("30.0", "30", "30.0"),
            ("30", "30.0", "30"),
        ] {
            let order = made(&format!(
                r#""order_state":"PartialPaymentStarted","sent_coin_amount":"{first}",
                "received_amount":"{second}""#
            ));
            let read = order.sent.as_ref().map(Amount::as_str);
            assert_eq!(read, Some(sent), "{first} and {second}");
        }
        let order = made(r#""order_state":"PartialPaymentStarted","received_amount":7"#);
        assert_eq!(order.sent, Amount::parse("7"));
    }

    #[test]
    fn the_payment_state_says_paid_unless_only_a_part_came() {
        for (state, sent, payment_state, is_paid) in [
            ("WaitingForPayment", r#""0""#, "PaymentReceived", true),
            ("WaitingForPayment", "null", "PaymentReceived", true),
            ("WaitingForPayment", r#""50.66""#, "PaymentReceived", true),
            ("WaitingForPayment", r#""51""#, "PaymentReceived", true),
            ("WaitingForPayment", r#""51""#, "PaymentCompleted", true),
            ("WaitingForPayment", r#""50.65""#, "PaymentReceived", false),
            ("WaitingForPayment", r#""30""#, "PaymentCompleted", false),
            ("WaitingForPayment", r#""51""#, "PaymentRequested", false),
            ("WaitingForPayment", r#""51""#, "", false),
            ("PartialPaymentStarted", "null", "PaymentReceived", false),
            ("PartialPaymentStarted", r#""51""#, "PaymentReceived", false),
            ("PaymentStarted", "null", "", true),
            ("PaymentStarted", r#""30""#, "PaymentRequested", true),
        ] {
            let order = made(&format!(
                r#""order_state":"{state}","coin_amount":"50.66","sent_coin_amount":{sent},
                "payment_state":"{payment_state}""#
            ));
            assert_eq!(order.is_paid, is_paid, "{state} {sent} {payment_state}");
        }
    }

    #[test]
    fn the_end_of_the_time_to_pay_is_also_read_as_a_date() {
        // 2026-11-20 09:30:00 UTC, and half an hour later.
        let (made_at, end) = (1_795_167_000, Some(1_795_168_800_000));
        for (name, told, expected) in [
            ("expires_at", "1795168800", end),
            ("expires_at", "2026-11-20T10:00:00Z", end),
            ("expired_at", "2026-11-20T10:00:00.000Z", end),
            ("expiration_date", "2026-11-20 10:00:00", end),
            ("expiration_time", "2026-11-20T12:00:00+02:00", end),
            ("expiration_time", "2026-11-20T04:30:00-0530", end),
            // Before it was made, not a moment, or none at all.
            ("expires_at", "2026-11-20T09:00:00Z", None),
            ("expires_at", "2026-11-21", None),
            ("expires_at", "2026-11-21 soon", None),
            ("expires_at", "soon", None),
        ] {
            let order = made(&format!(
                r#""order_state":"WaitingForPayment","created_at":{made_at},"{name}":"{told}""#
            ));
            assert_eq!(order.ends_at, expected, "{name} {told}");
        }
    }

    #[test]
    fn a_payment_after_the_end_is_late() {
        for (payment_state, is_late) in [
            ("ExpiredAfterPaymentDetection", true),
            ("Expired", false),
            ("", false),
        ] {
            let order = made(&format!(
                r#""order_state":"Expired","payment_state":"{payment_state}""#
            ));
            assert_eq!(order.was_paid_late, is_late, "{payment_state}");
        }
    }

    #[test]
    fn a_memo_is_found_under_each_of_its_names_and_without_blanks_around_it() {
        for (fields, memo) in [
            (r#""memo":"one","tag":"two""#, "one"),
            (r#""destination_tag":1234,"tag":"two""#, "1234"),
            (r#""memo":"","tag":"two""#, "two"),
            (r#""memo":"\t12 ","wallet_address":"\u00a0bc1q\n""#, "12"),
        ] {
            let order = made(&[r#""order_state":"Created","#, fields].concat());
            assert_eq!(order.memo.as_deref(), Some(memo), "{fields}");
            assert!(order.address.is_none_or(|address| address == "bc1q"));
        }
    }

    #[test]
    fn only_the_supplier_s_own_page_takes_the_money() {
        for (page, is_shown) in [
            ("https://www.cryptorefills.com/en/pay/1", true),
            ("https://www.cryptorefills.com:443/en/pay/1", true),
            ("https://cryptorefills.com:8443/en/pay/1", false),
            ("https://pay.example:443/1", false),
        ] {
            let order = made(&format!(
                r#""order_state":"Created","checkout_url":"{page}""#
            ));
            assert_eq!(order.state, OrderState::Elsewhere);
            assert_eq!(order.checkout.is_some(), is_shown, "{page}");
        }
    }
}
