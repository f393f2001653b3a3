// Everything that is done with files, as one list of buttons.

import { fragment, isName, packed, unpacked } from "./bundle.js";
import { askFor, askWhich } from "./dialog.js";
import { download, openFiles, openFolder, save, saveFolder } from "./disk.js";
import { DATABASE, erase } from "./storage.js";
import { button, element } from "./words.js";

const WHERE = [
  `Mọi tệp đang mở được giữ trong trình duyệt này, trên máy này (IndexedDB, tên “${DATABASE}”), để tải lại trang không mất gì.`,
  "Không có gì được gửi đi đâu. Xóa dữ liệu trang trong trình duyệt cũng xóa các tệp ấy: hãy lưu ra tệp.",
];

export function fillMenu(app, menu) {
  const items = [
    ["Mở tệp…", () => open(app, openFiles)],
    ["Mở thư mục…", () => open(app, openFolder)],
    ["Lưu mọi tệp vào thư mục…", () => saveAll(app)],
    ["Tải cả kho thành một tệp", () => download("vi-du.json", packed(app.kho.texts()))],
    ["Chép liên kết mang cả ví dụ", () => copyLink(app)],
    null,
    ["Phiếu mới…", () => app.newSheet()],
    ["Văn bản sửa đổi mới…", () => app.newAmendment()],
    ["Tệp trống mới…", () => newFile(app)],
    ["Đổi tên tệp…", () => rename(app)],
    ["Bỏ tệp khỏi kho…", () => remove(app)],
    ["Viết lại theo dạng chuẩn", () => app.format()],
    null,
    ["Ví dụ: hai bảng năm 2019", () => app.openExample("2019")],
    ["Ví dụ: chấm theo số liệu", () => app.openExample("so-lieu")],
    ["Lấy lại kho trước", () => app.takeBack()],
    ["Làm quen trong năm bước", () => app.tour.begin()],
    ["In phần bên cạnh", () => window.print()],
    ["Giữ ở đâu, xóa thế nào…", () => whereKept(app)],
  ];
  const act = (does) => () => {
    menu.open = false;
    return app.trying(does);
  };
  const made = items.map((item) => (item ? button(item[0], act(item[1])) : element("hr")));
  menu.querySelector(".menu-items").replaceChildren(...made);
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => !menu.contains(event.target) && (menu.open = false));
}

async function open(app, ask) {
  const found = await ask();
  const unread = found.filter(({ text }) => text === null).map(({ name }) => name);
  const bundle = found.length === 1 && found[0].text !== null ? unpacked(found[0].text) : null;
  if (bundle) await app.openAll(bundle, `Tệp ${found[0].name} mang cả một ví dụ.`);
  else await app.openEach(found.filter(({ text, name }) => text !== null && isName(name)));
  if (unread.length) app.say(`Không phải văn bản UTF-8 nên không mở: ${unread.join(", ")}`);
}

async function saveAll(app) {
  const files = app.kho.names().map((name) => [name, app.kho.written(name)]);
  const done = await saveFolder(files);
  if (!done) {
    download("vi-du.json", packed(app.kho.texts()));
    app.say("Trình duyệt này không ghi được vào thư mục: cả kho được tải về thành một tệp.");
    return;
  }
  for (const [name] of files) app.kho.saved(name);
  app.listFiles();
}

async function copyLink(app) {
  const link = location.href.split("#")[0] + (await fragment(app.kho.texts()));
  try {
    await navigator.clipboard.writeText(link);
    app.say(`Đã chép liên kết (${link.length} ký tự); nội dung nằm cả trong liên kết, không ở máy chủ nào.`);
  } catch {
    await askFor("Chép liên kết này", [{ name: "link", label: "Liên kết", value: link }], "Xong");
  }
}

async function newFile(app) {
  const given = await askFor("Tệp mới", [{ name: "name", label: "Tên tệp", value: "moi.cchc" }]);
  if (given && free(app, given.name)) app.openEach([{ name: given.name, text: "", saved: "" }]);
}

async function rename(app) {
  const given = await askFor("Đổi tên tệp", [{ name: "name", label: "Tên mới", value: app.file }]);
  if (given && given.name !== app.file && free(app, given.name)) app.rename(app.file, given.name);
}

function free(app, name) {
  if (!isName(name)) app.say(`“${name}” không đặt làm tên tệp được.`);
  else if (app.kho.files.has(name)) app.say(`Đã có tệp ${name}.`);
  else return true;
  return false;
}

async function remove(app) {
  const changed = app.kho.isChanged(app.file) ? ["Tệp có thay đổi chưa lưu ra ngoài."] : [];
  const which = await askWhich(`Bỏ ${app.file} khỏi kho?`, changed, { yes: "Bỏ", no: "Thôi" });
  if (which === "yes") app.remove(app.file);
}

async function whereKept(app) {
  const which = await askWhich("Giữ ở đâu, xóa thế nào", WHERE, { erase: "Xóa mọi thứ đã giữ", no: "Đóng" });
  if (which !== "erase") return;
  const sure = await askWhich("Xóa mọi thứ đã giữ?", ["Các tệp chưa lưu ra ngoài sẽ mất."], { yes: "Xóa hết", no: "Thôi" });
  if (sure !== "yes") return;
  app.kho.keepNothing();
  await erase();
  location.hash = "";
  location.reload();
}

/** Save the file that is open. */
export async function saveOpen(app) {
  const name = app.file;
  const handle = await save(name, app.kho.written(name), app.kho.files.get(name).handle);
  if (handle === undefined) return;
  app.kho.saved(name, handle);
  app.listFiles();
  app.say(handle ? `Đã lưu ${name}.` : `Đã tải ${name} về.`);
  app.keepSoon();
}
