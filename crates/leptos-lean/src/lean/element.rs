//! Elements before they are on the page. Only the compiler knows the types of tag, attributes and
//! children: they distinguish views, and cost nothing in the program.

use std::borrow::Cow;
use std::marker::PhantomData;

use send_wrapper::SendWrapper;
use upstream::prelude::Owner;
use upstream::tachys::html::attribute::AttributeKey;
use upstream::tachys::html::element::{Custom, ElementType, HasElementType};
use upstream::tachys::html::event::{EventDescriptor, Targeted};
use upstream::tachys::html::node_ref::NodeRefContainer;
use wasm_bindgen::JsValue;

use crate::lean::bind::Bindable;
use crate::lean::node::{
    AnyView, CreateInert, DynamicView, IntoView, ViewNode, branch_element, type_number,
};
use crate::lean::unsupported::{Directive, Spread};
use crate::lean::value::{AttributeValue, IntoClass, IntoProperty, IntoStyle, Value};

/// An element of the tag `E` with attributes of the types `At` and children of the types `Ch`.
pub struct HtmlElement<E, At, Ch> {
    parts: Parts,
    types: PhantomData<fn(E, At, Ch)>,
}

/// An element with one more attribute, of the type `A`.
type With<E, At, A, Ch> = HtmlElement<E, (At, A), Ch>;

/// An element without its types. It is boxed, because each call passes it on.
pub(super) type Parts = Box<ElementParts>;

/// The parts of an element without its types.
#[derive(Default)]
pub struct ElementParts {
    pub(crate) tag: &'static str,
    pub(crate) is_svg: bool,
    pub(crate) bindings: Vec<Binding>,
    pub(crate) children: Vec<ViewNode>,
}

/// Something that is set on an element, in the order of the source.
pub(crate) enum Binding {
    /// A value.
    Value(Slot, Value),
    /// A closure that creates the value again whenever a signal that it reads changes.
    Dynamic(Slot, Box<dyn DynamicValue>),
    /// An event listener.
    Listener(ListenerBinding),
    /// A reference to the element.
    Reference(Box<dyn Reference>),
}

/// The kind of thing that a value sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// An attribute.
    Attribute,
    /// One name in the list of classes.
    Class,
    /// One property of the style.
    Style,
    /// A property of the element.
    Property,
    /// The markup inside the element.
    InnerHtml,
}

/// The kind of thing that a value sets, and its name.
pub(crate) type Slot = (Target, &'static str);

/// Creates a value again whenever a signal that it reads changes.
pub(crate) trait DynamicValue: Send {
    /// The current value.
    fn value(&mut self) -> Value;
}

pub(crate) struct ListenerBinding {
    pub(crate) event: Cow<'static, str>,
    pub(crate) is_capture: bool,
    pub(crate) owner: Owner,
    pub(crate) listener: SendWrapper<Box<dyn Listener>>,
}

/// Handles an event. This isn't `dyn FnMut`, whose table has more functions for each closure.
pub(crate) trait Listener: 'static {
    fn handle(&mut self, event: JsValue);
}

/// Receives a reference to the element.
pub(crate) trait Reference: Send {
    fn load(self: Box<Self>, element: &web_sys::Element);
}

#[inline(never)]
fn html_element(tag: &'static str) -> Parts {
    Box::new(ElementParts {
        tag,
        ..ElementParts::default()
    })
}

#[inline(never)]
fn svg_element(tag: &'static str) -> Parts {
    let mut parts = html_element(tag);
    parts.is_svg = true;
    parts
}

#[inline(always)]
fn listen<V: EventDescriptor>(parts: Parts, event: &V, listener: Box<dyn Listener>) -> Parts {
    parts.listener(event.name(), V::CAPTURE, listener)
}

#[inline(always)]
fn typed<E, At, Ch>(parts: Parts) -> HtmlElement<E, At, Ch> {
    HtmlElement {
        parts,
        types: PhantomData,
    }
}

/// An element of a custom tag.
#[inline(always)]
pub fn custom(tag: &'static str) -> HtmlElement<Custom<&'static str>, (), ()> {
    typed(html_element(tag))
}

impl<E: ElementType> HtmlElement<E, (), ()> {
    #[inline(always)]
    pub(crate) fn new() -> Self {
        typed(if E::NAMESPACE.is_some() {
            svg_element(E::TAG)
        } else {
            html_element(E::TAG)
        })
    }
}

impl<E: ElementType, At, Ch> HasElementType for HtmlElement<E, At, Ch> {
    type ElementType = E::Output;
}

// These methods contain no closures: under `opt-level = "z"` a closure isn't inlined, and each call
// of one writes its captures to the stack.
impl<E, At, Ch> HtmlElement<E, At, Ch> {
    /// Appends a child.
    #[inline(always)]
    pub fn child<C: IntoView>(self, child: C) -> HtmlElement<E, At, (Ch, C::Kind)> {
        typed(child.append_to(self.parts))
    }

    /// Sets an attribute: `name=value`.
    #[inline(always)]
    pub fn attr<V: AttributeValue>(self, name: &'static str, value: V) -> With<E, At, V::Kind, Ch> {
        typed(value.bind_to(self.parts, Target::Attribute, name))
    }

    /// Sets all classes, or one of them: `class=…`, `class:name=…`.
    #[inline(always)]
    pub fn class<V: IntoClass>(self, value: V) -> With<E, At, V::Kind, Ch> {
        typed(value.bind_class(self.parts))
    }

    /// Sets the style, or one property of it: `style=…`, `style:name=…`.
    #[inline(always)]
    pub fn style<V: IntoStyle>(self, value: V) -> With<E, At, V::Kind, Ch> {
        typed(value.bind_style(self.parts))
    }

    /// Sets a property of the element: `prop:name=…`.
    #[inline(always)]
    pub fn prop<V: IntoProperty>(self, name: &'static str, value: V) -> With<E, At, V::Kind, Ch> {
        typed(value.bind_property(self.parts, name))
    }

    /// Binds a form control to a signal in both directions: `bind:value=…`, `bind:checked=…`.
    #[inline(always)]
    pub fn bind<K: AttributeKey, V: Bindable>(self, _: K, signal: V) -> With<E, At, (K, V), Ch> {
        typed(signal.bind(self.parts, K::KEY))
    }

    /// Listens to an event: `on:event=…`.
    #[inline(always)]
    pub fn on<V, F>(self, event: V, listener: F) -> With<E, At, V, Ch>
    where
        V: EventDescriptor + 'static,
        V::EventType: From<JsValue>,
        F: FnMut(V::EventType) + 'static,
    {
        let listener = TypedListener(listener, PhantomData::<V>);
        typed(listen(self.parts, &event, Box::new(listener)))
    }

    /// Refuses a directive: `use:name`.
    pub fn directive<D: Directive, P>(self, _: D, _: P) -> Self {
        self
    }

    /// Refuses spread attributes: `{..attributes}`.
    pub fn add_any_attr<A: Spread>(self, _: A) -> Self {
        self
    }
}

impl<E, At> HtmlElement<E, At, ()> {
    /// Sets the markup inside an element without children: `inner_html=…`.
    #[inline(always)]
    pub fn inner_html<V: AttributeValue>(self, value: V) -> With<E, At, V::Kind, ()> {
        typed(value.bind_to(self.parts, Target::InnerHtml, ""))
    }
}

impl<E: ElementType, At, Ch> HtmlElement<E, At, Ch> {
    /// Listens to an event with a typed target: `on:event:target=…`.
    #[inline(always)]
    pub fn on_target<V, F>(self, event: V, listener: F) -> With<E, At, V, Ch>
    where
        V: EventDescriptor + 'static,
        V::EventType: From<JsValue>,
        F: FnMut(Targeted<V::EventType, E::Output>) + 'static,
    {
        let listener = TargetedListener(listener, PhantomData::<(V, E)>);
        typed(listen(self.parts, &event, Box::new(listener)))
    }

    /// Fills a reference with the element: `node_ref=…`.
    #[inline(always)]
    pub fn node_ref<C: NodeRefContainer<E>>(self, container: C) -> With<E, At, C, Ch> {
        let container = Container(container, PhantomData);
        typed(self.parts.reference(Box::new(container)))
    }
}

impl<E: 'static, At: 'static, Ch: 'static> IntoView for HtmlElement<E, At, Ch> {
    type Kind = Self;

    #[inline(always)]
    fn into_node(self) -> ViewNode {
        ViewNode::Element(self.parts)
    }
    #[inline(always)]
    fn append_to(self, parent: Parts) -> Parts {
        parent.element(self.parts)
    }

    #[inline(always)]
    fn erase(self) -> AnyView {
        branch_element(type_number::<Self>(), self.parts)
    }
}

/// Methods that add something. Each is one function for all calls.
macro_rules! additions {
    ($($method:ident($($argument:ident: $ty:ty),*) to $list:ident: $item:expr;)*) => {
        impl ElementParts {$(
            #[inline(never)]
            pub(crate) fn $method(mut self: Box<Self>, $($argument: $ty),*) -> Parts {
                self.$list.push($item);
                self
            }
        )*}
    };
}
additions! {
    node(node: ViewNode) to children: node;
    element(parts: Parts) to children: ViewNode::Element(parts);
    text(text: String) to children: ViewNode::Text(Cow::Owned(text));
    static_text(text: &'static str) to children: ViewNode::Text(Cow::Borrowed(text));
    inert(html: Cow<'static, str>, create: CreateInert) to children: ViewNode::Inert(html, create);
    dynamic(view: Box<dyn DynamicView>) to children: ViewNode::Dynamic(view);
    value(target: Target, name: &'static str, value: Value) to bindings:
        Binding::Value((target, name), value);
    static_attribute(name: &'static str, value: &'static str) to bindings:
        Binding::Value((Target::Attribute, name), Value::Text(Cow::Borrowed(value)));
    dynamic_value(target: Target, name: &'static str, value: Box<dyn DynamicValue>) to bindings:
        Binding::Dynamic((target, name), value);
    reference(reference: Box<dyn Reference>) to bindings: Binding::Reference(reference);
    listener(event: Cow<'static, str>, is_capture: bool, listener: Box<dyn Listener>) to bindings:
        Binding::Listener(ListenerBinding {
            event,
            is_capture,
            // The listener runs inside the owner of the view, so it finds the same contexts.
            owner: Owner::current().unwrap_or_default(),
            listener: SendWrapper::new(listener),
        });
}

struct TypedListener<F, V>(F, PhantomData<V>);

impl<F, V> Listener for TypedListener<F, V>
where
    F: FnMut(V::EventType) + 'static,
    V: EventDescriptor + 'static,
    V::EventType: From<JsValue>,
{
    fn handle(&mut self, event: JsValue) {
        (self.0)(event.into());
    }
}

struct TargetedListener<F, T>(F, PhantomData<T>);

impl<F, V, E> Listener for TargetedListener<F, (V, E)>
where
    F: FnMut(Targeted<V::EventType, E::Output>) + 'static,
    V: EventDescriptor + 'static,
    V::EventType: From<JsValue>,
    E: ElementType,
{
    fn handle(&mut self, event: JsValue) {
        (self.0)(Targeted::from(V::EventType::from(event)));
    }
}

struct Container<C, E>(C, PhantomData<fn() -> E>);

impl<C: NodeRefContainer<E>, E: ElementType> Reference for Container<C, E> {
    fn load(self: Box<Self>, element: &web_sys::Element) {
        self.0.load(element);
    }
}
