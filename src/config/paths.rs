//! Paths that stay on the shop's own origin.

/// The same-origin path under which the API is reached. Anything that could
/// leave the origin is refused, because the partner headers are added there
/// and order ids travel there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ApiPrefix(String);

impl ApiPrefix {
    /// Takes an absolute path such as `/api`; no scheme, host, query,
    /// fragment, dot segment or backslash.
    pub fn parse(text: &str) -> Option<Self> {
        let path = text.trim_end_matches('/');
        let inside = path.strip_prefix('/')?;
        is_path(inside).then(|| Self(path.to_owned()))
    }

    /// The path without a slash at its end.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for ApiPrefix {
    fn default() -> Self {
        Self("/api".to_owned())
    }
}

/// Whether a picture may be loaded from here: a path on this origin, from the
/// shop's folder or from its root, that ends as pictures do.
pub(super) fn is_logo(text: &str) -> bool {
    let path = text.strip_prefix('/').unwrap_or(text);
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = [".svg", ".png", ".webp"]
        .iter()
        .find_map(|end| name.strip_suffix(end));
    is_path(path) && stem.is_some_and(|stem| !stem.is_empty())
}

/// Words between slashes, none of which leads anywhere else.
fn is_path(path: &str) -> bool {
    let is_safe = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    path.split('/')
        .all(|word| !matches!(word, "" | "." | "..") && word.bytes().all(is_safe))
}

#[cfg(test)]
mod tests {
    use super::{ApiPrefix, is_logo};

    #[test]
    fn the_prefix_never_leaves_the_origin() {
        for good in ["/api", "/api/", "/shop/api-v1"] {
            assert_eq!(
                ApiPrefix::parse(good).expect(good).as_str(),
                good.trim_end_matches('/')
            );
        }
        for bad in [
            "",
            "/",
            "api",
            "//evil.example",
            "https://evil.example/api",
            "/api?x=1",
            "/a/../b",
            "/a//b",
            "/\\evil",
            "/api#x",
        ] {
            assert_eq!(ApiPrefix::parse(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn a_logo_is_a_picture_of_this_origin() {
        for good in ["logo.svg", "/logo.png", "brand/my-logo.webp", "a.b.svg"] {
            assert!(is_logo(good), "{good:?}");
        }
        for bad in [
            "",
            ".svg",
            "logo.gif",
            "logo.SVG",
            "//evil.example/logo.svg",
            "https://evil.example/logo.svg",
            "../logo.svg",
            "a/./logo.svg",
            "a//logo.svg",
            "logo.svg?x=1",
            "data:image/svg+xml,x.svg",
            "\\evil\\logo.svg",
            "my logo.svg",
        ] {
            assert!(!is_logo(bad), "{bad:?}");
        }
    }
}
