//! The shop in a real browser: pages, waiting, the API client, tracking, texts.
//!
//! One binary, because each is a link and a browser start. All tests share one
//! page, so each sets its own `stage::Stage` and takes it down again; network,
//! streams, timers and clock are the fakes of `fakes.js`.

#![cfg(target_arch = "wasm32")]

mod addresses;
mod asking;
mod attempts;
mod backup;
mod brand_page;
mod builder;
mod cart;
mod catalogue;
mod checkout;
mod checkout_page;
mod choosing;
mod countries;
mod dead_line;
mod disclosure;
mod early;
mod enlarged;
mod esims;
mod fields;
mod fixtures;
mod focus;
mod help;
mod home;
mod kept;
mod languages;
mod looks;
mod money_seen;
mod order_page;
mod order_places;
mod ordering;
mod orders;
mod paper;
mod paying;
mod persistence;
mod problems;
mod promises;
mod references;
mod rich_text;
mod routing;
mod signs;
mod stage;
mod standing;
mod storage;
mod tabs;
mod texts;
mod top_ups;
mod tracking;
mod waiting;
mod wall;
mod ways;
mod widget;
mod widget_hostile;
mod widget_look;
mod widget_paying;
mod widget_wallet;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
