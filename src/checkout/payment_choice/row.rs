//! One way to pay, as a row to choose.

use leptos::prelude::*;
use shop_core::model::coin_sign::{CoinGroup, CoinMark, is_bridged};
use shop_core::model::network_cost::is_told;
use shop_core::model::payment::{Pair, PaymentOption};
use shop_core::route::query_name::{COIN, NETWORK};
use shop_core::text_key::TextKey;

use crate::checkout::ordering::Ordering;
use crate::components::payment::coin_sign::CoinSign;
use crate::components::payment::network_badge::network_badge;
use crate::components::ui::dialog;
use crate::i18n::{I18n, t, use_i18n};
use crate::navigation::use_navigation;

/// Id of the sheet with all ways to pay.
pub(super) const SHEET_ID: &str = "ways";

/// Most decimal places of a least order: the API gives fifteen, which help no buyer to make an order
/// or to read a size. A stablecoin's are those of its currency.
const SHOWN_PLACES: u32 = 8;
const STABLE_PLACES: u32 = 2;

/// The ways to pay of a form. A copyable handle.
#[derive(Clone, Copy)]
pub(super) struct Ways {
    /// The form's attempt to order.
    pub(super) ordering: Ordering,
    /// Each way once, in the order in which they are listed.
    pub(super) listed: StoredValue<Vec<PaymentOption>>,
    /// The one of the last order that was made here.
    pub(super) used: StoredValue<Option<Pair>>,
    /// The one with the lowest network cost, where the costs compare.
    pub(super) cheapest: Memo<Option<Pair>>,
}

impl Ways {
    /// The row of one way, on the page or in the sheet with all of them.
    pub(super) fn row(self, option: &PaymentOption, is_in_sheet: bool) -> AnyView {
        let navigation = use_navigation();
        let i18n = use_i18n();
        let Self { ordering, .. } = self;
        let pair = StoredValue::new(option.pair.clone());
        let is_chosen = Memo::new(move |_| pair.with_value(|pair| navigation.pair().means(pair)));
        // The API may refuse a coin or network only when it is used.
        let is_closed = Memo::new(move |_| pair.with_value(|pair| ordering.usable(pair)).is_none());
        let terms = terms(i18n, option);
        let reason = self.reason(option);
        let words = move || {
            let words = match (is_closed.get(), is_chosen.get()) {
                (true, _) => i18n.text(reason()),
                (false, true) => terms(),
                (false, false) => String::new(),
            };
            (!words.is_empty()).then(|| view! { <small>{words}</small> }.into_any())
        };
        let note = move || {
            let key = (!is_closed.get()).then(|| self.note(pair))??;
            Some(view! { <span class="way-note">{i18n.text(key)}</span> }.into_any())
        };
        let bridged = is_bridged(&option.pair.coin)
            .then(|| view! { <span class="way-note">{t(TextKey::ProductBridged)}</span> });
        let choose = move |_| {
            ordering.start_over();
            pair.with_value(|pair| {
                navigation.choose(&[(COIN, &pair.coin), (NETWORK, &pair.network)]);
            });
        };
        let mark = self.listed.with_value(|listed| {
            let coins: Vec<&str> = listed.iter().map(|option| &*option.pair.coin).collect();
            CoinMark::of(&option.pair, &coins)
        });
        // The rows of the sheet belong to no form and are a group of their own.
        view! {
            <label class="option way">
                <input
                    type="radio"
                    name=if is_in_sheet { "any-pair" } else { "pair" }
                    form=is_in_sheet.then_some("")
                    autofocus=move || is_in_sheet && is_chosen.get()
                    disabled=move || is_closed.get()
                    prop:checked=move || is_chosen.get()
                    prop:knownValue=move || is_chosen.get()
                    on:change=choose
                    on:click=move |_| {
                        if is_in_sheet {
                            dialog::close(SHEET_ID);
                        }
                    }
                />
                <CoinSign mark />
                <span class="way-line">
                    <span class="way-name">
                        {network_badge(&option.pair, "network")} " " {bridged}
                    </span>
                    " "
                    {note}
                </span>
                {words}
            </label>
        }
        .into_any()
    }

    /// The one note of a way, tracked.
    fn note(self, pair: StoredValue<Pair>) -> Option<TextKey> {
        let is_cheapest = self.cheapest.with(|cheapest| {
            let cheapest = cheapest.as_ref();
            cheapest.is_some_and(|cheapest| pair.with_value(|pair| pair == cheapest))
        });
        let is_used = self.used.with_value(|used| {
            let used = used.as_ref();
            used.is_some_and(|used| pair.with_value(|pair| pair.means(used)))
        });
        if is_cheapest {
            Some(TextKey::ProductLowestCost)
        } else if is_used {
            Some(TextKey::ProductLastUsed)
        } else {
            pair.with_value(Pair::is_recommended)
                .then_some(TextKey::ProductRecommended)
        }
    }

    /// Why a way can't be used, and what can; tracked.
    fn reason(self, option: &PaymentOption) -> impl Fn() -> TextKey + Send + use<> {
        let (coin, is_refused) = (option.pair.coin.clone(), option.is_refused);
        let options = self.ordering.options;
        // If none of the coin's networks works, another network doesn't help.
        let is_coin_closed = Memo::new(move |_| {
            options.with(|options| {
                let options = options.as_ref();
                options.is_some_and(|options| !options.has_usable(&coin))
            })
        });
        move || match (is_refused, is_coin_closed.get()) {
            (true, false) => TextKey::ProductNeedsName,
            (true, true) => TextKey::ProductNeedsNameCoin,
            (false, false) => TextKey::ProductSuspended,
            (false, true) => TextKey::ProductSuspendedCoin,
        }
    }
}

/// What a way costs beside the price, and the least order in it; tracked.
fn terms(i18n: I18n, option: &PaymentOption) -> impl Fn() -> String + Send + use<> {
    let cost = option.transfer_cost.clone().filter(|cost| is_told(cost));
    let places = match CoinGroup::of(&option.pair.coin) {
        CoinGroup::Stablecoins => STABLE_PLACES,
        CoinGroup::Bitcoin | CoinGroup::Others => SHOWN_PLACES,
    };
    let least = option.threshold.as_ref();
    let least = least.map(|least| (least.rounded_up(places), option.pair.clone()));
    move || {
        let cost = cost.as_deref();
        let cost = cost.map(|cost| i18n.fill(TextKey::ProductTransferCost, &[("cost", cost)]));
        let least = least.as_ref().map(|(least, pair)| {
            let least = i18n.coin_of(least, pair);
            i18n.fill(TextKey::ProductThreshold, &[("amount", &least)])
        });
        let terms: Vec<String> = [cost, least].into_iter().flatten().collect();
        terms.join(" ")
    }
}
