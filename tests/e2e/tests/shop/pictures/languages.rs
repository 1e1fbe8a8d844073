//! No text is cut off, in any language on the narrowest phones.

use std::path::Path;

use refillery_e2e::{Files, Role, Shop, Test, tests, text};

use super::{languages, save};
use crate::shop::accessible::looks::speaks;
use crate::steps::{EMAIL, has_a_price};

pub(crate) fn tests() -> Vec<Test> {
    tests!["pictures":
        a_planted_cut_is_found,
        no_language_is_cut_while_ordering,
        no_language_is_cut_while_paying,
        no_language_is_cut_when_parts_fail,
    ]
}

/// Every language of the shop.
pub(crate) const LANGUAGES: [&str; 12] = [
    "ar", "de", "en", "es", "fr", "it", "ja", "pt", "tl", "tr", "vi", "zh",
];

/// The phones on which most texts are cut.
const PHONES: [(u32, u32); 2] = [(320, 640), (360, 780)];

/// Texts that reach beyond what hides its overflow, or beyond the window. Texts for screen readers
/// alone are a pixel in size; what can be scrolled, unfolded or read in whole elsewhere is not cut:
/// pickers show the end of a long name in their list. The shop's name beside its mark is seen in
/// whole or not at all.
pub(crate) const CUT: &str = "
    const cut = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const holder = text.parentElement;
      if (!text.data.trim() || !holder.checkVisibility({ visibilityProperty: true })) continue;
      if (holder.closest('.visually-hidden, .skip, .picker-long, .shop > span, select, option')) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const lines = [...range.getClientRects()].filter((line) => line.width > 0);
      const wide = document.documentElement.clientWidth;
      let bounds = { left: 0, right: wide, top: -Infinity, bottom: Infinity }, isMeant = false;
      for (let box = holder; box !== document.body; box = box.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(box);
        if (overflowX === 'visible' && overflowY === 'visible') continue;
        const area = box.getBoundingClientRect();
        isMeant ||= area.width <= 1 || /auto|scroll/.test(overflowX + overflowY);
        bounds = { left: Math.max(bounds.left, area.left), right: Math.min(bounds.right, area.right),
          top: Math.max(bounds.top, area.top), bottom: Math.min(bounds.bottom, area.bottom) };
      }
      const isOut = (line) => line.left < bounds.left - 1 || line.right > bounds.right + 1
        || line.top < bounds.top - 2 || line.bottom > bounds.bottom + 2;
      if (!isMeant && lines.some(isOut)) cut.push(text.data.trim());
    }
    return cut;";

/// Looks at the state that the page is in, in every language.
async fn is_whole(shop: &Shop, name: &str) {
    let mut cut = Vec::new();
    for language in LANGUAGES {
        speaks(shop, language).await;
        for window in PHONES {
            shop.look_with(window, "light").await;
            let found = shop.run(CUT).await;
            for text in found.as_array().into_iter().flatten() {
                cut.push(format!("{name}, {language} at {}: {text}", window.0));
            }
        }
        if languages().iter().any(|asked| asked == language) {
            is_pictured(shop, name, language).await;
        }
    }
    assert!(cut.is_empty(), "{}", cut.join("\n"));
    speaks(shop, "en").await;
}

/// Takes a picture of the whole page, to be looked at.
async fn is_pictured(shop: &Shop, name: &str, language: &str) {
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/pictures");
    for (window, theme) in [((360, 2400), "light"), ((1280, 2000), "dark")] {
        shop.look_with(window, theme).await;
        let file = format!("whole-{name}-{}-{theme}.png", window.0);
        save(&target.join(language), &file, &shop.picture().await);
    }
}

/// The check itself: one text in a box that is too small, one past the window's edge.
async fn a_planted_cut_is_found(shop: Shop) {
    shop.open("/orders?country=US").await;
    shop.reads(text("orders.none_title")).await;
    shop.look_with(PHONES[0], "light").await;
    assert_eq!(shop.run(CUT).await, serde_json::json!([]));
    shop.run(
        "const main = document.querySelector('main');
         main.insertAdjacentHTML('beforeend', '<p>narrow</p><p>low</p><p>outside</p>');
         const [narrow, low, outside] = [...main.children].slice(-3);
         narrow.attributeStyleMap.set('overflow', 'hidden');
         narrow.attributeStyleMap.set('width', CSS.px(12));
         low.attributeStyleMap.set('overflow', 'clip');
         low.attributeStyleMap.set('height', CSS.px(8));
         outside.attributeStyleMap.set('margin-inline-start', CSS.px(300));
         outside.attributeStyleMap.set('white-space', 'nowrap');",
    )
    .await;
    let found = shop.run(CUT).await;
    assert_eq!(found, serde_json::json!(["narrow", "low", "outside"]));
}

/// With everything that an owner can set: terms of their own and boxes to tick.
async fn no_language_is_cut_while_ordering(shop: Shop) {
    let fields = r#""terms_url": "https://shop.example/terms", "privacy_url": "https://shop.example/privacy",
        "refund_url": "https://shop.example/refunds", "imprint_url": "https://shop.example/imprint",
        "support_url": "https://shop.example/help", "terms_box": true, "api_prefix": "/api""#;
    let files = Files {
        edits: vec![(r#""api_prefix": "/api""#.to_owned(), fields.to_owned())],
        ..Files::default()
    };
    let (shop, _host) = shop.on_host(files).await;
    shop.open("/product/steam/steam?country=US").await;
    shop.choose("$20").await;
    has_a_price(&shop).await;
    shop.press(text("ordering.place")).await;
    shop.reads(text("recipient.email_missing")).await;
    is_whole(&shop, "product").await;
    shop.press(text("cart.add")).await;
    shop.reads(text("cart.added")).await;
    shop.open("/checkout?country=US").await;
    shop.reads(text("product.recommended")).await;
    shop.types(text("recipient.email_receipt"), EMAIL).await;
    is_whole(&shop, "checkout").await;
    shop.open("/brand/lycamobile?country=US").await;
    shop.sees(Role::Link, "Bundle").await;
    shop.reads(text("product.recommended")).await;
    is_whole(&shop, "brand").await;
}

async fn no_language_is_cut_while_paying(shop: Shop) {
    let id = shop.sandbox.make_order(EMAIL).await;
    shop.open(&format!("/order/{id}")).await;
    shop.reads(text("order.link_live")).await;
    shop.click(Role::Button, text("pay.exchange_title")).await;
    is_whole(&shop, "order-waiting").await;
    shop.press(text("order.keep")).await;
    shop.sandbox.act(&id, "partial").await;
    shop.reads(text("pay.still_to_send")).await;
    is_whole(&shop, "order-partial").await;
    let id = shop.sandbox.make_order("memo@example.com").await;
    shop.open(&format!("/order/{id}")).await;
    shop.reads(text("pay.memo")).await;
    is_whole(&shop, "order-memo").await;
    // A second order offers to go on with the one that waits.
    shop.open("/product/steam/steam?country=US").await;
    shop.choose("$20").await;
    shop.types(text("recipient.email"), EMAIL).await;
    has_a_price(&shop).await;
    shop.press(text("ordering.place")).await;
    shop.sees(Role::Button, text("ordering.open_anyway")).await;
    is_whole(&shop, "product-open-order").await;
}

/// Every state that a part can be in, in one order.
async fn no_language_is_cut_when_parts_fail(shop: Shop) {
    const STATES: [&str; 5] = [
        "Done",
        "WaitingForDelivery",
        "WaitingForRebuy",
        "Failed",
        "Refunded",
    ];
    let id = shop.sandbox.make_order_of(EMAIL, STATES.len()).await;
    shop.sandbox.force(&id, "Done").await;
    for (place, state) in STATES.into_iter().enumerate() {
        shop.sandbox.force_part(&id, place, state).await;
    }
    shop.open(&format!("/order/{id}")).await;
    shop.press(text("delivery.show_code")).await;
    shop.sees(Role::Button, text("delivery.print")).await;
    is_whole(&shop, "order-parts").await;
    let id = shop.sandbox.make_order(EMAIL).await;
    shop.sandbox.force(&id, "Expired").await;
    shop.open(&format!("/order/{id}")).await;
    shop.click(Role::Button, text("recovery.fold_ended")).await;
    is_whole(&shop, "order-recovery").await;
}
