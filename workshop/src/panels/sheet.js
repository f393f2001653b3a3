// A sheet as a form, its result as it is filled in, and its explanation.

import { EnginePage } from "../engine_page.js";
import { asTold, button, element } from "../words.js";
import { FileChoice } from "./choosing.js";

const FIELDS = [
  ["value", "giá trị"],
  ["reason", "lý do"],
  ["evidence", "tài liệu kiểm chứng, cách nhau bằng dấu ;"],
];

export class SheetPanel {
  title = "Phiếu";
  key = "phieu";
  element = element("div", { className: "sheet" });
  #app;
  #choice;
  #result = element("p", { className: "result", aria: { live: "polite" } });
  #stage = element("select", { on: { change: () => this.#build() }, aria: { label: "Bước" } });
  #body = element("div");
  #page = new EnginePage();
  #view = "form";
  #views = element("div", { className: "views" });
  #file = "";
  #form = null;
  #inputs = new Map();
  #shape = "";

  constructor(app) {
    this.#app = app;
    this.#choice = new FileChoice(app, "Phiếu", ["phiếu", "phiếu JSON"], () => this.refresh());
    for (const [view, text] of [["form", "Điền"], ["explain", "Giải thích"]]) {
      const pressed = String(view === this.#view);
      this.#views.append(button(text, () => this.see(view), { data: { view }, aria: { pressed } }));
    }
  }

  /** Show the form, or the explanation. */
  see(view) {
    this.#view = view;
    for (const one of this.#views.children) one.setAttribute("aria-pressed", String(one.dataset.view === view));
    return this.refresh();
  }

  async refresh() {
    const file = this.#choice.file;
    const view = this.#view;
    if (!file) return this.#none();
    if (!this.#choice.element.isConnected || !this.#body.isConnected) {
      const head = element("div", { className: "line" }, this.#choice.element, this.#views);
      this.element.replaceChildren(head, this.#result, this.#body);
    }
    const [form, explained] = await Promise.all([
      this.#app.engine.ask("form", file),
      view === "explain" ? this.#app.engine.ask("explain", file) : null,
    ]);
    if (file !== this.#choice.file || view !== this.#view) return undefined;
    this.#file = file;
    this.#result.textContent = form.result ? `${form.unit}, năm ${form.year}: ${form.result}` : "";
    return view === "explain" ? this.#explain(explained) : this.#fill(form);
  }

  #none() {
    const told = "Chưa có phiếu nào. Phiếu mới lấy mọi dòng phải điền từ bảng đang mở.";
    const make = button("Phiếu mới…", () => this.#app.newSheet());
    this.element.replaceChildren(element("p", { textContent: told }), make);
  }

  #explain({ html, told }) {
    if (!html) return this.#body.replaceChildren(asTold(told));
    this.#page.show(html);
    return this.#body.replaceChildren(this.#page.element, ...(told ? [asTold(told)] : []));
  }

  #fill(form) {
    if (form.told !== undefined) {
      this.#shape = "";
      return this.#body.replaceChildren(asTold(form.told));
    }
    this.#form = form;
    const shape = JSON.stringify([this.#file, form.rows.map((r) => [r.code, r.stages]), form.facts.map((f) => f.name)]);
    if (shape !== this.#shape || !this.#inputs.size || !this.#body.querySelector(".fields")) {
      this.#shape = shape;
      this.#stages();
      return this.#build();
    }
    return this.#update();
  }

  #stages() {
    const { stages, facts, rows } = this.#form;
    const used = new Set([...rows, ...facts].flatMap((one) => one.stages));
    const now = this.#stage.value;
    const offered = stages.filter((stage) => used.has(stage));
    this.#stage.replaceChildren(...offered.map((stage) => new Option(stage)));
    if (offered.includes(now)) this.#stage.value = now;
  }

  // All fields of one stage, field by field of the table; built once, then only what is in them changes.
  #build() {
    this.#inputs.clear();
    const stage = this.#stage.value;
    const label = element("label", { className: "choice" }, "Bước ", this.#stage);
    const facts = this.#form.facts.filter((fact) => fact.stages.includes(stage));
    const rows = this.#form.rows.filter((row) => row.stages.includes(stage) && !row.by_survey);
    const groups = Map.groupBy(rows, (row) => row.above[0] ?? "");
    const parts = [...groups].map(([head, own], at) => this.#group(head, own.map((row) => this.#row(row)), at === 0));
    if (facts.length) parts.unshift(this.#group("Số liệu", facts.map((fact) => this.#fact(fact)), true));
    const none = parts.length ? [] : [element("p", { textContent: "Bước này không điền dòng nào." })];
    this.#body.replaceChildren(label, element("div", { className: "fields" }, ...parts, ...none));
    this.#update();
  }

  #group(head, fields, open) {
    if (!head) return element("div", {}, ...fields);
    return element("details", { open }, element("summary", { textContent: head }), ...fields);
  }

  #row(row) {
    const most = row.deducts ? `trừ tối đa ${row.most}` : `tối đa ${row.most}`;
    const rule = row.by_rule ? " · có cách chấm theo số liệu" : "";
    return this.#field({ code: row.code }, `${row.code} ${row.title}`, `${most} điểm${rule}`, []);
  }

  #fact(fact) {
    return this.#field({ fact: fact.name }, fact.name, fact.hint, fact.choices);
  }

  #field(what, title, hint, choices) {
    const key = what.code ?? `[${what.fact}]`;
    const points = element("output", { className: "points" });
    const wrong = element("p", { className: "wrong", aria: { live: "polite" } });
    const inputs = {};
    const made = FIELDS.map(([name, words]) => {
      const input = name === "value" && choices.length ? this.#chosen(choices) : element("input", { type: "text" });
      input.setAttribute("aria-label", `${title}: ${words}`);
      input.placeholder = name === "value" ? "" : words;
      input.onchange = () => this.#typed(key, what, inputs, wrong);
      inputs[name] = input;
      return input;
    });
    this.#inputs.set(key, { inputs, points, wrong, what });
    const more = element("details", { className: "more" }, element("summary", { textContent: "Lý do, tài liệu" }), ...made.slice(1));
    const head = element("p", { className: "label" }, title, " ", element("small", { textContent: hint }));
    return element("div", { className: "field" }, head, element("div", { className: "line" }, made[0], points), more, wrong);
  }

  #chosen(choices) {
    return element("select", {}, new Option("(chưa biết)", ""), ...choices.map((choice) => new Option(choice)));
  }

  async #typed(key, what, inputs, wrong) {
    const field = this.#inputs.get(key);
    const given = { ...what, stage: this.#stage.value };
    field.own = true; // what is typed stands until it is in the text; what is refused stands until it is typed anew
    for (const [name] of FIELDS) given[name] = inputs[name].value;
    const { changes, told } = await this.#app.engine.ask("fill", this.#file, { given });
    wrong.textContent = told ?? "";
    field.own = Boolean(told);
    if (changes) this.#app.change(this.#file, changes);
  }

  #update() {
    const stage = this.#stage.value;
    const byKey = new Map([...this.#form.rows.map((row) => [row.code, row]), ...this.#form.facts.map((fact) => [`[${fact.name}]`, fact])]);
    for (const [key, { inputs, points, wrong, own }] of this.#inputs) {
      const { entries, points: told } = byKey.get(key) ?? { entries: {} };
      const entry = entries[stage] ?? { value: "", reason: "", evidence: "", line: 0 };
      points.textContent = told ?? "";
      if (own) continue;
      for (const [name] of FIELDS) this.#set(inputs[name], entry[name]);
      const said = this.#form.wrong.filter((w) => w.line === entry.line && entry.line).map((w) => w.message);
      if (entry.line) wrong.textContent = said.join("\n");
    }
  }

  #set(input, value) {
    if (document.activeElement === input && input.tagName !== "SELECT" && input.value !== value) return;
    if (input.tagName === "SELECT" && ![...input.options].some((o) => o.value === value)) input.append(new Option(value));
    input.value = value;
  }
}
