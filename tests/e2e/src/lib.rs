//! The shop as a visitor has it: built, behind a real proxy, in a real browser.
//!
//! This library is the harness; the tests are in `tests/shop`, and those of the recipes in
//! `deploy/` are in `tests/deploy`. One run starts, once:
//! the sandbox inside this process, `trunk serve` on it, and chromedriver. Every test gets
//! a fresh browser and an empty sandbox, and runs alone, because the sandbox's faults and
//! log are shared.
//!
//! ```text
//! test ──► Shop (find by role and words, click, type, read) ──► chromedriver ──► Chromium
//!   └────► Sandbox (pay, break, read the log) ◄── trunk serve's proxy ◄──────────────┘
//! ```
//!
//! Tests say what a visitor reads and does. They know roles, words and addresses, no
//! classes and no markup, so the shop can be redrawn without touching them.
//!
//! Programs: `REFILLERY_TRUNK`, `REFILLERY_CHROMEDRIVER` and `REFILLERY_CHROMIUM`, or
//! `trunk`, `chromedriver` and `chromium` on the path. `Shop::in_engine` opens a browser of
//! another engine (`cargo xtask test` gets those). After a failure
//! `target/e2e/failures` has a picture and the words of the page.

mod audit;
mod browser;
mod engine;
mod file_server;
mod holding_back;
mod http;
mod keyboard;
mod partner;
mod place;
mod process;
mod raw;
mod recipe;
mod reports;
mod run;
mod sandbox;
mod served;
mod shop;
mod tree;
mod trunk;
mod world;

pub use engine::Engine;
pub use file_server::{Api, Build, FileServer, Files};
pub use holding_back::HoldingBack;
pub use keyboard::{Focused, Key};
pub use partner::{Page, Partner, checkout};
pub use raw::{Answer, Raw};
pub use recipe::{Deployed, Options, Recipe};
pub use reports::Reports;
pub use run::{Test, run};
pub use sandbox::Sandbox;
pub use served::Served;
pub use shop::{Role, Shop, Window};
pub use world::{About, World};

/// The tests named, each with its name as the run shows it.
#[macro_export]
macro_rules! tests {
    ($module:literal: $($name:ident),+ $(,)?) => {
        vec![$($crate::Test {
            name: concat!($module, "::", stringify!($name)).to_owned(),
            engine: None,
            body: Box::new(|shop| Box::pin($name(shop))),
        }),+]
    };
}
