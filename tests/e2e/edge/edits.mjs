// What a test has different in `proxy.mjs`.

/** The text with every edit made; one that fits nowhere is a mistake of the test's. */
export function edited(text) {
  for (const [old, now] of JSON.parse(process.env.SHOP_EDITS || "[]")) {
    if (!text.includes(old)) throw new Error(`proxy.mjs has no ${old}`);
    text = text.replaceAll(old, now);
  }
  return text;
}
