// A shop's host and its API with orders that a measurement moves as it likes.
import { createServer } from "node:http";
import { existsSync, readFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const fixtures = join(here, "../../fixtures");
const read = (name) => JSON.parse(readFileSync(join(fixtures, name), "utf8"));
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm", ".css": "text/css", ".json": "application/json", ".svg": "image/svg+xml" };

/** What other questions of the shop get, by the end of their path. */
const ANSWERS = { brands: "brands_US.json", available_countries: "available_countries.json", currencies: "currencies.json" };

/** An order of the first fixture that waits, with so many items and a number of its own. */
export function makeOrder(place, items = 1) {
  const order = read("order_a_2_waiting.json");
  const now = String(Math.floor(Date.now() / 1000));
  const digits = String(place).padStart(12, "0");
  const [first] = order.deliveries;
  return {
    ...order, order_id: `1c4fbf20-5c0c-4148-902b-${digits}`, order_state: "PartialPaymentStarted", sent_coin_amount: "0.01",
    created_at: now, updated_at: now, payment_requested_at: now,
    deliveries: Array.from({ length: items }, (_, row) => ({ ...first, id: `0a7a2778-261f-4b98-8971-${String(row).padStart(12, "0")}` })),
  };
}

export class Host {
  /** The orders by their number. */
  orders = new Map();
  /** The open streams: `[id, response]`. */
  streams = new Set();
  /** The most that were open at once, and all that were opened. */
  most = 0;
  opened = 0;
  questions = 0;
  /** What a new stream gets: `snapshot`, `nothing`, or `cut` after the snapshot. */
  manner = "snapshot";

  static async start(dist) {
    const host = new Host();
    host.server = createServer((request, response) => host.#answer(dist, request, response));
    await new Promise((ready) => host.server.listen(0, "127.0.0.1", ready));
    host.origin = `http://127.0.0.1:${host.server.address().port}`;
    return host;
  }

  add(order) {
    this.orders.set(order.order_id, order);
    return order.order_id;
  }

  /** Changes an order and sends it to its streams. */
  change(id, change) {
    const order = this.orders.get(id);
    const changed = { ...order, ...change, updated_at: String(Number(order.updated_at) + 1) };
    this.orders.set(id, changed);
    this.say(id, JSON.stringify(changed));
  }

  /** Sends data to the streams of an order. */
  say(id, data) {
    for (const [other, response] of this.streams) if (other === id) response.write(`data: ${data}\n\n`);
  }

  /** The same so many times, no faster than it is read. */
  async flood(id, data, times) {
    const [, response] = [...this.streams].find(([other]) => other === id);
    for (let time = 0; time < times; time += 100) {
      const all = `data: ${data}\n\n`.repeat(Math.min(100, times - time));
      if (!response.write(all)) await new Promise((ready) => response.once("drain", ready));
    }
  }

  stop() {
    this.server.closeAllConnections();
    this.server.close();
  }

  #answer(dist, request, response) {
    const path = decodeURIComponent(request.url.split("?")[0]);
    const json = (status, body) => response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" }).end(body);
    const order = path.match(/^\/api\/(?:v5\/)?orders\/([^/]+)(\/subscribe)?$/);
    if (order?.[2]) return this.#stream(order[1], response);
    if (order) {
      this.questions += 1;
      const known = this.orders.get(order[1]);
      return known ? json(200, JSON.stringify(known)) : json(404, "{}");
    }
    if (path.startsWith("/api/")) {
      const answer = ANSWERS[path.split("/").at(-1)];
      return answer ? json(200, readFileSync(join(fixtures, answer))) : json(404, "{}");
    }
    const file = path === "/documented" ? join(here, "documented.html") : join(dist, path);
    const isFile = extname(file) && existsSync(file);
    const name = isFile ? file : join(dist, "index.html");
    response.writeHead(200, { "content-type": TYPES[extname(name)] ?? "application/octet-stream", "cache-control": "max-age=600" }).end(readFileSync(name));
  }

  #stream(id, response) {
    const stream = [id, response];
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    response.flushHeaders();
    this.streams.add(stream);
    this.opened += 1;
    this.most = Math.max(this.most, this.streams.size);
    response.on("close", () => this.streams.delete(stream));
    if (this.manner === "nothing") return;
    response.write(`data: ${JSON.stringify(this.orders.get(id))}\n\n`);
    if (this.manner === "cut") setTimeout(() => response.destroy(), 5);
  }
}
