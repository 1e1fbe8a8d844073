//! Views of a payment.

pub mod code;
pub mod coin_sign;
mod digits;
pub mod exchange;
pub mod host_pay;
pub mod network_badge;
pub mod panel;
pub mod time_left;
