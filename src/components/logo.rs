//! A brand's picture in its fixed box, or its letter.

use crate::markup::{IntoChild, View, element};
use crate::reactive::State;
use shop_core::model::brand::Logo;

/// How a picture is loaded.
#[derive(Clone, Copy, PartialEq)]
pub enum Loading {
    /// At once: it is in the first rows.
    Eager,
    /// When it comes near the screen.
    Lazy,
}

/// How wide a picture is on the page.
pub(super) const SIZES: &str = "(min-width: 768px) 200px, 42vw";

/// A picture's address, and the addresses of its sizes where there are several.
pub(super) fn addresses(picture: &Logo) -> (String, String) {
    match picture {
        Logo::Sized(base) => (
            [base, "_300x190.webp"].concat(),
            [base, "_300x190.webp 300w, ", base, "_500x318.webp 500w"].concat(),
        ),
        Logo::Single(address) => (address.clone(), String::new()),
    }
}

/// The picture on the brand's own ground; a letter when there is none or it
/// can't be loaded. The name stands beside it, so the picture has no text.
pub fn logo(
    picture: Option<Logo>,
    ground: Option<String>,
    initial: String,
    class: &'static str,
    loading: Loading,
) -> View {
    let is_broken = State::new(picture.is_none());
    let (source, sources) = picture.as_ref().map(addresses).unwrap_or_default();
    let loading = if loading == Loading::Lazy {
        "lazy"
    } else {
        "eager"
    };
    element("span")
        .attr("class", class)
        .style("--brand-ground", ground)
        .child(move || {
            if is_broken.get() {
                return element("span")
                    .attr("class", "letter")
                    .attr("aria-hidden", "true")
                    .child(initial.clone())
                    .into_child();
            }
            let sizes = (!sources.is_empty()).then_some(SIZES);
            // `loading` and `sizes` come before the address, else the
            // browser has begun before it knows them.
            element("img")
                .attr("alt", "")
                .attr("width", "300")
                .attr("height", "190")
                .attr("decoding", "async")
                .attr("loading", loading)
                .attr("sizes", sizes)
                .attr("srcset", (!sources.is_empty()).then(|| sources.clone()))
                .on("error", move |_| is_broken.set(true))
                .attr("src", source.clone())
                .into_child()
        })
        .into_child()
}
