"""Printing: canonical, idempotent, the parser's inverse, comments kept."""

from fractions import Fraction

import pytest
from hypothesis import given, settings

from cchc_rules.model.code import Code
from cchc_rules.model.sheet import Entry, FactEntry, Header, Row, Sheet
from cchc_rules.model.stages import Stage
from cchc_rules.syntax.json.sheet import read_sheet_json, sheet_to_json
from cchc_rules.writing.sheet_file import print_sheet
from tests.sheets.generated import sheets
from tests.sheets.sample import good, read

COMMENTED = """\
# trước phiếu
PHIẾU CHẤM ĐIỂM  # phiếu
  bộ tiêu chí: 2019/bang-1  # bộ
  # trước đơn vị
  đơn vị: "Sở ""Một"" # hai"
  loại đơn vị: "sở"
  năm: 2019  # năm
  ghi chú: "x"  #

# trước số liệu
SỐ LIỆU  # số liệu
  # trước một số
  [số phòng]: 3  # số
  [kinh phí]:

#
ĐIỂM  # điểm
# trước mã
1.1.1 "Kế hoạch"  # mã
  # trước đề nghị
  không áp dụng, vì "không có"  # đề nghị
  # trước tự đánh giá
  tự đánh giá:  # tự đánh giá
  thẩm định: 0,5 điểm, vì "a", TLKC "b", TLKC "c", bởi "d"  # thẩm định
# cuối
"""


def test_comments_stay_where_they_are() -> None:
    assert print_sheet(good(COMMENTED)) == COMMENTED


def test_order_and_quotes_become_canonical() -> None:
    typed = (
        'PHIẾU CHẤM ĐIỂM\nnăm:2019\nloại đơn vị:"k"\nđơn vị: “đ”\nbộ tiêu chí: "Bộ X"\nĐIỂM\n1\n'
        'thẩm định:1\ntự đánh giá : 1 ĐIỂM,bởi “a"b”,vì "c"\nSỐ LIỆU\n[a  b] : 1,50%\n'
    )
    assert print_sheet(good(typed)).splitlines()[1:] == [
        '  bộ tiêu chí: "Bộ X"',
        '  đơn vị: "đ"',
        '  loại đơn vị: "k"',
        "  năm: 2019",
        "",
        "SỐ LIỆU",
        "  [a b]: 1,5%",
        "",
        "ĐIỂM",
        "1",
        '  tự đánh giá: 1 điểm, vì "c", bởi "a""b"',
        "  thẩm định: 1 điểm",
    ]


@settings(max_examples=60, deadline=None)
@given(sheets())
def test_text_and_json_give_the_same_sheet(sheet: Sheet) -> None:
    text = print_sheet(sheet)
    parsed = read(text)
    assert not parsed.diagnostics, parsed.diagnostics
    assert parsed.value == sheet
    assert print_sheet(parsed.value) == text
    as_json = sheet_to_json(parsed.value)
    again = read_sheet_json("x.json", as_json)
    assert not again.diagnostics, again.diagnostics
    assert again.value == sheet
    assert sheet_to_json(again.value) == as_json


def test_what_has_no_decimal_form_is_not_rounded() -> None:
    header = Header("mau", "a", "b", 2019)
    third = Sheet(header, rows=(Row(Code("1"), entries=(Entry(Stage.SELF, Fraction(1, 3)),)),))
    for write in (print_sheet, sheet_to_json):
        with pytest.raises(ValueError, match="1/3"):
            write(third)
        with pytest.raises(ValueError, match="1/3"):
            write(Sheet(header, (FactEntry("a", Fraction(1, 3)),)))
