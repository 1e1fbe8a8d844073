//! The shop as a widget: whether the server admits the partners that the page admits, and whether
//! pages of other origins get the loader.

use super::{Deployment, Finding};
use crate::failure::Outcome;
use crate::widget::{IN_A_FRAME, LOADER, OPEN, frame_ancestors};

pub(super) fn framing(shop: &Deployment<'_>) -> Outcome<Vec<Finding>> {
    let mut findings = Vec::new();
    let said = shop.page.header("content-security-policy");
    let said = said
        .split(';')
        .map(str::trim)
        .find(|part| part.starts_with("frame-ancestors"));
    findings.extend(disagreement(
        said.unwrap_or_default(),
        &frame_ancestors(&shop.page.text()),
    ));
    let page = shop.file("embed", "")?;
    for (name, value) in IN_A_FRAME {
        let got = page.header(&name.to_lowercase());
        // `require-corp` is let in as well.
        if got != value && got != "require-corp" {
            findings.push(Finding(
                format!("/embed says {name} “{got}” and not “{value}”"),
                "include the file of your server from dist/_server/: without it pages that are isolated from other origins show the browser's error.",
            ));
        }
    }
    let loader = shop.file(LOADER, "")?;
    if loader.status != 200 || loader.is_page() {
        findings.push(Finding(
            format!("{LOADER} is not there (status {})", loader.status),
            "upload the whole of dist/, with its folder widget/.",
        ));
    } else {
        for (name, value) in OPEN {
            let got = loader.header(&name.to_lowercase());
            if got != value {
                findings.push(Finding(
                    format!("{LOADER} says {name} “{got}” and not “{value}”"),
                    "include the file of your server from dist/_server/: without it partners' pages can't load the widget.",
                ));
            }
        }
    }
    Ok(findings)
}

/// The difference between the server's policy for frames and the page's block.
fn disagreement(said: &str, wanted: &str) -> Option<Finding> {
    let words = |text: &str| {
        let mut words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        words.sort();
        words
    };
    (words(said) != words(wanted)).then(|| {
        Finding(
            format!("the server says “{said}”, and the page's partner_origins would be “{wanted}”"),
            "set SHOP_PARTNERS to what `sh deploy/partners.sh index.html` prints, or build again after an edit of `partner_origins`.",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_partners_is_no_matter_and_their_number_is() {
        let page = "frame-ancestors 'self' https://a.example https://b.example";
        assert_eq!(
            disagreement(
                "frame-ancestors 'self'  https://b.example https://a.example",
                page
            ),
            None
        );
        for said in ["", "frame-ancestors 'self'", "frame-ancestors *"] {
            assert!(disagreement(said, page).is_some(), "{said}");
        }
    }
}
