//! All ways to pay in a dialog, by groups and with a search. Its content is there while it is open.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use shop_core::model::coin_sign::CoinGroup;
use shop_core::model::payment::{PaymentOption, coin_words, network_words};
use shop_core::text_key::{PluralKey, TextKey};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

use super::row::{SHEET_ID, Ways};
use crate::browser;
use crate::browser::focus::focus;
use crate::browser::listeners::when_pressed;
use crate::components::ui::dialog::{self, DialogHead};
use crate::components::ui::icon::way_icon;
use crate::i18n::{I18n, folded, t, use_i18n};
use crate::reactive::memo_without_comparing;

/// Id of its title.
const TITLE_ID: &str = "ways-title";

/// Id of the button that opens it.
const BUTTON_ID: &str = "ways-open";

/// The elements that can have focus in it, in order.
const STOPS: &str = "#ways :is([type=search], [type=radio]:not(:disabled))";

/// The first way that can be chosen there.
const FIRST: &str = "#ways [type=radio]:not(:disabled)";

/// The button with the number of all ways, and the dialog that it opens.
pub(super) fn view(ways: Ways) -> AnyView {
    let i18n = use_i18n();
    let count = ways.listed.with_value(Vec::len).to_string();
    let is_open = RwSignal::new(false);
    let words = RwSignal::new(String::new());
    let open = when_pressed(move || {
        words.set(String::new());
        is_open.set(true);
        // Its content is there in the next frame.
        request_animation_frame(|| {
            dialog::open(SHEET_ID);
            place();
        });
    });
    view! {
        <button
            class="options-more"
            id=BUTTON_ID
            type="button"
            aria-haspopup="dialog"
            on:click=open
        >
            {move || i18n.fill(TextKey::ProductAllWays, &[("count", &i18n.number(&count))])}
            {way_icon("chevron-right")}
        </button>
        <dialog
            id=SHEET_ID
            class="dialog ways"
            aria-labelledby=move || is_open.get().then_some(TITLE_ID)
            closedby="any"
            on:click=dialog::close_beside
            on:keydown=move |event| hear_key(&event, words)
            on:close=move |_| {
                is_open.set(false);
                focus(BUTTON_ID);
            }
        >
            {move || is_open.get().then(|| content(ways, words))}
        </dialog>
    }
    .into_any()
}

/// In a frame that is as high as its page, the middle of the window may be far from the buyer: there
/// the dialog opens over the button that was pressed.
fn place() {
    let document = document();
    let (Some(dialog), Some(button)) = (
        document.get_element_by_id(SHEET_ID),
        document.get_element_by_id(BUTTON_ID),
    ) else {
        return;
    };
    let side = |element: &Element, name: &str| {
        let bounds = browser::call(element, "getBoundingClientRect", &[])?;
        browser::property(&bounds, name)?.as_f64()
    };
    let window = browser::window_property("innerHeight").and_then(|height| height.as_f64());
    if let (Some(top), Some(height), Some(window)) =
        (side(&button, "top"), side(&dialog, "height"), window)
    {
        let at = (top - height / 2.0).min(window - height).max(0.0);
        let dialog: &web_sys::HtmlElement = dialog.unchecked_ref();
        // A valid name and value can be set.
        let at = [&*at.to_string(), "px"].concat();
        dialog.style().set_property("--dialog-at", &at).ok();
    }
}

/// Arrows go through the rows and choose none, because choosing closes the dialog. Enter chooses:
/// in the search the first way that was found.
fn hear_key(event: &KeyboardEvent, words: RwSignal<String>) {
    let target = event.target().and_then(|target| target.dyn_into().ok());
    let matches = |target: &Element, selector: &str| target.matches(selector).unwrap_or_default();
    let Some(target) = target.filter(|target: &Element| matches(target, "input")) else {
        return;
    };
    let is_row = matches(&target, "[type=radio]");
    if dialog::step(event, STOPS) || (is_row && event.key().starts_with("Arrow")) {
        if is_row {
            event.prevent_default();
        }
        return;
    }
    if event.key() != "Enter" || browser::is_composing(event) {
        return;
    }
    // The form around asks for a total, or orders.
    event.prevent_default();
    event.stop_propagation();
    let is_searching = words.with_untracked(|words| !words.trim().is_empty());
    let row = match (is_row, is_searching) {
        (true, _) => Some(target),
        (false, true) => document().query_selector(FIRST).ok().flatten(),
        (false, false) => None,
    };
    if let Some(row) = row {
        let row: &JsValue = &row;
        browser::call(row, "click", &[]);
    }
}

fn content(ways: Ways, words: RwSignal<String>) -> AnyView {
    let i18n = use_i18n();
    let texts = memo_without_comparing(move || {
        ways.listed.with_value(|listed| {
            let texts = listed.iter().map(|option| text_of(i18n, option));
            texts.collect::<Vec<String>>()
        })
    });
    let found = memo_without_comparing(move || {
        let typed = plain(&words.get());
        texts.with(|texts| {
            let is_found = |text: &String| typed.split(' ').all(|word| text.contains(word));
            texts.iter().map(is_found).collect::<Vec<bool>>()
        })
    });
    let count = move || found.with(|found| found.iter().filter(|is_found| **is_found).count());
    let announced = move || {
        let is_searching = words.with(|words| !words.trim().is_empty());
        is_searching.then(|| i18n.count(PluralKey::ProductWaysFound, count(), &[]))
    };
    let groups = move || {
        if count() == 0 {
            let none = i18n.text(TextKey::ProductNoWayFound);
            return view! { <p class="dialog-none">{none}</p> }.into_any();
        }
        let groups = CoinGroup::ALL.map(|group| found.with(|found| rows(ways, group, found)));
        groups.into_iter().collect::<Vec<_>>().into_any()
    };
    let head = DialogHead {
        id: SHEET_ID,
        title_id: TITLE_ID,
        field_id: "ways-words",
        title: TextKey::ProductWays,
        lead: None,
        search: TextKey::ProductSearchWays,
        begins_with_search: false,
        words,
    };
    view! {
        {head.view()}
        <p class="visually-hidden" role="status">
            {announced}
        </p>
        <div class="dialog-body">{groups}</div>
    }
    .into_any()
}

/// The rows of a group that were found, under its heading.
fn rows(ways: Ways, group: CoinGroup, found: &[bool]) -> Option<AnyView> {
    let (id, title) = heading(group);
    let rows: Vec<AnyView> = ways.listed.with_value(|listed| {
        let found = listed.iter().zip(found);
        let of_group = found
            .filter(|(option, is_found)| **is_found && CoinGroup::of(&option.pair.coin) == group);
        of_group.map(|(option, _)| ways.row(option, true)).collect()
    });
    (!rows.is_empty()).then(|| {
        view! {
            <div role="radiogroup" aria-labelledby=id>
                <h3 id=id>{t(title)}</h3>
                {rows}
            </div>
        }
        .into_any()
    })
}

/// The id and the text of a group's heading.
fn heading(group: CoinGroup) -> (&'static str, TextKey) {
    match group {
        CoinGroup::Stablecoins => ("ways-stable", TextKey::ProductStablecoins),
        CoinGroup::Bitcoin => ("ways-bitcoin", TextKey::ProductBitcoin),
        CoinGroup::Others => ("ways-others", TextKey::ProductOtherCoins),
    }
}

/// All names of a way, as they are compared.
fn text_of(i18n: I18n, option: &PaymentOption) -> String {
    let (_, group) = heading(CoinGroup::of(&option.pair.coin));
    let words = [
        &*option.pair.coin,
        coin_words(&option.pair.coin),
        &option.pair.network,
        &network_words(&option.pair),
        &option.network_title,
        &i18n.text(group),
    ];
    plain(&words.join(" "))
}

/// A text as it is compared. Without its point, `USDC.e` is one word and no other coin's beginning.
fn plain(text: &str) -> String {
    folded(&text.replace('.', "")).trim().to_owned()
}
