//! Colours that an owner may write: those that every browser reads, and that
//! can't be anything but a colour.

/// Whether this is `#rgb`, `#rrggbb`, `rgb()`, `hsl()` or `oklch()` with plain numbers. The script
/// in `index.html` checks the same pattern, and then asks the browser itself.
pub(super) fn is_colour(text: &str) -> bool {
    if let Some(digits) = text.strip_prefix('#') {
        let are_hexadecimal = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        return are_hexadecimal && matches!(digits.len(), 3 | 6);
    }
    let Some((name, rest)) = text.split_once('(') else {
        return false;
    };
    let Some(inside) = rest.strip_suffix(')') else {
        return false;
    };
    let has_commas = inside.contains(',');
    let between = if has_commas { ", " } else { " " };
    let Some([first, second, third]) = parts(inside, between) else {
        return false;
    };
    match name {
        "rgb" => {
            [first, second, third].into_iter().all(is_plain) || {
                [first, second, third].into_iter().all(is_percent)
            }
        }
        "hsl" => is_plain(first) && is_percent(second) && is_percent(third),
        "oklch" => {
            (is_plain(first) || is_percent(first))
                && is_plain(second)
                && is_plain(third)
                && !has_commas
        }
        _ => false,
    }
}

fn parts<'a>(inside: &'a str, between: &str) -> Option<[&'a str; 3]> {
    let (first, rest) = inside.split_once(between)?;
    let (second, third) = rest.split_once(between)?;
    Some([first, second, third])
}

/// `50`, `0.5` or `.5`.
fn is_plain(text: &str) -> bool {
    let (whole, part) = text.split_once('.').unwrap_or(("", text));
    let are_digits = |text: &str| text.bytes().all(|digit| digit.is_ascii_digit());
    !part.is_empty() && are_digits(whole) && are_digits(part)
}

fn is_percent(text: &str) -> bool {
    text.strip_suffix('%').is_some_and(is_plain)
}

#[cfg(test)]
mod tests {
    use super::is_colour;

    #[test]
    fn a_colour_is_nothing_else() {
        for good in [
            "#0a7",
            "#0B6E4F",
            "rgb(11 110 79)",
            "rgb(11, 110, 79)",
            "rgb(4% 43.5% 31%)",
            "hsl(161 82% 24%)",
            "hsl(161, 82%, 24%)",
            "oklch(50% .16 265)",
            "oklch(0.5 0.16 265)",
        ] {
            assert!(is_colour(good), "{good:?}");
        }
        for bad in [
            "",
            "#",
            "#12",
            "#1234",
            "#12345g",
            "red",
            "var(--ink)",
            "url(x)",
            "rgb(1 2)",
            "rgb(1 2 3 / .5)",
            "rgb(1  2 3)",
            "rgb(1 2% 3)",
            "rgb(1,2,3)",
            "rgb(1. 2 3)",
            "rgb(-1 2 3)",
            "hsl(161deg 82% 24%)",
            "hsl(161 82 24)",
            "oklch(50%, .16, 265)",
            "oklch(50% .16 265deg)",
            "oklch(50% .16 265);x:y",
            "oklch(from red l c h)",
            " #fff",
        ] {
            assert!(!is_colour(bad), "{bad:?}");
        }
    }
}
