//! What a visitor can do and read, page by page and fault by fault.
//!
//! `cargo test -p refillery-e2e -- buying` runs the tests of one module.

mod buying;

fn main() -> std::process::ExitCode {
    let tests = [buying::tests()];
    refillery_e2e::run(tests.into_iter().flatten().collect())
}
