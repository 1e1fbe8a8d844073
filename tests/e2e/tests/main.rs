//! The shop, its recipes and its widget, as visitors, owners and partners meet them.
//!
//! One program runs all of them, so that no core waits for the last test of a part.

mod deploy;
mod shop;
mod steps;
mod widget;

fn main() -> std::process::ExitCode {
    // The parts with long tests come first: a long one at the end would leave a core idle.
    let tests = [deploy::tests(), shop::tests(), widget::tests()];
    refillery_e2e::run(tests.into_iter().flatten().collect())
}
