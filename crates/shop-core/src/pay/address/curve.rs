//! Checks whether 32 bytes are a point of the curve ed25519 (RFC 8032, 5.1.3).
//!
//! On Solana an address that isn't a point has no key: a program holds it, and it may be a token
//! account. The tests compare with `curve25519-dalek`; the shop has its own lines, because it needs
//! only a yes or no and no point.

/// A whole number below 2^256. The order of the fields makes numbers compare correctly.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Number {
    high: u128,
    low: u128,
}

const ZERO: Number = Number { high: 0, low: 0 };

const ONE: Number = Number { high: 0, low: 1 };

/// 2^255 - 19: all sums below are modulo this number.
const PRIME: Number = Number {
    high: u128::MAX >> 1,
    low: u128::MAX - 18,
};

/// The curve's constant, `d` of -x² + y² = 1 + dx²y².
const CURVE: Number = Number {
    high: 0x5203_6cee_2b6f_fe73_8cc7_4079_7779_e898,
    low: 0x0070_0a4d_4141_d8ab_75eb_4dca_1359_78a3,
};

/// Whether the bytes are a point: y, lowest byte first, and x's sign above it.
pub(super) fn is_point(bytes: &[u8]) -> bool {
    let Some((low, rest)) = bytes.split_first_chunk() else {
        return false;
    };
    let Ok(high) = rest.try_into() else {
        return false;
    };
    let y = Number {
        high: u128::from_le_bytes(high) & PRIME.high,
        low: u128::from_le_bytes(*low),
    };
    // x² is (y² - 1) / (dy² + 1), which has a root when the product of the two has one. The
    // denominator is never zero: -1/d has no root.
    let square = times(reduced(y), reduced(y));
    let above = plus(square, minus(PRIME, ONE));
    let below = plus(times(CURVE, square), ONE);
    has_root(times(above, below))
}

fn reduced(number: Number) -> Number {
    if number < PRIME {
        number
    } else {
        minus(number, PRIME)
    }
}

/// Both are below the prime, so their sum is below 2^256.
fn plus(one: Number, other: Number) -> Number {
    let (low, carries) = one.low.overflowing_add(other.low);
    let high = one.high.wrapping_add(other.high);
    reduced(Number {
        high: high.wrapping_add(u128::from(carries)),
        low,
    })
}

/// `one` must not be the smaller number.
fn minus(one: Number, other: Number) -> Number {
    let (low, borrows) = one.low.overflowing_sub(other.low);
    let high = one.high.wrapping_sub(other.high);
    Number {
        high: high.wrapping_sub(u128::from(borrows)),
        low,
    }
}

/// Multiplies by doubling and adding: slow, short, and needed three times per order.
fn times(one: Number, other: Number) -> Number {
    let mut product = ZERO;
    for half in [other.high, other.low] {
        for place in (0..u128::BITS).rev() {
            product = plus(product, product);
            if half >> place & 1 == 1 {
                product = plus(product, one);
            }
        }
    }
    product
}

/// Whether a number below the prime is a square modulo it: the Jacobi symbol, computed by halving
/// and the law of reciprocity.
fn has_root(number: Number) -> bool {
    let (mut above, mut below) = (number, PRIME);
    let mut is_square = true;
    while above != ZERO {
        while above.low & 1 == 0 {
            above.low = above.low >> 1 | above.high << (u128::BITS - 1);
            above.high >>= 1;
            if matches!(below.low & 7, 3 | 5) {
                is_square = !is_square;
            }
        }
        if above < below {
            (above, below) = (below, above);
            if above.low & below.low & 3 == 3 {
                is_square = !is_square;
            }
        }
        above = minus(above, below);
    }
    is_square
}

#[cfg(test)]
mod tests {
    use super::{CURVE, ONE, PRIME, ZERO, has_root, is_point, minus, plus, times};

    #[test]
    fn sums_are_over_the_prime() {
        let last = minus(PRIME, ONE);
        assert!(plus(last, ONE) == ZERO);
        // (-1)² = 1, and d = -121665/121666 (RFC 8032, 5.1).
        assert!(times(last, last) == ONE);
        let small = |low| super::Number { high: 0, low };
        let below = times(CURVE, small(121_666));
        assert!(plus(below, small(121_665)) == ZERO);
    }

    #[test]
    fn half_of_all_numbers_have_a_root() {
        let small = |low| super::Number { high: 0, low };
        // Zero, one, -1 (the prime is one above a multiple of four) and 4; not 2.
        for square in [ZERO, ONE, minus(PRIME, ONE), small(4)] {
            assert!(has_root(square));
        }
        assert!(!has_root(small(2)));
        assert!(!has_root(CURVE), "as the curve needs it");
        let roots = (1..=1_000).filter(|low| has_root(small(*low))).count();
        assert!((400..600).contains(&roots), "{roots}");
    }

    #[test]
    fn other_lengths_are_no_points() {
        for length in [0, 15, 16, 31, 33, 64] {
            assert!(!is_point(&vec![0; length]), "{length}");
        }
        assert!(is_point(&[0; 32]));
    }
}
