//! A view that is mounted for one test.

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// An element at the end of the page with a view in it, until this is dropped.
pub(crate) struct Page {
    host: HtmlElement,
    _view: Box<dyn std::any::Any>,
}

impl Page {
    pub(crate) fn show<V: IntoView + 'static>(view: impl FnOnce() -> V + 'static) -> Self {
        let host: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&host).unwrap();
        let view = Box::new(mount_to(host.clone(), view));
        Self { host, _view: view }
    }

    /// The markup, with its comments.
    pub(crate) fn exact_html(&self) -> String {
        self.host.inner_html()
    }

    /// The markup without comments, which only mark positions.
    pub(crate) fn html(&self) -> String {
        self.host.inner_html().replace("<!---->", "")
    }

    pub(crate) fn text(&self) -> String {
        self.host.text_content().unwrap_or_default()
    }

    pub(crate) fn find(&self, selector: &str) -> Element {
        let found = self.host.query_selector(selector).unwrap();
        found.unwrap_or_else(|| panic!("no {selector} in {}", self.exact_html()))
    }

    pub(crate) fn find_as<T: JsCast>(&self, selector: &str) -> T {
        self.find(selector).unchecked_into()
    }

    pub(crate) fn has(&self, selector: &str) -> bool {
        self.host.query_selector(selector).unwrap().is_some()
    }

    pub(crate) fn click(&self, selector: &str) {
        self.find_as::<HtmlElement>(selector).click();
    }

    pub(crate) fn texts(&self, selector: &str) -> Vec<String> {
        let found = self.host.query_selector_all(selector).unwrap();
        (0..found.length())
            .filter_map(|index| found.item(index)?.text_content())
            .collect()
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.host.remove();
    }
}

/// Waits until effects have run, also those that other effects started.
pub(crate) async fn settled() {
    for _ in 0..3 {
        leptos::task::tick().await;
    }
}
