// What the widget's loader costs the page it is on. README.md says how to run it.

import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { gzipSync, brotliCompressSync } from "node:zlib";
import { createRequire } from "node:module";
import { join } from "node:path";

const { chromium } = createRequire(join(process.env.PLAYWRIGHT ?? ".", "x"))("playwright-core");
const option = (name, otherwise) => {
  const place = process.argv.indexOf(`--${name}`);
  return place < 0 ? otherwise : process.argv[place + 1];
};
const rounds = Number(option("rounds", 15));
const cpu = Number(option("cpu", 1));
const loader = readFileSync(new URL("../../../public/widget/v1/loader.js", import.meta.url));

// The frame only answers: what the shop itself costs is its own process's.
const FRAME = `<!doctype html><title>Shop</title><script>
  const query = new URLSearchParams(location.search);
  addEventListener("message", (event) => {
    if (event.data.type !== "connect") return;
    const port = event.ports[0];
    port.postMessage({ v: 1, id: "1", type: "ready", data: { version: "1", lang: "en", country: "US", theme: "auto" } });
    port.postMessage({ v: 1, id: "2", type: "resize", data: { height: 900 } });
  });
  if (query.has("ch")) parent.postMessage({ gs: 1, ch: query.get("ch"), type: "hello", v: [1] }, query.get("parent"));
</script>`;
const page = (body) => `<!doctype html><html lang=en><title>Host</title><p>Above</p>${body}<p>Below</p>`;
const PAGES = {
  "/none": page(""),
  "/iframe": page('<iframe src="http://127.0.0.1:PORT/frame" width="100%" height=500 style="display:block;border:0"></iframe>'),
  "/loader": page('<script src="/loader.js" async></script>'),
  "/widget": page('<script src="/loader.js" async></script><gift-shop src="http://127.0.0.1:PORT/frame" height=500 style="display:block;height:500px"></gift-shop>'),
};

const server = createServer((request, response) => {
  const path = request.url.split("?")[0];
  if (path === "/loader.js") {
    response.setHeader("content-type", "text/javascript");
    response.setHeader("content-encoding", "gzip");
    return response.end(gzipSync(loader, { level: 9 }));
  }
  response.setHeader("content-type", "text/html; charset=utf-8");
  response.end((path === "/frame" ? FRAME : PAGES[path] ?? "").replaceAll("PORT", server.address().port));
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const { port } = server.address();

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];

/** One visit by a new browser profile: times of the host page's main thread, in milliseconds. */
async function visit(path) {
  const context = await browser.newContext();
  const tab = await context.newPage();
  const tools = await context.newCDPSession(tab);
  await tools.send("Performance.enable", { timeDomain: "threadTicks" });
  if (cpu > 1) await tools.send("Emulation.setCPUThrottlingRate", { rate: cpu });
  await tab.addInitScript(() => {
    window.shifts = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => (shifts += entry.value))).observe({ type: "layout-shift", buffered: true });
    addEventListener("giftshop:resize", () => (window.isReady = true));
  });
  await tab.goto(`http://localhost:${port}${path}`);
  // By its own event: asking again and again would be counted as the page's own work.
  // And on every page alike, because the question itself takes time on the page's thread.
  await tab.evaluate((waits) => window.isReady || !waits || new Promise((done) => addEventListener("giftshop:resize", () => done())), path === "/widget");
  await tab.waitForTimeout(300);
  const { metrics } = await tools.send("Performance.getMetrics");
  const all = Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  const shifts = await tab.evaluate(() => shifts);
  await context.close();
  return { script: all.ScriptDuration * 1000, layout: (all.LayoutDuration + all.RecalcStyleDuration) * 1000, task: all.TaskDuration * 1000, shifts };
}

console.log(`loader.js: ${loader.length} B, ${gzipSync(loader, { level: 9 }).length} B gzip, ${brotliCompressSync(loader).length} B brotli`);
console.log(`${rounds} rounds, ${cpu} times slower; medians in ms of the page's main thread\n`);
console.log("page      script  layout and style  all tasks  layout shift");
await visit("/none");
const seen = { "/none": [], "/iframe": [], "/loader": [], "/widget": [] };
// Turn by turn, so that whatever else the machine does falls on all of them.
for (let round = 0; round < rounds; round++) for (const path of Object.keys(seen)) seen[path].push(await visit(path));
for (const [path, list] of Object.entries(seen)) {
  const of = (name) => median(list.map((each) => each[name]));
  console.log(`${path.slice(1).padEnd(8)}  ${of("script").toFixed(2).padStart(6)}  ${of("layout").toFixed(2).padStart(16)}  ${of("task").toFixed(2).padStart(9)}  ${of("shifts").toFixed(4).padStart(12)}`);
}
await browser.close();
server.close();
