// How long a key press in the search field of the brand wall takes, in real Chromium.
// Usage: PLAYWRIGHT=<dir of node_modules> node bench.mjs [--dist DIR] [--rounds N] [--cpu N] [--json FILE] [brands ...]
//
// *shown* is from the key's event to the next paint, by the browser's own Event Timing. Beside it
// stands the work alone, from the event to behind its handlers and their microtasks with layout
// forced, which doesn't depend on where in a frame the key happened to be.
// *own* is the same work in the thread's own time, which stands still while other programs run.
// *cpu* is what the page's thread worked for it in all, in its own time: also the rest of the cards,
// which follow in the next frame, painting and the browser's own work. Other programs on the machine
// change it least.
import { createServer } from "node:http";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { catalogue } from "./catalogue.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const arguments_ = process.argv.slice(2);
const option = (name, usual) => {
  const place = arguments_.indexOf("--" + name);
  return place < 0 ? usual : arguments_.splice(place, 2)[1];
};
const dist = resolve(option("dist", join(here, "../../../dist")));
const rounds = Number(option("rounds", 5));
const slowdown = Number(option("cpu", 1));
const json = option("json", "");
const counts = arguments_.length ? arguments_.map(Number) : [900, 5000];
const { chromium } = createRequire((process.env.PLAYWRIGHT ?? process.cwd()) + "/x.js")("playwright-core");

/** What is typed: names, typos, other scripts, and what finds nothing; each is taken back again. */
const TYPED = ["steam", "maplefield", "coffee", "strabucks", "burgr", "楽天", "سوق", "쿠팡", "zzzzzz", "a"];

/** One frame of a screen with 60 a second, in milliseconds. */
const FRAME = 1000 / 60;

const types = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm", ".css": "text/css", ".json": "application/json", ".svg": "image/svg+xml" };
const logo = Buffer.from("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA", "base64");

function serve(count) {
  const brands = catalogue(count);
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url.split("?")[0]);
    const send = (type, body) => response.writeHead(200, { "content-type": type, "cache-control": "no-store" }).end(body);
    if (path.startsWith("/api/v2/brands")) return send("application/json", brands);
    if (path.startsWith("/api/")) return response.writeHead(404, { "content-type": "application/json" }).end("{}");
    // Pictures are kept by the browser, as those of a real host are.
    if (path.startsWith("/logos/")) return response.writeHead(200, { "content-type": "image/webp", "cache-control": "public, max-age=31536000, immutable" }).end(logo);
    const file = join(dist, path);
    const isFile = extname(path) && file.startsWith(dist) && existsSync(file);
    if (isFile) return send(types[extname(path)] ?? "application/octet-stream", readFileSync(file));
    send("text/html", readFileSync(join(dist, "index.html")));
  });
  return new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(server)));
}

/** Runs in the page: notes for each input event when its results were worked out and when shown. */
function observe() {
  window.presses = [];
  const names = () => [...document.querySelectorAll(".brand-name")].slice(0, 8).map((each) => each.textContent).join("\n");
  addEventListener("input", (event) => {
    performance.mark("press");
    const press = { stamp: event.timeStamp, began: performance.now() };
    window.presses.push(press);
    // In the frame that comes next, before it is painted.
    requestAnimationFrame(() => { press.isWhole = press.names === names(); });
  }, true);
  // From an event to the next paint, by the browser's own Event Timing, in steps of 8 ms; it tells
  // of none under 16 ms.
  const paints = new Map();
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
    if (entry.name === "input") paints.set(entry.startTime, entry.duration);
  })).observe({ type: "event", durationThreshold: 16 });
  window.paintOf = (press) => paints.get(press.stamp) ?? 8;
  // The last to hear of it: after the shop's own listener and the microtasks behind that, in which
  // the list changes, and before any frame, which on a busy machine comes before any other task.
  addEventListener("input", () => {
    const press = window.presses.at(-1);
    press.count = document.querySelector("#count")?.textContent;
    document.body.offsetHeight;
    press.work = performance.now() - press.began;
    performance.mark("worked");
    press.names = names();
  });
}

const part = (values, share) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--headless=new", "--no-sandbox", "--disable-gpu",
  "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
const results = [];
for (const count of counts) {
  const server = await serve(count);
  const origin = `http://127.0.0.1:${server.address().port}`;
  const presses = [], first = [], cleared = [];
  for (let round = 0; round < rounds; round += 1) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    await page.addInitScript(observe);
    await page.goto(origin + "/brands?country=US&lang=en");
    await page.waitForSelector(".brand-card");
    await page.waitForTimeout(1500);
    const devtools = await context.newCDPSession(page);
    if (slowdown > 1) await devtools.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
    const worked = async () => (await devtools.send("Performance.getMetrics")).metrics.find((one) => one.name === "TaskDuration").value * 1000;
    const costs = [];
    const marks = [];
    devtools.on("Tracing.dataCollected", ({ value }) => marks.push(...value.filter((one) => one.name === "press" || one.name === "worked")));
    await devtools.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: ["blink.user_timing"], excludedCategories: ["*"] } });
    await page.focus("#search");
    for (const typed of TYPED) {
      for (const key of [...typed]) {
        const before = await worked();
        // Letters without a key of their own come as an input method puts them.
        if (/[a-z]/.test(key)) await page.keyboard.press(key);
        else await page.keyboard.insertText(key);
        await page.waitForTimeout(70);
        costs.push((await worked()) - before);
      }
      await page.keyboard.press("Control+A");
      const before = await worked();
      await page.keyboard.press("Backspace");
      await page.waitForTimeout(120);
      costs.push((await worked()) - before);
    }
    const all = await page.evaluate(() => window.presses.map((press) => ({ ...press, shown: window.paintOf(press) })));
    // What was timed must be what is read: else the work isn't over where it is said to be.
    const unfinished = all.filter((press) => !press.isWhole).length;
    if (unfinished) throw new Error(`${unfinished} of ${all.length} results came after their time was taken`);
    const traced = new Promise((done) => devtools.once("Tracing.tracingComplete", done));
    await devtools.send("Tracing.end");
    await traced;
    marks.sort((a, b) => a.ts - b.ts);
    const own = [], open = [];
    for (const mark of marks) {
      if (mark.name === "press") open.push({ place: own.push(0) - 1, tts: mark.tts });
      else if (open.length) { const press = open.shift(); own[press.place] = (mark.tts - press.tts) / 1000; }
    }
    all.forEach((press, place) => Object.assign(press, { cpu: costs[place], own: own[place] }));
    first.push(all[0]);
    for (const press of all.slice(1)) (press.count?.startsWith(count.toLocaleString("en")) ? cleared : presses).push(press);
    await context.close();
  }
  server.close();
  const row = (name, list) => ({ brands: count, what: name, presses: list.length,
    "work p50": part(list.map((press) => press.work), 0.5), "work p95": part(list.map((press) => press.work), 0.95),
    "own p50": part(list.map((press) => press.own), 0.5), "own p95": part(list.map((press) => press.own), 0.95),
    "cpu p50": part(list.map((press) => press.cpu), 0.5), "cpu p95": part(list.map((press) => press.cpu), 0.95),
    "shown p50": part(list.map((press) => press.shown), 0.5), "shown p95": part(list.map((press) => press.shown), 0.95),
    "own within a frame": list.filter((press) => press.own <= FRAME).length / list.length });
  results.push(row("a key", presses), row("first key", first), row("all brands again", cleared));
}
await browser.close();
const round = (value) => (typeof value === "number" ? Math.round(value * 100) / 100 : value);
console.table(results.map((result) => Object.fromEntries(Object.entries(result).map(([name, value]) => [name, round(value)]))));
if (json) writeFileSync(json, JSON.stringify({ date: new Date().toISOString(), slowdown, rounds, results }, null, 1) + "\n");
