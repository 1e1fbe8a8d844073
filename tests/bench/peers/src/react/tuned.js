// `tuned` and `preact`: a file for each page. The first one is here before anything is rendered:
// React holds back for 300 ms what follows a fallback.
import { lazy } from "react";
import { parse } from "../model.js";
import { start } from "./app.jsx";

const pages = {
  home: () => import("./home.jsx"),
  wall: () => import("./wall.jsx"),
  brand: () => import("./brand.jsx"),
  order: () => import("./order.jsx"),
};
const first = parse(location.pathname).name;
const { default: page } = await pages[first]();
start({ ...Object.fromEntries(Object.entries(pages).map(([name, load]) => [name, lazy(load)])), [first]: page });

// The other pages come when there is nothing else to do, as ours do.
addEventListener("load", () => setTimeout(() => (globalThis.requestIdleCallback ?? setTimeout)(() => Object.values(pages).forEach((load) => load())), 1000));
