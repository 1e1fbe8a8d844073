// deploy/vercel on this machine: middleware, files, rewrites of vercel.json, the function, and the
// cache in front of it that keeps to `Vercel-CDN-Cache-Control`. Its own tool wants an account.

import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { edited } from "./edits.mjs";
import { file, plainFetch, seconds, sent, serve } from "./platform.mjs";

const recipe = join(import.meta.dirname, "../../../deploy/vercel");

// As an owner does it: the recipe's folder, with dist/ in it.
const site = join(process.env.SHOP_SITE, "site");
rmSync(site, { recursive: true, force: true });
mkdirSync(site, { recursive: true });
cpSync(recipe, site, { recursive: true });
writeFileSync(join(site, "proxy.mjs"), edited(readFileSync(join(site, "proxy.mjs"), "utf8")));
symlinkSync(process.env.SHOP_DIST, join(site, "dist"));

globalThis.fetch = plainFetch;
const load = async (name) => (await import(pathToFileURL(join(site, name)).href)).default;
const middleware = await load("middleware.js");
const functions = { "/api/shop": await load("api/shop.js") };
const { rewrites } = JSON.parse(readFileSync(join(site, "vercel.json"), "utf8"));

/** A source such as `/api/:path*` or a pattern in brackets; what it names goes into the query. */
function matches(source, path) {
  const names = [];
  const pattern = source.replace(/:(\w+)\*/g, (_, name) => {
    names.push(name);
    return "(.*)";
  });
  const found = new RegExp(`^${pattern}$`).exec(path);
  return found && Object.fromEntries(names.map((name, index) => [name, found[index + 1]]));
}

async function answer(request, address) {
  const url = new URL(request.url);
  const said = await middleware(request);
  if (said && !said.headers.has("x-middleware-next")) return sent(request, said);
  const more = [...(said?.headers ?? [])].filter(([name]) => name !== "x-middleware-next");
  const found = file(url.pathname) ?? (await rewritten(request, url, address));
  const response = found ?? new Response("Not found", { status: 404, headers: { "content-type": "text/plain" } });
  const headers = new Headers(response.headers);
  for (const [name, value] of more) headers.set(name, value);
  return sent(request, new Response(response.body, { status: response.status, headers }));
}

async function rewritten(request, url, address) {
  for (const { source, destination } of rewrites) {
    const named = matches(source, url.pathname);
    if (!named) continue;
    const run = functions[destination];
    if (!run) return file(destination);
    const query = Object.entries(named).map(([name, value]) => `${name}=${value}`);
    if (url.search) query.unshift(url.search.slice(1));
    const headers = new Headers(request.headers);
    headers.set("x-real-ip", address);
    headers.set("x-forwarded-for", address);
    const asked = new Request(`${url.origin}${url.pathname}?${query.join("&")}`, {
      method: request.method,
      headers,
      body: request.body ? await request.arrayBuffer() : undefined,
      signal: request.signal,
    });
    return cached(asked, run);
  }
  return undefined;
}

const HEADER = "vercel-cdn-cache-control";
const stored = new Map();

/** The cache before the functions: fresh answers, and old ones while a newer is fetched. Answers are kept
 *  apart by what their `Vary` names. */
async function cached(request, run) {
  const all = request.method === "GET" ? stored.get(request.url) ?? [] : [];
  const saidOf = (vary) => vary.map((name) => request.headers.get(name) ?? "").join("\n");
  const old = all.find(({ vary, said }) => saidOf(vary) === said);
  const age = old && Math.floor((Date.now() - old.came) / 1000);
  const renewed = async () => {
    const response = await run(request);
    const headers = new Headers(response.headers);
    const life = headers.get(HEADER);
    headers.delete(HEADER);
    if (!life) return new Response(response.body, { status: response.status, headers });
    const bytes = await response.arrayBuffer();
    const vary = (headers.get("vary") ?? "").split(",").map((name) => name.trim()).filter(Boolean);
    const said = saidOf(vary);
    const others = (stored.get(request.url) ?? []).filter((other) => other.said !== said);
    stored.set(request.url, [...others, { bytes, headers: [...headers], life, came: Date.now(), vary, said }]);
    return new Response(bytes, { headers });
  };
  const again = () => new Response(old.bytes, { headers: [...old.headers, ["age", String(age)]] });
  if (!old || age >= seconds(old.life, "max-age") + seconds(old.life, "stale-while-revalidate")) return renewed();
  if (age >= seconds(old.life, "max-age")) renewed().catch(() => undefined);
  return again();
}

serve(answer);
