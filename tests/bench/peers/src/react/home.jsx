import { useMemo } from "react";
import { useNavigate } from "react-router";
import { Brands, Feed } from "../check.js";
import { address, listed, page } from "../model.js";
import { HomeView } from "../views/home.jsx";
import { useApi } from "./api.js";

export default function Home() {
  const feed = useApi(address.feed, Feed);
  const list = useApi(feed && address.brands, Brands);
  const brands = useMemo(() => list && listed(list), [list]);
  const navigate = useNavigate();
  return <HomeView feed={feed} brands={brands} onSearch={(words) => navigate(`${page("/brands")}&q=${encodeURIComponent(words)}`)} />;
}
