//! The snippet that a partner copies: the loader's tag and the element, or a frame alone.

use shop_core::route::Query;

/// The addresses of the shop's parts.
#[derive(Clone, Copy)]
pub(super) struct Addresses<'a> {
    /// The loader's file.
    pub(super) loader: &'a str,
    /// The widget's first page.
    pub(super) shop: &'a str,
    /// Hash of the loader, if it is published.
    pub(super) hash: Option<&'a str>,
}

/// The permissions of a plain frame; docs/widget.md#security-model has the reasons.
const SANDBOX: &str = "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads allow-top-navigation-to-custom-protocols";

/// Height of a plain frame, in pixels, if none is chosen.
const HEIGHT: &str = "760";

/// The loader's tag and the element with these settings.
pub(super) fn with_loader(addresses: Addresses<'_>, settings: &Query, height: &str) -> String {
    let mut text = ["<script src=\"", &escaped(addresses.loader), "\""].concat();
    if let Some(hash) = addresses.hash {
        text.push_str(
            &[
                " integrity=\"",
                &escaped(hash),
                "\" crossorigin=\"anonymous\"",
            ]
            .concat(),
        );
    }
    text.push_str(" async></script>\n<gift-shop");
    put(&mut text, "src", addresses.shop);
    for (name, value) in settings.pairs() {
        put(&mut text, name, value);
    }
    if !height.is_empty() {
        put(&mut text, "height", height);
        // The space is reserved before the loader runs.
        let style = ["display:block;height:", height, "px"].concat();
        put(&mut text, "style", &style);
    }
    text.push_str("></gift-shop>");
    text
}

/// A frame with these settings, for pages without scripts.
pub(super) fn plain(
    addresses: Addresses<'_>,
    settings: &Query,
    height: &str,
    title: &str,
) -> String {
    let mut text = "<iframe".to_owned();
    put(
        &mut text,
        "src",
        &[addresses.shop, &settings.print()].concat(),
    );
    put(&mut text, "title", title);
    put(&mut text, "width", "100%");
    put(
        &mut text,
        "height",
        if height.is_empty() { HEIGHT } else { height },
    );
    put(&mut text, "sandbox", SANDBOX);
    put(&mut text, "allow", "clipboard-write");
    put(&mut text, "loading", "lazy");
    put(&mut text, "referrerpolicy", "strict-origin");
    text.push_str("></iframe>");
    text
}

fn put(text: &mut String, name: &str, value: &str) {
    text.push_str(&[" ", name, "=\"", &escaped(value), "\""].concat());
}

/// Escapes any value for use between quotation marks.
fn escaped(value: &str) -> String {
    let mut text = String::new();
    for letter in value.chars() {
        match letter {
            '&' => text.push_str("&amp;"),
            '"' => text.push_str("&quot;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            other => text.push(other),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Addresses, plain, with_loader};
    use shop_core::route::Query;

    const HERE: Addresses<'_> = Addresses {
        loader: "https://shop.example/widget/v1/loader.js",
        shop: "https://shop.example/embed",
        hash: None,
    };

    #[test]
    fn the_settings_are_attributes() {
        let settings = Query::parse("?country=DE&brand=AT%26T%20%22x%22%3E");
        assert_eq!(
            with_loader(HERE, &settings, ""),
            "<script src=\"https://shop.example/widget/v1/loader.js\" async></script>\n\
             <gift-shop src=\"https://shop.example/embed\" country=\"DE\" brand=\"AT&amp;T &quot;x&quot;&gt;\"></gift-shop>"
        );
        let sealed = Addresses {
            hash: Some("sha384-abc"),
            ..HERE
        };
        let text = with_loader(sealed, &Query::default(), "640");
        assert!(text.contains(" integrity=\"sha384-abc\" crossorigin=\"anonymous\" async>"));
        assert!(text.ends_with(
            "<gift-shop src=\"https://shop.example/embed\" height=\"640\" style=\"display:block;height:640px\"></gift-shop>"
        ));
    }

    #[test]
    fn a_frame_alone_has_them_in_its_address() {
        let settings = Query::parse("?country=DE&lang=de");
        let text = plain(HERE, &settings, "", "Corner \"Shop\"");
        assert!(text.starts_with(
            "<iframe src=\"https://shop.example/embed?country=DE&amp;lang=de\" title=\"Corner &quot;Shop&quot;\" width=\"100%\" height=\"760\""
        ));
        assert!(!text.contains("allow-top-navigation ") && !text.contains("allow-modals"));
    }
}
