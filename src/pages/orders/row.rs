//! One order of the history: its link, its label, the way to forget it.

use super::{Page, button, focus_soon};
use crate::components::copy_button::copy_button;
use crate::components::text_field::{Kind, text_field};
use crate::markup::{IntoChild, View, element, fragment};
use crate::navigation::Navigation;
use crate::store::{self, PastOrder};
use shop_core::route::Route;

/// Id of the field for a label; only one is open at a time.
const FIELD_ID: &str = "orders-label";

/// Letters of an order's number that are shown: enough to compare, too few to open it.
const SHOWN_LETTERS: usize = 4;

pub(super) fn row(page: Page, past: PastOrder) -> View {
    let is_edited = page.edited.with(|edited| edited.as_ref() == Some(&past.id));
    let content = if is_edited {
        label_form(page, &past)
    } else {
        fragment([words(page, &past), actions(page, past)])
    };
    element("li")
        .attr("class", "past")
        .child(content)
        .into_child()
}

fn words(page: Page, past: &PastOrder) -> View {
    let i18n = page.i18n;
    let navigation = Navigation::here();
    let route = Route::Order {
        id: past.id.clone(),
    };
    // A file from elsewhere may say anything here.
    let tone = match &*past.state {
        "done" => Some("good"),
        "manual" | "unknown" | "partial" | "done_part" | "done_open" | "failed_paid" => {
            Some("warn")
        }
        "failed" | "setup_failed" | "done_none" | "fault" => Some("bad"),
        "expired" | "canceled" | "refunded" => None,
        _ => Some("now"),
    };
    let state = ["order.state_", &past.state].concat();
    let state = if i18n.has(&state) {
        i18n.text(&state)
    } else {
        i18n.text("order.state_unknown")
    };
    let title = (!past.label.is_empty()).then(|| [" · ", &past.title].concat());
    let day = (past.created_at > 0).then(|| i18n.date(past.created_at));
    // Those of one name and day are told apart by the time, and by how their numbers end.
    let is_twin = |other: &PastOrder| {
        other.id != past.id && other.title == past.title && Some(i18n.date(other.created_at)) == day
    };
    let is_one_of_several = page.orders.with(|orders| orders.iter().any(is_twin));
    let end = past.id.len().saturating_sub(SHOWN_LETTERS);
    let end = past.id.get(end..).filter(|_| is_one_of_several).map(|end| {
        let end = element("bdi").verbatim().child(["…", end].concat());
        fragment([View::Text(" · ".to_owned()), end.into_child()])
    });
    let made = day.as_ref().map(|day| {
        let time = is_one_of_several.then(|| i18n.moment(past.created_at));
        [" · ", time.as_ref().unwrap_or(day)].concat()
    });
    let copy = (!store::keeps_orders())
        .then(|| copy_button(navigation.link(&route), i18n.text("order.copy_link")));
    element("div")
        .child(
            element("a")
                .attr("href", navigation.href(&route))
                .child(past.name().to_owned()),
        )
        .child(
            element("p")
                .attr("class", "hint")
                .child(
                    element("span")
                        .attr("class", "state")
                        .attr("data-tone", tone)
                        .child(state),
                )
                .child(title.map(View::Text))
                .child(made.map(View::Text))
                .child(end),
        )
        .child(copy)
        .into_child()
}

fn actions(page: Page, past: PastOrder) -> View {
    let i18n = page.i18n;
    let key = if past.label.is_empty() {
        "orders.label_add"
    } else {
        "orders.label_change"
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
    element("div")
        .attr("class", "actions")
        .child(button("", "button button-plain", i18n.text(key), edit))
        .child(button(
            "",
            "button button-plain",
            i18n.text("orders.forget"),
            forget,
        ))
        .into_child()
}

fn label_form(page: Page, past: &PastOrder) -> View {
    let i18n = page.i18n;
    let id = past.id.clone();
    let save = move || {
        store::label_order(&id, &page.typed.get_untracked(), page.client.now());
        page.edited.set(None);
        page.refresh(crate::frame::MAIN_ID);
    };
    let leave = move || page.edited.set(None);
    element("form")
        .attr("class", "past-form")
        .instead_of("submit", save)
        .child(text_field(
            Kind::Label,
            FIELD_ID.to_owned(),
            i18n.fill("orders.label_for", &[("title", &past.title)])
                .into_child(),
            View::Nothing,
            move || page.typed.get(),
            move |typed| page.typed.set(typed),
            || None,
        ))
        .child(
            element("div")
                .attr("class", "actions")
                .child(
                    element("button")
                        .attr("class", "button")
                        .attr("type", "submit")
                        .child(i18n.text("orders.save")),
                )
                .child(button(
                    "",
                    "button button-quiet",
                    i18n.text("orders.leave"),
                    leave,
                )),
        )
        .into_child()
}
