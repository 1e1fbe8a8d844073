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

// What only owners and partners use, and the first files: a device needs one of these. It is kept once
// it was used.
const SELDOM = /-(builder|widget)-|_bg\.wasm$/;

// What has the same name in the next build.
const NAMED = /^(favicon\.svg|locales\/(help\/)?[\w-]+\.json(\?\w+)?)$/;

// What a file says that it is, by its name's ending. A host may answer with its page for a file that
// isn't there yet.
const KINDS = {
  css: /^text\/css\b/,
  js: /\bjavascript\b/,
  json: /\bjson\b/,
  svg: /^image\/svg/,
  wasm: /^application\/(wasm|octet-stream)\b/,
};

// The SHA-256 of the files of this build, by their names. The build writes it.
const HASHES = {};

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
  const kept = keepFiles(names.filter((name) => HASHED.test(name) || NAMED.test(name)));
  // The page is of no use without a first file, so it may not be kept yet.
  event.waitUntil(kept.then(() => find("")).then((page) => page || fetch(HOME, { cache: "no-cache" }).then(keepPage)));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const name = request.method === "GET" ? nameOf(request.url) : undefined;
  if (name === undefined) return;
  if (request.mode === "navigate") {
    // A frame on a partner's page keeps nothing.
    if (!/^(embed|widget)([/?]|$)/.test(name)) event.respondWith(page(event));
  } else if (HASHED.test(name)) event.respondWith(keptFile(event, name));
  else if (NAMED.test(name)) event.respondWith(freshFile(event, name));
});

// Whoever presses what was notified wants the shop.
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const shown = self.clients.matchAll({ type: "window" }).then((pages) => {
    const page = pages.find(({ url }) => /\/order\//.test(url)) || pages[0];
    return page ? page.focus() : self.clients.openWindow(HOME);
  });
  // A browser may refuse to bring a page to the front.
  event.waitUntil(shown.catch(() => {}));
});

// The path inside the shop, with its query, `undefined` for what lies elsewhere.
function nameOf(address) {
  const { origin, pathname, search } = new URL(address, self.location.origin);
  return origin === self.location.origin && pathname.startsWith(HOME) ? pathname.slice(HOME.length) + search : undefined;
}

// The page as it is now; the kept one where the line or the server is gone.
async function page(event) {
  let response;
  try {
    response = (await event.preloadResponse) || (await fetch(event.request));
  } catch (error) {
    const kept = await find("");
    if (kept) return kept;
    throw error;
  }
  if (response.status >= 500) return (await find("")) || response;
  event.waitUntil(keepPage(response.clone()));
  return response;
}

// A file whose content goes with its name.
async function keptFile(event, name) {
  const kept = await find(name);
  if (kept) return kept;
  const response = await asked(event.request, name);
  event.waitUntil(keep(name, response.clone()));
  return response;
}

// A file as it is now, or as it was.
async function freshFile(event, name) {
  let response;
  try {
    response = await fetch(event.request);
  } catch (error) {
    const kept = await find(name);
    if (kept) return kept;
    throw error;
  }
  if (!isRight(response, name)) return (await find(name)) || response;
  event.waitUntil(keep(name, response.clone()));
  return response;
}

// The server's answer for a file. A wrong one may be an old one, which the browser itself keeps.
async function asked(request, name) {
  const response = await fetch(request);
  return isRight(response, name) ? response : fetch(request, { cache: "reload" });
}

// Keeps the page once all files that it names are kept, and drops those of earlier builds. While a
// new build is put up, the last one that is whole stays.
async function keepPage(response) {
  const isPage = response.status === 200 && !response.redirected && /^text\/html/.test(response.headers.get("content-type"));
  const text = isPage ? await response.text() : "";
  if (!MARK.test(text)) return;
  const words = text.match(/[\w.-]+-[0-9a-f]{12,}(_bg)?\.(css|js|wasm)/g) || [];
  const names = [...new Set(words)].filter((word) => HASHED.test(word));
  if (!(await keepFiles(names.filter((name) => !SELDOM.test(name))))) return;
  const first = await Promise.all(names.filter((name) => /_bg\.wasm$/.test(name)).map(find));
  if (!first.some(Boolean)) return;
  // Its own headers go along: the policy among them.
  if (!(await put("", new Response(text, { headers: response.headers })))) return;
  const cache = await caches.open(CACHE);
  for (const { url } of await cache.keys()) {
    const name = nameOf(url);
    // Texts name their build behind a question mark.
    const [, build] = name.split("?");
    if (build ? !text.includes(build) : HASHED.test(name) && !names.includes(name)) await cache.delete(url);
  }
}

// Keeps these files, unless they are kept already, and says whether all are.
async function keepFiles(names) {
  let all = true;
  for (const name of names) {
    if (await find(name)) continue;
    const response = await asked(HOME + name, name).catch(() => undefined);
    if (!response || !(await keep(name, response))) all = false;
  }
  return all;
}

// Whether an answer is the file and not something in its place, as far as its head tells.
function isRight({ status, redirected, headers }, name) {
  return status === 200 && !redirected && KINDS[/\.(\w+)(\?|$)/.exec(name)[1]].test(headers.get("content-type"));
}

// Keeps a file if it is the right one, and says whether it is kept.
async function keep(name, response) {
  if (!isRight(response, name)) return false;
  const copy = response.clone();
  const hash = await crypto.subtle.digest("SHA-256", await response.arrayBuffer());
  const written = btoa(String.fromCharCode(...new Uint8Array(hash)));
  return (HASHES[name] || written) === written && put(name, copy);
}

// What is kept under a name. What isn't right is thrown away.
async function find(name) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(HOME + name);
  if (!kept || !name || isRight(kept, name)) return kept;
  await cache.delete(HOME + name);
  return undefined;
}

// Where nothing can be kept, the shop works as it does without this script.
async function put(name, response) {
  const cache = await caches.open(CACHE);
  return cache.put(HOME + name, response).then(() => true, () => false);
}
