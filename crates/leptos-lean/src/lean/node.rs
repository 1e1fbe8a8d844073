//! The parts of a view: one type for everything, and the trait of the types that can become it.

use std::borrow::Cow;

use upstream::prelude::Mountable;

use crate::lean::element::Parts;

/// A view before it is on the page.
pub enum ViewNode {
    /// Nothing; a comment marks its position.
    Empty,
    /// A text.
    Text(Cow<'static, str>),
    /// An element with its attributes and children.
    Element(Parts),
    /// Markup without anything dynamic, and the function that creates an element from it.
    Inert(Cow<'static, str>, CreateInert),
    /// A closure that creates the view again whenever a signal that it reads changes.
    Dynamic(Box<dyn DynamicView>),
    /// Several views; always the same number at the same position.
    Fixed(Vec<ViewNode>),
    /// Any number of views, followed by a comment.
    List(Vec<ViewNode>),
    /// A view of one of several types. Another number means another type.
    Branch(u32, Box<ViewNode>),
    /// A view that renders itself. It is behind a table of functions, so that a program without a
    /// keyed list doesn't contain the code of one.
    Custom(Box<dyn CustomView>),
}

/// Creates an element from its markup.
pub(crate) type CreateInert = fn(Cow<'static, str>) -> web_sys::Element;

/// Creates a view again whenever a signal that it reads changes.
///
/// This isn't `dyn FnMut`, whose table has more functions for each closure.
pub trait DynamicView: Send {
    /// The current view.
    fn node(&mut self) -> ViewNode;
}

impl<F: FnMut() -> T + Send, T: IntoView> DynamicView for F {
    fn node(&mut self) -> ViewNode {
        self().into_node()
    }
}

/// A view that renders itself.
pub trait CustomView: Send {
    /// Creates its nodes, not yet in the document.
    fn build(self: Box<Self>) -> Box<dyn Mountable>;
}

/// A value that can be rendered.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be rendered by leptos-lean",
    note = "a view is an element, a text, a number, a signal, a closure that returns a view, or an \
            `Option`, `Vec`, array, tuple or `Either` of views",
    note = "`Result` (for `<ErrorBoundary>`) and `Suspend` are not supported"
)]
pub trait IntoView: Sized + Send {
    /// Represents the view's type where views are compared: a view of the same kind changes the old
    /// one in place. As in Leptos, all texts are of one kind, and so are all closures for an
    /// attribute that return the same type.
    #[doc(hidden)]
    type Kind: 'static;

    /// The view as the renderer's own type.
    #[doc(hidden)]
    fn into_node(self) -> ViewNode;

    /// Appends the view to an element's children. Common types have their own version, which makes
    /// each call some bytes shorter.
    #[doc(hidden)]
    #[inline(always)]
    fn append_to(self, parent: Parts) -> Parts {
        parent.node(self.into_node())
    }

    /// The view as a view of any type, with the number of its own type.
    #[doc(hidden)]
    #[inline(always)]
    fn erase(self) -> AnyView {
        branch(type_number::<Self::Kind>(), self.into_node())
    }

    /// Wraps the view, as Leptos does.
    #[inline(always)]
    fn into_view(self) -> View<Self> {
        View::new(self)
    }
}

/// A view of any type.
pub struct AnyView(pub(crate) ViewNode);

/// Erases a view's type.
pub trait IntoAny {
    /// The view as [`AnyView`].
    fn into_any(self) -> AnyView;
}

impl<T: IntoView> IntoAny for T {
    #[inline(always)]
    fn into_any(self) -> AnyView {
        self.erase()
    }
}

/// The largest number of a type. A larger one takes more bytes at each of some hundred calls, and
/// compression doesn't make them smaller.
const MOST: u32 = 0x1fff;

/// A number of the view's type: a view of another type replaces the one on the page, as in Leptos,
/// and one of the same type changes it in place. A part of the `TypeId` is enough: if two types at
/// one position share a number, elements of different shape are still distinguished.
#[inline(always)]
pub(crate) fn type_number<T: 'static>() -> u32 {
    use std::hash::Hash;
    let mut number = TypeNumber(0);
    std::any::TypeId::of::<T>().hash(&mut number);
    number.0
}

/// The same for an element, with which each view begins: shorter, because no node is passed on.
#[inline(never)]
pub(crate) fn branch_element(number: u32, parts: Parts) -> AnyView {
    AnyView(ViewNode::Branch(number, Box::new(ViewNode::Element(parts))))
}

struct TypeNumber(u32);

impl std::hash::Hasher for TypeNumber {
    #[inline(always)]
    fn write(&mut self, _: &[u8]) {}
    #[inline(always)]
    fn write_u64(&mut self, half: u64) {
        self.0 = half as u32 & MOST;
    }
    #[inline(always)]
    fn finish(&self) -> u64 {
        u64::from(self.0)
    }
}

#[inline(never)]
fn branch(number: u32, node: ViewNode) -> AnyView {
    AnyView(match node {
        // The type of these doesn't matter: a text is set, a closure is replaced, and a
        // view that is a branch already has a number.
        ViewNode::Empty
        | ViewNode::Text(_)
        | ViewNode::Dynamic(_)
        | ViewNode::Custom(_)
        | ViewNode::Branch(..) => node,
        node => ViewNode::Branch(number, Box::new(node)),
    })
}

/// The type that `view!` returns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View<T>(T);

impl<T> View<T> {
    /// Wraps a view.
    #[inline(always)]
    pub fn new(inner: T) -> Self {
        Self(inner)
    }

    /// Returns the view.
    #[inline(always)]
    pub fn into_inner(self) -> T {
        self.0
    }

    /// Exists for hot reloading, which needs a server.
    #[doc(hidden)]
    #[inline(always)]
    pub fn with_view_marker(self, _: &'static str) -> Self {
        self
    }
}

/// The trait that `view!` calls for each block.
#[doc(hidden)]
pub trait IntoRender {
    /// The view itself.
    type Output;
    /// Returns the view itself.
    fn into_render(self) -> Self::Output;
}

impl<T: IntoView> IntoRender for T {
    type Output = T;
    #[inline(always)]
    fn into_render(self) -> T {
        self
    }
}

/// Collects the views of an iterator.
pub trait CollectView {
    /// The type of each view.
    type View: IntoView;
    /// The views as a `Vec`, which is a view.
    fn collect_view(self) -> Vec<Self::View>;
}

impl<I: IntoIterator<Item = V>, V: IntoView> CollectView for I {
    type View = V;
    fn collect_view(self) -> Vec<V> {
        self.into_iter().collect()
    }
}
