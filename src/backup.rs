//! Exports the orders of this device to one encrypted file, and reads them from it again.
//!
//! The key comes from a passphrase by PBKDF2 with SHA-256, the cipher is AES-256-GCM, and both are
//! the browser's own. Salt and nonce are new in each file. `envelope` has the file's format.

mod envelope;

use js_sys::{JsString, Uint8Array};
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue};

use crate::browser::{awaited, call, list, object, property, window_property};
use crate::store::{PastOrder, past_orders_in};
use envelope::{Envelope, NONCE_LENGTH, SALT_LENGTH};
use shop_core::json::{Fields, Json, rows};
use shop_core::model::display_text::cleaned;
use shop_core::route::encode_into;
use shop_core::text_key::TextKey;

/// Rounds of PBKDF2 for new files: the number that OWASP asks for with SHA-256. They take about a
/// second on a phone.
const ROUNDS: u32 = 600_000;

/// Fewest letters of a passphrase: four short words have more.
pub const SHORTEST_PASSPHRASE: usize = 12;

/// Largest file that is read, in bytes. A hundred orders are 60 kB.
const LARGEST_FILE: f64 = 4_000_000.0;

/// Bound to the encrypted data, so that no other file with the same key is accepted as one of
/// these.
const PURPOSE: &[u8] = b"refillery.orders 1";

/// Why a file could not be made or read. Nothing is lost by any of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BackupError {
    /// The browser has no cipher here; seen on pages without TLS.
    NoCipher,
    /// The passphrase doesn't fit the file.
    WrongPassphrase,
    /// It isn't a file of this shop at all.
    Foreign,
    /// It is one, but parts are missing or changed.
    Damaged,
    /// A later version of the shop made it.
    Newer,
}

impl BackupError {
    /// The key of its sentence in the locale files.
    pub fn key(self) -> TextKey {
        match self {
            Self::NoCipher => TextKey::BackupNoCipher,
            Self::WrongPassphrase => TextKey::BackupWrongPassphrase,
            Self::Foreign => TextKey::BackupForeign,
            Self::Damaged => TextKey::BackupDamaged,
            Self::Newer => TextKey::BackupNewer,
        }
    }
}

/// A code, put into a file because the buyer asked for it.
#[derive(Clone, Serialize, PartialEq, Eq)]
pub struct SavedCode {
    /// What it is for.
    pub title: String,
    /// The code or link.
    pub code: String,
}

/// What is in a file.
#[derive(Clone, Serialize, PartialEq)]
pub struct Contents {
    /// The orders.
    pub orders: Vec<PastOrder>,
    /// Codes, if the buyer asked for them.
    pub codes: Vec<SavedCode>,
}

/// Makes the text of a file.
///
/// # Errors
/// When the browser can't encrypt here.
pub async fn seal(contents: &Contents, passphrase: &str) -> Result<String, BackupError> {
    let random = Uint8Array::new_with_length((SALT_LENGTH + NONCE_LENGTH) as u32);
    let crypto = window_property("crypto").ok_or(BackupError::NoCipher)?;
    call(&crypto, "getRandomValues", &[&random]).ok_or(BackupError::NoCipher)?;
    let mut salt = random.to_vec();
    let nonce = salt.split_off(SALT_LENGTH);
    let plain = serde_json::to_string(contents).unwrap_or_default();
    let mut envelope = Envelope {
        rounds: ROUNDS,
        salt,
        nonce,
        data: plain.into_bytes(),
    };
    envelope.data = run("encrypt", &envelope, passphrase)
        .await
        .ok_or(BackupError::NoCipher)?;
    Ok(envelope.print())
}

/// Reads the text of a file.
///
/// # Errors
/// When it is no such file, damaged, of a later version, or of another
/// passphrase.
pub async fn open(file: &str, passphrase: &str) -> Result<Contents, BackupError> {
    let envelope = Envelope::parse(file)?;
    subtle_crypto().ok_or(BackupError::NoCipher)?;
    let plain = run("decrypt", &envelope, passphrase)
        .await
        .ok_or(BackupError::WrongPassphrase)?;
    let plain = String::from_utf8(plain).map_err(|_| BackupError::Damaged)?;
    let body = Json::parse(&plain).ok_or(BackupError::Damaged)?;
    let fields = Fields::new(&body);
    Ok(Contents {
        orders: past_orders_in(fields.list("orders")),
        codes: rows(fields.list("codes"), |row| {
            Some(SavedCode {
                title: cleaned(row.text("title")?),
                code: cleaned(row.text("code")?),
            })
        })
        .items,
    })
}

/// An address that holds the file itself, for a link that saves it as this type of file.
pub fn address_of(mime: &str, file: &str) -> String {
    let mut address = ["data:", mime, ","].concat();
    encode_into(&mut address, file);
    address
}

/// Presses a link by itself, as soon as it is made.
pub fn press(link: &web_sys::Element) -> Option<()> {
    call(link, "click", &[]).map(drop)
}

/// The text of the chosen file. A file that is too large is not read and gives an empty text, which
/// no backup is.
pub async fn chosen(event: web_sys::Event) -> Option<String> {
    let files = property(&event.target()?.into(), "files")?;
    let file = property(&files, "0")?;
    if property(&file, "size")?.as_f64()? > LARGEST_FILE {
        return Some(String::new());
    }
    awaited(call(&file, "text", &[])).await?.as_string()
}

fn subtle_crypto() -> Option<JsValue> {
    property(&window_property("crypto")?, "subtle")
}

/// Encrypts or decrypts the data of an envelope.
async fn run(method: &str, envelope: &Envelope, passphrase: &str) -> Option<Vec<u8>> {
    let subtle = subtle_crypto()?;
    let text = JsValue::from_str;
    let bytes = |bytes: &[u8]| JsValue::from(Uint8Array::from(bytes));
    let no = JsValue::FALSE;
    // The same letters are typed as different characters on different devices.
    let passphrase = String::from(JsString::from(passphrase).normalize("NFKC"));
    let imported = call(
        &subtle,
        "importKey",
        &[
            &text("raw"),
            &bytes(passphrase.as_bytes()),
            &text("PBKDF2"),
            &no,
            &list(&[&text("deriveKey")]),
        ],
    );
    let imported = awaited(imported).await?;
    let derivation = object(&[
        ("name", &text("PBKDF2")),
        ("hash", &text("SHA-256")),
        ("salt", &bytes(&envelope.salt)),
        ("iterations", &envelope.rounds.into()),
    ]);
    let kind = object(&[("name", &text("AES-GCM")), ("length", &256.into())]);
    let key = call(
        &subtle,
        "deriveKey",
        &[&derivation, &imported, &kind, &no, &list(&[&text(method)])],
    );
    let key = awaited(key).await?;
    let cipher = object(&[
        ("name", &text("AES-GCM")),
        ("iv", &bytes(&envelope.nonce)),
        ("additionalData", &bytes(PURPOSE)),
    ]);
    let result = call(&subtle, method, &[&cipher, &key, &bytes(&envelope.data)]);
    let result = awaited(result).await?;
    Some(Uint8Array::new(result.unchecked_ref::<JsValue>()).to_vec())
}
