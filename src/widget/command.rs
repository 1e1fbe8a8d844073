//! The commands of the page around, and the answers to them.

use leptos::prelude::untrack;

use super::message::{self, Value, text};
use super::settings::{Start, VIEWS, Verdict};
use super::start::route_of;
use super::{Widget, names};
use crate::host::{Host, Word};
use crate::layout;
use shop_core::json::Json;
use shop_core::model::money::Amount;
use shop_core::route::query_name::AMOUNT;

impl Widget {
    /// Executes a command of the page around. An unknown command gets no answer.
    pub(super) fn obey(&self, host: Host, id: &str, kind: &str, data: &Json<'_>) {
        let navigation = self.navigation;
        let text_of = |name: &str| data.get(name).and_then(Json::as_str).unwrap_or_default();
        let done = match kind {
            names::CONFIG_SET if data.as_object().is_some() => {
                let mut verdict = Verdict::default();
                self.configure(data, host, &mut verdict);
                self.answer(verdict);
                Ok(())
            }
            "navigate" => {
                let start = Start {
                    view: text_of("view").to_owned(),
                    brand: text_of("brand").to_owned(),
                    product: text_of("product").to_owned(),
                    amount: text_of("amount").to_owned(),
                };
                let is_known = start.view.is_empty() || VIEWS.contains(&start.view.as_str());
                let is_amount = start.amount.is_empty() || Amount::parse(&start.amount).is_some();
                match route_of(&start).filter(|_| is_known && is_amount) {
                    Some((route, amount)) => {
                        let values = [(AMOUNT, amount.as_str())];
                        navigation.go(untrack(|| navigation.href_with(&route, &values)));
                        Ok(())
                    }
                    None => Err("form"),
                }
            }
            "payment.result" => {
                let word = match text_of("status") {
                    "sent" => Some(Word::Sent),
                    "rejected" => Some(Word::Rejected),
                    "failed" => Some(Word::Failed),
                    _ => None,
                };
                match word {
                    None => Err("form"),
                    Some(word) if self.events.take(text_of("order_ref"), word, host) => Ok(()),
                    Some(_) => Err("unknown_order"),
                }
            }
            "focus" => {
                layout::focus_main();
                Ok(())
            }
            "destroy" => Ok(()),
            names::CONFIG_SET => Err("form"),
            _ => return,
        };
        let id = id.chars().take(64).collect::<String>();
        let members = vec![
            text("id", id),
            Some(("ok", Value::Flag(done.is_ok()))),
            message::maybe("error", done.err()),
        ];
        self.channel.say("ack", members);
        if kind == "destroy" {
            self.channel.close();
            self.spread(host);
        }
    }
}
