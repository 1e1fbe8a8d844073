import { encode } from "uqr";
import { shown } from "../model.js";
import { formatHour, formatMoment, pieces, t } from "../texts.js";
import { Network } from "./network.jsx";
import { Icon, Seller } from "./frame.jsx";

const STEPS = [t("order.step_waiting"), t("order.step_paid"), t("order.step_delivering"), t("order.step_delivered")];
const GROUP = 4;

/** The dark modules of a code as one path, with the light border that a camera needs. */
const BORDER = 4;
function Code({ text }) {
  const { data, size } = encode(text, { ecc: "M", border: 0 });
  const path = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x + BORDER} ${y + BORDER}h1v1h-1z` : ""))).join("");
  const side = size + 2 * BORDER;
  return (
    <svg viewBox={`0 0 ${side} ${side}`} width={side * 3} role="img" shapeRendering="crispEdges">
      <rect className="scan-ground" width={side} height="100%" />
      <path fill="currentColor" d={path} />
    </svg>
  );
}

const Copy = ({ text, words }) => (
  <button className="copy" type="button" onClick={() => navigator.clipboard.writeText(text)}>
    <span><Icon name="copy" />{t("copy.copy")}</span>
    <span aria-hidden="true"><Icon name="check" />{words}</span>
  </button>
);

/** An address in groups, the first and the last one marked. */
function Address({ text }) {
  const start = text.startsWith("0x") ? GROUP + 2 : GROUP;
  const groups = [text.slice(0, start), ...text.slice(start).match(/.{1,4}/g)];
  return (
    <code className="address" dir="ltr" aria-label={text}>
      {groups.map((each, place) => (place === 0 || place === groups.length - 1 ? <b key={place}>{each}</b> : <span key={place}>{each}</span>))}
    </code>
  );
}

const Fold = ({ title, className = "fold", children }) => (
  <details className={className}><summary>{title}<Icon name="chevron-down" /></summary>{children}</details>
);

export const Title = ({ order, state }) => (
  <h1>{pieces(state.isPart ? t("order.send_rest") : t("order.send"), { amount: <bdi key="amount">{state.amount}</bdi>, network: <bdi key="network">{order.network}</bdi> })}</h1>
);

export const Sum = ({ state }) => {
  const [digits, coin] = state.amount.split(" ");
  return <span className="pay-sum money" dir="ltr"><span className="digits"><span>{digits}</span></span> <span>{coin}</span></span>;
};

export const Received = ({ state }) => (state.isPart ? (
  <div>
    <div className="meter" aria-hidden="true" style={{ "--part": state.part }} />
    <p className="hint">{pieces(t("pay.received"), { received: <bdi key="received">{state.received}</bdi>, total: <bdi key="total">{state.total}</bdi> })}</p>
  </div>
) : null);

/** The time that is left, once it is short. */
const SHORT = 10 * 60;
export function left(until) {
  const seconds = Math.max(0, Math.floor(until - Date.now() / 1000));
  return seconds < SHORT ? `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}` : "";
}

export function OrderView({ order, link, clock, title, status, amount }) {
  const state = shown(order);
  const { coin, network, wallet_address: wallet } = order;
  const [delivery] = order.deliveries;
  return (
    <main className="order wrap" id="main" tabIndex="-1">
      <div className="order-main">
        <header className="order-head">
          {title}
          <div className="item">
            <p>
              <b><bdi>{delivery.deliverable.brand_name}, {delivery.deliverable.localized_denomination} {delivery.deliverable.currency_code}</bdi></b>
              <br /><span className="hint">{t("order.to", { beneficiary: delivery.deliverable.beneficiary_account })}</span>
            </p>
          </div>
          <section className="status" aria-label={t("order.status")}>
            <p className="status-now" role="status">{status}<span className="fresh" data-link={link}>{link === "live" ? t("order.link_live") : ""}</span></p>
            <ol className="steps" role="list">{STEPS.map((step, place) => <li key={step} aria-current={place === state.step ? "step" : null}>{step}</li>)}</ol>
          </section>
        </header>
        <section className="sheet pay" aria-label={t("pay.title")}>
          <p className="pay-time"><Icon name="clock" /><span>{clock} {t("pay.until", { time: formatHour(state.until) })}</span></p>
          <div className="pay-body">
            <div className="pay-main">
              <dl className="pay-fields">
                <div>
                  <dt>{t("pay.network")}</dt>
                  <dd><Network coin={coin} network={network} className="network network-big" /><p className="hint">{t("pay.network_only", { network })}</p></dd>
                </div>
                {amount}
                <div>
                  <dt>{t("pay.address", { coin, network })}</dt>
                  <dd>
                    <div className="address-line"><Address text={wallet} /><Copy text={wallet} words={t("pay.copied_address", { network })} /></div>
                    <p className="hint">{t("pay.compare")}</p>
                  </dd>
                </div>
              </dl>
              <div className="pay-code">
                <a className="button button-quiet" href={`ethereum:${wallet}`}>{t("pay.open_wallet")}</a>
                <p className="hint">{t("pay.open_hint", { network })}</p>
              </div>
              <Fold title={t("pay.exchange_title")}><p>{t("pay.exchange_body", { network })}</p></Fold>
            </div>
            <Fold title={t("pay.code_fold")}>
              <div className="pay-code"><figure className="qr"><Code text={order.qr_text} /><figcaption>{t("pay.qr_address_caption", { network })}</figcaption></figure></div>
            </Fold>
          </div>
          <div className="pay-foot"><div className="actions"><button className="button button-quiet button-big" type="button">{t("pay.already_paid")}</button></div></div>
        </section>
        <div className="actions"><button className="button button-quiet" type="button"><Icon name="bell" />{t("notify.button")}</button></div>
      </div>
      <div className="order-side">
        <section className="sheet" aria-labelledby="receipt">
          <h2 id="receipt">{t("order.receipt")}</h2>
          <dl className="summary receipt">
            <div><dt>{t("order.made")}</dt><dd>{formatMoment(order.created_at)}</dd></div>
            <div><dt>{t("order.number")}</dt><dd>{order.order_id}</dd></div>
            <div className="summary-total"><dt>{t("product.total")}</dt><dd>{t("order.amount_on", { amount: state.total, network })}</dd></div>
          </dl>
          <div className="seller"><p>{t("seller.words")}</p><Seller /></div>
        </section>
        <Fold className="fold fold-sheet" title={t("recovery.fold")}><p>{t("recovery.what")}</p></Fold>
        <Fold className="fold fold-sheet" title={t("support.title")}><p>{t("support.words")}</p></Fold>
        <div className="order-link"><p>{t("order.handover_code")}</p><Copy text={location.href} words={t("copy.copied")} /></div>
        <p className="hint">{t("order.link_is_secret")}</p>
        <div className="keeping"><p className="hint">{t("order.not_listed")}</p><button className="button button-quiet" type="button">{t("order.keep")}</button></div>
      </div>
    </main>
  );
}

export const Amount = ({ state }) => (
  <div>
    <dt>{state.label}</dt>
    <dd><div className="pay-line"><span dir="ltr"><Sum state={state} /></span><Copy text={state.amount} words={t("copy.copied")} /></div><Received state={state} /></dd>
  </div>
);
