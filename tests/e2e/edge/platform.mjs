// What Netlify and Vercel have in common, as far as the recipes rely on it: an HTTP server that
// speaks to functions in Request and Response, static files packed on their way, a fetch that adds
// nothing, and a cache that keeps to its headers.

import { readFileSync, statSync } from "node:fs";
import { createServer, request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { createHash } from "node:crypto";
import { extname, join } from "node:path";
import { Readable } from "node:stream";
import { brotliCompressSync, constants, createGunzip, gzipSync } from "node:zlib";

/** Listens, and hands each request to `answer` with the visitor's own address. */
export function serve(answer) {
  const server = createServer(async (incoming, outgoing) => {
    try {
      const method = incoming.method;
      const chunks = [];
      for await (const chunk of incoming) chunks.push(chunk);
      const hasBody = method !== "GET" && method !== "HEAD";
      const gone = new AbortController();
      outgoing.on("close", () => gone.abort());
      const request = new Request(`http://${incoming.headers.host}${incoming.url}`, {
        method,
        headers: incoming.headers.connection ? without(incoming.headers, ["connection", "keep-alive"]) : incoming.headers,
        body: hasBody ? Buffer.concat(chunks) : undefined,
        signal: gone.signal,
      });
      const response = await answer(request, incoming.socket.remoteAddress);
      const headers = Object.fromEntries(response.headers);
      outgoing.writeHead(response.status, headers);
      outgoing.flushHeaders();
      if (!response.body || method === "HEAD") return outgoing.end();
      const body = Readable.fromWeb(response.body);
      outgoing.on("close", () => body.destroy());
      body.on("error", () => outgoing.destroy());
      body.pipe(outgoing);
    } catch (error) {
      console.error(error);
      outgoing.destroy();
    }
  });
  server.listen(Number(process.env.SHOP_PORT), "127.0.0.1");
  for (const signal of ["SIGTERM", "SIGINT"]) {
    process.on(signal, () => {
      server.close(() => process.exit(0));
      server.closeAllConnections();
    });
  }
}

function without(headers, names) {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}

/** The platform's fetch: what the function says, and nothing of Node's own. */
export function plainFetch(url, options = {}) {
  return new Promise((done, failed) => {
    const target = new URL(url);
    const send = target.protocol === "https:" ? httpsRequest : httpRequest;
    const body = options.body === undefined ? undefined : Buffer.from(options.body);
    const headers = { ...options.headers };
    if (body) headers["content-length"] = String(body.length);
    const asked = send(target, { method: options.method ?? "GET", headers }, (answer) => {
      const said = new Headers();
      for (const [name, value] of Object.entries(answer.headers)) said.append(name, String(value));
      const empty = [204, 304].includes(answer.statusCode);
      let stream = empty ? null : answer;
      // As every fetch does it: packed answers are unpacked, and say it no more.
      if (stream && said.get("content-encoding") === "gzip") {
        stream = answer.pipe(createGunzip());
        said.delete("content-encoding");
        said.delete("content-length");
      }
      if (empty) answer.resume();
      done(new Response(stream && Readable.toWeb(stream), { status: answer.statusCode, headers: said }));
    });
    asked.on("error", failed);
    options.signal?.addEventListener("abort", () => asked.destroy(new Error("aborted")));
    asked.end(body);
  });
}

const KINDS = {
  ".js": "application/javascript; charset=UTF-8",
  ".css": "text/css; charset=UTF-8",
  ".wasm": "application/wasm",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".html": "text/html; charset=UTF-8",
  ".webp": "image/webp",
  ".xml": "application/xml",
};

/** A file of the published folder with its tag, or nothing. */
export function file(name) {
  const path = join(process.env.SHOP_DIST, decodeURIComponent(name));
  if (name.includes("..") || !statSync(path, { throwIfNoEntry: false })?.isFile()) return undefined;
  const bytes = readFileSync(path);
  const tag = `"${createHash("sha256").update(bytes).digest("hex").slice(0, 20)}"`;
  const headers = { "content-type": KINDS[extname(name)] ?? "text/plain; charset=UTF-8", etag: tag };
  return new Response(bytes, { headers });
}

/** The platform's last step: 304 for what the browser has, else packed as it likes best. */
export async function sent(request, response) {
  const headers = new Headers(response.headers);
  const tag = headers.get("etag");
  if (response.status === 200 && tag && tagOf(request.headers.get("if-none-match")) === tagOf(tag)) {
    return new Response(null, { status: 304, headers });
  }
  const kind = headers.get("content-type") ?? "";
  const isPackable = response.body && !headers.has("content-encoding")
    && /^(text\/(html|css|javascript|plain)|application\/(javascript|json|wasm)|image\/svg)/.test(kind);
  if (!isPackable) return new Response(response.body, { status: response.status, headers });
  const takes = request.headers.get("accept-encoding") ?? "";
  const bytes = Buffer.from(await response.arrayBuffer());
  headers.append("vary", "Accept-Encoding");
  const encoding = /\bbr\b/.test(takes) ? "br" : /\bgzip\b/.test(takes) ? "gzip" : "";
  if (!encoding) return new Response(bytes, { status: response.status, headers });
  headers.set("content-encoding", encoding);
  headers.delete("content-length");
  if (tag) headers.set("etag", `W/${tag}`);
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };
  const packed = encoding === "br" ? brotliCompressSync(bytes, quality) : gzipSync(bytes);
  return new Response(packed, { status: response.status, headers });
}

const tagOf = (tag) => tag?.replace(/^W\//, "");

/** Seconds of a directive such as `max-age`. */
export function seconds(header, directive) {
  return Number(new RegExp(`\\b${directive}=(\\d+)`).exec(header ?? "")?.[1] ?? 0);
}
