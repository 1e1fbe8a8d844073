//! The recipes of `deploy/`, each run by its real server in front of the sandbox.
//!
//! `cargo test -p refillery-e2e --test deploy -- nginx` runs the tests of one recipe.

mod certificate;
mod checking;
mod encrypted;
mod engines;
mod framing;
mod keeping;
mod offline;
mod once_sent;
mod passing;
mod policy;
#[path = "../shop/steps.rs"]
#[expect(dead_code, reason = "the shop's own tests use the rest")]
mod steps;
mod visiting;

fn main() -> std::process::ExitCode {
    let tests = [
        visiting::tests(),
        policy::tests(),
        passing::tests(),
        keeping::tests(),
        encrypted::tests(),
        offline::tests(),
        once_sent::tests(),
        framing::tests(),
        checking::tests(),
        engines::tests(),
    ];
    refillery_e2e::run(tests.into_iter().flatten().collect())
}
