// Logos as large as real ones, in the sizes that the API names. The browser itself packs them.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Suffix, width and height: docs/api.md, "Logos". */
const SIZES = [["", 800, 509], ["_500x318", 500, 318], ["_300x190", 300, 190]];

/** Runs in the page: a ground with shapes on it, more of them in some logos than in others. */
function draw([seed, width, height]) {
  let state = seed * 7919 + 13;
  const next = () => (state = (state * 48271) % 2147483647) / 2147483647;
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext("2d");
  pen.scale(width / 300, height / 190);
  const colour = () => `hsl(${next() * 360} 70% ${30 + next() * 50}%)`;
  pen.fillStyle = colour();
  pen.fillRect(0, 0, 300, 190);
  for (let shape = 0; shape < 30 + (seed % 8) * 14; shape += 1) {
    pen.fillStyle = pen.strokeStyle = colour();
    pen.lineWidth = 1 + next() * 4;
    pen.beginPath();
    pen.ellipse(next() * 300, next() * 190, 4 + next() * 24, 4 + next() * 24, next() * 3, 0, 6.3);
    if (shape % 2) pen.fill();
    else pen.stroke();
  }
  return canvas.convertToBlob({ type: "image/webp", quality: 0.8 }).then(async (blob) => {
    const bytes = new Uint8Array(await blob.arrayBuffer());
    return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ""));
  });
}

/** Writes so many logos into `logos/` of a folder, if they aren't there, and says how large they are. */
export async function makeLogos(browser, folder, count) {
  const logos = join(folder, "logos");
  if (existsSync(join(logos, `${count - 1}.webp`))) return;
  mkdirSync(logos, { recursive: true });
  const page = await browser.newPage();
  for (let place = 0; place < count; place += 1) {
    for (const [suffix, width, height] of SIZES) {
      writeFileSync(join(logos, `${place}${suffix}.webp`), Buffer.from(await page.evaluate(draw, [place, width, height]), "base64"));
    }
  }
  await page.close();
}
