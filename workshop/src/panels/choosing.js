// A list of files of some kinds to choose one from.

import { element } from "../words.js";

/** A choice among the files of some kinds; `chosen` is told of another one. The file in the editor goes first. */
export class FileChoice {
  element;
  #select;
  #app;
  #kinds;
  #own = "";

  constructor(app, label, kinds, chosen) {
    this.#app = app;
    this.#kinds = kinds;
    this.#select = element("select", { on: { change: () => chosen((this.#own = this.#select.value)) }, aria: { label } });
    this.element = element("label", { className: "choice" }, `${label} `, this.#select);
  }

  /** The file that is chosen now, after the list was made anew; empty where there is none of the kinds. */
  get file() {
    const names = this.#app.kho.names().filter((name) => this.#kinds.includes(this.#app.kindOf(name)));
    if (names.includes(this.#app.file)) this.#own = this.#app.file;
    if (!names.includes(this.#own)) this.#own = names[0] ?? "";
    const shown = [...this.#select.options].map((option) => option.value);
    if (shown.join("\n") !== names.join("\n")) this.#select.replaceChildren(...names.map((name) => new Option(name)));
    this.#select.value = this.#own;
    this.element.hidden = !names.length;
    return this.#own;
  }
}
