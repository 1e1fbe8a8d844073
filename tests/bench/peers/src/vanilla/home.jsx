import { ask } from "../early.js";
import { address, page } from "../model.js";
import { HomeView } from "../views/home.jsx";
import { brands, brandsOf } from "./api.js";

export default function home(place, show, visit) {
  const view = (parts) => show(<HomeView {...parts} onSearch={(words) => visit(`${page("/brands")}&q=${encodeURIComponent(words)}`)} />);
  view({});
  (async () => {
    const { popular_brands: popular } = await ask(address.feed);
    const feed = { popular_brands: brandsOf(popular) };
    const first = <HomeView feed={feed} />;
    document.querySelector(".home > .feed").replaceWith(first.querySelector(".feed"));
    const all = await brands();
    // Only what the list changes is put in place of what is there.
    const whole = <HomeView feed={{ popular_brands: [] }} brands={all} />;
    for (const part of ["h1", ".kinds"]) document.querySelector(`.home ${part}`).replaceWith(whole.querySelector(part));
    document.querySelector(".home > .feed").after(whole.querySelector(".feed:last-of-type"));
  })();
}
