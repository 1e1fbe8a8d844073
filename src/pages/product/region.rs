//! Where a product works, when that isn't where the buyer shops: said before
//! it is bought, because codes of the wrong region are not taken back.

use std::sync::Arc;

use crate::components::notice::{Tone, notice};
use crate::i18n::I18n;
use crate::markup::{IntoChild, View, element};
use crate::model::country::Country;
use crate::model::problem;
use crate::model::product::ProductGroup;
use crate::navigation::Navigation;
use crate::purchase::ordering::Ordering;
use crate::reactive::{Derived, State};

/// What the buyer has agreed to. A copyable handle.
#[derive(Clone, Copy)]
pub(super) struct Region {
    /// The country that needs agreeing to, if any.
    elsewhere: Derived<Option<Country>>,
    /// The country that was agreed to. Another one is another question.
    agreed: State<Option<Country>>,
    /// Whether the texts that name the country are still on their way.
    is_coming: Derived<bool>,
}

impl Region {
    /// The region of what is sold.
    pub(super) fn new(group: Derived<Option<Arc<ProductGroup>>>, is_coming: Derived<bool>) -> Self {
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
            agreed: State::new(None),
            is_coming,
        }
    }

    /// Why it may not be bought, as one of the shop's own problems; tracked.
    pub(super) fn problem(self) -> Option<&'static str> {
        if self.is_coming.get() {
            return Some(problem::REGION_UNKNOWN);
        }
        (!self.is_agreed()).then_some(problem::REGION_MISSING)
    }

    fn is_agreed(self) -> bool {
        let elsewhere = self.elsewhere.get();
        elsewhere.is_none() || elsewhere == self.agreed.get()
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
                                .live_property("checked", move || region.is_agreed())
                                .on("change", move |_| {
                                    ordering.start_over();
                                    let agreed = (!region.is_agreed())
                                        .then(|| region.elsewhere.get())
                                        .flatten();
                                    region.agreed.set(agreed);
                                }),
                        )
                        .child(i18n.fill("product.region_agree", &values)),
                )
                .into_child(),
        )
    })
    .into_child()
}
