//! The shop as a widget on a partner's page, on another origin, in three engines.
//!
//! `cargo test -p refillery-e2e -- loader` runs one module in Chromium,
//! `-- firefox::` everything in Firefox. The loader's own tests have a stand-in for the shop in
//! the frame, so that they can have it say anything.

mod builder;
mod hostile;
mod loader;
mod measured;
mod messages;
mod modal;
mod real;
mod stand_in;

use refillery_e2e::{Engine, Test};

pub(crate) fn tests() -> Vec<Test> {
    let everywhere = || -> Vec<Test> {
        [
            loader::tests(),
            modal::tests(),
            hostile::tests(),
            hostile::alone(),
            real::tests(),
            real::alone(),
            builder::tests(),
        ]
        .into_iter()
        .flatten()
        .collect()
    };
    let mut tests = everywhere();
    for engine in [Engine::Firefox, Engine::WebKit] {
        tests.extend(everywhere().into_iter().map(|test| test.on(engine)));
    }
    // Tests that need Chromium.
    tests.extend(loader::only_in_chromium());
    tests.extend(modal::only_in_chromium());
    tests.extend(real::only_in_chromium());
    tests.extend(builder::only_in_chromium());
    tests.extend(measured::tests());
    tests.extend(messages::tests());
    tests
}
