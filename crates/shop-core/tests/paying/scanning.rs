//! Codes, drawn as the page draws them and read by another program's decoder.

use shop_core::model::order::Order;
use shop_core::pay::QrKind;
use shop_core::pay::qr::{QUIET_ZONE, Qr};

use crate::payments::*;

/// Pixels of a module.
const SCALE: usize = 4;

/// The text that a phone reads from the code of this text. The picture is made from the
/// very path that the page draws.
fn scanned(text: &str) -> String {
    let code = Qr::encode(text).expect("it fits a code");
    let side = usize::try_from(code.side() + 2 * QUIET_ZONE).expect("a size");
    let mut dark = vec![false; side * side];
    for run in code.path().split('z').filter(|run| !run.is_empty()) {
        // "M{x} {y}h{length}v1h-{length}"
        let (x, rest) = run
            .strip_prefix('M')
            .and_then(|run| run.split_once(' '))
            .expect("where the run starts");
        let (y, rest) = rest.split_once('h').expect("a row");
        let (length, _) = rest.split_once('v').expect("a length");
        let number = |text: &str| text.parse::<usize>().expect("a number");
        let start = number(y) * side + number(x);
        dark[start..start + number(length)].fill(true);
    }
    let mut picture =
        rqrr::PreparedImage::prepare_from_greyscale(side * SCALE, side * SCALE, |x, y| {
            if dark[y / SCALE * side + x / SCALE] {
                0
            } else {
                255
            }
        });
    let grids = picture.detect_grids();
    let [grid] = grids.as_slice() else {
        panic!("{} codes were found for {text}", grids.len());
    };
    grid.decode().expect("it can be read").1
}

#[test]
fn what_is_shown_is_what_is_read() {
    let orders: [Order; 12] = [
        order("BTC", "Mainnet", "0.00038", BITCOIN),
        order("BTC", "Mainnet", "0.00038", BITCOIN_OLD),
        order("BTC", "Lightning", "0.00023021", INVOICE),
        order("LTC", "Mainnet", "1.5", LITECOIN),
        order("DOGE", "Mainnet", "120", DOGECOIN),
        order("ETH", "ETH Mainnet", "2.014", EVM),
        order("USDC", "Base", "51.08", EVM),
        order("SOL", "Solana", "0.5", SOLANA),
        order("USDC", "Solana", "0.01", SOLANA),
        order("TON", "Ton", "1.25", TON),
        order("USDT", "Ton", "2.5", TON),
        order("TRX", "Tron", "10", TRON),
    ];
    let mut kinds = Vec::new();
    for order in orders {
        let made = request(&order);
        for code in [Some(made.code), made.other_code].into_iter().flatten() {
            assert_eq!(scanned(&code.text), code.text);
            if !kinds.contains(&code.kind) {
                kinds.push(code.kind);
            }
        }
    }
    for kind in [
        QrKind::AddressOnly,
        QrKind::AddressAndAmount,
        QrKind::SomeWallets,
        QrKind::Experimental,
        QrKind::Invoice,
        QrKind::InvoiceOnly,
    ] {
        assert!(kinds.contains(&kind), "{kind:?} was never scanned");
    }
}
