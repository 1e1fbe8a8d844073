//! How the buyer finds the order again: the list of this device, and the link.

#![expect(unreachable_pub, reason = "leptos_macro makes components public")]

use std::sync::Arc;

use leptos::either::EitherOf3;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::client::Client;
use crate::components::ui::button::Button;
use crate::components::ui::copy_button::copy_button;
use crate::components::ui::hint::Hint;
use crate::host::use_host;
use crate::i18n::{t, use_i18n};
use crate::navigation::use_navigation;
use crate::past_orders::use_past_orders;
use crate::persistence::{asks_the_buyer, is_persistent, persist};
use crate::store;
use shop_core::model::order::Order;
use shop_core::pay;
use shop_core::route::Route;
use shop_core::text_key::TextKey;

/// The browser's answer about keeping the list for good.
#[derive(Clone, Copy, PartialEq)]
enum Promise {
    /// It hasn't answered, or there is nothing to say.
    Unknown,
    /// It would ask the buyer.
    ToAskFor,
    /// It may clear the list when it needs room.
    Refused,
}

/// Whether the order is in the list, and its link. A widget is no place for a list and has its own way
/// to copy the link, as has an order that this device can't remember.
#[component]
pub(super) fn Keeping(order: Memo<Arc<Order>>, is_kept: RwSignal<bool>) -> impl IntoView {
    let (i18n, navigation) = (use_i18n(), use_navigation());
    let is_embedded = use_host().is_some();
    let link = move || {
        let is_only = !is_embedded && is_kept.get();
        let link = order.with(|order| navigation.link(&Route::order(&order.id)));
        is_only.then(|| {
            view! {
                <p class="copied-line">
                    <span>{i18n.text(TextKey::OrderHandoverCode)}</span>
                    {copy_button(link, i18n.text(TextKey::OrderCopyLink))}
                </p>
            }
        })
    };
    view! {
        <div class="order-link">{link} <Hint words=t(TextKey::OrderLinkIsSecret) /></div>
        // Last, because it comes late.
        {(!is_embedded).then(|| view! { <ListNotice order /> })}
    }
}

#[component]
fn ListNotice(order: Memo<Arc<Order>>) -> impl IntoView {
    let client: Client = expect_context();
    let orders = use_past_orders();
    let promise = RwSignal::new(Promise::Unknown);
    spawn_local(async move {
        let (asks, is_safe) = (asks_the_buyer(), is_persistent().await != Some(false));
        // A browser that decides without the buyer can be asked at once.
        if !is_safe && (asks || !persist().await) {
            promise.try_set(if asks {
                Promise::ToAskFor
            } else {
                Promise::Refused
            });
        }
    });
    let id = Memo::new(move |_| order.with(|order| order.id.as_str().to_owned()));
    let is_listed = Memo::new(move |_| orders.has(&id.get()));
    let keep = move || {
        let order = order.get_untracked();
        orders.change(|| {
            store::keep_order(&order, pay::listed_key(&order), Vec::new(), client.now())
        });
    };
    let ask = move || {
        spawn_local(async move {
            let is_given = persist().await;
            promise.try_set(if is_given {
                Promise::Unknown
            } else {
                Promise::Refused
            });
        });
    };
    let content = move || {
        if !is_listed.get() {
            return Some(EitherOf3::A(view! {
                <KeepingRow key=TextKey::OrderNotListed>
                    <Button class="button button-quiet" on_press=keep>
                        {t(TextKey::OrderKeep)}
                    </Button>
                </KeepingRow>
            }));
        }
        match promise.get() {
            Promise::Unknown => None,
            Promise::ToAskFor => Some(EitherOf3::B(view! {
                <KeepingRow key=TextKey::OrderMayBeCleared>
                    <Button class="button button-quiet" on_press=ask>
                        {t(TextKey::OrderKeepForGood)}
                    </Button>
                </KeepingRow>
            })),
            // The link to keep is below.
            Promise::Refused => Some(EitherOf3::C(
                view! { <Hint words=t(TextKey::OrderMayBeCleared) /> },
            )),
        }
    };
    view! { <div role="status">{content}</div> }
}

#[component]
fn KeepingRow(key: TextKey, children: Children) -> impl IntoView {
    view! {
        <div class="keeping">
            <Hint words=t(key) />
            {children()}
        </div>
    }
}
