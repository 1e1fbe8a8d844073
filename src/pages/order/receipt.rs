//! What an order costs and cost, its day and its number, who delivers it, and who
//! helps.

use crate::components::seller::seller;
use crate::components::support::support;
use crate::i18n::I18n;
use crate::markup::{IntoChild, View, element, fragment};
use crate::model::order::Order;
use crate::model::payment::network_words;

/// The sheet of an order's sums, day and number.
pub(super) fn receipt(i18n: I18n, order: &Order) -> View {
    let network = network_words(&order.pair);
    let total = order.amount.as_ref().map(|amount| {
        let amount = i18n.coin(amount, &order.pair.coin);
        let words = i18n.fill(
            "order.amount_on",
            &[("amount", &amount), ("network", &network)],
        );
        element("div")
            .attr("class", "summary-total")
            .child(element("dt").child(i18n.text("product.total")))
            .child(element("dd").child(words))
            .into_child()
    });
    let received = order
        .sent
        .as_ref()
        .filter(|sent| !sent.is_zero())
        .map(|sent| {
            let amount = i18n.coin(sent, &order.pair.coin);
            element("div")
                .child(element("dt").child(i18n.text("order.received")))
                .child(element("dd").child(amount))
                .into_child()
        });
    let made = order.created_at.map(|made| {
        element("div")
            .child(element("dt").child(i18n.text("order.made")))
            .child(element("dd").child(i18n.moment(made)))
            .into_child()
    });
    let sheet = element("section")
        .attr("class", "sheet")
        .attr("aria-labelledby", "receipt")
        .child(
            element("h2")
                .attr("id", "receipt")
                .child(i18n.text("order.receipt")),
        )
        .child(
            element("dl")
                .attr("class", "summary receipt")
                .child(made)
                .child(
                    element("div")
                        .child(element("dt").child(i18n.text("order.number")))
                        .child(
                            element("dd")
                                .attr("dir", "ltr")
                                .child(order.id.as_str().to_owned()),
                        ),
                )
                .child(received)
                .child(total),
        )
        .child(seller());
    fragment([sheet.into_child(), support(i18n, order)])
}
