//! Names of brands that do not exist.

/// First words, taken from invented places.
#[rustfmt::skip]
pub(crate) const STEMS: [&str; 83] = [
    "Alderbrook", "Amberfold", "Ashgrove", "Aspenway", "Barleymow", "Bellweather", "Birchwell", "Bramblewick",
    "Brightwater", "Brindle", "Calderstone", "Calloway", "Cedarmere", "Cinderhill", "Claymore & Finch", "Cloverfield Row",
    "Coppergate", "Cormorant", "Cottonwood", "Crestfall", "Dapplewood", "Dunmere", "Eastwick", "Elderflower",
    "Elmsford", "Emberly", "Fairhaven", "Fernhollow", "Finchley Park", "Foxglove", "Galewood", "Gingham",
    "Glasswing", "Goldenrod", "Greywether", "Halcyon Bay", "Harrowgate", "Hawthorn", "Hazelmoor", "Heronsgate",
    "Highfell", "Honeycomb", "Inkwell", "Ivybridge", "Juniper", "Kestrel", "Kingsfold", "Larkspur",
    "Lavender Hill", "Linden", "Lindisfell", "Maplethorpe", "Marlowe", "Meadowlark", "Millstone", "Mistral",
    "Moorcroft", "Nettlecombe", "Nightjar", "Oakhaven", "Osprey", "Otterburn", "Pebblewick", "Pennywhistle",
    "Periwinkle", "Quarrystone", "Ravenscar", "Redfern", "Rosewater", "Rowanberry", "Saffron", "Saltmarsh",
    "Sandpiper", "Silverbirch", "Sparrowhawk", "Stonecrop", "Summerfield", "Tamarack", "Tidewater", "Verbena",
    "Whitlow", "Willowbank", "Yarrow",
];

/// Second words, by category.
pub(crate) fn endings(category: &str) -> &'static [&'static str] {
    match category {
        "e-commerce" => &["Marketplace", "Direct", "Bazaar", "Depot", "Parcel"],
        "retail" => &["Stores", "Trading", "& Co", "Emporium", "General"],
        "electronics" => &["Audio", "Devices", "Circuits", "Electric", "Labs"],
        "food" => &[
            "Kitchen",
            "Coffee",
            "Bakehouse",
            "Noodle Bar",
            "Grill",
            "Pizzeria",
        ],
        "groceries" => &[
            "Grocers",
            "Larder",
            "Greengrocer",
            "Provisions",
            "Farm Shop",
        ],
        "games" => &["Arcade", "Quest", "Interactive", "Play", "Worlds", "Games"],
        "entertainment" => &["Cinema", "Live", "Theatre", "Tickets", "Bowling"],
        "streaming" => &["TV", "Radio", "Stream", "Music", "Sessions"],
        "apparel_clothing" => &[
            "Outfitters",
            "Knitwear",
            "Denim",
            "Shoes",
            "Tailors",
            "Kids",
        ],
        "health_beauty" => &["Apothecary", "Skincare", "Spa", "Barbers", "Botanics"],
        "sports_fitness" => &["Athletics", "Cycles", "Climbing", "Yoga", "Running"],
        "travel_flights" => &["Air", "Stays", "Rail", "Cruises", "Getaways"],
        "home" => &["Living", "Garden", "Ceramics", "Lighting", "Furniture"],
        "e-money" => &["Prepaid", "Voucher", "Cash Card"],
        "charity_donations" => &["Foundation", "Relief Fund", "Wildlife Trust"],
        "books_learning" => &["Books", "Press", "Academy", "Stationers"],
        "mobile_talk_time" => &["Talk", "Voice", "Calling"],
        "mobile_credits" => &["Mobile", "Cell", "Wireless"],
        "mobile_bundle" => &["Data", "Bundle", "Connect"],
        "e-sim" => &["eSIM", "Travel eSIM"],
        _ => &["Gifts", "Experiences", "Club"],
    }
}

/// Names in a country's own script or spelling.
pub(crate) fn local(country: &str) -> &'static [&'static str] {
    match country {
        "JP" => &[
            "こもれび珈琲",
            "ひだまり書店",
            "あおぞら電器",
            "みかづき文具",
            "すずかぜ旅行",
            "ほしぞらゲームズ",
        ],
        "AE" | "SA" | "QA" | "EG" => &[
            "سوق النخيل",
            "مقهى الواحة",
            "نجوم الصحراء",
            "دار اللؤلؤ",
            "بستان العطور",
        ],
        "FR" => &[
            "L'Échoppe Dorée",
            "Pâtisserie Clairvoix",
            "Maison Brumaire",
            "Crêperie du Quai Bleu",
        ],
        "DE" | "AT" | "CH" => &[
            "Möwenstein Möbel",
            "Käferglück",
            "Süßwarenhaus Lindner & Früh",
            "Grünspecht Bücher",
        ],
        "ES" | "MX" | "AR" | "CL" | "CO" | "PE" => &[
            "Panadería Año Nuevo",
            "Librería Peñasol",
            "Café Corazón Azul",
            "Señor Búho",
        ],
        "BR" | "PT" => &[
            "Pão & Açaí",
            "Livraria Manhã Serena",
            "Café São Brás do Mar",
            "Coração Verde",
        ],
        "TR" => &[
            "Çınaraltı Kahve",
            "Gökkuşağı Oyun",
            "İncirli Kitabevi",
            "Şeker Düğün",
        ],
        "IN" => &[
            "Neelkamal Sarees & Silks",
            "Chai Gali",
            "चाँदनी बाज़ार",
            "Pustak Mela",
        ],
        "PL" | "CZ" => &["Źródło Książek", "Żabi Młyn", "Křišťálová Kavárna"],
        "KR" => &["달빛서점", "하늘꽃 카페", "푸른솔 게임즈"],
        "SE" | "NO" | "DK" => &["Blåbär & Björk", "Fjällgården Sport", "Ærlig Kaffe"],
        _ => &[],
    }
}
