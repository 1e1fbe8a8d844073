// deploy/netlify on this machine: its edge functions by their own `config`, `_headers` of the
// published folder, Netlify's Cache API and rate limit. Its own tool wants Deno and the internet.

import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { edited } from "./edits.mjs";
import { file, plainFetch, seconds, sent, serve } from "./platform.mjs";

const recipe = join(import.meta.dirname, "../../../deploy/netlify");
const dist = process.env.SHOP_DIST;

// As an owner does it: the recipe's folder, with dist/ in it.
const site = join(process.env.SHOP_SITE, "site");
rmSync(site, { recursive: true, force: true });
mkdirSync(site, { recursive: true });
cpSync(recipe, site, { recursive: true });
writeFileSync(join(site, "proxy.mjs"), edited(readFileSync(join(site, "proxy.mjs"), "utf8")));
symlinkSync(dist, join(site, "dist"));

globalThis.Netlify = { env: { get: (name) => process.env[name] } };
globalThis.caches = { open: async () => store };
const stored = new Map();
const store = {
  async match(url) {
    const found = stored.get(String(url));
    if (!found || Date.now() > found.until) return undefined;
    return new Response(found.bytes, { headers: found.headers });
  },
  async put(url, response) {
    const life = seconds(response.headers.get("cache-control"), "max-age");
    stored.set(String(url), {
      bytes: await response.arrayBuffer(),
      headers: [...response.headers],
      until: Date.now() + life * 1000,
    });
  },
};

const own = `http://127.0.0.1:${process.env.SHOP_PORT}`;
globalThis.fetch = (url, options) =>
  String(url).startsWith(own) ? answer(new Request(url, options), "127.0.0.1") : plainFetch(url, options);

const functions = [];
const folder = join(site, "netlify/edge-functions");
for (const name of readdirSync(folder)) {
  const { config, default: run } = await import(pathToFileURL(join(folder, name)).href);
  functions.push({ ...config, name, run, counts: new Map() });
}

/** As Netlify's own bundler has it: exclusions by pattern count beside a pattern alone, and a
 *  pattern is for the whole path. */
function isFor(each, path) {
  const whole = (pattern) => new RegExp(`^(?:${pattern.replace(/^\^|\$$/g, "")})$`).test(path);
  if (each.pattern) {
    return [each.pattern].flat().some(whole) && ![each.excludedPattern ?? []].flat().some(whole);
  }
  return [each.path].flat().includes(path);
}

function isTooMuch(each, address) {
  if (!each.rateLimit) return false;
  const override = { "orders.mjs": "SHOP_ORDERS_PER_MINUTE", "validations.mjs": "SHOP_VALIDATIONS_PER_MINUTE" };
  const most = Number(process.env[override[each.name]] || each.rateLimit.windowLimit);
  const count = (each.counts.get(address) ?? 0) + 1;
  each.counts.set(address, count);
  return count > most;
}

async function answer(request, address) {
  const path = new URL(request.url).pathname;
  // What would be answered without a function, with its headers.
  const next = async () => file(path) ?? new Response("Not found", { status: 404, headers: { "content-type": "text/html" } });
  for (const each of functions.filter((each) => isFor(each, path))) {
    if (isTooMuch(each, address)) return new Response("Too many requests", { status: 429 });
    const context = { ip: address, geo: {}, waitUntil: () => {}, next };
    const answered = await each.run(request, context);
    if (answered) return sent(request, answered);
  }
  const found = await next();
  const headers = new Headers(found.headers);
  if (found.status === 200) headers.set("cache-control", "public, max-age=0, must-revalidate");
  for (const [pattern, name, value] of rules) {
    const fits = pattern.endsWith("*") ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
    // A rule for one file is about a file that is there.
    if (fits && (found.status === 200 || pattern.endsWith("*"))) headers.set(name, value);
  }
  return sent(request, new Response(found.body, { status: found.status, headers }));
}

/** `_headers`: a path, and under it what is said there. */
const rules = [];
let at = "";
for (const line of readFileSync(join(dist, "_headers"), "utf8").split("\n")) {
  if (line.startsWith("/")) at = line.trim();
  else if (line.startsWith("  ")) {
    const [name, ...value] = line.trim().split(": ");
    // What takes a header away is Cloudflare's; Netlify leaves the line out.
    if (name.startsWith("!")) continue;
    // As the file's first line says.
    const said = value.join(": ").replace("frame-ancestors 'self'", `frame-ancestors 'self' ${process.env.SHOP_PARTNERS}`);
    rules.push([at, name, said.trim()]);
  }
}

serve(answer);
