//! Typos in the mail domains that most buyers use: a code that is sent to a mistyped address is
//! lost.
//!
//! A hint is only useful if it is right, so this module prefers to miss a typo over doubting a good
//! address: most providers have existing domains with similar names.

use super::beneficiary;

/// Domains that are suggested. If two are equally near, the first one is chosen.
const KNOWN: &str = "gmail.com hotmail.com outlook.com yahoo.com icloud.com googlemail.com \
protonmail.com proton.me live.com yahoo.co.jp docomo.ne.jp ezweb.ne.jp softbank.ne.jp gmx.de \
gmx.net web.de t-online.de mail.ru yandex.ru qq.com comcast.net wanadoo.fr";

/// Domains that exist and are one letter away from a known one.
const NEIGHBOURS: &str = "grail.com photon.me";

/// The address that was probably meant, if the domain of this one looks like a typo of a well-known
/// one.
pub fn suggestion(email: &str) -> Option<String> {
    let email = beneficiary::email(email)?;
    let (local, domain) = email.split_once('@')?;
    let domain = domain.to_ascii_lowercase();
    let is_right = |known: &str| known == domain;
    if KNOWN.split(' ').any(is_right) || NEIGHBOURS.split(' ').any(is_right) {
        return None;
    }
    let (_, meant) = KNOWN
        .split(' ')
        .filter_map(|known| Some((typos(&domain, known)?, known)))
        .min_by_key(|(typos, _)| *typos)?;
    Some([local, "@", meant].concat())
}

/// How many typos turn the known domain into this one; `None` if there are too many for a typo.
fn typos(domain: &str, known: &str) -> Option<u8> {
    let (name, ending) = domain.split_once('.')?;
    let (known_name, known_ending) = known.split_once('.')?;
    let (typed, meant) = (name.as_bytes(), known_name.as_bytes());
    if !begins_alike(typed, meant) {
        return None;
    }
    let in_name = match meant.len() {
        // Every word as short as this is a name in use. Only the same letters in another order
        // count as a typo.
        0..=4 if letter_sum(typed) != letter_sum(meant) => return None,
        0..=7 => edits(typed, meant, 1)?,
        _ => edits(typed, meant, 2)?,
    };
    // One country's ending isn't a typo of another's: `yahoo.ca` exists.
    let most = u8::from(known_ending.len() > 2);
    Some(in_name + edits(ending.as_bytes(), known_ending.as_bytes(), most)?)
}

/// Whether the first letter is the same, or is swapped with the second: `mail.com` and `email.com`
/// aren't typos of `gmail.com`.
fn begins_alike(typed: &[u8], meant: &[u8]) -> bool {
    match (typed, meant) {
        ([first, second, ..], [own_first, own_second, ..]) => {
            first == own_first || (first == own_second && second == own_first)
        }
        _ => false,
    }
}

fn letter_sum(name: &[u8]) -> u32 {
    name.iter().map(|letter| u32::from(*letter)).sum()
}

/// The least number of letters omitted, inserted, changed, or swapped with the next, if it is at
/// most this number.
fn edits(typed: &[u8], meant: &[u8], most: u8) -> Option<u8> {
    (0..=most).find(|edits| is_within(typed, meant, *edits))
}

/// Whether this many edits are enough. With two at most, trying them all is quicker than the usual
/// table, and smaller.
fn is_within(typed: &[u8], meant: &[u8], edits: u8) -> bool {
    match (typed, meant) {
        ([], []) => true,
        ([first, typed @ ..], [own, meant @ ..]) if first == own => is_within(typed, meant, edits),
        _ => edits.checked_sub(1).is_some_and(|left| {
            let after = typed.split_first();
            let own_after = meant.split_first();
            let extra = after.is_some_and(|(_, typed)| is_within(typed, meant, left));
            let missing = own_after.is_some_and(|(_, meant)| is_within(typed, meant, left));
            let changed = after
                .zip(own_after)
                .is_some_and(|((_, typed), (_, meant))| is_within(typed, meant, left));
            let swapped = match (typed, meant) {
                ([first, second, typed @ ..], [own_first, own_second, meant @ ..]) => {
                    first == own_second && second == own_first && is_within(typed, meant, left)
                }
                _ => false,
            };
            extra || missing || changed || swapped
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::{KNOWN, NEIGHBOURS, edits, suggestion};

    #[track_caller]
    fn check(domain: &str, meant: Option<&str>) {
        let email = ["Some.One+tag@", domain].concat();
        let meant = meant.map(|meant| ["Some.One+tag@", meant].concat());
        assert_eq!(suggestion(&email), meant, "{domain}");
    }

    #[test]
    fn typos_are_seen() {
        for (typed, meant) in [
            ("gmial.com", "gmail.com"),
            ("mgail.com", "gmail.com"),
            ("gmai.com", "gmail.com"),
            ("gmaill.com", "gmail.com"),
            ("gnail.com", "gmail.com"),
            ("gmail.con", "gmail.com"),
            ("gmail.co", "gmail.com"),
            ("gmail.cm", "gmail.com"),
            ("gmail.ocm", "gmail.com"),
            ("GMIAL.CON", "gmail.com"),
            ("googlemial.com", "googlemail.com"),
            ("goglemial.com", "googlemail.com"),
            ("hotmial.com", "hotmail.com"),
            ("hotmal.comm", "hotmail.com"),
            ("htomail.com", "hotmail.com"),
            ("outlok.com", "outlook.com"),
            ("outloook.com", "outlook.com"),
            ("oultook.co", "outlook.com"),
            ("yaho.com", "yahoo.com"),
            ("yhaoo.com", "yahoo.com"),
            ("yahho.co.jp", "yahoo.co.jp"),
            ("yahoo.cojp", "yahoo.co.jp"),
            ("iclod.com", "icloud.com"),
            ("icluod.com", "icloud.com"),
            ("protn.me", "proton.me"),
            ("protonmial.com", "protonmail.com"),
            ("lvie.com", "live.com"),
            ("live.cmo", "live.com"),
            ("gxm.de", "gmx.de"),
            ("wbe.de", "web.de"),
            ("mial.ru", "mail.ru"),
            ("qq.con", "qq.com"),
            ("docmo.ne.jp", "docomo.ne.jp"),
            ("docomo.ne.jo", "docomo.ne.jp"),
            ("ezwbe.ne.jp", "ezweb.ne.jp"),
            ("sofbank.ne.jp", "softbank.ne.jp"),
        ] {
            check(typed, Some(meant));
        }
    }

    #[test]
    fn good_domains_are_left_alone() {
        for domain in KNOWN.split(' ').chain(NEIGHBOURS.split(' ')) {
            check(domain, None);
            check(&domain.to_ascii_uppercase(), None);
        }
        for domain in [
            "mail.com",
            "email.com",
            "ymail.com",
            "rocketmail.com",
            "fastmail.com",
            "aol.com",
            "gmx.com",
            "gmx.at",
            "gmx.ch",
            "live.co.uk",
            "live.ca",
            "live.cn",
            "live.nl",
            "yahoo.ca",
            "yahoo.cn",
            "yahoo.co.uk",
            "yahoo.co.in",
            "yahoo.co.kr",
            "yahoo.com.br",
            "yahoo.de",
            "yahoo.fr",
            "hotmail.ca",
            "hotmail.ch",
            "hotmail.cl",
            "hotmail.co.uk",
            "hotmail.de",
            "hotmail.fr",
            "outlook.cl",
            "outlook.cz",
            "outlook.de",
            "outlook.jp",
            "proton.ch",
            "protonmail.ch",
            "pm.me",
            "me.com",
            "mac.com",
            "line.com",
            "love.com",
            "five.com",
            "web.com",
            "web.dev",
            "wed.de",
            "weg.de",
            "mai.ru",
            "gmail.ru",
            "qq.cn",
            "docomo.co.jp",
            "i.softbank.jp",
            "softbank.jp",
            "au.com",
            "goal.com",
            "global.com",
            "outdoor.com",
            "cloud.com",
            "photo.me",
            "hotel.com",
            "t-mobile.de",
            "online.de",
            "example.com",
            "example.co.jp",
            "acme.com",
            "acme.de",
            "gmail.example.com",
            "mail.gmail.com",
            "x.org",
            "1.2",
            "g.com",
            "例え.jp",
            "gmäil.com",
        ] {
            check(domain, None);
        }
    }

    #[test]
    fn what_is_no_address_yet_is_left_alone() {
        for typed in [
            "",
            "buyer",
            "buyer@",
            "@gmial.com",
            "buyer@gmial",
            "a@b@gmial.com",
            "a b@gmial.com",
        ] {
            assert_eq!(suggestion(typed), None, "{typed:?}");
        }
        assert_eq!(suggestion(" a@gmial.com ").as_deref(), Some("a@gmail.com"));
    }

    #[test]
    fn a_swap_is_one_edit() {
        for (typed, meant, count) in [
            ("gmail", "gmail", Some(0)),
            ("gmial", "gmail", Some(1)),
            ("gmal", "gmail", Some(1)),
            ("gmmail", "gmail", Some(1)),
            ("gmaul", "gmail", Some(1)),
            ("mgial", "gmail", Some(2)),
            ("", "ab", Some(2)),
            ("ab", "", Some(2)),
            ("goal", "gmail", Some(2)),
            ("global", "gmail", None),
        ] {
            let found = edits(typed.as_bytes(), meant.as_bytes(), 2);
            assert_eq!(found, count, "{typed} {meant}");
        }
    }
}
