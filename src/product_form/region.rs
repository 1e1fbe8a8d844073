//! Where a product works, if that isn't where the buyer shops: shown before it is bought, because
//! codes of the wrong region are not taken back.

use crate::checkout::ordering::{Ordering, SUMMARY_ID};
use crate::components::ui::notice::{Tone, notice};
use crate::components::ui::tick::Tick;
use crate::i18n::use_i18n;
use crate::navigation::use_navigation;
use crate::offer::Offer;
use leptos::prelude::*;
use shop_core::model::country::place::{Lock, Place};
use shop_core::model::problem;
use shop_core::text_key::TextKey;

/// What the buyer has agreed to. A copyable handle.
#[derive(Clone, Copy)]
pub(super) struct RegionConfirmation {
    /// The places that need agreeing to, if any.
    elsewhere: Memo<Option<Vec<Place>>>,
    /// The places that were agreed to. Other places need an agreement of their own.
    agreed: RwSignal<Option<Vec<Place>>>,
    /// Whether the texts that name the place are still on their way.
    is_coming: Memo<bool>,
    /// The offer that asks for those texts.
    offer: Offer,
}

impl RegionConfirmation {
    /// The region of what is sold.
    pub(super) fn new(offer: Offer, lock: Memo<Option<Lock>>) -> Self {
        let navigation = use_navigation();
        let elsewhere = Memo::new(move |_| {
            let country = navigation.country();
            lock.with(|lock| lock.as_ref()?.excludes(country).map(<[_]>::to_vec))
        });
        Self {
            elsewhere,
            agreed: RwSignal::new(None),
            is_coming: Memo::new(move |_| lock.get() == Some(Lock::Coming)),
            offer,
        }
    }

    /// Reports why it may not be bought, if it may not. Texts that couldn't be fetched are asked
    /// for again.
    pub(super) fn objects(self, ordering: Ordering) -> bool {
        if self.is_coming.get() {
            self.offer.ask_for_texts();
            ordering.object(problem::REGION_UNKNOWN, SUMMARY_ID);
            return true;
        }
        let is_agreed = self.is_agreed();
        if !is_agreed {
            ordering.object(problem::REGION_MISSING, "region");
        }
        !is_agreed
    }

    fn is_agreed(self) -> bool {
        let elsewhere = self.elsewhere.get();
        elsewhere.is_none() || elsewhere == self.agreed.get()
    }
}

/// The warning with its box to tick.
pub(super) fn view(region: RegionConfirmation, ordering: Ordering) -> AnyView {
    let i18n = use_i18n();
    (move || {
        let places = region.elsewhere.get()?;
        // Words that name no known place are shown as they are.
        let (only, agree) = match places.as_slice() {
            [Place::Words(_)] => (
                TextKey::ProductRegionWords,
                TextKey::ProductRegionWordsAgree,
            ),
            _ => (TextKey::ProductRegionOnly, TextKey::ProductRegionAgree),
        };
        let places = i18n.place_names(&places);
        let values = [("country", places.as_str())];
        let words = i18n.fill(agree, &values);
        let is_on = move || region.is_agreed();
        let tick = move |is_on: bool| {
            ordering.start_over();
            let agreed = region.elsewhere.get().filter(|_| is_on);
            region.agreed.set(agreed);
        };
        Some(
            view! {
                <div class="field">
                    {notice(Tone::Warn, i18n.fill(only, &values), None)}
                    <Tick id="region" is_on=is_on on_tick=tick>
                        {words}
                    </Tick>
                </div>
            }
            .into_any(),
        )
    })
    .into_any()
}
