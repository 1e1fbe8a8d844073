//! Components.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, settled};

#[component]
fn Card(
    /// The title.
    #[prop(into)]
    title: String,
    /// Whether it begins open.
    #[prop(optional)]
    is_open: bool,
    /// A hint.
    #[prop(optional, into)]
    hint: Option<String>,
    /// Its level.
    #[prop(default = 2)]
    level: u8,
    /// Its inside.
    children: Children,
) -> impl IntoView {
    view! {
        <details open=is_open data-level=level title=hint>
            <summary>{title}</summary>
            {children()}
        </details>
    }
}

#[component]
fn Label(#[prop(into)] text: Signal<String>) -> impl IntoView {
    view! { <label>{move || text.get()}</label> }
}

#[component]
fn Twice(children: ChildrenFn) -> impl IntoView {
    view! { <div>{children()}</div> <div>{children()}</div> }
}

#[component]
fn Wrapper<V: IntoView + 'static>(children: TypedChildren<V>) -> impl IntoView {
    view! { <section>{children.into_inner()()}</section> }
}

#[component]
fn Body(count: RwSignal<i32>, runs: Rc<Cell<u32>>) -> impl IntoView {
    runs.set(runs.get() + 1);
    // Read once: a component's body doesn't follow signals.
    let first = count.get();
    view! { <p>{first} "/" {count}</p> }
}

#[wasm_bindgen_test]
fn props_are_named_and_may_be_left_out() {
    let page = Page::show(|| {
        view! {
            <Card title="A" is_open=true hint="h" level=3><i>{1}</i></Card>
            <Card title="B">"text"</Card>
        }
    });
    assert_eq!(
        page.html(),
        "<details open=\"\" data-level=\"3\" title=\"h\"><summary>A</summary><i>1</i></details>\
         <details data-level=\"2\"><summary>B</summary>text</details>"
    );
}

#[wasm_bindgen_test]
async fn a_prop_takes_a_value_a_signal_or_what_is_derived() {
    let name = RwSignal::new("n".to_owned());
    let page = Page::show(move || {
        let memo = Memo::new(move |_| name.get() + "!");
        view! {
            <Label text="fixed"/>
            <Label text=name/>
            <Label text=name.read_only()/>
            <Label text=memo/>
            <Label text=Signal::derive(move || name.get() + "?")/>
        }
    });
    assert_eq!(page.texts("label"), ["fixed", "n", "n", "n!", "n?"]);
    name.set("m".to_owned());
    settled().await;
    assert_eq!(page.texts("label"), ["fixed", "m", "m", "m!", "m?"]);
}

#[wasm_bindgen_test]
fn children_may_be_rendered_twice_or_keep_their_type() {
    let page = Page::show(|| {
        let text = "t".to_owned();
        view! { <Twice><b>{text.clone()}</b></Twice> <Wrapper><u>{1}</u></Wrapper> <Twice>"x"</Twice> }
    });
    assert_eq!(
        page.html(),
        "<div><b>t</b></div><div><b>t</b></div><section><u>1</u></section><div>x</div><div>x</div>"
    );
}

#[wasm_bindgen_test]
async fn the_body_of_a_component_does_not_follow_signals() {
    let count = RwSignal::new(1);
    let runs = Rc::new(Cell::new(0));
    let seen = runs.clone();
    let page = Page::show(move || {
        let runs = leptos::__reexports::send_wrapper::SendWrapper::new(seen);
        view! { {move || view! { <Body count runs=(*runs).clone()/> }} }
    });
    count.set(2);
    settled().await;
    assert_eq!(page.html(), "<p>1/2</p>");
    assert_eq!(runs.get(), 1);
}

/// Counts the console's warnings while it lives.
struct Warnings {
    original: JsValue,
    count: Rc<Cell<u32>>,
    _counting: Closure<dyn FnMut(JsValue)>,
}

impl Warnings {
    fn count() -> Self {
        let console = js_sys::Reflect::get(&js_sys::global(), &"console".into()).unwrap();
        let original = js_sys::Reflect::get(&console, &"warn".into()).unwrap();
        let count = Rc::new(Cell::new(0));
        let seen = count.clone();
        let counting: Box<dyn FnMut(JsValue)> = Box::new(move |text: JsValue| {
            let is_about_tracking = text
                .as_string()
                .is_some_and(|text| text.contains("outside a reactive tracking context"));
            seen.set(seen.get() + u32::from(is_about_tracking));
        });
        let counting = Closure::wrap(counting);
        js_sys::Reflect::set(&console, &"warn".into(), counting.as_ref().unchecked_ref()).unwrap();
        Self {
            original,
            count,
            _counting: counting,
        }
    }
}

impl Drop for Warnings {
    fn drop(&mut self) {
        let console = js_sys::Reflect::get(&js_sys::global(), &"console".into()).unwrap();
        js_sys::Reflect::set(&console, &"warn".into(), &self.original).unwrap();
    }
}

#[wasm_bindgen_test]
fn a_signal_that_is_read_in_a_body_warns_in_development_and_one_in_a_listener_does_not() {
    let count = RwSignal::new(1);
    let warnings = Warnings::count();
    let page = Page::show(move || {
        view! { <Body count runs=Rc::new(Cell::new(0))/> <button on:click=move |_| { count.get(); }>"b"</button> }
    });
    let in_body = u32::from(cfg!(debug_assertions));
    assert_eq!(warnings.count.get(), in_body);
    page.click("button");
    assert_eq!(warnings.count.get(), in_body);
}

#[component]
fn Reader() -> impl IntoView {
    let number = use_context::<i32>();
    view! { <b>{number}</b> }
}

#[wasm_bindgen_test]
fn a_context_reaches_what_is_inside() {
    let page = Page::show(|| {
        provide_context(5_i32);
        view! { <Twice><Reader/></Twice> }
    });
    assert_eq!(page.texts("b"), ["5", "5"]);
}

#[component]
fn Recursive(depth: u8) -> AnyView {
    if depth == 0 {
        return ().into_any();
    }
    view! { <div><Recursive depth={depth - 1}/></div> }.into_any()
}

#[wasm_bindgen_test]
fn a_component_may_contain_itself() {
    let page = Page::show(|| view! { <Recursive depth=3/> });
    assert_eq!(page.html(), "<div><div><div></div></div></div>");
}
