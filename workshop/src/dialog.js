// Questions to the person, in the page's one dialog.

import { button, element } from "./words.js";

const dialog = () => document.querySelector("#dialog");

/** Ask for some words: `fields` are `{ name, label, value?, choices? }`; gives them by name, or null. */
export function askFor(title, fields, agree = "Được") {
  return new Promise((resolve) => {
    const inputs = fields.map((field) => [field.name, input(field)]);
    const form = element("form", { method: "dialog" }, element("h2", { textContent: title }));
    fields.forEach(({ label }, at) => form.append(element("label", {}, `${label} `, inputs[at][1])));
    const no = button("Thôi", () => dialog().close("no"));
    form.append(element("p", { className: "line" }, element("button", { textContent: agree, value: "yes" }), no));
    show(form, () => {
      const given = Object.fromEntries(inputs.map(([name, one]) => [name, one.value.trim()]));
      resolve(dialog().returnValue === "yes" ? given : null);
    });
  });
}

function input({ value = "", choices }) {
  if (!choices) return element("input", { type: "text", value, required: true });
  const made = element("select", {}, ...choices.map((choice) => new Option(choice)));
  if (value) made.value = value;
  return made;
}

/** Ask which of some things to do: `choices` are texts by name; gives the name, or null. */
export function askWhich(title, told, choices) {
  return new Promise((resolve) => {
    const buttons = Object.entries(choices).map(([name, text]) => button(text, () => dialog().close(name)));
    const parts = told.map((text) => element("p", { textContent: text }));
    show(element("div", {}, element("h2", { textContent: title }), ...parts, element("p", { className: "line" }, ...buttons)), () => {
      const { returnValue } = dialog();
      resolve(returnValue in choices ? returnValue : null);
    });
  });
}

function show(content, closed) {
  const one = dialog();
  one.returnValue = "";
  one.replaceChildren(content);
  one.onclose = closed;
  one.showModal();
}
