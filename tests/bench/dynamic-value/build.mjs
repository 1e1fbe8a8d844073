// Builds every variant and prints what it adds to its baseline, brotli 11, wasm and glue together.
// BINARYEN=path of wasm-opt 132. Usage: node build.mjs [name ...]
import { execFileSync as run } from "node:child_process";
import { mkdirSync, statSync, writeFileSync, readFileSync, existsSync } from "node:fs";

const target = process.env.CARGO_TARGET_DIR ?? "target";
const wasmOpt = process.env.BINARYEN ?? "wasm-opt";
// name: features, baseline
const variants = {
  "base": ["", null],
  "base+store": ["exact store", "base"],
  "base+store-inexact": ["store", "base"],
  "value": ["exact value-slice", "base"],
  "value-inexact": ["value-slice", "base"],
  "value+store": ["exact store value-slice", "base+store"],
  "value-str+store": ["exact store value-str", "base+store"],
  "value-str": ["exact value-str", "base"],
  "reflect": ["reflect", "base"],
  "reflect-cached": ["reflect-cached", "base"],
  "reflect-cached+store": ["reflect-cached store exact", "base+store"],
  "getters": ["getters", "base"],
  "own": ["own", "base"],
  "own+store": ["own store exact", "base+store"],
  "value+second": ["exact value-slice second", "value"],
  "reflect-cached+second": ["reflect-cached second", "reflect-cached"],
  "getters+second": ["getters second", "getters"],
  "own+second": ["own second", "own"],
  "app": ["app", null],
  "app+store": ["app store exact", "app"],
  "app+value": ["app exact value-slice", "app"],
  "app+value+store": ["app exact value-slice store", "app+store"],
  "app+own+store": ["app own store exact", "app+store"],
  "app+getters": ["app getters", "app"],
  "app+own": ["app own", "app"],
};
const wanted = process.argv.slice(2);
const file = "sizes.json";
const sizes = existsSync(file) ? JSON.parse(readFileSync(file)) : {};
const brotli = (path) => { run("brotli", ["-q", "11", "-w", "24", "-f", path]); return statSync(path + ".br").size; };

for (const [name, [features]] of Object.entries(variants)) {
  if (wanted.length && !wanted.includes(name)) continue;
  run("cargo", ["build", "--release", "--quiet", "--target", "wasm32-unknown-unknown", "--features", features], { stdio: "inherit" });
  const out = `dist/${name}`;
  mkdirSync(out, { recursive: true });
  run("wasm-bindgen", ["--target", "web", "--no-typescript", "--out-dir", out, "--out-name", "m",
    `${target}/wasm32-unknown-unknown/release/dynamic_value.wasm`]);
  run(wasmOpt, ["-Oz", "--strip-debug", "--strip-producers", "--strip-target-features", "--enable-bulk-memory", "--enable-nontrapping-float-to-int", "--enable-sign-ext",
    "--enable-mutable-globals", "--enable-reference-types", "--enable-multivalue", `${out}/m_bg.wasm`, "-o", `${out}/m_bg.wasm`]);
  sizes[name] = { raw: statSync(`${out}/m_bg.wasm`).size, wasm: brotli(`${out}/m_bg.wasm`), glueRaw: statSync(`${out}/m.js`).size, glue: brotli(`${out}/m.js`) };
  const { raw, wasm, glue } = sizes[name];
  console.log(name, "raw", raw, "br", wasm, "+", glue, "=", wasm + glue);
  writeFileSync(file, JSON.stringify(sizes, null, 1));
}
const total = ({ wasm, glue }) => wasm + glue;
console.table(Object.fromEntries(Object.entries(variants).filter(([n, [, b]]) => sizes[n] && (!b || sizes[b])).map(([n, [, b]]) =>
  [n, { raw: sizes[n].raw, "wasm br": sizes[n].wasm, "glue br": sizes[n].glue, total: total(sizes[n]), over: b ?? "", adds: b ? total(sizes[n]) - total(sizes[b]) : "" }])));
