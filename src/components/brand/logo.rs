//! A brand's picture in its fixed box, or its letter.

use leptos::prelude::*;
use shop_core::model::brand::Logo;

/// How a picture is loaded.
#[derive(Clone, Copy, PartialEq)]
pub enum Loading {
    /// At once: it is in the first rows.
    Eager,
    /// When it comes near the screen.
    Lazy,
}

/// How wide the picture of a card is. On phones a little less than it is: 42vw of a window of 412 px
/// at 1.75 pixels each is 303 pixels, and for three of them the browser would load the large file.
pub(super) const SIZES: &str = "(min-width: 768px) 200px, 40vw";

/// How wide a picture in a row, a tile or a heading is at most.
const SMALL_SIZES: &str = "120px";

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

/// The picture on the brand's own background; a letter if there is none or it can't be loaded. The
/// name is beside it, so the picture has no text.
pub fn logo(picture: Option<Logo>, ground: Option<String>, initial: String) -> AnyView {
    let is_broken = RwSignal::new(picture.is_none());
    let (source, sources) = picture.as_ref().map(addresses).unwrap_or_default();
    let picture = move || {
        if is_broken.get() {
            return view! {
                <span class="letter" aria-hidden="true">
                    {initial.clone()}
                </span>
            }
            .into_any();
        }
        let sizes = (!sources.is_empty()).then_some(SMALL_SIZES);
        let sources = (!sources.is_empty()).then(|| sources.clone());
        // `sizes` comes before the address, or the browser starts loading before it knows them.
        view! {
            <img
                alt=""
                width="300"
                height="190"
                decoding="async"
                sizes=sizes
                srcset=sources
                on:error=move |_| is_broken.set(true)
                src=source.clone()
            />
        }
        .into_any()
    };
    view! {
        <span class="logo" style=("--brand-ground", ground)>
            {picture}
        </span>
    }
    .into_any()
}
