// Runs in each page: presses the buttons, takes the times, and says whether the table is right.
import { Words } from "./words.js";

/** How many turns of the microtasks a page has before a frame passes, which makes its time worthless. */
const TURNS = 1000;

/** The row whose link "select" presses, and the one that "remove" removes. */
const SELECTED = 1, REMOVED = 4;

const words = new Words();

/** What must be in the table: { id, label, isSelected } for each row. */
let expected = [];

const body = () => document.querySelector("#tbody");
const button = (id) => document.getElementById(id);
const link = (place, column) => body().children[place].children[column].firstElementChild;
const next = (count) => words.next(count).map((row) => ({ ...row, isSelected: false }));
const idOf = (row) => row?.firstElementChild.textContent;

/** Whether the rows from here to the last one are there. A list is filled from one of its ends. */
const filled = (first, last) => {
  const ids = [String(first.id), String(last.id)];
  return (before) => {
    const row = before ? before.nextElementSibling : body().firstElementChild;
    return idOf(row) === ids[0] && idOf(body().lastElementChild) === ids[1];
  };
};

// Each action says what to press, what the table must be afterwards, and by which few nodes one sees that
// it is done. These are looked up before the clock starts, so looking at them costs next to nothing; that
// they are the same nodes afterwards also shows that rows are kept by their keys.
const ACTIONS = {
  run: () => {
    expected = next(1000);
    return [button("run"), filled(expected[0], expected.at(-1))];
  },
  runlots: () => {
    expected = next(10000);
    return [button("runlots"), filled(expected[0], expected.at(-1))];
  },
  add: () => {
    const more = next(1000);
    const last = body().lastElementChild;
    const isFilled = filled(more[0], more.at(-1));
    expected = expected.concat(more);
    return [button("add"), () => isFilled(last)];
  },
  update: () => {
    expected = expected.map((row, place) => (place % 10 ? row : { ...row, label: row.label + " !!!" }));
    const place = expected.length - 1 - ((expected.length - 1) % 10);
    const last = link(place, 1);
    return [button("update"), () => last.textContent === expected[place].label];
  },
  select: () => {
    const before = expected.findIndex((row) => row.isSelected);
    expected = expected.map((row, place) => ({ ...row, isSelected: place === SELECTED }));
    const row = body().children[SELECTED], old = body().children[before];
    return [link(SELECTED, 1), () => row.className === "danger" && !old?.className];
  },
  swap: () => {
    const [one, other] = [expected[1], expected[998]];
    expected = expected.with(1, other).with(998, one);
    const rows = [0, 1, 998, 999].map((place) => body().children[place]);
    return [button("swaprows"), () => rows[0].nextElementSibling === rows[2] && rows[3].previousElementSibling === rows[1]];
  },
  remove: () => {
    expected = expected.toSpliced(REMOVED, 1);
    const [before, behind] = [body().children[REMOVED - 1], body().children[REMOVED + 1]];
    // On the icon, as a visitor does.
    return [link(REMOVED, 2).firstElementChild, () => before.nextElementSibling === behind];
  },
  clear: () => {
    expected = [];
    return [button("clear"), () => body().firstElementChild === null];
  },
};

/** What differs from what must be, or nothing. */
function fault() {
  const rows = body().children;
  if (rows.length !== expected.length) return `${rows.length} rows in place of ${expected.length}`;
  for (const [place, row] of expected.entries()) {
    const [id, label] = [...rows[place].children].map((cell) => cell.textContent);
    const isSelected = rows[place].className === "danger";
    if (id !== String(row.id) || label !== row.label || isSelected !== row.isSelected) {
      return `row ${place} is ${id} "${label}" ${isSelected}, and not ${row.id} "${row.label}" ${row.isSelected}`;
    }
  }
}

const frame = () => new Promise((done) => requestAnimationFrame(done));

/** Does one action. Times are in milliseconds from the click. The marks, in which the number is, are for
 *  the trace, which has them in the thread's own time as well. */
async function act(name, number) {
  const [target, isDone] = ACTIONS[name]();
  let turns = 0, frames = 0;
  // Nothing of what came before is left to lay out.
  document.body.offsetHeight;
  const marks = ["began", "changed", "ended"].map((moment) => `rows ${number} ${moment}`);
  performance.mark(marks[0]);
  const began = performance.now();
  target.click();
  const clicked = performance.now();
  while (!isDone()) {
    turns += 1;
    if (turns < TURNS) {
      await null;
    } else {
      frames += 1;
      if (frames > 60) throw new Error(`${name} has not happened: ${fault()}`);
      await frame();
    }
  }
  const changed = performance.now();
  performance.mark(marks[1]);
  document.body.offsetHeight;
  const laidOut = performance.now();
  performance.mark(marks[2]);
  performance.clearMarks();
  // At this moment and not later: else the work isn't over where it is said to be.
  const found = fault();
  if (found) throw new Error(`${name}: ${found}`);
  // What follows must not have to wait for this to be painted.
  await frame();
  await frame();
  if (fault()) throw new Error(`${name} changed afterwards: ${fault()}`);
  return { number, total: laidOut - began, script: changed - began, click: clicked - began, turns, frames };
}

/** Presses "run" and keeps nothing of its own, for who measures memory. */
async function fill() {
  button("run").click();
  while (body().childElementCount !== 1000) await frame();
  await frame();
  await frame();
}

/** The markup with its attributes in one order, and without what each framework may add: comments, and a
 *  class that is empty again. */
function markup(element = document.querySelector("#main")) {
  const attributes = [...element.attributes].filter(({ name, value }) => name !== "class" || value)
    .map(({ name, value }) => ` ${name}="${value}"`).sort().join("");
  const parts = [...element.childNodes].map((node) => (node instanceof Element ? markup(node) : node instanceof Text ? node.data.trim() : ""));
  return `<${element.localName}${attributes}>${parts.join("")}</>`;
}

/** How many nodes a row has, comments included. */
function nodesOfRow() {
  const walker = document.createTreeWalker(body().firstElementChild);
  let count = 1;
  while (walker.nextNode()) count += 1;
  return count;
}

globalThis.rows = { act, fill, markup, nodesOfRow };
