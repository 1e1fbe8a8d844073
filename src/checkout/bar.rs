//! The total and the button that orders.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::earlier::Earlier;
use super::ordering::{Ordering, Stage};
use crate::api::orders::Total;
use crate::browser;
use crate::browser::focus::focus;
use crate::components::payment::network_badge::network_badge;
use crate::components::ui::notice::{Tone, notice};
use crate::i18n::{t, use_i18n};
use crate::navigation::use_navigation;
use shop_core::model::money::{Amount, FaceValue};
use shop_core::model::payment::network_words;
use shop_core::model::sign;
use shop_core::text_key::TextKey;

/// The id of the main button, which orders unless a page says otherwise.
pub const BUTTON_ID: &str = "place-order";

/// The bar. There is none in a shop that takes no coin.
#[component]
pub fn OrderBar(
    /// The order that the button makes.
    ordering: Ordering,
    /// The total that the page shows for what is chosen.
    shown: Memo<Option<Amount>>,
    /// The key of the button's words before the first press.
    place: Memo<TextKey>,
    /// The key of a note to read before the press.
    #[prop(optional)]
    note: Option<Memo<Option<TextKey>>>,
    /// The key of the words in place of a total while it isn't known.
    without: Memo<TextKey>,
    /// A remark on the total, after the network.
    #[prop(optional)]
    remark: Option<Memo<Option<String>>>,
    /// What stands in place of the button, if something else comes first. Its id is [`BUTTON_ID`].
    #[prop(optional)]
    instead: Option<Callback<(), Option<AnyView>>>,
) -> impl IntoView {
    let is_closed = Memo::new(move |_| ordering.has_no_way_to_pay());
    let said = Said {
        note,
        without,
        remark,
        instead,
    };
    move || (!is_closed.get()).then(|| view! { <OpenBar ordering shown place said /> }.into_any())
}

/// What a page says in its bar. A copyable handle.
#[derive(Clone, Copy)]
struct Said {
    note: Option<Memo<Option<TextKey>>>,
    without: Memo<TextKey>,
    remark: Option<Memo<Option<String>>>,
    instead: Option<Callback<(), Option<AnyView>>>,
}

#[component]
fn OpenBar(
    ordering: Ordering,
    shown: Memo<Option<Amount>>,
    place: Memo<TextKey>,
    said: Said,
) -> impl IntoView {
    let i18n = use_i18n();
    let navigation = use_navigation();
    let words = move || match ordering.stage.get() {
        Stage::Idle | Stage::Unknown => i18n.text(place.get()),
        Stage::Standing { earlier, .. } => i18n.text(match earlier {
            Earlier::Unanswered => TextKey::OrderingRepeat,
            Earlier::Same(_) => TextKey::OrderingRepeatedLink,
            Earlier::Other(_) => TextKey::OrderingOpenAnyway,
        }),
        Stage::Checking => i18n.text(TextKey::OrderingChecking),
        Stage::Creating => i18n.text(TextKey::OrderingCreating),
        Stage::Confirm { total, .. } if total.to_pay.is_zero() => {
            i18n.text(TextKey::OrderingConfirmFree)
        }
        Stage::Confirm { total, .. } => {
            // In one unit: the other is shown beside the button.
            let total = i18n.coin(&total.to_pay, &navigation.pair().coin);
            i18n.fill(TextKey::OrderingConfirm, &[("total", &total)])
        }
    };
    let changed = move || {
        let Stage::Confirm { total, was, .. } = ordering.stage.get() else {
            return None;
        };
        let pair = navigation.pair();
        let total = total.to_pay;
        let new = i18n.coin_of(&total, &pair);
        // Without an earlier price nothing has changed; this is just the total.
        let old = was?;
        let rise = total.minus(&old).map(|rise| i18n.coin_of(&rise, &pair));
        let body = i18n.fill(
            TextKey::OrderingPriceChanged,
            &[
                ("old", &i18n.coin_of(&old, &pair)),
                ("new", &new),
                ("rise", &rise.unwrap_or_default()),
            ],
        );
        Some(notice(
            Tone::Warn,
            i18n.text(TextKey::OrderingPriceChangedTitle),
            Some(body),
        ))
    };
    let to_pay = move || {
        let pair = navigation.pair();
        let without = said.without.get();
        let (sum, class) = match total(ordering, shown) {
            Some(total) => (i18n.coin_of(&total, &pair), Some("buy-sum")),
            None if without == TextKey::ProductAskingPrice => {
                (i18n.text(without), Some("buy-asking"))
            }
            None => (i18n.text(without), None),
        };
        let is_price = class == Some("buy-sum");
        let network = if class.is_some() {
            i18n.fill(
                TextKey::ProductOnNetwork,
                &[("network", &*network_words(&pair))],
            )
            .into_any()
        } else {
            network_badge(&pair, "network")
        };
        let remark = worth_words(ordering)
            .or_else(|| said.remark?.get())
            .filter(|_| is_price);
        view! {
            <b class=class translate=is_price.then_some("no")>
                {sum}
            </b>
            <span class="hint">{network} {remark.map(|remark| [" · ", &remark].concat())}</span>
        }
        .into_any()
    };
    let own = move || {
        view! {
            <button
                class="button button-big"
                id=BUTTON_ID
                type="submit"
                on:click=move |event| {
                    keep_to_one(event.into());
                }
                aria-disabled=move || { ordering.is_busy().then_some("true") }
            >
                {words}
            </button>
        }
        .into_any()
    };
    let button = move || {
        let other = said.instead.and_then(|instead| instead.run(()));
        other.unwrap_or_else(own)
    };
    view! {
        <div class="buy-bar">
            // Beside the button, which stays in sight wherever the page is.
            {changed}
            {move || {
                said.note
                    .and_then(|note| note.get())
                    .map(|note| {
                        view! { <small class="hint">{i18n.text(note)}</small> }.into_any()
                    })
            }} <p>
                <span class="buy-total">{t(TextKey::ProductTotal)}</span>
                {to_pay}
            </p> {button}
        </div>
    }
}

/// The effect of Enter in the form. In a field it orders nothing, because many people press it to
/// finish the field: it calls `ask` for a total, and after that, or without `ask`, it leads to the
/// button.
pub fn hear_enter(ordering: Ordering, ask: Option<Box<dyn Fn() + Send>>) -> impl Fn(KeyboardEvent) {
    move |event| {
        let target = event.target().and_then(|target| target.dyn_into().ok());
        let is_field = target.is_some_and(|target: web_sys::Element| {
            // A valid selector.
            target.matches("input, select").unwrap_or_default()
        });
        if !is_field || event.key() != "Enter" {
            keep_to_one(event.into());
            return;
        }
        // Here Enter chooses letters that are still being composed.
        if browser::is_composing(&event) {
            return;
        }
        event.prevent_default();
        let is_first = matches!(ordering.stage.get_untracked(), Stage::Idle | Stage::Unknown);
        match &ask {
            _ if event.repeat() => {}
            Some(ask) if is_first => ask(),
            _ => focus(BUTTON_ID),
        }
    }
}

/// The form ignores a press that comes before the buyer has read the button's new words: another
/// order, or a price that has risen. Such presses are a key that is held down, and the later clicks
/// of a double click. Returns whether this is such a press.
pub fn keep_to_one(event: web_sys::Event) -> bool {
    let key: Option<&web_sys::KeyboardEvent> = event.dyn_ref();
    let is_held = key.is_some_and(|key| key.repeat() && key.key() == "Enter");
    let click: Option<&web_sys::MouseEvent> = event.dyn_ref();
    let is_repeated = is_held || click.is_some_and(|click| click.detail() > 1);
    if is_repeated {
        event.prevent_default();
    }
    is_repeated
}

/// The total of the last quote, if it holds for what is filled in.
pub fn quoted(ordering: Ordering) -> Option<Total> {
    match ordering.stage.get() {
        Stage::Confirm { total, .. } | Stage::Standing { total, .. } => Some(total),
        _ => None,
    }
}

/// The total as far as it is known: the last quote, else what the page shows.
pub fn total(ordering: Ordering, shown: Memo<Option<Amount>>) -> Option<Amount> {
    quoted(ordering).map_or_else(|| shown.get(), |total| Some(total.to_pay))
}

/// About what the quoted total is worth, in the currency of the buyer's country, else in the first
/// that the API gives.
fn worth_words(ordering: Ordering) -> Option<String> {
    let values = quoted(ordering)?.worth;
    let country = use_navigation().country();
    let is_own = |value: &&FaceValue| sign::is_of(&value.currency, country.code());
    let value = values.iter().find(is_own).or(values.first())?;
    let i18n = use_i18n();
    Some(i18n.fill(TextKey::OrderingAbout, &[("amount", &i18n.money(value))]))
}
