//! Addresses for human eyes.

/// The address in groups of four, the first and last being what people
/// compare.
pub fn groups(address: &str) -> Vec<String> {
    let characters: Vec<char> = address.chars().collect();
    characters
        .chunks(4)
        .map(|group| group.iter().collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::groups;

    #[test]
    fn nothing_is_lost() {
        for address in [
            "",
            "abc",
            "0x5a4d0b0c0000000000000000000000000e7ac0de",
            "TXxT8YwjeLm45SVxafMUpvhGUaq3VHdwEy",
        ] {
            assert_eq!(groups(address).concat(), address);
            assert!(groups(address).iter().all(|group| group.len() <= 4));
        }
    }
}
