//! The types that can be rendered.

use std::borrow::Cow;
use std::sync::Arc;

use upstream::either::{Either, EitherOf3, EitherOf4, EitherOf5, EitherOf6};
use upstream::prelude::Dom;

use crate::lean::element::Parts;
use crate::lean::node::{AnyView, CreateInert, IntoView, View, ViewNode};

impl<T: IntoView> IntoView for View<T> {
    type Kind = View<T::Kind>;

    #[inline(always)]
    fn into_node(self) -> ViewNode {
        self.into_inner().into_node()
    }

    #[inline(always)]
    fn append_to(self, parent: Parts) -> Parts {
        self.into_inner().append_to(parent)
    }

    #[inline(always)]
    fn erase(self) -> AnyView {
        self.into_inner().erase()
    }
}

impl IntoView for AnyView {
    type Kind = Self;

    #[inline(always)]
    fn into_node(self) -> ViewNode {
        self.0
    }

    #[inline(always)]
    fn erase(self) -> AnyView {
        self
    }
}

impl IntoView for &'static str {
    type Kind = String;

    #[inline(always)]
    fn into_node(self) -> ViewNode {
        ViewNode::Text(Cow::Borrowed(self))
    }

    #[inline(always)]
    fn append_to(self, parent: Parts) -> Parts {
        parent.static_text(self)
    }
}

impl IntoView for String {
    type Kind = Self;

    #[inline(always)]
    fn into_node(self) -> ViewNode {
        ViewNode::Text(Cow::Owned(self))
    }

    #[inline(always)]
    fn append_to(self, parent: Parts) -> Parts {
        parent.text(self)
    }
}

impl IntoView for Cow<'static, str> {
    type Kind = String;

    fn into_node(self) -> ViewNode {
        ViewNode::Text(self)
    }
}

macro_rules! displayed {
    ($($ty:ty)*) => {$(
        impl IntoView for $ty {
            type Kind = Self;

            fn into_node(self) -> ViewNode {
                ViewNode::Text(Cow::Owned(self.to_string()))
            }
        }
    )*};
}
displayed!(Arc<str> u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64 bool char);

impl IntoView for () {
    type Kind = Self;

    #[inline(always)]
    fn into_node(self) -> ViewNode {
        ViewNode::Empty
    }
}

impl<T: IntoView> IntoView for Option<T> {
    type Kind = Option<T::Kind>;

    // One function for all calls: a program has some hundred calls.
    fn into_node(self) -> ViewNode {
        self.map_or(ViewNode::Empty, T::into_node)
    }
}

impl<T: IntoView> IntoView for Vec<T> {
    type Kind = Vec<T::Kind>;

    fn into_node(self) -> ViewNode {
        ViewNode::List(self.into_iter().map(T::into_node).collect())
    }
}

impl<T: IntoView, const N: usize> IntoView for [T; N] {
    type Kind = [T::Kind; N];

    fn into_node(self) -> ViewNode {
        ViewNode::Fixed(self.into_iter().map(T::into_node).collect())
    }
}

impl<F: FnMut() -> T + Send + 'static, T: IntoView + 'static> IntoView for F {
    type Kind = F;

    fn into_node(self) -> ViewNode {
        ViewNode::Dynamic(Box::new(self))
    }

    // One function for all calls with this closure: some hundred texts follow the language.
    fn append_to(self, parent: Parts) -> Parts {
        parent.dynamic(Box::new(self))
    }
}

macro_rules! eithers {
    ($($either:ident { $($variant:ident $ty:ident $number:literal),* })*) => {$(
        impl<$($ty: IntoView),*> IntoView for $either<$($ty),*> {
            type Kind = $either<$($ty::Kind),*>;

            fn into_node(self) -> ViewNode {
                let (number, node) = match self {
                    $(Self::$variant(view) => ($number, view.into_node()),)*
                };
                ViewNode::Branch(number, Box::new(node))
            }
        }
    )*};
}
eithers! {
    Either { Left A 1, Right B 2 }
    EitherOf3 { A A 1, B B 2, C C 3 }
    EitherOf4 { A A 1, B B 2, C C 3, D D 4 }
    EitherOf5 { A A 1, B B 2, C C 3, D D 4, E E 5 }
    EitherOf6 { A A 1, B B 2, C C 3, D D 4, E E 5, F F 6 }
}

/// Tuples of all lengths up to the given one.
macro_rules! tuples {
    () => {};
    ($first:ident $($name:ident)*) => {
        impl<$first: IntoView, $($name: IntoView),*> IntoView for ($first, $($name,)*) {
            type Kind = ($first::Kind, $($name::Kind,)*);

            #[inline(always)]
            fn into_node(self) -> ViewNode {
                #[expect(non_snake_case, reason = "a value is named as its type")]
                let ($first, $($name,)*) = self;
                ViewNode::Fixed(vec![$first.into_node(), $($name.into_node()),*])
            }

            #[inline(always)]
            fn append_to(self, parent: Parts) -> Parts {
                #[expect(non_snake_case, reason = "a value is named as its type")]
                let ($first, $($name,)*) = self;
                let parent = $first.append_to(parent);
                $(let parent = $name.append_to(parent);)*
                parent
            }
        }
        tuples!($($name)*);
    };
}
tuples!(A B C D E F G H I J K L M N O P);

/// An element of `view!` in which nothing is dynamic, created from its markup.
pub struct InertMarkup<const IS_SVG: bool>(Cow<'static, str>);

/// An inert element of HTML.
pub type InertElement = InertMarkup<false>;
/// An inert element inside `<svg>`.
pub type InertSvgElement = InertMarkup<true>;

impl<const IS_SVG: bool> InertMarkup<IS_SVG> {
    /// The function that creates the element. Without such an element a program doesn't contain it.
    const CREATE: CreateInert = if IS_SVG {
        Dom::create_svg_element_from_html
    } else {
        Dom::create_element_from_html
    };

    /// Creates it from the element's markup.
    #[inline(always)]
    pub fn new(html: impl Into<Cow<'static, str>>) -> Self {
        Self(html.into())
    }
}

impl<const IS_SVG: bool> IntoView for InertMarkup<IS_SVG> {
    type Kind = Self;

    #[inline(always)]
    fn into_node(self) -> ViewNode {
        ViewNode::Inert(self.0, Self::CREATE)
    }

    #[inline(always)]
    fn append_to(self, parent: Parts) -> Parts {
        parent.inert(self.0, Self::CREATE)
    }
}
