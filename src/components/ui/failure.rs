//! What happened, what it means for the money, one main action, one way back.

use leptos::prelude::*;

use super::icon::icon;
use super::notice::{Tone, notice, notice_with};
use crate::api::ApiError;
use crate::i18n::{I18n, use_i18n};
use crate::navigation::use_navigation;
use shop_core::route::Route;
use shop_core::text_key::{PluralKey, TextKey};

/// How a failed action is tried again.
#[derive(Clone, Copy)]
pub struct Retry {
    /// Tries it again.
    pub again: Callback<()>,
    /// Whether that is under way.
    pub is_busy: RwSignal<bool>,
}

/// The box that is shown instead of content. `money_key` names the sentence on what it means for
/// the money.
pub fn failure(error: &ApiError, money_key: TextKey, retry: Retry) -> AnyView {
    let i18n = use_i18n();
    let words = [i18n.text(title_key(error)), explanation(i18n, error)];
    failure_of(words, money_key, retry)
}

/// The same for failures that have nothing to do with the API: title and explanation.
pub fn failure_of([title, explanation]: [String; 2], money_key: TextKey, retry: Retry) -> AnyView {
    let i18n = use_i18n();
    let navigation = use_navigation();
    view! {
        <section class="failure wrap" data-tone="bad" role="alert">
            {icon("circle-alert")}
            <h2>{title}</h2>
            <p>{explanation}</p>
            <p class="failure-money">{i18n.text(money_key)}</p>
            <div class="actions">
                {retry_button(retry, "button button-big")}
                <a
                    class="button button-quiet button-big"
                    href=move || navigation.href(&Route::Home)
                >
                    {i18n.text(TextKey::FailureHome)}
                </a>
            </div>
        </section>
    }
    .into_any()
}

/// The button that tries it again. It says so while it does, and keeps the focus.
fn retry_button(Retry { again, is_busy }: Retry, class: &'static str) -> AnyView {
    let i18n = use_i18n();
    let words = move || {
        if is_busy.get() {
            i18n.text(TextKey::FailureTrying)
        } else {
            i18n.text(TextKey::FailureTryAgain)
        }
    };
    view! {
        <button
            class=class
            type="button"
            aria-disabled=move || is_busy.get().then_some("true")
            on:click=move |_| {
                if !is_busy.get_untracked() {
                    again.run(());
                }
            }
        >
            {icon("rotate-cw")}
            <span>{words}</span>
        </button>
    }
    .into_any()
}

/// A line above content that couldn't be updated. `as_of`: when the content came, in epoch
/// milliseconds, if that was in an earlier visit.
pub fn stale_notice(error: &ApiError, as_of: Option<f64>, retry: Retry) -> AnyView {
    let i18n = use_i18n();
    let title = match as_of {
        Some(as_of) => age(i18n, as_of),
        None => i18n.text(TextKey::FailureStale),
    };
    view! {
        <div class="wrap">
            {notice_with(
                Tone::Warn,
                (title, Some(explanation(i18n, error))),
                retry_button(retry, "button button-quiet"),
            )}
        </div>
    }
    .into_any()
}

/// A line above content of an earlier visit while the new one is awaited.
pub fn old_notice(as_of: f64) -> AnyView {
    let i18n = use_i18n();
    view! {
        <div class="wrap">
            {notice(Tone::Plain, age(i18n, as_of), Some(i18n.text(TextKey::FailureAsOfAsking)))}
        </div>
    }
    .into_any()
}

fn age(i18n: I18n, as_of: f64) -> String {
    let as_of = as_of.max(0.0) as u64;
    i18n.fill(
        TextKey::FailureAsOf,
        &[("date", &i18n.date(as_of)), ("time", &i18n.time(as_of))],
    )
}

/// The error in a sentence that a person can act on.
pub fn explanation(i18n: I18n, error: &ApiError) -> String {
    match error {
        ApiError::Unreachable => i18n.text(TextKey::FailureUnreachable),
        ApiError::Status {
            code: 429,
            retry_after_milliseconds: Some(wait),
            ..
        } => i18n.count(PluralKey::FailureTooManyWait, (wait / 1_000) as usize, &[]),
        ApiError::Status {
            code: 429 | 403, ..
        } => i18n.text(TextKey::FailureTooMany),
        // The API explains a refusal; a server in front of it that wants a sign-in doesn't.
        ApiError::Status {
            code: 0 | 401,
            detail: None,
            ..
        } => i18n.text(TextKey::FailureSignIn),
        ApiError::Status { code: 404, .. } => i18n.text(TextKey::FailureNotFound),
        ApiError::Status { code, detail, .. } if *code < 500 => {
            let code = code.to_string();
            let detail = detail.clone().unwrap_or_default();
            i18n.fill(
                TextKey::FailureRefused,
                &[("code", &code), ("detail", &detail)],
            )
        }
        ApiError::Status { code, .. } => {
            i18n.fill(TextKey::FailureServer, &[("code", &code.to_string())])
        }
        ApiError::Problems(problems) => problems
            .iter()
            .map(|problem| i18n.fill(problem.message_key(), &[("code", &problem.code)]))
            .collect::<Vec<_>>()
            .join(" "),
        ApiError::Unreadable {
            path,
            is_page: true,
        } => i18n.fill(TextKey::FailurePrefix, &[("path", path)]),
        ApiError::Unreadable {
            path,
            is_page: false,
        } => i18n.fill(TextKey::FailureUnreadable, &[("path", path)]),
    }
}

fn title_key(error: &ApiError) -> TextKey {
    match error {
        ApiError::Unreachable => TextKey::FailureTitleUnreachable,
        ApiError::Unreadable { is_page: true, .. } => TextKey::FailureTitlePrefix,
        ApiError::Status { code: 429, .. } => TextKey::FailureTitleBusy,
        _ => TextKey::FailureTitle,
    }
}
