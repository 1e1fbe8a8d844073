//! `<Show>` and `<For>`.

use std::hash::Hash;

use leptos_macro::component;

use crate::lean::children::{ChildrenFn, TypedChildrenFn, ViewFn};
use crate::lean::derived::ArcMemo;
use crate::lean::keyed::{Items, KeyedView};
use crate::lean::node::{AnyView, IntoView, ViewNode};

/// Renders its children while a condition holds.
#[component(transparent)]
pub fn Show<W, C>(
    /// The children.
    children: TypedChildrenFn<C>,
    /// The condition. The children are rendered again only when it changes.
    when: W,
    /// The view to render while the condition doesn't hold.
    #[prop(optional, into)]
    fallback: ViewFn,
) -> impl IntoView
where
    W: Fn() -> bool + Send + Sync + 'static,
    C: IntoView + 'static,
{
    show(ArcMemo::new(move |_| when()), children.untyped(), fallback)
}

fn show(when: ArcMemo<bool>, children: ChildrenFn, fallback: ViewFn) -> AnyView {
    let view = move || {
        let (number, view) = if when.get() {
            (1, children())
        } else {
            (2, fallback.run())
        };
        AnyView(ViewNode::Branch(number, Box::new(view.0)))
    };
    AnyView(view.into_node())
}

/// Renders a row for each item. A row whose key stays is kept, and moved if necessary.
#[component]
pub fn For<IF, I, T, EF, N, KF, K>(
    /// Returns the items.
    each: IF,
    /// Returns the key of an item, which must be unique in the list.
    key: KF,
    /// Renders the row of an item.
    children: EF,
) -> impl IntoView
where
    IF: Fn() -> I + Send + 'static,
    I: IntoIterator<Item = T> + Send + 'static,
    EF: Fn(T) -> N + Send + Clone + 'static,
    N: IntoView + 'static,
    KF: Fn(&T) -> K + Send + Clone + 'static,
    K: Eq + Hash + Send + 'static,
    T: Send + 'static,
{
    AnyView(ViewNode::Custom(Box::new(KeyedView(Items::new(
        each, key, children,
    )))))
}
