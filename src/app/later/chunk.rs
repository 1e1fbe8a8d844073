//! Where a release is cut in two: what only `loaded` reaches is the second wasm.

use super::{Missing, Table, table};

/// Loads the later pages.
#[wasm_split_macros::wasm_split(later, fallible, wasm_split_path = runtime)]
pub(super) fn loaded() -> Result<Table, Missing> {
    Ok(table as Table)
}

/// What the macro's code calls, by the names it calls them.
///
/// The macro's own crate comes with a loader that is a file of JavaScript and
/// has to know the hashed names of two others. The one in `index.html` knows
/// them already and is a few lines.
mod runtime {
    use wasm_bindgen::{JsCast, JsValue};

    use super::Missing;

    pub(super) struct SplitLoaderError(JsValue);

    impl From<SplitLoaderError> for Missing {
        fn from(error: SplitLoaderError) -> Self {
            // `fetch` without an answer; whatever else happens, happens after one.
            if error.0.is_instance_of::<js_sys::TypeError>() {
                Self::Unreachable
            } else {
                Self::Outdated
            }
        }
    }

    pub(super) mod rt {
        use std::ffi::c_void;
        use std::pin::Pin;

        use js_sys::{Function, Promise, Reflect};
        use leptos::prelude::window;
        use wasm_bindgen::{JsCast, JsValue};
        use wasm_bindgen_futures::JsFuture;

        use super::SplitLoaderError;

        /// The loader in `index.html`.
        const LOADER: &str = "__refilleryLater";

        pub(in super::super) type LoadCallbackFn = unsafe extern "C" fn(*const c_void, bool);

        /// Keeps nothing: the loader in `index.html` remembers what is loaded.
        pub(in super::super) struct LazySplitLoader;

        impl LazySplitLoader {
            pub(in super::super) const fn new<T: Copy>(_load: T) -> Self {
                Self
            }
        }

        pub(in super::super) async fn ensure_loaded(
            _loader: Pin<&LazySplitLoader>,
        ) -> Result<(), SplitLoaderError> {
            JsFuture::from(begun().map_err(SplitLoaderError)?)
                .await
                .map(drop)
                .map_err(SplitLoaderError)
        }

        fn begun() -> Result<Promise, JsValue> {
            Reflect::get(&window(), &JsValue::from_str(LOADER))?
                .dyn_into::<Function>()?
                .call0(&JsValue::UNDEFINED)?
                .dyn_into()
        }
    }
}
