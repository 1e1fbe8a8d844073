//! Who delivers, said before it is ordered, and the boxes for terms and privacy
//! notice where the shop's setting `terms_box` asks for them.

use super::ordering::Ordering;
use super::problems::field_error;
use crate::components::seller::seller;
use crate::i18n::t;
use crate::markup::{Element, IntoChild, View, element};
use crate::navigation::Navigation;
use crate::reactive::State;
use shop_core::model::problem::Field;

/// The sentence with its links, and under it the boxes.
pub fn view(ordering: Ordering) -> View {
    let acceptance = ordering.acceptance;
    let boxes = Navigation::here().config().has_terms_box.then(|| {
        element("div")
            .attr("class", "field")
            .child(tick(
                ordering,
                acceptance.terms,
                "terms",
                "seller.accept_terms",
            ))
            .child(tick(
                ordering,
                acceptance.privacy,
                "privacy",
                "seller.accept_privacy",
            ))
            .child(field_error(ordering, Field::Terms, "terms-error"))
            .into_child()
    });
    element("div").child(seller()).child(boxes).into_child()
}

fn tick(
    ordering: Ordering,
    accepted: State<bool>,
    id: &'static str,
    words: &'static str,
) -> Element {
    element("label")
        .attr("class", "tick")
        .child(
            element("input")
                .attr("type", "checkbox")
                .attr("id", id)
                .live_property("checked", move || accepted.get())
                .on_ticked(move |ticked| {
                    ordering.start_over();
                    accepted.set(ticked);
                }),
        )
        .child(t(words))
}
