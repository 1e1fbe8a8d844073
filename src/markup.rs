//! Elements of the page, all of one type.
//!
//! Leptos's `view!` makes a type of every element with all it contains, and
//! the compiler makes seven functions of each: this shop's pages came to
//! 282 kB of brotli that way. Here an element is a value: its tag, what is set
//! on it and what is in it. Reactivity, ownership and mounting are Leptos's
//! own; only the types are gone.

use std::any::Any;
use std::borrow::Cow;

use leptos::prelude::{
    AddAnyAttr, AnyView, IntoAny, Mountable, Render, RenderEffect, RenderHtml, document,
};
use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::any_view::AnyViewState;
use leptos::tachys::view::{Position, PositionState};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// Tags that live in the SVG namespace.
const SVG_TAGS: [&str; 4] = ["svg", "use", "path", "rect"];

/// The SVG namespace.
const SVG: &str = "http://www.w3.org/2000/svg";

/// A text that is known now, or one that follows what it reads.
pub enum Value {
    /// Known now; `None` leaves the attribute out.
    Fixed(Option<Cow<'static, str>>),
    /// Follows the signals it reads.
    Live(Box<dyn Fn() -> Option<Cow<'static, str>> + Send>),
}

type Finish = Box<dyn FnOnce(&web_sys::Element) -> Option<Box<dyn Any>> + Send>;

/// An element in the making.
pub struct Element {
    tag: &'static str,
    attributes: Vec<(&'static str, Value)>,
    children: Vec<AnyView>,
    /// Listeners, properties and whatever else wants the real element; what
    /// they return lives as long as it does.
    finish: Vec<Finish>,
}

/// An element without anything in it.
pub fn element(tag: &'static str) -> Element {
    Element {
        tag,
        attributes: Vec::new(),
        children: Vec::new(),
        finish: Vec::new(),
    }
}

/// Several views side by side.
pub fn fragment<const N: usize>(views: [AnyView; N]) -> AnyView {
    Vec::from(views).into_any()
}

impl Element {
    /// Sets an attribute; absent where the value is `None`.
    #[must_use]
    pub fn attr(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// Sets an attribute that follows the signals it reads.
    #[must_use]
    pub fn live_attr<V: IntoText>(
        self,
        name: &'static str,
        value: impl Fn() -> V + Send + 'static,
    ) -> Self {
        self.attr(name, Value::Live(Box::new(move || value().into_text())))
    }

    /// Sets a property of a form control that follows the signals it reads:
    /// what is in a field isn't its attribute.
    #[must_use]
    pub fn live_property<V: Into<JsValue>>(
        self,
        name: &'static str,
        value: impl Fn() -> V + Send + 'static,
    ) -> Self {
        self.live_any_property(name, Box::new(move || value().into()))
    }

    /// Sets a custom property of the style. Through the object model, so the
    /// content security policy needs no exception.
    #[must_use]
    pub fn style(self, name: &'static str, value: Option<String>) -> Self {
        self.finish(move |element| {
            let element = element.dyn_ref::<web_sys::HtmlElement>()?;
            // A name that starts with two hyphens is always taken.
            element.style().set_property(name, &value?).ok()
        })
    }

    /// Puts something into the element.
    #[must_use]
    pub fn child(mut self, child: impl IntoChild) -> Self {
        self.children.push(child.into_child());
        self
    }

    /// Listens to an event for as long as the element lives.
    #[must_use]
    pub fn on(
        self,
        event: &'static str,
        listener: impl Fn(web_sys::Event) + Send + 'static,
    ) -> Self {
        self.listen(event, Box::new(listener))
    }

    /// Listens to a form control's event and hands over its value.
    #[must_use]
    pub fn on_value(self, event: &'static str, listener: impl Fn(String) + Send + 'static) -> Self {
        self.listen(
            event,
            Box::new(move |event| {
                if let Some(value) = event.target().and_then(|target| value_of(&target)) {
                    listener(value);
                }
            }),
        )
    }

    /// Does something with the real element once it is made. What comes back
    /// lives as long as the element.
    #[must_use]
    pub fn finish<T: 'static>(
        mut self,
        finish: impl FnOnce(&web_sys::Element) -> Option<T> + Send + 'static,
    ) -> Self {
        self.finish.push(Box::new(move |element| {
            finish(element).map(|kept| Box::new(kept) as Box<dyn Any>)
        }));
        self
    }

    fn live_any_property(self, name: &'static str, value: Box<dyn Fn() -> JsValue + Send>) -> Self {
        self.finish(move |element| {
            let element = element.clone();
            let name = JsValue::from_str(name);
            Some(RenderEffect::new(move |_| {
                let (new, old) = (value(), js_sys::Reflect::get(&element, &name).ok());
                // Setting the same value again would move the caret to the end.
                if old.as_ref() != Some(&new) {
                    // A property of a form control can always be set.
                    js_sys::Reflect::set(&element, &name, &new).ok();
                }
            }))
        })
    }

    fn listen(self, event: &'static str, listener: Box<dyn Fn(web_sys::Event) + Send>) -> Self {
        self.finish(move |element| {
            let closure = Closure::<dyn Fn(web_sys::Event)>::new(listener);
            element
                .add_event_listener_with_callback(event, closure.as_ref().unchecked_ref())
                .ok()?;
            Some(closure)
        })
    }
}

/// What can become the text of an attribute.
pub trait IntoText {
    /// The text; `None` leaves the attribute out.
    fn into_text(self) -> Option<Cow<'static, str>>;
}

impl IntoText for &'static str {
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

impl<T: IntoText> From<T> for Value {
    fn from(text: T) -> Self {
        Self::Fixed(text.into_text())
    }
}

/// What can stand inside an element.
pub trait IntoChild {
    /// The view of it.
    fn into_child(self) -> AnyView;
}

impl IntoChild for AnyView {
    fn into_child(self) -> AnyView {
        self
    }
}

impl IntoChild for Element {
    fn into_child(self) -> AnyView {
        self.into_any()
    }
}

impl IntoChild for String {
    fn into_child(self) -> AnyView {
        self.into_any()
    }
}

impl IntoChild for &'static str {
    fn into_child(self) -> AnyView {
        self.to_owned().into_any()
    }
}

impl IntoChild for () {
    fn into_child(self) -> AnyView {
        self.into_any()
    }
}

impl<T: IntoChild> IntoChild for Option<T> {
    fn into_child(self) -> AnyView {
        self.map_or_else(|| ().into_any(), T::into_child)
    }
}

impl<T: IntoChild> IntoChild for Vec<T> {
    fn into_child(self) -> AnyView {
        self.into_iter()
            .map(T::into_child)
            .collect::<Vec<_>>()
            .into_any()
    }
}

/// A closure follows the signals it reads.
impl<F: Fn() -> T + Send + 'static, T: IntoChild> IntoChild for F {
    fn into_child(self) -> AnyView {
        let live: Box<dyn Fn() -> AnyView + Send> = Box::new(move || self().into_child());
        live.into_any()
    }
}

/// An element that stands in the page.
pub struct ElementState {
    element: web_sys::Element,
    children: Vec<AnyViewState>,
    _kept: Vec<Box<dyn Any>>,
}

impl Render for Element {
    type State = ElementState;

    fn build(self) -> Self::State {
        let document = document();
        let created = if SVG_TAGS.contains(&self.tag) {
            document.create_element_ns(Some(SVG), self.tag)
        } else {
            document.create_element(self.tag)
        };
        let Ok(element) = created else {
            unreachable!("a tag spelled in this program is a valid name")
        };
        let mut kept: Vec<Box<dyn Any>> = Vec::new();
        for (name, value) in self.attributes {
            match value {
                Value::Fixed(text) => set(&element, name, text.as_deref()),
                Value::Live(value) => {
                    let element = element.clone();
                    kept.push(Box::new(RenderEffect::new(move |_| {
                        set(&element, name, value().as_deref())
                    })));
                }
            }
        }
        let children = self
            .children
            .into_iter()
            .map(|child| {
                let mut state = child.build();
                state.mount(&element, None);
                state
            })
            .collect();
        kept.extend(
            self.finish
                .into_iter()
                .filter_map(|finish| finish(&element)),
        );
        ElementState {
            element,
            children,
            _kept: kept,
        }
    }

    /// Another element takes the place: what may change in one follows signals.
    fn rebuild(self, state: &mut Self::State) {
        let mut old = std::mem::replace(state, self.build());
        old.insert_before_this(state);
        old.unmount();
    }
}

impl Mountable for ElementState {
    fn unmount(&mut self) {
        for child in &mut self.children {
            child.unmount();
        }
        self.element.remove();
    }

    fn mount(&mut self, parent: &web_sys::Element, marker: Option<&web_sys::Node>) {
        // The marker is a child of the parent, so this can't fail.
        parent.insert_before(&self.element, marker).ok();
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let Some(parent) = self.element.parent_element() else {
            return false;
        };
        child.mount(&parent, Some(&self.element));
        true
    }

    fn elements(&self) -> Vec<web_sys::Element> {
        vec![self.element.clone()]
    }
}

impl AddAnyAttr for Element {
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
impl RenderHtml for Element {
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

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Self::State {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}

fn set(element: &web_sys::Element, name: &str, value: Option<&str>) {
    // Names are spelled in this program and valid, so neither can fail.
    match value {
        Some(value) => element.set_attribute(name, value).ok(),
        None => element.remove_attribute(name).ok(),
    };
}

fn value_of(target: &web_sys::EventTarget) -> Option<String> {
    js_sys::Reflect::get(target, &JsValue::from_str("value"))
        .ok()?
        .as_string()
}
