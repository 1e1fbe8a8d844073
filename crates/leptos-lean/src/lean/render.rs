//! Views on the page: built, changed in place, moved and removed. Which views are changed in place
//! and which are replaced is as in Leptos 0.8.23, except for the texts of closures.

use std::borrow::Cow;
use std::iter::zip;

use upstream::prelude::{Dom, Mountable, RenderEffect};
use web_sys::{Comment, Element, Node, Text};

use crate::lean::element::{Binding, DynamicValue, ElementParts, Slot, Target};
use crate::lean::listening::Listening;
use crate::lean::node::{DynamicView, ViewNode};
use crate::lean::value::Value;

const SVG: &str = "http://www.w3.org/2000/svg";

/// A view on the page.
pub enum ViewState {
    /// The comment that marks the position of an empty view.
    Empty(Comment),
    /// A text that is removed with its element, and its node.
    Text(Text, Cow<'static, str>),
    /// A text that may change or be removed on its own.
    Marked(MarkedText, Cow<'static, str>),
    /// An element.
    Element(Box<ElementState>),
    /// An element in which nothing changes, and its markup.
    Inert(Element, Cow<'static, str>),
    /// The last view that a closure returned.
    Dynamic(OwnedEffect<ViewState>),
    /// Several views.
    Fixed(Vec<ViewState>),
    /// Any number of views, and the comment after them.
    List(Vec<ViewState>, Comment),
    /// A view of one of several types.
    Branch(u32, Box<ViewState>),
    /// A view that renders itself.
    Custom(Box<dyn Mountable>),
    /// No view, but the value of an attribute that follows signals. It is a variant here because
    /// effects of another type would add a kilobyte.
    Value(Value),
}

/// An element on the page.
pub struct ElementState {
    element: Element,
    tag: &'static str,
    bindings: Vec<BindingState>,
    children: Vec<ViewState>,
}

enum BindingState {
    Value(Slot, Value),
    Dynamic(Slot, RenderEffect<ViewState>),
    Listener(Listening),
    Reference,
}

/// An effect that owns its last result. Dropping an effect ends it, but its task keeps the value
/// until the task runs again, so the value is taken out of it.
pub struct OwnedEffect<T: 'static>(pub(crate) RenderEffect<T>);

impl OwnedEffect<ViewState> {
    /// Whether its view is a text, or nothing.
    fn is_text(&self) -> bool {
        let is_text = |view: &mut _| matches!(view, ViewState::Marked(..) | ViewState::Empty(_));
        self.0.with_value_mut(is_text) == Some(true)
    }
}

impl<T> Drop for OwnedEffect<T> {
    fn drop(&mut self) {
        drop(self.0.take_value());
    }
}

/// The node of a text, and a comment after it. A browser's translator replaces each text node with
/// an element and keeps the node itself off the page, where a change of it is invisible. It leaves
/// comments alone, so this comment marks the text's position.
pub struct MarkedText(Text, Comment);

impl MarkedText {
    /// Puts the node back in place of a translation.
    fn put_back(&self) {
        let Some(parent) = self.1.parent_element() else {
            return;
        };
        if self.0.parent_element().as_ref() != Some(&parent) {
            let translation = self.1.previous_sibling();
            if let Some(translation) = translation.filter(|node| node.node_name() == "FONT") {
                Dom::remove(&translation);
            }
            Dom::insert_node(&parent, &self.0, Some(&self.1));
        }
    }
}

impl ViewNode {
    /// Creates the nodes.
    pub(crate) fn build(self) -> ViewState {
        match self {
            Self::Empty => ViewState::Empty(Dom::create_placeholder()),
            Self::Text(text) => {
                let node = Dom::create_text_node(&text);
                ViewState::Marked(MarkedText(node, Dom::create_placeholder()), text)
            }
            Self::Element(parts) => ViewState::Element(Box::new(parts.build())),
            Self::Inert(html, create) => ViewState::Inert(create(html.clone()), html),
            Self::Dynamic(view) => follow_view(view, None),
            Self::Fixed(views) => ViewState::Fixed(build_all(views)),
            Self::List(views) => ViewState::List(build_all(views), Dom::create_placeholder()),
            Self::Branch(number, view) => ViewState::Branch(number, Box::new(view.build())),
            Self::Custom(view) => ViewState::Custom(view.build()),
        }
    }

    /// Changes the view on the page into this one. A view of the same shape is changed in place.
    /// Another one is replaced, and so is a closure, because its effect belongs to the old view. Unlike
    /// Leptos, the next closure keeps the node of the old one's text: an equal text stays selected,
    /// and is not read out again.
    pub(crate) fn rebuild(self, state: &mut ViewState) {
        match (self, &mut *state) {
            (Self::Empty, ViewState::Empty(_)) => {}
            (Self::Text(new), ViewState::Text(node, old)) => {
                if new != *old {
                    Dom::set_text(node, &new);
                    *old = new;
                }
            }
            (Self::Text(new), ViewState::Marked(text, old)) => {
                if new != *old {
                    text.put_back();
                    Dom::set_text(&text.0, &new);
                    *old = new;
                }
            }
            (Self::Element(new), ViewState::Element(old)) if new.fits(old) => new.rebuild(old),
            (Self::Inert(new, _), ViewState::Inert(_, old)) if new == *old => {}
            (Self::Fixed(new), ViewState::Fixed(old)) if new.len() == old.len() => {
                zip(new, old).for_each(|(new, old)| new.rebuild(old));
            }
            (Self::List(new), ViewState::List(old, end)) => rebuild_list(new, old, end),
            (Self::Branch(new_number, new), ViewState::Branch(number, old))
                if new_number == *number =>
            {
                new.rebuild(old);
            }
            (Self::Dynamic(new), ViewState::Dynamic(old)) if old.is_text() => {
                *state = follow_view(new, old.0.take_value());
            }
            (new, _) => {
                let mut old = std::mem::replace(state, new.build());
                old.insert_before_this(state);
                old.unmount();
            }
        }
    }
}

fn build_all(views: Vec<ViewNode>) -> Vec<ViewState> {
    views.into_iter().map(ViewNode::build).collect()
}

/// One function for the effects of all closures: each effect of another type adds two kilobytes.
fn follow_view(mut view: Box<dyn DynamicView>, before: Option<ViewState>) -> ViewState {
    let follow = move |before: Option<ViewState>| match (view.node(), before) {
        (view, Some(mut state)) => {
            view.rebuild(&mut state);
            state
        }
        (view, None) => view.build(),
    };
    ViewState::Dynamic(OwnedEffect(RenderEffect::new_with_value(follow, before)))
}

fn rebuild_list(new: Vec<ViewNode>, old: &mut Vec<ViewState>, end: &Comment) {
    let rest = old.drain(new.len().min(old.len())..);
    rest.for_each(|mut state| state.unmount());
    for (index, view) in new.into_iter().enumerate() {
        match old.get_mut(index) {
            Some(state) => view.rebuild(state),
            None => {
                let mut state = view.build();
                insert_before(end, &mut state);
                old.push(state);
            }
        }
    }
}

impl ElementParts {
    fn build(self) -> ElementState {
        let element = Dom::create_element(self.tag, self.is_svg.then_some(SVG));
        // Bindings are built before children, as in Leptos.
        let bind = |binding: Binding| binding.build(&element);
        let bindings = self.bindings.into_iter().map(bind).collect();
        let build = |child| match child {
            ViewNode::Text(text) => ViewState::Text(Dom::create_text_node(&text), text),
            child => child.build(),
        };
        let mut children: Vec<_> = self.children.into_iter().map(build).collect();
        for child in &mut children {
            child.mount(&element, None);
        }
        ElementState {
            element,
            tag: self.tag,
            bindings,
            children,
        }
    }

    /// Whether both have the same shape. Views of the same type do, but a custom element's tag and
    /// the name of an attribute aren't part of the type.
    fn fits(&self, old: &ElementState) -> bool {
        self.tag == old.tag
            && self.children.len() == old.children.len()
            && self.bindings.len() == old.bindings.len()
            && zip(&self.bindings, &old.bindings).all(|(new, old)| new.fits(old))
            // No translator has taken one of its texts off the page.
            && old.children.iter().all(|child| match child {
                ViewState::Text(node, _) => node.parent_node().is_some(),
                _ => true,
            })
    }

    fn rebuild(self, state: &mut ElementState) {
        zip(self.bindings, &mut state.bindings)
            .for_each(|(new, old)| new.rebuild(&state.element, old));
        zip(self.children, &mut state.children).for_each(|(new, old)| new.rebuild(old));
    }
}

impl Binding {
    fn build(self, element: &Element) -> BindingState {
        match self {
            Self::Value(slot, value) => {
                apply(element, slot, &value, None);
                BindingState::Value(slot, value)
            }
            Self::Dynamic(slot, value) => {
                BindingState::Dynamic(slot, follow_value(element, slot, value, None))
            }
            Self::Listener(listener) => BindingState::Listener(Listening::start(element, listener)),
            Self::Reference(reference) => {
                reference.load(element);
                BindingState::Reference
            }
        }
    }

    fn fits(&self, old: &BindingState) -> bool {
        match (self, old) {
            (Self::Value(slot, _), BindingState::Value(old, _))
            | (Self::Dynamic(slot, _), BindingState::Dynamic(old, _)) => slot == old,
            (Self::Listener(listener), BindingState::Listener(old)) => old.is_for(listener),
            (Self::Reference(_), BindingState::Reference) => true,
            _ => false,
        }
    }

    fn rebuild(self, element: &Element, state: &mut BindingState) {
        match (self, state) {
            (Self::Value(slot, new), BindingState::Value(_, old)) => {
                apply(element, slot, &new, Some(old));
                *old = new;
            }
            (Self::Dynamic(slot, new), BindingState::Dynamic(_, effect)) => {
                let before = effect.take_value();
                *effect = follow_value(element, slot, new, before);
            }
            (new, state) => {
                // The old listener is removed before the new one is added.
                *state = BindingState::Reference;
                *state = new.build(element);
            }
        }
    }
}

/// One function for the effects of all values.
fn follow_value(
    element: &Element,
    slot: Slot,
    mut value: Box<dyn DynamicValue>,
    before: Option<ViewState>,
) -> RenderEffect<ViewState> {
    let element = element.clone();
    let follow = move |before: Option<ViewState>| {
        let value = value.value();
        let old = match &before {
            Some(ViewState::Value(old)) => Some(old),
            _ => None,
        };
        apply(&element, slot, &value, old);
        ViewState::Value(value)
    };
    RenderEffect::new_with_value(follow, before)
}

/// Sets a value on the element, unless it is the same as before.
fn apply(element: &Element, (target, name): Slot, new: &Value, old: Option<&Value>) {
    match (new, old) {
        (Value::Text(new), Some(Value::Text(old))) if new == old => {}
        (Value::Text(text), _) => match target {
            Target::Attribute => Dom::set_attribute(element, name, text),
            Target::Class => Dom::add_class(&element.class_list(), name),
            Target::Style => Dom::set_css_property(&Dom::style(element), name, text),
            Target::InnerHtml => element.set_inner_html(text),
            // The value of a property is always `Js`.
            Target::Property => {}
        },
        (Value::None, Some(Value::Text(_))) => match target {
            Target::Attribute => Dom::remove_attribute(element, name),
            Target::Class => Dom::remove_class(&element.class_list(), name),
            Target::Style => Dom::remove_css_property(&Dom::style(element), name),
            Target::InnerHtml => element.set_inner_html(""),
            Target::Property => {}
        },
        (Value::None, _) => {}
        // A property that has no value at first keeps the browser's value.
        (Value::Js(value), None) if value.is_undefined() => {}
        (Value::Js(value), _) => Dom::set_property_or_value(element, name, value),
    }
}

impl ViewState {
    /// Visits the outermost nodes in order.
    fn visit(&mut self, act: &mut dyn FnMut(&mut dyn Mountable)) {
        match self {
            Self::Empty(node) => act(node),
            Self::Text(node, _) => act(node),
            Self::Marked(text, _) => {
                text.put_back();
                act(&mut text.0);
                act(&mut text.1);
            }
            Self::Element(state) => act(&mut state.element),
            Self::Inert(element, _) => act(element),
            Self::Dynamic(state) => state.0.with_value_mut(|s| s.visit(act)).unwrap_or_default(),
            Self::Fixed(states) => states.iter_mut().for_each(|state| state.visit(act)),
            Self::List(states, end) => {
                states.iter_mut().for_each(|state| state.visit(act));
                act(end);
            }
            Self::Branch(_, state) => state.visit(act),
            Self::Custom(view) => act(&mut **view),
            Self::Value(_) => {}
        }
    }
}

impl Mountable for ViewState {
    fn unmount(&mut self) {
        self.visit(&mut |node| node.unmount());
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        self.visit(&mut |node| node.mount(parent, marker));
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        match self {
            Self::Empty(node) => insert_before(node, child),
            Self::Text(node, _) => insert_before(node, child),
            Self::Marked(text, _) => {
                text.put_back();
                insert_before(&text.0, child)
            }
            Self::Element(state) => insert_before(&state.element, child),
            Self::Inert(element, _) => insert_before(element, child),
            Self::Dynamic(state) => {
                let insert = |state: &mut Self| state.insert_before_this(child);
                state.0.with_value_mut(insert).unwrap_or(false)
            }
            Self::Fixed(states) => states.iter().any(|state| state.insert_before_this(child)),
            Self::List(states, end) => {
                states.iter().any(|state| state.insert_before_this(child))
                    || insert_before(end, child)
            }
            Self::Branch(_, state) => state.insert_before_this(child),
            Self::Custom(view) => view.insert_before_this(child),
            Self::Value(_) => false,
        }
    }

    /// None: Leptos needs them to spread attributes, which this crate doesn't do.
    fn elements(&self) -> Vec<Element> {
        Vec::new()
    }
}

/// Inserts a view before a node. `false` if the node has no parent.
pub(crate) fn insert_before(node: &Node, child: &mut dyn Mountable) -> bool {
    let mount = |parent| child.mount(&parent, Some(node));
    node.parent_element().map(mount).is_some()
}
