// What the tests put in the place of the network, the streams, the timers and the clock. The
// test page has none of the real ones while a test runs, so nothing here depends on time or on
// a server: a test says what is answered and when time passes.
(() => {
  "use strict";
  const real = {
    fetch: window.fetch,
    EventSource: window.EventSource,
    setTimeout: window.setTimeout,
    clearTimeout: window.clearTimeout,
    setInterval: window.setInterval,
    clearInterval: window.clearInterval,
    requestIdleCallback: window.requestIdleCallback,
    now: Date.now,
    random: Math.random,
    setHTML: Object.getOwnPropertyDescriptor(Element.prototype, "setHTML"),
    resolvedOptions: Intl.DateTimeFormat.prototype.resolvedOptions,
    DateTimeFormat: Intl.DateTimeFormat,
    NumberFormat: Intl.NumberFormat,
    supports: CSS.supports,
    storage: Object.getOwnPropertyDescriptor(window, "localStorage"),
    setItem: Storage.prototype.setItem,
    ResizeObserver: window.ResizeObserver,
    BroadcastChannel: window.BroadcastChannel,
    pushState: History.prototype.pushState,
    replaceState: History.prototype.replaceState,
    warn: console.warn,
  };
  let host = null;
  let clock, random, timers, lastTimer, requests, rules, sources, streamsWork, listening, copied, copyWorks, timesAsked, addressesLeft, kept, untracked, locks, waitingForLocks, tabs, posted, formatters;

  function fakeFetch(input, init) {
    const request = input instanceof Request ? input : new Request(input, init);
    const url = new URL(request.url);
    const entry = {
      method: request.method,
      address: url.pathname + url.search,
      headers: [...request.headers.keys()],
      country: request.headers.get("x-country-iso-code"),
      body: null,
      isPending: true,
      isAborted: false,
    };
    if (request.method !== "GET") request.clone().text().then((text) => { entry.body = text; });
    const promise = new Promise((resolve, reject) => {
      entry.resolve = (response) => { entry.isPending = false; resolve(response); };
      entry.reject = (error) => { entry.isPending = false; reject(error); };
      request.signal.addEventListener("abort", () => {
        if (!entry.isPending) return;
        entry.isAborted = true;
        entry.reject(new DOMException("aborted", "AbortError"));
      });
    });
    requests.push(entry);
    const rule = rules.find((rule) => rule.method === entry.method && fits(entry.address, rule.part));
    if (rule) entry.resolve(response(rule.status, rule.body, rule.headers));
    return promise;
  }

  // A real answer, read without the browser's own queues, so that nothing has to be waited for.
  function response(status, body, headers) {
    const answer = new Response(body, { status, headers: JSON.parse(headers || "{}") });
    answer.text = () => Promise.resolve(body);
    answer.arrayBuffer = () => Promise.resolve(new TextEncoder().encode(body).buffer);
    return answer;
  }

  // A part of an address, or its end when the part ends in a dollar sign.
  function fits(address, part) {
    return part.endsWith("$") ? address.endsWith(part.slice(0, -1)) : address.includes(part);
  }

  class FakeEventSource extends EventTarget {
    constructor(address) {
      super();
      if (!streamsWork) throw new DOMException("no streams here", "SecurityError");
      this.address = address;
      this.readyState = 0;
      this.listeners = 0;
      sources.push(this);
    }
    addEventListener(...all) { this.listeners += 1; super.addEventListener(...all); }
    removeEventListener(...all) { this.listeners -= 1; super.removeEventListener(...all); }
    close() { this.readyState = 2; }
  }

  function schedule(task, wait, every) {
    lastTimer += 1;
    timers.push({ id: lastTimer, task, due: clock + Math.max(0, wait || 0), every });
    return lastTimer;
  }

  function unschedule(id) {
    timers = timers.filter((timer) => timer.id !== id);
  }

  // Listeners that were added since the fakes were put in place, and not removed again.
  function count(target) {
    const { addEventListener, removeEventListener } = EventTarget.prototype;
    target.addEventListener = function (event, listener, ...rest) {
      listening.push({ target, event, listener });
      return addEventListener.call(target, event, listener, ...rest);
    };
    target.removeEventListener = function (event, listener, ...rest) {
      const place = listening.findIndex((one) => one.event === event && one.listener === listener);
      if (place >= 0) listening.splice(place, 1);
      return removeEventListener.call(target, event, listener, ...rest);
    };
  }

  function matching(method, part) {
    return requests.filter((entry) => entry.method === method && fits(entry.address, part));
  }

  function oldestPending(method, part) {
    const entry = matching(method, part).find((entry) => entry.isPending);
    if (!entry) throw new Error(`no ${method} of ${part} is pending; asked were: ${requests.map((r) => r.address).join(", ")}`);
    return entry;
  }

  function define(target, name, value) {
    Object.defineProperty(target, name, { value, configurable: true, writable: true });
  }

  // A value that is read where nothing tracks it doesn't change on the page, such as a text after a
  // switch of language. Leptos warns of that; a stage fails by it.
  console.warn = (...all) => {
    if (!String(all[0]).includes("outside a reactive tracking context")) return real.warn.apply(console, all);
    const lines = new Error().stack.split("\n");
    const program = lines.map((line) => line.match(/refillery::[^ ]+/)?.[0]).filter(Boolean);
    untracked.add(program.slice(0, 6).join(" < ") || all[0]);
  };
  Error.stackTraceLimit = 60;

  window.fakes = {
    install(now) {
      untracked = new Set();
      clock = now; random = 0.5; timers = []; lastTimer = 0; requests = []; rules = []; sources = [];
      streamsWork = true; listening = []; copied = []; copyWorks = true;
      window.fetch = fakeFetch;
      window.EventSource = FakeEventSource;
      window.setTimeout = (task, wait) => schedule(task, wait, null);
      window.setInterval = (task, wait) => schedule(task, wait, Math.max(1, wait));
      // Whoever waits for idle time gets the next turn.
      window.requestIdleCallback = (task) => { window.fakes.turn().then(task); };
      window.clearTimeout = unschedule;
      window.clearInterval = unschedule;
      Date.now = () => clock;
      Math.random = () => random;
      count(window);
      count(document);
      // The shop's memory stands in for storage that has nothing, and it outlives a test.
      localStorage.setItem("refillery.preferences.1", "{}");
      localStorage.setItem("refillery.orders.1", "[]");
      localStorage.removeItem("refillery.seen.1");
      // A test of the early script may have left answers, which the next shop would take.
      delete window.__refilleryEarly;
      delete window.__refilleryMessages;
      // The browser's own outlives a test, and every later one would find what this one kept.
      const ownKept = kept = new Map();
      define(window, "caches", {
        async open() {
          return {
            async put(address, response) { ownKept.set(address, [await response.arrayBuffer(), [...response.headers]]); },
            async match(address) {
              const found = ownKept.get(address);
              return found && new Response(found[0].slice(0), { headers: found[1] });
            },
          };
        },
        async delete() { ownKept.clear(); return true; },
      });
      // An earlier test may have left an order under way, which would hold the browser's own lock.
      define(window, "parent", window);
      host = null;
      const ownLocks = locks = new Map();
      const queue = [];
      const grant = (name, use) => new Promise((resolve, reject) => {
        const lock = { reject };
        ownLocks.set(name, lock);
        const free = () => {
          if (ownLocks.get(name) !== lock) return;
          ownLocks.delete(name);
          const next = queue.findIndex((one) => one.name === name);
          if (next >= 0) queue.splice(next, 1)[0].go();
        };
        Promise.resolve().then(() => use({ name })).then((value) => { free(); resolve(value); }, (error) => { free(); reject(error); });
      });
      define(navigator, "locks", {
        request(name, options, callback) {
          const use = callback || options;
          if (options.steal) {
            const lock = ownLocks.get(name);
            ownLocks.delete(name);
            lock?.reject?.(new DOMException("taken", "AbortError"));
          }
          if (!ownLocks.has(name)) return grant(name, use);
          if (options.ifAvailable) return Promise.resolve().then(() => use(null));
          return new Promise((resolve, reject) => {
            const waiting = { name, go: () => { resolve(grant(name, use)); } };
            queue.push(waiting);
            options.signal?.addEventListener("abort", () => {
              const place = queue.indexOf(waiting);
              if (place < 0) return;
              queue.splice(place, 1);
              reject(new DOMException("given up", "AbortError"));
            });
          });
        },
      });
      waitingForLocks = queue;
      const ownTabs = tabs = [];
      posted = [];
      define(window, "BroadcastChannel", class extends EventTarget {
        constructor(name) { super(); this.name = name; ownTabs.push(this); }
        postMessage(message) { posted.push(message); }
        close() { const place = ownTabs.indexOf(this); if (place >= 0) ownTabs.splice(place, 1); }
      });
      define(navigator, "clipboard", {
        writeText(text) {
          if (!copyWorks) return Promise.reject(new DOMException("refused", "NotAllowedError"));
          copied.push(text);
          return Promise.resolve();
        },
      });
    },
    untracked: () => [...untracked].join("\n"),
    remove() {
      if (host) host.frame.remove();
      Storage.prototype.setItem = real.setItem;
      document.adoptedStyleSheets = [];
      document.documentElement.style.fontSize = "";
      document.documentElement.removeAttribute("data-theme");
      window.ResizeObserver = real.ResizeObserver;
      define(window, "parent", window);
      // The router keeps the owner of the page's first shop in a hook for ever, and with it that
      // shop's listeners: it would take the clicks of every later test.
      for (const { target, event, listener } of [...listening]) target.removeEventListener(event, listener);
      for (const name of ["fetch", "EventSource", "setTimeout", "clearTimeout", "setInterval", "clearInterval"]) {
        window[name] = real[name];
      }
      window.requestIdleCallback = real.requestIdleCallback;
      Date.now = real.now;
      Math.random = real.random;
      for (const target of [window, document]) { delete target.addEventListener; delete target.removeEventListener; }
      for (const name of ["pushState", "replaceState"]) { History.prototype[name] = real[name]; delete history[name]; }
      delete navigator.clipboard;
      delete document.execCommand;
      delete navigator.locks;
      window.BroadcastChannel = real.BroadcastChannel;
      delete navigator.storage;
      CSS.supports = real.supports;
      delete window.caches;
      delete document.visibilityState;
      delete navigator.languages;
      Intl.DateTimeFormat = real.DateTimeFormat;
      Intl.NumberFormat = real.NumberFormat;
      Intl.DateTimeFormat.prototype.resolvedOptions = real.resolvedOptions;
      Object.defineProperty(window, "localStorage", real.storage);
      if (real.setHTML) Object.defineProperty(Element.prototype, "setHTML", real.setHTML);
      window.localStorage.clear();
    },

    // Time. A turn of the event loop lets everything run that waits for no timer.
    turn: () => new Promise((resolve) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => { channel.port1.close(); resolve(); };
      channel.port2.postMessage(null);
    }),
    // A frame of the browser, which is late while other programs run.
    frame: () => new Promise((resolve) => requestAnimationFrame(resolve)),
    timersSet: () => lastTimer,
    nextTimer: () => timers.reduce((least, timer) => Math.min(least, timer.due), Infinity),
    now: () => clock,
    setNow(now) { clock = now; },
    setRandom(value) { random = value; },
    runNextTimer() {
      const due = window.fakes.nextTimer();
      const timer = timers.find((timer) => timer.due === due);
      clock = Math.max(clock, due);
      if (timer.every) timer.due += timer.every; else unschedule(timer.id);
      timer.task();
    },

    // The network.
    serve(method, part, status, body, headers) {
      rules.unshift({ method, part, status, body, headers });
    },
    addHeaders(headers) { for (const rule of rules) rule.headers = headers; },
    hold(part) { rules = rules.filter((rule) => rule.part !== part); },
    answer(method, part, status, body, headers) { oldestPending(method, part).resolve(response(status, body, headers)); },
    breakOff(method, part) { oldestPending(method, part).reject(new TypeError("Failed to fetch")); },
    asked: (method, part) => matching(method, part).length,
    pending: (method, part) => matching(method, part).filter((entry) => entry.isPending).length,
    addresses: () => requests.map((entry) => entry.method + " " + entry.address).join("\n"),
    countries: (method, part) => matching(method, part).map((entry) => entry.country).join(" "),
    sentHeaders: () => requests.flatMap((entry) => entry.headers).join(" "),
    body: (method, part) => { const all = matching(method, part); return all.length ? all[all.length - 1].body : null; },
    early(address, body, country = "US") {
      // The script has read the body already, and it can't be read twice.
      const answer = Object.assign(new Response(), { whole: new TextEncoder().encode(body).buffer });
      answer.text = answer.arrayBuffer = () => Promise.reject(new TypeError("already read"));
      window.__refilleryEarly = { address, country, response: Promise.resolve(answer) };
    },

    // The streams.
    setStreams(work) { streamsWork = work; },
    streams: () => sources.length,
    openStreams: () => sources.filter((source) => source.readyState !== 2).length,
    streamAddress: () => sources[sources.length - 1].address,
    streamListeners: () => sources.reduce((sum, source) => sum + source.listeners, 0),
    send(data) { const last = sources[sources.length - 1]; last.readyState = 1; last.dispatchEvent(new MessageEvent("message", { data })); },
    open() { const last = sources[sources.length - 1]; last.readyState = 1; last.dispatchEvent(new Event("open")); },
    stop() { sources[sources.length - 1].dispatchEvent(new MessageEvent("stop", { data: "{}" })); },
    cut() { sources[sources.length - 1].dispatchEvent(new Event("error")); },

    // The other tabs of this browser. One that takes a lock holds it until it lets go.
    takeLock(name) {
      const lock = locks.get(name);
      locks.set(name, {});
      lock?.reject?.(new DOMException("taken", "AbortError"));
    },
    letLockGo(name) {
      locks.delete(name);
      const next = waitingForLocks.findIndex((one) => one.name === name);
      if (next >= 0) waitingForLocks.splice(next, 1)[0].go();
    },
    lockIsHeld: (name) => locks.has(name),
    locksWaitedFor: () => waitingForLocks.length,
    refuseLocks() { define(navigator, "locks", { request: () => Promise.reject(new DOMException("no locks here", "SecurityError")) }); },
    // The browser's own locks.
    useRealLocks() { delete navigator.locks; },
    removeLocks() { define(navigator, "locks", undefined); },
    posted: () => JSON.stringify(posted),
    channels: () => tabs.length,
    sayElsewhere(message) { for (const tab of [...tabs]) tab.dispatchEvent(new MessageEvent("message", { data: JSON.parse(message) })); },

    // The page around: a window of its own, whose words are written down.
    embed(origin) {
      const frame = document.createElement("iframe");
      document.body.append(frame);
      host = { frame, origin, greetings: [], said: [], port: null, sent: 0, observers: [] };
      const above = host;
      frame.contentWindow.postMessage = (message, target) => { above.greetings.push({ message, target }); };
      define(window, "parent", frame.contentWindow);
      define(document, "referrer", origin + "/");
      window.ResizeObserver = class {
        constructor(tell) { this.tell = tell; }
        observe(element) { this.element = element; above.observers.push(this); this.tell(); }
        disconnect() { above.observers = above.observers.filter((one) => one !== this); }
      };
    },
    // What the browser says of the page that led here.
    refer(address) { define(document, "referrer", address); },
    // The owner's settings in the document, until the page around goes.
    own(settings) {
      const block = document.createElement("script");
      block.type = "application/json";
      block.id = "shop-config";
      block.textContent = settings;
      host.frame.append(block);
    },
    greetings: () => JSON.stringify(host.greetings),
    // Answers the greeting, with other values of some fields.
    connect(config, over) {
      const { message, from = host.origin, stranger, portless } = JSON.parse(over || "{}");
      const { port1, port2 } = new MessageChannel();
      const said = [];
      port1.onmessage = (event) => said.push(event.data);
      const ch = host.greetings.length ? host.greetings[0].message.ch : "";
      const data = { gs: 1, ch, type: "connect", v: 1, config: JSON.parse(config), ...message };
      const source = stranger ? window : host.frame.contentWindow;
      window.dispatchEvent(new MessageEvent("message", { data, origin: from, source, ports: portless ? [] : [port2] }));
      host.port = host.port || port1;
      if (host.port === port1) host.said = said; else host.other = said;
    },
    forget() { host.port = null; host.said = []; },
    command(type, data) {
      host.sent += 1;
      host.port.postMessage({ v: 1, id: String(host.sent), type, data: JSON.parse(data) });
    },
    post(script) { host.port.postMessage(new Function("return " + script)()); },
    flood(count) { for (let i = 0; i < count; i += 1) host.port.postMessage({ v: 1, id: "f" + i, type: "config.set", data: { theme: "dark" } }); },
    said: (type) => JSON.stringify(host.said.filter((one) => !type || one.type === type)),
    heardElsewhere: () => (host.other || []).length,
    grow(height) { document.body.style.minHeight = height + "px"; host.observers.forEach((one) => one.tell()); document.body.style.minHeight = ""; },
    isClean: () => !("polluted" in {}) && !("host_pays" in {}),
    rootStyle: (name) => document.documentElement.style.getPropertyValue(name),
    rootData: (name) => document.documentElement.getAttribute(name),

    // The page.
    listening: (event) => listening.filter((one) => one.event === event).length,
    setVisible(isVisible) {
      define(document, "visibilityState", isVisible ? "visible" : "hidden");
      document.dispatchEvent(new Event("visibilitychange"));
    },
    focusWindow() { window.dispatchEvent(new Event("focus")); },
    leave() { window.dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true })); },
    comeBack() { window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })); },
    refuseStorage() {
      Object.defineProperty(window, "localStorage", { get() { throw new DOMException("refused", "SecurityError"); }, configurable: true });
    },
    fillStorage() {
      const full = { getItem: () => null, setItem() { throw new DOMException("full", "QuotaExceededError"); }, removeItem() {} };
      Object.defineProperty(window, "localStorage", { get: () => full, configurable: true });
    },
    // Full, with what it holds still to be read, until there is room again.
    fillUp() { Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }; },
    makeRoom() { Storage.prototype.setItem = real.setItem; },
    // What another tab keeps or, without a text, forgets.
    keepElsewhere(name, text) {
      if (text) real.setItem.call(localStorage, name, text); else localStorage.removeItem(name);
      window.dispatchEvent(new StorageEvent("storage", { key: name, newValue: text || null }));
    },
    // What the browser says about keeping what is stored, and whether it asks the buyer first.
    promise(answer, asksTheBuyer) {
      timesAsked = 0;
      define(navigator, "storage", {
        async persisted() { return answer === "promised"; },
        async persist() { timesAsked += 1; return answer === "granted"; },
      });
      CSS.supports = (...all) => (asksTheBuyer && all[0] === "-moz-appearance") || real.supports.apply(CSS, all);
    },
    timesAsked: () => timesAsked,
    keptAnswers: () => kept.size,
    refuseCaches() {
      Object.defineProperty(window, "caches", { get() { throw new DOMException("refused", "SecurityError"); }, configurable: true });
    },
    // Where the browser says it is.
    setPlace(languages, timeZone) {
      define(navigator, "languages", languages.split(" "));
      Intl.DateTimeFormat.prototype.resolvedOptions = function () { return { ...real.resolvedOptions.call(this), timeZone }; };
    },
    // Counts the formatters of dates and numbers that the page makes from now on.
    countFormatters() {
      formatters = 0;
      const construct = (...given) => { formatters += 1; return Reflect.construct(...given); };
      for (const name of ["DateTimeFormat", "NumberFormat"]) Intl[name] = new Proxy(real[name], { construct });
    },
    formatters: () => formatters,
    removeSanitiser() { delete Element.prototype.setHTML; },
    copied: () => copied.join("\n"),
    refuseCopying() { copyWorks = false; },
    // Refuses a new address after so many, as WebKit does, or as Chromium, which says nothing.
    refuseAddresses(count, isSaid) {
      addressesLeft = count;
      for (const name of ["pushState", "replaceState"]) {
        History.prototype[name] = function (...all) {
          if (addressesLeft > 0) { addressesLeft -= 1; return real[name].apply(this, all); }
          if (isSaid) throw new DOMException("100 times per 10 seconds", "SecurityError");
        };
      }
    },
    allowAddresses() { addressesLeft = Infinity; },
    go(address) { history.pushState(null, "", address); },
    goInside(address) { history.pushState(null, "", address); window.dispatchEvent(new PopStateEvent("popstate")); },
    address: () => location.pathname + location.search,
    focusedValue: () => document.activeElement ? document.activeElement.value : "",
    key(key) { document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true })); },
    focused: () => document.activeElement ? document.activeElement.id : "",

    focusedText: () => document.activeElement.textContent.trim(),
    // The browser goes back in its own time, so what comes after has to wait for it.
    back: () => new Promise((resolve) => {
      window.addEventListener("popstate", () => resolve(), { once: true });
      history.back();
    }),
    // Whether the page took the key for itself.
    key(key) {
      const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
      return !(document.activeElement || document.body).dispatchEvent(event);
    },

    // What a buyer does in an element.
    click(root, selector) { find(root, selector).click(); },
    press(root, words) {
      const button = [...root.querySelectorAll("button, a, summary, label")].find((one) => one.textContent.trim() === words || one.getAttribute("aria-label") === words);
      if (!button) throw new Error(`nothing to press says “${words}”: ${root.textContent}`);
      button.click();
    },
    type(root, selector, text) {
      const field = find(root, selector);
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    },
    // As an extension or a password manager does: with this event, or with none.
    fill(root, selector, value, event) {
      const field = find(root, selector);
      if (typeof value === "boolean") field.checked = value; else field.value = value;
      if (event) field.dispatchEvent(new Event(event, { bubbles: true }));
    },
    choose(root, selector, value) {
      const field = find(root, selector);
      if (![...field.options].some((option) => option.value === value)) field.add(new Option(value, value));
      field.value = value;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    },
    // As a keyboard repeats a key, and as the second click of a double click comes.
    holdEnter(root, selector) {
      const key = new KeyboardEvent("keydown", { key: "Enter", repeat: true, bubbles: true, cancelable: true });
      if (find(root, selector).dispatchEvent(key)) find(root, "form.buy").requestSubmit();
    },
    clickAgain(root, selector) { find(root, selector).dispatchEvent(new MouseEvent("click", { detail: 2, bubbles: true, cancelable: true })); },
    submitSearch() { document.querySelector("#stage [role=search]").requestSubmit(); },
    submit(root) { find(root, "form.buy").requestSubmit(); },
    value: (root, selector) => find(root, selector).value,
    attribute: (root, selector, name) => { const one = root.querySelector(selector); return one ? one.getAttribute(name) : null; },
    text: (root, selector) => { const one = root.querySelector(selector); return one ? one.textContent.replace(/\s+/g, " ").trim() : ""; },
    // Styles for the page, until the test ends, and the words that can be seen with them.
    dress(css) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      document.adoptedStyleSheets = [sheet];
    },
    // As wide as a phone, with text of this size in percent.
    narrow(root, width, percent) {
      root.style.inlineSize = width + "px";
      document.documentElement.style.fontSize = percent + "%";
    },
    // What stands out of the page at a side, or out of a part that cuts it.
    standsOut(root) {
      const isOut = (box, around) => box.width > 0 && (box.right > around.right + 1 || box.left < around.left - 1);
      const words = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const out = [];
      while (words.nextNode()) {
        const node = words.currentNode;
        if (!node.textContent.trim() || node.parentElement.closest(".visually-hidden, header.header, .skip, option, summary + *:not([open] *)")) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const around = (node.parentElement.closest(".pay, .ticket, .sheet, .notice") || root).getBoundingClientRect();
        if ([...range.getClientRects()].some((box) => isOut(box, around))) out.push(node.textContent.trim());
      }
      return out.join("; ");
    },
    // Text as far apart as WCAG 1.4.12 has it.
    spaceOut(isSpaced) {
      document.querySelector("#spaced")?.remove();
      if (!isSpaced) return;
      document.head.insertAdjacentHTML("beforeend", "<style id=spaced>#stage * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } #stage p { margin-block-end: 2em !important }</style>");
    },
    // What makes the page scroll to its side, and words that are cut by what is around them.
    sideways(root) {
      const out = new Set();
      const is = (around, ...values) => values.includes(getComputedStyle(around).overflowX);
      const free = ".visually-hidden, .visually-hidden *, .skip, option, dialog *, .picker select, summary + *:not([open] *)";
      const edge = root.getBoundingClientRect();
      const name = (one) => one.tagName.toLowerCase() + "." + one.className;
      for (const one of root.querySelectorAll("*")) {
        const box = one.getBoundingClientRect();
        if (!box.width || one.matches(free) || (box.right <= edge.right + 1 && box.left >= edge.left - 1)) continue;
        let around = one.parentElement;
        while (around !== root && !is(around, "auto", "scroll", "hidden", "clip")) around = around.parentElement;
        if (around === root) out.add(`${name(one)} stands out by ${Math.round(Math.max(box.right - edge.right, edge.left - box.left))}`);
      }
      const words = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      while (words.nextNode()) {
        const node = words.currentNode;
        // What may be cut: names of brands on cards, the shop's and a country's in the header.
        if (!node.textContent.trim() || node.parentElement.closest(free + ", .brand-card, .header, .address-long")) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const boxes = [...range.getClientRects()].filter((box) => box.width);
        for (let around = node.parentElement; around !== root; around = around.parentElement) {
          if (!is(around, "hidden", "clip")) continue;
          const edge = around.getBoundingClientRect();
          if (boxes.some((box) => box.right > edge.right + 1 || box.left < edge.left - 1)) out.add(`“${node.textContent.trim()}” is cut`);
        }
      }
      // The chosen words of a list are drawn by the browser, which cuts them.
      const draw = document.createElement("canvas").getContext("2d");
      for (const list of root.querySelectorAll("main select")) {
        const style = getComputedStyle(list);
        draw.font = style.font;
        const needs = draw.measureText(list.selectedOptions[0]?.textContent ?? "").width;
        const has = list.clientWidth - parseFloat(style.paddingInlineStart) - parseFloat(style.paddingInlineEnd);
        if (list.getBoundingClientRect().width && needs > has + 1 && style.whiteSpace === "nowrap") out.add(`list “${list.selectedOptions[0].textContent}” is cut`);
      }
      return [...out].slice(0, 12).join("; ");
    },
    shown: (root) => root.innerText.replace(/\s+/g, " ").trim(),
    lines: (root, selector) => [...root.querySelectorAll(selector)].map((one) => one.textContent.replace(/\s+/g, " ").trim()).join("\n"),
    count: (root, selector) => root.querySelectorAll(selector).length,
    has: (root, selector) => root.querySelector(selector) !== null,
    count: (root, selector) => root.querySelectorAll(selector).length,
    hrefs: (root) => [...root.querySelectorAll("a[href]")].map((link) => link.getAttribute("href")).join("\n"),
    handlers: (root) => [...root.querySelectorAll("*")].flatMap((one) => [...one.attributes]).filter((attribute) => /^on/i.test(attribute.name) || /javascript:/i.test(attribute.value)).length,
  };

  function find(root, selector) {
    const one = root.querySelector(selector);
    if (!one) throw new Error(`no ${selector} in: ${root.textContent}`);
    return one;
  }
})();
