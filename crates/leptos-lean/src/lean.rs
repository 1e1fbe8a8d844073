//! Leptos's names, listed one by one: each is either this crate's own or upstream's. A glob would
//! also let in upstream's typed signals and views, and the extra bytes would go unnoticed.

mod bind;
pub mod children;
pub mod control_flow;
mod derived;
mod effect;
mod element;
mod interop;
mod into_view;
mod keyed;
mod listening;
pub mod mount;
mod node;
mod node_ref;
mod render;
mod signal;
mod tags;
mod unsupported;
mod value;

// `component` is the macro, and the module that `view!` names for components.
pub use leptos_macro::view;
pub use upstream::{
    __reexports, callback, component, config, context, either, leptos_dom, logging, oco,
    typed_builder, typed_builder_macro, wasm_bindgen, web_sys,
};

pub use crate::lean::interop::{UpstreamView, upstream_view};
pub use crate::lean::node::IntoView;
pub use crate::lean::unsupported::AddAnyAttr;
pub use tachys::html::attribute as attr;
pub use tachys::html::element as html;
pub use tachys::html::event as ev;
pub use tachys::svg;

/// The items that this crate's macros name.
#[doc(hidden)]
pub mod __private {
    pub use crate::lean::node::ViewNode;
}

/// The reactive system.
pub mod reactive {
    pub use upstream::reactive::{callback, diagnostics, graph, owner, traits};

    /// Signals.
    pub mod signal {
        pub use crate::lean::signal::{ReadSignal, RwSignal, WriteSignal, signal};
    }

    /// Derived values.
    pub mod computed {
        pub use crate::lean::derived::Memo;
    }

    /// Effects.
    pub mod effect {
        pub use crate::lean::effect::Effect;
        pub use upstream::reactive::effect::{EffectFunction, RenderEffect};
    }
}

/// Tasks.
pub mod task {
    pub use crate::lean::effect::spawn_local;
    pub use upstream::task::{spawn, tick};
}

/// The items that `view!` names.
pub mod tachys {
    /// HTML elements and the things that are set on them.
    pub mod html {
        pub use crate::lean::into_view::InertElement;
        /// `attribute` has the types that `bind:` connects, and the functions that `view!` names
        /// for attributes on a component, which this crate refuses.
        pub use upstream::tachys::html::{
            attribute, class, directive, event, node_ref, property, style,
        };

        /// HTML elements.
        pub mod element {
            pub use crate::lean::element::{HtmlElement, custom};
            pub use crate::lean::tags::*;
            pub use upstream::tachys::html::element::{Custom, ElementType, HasElementType};
        }
    }

    /// SVG elements.
    pub mod svg {
        pub use crate::lean::into_view::InertSvgElement as InertElement;
        pub use crate::lean::tags::svg::*;
    }

    pub use upstream::tachys::{hydration, renderer, view};
}

/// The items that an app imports.
pub mod prelude {
    pub use leptos_macro::{component, view};
    pub use upstream::leptos_dom::helpers::{
        AnimationFrameRequestHandle, IntervalHandle, TimeoutHandle, WindowListenerHandle, debounce,
        document, event_target, event_target_checked, event_target_value, location, location_hash,
        location_pathname, queue_microtask, request_animation_frame,
        request_animation_frame_with_handle, request_idle_callback, set_interval,
        set_interval_with_handle, set_timeout, set_timeout_with_handle, window,
        window_event_listener, window_event_listener_untyped,
    };
    pub use upstream::prelude::IntoReactiveValue;
    pub use upstream::reactive::callback::{Callable, Callback, UnsyncCallback};
    pub use upstream::reactive::effect::RenderEffect;
    pub use upstream::reactive::graph::untrack;
    pub use upstream::reactive::owner::{
        ArcStoredValue, LocalStorage, Owner, StoredValue, SyncStorage, expect_context, on_cleanup,
        provide_context, take_context, use_context,
    };
    pub use upstream::reactive::traits::{
        DefinedAt, Dispose, Get, GetUntracked, GetValue, IsDisposed, Notify, Read, ReadUntracked,
        ReadValue, Set, SetValue, Track, Update, UpdateUntracked, UpdateValue, With, WithUntracked,
        WithValue, Write, WriteValue,
    };
    pub use upstream::tachys::view::{Mountable, Render, RenderHtml};

    pub use crate::lean::children::{
        Children, ChildrenFn, ChildrenFnMut, ToChildren, TypedChildren, TypedChildrenFn, ViewFn,
    };
    pub use crate::lean::control_flow::{For, ForProps, Show, ShowProps};
    pub use crate::lean::derived::{Memo, Signal};
    pub use crate::lean::effect::Effect;
    pub use crate::lean::mount::{mount_to, mount_to_body};
    pub use crate::lean::node::{AnyView, CollectView, IntoAny, IntoRender, IntoView, View};
    pub use crate::lean::node_ref::NodeRef;
    pub use crate::lean::signal::{ReadSignal, RwSignal, WriteSignal, signal};
    pub use crate::lean::unsupported::{
        ActionForm, AddAnyAttr, AnimatedShow, Await, ErrorBoundary, ForEnumerate, MultiActionForm,
        ShowLet, Suspense, Transition,
    };
    pub use crate::lean::value::IntoAttributeValue;
}
