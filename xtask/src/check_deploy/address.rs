//! Which address of a visitor the API receives. Limits are counted by it, so a proxy that passes on
//! its neighbour's address makes all buyers one buyer, and one that believes every client lets a
//! visitor spend another one's limit.

use std::net::{IpAddr, Ipv4Addr};

use super::asking::{Answer, Question};
use super::{Deployment, Finding};
use crate::failure::Outcome;

/// An address of nobody's (RFC 5737), as a visitor may claim it.
const FORGED: IpAddr = IpAddr::V4(Ipv4Addr::new(203, 0, 113, 9));

const MEND: &str = "name what stands in front in the recipe's trusted-proxy setting (SHOP_TRUSTED_FILE, \
    SHOP_TRUSTED_PROXIES), and let that pass on the visitor's address in X-Forwarded-For.";

/// The verdict on it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Right,
    Wrong(Finding),
    /// Why it can't be known from here, and how it can.
    Unknown(String),
}

pub(super) fn address(shop: &Deployment<'_>) -> Outcome<Verdict> {
    let ask = |forwarded| {
        let question = Question {
            forwarded,
            ..Question::default()
        };
        shop.api("/my-address", question)
    };
    let answer = ask("")?;
    let Some(told) = told(&answer) else {
        return Ok(Verdict::Unknown(format!(
            "{}/my-address is not answered (status {}), so nobody can tell from here which address \
             the API hears. The recipes answer it.",
            shop.prefix, answer.status
        )));
    };
    let forged = ask(&FORGED.to_string())?;
    if !answer.header("cache-control").contains("no-store") {
        return Ok(Verdict::Wrong(Finding(
            "the answer about it may be kept".to_owned(),
            "say `no-store`: it is for the caller alone.",
        )));
    }
    let Ok(told) = told.parse::<IpAddr>() else {
        return Ok(Verdict::Wrong(Finding(
            format!("the API hears “{told}”, which is not one address"),
            MEND,
        )));
    };
    let believes = self::told(&forged).is_some_and(|told| told.contains(&FORGED.to_string()));
    Ok(judge(told, believes, answer.ends, shop.seen_as))
}

/// The address that the API receives, as the shop says.
fn told(answer: &Answer) -> Option<String> {
    let text = answer.text();
    let (_, told) = text.split_once("\"address\"")?;
    let told = told.split('"').nth(1)?;
    (answer.status == 200 && answer.is_json()).then(|| told.to_owned())
}

/// `told` is what the API receives, `believes` whether a claim of the visitor's changes it, `ends`
/// the connection of the request, and `seen_as` what the owner says of this machine.
fn judge(
    told: IpAddr,
    believes: bool,
    ends: Option<(IpAddr, IpAddr)>,
    seen_as: Option<IpAddr>,
) -> Verdict {
    if believes {
        return Verdict::Wrong(Finding(
            "the API hears whatever a visitor claims in X-Forwarded-For (unless this machine is one \
             that the server trusts)"
                .to_owned(),
            "trust only what stands in front, by its own addresses.",
        ));
    }
    let told = told.to_canonical();
    let (here, there) = match ends {
        Some((here, there)) => (Some(here.to_canonical()), Some(there.to_canonical())),
        None => (None, None),
    };
    let own = seen_as.map(|own| own.to_canonical()).or(here);
    if own == Some(told) {
        return Verdict::Right;
    }
    // Only the other side of a router knows the address of this machine.
    let is_known = seen_as.is_some() || here.is_some_and(|here| !is_of_a_network(here));
    let is_neighbours = is_of_a_network(told);
    let is_far = there.is_some_and(|there| !is_of_a_network(there));
    match own {
        Some(own) if is_known => Verdict::Wrong(Finding(
            format!("the API hears {told} of this machine, which is {own}"),
            MEND,
        )),
        // Here and there are on one machine or in one network, or else the answer is of another one.
        Some(own) if is_neighbours => Verdict::Wrong(Finding(
            if is_far {
                format!(
                    "the API hears {told} of this machine, which is an address inside the server's network"
                )
            } else {
                format!("the API hears {told} of this machine, which is {own}")
            },
            MEND,
        )),
        _ => Verdict::Unknown(format!(
            "the API hears {told} of this machine, which does not know how it is seen from outside. \
             Compare with what your router says, or name it: `--address A`. An address of your CDN or \
             load balancer would be wrong: limits are counted by it, for all buyers together."
        )),
    }
}

/// Whether an address is of a machine or a network of somebody's own, and means nothing outside.
fn is_of_a_network(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => {
            let [first, second, ..] = address.octets();
            // Shared by the customers of one provider (RFC 6598).
            let is_shared = first == 100 && (64..128).contains(&second);
            address.is_private()
                || address.is_loopback()
                || address.is_link_local()
                || address.is_unspecified()
                || is_shared
        }
        IpAddr::V6(address) => {
            address.is_loopback()
                || address.is_unspecified()
                || address.is_unique_local()
                || address.is_unicast_link_local()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(told: &str, ends: (&str, &str), seen_as: Option<&str>) -> Verdict {
        let address = |text: &str| text.parse::<IpAddr>().unwrap();
        let ends = Some((address(ends.0), address(ends.1)));
        judge(address(told), false, ends, seen_as.map(address))
    }

    #[test]
    fn one_s_own_address_is_right() {
        for (told, here, there) in [
            ("127.0.0.1", "127.0.0.1", "127.0.0.1"),
            ("198.51.100.7", "198.51.100.7", "192.0.2.1"),
            ("198.51.100.7", "::ffff:198.51.100.7", "::ffff:192.0.2.1"),
            ("2001:db8::7", "2001:db8:0::7", "2001:db8::1"),
        ] {
            assert_eq!(of(told, (here, there), None), Verdict::Right, "{told}");
        }
        let behind_a_router = ("192.168.1.5", "192.0.2.1");
        let seen_as = Some("198.51.100.7");
        assert_eq!(of("198.51.100.7", behind_a_router, seen_as), Verdict::Right);
    }

    #[test]
    fn somebody_else_s_address_is_wrong() {
        for (told, here, there, seen_as) in [
            // A load balancer's, or a CDN's.
            ("10.0.0.2", "198.51.100.7", "192.0.2.1", None),
            ("192.0.2.9", "198.51.100.7", "192.0.2.1", None),
            ("10.0.0.2", "192.168.1.5", "192.0.2.1", None),
            ("172.17.0.1", "127.0.0.1", "127.0.0.1", None),
            ("fd00::2", "2001:db8::7", "2001:db8::1", None),
            (
                "192.0.2.9",
                "192.168.1.5",
                "192.0.2.1",
                Some("198.51.100.7"),
            ),
        ] {
            let verdict = of(told, (here, there), seen_as);
            let Verdict::Wrong(Finding(what, mend)) = verdict else {
                panic!("{told}: {verdict:?}");
            };
            assert!(what.contains(told), "{what}");
            assert!(mend.contains("SHOP_TRUSTED_PROXIES"));
        }
    }

    #[test]
    fn behind_a_router_the_address_is_unknown() {
        for here in ["192.168.1.5", "100.64.0.9", "fe80::1"] {
            let verdict = of("198.51.100.7", (here, "192.0.2.1"), None);
            let Verdict::Unknown(words) = verdict else {
                panic!("{here}: {verdict:?}");
            };
            assert!(words.contains("198.51.100.7") && words.contains("--address"));
        }
    }

    #[test]
    fn a_claim_that_counts_is_wrong_for_every_client() {
        let own = "198.51.100.7".parse().unwrap();
        let verdict = judge(own, true, Some((own, FORGED)), None);
        assert!(matches!(verdict, Verdict::Wrong(_)), "{verdict:?}");
    }

    #[test]
    fn only_an_answer_of_the_right_form_says_anything() {
        let json = ("content-type", "application/json");
        let of = |status, body: &str| told(&Answer::of(status, &[json], body));
        assert_eq!(
            of(200, r#"{"address":"198.51.100.7"}"#).as_deref(),
            Some("198.51.100.7")
        );
        assert_eq!(of(404, r#"{"status":404,"detail":"NOT_FOUND"}"#), None);
        assert_eq!(of(404, r#"{"address":"198.51.100.7"}"#), None);
        assert_eq!(of(200, "<!doctype html>"), None);
        assert_eq!(of(200, "[]"), None);
    }
}
