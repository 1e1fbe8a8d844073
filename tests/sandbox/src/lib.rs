//! A stand-in for the partner API, for development without the network and for
//! tests. It listens on 127.0.0.1 only, and nothing it shows is real: the
//! brands are invented, the codes buy nothing, and **no address can be paid**.
//!
//! Every path of the real API is served at the root, next to `/cdn/…` for the
//! images, `/__sandbox/` for the control page and `/__sandbox/api/…` for the
//! control API:
//!
//! | request | effect |
//! |---|---|
//! | `GET /__sandbox/api/state` | settings, faults, counts |
//! | `POST /__sandbox/api/reset` | no orders, faults, counters or log; first settings |
//! | `GET`, `POST /__sandbox/api/settings` | reads, or changes the settings named in the object: `step_milliseconds`, `hang_milliseconds`, `price_rise_percent`, `rate_limits`, `refuse_preflights`, `image_base`, `ways_to_pay`, `flat_homepage`, `refuse_flat_items`, `refuse_with_200`, `tron_stablecoins`, `newer_ends_older`, `unpaid_limit`, `spending_limits`, `clock_ahead_seconds` |
//! | `GET /__sandbox/api/scenarios` | buyers' addresses, faults, routes, coupons and actions the sandbox knows |
//! | `GET /__sandbox/api/faults` | the faults in force |
//! | `POST /__sandbox/api/faults` | adds `{"route","fault","times","chance","seed","delay_milliseconds","after","retry_after"}`; only `fault` is required |
//! | `DELETE /__sandbox/api/faults`, `…/faults/{id}` | takes all or one away |
//! | `GET /__sandbox/api/orders`, `…/orders/{id}` | orders, newest first: `{"number","scenario","takes_money","plan","order"}` |
//! | `POST /__sandbox/api/orders/{id}/pay` | the whole amount, or what is missing, arrives |
//! | `POST …/{id}/partial` | `{"amount":"1.5"}` arrives; half of what is due without one |
//! | `POST …/{id}/overpay` | 110 % of what is due arrives |
//! | `POST …/{id}/late` | the window closes, then the money arrives |
//! | `POST …/{id}/advance` | the next step now |
//! | `POST …/{id}/expire` | the window closes |
//! | `POST …/{id}/fail-paid` | the order fails although the money has come |
//! | `POST …/{id}/state/{State}` | into any state, known or not: `Done` delivers, `Refunded` refunds |
//! | `POST …/{id}/part` | `{"place":1,"state":"Failed","says":{"failure_reason":"limit_exceeded"}}`: one part gets a state of its own |
//! | `POST …/{id}/reply` | `{"set":{"coin_amount":"9"},"drop":["summary"]}`: replies say something else from now on; a key that begins with `/` is a JSON Pointer |
//! | `POST …/{id}/drop-streams` | cuts the live streams of the order |
//! | `GET`, `DELETE /__sandbox/api/log` | the requests so far, oldest first (`?route=brands` for one route), or forgets them; `country` is what `X-Country-ISO-Code` said |
//!
//! A buyer's address chooses what an order does (`auto@…`, `late@…`),
//! `problem-<CODE>@…` what is wrong with a cart, and `create-<CODE>@…` why it
//! is not ordered; `/__sandbox/api/scenarios` lists them all. A tag after `+` is ignored: `auto+2@example.com` is `auto` too.
//!
//! The defaults are those of the real API. An order of a buyer ends when the same buyer makes
//! another and has paid nothing for the first, after many orders that nobody paid for the next is
//! refused (429), and stablecoins on Tron are refused when they are ordered; each has a setting.
//!
//! With `--replay FOLDER` the answers of a folder that has the form of
//! `tests/fixtures` are served, and nothing else.

mod cart;
mod catalogue;
mod chance;
mod clock;
mod control;
mod countries;
mod coupon;
mod endpoints;
mod faults;
mod fixtures;
mod gate;
mod images;
mod invoice;
mod journal;
mod limits;
mod money;
mod orders;
mod payment;
mod problems;
mod quote;
mod replay;
mod replies;
mod route;
mod sandbox;
mod server;
mod settings;
mod stream;

pub use server::{Running, start};
pub use settings::Settings;
