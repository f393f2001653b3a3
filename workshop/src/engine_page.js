// A page that the engine laid out, shown as it prints it; its look stays inside, and its rows can lead somewhere.

import { element } from "./words.js";

// The engine's page speaks of a whole document; here it is a part of one, as wide as its place.
function adapted(css) {
  return css
    .replace(":root {", ":host {")
    .replace("\nbody {", "\n:host {")
    .replaceAll(/@media \(max-width: [^)]*\)/g, "@container (max-width: 40rem)");
}

const OWN = `
:host { display: block; container-type: inline-size; }
main { padding: 0 .25rem; max-width: none; }
footer { padding-inline: .25rem; max-width: none; }
header { padding-top: .3rem; }
h1 { font-size: 1.1rem; }
h2 { margin-top: 1.2rem; }
.headline { gap: .35rem; margin-bottom: .5rem; }
.headline li { font-size: .95rem; padding: .1rem .5rem; }
.notice { padding: .3rem .6rem; margin: .3rem 0; font-size: .92rem; }
tr[data-at] { cursor: pointer; }
tr[data-at]:hover > * { background: #e8f1fa; }
tr.here > * { background: #fff3cf; }
th button { font: inherit; color: #0b4f86; background: none; border: 0; padding: .1rem 0; text-decoration: underline;
  cursor: pointer; text-align: left; }
th button:focus-visible { outline: 3px solid #0b4f86; outline-offset: 2px; }
table.short tr.plain { display: none; }
@container (max-width: 40rem) { dl { grid-template-columns: 1fr; } }
`;

export class EnginePage {
  element = element("div", { className: "engine-page" });
  #root = this.element.attachShadow({ mode: "open" });
  #shown = "";
  #lines = {};
  #go = () => {};

  constructor() {
    this.#root.addEventListener("click", (event) => this.#clicked(event));
  }

  /** Show a page; `lines` are files and lines by the codes of rows, `go` is told which one a person chose. */
  show(html, lines = {}, go = () => {}) {
    const key = html + JSON.stringify(lines);
    if (key === this.#shown) return;
    this.#shown = key;
    const page = new DOMParser().parseFromString(html, "text/html");
    const style = element("style", { textContent: adapted(page.querySelector("style").textContent) + OWN });
    this.#root.replaceChildren(style, ...page.body.children);
    this.#lines = lines;
    this.#go = go;
    for (const row of this.#root.querySelectorAll("tbody tr")) this.#lead(row);
  }

  #lead(row) {
    const head = row.querySelector("th[scope=row]");
    const code = head?.firstChild?.textContent?.trim();
    if (!code || !Object.hasOwn(this.#lines, code)) return;
    row.dataset.at = code;
    const label = `Đến dòng ${code} trong văn bản`;
    head.firstChild.replaceWith(element("button", { type: "button", textContent: code, aria: { label } }));
  }

  #clicked(event) {
    const link = event.target.closest("a[href^='#']");
    if (link) {
      event.preventDefault();
      this.#root.getElementById(link.hash.slice(1))?.scrollIntoView({ block: "center" });
      return;
    }
    const row = event.target.closest("tr[data-at]");
    if (row) this.#go(this.#lines[row.dataset.at]);
  }

  /** Mark the row that stands on a line of a file. */
  mark(file, line) {
    const found = Object.entries(this.#lines).find(([, at]) => at.file === file && at.line <= line && line <= at.last);
    for (const row of this.#root.querySelectorAll("tr[data-at]")) {
      const here = row.dataset.at === found?.[0];
      row.classList.toggle("here", here);
      if (here) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
    }
    return this.#root.querySelector("tr.here");
  }

  /** Leave out rows with nothing to tell, or show all. */
  short(only) {
    for (const table of this.#root.querySelectorAll("table.rows")) table.classList.toggle("short", only);
  }
}
