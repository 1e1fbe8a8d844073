//! Text about brands and goods, which comes as HTML from strangers.
//!
//! The browser parses it into a document of its own, in which nothing loads or runs. Known elements
//! are rebuilt one by one: no attribute is kept except the https address of a link, and nothing is
//! ever written as HTML. So it reads the same in every browser.

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Node};

use crate::browser::{call, construct, property};

/// Tags that structure a text, and the tag that each becomes. Other tags keep only their content.
const TAGS: [(&str, &str); 36] = [
    ("p", "p"),
    ("br", "br"),
    ("ul", "ul"),
    ("ol", "ol"),
    ("li", "li"),
    ("strong", "strong"),
    ("b", "b"),
    ("em", "em"),
    ("i", "i"),
    // The page has a title already.
    ("h1", "h2"),
    ("h2", "h2"),
    ("h3", "h3"),
    ("h4", "h4"),
    ("h5", "h5"),
    ("h6", "h5"),
    ("div", "div"),
    // Browsers show these as blocks, so they stay blocks.
    ("address", "div"),
    ("article", "div"),
    ("aside", "div"),
    ("blockquote", "div"),
    ("caption", "div"),
    ("center", "div"),
    ("dd", "div"),
    ("details", "div"),
    ("dl", "div"),
    ("dt", "div"),
    ("figcaption", "div"),
    ("figure", "div"),
    ("footer", "div"),
    ("form", "div"),
    ("header", "div"),
    ("main", "div"),
    ("pre", "div"),
    ("section", "div"),
    ("summary", "div"),
    ("tr", "div"),
];

/// Tags whose content is no text for people, or not for this page.
const DROPPED: [&str; 15] = [
    "script", "style", "template", "noscript", "iframe", "object", "svg", "math", "audio", "video",
    "canvas", "select", "textarea", "title", "datalist",
];

/// A text of the API, made harmless.
pub fn rich_text(html: String, language: Option<String>) -> AnyView {
    let prose = NodeRef::<Div>::new();
    prose.on_load(move |prose| {
        // A view of the same kind may have been here before.
        prose.set_text_content(None);
        if let Some(body) = parsed(&html) {
            rebuild(&prose, &body, is_plain(&body));
        }
    });
    view! { <div class="prose" lang=language dir="auto" node_ref=prose></div> }.into_any()
}

/// The body of the inert document that is made from the text.
fn parsed(html: &str) -> Option<Element> {
    let parser = construct("DOMParser", &[])?;
    let (html, kind) = (JsValue::from_str(html), JsValue::from_str("text/html"));
    let document = call(&parser, "parseFromString", &[&html, &kind])?;
    property(&document, "body")?.dyn_into().ok()
}

/// Whether the text came without tags, so that its lines are the lines of its author.
fn is_plain(body: &Element) -> bool {
    // A valid selector.
    body.query_selector(":not(br)")
        .is_ok_and(|found| found.is_none())
}

/// Puts what is inside `found` into `parent`. Parsers nest no deeper than some hundred elements.
fn rebuild(parent: &Element, found: &Node, has_lines: bool) {
    let mut next = found.first_child();
    while let Some(node) = next {
        next = node.next_sibling();
        if let Some(element) = node.dyn_ref() {
            rebuild_element(parent, element);
        } else if node.node_type() == Node::TEXT_NODE {
            let words = node.text_content().unwrap_or_default();
            if has_lines {
                for line in words.trim().split('\n') {
                    append_text(parent, line);
                    append(parent, "br");
                }
            } else {
                append_text(parent, &words);
            }
        }
    }
}

fn rebuild_element(parent: &Element, found: &Element) {
    let tag = found.tag_name().to_ascii_lowercase();
    if DROPPED.contains(&&*tag) {
        return;
    }
    let kept = TAGS.iter().find(|(name, _)| *name == tag);
    let own = match kept {
        Some((_, kept)) => append(parent, kept),
        None if tag == "a" => {
            https_address(found).and_then(|address| append_link(parent, &address))
        }
        None => None,
    };
    rebuild(own.as_ref().unwrap_or(parent), found, false);
    // Cells of a row must not become one word.
    if matches!(&*tag, "td" | "th") {
        append_text(parent, " ");
    }
}

fn append_link(parent: &Element, address: &str) -> Option<Element> {
    let link = append(parent, "a")?;
    let attributes = [
        ("href", address),
        ("rel", "noopener noreferrer nofollow"),
        ("target", "_blank"),
    ];
    for (name, value) in attributes {
        // The names are valid.
        link.set_attribute(name, value).ok();
    }
    Some(link)
}

fn append(parent: &Element, tag: &str) -> Option<Element> {
    let child = document().create_element(tag).ok()?;
    parent.append_child(&child).ok()?;
    Some(child)
}

fn append_text(parent: &Element, words: &str) {
    // An element takes any text.
    parent
        .append_child(&document().create_text_node(words))
        .ok();
}

/// The address of a link, if it leads to a page with TLS.
fn https_address(link: &Element) -> Option<String> {
    let address = link.get_attribute("href")?.trim().to_owned();
    let is_https = address
        .get(.."https://".len())
        .is_some_and(|start| start.eq_ignore_ascii_case("https://"));
    is_https.then_some(address)
}
