// Refillery on Netlify: the way to the API, and every path that is a page. Files are Netlify's own
// work, with the headers of dist/_headers; where there is none, its 404.

import * as build from "../../dist/_server/policy.mjs";
import { asked, guarded, missing, proxy, settings, words } from "../../proxy.mjs";

export const config = {
  // Netlify takes exclusions by pattern beside a pattern only, and each for the whole path.
  pattern: "^/.*$",
  // Files, and what has a rate limit of its own beside this file. (`/api` is SHOP_PREFIX.)
  excludedPattern: [
    "^/.*\\.(js|css|wasm|json|map|webmanifest|html|htm|txt|xml|svg|png|jpg|jpeg|webp|avif|gif|ico|woff|woff2|ttf|otf|mp4|webm|pdf|gz|br|zip)$",
    "^/\\.well-known/.*$",
    "^/api/v5/orders(/validations)?$",
  ],
};

export default async function (request, context) {
  const shop = settings((name) => Netlify.env.get(name));
  return guarded(await answer(request, context, shop), request, shop, build);
}

export async function answer(request, context, shop) {
  const url = new URL(request.url);
  if (url.pathname.startsWith(`${shop.prefix}/`)) {
    return proxy(request, url.pathname.slice(shop.prefix.length), shop, {
      address: context.ip,
      country: context.geo?.country?.code,
      cache: await caches.open("refillery").catch(() => undefined),
      later: (work) => context.waitUntil(work),
    });
  }
  if (request.method !== "GET" && request.method !== "HEAD") return words(405, "METHOD_NOT_ALLOWED");
  const name = asked(request, shop);
  if (typeof name !== "string") return name;
  // A file whose name doesn't look like one.
  const there = name && (await context.next());
  if (there && there.status === 200) return there;
  if (build.fileLike.test(url.pathname)) return missing();
  const tag = request.headers.get("if-none-match");
  const page = await fetch(new URL(`${shop.path}index.html`, url), { headers: tag ? { "if-none-match": tag } : {} });
  const headers = new Headers({ "content-type": "text/html; charset=utf-8", "cache-control": "no-cache" });
  const its = page.headers.get("etag");
  if (its) headers.set("etag", its);
  return new Response(page.body, { status: page.status, headers });
}
