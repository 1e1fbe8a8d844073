use super::{Refusal, Scheme, Settings, Verdict};
use crate::config::Config;
use shop_core::json::Json;
use shop_core::model::brand::Kind;
use shop_core::route::Query;

fn from_query(query: &str) -> (Settings, Verdict) {
    from_query_of(query, &Config::default())
}

fn from_query_of(query: &str, shop: &Config) -> (Settings, Verdict) {
    let mut settings = Settings::default();
    let verdict = settings.take_query(Query::parse(query).pairs(), shop);
    (settings, verdict)
}

fn from_message(message: &str) -> (Settings, Verdict) {
    let mut settings = Settings::default();
    let data = Json::parse(message).expect("JSON");
    let verdict = settings.take_message(&data, &Config::default());
    (settings, verdict)
}

fn refused(verdict: &Verdict) -> Vec<(&str, &str)> {
    let refused = verdict.refused.iter();
    refused
        .map(|(name, reason)| (name.as_str(), reason.name()))
        .collect()
}

#[test]
fn an_address_sets_everything_of_the_protocol() {
    let (settings, verdict) = from_query(
        "?country=de&lang=pt-BR&theme=dark&accent=%230B6E4F&radius=24&view=product&brand=Steam&product=Steam%20US&amount=12.5\
         &kinds=giftcard,esim&coins=USDC:Solana,BTC:Mainnet&pay=host&show_payment_info=0&ref=r1&parent=https://a.example\
         &ch=0123456789abcdef0123456789abcdef&coin=USDC&network=Base&font=serif&density=compact",
    );
    assert_eq!(refused(&verdict), []);
    assert_eq!(settings.country.expect("a country").code(), "DE");
    assert_eq!(settings.language.as_deref(), Some("pt"));
    assert_eq!(settings.scheme, Some(Scheme::Dark));
    assert_eq!(settings.colours, [("accent", "0b6e4f".to_owned())]);
    assert_eq!(settings.radius, Some(24));
    assert_eq!(
        (settings.start.view.as_str(), settings.start.amount.as_str()),
        ("product", "12.5")
    );
    let kinds = settings.kinds.expect("kinds");
    assert!(kinds.has(Kind::Esim) && !kinds.has(Kind::TopUp));
    assert_eq!(settings.coins, ["USDC:Solana", "BTC:Mainnet"]);
    assert!(settings.host_pays && !settings.shows_payment);
    assert_eq!(settings.reference.as_deref(), Some("r1"));
    assert!(settings.channel.is_some());
    assert!(!verdict.taken.contains(&"coin".to_owned()), "no setting");
}

#[test]
fn names_of_others_are_understood() {
    let (settings, verdict) = from_query(
        "?Region=JP&hl=fil&paymentmethods=lightning,usdt_erc20&showPaymentInfo=false&utm_source=s&ref=r",
    );
    assert_eq!(refused(&verdict), []);
    assert_eq!(settings.country.expect("a country").code(), "JP");
    assert_eq!(settings.language.as_deref(), Some("tl"));
    assert_eq!(settings.coins, ["BTC:Lightning", "USDT:ETH Mainnet"]);
    assert_eq!(settings.utm_source.as_deref(), Some("s"));
    assert_eq!(
        from_query("?paymentMethod=bitcoin").0.coins,
        ["BTC:Mainnet"]
    );
}

#[test]
fn what_is_wrong_is_said_and_changes_nothing() {
    let (settings, verdict) = from_query(
        "?country=Germany&lang=xx&theme=blue&accent=red&radius=25&view=admin&amount=1e3&kinds=cars&coins=usdc&pay=me\
         &show_payment_info=2&ch=short&email=a@b.example&phone=1&refund_address=x&utm_medium=m&colour=1&__proto__=x",
    );
    assert_eq!(settings, Settings::default());
    let said = refused(&verdict);
    for (name, reason) in [
        ("country", "form"),
        ("lang", "not_offered"),
        ("theme", "form"),
        ("accent", "form"),
        ("radius", "form"),
        ("view", "form"),
        ("amount", "form"),
        ("kinds", "form"),
        ("coins", "form"),
        ("pay", "form"),
        ("show_payment_info", "form"),
        ("ch", "form"),
        ("email", "not_in_url"),
        ("phone", "not_in_url"),
        ("refund_address", "not_in_url"),
        ("utm_medium", "not_offered"),
        ("colour", "unknown"),
        ("__proto__", "unknown"),
    ] {
        assert!(said.contains(&(name, reason)), "{name}: {said:?}");
    }
    assert_eq!(said.len(), 18);
}

#[test]
fn a_message_is_judged_by_the_same_words() {
    let (settings, verdict) = from_message(
        r##"{"theme":"dark","radius":8,"coins":["USDC:Base","BTC"],"show_payment_info":false,"bg":"#101010",
            "prefill":{"email":"ann@example.com","phone":"+49 30 123456","refund_address":"0x5a4d","name":"Ann"},
            "kinds":"esim","view":"home","pay":{"a":1},"constructor":"x","__proto__":{"host_pays":true}}"##,
    );
    assert_eq!(settings.scheme, Some(Scheme::Dark));
    assert_eq!(settings.radius, Some(8));
    assert_eq!(settings.coins, ["USDC:Base", "BTC"]);
    assert!(!settings.shows_payment && !settings.host_pays);
    assert_eq!(settings.prefill.email, "ann@example.com");
    assert_eq!(settings.prefill.phone, "+49 30 123456");
    assert_eq!(settings.prefill.refund, "0x5a4d");
    assert_eq!(
        refused(&verdict),
        [
            ("prefill.name", "unknown"),
            ("kinds", "start_only"),
            ("view", "start_only"),
            ("pay", "form"),
            ("constructor", "unknown"),
            ("__proto__", "form"),
        ]
    );
    // A value that is no object sets nothing, and long texts are not kept.
    for odd in ["[]", "7", "null", r#""theme""#] {
        assert_eq!(from_message(odd), (Settings::default(), Verdict::default()));
    }
    let long = [
        "{\"prefill\":{\"refund_address\":\"",
        &"a".repeat(401),
        "\"}}",
    ]
    .concat();
    assert_eq!(from_message(&long).1.refused[0].1, Refusal::Form);
}

#[test]
fn a_list_of_coins_may_be_longer_than_other_texts() {
    let list = |count: usize| {
        let coins = (100..)
            .take(count)
            .map(|number| format!("C{number}:Network"));
        coins.collect::<Vec<_>>().join(",")
    };
    // 77 of 12 bytes with commas between them are 1000.
    for (name, count, is_taken) in [
        ("coins", 77, true),
        ("paymentMethods", 77, true),
        ("coins", 78, false),
    ] {
        let list = list(count);
        let (settings, verdict) = from_query(&[name, "=", &list].concat());
        assert_eq!(settings.coins.len(), if is_taken { count } else { 0 });
        let reasons: Vec<&str> = refused(&verdict)
            .iter()
            .map(|(_, reason)| *reason)
            .collect();
        assert_eq!(reasons, if is_taken { vec![] } else { vec!["form"] });
    }
    let long = ["brand=", &"a".repeat(401)].concat();
    assert_eq!(refused(&from_query(&long).1), [("brand", "form")]);
}

#[test]
fn nobody_is_offered_more_than_the_shop_has() {
    let (shop, _) = Config::parse(
        r#"{"countries":["DE","AT"],"languages":["de","en"],"coins":["USDC","BTC:Lightning"],"kinds":["gift_card"]}"#,
    );
    let (settings, verdict) = from_query_of(
        "?country=US&lang=fr&coins=USDC:Base,BTC:Mainnet,LTC&kinds=esim",
        &shop,
    );
    assert_eq!(settings.coins, ["USDC:Base"]);
    assert_eq!(
        refused(&verdict),
        [
            ("country", "not_offered"),
            ("lang", "not_offered"),
            ("kinds", "not_offered"),
        ]
    );
    // A coin with another name is offered too; a coin that the API would refuse is not.
    let (shop_of_two, _) = Config::parse(r#"{"coins":["TON","USDC:Polygon (Matic)","USDT"]}"#);
    let coins = "?coins=GRAM:Ton,USDC:Polygon,USDC.e:Polygon,USDT:Tron,USDT:Base";
    let (settings, verdict) = from_query_of(coins, &shop_of_two);
    assert_eq!(refused(&verdict), []);
    assert_eq!(settings.coins, ["GRAM:Ton", "USDC:Polygon", "USDT:Base"]);
    let (_, verdict) = from_query_of("?coins=USDT:Tron", &shop_of_two);
    assert_eq!(refused(&verdict), [("coins", "not_offered")]);
    let (_, verdict) = from_query_of("?coins=DOGE", &shop);
    assert_eq!(refused(&verdict), [("coins", "not_offered")]);
}
