//! The settings of a sandbox at its start and, except for port and seed, later.

use crate::payment;
use serde_json::{Value, json};
use std::path::PathBuf;

/// How a sandbox behaves.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The port on 127.0.0.1; 0 takes any free one.
    pub port: u16,
    /// Everything invented follows from it.
    pub seed: u64,
    /// The replacement of `https://cdn.cryptorefills.com` in bodies. The default is where
    /// the shop's development proxy puts this sandbox; give the real address to keep it.
    pub image_base: String,
    /// Time between the steps of an order.
    pub step_milliseconds: u64,
    /// Whether the rate limits of the real API hold.
    pub rate_limits: bool,
    /// Whether preflights that ask for `X-Cr-*` headers are refused.
    pub refuse_preflights: bool,
    /// How long a request hangs whose connection then closes.
    pub hang_milliseconds: u64,
    /// By how many per cent checking and ordering are dearer than the lists, as when a
    /// price has risen since it was shown.
    pub price_rise_percent: u64,
    /// Which list of ways to pay is served: `all`, `few`, `new`, `suspended` or
    /// `sparse`.
    pub ways_to_pay: String,
    /// Whether the home page is one list without sections.
    pub flat_homepage: bool,
    /// Whether items are refused that are not in the nested form.
    pub refuse_flat_items: bool,
    /// Whether refusals come with HTTP 200, and their status in the body alone.
    pub refuse_with_200: bool,
    /// Whether stablecoins on Tron can be paid with: the account has a full name
    /// on file, which ordinary partners' buyers have not.
    pub tron_stablecoins: bool,
    /// Whether a new order ends the same buyer's unpaid ones.
    pub newer_ends_older: bool,
    /// How many orders that were never paid are too many: the next is refused.
    pub unpaid_limit: u64,
    /// Whether what a guest may spend in a day and a month is limited.
    pub spending_limits: bool,
    /// How far the clock is ahead, for the times of orders and the clock in replies.
    pub clock_ahead_seconds: u64,
    /// The clock's time at the start; the machine's time without one.
    pub epoch: Option<u64>,
    /// A folder of recorded answers, which are served alone.
    pub replay: Option<PathBuf>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            port: 0,
            seed: 1,
            image_base: "/api/cdn".to_owned(),
            step_milliseconds: 3000,
            rate_limits: false,
            refuse_preflights: false,
            hang_milliseconds: 15_000,
            price_rise_percent: 0,
            ways_to_pay: payment::ALL.to_owned(),
            flat_homepage: false,
            refuse_flat_items: false,
            refuse_with_200: false,
            tron_stablecoins: false,
            newer_ends_older: true,
            unpaid_limit: 40,
            spending_limits: true,
            clock_ahead_seconds: 0,
            epoch: None,
            replay: None,
        }
    }
}

impl Settings {
    /// Sets one by name.
    pub(crate) fn set(&mut self, name: &str, value: &Value) -> Result<(), String> {
        let number = || {
            value
                .as_u64()
                .ok_or(format!("{name} must be a whole number"))
        };
        let flag = || {
            value
                .as_bool()
                .ok_or(format!("{name} must be true or false"))
        };
        match name {
            "step_milliseconds" => self.step_milliseconds = number()?,
            "hang_milliseconds" => self.hang_milliseconds = number()?,
            "price_rise_percent" => self.price_rise_percent = number()?,
            "rate_limits" => self.rate_limits = flag()?,
            "refuse_preflights" => self.refuse_preflights = flag()?,
            "flat_homepage" => self.flat_homepage = flag()?,
            "refuse_flat_items" => self.refuse_flat_items = flag()?,
            "refuse_with_200" => self.refuse_with_200 = flag()?,
            "tron_stablecoins" => self.tron_stablecoins = flag()?,
            "newer_ends_older" => self.newer_ends_older = flag()?,
            "unpaid_limit" => self.unpaid_limit = number()?,
            "spending_limits" => self.spending_limits = flag()?,
            "clock_ahead_seconds" => self.clock_ahead_seconds = number()?,
            "ways_to_pay" => {
                let names = payment::LISTS.map(|(name, _)| name);
                let wanted = value.as_str().filter(|name| names.contains(name));
                let wanted = wanted.ok_or(format!("ways_to_pay must be one of {names:?}"))?;
                self.ways_to_pay = wanted.to_owned();
            }
            "image_base" => {
                let base = value.as_str().ok_or("image_base must be a text")?;
                self.image_base = base.trim_end_matches('/').to_owned();
            }
            _ => return Err(format!("there is no setting {name}")),
        }
        Ok(())
    }

    /// All of them, for the control API.
    pub(crate) fn body(&self) -> Value {
        json!({
            "seed": self.seed,
            "image_base": self.image_base,
            "step_milliseconds": self.step_milliseconds,
            "hang_milliseconds": self.hang_milliseconds,
            "price_rise_percent": self.price_rise_percent,
            "rate_limits": self.rate_limits,
            "refuse_preflights": self.refuse_preflights,
            "ways_to_pay": self.ways_to_pay,
            "flat_homepage": self.flat_homepage,
            "refuse_flat_items": self.refuse_flat_items,
            "refuse_with_200": self.refuse_with_200,
            "tron_stablecoins": self.tron_stablecoins,
            "newer_ends_older": self.newer_ends_older,
            "unpaid_limit": self.unpaid_limit,
            "spending_limits": self.spending_limits,
            "clock_ahead_seconds": self.clock_ahead_seconds,
        })
    }
}
