//! Addresses that buyers type or paste, possibly from a payment link.

use crate::model::typed::plain;

/// Schemes of payment links. Any other word with a colon after it is part of the address, on a
/// network that is not known here.
const SCHEMES: [&str; 16] = [
    "arbitrum",
    "avalanche",
    "base",
    "binance",
    "bitcoin",
    "bsc",
    "dogecoin",
    "ethereum",
    "litecoin",
    "matic",
    "optimism",
    "polygon",
    "solana",
    "sui",
    "ton",
    "tron",
];

/// The address in the typed text: without invisible marks, and for a payment link (BIP 21, EIP 681,
/// Solana Pay) the address that receives the money.
pub fn typed_address(typed: &str) -> String {
    let text = plain(typed);
    recipient(&text).unwrap_or(&text).to_owned()
}

/// The recipient of a link; `None` for any other text.
fn recipient(text: &str) -> Option<&str> {
    let (link, query) = text.split_once('?').unwrap_or((text, ""));
    let Some((scheme, target)) = link.split_once(':') else {
        // This is the rest of a link whose beginning was not copied.
        return (!query.is_empty()).then_some(link);
    };
    if !SCHEMES
        .iter()
        .any(|known| scheme.eq_ignore_ascii_case(known))
    {
        return None;
    }
    let target = target.trim_start_matches('/');
    let target = target.strip_prefix("transfer/").unwrap_or(target);
    let target = target.strip_prefix("pay-").unwrap_or(target);
    match target.split_once('/') {
        // The call's target is the token's contract, and the money goes to its argument.
        Some(_) => query
            .split('&')
            .find_map(|pair| pair.strip_prefix("address=")),
        None => target.split('@').next(),
    }
}

#[cfg(test)]
mod tests {
    use super::typed_address;

    #[test]
    fn of_a_payment_link_the_recipient_is_taken() {
        const OWN: &str = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
        const TOKEN: &str = "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913";
        for (typed, meant) in [
            (OWN.to_owned(), OWN),
            (format!(" {OWN}\u{200B}"), OWN),
            (format!("ethereum:{OWN}@8453"), OWN),
            (format!("ethereum:pay-{OWN}@8453?value=1"), OWN),
            (
                format!("ethereum:{TOKEN}@8453/transfer?uint256=1&address={OWN}"),
                OWN,
            ),
            (format!("{OWN}?amount=1"), OWN),
            ("BITCOIN:BC1QXY?amount=1".to_owned(), "BC1QXY"),
            ("bitcoin:1abc".to_owned(), "1abc"),
            ("ton://transfer/EQabc?amount=1".to_owned(), "EQabc"),
            ("solana:abc?spl-token=def".to_owned(), "abc"),
            // Addresses that contain a colon themselves, and texts that are no address.
            ("0:83df".to_owned(), "0:83df"),
            ("kaspa:qq12".to_owned(), "kaspa:qq12"),
            (
                format!("ethereum:{TOKEN}/approve?x=1"),
                &format!("ethereum:{TOKEN}/approve?x=1"),
            ),
            (String::new(), ""),
        ] {
            assert_eq!(typed_address(&typed), meant, "{typed}");
        }
    }
}
