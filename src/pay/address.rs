//! Addresses for human eyes.

/// The address in groups of four, the first and last being what people
/// compare. A leading `0x` stays with the first group.
pub fn groups(address: &str) -> Vec<String> {
    let mark = if address.starts_with("0x") { "0x" } else { "" };
    let characters: Vec<char> = address.chars().skip(mark.len()).collect();
    let mut groups: Vec<String> = characters
        .chunks(4)
        .map(|group| group.iter().collect())
        .collect();
    if let Some(first) = groups.first_mut() {
        first.insert_str(0, mark);
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::groups;

    #[test]
    fn a_mark_stays_with_its_group() {
        assert_eq!(groups("0x5a4d0b0c00"), ["0x5a4d", "0b0c", "00"]);
    }

    #[test]
    fn nothing_is_lost() {
        for address in [
            "",
            "abc",
            "0x5a4d0b0c0000000000000000000000000e7ac0de",
            "TXxT8YwjeLm45SVxafMUpvhGUaq3VHdwEy",
        ] {
            assert_eq!(groups(address).concat(), address);
            assert!(groups(address).iter().skip(1).all(|group| group.len() <= 4));
        }
    }
}
