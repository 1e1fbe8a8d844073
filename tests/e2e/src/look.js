// Finds on the page what a person would find: by role, and by the words it goes by.
// Runs in every engine; nothing of the shop is named here.
const [role, wanted] = arguments;
const candidates = {
  button: "button, [role=button], summary, input[type=submit]",
  link: "a[href]",
  field: "input:not([type=radio]):not([type=checkbox]):not([type=hidden]), textarea",
  choice: "input[type=radio], input[type=checkbox]",
  picker: "select",
  heading: "h1, h2, h3, h4, h5, h6",
  alert: "[role=alert]",
  picture: "img[alt]:not([alt='']), [role=img]",
}[role];
const plain = (text) => text.replace(/[\s\u00a0]+/g, " ").trim();
function words(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeType !== Node.ELEMENT_NODE) return "";
  if (node.getAttribute("aria-hidden") === "true") return "";
  if (/^(SELECT|INPUT|TEXTAREA|SCRIPT|STYLE)$/.test(node.tagName)) return "";
  if (node.hasAttribute("aria-label")) return node.getAttribute("aria-label");
  const style = getComputedStyle(node);
  if (style.display === "none" || style.visibility === "hidden") return "";
  const inside = Array.from(node.childNodes, words).join("");
  return style.display.startsWith("inline") && !/block|flex|grid/.test(style.display) ? inside : " " + inside + " ";
}
function name(element) {
  const label = element.getAttribute("aria-label");
  if (label) return plain(label);
  if (element.alt) return plain(element.alt);
  const ids = (element.getAttribute("aria-labelledby") || "").split(" ").filter(Boolean);
  if (ids.length) return plain(ids.map((id) => words(document.getElementById(id))).join(" "));
  if (element.labels && element.labels.length) return plain(Array.from(element.labels, words).join(" "));
  return plain(words(element));
}
const isThere = (element) =>
  element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
const found = Array.from(document.querySelectorAll(candidates)).filter(isThere);
const target = plain(wanted);
const best =
  found.find((element) => name(element) === target) ||
  found.find((element) => name(element).startsWith(target)) ||
  found.find((element) => name(element).includes(target));
if (!best) return { names: found.map(name) };
const hit = role === "choice" && best.labels && best.labels.length ? best.labels[0] : best;
return { element: best, hit, name: name(best) };
