// The table as printed: a row leads to its line, and the row of the line that is being written is marked.

import { EnginePage } from "../engine_page.js";
import { asTold, element } from "../words.js";

export class TablePanel {
  title = "Bảng";
  key = "bang";
  element = element("div");
  #page = new EnginePage();
  #app;

  constructor(app) {
    this.#app = app;
  }

  async refresh() {
    const { file } = this.#app;
    if (!file) return this.element.replaceChildren(element("p", { textContent: "Chưa mở tệp nào." }));
    const { html, lines, told } = await this.#app.engine.ask("table", file);
    if (file !== this.#app.file) return undefined;
    if (told !== undefined) return this.element.replaceChildren(asTold(told));
    this.#page.show(html, lines, (at) => this.#app.go(at.file, at.line));
    if (!this.#page.element.isConnected) this.element.replaceChildren(this.#page.element);
    return this.moved();
  }

  /** The cursor is on another line. */
  moved() {
    const row = this.#page.mark(this.#app.file, this.#app.editor.line);
    row?.scrollIntoView({ block: "nearest" });
  }
}
