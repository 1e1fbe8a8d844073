import { useMemo, useState } from "react";
import { useParams } from "react-router";
import { Brands, Payments, Products } from "../check.js";
import { address, listed } from "../model.js";
import { BrandView } from "../views/brand.jsx";
import { useApi } from "./api.js";

export default function Brand() {
  const { family } = useParams();
  const products = useApi(address.products(family), Products);
  const vias = useApi(address.payments, Payments);
  // What else there is comes after what the page is about.
  const list = useApi(products && address.brands, Brands);
  const brands = useMemo(() => list && listed(list), [list]);
  const [chosen, setChosen] = useState();
  return <BrandView family={family} product={products?.[0]} vias={vias} brands={brands} chosen={chosen} onChoose={setChosen} />;
}
