//! Views on the page: made, changed, moved and removed.

use std::any::Any;

use leptos::prelude::{AnyView, Mountable, Render, RenderEffect, RenderHtml, document};
use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::add_attr::AddAnyAttr;
use leptos::tachys::view::{Position, PositionState};

use super::focus::keep_focus;
use super::{Element, Parts, View};

/// Tags that live in the SVG namespace.
const SVG_TAGS: [&str; 4] = ["svg", "use", "path", "rect"];

/// The SVG namespace.
const SVG: &str = "http://www.w3.org/2000/svg";

/// A view that stands on the page.
pub enum ViewState {
    /// A comment keeps the place of what isn't there.
    Nothing(web_sys::Node),
    /// A text, the node it stands in, and a comment behind that node.
    Text(TextNode, String),
    /// An element, what is in it, and what lives as long as it.
    Element(web_sys::Element, Vec<ViewState>, Vec<Box<dyn Any>>),
    /// What the last run made.
    Live(RenderEffect<ViewState>),
    /// Several, and a comment that keeps their place when there are none.
    Many(Vec<ViewState>, web_sys::Node),
    /// A view of Leptos.
    Leptos(<AnyView as Render>::State),
}

impl Render for View {
    type State = ViewState;

    fn build(self) -> ViewState {
        match self {
            Self::Nothing => ViewState::Nothing(comment()),
            Self::Text(text) => ViewState::Text(TextNode::of(&text), text),
            Self::Element(element) => {
                let (element, children, kept) = element.build();
                ViewState::Element(element, children, kept)
            }
            Self::Made(element) => ViewState::Element(element, Vec::new(), Vec::new()),
            Self::Live(live) => {
                ViewState::Live(RenderEffect::new(move |before: Option<ViewState>| {
                    let view = live.view();
                    match before {
                        Some(mut state) => {
                            view.rebuild(&mut state);
                            state
                        }
                        None => view.build(),
                    }
                }))
            }
            Self::Many(views) => {
                ViewState::Many(views.into_iter().map(Self::build).collect(), comment())
            }
            Self::Leptos(view) => ViewState::Leptos(view.build()),
        }
    }

    /// A text is changed in place; anything else gives way to the new, because
    /// what may change inside an element follows signals of its own.
    fn rebuild(self, state: &mut ViewState) {
        if let (Self::Text(new), ViewState::Text(live, old)) = (&self, &mut *state) {
            if new != old {
                live.put_back();
                live.node.set_node_value(Some(new));
                new.clone_into(old);
            }
            return;
        }
        let held = document().active_element();
        let mut old = std::mem::replace(state, self.build());
        old.insert_before_this(state);
        old.unmount();
        if let Some(held) = held.filter(|held| !held.is_connected()) {
            keep_focus(&held, &state.elements(), state.place());
        }
        old.end();
    }
}

/// A text that may change. Translators of browsers put an element in the place of each text
/// node and leave the node itself out of the page, where nobody reads what is written into it.
/// They leave comments alone, so the one behind the text tells where it was.
pub struct TextNode {
    node: web_sys::Node,
    end: web_sys::Node,
}

impl TextNode {
    fn of(text: &str) -> Self {
        Self {
            node: document().create_text_node(text).into(),
            end: comment(),
        }
    }

    /// Puts the text's own node back where a translation stands for it.
    fn put_back(&self) {
        let parent = self.end.parent_node();
        if let Some(parent) = &parent
            && self.node.parent_node().as_ref() != Some(parent)
        {
            // What stands for a text is such an element, by Chrome's and Google's translators.
            let stand_in = self.end.previous_sibling();
            if let Some(stand_in) = stand_in.filter(|stand_in| stand_in.node_name() == "FONT") {
                remove(&stand_in);
            }
            // The comment is a child of its parent, so inserting can't fail.
            parent.insert_before(&self.node, Some(&self.end)).ok();
        }
    }
}

impl Element {
    /// The element, what is in it, and what lives as long as it.
    pub(super) fn build(self) -> (web_sys::Element, Vec<ViewState>, Vec<Box<dyn Any>>) {
        let Parts {
            tag,
            attributes,
            children,
            finish,
        } = *self.0;
        let document = document();
        let created = if SVG_TAGS.contains(&tag) {
            document.create_element_ns(Some(SVG), tag)
        } else {
            document.create_element(tag)
        };
        let Ok(element) = created else {
            // Only an invalid name is refused, and every tag is spelled in
            // this program.
            unreachable!("an invalid tag")
        };
        for (name, value) in attributes {
            set(&element, name, Some(&value));
        }
        let mut states = Vec::new();
        for child in children {
            if let View::Text(text) = child {
                // It never changes, and goes with the element.
                element.append_child(&document.create_text_node(&text)).ok();
            } else {
                let mut state = child.build();
                state.mount(&element, None);
                states.push(state);
            }
        }
        let kept = finish
            .into_iter()
            .filter_map(|finish| finish.finish(&element))
            .collect();
        (element, states, kept)
    }
}

impl ViewState {
    /// The element that it stands in.
    fn place(&self) -> Option<web_sys::Element> {
        match self {
            Self::Nothing(node) | Self::Many(_, node) => node.parent_element(),
            Self::Text(text, _) => text.end.parent_element(),
            Self::Element(element, ..) => element.parent_element(),
            Self::Live(effect) => effect.with_value_mut(|state| state.place()).flatten(),
            // It isn't told; focus then goes to the page.
            Self::Leptos(_) => None,
        }
    }

    /// Ends every effect inside, at once. Dropping isn't enough: an effect's
    /// task holds what it made last until it is next run, and what is in there
    /// could still be told of a change and read values that are gone.
    fn end(&mut self) {
        match self {
            // Leptos ends its effects when the state is dropped.
            Self::Nothing(_) | Self::Text(..) | Self::Leptos(_) => {}
            Self::Element(_, children, kept) => {
                children.iter_mut().for_each(Self::end);
                children.clear();
                kept.clear();
            }
            Self::Live(effect) => {
                effect.with_value_mut(Self::end);
                *self = Self::Nothing(comment());
            }
            Self::Many(states, _) => {
                states.iter_mut().for_each(Self::end);
                states.clear();
            }
        }
    }
}

impl Mountable for ViewState {
    fn unmount(&mut self) {
        match self {
            Self::Nothing(node) => remove(node),
            Self::Text(live, _) => {
                live.put_back();
                remove(&live.node);
                remove(&live.end);
            }
            Self::Element(element, ..) => element.remove(),
            Self::Live(effect) => {
                effect.with_value_mut(ViewState::unmount);
            }
            Self::Many(states, end) => {
                states.iter_mut().for_each(Mountable::unmount);
                remove(end);
            }
            Self::Leptos(state) => state.unmount(),
        }
    }

    fn mount(&mut self, parent: &web_sys::Element, marker: Option<&web_sys::Node>) {
        // The marker is a child of the parent, so inserting can't fail.
        match self {
            Self::Nothing(node) => {
                parent.insert_before(node, marker).ok();
            }
            Self::Text(live, _) => {
                parent.insert_before(&live.node, marker).ok();
                parent.insert_before(&live.end, marker).ok();
            }
            Self::Element(element, ..) => {
                parent.insert_before(element, marker).ok();
            }
            Self::Live(effect) => {
                effect.with_value_mut(|state| state.mount(parent, marker));
            }
            Self::Many(states, end) => {
                for state in states {
                    state.mount(parent, marker);
                }
                parent.insert_before(end, marker).ok();
            }
            Self::Leptos(state) => state.mount(parent, marker),
        }
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        match self {
            Self::Nothing(node) => insert_before(node, child),
            Self::Text(live, _) => {
                live.put_back();
                insert_before(&live.node, child)
            }
            Self::Element(element, ..) => insert_before(element, child),
            Self::Live(effect) => effect
                .with_value_mut(|state| state.insert_before_this(child))
                .unwrap_or(false),
            Self::Many(states, end) => match states.first() {
                Some(first) => first.insert_before_this(child),
                None => insert_before(end, child),
            },
            Self::Leptos(state) => state.insert_before_this(child),
        }
    }

    fn elements(&self) -> Vec<web_sys::Element> {
        match self {
            Self::Nothing(_) | Self::Text(..) => Vec::new(),
            Self::Element(element, ..) => vec![element.clone()],
            Self::Live(effect) => effect
                .with_value_mut(|state| state.elements())
                .unwrap_or_default(),
            Self::Many(states, _) => states.iter().flat_map(Mountable::elements).collect(),
            Self::Leptos(state) => state.elements(),
        }
    }
}

impl AddAnyAttr for View {
    type Output<NewAttr: Attribute> = Self;

    fn add_any_attr<NewAttr: Attribute>(self, _: NewAttr) -> Self
    where
        Self::Output<NewAttr>: RenderHtml,
    {
        // Only `view!` spreads attributes, and this shop has none of it.
        self
    }
}

/// What rendering on a server would need. This shop has no server, so none of
/// it is ever called.
impl RenderHtml for View {
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
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}

fn comment() -> web_sys::Node {
    document().create_comment("").into()
}

fn remove(node: &web_sys::Node) {
    if let Some(parent) = node.parent_node() {
        // It is a child of its parent, so removing can't fail.
        parent.remove_child(node).ok();
    }
}

fn insert_before(node: &web_sys::Node, child: &mut dyn Mountable) -> bool {
    let Some(parent) = node.parent_element() else {
        return false;
    };
    child.mount(&parent, Some(node));
    true
}

/// Sets or removes an attribute.
pub(super) fn set(element: &web_sys::Element, name: &str, value: Option<&str>) {
    // Names are spelled in this program and valid, so neither can fail.
    match value {
        Some(value) => element.set_attribute(name, value).ok(),
        None => element.remove_attribute(name).ok(),
    };
}
