//! The orders made on this device: found again, named, forgotten, taken along.

mod copies;
mod row;
mod unreadable;

use leptos::prelude::{expect_context, request_animation_frame};

use crate::api::client::Client;
use crate::cart::Cart;
use crate::components::notice::{Tone, notice};
use crate::components::search_field::search_field_for;
use crate::frame::MAIN_ID;
use crate::i18n::{I18n, t};
use crate::markup::{IntoChild, View, element, focus, fragment};
use crate::navigation::Navigation;
use crate::past_orders::PastOrders;
use crate::purchase::unanswered::unanswered;
use crate::reactive::{Derived, State};
use crate::store::{self, PastOrder};
use shop_core::model::letters::lowered;
use shop_core::route::Route;

/// What the page knows. A copyable handle.
#[derive(Clone, Copy)]
struct Page {
    i18n: I18n,
    client: Client,
    past: PastOrders,
    orders: Derived<Vec<PastOrder>>,
    /// Words searched for.
    words: State<String>,
    /// Id of the order whose label is being typed, and what is typed.
    edited: State<Option<String>>,
    typed: State<String>,
    /// The order that was forgotten last, which can still come back.
    forgotten: State<Option<PastOrder>>,
    /// How far forgetting everything has come.
    erasing: State<Erasing>,
}

/// How far forgetting everything has come.
#[derive(Clone, Copy, PartialEq)]
enum Erasing {
    No,
    Asked,
    Done,
}

impl Page {
    /// Shows what storage has now, and gives focus to what comes next.
    fn refresh(self, next: &'static str) {
        self.past.change(|| {});
        focus_soon(next);
    }

    /// The orders that fit the words.
    fn found(self) -> Vec<PastOrder> {
        let words = lowered(&self.words.get());
        let mut orders = self.orders.get();
        orders.retain(|past| {
            let text = lowered(&[&*past.label, " ", &past.title, " ", &past.id].concat());
            words.split_whitespace().all(|word| text.contains(word))
        });
        orders
    }
}

/// The page of all orders.
pub fn orders_page() -> View {
    let navigation = Navigation::here();
    navigation.title(t("orders.title"));
    navigation.keep_private();
    store::try_to_keep_orders();
    let past = PastOrders::here();
    let page = Page {
        past,
        i18n: I18n::here(),
        client: expect_context(),
        orders: Derived::new(move || past.list()),
        words: State::new(String::new()),
        edited: State::new(None),
        typed: State::new(String::new()),
        forgotten: State::new(None),
        erasing: State::new(Erasing::No),
    };
    let copies = copies::Copies::new(page);
    element("main")
        .attr("id", MAIN_ID)
        .attr("class", "order")
        .attr("tabindex", "-1")
        .child(
            element("header")
                .attr("class", "order-head")
                .child(element("h1").child(t("orders.title")))
                .child(element("p").attr("class", "hint").child(t("orders.lead"))),
        )
        .child(move || not_kept(page.i18n))
        .child(move || unreadable::view(page.i18n, past))
        .child(unanswered(None))
        .child(move || {
            let is_empty = page.orders.with(Vec::is_empty);
            (!is_empty).then(|| {
                search_field_for(
                    "orders.search",
                    "search",
                    move || page.words.get(),
                    move |typed| page.words.set(typed),
                    || {},
                )
            })
        })
        .child(move || undo(page))
        .child(move || list(page))
        // A closure, so that another language leaves what was typed alone.
        .child(move || copies.view())
        .child(move || erase(page))
        .into_child()
}

/// What a buyer must know whose browser keeps nothing.
fn not_kept(i18n: I18n) -> Option<View> {
    (!store::keeps_orders()).then(|| {
        notice(
            Tone::Warn,
            i18n.text("order.not_kept_title"),
            Some(i18n.text("orders.not_kept_body")),
        )
    })
}

fn list(page: Page) -> View {
    let navigation = Navigation::here();
    let found = page.found();
    if !found.is_empty() {
        return element("ul")
            .attr("class", "options")
            .attr("role", "list")
            .child(
                found
                    .into_iter()
                    .map(|past| row::row(page, past))
                    .collect::<Vec<_>>(),
            )
            .into_child();
    }
    let i18n = page.i18n;
    if page.orders.with(|orders| !orders.is_empty()) {
        return element("p")
            .attr("role", "status")
            .child(i18n.text("orders.none_found"))
            .into_child();
    }
    let is_erased = page.erasing.get() == Erasing::Done;
    fragment([
        is_erased
            .then(|| notice(Tone::Good, i18n.text("orders.all_forgotten"), None))
            .into_child(),
        element("section")
            .attr("class", "sheet orders-none")
            .child(element("h2").child(i18n.text("orders.none_title")))
            .child(element("p").child(i18n.text("orders.none_body")))
            .child(
                element("div").attr("class", "actions").child(
                    element("a")
                        .attr("class", "button")
                        .attr("href", navigation.href(&Route::Brands))
                        .child(i18n.text("frame.all_brands")),
                ),
            )
            .into_child(),
    ])
}

/// The way back for an order that was forgotten by mistake.
fn undo(page: Page) -> Option<View> {
    let past = page.forgotten.get()?;
    let words = page
        .i18n
        .fill("orders.forgotten", &[("title", past.name())]);
    let back = move || {
        store::put_orders(vec![past.clone()]);
        page.forgotten.set(None);
        page.refresh(MAIN_ID);
    };
    Some(
        element("div")
            .attr("class", "orders-undo")
            .child(notice(Tone::Plain, words, None))
            .child(button(
                "undo",
                "button button-quiet",
                page.i18n.text("orders.undo"),
                back,
            ))
            .into_child(),
    )
}

/// Forgetting everything, which asks once more.
fn erase(page: Page) -> Option<View> {
    let i18n = page.i18n;
    let step = page.erasing.get();
    let cart = Cart::here();
    // Also a cart with addresses in it, or a choice of country, is something that is kept.
    page.orders.track();
    if cart.count() == 0 && !store::keeps_anything() {
        return None;
    }
    let set = move |step, next| {
        move || {
            page.erasing.set(step);
            focus_soon(next);
        }
    };
    if step != Erasing::Asked {
        let ask = set(Erasing::Asked, "erase-not");
        return Some(
            element("div")
                .attr("class", "actions")
                .child(button(
                    "erase",
                    "button button-quiet",
                    i18n.text("orders.forget_all"),
                    ask,
                ))
                .into_child(),
        );
    }
    let erase = move || {
        cart.clear();
        store::forget_everything();
        page.client.forget_kept_copies();
        page.forgotten.set(None);
        page.erasing.set(Erasing::Done);
        page.refresh(MAIN_ID);
    };
    Some(
        element("div")
            .attr("class", "orders-erase")
            .child(notice(
                Tone::Warn,
                i18n.text("orders.forget_all_title"),
                Some(i18n.text("orders.forget_all_body")),
            ))
            .child(
                element("div")
                    .attr("class", "actions")
                    .child(button(
                        "erase",
                        "button",
                        i18n.text("orders.forget_all"),
                        erase,
                    ))
                    .child(button(
                        "erase-not",
                        "button button-quiet",
                        i18n.text("orders.keep"),
                        set(Erasing::No, "erase"),
                    )),
            )
            .into_child(),
    )
}

/// A button with an id, so that focus can be given to it.
fn button(
    id: &'static str,
    class: &'static str,
    words: String,
    press: impl Fn() + Send + 'static,
) -> View {
    element("button")
        .attr("id", (!id.is_empty()).then_some(id))
        .attr("class", class)
        .attr("type", "button")
        .on_press(press)
        .child(words)
        .into_child()
}

/// Gives focus to what stands on the page in a moment.
fn focus_soon(id: &'static str) {
    request_animation_frame(move || focus(id));
}
