//! The parts of a list over the page, with a search: a native dialog. It keeps focus inside, gives
//! it back when it closes, and closes on Escape.

use js_sys::Reflect;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use shop_core::text_key::TextKey;
use wasm_bindgen::JsValue;
use web_sys::Element;

use super::hint::Hint;
use super::icon::icon;
use crate::browser;
use crate::browser::focus::all_in;
use crate::browser::listeners::with_value;
use crate::i18n::t;

/// Opens the dialog with this id.
pub fn open(id: &str) {
    if let Some(dialog) = document().get_element_by_id(id) {
        // Escape must not choose the previous choice again.
        Reflect::set(&dialog, &"returnValue".into(), &"".into()).ok();
        browser::call(&dialog, "showModal", &[]);
    }
}

/// Closes the dialog with this id.
pub fn close(id: &str) {
    if let Some(dialog) = document().get_element_by_id(id) {
        browser::call(&dialog, "close", &[]);
    }
}

/// Closes a dialog when a click is beside it, for browsers without `closedby`: there the dialog
/// itself is clicked, and none of what fills it.
pub fn close_beside(event: MouseEvent) {
    let (clicked, dialog) = (event.target(), event.current_target());
    if let Some(dialog) = dialog.filter(|dialog| clicked.as_ref() == Some(dialog)) {
        browser::call(&dialog, "close", &[]);
    }
}

/// The head of a dialog: what it is, the way out, and the search.
#[derive(Clone, Copy)]
pub struct DialogHead {
    /// Id of the dialog.
    pub id: &'static str,
    /// Id of the title.
    pub title_id: &'static str,
    /// Id of the search field.
    pub field_id: &'static str,
    /// What it is.
    pub title: TextKey,
    /// What the choice is about.
    pub lead: Option<TextKey>,
    /// The label of the search field.
    pub search: TextKey,
    /// Whether the search has focus first.
    pub begins_with_search: bool,
    /// What is searched for.
    pub words: RwSignal<String>,
}

impl DialogHead {
    /// The head's elements.
    pub fn view(self) -> AnyView {
        let Self { id, words, .. } = self;
        view! {
            <div class="dialog-head">
                <h2 id=self.title_id>{t(self.title)}</h2>
                {self.lead.map(|lead| view! { <Hint words=t(lead) /> })}
                <label class="visually-hidden" for=self.field_id>
                    {t(self.search)}
                </label>
                <div class="search">
                    {icon("search")}
                    <input
                        class="input"
                        id=self.field_id
                        type="search"
                        autocomplete="off"
                        autofocus=self.begins_with_search
                        enterkeyhint="go"
                        placeholder=t(self.search)
                        prop:value=move || words.get()
                        on:input=with_value(move |typed| words.set(typed))
                    />
                </div>
                <button
                    class="dialog-close"
                    type="button"
                    aria-label=t(TextKey::CountryClose)
                    on:click=move |_| close(id)
                >
                    {icon("x")}
                </button>
            </div>
        }
        .into_any()
    }
}

/// Up and down go through the elements of a selector in the dialog, as in every list of choices.
/// Returns whether the key was one of these.
pub fn step(event: &web_sys::Event, stops: &str) -> bool {
    if browser::is_composing(event) {
        return false;
    }
    let key = browser::property(event, "key").and_then(|key| key.as_string());
    let step = match key.as_deref() {
        Some("ArrowDown") => 1,
        Some("ArrowUp") => -1,
        _ => return false,
    };
    let document = document();
    let stops: Vec<Element> = document
        .document_element()
        .map_or_else(Vec::new, |page| all_in(&page, stops));
    let active = document.active_element();
    let place = stops.iter().position(|stop| Some(stop) == active.as_ref());
    let next = place.and_then(|place| place.checked_add_signed(step));
    if let Some(next) = next.and_then(|next| stops.get(next)) {
        event.prevent_default();
        let next: &JsValue = next;
        browser::call(next, "focus", &[]);
    }
    true
}
