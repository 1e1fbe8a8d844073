//! Pictures of every page for the README and for eyes, and that none is wider than its
//! window or tears a word apart.
//!
//! They go to `target/screenshots`. With `REFILLERY_UPDATE_SCREENSHOTS=1` those of the gallery, which
//! has the README's, go to `docs/screens` as well; without, a run leaves the checkout as it is. With
//! `REFILLERY_PICTURES=en,ar` every page and state is pictured in these languages, into
//! `target/pictures/en` and so on; `large-…` are with text of twice the size on a phone.

mod goods;
pub(crate) mod languages;
mod states;
mod trouble;
mod widget;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use refillery_e2e::{Role, Shop, Test, tests, text};
use serde_json::json;

use crate::shop::accessible::layout;
use crate::shop::accessible::looks::{LETTERS, letters, speaks};
use crate::steps::{EMAIL, start_title};

pub(crate) fn tests() -> Vec<Test> {
    let pages = tests!["pictures":
        the_start_page,
        the_brand_wall,
        a_top_up,
        the_plans_of_a_place,
        a_brand_page,
        a_product_page,
        a_checkout,
        the_orders_of_this_device,
        the_answers,
        an_order_that_waits,
        an_order_that_is_delivered,
        a_failure,
        a_page_that_does_not_exist,
        a_brand_that_does_not_exist_is_in_one_column,
    ];
    pages
        .into_iter()
        .chain(states::tests())
        .chain(trouble::tests())
        .chain(goods::tests())
        .chain(widget::tests())
        .chain(languages::tests())
        .collect()
}

/// Windows: small phones, phones, tablets, laptops. Only the last three are pictured.
const WINDOWS: [(u32, u32); 4] = [(320, 640), (360, 780), (768, 1024), (1280, 900)];

/// The page as a visitor sees it who has just come.
const TO_THE_START: &str = "scrollTo(0, 0); document.activeElement.blur();";

/// Nothing moves, and what is in the window has its picture.
const IS_STILL: &str = "
    const moves = document.getAnimations().some((each) =>
      each.playState === 'running' && each.effect.getComputedTiming().endTime !== Infinity);
    const waits = [...document.images].some((image) => {
      const box = image.getBoundingClientRect();
      return !image.complete && box.top < innerHeight && box.bottom > 0;
    });
    return !moves && !waits && document.fonts.status === 'loaded';";

/// The widest thing that sticks out, if the page can be moved sideways.
const STICKS_OUT: &str = "
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= innerWidth) return null;
    const isMirrored = getComputedStyle(document.documentElement).direction === 'rtl';
    const edge = (box) => isMirrored ? wide - box.left : box.right;
    const worst = [...document.body.querySelectorAll('*')]
      .map((each) => [edge(each.getBoundingClientRect()), each])
      .filter(([end]) => end > wide + 1).sort((a, b) => b[0] - a[0])[0];
    return `${document.documentElement.scrollWidth} > ${innerWidth}: ` +
      (worst ? `${worst[1].outerHTML.slice(0, 160)} to ${worst[0]}` : 'nobody knows why');";

/// A phone whose visitor has chosen letters of twice the size.
const LARGE: ((u32, u32), u32) = ((390, 780), 2 * LETTERS);

/// Short words that are broken between two lines.
const TORN: &str = r#"
    const torn = [];
    const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const holder = text.parentElement;
      if (!holder.checkVisibility({ visibilityProperty: true }) || holder.closest('.visually-hidden, code, option')) continue;
      for (const word of text.data.matchAll(/(?<!\S)\p{L}{2,10}(?!\S)/gu)) {
        const range = document.createRange();
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        const lines = new Set([...range.getClientRects()].map((line) => Math.round(line.top)));
        if (lines.size > 1) torn.push(`${word[0]} in ${holder.closest("[class]").className}`);
      }
    }
    return torn;"#;

async fn pictured(shop: &Shop, name: &str) {
    pictured_after(shop, name, "").await;
}

async fn pictured_after(shop: &Shop, name: &str, again: &str) {
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target");
    let keep = |folder: PathBuf| {
        move |name: &str, picture: &[u8]| save(&folder, &format!("{name}.png"), picture)
    };
    in_all_windows(shop, name, again, keep(target.join("screenshots"))).await;
    keeps_words_whole(shop, name, again).await;
    for_the_gallery(shop, name, again).await;
    for language in languages() {
        speaks(shop, &language).await;
        let folder = target.join("pictures").join(&language);
        in_all_windows(shop, name, again, keep(folder.clone())).await;
        shop.look_with((390, 2400), "light").await;
        letters(shop, LARGE.1).await;
        shop.run(&[again, TO_THE_START].concat()).await;
        save(&folder, &format!("large-{name}.png"), &shop.picture().await);
        letters(shop, LETTERS).await;
    }
    if !languages().is_empty() {
        speaks(shop, "en").await;
    }
}

/// A state that no picture of ours shows: it is no wider than any window, and pictured on request
/// only, so that every other run pays for no pictures.
async fn seen(shop: &Shop, name: &str) {
    seen_after(shop, name, "").await;
}

/// The same where `again` is done to the page first, each time.
async fn seen_after(shop: &Shop, name: &str, again: &str) {
    if !languages().is_empty() {
        return pictured_after(shop, name, again).await;
    }
    for window in WINDOWS {
        shop.look_with(window, "light").await;
        shop.run(again).await;
        is_no_wider(shop, name, window).await;
    }
    keeps_words_whole(shop, name, again).await;
    // These are further states of the pages that `accessible` walks through in every run.
    if layout::is_all() {
        shop.run(again).await;
        assert_eq!(layout::measured(shop).await, Vec::<String>::new(), "{name}");
    }
}

/// With letters of twice the size on a phone, no short word is broken between two lines.
async fn keeps_words_whole(shop: &Shop, name: &str, again: &str) {
    let (window, size) = LARGE;
    shop.look_with(window, "light").await;
    letters(shop, size).await;
    shop.run(again).await;
    is_no_wider(shop, name, window).await;
    let torn = shop.run(TORN).await;
    letters(shop, LETTERS).await;
    assert_eq!(torn, json!([]), "{name}");
}

/// Takes a picture of the page as it is, if pictures are requested.
pub(crate) async fn for_eyes(shop: &Shop, name: &str) {
    if languages().is_empty() {
        return;
    }
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/pictures");
    let picture = shop.picture().await;
    save(&target.join("as-it-is"), &format!("{name}.png"), &picture);
}

/// Takes the pictures of the gallery, if they are to be renewed: a phone in English and Arabic, a
/// desk in both themes. More would make each clone of the repository slower. WebP, because it is half as
/// large as PNG.
async fn for_the_gallery(shop: &Shop, name: &str, again: &str) {
    if !updates() {
        return;
    }
    hides_scroll_bars(shop, true).await;
    let (phone, desk) = (WINDOWS[1], WINDOWS[3]);
    let taken = [
        (phone, "light", "phone"),
        (desk, "light", "desk"),
        (desk, "dark", "desk-dark"),
    ];
    for (window, theme, end) in taken {
        shop.look_with(window, theme).await;
        shop.run(&[again, TO_THE_START].concat()).await;
        into_the_gallery(shop, &format!("{name}-{end}"), window).await;
    }
    speaks(shop, "ar").await;
    shop.look_with(phone, "light").await;
    shop.run(&[again, TO_THE_START].concat()).await;
    into_the_gallery(shop, &format!("{name}-phone-arabic"), phone).await;
    speaks(shop, "en").await;
    hides_scroll_bars(shop, false).await;
}

/// Hides them as phones and many desks do, with the room that the page keeps for them.
async fn hides_scroll_bars(shop: &Shop, hidden: bool) {
    shop.devtools("Emulation.setScrollbarsHidden", json!({ "hidden": hidden }))
        .await;
    let room = if hidden { "auto" } else { "" };
    let keep = format!("document.documentElement.style.scrollbarGutter = '{room}'");
    shop.run(&keep).await;
}

/// Takes one picture of the gallery as the page is.
async fn into_the_gallery(shop: &Shop, name: &str, window: (u32, u32)) {
    is_no_wider(shop, name, window).await;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/screens");
    let picture = shop.small_picture().await;
    save(&folder, &format!("{name}.webp"), &picture);
}

fn updates() -> bool {
    env::var_os("REFILLERY_UPDATE_SCREENSHOTS").is_some_and(|value| value == "1")
}

/// The languages of `REFILLERY_PICTURES`.
fn languages() -> Vec<String> {
    let asked = env::var("REFILLERY_PICTURES").unwrap_or_default();
    let asked = asked.split(',').filter(|language| !language.is_empty());
    asked.map(str::to_owned).collect()
}

async fn in_all_windows(shop: &Shop, name: &str, again: &str, keep: impl Fn(&str, &[u8])) {
    for (width, height) in WINDOWS {
        for theme in ["light", "dark"] {
            shop.look_with((width, height), theme).await;
            shop.run(&[again, TO_THE_START].concat()).await;
            is_no_wider(shop, name, (width, height)).await;
            if width > 320 {
                keep(&format!("{name}-{width}-{theme}"), &shop.picture().await);
            }
        }
    }
}

/// Waits until nothing moves, and checks that the page fits without moving sideways.
async fn is_no_wider(shop: &Shop, name: &str, (width, _): (u32, u32)) {
    shop.until("a page that stands still", async || {
        shop.run(IS_STILL).await.as_bool().filter(|still| *still)
    })
    .await;
    let sticks_out = shop.run(STICKS_OUT).await;
    assert!(sticks_out.is_null(), "{name} at {width}: {sticks_out}");
}

fn save(folder: &Path, name: &str, picture: &[u8]) {
    fs::create_dir_all(folder).expect("the folder can be made");
    fs::write(folder.join(name), picture).expect("a picture can be written");
}

async fn the_start_page(shop: Shop) {
    shop.open("/?country=US").await;
    shop.reads(&start_title("United States")).await;
    shop.sees(Role::Heading, text("home.popular")).await;
    pictured(&shop, "home").await;
}

async fn the_brand_wall(shop: Shop) {
    shop.open("/brands?country=US").await;
    shop.sees(Role::Link, "Amazon.com").await;
    pictured(&shop, "brands").await;
}

async fn a_top_up(shop: Shop) {
    shop.open("/top-ups?country=US&to=BR&seller=Claro").await;
    shop.choose("R$ 20").await;
    shop.types(text("recipient.phone"), "11 91234-5678").await;
    shop.reads("+55 11 91234-5678").await;
    shop.reads(text("product.recommended")).await;
    pictured(&shop, "top-ups").await;
}

async fn the_plans_of_a_place(shop: Shop) {
    shop.open("/esims?country=US").await;
    shop.reads(text("esims.where")).await;
    pictured(&shop, "esims").await;
    shop.open("/esims?country=US&to=US").await;
    shop.reads("Roamwell eSIM").await;
    shop.reads(text("product.recommended")).await;
    pictured(&shop, "esims-plans").await;
}

async fn a_brand_page(shop: Shop) {
    shop.open("/brand/lycamobile?country=US").await;
    shop.sees(Role::Link, "Bundle").await;
    shop.reads(text("product.recommended")).await;
    pictured(&shop, "brand").await;
}

async fn a_product_page(shop: Shop) {
    shop.open("/product/steam/steam?country=US").await;
    shop.choose("$20").await;
    shop.reads(text("product.recommended")).await;
    pictured(&shop, "product").await;
    // Where the panel is only just wide enough to be beside it, the name still has room.
    for width in [1024, 1100] {
        shop.look_with((width, 900), "light").await;
        let name = "return document.querySelector('main h1').clientWidth";
        let room = shop.run(name).await.as_f64().unwrap_or_default();
        assert!(room > 100.0, "{room} pixels at {width}");
    }
}

async fn a_checkout(shop: Shop) {
    for _ in 0..2 {
        shop.open("/product/steam/steam?country=US").await;
        shop.choose("$20").await;
        shop.press(text("cart.add")).await;
        shop.reads(text("cart.added")).await;
    }
    shop.open("/checkout?country=US").await;
    shop.reads(text("product.recommended")).await;
    shop.types(text("recipient.email_receipt"), EMAIL).await;
    pictured(&shop, "checkout").await;
}

async fn the_orders_of_this_device(shop: Shop) {
    let id = shop.sandbox.make_order(EMAIL).await;
    shop.open(&format!("/order/{id}")).await;
    shop.reads(text("order.link_live")).await;
    shop.press(text("order.keep")).await;
    shop.open("/orders?country=US").await;
    shop.reads(text("backup.title")).await;
    pictured(&shop, "orders").await;
}

async fn the_answers(shop: Shop) {
    shop.open("/help?country=US#exchange").await;
    shop.reads("What is a network?").await;
    pictured(&shop, "help").await;
}

async fn an_order_that_waits(shop: Shop) {
    let id = shop.sandbox.make_order(EMAIL).await;
    shop.open(&format!("/order/{id}")).await;
    shop.reads(text("order.link_live")).await;
    pictured(&shop, "order-waiting").await;
}

async fn an_order_that_is_delivered(shop: Shop) {
    let id = shop.sandbox.make_order(EMAIL).await;
    shop.sandbox.act(&id, "pay").await;
    shop.open(&format!("/order/{id}")).await;
    shop.reads(text("order.head_done")).await;
    pictured(&shop, "order-delivered").await;
}

async fn a_failure(shop: Shop) {
    shop.sandbox.fault("any", "http-503", None).await;
    shop.open("/brands?country=US").await;
    shop.sees(Role::Button, text("failure.try_again")).await;
    pictured(&shop, "failure").await;
}

async fn a_page_that_does_not_exist(shop: Shop) {
    shop.open("/nothing/here?country=US").await;
    shop.reads(text("lost.title")).await;
    pictured(&shop, "not-found").await;
}

async fn a_brand_that_does_not_exist_is_in_one_column(shop: Shop) {
    shop.look_with((1280, 900), "light").await;
    shop.open("/brand/no-such-brand?country=US").await;
    shop.reads(text("lost.title")).await;
    let edges = shop
        .run(
            "return [...document.querySelectorAll('main h1, main p, main form, main .actions')]
               .map((each) => Math.round(each.getBoundingClientRect().left));",
        )
        .await;
    let edges = edges.as_array().expect("edges").clone();
    assert!(edges.len() >= 4, "{edges:?}");
    assert!(edges.iter().all(|edge| *edge == edges[0]), "{edges:?}");
}
