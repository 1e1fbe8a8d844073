//! Every answer in `tests/fixtures`, decoded the way the shop decodes it: judged with the status
//! that `_index.json` gives it, then read by its reader. The expected values are from docs/api.md,
//! not from the readers.

#[path = "decoding/recorded.rs"]
mod recorded;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use refillery::api::endpoint::{self, Endpoint};
use refillery::api::orders::{Buyer, Item, OrderRequest, ProductValue, Quote, Total};
use refillery::api::{ApiError, catalog, judge, orders, payments, products};
use refillery::config::ApiPrefix;
use serde_json::Value;
use shop_core::json::Json;
use shop_core::model::address_name::AddressName;
use shop_core::model::brand::{Brand, Kind, Kinds, Logo, initial, on_offer};
use shop_core::model::catalogue::Catalogue;
use shop_core::model::country::Country;
use shop_core::model::money::{Amount, FaceValue};
use shop_core::model::order::{
    Code, Delivery, DeliveryState, Order, OrderId, OrderState, Reason, Refund, StatusStage,
};
use shop_core::model::payment::Pair;
use shop_core::model::problem::{Field, Problem, ProblemLimit, Sum};
use shop_core::model::product::{DeliveryType, Holds, Product, ProductGroup, Range, Sort};
use shop_core::text_key::TextKey;

/// When the fixtures' orders were made, in epoch milliseconds.
const MADE_AT: u64 = 1_795_167_000_000;

/// A moment of the day that the fixtures' promotions are of, 28 November 2026.
const NOW: u64 = 1_795_876_200_000;

/// Decodes a fixture the way the client does, with the status of the index.
#[track_caller]
fn check<T>(file: &str, read: fn(&Json<'_>) -> Option<T>) -> Result<T, ApiError> {
    let index: Value = serde_json::from_str(&text("_index.json")).expect("the index is JSON");
    let entry = index["examples"]
        .as_array()
        .expect("the index lists examples")
        .iter()
        .find(|entry| entry["file"] == file)
        .unwrap_or_else(|| panic!("{file} is not in _index.json"));
    let status = entry["status"]
        .as_u64()
        .and_then(|status| u16::try_from(status).ok())
        .unwrap_or_else(|| panic!("{file} has no status: it is no answer"));
    let endpoint = asked(entry["path"].as_str().expect("a path"));
    let body = text(file);
    let value = judge(&endpoint, status, body.as_bytes())?;
    read(&value).ok_or_else(|| ApiError::Unreadable {
        path: endpoint.public_path().to_owned(),
        is_page: false,
    })
}

/// The endpoint whose answer a fixture is.
fn asked(path: &str) -> Endpoint {
    let prefix = ApiPrefix::default();
    let us = Country::UNITED_STATES;
    let id = OrderId::parse("1c4fbf20-5c0c-4148-902b-3e25f0f84bb5").expect("an id");
    match path {
        path if path.contains("payment_vias") => endpoint::payment_vias(&prefix),
        path if path.contains("available-countries") => endpoint::countries(&prefix),
        // The search, which the shop leaves alone, has the form of a brand list.
        path if path.contains("/brands") || path.contains("/search/") => {
            endpoint::brands(&prefix, us)
        }
        path if path.contains("/homepage") => endpoint::homepage(&prefix, us),
        path if path.contains("/products/price") => {
            let asked = endpoint::RangePrice {
                country: us,
                brand: "Amazon.com",
                face_value: &amount("50"),
                coin: "USDC",
            };
            endpoint::price(&prefix, asked)
        }
        path if path.contains("/products/country") => {
            let asked = endpoint::FamilyProducts {
                country: us,
                family: "Amazon.com",
                coin: "USDC",
                language: "en",
            };
            endpoint::products(&prefix, asked)
        }
        path if path.ends_with("/validations") => endpoint::validations(&prefix),
        path if path.ends_with("/v5/orders") => endpoint::orders(&prefix),
        path if path.contains("/v5/orders/") => endpoint::order(&prefix, &id),
        other => panic!("no endpoint for {other}"),
    }
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

#[track_caller]
fn text(file: &str) -> String {
    fs::read_to_string(folder().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

#[track_caller]
fn amount(text: &str) -> Amount {
    Amount::parse(text).unwrap_or_else(|| panic!("{text} is an amount"))
}

/// The digits themselves: `Amount`'s own equality would call 51.8 and 51.80 the same.
fn digits(amount: Option<&Amount>) -> Option<&str> {
    amount.map(Amount::as_str)
}

fn no_answer<T>(_: &Json<'_>) -> Option<T> {
    panic!("judged to be an answer, so a reader was asked")
}

#[track_caller]
fn problems(file: &str) -> Vec<Problem> {
    match check::<()>(file, no_answer) {
        Err(ApiError::Problems(problems)) => problems,
        other => panic!("{file}: no problems but {other:?}"),
    }
}

#[track_caller]
fn refusal(file: &str) -> (u16, Option<String>) {
    match check::<()>(file, no_answer) {
        Err(ApiError::Status { code, detail, .. }) => (code, detail),
        other => panic!("{file}: no refusal but {other:?}"),
    }
}

#[track_caller]
fn order(file: &str) -> Order {
    check(file, orders::order).unwrap_or_else(|error| panic!("{file}: {error:?}"))
}

#[track_caller]
fn groups(file: &str) -> Vec<ProductGroup> {
    check(file, products::products).unwrap_or_else(|error| panic!("{file}: {error:?}"))
}

#[track_caller]
fn only_group(file: &str) -> ProductGroup {
    let mut groups = groups(file);
    assert_eq!(groups.len(), 1, "{file} has one brand");
    groups.remove(0)
}

#[track_caller]
fn brand<'a>(catalogue: &'a Catalogue, name: &str) -> &'a Brand {
    catalogue
        .brands
        .iter()
        .find(|brand| brand.name == name)
        .unwrap_or_else(|| panic!("{name} is in the catalogue"))
}

fn prices(group: &ProductGroup) -> Vec<Option<&str>> {
    group
        .products
        .iter()
        .map(|product| digits(product.price.as_ref()))
        .collect()
}

fn labels(group: &ProductGroup) -> Vec<&str> {
    group
        .products
        .iter()
        .map(|product| product.label.as_str())
        .collect()
}

fn dollars(text: &str) -> Option<FaceValue> {
    Some(FaceValue {
        amount: amount(text),
        currency: "USD".to_owned(),
    })
}

#[test]
fn every_fixture_is_named_by_a_test() {
    let index: Value = serde_json::from_str(&text("_index.json")).expect("the index is JSON");
    let indexed: BTreeSet<String> = index["examples"]
        .as_array()
        .expect("the index lists examples")
        .iter()
        .filter_map(|entry| Some(entry["file"].as_str()?.to_owned()))
        .collect();
    let present: BTreeSet<String> = fs::read_dir(folder())
        .expect("the folder of fixtures")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name != "_index.json")
        .collect();
    assert_eq!(present, indexed, "the index and the folder differ");
    let this_file = include_str!("decoding.rs");
    let unnamed: Vec<&String> = present
        .iter()
        .filter(|name| !this_file.contains(&format!("\"{name}\"")))
        .collect();
    assert!(unnamed.is_empty(), "no test names {unnamed:?}");
}

#[test]
fn ways_to_pay_are_the_pairs_of_the_plain_wallet() {
    let ways = check("payment_vias.json", payments::payment_options).expect("ways to pay");
    assert_eq!(
        ways.coins(),
        ["BTC", "USDC", "USDT", "ETH", "SOL", "LTC", "GRAM", "DOGE"]
    );
    assert_eq!(ways.options.len(), 17);
    let suspended: Vec<(&str, &str)> = ways
        .options
        .iter()
        .filter(|option| option.is_suspended)
        .map(|option| (option.pair.coin.as_str(), option.pair.network.as_str()))
        .collect();
    assert_eq!(
        suspended,
        [("USDT", "ETH Mainnet"), ("DOGE", "Mainnet")],
        "a missing flag is no suspension, and a suspended coin suspends its networks"
    );
    let find = |coin: &str, network: &str| {
        ways.find(&Pair::new(coin, network))
            .unwrap_or_else(|| panic!("{coin} on {network}"))
    };
    let lightning = find("BTC", "Lightning");
    assert_eq!(
        digits(lightning.threshold.as_ref()),
        Some("0.000006052631579")
    );
    assert_eq!(lightning.network_title, "Lightning Network");
    assert_eq!(find("BTC", "Mainnet").network_title, "Bitcoin");
    assert_eq!(find("LTC", "Mainnet").network_title, "Litecoin");
    assert_eq!(find("LTC", "Mainnet").transfer_cost, None);
    assert_eq!(
        find("USDC", "Solana").transfer_cost.as_deref(),
        Some("€0"),
        "a cost is text"
    );
    assert_eq!(
        find("USDC", "Polygon (Matic)").pair.network,
        "Polygon (Matic)",
        "a network is kept byte for byte"
    );
}

#[test]
fn newer_ways_to_pay_are_each_there_once() {
    let ways = check(
        "payment_vias_gram_and_new_networks.json",
        payments::payment_options,
    )
    .expect("ways to pay");
    assert_eq!(ways.options.len(), 24);
    let distinct = ways.distinct();
    assert_eq!(distinct.len(), 23, "TON and GRAM are one");
    assert!(distinct.iter().any(|option| option.pair.coin == "TON"));
    for (coin, network) in [
        ("USDT", "Binance Smart Chain"),
        ("USDT", "Plasma"),
        ("USDC", "Sonic"),
        ("WLD", "WorldChain"),
        ("USDC.e", "Arbitrum"),
        ("SUI", "Sui Mainnet"),
        ("GRAM", "Ton"),
    ] {
        let found = ways.find(&Pair::new(coin, network));
        assert_eq!(found.map(|option| option.pair.coin.as_str()), Some(coin));
    }
}

#[test]
fn of_two_names_of_a_coin_the_open_one_is_used() {
    let ways = check("payment_vias_suspended.json", payments::payment_options).expect("ways");
    let distinct = ways.distinct().into_iter();
    let usable: Vec<(&str, &str, bool)> = distinct
        .map(|option| {
            let Pair { coin, network } = &option.pair;
            (coin.as_str(), network.as_str(), option.is_usable())
        })
        .collect();
    assert_eq!(
        usable,
        [
            ("GRAM", "Ton", true),
            ("USDC", "Base", true),
            ("USDC", "Plasma", false),
            ("WLD", "WorldChain", false),
            ("SUI", "Sui", false),
        ]
    );
    let ways = check("payment_vias_sparse.json", payments::payment_options).expect("ways");
    assert_eq!(ways.options.len(), 6);
    let toncoin = ways.find(&Pair::new("TON", "Ton"));
    assert_eq!(
        toncoin.map(|option| option.pair.clone()),
        Some(Pair::new("GRAM", "Gram")),
        "as the list spells it"
    );
}

#[test]
fn a_network_for_tests_or_of_another_chain_is_not_offered() {
    let networks = [
        r#"{"name":"Base","chain_id":8453}"#,
        r#"{"name":"Polygon","chain_id":"137"}"#,
        r#"{"name":"Sonic","chain_id":null}"#,
        r#"{"name":"Nowhere","chain_id":7}"#,
        r#"{"name":"Amoy","chain_id":80002}"#,
        r#"{"name":"Base Sepolia"}"#,
        r#"{"name":"Arbitrum","chain_id":421614}"#,
    ]
    .join(",");
    let body = [
        r#"[{"name":"USER_WALLET","currencies":[{"name":"USDC","networks":["#,
        &networks,
        "]}]}]",
    ]
    .concat();
    let body = Json::parse(&body).expect("JSON");
    let ways = payments::payment_options(&body).expect("ways to pay");
    let networks: Vec<&str> = ways
        .options
        .iter()
        .map(|option| option.pair.network.as_str())
        .collect();
    assert_eq!(networks, ["Base", "Polygon", "Sonic", "Nowhere"]);
}

#[test]
fn countries_are_read_from_their_own_spelling() {
    let countries = check("available_countries.json", catalog::countries).expect("countries");
    assert_eq!(countries.len(), 15);
    assert!(countries.contains(&Country::parse("XK").expect("two letters")));
}

#[test]
fn a_catalogue_has_each_brand_once_with_all_its_categories() {
    let catalogue = check("brands_US.json", catalog::catalogue).expect("a catalogue");
    let names: Vec<&str> = catalogue
        .brands
        .iter()
        .map(|brand| brand.name.as_str())
        .collect();
    assert_eq!(
        names,
        [
            "Amazon.com",
            "Steam",
            "Minecraft",
            "Roblox",
            "Rewarble VISA USD",
            "Lycamobile Credits",
            "Lycamobile Bundle",
            "eSIM",
            "AT&T Prepaid",
            "Hulu",
        ],
        "in the feed's order, what is out of stock last"
    );
    assert_eq!(catalogue.country, Some(Country::UNITED_STATES));
    assert_eq!(
        (catalogue.popular.as_slice(), catalogue.skipped),
        (&[0, 1][..], 0)
    );
    assert_eq!(
        brand(&catalogue, "Roblox").categories,
        ["games", "entertainment"]
    );
    assert_eq!(
        brand(&catalogue, "Lycamobile Credits").categories,
        ["mobile_credits", "mobile_talk_time"]
    );
    let lycamobile = &brand(&catalogue, "Lycamobile Bundle").family_address();
    assert_eq!(
        catalogue.family(lycamobile).len(),
        2,
        "two brands, one family"
    );
}

#[test]
fn oddities_of_brands_are_survived() {
    let catalogue = check("brands_US.json", catalog::catalogue).expect("a catalogue");
    let roblox = brand(&catalogue, "Roblox");
    assert_eq!(
        roblox.ground.as_deref(),
        Some("#ff1323"),
        "a stray # is left out of a colour"
    );
    assert_eq!(
        roblox.span,
        Some(("800 Robux".to_owned(), "$200".to_owned())),
        "a span is text, and its ends may be in different units"
    );
    let hulu = brand(&catalogue, "Hulu");
    assert_eq!((&hulu.span, hulu.is_out_of_stock), (&None, true));
    let att = brand(&catalogue, "AT&T Prepaid");
    assert_eq!((att.family.as_str(), &att.logo), ("AT&T", &None));
    assert_eq!(initial(&att.title), "A");
    assert_eq!(
        brand(&catalogue, "Minecraft").logo,
        Some(Logo::Sized(
            "https://cdn.cryptorefills.com/logos_v2/minecraft".to_owned()
        )),
        "without a base address it is what the picture's own begins with"
    );
    assert_eq!(
        brand(&catalogue, "Steam").logo,
        Some(Logo::Sized(
            "https://cdn.cryptorefills.com/logos_v2/steam".to_owned()
        ))
    );
    assert_eq!(brand(&catalogue, "eSIM").kind, Kind::Esim);
    assert_eq!(brand(&catalogue, "Lycamobile Credits").kind, Kind::TopUp);
    assert_eq!(brand(&catalogue, "Steam").kind, Kind::GiftCard);
}

#[test]
fn a_catalogue_without_the_whole_list_is_walked_by_category() {
    let catalogue = check("brands_BR_no_all_brands.json", catalog::catalogue).expect("a catalogue");
    assert_eq!(catalogue.brands.len(), 1);
    assert_eq!(
        brand(&catalogue, "Claro").categories,
        ["mobile_credits", "mobile_recharge"],
        "a group without a category is named by its kind (docs/api.md#the-brand-list)"
    );
    assert!(catalogue.popular.is_empty());
}

#[test]
fn a_brand_that_the_feed_repeats_is_one_brand() {
    let row = |family: &str, brand: &str, category: &str, is_out: bool| {
        serde_json::json!({ "family": family, "brand": brand, "category": category,
            "is_out_of_stock": is_out, "min": "$5", "max": "$10" })
    };
    let body = serde_json::json!({
        "all_brands": [row("Steam", "Steam", "games", true), row("Hulu", "Hulu", "streaming", true)],
        "categories": [
            { "category": "popular", "brands": [row("STEAM", "steam ", "gifts", false)] },
            { "category": "games", "brands": [row("Steam", "Steam Deck", "games", false)] },
        ],
    });
    let text = body.to_string();
    let catalogue = catalog::catalogue(&Json::parse(&text).expect("JSON")).expect("a catalogue");
    let names: Vec<&str> = catalogue
        .brands
        .iter()
        .map(|brand| brand.name.as_str())
        .collect();
    assert_eq!(names, ["Steam", "Steam Deck", "Hulu"]);
    let steam = &catalogue.brands[0];
    assert_eq!(steam.categories, ["games", "gifts", "popular"]);
    assert!(!steam.is_out_of_stock, "one row sells it");
    assert_eq!(steam.span, Some(("$5".to_owned(), "$10".to_owned())));
}

#[test]
fn an_empty_catalogue_is_an_answer_and_says_that_it_is_empty() {
    let catalogue =
        check("brands_KZ_transient_empty.json", catalog::catalogue).expect("a catalogue");
    assert!(catalogue.is_empty());
    assert_eq!(catalogue.country, Country::parse("KZ"));
}

#[test]
fn the_feed_is_its_popular_brands_or_its_first_list() {
    let names = |body: &Value| -> Vec<String> {
        let body = body.to_string();
        let read = catalog::feed(&Json::parse(&body).expect("JSON")).expect("a feed");
        read.into_iter().map(|brand| brand.name).collect()
    };
    let mut body: Value = serde_json::from_str(&text("homepage_US.json")).expect("JSON");
    assert_eq!(names(&body), ["Amazon.com", "Steam"]);
    // A list that is called popular by its title, wherever it stands.
    body["popular_brands"] = Value::Null;
    let sections = body["sections"].as_array_mut().expect("sections");
    sections.rotate_left(1);
    assert_eq!(names(&body), ["Amazon.com", "Steam", "eSIM"]);
    let sections = body["sections"].as_array_mut().expect("sections");
    sections.pop();
    // A list of what was bought is none to begin with.
    sections.insert(
        0,
        serde_json::json!({ "last_purchases": sections[1]["brands"] }),
    );
    assert_eq!(names(&body), ["Steam", "Minecraft", "Roblox"]);
}

#[test]
fn kinds_that_a_shop_does_not_sell_are_left_out() {
    let kinds = |names: &[&str]| {
        let each = names.iter().map(|name| Kinds::parse(name).expect("a kind"));
        Kinds::of_list(each.collect())
    };
    let whole = || check("brands_US.json", catalog::catalogue).expect("a catalogue");
    let names = |catalogue: &Catalogue| -> Vec<String> {
        let brands = catalogue.brands.iter();
        brands.map(|brand| brand.name.clone()).collect()
    };
    let esims = whole().only(kinds(&["esim"]));
    assert_eq!(
        (names(&esims), esims.popular.len()),
        (vec!["eSIM".to_owned()], 0)
    );
    assert!(esims.family(&AddressName::from_name("Steam")).is_empty());
    assert_eq!(esims.categories(), [("e-sim".to_owned(), 1)]);
    let cards = whole().only(kinds(&["gift_card"]));
    assert!(
        cards
            .brands
            .iter()
            .all(|brand| brand.kind == Kind::GiftCard)
    );
    // The popular ones are the same ones as before.
    let popular = |catalogue: &Catalogue| -> Vec<String> {
        let places = catalogue.popular.iter();
        places
            .map(|place| catalogue.brands[*place].name.clone())
            .collect()
    };
    assert_eq!(popular(&cards), popular(&whole()));
    // Nothing named, and everything named, is everything.
    for all in [kinds(&[]), kinds(&["gift_card", "top_up", "esim"])] {
        assert_eq!(names(&whole().only(all)), names(&whole()));
    }
    let feed = || check("homepage_US.json", catalog::feed).expect("a feed");
    let of_feed = |names: &[&str]| Some(on_offer(feed(), kinds(names), NOW)?.len());
    assert_eq!(of_feed(&["gift_card"]), Some(feed().len()));
    assert_eq!(of_feed(&["esim"]), None);
}

#[test]
fn a_default_that_is_no_bound_is_a_proposal() {
    for (default, expected) in [
        ("1000.0", None),
        ("5", None),
        ("50.0", Some(amount("50"))),
        ("50.5", None),
        ("2000", None),
        ("", None),
    ] {
        let mut answer: Value =
            serde_json::from_str(&text("products_US_amazon.json")).expect("the example is JSON");
        let place = answer.pointer_mut("/0/products/0/range/default");
        *place.expect("a default") = default.into();
        let endpoint = asked("/v5/products/country/US");
        let answer = answer.to_string();
        let body = judge(&endpoint, 200, answer.as_bytes()).expect("an answer");
        let groups = products::products(&body).expect("products");
        let Sort::Range(range) = &groups[0].products[0].sort else {
            panic!("no range with {default}");
        };
        assert_eq!(range.proposed, expected, "{default}");
    }
}

#[test]
fn a_range_has_bounds_a_step_and_no_price() {
    for (file, coin) in [
        ("products_US_amazon.json", "USDC"),
        ("products_US_amazon_btc.json", "BTC"),
    ] {
        let group = only_group(file);
        let [product] = group.products.as_slice() else {
            panic!("{file} has one product");
        };
        let Sort::Range(range) = &product.sort else {
            panic!("{file} has a range but {:?}", product.sort);
        };
        assert_eq!(
            (
                range.min.as_str(),
                range.max.as_str(),
                range.currency.as_str()
            ),
            ("5", "1000", "USD")
        );
        assert_eq!(range.step, amount("1"));
        assert_eq!((&product.price, &product.denomination), (&None, &None));
        assert_eq!(
            (product.coin.as_str(), product.is_orderable()),
            (coin, true)
        );
        assert_eq!(product.delivery, DeliveryType::Email);
        assert_eq!(product.key, "875bd018-1c05-407e-bc0c-16dac9e02a98");
    }
}

#[test]
fn an_unsupported_language_has_no_description() {
    assert_eq!(only_group("products_US_amazon_btc.json").description, None);
    let texts = only_group("products_US_amazon.json")
        .description
        .expect("texts");
    assert_eq!(
        (
            texts.locale.as_deref(),
            texts.redeem_place.as_deref(),
            &texts.note
        ),
        (Some("en"), None, &None)
    );
    assert_eq!(
        texts.terms.as_deref(),
        Some("<p>No cash value.<br/>Valid for 12 months.</p>")
    );
}

#[test]
fn fixed_values_are_sorted_and_keep_their_keys() {
    let group = only_group("products_US_steam.json");
    assert_eq!(labels(&group), ["$10", "$20", "$50", "$100"]);
    assert_eq!(
        prices(&group),
        [Some("11.24"), Some("21.87"), Some("53.94"), Some("107.46")]
    );
    let ten = &group.products[0];
    assert_eq!(ten.sort, Sort::Fixed);
    assert_eq!(ten.denomination.as_deref(), Some("10 USD"));
    assert_eq!(ten.localized_denomination.as_deref(), Some("$10"));
    assert_eq!(ten.face_value, dollars("10"));
}

#[test]
fn a_label_without_a_number_can_be_ordered_by_it() {
    let group = only_group("products_US_minecraft.json");
    let [product] = group.products.as_slice() else {
        panic!("one product");
    };
    assert_eq!(product.sort, Sort::Label);
    assert_eq!(product.denomination.as_deref(), Some("Java & Bedrock Ed"));
    assert_eq!(product.localized_denomination, None);
    assert_eq!(product.label, "Java & Bedrock Ed");
    assert_eq!(digits(product.price.as_ref()), Some("31.42"));
    assert!(product.is_orderable());
    assert_eq!(
        group.logo,
        Some(Logo::Sized(
            "https://cdn.cryptorefills.com/logos_v2/minecraft".to_owned()
        ))
    );
}

#[test]
fn one_brand_may_mix_a_range_with_a_fixed_value() {
    let group = only_group("products_US_roblox.json");
    let [range, fixed] = group.products.as_slice() else {
        panic!("two products");
    };
    let Sort::Range(bounds) = &range.sort else {
        panic!("the range comes first");
    };
    assert_eq!(
        (bounds.min.as_str(), bounds.max.as_str(), &bounds.step),
        ("10", "200", &amount("1")),
        "a step of null is 1"
    );
    assert_eq!(fixed.sort, Sort::Fixed);
    assert_eq!(
        fixed.face_value,
        dollars("9.99"),
        "a value may be called `value`"
    );
    assert_eq!(group.ground.as_deref(), Some("#ff1323"));
    let texts = group.description.expect("texts");
    assert!(
        texts.about.is_some_and(|html| html.contains("<script>")),
        "hostile HTML is passed on untouched: only the view can judge it"
    );
}

#[test]
fn e_money_is_listed_like_any_card() {
    let group = only_group("products_US_rewarble.json");
    assert_eq!(
        (group.family.as_str(), group.brand.as_str()),
        ("Rewarble", "Rewarble VISA USD")
    );
    assert_eq!(group.category.as_deref(), Some("e-money"));
    assert_eq!(
        prices(&group),
        [Some("10.92"), Some("27.10"), Some("53.80")],
        "zeros at the end are digits too"
    );
}

#[test]
fn out_of_stock_is_an_answer_and_no_failure() {
    let group = only_group("products_US_hulu_out_of_stock.json");
    assert!(group.is_out_of_stock && group.products.is_empty());
    let null_list = r#"[{"family":"Hulu","brand":"Hulu","is_out_of_stock":true,"products":null}]"#;
    let body = Json::parse(null_list).expect("JSON");
    let groups = products::products(&body).expect("groups");
    assert_eq!(
        groups.first().map(|group| group.products.len()),
        Some(0),
        "a null list is an empty one"
    );
}

#[test]
fn one_family_has_one_group_a_brand() {
    let groups = groups("products_US_lycamobile.json");
    let [credits, bundles] = groups.as_slice() else {
        panic!("two groups");
    };
    assert_eq!(
        (credits.brand.as_str(), bundles.brand.as_str()),
        ("Lycamobile Credits", "Lycamobile Bundle")
    );
    assert_eq!((credits.kind, bundles.kind), (Kind::TopUp, Kind::TopUp));
    let deliveries: Vec<(&str, DeliveryType)> = credits
        .products
        .iter()
        .map(|product| (product.label.as_str(), product.delivery))
        .collect();
    assert_eq!(
        deliveries,
        [
            ("$10", DeliveryType::Phone),
            ("10 USD - PIN", DeliveryType::Email),
            ("$20", DeliveryType::Phone),
        ],
        "rows of one price differ by their delivery"
    );
    let data: Vec<Option<&str>> = bundles
        .products
        .iter()
        .map(|product| match &product.sort {
            Sort::Plan { data, .. } => digits(data.as_ref()),
            other => panic!("a plan but {other:?}"),
        })
        .collect();
    assert_eq!(
        data,
        [Some("5"), None],
        "−1 is unlimited, also under `unit_type`"
    );
    assert_eq!(prices(bundles), [Some("20.13"), Some("51.80")]);
}

#[test]
fn an_esim_is_a_plan_that_is_emailed() {
    let group = only_group("products_US_esim.json");
    assert_eq!(group.kind, Kind::Esim);
    assert_eq!(
        labels(&group),
        [
            "1 GB 7 days",
            "Unlimited 3 days",
            "5 GB 30 days",
            "20 GB 30 days"
        ]
    );
    let plan = |product: &Product| match &product.sort {
        Sort::Plan { data, unit } => (digits(data.as_ref()).map(str::to_owned), unit.clone()),
        other => panic!("a plan but {other:?}"),
    };
    let plans: Vec<(Option<String>, String)> = group.products.iter().map(plan).collect();
    let gigabytes = |data: Option<&str>| (data.map(str::to_owned), "GB".to_owned());
    assert_eq!(
        plans,
        [
            gigabytes(Some("1")),
            gigabytes(None),
            gigabytes(Some("5")),
            gigabytes(Some("20"))
        ]
    );
    assert!(
        group
            .products
            .iter()
            .all(|product| product.delivery == DeliveryType::Email)
    );
    assert_eq!(group.products[2].localized_denomination, None);
}

#[test]
fn a_top_up_is_in_the_country_s_own_money_and_goes_to_a_phone() {
    let group = only_group("products_BR_claro.json");
    let thirty = group.products.last().expect("products");
    assert_eq!(thirty.label, "R$ 30");
    assert_eq!(
        thirty.face_value,
        Some(FaceValue {
            amount: amount("30"),
            currency: "BRL".to_owned()
        })
    );
    assert!(
        group
            .products
            .iter()
            .all(|product| product.delivery == DeliveryType::Phone)
    );
}

#[test]
fn an_unknown_family_sells_nothing() {
    assert_eq!(groups("products_unknown_family.json"), []);
}

#[track_caller]
fn product<'a>(group: &'a ProductGroup, label: &str) -> &'a Product {
    let mut products = group.products.iter();
    products
        .find(|product| product.label == label)
        .unwrap_or_else(|| panic!("{label} is sold"))
}

fn ranged(group: &ProductGroup) -> &Range {
    let Some(Sort::Range(range)) = group.products.first().map(|product| &product.sort) else {
        panic!("a range");
    };
    range
}

#[test]
fn goods_of_other_kinds_are_in_no_list_and_are_known_as_unsold() {
    let catalogue = check("brands_ZA_new_kinds.json", catalog::catalogue).expect("a catalogue");
    let names: Vec<&str> = catalogue.brands.iter().map(|brand| &*brand.name).collect();
    assert_eq!(names, ["Takealot", "Rewarble VISA USD"]);
    assert_eq!(
        catalogue.unsold,
        [
            "City Power",
            "Metro Water Postpaid",
            "Programmable gift card",
            "Programmable gift card Plus",
            "Flights",
            "Stays",
            "Ticket Lottery",
        ],
        "also of a kind that nobody knows"
    );
    assert_eq!(catalogue.skipped, 0);
    for file in [
        "products_US_nft_giftcard.json",
        "products_ZA_utility_by_account.json",
    ] {
        let group = only_group(file);
        assert!(group.is_unsold() && !group.can_be_sold(), "{file}");
    }
    let mut bill = only_group("products_ZA_utility_by_account.json");
    assert_eq!(bill.products[0].delivery, DeliveryType::Account);
    bill.kind = Kind::GiftCard;
    assert!(
        bill.is_unsold(),
        "what goes to an account, whatever its kind"
    );
    let emoney = only_group("products_US_emoney_account.json");
    assert!(
        emoney.can_be_sold(),
        "only a validation can say that it isn't"
    );
}

#[test]
fn deals_are_in_a_category_and_have_a_badge_while_they_run() {
    let read = || check("brands_US_tags_promotions.json", catalog::catalogue).expect("a catalogue");
    let badges = |now: u64| -> Vec<(String, Option<String>, Vec<&str>)> {
        let catalogue = read().at(now);
        let brands = catalogue.brands.iter().map(|brand| {
            let badge = brand.promotion.as_ref().map(|promotion| promotion.badge());
            let lists = ["sale", "new"].into_iter().filter(|list| brand.is_in(list));
            (brand.name.clone(), badge, lists.collect())
        });
        brands.collect()
    };
    let row = |name: &str, badge: Option<&str>, lists: &[&'static str]| {
        (name.to_owned(), badge.map(str::to_owned), lists.to_vec())
    };
    assert_eq!(
        badges(NOW),
        [
            row("Best Buy", Some("\u{2212}5%"), &["sale"]),
            row("DoorDash", Some("Free delivery month"), &["sale"]),
            row("Harbor Coffee", None, &["sale", "new"]),
            row("Northlight Games", None, &["new"]),
            row("Asos", Some("Holiday deal"), &["sale"]),
            row("Target", None, &[]),
        ]
    );
    // 1 July 2026: another promotion runs, and the discount is still there.
    let summer = badges(1_782_900_000_000);
    assert_eq!(
        [&summer[0], &summer[1], &summer[2]],
        [
            &row("Best Buy", Some("\u{2212}5%"), &["sale"]),
            &row("DoorDash", None, &[]),
            &row("Harbor Coffee", Some("Summer bonus"), &["sale", "new"]),
        ]
    );
    let group = only_group("products_US_promotion_internal.json");
    let ends = group.promotions.iter().map(|deal| deal.end);
    assert_eq!(ends.collect::<Vec<_>>(), [None, Some(1_797_811_199_000)]);
}

#[test]
fn the_feed_s_brands_have_their_deals_while_they_run() {
    // No home feed with a promotion has been seen: the rows of a brand list are put into one.
    let list: Value = serde_json::from_str(&text("brands_US_tags_promotions.json")).expect("JSON");
    let categories = list["categories"].as_array().expect("categories");
    let rows = categories
        .iter()
        .filter_map(|each| each["brands"].as_array());
    let rows: Vec<Value> = rows.flatten().cloned().collect();
    let body = serde_json::json!({ "popular_brands": rows }).to_string();
    let badges = |now: u64| -> Vec<Option<String>> {
        let read = catalog::feed(&Json::parse(&body).expect("JSON")).expect("a feed");
        let brands = on_offer(read, Kinds::of_list(Vec::new()), now).expect("brands");
        let told = brands.iter().filter(|brand| {
            let names = ["Best Buy", "DoorDash"];
            names.contains(&&*brand.name)
        });
        told.map(|brand| brand.promotion.as_ref().map(|promotion| promotion.badge()))
            .collect()
    };
    let [discount, month] = ["\u{2212}5%", "Free delivery month"].map(|text| Some(text.to_owned()));
    // Best Buy is in two categories of that list.
    assert_eq!(badges(NOW), [discount.clone(), month, discount.clone()]);
    // 1 July 2026.
    assert_eq!(
        badges(1_782_900_000_000),
        [discount.clone(), None, discount]
    );
}

/// A family as the API would answer, with each change in the group of its place.
fn changed(file: &str, changes: &[(usize, &str, Value)]) -> Vec<ProductGroup> {
    let mut groups: Value = serde_json::from_str(&text(file)).expect("JSON");
    for (place, pointer, value) in changes {
        *groups[*place].pointer_mut(pointer).expect("a place") = value.clone();
    }
    let body = groups.to_string();
    products::products(&Json::parse(&body).expect("JSON")).expect("groups")
}

#[test]
fn a_brand_in_two_categories_is_one_group() {
    let file = "products_US_promotion_internal.json";
    let read = |changes: &[(usize, &str, Value)]| -> Vec<Vec<String>> {
        let groups = changed(file, changes);
        let labels = groups.iter().map(labels);
        labels
            .map(|labels| labels.into_iter().map(str::to_owned).collect())
            .collect()
    };
    assert_eq!(read(&[]), [["$25", "$50"]], "in the order of their prices");
    let out = |place: usize| (place, "/is_out_of_stock", Value::Bool(true));
    assert_eq!(read(&[out(0)]), [["$25"]]);
    assert_eq!(read(&[out(1)]), [["$50"]]);
    assert!(changed(file, &[out(0), out(1)])[0].is_out_of_stock);
    let place = |at: usize, name: &str| (at, "/rich_description/redeem_geo", Value::from(name));
    let works_in = |group: &ProductGroup| {
        let texts = group.description.as_ref().expect("texts");
        texts.redeem_place.clone()
    };
    let locked = changed(file, &[place(1, "Japan")]);
    assert_eq!(locked.len(), 1);
    assert_eq!(works_in(&locked[0]).as_deref(), Some("Japan"));
    let places = [place(0, "United States"), place(1, "Japan")];
    assert_eq!(
        read(&places).len(),
        2,
        "a code of one works not in the other"
    );
    let kind = (1, "/kind", Value::from("utility"));
    assert_eq!(read(&[kind]).len(), 2);
}

#[test]
fn what_is_out_of_stock_has_no_span_and_an_old_picture_is_asked_for_where_it_is_now() {
    let catalogue =
        check("brands_TW_out_of_stock_no_minmax.json", catalog::catalogue).expect("a catalogue");
    let mart = brand(&catalogue, "Far East Mart");
    assert_eq!((&mart.span, mart.is_out_of_stock), (&None, true));
    assert_eq!(
        mart.logo,
        Some(Logo::Sized(
            "https://cdn.cryptorefills.com/logos_v2/far-east-mart".to_owned()
        ))
    );
}

#[test]
fn pictures_come_from_three_hosts_and_the_shop_itself() {
    let logo = |address: &str| {
        let body = format!(r#"{{"all_brands":[{{"brand":"A","logo_url":"{address}"}}]}}"#);
        let catalogue = catalog::catalogue(&Json::parse(&body).expect("JSON")).expect("a list");
        catalogue.brands[0].logo.clone()
    };
    for address in [
        "https://cryptorefills.s3-eu-west-1.amazonaws.com/a.png",
        "https://cryptorefills.s3.amazonaws.com/a.png",
        "https://cdn.cryptorefills.com/icons/a.png",
        "/images/a.png",
    ] {
        assert_eq!(logo(address), Some(Logo::Single(address.to_owned())));
    }
    for address in [
        "https://s3.eu-west-1.amazonaws.com/a.png",
        "https://other.s3.eu-west-1.amazonaws.com/a.png",
        "https://other.s3.amazonaws.com/a.png",
        "https://cdn.cryptorefills.com.example/a.png",
        "http://cdn.cryptorefills.com/a.png",
        "//cdn.cryptorefills.com/a.png",
    ] {
        assert_eq!(logo(address), None, "{address}");
    }
    assert_eq!(
        logo("https://cdn.cryptorefills.com/logos_v2/c&a_500x318.jpg"),
        Some(Logo::Sized(
            "https://cdn.cryptorefills.com/logos_v2/c&a".to_owned()
        ))
    );
}

#[test]
fn a_list_of_coins_alone_is_no_list_of_ways_to_pay() {
    let body = text("currencies.json");
    let body = Json::parse(&body).expect("JSON");
    assert!(payments::payment_options(&body).is_none());
}

#[test]
fn a_feed_that_is_one_list_is_read_in_its_order() {
    let brands = check("homepage_US_flat.json", catalog::feed).expect("a feed");
    let body: Value = serde_json::from_str(&text("homepage_US_flat.json")).expect("JSON");
    let listed = body["popular_brands"].as_array().expect("a list");
    let listed = listed
        .iter()
        .map(|row| row["brand"].as_str().expect("a name"));
    assert!(brands.iter().map(|brand| &*brand.name).eq(listed));
    assert!(brands.iter().all(|brand| brand.logo.is_some()));
    let found = check("search_US_play.json", catalog::catalogue).expect("a catalogue");
    assert!(!found.is_empty());
    let spellings = check("available_countries_spellings.json", catalog::countries);
    assert!(
        spellings
            .expect("countries")
            .iter()
            .all(|country| country.is_listed())
    );
}

#[test]
fn steps_begin_at_the_least_amount_and_no_default_is_taken_unjudged() {
    let doordash = only_group("products_US_default_above_max.json");
    assert_eq!(
        ranged(&doordash).proposed,
        None,
        "it is above the greatest amount"
    );
    let royal = only_group("products_US_redeem_geo_name.json");
    assert_eq!(ranged(&royal).proposed, None, "it is the greatest amount");
    let sierra = only_group("products_MX_benefits_range_credits.json");
    assert_eq!(ranged(&sierra).step, amount("10"));
    for step in ["null", "0", "\"0\"", "\"\"", "1"] {
        let body = format!(
            r#"[{{"brand":"A","products":[{{"product_id":"a","is_dynamic":true,
                "range":{{"min":15,"max":100,"currency":"USD","step_size":{step}}}}}]}}]"#
        );
        let groups = products::products(&Json::parse(&body).expect("JSON")).expect("groups");
        assert_eq!(ranged(&groups[0]).step, amount("1"), "{step}");
        assert!(ranged(&groups[0]).check("17.5").is_err(), "{step}");
    }
    let (_, price) = check("price_GB_step_from_min.json", products::price).expect("a price");
    assert_eq!(price.as_str(), "33.62");
    for file in [
        "error_400_price_off_step.json",
        "error_400_price_out_of_range.json",
    ] {
        let error = check::<()>(file, no_answer).expect_err(file);
        assert!(!error.is_passing(), "{file}: to ask again doesn't help");
    }
    let loose = only_group("products_US_loose_types.json");
    assert_eq!(ranged(&loose).step, amount("1"));
    assert_eq!(loose.products[1].label, "15 USD");
}

#[test]
fn plans_have_data_days_and_regions() {
    let plan = |product: &Product| {
        let data = match &product.sort {
            Sort::Plan { data, unit } => data.as_ref().map(|data| [data.as_str(), unit].concat()),
            other => panic!("a plan but {other:?}"),
        };
        (data, product.validity.map(|validity| validity.hours() / 24))
    };
    let esim = only_group("products_US_esim_days.json");
    let plans: Vec<_> = esim.products.iter().map(plan).collect();
    let gigabytes = |data: &str, days| (Some(data.to_owned()), Some(days));
    assert_eq!(
        plans,
        [
            gigabytes("1GB", 7),
            gigabytes("3GB", 15),
            (None, Some(3)),
            gigabytes("5GB", 30),
            gigabytes("10GB", 30),
        ],
        "by price; days of the field, else of the label"
    );
    assert!(
        esim.products
            .iter()
            .all(|product| product.regions.is_empty())
    );
    let europe = only_group("products_EU_esim_regions.json");
    let regions = |label: &str| product(&europe, label).regions.clone();
    assert_eq!(regions("1 GB 7 days").len(), 30);
    assert_eq!(
        regions("5 GB 30 days"),
        ["Germany", "Austria", "Switzerland"]
    );
    assert_eq!(regions("3 GB 30 days"), ["WW"]);
    assert_eq!(europe.country.as_deref(), Some("EU"));
    let bare = r#"[{"brand":"eSIM","kind":"mobile_recharge","category":"e-sim","products":[
        {"product_id":"a","denomination":"20 GB 1 month","face_value":
            {"currency_code":"USD","amount":{"price":"5"}}},
        {"product_id":"b","denomination":"Unlimited 5 days"}]}]"#;
    let bare = products::products(&Json::parse(bare).expect("JSON")).expect("groups");
    let plans: Vec<_> = bare[0].products.iter().map(plan).collect();
    assert_eq!(
        plans,
        [(Some("20GB".to_owned()), None), (None, Some(5))],
        "a label is all that some have"
    );
}

#[test]
fn a_bundle_holds_data_talk_time_and_messages() {
    let group = only_group("products_IN_benefits_data_talktime_sms.json");
    let held = |label: &str| -> Vec<(Holds, Option<String>)> {
        let benefits = product(&group, label).benefits.iter();
        benefits
            .map(|benefit| {
                let amount = benefit.amount.as_ref();
                let words = |amount: &Amount| [amount.as_str(), " ", &benefit.unit].concat();
                (benefit.holds, amount.map(words))
            })
            .collect()
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(
        held("₹299 Unlimited"),
        [
            (Holds::Data, some("10 GB")),
            (Holds::Talk, None),
            (Holds::Messages, some("100 SMS")),
        ],
        "below zero is unlimited"
    );
    let social = product(&group, "₹98 Social");
    assert!(matches!(&social.sort, Sort::Plan { unit, .. } if unit == "MB"));
    assert!(
        social.benefits[0]
            .note
            .as_deref()
            .is_some_and(|note| note.contains("Whatsapp")),
        "what the operator adds is kept"
    );
    assert_eq!(held("₹48"), [(Holds::Data, some("2 GB"))], "plain numbers");
    assert_eq!(held("₹19 Pack"), [], "a sort that nobody knows");
    let hours: Vec<Option<u64>> = ["₹299 Unlimited", "₹98 Social", "₹48", "₹19 Pack"]
        .into_iter()
        .map(|label| {
            product(&group, label)
                .validity
                .map(|validity| validity.hours())
        })
        .collect();
    assert_eq!(hours, [Some(28 * 24), Some(30 * 24), Some(24), None]);
    let palawan = only_group("products_PH_topup_promotions.json");
    assert_eq!(palawan.products[0].credit, None, "a bonus is no tax");
    assert_eq!(
        palawan.promotions,
        [],
        "it is the product's and not the brand's"
    );
    let [deal] = palawan.products[0].promotions.as_slice() else {
        panic!("the operator's own promotion, and not the one without a title");
    };
    assert_eq!(deal.title, "10% more credit (300, 500)");
    assert!(deal.runs_at(NOW) && !deal.runs_at(NOW + 5 * 86_400_000));
    let pin = only_group("products_US_topup_pin.json");
    let [pin] = pin.products.as_slice() else {
        panic!("one product");
    };
    assert_eq!(pin.delivery, DeliveryType::Email, "it comes as a code");
    assert_eq!(pin.validity.map(|validity| validity.hours()), Some(30 * 24));
}

#[test]
fn a_taxed_top_up_says_what_reaches_the_phone() {
    let savanna = only_group("products_NG_benefits_credits_tax.json");
    let [fixed] = savanna.products.as_slice() else {
        panic!("one product");
    };
    let naira = |text: &str| FaceValue {
        amount: amount(text),
        currency: "NGN".to_owned(),
    };
    assert_eq!(fixed.credited(None), Some(naira("930")));
    let sierra = only_group("products_MX_benefits_range_credits.json");
    let [range] = sierra.products.as_slice() else {
        panic!("one product");
    };
    let credited = |paid: &str| {
        let credited = range.credited(Some(&amount(paid)));
        let credited = credited.expect("less than is paid");
        assert_eq!(credited.currency, "MXN");
        credited.amount.as_str().to_owned()
    };
    assert_eq!(
        (credited("500"), credited("70")),
        ("431.03".to_owned(), "60.34".to_owned())
    );
}

#[test]
fn credit_is_in_the_currency_of_the_amount_or_in_none() {
    let unit = |file: &str, unit: &str| {
        let place = "/products/0/benefits/0/unit";
        changed(file, &[(0, place, Value::from(unit))]).remove(0)
    };
    let file = "products_MX_benefits_range_credits.json";
    for other in ["USD", "CREDITS", "mxn"] {
        // The share is that of the coin that is paid with.
        let group = unit(file, other);
        let credited = group.products[0].credited(Some(&amount("500")));
        let credited = credited.expect("less than is paid");
        assert_eq!(
            (credited.amount.as_str(), &*credited.currency),
            ("431.03", "MXN")
        );
        assert_eq!(group.products[0].credited(None), None);
    }
    let file = "products_NG_benefits_credits_tax.json";
    assert_eq!(unit(file, "CREDITS").products[0].credited(None), None);
}

#[test]
fn goods_are_delivered_to_a_phone_by_email_or_either_way() {
    for (file, expected) in [
        ("products_US_topup_pin.json", &[(false, true)][..]),
        ("products_MX_benefits_range_credits.json", &[(true, false)]),
        (
            "products_US_lycamobile.json",
            &[(true, true), (true, false)],
        ),
    ] {
        let groups = groups(file);
        let found = groups.iter().map(ProductGroup::deliveries);
        assert_eq!(found.collect::<Vec<_>>(), expected, "{file}");
    }
}

#[test]
fn where_a_card_works_is_words_without_markup() {
    let places: Vec<Option<String>> = groups("products_DE_redeem_geo_spellings.json")
        .into_iter()
        .map(|group| group.description.and_then(|texts| texts.redeem_place))
        .collect();
    let places: Vec<&str> = places
        .iter()
        .map(|place| place.as_deref().unwrap_or("-"))
        .collect();
    assert_eq!(
        places,
        [
            "USA",
            "UK",
            "Korea",
            "in Tu\u{308}rkiye",
            "Germany, Austria and Switzerland",
            "Europe",
            "Worldwide",
            "-",
            "Virgin Islands (U.S.)",
            "the states east of the river",
            "US",
            "cote d’ivoire",
            "Hong Kong SAR",
        ]
    );
    let japan = only_group("products_JP_redeem_geo_name.json").description;
    assert_eq!(
        japan.and_then(|texts| texts.redeem_place).as_deref(),
        Some("Japan")
    );
}

#[test]
fn prices_keep_their_digits() {
    for (file, coin, price) in [
        ("price_US_amazon_50_usdc.json", "USDC", "50.66"),
        ("price_US_amazon_50_btc.json", "BTC", "0.00053326"),
        ("price_US_amazon_50_gram.json", "GRAM", "21.318402117"),
    ] {
        let (priced_in, amount) = check(file, products::price).expect(file);
        assert_eq!((priced_in.as_str(), amount.as_str()), (coin, price));
    }
}

/// The quote of a fixture, for an order with or without the coupon that the fixtures have.
#[track_caller]
fn quote(file: &str, coupon: Option<&'static str>) -> Quote {
    let read: fn(&Json<'_>) -> Option<Quote> = match coupon {
        None => |body: &Json<'_>| orders::quote(body, None),
        Some("WELCOME5") => |body: &Json<'_>| orders::quote(body, Some("WELCOME5")),
        Some(_) => |body: &Json<'_>| orders::quote(body, Some("FREEGAME")),
    };
    check(file, read).expect(file)
}

#[test]
fn a_validation_without_problems_is_a_quote() {
    let by_coupon = |part: &str| Some((TextKey::CheckoutByCoupon, amount(part)));
    for (file, coupon, to_pay, part) in [
        ("validation_ok_amazon_range.json", None, "50.66", None),
        ("validation_ok_summary.json", None, "22.11", None),
        // No summary says what made it smaller.
        (
            "validation_ok_coupon.json",
            Some("WELCOME5"),
            "51.24",
            Some((TextKey::CheckoutDiscount, amount("2.7"))),
        ),
        (
            "validation_ok_coupon_part.json",
            Some("WELCOME5"),
            "48.94",
            by_coupon("5"),
        ),
        (
            "validation_ok_coupon_covers_all.json",
            Some("FREEGAME"),
            "0",
            by_coupon("22.11"),
        ),
    ] {
        let total = Total {
            to_pay: amount(to_pay),
            parts: part.into_iter().collect(),
            items: Vec::new(),
            worth: Vec::new(),
        };
        let Quote::Total(mut told) = quote(file, coupon) else {
            panic!("{file} has no total");
        };
        told.worth.clear();
        assert_eq!(told, total, "{file}");
    }
}

#[test]
fn a_coupon_that_the_quote_does_not_echo_is_noticed() {
    let file = "validation_ok_coupon_not_echoed.json";
    assert_eq!(quote(file, Some("WELCOME5")), Quote::CouponIgnored);
}

#[test]
fn without_a_price_there_is_no_quote() {
    assert_eq!(quote("validation_unpriced.json", None), Quote::Unpriced);
}

#[test]
fn problems_are_found_whatever_the_status() {
    for (file, code) in [
        (
            "validation_problems_unavailable.json",
            "NOT_AVAILABLE_PRODUCT",
        ),
        ("validation_problems_http_400.json", "OUT_OF_STOCK"),
        (
            "validation_problems_below_minimum.json",
            "AMOUNT_LESS_THEN_MINIMUM_ALLOWED",
        ),
        ("error_suspended_coin.json", "SUSPENDED_COIN"),
        ("error_suspended_network.json", "SUSPENDED_NETWORK"),
        ("error_suspended_network_details.json", "SUSPENDED_NETWORK"),
        ("error_422_login_required.json", "LOGIN_REQUIRED"),
        ("error_create_cant_setup_payment.json", "CANT_SETUP_PAYMENT"),
        ("error_create_user_blocked.json", "USER_BLOCKED"),
    ] {
        assert_eq!(problems(file), [Problem::new(code)], "{file}");
    }
    assert_eq!(
        Problem::new("SOME_FUTURE_CODE").message_key(),
        TextKey::ProblemUnknown
    );
    assert_eq!(Problem::new("SUSPENDED_NETWORK").field(), Field::Payment);
    assert_eq!(
        refusal("error_create_too_many_unpaid.json").0,
        429,
        "nobody knows whether an order was made"
    );
}

#[test]
fn details_in_a_known_form_are_limits() {
    let limits = |file: &str| -> Vec<Vec<ProblemLimit>> {
        let problems = problems(file).into_iter();
        problems.map(|problem| problem.details.limits).collect()
    };
    let value = |digits: &str, currency: &str| FaceValue {
        amount: amount(digits),
        currency: currency.to_owned(),
    };
    let names = |all: &[&str]| all.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(
        limits("validation_problems_minimum_details.json"),
        [[ProblemLimit::Least(
            Sum::Coin(amount("0.00006412"), "BTC".to_owned()),
            Some(Sum::Fiat(value("5.61", "USD")))
        )]]
    );
    assert_eq!(
        limits("validation_problems_daily_limit.json"),
        [[ProblemLimit::LeftToday(
            value("179.5", "EUR"),
            value("4000", "EUR")
        )]]
    );
    assert_eq!(
        limits("validation_problems_monthly_limit.json"),
        [[ProblemLimit::LeftThisMonth(
            value("189.75", "EUR"),
            value("5000", "EUR")
        )]]
    );
    assert_eq!(
        limits("error_create_monthly_limit.json"),
        [[ProblemLimit::LeftThisMonth(
            value("70", "EUR"),
            value("5000", "EUR")
        )]],
        "more was spent on this line than by this buyer"
    );
    assert_eq!(
        limits("validation_problems_order_limits.json"),
        [
            vec![ProblemLimit::Count(10)],
            vec![ProblemLimit::Most(Sum::Plain(amount("2000")))],
            vec![],
            vec![ProblemLimit::Categories(names(&[
                "giftcard",
                "mobile_recharge"
            ]))],
        ]
    );
    assert_eq!(
        limits("error_create_products_per_day.json"),
        [[ProblemLimit::PerDay(5), ProblemLimit::Exceeding(2)]]
    );
    assert_eq!(
        limits("validation_problems_coupon_details.json"),
        [
            vec![ProblemLimit::Until(1_793_534_400_000)],
            vec![ProblemLimit::Least(Sum::Fiat(value("25", "EUR")), None)],
            vec![ProblemLimit::Categories(names(&["games"]))],
            vec![ProblemLimit::Categories(names(&["giftcard"]))],
            vec![ProblemLimit::Brands(names(&["Steam", "Roblox"]))],
            vec![ProblemLimit::Countries(names(&["US", "CA"]))],
            vec![ProblemLimit::Stores(names(&["androidapp"]))],
            vec![],
            vec![],
        ]
    );
}

#[test]
fn details_name_the_goods_and_the_pairs() {
    let brands = |file: &str| -> Vec<Vec<String>> {
        let goods = |problem: Problem| problem.details.goods.into_iter();
        let problems = problems(file).into_iter();
        problems
            .map(|problem| goods(problem).map(|goods| goods.brand).collect())
            .collect()
    };
    assert_eq!(
        brands("validation_problems_goods.json"),
        [
            vec!["Steam"],
            vec!["eSIM"],
            vec!["Roblox"],
            vec!["Claro Credits"],
            vec!["Rewarble Visa", "Rewarble Mastercard"],
        ]
    );
    for (file, brand) in [
        ("error_create_fullname_missing.json", "Steam"),
        ("error_create_out_of_stock_goods.json", "Steam"),
        ("error_create_kyc_missing_goods.json", "Rewarble Visa"),
    ] {
        assert_eq!(brands(file), [[brand]], "{file}");
    }
    let problems_with_pairs = problems("validation_problems_pairs.json");
    assert_eq!(
        problems_with_pairs[0].details.pairs,
        [
            Pair::new("USDC", "Arbitrum"),
            Pair::new("USDC", "Solana"),
            Pair::new("USDT", "ETH Mainnet"),
        ]
    );
}

#[test]
fn details_in_any_other_form_are_left_out() {
    let many = problems("validation_problems_many.json");
    let codes: Vec<&str> = many.iter().map(|problem| &*problem.code).collect();
    assert_eq!(
        codes,
        [
            "INVALID_BENEFICIARY_ACCOUNT",
            "UNSUPPORTED_PROTOCOL_COIN_COMBINATION",
            "COUPON_EXPIRED",
            "SOME_FUTURE_CODE",
        ],
        "no code is lost"
    );
    assert!(many.iter().all(|problem| problem.details.limits.is_empty()));
    assert_eq!(
        many[1].details.pairs,
        [Pair::new("USDT", "Tron"), Pair::new("USDT", "Solana")]
    );
}

#[test]
fn other_refusals_keep_their_status_and_words() {
    for (file, status, words) in [
        (
            "error_400_products_unfiltered.json",
            400,
            "family_name or brand_name is required",
        ),
        ("error_404_order.json", 404, "Order not found"),
        ("error_404_price.json", 404, "Product not found"),
        ("error_429.json", 429, "Too many requests"),
        ("error_500_generic.json", 500, "Internal Server Error"),
    ] {
        assert_eq!(refusal(file), (status, Some(words.to_owned())), "{file}");
    }
}

#[test]
fn what_is_sent_is_what_working_integrations_send() {
    let item = |denomination: &str, value: Option<&str>, label: &str, brand: &str| Item {
        beneficiary_account: "buyer@example.com".to_owned(),
        brand_name: brand.to_owned(),
        country_code: "US".to_owned(),
        denomination: denomination.to_owned(),
        product_value: value.map(|value| ProductValue::new(&amount(value))),
        localized_denomination: Some(label.to_owned()),
    };
    let card = || item("range", Some("50.00"), "$50", "Amazon.com");
    let steam = |label: &str| item(&format!("{label} USD"), None, &format!("${label}"), "Steam");
    for (file, coin, network, item) in [
        (
            "validation_request_amazon_range.json",
            "USDC",
            "Base",
            card(),
        ),
        (
            "validation_request_coupon.json",
            "USDC",
            "Base",
            steam("50"),
        ),
        (
            "validation_request_promo_code.json",
            "USDC",
            "Base",
            steam("20"),
        ),
        (
            "order_create_request_usdc_base.json",
            "USDC",
            "Base",
            card(),
        ),
        (
            "order_create_request_btc_lightning.json",
            "BTC",
            "Lightning",
            steam("20"),
        ),
    ] {
        let theirs: Value = serde_json::from_str(&text(file)).expect(file);
        let typed = |name: &str| theirs[name].as_str().map(str::to_owned);
        let buyer = Buyer {
            email: "buyer@example.com".to_owned(),
            language: "en".to_owned(),
            source: Some("example_shop".to_owned()),
            coupon: typed("promo_code"),
            refund_address: typed("refund_wallet_address"),
            newsletter: false,
        };
        let order = OrderRequest::new(buyer, &Pair::new(coin, network), vec![item]);
        let ours = serde_json::to_value(&order).expect("JSON");
        for (name, value) in theirs.as_object().expect("an object") {
            assert_eq!(&ours[name], value, "{name} of {file}");
        }
    }
}

#[test]
fn items_are_sent_flat_and_not_in_the_nested_form_of_the_documents() {
    let nested: Value =
        serde_json::from_str(&text("order_create_request_docs_nested.json")).expect("JSON");
    let item = Item {
        beneficiary_account: "buyer@example.com".to_owned(),
        brand_name: "Steam".to_owned(),
        country_code: "US".to_owned(),
        denomination: "20 USD".to_owned(),
        product_value: None,
        localized_denomination: None,
    };
    assert_eq!(
        serde_json::to_value(item).expect("JSON"),
        nested["deliveries"][0]["deliverable"],
        "the same fields, one level higher"
    );
}

#[test]
fn order_a_waits_for_exactly_its_amount() {
    for file in ["order_a_1_created_response.json", "order_a_2_waiting.json"] {
        let order = order(file);
        assert_eq!(order.id.as_str(), "1c4fbf20-5c0c-4148-902b-3e25f0f84bb5");
        assert_eq!(order.state, OrderState::WaitingForPayment);
        assert_eq!(digits(order.amount.as_ref()), Some("50.66"));
        assert_eq!(digits(order.amount_left().as_ref()), Some("50.66"));
        assert_eq!(
            order.address.as_deref(),
            Some("0x5a4d0b0c0000000000000000000000000e7ac0de")
        );
        assert_eq!(order.pair, Pair::new("USDC", "Base"));
        assert_eq!(
            (order.created_at, order.memo.as_deref()),
            (Some(MADE_AT), None)
        );
        assert_eq!(order.deadline(), Some(MADE_AT + 20 * 60 * 1_000));
        assert_eq!(order.email.as_deref(), Some("buyer@example.com"));
        assert!(order.asks_for_payment());
        let [delivery] = order.deliveries.as_slice() else {
            panic!("one delivery");
        };
        assert_eq!(
            (delivery.brand.as_str(), delivery.label.as_deref()),
            ("Amazon.com", Some("$50\u{a0}USD"))
        );
        assert!(!delivery.is_done() && !delivery.is_top_up && delivery.code.is_none());
    }
    let created = order("order_a_1_created_response.json");
    assert_eq!(created.updated_at, None, "creation has no time of change");
    assert!(order("order_a_2_waiting.json").supersedes(&created));
}

#[test]
fn each_state_of_an_order_is_read() {
    for (file, state, stage) in [
        (
            "order_a_3_partial.json",
            OrderState::PartialPaymentStarted,
            StatusStage::Waiting,
        ),
        (
            "order_a_4_payment_started.json",
            OrderState::PaymentStarted,
            StatusStage::Paid,
        ),
        (
            "order_a_5_payment_received.json",
            OrderState::PaymentReceived,
            StatusStage::Paid,
        ),
        (
            "order_a_6_waiting_for_delivery.json",
            OrderState::WaitingForDelivery,
            StatusStage::Delivering,
        ),
        (
            "order_a_7_done_code.json",
            OrderState::Done,
            StatusStage::Delivered,
        ),
        (
            "order_c_1_sol_waiting.json",
            OrderState::WaitingForPayment,
            StatusStage::Waiting,
        ),
        (
            "order_c_2_expired.json",
            OrderState::Expired,
            StatusStage::Ended,
        ),
        (
            "order_c_3_expired_after_detection.json",
            OrderState::Expired,
            StatusStage::Ended,
        ),
        (
            "order_c_4_late_done.json",
            OrderState::Done,
            StatusStage::Delivered,
        ),
        (
            "order_f_1_manual_action.json",
            OrderState::WaitingForManualAction,
            StatusStage::Review,
        ),
        (
            "order_f_2_done_multi.json",
            OrderState::Done,
            StatusStage::Delivered,
        ),
        (
            "order_g_payment_failed.json",
            OrderState::PaymentFailed,
            StatusStage::Ended,
        ),
        (
            "order_h_payment_setup_failed.json",
            OrderState::PaymentSetupFailed,
            StatusStage::Ended,
        ),
        (
            "order_i_canceled.json",
            OrderState::Canceled,
            StatusStage::Ended,
        ),
        (
            "order_j_refunded.json",
            OrderState::Refunded,
            StatusStage::Ended,
        ),
        (
            "order_k_created.json",
            OrderState::Created,
            StatusStage::Waiting,
        ),
    ] {
        let order = order(file);
        assert_eq!(
            (&order.state, order.state.stage()),
            (&state, stage),
            "{file}"
        );
        let waits = matches!(
            state,
            OrderState::WaitingForPayment | OrderState::PartialPaymentStarted
        );
        assert_eq!(
            order.asks_for_payment(),
            waits,
            "{file}: money is asked for only while it is due"
        );
    }
}

#[test]
fn the_summary_and_the_missing_amount_say_what_to_send() {
    for (file, asked) in [
        ("order_n_1_waiting_summary.json", Some("22.11")),
        (
            "order_n_2_waiting_on_curve_token_account.json",
            Some("22.11"),
        ),
        ("order_v_coupon_part.json", Some("48.94")),
        ("order_o_1_partial_missing_amount.json", Some("0.00021300")),
        ("order_o_2_partial_disagreeing.json", None),
        ("order_w_1_coupon_covers_all.json", None),
        ("order_z_web_types.json", Some("22.11")),
    ] {
        let order = order(file);
        assert_eq!(digits(order.amount_left().as_ref()), asked, "{file}");
        let disagrees = file == "order_o_2_partial_disagreeing.json";
        assert_eq!(order.sums_disagree(), disagrees, "{file}");
    }
    let coupon = order("order_v_coupon_part.json").sums;
    assert_eq!(digits(coupon.price.as_ref()), Some("53.94"));
    assert_eq!(coupon.covered, [(TextKey::OrderByCoupon, amount("5"))]);
}

#[test]
fn each_item_of_a_done_order_decides_whether_that_is_the_end() {
    use DeliveryState::{Delivered, Failed, Rebuy, Refunded, Review};
    for (file, state, items) in [
        (
            "order_p_1_done_failed_part.json",
            OrderState::DoneInPart,
            vec![Delivered, Failed],
        ),
        (
            "order_p_2_done_refunded_part.json",
            OrderState::DoneInPart,
            vec![Delivered, Refunded],
        ),
        (
            "order_p_3_done_rebuy_part.json",
            OrderState::DoneOpen,
            vec![Delivered, Rebuy],
        ),
        (
            "order_p_4_done_review_part.json",
            OrderState::DoneOpen,
            vec![Delivered, Review],
        ),
        (
            "order_p_5_rebuy_all.json",
            OrderState::WaitingForRebuy,
            vec![Rebuy],
        ),
        (
            "order_p_6_done_all_failed.json",
            OrderState::NotDelivered,
            vec![Failed],
        ),
        (
            "order_w_2_coupon_covers_all_done.json",
            OrderState::Done,
            vec![Delivered],
        ),
    ] {
        let order = order(file);
        assert_eq!(order.state, state, "{file}");
        let found: Vec<DeliveryState> = order.deliveries.iter().map(|item| item.state).collect();
        assert_eq!(found, items, "{file}");
        assert!(!order.asks_for_payment() && order.is_paid, "{file}");
    }
    let reason = |file: &str, place: usize| order(file).deliveries[place].failure.clone();
    assert!(
        reason("order_p_1_done_failed_part.json", 1)
            == Some(Reason::Known(TextKey::DeliveryReasonRecipient))
    );
    assert!(
        reason("order_p_6_done_all_failed.json", 0)
            == Some(Reason::Known(TextKey::DeliveryReasonBarred))
    );
}

#[test]
fn what_the_state_alone_does_not_tell_is_read_beside_it() {
    for (file, state) in [
        (
            "order_q_payment_failed_after_received.json",
            OrderState::FailedPaid,
        ),
        ("order_g_payment_failed.json", OrderState::PaymentFailed),
        ("order_w_1_coupon_covers_all.json", OrderState::Covered),
        ("order_k_created.json", OrderState::Created),
        ("order_x_payment_canceled.json", OrderState::Canceled),
        ("order_u_expired_by_newer.json", OrderState::Expired),
    ] {
        assert_eq!(order(file).state, state, "{file}");
    }
}

#[test]
fn an_order_that_another_company_takes_the_money_for_is_recognised() {
    let read = |fields: &str| {
        let body = [
            r#"{"order_id":"1c4fbf20-5c0c-4148-902b-3e25f0f84bb5","order_state":"Created","#,
            fields,
            "}",
        ]
        .concat();
        orders::order(&Json::parse(&body).expect("JSON")).expect("an order")
    };
    let own = "https://www.cryptorefills.com/en/pay/1";
    let at = |address: &str| [r#""checkout_url":""#, address, "\""].concat();
    let link = |address: &str| Some(Code::Link(address.to_owned()));
    for (fields, state, checkout) in [
        (at(own), OrderState::Elsewhere, link(own)),
        (at("https://pay.example/1"), OrderState::Elsewhere, None),
        (
            at("http://www.cryptorefills.com/pay"),
            OrderState::Elsewhere,
            None,
        ),
        (
            r#""is_payment_processor_external":true"#.to_owned(),
            OrderState::Elsewhere,
            None,
        ),
        (
            r#""is_payment_processor_external":false,"checkout_url":null"#.to_owned(),
            OrderState::Created,
            None,
        ),
        (
            r#""is_payment_processor_external":true,"wallet_address":"0x1""#.to_owned(),
            OrderState::Created,
            None,
        ),
    ] {
        let order = read(&fields);
        assert_eq!(order.state, state, "{fields}");
        assert!(order.checkout == checkout, "{fields}");
    }
}

#[test]
fn transactions_recovered_payments_and_test_orders_are_read() {
    let paid = order("order_o_3_payment_started_transactions.json");
    assert_eq!(
        paid.transactions,
        [
            "47aec85672eef9654d358e46f665240eb254ed87733261585ba83c845aa2addd",
            "0df01901b9ffae39b12b4cff675bb25f4eb2ca3269ac4df6063840a8d9e41244"
        ]
    );
    for (file, first) in [
        (
            "order_s_1_recovered_network.json",
            Some(Pair::new("USDC", "Base")),
        ),
        (
            "order_s_2_recovered_coin_and_network.json",
            Some(Pair::new("USDC", "Base")),
        ),
        ("order_a_7_done_code.json", None),
    ] {
        assert_eq!(order(file).recovered_from, first, "{file}");
    }
    assert!(order("order_t_sandbox_mode.json").is_test);
    assert!(!order("order_a_2_waiting.json").is_test);
}

#[test]
fn an_esim_is_installed_from_known_hosts_alone() {
    let install = |file: &str| order(file).deliveries[0].install.clone();
    let known = install("order_r_1_esim_install_links.json");
    assert!(known.apple.is_some() && known.android.is_some() && known.other.is_some());
    assert!(known.unsafe_links.is_empty());
    let other = install("order_r_2_esim_link_other_host.json");
    assert!(other.apple.is_none() && other.android.is_none() && other.other.is_none());
    assert_eq!(other.unsafe_links.len(), 2);
}

#[test]
fn the_id_of_a_payment_is_a_secret_that_nothing_keeps() {
    let mut seen = 0;
    for entry in fs::read_dir(folder()).expect("the fixtures") {
        let path = entry.expect("a file").path();
        let body = fs::read_to_string(&path).expect("text");
        let Some(json) = Json::parse(&body) else {
            continue;
        };
        let id = json.get("payment_id").and_then(Json::as_str);
        let (Some(id), Some(order)) = (id, orders::order(&json)) else {
            continue;
        };
        // Pages, the storage and hosts get nothing but what is in the order.
        let Order {
            address,
            qr_text,
            memo,
            transactions,
            sums,
            ..
        } = &order;
        let told = format!("{order:?} {address:?} {qr_text:?} {memo:?} {transactions:?} {sums:?}");
        assert!(!told.contains(id), "{}", path.display());
        seen += 1;
    }
    assert!(seen > 30, "orders with such an id: {seen}");
}

#[test]
fn a_part_of_the_money_leaves_an_exact_rest() {
    let order = order("order_a_3_partial.json");
    assert_eq!(digits(order.sent.as_ref()), Some("30"));
    assert_eq!(digits(order.amount_left().as_ref()), Some("20.66"));
}

#[test]
fn a_delivered_card_has_its_code_numbers_picture_and_steps() {
    let order = order("order_a_7_done_code.json");
    let [delivery] = order.deliveries.as_slice() else {
        panic!("one delivery");
    };
    assert!(delivery.is_done());
    assert!(delivery.code == Some(Code::Text("DEMO-7Q2KXW-M4PA".to_owned())));
    assert_eq!(
        delivery.numbers,
        [(TextKey::DeliverySerial, "000000012345".to_owned())],
        "zeros at the front belong to it"
    );
    assert_eq!(
        delivery.images,
        ["https://cdn.cryptorefills.com/barcodes/example.png"]
    );
    assert!(
        delivery
            .instructions
            .as_ref()
            .is_some_and(|html| html.starts_with("<ol>"))
    );
}

#[test]
fn a_lightning_order_has_its_whole_invoice_and_a_link_for_a_code() {
    let created = order("order_b_1_lightning_created_response.json");
    assert!(
        created
            .address
            .as_ref()
            .is_some_and(|invoice| invoice.starts_with("lnbc230210n1") && invoice.len() > 250)
    );
    assert_eq!(digits(created.amount.as_ref()), Some("0.00023021"));
    let done = order("order_b_2_done_url_pin.json");
    let [delivery] = done.deliveries.as_slice() else {
        panic!("one delivery");
    };
    assert!(
        delivery.code
            == Some(Code::Link(
                "https://redeem.example/r/DEMO-b2f19c".to_owned()
            ))
    );
    assert_eq!(
        delivery.numbers,
        [(TextKey::DeliverySecurityCode, "4821".to_owned())]
    );
    assert_eq!(
        delivery.instructions.as_deref(),
        Some("<p>Open the link and follow the steps.</p>")
    );
}

#[test]
fn money_after_the_window_is_no_plain_expiry() {
    assert!(!order("order_c_2_expired.json").was_paid_late);
    let late = order("order_c_3_expired_after_detection.json");
    assert!(late.was_paid_late && !late.state.is_final());
    assert!(order("order_c_4_late_done.json").supersedes(&late));
    assert_eq!(
        order("order_c_1_sol_waiting.json").deliveries[0]
            .label
            .as_deref(),
        Some("Java & Bedrock Ed"),
        "a null label falls back on the denomination"
    );
}

#[test]
fn a_top_up_has_a_receipt_and_no_code() {
    let order = order("order_d_topup_done.json");
    let [delivery] = order.deliveries.as_slice() else {
        panic!("one delivery");
    };
    assert!(delivery.is_done() && delivery.is_top_up && delivery.code.is_none());
    assert_eq!(delivery.beneficiary.as_deref(), Some("+5511999990000"));
    assert_eq!(
        delivery.numbers,
        [(TextKey::DeliveryReference, "OP-0000451".to_owned())]
    );
}

#[test]
fn an_esim_has_its_picture_to_scan() {
    let order = order("order_e_esim_done.json");
    let [delivery] = order.deliveries.as_slice() else {
        panic!("one delivery");
    };
    assert!(delivery.code == Some(Code::Text("LPA:1$smdp.example$DEMO-0000-1111".to_owned())));
    assert_eq!(
        delivery.images,
        ["https://cdn.cryptorefills.com/barcodes/example-esim.png"]
    );
}

#[test]
fn of_several_items_each_has_its_own_state() {
    let done = |file: &str| -> Vec<bool> {
        order(file)
            .deliveries
            .iter()
            .map(Delivery::is_done)
            .collect()
    };
    assert_eq!(done("order_f_1_manual_action.json"), [true, false]);
    assert_eq!(done("order_f_2_done_multi.json"), [true, true]);
    assert_eq!(
        digits(order("order_f_1_manual_action.json").amount.as_ref()),
        Some("0.00061300"),
        "zeros at the end are digits too"
    );
}

#[test]
fn an_order_that_ended_says_why() {
    let set_up_failed = order("order_h_payment_setup_failed.json");
    assert_eq!(
        (&set_up_failed.address, set_up_failed.payment_requested_at),
        (&None, None)
    );
    let refunded = order("order_j_refunded.json");
    assert_eq!(
        refunded.refund,
        Some(Refund {
            amount: Some(amount("11.24")),
            currency: Some("USDC".to_owned()),
            reason: Some("OUT_OF_STOCK".to_owned())
        })
    );
    assert!(
        refunded.deliveries[0].failure == Some(Reason::Words("Supplier had no stock.".to_owned()))
    );
    assert!(!refunded.deliveries[0].is_done());
    assert_eq!(order("order_k_created.json").address, None);
}

#[test]
fn loose_types_make_the_same_order() {
    let strict = order("order_a_2_waiting.json");
    let loose = order("order_l_loose_types.json");
    assert_eq!(loose.id.as_str(), "6d194965-fce6-4a3d-89f7-d62be4bd8eb4");
    assert_eq!(loose.updated_at, Some(MADE_AT + 15_750));
    assert_eq!(
        digits(loose.amount.as_ref()),
        Some("50.66"),
        "a JSON number keeps its digits"
    );
    let alike = Order {
        id: strict.id.clone(),
        updated_at: strict.updated_at,
        ..loose
    };
    assert_eq!(alike, strict);
}

#[test]
fn an_unknown_state_is_kept_and_in_review() {
    let order = order("order_m_unknown_state.json");
    assert_eq!(order.state, OrderState::Unknown("Reviewing".to_owned()));
    assert_eq!(
        (order.state.stage(), order.state.is_final()),
        (StatusStage::Review, false)
    );
    assert!(!order.asks_for_payment());
    assert!(!order.deliveries[0].is_done(), "`Queued` is no success");
}

#[test]
fn a_stream_is_orders_that_each_replace_the_one_before() {
    let stream: Value = serde_json::from_str(&text("sse_order_a.json")).expect("JSON");
    let frames = stream["frames"].as_array().expect("frames");
    let messages: Vec<Order> = frames
        .iter()
        .filter(|frame| frame["event"] == "message")
        .map(|frame| order(frame["data_file"].as_str().expect("a file")))
        .collect();
    assert_eq!(messages.len(), 5);
    for pair in messages.windows(2) {
        assert!(pair[1].supersedes(&pair[0]) && !pair[0].supersedes(&pair[1]));
    }
    assert_eq!(
        frames.last().map(|frame| &frame["event"]),
        Some(&Value::from("stop"))
    );
    let wire = stream["wire_text_of_first_and_last_frame"]
        .as_str()
        .expect("the text on the wire");
    let first = wire
        .lines()
        .find_map(|line| line.strip_prefix("data: "))
        .and_then(Json::parse)
        .and_then(|body| orders::order(&body));
    assert_eq!(first.as_ref(), messages.first());
}

#[test]
fn a_code_without_a_brand_name_is_still_a_code() {
    let body = r#"{"order_id":"1c4fbf20-5c0c-4148-902b-3e25f0f84bb5","order_state":"Done",
        "deliveries":[{"deliverable":{"pin_code":"DEMO-1"}}]}"#;
    let order = orders::order(&Json::parse(body).expect("JSON")).expect("an order");
    let [delivery] = order.deliveries.as_slice() else {
        panic!("one delivery");
    };
    assert!(matches!(&delivery.code, Some(Code::Text(code)) if code == "DEMO-1"));
}
