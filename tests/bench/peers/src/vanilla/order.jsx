import { ask } from "../early.js";
import { address, shown } from "../model.js";
import { Amount, OrderView, Title, left } from "../views/order.jsx";
import { checked } from "./api.js";
import { t } from "../texts.js";

const FIELDS = ["order_id", "created_at", "payment_requested_at", "wallet_address", "network", "coin", "coin_amount", "sent_coin_amount", "qr_text", "order_state"];
/** How often an order is asked for where no stream is possible. */
const POLL = 10_000;

export default function order({ id }, show) {
  let parts, clock, poll, timer;
  const live = (isLive) => {
    clearInterval(poll);
    if (!isLive) poll = setInterval(fetched, POLL);
    const link = parts?.link;
    if (!link) return;
    link.dataset.link = isLive ? "live" : "polled";
    link.textContent = isLive ? t("order.link_live") : "";
  };

  /** Shows an order; later only what can change. */
  function update(order) {
    checked(order, FIELDS);
    if (order.order_id !== id) return;
    const state = shown(order);
    if (!parts) {
      clock = <b>{left(state.until)}</b>;
      parts = { title: <Title order={order} state={state} />, status: <strong className="visually-hidden">{state.state}</strong>, amount: <Amount state={state} /> };
      const main = <OrderView order={order} link={source.readyState === 1 ? "live" : "polled"} clock={clock} {...parts} />;
      parts.link = main.querySelector(".fresh");
      parts.steps = [...main.querySelectorAll(".steps > li")];
      show(main);
      timer = setInterval(() => { clock.textContent = left(state.until); }, 1000);
      return;
    }
    for (const [name, now] of [["title", <Title order={order} state={state} />], ["amount", <Amount state={state} />]]) {
      parts[name].replaceWith(now);
      parts[name] = now;
    }
    parts.status.textContent = state.state;
    parts.steps.forEach((step, place) => { place === state.step ? step.setAttribute("aria-current", "step") : step.removeAttribute("aria-current"); });
  }

  const fetched = () => ask(address.order(id)).then(update);
  fetched();
  const source = new EventSource(address.stream(id));
  source.onopen = () => live(true);
  source.onerror = () => live(false);
  source.onmessage = ({ data }) => update(JSON.parse(data));
  source.addEventListener("stop", () => source.close());
  return () => {
    source.close();
    clearInterval(poll);
    clearInterval(timer);
  };
}
