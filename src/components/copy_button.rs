//! Copying a text exactly as it is.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::icon::icon;
use crate::browser::{awaited, call, property};
use crate::i18n::I18n;
use crate::markup::{IntoChild, View, element, fragment};
use crate::reactive::{State, spawn};

/// How long "Copied" stands, in milliseconds: long enough to be read, short
/// enough not to be taken for the next copy.
const DONE_MILLISECONDS: u32 = 2_000;

/// A button that copies this text. `label` says what is copied, for those who
/// don't see what it stands beside.
pub fn copy_button(text: String, label: String) -> View {
    copy_button_saying(text, label, I18n::here().text("copy.copied"))
}

/// The same with other words for "Copied".
pub fn copy_button_saying(text: String, label: String, done: String) -> View {
    let i18n = I18n::here();
    let is_done = State::new(false);
    let has_failed = State::new(false);
    let copy = move |_| {
        let text = text.clone();
        spawn(async move {
            let copied = copy(&text).await;
            is_done.set(copied);
            has_failed.set(!copied);
            gloo_timers::future::TimeoutFuture::new(DONE_MILLISECONDS).await;
            // The button may be gone by now.
            is_done.set(false);
        });
    };
    fragment([
        element("button")
            .attr("class", "copy")
            .attr("type", "button")
            .attr("aria-label", label)
            .live_attr("data-done", move || is_done.get().then_some(""))
            .on("click", copy)
            .child(
                element("span")
                    .child(icon("copy"))
                    .child(i18n.text("copy.copy")),
            )
            .child(
                element("span")
                    .attr("aria-hidden", "true")
                    .child(icon("check"))
                    .child(done.clone()),
            )
            .into_child(),
        element("span")
            .attr("class", "visually-hidden")
            .attr("role", "status")
            .child(move || is_done.get().then(|| done.clone()))
            .into_child(),
        (move || {
            has_failed.get().then(|| {
                element("span")
                    .attr("class", "hint")
                    .attr("role", "alert")
                    .child(i18n.text("copy.failed"))
                    .into_child()
            })
        })
        .into_child(),
    ])
    .into_child()
}

/// Writes to the clipboard. Refused in frames without permission and on pages
/// without TLS; the text is beside the button for selecting then.
async fn copy(text: &str) -> bool {
    let write = property(&window().navigator(), "clipboard")
        .and_then(|clipboard| call(&clipboard, "writeText", &[&JsValue::from_str(text)]));
    awaited(write).await.is_some()
}
