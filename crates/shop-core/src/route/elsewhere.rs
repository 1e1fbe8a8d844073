//! Addresses outside of the shop.

/// The address at which an iPhone installs an eSIM (docs/api.md#esim-installation); its code
/// follows, percent-encoded.
pub const ESIM_APPLE: &str = "https://esimsetup.apple.com/esim_qrcode_provisioning?carddata=";
/// The address at which an Android phone installs one.
pub const ESIM_ANDROID: &str = "https://esimsetup.android.com/esim_qrcode_provisioning?carddata=";
/// Pages of the goods' supplier (docs/api.md#support): its terms. Only English is certain to exist.
pub const SUPPLIER_TERMS: &str = "https://www.cryptorefills.com/en/terms-of-service";
/// Its privacy notice.
pub const SUPPLIER_PRIVACY: &str = "https://www.cryptorefills.com/en/privacy-policy";
/// Its frequently asked questions.
pub const SUPPLIER_HELP: &str = "https://www.cryptorefills.com/en/help";
/// The page on which a buyer can write to it.
pub const SUPPLIER_CONTACT: &str = "https://www.cryptorefills.com/en/contact-us";
