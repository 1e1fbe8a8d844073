// What a ruler finds on the page, one fault a line: edges off the grid, titles at another height,
// cut texts, torn sums, things over one another, small targets, and a page that moves sideways.
const faults = [];
const html = document.documentElement;
// A scroll bar, or room for one, is beside it.
const page = html.getBoundingClientRect();
const wide = page.width;
const isMirrored = getComputedStyle(html).direction === "rtl";
const start = (box) => (isMirrored ? page.right - box.right : box.left - page.left);
const isAtLeast = (width) => matchMedia(`(min-width: ${width}px)`).matches;
const modal = document.querySelector("dialog[open]") || [...document.querySelectorAll("[popover]")].find((each) => each.matches(":popover-open"));
const scope = modal || document.body;
// The shop's name beside its mark is seen in whole or not at all, and of a country's name in the
// header the end may be missing: its picker has it.
// Addresses and codes are read in groups, wherever these are.
const MAY_BREAK = "code, .code, .address, .digits";
const GIVES_WAY = ".shop > span, .picker-long";
const ASIDE = ".visually-hidden, .skip, [inert], #shell";

function named(element) {
  const holder = element.closest("[class]");
  const words = element.textContent.trim().replace(/\s+/g, " ").slice(0, 40);
  return `${element.localName} in .${holder ? holder.getAttribute("class").replace(/ /g, ".") : ""} “${words}”`;
}
const at = (box) => `${[box.left, box.top, box.right, box.bottom].map((side) => side.toFixed(1)).join(" ")}`;

// What surrounds an element: where it is clipped, whether it scrolls or sticks, its nearest box.
const known = new Map();
const outside = { left: page.left, right: page.right, top: -Infinity, bottom: Infinity, scrolls: false, tiny: false, stuck: null, faint: false, block: null };
function around(element) {
  if (!element || element === document.body || element === html) return outside;
  let here = known.get(element);
  if (here) return here;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  here = { ...around(element.parentElement), style, box };
  if (style.position === "fixed" || (style.position === "sticky" && style.zIndex !== "auto")) here.stuck = element;
  if (style.opacity === "0") here.faint = true;
  if (style.display !== "inline" && style.display !== "contents") here.block = box;
  const { overflowX, overflowY } = style;
  if (style.display !== "inline" && style.display !== "contents" && (overflowX !== "visible" || overflowY !== "visible")) {
    here.scrolls ||= /auto|scroll/.test(overflowX + overflowY);
    here.tiny ||= box.width <= 1 || box.height <= 1;
    here.left = Math.max(here.left, box.left);
    here.right = Math.min(here.right, box.right);
    here.top = Math.max(here.top, box.top);
    here.bottom = Math.min(here.bottom, box.bottom);
  }
  known.set(element, here);
  return here;
}

// Texts, line by line. A line's box is higher than its letters, which are what is read.
const things = [];
const walker = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT);
const range = document.createRange();
for (let text = walker.nextNode(); text; text = walker.nextNode()) {
  const holder = text.parentElement;
  if (!text.data.trim() || holder.closest(ASIDE) || holder.closest("select, option, script, style, noscript, template")) continue;
  if (!holder.checkVisibility({ visibilityProperty: true })) continue;
  const here = around(holder);
  if (here.tiny || here.faint) continue;
  const size = parseFloat(getComputedStyle(holder).fontSize);
  // A sum in two lines can be read as two sums.
  if (!holder.closest(MAY_BREAK)) for (const sum of text.data.matchAll(/(?<=^|\s|\p{Cf})[\p{Sc}\p{Lu}]{0,3}\d[\d.,]*[\p{Sc}\p{Lu}]{0,3}(?=$|\s|\p{Cf})/gu)) {
    range.setStart(text, sum.index);
    range.setEnd(text, sum.index + sum[0].length);
    if (new Set([...range.getClientRects()].filter((line) => line.width > 1).map((line) => Math.round(line.top))).size > 1)
      faults.push(`torn: ${sum[0]} of ${named(holder)}`);
  }
  range.selectNodeContents(text);
  for (const line of range.getClientRects()) {
    if (line.width < 1) continue;
    const middle = (line.top + line.bottom) / 2;
    const box = { left: line.left, right: line.right, top: middle - size * .4, bottom: middle + size * .4 };
    if (!here.scrolls && !holder.closest(GIVES_WAY)) {
      if (box.left < page.left - 1 || box.right > page.right + 1) faults.push(`outside of the window: ${named(holder)} at ${at(box)}`);
      else if (box.left < here.left - 1 || box.right > here.right + 1 || box.top < here.top - 1 || box.bottom > here.bottom + 1)
        faults.push(`cut: ${named(holder)} at ${at(box)}`);
      else if (here.block && (box.left < here.block.left - 1 || box.right > here.block.right + 1 || box.top < here.block.top - 2 || box.bottom > here.block.bottom + 2))
        faults.push(`out of its box: ${named(holder)} at ${at(box)} of ${at(here.block)}`);
    }
    if (box.right > here.left && box.left < here.right && box.bottom > here.top && box.top < here.bottom) things.push({ element: holder, box, here });
  }
}

// What fields and lists say has no rectangle of its own, but a width.
const pen = document.createElement("canvas").getContext("2d");
for (const field of scope.querySelectorAll("input, select")) {
  const here = around(field);
  if (here.faint || field.closest(ASIDE) || !field.checkVisibility({ visibilityProperty: true }) || !field.clientWidth) continue;
  if (field.matches("[type=radio], [type=checkbox], [type=file], [type=color], [type=hidden], [type=range]")) continue;
  const words = field.localName === "select" ? field.selectedOptions[0]?.text : field.value || field.placeholder;
  if (!words) continue;
  const isTyped = field.localName === "input" && field.value;
  const style = here.style;
  const { fontSize } = field.localName === "input" && !isTyped ? getComputedStyle(field, "::placeholder") : style;
  pen.font = `${style.fontWeight} ${fontSize} ${style.fontFamily}`;
  const room = field.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  // What somebody has typed may be longer than any field.
  if (!isTyped && pen.measureText(words).width > room + 1)
    faults.push(`cut: “${words}” needs ${pen.measureText(words).width.toFixed(0)} of ${room} in ${field.localName}#${field.id}`);
}

// Targets: at least 24 by 24, unless in a sentence (WCAG 2.5.8). A box is as large as its label.
const LEAST = 24;
const TARGETS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=option], [tabindex='0']";
for (const target of scope.querySelectorAll(TARGETS)) {
  if (target.closest(ASIDE) || !target.checkVisibility({ visibilityProperty: true })) continue;
  const label = target.labels && target.labels[0];
  const own = target.getBoundingClientRect();
  const around_label = label && label.getBoundingClientRect();
  const area = label && label.contains(target) ? around_label : own;
  if (area.width <= 2 && area.height <= 2) continue;
  const isInText = target.localName === "a" && getComputedStyle(target).display === "inline"
    && target.parentElement.innerText.trim().length > target.innerText.trim().length + 1;
  if (!isInText && !target.disabled && (Math.round(area.width * 10) < LEAST * 10 || Math.round(area.height * 10) < LEAST * 10))
    faults.push(`small: ${area.width.toFixed(1)} x ${area.height.toFixed(1)}: ${named(target)}`);
  const here = around(target);
  if (here.faint || here.tiny || own.width <= 2 || isInText) continue;
  const box = { left: Math.max(own.left, here.left), right: Math.min(own.right, here.right), top: Math.max(own.top, here.top), bottom: Math.min(own.bottom, here.bottom) };
  if (box.left < box.right && box.top < box.bottom) things.push({ element: target, box, here });
}

// Two things over one another, of which none is in the other. What sticks lies over what scrolls.
things.sort((one, other) => one.box.top - other.box.top);
const isLaidOver = (thing) => thing.here.style && thing.here.style.pointerEvents === "none" && thing.here.style.position === "absolute";
things.forEach((one, place) => {
  for (let next = place + 1; next < things.length; next += 1) {
    const other = things[next];
    if (other.box.top >= one.box.bottom - 1) break;
    if (one.here.stuck !== other.here.stuck || one.element.contains(other.element) || other.element.contains(one.element)) continue;
    const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
    const down = Math.min(one.box.bottom, other.box.bottom) - other.box.top;
    if (across <= 1 || down <= 1 || isLaidOver(one) || isLaidOver(other)) continue;
    faults.push(`overlap by ${across.toFixed(1)} x ${down.toFixed(1)}: ${named(one.element)} and ${named(other.element)} at ${at(other.box)}`);
  }
});

// Edges: every block starts on the page's line, on the start of a column, or in a block that
// divides its width evenly (`look.md`, 2.2: four, eight or twelve columns).
const margin = Math.max(isAtLeast(768) ? 24 : 16, (wide - 1200) / 2);
const [columns, gap] = isAtLeast(1024) ? [12, 24] : isAtLeast(768) ? [8, 24] : [4, 16];
const stride = (wide - 2 * margin + gap) / columns;
const isOnGrid = (place) => Array.from({ length: columns }, (_, column) => margin + column * stride).some((edge) => Math.abs(edge - place) <= 1);
const isFull = (box) => box.left <= page.left + 1 && box.right >= page.right - 1;
const isClear = (colour) => /^rgba.*, 0\)$|\/ 0\)$/.test(colour);
function isBox(style) {
  const isDrawn = ["Top", "InlineStart"].every((side) => parseFloat(style[`border${side}Width`]) > 0 && !isClear(style[`border${side}Color`]));
  return isDrawn || !isClear(style.backgroundColor);
}
function inkOf(element) {
  range.selectNodeContents(element);
  const lines = [...range.getClientRects()].filter((line) => line.width > 1 && line.height > 1);
  return lines.length ? Math.min(...lines.map(start)) : null;
}
function check(element, place) {
  if (place !== null && !isOnGrid(place)) faults.push(`off the grid: ${named(element)} starts at ${place.toFixed(1)}, the line is at ${margin}`);
}
const isPicture = (element) => element.matches(".logo, img, svg") || !!element.querySelector(":scope > .logo");
function measure(element, before = []) {
  const style = getComputedStyle(element);
  const isEven = style.display.includes("grid") && new Set(style.gridTemplateColumns.split(" ").map((track) => Math.round(parseFloat(track)))).size === 1
    && style.gridTemplateColumns.split(" ").length > 1;
  for (const child of element.children) {
    const around_child = getComputedStyle(child);
    if (child.closest(ASIDE) || child.matches("script, template, dialog, option") || /absolute|fixed/.test(around_child.position)) continue;
    if (around_child.display === "contents") { measure(child, before); continue; }
    const box = child.getBoundingClientRect();
    if (!child.checkVisibility({ visibilityProperty: true }) || box.width < 2 || box.height < 2) continue;
    const isFirst = !before.some((each) => each.top < box.bottom - 1 && each.bottom > box.top + 1 && start(each) < start(box));
    before.push(box);
    if (child.matches("[aria-hidden=true]")) continue;
    // Beside a picture are its words. What follows in a line divides it evenly, as cards and tiles do,
    // or is short and ends it; a column of the page is neither.
    const isWithPicture = style.display.includes("grid") && isPicture(element.firstElementChild);
    if (isWithPicture && start(box) > start(element.getBoundingClientRect()) + 1) continue;
    const isBeside = style.display.includes("flex") || box.width < wide * (isAtLeast(768) ? 1 / 3 : .45);
    if (!isFirst && (isEven ? !isOnGrid(start(box)) : isBeside)) continue;
    measured(child, box, around_child);
  }
}
function measured(element, box, style) {
  const hasWords = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  // A list's marks stand before its lines, and a table is a box.
  if (style.display === "list-item" && style.listStyleType !== "none") return;
  if (isBox(style) && !isFull(box)) return check(element, start(box));
  // Text that is aligned to the end may start anywhere.
  if (["end", isMirrored ? "left" : "right"].includes(style.textAlign)) return;
  // Text of another direction, such as a supplier's English beside Arabic, has an edge of its own.
  const isForeign = (style.direction === "rtl") !== isMirrored;
  if (isForeign || element.matches("input, select, textarea, img, svg, iframe, canvas, table")) return check(element, start(box));
  // A dot that is drawn before the words is the start.
  const mark = getComputedStyle(element, "::before");
  if (mark.content !== "none" && mark.position === "absolute") return check(element, start(box));
  // A link around a card is one thing, and so are a box with its words and a coin with its network.
  if (element.matches("a, label, button, summary, .network")) return check(element, inkOf(element));
  if (hasWords || !element.children.length) return check(element, hasWords ? inkOf(element) : null);
  measure(element);
}
if (!modal) measure(document.body);

// Every title is at one height, unless a way back or a picture is above or beside it.
const title = document.querySelector("main h1");
if (!modal && title && !document.querySelector("main .back, main .goods-head")) {
  const above = title.getBoundingClientRect().top - document.querySelector("main").getBoundingClientRect().top;
  if (Math.abs(above - (isAtLeast(768) ? 24 : 16)) > 1) faults.push(`not at the height of other titles: ${named(title)}, ${above.toFixed(1)} below the header`);
}

if (html.scrollWidth > wide + 1) {
  const ends = (box) => (isMirrored ? page.right - box.left : box.right - page.left);
  const worst = [...document.body.querySelectorAll("*")].map((each) => [ends(each.getBoundingClientRect()), each])
    .filter(([end]) => end > wide + 1).sort((one, other) => other[0] - one[0])[0];
  faults.push(`sideways: ${html.scrollWidth} > ${wide}, ${worst ? `${named(worst[1])} to ${worst[0]}` : "nobody knows why"}`);
}
return [...new Set(faults)];
