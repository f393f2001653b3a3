// Five steps to know the page by; each says what to do, and can do it.

import { remember, remembered } from "./storage.js";
import { button, element } from "./words.js";

const TABLE = "2019/bang-1.cchc";
const LINE = "1.1.1";
const KNOWN = "tour";
const RAISED = "1.7";

const STEPS = [
  {
    title: "Văn bản bên trái, bảng bên phải",
    text: "Bảng bên phải dựng từ chữ bên trái. Bấm một dòng của bảng để đến câu đã viết ra nó; đặt con trỏ ở một câu thì dòng ấy được tô vàng.",
    does: async (app) => {
      await app.open(TABLE);
      await app.show("bang");
      app.go(TABLE, await app.lineOf(TABLE, LINE));
    },
  },
  {
    title: "Gõ sai thì được gạch dưới, kèm cách sửa",
    text: "Đổi “điểm” thành “diểm” ở một dòng: chỗ sai được gạch đỏ, phiếu cũng báo vì dùng bảng này. Bấm cách sửa trong thẻ Kiểm tra.",
    does: async (app) => {
      await app.open(TABLE);
      await app.show("kiem-tra");
      await app.breakLine(TABLE, LINE, "điểm", "diểm");
    },
  },
  {
    title: "Phiếu điền như biểu mẫu",
    text: "Mỗi ô là một câu của phiếu; điền đến đâu kết quả tính đến đó, và thẻ Giải thích nói mất điểm ở đâu, theo căn cứ nào.",
    does: async (app) => {
      await app.mendAll(TABLE);
      await app.open(app.kho.names().find((name) => app.kindOf(name) === "phiếu"));
      await app.show("phieu");
    },
  },
  {
    title: "Sửa một điểm tối đa, xem ai đổi xếp loại",
    text: "Mở một bảng, chọn “Văn bản sửa đổi mới”, rồi chọn dòng, ghi điểm tối đa mới. Bảng trước và sau hiện ngay; “Ai bị ảnh hưởng” chấm lại mọi phiếu đang mở theo cả hai bảng.",
    does: async (app) => {
      await app.mendAll(TABLE);
      await app.draft(TABLE, RAISED, "2", "2020");
      await app.show("sua-doi");
      await app.panels.get("sua-doi").see("impact");
    },
  },
  {
    title: "Lưu, gửi cho người khác",
    text: "Trình duyệt giữ mọi thứ khi tải lại trang. Lưu ra tệp bằng nút Lưu; “Chép liên kết mang cả ví dụ” gói mọi tệp vào một liên kết. Không có gì rời khỏi máy của bạn.",
    does: async (app) => {
      app.openMenu();
    },
  },
];

export class Tour {
  #app;
  #at = 0;
  #element;

  constructor(app, place) {
    this.#app = app;
    this.#element = place;
  }

  begin() {
    this.#at = 0;
    this.#show();
  }

  end() {
    this.#element.hidden = true;
    remember(KNOWN, "yes");
  }

  /** Whether the person has seen it or sent it away. */
  static get isKnown() {
    return remembered(KNOWN) !== null;
  }

  #show() {
    const { title, text, does } = STEPS[this.#at];
    const last = this.#at === STEPS.length - 1;
    const step = (by) => () => {
      this.#at += by;
      this.#show();
    };
    const buttons = [
      button("Làm thử giúp tôi", () => this.#app.trying(() => does(this.#app)), { className: "first" }),
      ...(this.#at ? [button("Trước", step(-1))] : []),
      last ? button("Xong", () => this.end()) : button("Tiếp", step(1)),
      ...(last ? [] : [button("Thôi", () => this.end())]),
    ];
    this.#element.replaceChildren(
      element("h2", { textContent: `${this.#at + 1}/${STEPS.length}. ${title}` }),
      element("p", { textContent: text }),
      element("p", { className: "line" }, ...buttons),
    );
    this.#element.hidden = false;
  }
}
