//! The orders made on this device: found again, named, forgotten, taken along.

mod copies;
mod row;
mod unreadable;

use leptos::either::EitherOf3;
use leptos::prelude::*;

use crate::api::client::Client;
use crate::browser::focus::focus;
use crate::cart::use_cart;
use crate::checkout::unanswered::unanswered;
use crate::components::ui::button::Button;
use crate::components::ui::help_link::HelpLink;
use crate::components::ui::hint::Hint;
use crate::components::ui::icon::drawing;
use crate::components::ui::notice::{Tone, notice};
use crate::components::ui::page::Page;
use crate::components::ui::search_field::SearchField;
use crate::components::ui::ways_back::ways_back;
use crate::i18n::{I18n, t, use_i18n};
use crate::layout::MAIN_ID;
use crate::navigation::use_navigation;
use crate::past_orders::{PastOrders, use_past_orders};
use crate::store::{self, PastOrder};
use copies::CopiesForm;
use row::OrderRow;
use shop_core::model::letters::lowered;
use shop_core::model::topic::Topic;
use shop_core::route::Route;
use shop_core::text_key::TextKey;
use unreadable::Unreadable;

/// The state of the page.
#[derive(Clone, Copy)]
struct OrdersState {
    i18n: I18n,
    client: Client,
    past: PastOrders,
    orders: Memo<Vec<PastOrder>>,
    /// Words searched for.
    words: RwSignal<String>,
    /// Id of the order whose label is being edited, and the text in the field.
    edited: RwSignal<Option<String>>,
    typed: RwSignal<String>,
    /// The order that was forgotten last, which can still come back.
    forgotten: RwSignal<Option<PastOrder>>,
    /// How far forgetting everything has come.
    erasing: RwSignal<Erasing>,
}

/// From how many orders on they can be searched: fewer are seen at once.
const SEARCHED_ORDERS: usize = 6;

/// How far forgetting everything has come.
#[derive(Clone, Copy, PartialEq)]
enum Erasing {
    No,
    Asked,
    Done,
}

impl OrdersState {
    /// Shows the current content of storage, and gives focus to the next element.
    fn refresh(self, next: &'static str) {
        self.past.change(|| {});
        focus_soon(next);
    }

    /// The orders that fit the words, those that something is awaited for first. Words that were typed
    /// before the search went away fit everything.
    fn found(self) -> Vec<PastOrder> {
        let mut orders = self.orders.get();
        let now = self.client.now() as u64;
        orders.sort_by_key(|past| !past.is_under_way(now));
        if orders.len() < SEARCHED_ORDERS {
            return orders;
        }
        let words = lowered(&self.words.get());
        orders.retain(|past| {
            let text = lowered(&[&*past.label, " ", &past.title, " ", &past.id].concat());
            words.split_whitespace().all(|word| text.contains(word))
        });
        orders
    }
}

/// The page of all orders.
#[component]
pub fn OrdersPage() -> impl IntoView {
    let navigation = use_navigation();
    navigation.title(t(TextKey::OrdersTitle));
    navigation.keep_private();
    store::try_to_keep_orders();
    let past = use_past_orders();
    let page = OrdersState {
        past,
        i18n: use_i18n(),
        client: expect_context(),
        orders: Memo::new(move |_| past.list()),
        words: RwSignal::new(String::new()),
        edited: RwSignal::new(None),
        typed: RwSignal::new(String::new()),
        forgotten: RwSignal::new(None),
        erasing: RwSignal::new(Erasing::No),
    };
    let can_search = move || page.orders.with(Vec::len) >= SEARCHED_ORDERS;
    view! {
        <Page class="orders wrap">
            <div class="orders-main">
                <header class="order-head">
                    <h1>{t(TextKey::OrdersTitle)}</h1>
                    <Hint words=t(TextKey::OrdersLead) />
                </header>
                {move || not_kept(page.i18n)}
                <Unreadable />
                {unanswered(None)}
                <Show when=can_search>
                    <SearchField
                        class="search"
                        label=TextKey::OrdersSearch
                        entry=page.words
                        on_search=|()| {}
                    />
                </Show>
                <Undo page />
                <OrderList page />
            </div>
            <div class="orders-side">
                <CopiesForm page />
                <Show when=move || !page.orders.with(Vec::is_empty)>
                    <HelpLink topic=Topic::MissingOrder words=TextKey::HelpOrderMissing />
                </Show>
                <Erase page />
            </div>
        </Page>
    }
}

/// A notice for a buyer whose browser keeps nothing.
fn not_kept(i18n: I18n) -> Option<impl IntoView> {
    (!store::keeps_orders()).then(|| {
        notice(
            Tone::Warn,
            i18n.text(TextKey::OrderNotKeptTitle),
            Some(i18n.text(TextKey::OrdersNotKeptBody)),
        )
    })
}

#[component]
fn OrderList(page: OrdersState) -> impl IntoView {
    move || {
        let found = page.found();
        if !found.is_empty() {
            let rows = found
                .into_iter()
                .map(|past| view! { <OrderRow page past /> });
            EitherOf3::A(view! {
                <ul class="options" role="list">
                    {rows.collect_view()}
                </ul>
            })
        } else if page.orders.with(|orders| !orders.is_empty()) {
            EitherOf3::B(view! { <p role="status">{t(TextKey::OrdersNoneFound)}</p> })
        } else {
            EitherOf3::C(view! { <NoOrders page /> })
        }
    }
}

#[component]
fn NoOrders(page: OrdersState) -> impl IntoView {
    let (i18n, navigation) = (page.i18n, use_navigation());
    // A shop without gift cards has no page of them.
    let goods = if navigation.sells(&Route::GiftCards) {
        ("button", Route::GiftCards, TextKey::BrandsKindGiftCard)
    } else {
        ("button", Route::Brands, TextKey::FrameAllBrands)
    };
    view! {
        {move || {
            let is_erased = page.erasing.get() == Erasing::Done;
            is_erased.then(|| notice(Tone::Good, i18n.text(TextKey::OrdersAllForgotten), None))
        }}
        <section class="orders-none">
            {drawing("vessel-empty")} <h2>{t(TextKey::OrdersNoneTitle)}</h2>
            <p>{t(TextKey::OrdersNoneBody)}</p> {ways_back([goods])}
            <HelpLink topic=Topic::MissingOrder words=TextKey::FrameWhereIsOrder />
        </section>
    }
}

/// The way back for an order that was forgotten by mistake.
#[component]
fn Undo(page: OrdersState) -> impl IntoView {
    move || {
        let past = page.forgotten.get()?;
        let title = past.name().to_owned();
        let words = move || {
            page.i18n
                .fill(TextKey::OrdersForgotten, &[("title", &title)])
        };
        let back = move || {
            store::put_orders(vec![past.clone()]);
            page.forgotten.set(None);
            page.refresh(MAIN_ID);
        };
        Some(view! {
            <div class="orders-undo">
                {move || notice(Tone::Plain, words(), None)}
                <Button id="undo" class="button button-quiet" on_press=back>
                    {t(TextKey::OrdersUndo)}
                </Button>
            </div>
        })
    }
}

/// Forgetting everything, which asks once more.
#[component]
fn Erase(page: OrdersState) -> impl IntoView {
    let (i18n, cart) = (page.i18n, use_cart());
    let set = move |step, next| {
        page.erasing.set(step);
        focus_soon(next);
    };
    let erase = move || {
        cart.clear();
        store::forget_everything();
        page.client.forget_kept_copies();
        page.forgotten.set(None);
        page.erasing.set(Erasing::Done);
        page.refresh(MAIN_ID);
    };
    // A cart with addresses in it, or a choice of country, is also something that is kept.
    let has_any = Memo::new(move |_| {
        page.orders.track();
        cart.count() > 0 || store::keeps_anything()
    });
    let question = move || {
        view! {
            <div class="orders-erase">
                {move || notice(
                    Tone::Warn,
                    i18n.text(TextKey::OrdersForgetAllTitle),
                    Some(i18n.text(TextKey::OrdersForgetAllBody)),
                )} <div class="actions">
                    <Button id="erase" class="button" on_press=erase>
                        {t(TextKey::OrdersForgetAll)}
                    </Button>
                    <Button
                        id="erase-not"
                        class="button button-quiet"
                        on_press=move || set(Erasing::No, "erase")
                    >
                        {t(TextKey::OrdersKeep)}
                    </Button>
                </div>
            </div>
        }
    };
    view! {
        <Show when=move || has_any.get()>
            <Show
                when=move || page.erasing.get() == Erasing::Asked
                fallback=move || {
                    view! {
                        <div class="actions">
                            <Button
                                id="erase"
                                class="button button-quiet"
                                on_press=move || set(Erasing::Asked, "erase-not")
                            >
                                {t(TextKey::OrdersForgetAll)}
                            </Button>
                        </div>
                    }
                }
            >
                {question()}
            </Show>
        </Show>
    }
}

/// Gives focus to an element that will be on the page in the next frame.
fn focus_soon(id: &'static str) {
    request_animation_frame(move || focus(id));
}
