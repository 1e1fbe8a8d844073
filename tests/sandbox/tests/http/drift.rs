//! The sandbox against the examples, key by key and type by type, so that the
//! two can't drift apart. Every example is asked for: by its own request where
//! that is enough, else as the scenario that brings it.

use crate::client::{Reply, Shop};
use crate::fixtures::fixture;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Every place of a body with the types of its values. The items of a list share one place:
/// `deliveries[].kind`.
type Shape = BTreeMap<String, BTreeSet<&'static str>>;

/// Examples with types of their own on purpose. Their fields are no measure for the others.
const LOOSE: [&str; 4] = [
    "order_l_loose_types.json",
    "order_z_web_types.json",
    "payment_vias_sparse.json",
    "products_US_loose_types.json",
];

/// Additions of the sandbox on purpose: items of a list that are no objects, which must not cost
/// the whole list.
const ODD: [(&str, &str); 2] = [("categories[].brands[]", "null"), ("all_brands[]", "text")];

/// Places at which an example has one kind of value and the sandbox another that its family has,
/// too; and why.
const OTHER_KIND: [(&str, &str); 9] = [
    // Both kinds are known, and the sandbox has one of them in all orders.
    ("order_", "payment_value"),
    // Without problems it is null or an empty list.
    ("validation_ok_", "problems"),
    // A plan has one label, which the sandbox doesn't repeat.
    ("order_", "deliveries[].deliverable.localized_denomination"),
    // A promotion without words and dates.
    ("brands_US_tags_", "popular_brands[].promotion.description"),
    ("brands_US_tags_", "popular_brands[].promotion.terms"),
    ("brands_US_tags_", "popular_brands[].promotion.startDate"),
    ("brands_US_tags_", "popular_brands[].promotion.endDate"),
    // Goods of a fixed value have none, and the cart of these is of one.
    (
        "validation_problems_pairs",
        "problems[].moreDetails.deliveries[].deliverable.product_value",
    ),
    (
        "error_create_kyc_",
        "moreDetails.deliveries[].deliverable.product_value",
    ),
];

/// Examples that no request brings, and why.
const NOT_ASKED_FOR: [(&str, &str); 1] = [(
    "sse_order_a.json",
    "a description of a stream; each of its messages is an order of its own file",
)];

fn shape_of(value: &Value) -> Shape {
    fn walk(value: &Value, place: &str, shape: &mut Shape) {
        let kind = match value {
            Value::Null => "null",
            Value::Bool(_) => "flag",
            Value::Number(_) => "number",
            Value::String(_) => "text",
            Value::Array(_) => "list",
            Value::Object(_) => "object",
        };
        shape.entry(place.to_owned()).or_default().insert(kind);
        match value {
            Value::Array(list) => {
                for item in list {
                    walk(item, &format!("{place}[]"), shape);
                }
            }
            Value::Object(object) => {
                for (key, value) in object {
                    let dot = if place.is_empty() { "" } else { "." };
                    walk(value, &format!("{place}{dot}{key}"), shape);
                }
            }
            _ => {}
        }
    }
    let mut shape = Shape::new();
    walk(value, "", &mut shape);
    shape
}

fn add(shape: &mut Shape, more: Shape) {
    for (place, kinds) in more {
        shape.entry(place).or_default().extend(kinds);
    }
}

/// A row of a brand has the same fields wherever it is.
fn general(place: &str) -> String {
    match place.rsplit_once("brands[]") {
        Some((_, rest)) => format!("(brand){rest}"),
        None => place.to_owned(),
    }
}

/// The examples whose fields belong together.
fn family(file: &str) -> &str {
    let starts = [
        ("order_", "order"),
        ("validation_", "validation"),
        ("error_create_", "refusal"),
        ("error_suspended_", "refusal"),
        ("error_422_", "refusal"),
        ("payment_vias", "ways to pay"),
        ("brands_", "brands"),
        ("search_", "brands"),
        ("homepage_", "brands"),
        ("products_", "products"),
        ("price_", "price"),
        ("available_countries", "countries"),
    ];
    let found = starts.iter().find(|(start, _)| file.starts_with(start));
    found.map_or(file, |(_, family)| family)
}

/// The faults of an answer: `wanted` is the shape of the example itself, `known` that of its
/// family.
fn drift(file: &str, wanted: &Shape, known: &Shape, answer: &Shape) -> Vec<String> {
    let mut found = Vec::new();
    for (place, kinds) in wanted {
        let Some(answered) = answer.get(place) else {
            found.push(format!("{file}: the sandbox has no `{place}`"));
            continue;
        };
        // Others of its family may have null there, which is no reason for this one.
        let mut kinds = kinds.iter().filter(|kind| **kind != "null");
        let is_known = OTHER_KIND
            .iter()
            .any(|(name, at)| file.starts_with(name) && place == at);
        if let (Some(kind), None) = (kinds.next(), kinds.next())
            && !answered.contains(kind)
            && !is_known
        {
            found.push(format!(
                "{file}: `{place}` is {answered:?} in the sandbox and {kind} in the example"
            ));
        }
    }
    let mut general_known = Shape::new();
    for (place, kinds) in known.iter().chain(wanted) {
        let kinds = kinds.iter().copied();
        general_known
            .entry(general(place))
            .or_default()
            .extend(kinds);
    }
    for (place, kinds) in answer {
        let Some(known) = general_known.get(&general(place)) else {
            found.push(format!("{file}: no example has `{place}`"));
            continue;
        };
        for kind in kinds {
            if !known.contains(kind) && !ODD.contains(&(place, kind)) {
                found.push(format!(
                    "{file}: `{place}` is {kind} in the sandbox and {known:?} in the examples"
                ));
            }
        }
    }
    found
}

#[test]
fn a_key_that_is_missing_and_one_of_another_type_are_named() {
    let example = fixture("order_n_1_waiting_summary.json");
    let wanted = shape_of(&example);
    let check = |answer: &Value| drift("n_1", &wanted, &wanted, &shape_of(answer));
    assert_eq!(check(&example), [] as [String; 0]);

    let mut poorer = example.clone();
    poorer["summary"]
        .as_object_mut()
        .expect("a summary")
        .shift_remove("coin_amount_to_pay_in_crypto");
    assert_eq!(
        check(&poorer),
        ["n_1: the sandbox has no `summary.coin_amount_to_pay_in_crypto`"]
    );
    let mut other = example.clone();
    other["deliveries"][0]["deliverable"]["points"] = json!(19);
    assert_eq!(
        check(&other),
        [
            "n_1: `deliveries[].deliverable.points` is {\"number\"} in the sandbox and text in the example",
            "n_1: `deliveries[].deliverable.points` is number in the sandbox and {\"text\"} in the examples"
        ]
    );
    let mut richer = example.clone();
    richer["expiry"] = json!(1);
    assert_eq!(check(&richer), ["n_1: no example has `expiry`"]);
    let mut nulled = example;
    nulled["coin_amount"] = Value::Null;
    assert_eq!(check(&nulled).len(), 2);
    // Another example of the family has null there.
    let mut known = wanted.clone();
    add(&mut known, shape_of(&nulled));
    assert_eq!(
        drift("n_1", &wanted, &known, &shape_of(&nulled)),
        ["n_1: `coin_amount` is {\"null\"} in the sandbox and text in the example"]
    );
}

#[tokio::test]
async fn every_example_comes_out_of_the_sandbox() {
    let index = fixture("_index.json");
    let examples = index["examples"].as_array().expect("a list");
    let examples = examples.iter().filter(|example| example["role"].is_null());
    let mut families: BTreeMap<&str, Shape> = BTreeMap::new();
    for example in examples.clone() {
        let file = example["file"].as_str().expect("a name");
        if !LOOSE.contains(&file) {
            add(
                families.entry(family(file)).or_default(),
                shape_of(&fixture(file)),
            );
        }
    }
    // One for all: filling a shelf takes a while.
    let shop = Shop::open().await;
    let mut found = Vec::new();
    let mut asked = 0;
    for example in examples {
        let file = example["file"].as_str().expect("a name");
        if NOT_ASKED_FOR.iter().any(|(name, _)| *name == file) {
            continue;
        }
        let replies = Asking::of(file, example).replies(&shop).await;
        let mut answer = Shape::new();
        for reply in replies {
            if json!(reply.status) != example["status"] {
                let (is, was) = (reply.status, &example["status"]);
                found.push(format!("{file}: status {is:?}, not {was}: {}", reply.text));
            }
            for (name, _) in example["headers"].as_object().into_iter().flatten() {
                if reply.header(&name.to_lowercase()).is_none() {
                    found.push(format!("{file}: the sandbox sends no {name}"));
                }
            }
            add(&mut answer, shape_of(&reply.json()));
        }
        let wanted = shape_of(&fixture(file));
        let none = Shape::new();
        let known = families.get(family(file)).unwrap_or(&none);
        found.extend(drift(file, &wanted, known, &answer));
        asked += 1;
    }
    assert!(
        found.is_empty(),
        "{} differences:\n{}",
        found.len(),
        found.join("\n")
    );
    assert!(asked > 100, "{asked}");
}

/// In every state, the order of a plain buyer has all the fields of the fullest
/// example, and none of a type that no example has.
#[tokio::test]
async fn orders_have_the_full_form_in_every_state() {
    let shop = Shop::open().await;
    let full = shape_of(&fixture("order_n_1_waiting_summary.json"));
    let mut known = Shape::new();
    let index = fixture("_index.json");
    for example in index["examples"].as_array().expect("a list") {
        let file = example["file"].as_str().expect("a name");
        if family(file) == "order" && example["role"].is_null() && !LOOSE.contains(&file) {
            add(&mut known, shape_of(&fixture(file)));
        }
    }
    let states = shop.control("GET", "scenarios", json!({})).await;
    let body = cart("anyone", "USDC", "Solana", vec![steam("20 USD")]);
    let mut found = Vec::new();
    for state in states["states"].as_array().expect("states") {
        let state = state.as_str().expect("a name");
        let id = shop.post("/v5/orders", &body).await.json()["order_id"]
            .as_str()
            .expect("an id")
            .to_owned();
        let path = format!("orders/{id}/state/{state}");
        shop.control("POST", &path, json!({})).await;
        let answer = shape_of(&shop.get(&format!("/v5/orders/{id}")).await.json());
        let mut wanted = full.clone();
        if matches!(state, "Created" | "PaymentSetupFailed") {
            wanted.retain(|place, _| {
                ![
                    "wallet_address",
                    "qr_text",
                    "qr_url",
                    "payment_requested_at",
                ]
                .contains(&place.as_str())
            });
        }
        let name = format!("order_{state}");
        found.extend(drift(&name, &wanted, &known, &answer));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

// ---------------------------------------------------------------------------
// How each example is asked for
// ---------------------------------------------------------------------------

fn line(brand: &str, country: &str, denomination: &str) -> Value {
    json!({
        "brand_name": brand, "country_code": country, "denomination": denomination,
        "beneficiary_account": "buyer@example.com",
    })
}

fn steam(denomination: &str) -> Value {
    line("Steam", "US", denomination)
}

fn range(brand: &str, value: u32) -> Value {
    let mut line = line(brand, "US", "range");
    line["product_value"] = json!(value);
    line
}

fn claro() -> Value {
    let mut line = line("Claro", "BR", "20 BRL");
    line["beneficiary_account"] = json!("+5511999990000");
    line
}

fn cart(buyer: &str, coin: &str, network: &str, lines: Vec<Value>) -> Value {
    json!({
        "email": format!("{buyer}@example.com"),
        "payment": { "type": "via", "payment_via": "USER_WALLET", "coin": coin, "network": network },
        "deliveries": lines,
        "refund_wallet_address": "0x4360cd063d4c7e66e1898b5138961a7c271adad8",
    })
}

fn with_coupon(mut cart: Value, coupon: &str) -> Value {
    cart["promo_code"] = json!(coupon);
    cart
}

/// The requests of one example.
struct Asking<'a> {
    example: &'a Value,
    settings: Value,
    fault: Option<(&'static str, &'static str)>,
    way: Way,
}

enum Way {
    /// The index has the whole request.
    Get,
    /// Validations of these carts; their answers count together.
    Validate(Vec<Value>),
    /// The order is refused.
    Order(Value),
    /// The order is made, this is done to it, and it is read; without anything
    /// done it is the answer to its creation that counts.
    Follow(Value, Vec<(&'static str, Value)>),
    /// The order is read after the buyer has made another.
    Outdated(Value),
}

impl<'a> Asking<'a> {
    fn of(file: &str, example: &'a Value) -> Self {
        let mut settings = json!({});
        let mut fault = None;
        let none = || json!({});
        let two = || vec![steam("20 USD"), range("Roblox", 35)];
        let request = |buyer: &str, name: &str| {
            let mut request = fixture(name);
            request["email"] = json!(format!("{buyer}@example.com"));
            request
        };
        let base = |buyer: &str| request(buyer, "order_create_request_usdc_base.json");
        let matic = || cart("captured", "USDC", "Polygon (Matic)", vec![steam("10 USD")]);
        let part = |buyer: &str| {
            let lines = vec![steam("20 USD"), claro()];
            cart(buyer, "USDC", "Base", lines)
        };
        let plain = |buyer: &str| cart(buyer, "USDC", "Base", vec![steam("20 USD")]);
        let esim = |buyer: &str| {
            let lines = vec![line("eSIM", "US", "5 GB 30 days")];
            cart(buyer, "USDC", "Solana", lines)
        };
        let sol = || {
            let lines = vec![line("Minecraft", "US", "Java & Bedrock Ed")];
            cart("captured", "SOL", "Solana", lines)
        };
        let small = |buyer: &str| {
            let lines = vec![line("Cedarmere Play", "US", "60 Gems")];
            cart(buyer, "USDC", "ETH Mainnet", lines)
        };
        let emoney = |buyer: &str| {
            let lines = vec![line("Rewarble VISA USD", "US", "25 USD")];
            cart(buyer, "USDC", "Base", lines)
        };
        let read = || vec![("reply", json!({}))];
        let done = || vec![("state/Done", json!({}))];
        let paid = |steps: usize| {
            let mut acts = vec![("pay", json!({}))];
            acts.extend(vec![("advance", json!({})); steps]);
            acts
        };
        let way = match file {
            "payment_vias.json" => {
                settings = json!({ "ways_to_pay": "few" });
                Way::Get
            }
            "payment_vias_gram_and_new_networks.json" => {
                settings = json!({ "ways_to_pay": "new" });
                Way::Get
            }
            "payment_vias_suspended.json" => {
                settings = json!({ "ways_to_pay": "suspended" });
                Way::Get
            }
            "payment_vias_sparse.json" => {
                settings = json!({ "ways_to_pay": "sparse" });
                Way::Get
            }
            "homepage_US_flat.json" => {
                settings = json!({ "flat_homepage": true });
                Way::Get
            }
            "brands_KZ_transient_empty.json" => {
                fault = Some(("brands", "empty-brands"));
                Way::Get
            }
            "error_429.json" => {
                fault = Some(("brands", "http-429"));
                Way::Get
            }
            "error_500_generic.json" => {
                fault = Some(("brands", "http-500"));
                Way::Get
            }
            "validation_ok_amazon_range.json" => {
                Way::Validate(vec![fixture("validation_request_amazon_range.json")])
            }
            "validation_ok_coupon.json" => {
                Way::Validate(vec![request("captured", "validation_request_coupon.json")])
            }
            "validation_ok_summary.json" => Way::Validate(vec![plain("buyer")]),
            "validation_ok_coupon_part.json" => {
                Way::Validate(vec![fixture("validation_request_coupon.json")])
            }
            "validation_ok_coupon_not_echoed.json" => {
                Way::Validate(vec![with_coupon(plain("buyer"), "SILENT")])
            }
            "validation_ok_coupon_covers_all.json" => {
                Way::Validate(vec![fixture("validation_request_promo_code.json")])
            }
            "validation_problems_unavailable.json" => Way::Validate(vec![cart(
                "captured",
                "USDC",
                "Base",
                vec![line("eSIM", "US", "12 USD")],
            )]),
            "validation_problems_many.json" => Way::Validate(vec![plain("many")]),
            "validation_problems_below_minimum.json" => Way::Validate(vec![small("captured")]),
            "validation_problems_minimum_details.json" => Way::Validate(vec![small("buyer")]),
            "validation_problems_http_400.json" => {
                Way::Validate(vec![plain("problem400-out_of_stock")])
            }
            "validation_unpriced.json" => Way::Validate(vec![emoney("captured")]),
            "validation_problems_daily_limit.json" => {
                Way::Validate(vec![plain("problem-daily_spending_limit_exceeded")])
            }
            "validation_problems_monthly_limit.json" => {
                Way::Validate(vec![plain("problem-monthly_spending_limit_exceeded")])
            }
            "validation_problems_pairs.json" => Way::Validate(vec![cart(
                "buyer",
                "USDC",
                "Base",
                vec![line("Gatehouse Tickets", "US", "30 USD")],
            )]),
            "validation_problems_goods.json" => Way::Validate(vec![cart(
                "problem-login_required",
                "USDC",
                "Base",
                vec![line("Hulu", "US", "10 USD"), range("Amazon.com", 50)],
            )]),
            "validation_problems_order_limits.json" => {
                let lines = vec![steam("20 USD"); 11];
                let buyer = "problem-maximum_amount_per_order_exceeded";
                let mut cart = cart(buyer, "USDC", "Base", lines);
                cart["payment"]["payment_via"] = json!("GATE_PAY");
                Way::Validate(vec![cart])
            }
            "validation_problems_coupon_details.json" => Way::Validate(
                [
                    "EXPIRED", "BIG10", "GAMES20", "NOTKIND", "NOTBRAND", "NOTHERE", "NOTSTORE",
                ]
                .map(|coupon| {
                    let lines = vec![range("Amazon.com", 50)];
                    with_coupon(cart("buyer", "USDC", "Base", lines), coupon)
                })
                .to_vec(),
            ),
            "error_suspended_coin.json" => {
                let lines = vec![steam("20 USD")];
                Way::Validate(vec![cart("captured", "DOGE", "Mainnet", lines)])
            }
            "error_suspended_network.json" => {
                let lines = vec![steam("20 USD")];
                Way::Order(cart("captured", "USDT", "ETH Mainnet", lines))
            }
            "error_suspended_network_details.json" => {
                let lines = vec![steam("20 USD")];
                Way::Validate(vec![cart("buyer", "USDT", "ETH Mainnet", lines)])
            }
            "error_422_login_required.json" => Way::Order(emoney("captured")),
            "error_create_fullname_missing.json" => {
                Way::Order(cart("buyer", "USDT", "Tron", vec![steam("20 USD")]))
            }
            "error_create_monthly_limit.json" => {
                Way::Order(plain("create-monthly_spending_limit_exceeded"))
            }
            "error_create_products_per_day.json" => {
                Way::Order(plain("create-maximum_number_of_products_per_day_exceeded"))
            }
            "error_create_out_of_stock_goods.json" => Way::Order(plain("create-out_of_stock")),
            "error_create_kyc_missing_goods.json" => Way::Order(plain("create-kyc_missing")),
            "error_create_user_blocked.json" => Way::Order(plain("create-user_blocked")),
            "error_create_cant_setup_payment.json" => {
                Way::Order(plain("create-cant_setup_payment"))
            }
            "error_create_too_many_unpaid.json" => {
                settings = json!({ "unpaid_limit": 0 });
                Way::Order(plain("buyer"))
            }
            "order_a_1_created_response.json" => Way::Follow(base("captured"), Vec::new()),
            "order_a_2_waiting.json" => Way::Follow(base("captured"), read()),
            "order_a_3_partial.json" => Way::Follow(
                base("captured"),
                vec![("partial", json!({ "amount": "30" }))],
            ),
            "order_a_4_payment_started.json" => Way::Follow(base("captured"), paid(0)),
            "order_a_5_payment_received.json" => Way::Follow(base("captured"), paid(1)),
            "order_a_6_waiting_for_delivery.json" => Way::Follow(base("captured"), paid(2)),
            "order_a_7_done_code.json" => Way::Follow(base("captured"), paid(3)),
            "order_b_1_lightning_created_response.json" => Way::Follow(
                request("captured", "order_create_request_btc_lightning.json"),
                Vec::new(),
            ),
            "order_b_2_done_url_pin.json" => Way::Follow(
                request("captured", "order_create_request_btc_lightning.json"),
                done(),
            ),
            "order_c_1_sol_waiting.json" => Way::Follow(sol(), read()),
            "order_c_2_expired.json" => Way::Follow(sol(), vec![("expire", none())]),
            "order_c_3_expired_after_detection.json" => Way::Follow(sol(), vec![("late", none())]),
            "order_c_4_late_done.json" => {
                Way::Follow(sol(), vec![("late", none()), ("advance", none())])
            }
            "order_d_topup_done.json" => {
                settings = json!({ "tron_stablecoins": true });
                Way::Follow(cart("captured", "USDT", "Tron", vec![claro()]), done())
            }
            "order_e_esim_done.json" => Way::Follow(esim("captured"), done()),
            "order_f_1_manual_action.json" => Way::Follow(
                cart("captured", "BTC", "Mainnet", two()),
                vec![("state/WaitingForManualAction", none())],
            ),
            "order_f_2_done_multi.json" => {
                Way::Follow(cart("captured", "BTC", "Mainnet", two()), done())
            }
            "order_g_payment_failed.json" => {
                Way::Follow(matic(), vec![("state/PaymentFailed", none())])
            }
            "order_h_payment_setup_failed.json" => {
                Way::Follow(matic(), vec![("state/PaymentSetupFailed", none())])
            }
            "order_i_canceled.json" => Way::Follow(matic(), vec![("state/Canceled", none())]),
            "order_j_refunded.json" => Way::Follow(matic(), vec![("state/Refunded", none())]),
            "order_k_created.json" => Way::Follow(matic(), vec![("state/Created", none())]),
            "order_l_loose_types.json" => Way::Follow(base("loose"), read()),
            "order_m_unknown_state.json" => {
                Way::Follow(base("captured"), vec![("state/Reviewing", none())])
            }
            "order_n_1_waiting_summary.json" => Way::Follow(
                cart("token-account", "USDC", "Solana", vec![steam("20 USD")]),
                read(),
            ),
            "order_n_2_waiting_on_curve_token_account.json" => {
                let lines = vec![steam("20 USD")];
                let cart = cart("token-account-on-curve", "USDC", "Solana", lines);
                Way::Follow(cart, read())
            }
            "order_o_1_partial_missing_amount.json" => Way::Follow(
                cart("buyer", "BTC", "Mainnet", two()),
                vec![("partial", json!({ "amount": "0.0004" }))],
            ),
            "order_o_2_partial_disagreeing.json" => Way::Follow(
                cart("disagreeing", "BTC", "Mainnet", two()),
                vec![("advance", none())],
            ),
            "order_o_3_payment_started_transactions.json" => Way::Follow(
                cart("buyer", "BTC", "Mainnet", two()),
                vec![("partial", none()), ("pay", none())],
            ),
            "order_p_1_done_failed_part.json" => Way::Follow(part("one-fails"), paid(3)),
            "order_p_2_done_refunded_part.json" => Way::Follow(part("part-refunded"), paid(3)),
            "order_p_3_done_rebuy_part.json" => Way::Follow(part("part-rebuy"), paid(3)),
            "order_p_4_done_review_part.json" => Way::Follow(part("part-review"), paid(3)),
            "order_p_5_rebuy_all.json" => Way::Follow(part("rebuy"), paid(3)),
            "order_p_6_done_all_failed.json" => {
                let cart = cart("reason-recipient_barred", "USDC", "Base", vec![claro()]);
                Way::Follow(cart, paid(3))
            }
            "order_q_payment_failed_after_received.json" => {
                Way::Follow(plain("failed-after-payment"), paid(2))
            }
            "order_r_1_esim_install_links.json" => Way::Follow(esim("buyer"), done()),
            "order_r_2_esim_link_other_host.json" => Way::Follow(esim("esim-elsewhere"), done()),
            "order_s_1_recovered_network.json" => Way::Follow(plain("recovered"), done()),
            "order_s_2_recovered_coin_and_network.json" => {
                Way::Follow(plain("recovered-coin"), done())
            }
            "order_t_sandbox_mode.json" => Way::Follow(plain("test-order"), read()),
            "order_u_expired_by_newer.json" => Way::Outdated(plain("buyer")),
            "order_v_coupon_part.json" => {
                Way::Follow(with_coupon(plain("buyer"), "WELCOME5"), read())
            }
            "order_w_1_coupon_covers_all.json" => {
                Way::Follow(with_coupon(plain("buyer"), "FREEGAME"), read())
            }
            "order_w_2_coupon_covers_all_done.json" => {
                Way::Follow(with_coupon(plain("buyer"), "FREEGAME"), done())
            }
            "order_x_payment_canceled.json" => {
                Way::Follow(plain("buyer"), vec![("state/Canceled", none())])
            }
            "order_z_web_types.json" => {
                settings = json!({ "tron_stablecoins": true });
                Way::Follow(
                    cart("web-types", "USDT", "Tron", vec![steam("20 USD")]),
                    read(),
                )
            }
            _ => Way::Get,
        };
        Self {
            example,
            settings,
            fault,
            way,
        }
    }

    /// The answers of a sandbox that has forgotten the examples before.
    async fn replies(self, shop: &Shop) -> Vec<Reply> {
        shop.control("POST", "reset", json!({})).await;
        shop.control("POST", "settings", self.settings).await;
        if let Some((route, fault)) = self.fault {
            shop.fault(route, fault).await;
        }
        match self.way {
            Way::Get => {
                assert_eq!(self.example["method"], "GET", "{}", self.example["file"]);
                let path = self.example["path"].as_str().expect("a path");
                let path = path.trim_start_matches("https://cryptorefills.com");
                let path = path.replace("{unknown id}", "00000000-0000-4000-8000-000000000000");
                vec![shop.get(&path).await]
            }
            Way::Validate(carts) => {
                let mut replies = Vec::new();
                for cart in carts {
                    replies.push(shop.post("/v5/orders/validations", &cart).await);
                }
                replies
            }
            Way::Order(cart) => vec![shop.post("/v5/orders", &cart).await],
            Way::Follow(cart, acts) => {
                let made = shop.post("/v5/orders", &cart).await;
                if acts.is_empty() {
                    return vec![made];
                }
                let id = made.json()["order_id"].clone();
                let id = id.as_str().unwrap_or_else(|| panic!("{}", made.text));
                for (action, body) in acts {
                    shop.control("POST", &format!("orders/{id}/{action}"), body)
                        .await;
                }
                vec![shop.get(&format!("/v5/orders/{id}")).await]
            }
            Way::Outdated(cart) => {
                let older = shop.post("/v5/orders", &cart).await.json()["order_id"].clone();
                shop.post("/v5/orders", &cart).await;
                let id = older.as_str().expect("an id");
                vec![shop.get(&format!("/v5/orders/{id}")).await]
            }
        }
    }
}
