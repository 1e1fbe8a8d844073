//! Text about brands, which comes as HTML from strangers.
//!
//! The browser's own sanitiser builds it (`Element.setHTML`), told to keep a
//! few tags and no attribute but `href`; where the browser has none, the text
//! alone is shown. Links lose everything but https.

use crate::markup::{IntoChild, View, element};
use js_sys::{Array, Function, Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

/// Tags that structure a text. Anything else is unwrapped or dropped.
const TAGS: [&str; 15] = [
    "p", "br", "ul", "ol", "li", "strong", "b", "em", "i", "h2", "h3", "h4", "h5", "a", "div",
];

/// A text of the API, made harmless.
pub fn rich_text(html: String, language: Option<String>) -> View {
    element("div")
        .attr("class", "prose")
        .attr("lang", language)
        .attr("dir", "auto")
        .finish(move |place| {
            fill(place, &html);
            None::<()>
        })
        .into_child()
}

fn fill(place: &Element, html: &str) {
    if set_sanitised(place, html).is_none() {
        // A document made by the parser is inert: nothing in it loads or runs.
        let text = text_of(html).unwrap_or_default();
        place.set_text_content(Some(text.trim()));
    }
    harden_links(place);
}

/// `place.setHTML(html, { sanitizer: { elements, attributes } })`.
fn set_sanitised(place: &Element, html: &str) -> Option<()> {
    let set_html: Function = Reflect::get(place, &JsValue::from_str("setHTML"))
        .ok()?
        .dyn_into()
        .ok()?;
    let elements: Array = TAGS.iter().map(|tag| JsValue::from_str(tag)).collect();
    let attributes = Array::of1(&JsValue::from_str("href"));
    let sanitizer = object(&[("elements", &elements), ("attributes", &attributes)])?;
    let options = object(&[("sanitizer", &sanitizer)])?;
    set_html
        .call2(place, &JsValue::from_str(html), &options)
        .ok()?;
    Some(())
}

fn text_of(html: &str) -> Option<String> {
    let constructor: Function = Reflect::get(&window(), &JsValue::from_str("DOMParser"))
        .ok()?
        .dyn_into()
        .ok()?;
    let parser = Reflect::construct(&constructor, &Array::new()).ok()?;
    let parse: Function = Reflect::get(&parser, &JsValue::from_str("parseFromString"))
        .ok()?
        .dyn_into()
        .ok()?;
    let document: web_sys::Document = parse
        .call2(
            &parser,
            &JsValue::from_str(html),
            &JsValue::from_str("text/html"),
        )
        .ok()?
        .dyn_into()
        .ok()?;
    for hidden in all(&document
        .query_selector_all("script,style,iframe,template")
        .ok()?)
    {
        hidden.remove();
    }
    document.document_element()?.text_content()
}

/// Only https, in a new tab, told nothing about where it came from.
fn harden_links(place: &Element) {
    let Ok(links) = place.query_selector_all("a") else {
        return;
    };
    for link in all(&links) {
        let is_https = link
            .get_attribute("href")
            .is_some_and(|href| href.trim().to_ascii_lowercase().starts_with("https://"));
        if is_https {
            // Setting a valid attribute can't fail.
            link.set_attribute("rel", "noopener noreferrer nofollow")
                .ok();
            link.set_attribute("target", "_blank").ok();
        } else {
            // Removing an attribute can't fail either.
            link.remove_attribute("href").ok();
        }
    }
}

fn all(list: &web_sys::NodeList) -> impl Iterator<Item = Element> {
    let found: Vec<Element> = (0..list.length())
        .filter_map(|place| list.get(place)?.dyn_into().ok())
        .collect();
    found.into_iter()
}

fn object(fields: &[(&str, &JsValue)]) -> Option<Object> {
    let object = Object::new();
    for (name, value) in fields {
        Reflect::set(&object, &JsValue::from_str(name), value).ok()?;
    }
    Some(object)
}
