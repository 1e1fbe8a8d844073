// Our release beside what a partner would build instead: see README.md.
// Usage: node bench.mjs [--dist DIR] [--rounds N] [--apps ours,win,tuned]
//        [--routes a,b] [--all] [--resume] [--json FILE]
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Api, LOGOS } from "./api.mjs";
import { serve } from "./host.mjs";
import { makeLogos } from "./pictures.mjs";
import { judge, report } from "./report.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const arguments_ = process.argv.slice(2);
const flag = (name) => arguments_.includes("--" + name);
const option = (name, usual) => (flag(name) ? arguments_[arguments_.indexOf("--" + name) + 1] : usual);
const isAll = flag("all");
const apps = option("apps", isAll ? "ours,react,win,tuned,preact,vanilla" : "ours,win,tuned").split(",");
const rounds = Number(option("rounds", 9));
const dist = resolve(option("dist", join(here, "../../../dist")));
const file = resolve(option("json", join(here, "results.json")));
const protocols = isAll ? ["h1", "h2"] : ["h1"];
const { chromium } = createRequire(here + "/x.js")("playwright-core");

/** A phone of the middle, on a line of the middle: what Lighthouse calls "mobile". */
const PHONE = { viewport: { width: 412, height: 823 }, deviceScaleFactor: 1.75, isMobile: true, hasTouch: true };
const CPU = 4;
const LINE = { offline: false, latency: 150, downloadThroughput: (1.6e6 / 8), uploadThroughput: (750e3 / 8) };
/** How long a visit is watched after its content has come, in milliseconds. */
const SETTLED = 2_000;
const REPEATED = 300;
/** Before a link is clicked or a key pressed: the time in which an app may load what it thinks comes next. */
const BEFORE_INPUT = 3_000;
const LIMIT = 60_000;

/** What is typed on the wall: each word key by key, then all of it is taken away. */
const TYPED = ["steam", "maple", "a"];
/** Messages of an order: the first ones, in which the programs are compiled, don't count. */
const MESSAGES = 24;
const FIRST = 8;

const clean = (text) => text.replace(/\s+/g, " ").trim();
const QUERY = "?country=US&lang=en";

/** The routes: where, what must be painted, what the page must show (texts by selector), and how many brands there are. */
const card = [".brand-name", ".brand-span"];
const ROUTES = {
  home: { path: () => `/${QUERY}`, content: ".brand-row .brand-name", must: { ".brand-row": card }, most: 12 },
  wall: { path: () => `/brands${QUERY}`, content: ".brand-grid .brand-name", must: { ".brand-grid": card }, most: 48 },
  "wall of 5,000": { path: () => `/brands${QUERY}`, content: ".brand-grid .brand-name", must: { ".brand-grid": card }, most: 48, brands: 5000 },
  brand: { path: () => `/brand/Steam${QUERY}`, content: ".amounts b", must: { main: ["h1", ".amounts b", ".amounts small", ".options .way-name"] } },
  product: { path: () => `/product/Steam/Steam${QUERY}`, content: ".amounts small", must: { main: ["h1", ".amounts b", ".amounts small"] } },
  order: { path: (id) => `/order/${id}?lang=en`, content: ".pay-sum", must: { main: ["h1", ".pay-sum", ".address", ".network-big", ".qr figcaption"] } },
};
const STEPS = { "home to brand": next, keys: (...given) => keys(1000, ...given), "keys of 5,000": (...given) => keys(5000, ...given), messages };

const sorted = (values) => values.toSorted((one, other) => one - other);
const part = (values, share) => sorted(values)[Math.min(values.length - 1, Math.floor(values.length * share))];
const pause = (milliseconds) => new Promise((ready) => setTimeout(ready, milliseconds));

const folder = mkdtempSync(join(tmpdir(), "peers-"));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium-headless-shell",
  args: ["--no-sandbox", "--disable-gpu", "--ignore-certificate-errors", "--js-flags=--expose-gc"] });
await makeLogos(browser, folder, LOGOS);
const api = await Api.start();
const roots = Object.fromEntries(apps.map((name) => [name, name === "ours" ? dist : join(here, "dist", name)]));
for (const root of Object.values(roots)) if (!existsSync(join(root, "index.html"))) throw new Error(`nothing is built in ${root}: \`npm run build\` here, \`cargo xtask build\` for ours`);
const host = await serve({ apps: roots, pictures: folder, api: api.port, folder: join(folder, "nginx"), isBoth: isAll });
let orders = 0;

/** A new browser without anything kept, slowed down. */
async function visitor({ isSlow }) {
  const context = await browser.newContext(PHONE);
  await context.addInitScript({ path: join(here, "watch.js") });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  if (isSlow) await devtools.send("Network.emulateNetworkConditions", LINE);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: CPU });
  return { context, page, devtools };
}

/** Notes each request and its bytes as they come. */
function listen(devtools) {
  const requests = new Map();
  let offset;
  devtools.on("Network.requestWillBeSent", ({ requestId, request, timestamp, wallTime, type }) => {
    offset ??= wallTime - timestamp;
    requests.set(requestId, { url: request.url, type, sent: timestamp, pieces: [], isKept: false });
  });
  devtools.on("Network.requestServedFromCache", ({ requestId }) => { const one = requests.get(requestId); if (one) one.isKept = true; });
  devtools.on("Network.responseReceived", ({ requestId, timestamp, response }) => { requests.get(requestId)?.pieces.push([timestamp, response.encodedDataLength]); });
  devtools.on("Network.dataReceived", ({ requestId, timestamp, encodedDataLength }) => { requests.get(requestId)?.pieces.push([timestamp, encodedDataLength]); });
  /** What had come at a time of the page. */
  return (time) => {
    const until = time / 1000 - offset;
    const all = [...requests.values()].filter((one) => one.sent <= until && !one.isKept && one.url.startsWith("http"));
    const path = (one) => new URL(one.url).pathname;
    const bytes = (some) => some.reduce((sum, one) => sum + one.pieces.reduce((sum, [at, length]) => sum + (at <= until ? length : 0), 0), 0);
    const own = all.filter((one) => !/^\/(api|logos)\//.test(path(one)));
    return {
      requests: all.filter((one) => !path(one).startsWith("/logos/")).length,
      bytes: bytes(own),
      code: bytes(own.filter((one) => /\.(js|wasm)$/.test(path(one)))),
    };
  };
}

async function metrics(devtools) {
  const all = Object.fromEntries((await devtools.send("Performance.getMetrics")).metrics.map(({ name, value }) => [name, value]));
  return { work: all.TaskDuration * 1000, script: all.ScriptDuration * 1000, layouts: all.LayoutCount, styles: all.RecalcStyleCount };
}

async function memory(page, devtools) {
  await devtools.send("HeapProfiler.collectGarbage");
  const { usedSize } = await devtools.send("Runtime.getHeapUsage");
  return (usedSize + await page.evaluate(() => __watch.memory?.buffer.byteLength ?? 0)) / 1e6;
}

/** The texts that a page must show, by selector. */
const shown = async (page, { must, most = 100 }) => (await page.evaluate(([must, most]) => Object.entries(must).flatMap(([within, each]) => each.map((selector) => {
  const parent = document.querySelector(within);
  return [selector, ...[...(parent?.querySelectorAll(selector) ?? [])].slice(0, most).map((element) => element.textContent)].join(" | ");
})), [must, most])).map(clean);

const shows = (page, selector) => page.evaluate((selector) => __watch.shows(selector), selector);

/** A first visit to a route, and a second one with what the browser has kept. */
async function visit(origin, route) {
  api.brands = route.brands ?? 1000;
  const path = route.path(api.order(orders += 1));
  const { context, page, devtools } = await visitor({ isSlow: true });
  const come = listen(devtools);
  await page.goto(origin + path, { waitUntil: "commit", timeout: LIMIT });
  const content = await shows(page, route.content);
  await page.waitForTimeout(SETTLED);
  const seen = await page.evaluate(() => ({
    origin: performance.timeOrigin, first: performance.getEntriesByName("first-paint")[0]?.startTime ?? NaN, contentful: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN,
    largest: __watch.largest, shift: __watch.shift, longTasks: __watch.longTasks,
  }));
  const blocked = (from) => seen.longTasks.reduce((sum, [start, duration]) => sum + (start + duration > from ? Math.max(0, duration - 50) : 0), 0);
  const result = { paint: seen.first, contentful: seen.contentful, content, largest: seen.largest, blocked: blocked(seen.contentful), blockedInAll: blocked(0), shift: seen.shift, ...come(seen.origin + content), ...await metrics(devtools) };
  const texts = await shown(page, route);
  result.memory = await memory(page, devtools);
  // What the browser keeps of a page that is left is what a second visit begins with.
  await page.goto("about:blank");
  await page.waitForTimeout(REPEATED);
  await page.goto(origin + path, { waitUntil: "commit", timeout: LIMIT });
  result.again = await shows(page, route.content);
  await context.close();
  return { result, texts };
}

/** From a click on the home page to the amounts of a brand. */
async function next(origin) {
  api.brands = 1000;
  const { context, page } = await visitor({ isSlow: true });
  await page.goto(origin + ROUTES.home.path(), { waitUntil: "commit" });
  await shows(page, ROUTES.home.content);
  await page.waitForTimeout(BEFORE_INPUT);
  const link = '.brand-row a[href^="/brand/Steam"]';
  await page.evaluate(() => {
    __watch.next = new Promise((ready) => addEventListener("click", (event) => {
      __watch.shows(".amounts b").then((painted) => ready(painted - event.timeStamp));
    }, { once: true, capture: true }));
  });
  await page.locator(link).scrollIntoViewIfNeeded();
  await page.tap(link);
  const result = { next: await page.evaluate(() => __watch.next) };
  const texts = await shown(page, ROUTES.product);
  await context.close();
  return { result, texts };
}

/** Keys in the search field of the wall, and the time to clear it. */
async function keys(brands, origin) {
  api.brands = brands;
  const { context, page } = await visitor({ isSlow: false });
  await page.goto(origin + ROUTES.wall.path(), { waitUntil: "commit" });
  await shows(page, ROUTES.wall.content);
  await page.waitForTimeout(BEFORE_INPUT);
  await page.focus("#search");
  const texts = [];
  const press = async (key) => {
    // The page must listen before the key comes.
    await page.evaluate(() => { __watch.pressed = __watch.press(); });
    await page.keyboard.press(key);
    return page.evaluate(() => __watch.pressed);
  };
  const [times, cleared] = [[], []];
  for (const word of TYPED) {
    let names;
    for (const key of word) {
      const result = await press(key);
      times.push(result.took);
      names = result.names;
    }
    // Ours forgives typing errors, so only what is spelled as it is can be compared.
    if (word === "steam") texts.push(clean(names.split("\n")[0]));
    await page.keyboard.press("Control+A");
    cleared.push((await press("Backspace")).took);
    await page.waitForTimeout(100);
  }
  texts.push(...await shown(page, ROUTES.wall));
  await context.close();
  return { result: { keys: part(times, 0.95), key: part(times, 0.5), clear: part(cleared, 0.5) }, texts };
}

/** From the event of a message to the DOM that shows it. */
async function messages(origin) {
  const id = api.order(orders += 1);
  const { context, page, devtools } = await visitor({ isSlow: false });
  await page.goto(origin + ROUTES.order.path(id), { waitUntil: "commit" });
  await shows(page, ROUTES.order.content);
  for (let tries = 0; ![...api.streams].some(([other]) => other === id); tries += 1) {
    if (tries > 100) throw new Error("no stream was opened");
    await pause(100);
  }
  await page.waitForTimeout(SETTLED);
  const times = [];
  for (let message = 0; message < MESSAGES; message += 1) {
    const received = `2.${message + 11}`;
    const shown = page.evaluate((received) => new Promise((ready) => {
      const observer = new MutationObserver(() => {
        const now = performance.now();
        if (!document.querySelector("main").textContent.includes(received)) return;
        observer.disconnect();
        ready(now - __watch.heard);
      });
      observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    }), received);
    await page.evaluate(() => 0);
    api.change(id, { order_state: "PartialPaymentStarted", payment_state: "PartialPaymentStarted", sent_coin_amount: received });
    times.push(await shown);
    await page.waitForTimeout(30);
  }
  const texts = await shown(page, ROUTES.order);
  const result = { message: part(times.slice(FIRST), 0.5), memory: await memory(page, devtools) };
  await context.close();
  return { result, texts };
}

/** Names of routes, which may be written without the comma of "5,000". */
const routes = flag("routes") ? option("routes").split(",").map((name) => name.replace("5000", "5,000")) : [...Object.keys(ROUTES), ...Object.keys(STEPS)];
const kept = flag("resume") && existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
const all = { date: new Date().toISOString(), browser: browser.version(), rounds, apps, results: kept.results ?? {} };
const begun = Date.now();
for (const protocol of protocols) {
  for (const name of routes) {
    if (!ROUTES[name] && !STEPS[name]) throw new Error(`there is no route ${name}`);
    const done = ((all.results[protocol] ??= {})[name] ??= []);
    for (let round = done.length; round < rounds; round += 1) {
      // Each app is the first one as often as the others, and both ways round.
      const turned = [...apps.slice(round % apps.length), ...apps.slice(0, round % apps.length)];
      const results = {};
      const texts = {};
      for (const app of round % 2 ? turned.reverse() : turned) {
        const origin = host.origins[protocol][app];
        const measured = ROUTES[name] ? await visit(origin, ROUTES[name]) : await STEPS[name](origin);
        results[app] = measured.result;
        texts[app] = measured.texts;
      }
      for (const app of apps) {
        if (JSON.stringify(texts[app]) === JSON.stringify(texts[apps[0]])) continue;
        throw new Error(`${app} shows something else than ${apps[0]} on ${name}:\n${texts[app].join("\n")}\n  and not\n${texts[apps[0]].join("\n")}`);
      }
      done.push(results);
      writeFileSync(file, JSON.stringify(all, null, 1) + "\n");
    }
    console.error(`${protocol} ${name}: ${Math.round((Date.now() - begun) / 1000)} s`);
  }
}
await browser.close();
host.stop();
api.stop();
rmSync(folder, { recursive: true, force: true });
console.log(report(all));
const fallen = judge(all, JSON.parse(readFileSync(join(here, "bars.json"), "utf8")));
for (const line of fallen) console.log(line);
process.exitCode = fallen.some((line) => line.startsWith("FALLEN")) ? 1 : 0;
