//! Large text, and text with room in it, on a phone: nothing scrolls to the side, and no coin,
//! network, amount or address is cut.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::{DELIVERED, ESIM, LYCAMOBILE, ORDER_ID, ROBLOX, WAITING, with};
use crate::orders::script;
use crate::stage::{Stage, call, text};

/// Width of the phone, size of its text in percent, and whether its text is spaced out.
/// The odd ones have a scroll bar in them.
const PHONES: [(u32, u32, bool); 8] = [
    (305, 100, false),
    (305, 100, true),
    (320, 100, true),
    (320, 200, false),
    (375, 200, false),
    (390, 200, false),
    (390, 200, true),
    (360, 150, true),
];

/// Shows a page on every phone.
async fn check(stage: &Stage, address: &str, words: &str) -> Vec<String> {
    stage.open(address);
    stage.says(words).await;
    // Folded parts are looked at as well.
    script(
        "document.querySelectorAll('#stage main details').forEach((fold) => { fold.open = true; })",
    );
    let mut faults = Vec::new();
    for (width, percent, is_spaced) in PHONES {
        stage.becomes_a_phone(width, percent);
        call("spaceOut", &[is_spaced.into()]);
        stage.painted().await;
        let out = text(&stage.on_page("sideways", &[]));
        if !out.is_empty() {
            faults.push(format!(
                "{address} at {width}, {percent} %, {is_spaced}: {out}"
            ));
        }
    }
    call("spaceOut", &[false.into()]);
    stage.on_page("narrow", &[800.into(), 100.into()]);
    stage.close();
    faults
}

#[wasm_bindgen_test]
async fn large_text_makes_no_page_wider_than_a_phone() {
    let stage = Stage::with_shop();
    stage.serve("family_name=Roblox", ROBLOX);
    stage.serve("family_name=Lycamobile", LYCAMOBILE);
    stage.serve("family_name=eSIM", ESIM);
    let order = ["/order/", ORDER_ID].concat();
    let mut faults = Vec::new();
    for (address, words) in [
        ("/", "Popular"),
        ("/brands", "Steam"),
        ("/brands?q=zzzz", "No brand here fits"),
        ("/esims", "Where do you go?"),
        ("/esims?to=US", "Unlimited*"),
        ("/brand/Steam", "Steam"),
        ("/brand/Lycamobile", "Lycamobile"),
        (
            "/product/Steam/Steam?option=fced6048-c9f2-473e-8638-8631392c8a76",
            "All coins and networks (17)",
        ),
        (
            "/product/Roblox/Roblox?amount=12.5",
            "All coins and networks (17)",
        ),
        (
            "/product/Lycamobile/Lycamobile%20Credits",
            "All coins and networks (17)",
        ),
        ("/orders", "Take your orders along"),
        ("/checkout", "Nothing in the cart"),
        ("/embed/builder", "Snippet"),
        ("/nothing", "There is no page"),
        ("/order/42", "No order here"),
    ] {
        faults.extend(check(&stage, address, words).await);
    }
    stage.open("/product/Steam/Steam?option=fced6048-c9f2-473e-8638-8631392c8a76");
    stage.says("Add to cart").await;
    stage.press("Add to cart").await;
    stage.close();
    // With a cart in the header, and the longest name of a network.
    for address in [
        "/brands?coin=TRX&network=Tron",
        "/product/Roblox/Roblox?amount=12.5&coin=TRX&network=Tron",
        "/checkout?coin=TRX&network=Tron",
    ] {
        let words = if address.starts_with("/brands") {
            "Steam"
        } else {
            "All coins and networks (17)"
        };
        faults.extend(check(&stage, address, words).await);
    }
    let on_tron = with(
        WAITING,
        &[
            ("coin", json!("TRX")),
            ("network", json!("Tron")),
            ("coin_amount", json!("1234567.654321")),
            (
                "wallet_address",
                json!("TJRabPrwbZy45sbavfcjinPJC18kjpRTv8"),
            ),
            ("qr_text", json!(null)),
        ],
    );
    for body in [WAITING, DELIVERED, &on_tron] {
        stage.serve("/v5/orders/", body);
        faults.extend(check(&stage, &order, "Receipt").await);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
