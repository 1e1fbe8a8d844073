//! The browser's own value, asked by structural getters: `value.family` in the glue, one import a field.

use crate::read::{Field, Node, checksum};
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use web_sys::Response;

macro_rules! getters {
    ($($field:ident $getter:ident $name:literal),* $(,)?) => {
        #[wasm_bindgen]
        extern "C" {
            type Row;
            $(#[wasm_bindgen(method, getter, js_name = $name)] fn $getter(this: &Row) -> JsValue;)*
        }
        fn pick(row: &Row, field: Field) -> JsValue {
            match field { $(Field::$field => row.$getter()),* , #[cfg(not(feature = "second"))] _ => JsValue::NULL }
        }
    };
}

#[cfg(not(feature = "second"))]
getters! {
    AllBrands all_brands "all_brands", Categories categories "categories", Brands brands "brands",
    Family family "family", Brand brand "brand", BrandId brand_id "brand_id", LogoUrl logo_url "logo_url",
    LogoBaseUrl logo_base_url "logo_base_url", BgColor bg_color "bg_color", Min min "min", Max max "max",
    Category category "category", AdditionalCategories additional_categories "additional_categories",
    Kind kind "kind", IsOutOfStock is_out_of_stock "is_out_of_stock",
}
#[cfg(feature = "second")]
getters! {
    AllBrands all_brands "all_brands", Categories categories "categories", Brands brands "brands",
    Family family "family", Brand brand "brand", BrandId brand_id "brand_id", LogoUrl logo_url "logo_url",
    LogoBaseUrl logo_base_url "logo_base_url", BgColor bg_color "bg_color", Min min "min", Max max "max",
    Category category "category", AdditionalCategories additional_categories "additional_categories",
    Kind kind "kind", IsOutOfStock is_out_of_stock "is_out_of_stock",
    Products products "products", ProductId product_id "product_id", FaceValue face_value "face_value",
    Currency currency "currency", Price price "price", DeliveryMethods delivery_methods "delivery_methods",
    Denomination denomination "denomination", Label label "label", Value value "value", Range range "range",
    Step step "step", Terms terms "terms", Instructions instructions "instructions", IsHidden is_hidden "is_hidden",
}

pub(super) struct Js(JsValue);

impl Node for Js {
    fn get(&self, field: Field) -> Self {
        if !self.0.is_object() {
            return Js(JsValue::NULL);
        }
        Js(pick(self.0.unchecked_ref(), field))
    }
    fn text(&self) -> Option<String> {
        self.0.as_string().or_else(|| {
            self.0.as_f64().map(|_| String::from(js_sys::Number::from(self.0.clone()).to_string_with_radix(10).unwrap_or_default()))
        })
    }
    fn flag(&self) -> Option<bool> {
        self.0.as_bool()
    }
    fn each(&self, visit: &mut dyn FnMut(Self)) {
        if let Some(items) = self.0.dyn_ref::<Array>() {
            (0..items.length()).for_each(|i| visit(Js(items.get(i))));
        }
    }
}

pub(crate) async fn load(response: Response) -> Result<f64, JsValue> {
    Ok(checksum(&Js(crate::body(response.json()).await?)))
}
