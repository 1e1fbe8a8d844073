//! QR codes, as a picture and as SVG.

use image::{Rgb, RgbImage};
use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write;

/// The quiet zone the standard asks for, in modules.
const QUIET: i32 = 4;

/// A picture of a text, eight pixels a module.
pub(crate) fn picture(text: &str) -> Option<RgbImage> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let side = (code.size() + 2 * QUIET) * 8;
    Some(RgbImage::from_fn(side as u32, side as u32, |x, y| {
        let (x, y) = (x as i32 / 8 - QUIET, y as i32 / 8 - QUIET);
        Rgb(if code.get_module(x, y) {
            [0; 3]
        } else {
            [255; 3]
        })
    }))
}

/// The same as SVG.
pub(crate) fn svg(text: &str) -> Option<String> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let side = code.size() + 2 * QUIET;
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            // Writing to a text cannot fail.
            let _ = write!(path, "M{} {}h1v1h-1z", x + QUIET, y + QUIET);
        }
    }
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path d=\"{path}\"/></svg>"
    ))
}
