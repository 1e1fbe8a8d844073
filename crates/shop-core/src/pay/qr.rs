//! QR codes as SVG paths.

use std::fmt::Write;

use qrcodegen::{QrCode, QrCodeEcc, QrSegment};

/// Light modules around the code (ISO/IEC 18004): without them scanners can't find it on a busy
/// page.
pub const QUIET_ZONE: i32 = 4;

/// Runs of up to this many capitals and digits are written as bytes: two more parts have up to 38
/// bits of overhead, and a letter saves two and a half.
const SHORT_RUN: usize = 15;

/// A QR code of error level M.
pub struct Qr(QrCode);

impl Qr {
    /// The code of this text; `None` if the text is too long for any code.
    pub fn encode(text: &str) -> Option<Self> {
        QrCode::encode_segments(&segments(text), QrCodeEcc::Medium)
            .ok()
            .map(Self)
    }

    /// Modules on a side, without the quiet zone.
    pub fn side(&self) -> i32 {
        self.0.size()
    }

    /// One path for all dark modules, with runs joined, including the quiet zone.
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

/// Splits the text into up to three parts: the longest run of capitals and digits takes five and a
/// half bits per letter, the text around it eight. In a single part the small letters of
/// `lightning:` would cost the whole invoice this saving.
fn segments(text: &str) -> Vec<QrSegment> {
    let mut longest = "";
    for run in
        text.split(|letter: char| !QrSegment::is_alphanumeric(letter.encode_utf8(&mut [0; 4])))
    {
        if run.len() > longest.len() {
            longest = run;
        }
    }
    let (before, after) = match text.split_once(longest) {
        // A short run saves fewer bits than the extra parts cost.
        Some(around) if longest.len() > SHORT_RUN => around,
        _ => return vec![QrSegment::make_bytes(text.as_bytes())],
    };
    let bytes = |part: &str| (!part.is_empty()).then(|| QrSegment::make_bytes(part.as_bytes()));
    [
        bytes(before),
        Some(QrSegment::make_alphanumeric(longest)),
        bytes(after),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::Qr;

    #[test]
    fn capitals_make_a_code_smaller_also_behind_a_small_scheme() {
        let side = |text: &str| Qr::encode(text).expect("a code").side();
        let invoice = "LNBC230210N1P4SQYCC".repeat(16);
        let behind = side(&["lightning:", &invoice].concat());
        assert!(behind <= side(&invoice) + 4, "{behind}");
        assert!(behind < side(&["lightning:", &invoice.to_ascii_lowercase()].concat()));
        // Texts without such a run, and empty ones, still work.
        for text in ["", "0x5a4d0b0c0000000000000000000000000e7ac0de", "é", "ABC"] {
            assert!(Qr::encode(text).is_some(), "{text}");
        }
    }

    #[test]
    fn every_dark_module_is_drawn_once() {
        let code = Qr::encode("0x5a4d0b0c0000000000000000000000000e7ac0de").expect("a code");
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
        assert!(Qr::encode(&"a".repeat(3_000)).is_none());
    }
}
