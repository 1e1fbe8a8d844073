//! Finding a brand on the wall, and coming back to it.

use refillery_e2e::{Role, Shop, Test, counted, filled, tests, text};

pub(crate) fn tests() -> Vec<Test> {
    tests!["finding":
        the_way_back_to_the_wall_ends_at_the_same_card,
        choices_survive_a_reload_and_are_taken_back_with_the_keyboard,
        a_search_for_a_misspelled_name_leads_to_its_page,
        a_tablet_that_is_turned_keeps_its_filters_readable,
    ]
}

/// The seventieth card: beyond the first window.
const CARD: &str = "document.querySelectorAll('.brand-grid > li > a')[70]";

/// How far the page is scrolled.
async fn scrolled(shop: &Shop) -> i64 {
    let place = shop.run("return Math.round(scrollY)").await;
    place.as_i64().unwrap_or_default()
}

async fn is_at(shop: &Shop, card: &str, place: i64) {
    shop.until("the same card with focus in the same place", async || {
        let focused = shop
            .run("return document.activeElement.getAttribute('href')")
            .await;
        let is_near = (scrolled(shop).await - place).abs() <= 2;
        (focused == card && is_near).then_some(())
    })
    .await;
}

async fn the_way_back_to_the_wall_ends_at_the_same_card(shop: Shop) {
    shop.open("/brands?country=US").await;
    shop.sees(Role::Button, &counted("brands.show_more", 48, &[]))
        .await;
    // A pointer that goes there brings the end near, and the list grows away from it.
    shop.run("document.querySelector('.wall-more button').click()")
        .await;
    shop.until("a second window", async || {
        let is_there = shop.run(&format!("return !!{CARD}")).await;
        is_there.as_bool().unwrap_or_default().then_some(())
    })
    .await;
    shop.run(&format!("{CARD}.scrollIntoView({{ block: 'center' }})"))
        .await;
    let card = shop
        .run(&format!("return {CARD}.getAttribute('href')"))
        .await;
    let card = card.as_str().expect("a link").to_owned();
    let place = scrolled(&shop).await;
    assert!(place > 500, "the card is far down");
    shop.run(&format!("{CARD}.click()")).await;
    shop.comes_to(|address| address.starts_with("/brand/"))
        .await;
    shop.back().await;
    is_at(&shop, &card, place).await;
    // Also from a page that was reloaded.
    shop.forward().await;
    shop.comes_to(|address| address.starts_with("/brand/"))
        .await;
    shop.reload().await;
    shop.back().await;
    is_at(&shop, &card, place).await;
}

async fn choices_survive_a_reload_and_are_taken_back_with_the_keyboard(shop: Shop) {
    shop.open("/brands?country=US&category=games&stock=in&sort=name")
        .await;
    let without_games = filled("brands.remove", &[("name", text("category.games"))]);
    let in_any_stock = filled("brands.remove", &[("name", text("brands.in_stock"))]);
    shop.sees(Role::Button, &without_games).await;
    let count = shop
        .run("return document.querySelector('#count').textContent")
        .await;
    shop.reload().await;
    shop.sees(Role::Button, &in_any_stock).await;
    shop.until_equal(count, async || {
        shop.run("return document.querySelector('#count')?.textContent")
            .await
    })
    .await;
    shop.press(&without_games).await;
    shop.comes_to(|address| !address.contains("category")).await;
    shop.press(text("brands.clear")).await;
    shop.until_equal("/brands?country=US&sort=name".to_owned(), async || {
        shop.address().await
    })
    .await;
}

async fn a_search_for_a_misspelled_name_leads_to_its_page(shop: Shop) {
    shop.open("/?country=US").await;
    shop.types_and_enters(text("search.label"), "amazn").await;
    shop.follow("Amazon.com").await;
    shop.comes_to(|address| address.starts_with("/brand/"))
        .await;
    shop.sees(Role::Heading, "Amazon.com").await;
}

async fn a_tablet_that_is_turned_keeps_its_filters_readable(shop: Shop) {
    shop.look_with((768, 1024), "light").await;
    shop.open("/brands?country=US").await;
    shop.sees(Role::Link, "Amazon.com").await;
    shop.press(text("brands.filters")).await;
    shop.sees(Role::Button, text("brands.apply")).await;
    shop.look_with((1280, 768), "light").await;
    // Over the brands, and none of them shines through.
    let script = "return innerWidth === 1280 && getComputedStyle(document.querySelector('#filters')).backgroundColor === getComputedStyle(document.querySelector('.search input')).backgroundColor";
    shop.until_script("a sheet that covers what is under it", script)
        .await;
    shop.press(text("brands.apply")).await;
    // Beside the brands, as on every wide screen.
    let script = "return document.querySelector('#filters').getBoundingClientRect().right < document.querySelector('.brand-grid').getBoundingClientRect().left";
    shop.until_script("filters beside the brands", script).await;
}
