//! What a network costs, as the API writes it: a text such as `€0.85`
//! (docs/api.md#payment-methods).

use super::money::Amount;

/// The currency as it is written, and the digits; `None` if the text is anything else.
fn parts(text: &str) -> Option<(&str, Amount)> {
    let start = text.find(|letter: char| letter.is_ascii_digit())?;
    let end = text.rfind(|letter: char| letter.is_ascii_digit())? + 1;
    let currency = match (text.get(..start)?.trim(), text.get(end..)?.trim()) {
        ("", "") => return None,
        ("", after) => after,
        (before, "") => before,
        _ => return None,
    };
    Some((currency, Amount::parse(text.get(start..end)?)?))
}

/// Whether a cost is worth a sentence. "About €0" says nothing, and digits without a currency are
/// no cost.
pub fn is_told(text: &str) -> bool {
    let is_currency = |letter: char| !letter.is_ascii_digit() && !" .,\u{a0}".contains(letter);
    text.contains(|digit: char| ('1'..='9').contains(&digit)) && text.contains(is_currency)
}

/// The index of the one cost that is below all others. `None` unless all are there in one currency:
/// an unknown cost may be the lowest, and no rate of exchange is known. The API rounds them, so of
/// several that are equal none is the lowest.
pub fn lowest<'a>(costs: impl Iterator<Item = Option<&'a str>>) -> Option<usize> {
    let costs: Vec<(&str, Amount)> = costs.map(|cost| parts(cost?)).collect::<Option<_>>()?;
    let (currency, _) = costs.first()?;
    if costs.len() < 2 || costs.iter().any(|(other, _)| other != currency) {
        return None;
    }
    let is_below_others = |place: usize, cost: &Amount| {
        let mut others = costs.iter().enumerate();
        others.all(|(other, (_, than))| other == place || cost < than)
    };
    let mut all = costs.iter().enumerate();
    all.find(|(place, (_, cost))| is_below_others(*place, cost))
        .map(|(place, _)| place)
}

#[cfg(test)]
mod tests {
    use super::{is_told, lowest};

    #[test]
    fn the_lowest_cost_is_named_only_where_all_compare() {
        for (costs, place) in [
            (&["€0.85", "€0.09", "€1.10"][..], Some(1)),
            // As numbers, not as texts.
            (&["€10", "€9.5"], Some(1)),
            (&["0.2 EUR", "0.10 EUR"], Some(1)),
            (&["€0.850", "€0.85"], None),
            (&["€0", "€0", "€1"], None),
            (&["€0.85", "$0.09"], None),
            (&["€0.85", "0.09"], None),
            (&["€0.85", "€0,09"], None),
            (&["€0.85", "€0.01 to €0.09"], None),
            (&["€0.85", "free"], None),
            (&["€0.85", ""], None),
            (&["€0.85"], None),
            (&[], None),
        ] {
            assert_eq!(lowest(costs.iter().copied().map(Some)), place, "{costs:?}");
        }
        let unknown = [Some("€0.85"), None, Some("€0.09")];
        assert_eq!(lowest(unknown.into_iter()), None);
    }

    #[test]
    fn a_cost_is_told_if_it_says_something() {
        for (text, is) in [
            ("€0.85", true),
            ("0.85 EUR", true),
            ("US$1", true),
            ("€0", false),
            ("€0.00", false),
            ("0.85", false),
            ("1,5\u{a0}", false),
            ("free", false),
        ] {
            assert_eq!(is_told(text), is, "{text}");
        }
    }
}
