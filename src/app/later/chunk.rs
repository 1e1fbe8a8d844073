//! The split of a release: code that only one of the functions with `wasm_split` reaches is a wasm
//! of its own. Code that several of them reach is in others, which are loaded before.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use super::{Missing, Name, Table};

/// The table of a part that is in the first file. No other exists before its file is loaded.
pub(super) fn at_once(name: Name) -> Option<Table> {
    let part = match name {
        Name::Browse => "browse",
        Name::Goods => "goods",
        Name::Topups => "topups",
        Name::Esims => "esims",
        Name::Checkout => "checkout",
        Name::Order => "order",
        _ => return None,
    };
    if !loader::is_in_first(part) {
        return None;
    }
    // Nothing has to be loaded, so this is ready at once.
    match pin!(loaded(name)).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(table) => table.ok(),
        Poll::Pending => None,
    }
}

/// Loads a file.
pub(super) async fn loaded(name: Name) -> Result<Table, Missing> {
    match name {
        Name::Browse => browse().await,
        Name::Goods => goods().await,
        Name::Topups => topups().await,
        Name::Esims => esims().await,
        Name::Checkout => checkout().await,
        Name::Order => order().await,
        Name::Orders => orders().await,
        Name::Help => help().await,
        Name::Countries => countries().await,
        Name::Builder => builder().await,
        Name::Widget => widget().await,
    }
}

/// A file: what it is entered by, and the items that the macro's code calls, by the names it calls
/// them.
///
/// The macro's own crate comes with a loader that is a file of JavaScript and has to know the
/// hashed names of the others. The one in `index.html` knows them already and is a few lines.
macro_rules! file {
    ($name:ident, $module:ident, $table:ident) => {
        #[wasm_split_macros::wasm_split($name, fallible, wasm_split_path = $module)]
        fn $name() -> Result<Table, Missing> {
            Ok(super::$table as Table)
        }

        mod $module {
            pub(super) use super::loader::Failed as SplitLoaderError;

            pub(super) mod rt {
                use std::ffi::c_void;
                use std::pin::Pin;

                use super::SplitLoaderError;

                pub(in super::super) type LoadCallbackFn =
                    unsafe extern "C" fn(*const c_void, bool);

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
                    super::super::loader::load(stringify!($name)).await
                }
            }
        }
    };
}

file!(browse, browse_file, browse_table);
file!(goods, goods_file, goods_table);
file!(topups, topups_file, topups_table);
file!(esims, esims_file, esims_table);
file!(checkout, checkout_file, checkout_table);
file!(order, order_file, order_table);
file!(orders, orders_file, orders_table);
file!(help, help_file, help_table);
file!(countries, countries_file, countries_table);
file!(builder, builder_file, builder_table);
file!(widget, widget_file, widget_table);

/// The loader in `index.html`.
mod loader {
    use js_sys::{Function, Promise, Reflect};
    use leptos::prelude::window;
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::JsFuture;

    use super::Missing;

    const LOADER: &str = "__refilleryLater";

    /// The part that is in the first file.
    const FIRST: &str = "__refilleryFirst";

    pub(super) struct Failed(JsValue);

    impl From<Failed> for Missing {
        fn from(failed: Failed) -> Self {
            // `fetch` without an answer; any other failure comes after an answer.
            if failed.0.is_instance_of::<js_sys::TypeError>() {
                Self::Unreachable
            } else {
                Self::Outdated
            }
        }
    }

    pub(super) fn is_in_first(name: &str) -> bool {
        let first = Reflect::get(&window(), &JsValue::from_str(FIRST));
        first.is_ok_and(|first| first.as_string().as_deref() == Some(name))
    }

    pub(super) async fn load(name: &str) -> Result<(), Failed> {
        if is_in_first(name) {
            return Ok(());
        }
        let loading = begun(name).map_err(Failed)?;
        JsFuture::from(loading).await.map(drop).map_err(Failed)
    }

    fn begun(name: &str) -> Result<Promise, JsValue> {
        Reflect::get(&window(), &JsValue::from_str(LOADER))?
            .dyn_into::<Function>()?
            .call1(&JsValue::UNDEFINED, &JsValue::from_str(name))?
            .dyn_into()
    }
}
