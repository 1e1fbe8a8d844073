//! The example bodies shared with the shop's own tests, compiled in, so that
//! the sandbox runs from any directory.

use serde_json::Value;

macro_rules! fixtures {
    ($($name:ident = $file:literal;)*) => {
        $(
            #[doc = concat!("The text of `", $file, "`.")]
            pub(crate) const $name: &str = include_str!(concat!("../../fixtures/", $file));
        )*

        #[cfg(test)]
        const ALL: &[(&str, &str)] = &[$(($file, $name)),*];
    };
}

fixtures! {
    BRANDS_US = "brands_US.json";
    BRANDS_BR = "brands_BR_no_all_brands.json";
    BRANDS_TW = "brands_TW_out_of_stock_no_minmax.json";
    BRANDS_US_TAGS = "brands_US_tags_promotions.json";
    BRANDS_ZA = "brands_ZA_new_kinds.json";
    CURRENCIES = "currencies.json";
    HOMEPAGE_US = "homepage_US.json";
    PAYMENT_VIAS = "payment_vias.json";
    PAYMENT_VIAS_NEW = "payment_vias_gram_and_new_networks.json";
    PAYMENT_VIAS_SPARSE = "payment_vias_sparse.json";
    PAYMENT_VIAS_SUSPENDED = "payment_vias_suspended.json";
    PRODUCTS_AIRWAVE = "products_IN_benefits_data_talktime_sms.json";
    PRODUCTS_AMAZON = "products_US_amazon.json";
    PRODUCTS_BEST_BUY = "products_US_promotion_internal.json";
    PRODUCTS_CITY_POWER = "products_ZA_utility_by_account.json";
    PRODUCTS_CLARO = "products_BR_claro.json";
    PRODUCTS_DOORDASH = "products_US_default_above_max.json";
    PRODUCTS_EMONEY = "products_US_emoney_account.json";
    PRODUCTS_ESIM = "products_US_esim.json";
    PRODUCTS_ESIM_DAYS = "products_US_esim_days.json";
    PRODUCTS_ESIM_REGIONS = "products_EU_esim_regions.json";
    PRODUCTS_HULU = "products_US_hulu_out_of_stock.json";
    PRODUCTS_LOCKS = "products_DE_redeem_geo_spellings.json";
    PRODUCTS_LOOSE = "products_US_loose_types.json";
    PRODUCTS_LYCAMOBILE = "products_US_lycamobile.json";
    PRODUCTS_MINECRAFT = "products_US_minecraft.json";
    PRODUCTS_NFT = "products_US_nft_giftcard.json";
    PRODUCTS_NINTENDO = "products_JP_redeem_geo_name.json";
    PRODUCTS_PALAWAN = "products_PH_topup_promotions.json";
    PRODUCTS_PIN = "products_US_topup_pin.json";
    PRODUCTS_REWARBLE = "products_US_rewarble.json";
    PRODUCTS_ROBLOX = "products_US_roblox.json";
    PRODUCTS_ROYAL = "products_US_redeem_geo_name.json";
    PRODUCTS_SAVANNA = "products_NG_benefits_credits_tax.json";
    PRODUCTS_SIERRA = "products_MX_benefits_range_credits.json";
    PRODUCTS_STEAM = "products_US_steam.json";
    PROBLEMS_MANY = "validation_problems_many.json";
    LIGHTNING_ORDER = "order_b_1_lightning_created_response.json";
    ERROR_UNFILTERED = "error_400_products_unfiltered.json";
    ERROR_OFF_STEP = "error_400_price_off_step.json";
    ERROR_ORDER = "error_404_order.json";
    ERROR_PRICE = "error_404_price.json";
    ERROR_RANGE = "error_400_price_out_of_range.json";
    ERROR_TOO_MANY_UNPAID = "error_create_too_many_unpaid.json";
    ERROR_TOO_MANY = "error_429.json";
    ERROR_GENERIC = "error_500_generic.json";
}

/// Reads a fixture.
pub(crate) fn json(text: &str) -> Value {
    // The fixtures are compiled in, and the test below reads every one.
    serde_json::from_str(text).expect("a fixture is JSON")
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_fixture_is_json() {
        for (file, text) in super::ALL {
            assert!(serde_json::from_str::<super::Value>(text).is_ok(), "{file}");
        }
    }
}
