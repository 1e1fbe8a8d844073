// How long the page of an order takes to be built, for two or more builds in turns, in real Chromium.
// Usage: PLAYWRIGHT=<dir of node_modules> node bench.mjs [--rounds N] [--cpu N] DIST [DIST ...]
//
// Each round opens every build once, in turns. *again* is the page built by the back button, with
// everything loaded and compiled; *first* is a visit that begins at the order's link. Times are the
// thread's own, in milliseconds, which stand still while other programs run.
import { createServer } from "node:http";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const arguments_ = process.argv.slice(2);
const option = (name, usual) => {
  const place = arguments_.indexOf("--" + name);
  return place < 0 ? usual : arguments_.splice(place, 2)[1];
};
const rounds = Number(option("rounds", 9));
const slowdown = Number(option("cpu", 1));
const builds = arguments_.map((build) => resolve(build));
if (!builds.length) throw new Error("Name at least one dist folder.");
const { chromium } = createRequire((process.env.PLAYWRIGHT ?? process.cwd()) + "/x.js")("playwright-core");

/** What is awaited on the page of each order, after which it counts as built. */
const ORDERS = [
  ["waiting for money", "order_a_2_waiting.json", ".address"],
  ["delivered", "order_a_7_done_code.json", ".ticket-goods"],
  ["three items", "order_f_2_done_multi.json", ".ticket-goods"],
];

/** How often the page is left and built again in a visit. */
const TIMES = 8;

/** Time for what follows the first frame, in milliseconds. */
const QUIET = 400;

const types = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm", ".css": "text/css", ".json": "application/json", ".svg": "image/svg+xml" };

/** The shop of a build with one order, whose times are now. */
function serve(dist, fixture) {
  const order = JSON.parse(readFileSync(join(here, "../../fixtures", fixture), "utf8"));
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url.split("?")[0]);
    const send = (type, body) => response.writeHead(200, { "content-type": type, "cache-control": "max-age=600" }).end(body);
    if (path.startsWith("/api/v5/orders/")) {
      const now = String(Math.floor(Date.now() / 1000));
      return response.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" })
        .end(JSON.stringify({ ...order, created_at: now, updated_at: now, payment_requested_at: now }));
    }
    if (path.startsWith("/api/")) return response.writeHead(404, { "content-type": "application/json" }).end("{}");
    const file = join(dist, path);
    const isFile = extname(path) && file.startsWith(dist) && existsSync(file);
    if (isFile) return send(types[extname(path)] ?? "application/octet-stream", readFileSync(file));
    send("text/html", readFileSync(join(dist, "index.html")));
  });
  return new Promise((ready) => server.listen(0, "127.0.0.1", () => ready([server, order.order_id])));
}

const NAMES = ["TaskDuration", "ScriptDuration", "LayoutDuration", "RecalcStyleDuration", "LayoutCount", "RecalcStyleCount"];

async function visit(browser, dist, [, fixture, awaited]) {
  const [server, id] = await serve(dist, fixture);
  const origin = `http://127.0.0.1:${server.address().port}`;
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  if (slowdown > 1) await devtools.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  const metrics = async () => {
    const all = (await devtools.send("Performance.getMetrics")).metrics;
    return NAMES.map((name) => all.find((one) => one.name === name).value * (name.endsWith("Count") ? 1 : 1000));
  };
  const less = (after, before) => after.map((value, place) => value - before[place]);
  await page.goto(`${origin}/order/${id}?lang=en`);
  await page.waitForSelector(awaited);
  await page.waitForTimeout(QUIET);
  const first = await metrics();
  const again = [];
  for (let time = 0; time < TIMES; time += 1) {
    await page.click("header a[href]");
    await page.waitForSelector(awaited, { state: "detached" });
    await page.waitForTimeout(QUIET);
    const before = await metrics();
    await page.evaluate(() => history.back());
    await page.waitForSelector(awaited);
    await page.waitForTimeout(QUIET);
    again.push(less(await metrics(), before));
  }
  await context.close();
  server.close();
  return { first, again };
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--headless=new", "--no-sandbox", "--disable-gpu",
  "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
console.log(`| order | | build | ${NAMES.join(" | ")} | work, ratio to the first build |`);
console.log(`|---|---|---|${NAMES.map(() => "---|").join("")}---|`);
for (const order of ORDERS) {
  const visits = builds.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [place, build] of builds.entries()) visits[place].push(await visit(browser, build, order));
  }
  for (const kind of ["again", "first"]) {
    const values = visits.map((visits) => visits.map((one) => kind === "first" ? one.first
      : NAMES.map((_, name) => median(one.again.map((each) => each[name])))));
    for (const [place, build] of values.entries()) {
      const ratio = median(build.map((row, round) => row[0] / values[0][round][0]));
      const cells = NAMES.map((_, name) => median(build.map((row) => row[name])).toFixed(1));
      console.log(`| ${order[0]} | ${kind} | ${place + 1} | ${cells.join(" | ")} | ${ratio.toFixed(3)} |`);
    }
  }
}
await browser.close();
