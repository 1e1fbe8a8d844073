//! Readers of the countries, the brands of a country, and the home page.

#![cfg_attr(not(test), warn(clippy::disallowed_types, clippy::float_arithmetic))]

use shop_core::json::{Fields, Json, rows};
use shop_core::model::address_name::hash_of;
use shop_core::model::brand::{Brand, Kind, Logo, Promotion, SALE, moment};
use shop_core::model::catalogue::Catalogue;
use shop_core::model::country::Country;
use shop_core::model::display_text::cleaned;
use shop_core::model::letters::lower;

/// The countries of the live list; `None` when it has none, so that the
/// bundled copy stays.
pub fn countries(body: &Json<'_>) -> Option<Vec<Country>> {
    let list = rows(Fields::new(body).list("countries"), |row| {
        Country::parse(row.text("isoCode")?)
    })
    .items;
    (!list.is_empty()).then_some(list)
}

/// A country's brands, each once, with all its categories. Some answers lack
/// `all_brands` (docs/api.md#the-brand-list), so the categories are read too.
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
        // A group without a category is named by its kind: docs/api.md#the-brand-list.
        let category = group.text("category").or_else(|| group.text("kind"));
        let rows = group
            .list("brands")
            .iter()
            .chain(group.list("popular_brands"));
        rows.map(move |row| (row, category))
    });
    let mut skipped = 0;
    let mut unsold = Vec::new();
    let mut brands: Vec<Brand> = Vec::new();
    let mut places = Places::default();
    for (row, group) in plain.chain(grouped) {
        let Some(mut read) = Fields::of_object(row).and_then(brand) else {
            skipped += 1;
            continue;
        };
        if read.kind == Kind::Unsold {
            add_missing(&mut unsold, &[read.family]);
            continue;
        }
        if let Some(group) = group {
            add_missing(&mut read.categories, &[group.to_owned()]);
        }
        let place = places.index_of(&read, &brands);
        match brands.get_mut(place) {
            Some(known) => merge(known, read),
            None => brands.push(read),
        }
    }
    let mut is_popular = vec![false; brands.len()];
    for row in rows(fields.list("popular_brands"), brand).items {
        let place = places.index_of(&row, &brands);
        if let Some(popular) = is_popular.get_mut(place) {
            *popular = true;
        }
    }
    let mut catalogue = Catalogue::new(brands, &is_popular);
    catalogue.country = fields.text("country_code").and_then(Country::parse);
    catalogue.skipped = skipped;
    catalogue.unsold = unsold;
    Some(catalogue)
}

/// The depth to which the feed is walked: its shape isn't documented, and rows of brands deeper
/// than this are nothing to begin a home page with.
const FEED_DEPTH: u8 = 4;

/// The feed's popular brands, or those of its first list if none is called popular. Its shape isn't
/// known (docs/api.md#home-feed), so every array of objects with a `brand` or `family` is a list.
pub fn feed(body: &Json<'_>) -> Option<Vec<Brand>> {
    let is_popular = |name: &str, neighbours: Fields<'_>| {
        let title = neighbours.text("title").or_else(|| neighbours.text("name"));
        name.starts_with("popular")
            || title.is_some_and(|title| title.eq_ignore_ascii_case("popular"))
    };
    list_in(body, FEED_DEPTH, &is_popular).or_else(|| list_in(body, FEED_DEPTH, &|_, _| true))
}

/// The index of each brand in a growing list: a feed repeats a brand in each of its categories, and
/// comparing names with all others takes longer than everything else.
#[derive(Default)]
struct Places {
    /// Indices plus one by the hash of the names; 0 is free.
    slots: Vec<u32>,
    used: usize,
}

impl Places {
    /// The index of the brand, or the next free one for a new brand, which the caller pushes.
    fn index_of(&mut self, brand: &Brand, brands: &[Brand]) -> usize {
        if self.used * 2 >= self.slots.len() {
            self.grow(brands);
        }
        let mask = self.slots.len().saturating_sub(1);
        let mut at = key(brand) as usize & mask;
        loop {
            match self.slots.get_mut(at) {
                Some(slot @ 0) => {
                    *slot = brands.len() as u32 + 1;
                    self.used += 1;
                    return brands.len();
                }
                Some(slot) => {
                    let place = *slot as usize - 1;
                    if brands.get(place).is_none_or(|known| is_same(known, brand)) {
                        return place;
                    }
                }
                // The mask keeps the index inside.
                None => return brands.len(),
            }
            at = (at + 1) & mask;
        }
    }

    fn grow(&mut self, brands: &[Brand]) {
        let size = (self.slots.len() * 2).max(64);
        self.slots = vec![0; size];
        for (place, brand) in brands.iter().enumerate() {
            let mut at = key(brand) as usize & (size - 1);
            // Half of the slots are free.
            while self.slots.get(at).is_some_and(|slot| *slot != 0) {
                at = (at + 1) & (size - 1);
            }
            if let Some(slot) = self.slots.get_mut(at) {
                *slot = place as u32 + 1;
            }
        }
    }
}

/// A brand's names without their case: neither the API nor an address distinguishes case.
fn names(brand: &Brand) -> impl Iterator<Item = char> {
    let name = brand.name.trim().chars();
    brand
        .family
        .trim()
        .chars()
        .chain(['\n'])
        .chain(name)
        .map(lower)
}

fn key(brand: &Brand) -> u32 {
    hash_of(names(brand).map(u32::from))
}

fn is_same(left: &Brand, right: &Brand) -> bool {
    names(left).eq(names(right))
}

/// Adds the data of another row about a brand to the known data: the brand can be bought when any
/// row says so.
fn merge(known: &mut Brand, read: Brand) {
    add_missing(&mut known.categories, &read.categories);
    add_missing(&mut known.aliases, &read.aliases);
    known.is_out_of_stock &= read.is_out_of_stock;
    known.logo = known.logo.take().or(read.logo);
    known.ground = known.ground.take().or(read.ground);
    known.span = known.span.take().or(read.span);
    known.promotion = known.promotion.take().or(read.promotion);
}

fn add_missing(known: &mut Vec<String>, more: &[String]) {
    for text in more {
        if !known.contains(text) {
            known.push(text.clone());
        }
    }
}

/// The first list of brands in a feed that is wanted by its name and what is beside it.
fn list_in(
    value: &Json<'_>,
    depth: u8,
    is_wanted: &dyn Fn(&str, Fields<'_>) -> bool,
) -> Option<Vec<Brand>> {
    let depth = depth.checked_sub(1)?;
    if let Some(items) = value.as_list() {
        return items
            .iter()
            .find_map(|item| list_in(item, depth, is_wanted));
    }
    value.as_object()?.iter().find_map(|(name, inner)| {
        // A purchase history is nothing to begin a home page with.
        if name.starts_with("last_") {
            return None;
        }
        let brands = rows(inner.as_list().unwrap_or_default(), brand).items;
        if brands.is_empty() {
            return list_in(inner, depth, is_wanted);
        }
        is_wanted(name, Fields::new(value)).then_some(brands)
    })
}

fn brand(fields: Fields<'_>) -> Option<Brand> {
    let name = fields.text("brand").or_else(|| fields.text("family"))?;
    let family = fields.text("family").unwrap_or(name);
    let mut brand = Brand {
        family: family.to_owned(),
        name: name.to_owned(),
        title: cleaned(name),
        aliases: Vec::new(),
        logo: logo(fields),
        ground: ground(fields),
        span: match (fields.text("min"), fields.text("max")) {
            (Some(min), Some(max)) => Some((cleaned(min), cleaned(max))),
            _ => None,
        },
        categories: Vec::new(),
        kind: kind(fields),
        is_out_of_stock: fields.is_set("is_out_of_stock"),
        promotion: promotion(fields),
    };
    let own = fields
        .text("category")
        .into_iter()
        .chain(fields.texts("additional_categories"))
        // Other tags are words for the editors, not for the buyers.
        .chain(fields.texts("brand_tags").filter(|tag| *tag == SALE));
    add_missing(
        &mut brand.categories,
        &own.map(str::to_owned).collect::<Vec<_>>(),
    );
    // Seen only in the details of products; used if a list has it.
    let others = fields.texts("brand_alt_names");
    add_missing(&mut brand.aliases, &others.map(cleaned).collect::<Vec<_>>());
    (!brand.title.is_empty()).then_some(brand)
}

pub(super) fn kind(fields: Fields<'_>) -> Kind {
    match (fields.text("kind"), fields.text("category")) {
        // An eSIM has the kind of a top-up, but comes by email: docs/api.md#brand-quirks.
        (Some("mobile_recharge") | None, Some("e-sim")) => Kind::Esim,
        (Some("mobile_recharge"), _) => Kind::TopUp,
        (Some("giftcard") | None, _) => Kind::GiftCard,
        // Also a kind that isn't known yet: docs/api.md#kinds.
        _ => Kind::Unsold,
    }
}

/// The promotion of a brand: docs/api.md#tags-and-promotions.
pub(super) fn promotion(fields: Fields<'_>) -> Option<Promotion> {
    let fields = fields.object("promotion")?;
    let date = |name: &str, is_end| moment(fields.text(name)?, is_end);
    Some(Promotion {
        title: cleaned(fields.text("title")?),
        words: fields.text("description").map(cleaned),
        is_discount: fields.text("by") == Some("INTERNAL"),
        start: date("startDate", false),
        end: date("endDate", true),
    })
}

/// The folder of the pictures that come in six sizes: docs/api.md#logos.
const SIZED: &str = "/logos_v2/";

/// Endings of a picture's name that can be replaced by those of other sizes.
const ENDINGS: [&str; 5] = [".webp", ".png", ".jpg", "_500x318", "_300x190"];

/// The picture, if it is on a known host over https, or on the shop's own origin. Any other host
/// would learn who looks at what.
pub(super) fn logo(fields: Fields<'_>) -> Option<Logo> {
    let known = |name: &str| {
        let address = moved(fields.text(name)?.trim());
        is_known_image(&address).then_some(address)
    };
    known("logo_base_url").map(Logo::Sized).or_else(|| {
        let address = known("logo_url")?;
        if !address.contains(SIZED) {
            return Some(Logo::Single(address));
        }
        let cut = |base: &str, ending: &&str| base.strip_suffix(*ending).unwrap_or(base).to_owned();
        Some(Logo::Sized(
            ENDINGS
                .iter()
                .fold(address, |base, ending| cut(&base, ending)),
        ))
    })
}

/// The address of a picture where it is now: docs/api.md#logos.
fn moved(address: &str) -> String {
    let address = address.replace(
        "https://img.cryptorefills.com/",
        "https://cdn.cryptorefills.com/",
    );
    address.replace(".cryptorefills.com/logos/", ".cryptorefills.com/logos_v2/")
}

/// The hosts of pictures, as in the content security policy: docs/api.md#picture-hosts.
const PICTURE_HOSTS: [&str; 3] = [
    "cdn.cryptorefills.com",
    "cryptorefills.s3-eu-west-1.amazonaws.com",
    "cryptorefills.s3.amazonaws.com",
];

/// Whether an image's address is one the shop may load.
pub(super) fn is_known_image(address: &str) -> bool {
    let safe = address
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && !b"\"'<>\\`".contains(&byte));
    let own = address.starts_with('/') && !address.starts_with("//");
    let known_host = address.strip_prefix("https://").is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        PICTURE_HOSTS.contains(&host)
    });
    safe && (own || known_host)
}

/// `#rrggbb`, also from a malformed value with a stray `#`.
pub(super) fn ground(fields: Fields<'_>) -> Option<String> {
    let digits: String = fields
        .text("bg_color")?
        .chars()
        .filter(|character| *character != '#')
        .collect();
    let valid = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    valid.then(|| ["#", &digits.to_ascii_lowercase()].concat())
}
