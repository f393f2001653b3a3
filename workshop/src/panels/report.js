// The check report: what is found in every file, errors first; a finding leads to its line, a fix is one button.

import { button, element } from "../words.js";

const GROUPS = [
  ["error", "Lỗi"],
  ["warning", "Cảnh báo"],
  ["info", "Ghi nhận"],
];

export class ReportPanel {
  title = "Kiểm tra";
  key = "kiem-tra";
  element = element("div", { className: "report" });
  #app;

  constructor(app) {
    this.#app = app;
  }

  refresh() {
    const names = [this.#app.file, ...this.#app.kho.names().filter((name) => name !== this.#app.file)];
    const parts = names.filter((name) => this.#app.checked.has(name)).map((name) => this.#file(name));
    const waiting = this.#app.kho.files.size - this.#app.checked.size;
    const more = waiting > 0 ? [element("p", { textContent: `Còn ${waiting} tệp đang được kiểm tra…` })] : [];
    this.element.replaceChildren(...parts, ...more);
  }

  #file(name) {
    const { summary, findings: every_one, all, kind } = this.#app.checked.get(name);
    const findings = every_one.filter((finding) => finding.file === name);
    const elsewhere = [...new Set(every_one.map(({ file }) => file))].filter((file) => file !== name);
    const also = elsewhere.length ? `, kể cả ở ${elsewhere.join(", ")}` : "";
    const head = element("h3", {}, `${name} `, element("small", { textContent: `${kind} · ${summary}${also}` }));
    const every = all ? [button(all.title, () => this.#app.apply(all))] : [];
    const groups = GROUPS.map(([level, title]) => this.#group(title, findings.filter((f) => f.level === level)));
    const open = name === this.#app.file;
    const because = elsewhere.length ? `, vì ${elsewhere.join(", ")}` : "";
    if (!findings.length && !open) return element("p", { className: "sound" }, `${name}: ${summary}${because}`);
    return element("section", {}, head, ...every, ...groups.filter(Boolean));
  }

  #group(title, findings) {
    if (!findings.length) return null;
    const list = element("ol", {}, ...findings.map((finding) => this.#finding(finding)));
    const head = element("summary", { textContent: `${title}: ${findings.length}` });
    return element("details", { open: findings[0].level !== "info" }, head, list);
  }

  #finding(finding) {
    const line = finding.from.line + 1;
    const to = button(`${finding.file}:${line}`, () => this.#app.go(finding.file, line), { className: "link" });
    const what = element("span", { className: finding.level, textContent: `${finding.severity} ${finding.code}` });
    const told = element("p", { className: "message", textContent: finding.message });
    const fixes = finding.fixes.map((fix) => button(fix.title, () => this.#app.apply(fix), { className: "fix" }));
    return element("li", {}, what, " ", to, told, ...fixes);
  }
}
