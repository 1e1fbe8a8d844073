//! Validations, which make nothing: their bodies, and whether the API has read one.

use refillery::api::orders::{Buyer, Item, OrderRequest, ProductValue, form, is_about};
use serde_json::Value;
use shop_core::json::Json;
use shop_core::model::country::Country;
use shop_core::model::money::Amount;
use shop_core::model::payment::Pair;

use crate::goods::Goods;

/// A form of an order's items (docs/api.md#two-forms-of-an-item).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Form {
    Flat,
    Nested,
}

impl Form {
    /// The form in which a request has its items.
    pub(crate) fn of(request: &Value) -> Self {
        if request["deliveries"][0]["deliverable"].is_object() {
            Self::Nested
        } else {
            Self::Flat
        }
    }

    pub(crate) fn other(self) -> Self {
        match self {
            Self::Flat => Self::Nested,
            Self::Nested => Self::Flat,
        }
    }

    /// Its name at the beginning of a sentence.
    fn name(self) -> &'static str {
        match self {
            Self::Flat => "Flat",
            Self::Nested => "Nested",
        }
    }
}

/// A way to pay, as the list has it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Listed {
    pub(crate) coin: String,
    pub(crate) network: String,
    pub(crate) is_suspended: bool,
}

/// The goods and the pair that a validation is asked for.
pub(crate) struct Wish<'a> {
    pub(crate) goods: &'a Goods,
    pub(crate) pair: &'a Listed,
    pub(crate) country: Country,
    pub(crate) email: &'a str,
    pub(crate) beneficiary: &'a str,
    pub(crate) coupon: Option<&'a str>,
}

impl Wish<'_> {
    fn item(&self) -> Item {
        let value = self.goods.value.as_deref().and_then(Amount::parse);
        Item {
            beneficiary_account: self.beneficiary.to_owned(),
            brand_name: self.goods.brand.clone(),
            country_code: self.country.code().to_owned(),
            denomination: self.goods.denomination.clone(),
            product_value: value.as_ref().map(ProductValue::new),
            localized_denomination: self.goods.localized.clone(),
        }
    }

    fn request(&self) -> OrderRequest {
        let pair = Pair::new(&self.pair.coin, &self.pair.network);
        let buyer = Buyer {
            email: self.email.to_owned(),
            language: "en".to_owned(),
            coupon: self.coupon.map(str::to_owned),
            ..Buyer::default()
        };
        OrderRequest::new(buyer, &pair, vec![self.item()])
    }

    /// The form that the shop sends.
    pub(crate) fn form_of_the_shop(&self) -> Form {
        Form::of(&serde_json::to_value(self.request()).unwrap_or_default())
    }

    /// The body, as the shop writes it but for the form.
    pub(crate) fn body(&self, form: Form) -> Option<String> {
        let mut body = serde_json::to_value(self.request()).ok()?;
        let items = [self.item()];
        let writer = serde_json::value::Serializer;
        body["deliveries"] = match form {
            Form::Flat => form::flat(&items, writer),
            Form::Nested => form::nested(&items, writer),
        }
        .ok()?;
        Some(body.to_string())
    }

    /// Whether an answer is about these goods and this pair, as the shop judges it.
    pub(crate) fn is_answered_by(&self, text: &str) -> bool {
        Json::parse(text).is_some_and(|body| is_about(&body, &self.request()))
    }
}

/// The outcome of a validation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Reading {
    /// The answer names the goods, or has a price.
    Read,
    /// Problems, by their codes.
    Objected(Vec<String>),
    /// Neither.
    Refused(u16),
}

impl Reading {
    pub(crate) fn of(status: u16, body: Option<&Value>, goods: &Goods) -> Self {
        let Some(body) = body else {
            return Self::Refused(status);
        };
        let problems = body["problems"].as_array().or_else(|| body.as_array());
        let codes: Vec<String> = problems
            .into_iter()
            .flatten()
            .filter_map(|problem| problem["problem"].as_str())
            .map(crate::words::shown)
            .collect();
        if !codes.is_empty() {
            return Self::Objected(codes);
        }
        let mut deliveries = body["deliveries"].as_array().into_iter().flatten();
        let is_named =
            deliveries.any(|each| each["deliverable"]["brand_name"] == goods.brand.as_str());
        let is_priced = !body["coin_amount"].is_null() || body["summary"].is_object();
        if status < 300 && (is_named || is_priced) {
            Self::Read
        } else {
            Self::Refused(status)
        }
    }

    fn words(&self) -> String {
        match self {
            Self::Read => "read".to_owned(),
            Self::Objected(codes) => format!("answered by problems (`{}`)", codes.join("`, `")),
            Self::Refused(status) => format!("not read (status {status})"),
        }
    }
}

/// The meaning of the two forms' answers for a shop that sends its items in this form: what was
/// read, and what is wrong.
pub(crate) fn compared(
    shop: Form,
    sent: &Reading,
    other: Option<&Reading>,
) -> (String, Option<String>) {
    let words = |form: Form| {
        let reading = if form == shop { Some(sent) } else { other };
        reading.map_or_else(|| "not asked".to_owned(), Reading::words)
    };
    let told = format!(
        "flat items are {}, nested ones {}",
        words(Form::Flat),
        words(Form::Nested)
    );
    // Goods that are objected to in one form and priced in the other were not read in the first.
    let is_mended = *sent != Reading::Read && other == Some(&Reading::Read);
    let is_wrong = is_mended || matches!(sent, Reading::Refused(_));
    let wrong = is_wrong.then(|| {
        let mend = if is_mended {
            let other = shop.other().name();
            format!(" {other} ones are read: docs/how-to-add.md says which line to change.")
        } else {
            String::new()
        };
        let (form, sent) = (shop.name(), sent.words());
        format!("{form} items, which the shop sends, are {sent}.{mend}")
    });
    (told, wrong)
}

/// Every pair that a buyer can pay from an own wallet.
pub(crate) fn pairs(vias: &Value) -> Vec<Listed> {
    let list = |value: &'_ Value| value.as_array().cloned().unwrap_or_default();
    let mut pairs = Vec::new();
    for via in list(vias).iter().filter(|via| via["name"] == "USER_WALLET") {
        for coin in list(&via["currencies"]) {
            for network in list(&coin["networks"]) {
                let is_set = |value: &Value| value["is_suspended"] == Value::Bool(true);
                if let (Some(name), Some(on)) = (coin["name"].as_str(), network["name"].as_str()) {
                    pairs.push(Listed {
                        coin: name.to_owned(),
                        network: on.to_owned(),
                        is_suspended: is_set(&coin) || is_set(&network),
                    });
                }
            }
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn goods() -> Goods {
        Goods {
            brand: "Steam".to_owned(),
            kind: "giftcard".to_owned(),
            denomination: "20 USD".to_owned(),
            value: None,
            localized: None,
        }
    }

    #[test]
    fn an_answer_is_read_objected_to_or_refused() {
        let of = |status, body: Value| Reading::of(status, Some(&body), &goods());
        assert_eq!(
            of(200, json!({ "coin_amount": "20.5", "problems": null })),
            Reading::Read
        );
        let named = json!({ "deliveries": [{ "deliverable": { "brand_name": "Steam" } }] });
        assert_eq!(of(200, named.clone()), Reading::Read);
        assert_eq!(of(400, named), Reading::Refused(400));
        let problem = json!({ "problems": [{ "problem": "OUT_OF_STOCK" }] });
        assert_eq!(
            of(200, problem),
            Reading::Objected(vec!["OUT_OF_STOCK".to_owned()])
        );
        assert_eq!(of(200, json!({ "deliveries": [] })), Reading::Refused(200));
        assert_eq!(
            of(422, json!({ "detail": "BAD_REQUEST" })),
            Reading::Refused(422)
        );
    }

    #[test]
    fn a_shop_whose_form_is_refused_reads_how_to_mend_it() {
        let refused = Reading::Refused(400);
        let objected = Reading::Objected(vec!["NOT_AVAILABLE_PRODUCT".to_owned()]);
        let wrong = |sent, other| compared(Form::Flat, sent, other).1;
        assert_eq!(wrong(&Reading::Read, Some(&refused)), None);
        assert_eq!(wrong(&objected, Some(&objected)), None);
        assert_eq!(wrong(&objected, Some(&refused)), None);
        let (told, sentence) = compared(Form::Flat, &refused, Some(&Reading::Read));
        assert_eq!(
            told,
            "flat items are not read (status 400), nested ones read"
        );
        assert!(sentence.unwrap().contains("docs/how-to-add.md"));
        // Items in a form that is not read are goods that nobody sells.
        let sentence = wrong(&objected, Some(&Reading::Read)).unwrap();
        assert!(sentence.contains("Nested ones are read: docs/how-to-add.md"));
        let sentence = wrong(&refused, Some(&refused)).unwrap();
        assert!(!sentence.contains("docs/how-to-add.md"));
    }

    #[test]
    fn a_shop_that_sends_nested_items_is_judged_by_them() {
        let refused = Reading::Refused(400);
        let (told, wrong) = compared(Form::Nested, &Reading::Read, Some(&refused));
        assert_eq!(
            told,
            "flat items are not read (status 400), nested ones read"
        );
        assert_eq!(wrong, None);
        let (_, wrong) = compared(Form::Nested, &refused, Some(&Reading::Read));
        assert_eq!(
            wrong.unwrap(),
            "Nested items, which the shop sends, are not read (status 400). Flat ones are read: \
             docs/how-to-add.md says which line to change."
        );
    }

    #[test]
    fn the_two_bodies_differ_in_their_items_alone() {
        let (goods, pair) = (
            goods(),
            Listed {
                coin: "USDC".to_owned(),
                network: "Solana".to_owned(),
                is_suspended: false,
            },
        );
        let wish = Wish {
            goods: &goods,
            pair: &pair,
            country: Country::UNITED_STATES,
            email: "buyer@example.com",
            beneficiary: "buyer@example.com",
            coupon: None,
        };
        let body = |form| serde_json::from_str::<Value>(&wish.body(form).unwrap()).unwrap();
        let (mut flat, mut nested) = (body(Form::Flat), body(Form::Nested));
        assert_eq!(Form::of(&flat), Form::Flat);
        assert_eq!(Form::of(&nested), Form::Nested);
        let shop = wish.form_of_the_shop();
        assert_eq!(body(shop), serde_json::to_value(wish.request()).unwrap());
        assert_eq!(flat["deliveries"][0]["brand_name"], "Steam");
        assert_eq!(
            nested["deliveries"][0]["deliverable"]["brand_name"],
            "Steam"
        );
        assert_eq!(nested["deliveries"][0]["quantity"], 1);
        flat["deliveries"] = Value::Null;
        nested["deliveries"] = Value::Null;
        assert_eq!(flat, nested);
    }
}
