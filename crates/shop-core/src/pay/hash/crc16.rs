//! CRC-16/XMODEM, which ends every user-friendly TON address (TEP-2).

/// The sum of these bytes: polynomial 0x1021, nothing reflected or inverted.
pub fn crc16(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0, |sum, byte| {
        (0..8).fold(sum ^ (u16::from(*byte) << 8), |sum, _| {
            let reduced = if sum & 0x8000 == 0 { 0 } else { 0x1021 };
            (sum << 1) ^ reduced
        })
    })
}

#[cfg(test)]
mod tests {
    use super::crc16;

    #[test]
    fn the_catalogue_of_sums_agrees() {
        // The check value for XMODEM in catalogues of CRCs.
        assert_eq!(crc16(b"123456789"), 0x31C3);
        assert_eq!(crc16(b""), 0);
    }
}
