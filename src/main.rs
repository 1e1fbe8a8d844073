//! Starts the shop: reads the configuration from the document, loads the first language, then the
//! app replaces the shell.

// Code that can panic or leak needs an `#[expect]` with the reason why it is right there. Tests may
// panic: that is how they fail. The lists behind `disallowed_…` are in xtask/clippy.toml.
#![cfg_attr(
    not(test),
    warn(
        clippy::disallowed_methods,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::mem_forget,
        clippy::panic,
        clippy::print_stderr,
        clippy::print_stdout,
        clippy::string_slice,
        clippy::too_many_lines,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]

use leptos::mount::mount_to_body;
use refillery::app::app;
use refillery::config::Config;
use refillery::{browser, i18n, store};
use shop_core::route;

fn main() {
    // In a release, panics are cut out of the wasm altogether; while developing, the console shows
    // their messages.
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|panic| leptos::logging::error!("{panic}")));
    let (config, problems) = Config::from_document();
    // The app, which is mounted in here, sets up the executor of all other tasks.
    wasm_bindgen_futures::spawn_local(async move {
        let address = leptos::prelude::window()
            .location()
            .search()
            .unwrap_or_default();
        let asked = route::Query::parse(&address)
            .get(route::query_name::LANGUAGE)
            .map(str::to_owned);
        let asked = asked.or_else(|| store::preference(route::query_name::LANGUAGE));
        let language = i18n::negotiate(asked.as_deref(), &config.languages);
        match i18n::load_or_english(&config.base_path, &language).await {
            Some(messages) => mount_to_body(move || app(config, problems, messages)),
            None => shell_failure(),
        }
    });
}

/// Without any texts the shop can show nothing; the shell shows its own sentence.
fn shell_failure() {
    if let Some(window) = browser::window_property("window") {
        browser::call(&window, "__refilleryFail", &[&"failure".into()]);
    }
}
