// The rows table by hand: what the browser alone costs. Rows are kept by their keys, which here is
// that each has an object with its element, and no element is ever given to another row.
import { Words } from "./words.js";

const BUTTONS = [
  ["run", "Create 1,000 rows", () => replace(make(1000))],
  ["runlots", "Create 10,000 rows", () => replace(make(10000))],
  ["add", "Append 1,000 rows", () => append(make(1000))],
  ["update", "Update every 10th row", update],
  ["clear", "Clear", () => replace([])],
  ["swaprows", "Swap rows", swap],
];

document.querySelector("#main").innerHTML = `
<div class="container">
  <div class="jumbotron"><div class="row">
    <div class="col-md-6"><h1>Rows</h1></div>
    <div class="col-md-6"><div class="row">${BUTTONS.map(([id, text]) => `
      <div class="col-sm-6 smallpad"><button type="button" class="btn btn-primary btn-block" id="${id}">${text}</button></div>`).join("")}
    </div></div>
  </div></div>
  <table class="table table-hover table-striped test-data"><tbody id="tbody"></tbody></table>
  <span class="preloadicon glyphicon glyphicon-remove" aria-hidden="true"></span>
</div>`;
for (const [id, , press] of BUTTONS) document.getElementById(id).addEventListener("click", press);

const body = document.querySelector("#tbody");
const template = document.createElement("template");
template.innerHTML = '<tr><td class="col-md-1"> </td><td class="col-md-4"><a> </a></td><td class="col-md-1"><a>'
  + '<span class="glyphicon glyphicon-remove" aria-hidden="true"></span></a></td><td class="col-md-6"></td></tr>';
const blank = template.content.firstChild;

const words = new Words();
let rows = [];
let selected = null;

function make(count) {
  return words.next(count).map(({ id, label }) => {
    const element = blank.cloneNode(true);
    const first = element.firstChild;
    const text = first.nextSibling.firstChild.firstChild;
    first.firstChild.nodeValue = id;
    text.nodeValue = label;
    const row = { element, text, label };
    element.row = row;
    return row;
  });
}

function append(more) {
  // Out of the table the rows are put together without the browser looking at them.
  const together = document.createDocumentFragment();
  for (const row of more) together.append(row.element);
  body.append(together);
  rows = rows.concat(more);
}

function replace(others) {
  body.textContent = "";
  rows = [];
  selected = null;
  if (others.length) append(others);
}

function update() {
  for (let place = 0; place < rows.length; place += 10) {
    const row = rows[place];
    row.label += " !!!";
    row.text.nodeValue = row.label;
  }
}

function swap() {
  if (rows.length <= 998) return;
  const one = rows[1], other = rows[998];
  const behind = other.element.nextSibling;
  body.insertBefore(other.element, one.element);
  body.insertBefore(one.element, behind);
  rows[1] = other;
  rows[998] = one;
}

function select(row) {
  if (selected) selected.element.className = "";
  row.element.className = "danger";
  selected = row;
}

function remove(row) {
  row.element.remove();
  rows.splice(rows.indexOf(row), 1);
  if (selected === row) selected = null;
}

body.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  const { row } = link.closest("tr");
  if (link.firstElementChild) remove(row);
  else select(row);
});
