//! What can stand inside an element, and the short ways to put it there.

use leptos::prelude::AnyView;

use super::{Element, View};

/// What can stand inside an element.
pub trait IntoChild {
    /// The view of it.
    fn into_child(self) -> View;

    /// Puts it into an element. Common kinds have a way of their own, which
    /// makes each call a few bytes shorter.
    fn put_into(self, parent: Element) -> Element
    where
        Self: Sized,
    {
        parent.child_of(self.into_child())
    }
}

impl IntoChild for View {
    fn into_child(self) -> View {
        self
    }
}

impl IntoChild for AnyView {
    fn into_child(self) -> View {
        View::Leptos(self)
    }
}

impl IntoChild for Element {
    fn put_into(self, parent: Element) -> Element {
        parent.child_element(self)
    }

    fn into_child(self) -> View {
        View::Element(self)
    }
}

impl IntoChild for String {
    fn put_into(self, parent: Element) -> Element {
        parent.child_text(self)
    }

    fn into_child(self) -> View {
        View::Text(self)
    }
}

impl IntoChild for &'static str {
    fn into_child(self) -> View {
        View::Text(self.to_owned())
    }
}

impl IntoChild for () {
    fn into_child(self) -> View {
        View::Nothing
    }
}

impl<T: IntoChild> IntoChild for Option<T> {
    fn into_child(self) -> View {
        self.map_or(View::Nothing, T::into_child)
    }
}

impl IntoChild for Vec<View> {
    fn into_child(self) -> View {
        View::Many(self)
    }
}

/// A closure follows the signals it reads.
impl<F: Fn() -> T + Send + 'static, T: IntoChild> IntoChild for F {
    fn put_into(self, parent: Element) -> Element {
        parent.child_live(Box::new(self))
    }

    fn into_child(self) -> View {
        View::Live(Box::new(self))
    }
}
