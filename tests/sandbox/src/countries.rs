//! The countries on offer: ISO 3166-1 and Kosovo, without the seventeen the
//! documented list leaves out. `countries.tsv` holds code, name and currency.

use crate::money::Currency;
use serde_json::{Value, json};

/// One country of the list.
pub(crate) struct Country {
    /// ISO 3166-1 alpha-2.
    pub(crate) code: &'static str,
    /// English name, as the list gives it.
    pub(crate) name: &'static str,
    /// The currency of cards there.
    pub(crate) currency: &'static Currency,
}

/// Every country, in the order of the codes.
pub(crate) fn all() -> impl Iterator<Item = Country> {
    include_str!("countries.tsv").lines().filter_map(|line| {
        let mut cells = line.split('\t');
        Some(Country {
            code: cells.next()?,
            name: cells.next()?,
            currency: Currency::named(cells.next()?),
        })
    })
}

/// The country with this code, in either case.
pub(crate) fn find(code: &str) -> Option<Country> {
    all().find(|country| country.code.eq_ignore_ascii_case(code))
}

/// The body of `available-countries`: camel case, unlike the rest of the API.
pub(crate) fn body() -> Value {
    let list: Vec<Value> = all()
        .map(|country| json!({ "isoCode": country.code, "name": country.name }))
        .collect();
    json!({ "countries": list })
}

/// The dialling code a phone of this country starts with, where the sandbox
/// knows it; elsewhere any number in E.164 form is taken.
pub(crate) fn dialling_code(country: &str) -> Option<&'static str> {
    const CODES: &str = "US 1 CA 1 GB 44 FR 33 DE 49 AU 61 AE 971 IT 39 SA 966 ES 34 IN 91 BR 55 \
        TR 90 JP 81 MX 52 KZ 7 KR 82 SG 65 NZ 64 ZA 27 AT 43 BE 32 NL 31 PL 48 PT 351 SE 46 \
        CH 41 IE 353 GR 30 TH 66 PH 63 MY 60 ID 62 VN 84 NG 234 KE 254 EG 20 AR 54 CL 56 CO 57 \
        PE 51 NO 47 DK 45 FI 358 CZ 420 HU 36 RO 40 IL 972 HK 852 TW 886 CI 225 XK 383";
    let mut words = CODES.split_whitespace();
    while let (Some(code), Some(digits)) = (words.next(), words.next()) {
        if code == country {
            return Some(digits);
        }
    }
    None
}
