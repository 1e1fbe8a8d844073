// How a page follows its order, beside the logic of the documented client, in real Chromium.
// Usage: PLAYWRIGHT=<dir of node_modules> node bench.mjs DIST [message] [mutations] [cuts] [flood] [memory] [tabs]
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { Host, makeOrder } from "./server.mjs";

const [dist, ...wanted] = process.argv.slice(2);
if (!dist) throw new Error("Name a dist folder.");
const { chromium } = createRequire((process.env.PLAYWRIGHT ?? process.cwd()) + "/x.js")("playwright-core");
const wants = (name) => !wanted.length || wanted.includes(name);

/** The order's page of the shop, and of the documented client. */
const PAGES = { shop: (id) => `/order/${id}?lang=en`, documented: (id) => `/documented?order=${id}` };

/** Notes when messages come, how many streams are open, and the memory of the program. */
const WATCH = () => {
  const Source = EventSource;
  globalThis.watched = { sources: [], most: 0, heard: 0 };
  globalThis.EventSource = class extends Source {
    constructor(...given) {
      super(...given);
      watched.sources = watched.sources.filter((source) => source.readyState !== 2);
      watched.sources.push(this);
      watched.most = Math.max(watched.most, watched.sources.length);
      this.addEventListener("message", () => { watched.heard = performance.now(); });
    }
  };
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const real = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await real.apply(WebAssembly, given);
      watched.memory ??= (made.instance ?? made).exports.memory;
      return made;
    };
  }
};

/** Waits this many times shorter in `cuts`. */
const SPEED = 60;

/** Lets the page's clock and timers run faster. */
const FASTER = (speed) => {
  const [now, begun, timeout] = [Date.now, Date.now(), setTimeout];
  Date.now = () => begun + (now() - begun) * speed;
  globalThis.setTimeout = (call, wait, ...given) => timeout(call, wait / speed, ...given);
};

const sorted = (values) => values.toSorted((a, b) => a - b);
const median = (values) => sorted(values)[Math.floor(values.length / 2)];
const high = (values) => sorted(values)[Math.floor(values.length * 0.95)];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium-headless-shell", args: ["--no-sandbox", "--disable-gpu", "--js-flags=--expose-gc"] });
const print = (what, ours, documented, bar) => console.log(`| ${what} | ${ours} | ${documented} | ${bar} |`);

async function opens(host, kind, id) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  await context.addInitScript(WATCH);
  const page = await context.newPage();
  await page.goto(host.origin + PAGES[kind](id));
  const { sent_coin_amount: received } = host.orders.get(id);
  await page.waitForFunction((received) => document.body.textContent.includes(received), received);
  return page;
}

async function until(what, is, limit = 60_000) {
  const begun = Date.now();
  while (!(await is())) {
    if (Date.now() - begun > limit) throw new Error(`waited for ${what}`);
    await new Promise((ready) => setTimeout(ready, 20));
  }
}

/** From the event of a message to the DOM, in milliseconds, and the records of its mutations. */
async function change(page, host, id, received, changes = {}) {
  const shown = page.evaluate((received) => new Promise((ready) => {
    let records = 0;
    let seen;
    new MutationObserver((all, observer) => {
      const now = performance.now();
      records += all.length;
      if (seen === undefined && document.body.textContent.includes(received)) {
        seen = now - watched.heard;
        setTimeout(() => { observer.disconnect(); ready({ seen, records }); }, 50);
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  }), received);
  // The page observes before the message is sent: both go to it in this order.
  await page.evaluate(() => 0);
  host.change(id, { sent_coin_amount: received, ...changes });
  return shown;
}

const amounts = (count) => Array.from({ length: count }, (_, place) => `2.${String(place + 11)}`);

async function message() {
  const times = { shop: [], documented: [] };
  const kept = [];
  for (const kind of Object.keys(PAGES)) {
    const host = await Host.start(dist);
    const id = host.add(makeOrder(1));
    const page = await opens(host, kind, id);
    await until("a stream", () => host.streams.size === 1);
    kept.push([kind, host, page, id]);
  }
  for (const received of amounts(80)) {
    for (const [kind, host, page, id] of kept) times[kind].push((await change(page, host, id, received)).seen);
  }
  // The program is compiled and optimised while it runs, like the script of the other.
  const [ours, theirs] = [times.shop.slice(20), times.documented.slice(20)];
  const ratio = median(ours.map((value, place) => value / Math.max(theirs[place], 0.05)));
  print("message → DOM, ms, median (95 %)", `${median(ours).toFixed(2)} (${high(ours).toFixed(2)})`, `${median(theirs).toFixed(2)} (${high(theirs).toFixed(2)})`, `ratio ≤ 1.0: ${ratio.toFixed(2)}`);
  for (const [, host, page] of kept) { await page.context().close(); host.stop(); }
}

/** An order on its way whose items have come up to the fifth. */
function onItsWay(order) {
  const deliveries = order.deliveries.map((one, place) => place < 5
    ? { ...one, delivery_state: "Succeeded", deliverable: { ...one.deliverable, pin_code: "DEMO-AMZ-1A2B" } }
    : { ...one, delivery_state: "WaitingForDelivery" });
  return { ...order, order_state: "WaitingForDelivery", sent_coin_amount: order.coin_amount, deliveries };
}

/** The state of one item changes: how many records that makes. */
async function itemChange(page, host, id, state) {
  const count = page.evaluate(() => new Promise((ready) => {
    let records = 0;
    const done = (observer) => { observer.disconnect(); ready(records); };
    const observer = new MutationObserver((all) => {
      if (!records) setTimeout(done, 100, observer);
      records += all.length;
    });
    // A page that shows nothing of it has no record.
    setTimeout(done, 2_000, observer);
    observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  }));
  await page.evaluate(() => 0);
  const { deliveries } = host.orders.get(id);
  host.change(id, { deliveries: deliveries.map((one, place) => place === 7 ? { ...one, delivery_state: state } : one) });
  return count;
}

async function mutations() {
  const cells = { amount: [], item: [] };
  for (const kind of Object.keys(PAGES)) {
    const host = await Host.start(dist);
    const id = host.add(makeOrder(2, 10));
    const page = await opens(host, kind, id);
    await until("a stream", () => host.streams.size === 1);
    const counts = [];
    for (const received of amounts(6)) counts.push((await change(page, host, id, received)).records);
    cells.amount.push(counts.at(-1));
    await page.context().close();
    const other = host.add(onItsWay(makeOrder(6, 10)));
    const second = await opens(host, kind, other);
    await until("a stream", () => host.streams.size === 1);
    await second.waitForTimeout(500);
    const items = [];
    for (const state of ["WaitingForRebuy", "WaitingForDelivery", "WaitingForRebuy"]) items.push(await itemChange(second, host, other, state));
    cells.item.push(items.at(-1));
    await second.context().close();
    host.stop();
  }
  print("the state of one item of an order of 10 changes: mutation records", ...cells.item, "≤ 3");
  print("the received amount of an order of 10 items changes: mutation records", ...cells.amount, "≤ 3");
}

async function heap(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("HeapProfiler.collectGarbage");
  const { usedSize } = await devtools.send("Runtime.getHeapUsage");
  const wasm = await page.evaluate(() => watched.memory?.buffer.byteLength ?? 0);
  return [usedSize, wasm];
}

async function cuts() {
  const cells = [];
  for (const kind of Object.keys(PAGES)) {
    const host = await Host.start(dist);
    host.manner = "cut";
    const id = host.add(makeOrder(3));
    const page = await opens(host, kind, id);
    await page.evaluate(FASTER, SPEED);
    await until("the first cuts", () => host.opened >= 100, 120_000);
    const before = await heap(page);
    await until("the cuts", () => host.opened >= 1_000, 600_000);
    const after = await heap(page);
    host.manner = "snapshot";
    host.change(id, { order_state: "Done", sent_coin_amount: "50.66", deliveries: host.orders.get(id).deliveries.map((one) => ({ ...one, delivery_state: "Succeeded", deliverable: { ...one.deliverable, pin_code: "DEMO-AMZ-1A2B" } })) });
    await page.waitForFunction(() => [...document.querySelectorAll("h1")].some((heading) => /Your order is here|Done/.test(heading.textContent)));
    const most = await page.evaluate(() => watched.most);
    const [heapBefore, wasmBefore] = before;
    const [heapAfter, wasmAfter] = after;
    cells.push(`shown; ≤ ${most} open; heap × ${(heapAfter / heapBefore).toFixed(3)}` + (wasmBefore ? `, wasm × ${(wasmAfter / wasmBefore).toFixed(3)}` : ""));
    await page.context().close();
    host.stop();
  }
  print(`1,000 cut streams, waits ${SPEED} times shorter, then a final state`, ...cells, "shown; ≤ 1; ≤ 1.05");
}

/** How long clicks are answered by a frame, in milliseconds. */
async function clicks(page, count) {
  const taken = [];
  for (let click = 0; click < count; click += 1) {
    await page.evaluate(() => {
      globalThis.answered = new Promise((ready) => addEventListener("click", (event) => {
        requestAnimationFrame(() => setTimeout(() => ready(performance.now() - event.timeStamp)));
      }, { once: true, capture: true }));
    });
    await page.mouse.click(5, 400);
    taken.push(await page.evaluate(() => globalThis.answered));
  }
  return taken;
}

async function flood() {
  const rows = { tiny: [], strange: [], large: [] };
  for (const kind of Object.keys(PAGES)) {
    const host = await Host.start(dist);
    const id = host.add(makeOrder(4));
    const page = await opens(host, kind, id);
    await until("a stream", () => host.streams.size === 1);
    await page.waitForTimeout(500);
    const shows = async (received) => (await page.evaluate(() => document.body.innerText)).includes(received);
    const quiet = median(await clicks(page, 30));
    const done = host.flood(id, "{}", 100_000);
    const busy = median(await clicks(page, 30));
    await done;
    rows.tiny.push(`click × ${(busy / quiet).toFixed(2)} (${quiet.toFixed(1)} → ${busy.toFixed(1)} ms)`);
    const good = host.orders.get(id);
    host.say(id, "garbage {");
    host.say(id, JSON.stringify({ ...good, order_id: "1c4fbf20-5c0c-4148-902b-999999999999", sent_coin_amount: "49.99", updated_at: "1999999999" }));
    host.say(id, JSON.stringify([good]));
    host.say(id, "null");
    await page.waitForTimeout(300);
    rows.strange.push(await shows("49.99") ? "another order is shown" : await shows(good.sent_coin_amount) ? "the last good order stays" : "the order is gone");
    const begun = Date.now();
    host.change(id, { sent_coin_amount: "7.77", note: "x".repeat(1_048_576) });
    await page.waitForFunction(() => document.body.textContent.includes("7.77"), null, { polling: 10, timeout: 20_000 });
    rows.large.push(`shown after ${Date.now() - begun} ms`);
    await page.context().close();
    host.stop();
  }
  print("100,000 tiny messages: a click is answered", ...rows.tiny, "× 1.5");
  print("garbage, an array, `null`, another order's snapshot", ...rows.strange, "the last good order stays");
  print("a snapshot of 1 MB", ...rows.large, "the last good order stays");
}

/** Whether the back button brings the page from memory, and it streams again. Only in Chromium with windows. */
async function memory() {
  const windowed = await chromium.launch({ executablePath: process.env.CHROMIUM_WITH_WINDOWS ?? "/usr/bin/chromium", args: ["--headless=new", "--no-sandbox", "--disable-gpu"], ignoreDefaultArgs: ["--disable-back-forward-cache"] });
  const cells = [];
  for (const kind of Object.keys(PAGES)) {
    const host = await Host.start(dist);
    const id = host.add(makeOrder(5));
    const page = await (await windowed.newContext()).newPage();
    await page.goto(host.origin + PAGES[kind](id));
    await until("a stream", () => host.streams.size === 1);
    await page.evaluate(() => addEventListener("pageshow", (event) => { globalThis.restored = event.persisted; }));
    await page.goto(`${host.origin}/favicon.svg`);
    await until("the end of the stream", () => host.streams.size === 0);
    host.change(id, { sent_coin_amount: "8.88" });
    // Playwright waits in vain for the load of a page that is restored.
    await page.evaluate(() => history.back()).catch(() => {});
    await page.waitForTimeout(500);
    const restored = await page.waitForFunction(() => globalThis.restored, null, { timeout: 5_000 }).then(() => true, () => false);
    const shown = await page.waitForFunction(() => document.body.textContent.includes("8.88"), null, { timeout: 5_000 }).then(() => true, () => false);
    cells.push(`${restored ? "from memory" : "loaded anew"}, ${shown ? "news shown" : "the old state"}, ${host.streams.size} open`);
    await page.context().close();
    host.stop();
  }
  await windowed.close();
  print("away and back", ...cells, "from memory, news shown, 1 open");
}

/** How long a new tab waits for its first card, in milliseconds, or `Infinity`. */
async function nextPage(context, host) {
  const page = await context.newPage();
  const begun = Date.now();
  const card = page.goto(`${host.origin}/?country=US&lang=en`, { timeout: 20_000 }).then(() => page.waitForSelector(".brand-card", { timeout: 20_000 }));
  const took = await card.then(() => Date.now() - begun, () => Infinity);
  await page.close();
  return took;
}

async function tabs() {
  for (const orders of [1, 20]) {
    const cells = [];
    for (const kind of Object.keys(PAGES)) {
      const host = await Host.start(dist);
      const ids = Array.from({ length: orders }, (_, place) => host.add(makeOrder(100 + place)));
      const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
      const pages = [];
      const one = [];
      const many = [];
      let stuck = 0;
      for (let tab = 0; tab < 20; tab += 1) {
        const page = await context.newPage();
        await page.goto(host.origin + PAGES[kind](ids[tab % orders]), { timeout: 5_000 }).catch(() => { stuck += 1; });
        pages.push(page);
        if (tab === 0) {
          await page.waitForTimeout(1_000);
          await nextPage(context, host);
          for (let time = 0; time < 5; time += 1) one.push(await nextPage(context, host));
        }
      }
      await pages.at(-1).waitForTimeout(2_000);
      host.most = host.streams.size;
      for (let time = 0; time < 5 && many.at(-1) !== Infinity; time += 1) many.push(await nextPage(context, host));
      const begun = Date.now();
      for (const id of ids) host.change(id, { sent_coin_amount: "9.99" });
      const current = await Promise.all(pages.map((page) => page.waitForFunction(() => document.body.textContent.includes("9.99"), null, { polling: 100, timeout: 70_000 }).then(() => Date.now() - begun, () => Infinity)));
      const late = Math.max(...current);
      const next = median(many) === Infinity ? "never comes" : `× ${(median(many) / median(one)).toFixed(2)} (${median(one)} → ${median(many)} ms)`;
      cells.push(`${host.most} open; next page ${next}; all current after ${late === Infinity ? "never" : `${(late / 1000).toFixed(1)} s`}` + (stuck ? `; ${stuck} tabs don't load` : ""));
      await context.close();
      host.stop();
    }
    print(`20 tabs of ${orders === 1 ? "one order" : "20 orders"}, all seen, HTTP/1.1`, ...cells, "1 open; ≤ 1.2; one poll interval");
  }
}

console.log("| what | the shop | the documented client | bar |\n|---|---|---|---|");
for (const [name, measure] of Object.entries({ message, mutations, cuts, flood, memory, tabs })) if (wants(name)) await measure();
await browser.close();
