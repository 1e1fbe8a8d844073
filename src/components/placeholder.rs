//! Grey boxes of the size of what comes, so nothing moves when it does.

use leptos::prelude::*;

use crate::i18n::I18n;

/// Cards of a row.
pub fn card_row() -> AnyView {
    waiting(
        "feed wrap",
        view! {
            <div class="feed-head"><div class="ph ph-head"></div></div>
            <ul class="brand-row" role="list">{cards(8)}</ul>
        }
        .into_any(),
    )
}

/// Cards of the wall.
pub fn card_grid() -> AnyView {
    waiting(
        "",
        view! { <ul class="brand-grid" role="list">{cards(12)}</ul> }.into_any(),
    )
}

/// A product's or a family's page.
pub fn goods() -> AnyView {
    waiting("goods wrap", view! {
        <div class="goods-head">
            <div><div class="ph ph-logo logo"></div></div>
            <div class="ph-grow"><div class="ph ph-line"></div><div class="ph ph-line ph-short"></div></div>
        </div>
        <div class="buy"><div class="buy-body">
            <div class="ph ph-control"></div>
            <div class="ph ph-control"></div>
            <div class="ph ph-block"></div>
            <div class="ph ph-control"></div>
        </div></div>
        <div class="goods-about"><div>
            <div class="ph ph-line"></div>
            <div class="ph ph-line"></div>
            <div class="ph ph-line ph-short"></div>
        </div></div>
    }.into_any())
}

/// A few lines.
pub fn lines() -> AnyView {
    waiting(
        "",
        view! {
            <div class="ph ph-control"></div>
            <div class="ph ph-control"></div>
        }
        .into_any(),
    )
}

/// An order.
pub fn order() -> AnyView {
    waiting(
        "",
        view! {
            <div class="ph ph-line"></div>
            <div class="ph ph-control"></div>
            <div class="ph ph-block"></div>
        }
        .into_any(),
    )
}

fn waiting(class: &'static str, shapes: AnyView) -> AnyView {
    let i18n = I18n::here();
    view! {
        <p class="visually-hidden" role="status">{i18n.text("waiting")}</p>
        <div class=class aria-hidden="true">{shapes}</div>
    }
    .into_any()
}

fn cards(count: usize) -> Vec<AnyView> {
    (0..count)
        .map(|_| {
            view! {
                <li class="brand-card">
                    <div class="ph ph-logo"></div>
                    <div class="brand-name"><div class="ph ph-line"></div></div>
                    <div class="brand-span"><div class="ph ph-line ph-short"></div></div>
                </li>
            }
            .into_any()
        })
        .collect()
}
