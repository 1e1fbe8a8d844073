// Runs in each page before its own scripts, the same in all of them.
(() => {
  const watch = (globalThis.__watch = { longTasks: [], shift: 0, largest: 0, sources: 0, heard: 0 });
  const observe = (type, handle) => new PerformanceObserver((list) => list.getEntries().forEach(handle)).observe({ type, buffered: true });
  observe("longtask", ({ startTime, duration }) => watch.longTasks.push([startTime, duration]));
  observe("layout-shift", ({ value, hadRecentInput }) => { if (!hadRecentInput) watch.shift += value; });
  observe("largest-contentful-paint", ({ startTime }) => { watch.largest = startTime; });

  const frame = new MessageChannel();
  let behind = [];
  frame.port1.onmessage = () => { const now = performance.now(); behind.splice(0).forEach((call) => call(now)); };
  /** Calls when the next frame has been handed over to be painted. */
  watch.painted = (call) => requestAnimationFrame(() => { behind.push(call); frame.port2.postMessage(0); });

  /** Resolves with the time at which what the selector means has been painted. */
  watch.shows = (selector) => new Promise((ready) => {
    const look = () => {
      const element = document.querySelector(selector);
      if (!element?.textContent.trim()) return;
      observer.disconnect();
      watch.painted(ready);
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { subtree: true, childList: true, characterData: true });
    look();
  });

  // The memory of a program that is WebAssembly.
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const real = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await real.apply(WebAssembly, given);
      watch.memory ??= (made.instance ?? made).exports.memory;
      return made;
    };
  }

  // When a message of a stream came, before the page's own listener hears of it.
  const Source = globalThis.EventSource;
  globalThis.EventSource = class extends Source {
    constructor(...given) {
      super(...given);
      watch.sources += 1;
      this.addEventListener("message", () => { watch.heard = performance.now(); });
    }
  };

  const results = () => [...document.querySelectorAll(".brand-grid .brand-name")].slice(0, 8).map((each) => each.textContent).join("\n");
  /** How long no frame may bring other results until they count as final. */
  const QUIET = 150;
  /** For the next input: from its event to the frame that shows its final results. */
  watch.press = () => new Promise((ready) => addEventListener("input", (event) => {
    let last = results();
    let changed;
    const look = (now) => {
      const names = results();
      if (changed === undefined || names !== last) changed = now;
      last = names;
      if (now - changed > QUIET) ready({ took: changed - event.timeStamp, names });
      else watch.painted(look);
    };
    watch.painted(look);
  }, { once: true, capture: true }));
})();
