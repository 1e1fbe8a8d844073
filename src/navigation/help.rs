//! The addresses of answers on the help page.

use leptos::prelude::*;
use leptos_router::location::LocationProvider;

use super::Navigation;
use shop_core::model::topic::Topic;
use shop_core::route::Route;

impl Navigation {
    /// The address of an answer, tracked.
    pub fn help(self, topic: Topic) -> String {
        [&*self.href(&Route::Help), "#", topic.anchor()].concat()
    }

    /// The same for a tab of its own, tracked: no page is around a widget there.
    pub fn help_apart(self, topic: Topic) -> String {
        if self.is_embedded() {
            [&*self.link(&Route::Help), "#", topic.anchor()].concat()
        } else {
            self.help(topic)
        }
    }

    /// The question that the address names, tracked.
    pub fn topic(self) -> Option<Topic> {
        let browser = self.parts().browser;
        browser.with_value(|browser| {
            let address = browser.as_ref()?.as_url().get();
            Topic::of_anchor(address.hash().trim_start_matches('#'))
        })
    }
}
