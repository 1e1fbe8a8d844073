//! An amount whose digits can be taken by hand without its coin.

use crate::markup::{IntoChild, View, element};

/// The amount in two parts: whoever selects it has what goes into a wallet's or an exchange's
/// field, and the coin is only read.
pub(super) fn digits(sum: &str) -> View {
    let Some((digits, coin)) = sum.split_once('\u{a0}') else {
        return View::Text(sum.to_owned());
    };
    element("span")
        .attr("class", "digits")
        .child(element("span").child(digits.to_owned()))
        .child(element("span").child(["\u{a0}", coin].concat()))
        .into_child()
}
