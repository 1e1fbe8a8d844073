import { MOST, WINDOW, folded, found } from "../model.js";
import { plural } from "../texts.js";
import { Card, Search, Waiting } from "../views/frame.jsx";
import { Bar, Filters, More, WallTitle } from "../views/wall.jsx";
import { brands as ask } from "./api.js";

export default function wall(place, show) {
  const query = new URLSearchParams(location.search);
  let wish = { words: query.get("q") ?? "", category: query.get("category") ?? "" };
  let all, index, result, most, list, end, more, count, observer;
  const search = <div><Search words={wish.words} onWords={(words) => onWish({ words })} /></div>;
  const main = <main className="wall wrap" id="main" tabIndex="-1"><WallTitle />{search}<Waiting count={12} /></main>;
  show(main);

  function onWish(change) {
    wish = { ...wish, ...change };
    if (all) apply();
  }

  const cards = (from, to) => result.slice(from, to).map((brand, offset) => <Card brand={brand} place={from + offset} words={wish.words} />);

  function foot() {
    more.replaceChildren(...(most < result.length ? [<More shown={most} count={result.length} more={Math.min(WINDOW, result.length - most)} onMore={grow} />] : []));
    observer.disconnect();
    if (most < result.length && most < MOST) observer.observe(end);
  }

  function grow() {
    list.append(...cards(most, most + WINDOW));
    most += WINDOW;
    foot();
  }

  function apply() {
    result = found(all, index, wish);
    most = WINDOW;
    list.replaceChildren(...cards(0, most));
    count.textContent = plural("brands.count", result.length);
    foot();
  }

  ask().then((brands) => {
    all = brands;
    index = all.map((brand) => folded(brand.brand));
    observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && grow(), { rootMargin: "600px" });
    list = <ul className="brand-grid" role="list" />;
    [end, more] = [<div />, <div />];
    const bar = <Bar count={all.length} onWish={onWish} />;
    count = bar.querySelector("#count");
    apply();
    main.lastChild.replaceWith(<div className="wall-body"><Filters brands={all} onWish={onWish} /><section aria-labelledby="count">{bar}{list}{end}{more}</section></div>);
  });
  return () => observer?.disconnect();
}
