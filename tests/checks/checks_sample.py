"""A small valid rubric, and ways to change a line of it and see what the checks find."""

from cchc_rules.checks.rubric.all_checks import check_rubric
from cchc_rules.diagnostics import Diagnostic
from cchc_rules.model.rubric import Rubric
from cchc_rules.source import Source
from cchc_rules.syntax.rubric.reader import read_rubric

VALID = """\
BỘ TIÊU CHÍ mau "Bộ tiêu chí mẫu"
  văn bản: Quyết định 1/QĐ-UBND ngày 01/02/2019, Bảng 1
  tổng điểm: 10 điểm, trong đó ĐTXHH 2 điểm  theo mục 1
  số lượng: 2 lĩnh vực, 4 tiêu chí  theo mục 1
  đối tượng: "sở", "ban", trừ "Văn phòng UBND tỉnh"  theo mục 2
  bước điểm: 0,5 điểm  tự đặt, vì "các điểm trong bảng đều là bội của 0,5"
CÁC BƯỚC ĐÁNH GIÁ  theo mục 3
  tự đánh giá: chấm điểm
  thẩm định: công nhận hoặc giảm, do "Hội đồng"
  phúc tra: công nhận, tăng hoặc giảm, tối thiểu 30% đơn vị
  ĐTXHH: chấm điểm
  điểm chỉ số: ĐTXHH cộng phúc tra, không có thì thẩm định
XẾP LOẠI  theo mục 4
  từ 90%: "Tốt"
  từ 50% đến dưới 90%: "Khá"
  dưới 50%: "Yếu"
HỆ QUẢ  theo mục 5
  1 khi chỉ số dưới 70% hoặc từ 1 lĩnh vực dưới 50%: "không khen thưởng"
  2 khi lĩnh vực 2 dưới 50%: "phê bình"
SỐ LIỆU
  [có đơn vị sự nghiệp]: có/không
  [số xã]: số đếm "xã"
  [tỷ lệ đúng hạn]: tỷ lệ phần trăm
  [vùng]: lựa chọn "núi", "biển"
LĨNH VỰC 1 "Chỉ đạo": 6 điểm
  số lượng: 2 tiêu chí
  TIÊU CHÍ 1.1 "Kế hoạch của viên chức": 4 điểm
    không áp dụng khi: loại đơn vị là "ban" và không phải [có đơn vị sự nghiệp] là có
  TIÊU CHÍ 1.2 "Khảo sát": 2 điểm, ĐTXHH
LĨNH VỰC 2 "Thể chế": 4 điểm
  số lượng: 2 tiêu chí
  TIÊU CHÍ 2.1 "Rà soát": 3 điểm
    chỉ áp dụng khi: [số xã] từ 3 và [tỷ lệ đúng hạn] từ 20% đến dưới 30% hoặc [vùng] là "núi"
  TIÊU CHÍ 2.2 "Theo dõi": 1 điểm
"""
EXCLUDED = 'loại đơn vị là "ban" và không phải [có đơn vị sự nghiệp] là có'
ONLY = '[số xã] từ 3 và [tỷ lệ đúng hạn] từ 20% đến dưới 30% hoặc [vùng] là "núi"'
ROW_1_1 = '"Kế hoạch của viên chức": 4 điểm\n'
HEAD = "  bước điểm"


def rubric(*changes: tuple[str, str], text: str = VALID) -> Rubric:
    """The valid rubric with each (old, new) applied; it must still parse without errors."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    parsed = read_rubric(Source.of("mau.cchc", text))
    assert isinstance(parsed.value, Rubric)
    assert parsed.ok, parsed.diagnostics
    return parsed.value


def findings(*changes: tuple[str, str]) -> tuple[Diagnostic, ...]:
    return check_rubric(rubric(*changes))


def codes(*changes: tuple[str, str]) -> list[str]:
    return [d.code for d in findings(*changes)]


def only(*changes: tuple[str, str]) -> Diagnostic:
    """The one finding of a changed rubric."""
    found = findings(*changes)
    assert len(found) == 1, found
    return found[0]


def under(row: str, line: str) -> tuple[str, str]:
    """The change that puts a line under a row."""
    return (row, f"{row}    {line}\n")


def stating(line: str) -> tuple[str, str]:
    """The change that adds a line to the settings."""
    return (HEAD, f"  {line}\n{HEAD}")


def without(start: str, end: str) -> tuple[str, str]:
    """The change that drops the lines from the one that opens with `start` up to that with `end`."""
    first = VALID.index(start)
    return (VALID[first : VALID.index(end, first)], "")
