import { Link } from "#link";
import { COUNTRY_NAME, categories, kindOf, page } from "../model.js";
import { group, plural, t } from "../texts.js";
import { Card, Icon, Search, Waiting, kindWords } from "./frame.jsx";

const NAMES = group("category.");
const GOODS = "Gift cards, top-ups and eSIMs";
/** The most popular brands and categories that are shown. */
const POPULAR = 12;
const MOST = 16;
/** A number of brands whose text takes the room of most. */
const USUAL = 500;

export function HomeView({ feed, brands, onSearch }) {
  const short = t("home.title_short", { goods: GOODS });
  const long = (count) => plural("home.title", count, { country: COUNTRY_NAME });
  const cards = brands?.filter((brand) => kindOf(brand) === "giftcard").length;
  const words = { giftcard: plural("brands.count", cards ?? USUAL), topup: t("home.by_number"), esim: t("home.by_place") };
  const paths = { giftcard: "/gift-cards", topup: "/top-ups", esim: "/esims" };
  return (
    <main className="home" id="main" tabIndex="-1">
      <section className="hero wrap">
        <h1 data-room={brands ? short : long(USUAL)}><span>{brands ? long(brands.length) : short}</span></h1>
        <Icon name="vessels" className="drawing" />
        <p>{t("home.lead", { goods: GOODS })}</p>
        <Search onSearch={onSearch} />
        <ul className="kinds" role="list">
          {Object.keys(words).map((kind) => (
            <li key={kind}>
              <Link className="tile" to={page(paths[kind])}><b>{kindWords[kind]}</b><small className={kind === "giftcard" && !brands ? "room" : null}>{words[kind]}</small></Link>
            </li>
          ))}
        </ul>
        <ul className="reasons" role="list">
          {[t("home.trust_network"), t("home.trust_found"), t("home.trust_sold")].map((reason) => <li key={reason}><Icon name="check" /> <span>{reason}</span></li>)}
        </ul>
      </section>
      <section className="feed wrap" aria-labelledby="popular">
        <div className="feed-head"><h2 id="popular">{t("home.popular")}</h2><Link to={page("/brands")}>{t("home.see_all")}</Link></div>
        {feed ? <ul className="brand-row" role="list">{feed.popular_brands.slice(0, POPULAR).map((brand, place) => <Card key={brand.brand_id} brand={brand} place={place} />)}</ul>
          : <Waiting count={POPULAR} />}
      </section>
      {brands ? (
        <section className="feed wrap" aria-labelledby="categories">
          <div className="feed-head"><h2 id="categories">{t("home.categories")}</h2><Link to={page("/brands")}>{t("home.see_all")}</Link></div>
          <ul className="tiles" role="list">
            {categories(brands).slice(0, MOST).map(([category, count]) => (
              <li key={category}>
                <Link className="tile" to={`${page("/brands")}&category=${category}`}><b>{NAMES[category] ?? category}</b><small>{plural("brands.count", count)}</small></Link>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </main>
  );
}
