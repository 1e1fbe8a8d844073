//! The shop in front of a page: what a keyboard and a screen reader get of it, and how it asks
//! before it goes.

use std::fs;

use refillery_e2e::{Partner, Shop, Test, checkout, said_by_loader, tests};
use serde_json::json;

use crate::widget::stand_in::{frame_does, heard, hears, is_connected, is_through, opens};

const TAB: char = '\u{e004}';
const ESCAPE: char = '\u{e00c}';

pub(crate) fn tests() -> Vec<Test> {
    tests!["modal":
        it_is_in_front_and_goes_with_escape,
        the_page_behind_it_is_out_of_reach,
        it_goes_by_its_button_and_beside_it,
        escape_inside_of_the_frame_closes_it,
        it_asks_before_it_closes_while_a_payment_is_under_way,
        the_words_are_the_shops_then_the_pages,
        the_words_follow_the_shops_language,
        it_has_the_colours_of_its_theme,
        a_page_that_replaces_its_body_can_open_it_again,
        a_second_click_opens_no_second_shop,
        what_it_closed_can_be_opened_again,
    ]
}

pub(crate) fn only_in_chromium() -> Vec<Test> {
    tests!["modal":
        a_browser_that_lets_it_refuse_once_does_not_lose_the_payment,
        it_is_accessible_and_fits_small_and_large_windows,
    ]
}

/// A page with a button that opens the shop, and enough of it to scroll.
async fn opens_by_a_button(shop: &Shop, options: &str) -> Partner {
    let body = format!(
        "<button id=buy>Buy a gift card</button><p style='height:2000px'>Long</p><a href='#x'>Behind</a>\
         <script>buy.onclick = () => {{ window.shop = GiftShop.open({{ src: 'THERE/frame?ready=1', {options} }}); }}</script>"
    );
    let partner = opens(shop, &body).await;
    shop.press("Buy a gift card").await;
    is_connected(shop, 0).await;
    hears(
        shop,
        "ready",
        json!({ "version": "1", "lang": "en", "country": "US", "theme": "auto" }),
    )
    .await;
    partner
}

/// The modal's own root.
const ROOT: &str = "const root = window.shop && shop.isConnected ? shop.getRootNode() : null; ";

async fn is_open(shop: &Shop) -> bool {
    shop.run(&format!(
        "{ROOT} return !!root && root.querySelector('dialog').matches(':modal')"
    ))
    .await
        == json!(true)
}

async fn is_gone(shop: &Shop) {
    hears(shop, "closed", json!({})).await;
    assert!(!is_open(shop).await);
    let left = shop
        .run("return [document.body.lastElementChild.localName, document.documentElement.style.overflow, document.activeElement.id]")
        .await;
    assert_eq!(left, json!(["main", "", "buy"]), "the page is as it was");
}

async fn presses_in_the_modal(shop: &Shop, words: &str) {
    let script = format!(
        "{ROOT} const b = [...root.querySelectorAll('button')].find((b) => !b.hidden && (b.ariaLabel || b.textContent) === '{words}'); \
         if (!b) return false; b.click(); return true;"
    );
    shop.until_script(&format!("the button “{words}”"), &script)
        .await;
}

/// The modal's question, and the buttons it offers.
async fn asks(shop: &Shop) -> serde_json::Value {
    shop.run(&format!(
        "{ROOT} return [root.querySelector('[role=alert]').textContent, \
         ...[...root.querySelectorAll('button')].filter((b) => b.offsetWidth).map((b) => b.ariaLabel || b.textContent)];"
    ))
    .await
}

async fn it_is_in_front_and_goes_with_escape(shop: Shop) {
    let _partner = opens_by_a_button(&shop, "").await;
    assert!(is_open(&shop).await);
    assert_eq!(
        shop.run(&format!(
            "{ROOT} return root.querySelector('dialog').ariaLabel"
        ))
        .await,
        said_by_loader("title")
    );
    // Focus has gone into the shop, which has received the command.
    shop.until_script(
        "focus in the frame",
        &format!("{ROOT} return root.activeElement === shop"),
    )
    .await;
    shop.enters(0).await;
    shop.until_script("the command", "return seen.some((m) => m.type === 'focus')")
        .await;
    shop.leaves().await;
    shop.run(&format!(
        "{ROOT} root.querySelectorAll('button')[2].focus()"
    ))
    .await;
    shop.presses_key(ESCAPE).await;
    is_gone(&shop).await;
}

async fn the_page_behind_it_is_out_of_reach(shop: Shop) {
    let _partner = opens_by_a_button(&shop, "").await;
    shop.until_script(
        "focus in the frame",
        &format!("{ROOT} return root.activeElement === shop"),
    )
    .await;
    for _ in 0..8 {
        shop.presses_key(TAB).await;
        let place = shop
            .run("return document.activeElement.localName + document.activeElement.id")
            .await;
        // The modal's host, or between two rounds the page as a whole: never what is behind.
        assert!(place == "div" || place == "body", "focus is on {place}");
    }
    let hit = shop
        .run("const r = buy.getBoundingClientRect(); return document.elementFromPoint(r.x + 3, r.y + 3).localName")
        .await;
    assert_eq!(hit, "div");
    shop.run("buy.focus()").await;
    assert_ne!(shop.run("return document.activeElement.id").await, "buy");
    assert_eq!(
        shop.run("return document.documentElement.style.overflow")
            .await,
        "hidden"
    );
}

async fn it_goes_by_its_button_and_beside_it(shop: Shop) {
    let _partner = opens_by_a_button(&shop, "").await;
    presses_in_the_modal(&shop, said_by_loader("close")).await;
    is_gone(&shop).await;
    shop.run("heard.length = 0").await;
    shop.press("Buy a gift card").await;
    is_connected(&shop, 0).await;
    // A click on the shop does nothing; a click beside it closes it.
    shop.run(&format!(
        "{ROOT} root.querySelector('[role=alert]').dispatchEvent(new MouseEvent('click', {{ bubbles: true, composed: true }}))"
    ))
    .await;
    assert!(is_open(&shop).await);
    shop.run(&format!("{ROOT} root.querySelector('dialog').click()"))
        .await;
    is_gone(&shop).await;
}

async fn escape_inside_of_the_frame_closes_it(shop: Shop) {
    let _partner = opens_by_a_button(&shop, "").await;
    frame_does(&shop, 0, "say('close.wanted', {})").await;
    is_gone(&shop).await;
}

async fn it_asks_before_it_closes_while_a_payment_is_under_way(shop: Shop) {
    let _partner = opens_by_a_button(&shop, "").await;
    assert_eq!(asks(&shop).await, json!(["", said_by_loader("close")]));
    let guard = json!({ "active": true, "reason": "Your payment is not confirmed yet." });
    frame_does(&shop, 0, &format!("say('close.guard', {guard})")).await;
    hears(&shop, "close.guard", guard.clone()).await;
    presses_in_the_modal(&shop, said_by_loader("close")).await;
    let question = json!([
        "Your payment is not confirmed yet.",
        said_by_loader("stay"),
        said_by_loader("leave"),
        said_by_loader("close")
    ]);
    assert_eq!(asks(&shop).await, question);
    let focus = shop
        .run(&format!("{ROOT} return root.activeElement.textContent"))
        .await;
    assert_eq!(focus, said_by_loader("stay"));
    // Neither Escape, wherever it is pressed, nor a click beside it nor the program gets past the
    // question.
    shop.presses_key(ESCAPE).await;
    shop.presses_key(ESCAPE).await;
    frame_does(&shop, 0, "say('close.wanted', {})").await;
    is_through(&shop, 0, "asked").await;
    shop.run(&format!(
        "{ROOT} root.querySelector('dialog').click(); shop.close();"
    ))
    .await;
    assert!(is_open(&shop).await);
    assert_eq!(asks(&shop).await, question);
    presses_in_the_modal(&shop, said_by_loader("stay")).await;
    assert_eq!(asks(&shop).await, json!(["", said_by_loader("close")]));
    // Paid meanwhile: the question disappears by itself.
    presses_in_the_modal(&shop, said_by_loader("close")).await;
    frame_does(
        &shop,
        0,
        "say('close.guard', { active: false, reason: '' })",
    )
    .await;
    hears(
        &shop,
        "close.guard",
        json!({ "active": false, "reason": "" }),
    )
    .await;
    assert_eq!(asks(&shop).await, json!(["", said_by_loader("close")]));
    // With its buttons the focus would have been lost.
    let focus = format!("{ROOT} return root.activeElement === shop");
    assert_eq!(shop.run(&focus).await, json!(true));
    frame_does(&shop, 0, &format!("say('close.guard', {guard})")).await;
    is_through(&shop, 0, "again").await;
    presses_in_the_modal(&shop, said_by_loader("close")).await;
    presses_in_the_modal(&shop, said_by_loader("leave")).await;
    is_gone(&shop).await;
}

async fn the_words_are_the_shops_then_the_pages(shop: Shop) {
    let _partner = opens_by_a_button(
        &shop,
        "labels: { close: 'Zu', stay: 'Bleiben' }, title: 'Karten'",
    )
    .await;
    assert_eq!(asks(&shop).await, json!(["", "Zu"]));
    let name = format!(
        "{ROOT} return [root.querySelector('dialog').ariaLabel, shop.shadowRoot.querySelector('iframe').title]"
    );
    assert_eq!(shop.run(&name).await[1], "Karten");
    let ready = json!({ "version": "1", "lang": "de", "country": "DE", "theme": "auto", "words": { "title": "Gutscheine", "close": "Schließen" } });
    frame_does(&shop, 0, &format!("say('ready', {ready})")).await;
    hears(&shop, "ready", ready).await;
    assert_eq!(shop.run(&name).await, json!(["Gutscheine", "Karten"]));
    let guard = json!({ "active": true, "reason": "Wirklich?", "stay": "Offen lassen", "leave": "Trotzdem" });
    frame_does(&shop, 0, &format!("say('close.guard', {guard})")).await;
    hears(&shop, "close.guard", guard).await;
    shop.run("shop.close()").await;
    assert_eq!(
        asks(&shop).await,
        json!(["Wirklich?", "Offen lassen", "Trotzdem", "Schließen"])
    );
}

async fn the_words_follow_the_shops_language(shop: Shop) {
    let _partner = opens_by_a_button(&shop, "").await;
    let window = format!(
        "{ROOT} const d = root.querySelector('dialog'); return [d.ariaLabel, d.lang, shop.shadowRoot.querySelector('iframe').title, \
         getComputedStyle(root.querySelector('[role=alert]')).direction, root.activeElement?.textContent || root.activeElement?.localName]"
    );
    let words = json!({ "words": { "title": "Gutscheine", "close": "Schließen", "lang": "de" } });
    frame_does(&shop, 0, &format!("say('words', {words})")).await;
    is_through(&shop, 0, "German").await;
    assert_eq!(asks(&shop).await, json!(["", "Schließen"]));
    assert_eq!(
        shop.run(&window).await,
        json!(["Gutscheine", "de", "Gutscheine", "ltr", "gift-shop"])
    );
    // The question continues in the new language, and the focus stays where it was.
    let guard = |reason: &str, stay: &str, leave: &str| json!({ "active": true, "reason": reason, "stay": stay, "leave": leave });
    let german = guard("Wirklich?", "Offen lassen", "Trotzdem");
    frame_does(&shop, 0, &format!("say('close.guard', {german})")).await;
    is_through(&shop, 0, "guard").await;
    shop.run("shop.close()").await;
    shop.run(&format!(
        "{ROOT} [...root.querySelectorAll('button')].find((b) => b.textContent === 'Trotzdem').focus()"
    ))
    .await;
    let arabic = guard("الدفع لم يكتمل", "إبقاء", "إغلاق");
    let words = json!({ "words": { "title": "متجر", "close": "إغلاق النافذة", "lang": "ar" } });
    frame_does(
        &shop,
        0,
        &format!("say('words', {words}); say('close.guard', {arabic})"),
    )
    .await;
    is_through(&shop, 0, "Arabic").await;
    assert_eq!(
        asks(&shop).await,
        json!(["الدفع لم يكتمل", "إبقاء", "إغلاق", "إغلاق النافذة"])
    );
    assert_eq!(
        shop.run(&window).await,
        json!(["متجر", "ar", "متجر", "rtl", "إغلاق"])
    );
}

async fn it_has_the_colours_of_its_theme(shop: Shop) {
    let _partner = opens_by_a_button(&shop, "theme: 'dark'").await;
    // The browser's own for a dialog: none are set over them.
    let colours = shop
        .run(&format!(
            "{ROOT} const style = getComputedStyle(root.querySelector('dialog')); \
             const sum = (colour) => colour.match(/\\d+/g).slice(0, 3).reduce((all, part) => all + +part, 0); \
             return [sum(style.backgroundColor) < 150, sum(style.color) > 600];"
        ))
        .await;
    assert_eq!(colours, json!([true, true]));
}

async fn a_page_that_replaces_its_body_can_open_it_again(shop: Shop) {
    let _partner = opens_by_a_button(&shop, "").await;
    // Such a router goes back without a new page, and nobody has closed the shop.
    shop.run(
        "window.ends = 0; window.old = shop; shop.on('closed', () => { window.ends += 1; }); const src = shop.getAttribute('src'); \
         const body = document.createElement('body'); const main = document.createElement('main'); const button = document.createElement('button'); \
         button.id = 'buy'; button.textContent = 'Buy another'; button.onclick = () => { window.shop = GiftShop.open({ src }); }; \
         main.append('The page before, with its words.', button); body.append(main); document.body.replaceWith(body);",
    )
    .await;
    shop.until_script("the end", "return ends === 1").await;
    assert_eq!(
        shop.run("return document.documentElement.style.overflow")
            .await,
        ""
    );
    shop.press("Buy another").await;
    is_connected(&shop, 0).await;
    assert!(is_open(&shop).await);
    assert_eq!(shop.run("return shop !== old").await, json!(true));
    shop.run("old.destroy(); old.close()").await;
    assert!(is_open(&shop).await, "the old one's end is not its");
    shop.run("shop.close()").await;
    is_gone(&shop).await;
    assert_eq!(shop.run("return ends").await, json!(1));
}

async fn a_second_click_opens_no_second_shop(shop: Shop) {
    let _partner = opens_by_a_button(&shop, "").await;
    let same = shop
        .run("return GiftShop.open({ src: 'https://shop.example/embed' }) === shop")
        .await;
    assert_eq!(same, json!(true));
    assert_eq!(
        shop.run("return document.body.lastElementChild.localName")
            .await,
        "div"
    );
}

async fn what_it_closed_can_be_opened_again(shop: Shop) {
    let _partner = opens_by_a_button(&shop, "").await;
    // At once, before the browser has said that the first is closed, and twice.
    shop.run("window.old = shop; shop.destroy(); buy.click(); old.destroy(); old.close()")
        .await;
    is_connected(&shop, 0).await;
    assert!(is_open(&shop).await);
    assert_eq!(heard(&shop, "closed").await.len(), 1);
    shop.run("shop.destroy()").await;
    assert!(!is_open(&shop).await);
    assert_eq!(shop.run("return document.activeElement.id").await, "buy");
}

async fn a_browser_that_lets_it_refuse_once_does_not_lose_the_payment(shop: Shop) {
    let _partner = opens_by_a_button(&shop, "").await;
    let guard = json!({ "active": true, "reason": "Wait." });
    frame_does(&shop, 0, &format!("say('close.guard', {guard})")).await;
    hears(&shop, "close.guard", guard).await;
    let port = "return port === window.first";
    frame_does(&shop, 0, "window.first = port").await;
    // Chromium does this at the second Escape without a click between.
    shop.run(&format!("{ROOT} root.querySelector('dialog').close()"))
        .await;
    shop.until("the modal again", async || {
        (is_open(&shop).await && asks(&shop).await[0] == "Wait.").then_some(())
    })
    .await;
    assert_eq!(
        frame_does(&shop, 0, port).await,
        json!(true),
        "the frame was kept"
    );
}

async fn it_is_accessible_and_fits_small_and_large_windows(shop: Shop) {
    let _partner = opens_by_a_button(&shop, "").await;
    let folder = checkout().join("target/e2e/widget");
    fs::create_dir_all(&folder).expect("target/ can be written");
    for (name, size) in [("360", (360, 740)), ("1280", (1280, 900))] {
        for theme in ["light", "dark"] {
            shop.look_with(size, theme).await;
            for asking in [false, true] {
                let active = json!({ "active": asking, "reason": if asking { "Your payment is not confirmed yet. You can find the order again under its link." } else { "" } });
                frame_does(&shop, 0, &format!("say('close.guard', {active})")).await;
                is_through(&shop, 0, &format!("{name}{theme}{asking}")).await;
                if asking {
                    shop.run("shop.close()").await;
                }
                let fits = shop
                    .run(&format!(
                        "{ROOT} const d = root.querySelector('dialog').getBoundingClientRect(); const f = shop.shadowRoot.querySelector('iframe').getBoundingClientRect(); \
                         return [d.left >= 0 && d.right <= innerWidth && d.top >= 0 && d.bottom <= innerHeight, f.width <= d.width && f.height > 300 && f.bottom <= d.bottom, \
                         root.querySelector('dialog').scrollWidth <= d.width + 1];"
                    ))
                    .await;
                assert_eq!(fits, json!([true, true, true]), "{name} {theme} {asking}");
                let violations = [shop.violations().await, shop.second_violations().await];
                assert_eq!(violations.concat(), Vec::<String>::new(), "{name} {theme}");
                let file = folder.join(format!("modal-{name}-{theme}-{asking}.png"));
                fs::write(file, shop.picture().await).expect("a picture can be written");
            }
        }
    }
}
