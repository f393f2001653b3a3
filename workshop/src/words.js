// Small words and helpers that several modules share.

/** An element with properties and children; `data` sets data attributes, `on` listeners. */
export function element(tag, properties = {}, ...children) {
  const { data = {}, on = {}, aria = {}, ...rest } = properties;
  const made = Object.assign(document.createElement(tag), rest);
  Object.assign(made.dataset, data);
  for (const [name, value] of Object.entries(aria)) made.setAttribute(name === "role" ? name : `aria-${name}`, value);
  for (const [name, listener] of Object.entries(on)) made.addEventListener(name, listener);
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** A button that does something. */
export function button(text, does, properties = {}) {
  return element("button", { type: "button", textContent: text, on: { click: does }, ...properties });
}

/** A function that runs once when nothing has called it for a while. */
export function afterQuiet(milliseconds, run) {
  let timer = 0;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => run(...given), milliseconds);
  };
}

/** A function that runs one at a time: when called while it runs, it runs once more afterwards. */
export function oneAtATime(run) {
  let running = null;
  let again = false;
  const all = async () => {
    try {
      do {
        again = false;
        await run();
      } while (again);
    } finally {
      running = null;
    }
  };
  return () => {
    again = running !== null;
    running ??= all();
    return running;
  };
}

/** Text that the engine laid out in lines, such as its messages. */
export const asTold = (text) => element("pre", { className: "told", textContent: text });
