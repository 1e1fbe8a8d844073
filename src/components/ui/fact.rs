//! A row of a list of facts.

use leptos::prelude::*;

/// A name and its value, inside a `<dl>`.
#[component]
pub fn Fact(
    /// The name.
    name: impl IntoView + 'static,
    /// The value.
    value: impl IntoView + 'static,
    /// Class of the row.
    #[prop(optional)]
    class: Option<&'static str>,
) -> impl IntoView {
    row(name.into_any(), value.into_any(), class)
}

/// Not generic, so the program has one copy of it.
fn row(name: AnyView, value: AnyView, class: Option<&'static str>) -> AnyView {
    view! {
        <div class=class>
            <dt>{name}</dt>
            <dd>{value}</dd>
        </div>
    }
    .into_any()
}
