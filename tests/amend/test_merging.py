"""Rows merged into one, a row split into several: what goes, what comes, where, and what is told of it."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_rules.amend import apply, consolidate, history_of
from cchc_rules.diagnostics import render_all
from cchc_rules.model.code import Code
from cchc_rules.model.numbers import vietnamese
from cchc_rules.source import Source
from cchc_rules.syntax.rubric.reader import read_rubric
from cchc_rules.writing.amendment_file import print_amendment
from cchc_rules.writing.rubric_file import print_rubric

from .test_fact_names import BOTH
from .texts import amendment, applied, bad, base, codes, good, read, row

MERGED = 'GỘP 1.1.1, 1.1.2 đang là 3 điểm\n  1.1.1 "Kế hoạch và thực hiện": 3 điểm\n'
SPLIT = """\
TÁCH 1.2 đang là 3 điểm
  TIÊU CHÍ 1.2 "Báo cáo quý": 1 điểm
  TIÊU CHÍ 1.3 "Báo cáo năm": 2 điểm
    1.3.1 "Đúng hạn": 1 điểm
      [ngày báo cáo]: ngày tháng
      cách chấm: theo trường hợp
        khi [có đơn vị] là có: 1 điểm
        còn lại: 0 điểm
    1.3.2 "Đủ": 1 điểm
"""


def test_one_row_in_place_of_two() -> None:
    r = good(MERGED)
    assert codes(r) == [c for c in codes(base()) if c != "1.1.2"]
    assert row(r, "1.1.1").title == "Kế hoạch và thực hiện"


def test_several_rows_in_place_of_one_with_all_that_is_on_them() -> None:
    r = good(SPLIT)
    assert codes(r)[4:9] == ["1.2", "1.3", "1.3.1", "1.3.2", "2"]
    assert row(r, "1.3.1").rule is not None
    assert print_rubric(r).count("[ngày báo cáo]") == 1


def test_what_becomes_of_what_is_told() -> None:
    told = applied(MERGED, SPLIT)
    copy = print_rubric(consolidate(told))
    assert 'Tiêu chí thành phần 1.1.2 "Mức độ hoàn thành kế hoạch": 2 điểm được gộp thành 1.1.1 theo' in copy
    assert "Tiêu chí thành phần này được gộp từ 1.1.1, 1.1.2 theo quy định tại Điều 1" in copy
    assert "Tiêu chí này được tách từ 1.2 theo quy định tại Điều 1" in copy
    again = read_rubric(Source.of("copy.cchc", copy))
    assert again.value is not None
    assert codes(again.value) == codes(told.rubric)
    assert any("GỘP 1.1.1, 1.1.2" in line for e in history_of(told, Code("1.1.2")) for line in e.told)


@pytest.mark.parametrize("body", [MERGED, SPLIT])
def test_it_reads_back(body: str) -> None:
    given = amendment(body)
    assert read(print_amendment(given)).value == given


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (MERGED.replace("là 3", "là 2"), "S511"),
        (MERGED.replace("1.1.1, 1.1.2", "1.1.1, 2.1.1").replace("là 3", "là 2"), "S515"),
        (MERGED.replace("1.1.2", "1.1.9"), "S510"),
        (MERGED + 'SỬA 1.1.2 ghi chú: từ trống thành "a"\n', "S513"),
        ('SỬA 1.1.2 ghi chú: từ trống thành "a"\n' + MERGED, "S513"),
        (MERGED + MERGED, "S513"),
        (MERGED.replace(": 3 điểm", ": 2 điểm"), "S519"),
        (MERGED.replace('  1.1.1 "', '  1.2.1 "'), "S515"),
        (SPLIT.replace("1.3", "1.10").replace('1.2 "', '1.1 "'), "S514"),
        ('BỔ SUNG VÀO CUỐI 1.2\n  1.2.1 "x": 3 điểm\n' + SPLIT, "S513"),
    ],
)
def test_what_does_not_fit(body: str, code: str) -> None:
    assert code in {found for found, *_ in bad(body)}


def test_a_fact_declared_under_a_merged_row_goes_with_it() -> None:
    rubric = read_rubric(Source.of("bang-1.cchc", BOTH)).value
    assert rubric is not None
    merged = 'GỘP 2.1.1, 2.1.2 đang là 2 điểm\n  2.1.1 "Hồ sơ": 2 điểm\n'
    result = apply(rubric, [amendment(merged)])
    assert result.ok, render_all(result.diagnostics)
    assert "[ngày gửi]" not in print_rubric(result.rubric)


@given(st.lists(st.integers(1, 8), min_size=2, max_size=5))
def test_splitting_and_merging_again_keeps_the_sums(halves: list[int]) -> None:
    rows = "".join(f'    2.1.{n} "Phần {n}": {vietnamese(Fraction(h, 2))} điểm\n' for n, h in enumerate(halves, 1))
    total = vietnamese(Fraction(sum(halves), 2))
    first = f'BÃI BỎ 2.1.2 đang là "Hiện đại hoá": 1 điểm\nTÁCH 2.1.1 đang là 1 điểm\n{rows}'
    listed = ", ".join(f"2.1.{n}" for n in range(1, len(halves) + 1))
    again = f'GỘP {listed} đang là {total} điểm\n    2.1.1 "Một": {total} điểm\n'
    follow = "điểm các dòng cha, tổng điểm và ĐTXHH theo các dòng con\n"
    r = good(first + follow, again + follow)
    assert [c.code.text for c in row(r, "2.1").children] == ["2.1.1"]
    assert row(r, "2.1").max * 2 == sum(halves)
