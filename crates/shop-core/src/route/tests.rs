use super::{AddressName, Query, Route};

#[test]
fn what_is_printed_is_read_back() {
    let name = |text: &str| AddressName::from_name(text);
    let pages = [
        Route::Home,
        Route::Brands,
        Route::Orders,
        Route::Builder,
        Route::Brand {
            family: name("AT&T"),
        },
        Route::Brand {
            family: name("楽天 / ギフト"),
        },
        Route::Product {
            family: name("Lycamobile"),
            brand: name("Lycamobile Credits"),
        },
        Route::Product {
            family: name("أسواق"),
            brand: name("Café 100%"),
        },
        Route::Order {
            id: "1c4fbf20-5c0c-4148-902b-3e25f0f84bb5".to_owned(),
        },
        Route::Order {
            id: "no id/at all?".to_owned(),
        },
        Route::Unknown {
            path: "/nothing/here/at/all".to_owned(),
        },
    ];
    for base in ["", "/shop", "/a/b"] {
        for page in &pages {
            assert_eq!(
                &Route::parse(base, &page.path(base)),
                page,
                "under {base:?}"
            );
        }
    }
}

#[test]
fn the_brands_of_a_family_are_tabs_of_one_page() {
    let tab = |path| Route::parse("", path).page();
    let family = Route::parse("", "/brand/Lycamobile");
    assert_eq!(tab("/product/lycamobile/Lycamobile%20Credits"), family);
    assert_eq!(tab("/product/Lycamobile/Lycamobile%20Bundle"), family);
    assert_eq!(family.page(), family);
    assert_ne!(tab("/product/Steam/Steam"), family);
    assert_eq!(Route::Orders.page(), Route::Orders);
}

#[test]
fn a_page_s_own_file_is_home() {
    for (base, path) in [("", "/index.html"), ("/shop", "/shop/index.html")] {
        assert_eq!(Route::parse(base, path), Route::Home);
    }
    // A phone's keyboard writes the capital.
    assert_eq!(Route::parse("", "/Brands"), Route::Brands);
}

#[test]
fn a_widget_is_a_longer_base() {
    use super::base_of;
    for (base, path, found) in [
        ("", "/", ""),
        ("", "/embed", "/embed"),
        ("", "/embed/brand/steam", "/embed"),
        ("/shop", "/shop/embed/", "/shop/embed"),
        ("", "/embedded", ""),
        ("", "/brand/embed", ""),
        ("", "/embed/builder", ""),
    ] {
        assert_eq!(base_of(base, path), found, "{path}");
    }
    assert_eq!(Route::parse("/embed", "/embed"), Route::Home);
    assert_eq!(Route::parse("", "/embed/builder"), Route::Builder);
    let kept = Query::parse("?ch=1&q=x&lang=de");
    assert_eq!(kept.choices(&["ch"]).print(), "?ch=1&lang=de");
}

#[test]
fn debug_output_has_no_order_id() {
    let id = "1c4fbf20-5c0c-4148-902b-3e25f0f84bb5";
    for (path, printed) in [
        (["/order/", id].concat(), "Order(…)"),
        (["/orders/", id].concat(), "Unknown(…)"),
        ("/brand/steam".to_owned(), "/brand/steam"),
    ] {
        assert_eq!(format!("{:?}", Route::parse("", &path)), printed);
    }
}

#[test]
fn what_sticks_to_an_order_s_link_does_not_matter() {
    let id = "1c4fbf20-5c0c-4148-902b-3e25f0f84bb5";
    let order = Route::Order { id: id.to_owned() };
    for stuck in [
        ".",
        ")",
        ",",
        "%22",
        ">",
        "%3E",
        ";",
        ":",
        "!",
        "%E3%80%82",
        "%20",
        "%C2%A0",
        "%E2%80%8B",
        "}",
        "/",
        "/.",
        "/receipt",
    ] {
        let path = ["/order/", id, stuck].concat();
        assert_eq!(Route::parse("", &path), order, "{path}");
    }
    for path in [
        "/order/=3D1c4fbf20-5c0c-4148-902b-3e25f0f84bb5",
        "/order/%3C1c4fbf20-5c0c-4148-902b-3e25f0f84bb5%3E",
        "/order/{1c4fbf20-5c0c-4148-902b-3e25f0f84bb5}",
        "/order/1C4FBF20-5C0C-4148-902B-3E25F0F84BB5",
        "/Order/1c4fbf20-5c0c-4148-902b-3e25f0f84bb5",
        "/ORDER//1c4fbf20-5c0c-4148-902b-3e25f0f84bb5/",
    ] {
        assert_eq!(Route::parse("", path), order, "{path}");
    }
    assert_eq!(Route::parse("", "/order/").path(""), "/order/");
    assert_eq!(Route::parse("", "/Orders/"), Route::Orders);
    // A link with two ids doesn't lead to an order.
    let two = ["/order/", id, "-", "2c4fbf20-5c0c-4148-902b-3e25f0f84bb5"].concat();
    assert_ne!(Route::parse("", &two), order);
}

#[test]
fn slashes_at_the_end_do_not_matter() {
    assert_eq!(Route::parse("/shop", "/shop"), Route::Home);
    assert_eq!(Route::parse("/shop", "/shop/"), Route::Home);
    assert_eq!(Route::parse("", "/brands/"), Route::Brands);
}
