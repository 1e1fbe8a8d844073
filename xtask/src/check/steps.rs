//! The steps of a whole run, in their order.

use crate::release;
use crate::tool::{OTHER_SYSTEMS, Tool, WASM};

/// One step: its name for `--only`, its text for people, its needs and its work.
pub(super) struct Step {
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    pub(super) needs: &'static [Tool],
    pub(super) work: Work,
}

/// What a step does, and so how it is counted.
pub(super) enum Work {
    /// Commands of cargo, with their environment; pass or fail as one.
    Commands(
        &'static [&'static [&'static str]],
        &'static [(&'static str, &'static str)],
    ),
    /// What is inside `view!`; passes or fails as one.
    Views,
    /// Lints the host's programs or the browser's; passes or fails as one.
    Clippy(Linted),
    /// Counts by its tests.
    Tests {
        /// More than one command, because options such as `--test` hold for every package
        /// of a command.
        commands: &'static [&'static [&'static str]],
        harness: Harness,
    },
    /// The dependencies' licences, sources and duplicates; passes or fails as one.
    Deny,
    /// The release build with its budget, and the release for a shop in a folder; passes or
    /// fails as one.
    Release,
    /// The release once more, compared with the first; passes or fails as one.
    Again,
}

/// What clippy looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Linted {
    /// Everything in the workspace, as it is compiled for this machine.
    Host,
    /// The shop as it is compiled for browsers, with what only a release has.
    Wasm,
}

/// Who runs a step's tests, and so how they are chosen and timed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Harness {
    /// Rust's own, on the host.
    Host,
    /// wasm-bindgen's, in a browser.
    Browser,
    /// That of `tests/e2e`.
    EndToEnd,
}

impl Step {
    /// Whether the step runs beside the others: it leaves one of two cores idle for most of
    /// its time, and shares no folder of cargo's with them.
    pub(super) fn is_beside(&self) -> bool {
        matches!(self.work, Work::Release | Work::Again)
    }

    /// Whether the step needs the release.
    pub(super) fn needs_release(&self) -> bool {
        matches!(
            self.work,
            Work::Again
                | Work::Tests {
                    harness: Harness::EndToEnd,
                    ..
                }
        )
    }
}

/// The steps of `--only smoke`.
pub(super) const SMOKE: [&str; 6] = ["format", "clippy", "host", "rules", "build", "e2e"];

/// The end-to-end tests of `--only smoke`: one purchase, one failure, one widget, one
/// recipe.
pub(super) const SMOKE_TESTS: [&str; 4] = [
    "buying::a_range_gift_card_is_bought_by_its_amount",
    "once::a_lost_answer_keeps_the_cart_and_sends_nothing_again",
    "real::a_purchase_from_the_brand_to_the_code",
    "visiting::nginx_sells_and_its_requests_carry_only_what_is_meant",
];

const BROWSER_TESTS: &[Tool] = &[Tool::WasmTarget, Tool::WasmBindgen, Tool::Browser];
const END_TO_END: &[Tool] = &[
    Tool::WasmTarget,
    Tool::Trunk,
    Tool::WasmBindgen,
    Tool::Browser,
    Tool::Engines,
    Tool::Geckodriver,
    Tool::Axe,
    Tool::EqualAccess,
    Tool::TypeScript,
    Tool::Servers,
];

/// Cargo's arguments for the end-to-end tests: every package is compiled, and these are run.
pub(super) const END_TO_END_TESTS: [&str; 3] = ["--workspace", "--test", "e2e"];

pub(super) const STEPS: [Step; 13] = [
    Step {
        name: "format",
        title: "formatting",
        needs: &[Tool::Linters],
        work: Work::Commands(&[&["fmt", "--all", "--check"]], &[]),
    },
    Step {
        name: "views",
        title: "layout of views",
        needs: &[Tool::Leptosfmt],
        work: Work::Views,
    },
    Step {
        name: "clippy",
        title: "clippy on the host",
        needs: &[Tool::Linters],
        work: Work::Clippy(Linted::Host),
    },
    Step {
        name: "clippy-wasm",
        title: "clippy on wasm32",
        needs: &[Tool::Linters, Tool::WasmTarget],
        work: Work::Clippy(Linted::Wasm),
    },
    // The command that people start with; the sandbox takes longer, and is one of the long checks.
    Step {
        name: "systems",
        title: "macOS and Windows",
        needs: &[Tool::OtherSystems],
        work: Work::Commands(
            &[&[
                "check",
                "--package",
                "xtask",
                "--target",
                OTHER_SYSTEMS[0],
                "--target",
                OTHER_SYSTEMS[1],
            ]],
            &[],
        ),
    },
    Step {
        name: "deny",
        title: "licences, sources, duplicates",
        needs: &[Tool::CargoDeny],
        work: Work::Deny,
    },
    Step {
        name: "host",
        title: "host tests",
        needs: &[],
        work: Work::Tests {
            // Always the whole workspace, here and below: for a package alone cargo would
            // compile many dependencies once more, with fewer features.
            commands: &[&[
                "--workspace",
                "--lib",
                "--bins",
                "--test",
                "adding",
                "--test",
                "configuring",
                "--test",
                "decoding",
                "--test",
                "finding",
                "--test",
                "paying",
                "--test",
                "places",
                "--test",
                "random_bodies",
                "--test",
                "http",
                "--test",
                "contact",
            ]],
            harness: Harness::Host,
        },
    },
    // A library is read before it is used: every link leads somewhere, and the examples run. Among
    // them are examples that must not compile with `leptos-lean`.
    Step {
        name: "docs",
        title: "documentation and its examples",
        needs: &[],
        work: Work::Commands(
            &[
                &[
                    "doc",
                    "--package",
                    "shop-core",
                    "--package",
                    "text-keys",
                    "--no-deps",
                ],
                &["test", "--workspace", "--doc"],
            ],
            &[("RUSTDOCFLAGS", "-D warnings")],
        ),
    },
    Step {
        name: "rules",
        title: "house rules",
        needs: &[],
        work: Work::Tests {
            commands: &[&["--workspace", "--test", "rules"]],
            harness: Harness::Host,
        },
    },
    Step {
        name: "browser",
        title: "browser tests",
        needs: BROWSER_TESTS,
        work: Work::Tests {
            // On `leptos-lean`, and on Leptos itself.
            commands: &[
                &[
                    "--package",
                    "refillery",
                    "--package",
                    "leptos-lean",
                    "--target",
                    WASM,
                    "--test",
                    "web",
                    "--test",
                    "specification",
                ],
                &[
                    "--package",
                    "refillery",
                    "--package",
                    "leptos-lean",
                    "--features",
                    "refillery/upstream",
                    "--target",
                    WASM,
                    "--test",
                    "web",
                    "--test",
                    "specification",
                ],
            ],
            harness: Harness::Browser,
        },
    },
    Step {
        name: "build",
        title: "release builds and budget",
        needs: &release::NEEDS,
        work: Work::Release,
    },
    Step {
        name: "again",
        title: "the same bytes again",
        needs: &release::NEEDS,
        work: Work::Again,
    },
    Step {
        name: "e2e",
        title: "end-to-end tests",
        needs: END_TO_END,
        work: Work::Tests {
            commands: &[&END_TO_END_TESTS],
            harness: Harness::EndToEnd,
        },
    },
];

/// The steps with these names, in the order of the list.
pub(super) fn named(names: &[&str]) -> Vec<&'static Step> {
    STEPS
        .iter()
        .filter(|step| names.contains(&step.name))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_test_of_the_shop_belongs_to_a_step() {
        let place = crate::place::Place::find().unwrap();
        let manifests = ["Cargo.toml", "crates/shop-core/Cargo.toml"]
            .map(|path| place.read(path).unwrap().parse::<toml::Table>().unwrap());
        let tests = manifests
            .iter()
            .flat_map(|manifest| manifest["test"].as_array().unwrap());
        assert!(tests.clone().count() > 8);
        for test in tests {
            let name = test["name"].as_str().unwrap();
            let is_run = STEPS.iter().any(|step| match &step.work {
                Work::Tests { commands, .. } => commands
                    .iter()
                    .any(|line| line.windows(2).any(|pair| pair == ["--test", name])),
                _ => false,
            });
            assert!(is_run, "no step runs {name}");
        }
    }

    #[test]
    fn the_smoke_tests_exist() {
        let root = crate::place::Place::find().unwrap().root;
        for test in SMOKE_TESTS {
            let (module, name) = test.split_once("::").unwrap();
            let found = ["shop", "widget", "deploy"].iter().any(|folder| {
                let file = root.join(format!("tests/e2e/tests/{folder}/{module}.rs"));
                let text = std::fs::read_to_string(file).unwrap_or_default();
                text.contains(&format!("async fn {name}(")) || text.contains(&format!("\"{name}\""))
            });
            assert!(found, "there is no {test}");
        }
    }

    #[test]
    fn the_smoke_steps_are_steps() {
        assert_eq!(named(&SMOKE).len(), SMOKE.len());
    }
}
