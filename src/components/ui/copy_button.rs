//! Copying a text exactly as it is.

use std::sync::Arc;

use leptos::html::Code;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

use super::icon::icon;
use crate::browser::{call, is_kept, object, property};
use crate::host::use_host;
use crate::i18n::use_i18n;
use crate::reactive::spawn;
use shop_core::text_key::TextKey;

/// How long "Copied" is shown, in milliseconds: long enough to be read, short enough not to be
/// taken for the next copy.
const DONE_MILLISECONDS: u32 = 2_000;

/// After how many milliseconds without an answer the browser counts as refusing.
const ANSWER_MILLISECONDS: u32 = 1_000;

/// A button that copies this text. `label` says what is copied, for those who don't see what is
/// beside it.
pub fn copy_button(text: String, label: String) -> AnyView {
    copy_button_saying(text, label, use_i18n().text(TextKey::CopyCopied))
}

/// The same with other words for "Copied".
pub fn copy_button_saying(text: String, label: String, done: String) -> AnyView {
    let text = Arc::new(move || text.clone());
    button(text, Arc::new(move || label.clone()), done)
}

/// The same for a text that changes while the button stays. Both are tracked.
pub fn copy_button_of(
    text: impl Fn() -> String + Send + Sync + 'static,
    label: impl Fn() -> String + Send + Sync + 'static,
) -> AnyView {
    let done = use_i18n().text(TextKey::CopyCopied);
    button(Arc::new(text), Arc::new(label), done)
}

/// Gives a text, tracked.
type Text = Arc<dyn Fn() -> String + Send + Sync>;

/// Not generic, so the program has one copy of it.
fn button(text: Text, label: Text, done: String) -> AnyView {
    let i18n = use_i18n();
    // The copied text. "Copied" is shown only while it is still the text to copy.
    let copied = RwSignal::new(None);
    let is_done = {
        let text = Arc::clone(&text);
        move || copied.with(|copied| *copied == Some(text()))
    };
    let by_hand = Arc::clone(&text);
    let presses = RwSignal::new(0_u32);
    let has_failed = RwSignal::new(false);
    // A frame may write to the clipboard only if the page around allows it, and the press is over
    // before that answer comes.
    let is_framed = use_host().is_some();
    let copy = move |event: leptos::ev::MouseEvent| {
        let current = Arc::clone(&text);
        let text = untrack(|| current());
        let button = event.current_target();
        let button = button.and_then(|button| button.dyn_into::<Element>().ok());
        presses.update(|presses| *presses += 1);
        let press = presses.get_untracked();
        // A second failure selects the text again.
        has_failed.set(false);
        // Some browsers allow the older command only during the press.
        let mut is_copied = is_framed && copy_selected(&text, button.as_ref());
        let written = if is_copied { None } else { write(&text) };
        if !is_copied && !is_framed && written.is_none() {
            is_copied = copy_selected(&text, button.as_ref());
        }
        spawn(async move {
            let mut is_copied = is_copied;
            if let Some(written) = written {
                is_copied = is_kept(written, ANSWER_MILLISECONDS).await;
                // A later press has its own answer, and what it copied stays in the clipboard.
                if presses.is_disposed() || presses.get_untracked() != press {
                    return;
                }
                // Another text may be the one to copy by now.
                let is_same = untrack(|| current()) == text;
                is_copied = is_copied || (is_same && copy_selected(&text, button.as_ref()));
            }
            has_failed.set(!is_copied);
            copied.set(is_copied.then_some(text));
            gloo_timers::future::TimeoutFuture::new(DONE_MILLISECONDS).await;
            // The button may be gone by now, or pressed again.
            if !presses.is_disposed() && presses.get_untracked() == press {
                copied.set(None);
            }
        });
    };
    view! {
        <button
            class="copy"
            type="button"
            aria-label=move || label()
            data-done={
                let is_done = is_done.clone();
                move || is_done().then_some("")
            }
            on:click=copy
        >
            <span>{icon("copy")}{i18n.text(TextKey::CopyCopy)}</span>
            <span aria-hidden="true">{icon("check")}{done.clone()}</span>
        </button>
        <span class="visually-hidden" role="status">
            {move || is_done().then(|| done.clone())}
        </span>
        {move || {
            has_failed
                .get()
                .then(|| {
                    let words = view! {
                        <span role="alert">{i18n.text(TextKey::CopyFailed)}</span>
                    };
                    view! { <span class="hint copy-by-hand">{words}{to_select(by_hand())}</span> }
                        .into_any()
                })
        }}
    }
    .into_any()
}

/// The text itself, selected, so that one more key or touch copies it.
fn to_select(text: String) -> impl IntoView {
    let node = NodeRef::<Code>::new();
    node.on_load(|text| {
        // It is on the page by then.
        request_animation_frame(move || {
            let selection = call(&window(), "getSelection", &[]);
            selection.and_then(|selection| call(&selection, "selectAllChildren", &[&text]));
        });
    });
    view! {
        <code dir="ltr" translate="no" node_ref=node>
            {text}
        </code>
    }
}

/// Begins to write to the clipboard. Without TLS there is none, and a frame may not write to it
/// without permission.
fn write(text: &str) -> Option<JsValue> {
    let clipboard = property(&window().navigator(), "clipboard")?;
    call(&clipboard, "writeText", &[&JsValue::from_str(text)])
}

/// Copies with the older command, which copies the selection: the text in a field that exists for
/// this alone, beside the button, so that nothing scrolls.
fn copy_selected(text: &str, button: Option<&Element>) -> bool {
    let document = document();
    let focused = document.active_element();
    let place = button.and_then(|button| button.parent_element());
    let (Some(place), Ok(field)) = (place, document.create_element("textarea")) else {
        return false;
    };
    field.set_class_name("visually-hidden");
    field.set_text_content(Some(text));
    // No keyboard opens for it.
    call(&field, "setAttribute", &[&"readonly".into(), &"".into()]);
    if place.append_child(&field).is_err() {
        return false;
    }
    let calmly = object(&[("preventScroll", &JsValue::TRUE)]);
    call(&field, "focus", &[&calmly]);
    call(&field, "select", &[]);
    let is_copied = call(&document, "execCommand", &[&"copy".into()])
        .is_some_and(|is_copied| is_copied.is_truthy());
    field.remove();
    if let Some(focused) = focused {
        call(&focused, "focus", &[&calmly]);
    }
    is_copied
}
