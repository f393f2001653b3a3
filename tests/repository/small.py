"""A small repository with everything in it: a rubric with common provisions, two units of a year, a case."""

from pathlib import Path

SETTINGS = """\
[thu-muc]
bo-tieu-chi = ["bo-tieu-chi"]
phieu = ["phieu"]
tep-thu = ["tep-thu"]
"""
COMMON = """\
QUY ĐỊNH CHUNG chung "Quy định chung"
CÁC BƯỚC ĐÁNH GIÁ  theo mục II.2
  tự đánh giá: chấm điểm
  điểm chỉ số: tự đánh giá
"""
RUBRIC = """\
BỘ TIÊU CHÍ nho "Bộ tiêu chí nhỏ"
  văn bản: Quyết định 12/QĐ-UBND ngày 15/01/2020, Bảng 1
  dùng: chung
  áp dụng: từ kỳ đánh giá 2020  theo Điều 2
  tổng điểm: 10 điểm  theo mục II.1
  đối tượng: "sở"  theo mục I.2

XẾP LOẠI  theo mục II.3
  từ 80%: "Tốt"
  dưới 80%: "Chưa tốt"

TIẾN ĐỘ  theo mục IV
  hạn công bố: trong quý II năm sau

LĨNH VỰC 1 "Chỉ đạo, điều hành": 10 điểm
TIÊU CHÍ 1.1 "Kế hoạch CCHC năm": 4 điểm
TIÊU CHÍ 1.2 "Giải quyết hồ sơ": 6 điểm
"""
_SHEET = """\
PHIẾU CHẤM ĐIỂM
  bộ tiêu chí: "../bo-tieu-chi/nho"
  đơn vị: "{unit}"
  loại đơn vị: "sở"
  năm: 2020
ĐIỂM
1.1
  tự đánh giá: {a}
1.2
  tự đánh giá: {b}
"""


def sheet(unit: str, a: str, b: str) -> str:
    """The sheet of a unit with its points of the two rows."""
    return _SHEET.format(unit=unit, a=a, b=b)


def files() -> dict[str, str]:
    """The texts of the repository by their path."""
    return {
        "cchc-rules.toml": SETTINGS,
        "bo-tieu-chi/chung.cchc": COMMON,
        "bo-tieu-chi/nho.cchc": RUBRIC,
        "phieu/a.phieu": sheet("Sở A", "3", "6"),
        "phieu/b.phieu": sheet("Sở B", "2", "5,5"),
        "tep-thu/c.thu": sheet("Sở C", "4", "4") + 'mong đợi: chỉ số 80%\nmong đợi: xếp loại "Tốt"\n',
    }


def written(root: Path, changed: dict[str, str] | None = None) -> Path:
    """The repository on disk, with some files otherwise."""
    for name, text in {**files(), **(changed or {})}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root
