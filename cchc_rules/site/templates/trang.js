// Sorting and filtering of the tables of a year. Orders come with the rows as whole numbers: nothing is worked out here.
"use strict";

function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
}

function keyOf(row, column) {
  return Number(row.dataset.keys.split(" ")[column]);
}

function sortBy(table, column, head) {
  const down = head.getAttribute("aria-sort") === "ascending";
  const body = table.tBodies[0];
  const rows = [...body.rows].sort((a, b) => keyOf(a, column) - keyOf(b, column) || keyOf(a, 0) - keyOf(b, 0));
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  body.append(...(down ? rows.reverse() : rows));
}

function makeSortable(table) {
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sortBy(table, column, head));
    head.append(button);
  });
}

function makeFilter(form) {
  const table = document.getElementById(form.dataset.table);
  const told = form.querySelector("output");
  const value = (name) => form.elements[name]?.value ?? "";
  const apply = () => {
    const wanted = folded(value("ten")).trim();
    let shown = 0;
    for (const row of table.tBodies[0].rows) {
      const right = (!wanted || folded(row.querySelector("th").textContent).includes(wanted))
        && (!value("muc") || row.dataset.band === value("muc"))
        && (!value("he-qua") || row.dataset.consequences.split(" ").includes(value("he-qua")));
      row.hidden = !right;
      shown += right ? 1 : 0;
    }
    const all = table.tBodies[0].rows.length;
    told.textContent = shown === all ? `${all} đơn vị` : `${shown}/${all} đơn vị`;
  };
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  apply();
}

document.querySelectorAll("table.sortable").forEach(makeSortable);
document.querySelectorAll("form.filters").forEach(makeFilter);
