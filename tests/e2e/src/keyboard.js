// What has focus, as a person sees it: its role and words, whether its ring is drawn, and
// whether anything lies over it.
const active = document.activeElement;
if (!active || active === document.body) return null;
const plain = (text) => (text || "").replace(/[\s\u00a0]+/g, " ").trim();
const isHidden = (box) => box.width <= 2 || box.height <= 2;
// A box that is drawn by its label shows its focus there.
// What a person reads, without what is hidden from screen readers.
const shown = (label) => {
  const hidden = [...label.querySelectorAll("[aria-hidden=true]")].map((each) => each.textContent.trim()).filter(Boolean);
  return hidden.reduce((words, decoration) => words.replace(decoration, ""), label.innerText).trim();
};
const label = active.labels && active.labels[0];
let drawn = active;
const opacity = getComputedStyle(active).opacity;
if (label && label.contains(active) && (isHidden(active.getBoundingClientRect()) || opacity === "0")) drawn = label;
const ringOf = (element) => {
  const style = getComputedStyle(element);
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && style.outlineColor !== "rgba(0, 0, 0, 0)";
};
const hasRing = ringOf(drawn) || ringOf(active) || (label && label.contains(active) && ringOf(label));
const boxes = [...drawn.getClientRects()].filter((box) => !isHidden(box));
const box = boxes[0] || drawn.getBoundingClientRect();
const points = [[.5, .5], [.1, .5], [.9, .5], [.5, .2], [.5, .8]]
  .map(([x, y]) => [box.left + box.width * x, box.top + box.height * y]);
const isSeen = ([x, y]) => {
  const hit = document.elementFromPoint(x, y);
  return !!hit && (drawn.contains(hit) || hit.contains(drawn) && hit === drawn.parentElement);
};
const seen = points.filter(isSeen).length;
const over = points.filter((point) => !isSeen(point)).map(([x, y]) => {
  const hit = document.elementFromPoint(x, y);
  return hit ? hit.outerHTML.slice(0, 80) : `outside of the window (${Math.round(x)}, ${Math.round(y)})`;
});
const role = { A: "link", BUTTON: "button", SELECT: "picker", SUMMARY: "button", MAIN: "main", TEXTAREA: "field" }[active.tagName]
  || (active.tagName === "INPUT" ? (/radio|checkbox/.test(active.type) ? "choice" : "field") : active.tagName.toLowerCase());
const words = active.getAttribute("aria-label")
  || (active.labels && active.labels.length ? [...active.labels].map(shown).join(" ") : role === "main" ? "" : active.innerText);
return { role, name: plain(words), hasRing: !!hasRing, seen, over, html: active.outerHTML.slice(0, 160) };
