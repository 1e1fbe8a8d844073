//! Whether buyers of a shop can write to its owner.

/// The advice for an owner whose page names no contact; `None` where it names one, or has no
/// settings at all.
pub(crate) fn nobody_to_write_to(page: &str) -> Option<&'static str> {
    let (_, block) = page.split_once("id=\"shop-config\"")?;
    let block = block.split("</script>").next().unwrap_or_default();
    let names_somebody = ["\"support_url\"", "\"support_email\""]
        .iter()
        .any(|name| block.contains(name));
    (!names_somebody).then_some(
        "neither support_url nor support_email is set in index.html: buyers are led to the \
         supplier's own support.",
    )
}

#[cfg(test)]
mod tests {
    use super::nobody_to_write_to;

    #[test]
    fn a_shop_without_support_is_noticed() {
        let page = |fields: &str| {
            format!("<script id=\"shop-config\">{{{fields}}}</script>\"support_url\"")
        };
        assert!(nobody_to_write_to(&page("\"name\":\"Shop\"")).is_some());
        for fields in [
            "\"support_url\":\"https://a\"",
            "\"support_email\" : \"a@b\"",
        ] {
            assert!(nobody_to_write_to(&page(fields)).is_none(), "{fields}");
        }
        assert!(nobody_to_write_to("<p>other page</p>").is_none());
    }
}
