//! Elements of the page, all of one type.
//!
//! Leptos's `view!` makes a type of every element with all it contains, and
//! the compiler makes seven functions of each: this shop's pages came to
//! 282 kB of brotli that way. Here an element is a value: its tag, what is set
//! on it and what is in it. Reactivity, ownership and mounting are Leptos's
//! own; only the types are gone.

mod child;
mod focus;
mod mounting;
mod text;

use std::any::Any;
use std::borrow::Cow;

use leptos::prelude::{AnyView, Owner, RenderEffect, untrack};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

use crate::browser::listen_at;
use crate::reactive::State;
pub use child::IntoChild;
pub use focus::{focus, has_element, has_focus_inside};
use mounting::set;
pub use text::IntoText;

/// The property of a form control that holds what the program has put into it or heard of it. All
/// else was put there by others.
const KNOWN: &str = "knownValue";

/// Anything that can stand on the page.
pub enum View {
    /// Nothing, for now.
    Nothing,
    /// A text.
    Text(String),
    /// An element with all that is in it.
    Element(Element),
    /// Follows the signals it reads.
    Live(Box<dyn Live>),
    /// An element that stands as it was made.
    Made(web_sys::Element),
    /// Several side by side.
    Many(Vec<View>),
    /// A view of Leptos.
    Leptos(AnyView),
}

// A view of this module may stand in a `view!` as it is.
leptos::upstream_views!(View);

/// What makes a view again whenever a signal it has read changes.
///
/// A trait of its own and not `dyn Fn`, whose table has two more functions for
/// each closure.
pub trait Live: Send {
    /// The view as it is now.
    fn view(&self) -> View;
}

impl<F: Fn() -> T + Send, T: IntoChild> Live for F {
    fn view(&self) -> View {
        self().into_child()
    }
}

/// What makes an attribute's text again whenever a signal it has read changes.
pub trait LiveText: Send {
    /// The text as it is now; `None` leaves the attribute out.
    fn text(&self) -> Option<Cow<'static, str>>;
}

impl<F: Fn() -> T + Send, T: IntoText> LiveText for F {
    fn text(&self) -> Option<Cow<'static, str>> {
        self().into_text()
    }
}

/// What makes a property's value again whenever a signal it has read changes.
trait LiveProperty: Send {
    fn value(&self) -> JsValue;
}

impl<F: Fn() -> T + Send, T: Into<JsValue>> LiveProperty for F {
    fn value(&self) -> JsValue {
        self().into()
    }
}

/// What hears an event.
trait Listener: Send {
    fn hear(&self, event: web_sys::Event);
}

impl<F: Fn(web_sys::Event) + Send> Listener for F {
    fn hear(&self, event: web_sys::Event) {
        self(event);
    }
}

/// An element in the making. One pointer wide, because it is handed on with
/// every call.
pub struct Element(Box<Parts>);

struct Parts {
    tag: &'static str,
    attributes: Vec<(&'static str, Cow<'static, str>)>,
    children: Vec<View>,
    /// Whatever wants the real element; what comes back lives as long as it.
    finish: Vec<Box<dyn Finish>>,
}

trait Finish: Send {
    fn finish(self: Box<Self>, element: &web_sys::Element) -> Option<Box<dyn Any>>;
}

impl<F: FnOnce(&web_sys::Element) -> Option<T> + Send, T: 'static> Finish for F {
    fn finish(self: Box<Self>, element: &web_sys::Element) -> Option<Box<dyn Any>> {
        self(element).map(|kept| Box::new(kept) as Box<dyn Any>)
    }
}

/// An element without anything in it.
#[inline(never)]
pub fn element(tag: &'static str) -> Element {
    Element(Box::new(Parts {
        tag,
        attributes: Vec::new(),
        children: Vec::new(),
        finish: Vec::new(),
    }))
}

/// The element itself, with nothing in it that follows a signal or hears an
/// event.
pub fn made(element: Element) -> web_sys::Element {
    element.build().0
}

/// Several views side by side.
pub fn fragment<const N: usize>(views: [View; N]) -> View {
    View::Many(Vec::from(views))
}

/// Whether in a form control stands what the program has put there or heard of; true of a control
/// that follows no signal.
pub fn is_as_known(control: &web_sys::Element) -> bool {
    let get = |name: &str| js_sys::Reflect::get(control, &JsValue::from_str(name)).ok();
    let known = get(KNOWN).filter(|known| !known.is_undefined());
    // Only of a box to tick or a choice a truth is known.
    let is_truth = known
        .as_ref()
        .is_some_and(|known| known.as_bool().is_some());
    known.is_none() || get(if is_truth { "checked" } else { "value" }) == known
}

impl Element {
    /// Sets an attribute; absent where the value is `None` or `false`.
    #[must_use]
    pub fn attr(self, name: &'static str, value: impl IntoText) -> Self {
        value.set_on(self, name)
    }

    /// Keeps translators away: digits, addresses, codes and names mean what they say letter by
    /// letter.
    #[must_use]
    pub fn verbatim(self) -> Self {
        self.attr("translate", "no")
    }

    /// Sets an attribute that follows the signals it reads.
    #[must_use]
    pub fn live_attr(self, name: &'static str, value: impl LiveText + 'static) -> Self {
        self.live_attr_of(name, Box::new(value))
    }

    /// Sets a property of a form control that follows the signals it reads:
    /// what is in a field isn't its attribute.
    #[must_use]
    pub fn live_property<V: Into<JsValue>>(
        self,
        name: &'static str,
        value: impl Fn() -> V + Send + 'static,
    ) -> Self {
        self.live_property_of(name, Box::new(value))
    }

    /// Sets a custom property of the style. Through the object model, so the
    /// content security policy needs no exception.
    #[must_use]
    pub fn style(self, name: &'static str, value: Option<String>) -> Self {
        self.finish(move |element| {
            let element = element.dyn_ref::<HtmlElement>()?;
            // A name that starts with two hyphens is always taken.
            element.style().set_property(name, &value?).ok()
        })
    }

    /// Puts something into the element.
    #[must_use]
    pub fn child(self, child: impl IntoChild) -> Self {
        child.put_into(self)
    }

    /// Listens to an event for as long as the element lives.
    #[must_use]
    pub fn on(
        self,
        event: &'static str,
        listener: impl Fn(web_sys::Event) + Send + 'static,
    ) -> Self {
        self.listener_of(event, Box::new(listener))
    }

    /// Does something at a press, and once at a double click: by the second click something else may
    /// stand under the finger.
    #[must_use]
    pub fn on_press(self, act: impl Fn() + Send + 'static) -> Self {
        self.on("click", move |event| {
            let click: Option<&web_sys::MouseEvent> = event.dyn_ref();
            if click.is_none_or(|click| click.detail() < 2) {
                act();
            }
        })
    }

    /// Does this instead of what the browser does at an event.
    #[must_use]
    pub fn instead_of(self, event: &'static str, act: impl Fn() + Send + 'static) -> Self {
        self.on(event, move |event| {
            event.prevent_default();
            act();
        })
    }

    /// Listens to a form control's event and hands over its value.
    #[must_use]
    pub fn on_value(self, event: &'static str, listener: impl Fn(String) + Send + 'static) -> Self {
        self.on(event, move |event| {
            if let Some(value) = property_of(&event, "value").and_then(|value| value.as_string()) {
                listener(value);
            }
        })
    }

    /// Listens to a field that is left with another text in it, and hands over that text. A field
    /// that is removed with its page is ignored: Chromium sends `change` for it, and the state that
    /// the listener would set is gone.
    #[must_use]
    pub fn on_left(self, listener: impl Fn(String) + Send + 'static) -> Self {
        let page = State::new(());
        self.on_value("change", move |text| {
            if page.is_alive() {
                listener(text);
            }
        })
    }

    /// Listens to a box to tick or a choice and hands over whether it is ticked.
    #[must_use]
    pub fn on_ticked(self, listener: impl Fn(bool) + Send + 'static) -> Self {
        self.on("change", move |event| {
            let ticked = property_of(&event, "checked").and_then(|ticked| ticked.as_bool());
            if let Some(ticked) = ticked {
                listener(ticked);
            }
        })
    }

    /// Does something with the real element once it is made. What comes back
    /// lives as long as the element.
    #[must_use]
    pub fn finish<T: 'static>(
        self,
        finish: impl FnOnce(&web_sys::Element) -> Option<T> + Send + 'static,
    ) -> Self {
        self.finish_of(Box::new(finish))
    }

    #[inline(never)]
    fn attr_static(mut self, name: &'static str, value: &'static str) -> Self {
        self.0.attributes.push((name, Cow::Borrowed(value)));
        self
    }

    #[inline(never)]
    fn child_element(mut self, child: Element) -> Self {
        self.0.children.push(View::Element(child));
        self
    }

    #[inline(never)]
    fn child_text(mut self, child: String) -> Self {
        self.0.children.push(View::Text(child));
        self
    }

    #[inline(never)]
    fn child_live(mut self, child: Box<dyn Live>) -> Self {
        self.0.children.push(View::Live(child));
        self
    }

    #[inline(never)]
    fn attr_of(mut self, name: &'static str, value: Option<Cow<'static, str>>) -> Self {
        if let Some(value) = value {
            self.0.attributes.push((name, value));
        }
        self
    }

    #[inline(never)]
    fn child_of(mut self, child: View) -> Self {
        self.0.children.push(child);
        self
    }

    #[inline(never)]
    fn finish_of(mut self, finish: Box<dyn Finish>) -> Self {
        self.0.finish.push(finish);
        self
    }

    /// The listener runs inside the owner that the element was made in, so it
    /// finds the same contexts, and it tracks nothing.
    fn listener_of(self, event: &'static str, listener: Box<dyn Listener>) -> Self {
        self.finish(move |element| {
            let owner = Owner::current();
            let hear = move |event: JsValue| {
                let heard = || untrack(|| listener.hear(event.unchecked_into()));
                match &owner {
                    Some(owner) => owner.with(heard),
                    None => heard(),
                }
            };
            Some(listen_at(element.into(), event, Box::new(hear)))
        })
    }

    /// Does something to the real element, and again whenever a signal that it
    /// has read changes.
    #[must_use]
    pub fn following(
        self,
        follow: impl FnOnce(&web_sys::Element) -> Box<dyn FnMut()> + Send + 'static,
    ) -> Self {
        self.finish(move |element| Some(follows(follow(element))))
    }

    fn live_attr_of(self, name: &'static str, value: Box<dyn LiveText>) -> Self {
        self.following(move |element| {
            let element = element.clone();
            Box::new(move || set(&element, name, value.text().as_deref()))
        })
    }

    fn live_property_of(self, name: &'static str, value: Box<dyn LiveProperty>) -> Self {
        self.following(move |element| {
            let element = element.clone();
            let name = JsValue::from_str(name);
            Box::new(move || {
                let (new, old) = (value.value(), js_sys::Reflect::get(&element, &name).ok());
                // Setting the same value again would move the caret to the end.
                if old.as_ref() != Some(&new) {
                    // A property of a form control can always be set.
                    js_sys::Reflect::set(&element, &name, &new).ok();
                }
                js_sys::Reflect::set(&element, &JsValue::from_str(KNOWN), &new).ok();
            })
        })
    }
}

/// One function for all effects of elements: each that is made of another
/// closure is two kilobytes more.
fn follows(mut act: Box<dyn FnMut()>) -> RenderEffect<()> {
    RenderEffect::new(move |_| act())
}

fn property_of(event: &web_sys::Event, name: &str) -> Option<JsValue> {
    let target = event.target()?;
    js_sys::Reflect::get(&target, &JsValue::from_str(name)).ok()
}
