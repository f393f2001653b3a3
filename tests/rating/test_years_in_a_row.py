"""`trong … năm liền` in what disqualifies: true, false and not known at the exact thresholds of each year."""

import pytest

from cchc_rules.compile import compile_rubric
from cchc_rules.evaluate import evaluate
from cchc_rules.source import Source
from cchc_rules.syntax.rubric.reader import read_rubric
from cchc_rules.syntax.sheet.reader import read_sheet
from cchc_rules.writing.rubric_file import print_rubric

RUBRIC = """\
BỘ TIÊU CHÍ thu "Bảng thử"
  đối tượng: "xã"
CÁC BƯỚC ĐÁNH GIÁ
  tự đánh giá: chấm điểm
  điểm chỉ số: tự đánh giá
XẾP LOẠI
  từ 50%: "Tốt"
  dưới 50%: "Yếu"
  xếp "Yếu" khi: [tỷ lệ] dưới 60% trong 3 năm liền
  không xếp loại khi: chỉ số dưới 5% hoặc không phải ([tỷ lệ] từ 10% trong 2 năm liền)
SỐ LIỆU
  [tỷ lệ]: tỷ lệ phần trăm, có 2 năm trước
LĨNH VỰC 1 "Một": 10 điểm
"""
NAMES = ("tỷ lệ", "tỷ lệ, năm trước", "tỷ lệ, 2 năm trước")


def _card(*percents: str | None):
    facts = "".join(f"[{n}]: {p}%\n" for n, p in zip(NAMES, percents, strict=True) if p is not None)
    head = 'PHIẾU CHẤM ĐIỂM\nbộ tiêu chí: thu\nđơn vị: "A"\nloại đơn vị: "xã"\nnăm: 2024\n'
    sheet = read_sheet(Source.of("a.phieu", f"{head}SỐ LIỆU\n{facts}ĐIỂM\n1\n  tự đánh giá: 9\n")).value
    rubric = read_rubric(Source.of("thu.cchc", RUBRIC)).value
    assert sheet is not None
    return evaluate(compile_rubric(rubric), sheet)


@pytest.mark.parametrize(
    ("percents", "bands"),
    [
        (("59,9", "59,9", "59,9"), {"Yếu"}),
        (("60", "59,9", "59,9"), {"Tốt"}),
        (("59,9", "60", "59,9"), {"Tốt"}),
        (("59,9", "59,9", "60"), {"Tốt"}),
        (("59,9", "59,9", None), {"Tốt", "Yếu"}),
        ((None, "59,9", "60"), {"Tốt"}),
        (("59,9", None, "60"), {"Tốt"}),
    ],
)
def test_each_year_counts_and_a_missing_one_is_not_known(percents: tuple[str | None, ...], bands: set[str]) -> None:
    card = _card(*percents)
    names = {b.value.name for b in card.possible_bands} or {card.band.value.name}
    assert names == bands


def test_a_year_that_is_known_not_to_hold_is_enough() -> None:
    assert _card(None, "9,9", None).unrated is True
    assert _card("10", "10", None).unrated is False
    assert _card("10", None, None).unrated is None


def test_it_is_printed_as_it_was_written() -> None:
    rubric = read_rubric(Source.of("thu.cchc", RUBRIC)).value
    printed = print_rubric(rubric)
    assert "[tỷ lệ] dưới 60% trong 3 năm liền" in printed
    assert read_rubric(Source.of("thu.cchc", printed)).value == rubric
