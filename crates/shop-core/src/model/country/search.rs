//! Finding a country by any of its names.

use super::Country;

/// Names that the browser's tables lack and that people type or the API uses
/// (docs/api.md#country-names), folded already: each code is followed by its names.
const OTHER_NAMES: [(&str, &str); 27] = [
    ("AE", "uae\nemirates\ndubai"),
    ("BN", "brunei darussalam"),
    ("BQ", "bonaire sint eustatius and saba"),
    ("CD", "democratic republic of the congo"),
    ("CG", "congo"),
    ("CI", "ivory coast"),
    ("CV", "cabo verde"),
    ("CZ", "czech republic\nczechia"),
    ("FK", "falkland islands"),
    ("GB", "uk\nengland\nscotland\nwales\nbritain\ngreat britain"),
    ("HK", "hong kong\nhong kong sar"),
    ("HM", "heard island and mcdonald islands"),
    ("KR", "korea\nrepublic of korea"),
    ("MF", "saint martin french part"),
    ("MK", "macedonia\nnorth macedonia"),
    ("MM", "myanmar\nburma"),
    ("MO", "macau\nmacao"),
    ("NL", "holland"),
    ("PN", "pitcairn"),
    ("PS", "palestine"),
    ("RU", "russian federation"),
    ("SZ", "swaziland\neswatini"),
    ("TL", "east timor"),
    ("TR", "turkey\nturkiye"),
    ("UM", "united states minor outlying islands"),
    ("US", "usa\namerica\nunited states of america"),
    ("VN", "viet nam"),
];

/// How many bytes must be typed before the middle of words is searched: one letter of Chinese,
/// three of Latin. Fewer would match nearly everything.
const INSIDE: usize = 3;

/// The worst rank of a country that matches; less is better.
pub const LAST_RANK: u8 = 5;

impl Country {
    /// Further names in English, each on a line, folded already.
    pub fn other_names(self) -> &'static str {
        OTHER_NAMES
            .iter()
            .find(|(code, _)| *code == self.code())
            .map_or("", |(_, names)| names)
    }
}

/// How well names match the typed text, if they do. Both are folded. Each name is on its own line,
/// the displayed one first, with an empty line before and after all of them.
pub fn rank(names: &str, typed: &str) -> Option<u8> {
    let start = ["\n", typed].concat();
    let word = [" ", typed].concat();
    let shown = names.trim_start_matches('\n').split('\n').next();
    let tests: [&dyn Fn() -> bool; 6] = [
        &|| names.contains(&[&start, "\n"].concat()),
        &|| names.starts_with(&start),
        &|| shown.is_some_and(|shown| shown.contains(&word)),
        &|| names.contains(&start),
        &|| names.contains(&word),
        // Blanks don't matter: "hongkong".
        &|| {
            let without_blanks = |text: &str| text.replace(' ', "");
            typed.len() >= INSIDE && without_blanks(names).contains(&without_blanks(typed))
        },
    ];
    let place = tests.iter().position(|fits| fits())?;
    u8::try_from(place).ok()
}

#[cfg(test)]
mod tests {
    use super::{LAST_RANK, OTHER_NAMES, rank};
    use crate::model::country::Country;

    const KOREA: &str = "\nsouth korea\nkr\n대한민국\nkorea\ncoree du sud\n";

    #[test]
    fn the_better_a_name_fits_the_lower_the_rank() {
        for (typed, expected) in [
            ("kr", Some(0)),
            ("korea", Some(0)),
            ("south", Some(1)),
            ("sout", Some(1)),
            ("kore", Some(2)),
            ("대한", Some(3)),
            ("sud", Some(4)),
            ("southkorea", Some(5)),
            ("orea", Some(LAST_RANK)),
            ("국", Some(LAST_RANK)),
            ("or", None),
            ("japan", None),
        ] {
            assert_eq!(rank(KOREA, typed), expected, "{typed}");
        }
    }

    #[test]
    fn other_names_are_of_countries_and_folded() {
        for (code, names) in OTHER_NAMES {
            assert!(Country::parse(code).is_some(), "{code}");
            let is_folded = |byte: u8| byte.is_ascii_lowercase() || b" \n".contains(&byte);
            assert!(names.bytes().all(is_folded), "{code}");
        }
    }
}
