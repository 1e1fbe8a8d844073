//! The example bodies shared with the shop's own tests, compiled in, so that
//! the sandbox runs from any directory.

use serde_json::Value;

macro_rules! fixture {
    ($name:ident, $file:literal) => {
        #[doc = concat!("The text of `", $file, "`.")]
        pub(crate) const $name: &str = include_str!(concat!("../../fixtures/", $file));
    };
}

fixture!(BRANDS_US, "brands_US.json");
fixture!(BRANDS_BR, "brands_BR_no_all_brands.json");
fixture!(HOMEPAGE_US, "homepage_US.json");
fixture!(PAYMENT_VIAS, "payment_vias.json");
fixture!(PRODUCTS_AMAZON, "products_US_amazon.json");
fixture!(PRODUCTS_CLARO, "products_BR_claro.json");
fixture!(PRODUCTS_ESIM, "products_US_esim.json");
fixture!(PRODUCTS_HULU, "products_US_hulu_out_of_stock.json");
fixture!(PRODUCTS_LYCAMOBILE, "products_US_lycamobile.json");
fixture!(PRODUCTS_MINECRAFT, "products_US_minecraft.json");
fixture!(PRODUCTS_REWARBLE, "products_US_rewarble.json");
fixture!(PRODUCTS_ROBLOX, "products_US_roblox.json");
fixture!(PRODUCTS_STEAM, "products_US_steam.json");
fixture!(PROBLEMS_MANY, "validation_problems_many.json");
fixture!(LIGHTNING_ORDER, "order_b_1_lightning_created_response.json");
fixture!(ERROR_UNFILTERED, "error_400_products_unfiltered.json");
fixture!(ERROR_ORDER, "error_404_order.json");
fixture!(ERROR_PRICE, "error_404_price.json");
fixture!(ERROR_LOGIN, "error_422_login_required.json");
fixture!(ERROR_TOO_MANY, "error_429.json");
fixture!(ERROR_GENERIC, "error_500_generic.json");

/// Reads a fixture.
pub(crate) fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("the fixtures are compiled in, and a test reads every one")
}
