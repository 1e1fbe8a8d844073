//! A button for a notification of the system when the goods are there.

use leptos::prelude::Callable;
use leptos::prelude::Callback;
use wasm_bindgen::JsValue;

use super::icon::icon;
use crate::browser::{awaited, call, construct, global, object};
use crate::host::Host;
use crate::i18n::I18n;
use crate::markup::{IntoChild, View, element};
use crate::navigation::Navigation;
use crate::reactive::{Derived, State, effect, spawn};

/// The class of the window that notifies.
const NOTIFICATION: &str = "Notification";

/// The button, as long as `is_done` says that something is to come. Permission
/// is asked for only when it is pressed; `on_wanted` hears that it was given.
/// `title` is the key of what is said then. What is notified has no code and no id: others may see the screen.
pub fn notify_button(
    is_done: Derived<Option<bool>>,
    title: Derived<&'static str>,
    on_wanted: Callback<()>,
) -> View {
    let i18n = I18n::here();
    let host = Host::here();
    let shop = Navigation::here().config().name.clone();
    // The key of what came of the press.
    let outcome = State::new(None::<&'static str>);
    effect(move || {
        let is_wanted = outcome.with(|outcome| *outcome == Some("notify.on"));
        if is_wanted && is_done.get() == Some(true) {
            let body = object(&[("body", &JsValue::from_str(&shop))]);
            let title = JsValue::from_str(&i18n.text(title.get_untracked()));
            // Phones want more for this than a page can do; there the title of
            // the tab says it alone.
            construct(NOTIFICATION, &[&title, &body]);
            outcome.set(None);
        }
    });
    let ask = move |_| {
        spawn(async move {
            let answer = global(NOTIFICATION)
                .and_then(|notification| call(&notification, "requestPermission", &[]));
            let answer = awaited(answer).await.and_then(|answer| answer.as_string());
            if answer.as_deref() == Some("granted") {
                outcome.set(Some("notify.on"));
                on_wanted.run(());
            } else {
                outcome.set(Some("notify.refused"));
            }
        });
    };
    (move || {
        // Nothing where nothing is to come, or the browser can't do it: it never asks for a
        // frame of another origin.
        let is_possible = host.is_none() && global(NOTIFICATION).is_some();
        if is_done.get() != Some(false) || !is_possible {
            return View::Nothing;
        }
        match outcome.get() {
            Some(key) => element("p")
                .attr("class", "hint")
                .attr("role", "status")
                .child(i18n.text(key))
                .into_child(),
            None => element("div")
                .attr("class", "actions")
                .child(
                    element("button")
                        .attr("class", "button button-quiet")
                        .attr("type", "button")
                        .on("click", ask)
                        .child(icon("bell"))
                        .child(i18n.text("notify.button")),
                )
                .into_child(),
        }
    })
    .into_child()
}
