//! The shop as a visitor has it: built, behind a real proxy, in a real browser.
//!
//! This library is the harness; the tests are in `tests/shop`, and those of the recipes in
//! `deploy/` are in `tests/deploy`. Every test has a sandbox and a static host with the
//! release of its own, both inside this process, and a browser of its own as long as it
//! runs; so four tests run at once on two cores. Browsers are used again, each
//! time for an origin that they have never seen.
//!
//! ```text
//! test ──► Shop (find by role and words, click, type, read) ──► chromedriver ──► Chromium
//!   └────► Sandbox (pay, break, read the log) ◄── the host's proxy ◄─────────────────┘
//! ```
//!
//! Tests say what a visitor reads and does. They know roles, texts by their keys, and
//! addresses, no classes and no markup, so the shop can be redrawn and reworded without
//! touching them.
//!
//! The release is `dist/`, as `cargo xtask build` leaves it. Programs:
//! `REFILLERY_CHROMEDRIVER`, `REFILLERY_CHROMIUM` and `REFILLERY_CHROMIUM_WITH_WINDOWS`, or
//! `chromedriver` and `chromium` on the path. `Shop::in_engine` opens a browser of another engine
//! (`cargo xtask test` gets those). After a failure
//! `target/e2e/failures` has a picture and the words of the page.

#[cfg(not(unix))]
compile_error!("The end-to-end tests run on Linux: they use its browsers, nginx and Caddy.");

mod audit;
mod browser;
mod browsers;
mod dropping;
mod engine;
mod equal_access;
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
mod texts;
mod tree;
mod world;

pub use dropping::{Dropping, Fate};
pub use engine::Engine;
pub use file_server::{Api, Cut, FileServer, Files};
pub use holding_back::HoldingBack;
pub use keyboard::{Focused, Key};
pub use partner::{Page, Partner, checkout};
pub use place::fresh_folder;
pub use raw::{Answer, Raw};
pub use recipe::{Deployed, Options, Recipe};
pub use reports::Reports;
pub use run::{Test, run};
pub use sandbox::Sandbox;
pub use served::Served;
pub use shop::{Role, Shop, Window};
pub use texts::{
    Shell, counted, filled, part, said_by_loader, said_by_shell, says_it_failed, start_of, text,
    text_of,
};
pub use world::World;

/// The tests named, each with its name as the run shows it.
#[macro_export]
macro_rules! tests {
    ($module:literal: $($name:ident),+ $(,)?) => {
        vec![$($crate::Test {
            name: concat!($module, "::", stringify!($name)).to_owned(),
            engine: None,
            is_alone: false,
            body: std::sync::Arc::new(|shop| Box::pin($name(shop))),
        }),+]
    };
}
