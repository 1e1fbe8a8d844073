//! Readers of countries, brands, the feed, products and prices.

use crate::json::{Fields, Json, rows};
use crate::model::brand::{Brand, Catalogue, Heading, Kind, Logo, Section};
use crate::model::country::Country;
use crate::model::display_text::cleaned;
use crate::model::slug::hash;

/// The countries of the live list; `None` when it has none, so that the
/// bundled copy stays.
pub fn countries(body: &Json<'_>) -> Option<Vec<Country>> {
    let list = rows(Fields::of(body).list("countries"), |row| {
        Country::parse(row.text("isoCode")?)
    })
    .items;
    (!list.is_empty()).then_some(list)
}

/// A country's brands: `all_brands` and the categories walked, each brand once
/// with all its categories; either may be missing (contract section 4).
pub fn catalogue(body: &Json<'_>) -> Option<Catalogue> {
    let fields = Fields::of_object(body)?;
    let groups = || {
        fields
            .list("categories")
            .iter()
            .filter_map(Fields::of_object)
    };
    let plain = fields.list("all_brands").iter().map(|row| (row, None));
    let grouped = groups().flat_map(|group| {
        // Some groups have no category but a kind (contract section 4.2).
        let category = group.text("category").or_else(|| group.text("kind"));
        let rows = group
            .list("brands")
            .iter()
            .chain(group.list("popular_brands"));
        rows.map(move |row| (row, category))
    });
    let mut skipped = 0;
    let mut brands: Vec<Brand> = Vec::new();
    // A feed repeats a brand in each of its categories. Numbers are compared
    // hundreds of times quicker than names.
    let mut hashes: Vec<u32> = Vec::new();
    for (row, group) in plain.chain(grouped) {
        let Some(read) = Fields::of_object(row).and_then(brand) else {
            skipped += 1;
            continue;
        };
        let own = hash(&read.family).rotate_left(1) ^ hash(&read.name);
        let same = |(place, _): &(usize, &u32)| {
            brands
                .get(*place)
                .is_some_and(|known| known.family == read.family && known.name == read.name)
        };
        let place = hashes
            .iter()
            .enumerate()
            .filter(|(_, known)| **known == own)
            .find(same);
        let place = place.map_or(brands.len(), |(place, _)| place);
        match brands.get_mut(place) {
            Some(known) => add_categories(known, &read.categories),
            None => {
                brands.push(read);
                hashes.push(own);
            }
        }
        if let (Some(known), Some(group)) = (brands.get_mut(place), group) {
            add_categories(known, &[group.to_owned()]);
        }
    }
    let (in_stock, out_of_stock): (Vec<Brand>, Vec<Brand>) =
        brands.into_iter().partition(|brand| !brand.is_out_of_stock);
    let brands = [in_stock, out_of_stock].concat();
    let popular = rows(fields.list("popular_brands"), brand)
        .items
        .iter()
        .filter_map(|popular| {
            brands
                .iter()
                .position(|brand| brand.family == popular.family && brand.name == popular.name)
        })
        .collect();
    let country = fields.text("country_code").and_then(Country::parse);
    Some(Catalogue {
        country,
        brands,
        popular,
        skipped,
    })
}

/// How deep the feed is walked: its shape isn't documented, and rows of brands
/// deeper than this are no sections of a home page.
const FEED_DEPTH: u8 = 4;

/// The feed's sections, whatever its shape: every array of objects with a
/// `brand` or `family` counts, headed by a neighbouring title (contract
/// section 5).
pub fn feed(body: &Json<'_>) -> Option<Vec<Section>> {
    let mut sections: Vec<Section> = Vec::new();
    collect_sections(body, FEED_DEPTH, &mut sections);
    (!sections.is_empty()).then_some(sections)
}

fn add_categories(brand: &mut Brand, categories: &[String]) {
    for category in categories {
        if !brand.categories.contains(category) {
            brand.categories.push(category.clone());
        }
    }
}

fn collect_sections(value: &Json<'_>, depth: u8, sections: &mut Vec<Section>) {
    let (Some(fields), Some(depth)) = (value.as_object(), depth.checked_sub(1)) else {
        if let (Some(items), Some(depth)) = (value.as_list(), depth.checked_sub(1)) {
            for item in items {
                collect_sections(item, depth, sections);
            }
        }
        return;
    };
    for (name, inner) in fields {
        let brands = inner.as_list().unwrap_or_default();
        let brands = rows(brands, brand).items;
        if brands.is_empty() {
            collect_sections(inner, depth, sections);
        } else if let Some(heading) = heading(Fields::of(value), name)
            && !sections.iter().any(|section| section.heading == heading)
        {
            sections.push(Section { heading, brands });
        }
    }
}

fn heading(neighbours: Fields<'_>, name: &str) -> Option<Heading> {
    // A purchase history is no section of a shop window.
    if name.starts_with("last_") {
        return None;
    }
    let title = ["title", "name"]
        .into_iter()
        .find_map(|field| neighbours.text(field));
    if name.starts_with("popular")
        || title.is_some_and(|title| title.eq_ignore_ascii_case("popular"))
    {
        return Some(Heading::Popular);
    }
    let category = neighbours
        .text("category")
        .or_else(|| neighbours.text("kind").filter(|_| title.is_none()));
    match (category, title) {
        (Some(category), _) => Some(Heading::Category(category.to_owned())),
        (None, Some(title)) => Some(Heading::Text(cleaned(title))),
        (None, None) => None,
    }
}

fn brand(fields: Fields<'_>) -> Option<Brand> {
    let name = fields.text("brand").or_else(|| fields.text("family"))?;
    let family = fields.text("family").unwrap_or(name);
    let mut brand = Brand {
        family: family.to_owned(),
        name: name.to_owned(),
        title: cleaned(name),
        logo: logo(fields),
        ground: ground(fields),
        span: match (fields.text("min"), fields.text("max")) {
            (Some(min), Some(max)) => Some((cleaned(min), cleaned(max))),
            _ => None,
        },
        categories: Vec::new(),
        kind: kind(fields),
        is_out_of_stock: fields.is_set("is_out_of_stock"),
    };
    let own = fields
        .text("category")
        .into_iter()
        .chain(fields.texts("additional_categories"));
    add_categories(&mut brand, &own.map(str::to_owned).collect::<Vec<_>>());
    (!brand.title.is_empty()).then_some(brand)
}

pub(super) fn kind(fields: Fields<'_>) -> Kind {
    // An eSIM says `mobile_recharge` but is delivered by email (contract 4.5).
    match (fields.text("kind"), fields.text("category")) {
        (_, Some("e-sim")) => Kind::Esim,
        (Some("mobile_recharge"), _) => Kind::TopUp,
        _ => Kind::GiftCard,
    }
}

/// The picture, when it is on a known host over https, or on the shop's own
/// origin. Anything else would tell a stranger who looks at what.
pub(super) fn logo(fields: Fields<'_>) -> Option<Logo> {
    let known = |name: &str| {
        fields
            .text(name)
            .map(str::trim)
            .filter(|address| is_known_image(address))
    };
    known("logo_base_url")
        .map(|base| Logo::Sized(base.to_owned()))
        .or_else(|| known("logo_url").map(|address| Logo::Single(address.to_owned())))
}

/// Whether an image's address is one the shop may load.
pub(super) fn is_known_image(address: &str) -> bool {
    let safe = address
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && !b"\"'<>\\`".contains(&byte));
    let own = address.starts_with('/') && !address.starts_with("//");
    let known_host = address.strip_prefix("https://").is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        host == "cdn.cryptorefills.com"
            || host == "s3.eu-west-1.amazonaws.com"
            || host.ends_with(".s3.eu-west-1.amazonaws.com")
    });
    safe && (own || known_host)
}

/// `#rrggbb`, also out of a malformed one with a stray `#`.
pub(super) fn ground(fields: Fields<'_>) -> Option<String> {
    let digits: String = fields
        .text("bg_color")?
        .chars()
        .filter(|character| *character != '#')
        .collect();
    let valid = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    valid.then(|| ["#", &digits.to_ascii_lowercase()].concat())
}
