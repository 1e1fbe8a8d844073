//! A QR code as one SVG path.

use leptos::prelude::*;

use crate::pay::qr::{QUIET_ZONE, Qr};

/// The code with a label that says what is in it. Dark on white in every
/// theme: scanners fail on inverted codes.
pub fn qr_code(text: &str, label: String) -> Option<AnyView> {
    let code = Qr::of(text)?;
    let side = code.side() + 2 * QUIET_ZONE;
    let view_box = format!("0 0 {side} {side}");
    Some(
        view! {
            <svg viewBox=view_box role="img" aria-label=label shape-rendering="crispEdges">
                <path fill="currentColor" d=code.path()></path>
            </svg>
        }
        .into_any(),
    )
}
