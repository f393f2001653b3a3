"""A row and what is entered on it, written on one line of a sheet: one error, whose fix writes the two lines."""

import pytest

from cchc_rules.diagnostics.edits import applied
from cchc_rules.source import Source, WrittenText
from cchc_rules.syntax.sheet.reader import read_sheet

HEAD = 'PHIẾU CHẤM ĐIỂM\n  bộ tiêu chí: b\n  đơn vị: "Xã A"\n  loại đơn vị: "xã"\n  năm: 2020\nĐIỂM\n'


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        ('1.1 "Kế hoạch": tự đánh giá 1,5', "tự đánh giá: 1,5"),
        ('1.1 "Kế hoạch" tự đánh giá: 1,5 điểm', "tự đánh giá: 1,5 điểm"),
        ('1.1 "Kế hoạch" - tự đánh giá: 1,5, TLKC "14/BC"', 'tự đánh giá: 1,5, TLKC "14/BC"'),
        ('1.1 "Kế hoạch", thẩm định: 0, vì "chậm"', 'thẩm định: 0, vì "chậm"'),
        ('1.1 "Kế hoạch": không áp dụng, vì "không có"', 'không áp dụng, vì "không có"'),
        ("1.1: tự đánh giá 2", "tự đánh giá: 2"),
        ("1.1 tự đánh giá: 2", "tự đánh giá: 2"),
        ("1.1: thẩm định: như tự đánh giá", "thẩm định: như tự đánh giá"),
    ],
)
def test_the_two_lines_are_told_and_offered(line, entry):
    text = HEAD + line + "\n"
    (found,) = read_sheet(Source.of("a.phieu", text)).diagnostics
    assert entry in (found.fix or "")
    (fix,) = found.fixes
    mended = applied(WrittenText.of(text), fix.edits)
    assert mended.endswith(f"\n  {entry}\n")
    again = read_sheet(Source.of("a.phieu", mended))
    assert again.diagnostics == () and again.value.rows[0].code.text == "1.1"
