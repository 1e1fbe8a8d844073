//! The features that Leptos has and this crate doesn't. Using one is a compile error; it is never
//! silently ignored. Each of these is an error:
//!
//! ```compile_fail
//! # use leptos::prelude::*;
//! # fn tooltip(_: leptos::web_sys::Element) {}
//! view! { <p use:tooltip>"a directive"</p> };
//! ```
//! ```compile_fail
//! # use leptos::prelude::*;
//! view! { <p {..leptos::attr::id("x")}>"spread attributes"</p> };
//! ```
//! ```compile_fail
//! # use leptos::prelude::*;
//! # #[component]
//! # fn Card() -> impl IntoView {}
//! view! { <Card attr:id="x"/> };
//! ```
//! ```compile_fail
//! # use leptos::prelude::*;
//! # #[component]
//! # fn Card() -> impl IntoView {}
//! view! { <Card on:click=|_| ()/> };
//! ```
//! ```compile_fail
//! # use leptos::prelude::*;
//! view! { <Suspense><p>"later"</p></Suspense> };
//! ```
//! ```compile_fail
//! # use leptos::prelude::*;
//! view! { <p>{Ok::<&str, std::fmt::Error>("a result")}</p> };
//! ```
//! ```compile_fail
//! # use leptos::prelude::*;
//! view! { <math><mi>"x"</mi></math> };
//! ```
//! ```compile_fail
//! # use leptos::prelude::*;
//! view! { <p href="an attribute of another tag"></p> };
//! ```
//! ```compile_fail
//! # use leptos::prelude::*;
//! let local = RwSignal::new_local(std::rc::Rc::new(1));
//! ```
//!
//! The code around these examples compiles:
//!
//! ```
//! # use leptos::prelude::*;
//! # #[component]
//! # fn Card() -> impl IntoView {}
//! view! { <Card/> <p id="x">"text"</p> };
//! ```

/// A directive of `use:name`. No type implements this.
#[diagnostic::on_unimplemented(
    message = "leptos-lean has no directives (`use:`)",
    note = "use `node_ref` and an `Effect`"
)]
pub trait Directive {}

/// Attributes that are spread onto an element or a component. No type implements this.
#[diagnostic::on_unimplemented(
    message = "leptos-lean has no spread attributes (`{{..attributes}}`, or `attr:`, `class:`, \
               `style:`, `prop:`, `on:` and `use:` on a component)",
    note = "give the component a prop for it"
)]
pub trait Spread {}

/// The trait that `view!` calls for attributes on a component.
pub trait AddAnyAttr: Sized {
    /// Refuses the attributes.
    fn add_any_attr<A: Spread>(self, _: A) -> Self {
        self
    }
}

impl<T: crate::lean::node::IntoView> AddAnyAttr for T {}

/// The type of each name that Leptos has for a component and this crate doesn't have.
pub struct NotInLeptosLean;

macro_rules! not_in_leptos_lean {
    ($($name:ident)*) => {$(
        #[doc = concat!("Leptos's `<", stringify!($name), ">` is not in this crate.")]
        #[expect(non_upper_case_globals, reason = "named as the component that it refuses")]
        pub static $name: NotInLeptosLean = NotInLeptosLean;
    )*};
}
not_in_leptos_lean! {
    ActionForm AnimatedShow Await ErrorBoundary ForEnumerate MultiActionForm ShowLet Suspense Transition
}
