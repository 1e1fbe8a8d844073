import { ask } from "../early.js";
import { address, listed } from "../model.js";

/** Fields that must be text or a number, or the answer is of no use. */
export function checked(value, fields) {
  for (const field of fields) if (!["string", "number"].includes(typeof value?.[field])) throw new Error(`no ${field}`);
  return value;
}

const BRAND = ["family", "brand", "brand_id", "category", "kind"];
const isBrand = (brand) => BRAND.every((field) => typeof brand?.[field] === "string");
export const brandsOf = (list) => list.filter(isBrand).map((brand) => ({ ...brand, additional_categories: brand.additional_categories ?? [] }));

let kept;
/** The brand list, kept while the page lives. */
export const brands = () => (kept ??= ask(address.brands).then((list) => listed({ all_brands: brandsOf(list.all_brands), popular_brands: brandsOf(list.popular_brands ?? []) })));
