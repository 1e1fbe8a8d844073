//! "Did you mean …?" under an email field. A hint and no more: it stands in
//! nobody's way, and nothing of it leaves the page.

use gloo_timers::future::TimeoutFuture;

use crate::i18n::I18n;
use crate::markup::{IntoChild, View, element};
use crate::model::email_hint::suggestion;
use crate::reactive::{State, effect, spawn};

/// How long nothing is typed before an address is doubted, in milliseconds:
/// on its way to `gmail.com`, every address ends in `gmail.co` for a moment.
const PAUSE_MILLISECONDS: u32 = 600;

/// A button with the address that was probably meant, and nothing when what is
/// typed looks right. `put` is handed that address.
pub fn email_hint(typed: State<String>, put: impl Fn(String) + Copy + Send + 'static) -> View {
    let i18n = I18n::here();
    let hint = State::new(None::<String>);
    effect(move || {
        let meant = suggestion(&typed.get());
        if hint.get_untracked().is_some() {
            hint.set(None);
        }
        if meant.is_none() {
            return;
        }
        spawn(async move {
            TimeoutFuture::new(PAUSE_MILLISECONDS).await;
            // The page may be gone by now, and the address another one.
            let is_there = hint.is_alive() && typed.is_alive();
            if is_there && suggestion(&typed.get_untracked()) == meant {
                hint.set(meant);
            }
        });
    });
    let button = move || {
        hint.get().map(|email| {
            let words = i18n.fill("recipient.did_you_mean", &[("email", &email)]);
            element("button")
                .attr("class", "button button-plain")
                .attr("type", "button")
                .on("click", move |_| put(email.clone()))
                .child(words)
                .into_child()
        })
    };
    // The line is there before it says anything, or it wouldn't be read out.
    element("div")
        .attr("class", "email-hint")
        .attr("role", "status")
        .child(button)
        .into_child()
}
