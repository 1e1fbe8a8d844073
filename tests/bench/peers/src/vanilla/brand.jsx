import { ask } from "../early.js";
import { address } from "../model.js";
import { BrandView, Total } from "../views/brand.jsx";
import { brands, checked } from "./api.js";

export default function brand({ family }, show) {
  const asked = Promise.all([ask(address.products(family)), ask(address.payments)]);
  show(<BrandView family={family} />);
  (async () => {
    const [[product], vias] = await asked;
    checked(product, ["family", "brand", "category"]);
    product.products.forEach((each) => checked(each, ["product_id", "localized_denomination", "coin", "coin_amount"]));
    product.additional_categories ??= [];
    const onChoose = (chosen) => main.querySelector(".buy-bar > p").replaceWith(<Total product={chosen} />);
    const main = <BrandView family={family} product={product} vias={vias} onChoose={onChoose} />;
    show(main);
    const whole = <BrandView family={family} product={product} brands={await brands()} />;
    main.append(whole.querySelector(".goods-related"));
  })();
}
