//! The visitor without a pointer: real key events, and what has focus.

use serde_json::{Value, json};

use crate::shop::{Role, Shop};

/// A key by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// To what comes next.
    Tab,
    /// Back to what came before.
    BackTab,
    /// Follows, presses, sends.
    Enter,
    /// Presses, ticks, opens.
    Space,
    /// Closes.
    Escape,
    /// The next of several.
    Down,
    /// The one before.
    Up,
    /// To the end of a text.
    End,
    /// Deletes what is before.
    Backspace,
}

impl Key {
    /// Its name, its number on Windows, and what it types.
    fn parts(self) -> (&'static str, &'static str, u8, &'static str) {
        match self {
            Self::Tab | Self::BackTab => ("Tab", "Tab", 9, ""),
            Self::Enter => ("Enter", "Enter", 13, "\r"),
            Self::Space => (" ", "Space", 32, " "),
            Self::Escape => ("Escape", "Escape", 27, ""),
            Self::Down => ("ArrowDown", "ArrowDown", 40, ""),
            Self::Up => ("ArrowUp", "ArrowUp", 38, ""),
            Self::End => ("End", "End", 35, ""),
            Self::Backspace => ("Backspace", "Backspace", 8, ""),
        }
    }
}

/// The element that has focus.
#[derive(Clone, Debug, PartialEq)]
pub struct Focused {
    /// `link`, `button`, `field`, `choice`, `picker`, `main`, or its tag.
    pub role: String,
    /// The words it goes by.
    pub name: String,
    /// Everything else that was looked at, for the message of a failure.
    looked_at: Value,
}

impl Focused {
    /// Fails unless a person sees where focus is (WCAG 2.4.7 and 2.4.11): the ring is drawn,
    /// and neither a bar nor the window's edge hides what it is drawn around.
    pub fn is_seen(&self) {
        let seen = self.looked_at["seen"].as_u64().unwrap_or_default();
        assert!(
            self.looked_at["hasRing"] == true,
            "no focus ring around {self:#?}"
        );
        assert!(seen >= 3, "focus is hidden: {self:#?}");
    }
}

impl Shop {
    /// Presses a key.
    pub async fn key(&self, key: Key) {
        let (name, code, number, text) = key.parts();
        let shift = if key == Key::BackTab { 8 } else { 0 };
        for kind in ["keyDown", "keyUp"] {
            let typed = if kind == "keyDown" { text } else { "" };
            let event = json!({
                "type": kind,
                "key": name,
                "code": code,
                "text": typed,
                "modifiers": shift,
                "windowsVirtualKeyCode": number,
            });
            self.devtools("Input.dispatchKeyEvent", event).await;
        }
    }

    /// Types where focus is, a key each.
    pub async fn keys(&self, text: &str) {
        for letter in text.chars() {
            for kind in ["keyDown", "keyUp"] {
                let letter = letter.to_string();
                let typed = if kind == "keyDown" { &*letter } else { "" };
                let event = json!({ "type": kind, "key": letter, "text": typed });
                self.devtools("Input.dispatchKeyEvent", event).await;
            }
        }
    }

    /// The element that has focus now; `None` at the page as a whole.
    pub async fn focused(&self) -> Option<Focused> {
        let looked_at = self.run(include_str!("keyboard.js")).await;
        let text = |field: &str| looked_at[field].as_str().map(str::to_owned);
        Some(Focused {
            role: text("role")?,
            name: text("name")?,
            looked_at: looked_at.clone(),
        })
    }

    /// Presses Tab until something with this role and these words has focus, and fails unless focus
    /// is visible at every step.
    pub async fn tabs_to(&self, role: Role, name: &str) {
        self.tabs(Key::Tab, role, name).await;
    }

    /// The same backwards.
    pub async fn tabs_back_to(&self, role: Role, name: &str) {
        self.tabs(Key::BackTab, role, name).await;
    }

    async fn tabs(&self, key: Key, role: Role, name: &str) {
        /// More stops than any page has on the way to anything.
        const STOPS: usize = 150;
        let mut passed = Vec::new();
        for _ in 0..STOPS {
            self.key(key).await;
            let Some(focused) = self.focused().await else {
                continue;
            };
            focused.is_seen();
            let is_role = focused.role == role.name();
            if is_role && (focused.name == name || focused.name.starts_with(name)) {
                return;
            }
            let stop = format!("{} “{}”", focused.role, focused.name);
            assert!(
                passed.last() != Some(&stop) || focused.role == "main",
                "focus is caught at {stop}"
            );
            passed.push(stop);
        }
        panic!("Tab does not come to {role:?} “{name}”, but to {passed:#?}");
    }

    /// Waits until focus is where `fits` wants it.
    pub async fn focus_comes_to(&self, what: &str, fits: impl Fn(&Focused) -> bool) -> Focused {
        self.until(&format!("focus on {what}"), async || {
            self.focused().await.filter(|focused| fits(focused))
        })
        .await
    }
}
