//! What can become the text of an attribute.

use std::borrow::Cow;

use super::Element;

/// What can become the text of an attribute.
pub trait IntoText {
    /// The text; `None` leaves the attribute out.
    fn into_text(self) -> Option<Cow<'static, str>>;

    /// Sets it on an element. Common kinds have a way of their own, which
    /// makes each call a few bytes shorter.
    fn set_on(self, element: Element, name: &'static str) -> Element
    where
        Self: Sized,
    {
        element.attr_of(name, self.into_text())
    }
}

impl IntoText for &'static str {
    fn set_on(self, element: Element, name: &'static str) -> Element {
        element.attr_static(name, self)
    }

    fn into_text(self) -> Option<Cow<'static, str>> {
        Some(Cow::Borrowed(self))
    }
}

impl IntoText for String {
    fn into_text(self) -> Option<Cow<'static, str>> {
        Some(Cow::Owned(self))
    }
}

impl<T: IntoText> IntoText for Option<T> {
    fn into_text(self) -> Option<Cow<'static, str>> {
        self.and_then(T::into_text)
    }
}

/// A flag is an empty attribute or none.
impl IntoText for bool {
    fn into_text(self) -> Option<Cow<'static, str>> {
        self.then_some(Cow::Borrowed(""))
    }
}
