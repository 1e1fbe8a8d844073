//! Countries the shop can sell in.

pub mod place;
pub mod search;

use std::fmt;

/// The 233 countries of the documented list (docs/api.md#the-country-list), as ISO 3166-1 alpha-2
/// codes in one string. They are offered until the live list arrives, or if it never arrives.
const LISTED: &str = "\
ADAEAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBZCACCCGCHCICKCLCMCNCOCRCVCW\
CXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHUID\
IEILIMINIOISITJEJMJOJPKEKGKHKIKMKNKRKWKYKZLALBLCLILKLRLSLTLULVMAMCMDMEMFMGMHMKMNMOMPMQMRMSMTMUMV\
MWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRWSASBSCSESGSHSISJSKSLSMSN\
SOSRSTSVSXSZTCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVGVIVNVUWFWSXKYEYTZAZM";

/// The API's code for Asia.
const ASIA: &str = "ASIA";

/// The calling codes of the listed countries (ITU-T E.164), in the order of that list: with the
/// country codes beside them the download would be twice as large.
const CALLING_CODES: &str = "\
376 971 1 1 355 374 244 672 54 1 43 61 297 358 994 387 1 880 32 226 359 973 257 229 590 1 673 \
591 599 55 1 975 47 267 501 1 61 242 41 225 682 56 237 86 57 506 238 599 61 357 420 49 253 45 1 \
1 213 593 372 20 212 291 34 251 358 679 500 691 298 33 241 44 1 995 594 44 233 350 299 220 224 \
590 240 30 500 502 1 245 592 852 672 504 385 509 36 62 353 972 44 91 246 354 39 44 1 962 81 254 \
996 855 686 269 1 82 965 1 7 856 961 1 423 94 231 266 370 352 371 212 377 373 382 590 261 692 \
389 976 853 1 596 222 1 356 230 960 265 52 60 258 264 687 227 672 234 505 31 47 977 674 683 64 \
968 507 51 689 675 63 92 48 508 64 1 970 351 680 595 974 262 40 381 250 966 677 248 46 65 290 \
386 47 421 232 378 221 252 597 239 503 1 268 1 235 262 228 66 992 690 670 993 216 676 90 1 688 \
886 255 380 256 1 1 598 998 39 1 1 1 84 678 681 685 383 967 262 27 260";

/// An ISO 3166-1 alpha-2 code in upper case (or `XK`), or one of the API's codes for a region with
/// plans of its own (docs/api.md#region-codes).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

impl Country {
    /// The country in which a shop without any setting starts.
    pub const UNITED_STATES: Self = Self(*b"US");

    /// The regions that eSIMs are sold for.
    pub const REGIONS: [Self; 3] = [Self::EUROPE, Self::ASIA, Self::WORLD];

    /// Europe, for plans of several countries.
    pub const EUROPE: Self = Self(*b"EU");

    /// Asia, whose code has four letters: two that no text has stand for them.
    pub const ASIA: Self = Self([0, 0]);

    /// The whole world, for plans of many countries.
    pub const WORLD: Self = Self(*b"WW");

    /// Reads two letters of either case, or the code of a region; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        match *text.as_bytes() {
            _ if text.eq_ignore_ascii_case(ASIA) => Some(Self::ASIA),
            [first, second] if first.is_ascii_alphabetic() && second.is_ascii_alphabetic() => {
                Some(Self([
                    first.to_ascii_uppercase(),
                    second.to_ascii_uppercase(),
                ]))
            }
            _ => None,
        }
    }

    /// The two letters, or the region's code.
    pub fn code(&self) -> &str {
        if *self == Self::ASIA {
            return ASIA;
        }
        // Both are ASCII letters by construction, so the fallback is never used.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Whether it is a region of several countries.
    pub fn is_region(self) -> bool {
        Self::REGIONS.contains(&self)
    }

    /// Whether the documented list has this country.
    pub fn is_listed(self) -> bool {
        Self::listed().any(|country| country == self)
    }

    /// The digits that its phone numbers start with after the plus; `None` if the country isn't in
    /// the documented list. Some countries share a code.
    pub fn calling_code(self) -> Option<&'static str> {
        Self::listed()
            .zip(CALLING_CODES.split(' '))
            .find(|(country, _)| *country == self)
            .map(|(_, code)| code)
    }

    /// The documented list, ordered by code.
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
    fn every_listed_country_has_its_calling_code() {
        assert_eq!(super::CALLING_CODES.split(' ').count(), 233);
        // Codes from all over the list, so that a lost or doubled code is noticed.
        let known = "AD 376 AE 971 AR 54 AU 61 BB 1 BR 55 CA 1 CH 41 CI 225 CN 86 CO 57 CZ 420 \
            DE 49 DK 45 EG 20 ES 34 FI 358 FR 33 GB 44 GG 44 GR 30 HK 852 HU 36 ID 62 IE 353 \
            IL 972 IN 91 IT 39 JM 1 JP 81 KE 254 KR 82 KZ 7 LU 352 MA 212 ME 382 MX 52 MY 60 \
            NG 234 NL 31 NO 47 NZ 64 PE 51 PH 63 PL 48 PR 1 PT 351 RE 262 RO 40 RS 381 SA 966 \
            SE 46 SG 65 SN 221 TH 66 TR 90 TW 886 UA 380 US 1 UY 598 VA 39 VN 84 XK 383 YT 262 \
            ZA 27 ZM 260";
        let words: Vec<&str> = known.split_whitespace().collect();
        for pair in words.chunks(2) {
            let country = Country::parse(pair[0]).expect("two letters");
            assert_eq!(country.calling_code(), Some(pair[1]), "{country}");
        }
        for country in Country::listed() {
            let code = country.calling_code().expect("a code");
            let is_one = code.len() < 4 && code.parse::<u16>().is_ok() && !code.starts_with('0');
            assert!(is_one, "{country}: {code:?}");
        }
        assert_eq!(Country::parse("RU").and_then(Country::calling_code), None);
    }

    #[test]
    fn a_country_is_printed_as_its_code() {
        let japan = Country::parse("jp").expect("two letters");
        assert_eq!(format!("{japan} {japan:?}"), "JP JP");
    }

    #[test]
    fn a_region_has_a_code_and_is_no_country() {
        for (code, region) in [
            ("eu", Country::EUROPE),
            ("asia", Country::ASIA),
            ("WW", Country::WORLD),
        ] {
            let read = Country::parse(code).expect("a code");
            assert_eq!(read, region);
            assert_eq!(read.code(), code.to_ascii_uppercase());
            assert!(read.is_region() && !read.is_listed());
        }
        assert!(!Country::listed().any(Country::is_region));
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
