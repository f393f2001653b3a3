"""Another text behind the rubric in one file is called by its name once; text read in a wrong code page too."""

import pytest

from cchc_rules.source import Source
from cchc_rules.source.text import Undecodable, decode
from cchc_rules.syntax.rubric.reader import read_rubric

RUBRIC = """\
BỘ TIÊU CHÍ mau "Mẫu"
  văn bản: Quyết định 01/QĐ-MH ngày 01/01/2019
  tổng điểm: 10 điểm  theo Điều 1
LĨNH VỰC 1 "Chỉ đạo": 10 điểm
TIÊU CHÍ 1.1 "Kế hoạch": 10 điểm
"""
AMENDMENT = """\
SỬA ĐỔI sd-1 "Sửa đổi"
  văn bản: Quyết định 02/QĐ-MH ngày 15/01/2020
  sửa đổi: mau
Điều 1
  SỬA 1.1 điểm tối đa: từ 10 điểm thành 9 điểm
"""
PROSE = """\
Điều 1. Sửa đổi, bổ sung tiêu chí 1.1 như sau:
“1.1. Kế hoạch CCHC năm: 9 điểm.”
Điều 2. Quyết định này có hiệu lực kể từ ngày ký.
Nơi nhận: như Điều 3; lưu VT.
"""


@pytest.mark.parametrize(
    ("behind", "code"),
    [
        (AMENDMENT, "S600"),
        (AMENDMENT.replace("SỬA ĐỔI", "sửa đổi"), "S600"),
        (AMENDMENT.replace("SỬA ĐỔI", "ĐÍNH CHÍNH"), "S600"),
        (PROSE, "S601"),
        ("QUYẾT ĐỊNH\nVề việc sửa đổi, bổ sung Bộ tiêu chí\n" + PROSE, "S601"),
        ("Căn cứ Luật Tổ chức chính quyền địa phương;\n" + PROSE, "S601"),
    ],
)
def test_what_is_behind_is_told_once(behind: str, code: str) -> None:
    found = read_rubric(Source.of("mau.cchc", RUBRIC + "\n" + behind)).diagnostics
    assert [(d.code, d.span.line if d.span else 0) for d in found] == [(code, 7)]


def test_mistakes_above_are_told_too() -> None:
    broken = RUBRIC.replace('1.1 "Kế hoạch": 10 điểm', '1.1 "Kế hoạch" 10 điểm')
    codes = [d.code for d in read_rubric(Source.of("mau.cchc", broken + AMENDMENT)).diagnostics]
    assert codes[-1] == "S600" and len(codes) == 2


def test_rows_below_a_stray_heading_are_read_on() -> None:
    rows = '  1.1.1 "Một": 4 điểm\nĐiều 2. Điểm thành phần\n  1.1.2 "Hai": 5 điểm thừa\n  1.1.3 "Ba": 6 điểm\n'
    found = read_rubric(Source.of("mau.cchc", RUBRIC + rows)).diagnostics
    assert {d.span.line for d in found if d.span} == {7, 8}


# ---- a wrong code page


@pytest.mark.parametrize("page", ["cp1252", "latin-1"])
def test_utf_8_read_in_another_code_page(page: str) -> None:
    shown = "".join(bytes((b,)).decode(page, errors="replace") for b in RUBRIC.encode())
    told = decode(shown.encode())
    assert isinstance(told, Undecodable) and "Windows-1252" in told.reason and "vốn là" in told.reason
    assert told.remedy is not None and ("đã mất" in told.remedy) is ("\ufffd" in shown)


@pytest.mark.parametrize("text", [RUBRIC, PROSE, "«á»: dấu ngoặc, «là», Äpfel, Ã\n", "Æ° một chữ, á» hai chữ\n"])
def test_other_texts_are_not_taken_for_it(text: str) -> None:
    assert decode(text.encode()) == text
