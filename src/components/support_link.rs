//! The way to the people who help.

use super::icon::icon;
use crate::i18n::I18n;
use crate::markup::{IntoChild, View, element};

/// A link to support. A page of theirs opens beside this one: an order must stay
/// where it is, and in a widget the page around may let no other page into its frame.
pub fn support_link(i18n: I18n, href: String, class: &'static str) -> View {
    let is_page = href.starts_with("https:");
    element("a")
        .attr("class", class)
        .attr("target", is_page.then_some("_blank"))
        .attr("rel", is_page.then_some("noopener noreferrer"))
        .attr("href", href)
        .child(icon("mail"))
        .child(i18n.text("order.support"))
        .into_child()
}
