//! The page of answers: found by typing, opened by an address, each with something to do.

use refillery::config::{Config, Legal};
use serde_json::json;
use shop_core::model::brand::Kinds;
use shop_core::model::topic::Topic;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{GERMAN, WAITING, with};
use crate::orders::{history, script, show};
use crate::stage::{Stage, call, text};

const ANSWERS: &str = include_str!("../../public/locales/help/en.json");
const FILE: &str = "/locales/help/en.json";
const SHOWN: &str = ".help-questions > li:not([hidden])";
const CONTACT: &str = "https://www.cryptorefills.com/en/contact-us";

/// The page at this address, with its texts.
async fn help(address: &str, config: Config) -> Stage {
    let stage = Stage::with_shop();
    stage.serve(FILE, ANSWERS);
    stage.open_with(address, config, Vec::new());
    stage.says("What is a network?").await;
    stage
}

#[wasm_bindgen_test]
async fn its_texts_are_loaded_by_it_alone() {
    let stage = Stage::with_shop();
    stage.serve(FILE, ANSWERS);
    stage.open("/orders");
    stage.says("No orders in this browser").await;
    assert_eq!(stage.asked("GET", "/locales/help/"), 0);
    stage.go("/help");
    stage.says("What is a network?").await;
    assert_eq!(stage.asked("GET", "/locales/help/"), 1);
    assert_eq!(stage.count(SHOWN), Topic::ALL.len());
    assert_eq!(stage.count(".help-groups h2"), 3);
    assert!(!stage.all_text().contains('{'), "a name is not filled in");
}

#[wasm_bindgen_test]
async fn a_question_is_found_by_typing() {
    let stage = help("/help", Config::default()).await;
    stage.type_into("#search", "EXCHANGE fée").await;
    assert_eq!(stage.count(SHOWN), 1);
    assert!(stage.has("#exchange:not([hidden])"));
    let headings = stage.count(".help-groups section:not([hidden])");
    assert_eq!(headings, 1, "a heading without a question");
    stage.click("#exchange summary").await;
    stage.type_into("#search", "").await;
    assert_eq!(stage.count(SHOWN), Topic::ALL.len());
    assert!(stage.has("#exchange details[open]"), "it is still open");
    // None fits: whom to ask.
    stage.type_into("#search", "exchange umbrella").await;
    assert_eq!(stage.count(SHOWN), 0);
    stage.says("No question here fits").await;
    assert_eq!(
        stage.attribute(".help-none a", "href").as_deref(),
        Some(CONTACT)
    );
}

#[wasm_bindgen_test]
async fn an_address_opens_its_answer() {
    let stage = help("/help#too-little", Config::default()).await;
    stage
        .until("the answer", || stage.has("#too-little details[open]"))
        .await;
    assert_eq!(stage.count("details[open]"), 1);
    assert_eq!(text(&call("focusedText", &[])), "I sent too little");
    // Another one on the same page.
    stage.go("/help#refund");
    stage
        .until("the other answer", || stage.has("#refund details[open]"))
        .await;
    assert_eq!(stage.asked("GET", FILE), 1);
    // What is no question opens nothing.
    stage.go("/help#main");
    stage.settle().await;
    assert_eq!(stage.count("details[open]"), 2);
}

#[wasm_bindgen_test]
async fn who_is_typing_stays_in_the_field() {
    let stage = Stage::with_shop();
    stage.open("/help#refund");
    stage.until("the field", || stage.has("#search")).await;
    script("document.querySelector('#search').focus()");
    stage.answer(FILE, 200, ANSWERS).await;
    stage
        .until("the answer", || stage.has("#refund details[open]"))
        .await;
    assert_eq!(text(&call("focused", &[])), "search");
}

/// The links of an answer.
fn links(stage: &Stage, topic: Topic) -> Vec<String> {
    let path = format!("#{} .help-answer .actions a", topic.anchor());
    let count = stage.count(&path);
    let link = |place: usize| {
        let one = format!("{path}:nth-child({})", place + 1);
        assert!(!stage.text(&one).is_empty(), "{one} says nothing");
        stage.attribute(&one, "href").unwrap_or_default()
    };
    (0..count).map(link).collect()
}

#[wasm_bindgen_test]
async fn every_answer_has_an_action_that_leads_somewhere() {
    let stage = help("/help", Config::default()).await;
    for topic in Topic::ALL {
        let links = links(&stage, topic);
        assert!(!links.is_empty(), "{topic:?} leads nowhere");
        for link in links {
            let leads = ["/orders?", "/brands?", "https://www.cryptorefills.com/en/"];
            assert!(
                leads.iter().any(|start| link.starts_with(start)),
                "{topic:?}: {link}"
            );
        }
    }
}

#[wasm_bindgen_test]
async fn the_owner_s_own_people_and_pages_come_in() {
    let own = |page: &str| Some(format!("https://corner.example/{page}"));
    let config = Config {
        name: "Corner Shop".to_owned(),
        support_email: Some("help@corner.example".to_owned()),
        legal: Legal {
            terms: own("terms"),
            refund: own("refunds"),
            imprint: own("imprint"),
            ..Legal::default()
        },
        ..Config::default()
    };
    let stage = help("/help", config).await;
    assert!(stage.all_text().contains("the shop Corner Shop"));
    let mail = "mailto:help@corner.example";
    for (topic, link) in [
        (Topic::WhoMayBuy, "https://corner.example/terms"),
        (Topic::WhoSells, "https://corner.example/imprint"),
        (Topic::Refund, "https://corner.example/refunds"),
        (Topic::Refund, mail),
        // The supplier finds payments and answers for codes, whoever the owner is.
        (Topic::WrongNetwork, CONTACT),
        (Topic::CodeFails, CONTACT),
    ] {
        assert!(
            links(&stage, topic).iter().any(|found| found == link),
            "{topic:?}: {link}"
        );
    }
    let first = stage.attribute(".help-contact a", "href");
    assert_eq!(first.as_deref(), Some(mail));
    assert!(stage.has(&format!(".help-contact a[href='{CONTACT}']")));
    assert!(stage.text(".help-contact").contains("order number"));
}

#[wasm_bindgen_test]
async fn a_language_without_a_file_gets_the_english_texts_marked_as_such() {
    let stage = Stage::with_shop();
    stage.serve("/locales/de.json", GERMAN);
    stage.serve(FILE, ANSWERS);
    for (status, body) in [(404, "<html>"), (200, "{\"network.question\":1}")] {
        stage.serve_as("GET", "/locales/help/de.json", status, body, "{}");
        stage.open("/help?lang=de");
        stage
            .until("the page in German", || {
                stage.text("main h1") == "Hilfe" && stage.has(".help-groups[lang=en]")
            })
            .await;
        assert!(stage.all_text().contains("What is a network?"));
        // The links are in German all the same.
        let link = stage.text("#no-code .actions[lang=de] a");
        assert_eq!(link, "Ihre Bestellungen");
        stage.close();
    }
    // In English nothing is foreign.
    stage.open("/help");
    stage.says("What is a network?").await;
    assert!(!stage.has(".help-groups[lang]"));
}

#[wasm_bindgen_test]
async fn answers_that_can_not_be_loaded_are_asked_for_again() {
    let stage = Stage::with_shop();
    stage.serve_as("GET", "/locales/help/", 503, "", "{}");
    stage.open("/help#refund");
    stage.says("Try again").await;
    // Whom to ask is there without them.
    assert!(stage.has(&format!(".help-contact a[href='{CONTACT}']")));
    stage.serve(FILE, ANSWERS);
    stage.press("Try again").await;
    stage.says("What is a network?").await;
    stage
        .until("the answer", || stage.has("#refund details[open]"))
        .await;
}

#[wasm_bindgen_test]
async fn in_a_widget_its_links_stay_inside() {
    let (stage, config) = crate::widget::shop();
    stage.serve(FILE, ANSWERS);
    let address = crate::widget::address("/embed/help", "&country=US&lang=en");
    stage.open_with(&address, config, Vec::new());
    stage.says("What is a network?").await;
    for link in [
        links(&stage, Topic::Network),
        links(&stage, Topic::Exchange),
    ]
    .concat()
    {
        assert!(link.starts_with("/embed/"), "{link}");
    }
}

#[wasm_bindgen_test]
async fn questions_lead_here_from_where_they_arise() {
    let stage = history().await;
    let link = stage.attribute(".orders-side > .help-link", "href");
    assert_eq!(link.as_deref(), Some("/help?country=US#missing-order"));
    stage.close();
    let expired = with(WAITING, &[("order_state", json!("Expired"))]);
    show(&stage, &expired, "The time to pay is over").await;
    assert_eq!(stage.count(".help-link[href$='#too-late']"), 1);
    for (case, anchor) in [
        ("network", "#wrong-network"),
        ("late", "#too-late"),
        ("under", "#too-little"),
    ] {
        let row = ["[name=recovery-case][value=", case, "]"].concat();
        stage.click(&row).await;
        let link = stage.attribute(".recovery .help-link", "href");
        assert!(link.is_some_and(|link| link.ends_with(anchor)), "{case}");
    }
    stage.serve(FILE, ANSWERS);
    stage.click(".recovery .help-link").await;
    stage
        .until("the answer", || stage.has("#too-little details[open]"))
        .await;
}

#[wasm_bindgen_test]
async fn the_footer_leads_to_what_is_sold_to_help_and_to_people() {
    let stage = Stage::with_shop();
    stage.open("/");
    stage.until("the footer", || stage.has("footer")).await;
    for (link, words) in [
        ("/gift-cards?country=US", "Gift cards"),
        ("/top-ups?country=US", "Top-ups"),
        ("/esims?country=US", "eSIMs"),
        ("/brands?country=US", "All brands"),
        ("/help?country=US", "Questions and answers"),
        ("/orders?country=US", "Where is my order?"),
        (CONTACT, "Contact form of Cryptorefills"),
    ] {
        assert_eq!(stage.text(&format!("footer a[href='{link}']")), words);
    }
    stage.close();
    let config = Config {
        support_url: Some("https://help.example/".to_owned()),
        kinds: Kinds::parse("gift_card").expect("a kind"),
        ..Config::default()
    };
    stage.open_with("/", config, Vec::new());
    stage.until("the footer", || stage.has("footer")).await;
    let own = stage.text("footer a[href='https://help.example/']");
    assert_eq!(own, "Write to support");
    // A shop of one kind has all of it under all brands.
    assert!(!stage.has("footer a[href^='/top-ups']"));
    assert!(!stage.has("footer a[href^='/gift-cards']"));
    assert_eq!(stage.count("footer input, footer select"), 0);
}
