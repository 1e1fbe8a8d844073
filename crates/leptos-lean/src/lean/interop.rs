//! Views of this crate inside upstream's views, and upstream's views inside this crate's.

use upstream::prelude::{Mountable, Render, RenderHtml};
use upstream::tachys::html::attribute::Attribute;
use upstream::tachys::html::attribute::any_attribute::AnyAttribute;
use upstream::tachys::hydration::Cursor;
use upstream::tachys::view::add_attr::AddAnyAttr;
use upstream::tachys::view::{Position, PositionState};

use crate::lean::node::{AnyView, CustomView, IntoView, ViewNode};
use crate::lean::render::ViewState;

/// Wraps a view that upstream Leptos renders, so that a `view!` of this crate can contain it. When
/// the view around it is rendered again, it is replaced. With the feature `upstream` this function
/// returns the view itself.
pub fn upstream_view<V>(view: V) -> UpstreamView<V>
where
    V: Render + Send + 'static,
{
    UpstreamView(view)
}

/// A view that upstream Leptos renders.
pub struct UpstreamView<V>(V);

impl<V> IntoView for UpstreamView<V>
where
    V: Render + Send + 'static,
    V::State: 'static,
{
    type Kind = Self;

    fn into_node(self) -> ViewNode {
        ViewNode::Custom(Box::new(self))
    }
}

impl<V> CustomView for UpstreamView<V>
where
    V: Render + Send,
    V::State: 'static,
{
    fn build(self: Box<Self>) -> Box<dyn Mountable> {
        Box::new(self.0.build())
    }
}

impl Render for AnyView {
    type State = ViewState;

    fn build(self) -> ViewState {
        self.0.build()
    }

    fn rebuild(self, state: &mut ViewState) {
        self.0.rebuild(state);
    }
}

impl AddAnyAttr for AnyView {
    type Output<NewAttr: Attribute> = Self;

    /// Adds nothing: an app of this crate can't write it, because [`crate::AddAnyAttr`] refuses it,
    /// and upstream's view around this one has its own elements.
    fn add_any_attr<NewAttr: Attribute>(self, _: NewAttr) -> Self
    where
        Self::Output<NewAttr>: RenderHtml,
    {
        self
    }
}

/// The items that rendering on a server needs. Never called: there is no such feature here.
impl RenderHtml for AnyView {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(
        self,
        _: &mut String,
        _: &mut Position,
        _: bool,
        _: bool,
        _: Vec<AnyAttribute>,
    ) {
    }

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> ViewState {
        self.0.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}
