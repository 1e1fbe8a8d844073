//! The keys of the texts that people read. `build.rs` generates them from `public/locales/en.json`,
//! so using a text that doesn't exist is a compile error.

include!(concat!(env!("OUT_DIR"), "/text_key.rs"));

impl From<TextKey> for usize {
    /// The index of the text in a locale file without keys, not counting the hash.
    fn from(key: TextKey) -> Self {
        key as Self
    }
}

impl From<PluralKey> for usize {
    /// The index of the text in a locale file without keys, not counting the hash.
    fn from(key: PluralKey) -> Self {
        key as Self
    }
}

#[cfg(feature = "keyed-texts")]
impl TextKey {
    /// The key as it appears in the locale files.
    pub fn name(self) -> &'static str {
        // Each key has a name.
        NAMES.get(usize::from(self)).copied().unwrap_or_default()
    }
}
