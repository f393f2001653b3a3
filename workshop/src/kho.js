// The files that the page holds: their texts, what of them is not on the disk yet, and the browser's copy of all.

import { keep, kept, leaveBehind, leftBehind } from "./storage.js";

const NOW = "now";
const BEFORE = "before";

/** A file: its text with line feeds alone, its line ends on disk, its handle there, the text that was saved last. */
function file(text, handle, saved) {
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  const own = text.replaceAll(/\r\n?/g, "\n");
  return { text: own, end, handle, saved: saved === undefined ? own : saved };
}

export class Kho {
  files = new Map();
  active = "";
  #keeps = true;
  #unkept = new Set();

  /** The texts by name, as the engine is to have them. */
  texts() {
    return new Map([...this.files].map(([name, { text }]) => [name, text]));
  }

  /** The text of a file as it is written to the disk. */
  written(name) {
    const { text, end } = this.files.get(name);
    return end === "\n" ? text : text.replaceAll("\n", end);
  }

  /** The names in order, folder by folder. */
  names() {
    return [...this.files.keys()].sort((a, b) => a.localeCompare(b, "vi", { numeric: true }));
  }

  /** Whether a file is not as it was when opened or saved last. */
  isChanged(name) {
    const { text, saved } = this.files.get(name);
    return text !== saved;
  }

  /** Have a file, new or in the place of one. */
  put(name, text, handle, saved) {
    this.files.set(name, file(text, handle, saved));
    this.active ||= name;
  }

  edit(name, text) {
    this.files.get(name).text = text;
    this.#unkept.add(name);
  }

  saved(name, handle) {
    const one = this.files.get(name);
    one.saved = one.text;
    one.handle = handle ?? one.handle;
  }

  rename(old, name) {
    this.files = new Map([...this.files].map(([key, one]) => [key === old ? name : key, one]));
    if (this.active === old) this.active = name;
  }

  remove(name) {
    this.files.delete(name);
    if (this.active === name) this.active = this.names()[0] ?? "";
  }

  /** Whether there is a file of that name with another text. */
  differs(name, text) {
    return this.files.has(name) && this.files.get(name).text !== file(text).text;
  }

  /** All files as they are now are kept apart until the next time. */
  async putAside() {
    if (this.files.size) await this.#kept(BEFORE);
  }

  /** Other files in the place of all, which are put aside. */
  async replaceAll(texts, active) {
    await this.putAside();
    this.files = new Map([...texts].map(([name, text]) => [name, file(text)]));
    this.active = active && this.files.has(active) ? active : (this.names()[0] ?? "");
  }

  /** Take up the files that the browser kept; whether there were any. */
  async takeUp(which = NOW) {
    const found = await kept(which);
    if (!found?.files?.length) return false;
    this.files = new Map(found.files);
    this.active = this.files.has(found.active) ? found.active : this.names()[0];
    if (which === NOW) this.#takeUpRest(leftBehind());
    return true;
  }

  #takeUpRest({ active, texts }) {
    for (const [name, text] of texts) if (this.files.has(name)) this.edit(name, text);
    if (this.files.has(active)) this.active = active;
  }

  /** The files that were here before others took their place; whether there were any. */
  takeBack() {
    return this.takeUp(BEFORE);
  }

  /** From now on the browser's copy is not touched: another window has it. */
  keepNothing() {
    this.#keeps = false;
  }

  /** Have the browser keep everything as it is now; whether it does. */
  async keep() {
    this.#unkept.clear();
    const done = await this.#kept(NOW);
    if (done && !this.#unkept.size) leaveBehind(null);
    return done;
  }

  /** The page is being closed or loaded again: what was typed in the last moment is put where that takes no time. */
  leave() {
    if (!this.#keeps) return;
    const names = [...this.#unkept].filter((name) => this.files.has(name));
    leaveBehind({ active: this.active, texts: names.map((name) => [name, this.files.get(name).text]) });
  }

  async #kept(which) {
    if (!this.#keeps) return false;
    try {
      await keep(which, { files: [...this.files], active: this.active });
    } catch (error) {
      if (error.name !== "DataCloneError") throw error;
      const plain = [...this.files].map(([name, one]) => [name, { ...one, handle: undefined }]);
      await keep(which, { files: plain, active: this.active });
    }
    return true;
  }
}
