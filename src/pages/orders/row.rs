//! One order of the history: its link, its label, the way to forget it.

#![expect(unreachable_pub, reason = "leptos_macro makes components public")]

use leptos::either::Either;
use leptos::prelude::*;

use super::{OrdersState, focus_soon};
use crate::components::ui::button::Button;
use crate::components::ui::copy_button::copy_button;
use crate::components::ui::text_field::{TextField, TextKind};
use crate::i18n::t;
use crate::layout::MAIN_ID;
use crate::navigation::use_navigation;
use crate::store::{self, PastOrder};
use shop_core::model::order::{UNSAFE, listed_text};
use shop_core::route::Route;
use shop_core::text_key::TextKey;

/// Id of the field for a label; only one is open at a time.
const FIELD_ID: &str = "orders-label";

/// Letters of an order's number that are shown: enough to compare, too few to open it.
const SHOWN_LETTERS: usize = 4;

#[component]
pub(super) fn OrderRow(page: OrdersState, past: PastOrder) -> impl IntoView {
    let id = past.id.clone();
    let is_edited = Memo::new(move |_| page.edited.with(|edited| edited.as_ref() == Some(&id)));
    let content = move || {
        let past = past.clone();
        if is_edited.get() {
            Either::Left(view! { <LabelForm page past /> })
        } else {
            Either::Right(view! {
                <OrderDescription page past=past.clone() />
                <Actions page past />
            })
        }
    };
    view! { <li class="past">{content}</li> }
}

#[component]
fn OrderDescription(page: OrdersState, past: PastOrder) -> impl IntoView {
    let (i18n, navigation) = (page.i18n, use_navigation());
    let route = Route::Order {
        id: past.id.clone(),
    };
    // A file from elsewhere may contain anything here.
    let tone = match &*past.state {
        "done" => Some("good"),
        "manual" | "unknown" | "partial" | "done_part" | "done_open" | "failed_paid" => {
            Some("warn")
        }
        "failed" | "setup_failed" | "done_none" | UNSAFE => Some("bad"),
        "expired" | "canceled" | "refunded" => None,
        _ => Some("now"),
    };
    move || {
        let state = i18n.text(listed_text(&past.state));
        let title = (!past.label.is_empty()).then(|| [" · ", &past.title].concat());
        let made = (past.created_at > 0).then(|| [" · ", &i18n.moment(past.created_at)].concat());
        // Orders of one name and day differ by the time, and by the end of their numbers.
        let end = past.id.len().saturating_sub(SHOWN_LETTERS);
        let end = past.id.get(end..).map(|end| {
            view! {
                " · "
                <bdi translate="no">{["…", end].concat()}</bdi>
            }
        });
        let copy = (!store::keeps_orders())
            .then(|| copy_button(navigation.link(&route), i18n.text(TextKey::OrderCopyLink)));
        view! {
            <div>
                <a href=navigation.href(&route)>{past.name().to_owned()}</a>
                <p class="hint">
                    <span class="state" data-tone=tone>
                        {state}
                    </span>
                    {title}
                    {made}
                    {end}
                </p>
                {copy}
            </div>
        }
    }
}

#[component]
fn Actions(page: OrdersState, past: PastOrder) -> impl IntoView {
    let key = if past.label.is_empty() {
        TextKey::OrdersLabelAdd
    } else {
        TextKey::OrdersLabelChange
    };
    let (id, label) = (past.id.clone(), past.label.clone());
    let edit = move || {
        page.typed.set(label.clone());
        page.edited.set(Some(id.clone()));
        focus_soon(FIELD_ID);
    };
    let forget = move || {
        store::forget_order(&past.id);
        page.forgotten.set(Some(past.clone()));
        page.refresh("undo");
    };
    view! {
        <div class="actions">
            <Button class="button button-plain" on_press=edit>
                {t(key)}
            </Button>
            <Button class="button button-plain" on_press=forget>
                {t(TextKey::OrdersForget)}
            </Button>
        </div>
    }
}

#[component]
fn LabelForm(page: OrdersState, past: PastOrder) -> impl IntoView {
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        store::label_order(&past.id, &page.typed.get_untracked(), page.client.now());
        page.edited.set(None);
        page.refresh(MAIN_ID);
    };
    let leave = move || {
        page.edited.set(None);
        focus_soon(MAIN_ID);
    };
    let title = past.title;
    let label = move || {
        page.i18n
            .fill(TextKey::OrdersLabelFor, &[("title", &title)])
    };
    view! {
        <form class="past-form" on:submit=save>
            <TextField kind=TextKind::Label id=FIELD_ID label entry=page.typed />
            <div class="actions">
                <button class="button" type="submit">
                    {t(TextKey::OrdersSave)}
                </button>
                <Button class="button button-quiet" on_press=leave>
                    {t(TextKey::OrdersLeave)}
                </Button>
            </div>
        </form>
    }
}
