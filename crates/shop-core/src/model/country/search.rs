//! Finding a country by any of its names.

use super::Country;
use crate::model::search::typos;

/// Names that the browser's tables lack and that people type or the API uses
/// (docs/api.md#country-names), folded already: each code is followed by its names.
const OTHER_NAMES: [(&str, &str); 30] = [
    ("AE", "uae\nemirates\ndubai"),
    ("ASIA", "asia"),
    ("BN", "brunei darussalam"),
    ("BQ", "bonaire sint eustatius and saba"),
    ("CD", "democratic republic of the congo"),
    ("CG", "congo"),
    ("CI", "ivory coast"),
    ("CV", "cabo verde"),
    ("CZ", "czech republic\nczechia"),
    ("EU", "europe\neuropean union"),
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
    ("WW", "global\nworldwide\ninternational"),
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

/// The indices of the countries whose names match the typed text, the best first. Typos are forgiven
/// only if nothing matches without them. All texts are folded.
pub fn found(all: &[&str], typed: &str) -> Vec<usize> {
    let ranks = all.iter().map(|names| rank(names, typed));
    let exact = in_order(&ranks.collect::<Vec<_>>());
    if !exact.is_empty() {
        return exact;
    }
    in_order(
        &all.iter()
            .map(|names| doubt(names, typed))
            .collect::<Vec<_>>(),
    )
}

/// How doubtful it is that the typed text means one of the names, if it has few typos. A name that
/// is not displayed is more doubtful.
fn doubt(names: &str, typed: &str) -> Option<u8> {
    let names = names.split('\n').filter(|name| !name.is_empty());
    let doubts = names.enumerate().filter_map(|(place, name)| {
        let whole = [name].into_iter();
        let least = whole
            .chain(name.split(' '))
            .filter_map(|word| typos(typed, word));
        Some(2 * least.min()? + u8::from(place > 0))
    });
    doubts.min().filter(|doubt| *doubt <= LAST_RANK)
}

fn in_order(ranks: &[Option<u8>]) -> Vec<usize> {
    let mut places = Vec::new();
    for wanted in 0..=LAST_RANK {
        let of_rank =
            |(place, rank): (usize, &Option<u8>)| (*rank == Some(wanted)).then_some(place);
        places.extend(ranks.iter().enumerate().filter_map(of_rank));
    }
    places
}

#[cfg(test)]
mod tests {
    use super::{LAST_RANK, OTHER_NAMES, found, rank};
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
    fn a_typo_is_forgiven_if_nothing_fits_without_it() {
        const JAPAN: &str = "\njapan\njp\n日本\njapon\n";
        const SPAIN: &str = "\nspain\nes\nespana\nspanien\n";
        const NIGER: &str = "\nniger\nne\n";
        const NIGERIA: &str = "\nnigeria\nng\n";
        let all = [JAPAN, KOREA, NIGER, NIGERIA, SPAIN];
        for (typed, expected) in [
            ("jpaan", vec![0]),
            ("japn", vec![0]),
            ("sotuh korea", vec![1]),
            ("spanein", vec![4]),
            ("niger", vec![2, 3]),
            ("nigre", vec![2, 3]),
            ("jpx", vec![]),
            ("quark", vec![]),
        ] {
            assert_eq!(found(&all, typed), expected, "{typed}");
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
