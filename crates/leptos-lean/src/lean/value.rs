//! The values of attributes, classes, styles and properties.

use std::borrow::Cow;
use std::sync::Arc;

use wasm_bindgen::JsValue;

use crate::lean::derived::{Memo, Signal};
use crate::lean::element::{DynamicValue, Parts, Target};
use crate::lean::signal::{ReadSignal, RwSignal};

/// A value to set on an element.
pub enum Value {
    /// Nothing: the attribute is absent, the class is off.
    None,
    /// A text. For a class that is on, it is empty.
    Text(Cow<'static, str>),
    /// The value of a property.
    Js(JsValue),
}

impl Value {
    fn of_flag(is_on: bool) -> Self {
        if is_on {
            Self::Text(Cow::Borrowed(""))
        } else {
            Self::None
        }
    }
}

/// A value that can be converted to a text, for an attribute or a style.
pub trait IntoValue {
    /// Represents the value's type: see `IntoView::Kind`.
    #[doc(hidden)]
    type Kind: 'static;

    /// The value.
    #[doc(hidden)]
    fn into_value(self) -> Value;
}

/// The value of an attribute: a text, a number, a flag, an `Option` of these, a signal of these, or
/// a closure that returns one of them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be the value of an attribute",
    note = "it can be a text, a number, a `bool`, an `Option` of these, a signal of these, or a \
            closure that returns one; texts live as long as the program or are owned"
)]
pub trait AttributeValue: Sized {
    /// Represents the value's type: see `IntoView::Kind`.
    #[doc(hidden)]
    type Kind: 'static;

    #[doc(hidden)]
    fn bind_to(self, parts: Parts, target: Target, name: &'static str) -> Parts;
}

macro_rules! values {
    ($($ty:ty as $kind:ty: $this:ident => $value:expr;)*) => {$(
        impl IntoValue for $ty {
            type Kind = $kind;

            fn into_value(self) -> Value {
                let $this = self;
                $value
            }
        }
        values!(@attribute $ty);
    )*};
    (@attribute $ty:ty) => {
        impl AttributeValue for $ty {
            type Kind = <Self as IntoValue>::Kind;

            // One function for all calls: a program has some hundred calls.
            fn bind_to(self, parts: Parts, target: Target, name: &'static str) -> Parts {
                parts.value(target, name, self.into_value())
            }
        }
    };
}
values! {
    String as Arc<str>: text => Value::Text(Cow::Owned(text));
    Cow<'static, str> as Arc<str>: text => Value::Text(text);
    Arc<str> as Self: text => Value::Text(Cow::Owned(text.to_string()));
    bool as Self: is_on => Value::of_flag(is_on);
    () as Self: _nothing => Value::None;
}

impl IntoValue for &'static str {
    type Kind = Arc<str>;

    fn into_value(self) -> Value {
        Value::Text(Cow::Borrowed(self))
    }
}

impl AttributeValue for &'static str {
    type Kind = Arc<str>;

    #[inline(always)]
    fn bind_to(self, parts: Parts, target: Target, name: &'static str) -> Parts {
        // The target is a constant where this is inlined.
        if target == Target::Attribute {
            parts.static_attribute(name, self)
        } else {
            parts.value(target, name, self.into_value())
        }
    }
}

impl<T: IntoValue> IntoValue for Option<T> {
    type Kind = Option<T::Kind>;

    fn into_value(self) -> Value {
        self.map_or(Value::None, T::into_value)
    }
}

impl<T: IntoValue> AttributeValue for Option<T> {
    type Kind = Option<T::Kind>;

    fn bind_to(self, parts: Parts, target: Target, name: &'static str) -> Parts {
        parts.value(target, name, self.into_value())
    }
}

impl<F: FnMut() -> T + Send + 'static, T: IntoValue + 'static> AttributeValue for F {
    type Kind = fn() -> T;

    fn bind_to(self, parts: Parts, target: Target, name: &'static str) -> Parts {
        parts.dynamic_value(target, name, Box::new(TextClosure(self)))
    }
}

struct TextClosure<F>(F);

impl<F: FnMut() -> T + Send, T: IntoValue> DynamicValue for TextClosure<F> {
    fn value(&mut self) -> Value {
        (self.0)().into_value()
    }
}

/// The trait that `view!` calls for each value of an attribute.
#[doc(hidden)]
pub trait IntoAttributeValue {
    /// The value itself.
    type Output;
    /// Returns the value itself.
    fn into_attribute_value(self) -> Self::Output;
}

impl<T: AttributeValue> IntoAttributeValue for T {
    type Output = T;
    #[inline(always)]
    fn into_attribute_value(self) -> T {
        self
    }
}

/// The value of `class`, or a class name with a flag that says whether the class is on.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be the value of `class`",
    note = "`class=` takes what an attribute takes; `class:name=` takes a `bool`, a signal of one, or \
            a closure that returns one"
)]
pub trait IntoClass: Sized {
    /// Represents the value's type: see `IntoView::Kind`.
    #[doc(hidden)]
    type Kind: 'static;

    #[doc(hidden)]
    fn bind_class(self, parts: Parts) -> Parts;
}

impl<T: AttributeValue> IntoClass for T {
    type Kind = T::Kind;

    #[inline(always)]
    fn bind_class(self, parts: Parts) -> Parts {
        self.bind_to(parts, Target::Attribute, "class")
    }
}

impl<V: ClassFlag> IntoClass for (&'static str, V) {
    type Kind = (&'static str, V::Kind);

    #[inline(always)]
    fn bind_class(self, parts: Parts) -> Parts {
        self.1.bind_flag(parts, self.0)
    }
}

/// Whether a class is on.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't say whether a class is on",
    note = "`class:name=` takes a `bool`, a signal of one, or a closure that returns one"
)]
pub trait ClassFlag: Sized {
    /// Represents the value's type: see `IntoView::Kind`.
    #[doc(hidden)]
    type Kind: 'static;

    #[doc(hidden)]
    fn bind_flag(self, parts: Parts, name: &'static str) -> Parts;
}

impl ClassFlag for bool {
    type Kind = Self;

    fn bind_flag(self, parts: Parts, name: &'static str) -> Parts {
        parts.value(Target::Class, name, Value::of_flag(self))
    }
}

impl<F: FnMut() -> bool + Send + 'static> ClassFlag for F {
    type Kind = fn() -> bool;

    #[inline(always)]
    fn bind_flag(self, parts: Parts, name: &'static str) -> Parts {
        parts.dynamic_value(Target::Class, name, Box::new(TextClosure(self)))
    }
}

/// The value of `style`, or a name with a value.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be the value of `style`",
    note = "`style=` and `style:name=` take a text, an `Option` of one, a signal of one, or a closure \
            that returns one"
)]
pub trait IntoStyle: Sized {
    /// Represents the value's type: see `IntoView::Kind`.
    #[doc(hidden)]
    type Kind: 'static;

    #[doc(hidden)]
    fn bind_style(self, parts: Parts) -> Parts;
}

impl<T: AttributeValue> IntoStyle for T {
    type Kind = T::Kind;

    #[inline(always)]
    fn bind_style(self, parts: Parts) -> Parts {
        self.bind_to(parts, Target::Attribute, "style")
    }
}

/// Sets it through the object model, which needs no exception in a content security policy.
impl<V: AttributeValue> IntoStyle for (&'static str, V) {
    type Kind = (&'static str, V::Kind);

    #[inline(always)]
    fn bind_style(self, parts: Parts) -> Parts {
        self.1.bind_to(parts, Target::Style, self.0)
    }
}

/// The value of a property: a text, a number, a `bool`, a `JsValue`, an `Option` of these, a signal
/// of these, or a closure that returns one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be the value of a property",
    note = "`prop:name=` takes a text, a number, a `bool`, a `JsValue`, an `Option` of these, a \
            signal of these, or a closure that returns one"
)]
pub trait IntoProperty: Sized {
    /// Represents the value's type: see `IntoView::Kind`.
    #[doc(hidden)]
    type Kind: 'static;

    #[doc(hidden)]
    fn bind_property(self, parts: Parts, name: &'static str) -> Parts;
}

macro_rules! properties {
    ($($ty:ty as $kind:ty),*) => {$(
        properties!(@one $ty as $kind);
        properties!(@one Option<$ty> as Option<$kind>);
    )*};
    (@one $ty:ty as $kind:ty) => {
        impl IntoProperty for $ty {
            type Kind = $kind;

            fn bind_property(self, parts: Parts, name: &'static str) -> Parts {
                parts.value(Target::Property, name, Value::Js(self.into()))
            }
        }
    };
}
properties!(&'static str as Arc<str>, String as Arc<str>, bool as bool, JsValue as JsValue);

macro_rules! numbers {
    ($($ty:ident)*) => {
        values!($($ty as Self: number => Value::Text(Cow::Owned(number.to_string()));)*);
        properties!($($ty as $ty),*);
    };
}
numbers!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64);

impl<F: FnMut() -> T + Send + 'static, T: Into<JsValue> + 'static> IntoProperty for F {
    type Kind = fn() -> T;

    fn bind_property(self, parts: Parts, name: &'static str) -> Parts {
        parts.dynamic_value(Target::Property, name, Box::new(PropertyClosure(self)))
    }
}

struct PropertyClosure<F>(F);

impl<F: FnMut() -> T + Send, T: Into<JsValue>> DynamicValue for PropertyClosure<F> {
    fn value(&mut self) -> Value {
        Value::Js((self.0)().into())
    }
}

/// A signal renders its value.
macro_rules! signals {
    ($($signal:ident)*) => {$(
        impl<T: IntoValue + Clone + Send + Sync + 'static> AttributeValue for $signal<T> {
            type Kind = Self;

            fn bind_to(self, parts: Parts, target: Target, name: &'static str) -> Parts {
                (move || self.get()).bind_to(parts, target, name)
            }
        }
        impl ClassFlag for $signal<bool> {
            type Kind = Self;

            fn bind_flag(self, parts: Parts, name: &'static str) -> Parts {
                (move || self.get()).bind_flag(parts, name)
            }
        }
        impl<T: Into<JsValue> + Clone + Send + Sync + 'static> IntoProperty for $signal<T> {
            type Kind = Self;

            fn bind_property(self, parts: Parts, name: &'static str) -> Parts {
                (move || self.get()).bind_property(parts, name)
            }
        }
        impl<T: crate::lean::node::IntoView + Clone + Send + Sync + 'static> crate::lean::node::IntoView for $signal<T> {
            type Kind = Self;

            fn into_node(self) -> crate::lean::node::ViewNode {
                (move || self.get()).into_node()
            }
        }
    )*};
}
signals!(RwSignal ReadSignal Memo Signal);
