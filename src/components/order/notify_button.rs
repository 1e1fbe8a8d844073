//! A button for a notification of the system when the goods are there.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::browser::{awaited, call, construct, object, property, window_property};
use crate::components::ui::button::Button;
use crate::components::ui::icon::icon;
use crate::host::use_host;
use crate::i18n::{t, use_i18n};
use crate::navigation::use_navigation;
use crate::reactive::{effect, spawn};
use shop_core::text_key::TextKey;

/// The class of the window that notifies.
const NOTIFICATION: &str = "Notification";

/// The method by which a service worker's registration notifies where pages can't: on phones.
const SHOW: &str = "showNotification";

/// The registration of the shop's service worker, where it can notify.
async fn registration() -> Option<JsValue> {
    let worker = property(&window().navigator(), "serviceWorker")?;
    let registration = awaited(call(&worker, "getRegistration", &[])).await?;
    property(&registration, "active").and_then(|_| property(&registration, SHOW))?;
    window_property(NOTIFICATION).map(|_| registration)
}

/// Whether a page can notify by itself. On a phone the class exists but can't be constructed;
/// before permission is given, constructing one shows nothing.
fn can_construct() -> bool {
    let permission = window_property(NOTIFICATION).map(|class| property(&class, "permission"));
    let permission = permission.map(|permission| permission.and_then(|it| it.as_string()));
    match permission.as_ref().map(Option::as_deref) {
        None => false,
        Some(Some("default" | "denied")) => construct(NOTIFICATION, &[&"".into()]).is_some(),
        Some(_) => {
            let agent = window().navigator().user_agent().unwrap_or_default();
            !agent.contains("Android")
        }
    }
}

/// The button, while `is_done` says that something is to come. It asks for permission only when it
/// is pressed, and calls `on_wanted` once that is given. `title` is the key of the notification's
/// title. The notification has no code and no id: others may see the screen.
pub fn notify_button(
    is_done: Memo<Option<bool>>,
    title: Memo<TextKey>,
    on_wanted: Callback<()>,
) -> AnyView {
    let i18n = use_i18n();
    let host = use_host();
    let shop = use_navigation().config().name.clone();
    // The key of the press's result.
    let outcome = RwSignal::new(None::<TextKey>);
    // The page promises no notification that can't come.
    let can_come = RwSignal::new(can_construct());
    if !can_come.get_untracked() {
        spawn(async move {
            if registration().await.is_some() && !can_come.is_disposed() {
                can_come.set(true);
            }
        });
    }
    effect(move || {
        let is_wanted = outcome.with(|outcome| *outcome == Some(TextKey::NotifyOn));
        if is_wanted && is_done.get() == Some(true) {
            let body = object(&[("body", &JsValue::from_str(&shop))]);
            let title = JsValue::from_str(&i18n.text(title.get_untracked()));
            spawn(async move {
                let shown = registration().await;
                let shown = shown.and_then(|worker| call(&worker, SHOW, &[&title, &body]));
                if shown.is_none() {
                    construct(NOTIFICATION, &[&title, &body]);
                }
            });
            outcome.set(None);
        }
    });
    let ask = move || {
        spawn(async move {
            let answer = window_property(NOTIFICATION)
                .and_then(|notification| call(&notification, "requestPermission", &[]));
            let answer = awaited(answer).await.and_then(|answer| answer.as_string());
            if answer.as_deref() == Some("granted") {
                outcome.set(Some(TextKey::NotifyOn));
                on_wanted.run(());
            } else {
                outcome.set(Some(TextKey::NotifyRefused));
            }
        });
    };
    (move || {
        // No button if nothing is to come or the browser can't notify: it never asks for permission
        // for a frame of another origin.
        let is_possible = host.is_none() && can_come.get();
        if is_done.get() != Some(false) || !is_possible {
            return ().into_any();
        }
        match outcome.get() {
            Some(key) => view! {
                <p class="hint" role="status">
                    {i18n.text(key)}
                </p>
            }
            .into_any(),
            None => view! {
                <div class="actions">
                    <Button class="button button-quiet" on_press=ask>
                        {icon("bell")}
                        {t(TextKey::NotifyButton)}
                    </Button>
                </div>
            }
            .into_any(),
        }
    })
    .into_any()
}
