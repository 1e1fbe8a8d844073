//! For everyone (WCAG 2.2 AA): every page and state is looked at by axe-core in light, dark,
//! right-to-left, narrow and enlarged, and by IBM's engine in the first three; its targets are measured; and what a screen reader
//! gets is compared with a text beside these tests.
//!
//! The trees are in `tests/e2e/trees`. With `REFILLERY_UPDATE_TREES=1` a run writes them.

mod keyboard;
pub(crate) mod layout;
pub(crate) mod looks;
mod pages;
mod preferences;
mod said;

use refillery_e2e::Test;

pub(crate) fn tests() -> Vec<Test> {
    [
        pages::tests(),
        keyboard::tests(),
        said::tests(),
        preferences::tests(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
