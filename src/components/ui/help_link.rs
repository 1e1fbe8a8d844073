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
    /// Whether it opens in a tab of its own, because the page would lose what is typed.
    #[prop(optional)]
    is_apart: bool,
) -> impl IntoView {
    let navigation = use_navigation();
    view! {
        <a
            class="help-link no-print"
            href=move || {
                if is_apart { navigation.help_apart(topic) } else { navigation.help(topic) }
            }
            target=is_apart.then_some("_blank")
            rel=is_apart.then_some("noopener")
        >
            {icon("life-buoy")}
            {t(words)}
        </a>
    }
    .into_any()
}
