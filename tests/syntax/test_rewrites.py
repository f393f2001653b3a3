"""Sentences as decrees and people write them: what the language says is told in whole, and offered."""

import pytest

from cchc_rules.diagnostics.edits import FixKind, applied
from cchc_rules.source import Source, WrittenText
from cchc_rules.syntax.lines.statements import read_statements

SURE = [
    ("tổng điểm: 3 điểm (mục II.1.2)", "tổng điểm: 3 điểm  theo mục II.1.2"),
    ("tổng điểm: 3 điểm (theo mục II.1.2)", "tổng điểm: 3 điểm  theo mục II.1.2"),
    ("tổng điểm: 3 điểm [Điều 2]", "tổng điểm: 3 điểm  theo Điều 2"),
    ("tổng điểm: 3 điểm, mục II.1.2", "tổng điểm: 3 điểm  theo mục II.1.2"),
    ("tổng điểm: 3 điểm - mục II.1.2", "tổng điểm: 3 điểm  theo mục II.1.2"),
    ("tổng điểm: 3 điểm mục II.1.2", "tổng điểm: 3 điểm  theo mục II.1.2"),
    ("XẾP LOẠI (mục II.3)", "XẾP LOẠI  theo mục II.3"),
    ('1.1 "Kế hoạch": 3 điểm (mục II.3)', '1.1 "Kế hoạch": 3 điểm  theo mục II.3'),
    ("hạn tự đánh giá: trước 15/1 năm sau", "hạn tự đánh giá: trước ngày 15/01 năm sau"),
    ("hạn tự đánh giá: trước 15-01 năm sau", "hạn tự đánh giá: trước ngày 15/01 năm sau"),
    ("hạn tự đánh giá: trước ngày 15 tháng 1 năm sau", "hạn tự đánh giá: trước ngày 15/01 năm sau"),
    ("hạn tự đánh giá: chậm nhất là 15/1 năm sau", "hạn tự đánh giá: chậm nhất ngày 15/01 năm sau"),
    ("hạn tự đánh giá: không quá ngày 15/1 năm sau", "hạn tự đánh giá: chậm nhất ngày 15/01 năm sau"),
    ("hạn tự đánh giá: đến hết ngày 15/1 năm sau", "hạn tự đánh giá: chậm nhất ngày 15/01 năm sau"),
    ('1.1 "Kế hoạch "năm" của xã": 3 điểm', '1.1 "Kế hoạch ""năm"" của xã": 3 điểm'),
    ('1.1 "Kế hoạch "năm"": 3 điểm', '1.1 "Kế hoạch ""năm""": 3 điểm'),
    ('1.1 ""Kế hoạch" năm": 3 điểm', '1.1 """Kế hoạch"" năm": 3 điểm'),
    ("1.1 “Kế hoạch “năm” của xã”: 3 điểm", '1.1 "Kế hoạch “năm” của xã": 3 điểm'),
]
GUESSED = [
    ("hạn tự đánh giá: không trước 30/01 năm sau", "hạn tự đánh giá: chậm nhất ngày 30/01 năm sau"),
    ("hạn tự đánh giá: đến ngày 15/1 năm sau", "hạn tự đánh giá: chậm nhất ngày 15/01 năm sau"),
]


@pytest.mark.parametrize(("said", "right"), [*SURE, *GUESSED])
def test_the_sentence_of_the_language_is_told_and_offered(said: str, right: str) -> None:
    (found,) = read_statements(Source.of("thu", said), "rubric").diagnostics
    mended = [applied(WrittenText.of(said), fix.edits) for fix in found.fixes]
    assert right in mended
    assert found.fixes[0].kind is (FixKind.SPELLING if (said, right) in SURE else FixKind.CONTENT)
    assert found.fix is not None and "theo mẫu" not in found.fix
    assert read_statements(Source.of("thu", right), "rubric").diagnostics == ()
