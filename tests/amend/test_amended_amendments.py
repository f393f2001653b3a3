"""What amends an amendment may be of several lines: sentences, scoring rules, surveys, new rows."""

import pytest

from cchc_rules.amend import apply
from cchc_rules.diagnostics import render_all
from cchc_rules.writing.amendment_file import print_amendment
from cchc_rules.writing.rubric_file import print_rubric

from .texts import amendment, base, read, row, text

RULE = """\
  THÊM CÁCH CHẤM của 2.1.1
    cách chấm: theo trường hợp
      khi [có đơn vị] là có: 1 điểm
      còn lại: 0 điểm
"""
FIRST = f"""\
khoản 1
{RULE}khoản 2
  BỔ SUNG SAU 2.1.2
    2.1.3 "Trước hạn": 1 điểm
  SỬA 2.1 điểm tối đa: từ 2 điểm thành 3 điểm
khoản 3
  SỬA CÂU
    từ: từ 90%: "Tốt"
    thành: từ 95%: "Tốt"
  SỬA CÂU
    từ: dưới 90%: "Khá"
    thành: dưới 95%: "Khá"
điểm các dòng cha, tổng điểm và ĐTXHH theo các dòng con
"""
NEW_RULE = """\
  SỬA khoản 1 Điều 1
    từ: THÊM CÁCH CHẤM của 2.1.1
      # như văn bản trước
      cách chấm: theo trường hợp
        khi [có đơn vị] là có: 1 điểm
        còn lại: 0 điểm
    thành: THÊM CÁCH CHẤM của 2.1.1  # mới
      cách chấm: theo trường hợp
        khi [có đơn vị] là có: 1 điểm
        còn lại: 0,5 điểm
"""
NEW_ROWS = """\
  SỬA khoản 2 Điều 1
    từ: BỔ SUNG SAU 2.1.2
      2.1.3 "Trước hạn": 1 điểm
    thành: BỔ SUNG SAU 2.1.2
      2.1.3 "Sớm hạn": 0,5 điểm
      2.1.4 "Tại nhà": 0,5 điểm
"""
NEW_SENTENCE = """\
  SỬA khoản 3 Điều 1
    từ: SỬA CÂU
      từ: từ 90%: "Tốt"
      thành: từ 95%: "Tốt"
    # một mức
    thành: SỬA CÂU
      # bên trong
      từ: từ 90%: "Tốt"
      thành: từ 96%: "Tốt"
  SỬA khoản 3 Điều 1
    từ: SỬA CÂU
      từ: dưới 90%: "Khá"
      thành: dưới 95%: "Khá"
    thành: SỬA CÂU
      từ: dưới 90%: "Khá"
      thành: dưới 96%: "Khá"
"""
ADDED = """\
  BỔ SUNG khoản 4 Điều 1
    nội dung: THÊM PHIẾU ĐIỀU TRA dan "Phiếu"
      hỏi: "người dân"
      tối thiểu 5 phiếu hợp lệ
      thang: "Có" 100%, "Không" 0%
      câu 1 cho 2.2: "Hài lòng không?"
  BỔ SUNG khoản 5 Điều 1
    nội dung: THÊM CÂU của 1.2: lời văn: "Có báo cáo"
  BÃI BỎ khoản 1 Điều 1
    nội dung: THÊM CÁCH CHẤM của 2.1.1
      cách chấm: theo trường hợp
        khi [có đơn vị] là có: 1 điểm
        còn lại: 0 điểm
"""


def both(body: str):
    given = amendment(body, id="b", number=3, signed="01/07/2020", target="a")
    result = apply(base(), [amendment(FIRST), given])
    return result, given


@pytest.mark.parametrize("body", [NEW_RULE, NEW_ROWS, NEW_SENTENCE, ADDED, NEW_RULE + NEW_ROWS + NEW_SENTENCE])
def test_it_is_applied_and_reads_back(body: str) -> None:
    result, given = both(body)
    assert result.ok, render_all(result.diagnostics)
    once = print_amendment(given)
    assert read(once).value == given
    assert print_amendment(read(once).value) == once
    assert all(once.count(line.strip()) == body.count(line.strip()) for line in body.splitlines() if "#" in line)


def test_the_rubric_has_what_the_later_text_says() -> None:
    assert "còn lại: 0,5 điểm" in print_rubric(both(NEW_RULE)[0].rubric)
    assert [c.title for c in row(both(NEW_ROWS)[0].rubric, "2.1").children][2:] == ["Sớm hạn", "Tại nhà"]
    assert 'từ 96%: "Tốt"' in print_rubric(both(NEW_SENTENCE)[0].rubric)
    made = both(ADDED)[0].rubric
    assert [f.value.name for f in made.provisions.surveys] == ["dan"]
    assert row(made, "2.1.1").rule is None


def test_the_first_line_that_differs_is_shown() -> None:
    result, _ = both(NEW_RULE.replace("còn lại: 0 điểm", "còn lại: 0,25 điểm"))
    (found,) = result.diagnostics
    assert (found.code, "“còn lại: 0 điểm”" in found.message, "“còn lại: 0,25 điểm”" in found.message) == (
        "S511",
        True,
        True,
    )


ADD = "  BỔ SUNG khoản 9 Điều 1\n    nội dung: BỔ SUNG SAU 2.1.2\n"
CHANGE = "  SỬA khoản 1 Điều 1\n    từ: SỬA CÁCH CHẤM của 2.1.1\n"


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        (CHANGE + '    thành: BÃI BỎ 1.2 đang là "Báo cáo": 3 điểm\n', {"S503"}),
        (CHANGE, {"S503"}),
        (ADD, {"S527"}),
        (ADD + "    2.1.3 “x: 1 điểm\n", {"C106"}),
        (CHANGE + "      còn lại là gì\n", {"C107"}),
    ],
)
def test_what_is_missing_or_wrong_inside_is_told_once(body: str, codes: set[str]) -> None:
    assert codes == {d.code for d in read(text(body, id="b", target="a")).diagnostics}
