// The text, with what the engine finds in it: CodeMirror, in the engine's lines and UTF-16 characters.

import { autocompletion, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { forceLinting, lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState, StateEffect, StateField, Transaction } from "@codemirror/state";
import {
  Decoration,
  drawSelection,
  EditorView,
  highlightActiveLine,
  hoverTooltip,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { asTold, button, element } from "./words.js";

const PHRASES = {
  "Control character": "ký tự điều khiển",
  "Selection deleted": "đã xóa phần chọn",
  "Folded lines": "dòng đã gập",
  Completions: "Gợi ý",
  Diagnostics: "Lỗi và ghi nhận",
  "No diagnostics": "Không có lỗi",
  Find: "Tìm",
  Replace: "Thay bằng",
  next: "tiếp",
  previous: "trước",
  all: "tất cả",
  "match case": "phân biệt hoa thường",
  "by word": "nguyên từ",
  regexp: "biểu thức",
  replace: "thay",
  "replace all": "thay hết",
  close: "đóng",
  "current match": "chỗ đang xem",
  "replaced $ matches": "đã thay $ chỗ",
  "replaced match on line $": "đã thay ở dòng $",
  "on line": "ở dòng",
  "Go to line": "Đến dòng",
  go: "đi",
};

const setColours = StateEffect.define();
const colours = StateField.define({
  create: () => Decoration.none,
  update(now, transaction) {
    const set = transaction.effects.find((effect) => effect.is(setColours));
    return set ? set.value : now.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});
const fromOutside = StateEffect.define();

const offset = (doc, { line, character }) => {
  const at = doc.line(Math.min(line, doc.lines - 1) + 1);
  return Math.min(at.from + character, at.to);
};

const place = (doc, at) => {
  const line = doc.lineAt(at);
  return { line: line.number - 1, character: at - line.from };
};

/** Changes as the engine gives them, in a text as a string; used for files that are not in the editor. */
export function changedText(text, changes) {
  const state = EditorState.create({ doc: text });
  return state.update({ changes: changes.map((c) => inDoc(state.doc, c)) }).state.doc.toString();
}

const inDoc = (doc, { from, to, text }) => ({ from: offset(doc, from), to: offset(doc, to), insert: text });

/** The editor; `asks` answers what it needs (`complete`, `hover`), `on` is told of edits, moves and fixes chosen. */
export class Editor {
  #view;
  #states = new Map();
  #name = "";
  #asks;
  #on;
  #named = new Compartment();

  constructor(parent, asks, on) {
    this.#asks = asks;
    this.#on = on;
    this.#view = new EditorView({ parent, state: this.#fresh("") });
  }

  #fresh(text) {
    return EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        history(),
        drawSelection(),
        highlightActiveLine(),
        highlightSelectionMatches(),
        lintGutter(),
        colours,
        EditorView.lineWrapping,
        EditorState.phrases.of(PHRASES),
        autocompletion({ override: [(context) => this.#completions(context)], icons: false }),
        hoverTooltip((view, at) => this.#hover(at)),
        // Tab is left to those who move about by keyboard.
        keymap.of([...completionKeymap, ...lintKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap]),
        this.#named.of(EditorView.contentAttributes.of({ "aria-label": "Văn bản", spellcheck: "false" })),
        EditorView.updateListener.of((update) => this.#updated(update)),
      ],
    });
  }

  #updated(update) {
    const outside = update.transactions.some((t) => t.effects.some((e) => e.is(fromOutside)));
    if (update.docChanged && !outside) this.#on.edited(this.#view.state.doc.toString());
    if (update.selectionSet || update.docChanged) this.#on.moved(this.line);
  }

  /** The line (from 1) that the cursor is in. */
  get line() {
    return this.#view.state.doc.lineAt(this.#view.state.selection.main.head).number;
  }

  /** Show a file; what was undone and chosen in it before is remembered while the page is open. */
  show(name, text) {
    if (this.#name) this.#states.set(this.#name, this.#view.state);
    this.#name = name;
    const before = this.#states.get(name);
    const state = before?.doc.toString() === text ? before : this.#fresh(text);
    this.#view.setState(state);
    const attributes = { "aria-label": `Văn bản: ${name}`, spellcheck: "false", autocapitalize: "off" };
    const labelled = this.#named.reconfigure(EditorView.contentAttributes.of(attributes));
    this.#view.dispatch({ effects: labelled, annotations: Transaction.addToHistory.of(false) });
  }

  /** Make changes that the engine gave, as one step that can be undone. */
  make(changes) {
    const { doc } = this.#view.state;
    this.#view.dispatch({ changes: changes.map((c) => inDoc(doc, c)), userEvent: "input.complete" });
  }

  /** The text is another one from outside, such as a file that was opened again. */
  replace(text) {
    const changes = { from: 0, to: this.#view.state.doc.length, insert: text };
    this.#view.dispatch({ changes, effects: fromOutside.of(null) });
  }

  /** Show what was found in the text; notes ask for nothing and are not marked in it. */
  mark(findings) {
    const { doc } = this.#view.state;
    const marked = findings.filter((f) => f.level !== "info").map((f) => ({
      ...this.#span(doc, f),
      severity: f.level,
      source: f.code,
      message: f.message,
      actions: f.fixes.map((fix) => ({ name: fix.title, apply: () => this.#on.chosen(fix) })),
    }));
    this.#view.dispatch(setDiagnostics(this.#view.state, marked));
    forceLinting(this.#view);
  }

  #span(doc, finding) {
    const from = offset(doc, finding.from);
    const to = Math.max(offset(doc, finding.to), from);
    return { from, to };
  }

  /** Colour words. */
  colour(words) {
    const { doc } = this.#view.state;
    const marks = words.map(({ from, to, sort }) => {
      const range = [offset(doc, from), offset(doc, to)];
      return range[0] < range[1] ? Decoration.mark({ class: `word-${sort}` }).range(...range) : null;
    });
    this.#view.dispatch({ effects: setColours.of(Decoration.set(marks.filter(Boolean), true)) });
  }

  /** Put the cursor on a line (from 1) and show it. */
  go(line, focus = true) {
    const { doc } = this.#view.state;
    const at = doc.line(Math.max(1, Math.min(line, doc.lines))).from;
    const effects = EditorView.scrollIntoView(at, { y: "center" });
    this.#view.dispatch({ selection: { anchor: at }, effects });
    if (focus) this.#view.focus();
  }

  async #completions(context) {
    const word = context.matchBefore(/[\p{L}\p{N}[".]+$/u);
    if (!context.explicit && !word) return null;
    const { items } = await this.#asks.complete(place(context.state.doc, context.pos));
    if (context.aborted || !items?.length) return null;
    const options = items.map((item) => ({
      label: item.label,
      detail: item.detail || item.sort,
      apply: (view, _, __, to) => {
        const from = offset(view.state.doc, item.from);
        const insert = { changes: { from, to, insert: item.text }, selection: { anchor: from + item.text.length } };
        view.dispatch({ ...insert, userEvent: "input.complete" });
      },
    }));
    return { from: offset(context.state.doc, items[0].from), options, filter: false };
  }

  async #hover(at) {
    const { text, offers } = await this.#asks.hover(place(this.#view.state.doc, at));
    if (!text && !offers?.length) return null;
    const create = () => {
      const dom = element("div", { className: "hover" }, asTold(plain(text)));
      for (const offer of offers) dom.append(button(offer.title, () => this.#on.chosen(offer)));
      return { dom };
    };
    return { pos: at, create };
  }
}

// The engine tells hovers in Markdown; here its few signs are taken away.
const plain = (markdown) => markdown.replaceAll(/^```.*\n?/gm, "").replaceAll("**", "").replaceAll("`", "").trim();
