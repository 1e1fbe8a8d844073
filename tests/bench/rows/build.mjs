// Builds the implementations into dist/ and says what each weighs under brotli 11. Without names these
// are the four of README.md; upstream-3 and lean-3 are the Leptos ones, compiled for speed.
// Usage: node build.mjs [name ...]
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { transformSync } from "@babel/core";
import solid from "babel-preset-solid";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
process.chdir(here);
const root = resolve(here, "../../..");
const target = resolve(process.env.CARGO_TARGET_DIR ?? "target");
const run = (program, given, more) => execFileSync(program, given, { stdio: ["ignore", "inherit", "inherit"], ...more });

/** The builds of the Leptos source: their features, and for what cargo and wasm-opt optimise. */
const LEPTOS = {
  "upstream": { features: "upstream", level: "z" },
  "lean": { features: "", level: "z" },
  "upstream-3": { features: "upstream", level: "3" },
  "lean-3": { features: "", level: "3" },
};
const USUAL = ["upstream", "lean", "solid", "vanilla"];
const SCRIPTS = { solid: "js/solid.jsx", vanilla: "js/vanilla.js" };

const jsx = {
  name: "solid",
  setup: ({ onLoad }) => onLoad({ filter: /\.jsx$/ }, ({ path }) => ({
    contents: transformSync(readFileSync(path, "utf8"), { presets: [solid], filename: path, babelrc: false, configFile: false }).code,
  })),
};

async function bundle(entry, outfile, more = {}) {
  await build({
    entryPoints: [entry], outfile, bundle: true, minify: true, format: "esm", target: "es2022", platform: "browser",
    define: { "process.env.NODE_ENV": '"production"' }, loader: { ".txt": "text" }, plugins: [jsx], logLevel: "warning", ...more,
  });
}

/** What the shop gives to wasm-opt, with another level in place of its own. */
function wasmOptArguments(level) {
  const page = readFileSync(join(root, "index.html"), "utf8");
  const attribute = (name) => new RegExp(` ${name}="([^"]*)"`).exec(page)[1];
  const given = [`-O${attribute("data-wasm-opt")}`, ...attribute("data-wasm-opt-params").split(/\s+/)];
  return given.map((one) => (one === "-Oz" ? `-O${level}` : one));
}

/** The environment in which the shop's release is compiled: see `smallest_code` in xtask/src/release.rs. */
function smallestCode(level) {
  const hidden = [[root, "."], [process.env.CARGO_HOME ?? join(homedir(), ".cargo"), "c"], [process.env.RUSTUP_HOME ?? join(homedir(), ".rustup"), "r"]];
  const flags = ["-Zunstable-options", "-Cpanic=immediate-abort", ...hidden.map(([folder, name]) => `--remap-path-prefix=${folder}=${name}`)];
  return {
    ...process.env,
    RUSTC_BOOTSTRAP: "1",
    CARGO_ENCODED_RUSTFLAGS: flags.join("\u001f"),
    CARGO_UNSTABLE_BUILD_STD: "std,panic_abort",
    CARGO_UNSTABLE_BUILD_STD_FEATURES: "optimize_for_size",
    CARGO_TARGET_DIR: target,
    CARGO_PROFILE_RELEASE_OPT_LEVEL: level,
  };
}

async function leptos(name, { features, level }) {
  const out = `dist/${name}`;
  const cargo = ["build", "--release", "--locked", "--target", "wasm32-unknown-unknown", "--features", features];
  if (process.env.JOBS) cargo.push("--jobs", process.env.JOBS);
  run("cargo", cargo, { env: smallestCode(level) });
  const glue = `${out}/glue`;
  run("wasm-bindgen", ["--target", "web", "--no-typescript", "--out-dir", glue, "--out-name", "rows", `${target}/wasm32-unknown-unknown/release/rows.wasm`]);
  run("node_modules/.bin/wasm-opt", [...wasmOptArguments(level), `${glue}/rows_bg.wasm`, "--output", `${out}/rows.wasm`]);
  await bundle("js/leptos.js", `${out}/main.js`, { alias: { "wasm-bindgen-glue": resolve(glue, "rows.js") } });
}

const wanted = process.argv.slice(2);
const names = [...Object.keys(LEPTOS), ...Object.keys(SCRIPTS)];
for (const name of wanted.length ? wanted : USUAL) {
  if (!names.includes(name)) throw new Error(`there is no ${name}, only ${names.join(", ")}`);
  mkdirSync(`dist/${name}`, { recursive: true });
  if (name in LEPTOS) await leptos(name, LEPTOS[name]);
  else await bundle(SCRIPTS[name], `dist/${name}/main.js`);
}
await bundle("js/harness.js", "dist/harness.js");
copyFileSync("style.css", "dist/style.css");

const brotli = (path) => {
  if (!existsSync(path)) return 0;
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: statSync(path).size };
  return brotliCompressSync(readFileSync(path), { params }).length;
};
const sizes = {};
for (const name of names.filter((name) => existsSync(`dist/${name}/main.js`))) {
  const [wasm, js] = [brotli(`dist/${name}/rows.wasm`), brotli(`dist/${name}/main.js`)];
  sizes[name] = { wasm, js, total: wasm + js };
}
console.table(sizes);
writeFileSync("dist/sizes.json", JSON.stringify(sizes, null, 1) + "\n");
