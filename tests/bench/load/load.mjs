// nginx under load, on this machine alone: `node load.mjs`. It starts the sandbox and nginx with
// the recipe of deploy/nginx, asks with wrk, follows one order a thousand times at once, and ends
// what it has started. The README beside it says what for.

import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "../../..");
const dist = join(root, "dist");
const STREAMS = Number(process.argv[2] ?? 1000);
const SECONDS = 10;
const [PORT, API] = [18_480, 18_490];
const shop = `http://127.0.0.1:${PORT}`;
const api = `http://127.0.0.1:${API}`;
const work = mkdtempSync(join(tmpdir(), "refillery-load-"));
const started = [];

function start(program, args) {
  const child = spawn(program, args, { cwd: root, stdio: ["ignore", "ignore", "inherit"], detached: true });
  started.push(child);
  return child;
}

function end() {
  for (const child of started) {
    try {
      process.kill(-child.pid, "SIGTERM");
    } catch {
      // It has ended by itself.
    }
  }
  // nginx takes its own file with it when it ends.
  spawnSync("sleep", ["0.5"]);
  rmSync(work, { recursive: true, force: true });
}
process.on("exit", end);
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));

// The sandbox may have to be compiled first.
async function answers(url) {
  for (let tries = 0; tries < 12_000; tries += 1) {
    if (await fetch(url).then((answer) => answer.ok, () => false)) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`${url} does not answer`);
}

// As `envsubst` does it with the recipe's own file of variables.
function site() {
  const variables = Object.fromEntries(
    [...readFileSync(join(root, "deploy/nginx/refillery.env"), "utf8").matchAll(/^([A-Z_]+)="(.*)"$/gm)].map((m) => [m[1], m[2]]),
  );
  Object.assign(variables, {
    SHOP_LISTEN: `127.0.0.1:${PORT}`,
    SHOP_TLS_FILE: join(work, "tls.conf"),
    SHOP_DIST: dist,
    SHOP_PAGE: dist,
    SHOP_UPSTREAM: api,
    SHOP_COUNTRIES: `${api}/api/available-countries`,
    SHOP_CACHE: join(work, "cache"),
    SHOP_LOG: join(work, "access.log"),
    SHOP_ERROR_LOG: join(work, "error.log"),
    SHOP_BROTLI_FILE: join(work, "brotli.conf"),
    SHOP_RESOLVER: "127.0.0.1",
  });
  const template = readFileSync(join(root, "deploy/nginx/refillery.conf.template"), "utf8");
  return template.replace(/\$\{([A-Z_]+)\}/g, (whole, name) => variables[name] ?? whole);
}

const nginxConf = `
user root;
load_module /usr/lib/nginx/modules/ngx_http_brotli_static_module.so;
daemon off;
pid ${work}/nginx.pid;
error_log stderr;
worker_processes 1;
worker_rlimit_nofile 8192;
events { worker_connections 4096; }
http {
  include /etc/nginx/mime.types;
  default_type application/octet-stream;
  sendfile on;
  include ${work}/site.conf;
}
`;

/** The worker's memory in MB. */
function memory(master) {
  // Its cache's two helpers are no part of it; the worker has the most.
  const listed = spawnSync("ps", ["--ppid", String(master), "-o", "rss="]).stdout.toString();
  const kilobytes = Math.max(...listed.trim().split(/\s+/).map(Number));
  return `${(kilobytes / 1024).toFixed(1)} MB`;
}

function wrk(path) {
  const headers = ["-H", "accept-encoding: br, gzip"];
  const done = spawnSync("wrk", ["-t1", "-c100", `-d${SECONDS}s`, ...headers, `${shop}${path}`]).stdout.toString();
  const perSecond = /Requests\/sec:\s+([\d.]+)/.exec(done)?.[1];
  const failed = /(Socket errors:.*|Non-2xx.*)/.exec(done)?.[1];
  console.log(`${path}: ${perSecond} answers a second, ${failed ?? "none failed"}`);
  if (failed || !perSecond) process.exitCode = 1;
}

/** Follows an order until it ends. */
function follow(id, agent) {
  const one = { opened: false, text: "", failed: undefined, last: 0 };
  one.done = new Promise((done) => {
    const asked = http.get(`${shop}/api/orders/${id}/subscribe`, { agent, headers: { accept: "text/event-stream" } });
    asked.on("error", (error) => done((one.failed = error.code)));
    asked.on("response", (answer) => {
      if (answer.statusCode !== 200) one.failed = answer.statusCode;
      answer.setEncoding("utf8");
      answer.on("data", (text) => {
        one.opened = true;
        // Pieces end anywhere.
        one.text += text;
        one.last = performance.now();
      });
      answer.on("error", () => done((one.failed ??= "cut")));
      answer.on("end", done);
    });
  });
  return one;
}

async function post(path, body) {
  const answer = await fetch(api + path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  return answer.json().catch(() => undefined);
}

const ITEM = { beneficiary_account: "load@example.com", brand_name: "Amazon.com", country_code: "US", denomination: "range", product_value: 50 };
const ORDER = {
  email: "load@example.com",
  payment: { type: "via", payment_via: "USER_WALLET", coin: "USDC", network: "Solana" },
  deliveries: [ITEM],
  lang: "en",
  user: { email: "load@example.com", has_accepted_newsletter: false },
  acquisition: {},
};

mkdirSync(join(work, "cache"), { recursive: true });
writeFileSync(join(work, "site.conf"), site());
writeFileSync(join(work, "nginx.conf"), nginxConf);
writeFileSync(join(work, "brotli.conf"), "brotli_static on;\n");
start("cargo", ["xtask", "sandbox", "--port", String(API)]);
await answers(`${api}/v3/payment_vias`);
const nginx = start(process.env.REFILLERY_NGINX ?? "/usr/sbin/nginx", ["-p", work, "-c", join(work, "nginx.conf")]);
await answers(`${shop}/`);

const program = /href=\/(refillery-[0-9a-f]+\.js)/.exec(readFileSync(join(dist, "index.html"), "utf8"))[1];
wrk(`/${program}`);
wrk("/");

await post("/__sandbox/api/settings", { step_milliseconds: 500 });
const { order_id: id } = await post("/v5/orders", ORDER);
const before = memory(nginx.pid);
const agent = new http.Agent({ maxSockets: Infinity });
const streams = Array.from({ length: STREAMS }, () => follow(id, agent));
const begun = performance.now();
while (streams.some((one) => !one.opened && one.failed === undefined)) {
  if (performance.now() - begun > 60_000) break;
  await new Promise((done) => setTimeout(done, 50));
}
const during = memory(nginx.pid);
await post(`/__sandbox/api/orders/${id}/pay`);
await Promise.race([
  Promise.all(streams.map((one) => one.done)),
  new Promise((done) => setTimeout(done, 60_000).unref()),
]);
const failed = streams.filter((one) => one.failed !== undefined || !one.text.includes("event: stop"));
const counts = [...new Set(streams.map((one) => one.text.match(/^data:/gm)?.length ?? 0))];
const spread = (Math.max(...streams.map((one) => one.last)) - Math.min(...streams.map((one) => one.last))) / 1000;
console.log(`${STREAMS} streams: ${failed.length} failed, ${counts.join(" or ")} events each, the last within ${spread.toFixed(2)} s`);
console.log(`nginx' worker: ${before} before, ${during} with all open`);
if (failed.length) process.exitCode = 1;
process.exit();
