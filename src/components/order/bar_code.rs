//! A bar code of a serial number, for the till.

use js_sys::Number;
use leptos::prelude::*;

use crate::browser::property;
use crate::components::ui::qr_code::scan_ground;
use crate::i18n::I18n;
use shop_core::model::barcode::Barcode;
use shop_core::text_key::TextKey;

/// The maximum width of a drawn code, in pixels of CSS: what fits on a narrow phone.
const MOST_PIXELS: f64 = 253.0;

/// The code with a label that says what it is; `None` for a text that has no code. Dark on white in
/// every theme, because scanners need that.
pub(super) fn bar_code(i18n: I18n, serial: &str) -> Option<impl IntoView + use<>> {
    let code = Barcode::encode(serial)?;
    let density = property(&window(), "devicePixelRatio").and_then(|ratio| ratio.as_f64());
    let width = width(code.width as f64, density.unwrap_or(1.0));
    let view_box = ["0 0 ", &code.width.to_string(), " 1"].concat();
    let drawn = view! {
        <svg
            viewBox=view_box
            width=written(width)
            preserveAspectRatio="none"
            role="img"
            aria-label=i18n.text(TextKey::DeliveryBarcode)
            shape-rendering="crispEdges"
        >
            {scan_ground(code.width)}
            <path fill="currentColor" d=code.path></path>
        </svg>
    };
    Some(view! { <figure class="bar-code">{drawn}</figure> })
}

/// A number in decimals. The browser formats it: nothing else in the program formats floats, and
/// Rust's code for that is 7 kB of the wasm.
fn written(number: f64) -> String {
    let written = Number::from(number).to_string_with_radix(10);
    written.map_or_else(|_| String::new(), String::from)
}

/// The width of this many modules in pixels of CSS: each has the same whole number of the screen's
/// own pixels, or some bars would be drawn wider than others.
fn width(modules: f64, density: f64) -> f64 {
    let each = (MOST_PIXELS * density / modules).floor().max(1.0);
    modules * each / density
}

#[cfg(test)]
mod tests {
    use super::width;

    #[test]
    fn each_module_has_the_same_whole_number_of_the_screen_s_pixels() {
        for (modules, density, expected) in [
            (253.0, 1.0, 253.0),
            (253.0, 2.0, 253.0),
            (253.0, 1.5, 168.666_667),
            (126.0, 1.0, 252.0),
            (127.0, 1.0, 127.0),
            (127.0, 2.0, 190.5),
            (100.0, 3.0, 233.333_333),
        ] {
            let found = width(modules, density);
            assert!(
                (found - expected).abs() < 0.001,
                "{found} for {modules} at {density}"
            );
        }
    }
}
