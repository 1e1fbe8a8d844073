// Measures the four implementations in dist/ in headless Chromium. README.md says what the numbers mean.
// Usage: node bench.mjs [--visits N] [--cycles N] [--warm N] [--cpu N] [--only NAME,NAME] [--json FILE]
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import puppeteer from "puppeteer-core";

const here = dirname(fileURLToPath(import.meta.url));
const { values: options } = parseArgs({ options: {
  visits: { type: "string", default: "3" }, cycles: { type: "string", default: "5" }, warm: { type: "string", default: "2" },
  cpu: { type: "string", default: "1" }, only: { type: "string", default: "upstream,lean,solid,vanilla" },
  json: { type: "string", default: join(here, "results.json") },
} });
const [visits, cycles, warm, cpu] = [options.visits, options.cycles, options.warm, options.cpu].map(Number);
const names = options.only.split(",");
const sizes = JSON.parse(readFileSync(join(here, "dist/sizes.json")));

/** A cycle: what is done with each page, and under which name its time is kept. */
const CYCLE = [
  ["run", "create 1,000 rows"], ["run", "replace all"], ["update", "update every tenth"], ["select", "select"],
  ["swap", "swap two"], ["remove", "remove one"], ["run"], ["add", "append 1,000 to 1,000"], ["run"], ["clear", "clear 1,000"],
];
const MEASURED = CYCLE.map(([, title]) => title).filter(Boolean);

const types = { ".js": "text/javascript", ".wasm": "application/wasm", ".css": "text/css" };
const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Rows</title><link rel="stylesheet" href="/style.css">
<link rel="icon" href="data:,"><div id="main"></div><script type="module" src="/main.js"></script><script type="module" src="/harness.js"></script></html>`;

// Each implementation has a site of its own, NAME.localhost, so that Chromium gives it a process of its
// own. The page is isolated from other origins: otherwise the clock goes in steps of 0.1 ms.
const server = createServer((request, response) => {
  const name = request.headers.host.split(".")[0];
  const shared = ["/harness.js", "/style.css"].includes(request.url);
  const file = join(here, "dist", shared ? "" : name, request.url.slice(1));
  response.setHeader("cross-origin-opener-policy", "same-origin");
  response.setHeader("cross-origin-embedder-policy", "require-corp");
  response.setHeader("cache-control", "no-store");
  if (request.url === "/") return response.writeHead(200, { "content-type": "text/html" }).end(page);
  if (!names.includes(name) || request.url.includes("..") || !existsSync(file)) return response.writeHead(404).end();
  return response.writeHead(200, { "content-type": types[extname(file)] }).end(readFileSync(file));
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const { port } = server.address();

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  defaultViewport: { width: 1280, height: 900 },
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--js-flags=--expose-gc", "--disable-features=CalculateNativeWinOcclusion", "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding"],
});

async function open(context, name) {
  const tab = await context.newPage();
  await ready(tab, name);
  return tab;
}

async function ready(tab, name) {
  tab.on("pageerror", (error) => { console.error(`${name}: ${error.message}`); process.exitCode = 1; });
  await tab.goto(`http://${name}.localhost:${port}/`);
  await tab.waitForFunction(() => globalThis.rows && document.querySelector("#tbody"));
}

let count = 0;

/** One action in a page, with nothing left to collect from what was before. */
async function act(tab, name, action) {
  await tab.bringToFront();
  count += 1;
  try {
    return await tab.evaluate((action, count) => { gc(); return rows.act(action, count); }, action, count);
  } catch (error) {
    throw new Error(`${name}, ${error.message}`);
  }
}

/** Every action once, and the same markup as the first implementation makes. */
async function check() {
  let first;
  for (const name of names) {
    const context = await browser.createBrowserContext();
    const tab = await open(context, name);
    for (const action of ["run", "runlots", "clear", "add", "update", "select", "swap", "remove", "add", "update"]) await act(tab, name, action);
    const markup = await tab.evaluate(() => rows.markup());
    first ??= { name, markup };
    const place = [...markup].findIndex((letter, place) => letter !== first.markup[place]);
    if (markup !== first.markup) {
      const near = (text) => text.slice(Math.max(0, place - 60), place + 60);
      throw new Error(`the markup of ${name} is not that of ${first.name}:\n${near(markup)}\n${near(first.markup)}`);
    }
    results[name].nodes = await tab.evaluate(() => rows.nodesOfRow());
    await context.close();
  }
}

/** How many functions of the browser the wasm calls for each action: the same in every run, on any machine. */
async function calls(name) {
  const context = await browser.createBrowserContext();
  const tab = await context.newPage();
  await tab.evaluateOnNewDocument(() => {
    globalThis.calls = 0;
    const counted = (call) => (...given) => { globalThis.calls += 1; return call(...given); };
    for (const way of ["instantiate", "instantiateStreaming"]) {
      const usual = WebAssembly[way].bind(WebAssembly);
      WebAssembly[way] = (wasm, modules) => {
        for (const module of Object.values(modules)) {
          for (const [name, value] of Object.entries(module)) if (typeof value === "function") module[name] = counted(value);
        }
        return usual(wasm, modules);
      };
    }
  });
  await ready(tab, name);
  for (const [action, title] of CYCLE) {
    const before = await tab.evaluate(() => globalThis.calls);
    await act(tab, name, action);
    const after = await tab.evaluate(() => globalThis.calls);
    if (title) results[name].calls[title] = after - before;
  }
  await context.close();
}

/** What 1,000 rows take in a new page, after all that can be collected is. */
async function memory(name) {
  const context = await browser.createBrowserContext();
  const tab = await open(context, name);
  const devtools = await tab.createCDPSession();
  const read = async () => {
    for (let time = 0; time < 3; time += 1) await devtools.send("HeapProfiler.collectGarbage");
    const usage = await devtools.send("Runtime.getHeapUsage");
    const wasm = await tab.evaluate(() => globalThis.wasmMemory?.buffer.byteLength ?? 0);
    return { js: usage.usedSize, wasm, nodes: usage.embedderHeapUsedSize };
  };
  await tab.bringToFront();
  const before = await read();
  await tab.evaluate(() => rows.fill());
  const after = await read();
  await context.close();
  return { before, after };
}

/** Collects the marks of the pages with the time that their threads had worked until then. */
async function trace() {
  const devtools = await browser.target().createCDPSession();
  const marks = new Map();
  devtools.on("Tracing.dataCollected", ({ value }) => {
    for (const { name, tts } of value) if (name.startsWith("rows ")) marks.set(name, tts / 1000);
  });
  await devtools.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: ["blink.user_timing"], excludedCategories: ["*"] } });
  return async () => {
    const ended = new Promise((done) => devtools.once("Tracing.tracingComplete", done));
    await devtools.send("Tracing.end");
    await ended;
    return ({ number }) => {
      const [began, changed, laidOut] = ["began", "changed", "ended"].map((moment) => marks.get(`rows ${number} ${moment}`));
      return { ownTotal: laidOut - began, ownScript: changed - began };
    };
  };
}

async function visit(round) {
  const taken = [];
  const endTrace = await trace();
  const context = await browser.createBrowserContext();
  const tabs = {};
  for (const name of names) {
    tabs[name] = await open(context, name);
    if (cpu > 1) await (await tabs[name].createCDPSession()).send("Emulation.setCPUThrottlingRate", { rate: cpu });
  }
  for (let cycle = -warm; cycle < cycles; cycle += 1) {
    for (const [place, [action, title]] of CYCLE.entries()) {
      // Who is first changes, so that nobody is always behind the same neighbour.
      const turn = names.map((_, index) => names[(index + place + cycle + warm + round) % names.length]);
      for (const name of turn) {
        const times = await act(tabs[name], name, action);
        if (times.frames) throw new Error(`${name}: a frame passed before "${action}" was done`);
        if (title && cycle >= 0) taken.push({ name, title, times });
      }
    }
  }
  const own = await endTrace();
  for (const { name, title, times } of taken) (results[name].times[title] ??= []).push({ ...times, ...own(times) });
  await context.close();
}

const median = (list) => {
  const sorted = list.toSorted((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
};
const results = Object.fromEntries(names.map((name) => [name, { times: {}, memory: [], calls: {}, size: sizes[name] }]));
const version = await browser.version();

await check();
console.log("every action does what it must, with the same markup in all implementations");
for (const name of names) await calls(name);
for (let round = 0; round < visits; round += 1) {
  await visit(round);
  for (const name of names) results[name].memory.push(await memory(name));
  console.log(`visit ${round + 1} of ${visits}`);
}
await browser.close();
server.close();

const middle = (name, title, part) => median(results[name].times[title].map((times) => times[part]));
const base = names.at(-1);
function table(head, lines, digits) {
  console.log(`\n| ${head} | ${names.join(" | ")} |\n|---|${names.map(() => "---").join("|")}|`);
  for (const [title, values] of lines) {
    const cells = values.map((value, place) => {
      const ratio = value / values.at(-1);
      return value.toFixed(digits) + (place < values.length - 1 && Number.isFinite(ratio) ? ` (${ratio.toFixed(2)})` : "");
    });
    console.log(`| ${title} | ${cells.join(" | ")} |`);
  }
}
const mean = (lines) => names.map((_, place) => Math.exp(lines.reduce((sum, [, values]) => sum + Math.log(values[place] / values.at(-1)), 0) / lines.length));

console.log(`\n${new Date().toISOString().slice(0, 10)}, ${version}, ${visits * cycles} runs each, CPU ÷ ${cpu}; in parentheses the ratio to ${base}`);
for (const [part, head] of [["total", "ms to the end of layout"], ["ownTotal", "the same, the thread's own time"], ["ownScript", "of it before layout"]]) {
  const lines = MEASURED.map((title) => [title, names.map((name) => middle(name, title, part))]);
  table(head, lines, 2);
  console.log(`| geometric mean of the ratios | ${mean(lines).map((value) => value.toFixed(2)).join(" | ")} |`);
}
const MB = 1e6;
const held = (read) => names.map((name) => median(results[name].memory.map(read)) / MB);
table("MB with 1,000 rows", [
  ["JavaScript heap and wasm memory", held(({ after }) => after.js + after.wasm)],
  ["of it JavaScript heap", held(({ after }) => after.js)],
  ["of it wasm memory", held(({ after }) => after.wasm)],
  ["JavaScript heap and wasm memory before", held(({ before }) => before.js + before.wasm)],
  ["the browser's nodes", held(({ after }) => after.nodes)],
], 2);
table("kB under brotli 11", [["total", "total"], ["wasm", "wasm"], ["JavaScript", "js"]].map(([title, key]) => [title, names.map((name) => sizes[name][key] / 1000)]), 1);
const wasm = names.filter((name) => sizes[name].wasm);
console.log(`\n| calls from the wasm into the browser | ${wasm.join(" | ")} |\n|---|${wasm.map(() => "---").join("|")}|`);
for (const title of MEASURED) console.log(`| ${title} | ${wasm.map((name) => results[name].calls[title].toLocaleString("en")).join(" | ")} |`);
console.log(`\nnodes of a row, comments included: ${names.map((name) => `${name} ${results[name].nodes}`).join(", ")}`);
console.log(`turns of the microtasks until done, at most: ${names.map((name) => `${name} ${Math.max(...Object.values(results[name].times).flat().map((times) => times.turns))}`).join(", ")}`);
writeFileSync(options.json, JSON.stringify({ date: new Date().toISOString(), version, visits, cycles, warm, cpu, results }, null, 1) + "\n");
