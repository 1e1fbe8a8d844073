// New orders, with Netlify's own rate limit: per visitor's address and minute. It is the wider one,
// because a refusal at this point reads like an answer that was lost.

import shop from "./shop.mjs";

export const config = {
  path: "/api/v5/orders",
  rateLimit: { action: "rate_limit", aggregateBy: ["ip", "domain"], windowSize: 60, windowLimit: 12 },
};

export default shop;
