// The rows table in Solid, compiled by its own Babel preset.
import { batch, createSelector, createSignal, For } from "solid-js";
import { render } from "solid-js/web";
import { Words } from "./words.js";

const words = new Words();

const make = (count) => words.next(count).map(({ id, label }) => {
  const [text, setText] = createSignal(label);
  return { id, text, setText };
});

const Button = (props) => (
  <div class="col-sm-6 smallpad">
    <button type="button" class="btn btn-primary btn-block" id={props.id} onClick={() => props.press()}>{props.text}</button>
  </div>
);

function App() {
  const [rows, setRows] = createSignal([]);
  const [selected, setSelected] = createSignal(null);
  const isSelected = createSelector(selected);
  const replace = (others) => batch(() => {
    setRows(others);
    setSelected(null);
  });
  const update = () => batch(() => {
    const all = rows();
    for (let place = 0; place < all.length; place += 10) all[place].setText((text) => text + " !!!");
  });
  const swap = () => {
    const all = rows().slice();
    if (all.length <= 998) return;
    [all[1], all[998]] = [all[998], all[1]];
    setRows(all);
  };
  const remove = (row) => setRows((all) => all.filter((other) => other !== row));
  return (
    <div class="container">
      <div class="jumbotron">
        <div class="row">
          <div class="col-md-6"><h1>Rows</h1></div>
          <div class="col-md-6">
            <div class="row">
              <Button id="run" text="Create 1,000 rows" press={() => replace(make(1000))}/>
              <Button id="runlots" text="Create 10,000 rows" press={() => replace(make(10000))}/>
              <Button id="add" text="Append 1,000 rows" press={() => setRows((all) => [...all, ...make(1000)])}/>
              <Button id="update" text="Update every 10th row" press={update}/>
              <Button id="clear" text="Clear" press={() => replace([])}/>
              <Button id="swaprows" text="Swap rows" press={swap}/>
            </div>
          </div>
        </div>
      </div>
      <table class="table table-hover table-striped test-data">
        <tbody id="tbody">
          <For each={rows()}>{(row) => {
            // In a name of its own, Solid knows that it never changes.
            const { id } = row;
            return (
              <tr class={isSelected(id) ? "danger" : undefined}>
                <td class="col-md-1" textContent={id}/>
                <td class="col-md-4"><a onClick={() => setSelected(id)} textContent={row.text()}/></td>
                <td class="col-md-1">
                  <a onClick={() => remove(row)}><span class="glyphicon glyphicon-remove" aria-hidden="true"></span></a>
                </td>
                <td class="col-md-6"></td>
              </tr>
            );
          }}</For>
        </tbody>
      </table>
      <span class="preloadicon glyphicon glyphicon-remove" aria-hidden="true"></span>
    </div>
  );
}

render(App, document.querySelector("#main"));
