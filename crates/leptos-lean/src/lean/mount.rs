//! Mounting an app.

use upstream::mount::UnmountHandle;

use crate::lean::node::{AnyView, IntoView};
use crate::lean::render::ViewState;

/// Mounts an app at the end of `<body>`.
pub fn mount_to_body<F, N>(app: F)
where
    F: FnOnce() -> N + 'static,
    N: IntoView,
{
    upstream::mount::mount_to_body(move || AnyView(app().into_node()));
}

/// Mounts an app at the end of an element, until the handle is dropped.
pub fn mount_to<F, N>(parent: web_sys::HtmlElement, app: F) -> UnmountHandle<ViewState>
where
    F: FnOnce() -> N + 'static,
    N: IntoView,
{
    upstream::mount::mount_to(parent, move || AnyView(app().into_node()))
}
