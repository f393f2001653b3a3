"""Texts with the cursor marked, so that a table of them says what is expected where."""

from pathlib import Path

from attrs import frozen

from cchc_rules.lsp.text.desk import Desk
from cchc_rules.lsp.text.document import Document
from cchc_rules.lsp.text.positions import EditorText, Position

CURSOR = "¦"
ROOT = Path("/kho")
"""A folder that is on no disk: all texts are open."""

TABLE = """\
BỘ TIÊU CHÍ mau "Mẫu"
  văn bản: Quyết định 01/QĐ-MH ngày 01/01/2019
  tổng điểm: 10 điểm  theo Điều 1
  đối tượng: "sở", "xã"  theo Điều 1
CÁC BƯỚC ĐÁNH GIÁ  theo Điều 1
  tự đánh giá: do "sở", chấm điểm
  thẩm định: do "Hội đồng", công nhận, tăng hoặc giảm
  điểm chỉ số: thẩm định
XẾP LOẠI  theo Điều 1
  từ 50%: "Tốt"
  dưới 50%: "Kém"
SỐ LIỆU
  [số vụ]: số đếm "vụ", do đơn vị
  [hồ sơ]: số đếm, do đơn vị
LĨNH VỰC 1 "Chung": 10 điểm
  1.1 "Kế hoạch": 4 điểm
    cách chấm: điểm tối đa - [số vụ] × 0,5 điểm, không dưới 0 điểm  theo Điều 2
  1.2 "Hồ sơ": 6 điểm
    cách chấm: theo thang [hồ sơ]  theo Điều 2
      từ 10: 6 điểm
      dưới 10: 0 điểm
"""
SHEET = """\
PHIẾU CHẤM ĐIỂM
  bộ tiêu chí: mau
  đơn vị: "Sở A"
  loại đơn vị: "sở"
  năm: 2020
SỐ LIỆU
  [số vụ]: 2
  [hồ sơ]: 12
"""
AMENDMENT = """\
SỬA ĐỔI sua-1 "Sửa đổi mẫu"
  văn bản: Quyết định 02/QĐ-MH ngày 01/02/2020
  sửa đổi: mau
  hiệu lực: từ 15/02/2020
  áp dụng: từ kỳ đánh giá 2020
Điều 1
  SỬA 1.1 tên: từ "Kế hoạch" thành "Kế hoạch năm"
"""
CASE = SHEET + "mong đợi: 1.1 được 3 điểm\n"


@frozen
class Marked:
    """A desk, the document in which the cursor is, and where."""

    desk: Desk
    document: Document
    position: Position


def marked(**texts: str) -> Marked:
    """Texts by name, one of which has the cursor mark; `mau_cchc` is the file `mau.cchc`."""
    named = {ROOT / name.replace("_", "."): text for name, text in texts.items()}
    path = next((p for p, text in named.items() if CURSOR in text), next(iter(named)))
    text = named[path]
    named[path] = text.replace(CURSOR, "")
    desk = Desk(named, ROOT)
    document = desk.document(path)
    assert document is not None
    offset = text.find(CURSOR)
    return Marked(desk, document, EditorText(named[path]).position(max(offset, 0)))
