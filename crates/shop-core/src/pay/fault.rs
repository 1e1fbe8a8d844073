//! The faults that a request for money can have.

use crate::text_key::TextKey;

/// Why a text isn't an address of its network.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AddressFault {
    /// It has other letters, another length or another kind than the network's addresses.
    Form,
    /// The form is right but the checksum isn't: a letter is wrong.
    Checksum,
}

/// Why this order must not be paid as it is: the page shows no address and no code, and displays
/// the reason.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PayFault {
    /// There is no address, or nothing is left to send.
    Incomplete,
    /// The address doesn't belong to the order's network.
    Address(AddressFault),
    /// The address is the contract of a token: money sent there is lost.
    TokenContract,
    /// The API's own payment text names another recipient.
    OtherRecipient,
    /// The API's own payment text asks for another amount than is left to send.
    OtherAmount,
    /// The API's statements about the order's sums disagree.
    Sums,
    /// The rest after a part is less than the network can transfer.
    TooLittle,
    /// The order names two networks.
    Networks,
    /// The Lightning invoice is over another amount than the order, or over none.
    InvoiceAmount,
    /// The Lightning invoice can't be paid any more.
    InvoiceExpired,
    /// The memo can't be typed or copied as it is: it is too long, or contains invisible
    /// characters.
    Memo,
}

impl PayFault {
    /// The key of a short sentence that says what to do.
    pub fn title_key(self) -> TextKey {
        match self {
            Self::TooLittle => TextKey::PayTooLittleTitle,
            _ => TextKey::PayFaultTitle,
        }
    }

    /// The key of the text about the fault. `None` if no money is asked for, or the time to pay is
    /// over: the page says that for every order.
    pub fn body_key(self) -> Option<TextKey> {
        Some(match self {
            Self::Incomplete | Self::InvoiceExpired => return None,
            Self::Address(AddressFault::Form) => TextKey::PayFaultAddressForm,
            Self::Address(AddressFault::Checksum) => TextKey::PayFaultAddressChecksum,
            Self::TokenContract => TextKey::PayFaultTokenContract,
            Self::OtherRecipient => TextKey::PayFaultOtherRecipient,
            Self::OtherAmount => TextKey::PayFaultOtherAmount,
            Self::Sums => TextKey::PayFaultSums,
            Self::TooLittle => TextKey::PayFaultTooLittle,
            Self::Networks => TextKey::PayFaultNetworks,
            Self::InvoiceAmount => TextKey::PayFaultInvoiceAmount,
            Self::Memo => TextKey::PayFaultMemo,
        })
    }

    /// A stable name, for reports.
    pub fn code(self) -> &'static str {
        match self {
            Self::Incomplete => "incomplete",
            Self::Address(AddressFault::Form) => "address_form",
            Self::Address(AddressFault::Checksum) => "address_checksum",
            Self::TokenContract => "token_contract",
            Self::OtherRecipient => "other_recipient",
            Self::OtherAmount => "other_amount",
            Self::Sums => "sums",
            Self::TooLittle => "too_little",
            Self::Networks => "networks",
            Self::InvoiceAmount => "invoice_amount",
            Self::InvoiceExpired => "invoice_expired",
            Self::Memo => "memo",
        }
    }
}

/// A part that was left out of a request, or is unusual but not dangerous: worth a report, and a
/// sentence to the buyer if it changes what to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Note {
    /// The coin on this network is not in the verified table.
    PairNotVerified,
    /// The amount has more digits than the coin.
    TooManyDigits,
    /// The order has a memo, and a request on this network can't carry it.
    MemoNotCarried,
    /// The address has no key: a program holds it.
    OffCurve,
    /// The address may be a token's account and not a wallet's own.
    MaybeTokenAccount,
    /// The API's payment text names another coin or network, or a second way to
    /// pay, for the same recipient.
    QrTextDiffers,
    /// The API's payment text can't be understood.
    QrTextUnreadable,
}

impl Note {
    /// A stable name, for reports.
    pub fn code(self) -> &'static str {
        match self {
            Self::PairNotVerified => "pair_not_verified",
            Self::TooManyDigits => "too_many_digits",
            Self::MemoNotCarried => "memo_not_carried",
            Self::OffCurve => "off_curve",
            Self::MaybeTokenAccount => "maybe_token_account",
            Self::QrTextDiffers => "qr_text_differs",
            Self::QrTextUnreadable => "qr_text_unreadable",
        }
    }
}
