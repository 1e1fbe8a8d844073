//! The names of countries, in the active language and in their own.

use js_sys::{JsString, RegExp};

use super::{I18n, intl};
use shop_core::model::country::Country;

/// A country with its names.
#[derive(Clone, PartialEq)]
pub struct CountryNames {
    /// The country.
    pub country: Country,
    /// Its name in the active language.
    pub shown: String,
    /// Its name in its own language, with that language's tag, if it is another one.
    pub own: Option<(String, String)>,
    /// All its names, for `model::country::search`.
    pub folded: String,
}

impl I18n {
    /// The names of these countries in all these languages, in the active language's order. It
    /// calls the browser a few thousand times, which takes about 20 ms: not while a page loads.
    pub fn country_names(self, countries: &[Country], languages: &[String]) -> Vec<CountryNames> {
        let active = self.language();
        let shown = intl::region_names(&active);
        let others: Vec<_> = languages
            .iter()
            .filter(|language| **language != active)
            .map(|language| intl::region_names(language))
            .collect();
        let mut all: Vec<CountryNames> = Vec::with_capacity(countries.len());
        let mut texts = String::new();
        for country in countries {
            let code = country.code();
            let (shown, own) = if country.is_region() {
                (self.place(*country), None)
            } else {
                (intl::name_of(shown.as_ref(), code), own_name(code))
            };
            let names = others
                .iter()
                .map(|names| intl::name_of(names.as_ref(), code));
            let own_text = own.as_ref().map(|(_, name)| name.clone());
            for name in [shown.clone(), code.to_owned()]
                .into_iter()
                .chain(own_text)
                .chain([country.other_names().to_owned()])
                .chain(names)
            {
                texts.push('\n');
                texts.push_str(&name);
            }
            texts.push_str("\n\t");
            let own = own.filter(|(_, name)| *name != shown);
            all.push(CountryNames {
                country: *country,
                shown,
                own,
                folded: String::new(),
            });
        }
        // All at once: each call of the browser costs more than its work.
        for (names, folded) in all.iter_mut().zip(folded(&texts).split('\t')) {
            folded.clone_into(&mut names.folded);
        }
        let order = self.sorted(all.iter().map(|names| names.shown.as_str()));
        order
            .iter()
            .filter_map(|place| all.get(*place).cloned())
            .collect()
    }
}

/// A text in the form in which names are compared: without case, accents and punctuation. Line ends
/// and tabs stay.
pub fn folded(text: &str) -> String {
    let replaced = |text: JsString, pattern: &str, with: &str| {
        text.replace_by_pattern(&RegExp::new(pattern, "gu"), with)
    };
    let decomposed = JsString::from(text).normalize("NFKD").to_lower_case();
    let bare = replaced(decomposed, r"\p{M}", "");
    let words = replaced(bare, r"[^\p{L}\p{N}\n\t]+", " ");
    let words = replaced(words, r" ?\n ?", "\n");
    String::from(words)
        .chars()
        .map(|letter| match letter {
            // Letters that no decomposition takes apart.
            'ı' => 'i',
            'đ' => 'd',
            'ø' => 'o',
            'ł' => 'l',
            'ة' => 'ه',
            'ى' => 'ي',
            // Old and new forms of characters that many names contain.
            '臺' => '台',
            '國' => '国',
            // The letters that a Japanese keyboard types before anything is chosen.
            'ぁ'..='ゖ' => char::from_u32(u32::from(letter) + 0x60).unwrap_or(letter),
            _ => letter,
        })
        .collect()
}

/// The name of a country in the language most spoken there, and its tag.
fn own_name(code: &str) -> Option<(String, String)> {
    let locale = intl::locale(&["und-", code].concat())?;
    let tag = intl::maximized(&locale)?;
    let names = intl::region_names(&tag)?;
    // A browser that doesn't know the language would answer in its own.
    if !tag.starts_with(&intl::resolved_language(&names)?) {
        return None;
    }
    Some((tag, intl::name_of(Some(&names), code)))
}
