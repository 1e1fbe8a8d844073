// The way to the API, for hosts that run a function at the edge: Cloudflare, Netlify, Vercel.
// Each recipe has this same file, so that its folder can be copied alone. It speaks only what all
// of them speak (Request, Response, fetch); what a host has besides is handed in as `edge`:
//
//   address   the visitor's own, as the host saw it
//   country   the visitor's, where the host knows it; for requests in which the shop names none
//   cache     a Cache of the host's; without one, `kept` is asked
//   kept      names the header in which the host's own cache wants to be told
//   later     keeps the function alive for work after the answer
//   allows    (what, visitor) → whether this visitor may do `what` once more; optional
//
// Nothing is logged: an order's address is a secret.

const DAY = 86_400;
const ID = "[A-Za-z0-9-]+";

// Only what the shop uses is open. `life` is how many seconds the edge keeps an answer and gives
// it to everybody; without one it never does, as for prices and all that is about an order.
const OPEN = [
  { method: "GET", path: /^\/v2\/(brands|homepage)$/, life: 180 },
  { method: "GET", path: /^\/v5\/products\/country\/[A-Za-z]{2}$/, life: 180 },
  { method: "GET", path: /^\/v3\/payment_vias$/, life: 600 },
  { method: "GET", path: /^\/available-countries$/, life: DAY, countries: true },
  // The address that is passed on for whoever asks, told to nobody else.
  { method: "GET", path: /^\/my-address$/, address: true },
  { method: "GET", path: /^\/v4\/products\/price$/ },
  { method: "GET", path: new RegExp(`^/v5/orders/(?!validations$)${ID}$`) },
  { method: "GET", path: new RegExp(`^/orders/${ID}/subscribe$`), stream: true },
  { method: "POST", path: /^\/v5\/orders\/validations$/, limit: "validations" },
  { method: "POST", path: /^\/v5\/orders$/, limit: "orders", once: true },
];

// An old answer is given for this long beyond its life, while a newer one is fetched, or where
// none can be had.
const STALE = DAY;
// Of a request's body; the largest cart is far below.
const LARGEST = 65_536;
// Until the API begins to answer. A stream may be silent afterwards for as long as it likes.
const PATIENCE = 60_000;
// When a kept answer came. The host's own `Age` and `Date` are not the same everywhere.
const CAME = "x-refillery-came";

// How long an attempt to order is remembered.
const MINUTE = 60_000;
// The attempts to order of the last minute, with their times. Each running copy of the function has
// its own.
const attempts = new Map();

// What an answer of the API may say to the browser; cookies and the like are nobody's.
const TOLD = /^(content-type|content-language|etag|last-modified|retry-after|x-ratelimit-.*)$/;

/** The shop's settings; `get` gives one by its name. */
export function settings(get) {
  return {
    prefix: get("SHOP_PREFIX") || "/api",
    path: get("SHOP_PATH") || "/",
    partners: get("SHOP_PARTNERS") ?? "",
    partnerId: get("SHOP_PARTNER_ID") ?? "",
    version: get("SHOP_VERSION") ?? "",
    country: get("SHOP_COUNTRY") ?? "",
    upstream: get("SHOP_UPSTREAM") || "https://api.cryptorefills.com",
    countries: get("SHOP_COUNTRIES") || "https://www.cryptorefills.com/api/available-countries",
  };
}

// Named after its content, so it never changes.
export const KEPT = /-[0-9a-f]{8,16}(_bg)?\.(js|css|wasm)$/;
export const FOREVER = "public, max-age=31536000, immutable";
// For the recipes, and what an owner's tools leave behind: not for visitors.
const PRIVATE = /^(_(server\/|headers|redirects)|\.(?!well-known\/))/;

/** The name of the file or page that is asked for; or the answer, where there is none. */
export function asked(request, shop) {
  const { pathname, search } = new URL(request.url);
  // The folder without its slash, as people type it.
  if (`${pathname}/` === shop.path) return new Response(null, { status: 308, headers: { location: shop.path + search } });
  const name = pathname.startsWith(shop.path) ? decoded(pathname.slice(shop.path.length)) : undefined;
  return name === undefined || PRIVATE.test(name) ? missing() : name;
}

/** A path letter by letter; nothing where it leads elsewhere or can't be read. */
function decoded(path) {
  try {
    const plain = decodeURIComponent(path);
    return /(^|[/\\])\.\.?([/\\]|$)|\/\/|\0/.test(plain) ? undefined : plain;
  } catch {
    return undefined;
  }
}

/** What isn't there. */
export const missing = () => new Response(null, { status: 404, headers: { "cache-control": "no-cache" } });

/** The headers that every answer has, with the policy of `dist/_server/policy.mjs`. The widget and its
 *  files are for pages of other origins. */
export function security(request, shop, { policy, headers, open, openHeaders, framed, framedHeaders }) {
  const { pathname } = new URL(request.url);
  const all = {
    ...headers,
    ...(open.test(pathname) ? openHeaders : {}),
    ...(framed.test(pathname) ? framedHeaders : {}),
    "content-security-policy": `${policy}; frame-ancestors 'self' ${shop.partners}`.trim(),
  };
  if (request.url.startsWith("https:")) {
    all["strict-transport-security"] = "max-age=63072000; includeSubDomains";
  }
  return all;
}

/** The answer with those headers. */
export function guarded(answer, request, shop, build) {
  const headers = new Headers(answer.headers);
  for (const [name, value] of Object.entries(security(request, shop, build))) headers.set(name, value);
  // For Cloudflare: bytes that are packed already are not to be packed again.
  const packed = headers.has("content-encoding") ? { encodeBody: "manual" } : {};
  return new Response(answer.body, { status: answer.status, headers, ...packed });
}

/** An answer in the API's own form, which the shop puts into words. */
export function words(status, detail, more = {}) {
  return json(status, { status, detail }, more);
}

function json(status, body, more = {}) {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json", "cache-control": "no-store", ...more },
  });
}

/** The country that the visitor shops in, as the shop says it: two capital letters, or nobody's word is
 *  taken. Some hosts have words of their own for no country: `XX`, and `T1` for Tor. */
function countryOf(request, shop, edge) {
  const said = request.headers.get("x-country-iso-code");
  if (/^[A-Z]{2}$/.test(said ?? "")) return said;
  return /^(?!XX)[A-Z]{2}$/.test(edge.country) ? edge.country : shop.country;
}

/** Whom a limit counts: an address, and of the newer ones the first half, because a visitor has all
 *  addresses that share it. */
function visitorOf(address) {
  const older = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (older || !address.includes(":")) return older?.[1] ?? address;
  const [head, tail = []] = address.split("::").map((part) => part.split(":").filter(Boolean));
  const zeros = Array(Math.max(0, 8 - head.length - tail.length)).fill("0");
  return [...head, ...zeros, ...tail].slice(0, 4).map((group) => parseInt(group, 16)).join(":");
}

/** Answers what came under the prefix; `path` is what follows it. */
export async function proxy(request, path, shop, edge) {
  const here = OPEN.filter((each) => each.path.test(path));
  const open = here.find((each) => each.method === request.method);
  if (!open) return here.length ? words(405, "METHOD_NOT_ALLOWED") : words(404, "NOT_FOUND");
  if (open.address) return json(200, { address: edge.address });
  let body;
  // Read in any case: a connection with a body left in it can't be used again.
  if (request.method === "POST") {
    body = await request.arrayBuffer();
    if (body.byteLength > LARGEST) return words(413, "TOO_LARGE");
  }
  if (open.limit && edge.allows && !(await edge.allows(open.limit, visitorOf(edge.address)))) {
    return words(429, "TOO_MANY_REQUESTS", { "retry-after": "60" });
  }
  // Answered as what was lost, because the first may have made the order.
  if (open.once && isRepeated(request.headers.get("x-refillery-attempt"))) return words(502, "SENT_BEFORE");
  const query = open.method === "GET" ? new URL(request.url).search : "";
  const url = open.countries ? shop.countries : shop.upstream + (open.stream ? `/v5${path}` : path) + query;
  const country = countryOf(request, shop, edge);
  const asked = () => ask(url, request, body, open, shop, edge, country);
  if (!open.life || !edge.cache) return told(await asked(), open, edge);
  // Another country may be answered otherwise.
  const name = `${url}${url.includes("?") ? "&" : "?"}x-country-iso-code=${country}`;
  return kept(name, open, asked, edge);
}

/** Whether this attempt to order has been here within the last minute. A browser sends an order again
 *  by itself when its connection dies before the answer; the shop names each attempt by a word of its
 *  own. */
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

/** Asks the API with nothing of what the browser sent but what the API needs. Once: a second
 *  attempt could be a second order. Nothing where nobody answers. */
async function ask(url, request, body, open, shop, edge, country) {
  const impatience = new AbortController();
  const timer = setTimeout(() => impatience.abort(), PATIENCE);
  try {
    return await fetch(url, {
      method: open.method,
      body,
      // To another place these headers must not go.
      redirect: "manual",
      signal: impatience.signal,
      headers: {
        accept: request.headers.get("accept") ?? "*/*",
        // A stream that is packed comes in lumps.
        "accept-encoding": open.stream ? "identity" : "gzip",
        "content-type": "application/json",
        "user-agent": request.headers.get("user-agent") ?? "",
        "x-forwarded-for": edge.address,
        "x-cr-application": shop.partnerId,
        "x-cr-version": shop.version,
        "x-country-iso-code": country,
      },
    });
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

/** What the browser is told of an answer. */
function told(answer, open, edge, age) {
  // Nobody here follows the API to another place.
  const isElsewhere = answer?.type === "opaqueredirect" || (answer?.status >= 300 && answer?.status < 400);
  if (!answer || isElsewhere) return words(502, "UPSTREAM_UNREACHABLE");
  const headers = new Headers([...answer.headers].filter(([name]) => TOLD.test(name.toLowerCase())));
  headers.set("cache-control", open.stream ? "no-cache, no-transform" : open.life ? "no-cache" : "no-store");
  if (open.stream) headers.set("x-accel-buffering", "no");
  // What another country is answered otherwise, for every cache on the way: Vercel's goes by it.
  if (open.life) headers.set("vary", "x-country-iso-code");
  if (age !== undefined) headers.set("age", String(age));
  if (open.life && edge.kept && isGood(answer)) {
    headers.set(edge.kept, `public, max-age=${open.life}, stale-while-revalidate=${STALE}, stale-if-error=${STALE}`);
  }
  return new Response(answer.body, { status: answer.status, headers });
}

/** An answer that isn't JSON is a gateway's page, whatever its status says. */
function isGood(answer) {
  return answer?.status === 200 && /^application\/json/i.test(answer.headers.get("content-type") ?? "");
}

/** From the edge's cache: a fresh answer as it is, an old one while a newer is fetched. A cache that
 *  fails is like none, and a body that breaks off is no answer: thrown on, they would be the host's
 *  own page of error, which the shop can't read. */
async function kept(name, open, asked, edge) {
  // The name of a kept answer is the API's address with the country: of the browser's nothing else.
  const old = await edge.cache.match(name).catch(() => undefined);
  const age = old && Math.max(0, Math.floor((Date.now() - Number(old.headers.get(CAME))) / 1000));
  if (old && age < open.life) return told(old, open, edge, age);
  const renewed = async () => {
    const answer = await asked();
    if (!isGood(answer)) return answer;
    const headers = new Headers({
      "content-type": answer.headers.get("content-type"),
      "cache-control": `public, max-age=${open.life + STALE}`,
      [CAME]: String(Date.now()),
    });
    const bytes = await answer.arrayBuffer().catch(() => undefined);
    if (!bytes) return undefined;
    await edge.cache.put(name, new Response(bytes, { headers })).catch(() => undefined);
    return new Response(bytes, { headers });
  };
  if (!old) return told(await renewed(), open, edge);
  edge.later(renewed());
  return told(old, open, edge, age);
}
