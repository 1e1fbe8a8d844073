//! Keccak-256 as Ethereum uses it: Keccak with the padding from before FIPS 202.

/// Bytes that one turn takes in.
const RATE: usize = 136;

/// The hash; `None` for a message of more than 135 bytes, which would need a
/// second turn.
pub fn keccak256(message: &[u8]) -> Option<[u8; 32]> {
    if message.len() >= RATE {
        return None;
    }
    let mut block = [0_u8; 200];
    for (place, byte) in block.iter_mut().zip(message.iter().chain([&1])) {
        *place = *byte;
    }
    // 135 is inside the 200 bytes.
    block[RATE - 1] |= 0x80;
    let mut lanes = [0_u64; 25];
    for (lane, bytes) in lanes.iter_mut().zip(block.as_chunks().0) {
        *lane = u64::from_le_bytes(*bytes);
    }
    permute(&mut lanes);
    let mut hash = [0; 32];
    for (bytes, lane) in hash.as_chunks_mut().0.iter_mut().zip(lanes) {
        *bytes = lane.to_le_bytes();
    }
    Some(hash)
}

/// Keccak-f[1600] (FIPS 202 section 3). Offsets and round constants are
/// computed, as the standard defines them: their tables would be larger.
fn permute(lanes: &mut [u64; 25]) {
    let mut register = 1_u8;
    for _ in 0..24 {
        // Theta. Every place in this function is taken modulo 25 or 5.
        let column = |lanes: &[u64; 25], x: usize| {
            (0..5).fold(0, |sum, y| sum ^ lanes[x % 5 + 5 * y]) // Below 25.
        };
        let before = *lanes;
        for (place, lane) in lanes.iter_mut().enumerate() {
            *lane ^= column(&before, place + 4) ^ column(&before, place + 1).rotate_left(1);
        }
        // Rho and pi: each lane moves to the next place of one long walk.
        let (mut x, mut y, mut turn) = (1, 0, 0);
        let mut held = lanes[1]; // There are 25.
        for step in 1..25 {
            turn += step;
            (x, y) = (y, (2 * x + 3 * y) % 5);
            let place = x + 5 * y;
            // Both x and y are below 5.
            held = std::mem::replace(&mut lanes[place], held.rotate_left(turn % 64));
        }
        // Chi.
        let before = *lanes;
        for (place, lane) in lanes.iter_mut().enumerate() {
            let row = place - place % 5;
            let other = |shift: usize| before[row + (place + shift) % 5]; // Below 25.
            *lane ^= !other(1) & other(2);
        }
        // Iota.
        for bit in 0..7 {
            if register & 1 == 1 {
                lanes[0] ^= 1 << ((1_u32 << bit) - 1); // There are 25.
            }
            let reduced = if register & 0x80 == 0 { 0 } else { 0x71 };
            register = (register << 1) ^ reduced;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::keccak256;

    fn hex(message: &[u8]) -> String {
        keccak256(message)
            .expect("it is short")
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }

    #[test]
    fn published_hashes_agree() {
        assert_eq!(
            hex(b""),
            "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"
        );
        assert_eq!(
            hex(b"abc"),
            "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"
        );
        // The topic of every ERC-20 transfer.
        assert_eq!(
            hex(b"Transfer(address,address,uint256)"),
            "ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"
        );
    }

    #[test]
    fn only_one_turn_is_taken() {
        assert!(keccak256(&[0; 135]).is_some());
        assert!(keccak256(&[0; 136]).is_none());
    }
}
