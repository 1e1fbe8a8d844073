(function () {
  /* A browser refuses an address that changes too often: WebKit and Firefox throw, which is the end of
     a program that doesn't expect it, and Chromium only leaves the address as it was. So nothing is
     thrown from here. What was refused is said again after a rest, and only the last of it. */
  var REST_MILLISECONDS = 1000;
  /* WebKit's patience comes back after 30 seconds at most. What is refused for longer never passes. */
  var MOST_TRIES = 60;
  var late, timer, real = {};

  function passes(call) {
    try {
      real[call.name].call(history, call.state, "", call.address);
      return call.address == null || new URL(call.address, document.baseURI).href === location.href;
    } catch (e) { return false; }
  }
  function rest() {
    clearTimeout(timer);
    timer = setTimeout(function () {
      if (late && !passes(late) && (late.tries += 1) < MOST_TRIES) rest();
      else late = undefined;
    }, REST_MILLISECONDS);
  }
  ["pushState", "replaceState"].forEach(function (name) {
    real[name] = history[name];
    history[name] = function (state, title, address) {
      var call = { name: name, state: state, address: address, tries: 0 };
      if (late) {
        if (late.name === "pushState") call.name = late.name;
        if (address == null) call.address = late.address;
      } else if (passes(call)) return;
      late = call;
      rest();
    };
  });
  /* Whoever goes back or forward wants that address and no late one. */
  addEventListener("popstate", function () { late = undefined; });
})();
