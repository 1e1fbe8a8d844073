//! The page around this frame, and whether it is allowed.
//!
//! The browser reports it if it can (`ancestorOrigins`, the referrer); the address names it too,
//! and is never trusted alone. Origins are compared whole: a comparison of beginnings would let
//! `https://partner.example.evil.example` in.

/// The known facts about the page around.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Signs<'a> {
    /// The shop's own origin.
    pub(super) own: &'a str,
    /// The origin that the browser reports, if it does.
    pub(super) ancestor: Option<&'a str>,
    /// Origin of the page that led here; absent if that page doesn't send it.
    pub(super) referrer: Option<&'a str>,
    /// The origin that the address names.
    pub(super) claimed: Option<&'a str>,
}

/// The place where the shop is shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum WidgetPlace {
    /// In a window of its own.
    Alone,
    /// In a page of this origin, which may show it.
    Inside(String),
    /// In a page that may not show it, or that is unknown.
    Refused,
}

/// The place of a frame with these signs, for a shop with these partners. The
/// shop's own pages may always show it.
pub(super) fn place(signs: Signs<'_>, partners: &[String]) -> WidgetPlace {
    let found = match (signs.ancestor, signs.referrer) {
        // If the browser reports an ancestor, the referrer is that of an earlier page.
        (Some(ancestor), _) => Some(ancestor),
        // The builder's preview: the shop's own page leads here, and names itself.
        (None, Some(referrer)) if referrer == signs.own => {
            signs.claimed.filter(|claimed| *claimed == signs.own)
        }
        (None, referrer) => referrer,
    };
    let Some(found) = found else {
        return WidgetPlace::Refused;
    };
    let is_consistent = signs.claimed.is_none_or(|claimed| claimed == found);
    let is_partner = found == signs.own || partners.iter().any(|partner| partner == found);
    if is_consistent && is_partner {
        WidgetPlace::Inside(found.to_owned())
    } else {
        WidgetPlace::Refused
    }
}

/// The origin of an address; `None` if it has none to compare.
pub(super) fn origin_of(address: &str) -> Option<&str> {
    let (scheme, rest) = address.split_once("://")?;
    let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    address.get(..scheme.len() + 3 + end)
}

/// An origin without its scheme, to be shown.
pub(super) fn host_of(origin: &str) -> &str {
    origin.split_once("://").map_or(origin, |(_, host)| host)
}

#[cfg(test)]
mod tests {
    use super::{Signs, WidgetPlace, host_of, origin_of, place};

    const PARTNER: &str = "https://partner.example";

    #[track_caller]
    fn check(signs: Signs<'_>, is_allowed: bool) {
        let partners = [PARTNER.to_owned(), "http://localhost:3000".to_owned()];
        let signs = Signs {
            own: "https://shop.example",
            ..signs
        };
        let found = place(signs, &partners);
        assert_eq!(
            matches!(found, WidgetPlace::Inside(_)),
            is_allowed,
            "{signs:?}"
        );
    }

    #[test]
    fn a_partner_is_known_by_any_sign() {
        for signs in [
            Signs {
                ancestor: Some(PARTNER),
                ..Signs::default()
            },
            Signs {
                referrer: Some(PARTNER),
                ..Signs::default()
            },
            Signs {
                claimed: Some(PARTNER),
                referrer: Some(PARTNER),
                ..Signs::default()
            },
            Signs {
                claimed: Some(PARTNER),
                referrer: Some(PARTNER),
                ancestor: Some(PARTNER),
                ..Signs::default()
            },
            // The builder's preview.
            Signs {
                claimed: Some("https://shop.example"),
                referrer: Some("https://shop.example"),
                ..Signs::default()
            },
            Signs {
                ancestor: Some("https://shop.example"),
                ..Signs::default()
            },
        ] {
            check(signs, true);
        }
    }

    #[test]
    fn nobody_else_is_a_partner() {
        for stranger in [
            "https://evil.example",
            "https://partner.example.evil.example",
            "https://partner.exampl",
            "https://partner.example:8443",
            "http://partner.example",
            "http://localhost:3001",
            "null",
            "*",
            "",
        ] {
            check(
                Signs {
                    ancestor: Some(stranger),
                    ..Signs::default()
                },
                false,
            );
            check(
                Signs {
                    referrer: Some(stranger),
                    ..Signs::default()
                },
                false,
            );
            check(
                Signs {
                    claimed: Some(stranger),
                    ..Signs::default()
                },
                false,
            );
            // A page that claims to be a partner and isn't.
            check(
                Signs {
                    ancestor: Some(stranger),
                    claimed: Some(PARTNER),
                    ..Signs::default()
                },
                false,
            );
            check(
                Signs {
                    referrer: Some(stranger),
                    claimed: Some(PARTNER),
                    ..Signs::default()
                },
                false,
            );
            check(
                Signs {
                    ancestor: Some(PARTNER),
                    claimed: Some(stranger),
                    ..Signs::default()
                },
                false,
            );
        }
        check(Signs::default(), false);
        // A page that sends no referrer can claim any origin in the URL.
        check(
            Signs {
                claimed: Some(PARTNER),
                referrer: Some("https://shop.example"),
                ..Signs::default()
            },
            false,
        );
        for claimed in [PARTNER, "https://shop.example"] {
            check(
                Signs {
                    claimed: Some(claimed),
                    ..Signs::default()
                },
                false,
            );
        }
        check(
            Signs {
                referrer: Some("https://shop.example"),
                ..Signs::default()
            },
            false,
        );
    }

    #[test]
    fn the_origin_ends_where_the_path_begins() {
        for (address, origin) in [
            ("https://a.example/x?y#z", Some("https://a.example")),
            ("http://localhost:3000", Some("http://localhost:3000")),
            ("https://a.example?x", Some("https://a.example")),
            ("about:srcdoc", None),
            ("", None),
        ] {
            assert_eq!(origin_of(address), origin, "{address}");
        }
        assert_eq!(host_of("http://localhost:3000"), "localhost:3000");
    }
}
