use super::{Column, Data, Days, OfferedPlan, Size, narrows, plans, sort, unchosen};
use crate::model::brand::Kind;
use crate::model::money::Amount;
use crate::model::product::{
    DeliveryType, Product, ProductGroup, Sort, data_in_label, days_in_label,
};

fn amount(text: &str) -> Amount {
    Amount::parse(text).expect("an amount")
}

fn product(label: &str, price: &str) -> Product {
    let data = data_in_label(label);
    let is_unlimited = label.starts_with("Unlimited");
    let sort = match data {
        None if !is_unlimited => Sort::Label,
        data => {
            let (data, unit) = data.unzip();
            Sort::Plan {
                data,
                unit: unit.unwrap_or("GB").to_owned(),
            }
        }
    };
    Product {
        key: label.to_owned(),
        sort,
        denomination: Some(label.to_owned()),
        localized_denomination: None,
        label: label.to_owned(),
        coin: "USDC".to_owned(),
        price: Amount::parse(price),
        delivery: DeliveryType::Email,
        face_value: None,
        benefits: Vec::new(),
        validity: days_in_label(label),
        regions: Vec::new(),
        credit: None,
        promotions: Vec::new(),
    }
}

fn group(brand: &str, products: Vec<Product>) -> ProductGroup {
    ProductGroup {
        family: brand.to_owned(),
        brand: brand.to_owned(),
        title: brand.to_owned(),
        logo: None,
        ground: None,
        kind: Kind::Esim,
        category: None,
        country: None,
        promotions: Vec::new(),
        is_out_of_stock: false,
        terms: None,
        description: None,
        products,
        skipped: 0,
    }
}

fn table() -> Vec<OfferedPlan> {
    let all = [
        ("5 GB 30 days", "15.68"),
        ("Unlimited 5 days", "14.63"),
        ("500 MB 7 days", "2.10"),
        ("A pass", "9"),
        ("10 GB 30 days", "24.10"),
        ("1 GB 7 days", "4.18"),
    ];
    let products = all.map(|(label, price)| product(label, price));
    plans(&[group("Roamwell", products.to_vec())])
}

fn labels(plans: &[OfferedPlan]) -> Vec<&str> {
    plans.iter().map(|plan| &*plan.product.label).collect()
}

fn ordered(column: Column, is_falling: bool) -> Vec<String> {
    let mut plans = table();
    sort(&mut plans, column, is_falling);
    labels(&plans).into_iter().map(str::to_owned).collect()
}

#[test]
fn only_plans_that_can_be_bought_are_in_the_table() {
    let sold_out = ProductGroup {
        is_out_of_stock: true,
        ..group("Otherone", vec![product("1 GB 7 days", "1")])
    };
    let card = ProductGroup {
        kind: Kind::GiftCard,
        ..group("Steam", vec![product("10 USD", "10")])
    };
    let unpriced = group(
        "Third",
        vec![product("2 GB 7 days", ""), product("3 GB 7 days", "7")],
    );
    let plans = plans(&[sold_out, card, unpriced]);
    assert_eq!(labels(&plans), ["3 GB 7 days"]);
    assert!(plans[0].is("Third", "Third", "3 GB 7 days"));
    assert!(!plans[0].is("Third", "Other", "3 GB 7 days"));
}

#[test]
fn each_column_has_an_order_and_what_is_not_known_comes_last() {
    assert_eq!(
        ordered(Column::Price, false),
        [
            "500 MB 7 days",
            "1 GB 7 days",
            "A pass",
            "Unlimited 5 days",
            "5 GB 30 days",
            "10 GB 30 days"
        ]
    );
    assert_eq!(
        ordered(Column::Data, false),
        [
            "500 MB 7 days",
            "1 GB 7 days",
            "5 GB 30 days",
            "10 GB 30 days",
            "Unlimited 5 days",
            "A pass"
        ]
    );
    assert_eq!(
        ordered(Column::Days, true),
        [
            "5 GB 30 days",
            "10 GB 30 days",
            "500 MB 7 days",
            "1 GB 7 days",
            "Unlimited 5 days",
            "A pass"
        ]
    );
}

#[test]
fn the_price_of_a_gigabyte_is_exact_to_the_places_of_the_price() {
    for (label, price, expected) in [
        ("5 GB 30 days", "15.68", Some("3.14")),
        ("3 GB 7 days", "10", Some("3")),
        ("10 GB 30 days", "24.10", Some("2.41")),
        ("4 GB 30 days", "10.00", Some("2.50")),
        ("2 GB 30 days", "10.00", Some("5.00")),
        ("500 MB 7 days", "2.10", Some("4.20")),
        ("1 TB 30 days", "55.00", Some("0.06")),
        ("3 GB 30 days", "0.00023021", Some("0.00007674")),
        ("Unlimited 5 days", "14.63", None),
        ("A pass", "9", None),
        ("1 GB 7 days", "", None),
        ("0 GB 7 days", "5", None),
    ] {
        let plan = OfferedPlan {
            product: product(label, price),
            ..table().remove(0)
        };
        let found = plan.per_gigabyte();
        assert_eq!(found.as_ref().map(Amount::as_str), expected, "{label}");
    }
    assert!(amount("3.14") < amount("3.2"));
}

#[test]
fn filters_keep_what_fits_and_say_whether_they_change_anything() {
    let plans = table();
    let left = |fits: &dyn Fn(&OfferedPlan) -> bool| {
        let left: Vec<OfferedPlan> = plans.iter().filter(|plan| fits(plan)).cloned().collect();
        labels(&left)
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(left(&|plan| Days::Any.fits(plan)).len(), 6);
    assert_eq!(
        left(&|plan| Days::Seven.fits(plan)),
        ["500 MB 7 days", "1 GB 7 days"]
    );
    assert_eq!(
        left(&|plan| Days::TenOrMore.fits(plan)),
        ["5 GB 30 days", "10 GB 30 days"]
    );
    assert_eq!(
        left(&|plan| Size::FiveOrMore.fits(plan)),
        ["5 GB 30 days", "Unlimited 5 days", "10 GB 30 days"]
    );
    assert_eq!(
        left(&|plan| Size::Unlimited.fits(plan)),
        ["Unlimited 5 days"]
    );
    assert!(narrows(&plans, |plan| Days::Thirty.fits(plan)));
    assert!(!narrows(&plans, |plan| Days::Any.fits(plan)));
    assert!(!narrows(&plans[..1], |plan| Days::Thirty.fits(plan)), "all");
    assert!(!narrows(&plans[..1], |plan| Days::Seven.fits(plan)), "none");
}

#[test]
fn a_plan_says_its_days_and_data_only_if_they_are_known() {
    let plans = table();
    assert_eq!((plans[0].days(), plans[3].days()), (Some(30), None));
    assert_eq!(plans[1].data(), Data::Unlimited);
    assert_eq!(plans[3].data(), Data::Unknown);
}

#[test]
fn before_a_choice_nothing_can_be_named_or_is_the_only_one() {
    let one = group("Roamwell", vec![product("1 GB 7 days", "4.18")]);
    let shown = unchosen(&one).expect("a group");
    assert!(shown.can_be_sold());
    assert_eq!(shown.products.len(), 2);
    for product in &shown.products {
        assert_eq!((product.key.as_str(), &product.face_value), ("", &None));
    }
    assert_eq!(unchosen(&group("Roamwell", Vec::new())), None);
}
