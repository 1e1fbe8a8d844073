// The way to the API, with Vercel's own cache in front: what may be kept is said in its header.

import * as build from "../dist/_server/policy.mjs";
import { guarded, proxy, settings } from "../proxy.mjs";

export const config = { runtime: "edge" };

export default async function (request) {
  const shop = settings((name) => process.env[name]);
  // vercel.json hands on what follows the prefix as `path`; the rest of the query goes on byte by
  // byte.
  const url = new URL(request.url);
  const path = `/${url.searchParams.getAll("path").join("/")}`;
  const rest = url.search.slice(1).split("&").filter((part) => part && !part.startsWith("path="));
  const asked = new Request(url.origin + url.pathname + (rest.length ? `?${rest.join("&")}` : ""), request);
  const edge = {
    // Written by Vercel, whatever the browser said.
    address: request.headers.get("x-real-ip") ?? "",
    country: request.headers.get("x-vercel-ip-country") ?? "",
    kept: "vercel-cdn-cache-control",
  };
  return guarded(await proxy(asked, path, shop, edge), request, shop, build);
}
