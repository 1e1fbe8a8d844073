// Refillery on Cloudflare: a Worker in front of its static assets. It answers the API's prefix
// (proxy.mjs) and puts the security headers on every file; Cloudflare packs what isn't packed yet.

import * as build from "./dist/_server/policy.mjs";
import { FILE, FOREVER, KEPT, PRIVATE, guarded, proxy, settings, words } from "./proxy.mjs";

const KINDS = {
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  wasm: "application/wasm",
  json: "application/json",
  svg: "image/svg+xml",
  png: "image/png",
  ico: "image/x-icon",
  html: "text/html; charset=utf-8",
};

export default {
  async fetch(request, env, context) {
    const shop = settings((name) => env[name]);
    const path = new URL(request.url).pathname;
    if (path.startsWith(`${shop.prefix}/`)) {
      const edge = {
        address: request.headers.get("cf-connecting-ip") ?? "",
        country: request.cf?.country,
        // On a domain of your own; on workers.dev Cloudflare keeps nothing.
        cache: caches.default,
        later: (work) => context.waitUntil(work),
        allows: async (what, address) =>
          (await { orders: env.ORDERS, validations: env.VALIDATIONS }[what].limit({ key: address })).success,
      };
      const answer = await proxy(request, path.slice(shop.prefix.length), shop, edge);
      return guarded(answer, request, shop, build);
    }
    if (request.method !== "GET" && request.method !== "HEAD") {
      return guarded(words(405, "METHOD_NOT_ALLOWED"), request, shop, build);
    }
    const name = path.startsWith(shop.path) ? path.slice(shop.path.length) : undefined;
    const answer = name === undefined || PRIVATE.test(name)
      ? missing()
      : FILE.test(name) ? await file(name, request, env) : await page(request, env);
    return guarded(answer, request, shop, build);
  },
};

const missing = () => new Response(null, { status: 404, headers: { "cache-control": "no-cache" } });

/** An asset, asked for as the browser asked. */
function asset(name, request, env) {
  const headers = new Headers();
  const tag = request.headers.get("if-none-match");
  if (tag) headers.set("if-none-match", tag);
  return env.ASSETS.fetch(new Request(`https://assets.invalid/${name}`, { method: request.method, headers }));
}

/** A file, from the `.br` or `.gz` beside it where the browser takes that. */
async function file(name, request, env) {
  // What the browser said; Cloudflare puts its own wish into the header.
  const takes = request.cf?.clientAcceptEncoding ?? request.headers.get("accept-encoding") ?? "";
  for (const [encoding, ending] of [["br", ".br"], ["gzip", ".gz"], ["", ""]]) {
    if (encoding && !new RegExp(`\\b${encoding}\\b`).test(takes)) continue;
    const found = await asset(name + ending, request, env);
    if (found.status !== 200 && found.status !== 304) continue;
    const headers = new Headers({
      "content-type": KINDS[name.split(".").pop()] ?? "text/plain; charset=utf-8",
      "cache-control": KEPT.test(name) ? FOREVER : "no-cache",
      vary: "accept-encoding",
    });
    const tag = found.headers.get("etag");
    if (tag) headers.set("etag", tag);
    if (encoding && found.status === 200) headers.set("content-encoding", encoding);
    return new Response(found.body, { status: found.status, headers });
  }
  return missing();
}

/** Any other path is a page of the shop. Without its .br, which an edit of it leaves behind. */
async function page(request, env) {
  const found = await asset("index.html", request, env);
  const headers = new Headers({ "content-type": KINDS.html, "cache-control": "no-cache" });
  const tag = found.headers.get("etag");
  if (tag) headers.set("etag", tag);
  return new Response(found.body, { status: found.status, headers });
}
