(function () {
  "use strict";
  /* While the program loads: asks for the texts and for the page's first data, then starts the
     program, and says so when it can't. The program takes over both answers by their address and
     country, so what is spelled differently here costs a second request and nothing else; a test
     counts them. Whatever it meets in settings, storage or the address, it starts the program. */
  var base = document.baseURI.replace(/[^/]*$/, "").replace(/^[a-z]+:\/\/[^/]*/, "").replace(/\/$/, "");
  var query = new URLSearchParams(location.search);
  var root = document.documentElement, words = texts(function () { return block("shell-words"); });
  var config = texts(function () { return block("shop-config"); });
  var kept = texts(function () { return localStorage.getItem("refillery.preferences.1"); });
  var language = "en", messages = base + "/locales/en.json", country, path = location.pathname.slice(base.length).split("/").filter(Boolean);
  var FIRST = "refillery.first.1", line = navigator.connection || {}, awaited = [], come, isWidget = path[0] === "embed" && path[1] !== "builder", isEmbed = path[0] === "embed";

  /* What a block says that can be of use here: texts, and the texts in lists. Anybody may have
     written anything; what is wrong in the settings, the program says. */
  function texts(read) {
    var found = Object.create(null), all = found;
    try { all = JSON.parse(read()) || all; } catch (e) { /* storage may be refused, too */ }
    Object.keys(all).forEach(function (name) {
      var value = Array.isArray(all[name]) ? all[name].filter(isText) : all[name];
      if (isText(value) || Array.isArray(value)) found[name] = value;
    });
    return found;
  }
  function block(id) { return document.getElementById(id).textContent; }
  function isText(value) { return typeof value === "string"; }
  /* What comes before the program is a kindness: where it fails, the program comes all the same. */
  function safely(task) { try { task(); } catch (error) { console.error(error); } }

  /* The shop's face, before the first paint. The patterns are those of deploy/shop-config.schema.json. */
  safely(function () {
    var accent = isText(config.accent) && /^(#([0-9A-Fa-f]{3}){1,2}|rgb\([0-9]*\.?[0-9]+(( [0-9]*\.?[0-9]+){2}|(, [0-9]*\.?[0-9]+){2})\)|rgb\([0-9]*\.?[0-9]+%(( [0-9]*\.?[0-9]+%){2}|(, [0-9]*\.?[0-9]+%){2})\)|hsl\([0-9]*\.?[0-9]+(( [0-9]*\.?[0-9]+%){2}|(, [0-9]*\.?[0-9]+%){2})\)|oklch\([0-9]*\.?[0-9]+%?( [0-9]*\.?[0-9]+){2}\))$/.test(config.accent) && window.CSS && CSS.supports("color", config.accent) && config.accent;
    if (accent) root.style.setProperty("--accent", accent);
    if (config.theme === "light" || config.theme === "dark") root.dataset.theme = config.theme;
    if (isText(config.logo) && /^\/?((?!\.{1,2}\/)[A-Za-z0-9._~-]+\/)*[A-Za-z0-9._~-]+\.(svg|png|webp)$/.test(config.logo)) {
      var icon = document.querySelector("link[rel=icon]"), picture = new Image(), own = icon.cloneNode();
      /* A picture that can't be had gives its place back to the mark. */
      picture.onerror = function () { delete root.dataset.logo; icon.replaceWith(own); };
      picture.src = config.logo;
      icon.removeAttribute("type");
      icon.href = picture.src;
      root.style.setProperty("--logo", "url(" + picture.src + ")");
      root.dataset.logo = "";
    }
    var name = isText(config.name) && config.name.length <= 40 && config.name.trim();
    if (name) {
      document.title = name;
      new MutationObserver(function (_, observer) {
        var shown = document.querySelector("#shell .shop span");
        if (shown && shown.firstChild) { shown.textContent = name; observer.disconnect(); }
      }).observe(root, { childList: true, subtree: true });
    }
  });

  /* `before`: the promise that this request waits for. Such a request has a low priority. */
  function early(name, address, country, before) {
    if (document.prerendering) return;
    var abort = new AbortController(), headers = { accept: "application/json" };
    if (country) headers["x-country-iso-code"] = country;
    var response = before ? before.then(ask, ask) : ask();
    response.catch(function () { /* the program hears of it too */ });
    window[name] = { address: address, country: country, response: response, abort: abort };
    wait(address);
    function ask() { return fetch(address, { headers: headers, signal: abort.signal, priority: before ? "low" : "auto" }).then(whole); }
  }
  /* The response with its body. The program can use it at once; if it had to wait for the body, the
     browser could draw a page without content first. */
  function whole(response) {
    return response.arrayBuffer().then(function (body) { response.whole = body; return response; });
  }
  function wait(address) { awaited.push(new URL(address, document.baseURI).href); }

  /* The style sheets are behind the shell, so that it is shown and the requests begin without them. */
  var styles = new Promise(function (resolve) {
    var settled = [], kinds = ["load", "error", "readystatechange"];
    function look(event) {
      if (event && event.target) settled.push(event.target);
      if (document.readyState === "loading") return;
      var open = [].filter.call(document.querySelectorAll("link[rel=stylesheet]"), function (sheet) {
        return !sheet.sheet && settled.indexOf(sheet) === -1;
      });
      if (open.length && document.readyState !== "complete") return;
      kinds.forEach(function (kind) { document.removeEventListener(kind, look, true); });
      resolve();
    }
    kinds.forEach(function (kind) { document.addEventListener(kind, look, true); });
    look();
  });
  function first(tag) { return tag.split("-")[0].toLowerCase().replace(/^fil$/, "tl"); }
  safely(function () {
    var known = ["en"].concat(Object.keys(words));
    var offered = Array.isArray(config.languages) ? config.languages.filter(function (tag) { return known.indexOf(tag) !== -1; }) : known;
    if (!offered.length) offered = known;
    language = [query.get("lang") || kept.lang].concat(navigator.languages || []).filter(isText).reduce(function (found, wanted) {
      return found || offered.filter(function (tag) { return tag.toLowerCase() === wanted.toLowerCase(); })[0]
        || offered.filter(function (tag) { return first(tag) === first(wanted); })[0];
    }, undefined) || offered[0];
    document.documentElement.lang = language;
    document.documentElement.dir = /^(ar|fa|he|ur)$/.test(first(language)) ? "rtl" : "ltr";
    /* A release's texts have its name: what a cache keeps of another one is of no use. */
    var release = named("texts");
    messages = base + "/locales/" + language + ".json" + (release ? "?" + release.content : "");
    early("__refilleryMessages", messages);
    /* The program shows the shop when it has its texts. */
    var asked = window.__refilleryMessages;
    if (!asked) return;
    come = asked.response;
    asked.response = Promise.all([asked.response, styles]).then(function (come) { return come[0]; });
    asked.response.catch(function () { /* the program hears of it too */ });
  });

  /* A step of the address as the program encodes it. */
  function encoded(step) {
    return encodeURIComponent(decodeURIComponent(step)).replace(/[!'()*]/g, function (sign) { return "%" + sign.charCodeAt(0).toString(16).toUpperCase(); });
  }
  /* The coin of the prices: the buyer's choice, or the shop's. */
  function coin() {
    var own = ["coin", "network"].map(function (name) { return query.get(name) || kept[name]; });
    return encodeURIComponent(own[0] && own[1] ? own[0] : ((config.coins || [])[0] || "USDC").split(":")[0]);
  }
  function capitals(code) { return isText(code) ? code.toUpperCase() : ""; }
  safely(function () {
    var prefix = isText(config.api_prefix) && /^(\/(?!\.\.?(\/|$))[\w.~-]+)+\/*$/.test(config.api_prefix) ? config.api_prefix.replace(/\/+$/, "") : "/api";
    var sold = Array.isArray(config.countries) ? config.countries.map(capitals) : [];
    /* The pages of top-ups and eSIMs are about the country where they are used. */
    var used = /^(top-ups|esims)$/.test(path[isWidget ? 1 : 0]) && query.get("to");
    country = [used, query.get("country") || kept.country, config.country, sold[0], "US"].map(capitals).filter(function (code) {
      return /^[A-Z]{2}$/.test(code) && (!sold.length || sold.indexOf(code) !== -1);
    })[0];
    if (isWidget) {
      /* In a partner's page: the shop's pages without its frame, in the partner's colours from the
         first paint on. The program judges them, and all other settings. */
      path.shift();
      root.dataset.embed = "";
      var theme = query.get("theme"), colour = query.get("accent");
      if (theme === "auto") delete root.dataset.theme;
      if (theme === "light" || theme === "dark") root.dataset.theme = theme;
      if (/^#?[0-9A-Fa-f]{6}$/.test(colour)) root.style.setProperty("--accent", "#" + colour.replace("#", ""));
    }
    if (country) {
      if (!path.length) early("__refilleryEarly", prefix + "/v2/homepage?country_code=" + country, country);
      else if (/^(brands?|product|gift-cards|top-ups|esims)$/.test(path[0])) {
        var list = prefix + "/v2/brands?country_code=" + country;
        /* The address of a brand usually has its family's own name, and the program asks for the
           products by that name. Older addresses have only small letters, digits and hyphens: for
           them the list comes first. */
        if (/^(brand|product)$/.test(path[0]) && /[^a-z0-9-]/.test(path[1])) {
          wait(list);
          early("__refilleryEarly", prefix + "/v5/products/country/" + country + "?family_name=" + encoded(path[1]) + "&coin=" + coin() + "&lang=" + (/^(es|fr|de|it|pt|zh|tr|vi|tl)$/.exec(first(language)) || ["en"])[0], country);
        } else {
          /* The program has to start before it can read the list, and on a slow line (`downlink` is in
             Mbit/s) the two share the line. There the list is asked for once the texts have come. */
          var isSlow = come && line.downlink < 5;
          early("__refilleryEarly", list, country, isSlow ? come : Promise.resolve());
        }
      }
    }
    if (path[0] === "order" && /^[A-Za-z0-9-]{16,64}$/.test(path[1])) early("__refilleryEarly", prefix + "/v5/orders/" + path[1], country);
  });

  function named(part) { return document.querySelector("meta[name=shop-" + part + "]"); }
  /* A partner's settings say where a widget begins, if its path doesn't. */
  function partOfWidget() {
    var brand = query.get("brand") || query.get("product");
    return path[0] ? partOf(path) : PARTS[query.get("view")] || (brand ? "goods" : "browse");
  }
  function partOf(steps) { return steps[0] ? PARTS[steps[0]] : "browse"; }
  /* The first wasm of a release may have a part in it: the one in which this visit begins, or the one
     that is in a file which this device has already, with the files that were loaded beside it. */
  function chosen() {
    var last, all = document.querySelectorAll("meta[name^=shop-first-]");
    if (isEmbed) return undefined;
    try { last = localStorage.getItem(FIRST); } catch (e) { /* storage may be refused */ }
    return [].filter.call(all, function (meta) { return meta.content === last; })[0] || named("first-" + partOf(path));
  }

  /* Which of the words above each failure has: its title, and what can be done. */
  var said = { failure: [0, 1], old: [2, 3], files: [0, 4], policy: [0, 5], frame: [0, 6] };
  function fail(which, detail) {
    document.addEventListener("DOMContentLoaded", show);
    if (document.readyState !== "loading") show();
    function show() {
      var texts = document.getElementById("shell-" + which), own = words[first(language)];
      if (!texts) return;
      if (own) {
        texts.querySelector("h1").textContent = own[said[which][0]];
        texts.querySelector("p").textContent = own[said[which][1]];
      } else {
        texts.lang = "en";
        texts.dir = "ltr";
      }
      if (detail && !texts.querySelector("small")) {
        var small = texts.appendChild(document.createElement("p")).appendChild(document.createElement("small"));
        small.textContent = detail;
        small.dir = "ltr";
      }
      /* Whoever has an order's link has the order, and a frame shows no address. */
      if ((which === "frame" || path[0] === "order") && !texts.querySelector("a")) {
        var link = texts.appendChild(document.createElement("p")).appendChild(document.createElement("a"));
        link.href = link.textContent = location.href;
        link.target = "_blank";
        link.rel = "noopener";
      }
      document.querySelectorAll("#shell > [role=alert]").forEach(function (other) { other.hidden = other !== texts; });
      document.getElementById("shell").className = "failed";
    }
  }
  /* What the styles can't be rewritten without: README, "Browsers". */
  var knows = window.CSS && CSS.supports && CSS.supports("selector(:has(a))") && CSS.supports("height", "1dvh");
  if (typeof WebAssembly !== "object" || typeof Promise !== "function" || !knows) { fail("old"); return; }
  var js = document.getElementById("shop-js"), wasm = document.getElementById("shop-wasm");
  var PARTS = { brands: "browse", "gift-cards": "browse", brand: "goods", product: "goods", "top-ups": "topups", esims: "esims", checkout: "checkout", order: "order", orders: "orders", help: "help" };
  var entry = chosen();
  if (entry) wasm.href = entry.content;
  /* Asks for it now. */
  wasm.rel = "preload";
  /* A page may come in pieces. The program puts its own elements behind the shell, so it starts once
     the shell's first tag is there, and doesn't wait for the rest. */
  var shell = new Promise(function (resolve) {
    var observer = new MutationObserver(look);
    function look() {
      if (!document.getElementById("shell") && document.readyState === "loading") return;
      observer.disconnect();
      resolve();
    }
    observer.observe(root, { childList: true, subtree: true });
    document.addEventListener("DOMContentLoaded", look);
    look();
  });
  /* A page that the browser prepares before anybody has gone there is no visit: nothing is asked for,
     followed or written until it is shown. */
  var visit = new Promise(function (resolve) {
    if (document.prerendering) document.addEventListener("prerenderingchange", resolve, { once: true });
    else resolve();
  });
  var program = visit.then(function () { return import(js.href); }).then(function (program) {
    return shell.then(function () { return program.default({ module_or_path: wasm.href }); });
  });
  program.catch(explain);
  /* The first use of the browser's country names takes long, and every page shows one. It is done once
     the shell is painted, because the thread then waits for the program. */
  safely(function () {
    new PerformanceObserver(function (list) {
      if (list.getEntriesByName("first-contentful-paint").length) safely(function () { new Intl.DisplayNames(language, { type: "region" }).of(country); });
    }).observe({ type: "paint", buffered: true });
  });
  window.__refilleryFail = function () { explain(); };

  /* Says why the program or its texts can't come, as far as that can be found out. Where nobody
     answers, that is known late, and the connection is what is most likely. */
  function explain(error) {
    if (error) console.error(error);
    var late = setTimeout(function () { fail("failure"); }, 4000);
    why(error).then(function (why) {
      var isLost = !/^(frame|policy)$/.test(why[0]);
      (isLost ? renewed() : Promise.reject()).catch(function () {
        clearTimeout(late);
        if (why[1]) console.error("Refillery: " + why[1]);
        fail(why[0], why[1]);
      });
    });
  }
  function why(error) {
    /* To a frame without an origin the shop's own files are another origin's. */
    if (self.origin === "null") return Promise.resolve(["frame"]);
    if (error instanceof SyntaxError) return Promise.resolve(["old"]);
    /* The smallest module that there is. */
    try { new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])); } catch (e) { return Promise.resolve(["policy"]); }
    return [js.href, wasm.href, messages].reduce(function (before, address) {
      return before.then(function (found) { return found || look(address); });
    }, Promise.resolve()).then(function (found) { return found || ["failure"]; });
  }
  function look(address) {
    return fetch(address).then(function (response) {
      var kind = response.headers.get("content-type");
      if (!response.ok || /^text\/html/.test(kind) || (address === js.href && !/javascript/.test(kind))) {
        return ["files", address.replace(/^[a-z]+:\/\/[^/]*/, "") + ": " + response.status + " " + kind];
      }
      return address === wasm.href && response.arrayBuffer().then(function (bytes) {
        if (String(new Uint8Array(bytes, 0, Math.min(4, bytes.byteLength))) !== "0,97,115,109") return ["files", address + ": " + bytes.byteLength];
        return !WebAssembly.validate(bytes) && ["old"];
      });
    }).catch(function () { return ["failure"]; });
  }

  /* What was kept may be the cause: a host's page under the name of a file that came later, or half a
     file. All of that is thrown away once, and the page is loaded again, if the host answers. */
  function renewed() {
    var mark = "refillery.renewed.1", worker = navigator.serviceWorker;
    return fetch(base + "/service-worker.js", { cache: "no-store" }).then(function (response) {
      /* Not again and again; `setItem` throws where nothing can be remembered. */
      if (!response.ok || !worker || Date.now() - sessionStorage.getItem(mark) < 600000) throw new Error();
      sessionStorage.setItem(mark, Date.now());
      return Promise.all([worker.getRegistration(base + "/"), caches.keys()]);
    }).then(function (kept) {
      var files = kept[1].filter(function (name) { return /^refillery\.files\./.test(name); });
      return Promise.all(files.map(function (name) { return caches.delete(name); }).concat(kept[0] && kept[0].unregister()));
    }).then(function () {
      return Promise.all([js.href, wasm.href].map(function (address) { return fetch(address, { cache: "reload" }); }));
    }).then(function () { location.reload(); });
  }

  /* A release has a wasm for each part that not every visit needs, and some with what several parts
     share, which have to be there before. All share the first one's memory. A visit that begins on such
     a page asks for its files at once, a link when it is pointed at, and the rest comes when there is
     nothing else to do, if the line has room. */
  var loading = {};
  function load(part) {
    /* A link may be pointed at again and again. */
    if (loading[part]) return loading[part];
    var whole = loading[part] = named(part).content.split(" ").reduce(function (before, file) {
      if (!loading[file]) {
        var code = fetch(file).then(compiled);
        loading[file] = Promise.all([code, program, before]).then(function (come) {
          return WebAssembly.instantiate(come[0], { __wasm_split: come[1], main: come[1] });
        });
        loading[file].catch(function () { loading[file] = undefined; });
      }
      /* One that another part has asked for may still be on its way. */
      return Promise.all([before, loading[file]]);
    }, undefined);
    whole.then(keep, function () { loading[part] = undefined; });
    return whole;
  }
  /* A browser compiles while the bytes come, if the host names their kind. */
  function compiled(response) {
    var isNamed = /^application\/wasm/.test(response.headers.get("content-type"));
    if (isNamed && WebAssembly.compileStreaming) return WebAssembly.compileStreaming(response);
    return response.arrayBuffer().then(WebAssembly.compile);
  }

  /* Opens the shop without a line. Once all of it is there, only as a page of its own, and only a
     release: what a developer edits must be what is seen. */
  function keep() {
    var worker = navigator.serviceWorker;
    if (!worker || window.parent !== window) return;
    worker.register(base + "/service-worker.js", { updateViaCache: "none" }).then(function () { return worker.ready; }).then(function (own) {
      own.active.postMessage(performance.getEntriesByType("resource").map(function (entry) { return entry.name; }).filter(function (name) {
        return /\/locales(\/help)?\/[^/]*$|_bg\.wasm$/.test(name);
      }));
    }).catch(function () { /* without one the shop works as ever, with a line */ });
  }
  if (!named("goods")) return;
  window.__refilleryLater = load;
  if (entry) {
    var part = entry.name.replace("shop-first-", "");
    window.__refilleryFirst = part;
    named(part).content.split(" ").forEach(function (file) { loading[file] = program; });
    program.then(function () { localStorage.setItem(FIRST, entry.content); }).catch(function () { /* storage may be refused */ });
  }
  var own = isEmbed ? isWidget ? partOfWidget() : "builder" : partOf(path);
  if (isWidget) load("widget");
  if (own) load(own);
  ["pointerover", "focusin", "touchstart"].forEach(function (kind) {
    addEventListener(kind, function (event) {
      var link = event.target.closest && event.target.closest("a[href]");
      if (!link || link.origin !== location.origin) return;
      var steps = link.pathname.slice(base.length).split("/"), part = partOf(steps.slice(steps[1] === "embed" ? 2 : 1));
      if (part) load(part);
    }, { passive: true });
  });
  program.then(function () {
    if (line.saveData || /2g/.test(line.effectiveType)) return;
    var looks = 0;
    setTimeout(rest, 1000);
    /* What the page has asked for comes first, and its pictures. */
    function rest() {
      var isThere = awaited.every(function (address) { return performance.getEntriesByName(address).length; });
      var last = performance.getEntriesByType("resource").reduce(function (last, entry) { return Math.max(last, entry.responseEnd); }, 0);
      if ((!isThere || performance.now() - last < 1000) && (looks += 1) < 30) { setTimeout(rest, 500); return; }
      (window.requestIdleCallback || setTimeout)(function () { ["browse", "goods", "checkout", "order"].forEach(load); });
    }
  });
})();
