//! The families that were looked at last, so that a visit continues where the one before ended.

use serde::Serialize;

use super::{read, write};
use shop_core::json::{Fields, Json, rows};
use shop_core::model::address_name::AddressName;
use shop_core::model::display_text::cleaned;

/// Name of the list in storage; a new shape gets a new name.
pub(super) const SEEN: &str = "refillery.seen.1";

/// The maximum number of kept families, of all countries: a strip on the home page shows fewer.
const MOST_SEEN: usize = 12;

/// A family that was looked at.
#[derive(Clone, Serialize, PartialEq, Debug)]
pub struct SeenFamily {
    /// The country where it is sold, as a code.
    pub country: String,
    /// Its name in addresses, or the form that it had there before.
    #[serde(rename = "slug")]
    pub name: String,
    /// Its name, made safe to show.
    pub title: String,
}

/// The families that were looked at in a country, newest first.
pub fn seen_in(country: &str) -> Vec<SeenFamily> {
    let mut all = seen();
    all.retain(|family| family.country == country);
    all
}

/// The countries and regions of the families that were looked at, newest first.
pub fn seen_places() -> Vec<String> {
    let mut places: Vec<String> = Vec::new();
    for family in seen() {
        if !places.contains(&family.country) {
            places.push(family.country);
        }
    }
    places
}

/// Notes that a family is being looked at.
pub fn note_seen(country: &str, name: &AddressName, title: &str) {
    let family = SeenFamily {
        country: country.to_owned(),
        name: name.as_str().to_owned(),
        title: title.to_owned(),
    };
    let mut all = seen();
    if all.first() == Some(&family) {
        return;
    }
    // An older row has the name in another form.
    all.retain(|known| known.country != family.country || known.title != family.title);
    all.insert(0, family);
    all.truncate(MOST_SEEN);
    write(SEEN, &all);
}

fn seen() -> Vec<SeenFamily> {
    let text = read(SEEN).unwrap_or_default();
    let stored = Json::parse(&text);
    rows(
        stored.as_ref().and_then(Json::as_list).unwrap_or_default(),
        family,
    )
    .items
}

fn family(row: Fields<'_>) -> Option<SeenFamily> {
    Some(SeenFamily {
        country: row.text("country")?.to_owned(),
        name: row.text("slug")?.to_owned(),
        title: cleaned(row.text("title")?),
    })
}
