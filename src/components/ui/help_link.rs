//! A link to an answer on the help page, where the question arises.

use super::icon::icon;
use crate::i18n::t;
use crate::navigation::use_navigation;
use leptos::prelude::*;
use shop_core::model::topic::Topic;
use shop_core::text_key::TextKey;

/// A link to an answer.
#[component]
pub fn HelpLink(
    /// The question.
    topic: Topic,
    /// The key of its words.
    #[prop(default = TextKey::HelpMore)]
    words: TextKey,
) -> impl IntoView {
    let navigation = use_navigation();
    view! {
        <a class="help-link no-print" href=move || navigation.help(topic)>
            {icon("life-buoy")}
            {t(words)}
        </a>
    }
    .into_any()
}
