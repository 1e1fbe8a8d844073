//! What this crate has beside Leptos, where it is Leptos.

/// Returns the view itself: it is one of upstream Leptos already.
pub fn upstream_view<V>(view: V) -> V {
    view
}
