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
    HOMEPAGE_US = "homepage_US.json";
    PAYMENT_VIAS = "payment_vias.json";
    PRODUCTS_AMAZON = "products_US_amazon.json";
    PRODUCTS_CLARO = "products_BR_claro.json";
    PRODUCTS_ESIM = "products_US_esim.json";
    PRODUCTS_HULU = "products_US_hulu_out_of_stock.json";
    PRODUCTS_LYCAMOBILE = "products_US_lycamobile.json";
    PRODUCTS_MINECRAFT = "products_US_minecraft.json";
    PRODUCTS_REWARBLE = "products_US_rewarble.json";
    PRODUCTS_ROBLOX = "products_US_roblox.json";
    PRODUCTS_STEAM = "products_US_steam.json";
    PROBLEMS_MANY = "validation_problems_many.json";
    LIGHTNING_ORDER = "order_b_1_lightning_created_response.json";
    ERROR_UNFILTERED = "error_400_products_unfiltered.json";
    ERROR_ORDER = "error_404_order.json";
    ERROR_PRICE = "error_404_price.json";
    ERROR_LOGIN = "error_422_login_required.json";
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
