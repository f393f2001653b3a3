// An amendment: a maximum changed by two fields, the table before and after, and who is affected.

import { EnginePage } from "../engine_page.js";
import { asTold, button, element } from "../words.js";
import { FileChoice } from "./choosing.js";

export class AmendmentPanel {
  title = "Sửa đổi";
  key = "sua-doi";
  element = element("div", { className: "amendment" });
  #app;
  #choice;
  #row = element("select", { on: { change: () => this.#present() }, aria: { label: "Dòng" } });
  #most = element("input", { type: "text", inputMode: "decimal", size: 5 });
  #now = element("small");
  #wrong = element("p", { className: "wrong", aria: { live: "polite" } });
  #body = element("div");
  #pages = [];
  #view = "both";
  #views;
  #rows = [];

  constructor(app) {
    this.#app = app;
    this.#choice = new FileChoice(app, "Văn bản", ["văn bản sửa đổi"], () => this.refresh());
    this.#views = element("div", { className: "views" });
    for (const [view, text] of [["both", "Trước và sau"], ["impact", "Ai bị ảnh hưởng"]]) {
      const pressed = String(view === this.#view);
      this.#views.append(button(text, () => this.see(view), { data: { view }, aria: { pressed } }));
    }
  }

  /** Show one of both views. */
  see(view) {
    this.#view = view;
    for (const one of this.#views.children) one.setAttribute("aria-pressed", String(one.dataset.view === view));
    return this.refresh();
  }

  async refresh() {
    const file = this.#choice.file;
    if (!file) return this.#none();
    if (!this.#body.isConnected) this.element.replaceChildren(this.#head(), this.#changing(), this.#body);
    const [told, { rows }] = await Promise.all([
      this.#app.engine.ask("amendment", file),
      this.#app.engine.ask("rows to change", file),
    ]);
    if (file !== this.#choice.file) return undefined;
    this.#offer(rows ?? []);
    return this.#show(told);
  }

  #none() {
    const told = "Chưa có văn bản sửa đổi nào. Văn bản mới sửa bảng đang mở; bảng trước, sau và ảnh hưởng hiện ở đây.";
    const make = button("Văn bản sửa đổi mới…", () => this.#app.newAmendment());
    this.element.replaceChildren(element("p", { textContent: told }), make);
  }

  #head() {
    return element("div", { className: "line" }, this.#choice.element, this.#views);
  }

  #changing() {
    const row = element("label", {}, "Dòng ", this.#row);
    const most = element("label", {}, "Điểm tối đa mới ", this.#most);
    const write = button("Ghi vào văn bản", () => this.#write());
    this.#most.onkeydown = (event) => event.key === "Enter" && this.#write();
    return element("fieldset", {}, element("legend", { textContent: "Sửa điểm tối đa" }), row, this.#now, most, write, this.#wrong);
  }

  #offer(rows) {
    if (JSON.stringify(rows) !== JSON.stringify(this.#rows)) {
      const before = this.#row.value;
      this.#rows = rows;
      this.#row.replaceChildren(...rows.map(({ code, title }) => new Option(`${code} ${title}`, code)));
      if (rows.some(({ code }) => code === before)) this.#row.value = before;
    }
    this.#present();
  }

  #present() {
    const row = this.#rows.find(({ code }) => code === this.#row.value);
    this.#now.textContent = row ? `đang là ${row.most} điểm` : "";
  }

  async #write() {
    const file = this.#choice.file;
    const given = { code: this.#row.value, value: this.#most.value };
    const { changes, told } = await this.#app.engine.ask("new maximum", file, { given });
    this.#wrong.textContent = told ?? "";
    if (changes) this.#app.change(file, changes);
  }

  #show({ told, tables, impacts, nobody }) {
    if (told !== undefined) return this.#body.replaceChildren(asTold(told));
    const both = this.#view === "both";
    const htmls = both ? tables : impacts;
    while (this.#pages.length < htmls.length) this.#pages.push(new EnginePage());
    const pages = this.#pages.slice(0, htmls.length);
    pages.forEach((page, at) => page.show(htmls[at]));
    const only = element("input", { type: "checkbox", checked: true });
    only.onchange = () => pages.forEach((page) => page.short(only.checked));
    if (both) only.onchange();
    const choose = both ? [element("label", { className: "choice" }, only, " Chỉ dòng thay đổi")] : [];
    const none = !both && nobody ? [asTold(nobody)] : [];
    return this.#body.replaceChildren(...choose, ...none, ...pages.map((page) => page.element));
  }
}
