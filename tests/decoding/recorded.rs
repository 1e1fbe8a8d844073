//! The recorded orders and those that the sandbox invents: none of them may be refused,
//! or the shop would refuse real ones of the same form.

use std::fs;
use std::path::Path;

use refillery::api::orders;
use shop_core::json::Json;
use shop_core::model::payment::Pair;
use shop_core::pay::PaymentRequest;
use shop_core::pay::address::{check, has_key};
use shop_core::pay::fault::{Note, PayFault};
use shop_core::pay::qr_text::{self, Comparison};
use shop_core::pay::request::Payment;
use shop_core::pay::{network::Network, token};

/// When the orders are looked at, in epoch milliseconds.
const MADE_AT: u64 = 1_795_167_000_000;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn every_recorded_order_is_sound() {
    let mut asked = 0;
    for entry in fs::read_dir(root().join("tests/fixtures")).expect("the fixtures") {
        let path = entry.expect("a file").path();
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .expect("a name");
        if !name.starts_with("order_") || name.starts_with("order_create_request") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("text");
        let order = Json::parse(&text)
            .and_then(|body| orders::order(&body))
            .unwrap_or_else(|| panic!("{name} is an order"));
        let Some(address) = &order.address else {
            let refused = PaymentRequest::from_order(&order, MADE_AT);
            assert_eq!(refused, Err(PayFault::Incomplete), "{name}");
            continue;
        };
        let check = check(&order.pair, address);
        assert!(check.is_ok(), "{name}: {address} {check:?}");
        let (Some(amount), Some(text)) = (&order.amount, &order.qr_text) else {
            panic!("{name} lacks what every order with an address has");
        };
        let payment = Payment {
            network: Network::from_pair(&order.pair),
            asset: token::asset(&order.pair),
            recipient: address,
            amount,
            memo: None,
            deadline: None,
        };
        assert_eq!(
            qr_text::compare(text, &payment),
            Comparison::Equal,
            "{name}"
        );
        if name == "order_o_2_partial_disagreeing.json" {
            let refused = PaymentRequest::from_order(&order, MADE_AT);
            assert_eq!(refused, Err(PayFault::Sums), "{name}");
        } else if order.asks_for_payment() {
            let made = PaymentRequest::from_order(&order, MADE_AT).expect(name);
            // Most of the examples' addresses on Solana are invented, and not points of
            // the curve.
            let notes: &[Note] = match (payment.network, order.pair.coin.as_str()) {
                (Some(Network::Solana), _) if !has_key(address) => &[Note::OffCurve],
                (Some(Network::Solana), "SOL") => &[],
                (Some(Network::Solana), _) => &[Note::MaybeTokenAccount],
                _ => &[],
            };
            assert_eq!(made.notes, notes, "{name}");
            asked += 1;
        }
    }
    assert!(asked >= 5, "orders that wait for money are among them");
}

#[test]
fn the_sandbox_makes_up_sound_addresses() {
    let file = root().join("tests/sandbox/src/payment.rs");
    let program = fs::read_to_string(file).expect("the sandbox's addresses");
    let arms = program
        .split_once("let address = match (coin, network) {")
        .and_then(|(_, after)| after.split_once("};"))
        .expect("where they stand")
        .0;
    let mut count = 0;
    for arm in arms.split(".to_owned()") {
        let Some((before, address)) = arm.rsplit_once("=>") else {
            continue;
        };
        let pattern = before.lines().next_back().unwrap_or_default();
        let literals = |text: &str| -> Vec<String> {
            let texts = text.split('"').skip(1).step_by(2);
            texts.map(str::to_owned).collect()
        };
        let address = &literals(address)[0];
        let pairs = match &literals(pattern)[..] {
            [name] if ["BTC", "LTC", "DOGE"].contains(&name.as_str()) => {
                vec![Pair::new(name, "Mainnet")]
            }
            [name] if name == "SOL" => vec![Pair::new("SOL", "Solana")],
            [network] => vec![Pair::new("USDT", network)],
            _ => ["ETH Mainnet", "Base", "Arbitrum", "Polygon (Matic)"]
                .map(|network| Pair::new("USDC", network))
                .to_vec(),
        };
        for pair in pairs {
            assert!(check(&pair, address).is_ok(), "{pair:?} {address}");
            assert!(pair.network != "Solana" || has_key(address));
            count += 1;
        }
    }
    assert_eq!(count, 18);
}
