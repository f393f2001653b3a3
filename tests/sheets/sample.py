"""A small rubric and sheets for it, and short ways to read, check and look at what was found."""

import json
from functools import cache
from typing import Any

from cchc_rules.checks.sheet.all_checks import check_sheet
from cchc_rules.diagnostics import Diagnostic, Severity, in_order, render_all
from cchc_rules.model.link import link
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.sheet import Sheet
from cchc_rules.source import Source
from cchc_rules.syntax.json.sheet import read_sheet_json
from cchc_rules.syntax.lines.parsed import Parsed
from cchc_rules.syntax.rubric.reader import read_rubric
from cchc_rules.syntax.sheet.reader import read_sheet

RUBRIC = """\
BỘ TIÊU CHÍ mau "Bộ tiêu chí mẫu"
  áp dụng: từ kỳ đánh giá 2019
  đối tượng: "cơ quan chuyên môn thuộc UBND tỉnh", "chi cục", trừ "Văn phòng Ủy ban nhân dân tỉnh"
  không áp dụng: được đề nghị
  bước điểm: 0,25 điểm
CÁC BƯỚC ĐÁNH GIÁ
  tự đánh giá: chấm điểm
  thẩm định: công nhận hoặc giảm
  phúc tra: công nhận hoặc tăng
  ĐTXHH: chấm điểm
SỐ LIỆU
  [có đơn vị sự nghiệp]: có/không
  [số phòng]: số đếm
  [kinh phí]: số đo "triệu đồng"
  [tỷ lệ đúng hạn]: tỷ lệ phần trăm
  [vùng]: lựa chọn "miền núi", "đồng bằng"
  [ngày ban hành]: ngày tháng
  [số văn bản]: chữ
LĨNH VỰC 1 "Chỉ đạo": 6 điểm
  TIÊU CHÍ 1.1 "Kế hoạch": 3 điểm
    1.1.1 "Chất lượng kế hoạch": 1 điểm
    1.1.2 "Mức độ hoàn thành": 2 điểm
      không áp dụng: không được đề nghị
  TIÊU CHÍ 1.2 "Hòa giải": 2 điểm
    1.2.1 "Số vụ": 1 điểm
    1.2.2 "Tỷ lệ": 1 điểm
      bản in ghi mã "1.2.9", vì "đánh máy"
  TIÊU CHÍ 1.3 "Khảo sát": 1 điểm, ĐTXHH
LĨNH VỰC 2 "Tổ chức": 4 điểm
  TIÊU CHÍ 2.1 "Đơn vị sự nghiệp": 2 điểm
    chỉ áp dụng khi: [có đơn vị sự nghiệp] là có
    không áp dụng: không được đề nghị
  TIÊU CHÍ 2.2 "Biên chế": 2 điểm
    không áp dụng khi: loại đơn vị là "chi cục"
"""

HEADER = """\
PHIẾU CHẤM ĐIỂM
  bộ tiêu chí: mau
  đơn vị: "Sở Minh họa 01"
  loại đơn vị: "cơ quan chuyên môn thuộc UBND tỉnh"
  năm: 2019
"""


@cache
def rubric(text: str = RUBRIC) -> Rubric:
    """A rubric that must read without errors."""
    parsed = read_rubric(Source.of("mau.cchc", text))
    assert isinstance(parsed.value, Rubric) and parsed.ok, render_all(parsed.diagnostics)
    return link(parsed.value, ())


def read(text: str) -> Parsed[Sheet]:
    """A sheet from a text."""
    return read_sheet(Source.of("thu.phieu", text))


def good(text: str) -> Sheet:
    """A sheet that must read without any finding."""
    parsed = read(text)
    assert parsed.value is not None and not parsed.diagnostics, render_all(parsed.diagnostics)
    return parsed.value


def sheet(*rows: str, facts: str = "", header: str = HEADER) -> str:
    """The text of a sheet with these lines below ĐIỂM and SỐ LIỆU."""
    asked = f"SỐ LIỆU\n{facts}\n" if facts else ""
    return f"{header}{asked}ĐIỂM\n" + "\n".join(rows) + "\n"


def found(text: str, against: str = RUBRIC) -> tuple[Diagnostic, ...]:
    """Everything found in a sheet by its reader and against the rubric, as a command would show it."""
    parsed = read(text)
    checked = check_sheet(rubric(against), parsed.value) if parsed.value is not None else ()
    return in_order((*parsed.diagnostics, *checked))


def codes(text: str, against: str = RUBRIC) -> list[str]:
    """The codes of all findings."""
    return [d.code for d in found(text, against)]


def only(text: str, against: str = RUBRIC) -> Diagnostic:
    """The one finding of a sheet."""
    everything = found(text, against)
    assert len(everything) == 1, render_all(everything)
    return everything[0]


def line_of(d: Diagnostic) -> str:
    """The line a finding points at, or the part of it."""
    assert d.span is not None
    return d.span.excerpt[d.span.column - 1 : d.span.end - 1]


def a_json(**changes: Any) -> dict[str, Any]:
    """A good JSON sheet with top-level changes; None drops a key."""
    made = {
        "schema": "cchc-rules/sheet/1",
        "rubric": "mau",
        "unit": "Sở Minh họa 01",
        "kind": "cơ quan chuyên môn thuộc UBND tỉnh",
        "year": 2019,
        "facts": [],
        "rows": [{"code": "1.1.1", "self": {"points": "1"}}],
    }
    made.update(changes)
    return {key: value for key, value in made.items() if value is not None}


def read_json(value: object) -> Parsed[Sheet]:
    """A JSON sheet from a value, or from a text as it stands."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1)
    return read_sheet_json("thu.json", text)


def json_wrong(value: object) -> list[str]:
    """The messages found in a JSON sheet, all of them errors."""
    parsed = read_json(value)
    assert all(d.severity is Severity.ERROR for d in parsed.diagnostics)
    return [f"{d.code} {d.message}" for d in parsed.diagnostics]
