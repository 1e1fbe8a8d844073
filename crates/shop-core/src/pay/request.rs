//! The content of the QR code and of "open in wallet", for every pair; the table is
//! docs/payments.md#payment-links-and-qr-codes.
//!
//! No request offers Bitcoin's chain and Lightning at once, though BIP-321 has a form for it. An
//! order is made for one pair and has one address. A second address could only come from `qr_text`,
//! nothing else in the order confirms it, and none was ever seen there. Money that came over the
//! other network might not be found. The decision is
//! docs/decisions/one-network-for-each-request.md.

use super::address;
use super::fault::Note;
use super::network::Network;
use super::token::Asset;
use super::units::{TooManyDigits, decimal, units};
use crate::model::money::Amount;

/// The kind of content in a QR code, so that its caption can describe it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum QrKind {
    /// The address alone: every wallet understands it, and none can misread it.
    AddressOnly,
    /// Address and amount, and for a token its contract.
    AddressAndAmount,
    /// The same as a request that some wallets misread: for wallets that read such requests, and
    /// never the first choice.
    SomeWallets,
    /// Address and amount in a form that few wallets know.
    Experimental,
    /// A whole Lightning invoice as a link, which includes the amount.
    Invoice,
    /// The invoice without `lightning:` before it, for wallets that expect that form.
    InvoiceOnly,
}

/// A text for a QR code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct QrText {
    /// The kind of its content.
    pub kind: QrKind,
    /// The text.
    pub text: String,
}

/// The ways to pass a payment to a wallet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WalletRequest {
    /// The code to show first: the safe choice on its network.
    pub code: QrText,
    /// The other code, if there is one.
    pub other_code: Option<QrText>,
    /// The address behind "open in wallet".
    pub link: Option<String>,
    /// The reason why there is only the address, if there should be more.
    pub note: Option<Note>,
}

/// A payment to be sent. The recipient has already been checked.
#[derive(Clone, Copy, Debug)]
pub struct Payment<'a> {
    /// The network; `None` if it is unknown here.
    pub network: Option<Network>,
    /// The coin or token; `None` if it is not verified.
    pub asset: Option<Asset>,
    /// The recipient: an address, or an invoice.
    pub recipient: &'a str,
    /// The amount that is left to send, in coins.
    pub amount: &'a Amount,
    /// The memo without which the money is lost.
    pub memo: Option<&'a str>,
    /// When the order stops waiting, in epoch milliseconds.
    pub deadline: Option<u64>,
}

impl WalletRequest {
    /// The request for a payment.
    pub fn new(payment: &Payment<'_>) -> Self {
        let recipient = payment.recipient;
        if payment.network == Some(Network::Lightning) {
            // Capital letters make the code smaller, and BOLT 11 allows them.
            let invoice = recipient.to_ascii_uppercase();
            return Self {
                code: QrText {
                    kind: QrKind::Invoice,
                    text: ["lightning:", &invoice].concat(),
                },
                other_code: Some(QrText {
                    kind: QrKind::InvoiceOnly,
                    text: invoice,
                }),
                link: Some(["lightning:", recipient].concat()),
                note: payment.memo.map(|_| Note::MemoNotCarried),
            };
        }
        let bare = QrText {
            kind: QrKind::AddressOnly,
            text: recipient.to_owned(),
        };
        let alone = |note| Self {
            code: bare.clone(),
            other_code: None,
            link: None,
            note,
        };
        let (Some(network), Some(asset)) = (payment.network, payment.asset) else {
            return alone(Some(Note::PairNotVerified));
        };
        let carries_memo = matches!(network, Network::Solana)
            || matches!((network, asset.contract), (Network::Ton, None));
        if payment.memo.is_some() && !carries_memo {
            return alone(Some(Note::MemoNotCarried));
        }
        let link = match link(payment, network, asset) {
            Ok(link) => link,
            Err(TooManyDigits) => return alone(Some(Note::TooManyDigits)),
        };
        let Some(link) = link else {
            return alone(None);
        };
        // Wallets that can't read a request apply a token's amount to the chain's own coin, or pay
        // the contract: for these networks the address is the first choice.
        let kind = match (network, asset.contract) {
            (Network::Tron, _) => QrKind::Experimental,
            (Network::Evm(_), _) | (Network::Ton, Some(_)) => QrKind::SomeWallets,
            _ => QrKind::AddressAndAmount,
        };
        let full = QrText {
            kind,
            text: for_scanning(network, recipient, &link),
        };
        let (code, other) = if kind == QrKind::AddressAndAmount {
            (full, bare)
        } else {
            (bare, full)
        };
        Self {
            code,
            other_code: Some(other),
            // No standard says what a wallet does with `tron:`.
            link: (network != Network::Tron).then_some(link),
            note: None,
        }
    }
}

/// The doubt about the recipient of a payment on Solana: an order doesn't say whether it is a
/// wallet's own address or an account of the token (docs/api.md#solana-token-accounts).
pub(super) fn doubt(payment: &Payment<'_>) -> Option<Note> {
    if payment.network != Some(Network::Solana) {
        return None;
    }
    // A coin that isn't in the table may be a token.
    let is_own_coin = payment.asset.is_some_and(|asset| asset.contract.is_none());
    if !address::has_key(payment.recipient) {
        Some(Note::OffCurve)
    } else {
        (!is_own_coin).then_some(Note::MaybeTokenAccount)
    }
}

/// The link of a payment; `Ok(None)` if its network has no link that can be trusted. Links have no
/// label: the buyer knows the shop, and the wallet doesn't need to know its name.
fn link(
    payment: &Payment<'_>,
    network: Network,
    asset: Asset,
) -> Result<Option<String>, TooManyDigits> {
    let recipient = payment.recipient;
    let coins = decimal(payment.amount, asset.decimals)?;
    let memo = |start: &str| {
        payment
            .memo
            .map_or_else(String::new, |memo| [start, &percent_encoded(memo)].concat())
    };
    Ok(Some(match network {
        // BIP-321, and the forms that Litecoin and Dogecoin derived from its predecessor.
        Network::Bitcoin => ["bitcoin:", recipient, "?amount=", coins].concat(),
        Network::Litecoin => ["litecoin:", recipient, "?amount=", coins].concat(),
        Network::Dogecoin => ["dogecoin:", recipient, "?amount=", coins].concat(),
        // EIP-681, whole numbers only. For a token the contract is the target and the recipient a
        // parameter.
        Network::Evm(chain) => {
            let recipient = address::with_checksum(recipient);
            let units = units(payment.amount, asset.decimals)?;
            let chain = chain.to_string();
            match asset.contract {
                Some(contract) => [
                    "ethereum:",
                    contract,
                    "@",
                    &chain,
                    "/transfer?address=",
                    &recipient,
                    "&uint256=",
                    &units,
                ]
                .concat(),
                None => ["ethereum:", &recipient, "@", &chain, "?value=", &units].concat(),
            }
        }
        // Solana Pay names the owner of an account, and a wallet derives the account from it. If
        // the recipient is already an account, it would derive a wrong address.
        Network::Solana if doubt(payment).is_some() => return Ok(None),
        Network::Solana => {
            let memo = memo("&memo=");
            ["solana:", recipient, "?amount=", coins, &memo].concat()
        }
        // docs.ton.org, "Deep links": units. Raw addresses and those of the usual base64 alphabet
        // aren't allowed in a link.
        Network::Ton if recipient.contains([':', '+', '/']) => return Ok(None),
        Network::Ton => {
            let units = units(payment.amount, asset.decimals)?;
            match asset.contract {
                Some(master) => [
                    "ton://transfer/",
                    recipient,
                    "?jetton=",
                    master,
                    "&amount=",
                    &units,
                ]
                .concat(),
                None => {
                    let end = payment.deadline.map_or_else(String::new, |deadline| {
                        ["&exp=", &(deadline / 1_000).to_string()].concat()
                    });
                    let memo = memo("&text=");
                    let start = "ton://transfer/";
                    [start, recipient, "?amount=", &units, &end, &memo].concat()
                }
            }
        }
        // A token's amount would be read as an amount of TRX.
        Network::Tron if asset.contract.is_some() => return Ok(None),
        Network::Tron => ["tron:", recipient, "?amount=", coins].concat(),
        Network::Lightning | Network::Sui => return Ok(None),
    }))
}

/// The link for a QR code: a witness address in capitals makes the code smaller; scheme and keys
/// stay in small letters, because old readers know only those.
fn for_scanning(network: Network, recipient: &str, link: &str) -> String {
    let is_witness = network == Network::Bitcoin
        && recipient
            .get(..3)
            .is_some_and(|start| start.eq_ignore_ascii_case("bc1"));
    if is_witness {
        link.replacen(recipient, &recipient.to_ascii_uppercase(), 1)
    } else {
        link.to_owned()
    }
}

/// Encodes everything except RFC 3986's unreserved characters as `%` and two digits: a space is
/// `%20`, because wallets show `+` as it is.
fn percent_encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            for nibble in [byte >> 4, byte & 15] {
                // Four bits are always a hexadecimal digit.
                let digit = char::from_digit(u32::from(nibble), 16).unwrap_or('0');
                encoded.push(digit.to_ascii_uppercase());
            }
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::percent_encoded;

    #[test]
    fn spaces_are_no_pluses() {
        assert_eq!(percent_encoded("a b+c&d"), "a%20b%2Bc%26d");
        assert_eq!(percent_encoded("SBX-00001._~"), "SBX-00001._~");
        assert_eq!(percent_encoded("é"), "%C3%A9");
    }
}
