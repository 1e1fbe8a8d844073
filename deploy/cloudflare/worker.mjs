// Refillery on Cloudflare: a Worker in front of its static assets. It answers the API's prefix
// (proxy.mjs) and puts the security headers on every file; Cloudflare packs what isn't packed yet.

import * as build from "./dist/_server/policy.mjs";
import { FOREVER, KEPT, asked, guarded, missing, proxy, settings, words } from "./proxy.mjs";

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
        allows: async (what, visitor) =>
          (await { orders: env.ORDERS, validations: env.VALIDATIONS }[what].limit({ key: visitor })).success,
      };
      const answer = await proxy(request, path.slice(shop.prefix.length), shop, edge);
      return guarded(answer, request, shop, build);
    }
    if (request.method !== "GET" && request.method !== "HEAD") {
      return guarded(words(405, "METHOD_NOT_ALLOWED"), request, shop, build);
    }
    const name = asked(request, shop);
    const answer = typeof name === "string" ? await found(name, path, request, env) : name;
    return guarded(answer, request, shop, build);
  },
};

/** Whatever lies in the folder is served. What looks like a file and isn't there is missing: a page in
 *  its place would be kept, or run. Any other path is a page of the shop. */
async function found(name, path, request, env) {
  if (name === "index.html" || name === "") return page(request, env);
  return (await file(name, request, env)) ?? (build.fileLike.test(path) ? missing() : page(request, env));
}

/** An asset, asked for as the browser asked. */
function asset(name, request, env) {
  const headers = new Headers();
  const tag = request.headers.get("if-none-match");
  if (tag) headers.set("if-none-match", tag);
  const path = name.split("/").map(encodeURIComponent).join("/");
  return env.ASSETS.fetch(new Request(`https://assets.invalid/${path}`, { method: request.method, headers }));
}

/** A file, if there is one, from the `.br` or `.gz` beside it where the browser takes that. */
async function file(name, request, env) {
  // What the browser said; Cloudflare puts its own wish into the header.
  const takes = request.cf?.clientAcceptEncoding ?? request.headers.get("accept-encoding") ?? "";
  // A path without a dot is hardly a file: it is looked for once.
  const packed = name.includes(".") ? [["br", ".br"], ["gzip", ".gz"]] : [];
  for (const [encoding, ending] of [...packed, ["", ""]]) {
    if (encoding && !new RegExp(`\\b${encoding}\\b`).test(takes)) continue;
    const found = await asset(name + ending, request, env);
    if (found.status !== 200 && found.status !== 304) continue;
    const headers = new Headers({
      "content-type": build.kinds[name.split(".").pop().toLowerCase()] ?? "text/plain; charset=utf-8",
      "cache-control": KEPT.test(name) ? FOREVER : "no-cache",
      vary: "accept-encoding",
    });
    const tag = found.headers.get("etag");
    if (tag) headers.set("etag", tag);
    if (encoding && found.status === 200) headers.set("content-encoding", encoding);
    return new Response(found.body, { status: found.status, headers });
  }
  return undefined;
}

/** The page. Without its .br, which an edit of it leaves behind. */
async function page(request, env) {
  const found = await asset("index.html", request, env);
  const headers = new Headers({ "content-type": build.kinds.html, "cache-control": "no-cache" });
  const tag = found.headers.get("etag");
  if (tag) headers.set("etag", tag);
  return new Response(found.body, { status: found.status, headers });
}
