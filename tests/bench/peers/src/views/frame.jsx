import { Link } from "#link";
import sprite from "../../../../../style/icons.svg?url";
import { COUNTRY, COUNTRY_NAME, brandPage, kindOf, marked, page } from "../model.js";
import { t } from "../texts.js";

export const Icon = ({ name, className = "icon" }) => (
  <svg className={className} aria-hidden="true"><use href={`${sprite}#icon-${name}`} /></svg>
);

const KINDS = [["/gift-cards", "gift", "brands.kind_gift_card"], ["/top-ups", "smartphone", "brands.kind_top_up"], ["/esims", "card-sim", "brands.kind_esim"]];
export const kindWords = { giftcard: t("brands.kind_gift_card"), topup: t("brands.kind_top_up"), esim: t("brands.kind_esim") };
const WORDS = Object.values(kindWords);

export const Header = () => (
  <header className="header wrap">
    <Link className="shop" to={page("/")}>
      <svg viewBox="0 0 24 24" aria-hidden="true" fill="currentColor">
        <rect x="2.25" y="2.25" width="19.5" height="19.5" rx="6.5" fill="none" stroke="currentColor" strokeWidth="2.5" />
        <path d="M6 12.4c2-1.7 4-1.7 6 0s4 1.7 6 0v2.1a3.5 3.5 0 0 1-3.5 3.5h-5A3.5 3.5 0 0 1 6 14.5z" />
      </svg>
      <span>Refillery</span>
    </Link>
    <nav aria-label={t("frame.shop")}>
      {KINDS.map(([path, icon], place) => (
        <Link key={path} className="header-link header-kind" to={page(path)}><Icon name={icon} /><span>{WORDS[place]}</span></Link>
      ))}
      <Link className="header-link" to={page("/brands")} aria-label={t("frame.all_brands")}><Icon name="search" /><span>{t("frame.all_brands")}</span></Link>
      <Link className="header-link header-orders" to={page("/orders")} aria-label={t("frame.orders")}><Icon name="receipt" /><span>{t("frame.orders")}</span></Link>
    </nav>
    <Link className="header-link header-cart" to={page("/checkout")} aria-label="Cart"><Icon name="shopping-cart" /></Link>
    <button className="picker picker-country" type="button">
      <Icon name="map-pin" />
      <span className="visually-hidden">{t("frame.country")}</span>
      <span className="picker-long">{COUNTRY_NAME}</span>
      <span className="picker-short">{COUNTRY}</span>
      <Icon name="chevron-down" />
    </button>
    <label className="picker">
      <Icon name="languages" />
      <span className="visually-hidden">{t("frame.language")}</span>
      <span className="picker-short" aria-hidden="true">EN</span>
      <span className="picker-long" aria-hidden="true">English</span>
      <Icon name="chevron-down" />
      <select><option>English</option></select>
    </label>
  </header>
);

export const Seller = () => (
  <ul role="list">
    <li><a href="https://www.cryptorefills.com/en/terms-of-service">{t("seller.terms")}</a></li>
    <li><a href="https://www.cryptorefills.com/en/privacy-policy">{t("seller.privacy")}</a></li>
  </ul>
);

export const Footer = () => (
  <footer className="footer wrap">
    <div>
      <h2>{t("frame.shop")}</h2>
      <ul role="list">
        {KINDS.map(([path], place) => <li key={path}><Link to={page(path)}>{WORDS[place]}</Link></li>)}
        <li><Link to={page("/brands")}>{t("frame.all_brands")}</Link></li>
      </ul>
    </div>
    <div>
      <h2>{t("frame.help")}</h2>
      <ul role="list">
        <li><Link to={page("/help")}>{t("frame.questions")}</Link></li>
        <li><a href="https://www.cryptorefills.com/en/contact-us">{t("support.form")}</a></li>
        <li><Link to={page("/orders")}>{t("frame.where_is_order")}</Link></li>
      </ul>
    </div>
    <div><h2>{t("frame.legal")}</h2><Seller /></div>
    <div><h2>{t("frame.this_shop")}</h2><p>{t("frame.stored")}</p><p>{t("frame.licence")}</p></div>
    <p>{t("seller.words")}</p>
  </footer>
);

export const Tabs = () => (
  <nav className="tabs no-print" aria-label="Kinds of goods">
    {KINDS.map(([path, icon], place) => <Link key={path} className="tab" to={page(path)}><Icon name={icon} /><span>{WORDS[place]}</span></Link>)}
    <Link className="tab" to={page("/orders")} aria-label={t("frame.orders")}><Icon name="receipt" /><span>{t("frame.orders")}</span></Link>
  </nav>
);

/** A picture in the sizes that there are, or the name's first letter. */
export function Logo({ brand, sizes, loading }) {
  const { logo_base_url: base, logo_url: address } = brand;
  return (
    <span className="logo" style={{ "--brand-ground": brand.bg_color }}>
      {base ? <img alt="" width="300" height="190" decoding="async" loading={loading} sizes={sizes} srcSet={`${base}_300x190.webp 300w, ${base}_500x318.webp 500w`} src={`${base}_300x190.webp`} />
        : address ? <img alt="" width="300" height="190" decoding="async" loading={loading} src={address} />
          : <span className="letter" aria-hidden="true">{brand.brand[0]}</span>}
    </span>
  );
}

/** How wide a card's picture is shown. */
const SIZES = "(min-width: 768px) 200px, 40vw";
/** Pictures of the first rows are asked for at once. */
const FIRST = 6;

export function Card({ brand, place, words }) {
  const [before, hit, behind] = marked(brand.brand, words);
  const kind = kindOf(brand);
  return (
    <li>
      <Link className={brand.is_out_of_stock ? "brand-card is-out" : "brand-card"} to={brandPage(brand.family)}>
        <Logo brand={brand} sizes={SIZES} loading={place < FIRST ? "eager" : "lazy"} />
        <span className="brand-name">{before}{hit ? <mark>{hit}</mark> : null}{behind}</span>
        <span className="brand-meta">
          {brand.min ? <span className="brand-span">{brand.min === brand.max ? brand.min : t("brand.span", brand)}</span> : null}
          {brand.is_out_of_stock ? <span className="badge">{t("brand.out_of_stock")}</span>
            : kind !== "giftcard" ? <span className="badge badge-kind">{kind === "esim" ? t("brand.esim") : t("brand.top_up")}</span> : null}
        </span>
      </Link>
    </li>
  );
}

export const Search = ({ words, onWords, onSearch }) => (
  <form className="search" role="search" onSubmit={(event) => { event.preventDefault(); onSearch?.(event.target.elements.search.value); }}>
    <label className="visually-hidden" htmlFor="search">{t("search.label")}</label>
    <Icon name="search" />
    <input className="input" id="search" type="search" autoComplete="off" placeholder={t("search.label")} defaultValue={words} onInput={(event) => onWords?.(event.target.value)} />
  </form>
);

/** What stands where cards will be. */
export const Waiting = ({ count }) => (
  <ul className="brand-row" role="list" aria-hidden="true">
    {Array.from({ length: count }, (_, place) => <li key={place}><span className="brand-card"><span className="logo" /></span></li>)}
  </ul>
);
