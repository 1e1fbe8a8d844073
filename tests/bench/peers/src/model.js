// What all peers do with the API's answers.
import { t } from "./texts.js";

export const COUNTRY = "US";
export const COUNTRY_NAME = "United States";
const QUERY = `?country=${COUNTRY}&lang=en`;

export const address = {
  feed: `/api/v2/homepage?country_code=${COUNTRY}`,
  brands: `/api/v2/brands?country_code=${COUNTRY}`,
  payments: "/api/v3/payment_vias",
  products: (family) => `/api/v5/products/country/${COUNTRY}?family_name=${encodeURIComponent(family)}&coin=USDC&lang=en`,
  order: (id) => `/api/v5/orders/${id}`,
  stream: (id) => `/api/orders/${id}/subscribe`,
};

export const page = (path) => path + QUERY;
export const brandPage = (family) => page(`/brand/${encodeURIComponent(family)}`);

/** Cards of the wall at first, and more each time; after `MOST` only the button brings more. */
export const WINDOW = 48;
export const MOST = 4 * WINDOW;

/** The kind by which the shop sells a brand. */
export function kindOf(brand) {
  if (brand.kind !== "mobile_recharge") return "giftcard";
  return brand.category === "e-sim" ? "esim" : "topup";
}

/** The brands of a list: the popular ones first, what is out of stock last. */
export function listed({ all_brands: all, popular_brands: popular = [] }) {
  const first = new Set(popular.map((brand) => brand.brand_id));
  const rank = (brand) => (brand.is_out_of_stock ? 2 : first.has(brand.brand_id) ? 0 : 1);
  return all.toSorted((one, other) => rank(one) - rank(other));
}

/** How many brands each category has, the largest first. */
export function categories(brands) {
  const counts = new Map();
  for (const brand of brands) {
    for (const category of new Set([brand.category, ...brand.additional_categories])) counts.set(category, (counts.get(category) ?? 0) + 1);
  }
  return [...counts].sort((one, other) => other[1] - one[1]);
}

/** A name without case and accents, as it is searched. */
export const folded = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

/** The brands with all searched words in their names. `index` has each brand's folded name. */
export function found(brands, index, wish) {
  const words = folded(wish.words ?? "").split(/\s+/).filter(Boolean);
  const result = brands.filter((brand, place) => words.every((word) => index[place].includes(word))
    && (!wish.kind || kindOf(brand) === wish.kind)
    && (!wish.category || brand.category === wish.category || brand.additional_categories.includes(wish.category))
    && (!wish.inStock || !brand.is_out_of_stock));
  return wish.isByName ? result.toSorted((one, other) => one.brand.localeCompare(other.brand)) : result;
}

/** Before, in and behind the first searched word of a name. */
export function marked(name, words) {
  const word = folded(words ?? "").trim().split(/\s+/)[0];
  const place = word ? folded(name).indexOf(word) : -1;
  return place < 0 || folded(name).length !== name.length ? [name] : [name.slice(0, place), name.slice(place, place + word.length), name.slice(place + word.length)];
}

/** Other brands of a brand's category that can be bought. */
export function related(brands, product) {
  const isLike = (brand) => brand.category === product.category || brand.additional_categories.includes(product.category);
  return brands.filter((brand) => isLike(brand) && brand.family !== product.family && kindOf(brand) === "giftcard" && !brand.is_out_of_stock).slice(0, 6);
}

/** Decimal text as a whole number of its smallest part, with as many digits as the other. */
const DIGITS = 18;
function whole(text) {
  const [digits, rest = ""] = text.split(".");
  return BigInt(digits + rest.padEnd(DIGITS, "0"));
}

function decimal(value) {
  const text = String(value).padStart(DIGITS + 1, "0");
  return `${text.slice(0, -DIGITS)}.${text.slice(-DIGITS)}`.replace(/\.?0+$/, "");
}

/** How long a price is held, in seconds. */
const HELD = 20 * 60;

/** What the page of an order shows that can change. */
export function shown(order) {
  const [total, received] = [whole(order.coin_amount), whole(order.sent_coin_amount)];
  const isPart = received > 0n && received < total;
  const done = { Done: 3, WaitingForDelivery: 2, PaymentReceived: 1 };
  return {
    isPart,
    amount: `${isPart ? decimal(total - received) : order.coin_amount} ${order.coin}`,
    total: `${order.coin_amount} ${order.coin}`,
    received: `${order.sent_coin_amount} ${order.coin}`,
    part: `${Number((received * 1000n) / total) / 10}%`,
    label: isPart ? t("pay.still_to_send") : t("pay.amount"),
    state: isPart ? t("order.state_partial") : t("order.state_waiting"),
    step: done[order.order_state] ?? 0,
    until: Number(order.payment_requested_at) + HELD,
  };
}

/** The page that an address names, and what it names. */
export function parse(path) {
  const [first = "", second = ""] = path.split("/").filter(Boolean).map(decodeURIComponent);
  if (!first) return { name: "home" };
  if (first === "brands") return { name: "wall" };
  if (first === "brand" || first === "product") return { name: "brand", family: second };
  if (first === "order") return { name: "order", id: second };
  return { name: "wall" };
}
