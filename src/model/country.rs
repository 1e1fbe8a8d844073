//! Countries the shop can sell in.

use std::fmt;

/// The 233 countries of the documented list (contract section 3), as ISO
/// 3166-1 alpha-2 codes in one string: what is offered while the live list
/// hasn't arrived or can't.
const LISTED: &str = "\
ADAEAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBZCACCCGCHCICKCLCMCNCOCRCVCW\
CXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHUID\
IEILIMINIOISITJEJMJOJPKEKGKHKIKMKNKRKWKYKZLALBLCLILKLRLSLTLULVMAMCMDMEMFMGMHMKMNMOMPMQMRMSMTMUMV\
MWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRWSASBSCSESGSHSISJSKSLSMSN\
SOSRSTSVSXSZTCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVGVIVNVUWFWSXKYEYTZAZM";

/// An ISO 3166-1 alpha-2 code in upper case (or `XK`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

impl Country {
    /// Where a shop without any setting starts.
    pub const UNITED_STATES: Self = Self(*b"US");

    /// Reads two letters of either case; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        match *text.as_bytes() {
            [first, second] if first.is_ascii_alphabetic() && second.is_ascii_alphabetic() => {
                Some(Self([
                    first.to_ascii_uppercase(),
                    second.to_ascii_uppercase(),
                ]))
            }
            _ => None,
        }
    }

    /// The two letters.
    pub fn code(&self) -> &str {
        // Two ASCII letters by construction, so the fall-back never shows.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Whether the documented list has this country.
    pub fn is_listed(self) -> bool {
        Self::listed().any(|country| country == self)
    }

    /// The documented list, by code.
    pub fn listed() -> impl Iterator<Item = Self> {
        LISTED
            .as_bytes()
            .chunks_exact(2)
            .filter_map(|pair| match *pair {
                [first, second] => Some(Self([first, second])),
                _ => None,
            })
    }
}

impl fmt::Display for Country {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::Country;

    #[test]
    fn the_list_is_the_documented_one() {
        let all: Vec<Country> = Country::listed().collect();
        assert_eq!(all.len(), 233);
        assert!(
            all.is_sorted(),
            "codes are in order, so none is there twice"
        );
        for absent in "AF BY CD CF CU IQ IR KP LY ML MM RU SD SS SY VE ZW".split(' ') {
            let country = Country::parse(absent).expect("two letters");
            assert!(!country.is_listed(), "{absent} is not sold to");
        }
        assert!(Country::parse("xk").is_some_and(Country::is_listed));
    }

    #[test]
    fn a_country_is_two_letters() {
        assert_eq!(
            Country::parse("jp").map(|c| c.code().to_owned()).as_deref(),
            Some("JP")
        );
        for wrong in ["", "J", "JPN", "J1", "日本", "é"] {
            assert!(Country::parse(wrong).is_none(), "{wrong:?}");
        }
    }
}
