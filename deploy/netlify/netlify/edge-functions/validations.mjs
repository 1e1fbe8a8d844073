// The look at an order before it is made, with Netlify's own rate limit. A visitor meets this one
// first, with words that fit: nothing was ordered.

import shop from "./shop.mjs";

export const config = {
  path: "/api/v5/orders/validations",
  rateLimit: { action: "rate_limit", aggregateBy: ["ip", "domain"], windowSize: 60, windowLimit: 10 },
};

export default shop;
