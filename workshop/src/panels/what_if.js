// What would become of a unit with other figures: a slider a number; nothing is written into the sheet.

import { asTold, button, element } from "../words.js";
import { FileChoice } from "./choosing.js";

const asNumber = (typed) => Number(typed.replace("%", "").replace(",", "."));
const asTyped = (number, fact) => number.replace(".", ",") + (fact.percent ? "%" : "");

export class WhatIfPanel {
  title = "Tính thử";
  key = "tinh-thu";
  element = element("div", { className: "what-if" });
  #app;
  #choice;
  #given = new Map();
  #file = "";
  #find = element("input", { type: "search", placeholder: "Tìm số liệu", aria: { label: "Tìm số liệu" } });
  #result = element("div", { className: "result", aria: { live: "polite" } });
  #fields = element("div", { className: "fields" });
  #shape = "";
  #asked = 0;

  constructor(app) {
    this.#app = app;
    this.#choice = new FileChoice(app, "Phiếu", ["phiếu", "phiếu JSON"], () => this.refresh());
    this.#find.oninput = () => this.#filter();
  }

  async refresh() {
    const file = this.#choice.file;
    if (!file) return this.element.replaceChildren(element("p", { textContent: "Chưa có phiếu nào." }));
    const form = await this.#app.engine.ask("form", file);
    if (file !== this.#choice.file) return undefined;
    if (file !== this.#file) this.#given.clear();
    this.#file = file;
    if (form.told !== undefined) return this.#only(asTold(form.told));
    if (!form.facts.length) return this.#noFacts();
    this.#build(form.facts);
    return this.#suppose();
  }

  #only(...parts) {
    this.#shape = "";
    this.element.replaceChildren(this.#choice.element, ...parts);
  }

  #noFacts() {
    const told = "Bộ tiêu chí của phiếu này chấm điểm trực tiếp, không có số liệu để tính thử. Ví dụ “Chấm theo số liệu” có.";
    this.#only(element("p", { textContent: told }), button("Mở ví dụ chấm theo số liệu", () => this.#app.openExample("so-lieu")));
  }

  #build(facts) {
    const shape = JSON.stringify([this.#file, facts]);
    if (shape === this.#shape && this.#fields.isConnected) return;
    this.#shape = shape;
    const again = button("Về số liệu của phiếu", () => {
      this.#given.clear();
      this.#shape = "";
      this.refresh();
    });
    this.#fields.replaceChildren(...facts.map((fact) => this.#field(fact)));
    const head = element("div", { className: "line" }, this.#choice.element, this.#find, again);
    this.element.replaceChildren(head, this.#result, this.#fields);
    this.#filter();
  }

  // The value that counts: the latest stage's.
  #field(fact) {
    const said = fact.stages.map((stage) => fact.entries[stage]?.value).filter(Boolean).at(-1) ?? "";
    const value = this.#given.get(fact.name) ?? said;
    const typed = fact.choices.length
      ? element("select", {}, new Option("(như phiếu)", ""), ...fact.choices.map((choice) => new Option(choice)))
      : element("input", { type: "text", size: 8 });
    typed.value = value;
    typed.setAttribute("aria-label", fact.name);
    const slider = fact.numeric ? [this.#slider(fact, value, typed)] : [];
    typed.onchange = () => {
      if (slider.length) slider[0].value = asNumber(typed.value);
      this.#take(fact.name, typed.value, said);
    };
    const head = element("p", { className: "label" }, fact.name, " ", element("small", { textContent: `${fact.hint}; phiếu: ${said || "chưa biết"}` }));
    return element("div", { className: "field", data: { name: fact.name.toLowerCase() } }, head, element("div", { className: "line" }, ...slider, typed));
  }

  #slider(fact, value, typed) {
    const low = fact.low ? asNumber(fact.low) : 0;
    const now = asNumber(value || "0");
    const most = fact.percent ? 100 : Math.max(2 * now, low + 10);
    const step = fact.whole ? 1 : fact.percent ? 0.5 : 0.1;
    const slider = element("input", { type: "range", min: low, max: fact.high ? asNumber(fact.high) : most, step });
    slider.value = now;
    slider.setAttribute("aria-label", `${fact.name}, thanh trượt`);
    slider.oninput = () => {
      typed.value = asTyped(slider.value, fact);
      slider.setAttribute("aria-valuetext", typed.value);
      typed.onchange();
    };
    return slider;
  }

  #take(name, value, said) {
    if (value && value !== said) this.#given.set(name, value);
    else this.#given.delete(name);
    this.#suppose();
  }

  async #suppose() {
    const asked = ++this.#asked;
    const { result, rows, told } = await this.#app.engine.ask("suppose", this.#file, { given: Object.fromEntries(this.#given) });
    if (asked !== this.#asked) return;
    if (told !== undefined) return void this.#result.replaceChildren(asTold(told));
    const list = rows.map(({ code, before, after }) => element("li", { textContent: `${code}: ${before} → ${after}` }));
    const head = element("p", {}, element("strong", { textContent: this.#given.size ? result : result.split(" → ")[0] }));
    this.#result.replaceChildren(head, element("ul", {}, ...list));
  }

  #filter() {
    const wanted = this.#find.value.trim().toLowerCase();
    for (const field of this.#fields.children) field.hidden = !field.dataset.name.includes(wanted);
  }
}
