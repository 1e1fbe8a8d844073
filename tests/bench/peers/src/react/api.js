import { useEffect, useState } from "react";
import useSWR from "swr";
import { Order } from "../check.js";
import { ask } from "../early.js";
import { address } from "../model.js";

/** An answer of the API, checked; undefined until it is here, and without an address. */
export function useApi(asked, schema) {
  return useSWR(asked, async (asked) => schema.parse(await ask(asked))).data;
}

/** How often an order is asked for where no stream is possible. */
const POLL = 10_000;

/** An order that follows its stream, and whether that is live. */
export function useOrder(id) {
  const [isLive, setLive] = useState(false);
  const { data, mutate } = useSWR(address.order(id), async (asked) => Order.parse(await ask(asked)), {
    refreshInterval: isLive ? 0 : POLL, revalidateOnFocus: false,
  });
  useEffect(() => {
    const source = new EventSource(address.stream(id));
    source.onopen = () => setLive(true);
    source.onerror = () => setLive(false);
    source.onmessage = ({ data }) => {
      const order = Order.safeParse(JSON.parse(data));
      if (order.success && order.data.order_id === id) mutate(order.data, { revalidate: false });
    };
    source.addEventListener("stop", () => source.close());
    return () => source.close();
  }, [id, mutate]);
  return [data, isLive];
}
