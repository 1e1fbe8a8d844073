// The shop by hand: no framework, a file for each page, the first one asked for early.
import { parse } from "../model.js";
import { Footer, Header, Tabs } from "../views/frame.jsx";

const pages = {
  home: () => import("./home.jsx"),
  wall: () => import("./wall.jsx"),
  brand: () => import("./brand.jsx"),
  order: () => import("./order.jsx"),
};
const root = document.getElementById("root");
let leave;
let turn = 0;

/** Puts the page of the address in its place. A page is a function that shows itself by `show`, and gives one that ends it. */
async function go() {
  const mine = (turn += 1);
  const place = parse(location.pathname);
  const { default: page } = await pages[place.name]();
  if (mine !== turn) return;
  leave?.();
  const show = (main) => {
    if (mine !== turn) return;
    const old = root.querySelector(":scope > main");
    if (old) old.replaceWith(main);
    else root.replaceChildren(<Header />, main, <Footer />, <Tabs />);
  };
  leave = page(place, show, visit);
}

function visit(address) {
  history.pushState(null, "", address);
  scrollTo(0, 0);
  go();
}

addEventListener("popstate", go);
addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || link.origin !== location.origin || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  visit(link.href);
});
go();
addEventListener("load", () => setTimeout(() => (globalThis.requestIdleCallback ?? setTimeout)(() => Object.values(pages).forEach((load) => load())), 1000));
