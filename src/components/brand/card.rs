//! A brand in a row or on the wall: the whole card is the link.
//!
//! Cards on the wall are made while the buyer types, sixteen in a frame. Each is therefore a copy
//! of one card, which the browser makes in one step; only the differences are set on it, and
//! nothing in it follows a signal.

use leptos::html::Ul;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::Element;

use super::logo::{Loading, SIZES, addresses};
use crate::i18n::{I18n, use_i18n};
use shop_core::model::brand::{Brand, Kind, NEW, SALE, initial};
use shop_core::model::search::{SearchQuery, marked};
use shop_core::text_key::TextKey;

thread_local! {
    /// The card that all others are copies of.
    static BLANK: Option<Element> = blank();
    /// Handles pictures that can't be loaded, for all cards.
    static BROKEN: Closure<dyn Fn(web_sys::Event)> = Closure::new(|event: web_sys::Event| {
        let picture = event.target().and_then(|target| target.dyn_into().ok());
        if let Some(picture) = picture {
            show_letter(&picture);
        }
    });
}

/// A list of cards for these brands, each with its address and the way its picture is loaded.
pub fn brand_cards<'a>(
    class: &'static str,
    brands: impl Iterator<Item = (&'a Brand, String, Loading)>,
) -> AnyView {
    let cards = brands.filter_map(|(brand, href, loading)| {
        let mut card = Card::new(brand, &href)?;
        card.show_logo(brand, loading);
        Some(card.item)
    });
    let cards: Vec<Element> = cards.collect();
    let list = NodeRef::<Ul>::new();
    list.on_load(move |list| {
        // A list of the same kind may have been here before.
        list.set_text_content(None);
        for card in &cards {
            // An element takes any other.
            list.append_child(card).ok();
        }
    });
    view! { <ul class=class role="list" node_ref=list></ul> }.into_any()
}

/// A card that is on the page or may be put there.
pub(super) struct Card {
    /// The item of the list with all of it.
    pub(super) item: Element,
    name: Element,
    is_marked: bool,
    /// The element for its picture, until the picture is asked for.
    picture: Option<Element>,
}

impl Card {
    /// A new card. There always is one: `blank` has everything that is looked for in the copy.
    pub(super) fn new(brand: &Brand, href: &str) -> Option<Self> {
        let i18n = use_i18n();
        let item = BLANK.with(|blank| blank.as_ref()?.clone_node_with_deep(true).ok())?;
        let item: Element = item.unchecked_into();
        let link = item.first_element_child()?;
        let logo = link.first_element_child()?;
        let name = logo.next_element_sibling()?;
        let meta = name.next_element_sibling()?;
        set(&link, "href", href);
        name.set_text_content(Some(&brand.title));
        if let Some(ground) = &brand.ground {
            let logo: &web_sys::HtmlElement = logo.unchecked_ref();
            // A name that starts with two hyphens is always accepted.
            logo.style().set_property("--brand-ground", ground).ok();
        }
        let span = meta.first_element_child()?;
        match &brand.span {
            // The two are display text of the API and may be in different units.
            Some((min, max)) if min == max => span.set_text_content(Some(min)),
            Some((min, max)) => {
                let words = i18n.fill(TextKey::BrandSpan, &[("min", min), ("max", max)]);
                span.set_text_content(Some(&words));
            }
            None => span.remove(),
        }
        if let Some((class, words)) = badge(i18n, brand) {
            append(&meta, "span", class, &words);
        }
        if brand.is_out_of_stock {
            set(&link, "class", "brand-card is-out");
        }
        Some(Self {
            item,
            name,
            is_marked: false,
            picture: logo.first_element_child(),
        })
    }

    /// Asks for its picture, if that wasn't done before.
    pub(super) fn show_logo(&mut self, brand: &Brand, loading: Loading) {
        if let Some(picture) = self.picture.take() {
            fill_logo(&picture, brand, loading);
        }
    }

    /// Marks the searched words in its name, and nothing else.
    pub(super) fn mark(&mut self, title: &str, query: &SearchQuery) {
        let pieces = marked(title, query);
        let was_marked = self.is_marked;
        self.is_marked = pieces.iter().any(|(_, is_hit)| *is_hit);
        if !self.is_marked && !was_marked {
            return;
        }
        self.name.set_text_content(None);
        for (piece, is_hit) in pieces {
            if is_hit {
                append(&self.name, "mark", "", piece);
            } else {
                let text = document().create_text_node(piece);
                // An element takes any text.
                self.name.append_child(&text).ok();
            }
        }
        if self.is_marked != was_marked {
            // A class, because `:has(mark)` is evaluated again for every mark that is added or
            // removed.
            let class = ["brand-name", " is-marked"];
            let classes = if self.is_marked { 2 } else { 1 };
            let class: String = class.into_iter().take(classes).collect();
            set(&self.name, "class", &class);
        }
    }
}

/// The one badge that there is room for: docs/api.md#tags-and-promotions has the order of the
/// badges of deals. With its class, because the page of a kind doesn't repeat the kind.
fn badge(i18n: I18n, brand: &Brand) -> Option<(&'static str, String)> {
    /// A longer title would cover the logo. The brand's page shows it.
    const LONGEST: usize = 20;
    const BADGE: &str = "badge";
    const OF_KIND: &str = "badge badge-kind";
    let key = match (&brand.promotion, brand.kind) {
        _ if brand.is_out_of_stock => TextKey::BrandOutOfStock,
        (Some(promotion), _) => {
            let title = promotion.badge();
            if title.chars().count() <= LONGEST {
                return Some((BADGE, i18n.isolated(title)));
            }
            TextKey::ProductDeal
        }
        _ if brand.is_in(NEW) => TextKey::CategoryNew,
        _ if brand.is_in(SALE) => TextKey::CategorySale,
        (None, Kind::TopUp) => return Some((OF_KIND, i18n.text(TextKey::BrandTopUp))),
        (None, Kind::Esim) => return Some((OF_KIND, i18n.text(TextKey::BrandEsim))),
        (None, Kind::GiftCard | Kind::Unsold) => return None,
    };
    Some((BADGE, i18n.text(key)))
}

fn blank() -> Option<Element> {
    let item = document().create_element("li").ok()?;
    let link = append(&item, "a", "brand-card", "")?;
    let logo = append(&link, "span", "logo", "")?;
    let picture = append(&logo, "img", "", "")?;
    let attributes = [
        ("alt", ""),
        ("width", "300"),
        ("height", "190"),
        ("decoding", "async"),
        ("loading", "lazy"),
    ];
    for (name, value) in attributes {
        set(&picture, name, value);
    }
    let name = append(&link, "span", "brand-name", "")?;
    let meta = append(&link, "span", "brand-meta", "")?;
    let span = append(&meta, "span", "brand-span", "")?;
    for verbatim in [name, span] {
        set(&verbatim, "translate", "no");
    }
    Some(item)
}

fn fill_logo(picture: &Element, brand: &Brand, loading: Loading) {
    let Some(logo) = &brand.logo else {
        return show_letter(picture);
    };
    let (source, sources) = addresses(logo);
    // `loading` is set before the address, or the browser starts loading before it knows.
    if loading == Loading::Eager {
        set(picture, "loading", "eager");
    }
    if !sources.is_empty() {
        set(picture, "srcset", &sources);
    }
    BROKEN.with(|broken| {
        let hear = broken.as_ref().unchecked_ref();
        // Any function is accepted.
        picture.add_event_listener_with_callback("error", hear).ok();
    });
    set(picture, "src", &source);
    // Last, because the browser evaluates each of the two before again with it. It begins loading
    // once all of this is done.
    if !sources.is_empty() {
        set(picture, "sizes", SIZES);
    }
}

/// Puts the first letter of the brand's name in place of its picture.
fn show_letter(picture: &Element) {
    let Some(logo) = picture.parent_element() else {
        return;
    };
    let name = logo.next_element_sibling();
    let name = name.and_then(|name| name.text_content());
    picture.remove();
    let letter = initial(&name.unwrap_or_default());
    if let Some(letter) = append(&logo, "span", "letter", &letter) {
        set(&letter, "aria-hidden", "true");
    }
}

fn append(parent: &Element, tag: &str, class: &str, text: &str) -> Option<Element> {
    let child = document().create_element(tag).ok()?;
    if !class.is_empty() {
        set(&child, "class", class);
    }
    child.set_text_content(Some(text));
    parent.append_child(&child).ok()?;
    Some(child)
}

fn set(element: &Element, name: &str, value: &str) {
    // Names are spelled in this file and valid, so it can't fail.
    element.set_attribute(name, value).ok();
}
