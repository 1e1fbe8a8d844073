// The API that ours and every peer ask: one server, the same answers for all.
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeOrder } from "../tracking/server.mjs";
import { catalogue } from "../wall/catalogue.mjs";

const fixtures = join(dirname(fileURLToPath(import.meta.url)), "../../fixtures");
const read = (name) => readFileSync(join(fixtures, name), "utf8");

/** Brands of the home feed: what our home page shows of the popular ones. */
const POPULAR = 12;

/** The logos that the brand list names: see `../wall/catalogue.mjs`. */
export const LOGOS = 40;

/** Products by the name of their family. */
const PRODUCTS = { "Amazon.com": "products_US_amazon.json", Steam: "products_US_steam.json" };

/** The pictures of the fixtures lie on another host; here they come from this one, like the others. */
const withOwnPictures = (text) => text.replaceAll(/https:\/\/cdn\.cryptorefills\.com\/logos_v2\/[a-z-]+/g, "/logos/0");

export class Api {
  orders = new Map();
  streams = new Set();
  /** How many brands the list has. */
  brands = 1000;
  #lists = new Map();

  static async start() {
    const api = new Api();
    api.server = createServer((request, response) => api.#answer(request, response));
    api.server.keepAliveTimeout = 600_000;
    await new Promise((ready) => api.server.listen(0, "127.0.0.1", ready));
    api.port = api.server.address().port;
    return api;
  }

  /** A new order that waits for money, made now. */
  order(place) {
    const order = { ...makeOrder(place), order_state: "WaitingForPayment", sent_coin_amount: "0" };
    this.orders.set(order.order_id, order);
    return order.order_id;
  }

  /** Changes an order and sends it to whoever follows it. */
  change(id, changes) {
    const order = this.orders.get(id);
    const changed = { ...order, ...changes, updated_at: String(Number(order.updated_at) + 1) };
    this.orders.set(id, changed);
    for (const [other, response] of this.streams) if (other === id) response.write(`data: ${JSON.stringify(changed)}\n\n`);
  }

  stop() {
    this.server.closeAllConnections();
    this.server.close();
  }

  /** The brand list of this length, and the home feed made of its first ones. */
  #list(count) {
    if (!this.#lists.has(count)) {
      const list = catalogue(count);
      const popular = JSON.parse(list).all_brands.slice(0, POPULAR);
      const section = { id: "popular", title: "Popular", kind: null, category: null, brands: popular };
      const feed = { country_code: "US", last_user_purchases: [], popular_brands: popular, sections: [section] };
      this.#lists.set(count, { list, feed: JSON.stringify(feed) });
    }
    return this.#lists.get(count);
  }

  #answer(request, response) {
    const { pathname: path, searchParams: query } = new URL(request.url, "http://api");
    const json = (status, body) => response.writeHead(status, { "content-type": "application/json" }).end(body);
    const order = path.match(/^\/(?:v5\/)?orders\/([^/]+)(\/subscribe)?$/);
    if (order?.[2]) return this.#stream(order[1], response);
    if (order) return this.orders.has(order[1]) ? json(200, JSON.stringify(this.orders.get(order[1]))) : json(404, "{}");
    if (path === "/v2/brands") return json(200, this.#list(this.brands).list);
    if (path === "/v2/homepage") return json(200, this.#list(this.brands).feed);
    if (path === "/v3/payment_vias") return json(200, read("payment_vias.json"));
    if (path === "/available-countries") return json(200, read("available_countries.json"));
    if (path.startsWith("/v5/products/country/")) {
      const file = PRODUCTS[query.get("family_name") ?? query.get("family")];
      return json(200, file ? withOwnPictures(read(file)) : "[]");
    }
    json(404, "{}");
  }

  #stream(id, response) {
    const stream = [id, response];
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.flushHeaders();
    this.streams.add(stream);
    response.on("close", () => this.streams.delete(stream));
    response.write(`data: ${JSON.stringify(this.orders.get(id))}\n\n`);
  }
}
