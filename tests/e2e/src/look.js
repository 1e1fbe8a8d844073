// Finds on the page what a person would find: by role, and by the words it goes by.
// Runs in every engine; nothing of the shop is named here.
// `explain` asks for the names of everything that is there if it isn't found.
const [role, wanted, explain] = arguments;
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
// Working a name out asks for the style of everything inside, and a wall has hundreds of
// links: only what has all the words somewhere is looked at closely.
const target = plain(wanted);
const needed = target.split(" ");
function mayBeIt(element) {
  const ids = (element.getAttribute("aria-labelledby") || "").split(" ").filter(Boolean);
  const parts = [element, ...element.querySelectorAll("[aria-label]"), ...(element.labels || [])];
  parts.push(...ids.map((id) => document.getElementById(id)).filter(Boolean));
  const said = parts.map((part) => [part.textContent, part.getAttribute("aria-label"), part.alt].join(" ")).join(" ");
  return needed.every((word) => said.includes(word));
}
const found = Array.from(document.querySelectorAll(candidates));
const near = found.filter(mayBeIt).filter(isThere).map((element) => [name(element), element]);
const best =
  near.find(([words]) => words === target) ||
  near.find(([words]) => words.startsWith(target)) ||
  near.find(([words]) => words.includes(target));
if (!best) return { names: explain ? found.filter(isThere).map(name) : [] };
const hit = role === "choice" && best[1].labels && best[1].labels.length ? best[1].labels[0] : best[1];
return { element: best[1], hit, name: best[0] };
