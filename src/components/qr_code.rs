//! A QR code as one SVG path.

use crate::markup::{IntoChild, View, element};
use shop_core::pay::qr::{QUIET_ZONE, Qr};

/// The least size of a module in CSS pixels: cameras of older phones can't tell
/// smaller ones apart (docs/payments.md#drawing-the-qr-code). The style sheet
/// makes them larger where there is room.
const LEAST_MODULE: i32 = 3;

/// The code with a label that says what is in it. Dark on white in every
/// theme: scanners fail on inverted codes.
pub fn qr_code(text: &str, label: String) -> Option<View> {
    let code = Qr::of(text)?;
    let side = code.side() + 2 * QUIET_ZONE;
    let view_box = format!("0 0 {side} {side}");
    Some(
        element("svg")
            .attr("viewBox", view_box)
            .attr("width", (side * LEAST_MODULE).to_string())
            .attr("role", "img")
            .attr("aria-label", label)
            .attr("shape-rendering", "crispEdges")
            .child(scan_ground(side))
            .child(
                element("path")
                    .attr("fill", "currentColor")
                    .attr("d", code.path()),
            )
            .into_child(),
    )
}

/// The white under a code, as part of the drawing: a browser that darkens every page turns the
/// background of a box around, whatever its color scheme says.
pub(super) fn scan_ground(width: impl ToString) -> View {
    element("rect")
        .attr("class", "scan-ground")
        .attr("width", width.to_string())
        .attr("height", "100%")
        .into_child()
}
