//! What an order costs and cost, its payment, its day and its number, who delivers it,
//! and who helps.

use crate::components::copy_button::copy_button;
use crate::components::exact_text::exact_text;
use crate::components::seller::seller;
use crate::components::support::support;
use crate::i18n::{I18n, Pieces};
use crate::markup::{IntoChild, View, element, fragment};
use crate::navigation::Navigation;
use shop_core::model::order::{Order, OrderState};
use shop_core::model::payment::network_words;

/// The sheet of an order's sums, day and number.
pub(super) fn receipt(i18n: I18n, order: &Order) -> View {
    let pair = &order.pair;
    let line = |key, words: Pieces| {
        element("div")
            .child(element("dt").child(i18n.text(key)))
            .child(element("dd").child(exact_text(words)))
    };
    let sum = |amount: String| vec![(amount, true)];
    // A total that nobody should send is none.
    let total = order.amount.as_ref().filter(|_| !order.sums_disagree());
    let total = total.map(|amount| {
        let network = network_words(&order.pair);
        let amount = i18n.coin_of(amount, pair);
        let values = [("amount", &*amount), ("network", &*network)];
        i18n.pieces("order.amount_on", &values)
    });
    let is_covered = order.state == OrderState::Covered;
    let total = total
        .or_else(|| is_covered.then(|| i18n.pieces("order.state_covered", &[])))
        .map(|words| {
            line("product.total", words)
                .attr("class", "summary-total")
                .into_child()
        });
    let price = order.sums.price.as_ref();
    let price = price.map(|price| line("order.price", sum(i18n.coin_of(price, pair))).into_child());
    let covered = order.sums.covered.iter().map(|(key, part)| {
        let part = ["−", &i18n.coin_of(part, pair)].concat();
        line(key, sum(part)).into_child()
    });
    let received = order
        .sent
        .as_ref()
        .filter(|sent| !sent.is_zero())
        .map(|sent| line("order.received", sum(i18n.coin_of(sent, pair))).into_child());
    let transactions = order.transactions.iter().map(|id| {
        let copy = copy_button(id.clone(), i18n.text("order.copy_transaction"));
        element("div")
            .child(element("dt").child(i18n.text("order.transaction")))
            .child(
                element("dd")
                    .child(
                        element("code")
                            .attr("class", "transaction")
                            .attr("dir", "ltr")
                            .verbatim()
                            .child(id.clone()),
                    )
                    .child(" ")
                    .child(copy),
            )
            .into_child()
    });
    let made = order
        .created_at
        .map(|made| line("order.made", vec![(i18n.moment(made), false)]).into_child());
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
                                .verbatim()
                                .child(order.id.as_str().to_owned()),
                        ),
                )
                .child(received)
                .child(transactions.collect::<Vec<_>>())
                .child(price)
                .child(covered.collect::<Vec<_>>())
                .child(total),
        )
        .child(seller());
    fragment([
        sheet.into_child(),
        support(i18n, order),
        on_paper(i18n, order),
    ])
}

/// The head of the printed page, which has neither the sheet nor the page's own head: whose shop
/// this was, which order, and when.
fn on_paper(i18n: I18n, order: &Order) -> View {
    let line = |key, words: String| {
        element("p")
            .child(i18n.text(key))
            .child(i18n.text("list.colon"))
            .child(element("bdi").verbatim().child(words))
            .into_child()
    };
    let shop = Navigation::here().config().name.clone();
    let made = order.created_at;
    element("div")
        .attr("class", "print-only")
        .child(element("p").child(element("b").verbatim().child(shop)))
        .child(line("order.title", order.id.as_str().to_owned()))
        .child(made.map(|made| line("order.made", i18n.moment(made))))
        .into_child()
}
