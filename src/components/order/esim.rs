//! Installing an eSIM: by a link on the phone itself, by its code from a screen.

use leptos::prelude::*;

use crate::browser::property;
use crate::components::ui::hint::Hint;
use crate::components::ui::icon::icon;
use crate::i18n::I18n;
use shop_core::model::order::{Code, Delivery, link_host};
use shop_core::route::{ESIM_ANDROID, ESIM_APPLE, encode_into};
use shop_core::text_key::TextKey;

/// The start of an eSIM's code, which a phone's set-up accepts.
const CODE_START: &str = "LPA:";

/// The code of an eSIM, if it is one.
pub(super) fn code(delivery: &Delivery) -> Option<&str> {
    match &delivery.code {
        Some(Code::Text(code)) if code.starts_with(CODE_START) => Some(code),
        _ => None,
    }
}

/// On a phone a link to its own set-up, elsewhere a sentence on how to get there; see
/// docs/api.md#esim-installation.
pub(super) fn install(i18n: I18n, delivery: &Delivery) -> Option<AnyView> {
    let install = &delivery.install;
    let given = [&install.apple, &install.android, &install.other];
    let has_given = given.iter().any(|link| link.is_some());
    let code = code(delivery);
    if !has_given && code.is_none() {
        return None;
    }
    let agent = property(&window().navigator(), "userAgent")
        .and_then(|agent| agent.as_string())
        .unwrap_or_default();
    let (own, home, away) = if agent.contains("Android") {
        (&install.android, ESIM_ANDROID, ESIM_APPLE)
    } else if ["iPhone", "iPad"].iter().any(|name| agent.contains(name)) {
        (&install.apple, ESIM_APPLE, ESIM_ANDROID)
    } else {
        let words = i18n.text(TextKey::DeliveryInstallElsewhere);
        return Some(view! { <Hint words /> }.into_any());
    };
    // Links for the other system lead nowhere here.
    let other = install.other.clone();
    let other = other.filter(|link| !link.starts_with(away));
    let made = code.map(|code| {
        let mut link = home.to_owned();
        encode_into(&mut link, code);
        link
    });
    let link = own.clone().or(other).or(made)?;
    let host = link_host(&link).unwrap_or_default().to_owned();
    Some(
        view! {
            <div class="actions">
                <a class="button button-big" href=link target="_blank" rel="noopener noreferrer">
                    {i18n.text(TextKey::DeliveryInstall)}
                    {icon("external-link")}
                </a>
            </div>
            <Hint words=i18n.fill(TextKey::DeliveryInstallHint, &[("host", &host)]) />
        }
        .into_any(),
    )
}
