//! Addresses of TON: 36 bytes in base64, or an account in raw form.

use super::AddressCheck;
use crate::pay::encoding::{base64, hexadecimal};
use crate::pay::fault::AddressFault;
use crate::pay::hash::crc16::crc16;

/// Checks a user-friendly address (TEP-2) or a raw one, `0:` with 64 digits.
pub(super) fn check(text: &str) -> Result<AddressCheck, AddressFault> {
    account(text)?;
    Ok(if text.contains(':') {
        AddressCheck::Form
    } else {
        AddressCheck::Checksum
    })
}

/// The account: a byte for the workchain, then its hash. The two friendly
/// forms (bouncing or not) and the raw one are all the same account.
pub(super) fn account(text: &str) -> Result<Vec<u8>, AddressFault> {
    if let Some((chain, digits)) = text.split_once(':') {
        let chain = match chain {
            "0" => 0,
            "-1" => 0xff,
            _ => return Err(AddressFault::Form),
        };
        if digits.len() != 64 {
            return Err(AddressFault::Form);
        }
        let mut account = hexadecimal::decode(digits).ok_or(AddressFault::Form)?;
        account.insert(0, chain);
        return Ok(account);
    }
    let bytes = base64::decode(text).ok_or(AddressFault::Form)?;
    // Bouncing or not; the same values with 0x80 are for the test network.
    let Some(([0x11 | 0x51, account @ ..], sum)) =
        bytes.split_last_chunk::<2>().filter(|_| bytes.len() == 36)
    else {
        return Err(AddressFault::Form);
    };
    if bytes.split_last_chunk::<2>().map(|(rest, _)| crc16(rest)) != Some(u16::from_be_bytes(*sum))
    {
        return Err(AddressFault::Checksum);
    }
    // The workchain on which people have accounts, and the one of the validators.
    if !matches!(account, [0 | 0xff, ..]) {
        return Err(AddressFault::Form);
    }
    Ok(account.to_vec())
}

#[cfg(test)]
mod tests {
    use super::{AddressCheck, account, check};
    use crate::pay::fault::AddressFault;

    const RAW: &str = "0:ca6e321c7cce9ecedf0a8ca2492ec8592494aa5fb5ce0387dff96ef6af982a3e";

    #[test]
    fn every_form_is_the_same_account() {
        // docs.ton.org, "Smart contract addresses": the forms of one account.
        for friendly in [
            "EQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPrHF",
            "UQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPuwA",
            "EQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff+W72r5gqPrHF",
        ] {
            assert_eq!(check(friendly), Ok(AddressCheck::Checksum), "{friendly}");
            assert_eq!(account(friendly), account(RAW));
        }
        assert_eq!(check(RAW), Ok(AddressCheck::Form));
        assert_eq!(account(RAW).map(|account| account.len()), Ok(33));
    }

    #[test]
    fn other_forms_are_refused() {
        for text in [
            "",
            "0:",
            "1:ca6e321c7cce9ecedf0a8ca2492ec8592494aa5fb5ce0387dff96ef6af982a3e",
            "0:ca6e321c7cce9ecedf0a8ca2492ec8592494aa5fb5ce0387dff96ef6af982a3",
            "0:ga6e321c7cce9ecedf0a8ca2492ec8592494aa5fb5ce0387dff96ef6af982a3e",
            // The same account on the test network.
            "kQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPgpP",
            "EQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPrHFEQDK",
            "EQDKbjIcfM6e",
        ] {
            assert_eq!(check(text), Err(AddressFault::Form), "{text}");
        }
        assert_eq!(
            check("EQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPrHG"),
            Err(AddressFault::Checksum)
        );
    }
}
