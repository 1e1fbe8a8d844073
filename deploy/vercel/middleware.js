// Refillery on Vercel: the headers of every page and file. It answers nothing itself but what is
// closed; Vercel serves the files, and vercel.json says which paths are pages.

import * as build from "./dist/_server/policy.mjs";
import { FOREVER, asked, guarded, security, settings, words } from "./proxy.mjs";

export const config = { matcher: "/:path*" };

export default function middleware(request) {
  const shop = settings((name) => process.env[name]);
  const path = new URL(request.url).pathname;
  // The function says its own.
  if (path.startsWith(`${shop.prefix}/`)) return undefined;
  if (request.method !== "GET" && request.method !== "HEAD") {
    return guarded(words(405, "METHOD_NOT_ALLOWED"), request, shop, build);
  }
  const name = asked(request, shop);
  if (typeof name !== "string") return guarded(name, request, shop, build);
  return new Response(null, {
    headers: {
      // What `next()` of @vercel/functions says: go on, with these headers for the browser.
      "x-middleware-next": "1",
      // By the build's own list: a file that is missing must not be missing for a year.
      "cache-control": build.kept.includes(name) ? FOREVER : "no-cache",
      ...security(request, shop, build),
    },
  });
}
