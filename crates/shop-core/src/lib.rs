#![doc = include_str!("../README.md")]
// Code that can panic or leak needs an `#[expect]` with the reason why that is right there. Tests
// may panic: that is how they fail. The lists behind `disallowed_…` are in xtask/clippy.toml.
#![cfg_attr(
    not(test),
    warn(
        clippy::disallowed_methods,
        clippy::disallowed_types,
        clippy::expect_used,
        clippy::float_arithmetic,
        clippy::indexing_slicing,
        clippy::mem_forget,
        clippy::panic,
        clippy::print_stderr,
        clippy::print_stdout,
        clippy::string_slice,
        clippy::too_many_lines,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]

pub mod backoff;
pub mod json;
pub mod model;
pub mod order_tracking;
pub mod pay;
pub mod route;
pub mod text_key;
