"""A row suspended until another text takes effect: it comes back with the first year that the text governs."""

import pytest

from cchc_rules.amend import apply, consolidate, history_of
from cchc_rules.diagnostics import render_all
from cchc_rules.model.code import Code
from cchc_rules.model.condition import Suspended
from cchc_rules.source import Source
from cchc_rules.syntax.rubric.reader import read_rubric
from cchc_rules.writing.amendment_file import print_amendment
from cchc_rules.writing.rubric_file import print_rubric

from .texts import amendment, base, read, row

UNTIL = 'NGƯNG HIỆU LỰC 1.2 đang là "Báo cáo": 3 điểm, từ kỳ đánh giá 2021 đến khi Quyết định 9/QĐ-THU có hiệu lực'


def suspending(number: int = 2):
    return amendment(UNTIL, id="a", number=number)


def other(number: int = 9, year: int = 2023, signed: str = "01/06/2022"):
    return amendment('SỬA 2.2 ghi chú: từ trống thành "x"', id="b", number=number, signed=signed, year=year)


def suspensions(result):
    assert result.ok, render_all(result.diagnostics)
    return [a.value for a in row(result.rubric, "1.2").applicability if isinstance(a.value, Suspended)]


def test_it_waits() -> None:
    result = apply(base(), [suspending()])
    (one,) = suspensions(result)
    assert (one.first, one.last, one.until is not None) == (2021, None, True)
    copy = print_rubric(consolidate(result))
    assert "ngưng hiệu lực: từ kỳ đánh giá 2021 đến khi Quyết định 9/QĐ-THU có hiệu lực" in copy
    again = read_rubric(Source.of("c.cchc", copy)).value
    assert again is not None and row(again, "1.2").applicability == row(result.rubric, "1.2").applicability


@pytest.mark.parametrize(("year", "told"), [(2021, []), (2022, [(2021, 2021)]), (2023, [(2021, 2022)])])
def test_it_ends_with_the_first_year_the_text_governs(year: int, told: list[tuple[int, int]]) -> None:
    result = apply(base(), [suspending(), other(year=year)])
    assert [(s.first, s.last) for s in suspensions(result)] == told
    assert any("KHÔI PHỤC HIỆU LỰC 1.2" in line for e in history_of(result, Code("1.2")) for line in e.told)


def test_another_text_ends_nothing() -> None:
    assert suspensions(apply(base(), [suspending(), other(number=8)]))[0].last is None


def test_a_text_that_is_not_yet_applied_ends_nothing() -> None:
    assert suspensions(apply(base(), [suspending(), other()], year=2022))[0].last is None


def test_a_clause_ends_it_too() -> None:
    later = amendment("KHÔI PHỤC HIỆU LỰC 1.2 từ kỳ đánh giá 2022", id="c", number=3, signed="01/07/2021", year=2022)
    assert [(s.first, s.last) for s in suspensions(apply(base(), [suspending(), later]))] == [(2021, 2021)]


def test_a_text_in_force_already_is_told() -> None:
    late = amendment(UNTIL, id="a", number=10, signed="01/06/2023", year=2021)
    assert [d.code for d in apply(base(), [other(), late]).diagnostics] == ["S616"]


def test_it_reads_back() -> None:
    given = suspending()
    assert read(print_amendment(given)).value == given
