// Labels: three words each, the same in every implementation (`src/words.rs`). Nothing here is random,
// so that all implementations show the same.
import text from "../words.txt";

const lists = text.trim().split("\n").map((line) => line.split(" "));

/** Says what the next rows are called. */
export class Words {
  #seed = 1;
  #id = 1;

  /** The ids and labels of the next rows. */
  next(count) {
    return Array.from({ length: count }, () => this.#row());
  }

  #row() {
    const label = lists.map((list) => {
      this.#seed = (this.#seed * 48271) % 2147483647;
      return list[this.#seed % list.length];
    }).join(" ");
    return { id: this.#id++, label };
  }
}
