// A country's brand list in the API's form: the same count gives the same bytes.

const STEMS = ["Alder", "Amber", "Aspen", "Barley", "Birch", "Bramble", "Cedar", "Clover", "Copper", "Cotton", "Crest", "Dapple",
  "East", "Elder", "Fair", "Fern", "Fox", "Gale", "Glass", "Golden", "Halcyon", "Harrow", "Hazel", "Heron", "High", "Honey", "Ink",
  "Ivy", "Juniper", "Kestrel", "King", "Lark", "Linden", "Maple", "Meadow", "Mill", "Moor", "Nettle", "Night", "Oak", "Otter",
  "Pebble", "Quarry", "Raven", "Red", "Rose", "Salt", "Sand", "Silver", "Star", "Stone", "Summer", "Tide", "Willow", "Yarrow"];
const MIDDLES = ["brook", "fold", "grove", "way", "mow", "well", "wick", "water", "stone", "mere", "hill", "field", "gate", "wood",
  "fall", "haven", "hollow", "glove", "ham", "thorpe"];
const ENDS = ["", " Stores", " & Co", " Games", " Coffee", " Kitchen", "'s Books", " Mobile", " Air", " Living", " TV", "+", " Pizza",
  " Outfitters", " Spa", " Market"];
const OTHERS = ["楽天ギフト", "ひだまり書店", "ローソン", "京东", "天猫超市", "سوق النخيل", "مكتبة جرير", "쿠팡", "올리브영", "Озон", "Пятёрочка",
  "Μασούτης", "โลตัส", "Café Soleil", "Żabka", "Øresund"];
const CATEGORIES = ["e-commerce", "games", "entertainment", "streaming", "retail", "electronics", "food", "groceries",
  "apparel_clothing", "health_beauty", "sports_fitness", "travel_flights", "home", "e-money", "books_learning",
  "charity_donations", "other_products", "mobile_credits", "mobile_bundle", "e-sim"];
const KNOWN = ["Amazon.com", "Apple", "Steam", "Google Play", "Netflix", "PlayStation Store", "Xbox", "Nintendo eShop", "Roblox",
  "Airbnb", "AT&T Prepaid", "Uber Eats", "McDonald's", "Starbucks", "Spotify"];

export function catalogue(count) {
  let seed = 7;
  const next = (n) => (seed = (seed * 48271) % 2147483647) % n;
  const of = (list) => list[next(list.length)];
  const taken = new Set(), all = [];
  while (all.length < count) {
    const place = all.length;
    let name = place < KNOWN.length ? KNOWN[place] : next(12) ? of(STEMS) + of(MIDDLES) + of(ENDS) : of(OTHERS) + " " + place;
    if (taken.has(name)) name += " " + place;
    taken.add(name);
    const category = of(CATEGORIES), isOut = place >= KNOWN.length && !next(25);
    const hex = (n) => Array.from({ length: n }, () => "0123456789abcdef"[next(16)]).join("");
    all.push({
      family: name, brand: name, brand_id: `${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}`,
      logo_url: next(10) ? `/logos/${place % 40}.webp` : null, logo_base_url: next(10) ? `/logos/${place % 40}` : null,
      bg_color: "#" + hex(6), min: isOut ? null : "$" + (1 + next(25)), max: isOut ? null : "$" + (50 + next(950)),
      category, additional_categories: next(3) ? [] : [of(CATEGORIES)], kind: category.startsWith("mobile") || category === "e-sim" ? "mobile_recharge" : "giftcard",
      product_type: "digital", is_out_of_stock: isOut, country_code: "US", brand_tags: [],
    });
  }
  const groups = CATEGORIES.map((category) => ({ kind: "giftcard", category, popular_brands: [],
    brands: all.filter((row) => row.category === category || row.additional_categories.includes(category)) }));
  return JSON.stringify({ country_code: "US", last_user_purchases: [], suggestions: [], categories: groups, all_brands: all,
    popular_brands: all.slice(0, KNOWN.length) });
}
