//! The routes by the names faults, limits and the log use.

use axum::http::Method;

/// The purpose of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Route {
    Vias,
    Brands,
    Homepage,
    Products,
    Price,
    Validations,
    OrdersCreate,
    Order,
    Subscribe,
    Countries,
    Qr,
    Cdn,
    Other,
}

impl Route {
    /// Every route, with its name.
    pub(crate) const NAMES: [(Self, &'static str); 13] = [
        (Self::Vias, "vias"),
        (Self::Brands, "brands"),
        (Self::Homepage, "homepage"),
        (Self::Products, "products"),
        (Self::Price, "price"),
        (Self::Validations, "validations"),
        (Self::OrdersCreate, "orders-create"),
        (Self::Order, "order"),
        (Self::Subscribe, "subscribe"),
        (Self::Countries, "countries"),
        (Self::Qr, "qr"),
        (Self::Cdn, "cdn"),
        (Self::Other, "other"),
    ];

    /// The route of a request.
    pub(crate) fn of(method: &Method, path: &str) -> Self {
        match path {
            "/v3/payment_vias" => Self::Vias,
            "/v2/brands" => Self::Brands,
            "/v2/homepage" => Self::Homepage,
            "/v4/products/price" => Self::Price,
            "/v5/orders/validations" => Self::Validations,
            "/v5/orders" if method == Method::POST => Self::OrdersCreate,
            "/available-countries" | "/api/available-countries" => Self::Countries,
            _ if path.starts_with("/v5/products/country/") => Self::Products,
            _ if path.starts_with("/v3/qrs/") => Self::Qr,
            _ if path.starts_with("/cdn/") => Self::Cdn,
            _ if path.ends_with("/subscribe") => Self::Subscribe,
            _ if path.starts_with("/v5/orders/") => Self::Order,
            _ => Self::Other,
        }
    }

    /// Its name.
    pub(crate) fn name(self) -> &'static str {
        Self::NAMES
            .iter()
            .find(|(route, _)| *route == self)
            .map_or("other", |(_, name)| name)
    }

    /// The route with this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::NAMES
            .iter()
            .find(|(_, each)| *each == name)
            .map(|(route, _)| *route)
    }
}
