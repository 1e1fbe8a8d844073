//! QR codes as SVG paths.

use std::fmt::Write;

use qrcodegen::{QrCode, QrCodeEcc};

/// Light modules around the code (ISO/IEC 18004): without them scanners don't
/// find it on a busy page.
pub const QUIET_ZONE: i32 = 4;

/// A QR code of error level M.
pub struct Qr(QrCode);

impl Qr {
    /// The code of this text; `None` when it is too long for any code.
    pub fn of(text: &str) -> Option<Self> {
        QrCode::encode_text(text, QrCodeEcc::Medium).ok().map(Self)
    }

    /// Modules on a side, without the quiet zone.
    pub fn side(&self) -> i32 {
        self.0.size()
    }

    /// One path for all dark modules, runs joined, quiet zone included.
    pub fn path(&self) -> String {
        let mut path = String::new();
        for y in 0..self.side() {
            let mut x = 0;
            while x < self.side() {
                let start = x;
                while self.0.get_module(x, y) {
                    x += 1;
                }
                if x > start {
                    // Writing to a string can't fail.
                    let _ = write!(
                        path,
                        "M{} {}h{}v1h-{}z",
                        start + QUIET_ZONE,
                        y + QUIET_ZONE,
                        x - start,
                        x - start
                    );
                }
                x += 1;
            }
        }
        path
    }
}

#[cfg(test)]
mod tests {
    use super::Qr;

    #[test]
    fn every_dark_module_is_drawn_once() {
        let code = Qr::of("0x5a4d0b0c0000000000000000000000000e7ac0de").expect("a code");
        let dark = (0..code.side())
            .flat_map(|y| (0..code.side()).map(move |x| (x, y)))
            .filter(|(x, y)| code.0.get_module(*x, *y))
            .count();
        let drawn: usize = code
            .path()
            .split('h')
            .filter_map(|part| part.split_once('v')?.0.parse::<usize>().ok())
            .sum();
        assert_eq!(drawn, dark);
    }

    #[test]
    fn a_text_too_long_for_a_code_is_no_code() {
        assert!(Qr::of(&"a".repeat(3_000)).is_none());
    }
}
