//! A visitor's actions and texts, page by page and fault by fault.
//!
//! `cargo test -p refillery-e2e -- buying` runs the tests of one module.

mod accessible;
mod asking;
mod buying;
mod delivered;
mod deploying;
mod faults;
mod fields;
mod finding;
mod following;
mod forgetting;
mod mistakes;
mod moving;
mod objections;
mod once;
mod ordering;
pub(crate) mod paid;
pub(crate) mod pictures;
mod privacy;
mod reading;
mod rebranding;
mod scanning;
mod scenarios;
mod serving;
mod starting;
mod states;
mod tabs;
mod tasks;
mod together;
mod trouble;
mod watched;

use refillery_e2e::{Engine, Test};

pub(crate) fn tests() -> Vec<Test> {
    [
        buying::tests(),
        ordering::tests(),
        once::tests(),
        scanning::tests(),
        scenarios::tests(),
        trouble::tests(),
        states::tests(),
        tabs::tests(),
        tasks::tests(),
        together::tests(),
        delivered::tests(),
        objections::tests(),
        faults::tests(),
        fields::tests(),
        following::tests(),
        forgetting::tests(),
        moving::tests(),
        finding::tests(),
        mistakes::tests(),
        asking::tests(),
        starting::tests(),
        deploying::tests(),
        serving::tests(),
        privacy::tests(),
        reading::tests(),
        accessible::tests(),
        rebranding::tests(),
        paid::tests(),
        pictures::tests(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// These tests in each of the three engines.
fn in_every_engine(tests: fn() -> Vec<Test>) -> Vec<Test> {
    let elsewhere = [Engine::Firefox, Engine::WebKit];
    let elsewhere = elsewhere
        .into_iter()
        .flat_map(|engine| tests().into_iter().map(move |test| test.on(engine)));
    tests().into_iter().chain(elsewhere).collect()
}
