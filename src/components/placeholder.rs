//! Grey boxes of the size of what comes, so nothing moves when it does.

use crate::i18n::I18n;
use crate::markup::{IntoChild, View, element, fragment};

/// Cards of a row.
pub fn card_row() -> View {
    waiting(
        "feed wrap",
        fragment([
            element("div")
                .attr("class", "feed-head")
                .child(element("div").attr("class", "ph ph-head"))
                .into_child(),
            element("ul")
                .attr("class", "brand-row")
                .attr("role", "list")
                .child(cards(8))
                .into_child(),
        ])
        .into_child(),
    )
}

/// Cards of the wall.
pub fn card_grid() -> View {
    let shape = |class: &'static str| element("div").attr("class", class);
    let filter = |_: u8| shape("ph ph-line").into_child();
    waiting(
        "wall-body",
        fragment([
            shape("ph-filters")
                .child((0..12).map(filter).collect::<Vec<_>>())
                .into_child(),
            element("div")
                .child(
                    shape("wall-bar page-head")
                        .child(shape("ph ph-count"))
                        .child(shape("ph ph-bar")),
                )
                .child(
                    element("ul")
                        .attr("class", "brand-grid")
                        .attr("role", "list")
                        .child(cards(12)),
                )
                .into_child(),
        ])
        .into_child(),
    )
}

/// A product's or a family's page: in its main part, which has the margins.
pub fn goods() -> View {
    waiting(
        "goods",
        fragment([
            element("div")
                .attr("class", "goods-head")
                .child(element("div").child(element("div").attr("class", "ph ph-logo logo")))
                .child(
                    element("div")
                        .attr("class", "ph-grow")
                        .child(element("div").attr("class", "ph ph-line"))
                        .child(element("div").attr("class", "ph ph-line ph-short")),
                )
                .into_child(),
            element("div")
                .attr("class", "buy")
                .child(
                    element("div")
                        .attr("class", "buy-body")
                        .child(element("div").attr("class", "ph ph-control"))
                        .child(element("div").attr("class", "ph ph-control"))
                        .child(element("div").attr("class", "ph ph-block"))
                        .child(element("div").attr("class", "ph ph-control")),
                )
                .into_child(),
            element("div")
                .attr("class", "goods-about")
                .child(
                    element("div")
                        .child(element("div").attr("class", "ph ph-line"))
                        .child(element("div").attr("class", "ph ph-line"))
                        .child(element("div").attr("class", "ph ph-line ph-short")),
                )
                .into_child(),
        ])
        .into_child(),
    )
}

/// A few lines.
pub fn lines() -> View {
    waiting(
        "",
        fragment([
            element("div").attr("class", "ph ph-control").into_child(),
            element("div").attr("class", "ph ph-control").into_child(),
        ])
        .into_child(),
    )
}

/// An order.
pub fn order() -> View {
    waiting(
        "",
        fragment([
            element("div").attr("class", "ph ph-line").into_child(),
            element("div").attr("class", "ph ph-control").into_child(),
            element("div").attr("class", "ph ph-block").into_child(),
        ])
        .into_child(),
    )
}

fn waiting(class: &'static str, shapes: View) -> View {
    let i18n = I18n::here();
    fragment([
        element("p")
            .attr("class", "visually-hidden")
            .attr("role", "status")
            .child(i18n.text("waiting"))
            .into_child(),
        element("div")
            .attr("class", class)
            .attr("aria-hidden", "true")
            .child(shapes)
            .into_child(),
    ])
    .into_child()
}

fn cards(count: usize) -> Vec<View> {
    (0..count)
        .map(|_| {
            element("li")
                .attr("class", "brand-card")
                .child(element("div").attr("class", "ph ph-logo"))
                .child(
                    element("div")
                        .attr("class", "brand-name")
                        .child(element("div").attr("class", "ph ph-line")),
                )
                .child(
                    element("div")
                        .attr("class", "brand-span")
                        .child(element("div").attr("class", "ph ph-line ph-short")),
                )
                .into_child()
        })
        .collect()
}
