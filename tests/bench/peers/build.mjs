// Builds the peers into dist/: production builds, minified, with `.br` and `.gz` beside each file, as a
// host serves them. Usage: node build.mjs [name ...]
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import postcss from "postcss";
import { build } from "vite";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../../..");
process.env.NODE_ENV = "production";

/** Where the JSX of each peer goes to, and what the peer has. */
const PEERS = {
  react: { entry: "src/react/plain.js" },
  win: { entry: "src/react/plain.js", isWindowed: true },
  tuned: { entry: "src/react/tuned.js", isWindowed: true, isTuned: true },
  preact: { entry: "src/react/tuned.js", isWindowed: true, isTuned: true, isPreact: true },
  vanilla: { entry: "src/vanilla/main.jsx", isWindowed: true, isTuned: true, isVanilla: true },
};
export const NAMES = Object.keys(PEERS);

const texts = JSON.parse(readFileSync(join(root, "public/locales/en.json"), "utf8"));
function text(key) {
  if (!(key in texts)) throw new Error(`there is no text ${key}`);
  return JSON.stringify(texts[key]);
}

/** Puts the shop's texts in place of their keys. */
const withTexts = {
  name: "texts",
  enforce: "pre",
  transform(code, id) {
    if (!id.startsWith(join(here, "src"))) return null;
    return code
      .replace(/\b(t|plural)\("([a-z_]+\.[\w-]+)"/g, (_, call, key) => `${call}(${text(key)}`)
      .replace(/\bgroup\("([a-z_]+\.)"\)/g, (_, start) => `group({${Object.keys(texts).filter((key) => key.startsWith(start))
        .map((key) => `${JSON.stringify(key.slice(start.length))}: ${text(key)}`).join(",")}})`);
  },
};

/** All words of the peers' sources: a class that isn't among them is of no use to them. */
function wordsOfSources(folder = join(here, "src")) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((file) => /\.jsx?$/.test(file.name))
    .flatMap((file) => readFileSync(join(file.parentPath ?? file.path, file.name), "utf8").match(/[\w-]+/g));
}

/** Keeps the footer below the window while a page is still empty, so that it doesn't move. */
const ROOM = "@layer pages { main { min-block-size: 100dvb; } }";

/** The shop's style sheet without the rules for what the peers don't show, in one file. */
function styles() {
  const known = new Set([...wordsOfSources(), ...(shell().match(/[\w-]+/g))]);
  const sheet = ["main", "tokens", "base", "components", "pages"].map((name) => readFileSync(join(root, `style/${name}.css`), "utf8")).join("\n");
  const tree = postcss.parse(sheet);
  const isOf = (selector) => (selector.replace(/:not\([^)]*\)/g, "").match(/\.[a-zA-Z][\w-]*/g) ?? []).every((name) => known.has(name.slice(1)));
  tree.walkRules((rule) => {
    if (rule.parent?.type === "atrule" && /keyframes/.test(rule.parent.name)) return;
    const kept = rule.selectors.filter(isOf);
    if (!kept.length) rule.remove();
    else if (kept.length < rule.selectors.length) rule.selectors = kept;
  });
  let isDone = false;
  while (!isDone) {
    isDone = true;
    tree.walk((node) => { if (node.nodes && !node.nodes.some((each) => each.type !== "comment")) { node.remove(); isDone = false; } });
  }
  return tree.toString() + ROOM;
}

/** What a tuned page shows before its script is there: the same as ours. */
const shell = () => /<div class="header wrap">.*?<\/div>/s.exec(readFileSync(join(root, "index.html"), "utf8"))[0]
  + `<div class="wrap shell-body" aria-hidden="true">${"<div></div>".repeat(10)}</div>`;

/** Runs in a tuned page first: asks for the first page's file and for its first answer. */
const EARLY = `
var names={"":"home",brands:"wall",brand:"brand",product:"brand",order:"order"},path=location.pathname.split("/"),name=names[path[1]]||"wall";
(FILES[name]||[]).forEach(function(file){var link=document.createElement("link");link.rel="modulepreload";link.crossOrigin="";link.href=file;document.head.append(link)});
var id=path[2],asked={home:["/api/v2/homepage?country_code=US"],wall:["/api/v2/brands?country_code=US"],
brand:["/api/v5/products/country/US?family_name="+id+"&coin=USDC&lang=en","/api/v3/payment_vias"],order:["/api/v5/orders/"+id]}[name];
window.early={};asked.forEach(function(address){(early[address]=fetch(address,{headers:{accept:"application/json"}})).catch(function(){})});`;

/** What Vite makes of the page: for a tuned one, its shell and early requests inlined. */
const page = ({ entry, isTuned }) => ({
  name: "page",
  transformIndexHtml: {
    order: "pre",
    handler: (html) => html.replace("<!--entry-->", `<script type="module" src="/${entry}"></script>`)
      .replace("<!--shell-->", isTuned ? shell() : "")
      .replace("<!--head-->", (marker) => `${marker}<link rel="stylesheet" href="/src/generated/styles.css">`),
  },
});

const tuned = {
  name: "tuned",
  enforce: "post",
  generateBundle: {
    order: "post",
    async handler(_, bundle) {
      const html = bundle["index.html"];
      const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
      const files = {};
      for (const name of ["home", "wall", "brand", "order"]) {
        const own = chunks.find((chunk) => chunk.isDynamicEntry && chunk.name === name);
        const needed = new Set();
        const add = (file) => { if (!needed.has(file)) { needed.add(file); bundle[file].imports.forEach(add); } };
        add(own.fileName);
        files[name] = [...needed].filter((file) => !html.source.includes(file)).map((file) => "/" + file);
      }
      const script = EARLY.trim().replaceAll("\n", "").replace("FILES", () => JSON.stringify(files));
      const [sheet] = /<link rel="stylesheet"[^>]*>/.exec(html.source);
      const critical = readFileSync(join(here, "src/generated/critical.css"), "utf8");
      html.source = html.source.replace("<!--head-->", () => `<style>${critical}</style><script>${script}</script>`)
        // Behind the shell, the sheet doesn't hold back the shell's paint.
        .replace(/\s*(<link rel="stylesheet"[^>]*>)/, "")
        .replace("</body>", () => `${sheet}\n</body>`);
    },
  },
};

function compress(folder) {
  for (const file of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const path = join(file.parentPath ?? file.path, file.name);
    if (!file.isFile() || ![".html", ".js", ".css", ".svg", ".json"].includes(extname(path))) continue;
    const bytes = readFileSync(path);
    writeFileSync(path + ".br", brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
    writeFileSync(path + ".gz", gzipSync(bytes, { level: 9 }));
  }
}

async function make(name) {
  const peer = PEERS[name];
  const out = join(here, "dist", name);
  const alias = { "#link": join(here, peer.isVanilla ? "src/vanilla/link.jsx" : "src/react/link.js") };
  if (peer.isVanilla) alias.dom = join(here, "src/vanilla/dom");
  // Without a condition in its package, Vite would take the router's development build.
  else alias["react-router"] = join(here, "node_modules/react-router/dist/production/index.mjs");
  const compat = join(here, "node_modules/preact/compat");
  if (peer.isPreact) Object.assign(alias, { "react-dom": compat, react: compat });
  await build({
    configFile: false, root: here, logLevel: "warn", publicDir: false,
    define: { __WINDOWED__: String(Boolean(peer.isWindowed)) },
    resolve: { alias: Object.entries(alias).map(([find, replacement]) => ({ find: new RegExp(`^${find}(?=$|/)`), replacement })) },
    oxc: { jsx: { runtime: "automatic", importSource: peer.isVanilla ? "dom" : "react", development: false } },
    plugins: [withTexts, page(peer), ...(peer.isTuned ? [tuned] : [])],
    build: { outDir: out, rollupOptions: { onLog(level, log, handler) { if (!["MODULE_LEVEL_DIRECTIVE", "IMPORT_IS_UNDEFINED"].includes(log.code)) handler(level, log); } }, emptyOutDir: true, modulePreload: { polyfill: false }, cssCodeSplit: false, reportCompressedSize: false, chunkSizeWarningLimit: 2000 },
  });
  copyFileSync(join(root, "public/favicon.svg"), join(out, "favicon.svg"));
  compress(out);
}

mkdirSync(join(here, "src/generated"), { recursive: true });
writeFileSync(join(here, "src/generated/styles.css"), styles());
const { transform } = await import("lightningcss");
const critical = transform({ filename: "critical.css", code: readFileSync(join(root, "style/critical.css")), minify: true, targets: { chrome: 111 << 16, safari: (16 << 16) | (4 << 8), firefox: 114 << 16 } });
writeFileSync(join(here, "src/generated/critical.css"), critical.code);
const wanted = process.argv.slice(2);
for (const name of wanted.length ? wanted : NAMES) {
  if (!PEERS[name]) throw new Error(`there is no ${name}, only ${NAMES.join(", ")}`);
  rmSync(join(here, "dist", name), { recursive: true, force: true });
  await make(name);
  const sizes = readdirSync(join(here, "dist", name), { withFileTypes: true, recursive: true }).filter((file) => file.name.endsWith(".br"))
    .map((file) => `${file.name.replace(".br", "")} ${readFileSync(join(file.parentPath ?? file.path, file.name)).length}`);
  console.log(name, sizes.join(", "));
}
