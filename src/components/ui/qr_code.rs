//! A QR code as one SVG path.

use leptos::prelude::*;
use shop_core::pay::qr::{QUIET_ZONE, Qr};

/// The least size of a module in CSS pixels: cameras of older phones can't tell
/// smaller ones apart (docs/payments.md#drawing-the-qr-code). The style sheet
/// makes them larger where there is room.
const LEAST_MODULE: i32 = 3;

/// The code with a label that says what is in it. Dark on white in every
/// theme: scanners fail on inverted codes.
pub fn qr_code(text: &str, label: String) -> Option<impl IntoView + use<>> {
    let code = Qr::encode(text)?;
    let side = code.side() + 2 * QUIET_ZONE;
    let view_box = format!("0 0 {side} {side}");
    Some(view! {
        <svg
            viewBox=view_box
            width=(side * LEAST_MODULE).to_string()
            role="img"
            aria-label=label
            shape-rendering="crispEdges"
        >
            {scan_ground(side)}
            <path fill="currentColor" d=code.path()></path>
        </svg>
    })
}

/// The white under a code, as part of the drawing: a browser that darkens every page inverts the
/// background of a box, regardless of its color scheme.
pub(crate) fn scan_ground(width: impl ToString) -> AnyView {
    view! { <rect class="scan-ground" width=width.to_string() height="100%"></rect> }.into_any()
}
