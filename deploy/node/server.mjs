// Refillery on Node alone: static files, and the proxy that adds the partner id. Fastify and its
// own plug-ins do the work; what is here says what goes where. No log is written, because an
// order's address is a secret.
//
// It has no cache of the API's answers: the API's own limits hold for all visitors together.

import { readFileSync, statSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { createHash } from "node:crypto";
import { isIP } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import fastify from "fastify";
import compress from "@fastify/compress";
import files from "@fastify/static";
import replyFrom from "@fastify/reply-from";
import rateLimit from "@fastify/rate-limit";

const shop = (name) => process.env[`SHOP_${name}`] ?? "";
const dist = shop("DIST");
const path = shop("PATH");
const prefix = shop("PREFIX");
// The policy with this build's hashes, and the fixed security headers.
const { policy, headers, open, openHeaders, framed, framedHeaders, fileLike, kinds } = await import(pathToFileURL(join(dist, "_server/policy.mjs")).href);

/** Who may frame the page: `partner_origins` of its block `shop-config`, the one list of them. */
function partners(plain) {
  const block = /id="?shop-config"?[^>]*>([^]*?)<\/script>/.exec(plain)?.[1] ?? "{}";
  let list;
  try {
    list = JSON.parse(block).partner_origins;
  } catch {}
  return (Array.isArray(list) ? list : []).filter((origin) => /^https?:\/\/[A-Za-z0-9.:-]+$/.test(origin)).join(" ");
}

// What stands in front. Whoever else connects is the visitor, whatever their X-Forwarded-For says.
const trusted = shop("TRUSTED_PROXIES").split(/[\s,]+/).filter(Boolean);

const server = fastify({
  logger: false,
  trustProxy: trusted.length > 0 && trusted,
  bodyLimit: 65536,
  // Only what the routes list, letter by letter.
  exposeHeadRoutes: false,
});

server.addHook("onRequest", async (request, reply) => {
  const asked = request.url.split("?")[0];
  reply.headers({
    ...headers,
    ...(open.test(asked) ? openHeaders : {}),
    ...(framed.test(asked) ? framedHeaders : {}),
  });
  reply.header("content-security-policy", `${policy}; frame-ancestors 'self'`);
  reply.header("cache-control", "no-cache");
});

// ── The API

const json = (reply, status, detail) =>
  reply.code(status).header("cache-control", "no-store").header("content-type", "application/json")
    .send(JSON.stringify({ status, detail }));

await server.register(rateLimit, {
  global: false,
  timeWindow: "1 minute",
  keyGenerator: (request) => visitorOf(addressOf(request)),
  errorResponseBuilder: () => Object.assign(new Error(), { statusCode: 429 }),
});
// The API's JSON; files have theirs beside them, and a stream must not be packed.
await server.register(compress, { encodings: ["gzip"], customTypes: /^application\/json/, threshold: 1000 });
// No second attempt: it could be a second order. Silence of a stream is no reason to hang up.
await server.register(replyFrom, {
  disableCache: true,
  retriesCount: 0,
  undici: {
    connections: 4096,
    pipelining: 1,
    bodyTimeout: 0,
    headersTimeout: 60_000,
    connectTimeout: 5_000,
    // Left to itself, this plug-in takes any certificate.
    tls: { rejectUnauthorized: true },
  },
});

// A body goes on byte for byte.
server.removeAllContentTypeParsers();
server.addContentTypeParser("*", { parseAs: "buffer" }, (_, body, done) => done(null, body));

// Said here already, about the API's own connection, or nobody's business.
const HIDDEN = /^(connection|keep-alive|set-cookie|vary|cache-control|expires|server|content-security-policy|strict-transport-security|x-content-type-options|referrer-policy|permissions-policy|x-accel-buffering|cross-origin-.*|access-control-.*)$/;

/** The visitor's address, which limits are counted by. What stands in front may have passed on a word that
 *  is none, and a socket for both kinds of addresses has the older ones in the form of the newer. */
function addressOf(request) {
  const said = (isIP(request.ip) ? request.ip : request.socket.remoteAddress) ?? "";
  const older = said.replace(/^::ffff:/i, "");
  return isIP(older) === 4 ? older : said;
}

/** Whom a limit counts: an address, and of the newer ones the first half, because a visitor has all
 *  addresses that share it. */
function visitorOf(address) {
  if (isIP(address) !== 6) return address;
  const [head, tail = []] = address.split("::").map((part) => part.split(":").filter(Boolean));
  const zeros = Array(Math.max(0, 8 - head.length - tail.length)).fill("0");
  return [...head, ...zeros, ...tail].slice(0, 4).map((group) => parseInt(group, 16)).join(":");
}

/** The country that the visitor shops in, as the shop says it: two capital letters, or nobody's word
 *  is taken and it is the default. */
function country(request) {
  const said = request.headers["x-country-iso-code"];
  return /^[A-Z]{2}$/.test(said) ? said : shop("COUNTRY");
}

/** Passes a request on with nothing of what the browser sent but what the API needs. */
function pass(life, base, host, to, more = {}) {
  return (request, reply) => {
    const query = request.url.includes("?") ? request.url.slice(request.url.indexOf("?")) : "";
    reply.header("cache-control", life);
    reply.headers(more);
    return reply.from(base + to(request) + (request.method === "GET" ? query : ""), {
      ...(request.method === "POST" ? { body: request.body ?? "", contentType: "application/json" } : {}),
      rewriteRequestHeaders: (_, ours) => ({
        host,
        accept: request.headers.accept ?? "*/*",
        "user-agent": request.headers["user-agent"] ?? "",
        "content-type": "application/json",
        "x-forwarded-for": addressOf(request),
        "x-cr-application": shop("PARTNER_ID"),
        "x-cr-version": shop("VERSION"),
        "x-country-iso-code": country(request),
        ...(request.method === "POST" ? { "content-length": ours["content-length"] } : {}),
      }),
      rewriteHeaders: (theirs) =>
        Object.fromEntries(Object.entries(theirs).filter(([name]) => !HIDDEN.test(name.toLowerCase()))),
      onError: (reply) => json(reply, 502, "UPSTREAM_UNREACHABLE"),
    });
  };
}

const api = (life, to = (request) => request.url.split("?")[0].slice(prefix.length), more) =>
  pass(life, shop("UPSTREAM"), shop("UPSTREAM_HOST"), to, more);
const limit = (name) => ({ config: { rateLimit: { max: Number(shop(name)) } } });
const ID = ":id(^[A-Za-z0-9-]+$)";

// What another country is answered otherwise, for every cache on the way.
const VARIES = { vary: "x-country-iso-code" };

server.get(`${prefix}/v2/brands`, api("no-cache", undefined, VARIES));
server.get(`${prefix}/v2/homepage`, api("no-cache", undefined, VARIES));
server.get(`${prefix}/v3/payment_vias`, api("no-cache", undefined, VARIES));
server.get(`${prefix}/v5/products/country/:country(^[A-Za-z]{2}$)`, api("no-cache", undefined, VARIES));
server.get(`${prefix}/v4/products/price`, api("no-store"));
server.get(`${prefix}/v5/orders/${ID}`, api("no-store"));
server.get(
  `${prefix}/orders/${ID}/subscribe`,
  api("no-cache, no-transform", (request) => `/v5/orders/${request.params.id}/subscribe`, { "x-accel-buffering": "no" }),
);
server.get(
  `${prefix}/available-countries`,
  pass("no-cache", shop("COUNTRIES"), shop("COUNTRIES_HOST"), () => "/api/available-countries", VARIES),
);
// The address that is passed on for whoever asks, told to nobody else.
server.get(`${prefix}/my-address`, (request, reply) =>
  reply.header("cache-control", "no-store").header("content-type", "application/json")
    .send(JSON.stringify({ address: addressOf(request) })),
);
server.post(`${prefix}/v5/orders/validations`, limit("VALIDATIONS_PER_MINUTE"), api("no-store"));

// A browser sends an order again by itself when a connection that has served before dies without an
// answer. So each order's connection is closed behind it, and what comes a second time is refused:
// the shop names each attempt to order by a word of its own. It is refused as an answer that was lost,
// because the first may have made the order.
const MINUTE = 60_000;
const attempts = new Map();

/** Whether this attempt has been here within the last minute. */
function isRepeated(attempt) {
  const now = Date.now();
  for (const [old, at] of attempts) {
    if (now - at < MINUTE) break;
    attempts.delete(old);
  }
  if (!/^[a-z0-9]{8,40}$/.test(attempt ?? "")) return false;
  if (attempts.has(attempt)) return true;
  attempts.set(attempt, now);
  return false;
}

const order = api("no-store", undefined, { connection: "close" });
server.post(`${prefix}/v5/orders`, limit("ORDERS_PER_MINUTE"), (request, reply) =>
  isRepeated(request.headers["x-refillery-attempt"])
    ? json(reply.header("connection", "close"), 502, "SENT_BEFORE")
    : order(request, reply),
);

// ── Files

// The .br and .gz that lie beside every file.
await server.register(files, { root: dist, serve: false, preCompressed: true, index: false, cacheControl: false });

/** The page, packed here: an edit of index.html on the server leaves its .br and .gz behind. */
function page(request, reply) {
  const plain = readFileSync(join(shop("PAGE"), "index.html"));
  const tag = `W/"${createHash("sha256").update(plain).digest("base64url").slice(0, 20)}"`;
  reply.header("content-security-policy", `${policy}; frame-ancestors 'self' ${partners(plain)}`.trim());
  reply.header("etag", tag).header("vary", "accept-encoding").type("text/html; charset=utf-8");
  if (request.headers["if-none-match"] === tag) return reply.code(304).send();
  if (!/\bgzip\b/.test(request.headers["accept-encoding"] ?? "")) return reply.send(plain);
  return reply.header("content-encoding", "gzip").send(gzipSync(plain));
}

// For the recipes, and what an owner's tools leave behind: not for visitors.
const PRIVATE = /^(_(server\/|headers)|\.(?!well-known\/))/;
const KEPT = /-[0-9a-f]{8,16}(_bg)?\.(js|css|wasm)$/;

server.setNotFoundHandler((request, reply) => {
  const asked = request.url.split("?")[0];
  if (asked.startsWith(`${prefix}/`)) return json(reply, 404, "NOT_FOUND");
  if (request.method !== "GET" && request.method !== "HEAD") return json(reply, 405, "METHOD_NOT_ALLOWED");
  // The folder without its slash, as people type it.
  if (`${asked}/` === path) return reply.redirect(path + request.url.slice(asked.length), 308);
  const name = asked.startsWith(path) ? decoded(asked.slice(path.length)) : undefined;
  if (name === undefined || PRIVATE.test(name)) return reply.code(404).send();
  if (name === "index.html") return page(request, reply.code(200));
  // Whatever lies in the folder is served.
  if (statSync(join(dist, name), { throwIfNoEntry: false })?.isFile()) {
    reply.code(200);
    const kind = kinds[name.split(".").pop().toLowerCase()];
    if (kind) reply.type(kind);
    if (KEPT.test(name)) reply.header("cache-control", "public, max-age=31536000, immutable");
    return reply.sendFile(name);
  }
  // What looks like a file and isn't there is missing: a page in its place would be kept, or run.
  if (fileLike.test(asked)) return reply.code(404).send();
  return page(request, reply.code(200));
});

/** A path letter by letter; nothing where it leads elsewhere or can't be read. */
function decoded(path) {
  try {
    const plain = decodeURIComponent(path);
    return /(^|[/\\])\.\.?([/\\]|$)|\/\/|\0/.test(plain) ? undefined : plain;
  } catch {
    return undefined;
  }
}

server.setErrorHandler((error, _, reply) => {
  if (error.statusCode === 429) return json(reply.header("retry-after", "60"), 429, "TOO_MANY_REQUESTS");
  if (error.statusCode === 404) return reply.code(404).header("cache-control", "no-cache").send();
  return json(reply, error.statusCode >= 400 ? error.statusCode : 500, "FAILED");
});

await server.listen({ host: shop("HOST"), port: Number(shop("PORT")) });
