//! Where a partner puts a widget together, looks at it, and copies its snippet.

use crate::markup::View;

/// The page.
pub fn builder_page() -> View {
    View::Nothing
}
