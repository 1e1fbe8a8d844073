//! Model values in, view out. Nothing here asks the API or reads an address.

pub mod brand_card;
pub mod card_list;
pub mod copy_button;
pub mod email_hint;
pub mod exchange;
pub mod failure;
pub mod goods;
pub mod icon;
pub mod list_place;
pub mod logo;
pub mod network_badge;
pub mod notice;
pub mod notify_button;
pub mod pay_code;
pub mod pay_panel;
pub mod placeholder;
pub mod qr_code;
pub mod recovery;
pub mod rich_text;
pub mod search_field;
pub mod search_key;
pub mod sentinel;
pub mod status_line;
pub mod text_field;
pub mod ticket;
pub mod ways_back;
