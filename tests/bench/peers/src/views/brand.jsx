import { Link } from "#link";
import { COUNTRY_NAME, page, related } from "../model.js";
import { group, t } from "../texts.js";
import { Card, Icon, Logo, Seller } from "./frame.jsx";
import { Network } from "./network.jsx";

const NAMES = group("category.");
/** How wide the picture of a heading is at most. */
const SIZES = "120px";

/** The ways to pay that are shown at once. */
const SHOWN = [["USDC", "Solana", "coin-circle"], ["BTC", "Lightning", "coin-hexagon"], ["BTC", "Mainnet", "coin-hexagon"]];
const names = { Mainnet: t("product.bitcoin") };

/** The ways to pay that the API has, and how many there are. */
function ways(vias) {
  const all = vias.flatMap((via) => via.currencies.flatMap((coin) => coin.networks.map((network) => ({ coin, network }))));
  const open = all.filter(({ coin, network }) => !coin.is_suspended && !network.is_suspended);
  const shown = SHOWN.map(([coin, network, icon]) => ({ ...open.find((way) => way.coin.name === coin && way.network.name === network), icon })).filter((way) => way.coin);
  return [shown, all.length];
}

export const Options = ({ products, onChoose }) => (
  <fieldset id="choice">
    <legend className="legend">{t("product.amount")}</legend>
    <div className="amounts narrow-2 wide-4">
      {products.toSorted((one, other) => one.coin_amount - other.coin_amount).map((product) => (
        <label key={product.product_id} className="amount">
          <input className="visually-hidden" type="radio" name="option" value={product.product_id} onChange={() => onChoose(product)} />
          <b>{product.localized_denomination}</b>
          <small>{product.coin_amount} {product.coin}</small>
        </label>
      ))}
    </div>
  </fieldset>
);

const Payment = ({ vias }) => {
  const [shown, count] = ways(vias);
  return (
    <fieldset id="payment">
      <legend className="legend">{t("product.pay_with")}</legend>
      <div className="options">
        {shown.map(({ coin, network, icon }, place) => (
          <label key={network.name} className="option way">
            <input type="radio" name="pair" defaultChecked={!place} />
            <Icon name={icon} className="coin" />
            <span className="way-line">
              <span className="way-name"><Network coin={coin.name} network={names[network.name] ?? network.name} /></span>
              {place ? null : <span className="way-note">{t("product.recommended")}</span>}
            </span>
            {place ? null : <small>{t("product.threshold", { amount: `${Math.ceil(network.threshold * 100) / 100} ${coin.name}` })}</small>}
          </label>
        ))}
        <button className="options-more" type="button">{t("product.all_ways", { count })}<Icon name="chevron-right" className="icon icon-way" /></button>
      </div>
      <div>
        <p className="hint">{t("product.network_hint")}</p>
        <Link className="help-link no-print" to={page("/help")}><Icon name="life-buoy" />{t("help.more")}</Link>
      </div>
    </fieldset>
  );
};

export const Total = ({ product }) => (
  <p>
    <span className="buy-total">{t("product.total")}</span>
    <b>{product ? `${product.coin_amount} ${product.coin}` : t("product.choose")}</b>
    <span className="hint"><Network coin="USDC" network="Solana" /></span>
  </p>
);

/** The API's own HTML, from which what can run is taken. */
function Prose({ html }) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  for (const element of parsed.querySelectorAll("script, style, iframe, object")) element.remove();
  for (const element of parsed.querySelectorAll("*")) for (const { name } of [...element.attributes]) if (name !== "href") element.removeAttribute(name);
  return <div className="prose" dangerouslySetInnerHTML={{ __html: parsed.body.innerHTML }} />;
}

const Fold = ({ title, children }) => (
  <details className="fold"><summary>{title}<Icon name="chevron-down" /></summary>{children}</details>
);

export function BrandView({ family, product, vias, brands, chosen, onChoose }) {
  const texts = product?.rich_description;
  return (
    <main className="goods wrap" id="main" tabIndex="-1">
      <header className="goods-head">
        <div>{product ? <Logo brand={product} sizes={SIZES} /> : <span className="logo" />}</div>
        <div>
          <Link className="back" to={page("/gift-cards")}><Icon name="arrow-left" className="icon icon-way" />{t("brands.kind_gift_card")}</Link>
          <h1>{product?.brand ?? family}</h1>
          <p className="hint">{t("product.kind_giftcard_sold", { country: COUNTRY_NAME })}</p>
        </div>
      </header>
      {product ? (
        <form className="buy" onSubmit={(event) => event.preventDefault()}>
          <div className="buy-body">
            <Options products={product.products} onChoose={onChoose} />
            {vias ? <Payment vias={vias} /> : null}
            <div className="recipient">
              <div className="field">
                <label htmlFor="email">{t("recipient.email")}</label>
                <input className="input" id="email" type="email" autoComplete="email" placeholder="you@example.com" />
                <p className="hint">{t("recipient.email_hint")}</p>
              </div>
              <p><button className="button button-plain" type="button">{t("recipient.for_somebody_else")}</button></p>
            </div>
            <p><button className="button button-plain" type="button">{t("product.extras")}</button></p>
            <div className="seller"><p>{t("seller.words")}</p><Seller /></div>
          </div>
          <div className="buy-foot">
            <div className="buy-bar"><Total product={chosen} /><button className="button button-big" type="submit">{t("ordering.place")}</button></div>
            <div className="cart-row"><button className="button button-quiet" type="button">{t("cart.add")}</button></div>
          </div>
        </form>
      ) : <div className="buy" aria-hidden="true" />}
      {product ? (
        <div className="goods-about">
          <dl className="facts">
            <div><dt>{t("product.region")}</dt><dd>{t("product.works_perhaps", { country: COUNTRY_NAME })}</dd></div>
            <div><dt>{t("product.delivered")}</dt><dd>{t("product.delivered_email")}</dd></div>
          </dl>
          <div>
            <Fold title={t("product.how_to_redeem")}><Prose html={texts.how_to_redeem} /></Fold>
            <Fold title={t("product.terms")}><div className="prose">{product.product_tc}</div><Prose html={texts.term_and_conditions} /></Fold>
          </div>
          <section><h2>{t("product.about")}</h2><Prose html={texts.description} /></section>
        </div>
      ) : null}
      {product && brands ? (
        <section className="goods-related" aria-labelledby="related">
          <div className="feed-head"><h2 id="related">{t("brand.others", { category: NAMES[product.category] })}</h2><Link to={page("/brands")}>{t("home.see_all")}</Link></div>
          <ul className="brand-row" role="list">{related(brands, product).map((brand) => <Card key={brand.brand_id} brand={brand} place={Infinity} />)}</ul>
        </section>
      ) : null}
    </main>
  );
}
