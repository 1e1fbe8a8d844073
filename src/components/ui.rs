//! Parts that any page may have.

pub mod button;
pub mod copy_button;
pub mod dialog;
mod did_you_mean;
pub mod entry;
pub mod exact_text;
pub mod fact;
pub mod failure;
pub mod fold;
pub mod help_link;
pub mod hint;
mod host_note;
pub mod icon;
pub mod notice;
pub mod page;
pub mod placeholder;
pub mod qr_code;
pub mod rich_text;
pub mod search_field;
pub mod search_key;
pub mod seller;
pub mod sentinel;
pub mod sheet;
pub mod support;
pub mod text_field;
pub mod tick;
pub mod ways_back;
