//! The lenient readers, common to all decoders: missing, null and wrong types are tolerated,
//! rows without a name are skipped.

/// Names every field once; decoders turn a field into their own kind of key.
macro_rules! fields {
    ($($field:ident $name:literal),* $(,)?) => {
        #[derive(Clone, Copy)]
        #[allow(dead_code, reason = "the second reader's fields")]
        pub enum Field { $($field),* }
        pub const NAMES: &[&str] = &[$($name),*];
    };
}

fields! {
    AllBrands "all_brands", Categories "categories", Brands "brands",
    Family "family", Brand "brand", BrandId "brand_id", LogoUrl "logo_url", LogoBaseUrl "logo_base_url",
    BgColor "bg_color", Min "min", Max "max", Category "category", AdditionalCategories "additional_categories",
    Kind "kind", IsOutOfStock "is_out_of_stock",
    Products "products", ProductId "product_id", FaceValue "face_value", Currency "currency", Price "price",
    DeliveryMethods "delivery_methods", Denomination "denomination", Label "label", Value "value",
    Range "range", Step "step", Terms "terms", Instructions "instructions", IsHidden "is_hidden",
}

/// A value of a decoded body.
pub trait Node: Sized {
    /// The member; a null-like node when there is none.
    fn get(&self, field: Field) -> Self;
    /// A string, or a number's digits.
    fn text(&self) -> Option<String>;
    fn flag(&self) -> Option<bool>;
    /// The items of a list; nothing for anything else.
    fn each(&self, visit: &mut dyn FnMut(Self));
}

#[derive(Default)]
pub struct Brand {
    pub family: String,
    pub brand: String,
    pub brand_id: Option<String>,
    pub logo_url: Option<String>,
    pub logo_base_url: Option<String>,
    pub bg_color: Option<String>,
    pub min: Option<String>,
    pub max: Option<String>,
    pub category: Option<String>,
    pub additional_categories: Vec<String>,
    pub kind: Option<String>,
    pub is_out_of_stock: bool,
}

fn name(node: &impl Node, field: Field) -> Option<String> {
    node.get(field).text().filter(|text| !text.is_empty())
}

fn texts(node: &impl Node, field: Field) -> Vec<String> {
    let mut all = Vec::new();
    node.get(field).each(&mut |item| all.extend(item.text()));
    all
}

fn brand(row: &impl Node) -> Option<Brand> {
    Some(Brand {
        family: name(row, Field::Family)?,
        brand: name(row, Field::Brand)?,
        brand_id: name(row, Field::BrandId),
        logo_url: name(row, Field::LogoUrl),
        logo_base_url: name(row, Field::LogoBaseUrl),
        bg_color: name(row, Field::BgColor),
        min: name(row, Field::Min),
        max: name(row, Field::Max),
        category: name(row, Field::Category),
        additional_categories: texts(row, Field::AdditionalCategories),
        kind: name(row, Field::Kind),
        is_out_of_stock: row.get(Field::IsOutOfStock).flag().unwrap_or(false),
    })
}

pub fn brands(body: &impl Node) -> Vec<Brand> {
    let mut all = Vec::new();
    body.get(Field::AllBrands).each(&mut |row| all.extend(brand(&row)));
    if all.is_empty() {
        body.get(Field::Categories).each(&mut |group| group.get(Field::Brands).each(&mut |row| all.extend(brand(&row))));
    }
    all
}

fn sum(text: &Option<String>) -> u32 {
    text.iter().flat_map(|t| t.bytes()).fold(7, |n, b| n.wrapping_mul(31).wrapping_add(u32::from(b)))
}

/// Uses every field, so that nothing is optimised away.
pub fn checksum(body: &impl Node) -> f64 {
    let all = brands(body);
    let mut total = all.len() as u32;
    for b in &all {
        let texts = [&b.brand_id, &b.logo_url, &b.logo_base_url, &b.bg_color, &b.min, &b.max, &b.category, &b.kind];
        let own = texts.into_iter().fold(0u32, |n, t| n.rotate_left(3) ^ sum(t));
        let more = b.additional_categories.iter().fold(b.family.len() + b.brand.len(), |n, t| n + t.len());
        total = total.wrapping_mul(17).wrapping_add(own).wrapping_add(more as u32).wrapping_add(u32::from(b.is_out_of_stock));
    }
    #[cfg(feature = "second")]
    {
        total = total.wrapping_add(second::checksum(body));
    }
    f64::from(total)
}

#[cfg(feature = "second")]
mod second {
    use super::{Field, Node, name, sum, texts};

    struct Product {
        id: String,
        face_value: Option<String>,
        currency: Option<String>,
        price: Option<String>,
        label: Option<String>,
        delivery: Vec<String>,
        denominations: Vec<(Option<String>, Option<String>)>,
        range: Option<(String, String, Option<String>)>,
        terms: Option<String>,
        instructions: Option<String>,
        hidden: bool,
    }

    fn product(row: &impl Node) -> Option<Product> {
        let mut denominations = Vec::new();
        row.get(Field::Denomination).each(&mut |d| denominations.push((name(&d, Field::Value), name(&d, Field::Currency))));
        let range = row.get(Field::Range);
        Some(Product {
            id: name(row, Field::ProductId)?,
            face_value: name(row, Field::FaceValue),
            currency: name(row, Field::Currency),
            price: name(row, Field::Price),
            label: name(row, Field::Label),
            delivery: texts(row, Field::DeliveryMethods),
            denominations,
            range: name(&range, Field::Min).zip(name(&range, Field::Max)).map(|(a, b)| (a, b, name(&range, Field::Step))),
            terms: name(row, Field::Terms),
            instructions: name(row, Field::Instructions),
            hidden: row.get(Field::IsHidden).flag().unwrap_or(false),
        })
    }

    pub(super) fn checksum(body: &impl Node) -> u32 {
        let mut all = Vec::new();
        body.get(Field::Products).each(&mut |row| all.extend(product(&row)));
        all.iter().fold(0, |n, p| {
            let texts = [&p.face_value, &p.currency, &p.price, &p.label, &p.terms, &p.instructions];
            let own = texts.into_iter().fold(n, |n, t| n.rotate_left(3) ^ sum(t));
            let pairs = p.denominations.iter().fold(own, |n, (a, b)| n ^ sum(a) ^ sum(b));
            let range = p.range.as_ref().map_or(0, |(a, b, _)| a.len() + b.len()) as u32 ^ p.range.as_ref().map_or(1, |r| sum(&r.2));
            pairs ^ range ^ (p.id.len() + p.delivery.len()) as u32 ^ u32::from(p.hidden)
        })
    }
}
