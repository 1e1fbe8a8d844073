//! The decoder this build measures.

#[cfg(any(feature = "value-slice", feature = "value-str"))]
#[path = "dynamic/value.rs"]
mod decoder;
#[cfg(any(feature = "reflect", feature = "reflect-cached"))]
#[path = "dynamic/reflect.rs"]
mod decoder;
#[cfg(feature = "getters")]
#[path = "dynamic/getters.rs"]
mod decoder;
#[cfg(feature = "own")]
#[path = "dynamic/own.rs"]
mod decoder;
#[cfg(not(any(
    feature = "value-slice", feature = "value-str", feature = "reflect",
    feature = "reflect-cached", feature = "getters", feature = "own"
)))]
#[path = "dynamic/none.rs"]
mod decoder;

pub(crate) use decoder::load;
