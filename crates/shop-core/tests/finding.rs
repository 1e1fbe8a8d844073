//! What a buyer finds: by words, in six scripts and more, and by filters.

use shop_core::model::address_name::AddressName;
use shop_core::model::brand::{Brand, Kind};
use shop_core::model::catalogue::Catalogue;
use shop_core::model::catalogue::filter::{Filter, Found};
use shop_core::model::search::{KINDS, SearchQuery, bound, marked};

/// Name, categories, least and greatest amount. A name that ends in ` (out)` is
/// out of stock, one that starts with `*` is popular.
const BRANDS: &[(&str, &str, &str)] = &[
    ("*Amazon.com", "e-commerce", "$1 $2,000"),
    ("*Apple", "electronics entertainment", "$2 $500"),
    ("*Steam", "games", "$5 $100"),
    ("*Google Play", "games entertainment", "$5 $200"),
    ("*Netflix", "streaming entertainment", "$25 $200"),
    ("PlayStation Store", "games", "$10 $250"),
    ("Xbox", "games", "$5 $100"),
    ("Xbox Game Pass", "games", "$10 $180"),
    ("Nintendo eShop", "games", "$10 $100"),
    ("Roblox", "games", "800_Robux $200"),
    ("Razer Gold", "games", "$1 $500"),
    ("League of Legends", "games", "$10 $100"),
    ("Valorant", "games", "$10 $100"),
    ("PUBG Mobile", "games", "60_UC 8100_UC"),
    ("Airbnb", "travel_flights", "$25 $500"),
    ("Airalo eSIM", "e-sim", "1_GB_7_days 20_GB_30_days"),
    ("AT&T Prepaid", "mobile_credits", "$15 $100"),
    ("T-Mobile", "mobile_credits", "$10 $150"),
    ("Uber", "travel_flights", "$15 $500"),
    ("Uber Eats", "food", "$15 $500"),
    ("DoorDash", "food", "$15 $200"),
    ("Domino's Pizza", "food", "$5 $100"),
    ("McDonald's", "food", "$5 $100"),
    ("Burger King", "food", "$5 $50"),
    ("Starbucks", "food", "$5 $100"),
    ("Dunkin'", "food", "$5 $100"),
    ("Barnes & Noble", "books_learning retail", "$10 $500"),
    ("Bed Bath & Beyond", "home", "$10 $500"),
    ("Best Buy", "electronics", "$5 $500"),
    ("Home Depot", "home", "$5 $1,000"),
    ("H&M", "apparel_clothing", "$10 $250"),
    ("Zalando", "apparel_clothing", "$10 $150"),
    ("adidas", "apparel_clothing sports_fitness", "$5 $500"),
    ("Nike", "apparel_clothing sports_fitness", "$25 $500"),
    ("Macy's", "retail", "$10 $500"),
    ("Target", "retail", "$5 $500"),
    ("Walmart", "retail groceries", "$5 $500"),
    ("Whole Foods Market", "groceries", "$10 $500"),
    ("Instacart", "groceries", "$10 $500"),
    ("Instacart+", "groceries", "$99 $99"),
    ("Disney+", "streaming", "$25 $200"),
    ("Hulu (out)", "streaming", "- -"),
    ("Paramount+", "streaming", "$25 $100"),
    ("Spotify", "streaming", "$10 $99"),
    ("Twitch", "entertainment", "$15 $100"),
    ("Sephora", "health_beauty", "$10 $500"),
    ("L'Occitane en Provence", "health_beauty", "$10 $250"),
    ("Crème de la Mer", "health_beauty", "$50 $500"),
    ("Nescafé Dolce Gusto", "food", "$10 $100"),
    ("IKEA", "home", "$25 $1,000"),
    ("Decathlon", "sports_fitness", "$10 $250"),
    ("El Corte Inglés", "retail", "$10 $500"),
    ("Médecins Sans Frontières", "charity_donations", "$5 $500"),
    ("Øresund Rejser", "travel_flights", "$10 $500"),
    ("Żabka", "groceries", "$5 $100"),
    ("Türk Telekom", "mobile_credits", "$5 $50"),
    ("Phở Hà Nội", "food", "$5 $50"),
    ("Rewarble VISA USD", "e-money", "$5 $500"),
    ("Paysafecard", "e-money", "$10 $100"),
    ("Яндекс Плюс", "streaming", "$5 $50"),
    ("Озон", "e-commerce", "$5 $500"),
    ("Вкусно — и точка", "food", "$5 $50"),
    ("Пятёрочка", "groceries", "$5 $50"),
    ("Μασούτης", "groceries", "$10 $200"),
    ("Πλαίσιο", "electronics", "$10 $500"),
    ("أمازون السعودية", "e-commerce", "$10 $500"),
    ("مكتبة جرير", "books_learning electronics", "$10 $500"),
    ("نون", "e-commerce", "$10 $500"),
    ("كارفور", "groceries", "$10 $500"),
    ("هنقرستيشن", "food", "$10 $200"),
    ("إكسترا", "electronics", "$10 $500"),
    ("京东", "e-commerce", "$10 $500"),
    ("天猫超市", "groceries", "$10 $500"),
    ("腾讯视频", "streaming", "$5 $50"),
    ("網易雲音樂", "streaming", "$5 $50"),
    ("楽天ギフトカード", "e-commerce", "$5 $500"),
    ("すかいらーく", "food", "$5 $100"),
    ("ビックカメラ", "electronics", "$10 $500"),
    ("ローソン", "groceries", "$5 $50"),
    ("マクドナルド", "food", "$5 $50"),
    ("ガスト", "food", "$5 $50"),
    ("쿠팡", "e-commerce", "$10 $500"),
    ("배달의민족", "food", "$10 $200"),
    ("올리브영", "health_beauty", "$10 $200"),
    ("넥슨", "games", "$5 $100"),
    ("เซเว่น อีเลฟเว่น", "groceries", "$5 $50"),
    ("โลตัส", "groceries", "$5 $100"),
    ("ไก่ทอดหาดใหญ่", "food", "$5 $50"),
    ("फ्लिपकार्ट", "e-commerce", "$5 $500"),
    ("שופרסל", "groceries", "$10 $200"),
    ("Lycamobile Credits", "mobile_credits", "$10 $60"),
    ("Lycamobile Bundle", "mobile_bundle", "$23 $50"),
    ("Steak House (out)", "food", "- -"),
    ("Applebee's", "food", "$10 $200"),
    ("Staples", "retail", "$10 $500"),
    ("Maplethorpe Games", "retail", "$10 $500"),
];

/// Names of categories as a buyer reads them.
const CATEGORIES: &[(&str, &str)] = &[
    ("apparel_clothing", "Clothing"),
    ("e-commerce", "Online shops"),
    ("food", "Food and drink"),
    ("health_beauty", "Health and beauty"),
    ("mobile_credits", "Phone credit"),
];

/// A search, and the first three brands that it finds, or all of them if there are fewer.
const CASES: &[(&str, &str, &[&str])] = &[
    // Latin: as it is, as you type, case, punctuation, spaces.
    ("exact", "steam", &["Steam"]),
    ("exact", "APPLE", &["Apple", "Applebee's"]),
    ("prefix", "ama", &["Amazon.com"]),
    ("prefix", "st", &["Steam", "Starbucks", "Staples"]),
    ("popular first", "a", &["Amazon.com", "Apple", "Airbnb"]),
    ("whole words first", "xbox", &["Xbox", "Xbox Game Pass"]),
    ("whole words first", "uber", &["Uber", "Uber Eats"]),
    ("exact", "instacart", &["Instacart", "Instacart+"]),
    ("a sign as a word", "instacart plus", &["Instacart+"]),
    ("a sign", "disney+", &["Disney+"]),
    ("a sign as a word", "disney plus", &["Disney+"]),
    ("a sign as a word", "barnes and noble", &["Barnes & Noble"]),
    ("punctuation", "at&t", &["AT&T Prepaid"]),
    ("no punctuation", "att", &["AT&T Prepaid"]),
    ("spaces for punctuation", "at t", &["AT&T Prepaid"]),
    ("no punctuation", "hm", &["H&M"]),
    ("no punctuation", "tmobile", &["T-Mobile"]),
    ("no punctuation", "amazoncom", &["Amazon.com"]),
    ("no apostrophe", "mcdonalds", &["McDonald's"]),
    ("another apostrophe", "domino’s", &["Domino's Pizza"]),
    ("more spaces", "play station", &["PlayStation Store"]),
    ("more spaces", "star bucks", &["Starbucks"]),
    ("fewer spaces", "burgerking", &["Burger King"]),
    ("fewer spaces", "googleplay", &["Google Play"]),
    ("another order", "pass xbox", &["Xbox Game Pass", "Xbox"]),
    ("a later word", "eats", &["Uber Eats"]),
    ("a later word", "foods", &["Whole Foods Market"]),
    ("inside", "flix", &["Netflix"]),
    // Accents, typed or not.
    ("no accents", "creme", &["Crème de la Mer"]),
    ("more accents", "stéam", &["Steam"]),
    ("no accents", "nescafe", &["Nescafé Dolce Gusto"]),
    ("no accents", "el corte ingles", &["El Corte Inglés"]),
    (
        "no accents",
        "medecins sans frontieres",
        &["Médecins Sans Frontières"],
    ),
    ("no accents", "oresund", &["Øresund Rejser"]),
    ("no accents", "zabka", &["Żabka"]),
    ("no accents", "turk telekom", &["Türk Telekom"]),
    ("no accents", "pho ha noi", &["Phở Hà Nội"]),
    ("no apostrophe", "loccitane", &["L'Occitane en Provence"]),
    // Typos.
    ("changed", "steem", &["Steam"]),
    ("swapped", "netlfix", &["Netflix"]),
    ("left out", "amazn", &["Amazon.com"]),
    ("doubled", "spottify", &["Spotify"]),
    ("two typos", "playstaton stre", &["PlayStation Store"]),
    ("two typos", "nintedno", &["Nintendo eShop"]),
    ("another first letter", "betflix", &["Netflix"]),
    ("a typo and fewer spaces", "burgrking", &["Burger King"]),
    ("a typo and more spaces", "star buks", &["Starbucks"]),
    ("a typo on the way", "starbux", &["Starbucks"]),
    ("a typo", "adiddas", &["adidas"]),
    ("a typo", "wallmart", &["Walmart"]),
    ("a typo", "decatlon", &["Decathlon"]),
    (
        "literal before typo",
        "aple",
        &["Staples", "Maplethorpe Games", "Apple"],
    ),
    // Other names, families, categories, kinds.
    ("other name", "psn", &["PlayStation Store"]),
    ("other name", "itunes", &["Apple"]),
    ("other name", "robux", &["Roblox"]),
    ("other name", "riot", &["League of Legends", "Valorant"]),
    (
        "family",
        "lyca",
        &["Lycamobile Credits", "Lycamobile Bundle"],
    ),
    ("category", "clothing", &["H&M", "Zalando", "adidas"]),
    (
        "category's slug",
        "streaming",
        &["Netflix", "Disney+", "Paramount+"],
    ),
    (
        "category and name",
        "xbox games",
        &["Xbox", "Xbox Game Pass"],
    ),
    ("kind", "esim", &["Airalo eSIM"]),
    (
        "kind",
        "top up",
        &["AT&T Prepaid", "T-Mobile", "Türk Telekom"],
    ),
    ("out of stock", "hulu", &["Hulu"]),
    // Cyrillic and Greek.
    ("case", "ОЗОН", &["Озон"]),
    ("ё", "пятерочка", &["Пятёрочка"]),
    ("as you type", "янд", &["Яндекс Плюс"]),
    ("punctuation", "вкусно и точка", &["Вкусно — и точка"]),
    ("a typo", "пятерочьа", &["Пятёрочка"]),
    ("no accents", "μασουτησ", &["Μασούτης"]),
    ("case and accents", "ΠΛΑΊΣΙΟ", &["Πλαίσιο"]),
    // Arabic.
    ("no hamza", "امازون", &["أمازون السعودية", "Amazon.com"]),
    ("vowel signs", "نُونْ", &["نون"]),
    ("tatweel", "كـــارفور", &["كارفور"]),
    ("heh for teh marbuta", "مكتبه", &["مكتبة جرير"]),
    ("a later word", "جرير", &["مكتبة جرير"]),
    ("no hamza below", "اكسترا", &["إكسترا"]),
    ("Persian kaf", "ک\u{627}رفور", &["كارفور"]),
    ("a typo", "هنقرستشن", &["هنقرستيشن"]),
    // Han.
    ("one character", "京", &["京东"]),
    ("inside", "超市", &["天猫超市"]),
    ("prefix", "腾讯", &["腾讯视频"]),
    ("traditional", "音樂", &["網易雲音樂"]),
    ("other name", "任天堂", &["Nintendo eShop"]),
    ("other name", "亚马逊", &["Amazon.com"]),
    // Kana.
    ("Han and kana", "楽天", &["楽天ギフトカード"]),
    ("hiragana", "びっくかめら", &["ビックカメラ"]),
    ("half width", "ﾋﾞｯｸｶﾒﾗ", &["ビックカメラ"]),
    ("katakana", "スカイラーク", &["すかいらーく"]),
    ("joined sound mark", "か\u{3099}すと", &["ガスト"]),
    ("inside", "ギフト", &["楽天ギフトカード"]),
    (
        "other name",
        "マクドナルド",
        &["マクドナルド", "McDonald's"],
    ),
    ("other name", "アマゾン", &["Amazon.com"]),
    ("full width Latin", "Ｓｔｅａｍ", &["Steam"]),
    // Hangul, also on the way.
    ("exact", "쿠팡", &["쿠팡"]),
    ("half a syllable", "쿠ㅍ", &["쿠팡"]),
    ("a syllable that goes on", "올립", &["올리브영"]),
    ("a later part", "민족", &["배달의민족"]),
    ("a typo", "배달에민족", &["배달의민족"]),
    ("other name", "넷플릭스", &["Netflix"]),
    // Thai, Devanagari, Hebrew.
    ("no tone marks", "ไกทอด", &["ไก่ทอดหาดใหญ่"]),
    ("a later word", "อีเลฟ", &["เซเว่น อีเลฟเว่น"]),
    ("prefix", "โล", &["โลตัส"]),
    ("prefix", "फ्लिप", &["फ्लिपकार्ट"]),
    ("exact", "שופרסל", &["שופרסל"]),
];

fn catalogue() -> Catalogue {
    let brands = BRANDS.iter().map(|(name, categories, span)| {
        let is_popular = name.starts_with('*');
        let name = name.trim_start_matches('*');
        let (name, is_out_of_stock) = match name.strip_suffix(" (out)") {
            Some(name) => (name, true),
            None => (name, false),
        };
        let (min, max) = span.split_once(' ').expect("two ends");
        let end = |text: &str| (text != "-").then(|| text.replace('_', " "));
        let kind = match categories.split(' ').next() {
            Some("e-sim") => Kind::Esim,
            Some(category) if category.starts_with("mobile") => Kind::TopUp,
            _ => Kind::GiftCard,
        };
        let family = if name.starts_with("Lycamobile") {
            "Lycamobile"
        } else {
            name
        };
        let brand = Brand {
            span: end(min).zip(end(max)),
            categories: categories.split(' ').map(str::to_owned).collect(),
            kind,
            is_out_of_stock,
            ..brand(family, name)
        };
        (brand, is_popular)
    });
    let (brands, is_popular): (_, Vec<bool>) = brands.unzip();
    Catalogue::new(brands, &is_popular)
}

/// A brand with no other data.
fn brand(family: &str, name: &str) -> Brand {
    Brand {
        family: family.to_owned(),
        name: name.to_owned(),
        title: name.to_owned(),
        aliases: Vec::new(),
        logo: None,
        ground: None,
        span: None,
        categories: Vec::new(),
        kind: Kind::GiftCard,
        is_out_of_stock: false,
        promotion: None,
    }
}

/// The titles that a search and a filter leave, in their order.
fn find(catalogue: &Catalogue, words: &str, filter: &Filter) -> (Vec<String>, Found) {
    let index = catalogue.index();
    let categories = index.categories().iter().map(|(slug, _)| {
        let known = CATEGORIES.iter().find(|(known, _)| known == slug);
        known.map_or(slug.as_str(), |(_, name)| name)
    });
    let names: Vec<String> = categories
        .chain(["Gift cards", "Top-ups", "eSIMs"])
        .map(str::to_owned)
        .collect();
    let query = SearchQuery::new(words);
    let ranks = index.ranks(&query, &names);
    let found = filter.apply(catalogue, &ranks, !query.is_empty(), None);
    let titles = found.places.iter();
    let titles = titles.map(|place| catalogue.brands[*place].title.clone());
    (titles.collect(), found)
}

#[test]
fn what_is_typed_finds_these_first() {
    let catalogue = catalogue();
    let mut wrong = Vec::new();
    for (what, typed, first) in CASES {
        let (titles, _) = find(&catalogue, typed, &Filter::default());
        let shown: Vec<&str> = titles.iter().take(3).map(String::as_str).collect();
        if shown != *first {
            wrong.push(format!("{what}: {typed} finds {shown:?}, not {first:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(CASES.len() >= 60);
}

#[test]
fn a_name_that_was_typed_hides_what_only_resembles_it() {
    let catalogue = catalogue();
    let (titles, _) = find(&catalogue, "steam", &Filter::default());
    assert_eq!(titles, ["Steam"], "no steak");
    for nothing in ["qqqqqq", "zx", "楽点楽点楽点", "12345"] {
        let (titles, _) = find(&catalogue, nothing, &Filter::default());
        assert!(titles.is_empty(), "{nothing} finds {titles:?}");
    }
    for everything in ["", "  ", "+", "…"] {
        let (titles, _) = find(&catalogue, everything, &Filter::default());
        assert_eq!(titles.len(), BRANDS.len(), "{everything}");
    }
}

#[test]
fn popular_brands_come_first_and_those_out_of_stock_last() {
    let (titles, found) = find(&catalogue(), "", &Filter::default());
    assert_eq!(
        titles[..5],
        ["Amazon.com", "Apple", "Steam", "Google Play", "Netflix"]
    );
    assert_eq!(titles[titles.len() - 2..], ["Hulu", "Steak House"]);
    assert_eq!(found.in_stock, titles.len() - 2);
    let (titles, _) = find(&catalogue(), "stea", &Filter::default());
    assert_eq!(titles, ["Steam", "Steak House"]);
    let (titles, _) = find(&catalogue(), "streaming", &Filter::default());
    assert_eq!(titles.last().map(String::as_str), Some("Hulu"));
}

#[test]
fn each_number_is_what_its_choice_leaves() {
    let catalogue = catalogue();
    let categories: Vec<String> = catalogue
        .categories()
        .into_iter()
        .map(|(slug, _)| slug)
        .collect();
    let filters = [
        Filter::default(),
        Filter {
            category: Some("streaming".to_owned()),
            ..Filter::default()
        },
        Filter {
            in_stock: true,
            kind: Some(Kind::GiftCard),
            ..Filter::default()
        },
        Filter {
            least: bound("100"),
            most: bound("300"),
            category: Some("food".to_owned()),
            ..Filter::default()
        },
    ];
    for filter in &filters {
        for words in ["", "a", "steem"] {
            let (_, found) = find(&catalogue, words, filter);
            let count = |changed: Filter| find(&catalogue, words, &changed).0.len();
            for (place, slug) in categories.iter().enumerate() {
                let category = Some(slug.clone());
                let chosen = Filter {
                    category,
                    ..filter.clone()
                };
                assert_eq!(found.groups[place], count(chosen), "{slug} {words}");
            }
            for (place, kind) in KINDS.into_iter().enumerate() {
                let chosen = Filter {
                    kind: Some(kind),
                    ..filter.clone()
                };
                assert_eq!(found.groups[categories.len() + place], count(chosen));
            }
            let any = Filter {
                category: None,
                ..filter.clone()
            };
            assert_eq!(found.any_category, count(any));
            let any = Filter {
                kind: None,
                ..filter.clone()
            };
            assert_eq!(found.any_kind, count(any));
            let stocked = Filter {
                in_stock: true,
                ..filter.clone()
            };
            assert_eq!(found.in_stock, count(stocked));
            assert_eq!(found.without_filter, count(Filter::default()));
        }
    }
}

#[test]
fn spans_count_where_they_are_known() {
    let catalogue = catalogue();
    assert_eq!(catalogue.index().money(), Some("$"));
    let find = |least: Option<&str>, most: Option<&str>| {
        let filter = Filter {
            least: least.and_then(bound),
            most: most.and_then(bound),
            ..Filter::default()
        };
        find(&catalogue, "", &filter).0
    };
    assert_eq!(
        find(Some("1000"), None),
        ["Amazon.com", "Home Depot", "IKEA"]
    );
    let small = find(None, Some("1"));
    assert_eq!(small, ["Amazon.com", "Razer Gold"]);
    let all = find(Some("1"), None);
    for unknown in ["Roblox", "PUBG Mobile", "Airalo eSIM", "Hulu"] {
        assert!(
            !all.contains(&unknown.to_owned()),
            "{unknown} is sold by no known sum"
        );
    }
}

#[test]
fn what_is_closest_is_offered_when_nothing_is_found() {
    let catalogue = catalogue();
    for (typed, first) in [
        ("netfleeks", "Netflix"),
        ("mkdonlds", "McDonald's"),
        ("qqqqqqqq", ""),
    ] {
        let closest = catalogue.index().closest(&SearchQuery::new(typed));
        assert!(closest.len() <= 3);
        let titles: Vec<&str> = closest
            .iter()
            .map(|place| catalogue.brands[*place].title.as_str())
            .collect();
        assert_eq!(
            titles.first().copied().unwrap_or_default(),
            first,
            "{titles:?}"
        );
    }
}

#[test]
fn every_first_result_of_a_literal_search_is_marked() {
    let catalogue = catalogue();
    for (what, typed, first) in CASES {
        let elsewhere = [
            "other name",
            "category",
            "kind",
            "family",
            "a sign as a word",
        ];
        if elsewhere.iter().any(|start| what.starts_with(start)) {
            continue;
        }
        let pieces = marked(first[0], &SearchQuery::new(typed));
        let all: String = pieces.iter().map(|(piece, _)| *piece).collect();
        assert_eq!(all, first[0]);
        assert!(
            pieces.iter().any(|(_, is_hit)| *is_hit) || what.contains("typo"),
            "{typed} in {}",
            first[0]
        );
    }
    assert!(!catalogue.is_empty());
}

#[test]
fn addresses_are_unique_and_stay_the_same() {
    let first = catalogue();
    let pair = |brand: &Brand| {
        (
            brand.family_address().to_string(),
            AddressName::from_name(&brand.name).to_string(),
        )
    };
    let mut all: Vec<_> = first.brands.iter().map(pair).collect();
    all.sort();
    let before = all.len();
    all.dedup();
    assert_eq!(all.len(), before, "two brands have one address");
    // Another country's list, in another order and without most of them.
    for (place, brand) in first.brands.iter().enumerate().step_by(7) {
        let other = self::brand("Instacart", "Instacart");
        let own = self::brand(&brand.family, &brand.name);
        let again = Catalogue::new(vec![other, own], &[false, false]);
        let own = again.brands.iter().find(|other| other.name == brand.name);
        assert_eq!(own.map(pair), Some(pair(brand)), "brand {place}");
    }
    assert_eq!(
        pair(&first.brands[0]),
        ("Amazon.com".to_owned(), "Amazon.com".to_owned())
    );
}
