//! Grey boxes of the size of the coming content, so nothing moves when it appears.

use crate::i18n::use_i18n;
use leptos::prelude::*;
use shop_core::text_key::TextKey;

/// Cards of a row.
pub fn card_row() -> AnyView {
    waiting(
        "feed wrap",
        view! {
            <div class="feed-head">{shape("ph ph-head")}</div>
            <ul class="brand-row" role="list">
                {cards(12)}
            </ul>
        }
        .into_any(),
    )
}

/// Tiles below a row of cards, whose box says that the page is loading.
pub fn tiles() -> AnyView {
    let tiles = (0..8).map(|_| view! { <li>{shape("ph tile")}</li> });
    view! {
        <div class="feed wrap" aria-hidden="true">
            <div class="feed-head">{shape("ph ph-head")}</div>
            <ul class="tiles" role="list">
                {tiles.collect_view()}
            </ul>
        </div>
    }
    .into_any()
}

/// Cards of the wall.
pub fn card_grid() -> AnyView {
    let filters = (0..12).map(|_| shape("ph ph-line"));
    waiting(
        "wall-body",
        view! {
            <div class="ph-filters">{filters.collect_view()}</div>
            <div>
                <div class="wall-bar page-head">{shape("ph ph-count")} {shape("ph ph-bar")}</div>
                <ul class="brand-grid" role="list">
                    {cards(12)}
                </ul>
            </div>
        }
        .into_any(),
    )
}

/// A product's or a family's page: in its main part, which has the margins.
pub fn goods() -> AnyView {
    waiting(
        "goods",
        view! {
            <div class="goods-head">
                <div>{shape("ph ph-logo logo")}</div>
                <div class="ph-grow">{shape("ph ph-line")} {shape("ph ph-line ph-short")}</div>
            </div>
            <div class="buy">
                <div class="buy-body">
                    {shape("ph ph-control")} {shape("ph ph-control")} {shape("ph ph-block")}
                    {shape("ph ph-control")}
                </div>
            </div>
            <div class="goods-about">
                <div>
                    {shape("ph ph-line")} {shape("ph ph-line")} {shape("ph ph-line ph-short")}
                </div>
            </div>
        }
        .into_any(),
    )
}

/// A few lines.
pub fn lines() -> AnyView {
    waiting(
        "",
        view! {
            {shape("ph ph-control")}
            {shape("ph ph-control")}
        }
        .into_any(),
    )
}

/// An order.
pub fn order() -> AnyView {
    waiting(
        "",
        view! {
            {shape("ph ph-line")}
            {shape("ph ph-control")}
            {shape("ph ph-block")}
        }
        .into_any(),
    )
}

/// One grey box. A function, because markup without dynamic parts is made in another way, with code
/// that the first wasm would contain for these boxes alone.
fn shape(class: &'static str) -> impl IntoView {
    view! { <div class=class></div> }
}

fn waiting(class: &'static str, shapes: AnyView) -> AnyView {
    let i18n = use_i18n();
    view! {
        <p class="visually-hidden" role="status">
            {i18n.text(TextKey::Waiting)}
        </p>
        <div class=class aria-hidden="true">
            {shapes}
        </div>
    }
    .into_any()
}

fn cards(count: usize) -> Vec<impl IntoView> {
    (0..count)
        .map(|_| {
            view! {
                <li class="brand-card">
                    {shape("ph ph-logo")} <div class="brand-name">{shape("ph ph-line")}</div>
                    <div class="brand-span">{shape("ph ph-line ph-short")}</div>
                </li>
            }
        })
        .collect()
}
