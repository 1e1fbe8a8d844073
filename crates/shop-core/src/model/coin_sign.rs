//! The signs of coins: a shape for the group, and letters. No company's logo, so a coin that the
//! API adds has its sign at once.

use super::payment::{Pair, is_same_coin, is_same_network, pegged_to};

/// The groups of a list of coins, in their order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CoinGroup {
    /// Coins that follow a currency.
    Stablecoins,
    /// Bitcoin, on its chain and over Lightning.
    Bitcoin,
    /// All others, unknown ones too.
    Others,
}

impl CoinGroup {
    /// All groups.
    pub const ALL: [Self; 3] = [Self::Stablecoins, Self::Bitcoin, Self::Others];

    /// The group of a coin.
    pub fn of(coin: &str) -> Self {
        if is_same_coin(coin, "BTC") {
            Self::Bitcoin
        } else if followed(coin).is_some() {
            Self::Stablecoins
        } else {
            Self::Others
        }
    }
}

/// What the sign of a coin shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CoinMark {
    /// Its group, which gives the shape.
    pub group: CoinGroup,
    /// Whether it is a bridged form of another coin (docs/api.md#look-alike-coins).
    pub is_bridged: bool,
    /// Whether it is paid over Lightning.
    pub is_lightning: bool,
    /// Two letters, or three where two are those of another coin; none for bitcoin.
    pub letters: String,
}

impl CoinMark {
    /// The sign of a pair in a list of these coins.
    pub fn of(pair: &Pair, coins: &[&str]) -> Self {
        let mark = Self::with_letters(pair, 2);
        let has_twin = coins.iter().any(|other| {
            let twin = Pair::new(other, &pair.network);
            !is_same_coin(other, &pair.coin) && Self::with_letters(&twin, 2) == mark
        });
        if has_twin {
            Self::with_letters(pair, 3)
        } else {
            mark
        }
    }

    fn with_letters(pair: &Pair, count: usize) -> Self {
        let group = CoinGroup::of(&pair.coin);
        Self {
            group,
            is_bridged: is_bridged(&pair.coin),
            is_lightning: group == CoinGroup::Bitcoin
                && is_same_network(&pair.network, "Lightning"),
            letters: letters(&pair.coin, group, count),
        }
    }
}

/// Whether a coin is the bridged form of another one, as `USDC.e` is of `USDC`.
pub fn is_bridged(coin: &str) -> bool {
    coin.rsplit_once('.')
        .is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("e"))
}

/// The currency that a coin follows, as its name says: its sign, and how it is written there.
fn followed(coin: &str) -> Option<(char, &'static str)> {
    const CURRENCIES: [(char, &str); 3] = [('$', "USD"), ('€', "EURO"), ('€', "EUR")];
    let name = coin.to_ascii_uppercase();
    let named = CURRENCIES
        .into_iter()
        .find(|(_, currency)| name.contains(currency));
    named.or_else(|| {
        // A name without the currency in it, such as DAI.
        let currency = pegged_to(coin)?;
        CURRENCIES.into_iter().find(|(_, known)| *known == currency)
    })
}

/// The letters of a sign: the currency's sign and the letters that tell the coin from its kin, else
/// the beginning of the ticker.
fn letters(coin: &str, group: CoinGroup, count: usize) -> String {
    let name = coin.to_ascii_uppercase();
    let name = name.split('.').next().unwrap_or_default();
    let (sign, rest) = match (group, followed(coin)) {
        (CoinGroup::Bitcoin, _) => return String::new(),
        (_, Some((sign, currency))) => (Some(sign), name.replacen(currency, "", 1)),
        (_, None) => (None, name.to_owned()),
    };
    let is_drawn = |letter: &char| letter.is_ascii_alphanumeric() || !letter.is_ascii();
    let rest = rest.chars().filter(is_drawn);
    sign.into_iter().chain(rest).take(count).collect()
}

#[cfg(test)]
mod tests {
    use super::{CoinGroup, CoinMark, is_bridged};
    use crate::json::{Json, rows};
    use crate::model::payment::Pair;

    /// Every pair of every recorded list, by the list's file.
    fn recorded() -> Vec<(String, Vec<Pair>)> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures");
        let files = std::fs::read_dir(folder).expect("the fixtures");
        let paths = files.map(|file| file.expect("a file").path());
        let lists = paths.filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with("payment_vias")
        });
        lists
            .map(|path| {
                let text = std::fs::read_to_string(&path).expect("a fixture");
                let body = Json::parse(&text).expect("JSON");
                let mut pairs = Vec::new();
                for via in rows(body.as_list().expect("vias"), Some).items {
                    for coin in rows(via.list("currencies"), Some).items {
                        for network in rows(coin.list("networks"), Some).items {
                            let names = coin.text("name").zip(network.text("name"));
                            pairs.extend(names.map(|(coin, network)| Pair::new(coin, network)));
                        }
                    }
                }
                (path.to_string_lossy().into_owned(), pairs)
            })
            .collect()
    }

    fn mark(coin: &str, network: &str, coins: &[&str]) -> CoinMark {
        CoinMark::of(&Pair::new(coin, network), coins)
    }

    #[test]
    fn each_coin_has_its_shape_and_its_letters() {
        use CoinGroup::{Bitcoin, Others, Stablecoins};
        for (coin, group, letters) in [
            ("USDC", Stablecoins, "$C"),
            ("USDT", Stablecoins, "$T"),
            ("USDT0", Stablecoins, "$T"),
            ("DAI", Stablecoins, "$D"),
            ("PYUSD", Stablecoins, "$P"),
            ("FDUSD", Stablecoins, "$F"),
            ("USDS", Stablecoins, "$S"),
            ("USDe", Stablecoins, "$E"),
            ("USDC.e", Stablecoins, "$C"),
            ("EUROC", Stablecoins, "€C"),
            ("EURC", Stablecoins, "€C"),
            ("BTC", Bitcoin, ""),
            ("ETH", Others, "ET"),
            ("LTC", Others, "LT"),
            ("SOL", Others, "SO"),
            ("TRX", Others, "TR"),
            ("GRAM", Others, "GR"),
            ("cbBTC", Others, "CB"),
            // Nobody knows these yet.
            ("NEWUSD", Stablecoins, "$N"),
            ("1INCH", Others, "1I"),
            ("$X-Y", Others, "XY"),
            ("Q", Others, "Q"),
            ("币安", Others, "币安"),
        ] {
            let mark = mark(coin, "Base", &[coin]);
            assert_eq!((mark.group, &*mark.letters), (group, letters), "{coin}");
        }
    }

    #[test]
    fn lightning_and_bridged_coins_are_told_apart() {
        assert!(mark("BTC", "Lightning", &["BTC"]).is_lightning);
        assert!(!mark("BTC", "Mainnet", &["BTC"]).is_lightning);
        assert!(!mark("USDT", "Lightning", &["USDT"]).is_lightning);
        for (coin, is) in [
            ("USDC.e", true),
            ("USDT.E", true),
            ("USDC", false),
            ("USDe", false),
        ] {
            assert_eq!(is_bridged(coin), is, "{coin}");
        }
        // The dashes tell it from the other, so it keeps two letters.
        assert_eq!(
            mark("USDC.e", "Arbitrum", &["USDC", "USDC.e"]).letters,
            "$C"
        );
    }

    #[test]
    fn coins_with_the_same_two_letters_take_three() {
        let coins = ["SOL", "SONIC", "ETH", "PYUSD", "USDP"];
        let letters = |coin| mark(coin, "Base", &coins).letters;
        let all: Vec<String> = coins.into_iter().map(letters).collect();
        assert_eq!(all, ["SOL", "SON", "ET", "$PY", "$P"]);
        // One coin under two names, or on two networks, is no other coin.
        assert_eq!(mark("TON", "Ton", &["TON", "GRAM"]).letters, "TO");
    }

    #[test]
    fn every_recorded_way_to_pay_has_a_sign_of_its_own() {
        let lists = recorded();
        assert!(lists.len() >= 4, "{} lists", lists.len());
        let mut count = 0;
        for (list, pairs) in lists {
            let coins: Vec<&str> = pairs.iter().map(|pair| &*pair.coin).collect();
            let marks: Vec<CoinMark> = pairs
                .iter()
                .map(|pair| CoinMark::of(pair, &coins))
                .collect();
            for (pair, mark) in pairs.iter().zip(&marks) {
                count += 1;
                let drawn = mark.letters.chars().count();
                match mark.group {
                    CoinGroup::Bitcoin => assert_eq!(drawn, 0, "{list}: {pair:?}"),
                    _ => assert!((2..=3).contains(&drawn), "{list}: {pair:?} {mark:?}"),
                }
                for (other, twin) in pairs.iter().zip(&marks) {
                    let is_same = super::is_same_coin(&other.coin, &pair.coin);
                    assert!(is_same || twin != mark, "{list}: {pair:?} and {other:?}");
                }
            }
        }
        assert!(count > 40, "{count} pairs");
    }
}
