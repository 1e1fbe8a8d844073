//! The keys of the texts that people read. `build.rs` makes them of `public/locales/en.json`, so a
//! text that isn't there is a compile error.

include!(concat!(env!("OUT_DIR"), "/text_key.rs"));

impl From<TextKey> for usize {
    /// Where the text is in a locale file without keys, not counting the hash.
    fn from(key: TextKey) -> Self {
        key as Self
    }
}

impl From<PluralKey> for usize {
    /// Where the text is in a locale file without keys, not counting the hash.
    fn from(key: PluralKey) -> Self {
        key as Self
    }
}

#[cfg(feature = "keyed-texts")]
impl TextKey {
    /// The key as it is in the locale files.
    pub fn name(self) -> &'static str {
        // Each key has its name.
        NAMES.get(usize::from(self)).copied().unwrap_or_default()
    }
}
