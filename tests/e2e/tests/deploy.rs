//! The recipes of `deploy/`, each run by its real server in front of the sandbox.
//!
//! `cargo test -p refillery-e2e -- nginx` runs the tests of one recipe.

mod certificate;
mod checking;
mod encrypted;
mod engines;
mod framing;
mod isolated;
mod keeping;
mod naming;
mod offline;
mod once_sent;
mod passing;
mod places;
mod policy;
mod visiting;

use refillery_e2e::Test;

pub(crate) fn tests() -> Vec<Test> {
    [
        visiting::tests(),
        policy::tests(),
        passing::tests(),
        keeping::tests(),
        naming::tests(),
        encrypted::tests(),
        offline::tests(),
        once_sent::tests(),
        framing::tests(),
        isolated::tests(),
        places::tests(),
        checking::tests(),
        engines::tests(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
