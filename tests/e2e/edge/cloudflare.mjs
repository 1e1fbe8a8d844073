// deploy/cloudflare under Miniflare, Cloudflare's own local runtime: the same workerd, assets,
// cache and rate limit, set up from the recipe's own wrangler.jsonc.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Miniflare } from "miniflare";
import { edited } from "./edits.mjs";

const recipe = join(import.meta.dirname, "../../../deploy/cloudflare");
const dist = process.env.SHOP_DIST;
const text = readFileSync(join(recipe, "wrangler.jsonc"), "utf8");
const wrangler = JSON.parse(text.replaceAll(/^\s*\/\/.*$/gm, ""));
const known = readFileSync(join(recipe, "refillery.env"), "utf8").matchAll(/^(SHOP_[A-Z_]+)=/gm);
const bindings = Object.fromEntries([...known].map(([, name]) => [name, process.env[name] ?? ""]));
const module = (path, file) => ({
  type: "ESModule",
  path: join(recipe, path),
  contents: path === "proxy.mjs" ? edited(readFileSync(file, "utf8")) : readFileSync(file, "utf8"),
});

const running = new Miniflare({
  host: "127.0.0.1",
  port: Number(process.env.SHOP_PORT),
  compatibilityDate: wrangler.compatibility_date,
  // Nothing is asked of anybody outside, and no country is made up.
  cf: {},
  modulesRoot: recipe,
  modules: [
    module(wrangler.main, join(recipe, wrangler.main)),
    module("proxy.mjs", join(recipe, "proxy.mjs")),
    module("dist/_server/policy.mjs", join(dist, "_server/policy.mjs")),
  ],
  bindings,
  ratelimits: Object.fromEntries(
    wrangler.ratelimits.map(({ name, simple }) => {
      const limit = Number(process.env[`SHOP_${name}_PER_MINUTE`] || simple.limit);
      return [name, { simple: { ...simple, limit } }];
    }),
  ),
  assets: {
    directory: dist,
    binding: wrangler.assets.binding,
    routerConfig: { has_user_worker: true, invoke_user_worker_ahead_of_assets: wrangler.assets.run_worker_first },
    assetConfig: {
      html_handling: wrangler.assets.html_handling,
      not_found_handling: wrangler.assets.not_found_handling,
    },
  },
});
await running.ready;
const stop = async () => {
  await running.dispose();
  process.exit(0);
};
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
