// The page: files, editor, panels and engine put together.

import { carriesFiles, fromFragment } from "./bundle.js";
import { askFor, askWhich } from "./dialog.js";
import { changedText, Editor } from "./editor.js";
import { Engine } from "./engine.js";
import { Kho } from "./kho.js";
import { fillMenu, saveOpen } from "./menu.js";
import { AmendmentPanel } from "./panels/amendment.js";
import { ReportPanel } from "./panels/report.js";
import { SheetPanel } from "./panels/sheet.js";
import { TablePanel } from "./panels/table.js";
import { WhatIfPanel } from "./panels/what_if.js";
import { alone } from "./storage.js";
import { Tabs } from "./tabs.js";
import { Tour } from "./tour.js";
import { afterQuiet, element, oneAtATime } from "./words.js";

const at = (selector) => document.querySelector(selector);
const TABLES = ["bộ tiêu chí", "hướng dẫn chấm điểm"];

class App {
  kho = new Kho();
  /** What the last check of each file found, by its name. */
  checked = new Map();
  engine = new Engine(() => this.kho.texts(), (stage) => this.say(stage));
  editor = new Editor(at("#editor"), this.#asks(), {
    edited: (text) => this.#edited(text),
    moved: () => this.#moved(),
    chosen: (fix) => this.apply(fix),
  });
  tour = new Tour(this, at("#tour"));
  panels = new Map([TablePanel, ReportPanel, SheetPanel, AmendmentPanel, WhatIfPanel].map((P) => new P(this)).map((p) => [p.key, p]));
  tabs = new Tabs(at("#tabs"), at("#panel"), [...this.panels.values()], () => this.#refresh());
  #examples;

  #moved = afterQuiet(60, () => this.tabs.key === "bang" && this.panels.get("bang").moved());
  #refreshSoon = afterQuiet(250, () => this.#refresh());
  #othersSoon = afterQuiet(600, () => this.trying(() => this.#checkOthers()));
  #coloursSoon = afterQuiet(150, () => this.trying(() => this.#colour()));
  keepSoon = afterQuiet(200, () => this.trying(() => this.#keep()));

  /** The name of the file in the editor. */
  get file() {
    return this.kho.active;
  }

  /** What kind of text a file is, once it was checked. */
  kindOf(name) {
    return this.checked.get(name)?.kind ?? "";
  }

  async start() {
    fillMenu(this, at("#menu"));
    at("#file").onchange = () => this.trying(() => this.open(at("#file").value));
    at("#save").onclick = () => this.trying(() => saveOpen(this));
    document.addEventListener("keydown", (event) => this.#key(event));
    document.addEventListener("visibilitychange", () => document.hidden && this.trying(() => this.#keep()));
    window.addEventListener("pagehide", () => this.kho.leave());
    window.addEventListener("hashchange", () => this.trying(() => this.#fromLink()));
    if (!(await alone())) this.#notAlone();
    const known = await this.kho.takeUp().catch(() => this.#keepsNothing());
    if (!known) await this.#example("2019");
    this.#showFile();
    const began = performance.now();
    const { version } = await this.engine.ready;
    await this.#check();
    at("#opening").remove();
    document.body.dataset.ready = String(Math.round(performance.now()));
    this.say(`Sẵn sàng sau ${Math.round((performance.now() - began) / 100) / 10} giây, cchc-rules ${version}.`.replace(".", ","));
    await this.#fromLink();
    if (!known && !Tour.isKnown) this.tour.begin();
    await this.#refresh();
    await this.#checkOthers();
  }

  // ---- telling

  say(text) {
    at("#status").textContent = text;
  }

  /** Do something; what goes wrong is told, and nothing of the person's is lost. */
  async trying(does) {
    try {
      return await does();
    } catch (error) {
      console.error(error);
      this.say(`Trang gặp trục trặc, các tệp vẫn còn: ${String(error.message).trim().split("\n").at(-1)}`);
      return undefined;
    }
  }

  #notAlone() {
    this.kho.keepNothing();
    this.#notice("Trang này đang mở ở một cửa sổ khác. Cửa sổ này không giữ gì khi tải lại: hãy lưu ra tệp.");
  }

  #keepsNothing() {
    this.kho.keepNothing();
    this.#notice("Trình duyệt không cho trang giữ tệp: hãy lưu ra tệp trước khi đóng.");
    return false;
  }

  #notice(text) {
    at("main").before(element("p", { className: "notice", textContent: text }));
  }

  // ---- files

  listFiles() {
    const names = this.kho.names();
    const folders = Map.groupBy(names, (name) => name.split("/").slice(0, -1).join("/"));
    const groups = [...folders].map(([folder, own]) => {
      const options = own.map((name) => new Option(this.#label(name), name));
      return folder ? element("optgroup", { label: folder }, ...options) : options;
    });
    at("#file").replaceChildren(...groups.flat());
    at("#file").value = this.file;
  }

  #label(name) {
    const wrong = (this.checked.get(name)?.findings ?? []).filter((f) => f.level === "error").length;
    const changed = this.kho.isChanged(name) ? " *" : "";
    return `${name.split("/").at(-1)}${changed}${wrong ? ` (${wrong} lỗi)` : ""}`;
  }

  #showFile() {
    this.listFiles();
    this.editor.show(this.file, this.kho.files.get(this.file)?.text ?? "");
    this.editor.mark(this.checked.get(this.file)?.findings ?? []);
    this.#coloursSoon();
  }

  /** Have a file in the editor. */
  async open(name) {
    if (!this.kho.files.has(name) || name === this.file) return;
    this.kho.active = name;
    this.#showFile();
    this.keepSoon();
    await this.#check();
    await this.#refresh();
  }

  /** Take files that were opened: `{ name, text, handle?, saved? }`. The first goes into the editor. */
  async openEach(found) {
    const taken = found.filter(({ name, text }) => this.kho.differs(name, text)).map(({ name }) => name);
    const which = taken.length ? await this.#whichOf(taken) : "replace";
    if (which === "no" || !found.length) return;
    if (taken.length && which === "replace") await this.kho.putAside();
    const names = found.map(({ name }) => (which === "beside" && taken.includes(name) ? this.#beside(name) : name));
    found.forEach(({ text, handle, saved }, n) => this.kho.put(names[n], text, handle, saved));
    await this.#others(names[0]);
  }

  // Nothing that is here is written over unasked.
  async #whichOf(taken) {
    const told = `Trong kho đã có tệp cùng tên mà nội dung khác: ${taken.join(", ")}.`;
    const choices = { replace: "Thay, cất kho đang có", beside: "Mở bên cạnh, tên khác", no: "Thôi" };
    return (await askWhich("Trùng tên", [told], choices)) ?? "no";
  }

  #beside(name) {
    const [, stem, suffix] = /^(.*?)(\.[^./]*)?$/.exec(name);
    return this.#freeName(stem, suffix ?? "");
  }

  /** Other files in the place of all, after asking where something would be put aside. */
  async openAll(texts, told) {
    const choices = { replace: "Mở, cất kho đang có", no: "Thôi" };
    const aside = "Kho đang có được cất lại; “Lấy lại kho trước” mở nó ra.";
    if (this.kho.files.size && (await askWhich("Mở cả một ví dụ?", [told, aside], choices)) !== "replace") return false;
    await this.kho.replaceAll(texts);
    await this.#others(this.file);
    return true;
  }

  async #others(name) {
    this.checked.clear();
    this.kho.active = name;
    this.#showFile();
    await this.#keep();
    await this.#check();
    await this.#refresh();
    this.#othersSoon();
  }

  rename(old, name) {
    this.kho.rename(old, name);
    return this.#others(this.file);
  }

  remove(name) {
    this.kho.remove(name);
    return this.#others(this.file);
  }

  async takeBack() {
    if (await this.kho.takeBack()) await this.#others(this.file);
    else this.say("Chưa có kho nào được cất.");
  }

  async #example(name) {
    this.#examples ??= await (await fetch(new URL("examples.json", location.href))).json();
    await this.kho.replaceAll(new Map(Object.entries(this.#examples[name].files)), this.#examples[name].first);
  }

  async openExample(name) {
    this.#examples ??= await (await fetch(new URL("examples.json", location.href))).json();
    const { files, first, told } = this.#examples[name];
    if (await this.openAll(new Map(Object.entries(files)), told)) await this.open(first);
  }

  async #fromLink() {
    if (!carriesFiles(location.hash)) return;
    const files = await fromFragment(location.hash);
    history.replaceState(null, "", location.pathname + location.search);
    if (files?.size) await this.openAll(files, `Liên kết mang ${files.size} tệp.`);
    else this.say("Liên kết hỏng hoặc bị cắt: không mở được ví dụ nào từ nó.");
  }

  async #keep() {
    if (await this.kho.keep()) document.body.dataset.kept = String(Date.now());
  }

  // ---- editing

  #asks() {
    const about = (ask) => async (place) => (await this.engine.ask(ask, this.file, { at: place })) ?? {};
    return { complete: about("complete"), hover: about("hover") };
  }

  #edited(text) {
    this.kho.edit(this.file, text);
    this.keepSoon();
    this.trying(() => this.#check());
  }

  /** Make changes of a file that the engine gave. */
  change(name, changes) {
    if (name === this.file) return this.editor.make(changes);
    this.kho.edit(name, changedText(this.kho.files.get(name).text, changes));
    this.keepSoon();
    this.checked.delete(name);
    this.#refreshSoon();
    return this.#othersSoon();
  }

  /** Make all changes of a fix; one in a file that comes with the engine cannot be made. */
  apply(fix) {
    for (const { file, changes } of fix.files) {
      if (this.kho.files.has(file)) this.change(file, changes);
      else this.say(`${file} đi kèm phần mềm, không sửa ở đây được.`);
    }
  }

  async format() {
    const { changes } = await this.engine.ask("format", this.file);
    if (changes?.length) this.editor.make(changes);
    this.say(changes?.length ? "Đã viết lại theo dạng chuẩn." : "Đã đúng dạng chuẩn, hoặc còn lỗi nên để nguyên.");
  }

  /** Show a line (from 1) of a file. */
  async go(name, line) {
    await this.open(name);
    this.tabs.showText();
    this.editor.go(line);
  }

  show(key) {
    return this.tabs.show(key);
  }

  openMenu() {
    // After the click that asked for it: a click elsewhere closes the menu.
    setTimeout(() => {
      at("#menu").open = true;
      at("#menu button").focus();
    });
  }

  /** The line (from 1) on which a row of a table is written. */
  async lineOf(name, code) {
    const { lines } = await this.engine.ask("table", name);
    return lines?.[code]?.line ?? 1;
  }

  /** Put something wrong where a row is written, for the tour. */
  async breakLine(name, code, right, wrong) {
    const line = (await this.lineOf(name, code)) - 1;
    const written = this.kho.files.get(name).text.split("\n")[line];
    const from = written.lastIndexOf(right);
    if (from < 0) return;
    this.editor.go(line + 1);
    this.change(name, [{ from: { line, character: from }, to: { line, character: from + right.length }, text: wrong }]);
  }

  /** Make all fixes of a file that only spell. */
  async mendAll(name) {
    const { all } = await this.engine.ask("check", name);
    if (all) this.apply(all);
  }

  #key(event) {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    this.trying(() => saveOpen(this));
  }

  // ---- new files

  async newSheet() {
    const table = this.#table();
    if (!table) return this.say("Mở một bảng trước: phiếu mới lấy các dòng từ bảng.");
    const { kinds, rubric } = await this.engine.ask("kinds", table);
    const given = await askFor(`Phiếu mới theo ${rubric}`, [
      { name: "unit", label: "Tên đơn vị" },
      { name: "kind", label: "Loại đơn vị", ...(kinds.length ? { choices: kinds } : {}) },
      { name: "year", label: "Năm đánh giá", value: String(new Date().getFullYear() - 1) },
    ]);
    if (!given) return undefined;
    const { text, told } = await this.engine.ask("new sheet", table, { given });
    if (told !== undefined) return this.say(told);
    await this.openEach([{ name: this.#freeName("phieu/phieu-moi", ".phieu"), text, saved: "" }]);
    return this.show("phieu");
  }

  async newAmendment() {
    const table = this.#table();
    if (!table) return this.say("Mở một bảng trước: văn bản sửa đổi sửa bảng ấy.");
    const year = String(new Date().getFullYear());
    const given = await askFor(`Văn bản sửa đổi ${table}`, [{ name: "year", label: "Áp dụng từ kỳ đánh giá năm", value: year }]);
    if (!given) return undefined;
    return (await this.#drafted(table, given.year)) && this.show("sua-doi");
  }

  /** Write an amendment of a table that changes nothing yet; gives its name. */
  async #drafted(table, year) {
    const { text, told } = await this.engine.ask("new amendment", table, { given: { year } });
    if (told !== undefined) return void this.say(told);
    const folder = table.split("/").slice(0, -1).concat("sua-doi", "").join("/");
    const name = this.#freeName(`${folder}sua-doi-moi`, ".cchc");
    await this.openEach([{ name, text, saved: "" }]);
    return name;
  }

  /** Have an amendment that gives a row another maximum, for the tour: the one that there is, else a new one. */
  async draft(table, code, value, year) {
    const there = this.kho.names().find((name) => this.kindOf(name) === "văn bản sửa đổi");
    const name = there ?? (await this.#drafted(table, year));
    if (!name) return;
    await this.open(name);
    const { changes } = await this.engine.ask("new maximum", name, { given: { code, value } });
    if (changes) this.change(name, changes);
  }

  /** The table that is open, else the first there is. */
  #table() {
    const tables = this.kho.names().filter((name) => TABLES.includes(this.kindOf(name)));
    return tables.includes(this.file) ? this.file : tables[0];
  }

  #freeName(stem, suffix) {
    for (let n = 1; ; n += 1) {
      const name = `${stem}${n > 1 ? `-${n}` : ""}${suffix}`;
      if (!this.kho.files.has(name)) return name;
    }
  }

  // ---- asking the engine again

  // What was typed meanwhile is checked after it.
  #checks = oneAtATime(() => this.#checkOpen());

  async #check() {
    await this.#checks();
    this.#coloursSoon();
    this.#refreshSoon();
    this.#othersSoon();
  }

  async #checkOpen() {
    const name = this.file;
    if (!name) return;
    const text = this.kho.files.get(name).text;
    const found = await this.engine.ask("check", name);
    if (found.told !== undefined || name !== this.file || text !== this.kho.files.get(name)?.text) return;
    this.checked.set(name, found);
    this.editor.mark(found.findings.filter((f) => f.file === name));
    document.body.dataset.checks = String(Number(document.body.dataset.checks ?? 0) + 1);
    this.listFiles();
    this.say(`${name}: ${found.summary}`);
  }

  async #checkOthers() {
    for (const name of this.kho.names()) {
      if (name === this.file) continue;
      const found = await this.engine.ask("check", name, { background: true });
      if (found.told === undefined) this.checked.set(name, found);
    }
    this.listFiles();
    await this.#refresh();
  }

  async #colour() {
    const name = this.file;
    if (!name) return;
    const text = this.kho.files.get(name).text;
    const { words } = await this.engine.ask("colours", name, { background: true });
    if (words && name === this.file && text === this.kho.files.get(name)?.text) this.editor.colour(words);
  }

  #refreshes = oneAtATime(() => this.panels.get(this.tabs.key).refresh());

  #refresh() {
    return this.trying(() => this.#refreshes());
  }
}

// Under a name, for whoever looks at the page from outside: its tests, its benchmark.
const app = (globalThis.workshop = new App());
app.trying(() => app.start());
