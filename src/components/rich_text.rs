//! Text about brands and goods, which comes as HTML from strangers.
//!
//! The browser parses it into a document of its own, in which nothing loads or runs, and what is
//! known there is built anew, element by element: no attribute comes along but the https address of
//! a link, and nothing is ever written as HTML. So it reads the same in every browser.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Node};

use crate::browser::{call, construct, property};
use crate::markup::{IntoChild, View, element};

/// Tags that structure a text, and what each becomes. Of others the content alone is kept.
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
pub fn rich_text(html: String, language: Option<String>) -> View {
    element("div")
        .attr("class", "prose")
        .attr("lang", language)
        .attr("dir", "auto")
        .child(parsed(&html).map(|body| rebuilt(&body, is_plain(&body))))
        .into_child()
}

/// The body of the inert document that the text is.
fn parsed(html: &str) -> Option<Element> {
    let parser = construct("DOMParser", &[])?;
    let (html, kind) = (JsValue::from_str(html), JsValue::from_str("text/html"));
    let document = call(&parser, "parseFromString", &[&html, &kind])?;
    property(&document, "body")?.dyn_into().ok()
}

/// Whether the text came without tags, so that its lines are those it was written in.
fn is_plain(body: &Element) -> bool {
    // A valid selector.
    body.query_selector(":not(br)")
        .is_ok_and(|found| found.is_none())
}

/// What stands inside of a node. Parsers nest no deeper than some hundred elements.
fn rebuilt(place: &Node, has_lines: bool) -> Vec<View> {
    let mut views = Vec::new();
    let mut next = place.first_child();
    while let Some(node) = next {
        next = node.next_sibling();
        if let Some(element) = node.dyn_ref() {
            views.push(rebuilt_element(element));
        } else if node.node_type() == Node::TEXT_NODE {
            let words = node.text_content().unwrap_or_default();
            if has_lines {
                for line in words.trim().split('\n') {
                    views.push(View::Text(line.to_owned()));
                    views.push(element("br").into_child());
                }
            } else {
                views.push(View::Text(words));
            }
        }
    }
    views
}

fn rebuilt_element(found: &Element) -> View {
    let tag = found.tag_name().to_ascii_lowercase();
    if DROPPED.contains(&&*tag) {
        return View::Nothing;
    }
    let content = rebuilt(found, false);
    if let Some((_, kept)) = TAGS.iter().find(|(name, _)| *name == tag) {
        return element(kept).child(content).into_child();
    }
    match &*tag {
        "a" => match https_address(found) {
            Some(address) => element("a")
                .attr("href", address)
                .attr("rel", "noopener noreferrer nofollow")
                .attr("target", "_blank")
                .child(content)
                .into_child(),
            None => View::Many(content),
        },
        // Cells of a row must not become one word.
        "td" | "th" => View::Many(vec![View::Many(content), View::Text(" ".to_owned())]),
        _ => View::Many(content),
    }
}

/// Where a link leads, if that is a page with TLS.
fn https_address(link: &Element) -> Option<String> {
    let address = link.get_attribute("href")?.trim().to_owned();
    let is_https = address
        .get(.."https://".len())
        .is_some_and(|start| start.eq_ignore_ascii_case("https://"));
    is_https.then_some(address)
}
