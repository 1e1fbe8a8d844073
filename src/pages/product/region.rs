//! Where a product works, when that isn't where the buyer shops: said before
//! it is bought, because codes of the wrong region are not taken back.

use std::sync::Arc;

use crate::components::notice::{Tone, notice};
use crate::i18n::I18n;
use crate::markup::{IntoChild, View, element};
use crate::model::country::Country;
use crate::model::product::ProductGroup;
use crate::navigation::Navigation;
use crate::purchase::ordering::Ordering;
use crate::reactive::{Derived, State};

/// What the buyer has agreed to. A copyable handle.
#[derive(Clone, Copy)]
pub(super) struct Region {
    /// The country that needs agreeing to, if any.
    elsewhere: Derived<Option<Country>>,
    is_agreed: State<bool>,
}

impl Region {
    /// The region of what is sold.
    pub(super) fn new(group: Derived<Option<Arc<ProductGroup>>>) -> Self {
        let navigation = Navigation::here();
        let elsewhere = Derived::new(move || {
            let country = group.with(|group| {
                let texts = group.as_ref()?.description.as_ref()?;
                Country::parse(texts.redeem_country.as_deref()?)
            })?;
            (country != navigation.country()).then_some(country)
        });
        Self {
            elsewhere,
            is_agreed: State::new(false),
        }
    }

    /// Whether it may be bought, tracked.
    pub(super) fn is_fine(self) -> bool {
        self.elsewhere.get().is_none() || self.is_agreed.get()
    }
}

/// The warning with its box to tick.
pub(super) fn view(region: Region, ordering: Ordering) -> View {
    let i18n = I18n::here();
    (move || {
        let country = i18n.country(region.elsewhere.get()?.code());
        let values = [("country", country.as_str())];
        Some(
            element("div")
                .attr("class", "field")
                .child(notice(
                    Tone::Warn,
                    i18n.fill("product.region_only", &values),
                    None,
                ))
                .child(
                    element("label")
                        .attr("class", "tick")
                        .child(
                            element("input")
                                .attr("type", "checkbox")
                                .attr("id", "region")
                                .live_property("checked", move || region.is_agreed.get())
                                .on("change", move |_| {
                                    ordering.start_over();
                                    region.is_agreed.update(|agreed| *agreed = !*agreed);
                                }),
                        )
                        .child(i18n.fill("product.region_agree", &values)),
                )
                .into_child(),
        )
    })
    .into_child()
}
