(function () {
  "use strict";
  /* A fault in the program ends it: a wasm that has trapped answers nothing any more, and no button
     works. So this is said here, without the program. It has left the words in the page, in the
     buyer's language (`leave_words` in src/i18n.rs). */
  var DAY_MILLISECONDS = 86400000;

  function isEnd(error) {
    if (!error || typeof WebAssembly !== "object") return false;
    return error instanceof WebAssembly.RuntimeError || (/call stack|recursion/i.test(error.message) && /wasm/.test(error.stack));
  }
  /* The order whose page this is, else the one that was made here lately. */
  function order() {
    var id = /\/order\/([A-Za-z0-9-]{16,64})\/?$/.exec(location.pathname);
    if (id) return id[1];
    try {
      var last = JSON.parse(localStorage.getItem("refillery.orders.1"))[0];
      if (Date.now() - last.created_at < DAY_MILLISECONDS) return last.id;
    } catch (e) { /* storage may be refused, and there may be none */ }
  }
  function end(error) {
    var box = document.getElementById("trap");
    if (!isEnd(error) || !box.hidden) return;
    /* Before there is a page, nothing can be lost, and the shell has the words. */
    if (!document.querySelector("main")) { window.__refilleryFail("failure"); return; }
    var again = box.querySelector("button"), link = box.querySelector("a"), id = order();
    if (id) link.href = new URL("order/" + encodeURIComponent(id), document.baseURI).href;
    link.hidden = !id;
    again.onclick = function () { location.reload(); };
    /* Over all, where the browser can: an open dialog would make this as dead as the rest. */
    [].forEach.call(document.querySelectorAll("dialog[open]"), function (dialog) { dialog.close(); });
    box.hidden = false;
    if (box.showPopover) box.showPopover();
    if (document.hasFocus()) again.focus();
  }
  addEventListener("error", function (event) { end(event.error); });
  addEventListener("unhandledrejection", function (event) { end(event.reason); });
})();
