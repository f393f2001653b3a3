// What a page must have for whoever does not see it as drawn. Gives every fault found, in words.
() => {
  const faults = [];
  const say = (what, element) => faults.push(`${what}: ${element.outerHTML.slice(0, 120)}`);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const seen = (element) => element.getClientRects().length > 0;
  if (document.documentElement.lang !== "vi") faults.push("no language");
  if (!document.title.trim()) faults.push("no title");
  if (all("main").length !== 1) faults.push("not one main");
  if (all("h1").length !== 1) faults.push("not one h1");
  let level = 0;
  for (const heading of all("h1, h2, h3, h4")) {
    const own = Number(heading.tagName[1]);
    if (own > level + 1) say("a level of headings is left out", heading);
    level = own;
  }
  const ids = all("[id]").map((element) => element.id);
  for (const id of new Set(ids.filter((id, place) => ids.indexOf(id) !== place))) faults.push(`two elements are called ${id}`);
  for (const name of ["aria-labelledby", "aria-describedby"])
    for (const element of all(`[${name}]`))
      for (const id of element.getAttribute(name).split(" "))
        if (!document.getElementById(id)) say(`${name} leads nowhere`, element);
  for (const field of all("input, select, textarea")) if (!field.labels.length) say("no label", field);
  for (const element of all("a[href], button")) if (!element.textContent.trim()) say("no words", element);
  for (const link of all("a[href^='#']")) if (!document.getElementById(link.hash.slice(1))) say("leads nowhere", link);
  for (const svg of all("svg:not([aria-hidden])"))
    if (svg.getAttribute("role") !== "img" || !(svg.getAttribute("aria-label") || svg.getAttribute("aria-labelledby")))
      say("a drawing without words", svg);
  for (const table of all("table")) {
    if (!table.tHead) say("a table without heads", table);
    for (const head of table.querySelectorAll("th")) if (!head.scope) say("a head of nothing", head);
    for (const row of table.tBodies[0].rows) if (!row.querySelector("th")) say("a row without a head", row);
  }
  const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
  const light = (colour) => {
    const [r, g, b] = numbers(colour).map((part) => part / 255).map((p) => (p <= 0.03928 ? p / 12.92 : ((p + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (numbers(colour)[3] !== 0) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  for (const element of all("body *")) {
    if (![...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim())) continue;
    if (!seen(element) || element.closest("svg, .skip, .unseen")) continue;
    const style = getComputedStyle(element);
    const [a, b] = [light(style.color), light(behind(element))].sort((x, y) => y - x);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if ((a + 0.05) / (b + 0.05) < (large ? 3 : 4.5)) say(`contrast ${((a + 0.05) / (b + 0.05)).toFixed(2)}`, element);
    if (size < 10) say("letters too small", element);
  }
  for (const element of all("button, nav a, input, select"))
    if (seen(element) && element.getBoundingClientRect().height < 24) say("too low to press", element);
  return faults;
}
