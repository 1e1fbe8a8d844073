//! Answers of the API, and changed copies of them.

use serde_json::Value;

pub(crate) const HOMEPAGE: &str = include_str!("../fixtures/homepage_US.json");
pub(crate) const BRANDS: &str = include_str!("../fixtures/brands_US.json");
pub(crate) const NO_BRANDS: &str = include_str!("../fixtures/brands_KZ_transient_empty.json");
pub(crate) const STEAM: &str = include_str!("../fixtures/products_US_steam.json");
pub(crate) const ROBLOX: &str = include_str!("../fixtures/products_US_roblox.json");
pub(crate) const ESIM: &str = include_str!("../fixtures/products_US_esim.json");
pub(crate) const LYCAMOBILE: &str = include_str!("../fixtures/products_US_lycamobile.json");
pub(crate) const HULU: &str = include_str!("../fixtures/products_US_hulu_out_of_stock.json");
pub(crate) const NEW_KINDS: &str = include_str!("../fixtures/brands_ZA_new_kinds.json");
pub(crate) const DEALS: &str = include_str!("../fixtures/brands_US_tags_promotions.json");
pub(crate) const DISCOUNT: &str = include_str!("../fixtures/products_US_promotion_internal.json");
pub(crate) const EUROPE: &str = include_str!("../fixtures/products_EU_esim_regions.json");
pub(crate) const TAXED: &str = include_str!("../fixtures/products_NG_benefits_credits_tax.json");
pub(crate) const TAXED_RANGE: &str =
    include_str!("../fixtures/products_MX_benefits_range_credits.json");
pub(crate) const BONUS: &str = include_str!("../fixtures/products_PH_topup_promotions.json");
pub(crate) const PIN: &str = include_str!("../fixtures/products_US_topup_pin.json");
pub(crate) const BUNDLES: &str =
    include_str!("../fixtures/products_IN_benefits_data_talktime_sms.json");
pub(crate) const UTILITY: &str = include_str!("../fixtures/products_ZA_utility_by_account.json");
pub(crate) const WAYS_TO_PAY: &str = include_str!("../fixtures/payment_vias.json");
pub(crate) const MORE_WAYS_TO_PAY: &str =
    include_str!("../fixtures/payment_vias_gram_and_new_networks.json");
pub(crate) const WAITING: &str = include_str!("../fixtures/order_a_2_waiting.json");
pub(crate) const PARTIAL: &str = include_str!("../fixtures/order_a_3_partial.json");
pub(crate) const STARTED: &str = include_str!("../fixtures/order_a_4_payment_started.json");
pub(crate) const RECEIVED: &str = include_str!("../fixtures/order_a_5_payment_received.json");
pub(crate) const DELIVERED: &str = include_str!("../fixtures/order_a_7_done_code.json");
pub(crate) const IN_REVIEW: &str = include_str!("../fixtures/order_f_1_manual_action.json");
pub(crate) const UNKNOWN_STATE: &str = include_str!("../fixtures/order_m_unknown_state.json");
pub(crate) const REBUY_PART: &str = include_str!("../fixtures/order_p_3_done_rebuy_part.json");
pub(crate) const ENGLISH: &str = include_str!("../../public/locales/en.json");
pub(crate) const ARABIC: &str = include_str!("../../public/locales/ar.json");
pub(crate) const GERMAN: &str = include_str!("../../public/locales/de.json");
pub(crate) const COUNTRIES: &str = include_str!("../fixtures/available_countries.json");
pub(crate) const JAPANESE: &str = include_str!("../../public/locales/ja.json");

/// Over 0.00023021 BTC, from the beginning of the order and for 15 minutes.
pub(crate) const INVOICE: &str = "lnbc230210n1p4sqyccpp5qrf77hywjv9ng5mcsj4q2v0nhylfagyvg5qrjz7r3t3pjyy8y3sqsp5w7xxcuu05qnkczm8hf8nhyuw2tcjm4e3lnmv3svg3zt8jz7vhn3sdq4v4uxzmtsd3jjqmmjv3jhyxqzuyy56cha2e98mw6hy5xdpxfrqqk4fnhhfa8wh3wsttzzlql0gv38e9w7mzl89xq4ejr95w5ea3q2s5fn3f27f8gz766r529z8sh8pxtkcqtjyjma";

/// The order of the `order_a_…` fixtures.
pub(crate) const ORDER_ID: &str = "1c4fbf20-5c0c-4148-902b-3e25f0f84bb5";

/// The order of `REBUY_PART`.
pub(crate) const PART_ORDER_ID: &str = "6ad702b4-607d-491d-95cd-7308ded77e8c";

/// A moment in which order A waits for money: a minute after it was made.
pub(crate) const NOW: f64 = 1_795_167_060_000.0;

/// A copy of an answer with other values of some fields.
pub(crate) fn with(body: &str, fields: &[(&str, Value)]) -> String {
    let mut body: Value = serde_json::from_str(body).expect("a fixture is JSON");
    for (name, value) in fields {
        body[*name] = value.clone();
    }
    body.to_string()
}
