//! Who delivers, said before it is ordered, and the boxes for terms and privacy
//! notice where the shop's setting `terms_box` asks for them.

use super::ordering::Ordering;
use super::problems::field_error;
use crate::components::seller::seller;
use crate::i18n::t;
use crate::markup::{Element, IntoChild, View, element};
use crate::model::problem::{Field, TERMS_MISSING};
use crate::navigation::Navigation;
use crate::reactive::State;

/// What the buyer has accepted. A copyable handle. Nothing is accepted before the
/// buyer says so, on each page anew.
#[derive(Clone, Copy)]
pub struct Terms {
    terms: State<bool>,
    privacy: State<bool>,
}

impl Terms {
    /// Nothing is accepted yet.
    pub(super) fn new() -> Self {
        Self {
            terms: State::new(false),
            privacy: State::new(false),
        }
    }

    /// Whether this may be ordered; if not, says so and leads to the box.
    pub(super) fn are_accepted(self, ordering: Ordering) -> bool {
        if !Navigation::here().config().has_terms_box {
            return true;
        }
        let id = match (self.terms.get_untracked(), self.privacy.get_untracked()) {
            (true, true) => return true,
            (false, _) => "terms",
            (true, false) => "privacy",
        };
        ordering.object(TERMS_MISSING, id);
        false
    }
}

/// The sentence with its links, and under it the boxes.
pub fn view(ordering: Ordering) -> View {
    let terms = ordering.terms;
    let boxes = Navigation::here().config().has_terms_box.then(|| {
        element("div")
            .attr("class", "field")
            .child(tick(ordering, terms.terms, "terms", "seller.accept_terms"))
            .child(tick(
                ordering,
                terms.privacy,
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
