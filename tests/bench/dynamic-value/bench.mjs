// Times fetch → decode → read in headless Chromium, interleaved; plain and with the CPU slowed by 4.
// Usage: CHROMIUM=/usr/bin/chromium PUPPETEER=<dir of node_modules> node bench.mjs [runs] [variant ...]
import { createServer } from "node:http";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
const puppeteer = createRequire((process.env.PUPPETEER ?? process.cwd()) + "/x.js")("puppeteer-core");

const runs = Number(process.argv[2] ?? 15);
const variants = process.argv.length > 3 ? process.argv.slice(3)
  : ["value", "value-str", "reflect", "reflect-cached", "getters", "own"];

// A list like the API's: the same seed gives the same bytes.
function list(count, padding) {
  let seed = 1;
  const next = (n) => (seed = (seed * 48271) % 2147483647) % n;
  const categories = ["e-commerce", "games", "entertainment", "streaming", "e-money", "mobile_talk_time", "mobile_bundle", "e-sim"];
  const hex = (n) => Array.from({ length: n }, () => "0123456789abcdef"[next(16)]).join("");
  const brand = (i) => {
    const name = ["Café ", "Shop ", "Game \\ ", "Mobile ", "寿司 ", "c&a "][next(6)] + i;
    const category = categories[next(8)];
    const base = `https://cdn.cryptorefills.com/logos_v2/brand-${i}`;
    return {
      family: name, brand: next(20) ? name : name + " Credits",
      brand_id: `${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}`,
      logo_url: next(15) ? base + ".webp" : null, logo_base_url: base, bg_color: "#" + hex(6),
      min: next(25) ? "$" + (1 + next(20)) : null, max: next(25) ? next(30) ? "R$1,000" : 1000.5 : null,
      category, additional_categories: next(3) ? [categories[next(8)], categories[next(8)]] : null,
      kind: next(5) ? "giftcard" : "mobile_recharge", product_type: next(2) ? "physical" : "digital",
      is_out_of_stock: !next(20), country_code: "US", brand_tags: next(4) ? ["popular"] : [],
      description: "Pay with crypto, get the code by mail within minutes. ".repeat(padding).slice(0, padding * 54 - next(30)),
    };
  };
  const all = Array.from({ length: count }, (_, i) => brand(i));
  all[7] = { family: null, brand: 3 };
  all[8] = "junk";
  return Buffer.from(JSON.stringify({ country_code: "US", last_user_purchases: [], suggestions: [], categories: [], all_brands: all, popular_brands: [],
    products: [{ product_id: "p", price: 1e21, face_value: 25 }] }));
}
const lists = { 5000: list(5000, 6), 900: list(900, 6) };
for (const [n, body] of Object.entries(lists)) console.log(n, "brands", body.length, "bytes");

const types = { js: "text/javascript", wasm: "application/wasm" };
const server = createServer((request, response) => {
  const path = decodeURIComponent(request.url.slice(1).split("?")[0]);
  if (path in lists) return response.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" }).end(lists[path]);
  try {
    if (path === "page") return response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>bench</title>");
    response.writeHead(200, { "content-type": types[path.split(".").pop()] }).end(readFileSync("dist/" + path));
  } catch { response.writeHead(404).end(); }
}).listen(0);
const origin = `http://127.0.0.1:${server.address().port}`;
const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu",
  "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
  "--enable-precise-memory-info", "--js-flags=--expose-gc"] });
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

async function open(variant) {
  const page = await browser.newPage();
  await page.goto(origin + "/page");
  await page.evaluate(async (variant) => {
    const m = await import(`/${variant}/m.js`);
    window.wasm = await m.default(`/${variant}/m_bg.wasm`);
    window.load = m.load;
  }, variant);
  return page;
}
const once = (page, size) => page.evaluate(async (size) => {
  gc();
  const start = performance.now();
  const response = await fetch("/" + size);
  const sum = await load(response);
  return { ms: performance.now() - start, sum, memory: wasm.memory.buffer.byteLength, heap: performance.memory.usedJSHeapSize };
}, size);

const result = {};
// Peak memory: a fresh page, one list. The JS heap is what is there just after, before any collection: an upper bound.
for (const variant of variants) for (const size of Object.keys(lists)) {
  const page = await open(variant);
  const before = await page.evaluate(() => (gc(), performance.memory.usedJSHeapSize));
  const { memory, heap, sum } = await once(page, size);
  result[`${variant} ${size}`] = { sum, "wasm MiB": memory / 2 ** 20, "JS MiB": +((heap - before) / 2 ** 20).toFixed(1) };
  await page.close();
}
// The first list of a fresh page, where wasm still runs on V8's first-tier compiler: what a visitor gets.
const cold = {};
for (let run = 0; run < runs; run++) for (const variant of run % 2 ? variants : variants.toReversed()) {
  const page = await open(variant);
  const session = await page.createCDPSession();
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  (cold[variant] ??= []).push((await once(page, 900)).ms);
  await page.close();
}
for (const variant of variants) result[`${variant} 900`]["first, ÷4"] = +median(cold[variant]).toFixed(1);
for (const rate of [1, 4]) {
  const pages = {};
  for (const variant of variants) pages[variant] = await open(variant);
  for (const size of Object.keys(lists)) {
    const times = {}, tasks = {};
    for (let run = -2; run < runs; run++) for (const variant of run % 2 ? variants : variants.toReversed()) {
      const page = pages[variant];
      await page.bringToFront();
      const session = (page.cdp ??= await page.createCDPSession());
      await session.send("Emulation.setCPUThrottlingRate", { rate });
      await session.send("Performance.enable");
      const task = async () => (await session.send("Performance.getMetrics")).metrics.find((m) => m.name === "TaskDuration").value * 1000;
      await page.evaluate(() => gc());
      const before = await task();
      const { ms } = await once(page, size);
      const spent = (await task()) - before;
      await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
      if (run >= 0) { (times[variant] ??= []).push(ms); (tasks[variant] ??= []).push(spent); }
    }
    for (const variant of variants) {
      const row = result[`${variant} ${size}`];
      row[`ms ÷${rate}`] = +median(times[variant]).toFixed(1);
      row[`ratio ÷${rate}`] = +(median(times[variant]) / median(times[variants[0]])).toFixed(2);
      row[`task ms ÷${rate}`] = +median(tasks[variant]).toFixed(1);
    }
  }
  for (const page of Object.values(pages)) await page.close();
}
console.table(result);
writeFileSync("times.json", JSON.stringify(result, null, 1));
await browser.close();
server.close();
