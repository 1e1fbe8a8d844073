import { memo, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useSearchParams } from "react-router";
import { Brands } from "../check.js";
import { MOST, WINDOW, address, folded, found, listed } from "../model.js";
import { Card, Search, Waiting } from "../views/frame.jsx";
import { Bar, Filters, More, WallTitle } from "../views/wall.jsx";
import { useApi } from "./api.js";

const MemoCard = memo(Card);
const MemoFilters = memo(Filters);

/** The first cards of a result; more when the end comes near, or by the button. */
function Windowed({ result, words }) {
  const [most, setMost] = useState(WINDOW);
  const [last, setLast] = useState(result);
  if (last !== result) {
    setLast(result);
    setMost(WINDOW);
  }
  const end = useRef();
  const isWhole = most >= result.length;
  useEffect(() => {
    if (isWhole || most >= MOST) return undefined;
    const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && setMost((most) => most + WINDOW), { rootMargin: "600px" });
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [isWhole, most]);
  const grow = () => setMost((most) => most + WINDOW);
  return (
    <>
      <ul className="brand-grid" role="list">
        {result.slice(0, most).map((brand, place) => <MemoCard key={brand.brand_id} brand={brand} place={place} words={words} />)}
      </ul>
      <div ref={end} />
      {isWhole ? null : <More shown={most} count={result.length} more={Math.min(WINDOW, result.length - most)} onMore={grow} />}
    </>
  );
}

function Whole({ result, words }) {
  return <ul className="brand-grid" role="list">{result.map((brand, place) => <MemoCard key={brand.brand_id} brand={brand} place={place} words={words} />)}</ul>;
}

const List = __WINDOWED__ ? Windowed : Whole;

export default function Wall() {
  const list = useApi(address.brands, Brands);
  const brands = useMemo(() => list && listed(list), [list]);
  const index = useMemo(() => brands?.map((brand) => folded(brand.brand)), [brands]);
  const [query] = useSearchParams();
  const [wish, setWish] = useState({ words: query.get("q") ?? "", category: query.get("category") ?? "" });
  const onWish = useCallback((more) => setWish((wish) => ({ ...wish, ...more })), []);
  const result = useMemo(() => brands && found(brands, index, wish), [brands, index, wish]);
  return (
    <main className="wall wrap" id="main" tabIndex="-1">
      <WallTitle />
      <div><Search words={wish.words} onWords={(words) => onWish({ words })} /></div>
      {result ? (
        <div className="wall-body">
          <MemoFilters brands={brands} onWish={onWish} />
          <section aria-labelledby="count"><Bar count={result.length} onWish={onWish} /><List result={result} words={wish.words} /></section>
        </div>
      ) : <Waiting count={12} />}
    </main>
  );
}
