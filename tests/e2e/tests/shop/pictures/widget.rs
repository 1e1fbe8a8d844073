//! The widget on a partner's page.

use refillery_e2e::{Files, Page, Role, Shop, Test, tests, text};

use super::{STICKS_OUT, WINDOWS, hides_scroll_bars, into_the_gallery, is_no_wider, updates};

pub(crate) fn tests() -> Vec<Test> {
    tests!["pictures": the_widget_on_a_partner_s_page]
}

/// How far the frame's page is longer than the frame.
const IS_LONGER: &str = "
    const { scrollHeight, clientHeight } = document.documentElement;
    return scrollHeight - clientHeight;";

/// How far the button that orders is below the last field.
const BELOW_THE_FIELDS: &str = "
    const edge = (which) => document.querySelector(which).getBoundingClientRect();
    return edge('#place-order').top - edge('.buy-body').bottom;";

async fn the_widget_on_a_partner_s_page(shop: Shop) {
    let page = Page::new("/", include_str!("partner.html"));
    let partner = shop.partner(vec![page]).await;
    let name = "\"name\": \"Refillery\"";
    let known = format!("{name}, \"partner_origins\": [\"{}\"]", partner.here);
    let files = Files {
        edits: vec![(name.to_owned(), known)],
        ..Files::default()
    };
    let (shop, _host) = shop.on_host(files).await;
    let address = format!("{}/?shop={}", partner.here, shop.url);
    chooses_an_amount(&shop, &address).await;
    for window in WINDOWS {
        shop.look_with(window, "light").await;
        is_no_wider(&shop, "the page around", window).await;
        shop.enters(0).await;
        assert!(shop.run(STICKS_OUT).await.is_null(), "at {window:?}");
        shop.until("a frame as high as its page", async || {
            (shop.run(IS_LONGER).await.as_f64()? <= 1.0).then_some(())
        })
        .await;
        let below = shop.run(BELOW_THE_FIELDS).await.as_f64();
        let below = below.expect("fields and a button");
        assert!(
            (0.0..150.0).contains(&below),
            "{below} pixels at {window:?}"
        );
        shop.leaves().await;
    }
    if !updates() {
        return;
    }
    hides_scroll_bars(&shop, true).await;
    chooses_an_amount(&shop, &format!("{address}&height=690")).await;
    let (phone, desk) = (WINDOWS[1], WINDOWS[3]);
    let pictures = [
        (phone, "light", "phone"),
        (desk, "light", "desk"),
        (desk, "dark", "desk-dark"),
    ];
    for (window, theme, end) in pictures {
        shop.look_with(window, theme).await;
        into_the_gallery(&shop, &format!("widget-{end}"), window).await;
    }
    hides_scroll_bars(&shop, false).await;
}

async fn chooses_an_amount(shop: &Shop, address: &str) {
    shop.goes_to(address).await;
    shop.enters(0).await;
    shop.choose("$20").await;
    shop.sees(Role::Button, text("ordering.place")).await;
    shop.reads(text("product.recommended")).await;
    shop.run("scrollTo(0, 0); document.activeElement.blur();")
        .await;
    shop.leaves().await;
}
