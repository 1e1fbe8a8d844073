//! A bar code of a serial number, for the till.

use crate::i18n::I18n;
use crate::markup::{IntoChild, View, element};
use crate::model::barcode::Barcode;

/// The code with a label that says what it is; nothing of a text that has none.
/// Dark on white in every theme, as scanners want it.
pub(super) fn bar_code(i18n: I18n, serial: &str) -> Option<View> {
    let code = Barcode::of(serial)?;
    let view_box = ["0 0 ", &code.width.to_string(), " 1"].concat();
    let drawn = element("svg")
        .attr("viewBox", view_box)
        .attr("preserveAspectRatio", "none")
        .attr("role", "img")
        .attr("aria-label", i18n.text("delivery.barcode"))
        .attr("shape-rendering", "crispEdges")
        .child(
            element("path")
                .attr("fill", "currentColor")
                .attr("d", code.path),
        );
    Some(
        element("figure")
            .attr("class", "bar-code")
            .child(drawn)
            .into_child(),
    )
}
