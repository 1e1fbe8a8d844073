// One nginx for all apps: a port each over HTTP/1.1 and, if asked for, another over HTTP/2.
// Files and the API are served as deploy/nginx does it.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

const NGINX = process.env.NGINX ?? "/usr/sbin/nginx";
/** Debian's package `libnginx-mod-http-brotli-static`. */
const BROTLI = process.env.NGINX_BROTLI ?? "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";

async function freePort() {
  const server = createServer();
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address();
  await new Promise((ready) => server.close(ready));
  return port;
}

/** The server of an app: `root` has its files, `.br` and `.gz` beside them. */
function server({ root, port, isSecure, pictures, api, policy }) {
  return `
  server {
    listen 127.0.0.1:${port}${isSecure ? " ssl http2" : ""};
    root ${root};
    charset utf-8;
    ${policy}
    add_header Cache-Control $keep always;
    gzip_vary on;
    location / { gzip_static on; brotli_static on; try_files $uri /index.html; }
    # The page is served as the files are: our recipe packs it on its way, a peer's host need not.
    location = /index.html { gzip_static on; brotli_static on; }
    location /logos/ { root ${pictures}; }
    location /api/ {
      proxy_pass http://127.0.0.1:${api}/;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_buffering on;
      proxy_buffers 64 64k;
      gzip on;
      gzip_types application/json;
      gzip_proxied any;
      gzip_min_length 1000;
    }
    location ~ ^/api/(?<rest>orders/[^/]+/subscribe)$ {
      proxy_pass http://127.0.0.1:${api}/$rest;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_buffering off;
      gzip off;
    }
  }`;
}

function certificate(folder) {
  const [key, cert] = ["key.pem", "cert.pem"].map((name) => join(folder, name));
  execFileSync("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
    "-subj", "/CN=localhost", "-keyout", key, "-out", cert], { stdio: "ignore" });
  return `ssl_certificate ${cert}; ssl_certificate_key ${key};`;
}

/** Starts nginx. `apps` has the folder of each app by its name; the result has its origins by protocol. */
export async function serve({ apps, pictures, api, folder, isBoth }) {
  mkdirSync(folder, { recursive: true });
  const origins = { h1: {}, h2: {} };
  const servers = [];
  for (const [name, root] of Object.entries(apps)) {
    // Our release names its own policy and headers, which are part of what a visitor loads.
    const file = join(root, "_server/policy.nginx");
    const policy = existsSync(file) ? `include ${file};\n    add_header Content-Security-Policy "$shop_policy" always;` : "";
    for (const protocol of isBoth ? ["h1", "h2"] : ["h1"]) {
      const [port, isSecure] = [await freePort(), protocol === "h2"];
      origins[protocol][name] = `${isSecure ? "https" : "http"}://127.0.0.1:${port}`;
      servers.push(server({ root, port, isSecure, pictures, api, policy }));
    }
  }
  const file = join(folder, "nginx.conf");
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((kind) => `${kind}_temp_path ${join(folder, kind)};`).join(" ");
  writeFileSync(file, `
load_module ${BROTLI};
daemon off;
worker_processes 1;
pid ${join(folder, "nginx.pid")};
error_log ${join(folder, "error.log")} error;
events { worker_connections 1024; }
http {
  ${temporary}
  access_log off;
  server_tokens off;
  keepalive_timeout 65;
  types {
    text/html html; text/css css; text/javascript js mjs; application/json json; application/wasm wasm;
    image/svg+xml svg; image/webp webp; image/jpeg jpg;
  }
  default_type application/octet-stream;
  # Names with the hash of what is in them never change; the rest is asked about each time.
  map "$status $uri" $keep {
    default "no-cache";
    "~^(200|206|304) .*-[\\w-]{8,}(_bg)?\\.(js|css|wasm)$" "public, max-age=31536000, immutable";
    "~^(200|206|304) /logos/" "public, max-age=86400";
    "~^(200|206|304) /api/.*orders/" "no-store";
  }
  ${isBoth ? certificate(folder) : ""}
  ${servers.join("\n")}
}
`);
  const nginx = spawn(NGINX, ["-c", file, "-p", folder], { stdio: ["ignore", "inherit", "pipe"] });
  // However the run ends.
  process.once("exit", () => nginx.kill("SIGTERM"));
  let said = "";
  nginx.stderr.on("data", (text) => { said += text; });
  const isOpen = async () => {
    try { return (await fetch(Object.values(origins.h1)[0])).ok; } catch { return false; }
  };
  for (let tries = 0; !(await isOpen()); tries += 1) {
    if (tries > 50 || nginx.exitCode !== null) throw new Error(`nginx doesn't start: ${said}${existsSync(join(folder, "error.log")) ? readFileSync(join(folder, "error.log"), "utf8") : ""}`);
    await new Promise((ready) => setTimeout(ready, 100));
  }
  return { origins, stop: () => nginx.kill("SIGTERM") };
}
