import { COUNTRY_NAME, categories, kindOf } from "../model.js";
import { formatNumber, group, plural, t } from "../texts.js";
import { Icon, kindWords } from "./frame.jsx";

const NAMES = group("category.");

export const WallTitle = () => <h1>{t("brands.title", { country: COUNTRY_NAME })}</h1>;

/** A choice of one, with how many brands each has. */
const Choice = ({ name, title, options, onWish }) => (
  <fieldset>
    <legend className="legend">{title}</legend>
    {options.map(([value, words, count]) => (
      <label key={value}>
        <input type="radio" name={name} value={value} defaultChecked={!value} onChange={() => onWish({ [name]: value })} />
        <span>{words}</span><small>{formatNumber(count)}</small>
      </label>
    ))}
  </fieldset>
);

/** What the brands can be chosen by. */
export function Filters({ brands, onWish }) {
  const of = (kind) => brands.filter((brand) => kindOf(brand) === kind).length;
  const all = ["", t("brands.all"), brands.length];
  return (
    <form className="filters" id="filters" popover="auto" aria-label={t("brands.filters")}>
      <div className="filters-head"><h2>{t("brands.filters")}</h2></div>
      <label>
        <input type="checkbox" onChange={(event) => onWish({ inStock: event.target.checked })} />
        <span>{t("brands.in_stock")}</span><small>{formatNumber(brands.filter((brand) => !brand.is_out_of_stock).length)}</small>
      </label>
      <Choice name="kind" title={t("brands.kind")} options={[all, ...Object.entries(kindWords).map(([kind, words]) => [kind, words, of(kind)])]} onWish={onWish} />
      <Choice name="category" title={t("brands.category")} options={[all, ...categories(brands).map(([category, count]) => [category, NAMES[category] ?? category, count])]} onWish={onWish} />
    </form>
  );
}

export const Bar = ({ count, onWish }) => (
  <div className="wall-bar page-head">
    <p id="count" role="status">{plural("brands.count", count)}</p>
    <div className="actions">
      <label className="visually-hidden" htmlFor="sort">{t("brands.sort")}</label>
      <span className="select">
        <select id="sort" onChange={(event) => onWish({ isByName: event.target.value === "name" })}>
          <option value="">{t("brands.sort_popular")}</option>
          <option value="name">{t("brands.sort_name")}</option>
        </select>
        <Icon name="chevron-down" />
      </span>
      <button className="button button-quiet wall-open" type="button" popoverTarget="filters"><Icon name="sliders-horizontal" />{t("brands.filters")}</button>
    </div>
  </div>
);

export const More = ({ shown, count, more, onMore }) => (
  <p className="actions wall-more">
    <button className="button button-quiet" type="button" onClick={onMore}>{plural("brands.show_more", more)}</button>
    <span className="hint">{t("brands.shown", { shown: formatNumber(shown), count: formatNumber(count) })}</span>
  </p>
);
