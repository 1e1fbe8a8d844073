//! Orders to pay, made for a test.

use shop_core::model::money::Amount;
use shop_core::model::order::{Order, OrderId, OrderState, Sums};
use shop_core::model::payment::Pair;
use shop_core::pay::PaymentRequest;

/// When the orders here were made, in epoch milliseconds.
pub(crate) const MADE_AT: u64 = 1_795_167_000_000;

pub(crate) const EVM: &str = "0x5a4d0b0c0000000000000000000000000e7ac0de";
pub(crate) const ONES: &str = "0x1111111111111111111111111111111111111111";
pub(crate) const BITCOIN: &str = "bc1q54pn98e62ehr7hf2m0u7yv5yz08y4wqlesq3de";
pub(crate) const BITCOIN_OLD: &str = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa";
pub(crate) const LITECOIN: &str = "ltc1qw7fr9ls84ry7xzcc7zzjtvssx62sq7adfcsp3k";
pub(crate) const DOGECOIN: &str = "DFzzW8MmUeGtmF6EMAFpRKForAiYjm5zEA";
pub(crate) const SOLANA: &str = "CxgADdXsR29SGPjzbC8qwJyBzQWRpQZKkCBGpXf6NEaF";
/// No point of the curve, so nobody has a key of it.
pub(crate) const OFF_CURVE: &str = "FP1k1k5giovCnZe8PgLfYhhfm6ynPwP62FGgnPpMcaWh";
pub(crate) const TRON: &str = "TXxT8YwjeLm45SVxafMUpvhGUaq3VHdwEy";
pub(crate) const TON: &str = "UQAf28I7K8GLE7NHTDuZoidlpdc8lBN8kuRRa0BcrvTKQZfJ";
pub(crate) const SUI: &str = "0xdba34672e30cb065b1f93e3ab55318768fd6fef66c15942c9f7cb846e2f900e7";
/// Over 0.00023021 BTC, made at `MADE_AT`, for 900 seconds.
pub(crate) const INVOICE: &str = "lnbc230210n1p4sqyccpp5qrf77hywjv9ng5mcsj4q2v0nhylfagyvg5qrjz7r3t3pjyy8y3sqsp5w7xxcuu05qnkczm8hf8nhyuw2tcjm4e3lnmv3svg3zt8jz7vhn3sdq4v4uxzmtsd3jjqmmjv3jhyxqzuyy56cha2e98mw6hy5xdpxfrqqk4fnhhfa8wh3wsttzzlql0gv38e9w7mzl89xq4ejr95w5ea3q2s5fn3f27f8gz766r529z8sh8pxtkcqtjyjma";

/// An order that waits for this much.
pub(crate) fn order(coin: &str, network: &str, amount: &str, address: &str) -> Order {
    Order {
        id: OrderId::parse("1c4fbf20-5c0c-4148-902b-3e25f0f84bb5").expect("an id"),
        state: OrderState::WaitingForPayment,
        was_paid_late: false,
        is_paid: false,
        created_at: Some(MADE_AT),
        updated_at: None,
        payment_requested_at: None,
        ends_at: None,
        pair: Pair::new(coin, network),
        amount: Some(Amount::parse(amount).expect("an amount")),
        sums: Sums::default(),
        sent: None,
        address: Some(address.to_owned()),
        qr_text: None,
        memo: None,
        deliveries: Vec::new(),
        refund: None,
        email: Some("buyer@example.com".to_owned()),
        checkout: None,
        transactions: Vec::new(),
        recovered_from: None,
        networks_differ: false,
        is_test: false,
    }
}

/// The request of an order, asked for when it was made.
#[track_caller]
pub(crate) fn request(order: &Order) -> PaymentRequest {
    PaymentRequest::from_order(order, MADE_AT)
        .unwrap_or_else(|fault| panic!("{:?} {fault:?}", order.address))
}
