//! Views of an order.

mod bar_code;
mod esim;
pub mod notify_button;
pub mod recovery;
pub mod status_line;
pub mod ticket;
