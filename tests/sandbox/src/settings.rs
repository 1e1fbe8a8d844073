//! What a sandbox can be told at its start and, but for port and seed, later.

use serde_json::{Value, json};

/// How a sandbox behaves.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The port on 127.0.0.1; 0 takes any free one.
    pub port: u16,
    /// Everything invented follows from it.
    pub seed: u64,
    /// What stands for `https://cdn.cryptorefills.com` in bodies. The default
    /// is where the shop's development proxy puts this sandbox; give the real
    /// address to keep it.
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
    /// What the clock shows at the start; the machine's time without one.
    pub epoch: Option<u64>,
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
            epoch: None,
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
        })
    }
}
