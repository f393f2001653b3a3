// The tabs beside the text. On a narrow screen the text is one of them.

import { element } from "./words.js";

const TEXT = "van-ban";

export class Tabs {
  key;
  #list;
  #panel;
  #panels;
  #shown;

  constructor(list, panel, panels, shown) {
    this.#list = list;
    this.#panel = panel;
    this.#panels = new Map(panels.map((one) => [one.key, one]));
    this.#shown = shown;
    this.#list.append(this.#tab(TEXT, "Văn bản"), ...panels.map(({ key, title }) => this.#tab(key, title)));
    this.#list.addEventListener("keydown", (event) => this.#move(event));
    this.#choose(panels[0].key);
  }

  #tab(key, title) {
    const chosen = () => this.show(key);
    const own = { id: `tab-${key}`, type: "button", textContent: title, data: { key }, on: { click: chosen } };
    return element("button", { ...own, aria: { role: "tab", controls: key === TEXT ? "editor" : "panel" } });
  }

  /** Show one panel. */
  show(key) {
    this.#choose(key);
    return this.#shown();
  }

  /** On a narrow screen, show the text. */
  showText() {
    document.body.dataset.shows = TEXT;
    this.#mark(TEXT);
  }

  #choose(key) {
    document.body.dataset.shows = key;
    if (key !== TEXT) this.key = key;
    this.#mark(key);
    if (key === TEXT) return;
    this.#panel.replaceChildren(this.#panels.get(key).element);
    this.#panel.setAttribute("aria-labelledby", `tab-${key}`);
  }

  // Wide, the text is always there, and the tab of the panel beside it stays marked.
  #mark(key) {
    for (const tab of this.#list.children) {
      const selected = tab.dataset.key === key;
      tab.setAttribute("aria-selected", String(selected));
      tab.classList.toggle("beside", tab.dataset.key === this.key);
      tab.tabIndex = selected ? 0 : -1;
    }
  }

  #move(event) {
    const tabs = [...this.#list.children].filter((tab) => tab.offsetParent);
    const now = tabs.indexOf(document.activeElement);
    const to = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined || now < 0) return;
    event.preventDefault();
    const tab = tabs[(to + tabs.length) % tabs.length];
    tab.focus();
    tab.click();
  }
}
