//! How the tabs of one order know each other.

use crate::model::order::OrderId;

/// What the tabs of one order say to each other when there is news: the same for all of them, and no
/// way back to the order's number, which whoever knows it can open. Two orders with one mark cost a
/// question too many.
pub fn tab_mark(order: &OrderId) -> u32 {
    // FNV-1a.
    order.as_str().bytes().fold(0x811c_9dc5, |mark, byte| {
        (mark ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

#[cfg(test)]
mod tests {
    use super::{OrderId, tab_mark};

    #[test]
    fn the_mark_is_that_of_the_order() {
        let mark = |id: &str| OrderId::parse(id).map(|id| tab_mark(&id));
        let one = mark("1c4fbf20-5c0c-4148-902b-3e25f0f84bb5");
        assert_eq!(one, mark("1c4fbf20-5c0c-4148-902b-3e25f0f84bb5"));
        assert_ne!(one, mark("1c4fbf20-5c0c-4148-902b-3e25f0f84bb6"));
        assert_eq!(mark("aaaaaaaaaaaaaaaa"), Some(0x5585_6c15));
    }
}
