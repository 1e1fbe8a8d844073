// Keeps the shop's own files, so that a visitor without a line still opens the shop and reads the
// last catalogue, which the program keeps itself. What is kept is the same for every visitor: no
// answer of the API, and no address, because an order's address is its key.
"use strict";

const CACHE = "refillery.files.1";

// The path the shop lies under, with a slash at its end. The page is kept under it, whichever of its
// addresses it came from.
const HOME = new URL(self.registration.scope).pathname;

// What a name with a hash stands for never changes.
const HASHED = /^[\w.-]+-[0-9a-f]{12,}(_bg)?\.(css|js|wasm)$/;

// What only partners use. It is kept once it was used.
const SELDOM = /-widget-/;

// What has the same name in the next build.
const NAMED = /^(favicon\.svg|icons\/[\w.-]+|locales\/[\w-]+\.json)$/;

// How the shop's page is told from another one of the same host.
const MARK = /\bid="?shop-config\b/;

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(fetch(HOME, { cache: "no-cache" }).then(keepPage));
});

self.addEventListener("activate", (event) => {
  // The page is asked for while this script starts.
  const preload = self.registration.navigationPreload;
  event.waitUntil(Promise.all([self.clients.claim(), preload && preload.enable()]));
});

// A page that came before this script names the files it has loaded.
self.addEventListener("message", (event) => {
  const names = Array.isArray(event.data) ? event.data.map(nameOf) : [];
  event.waitUntil(keepFiles(names.filter((name) => HASHED.test(name) || NAMED.test(name))));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const name = request.method === "GET" ? nameOf(request.url) : undefined;
  if (name === undefined) return;
  if (request.mode === "navigate") {
    // A frame on a partner's page keeps nothing.
    if (!/^(embed|widget)(\/|$)/.test(name)) event.respondWith(page(event));
  } else if (HASHED.test(name)) event.respondWith(keptFile(request, name));
  else if (NAMED.test(name)) event.respondWith(freshFile(event, name));
});

// The path inside the shop, `undefined` for what lies elsewhere.
function nameOf(address) {
  const { origin, pathname } = new URL(address, self.location.origin);
  return origin === self.location.origin && pathname.startsWith(HOME) ? pathname.slice(HOME.length) : undefined;
}

// The page as it is now; the kept one where the line or the server is gone.
async function page(event) {
  let response;
  try {
    response = (await event.preloadResponse) || (await fetch(event.request));
  } catch (error) {
    const kept = await find(HOME);
    if (kept) return kept;
    throw error;
  }
  if (response.status >= 500) return (await find(HOME)) || response;
  event.waitUntil(keepPage(response.clone()));
  return response;
}

// A file whose content goes with its name.
async function keptFile(request, name) {
  const kept = await find(HOME + name);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) {
    const copy = response.clone();
    const cache = await caches.open(CACHE);
    // A full disk is no reason to keep the file from the page.
    await cache.put(HOME + name, copy).catch(() => {});
  }
  return response;
}

// A file as it is now, or as it was.
async function freshFile(event, name) {
  let response;
  try {
    response = await fetch(event.request);
  } catch (error) {
    const kept = await find(HOME + name);
    if (kept) return kept;
    throw error;
  }
  if (response.ok) event.waitUntil(put(HOME + name, response.clone()));
  return response;
}

// Keeps the page and the files it names, and drops those of earlier builds.
async function keepPage(response) {
  const isPage = response.ok && !response.redirected && /^text\/html/.test(response.headers.get("content-type"));
  const text = isPage ? await response.text() : "";
  if (!MARK.test(text)) return;
  // Its own headers go along: the policy among them.
  await put(HOME, new Response(text, { headers: response.headers }));
  const words = text.match(/[\w.-]+-[0-9a-f]{12,}(_bg)?\.(css|js|wasm)/g) || [];
  const names = [...new Set(words)].filter((word) => HASHED.test(word));
  await keepFiles(names.filter((name) => !SELDOM.test(name)));
  const cache = await caches.open(CACHE);
  for (const { url } of await cache.keys()) {
    const name = nameOf(url);
    if (HASHED.test(name) && !names.includes(name)) await cache.delete(url);
  }
}

// Keeps these files, unless they are kept already.
async function keepFiles(names) {
  for (const name of names) {
    if (await find(HOME + name)) continue;
    const response = await fetch(HOME + name).catch(() => undefined);
    if (response && response.ok) await put(HOME + name, response);
  }
}

async function find(path) {
  const cache = await caches.open(CACHE);
  return cache.match(path);
}

async function put(path, response) {
  const cache = await caches.open(CACHE);
  // Where nothing can be kept, the shop works as it does without this script.
  await cache.put(path, response).catch(() => {});
}
