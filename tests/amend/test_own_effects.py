"""Articles, clauses and points with an effect of their own: each counts from its day and its year, and is told so."""

import datetime

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from cchc_rules.amend import Why, apply, consolidate, history_of
from cchc_rules.amend.compare.differences import as_amendment
from cchc_rules.amend.sentence_identity import canonical
from cchc_rules.diagnostics import render_all
from cchc_rules.model.amendments.address import Address
from cchc_rules.model.amendments.amendment import FromYear, OwnEffect, Provision
from cchc_rules.model.code import Code
from cchc_rules.writing.amendment_file import print_amendment
from cchc_rules.writing.rubric_file import print_rubric

from .strategies import edited, rubrics
from .test_following import baseless
from .test_laws import HEADER, few
from .texts import amendment, base, read, row, text

BODY = """\
  SỬA 1.1.1 ghi chú: từ trống thành "một"
Điều 2. Thủ tục
  # riêng
  áp dụng: từ kỳ đánh giá 2021
khoản 1
  SỬA 2.1.1 ghi chú: từ trống thành "hai"
khoản 2. Sau nữa
  hiệu lực: từ 01/01/2022
  áp dụng: từ kỳ đánh giá 2022
  SỬA 1.1.1 ghi chú: từ "một" thành "ba"
"""


def notes(**asked):
    result = apply(base(), [amendment(BODY)], **asked)
    assert result.ok, render_all(result.diagnostics)
    return row(result.rubric, "1.1.1").note, row(result.rubric, "2.1.1").note


@pytest.mark.parametrize(
    ("year", "told"),
    [(2019, (None, None)), (2020, ("một", None)), (2021, ("một", "hai")), (2022, ("ba", "hai")), (None, ("ba", "hai"))],
)
def test_each_year_has_what_governs_it(year, told):
    assert notes(year=year) == told


@pytest.mark.parametrize(
    ("day", "told"),
    [((2020, 5, 31), (None, None)), ((2021, 12, 31), ("một", "hai")), ((2022, 1, 1), ("ba", "hai"))],
)
def test_each_day_has_what_is_in_force(day, told):
    assert notes(as_of=datetime.date(*day)) == told


def test_the_parts_left_out_are_named():
    result = apply(base(), [amendment(BODY)], year=2020)
    assert [(s.part.named, s.part.governs, s.why) for s in result.skipped if s.part] == [
        ("Điều 2", 2021, Why.NOT_YET_GOVERNING),
        ("khoản 2 Điều 2", 2022, Why.NOT_YET_GOVERNING),
    ]
    assert "chưa tính Điều 2, có hiệu lực kể từ ngày 01/06/2020, áp dụng từ kỳ đánh giá 2021" in copy(result)


def copy(result):
    return print_rubric(consolidate(result))


def test_one_line_of_the_reading_copy_tells_the_instrument_and_its_parts():
    printed = copy(apply(base(), [amendment(BODY)]))
    assert printed.count('Quyết định 2/QĐ-THU ngày 01/06/2020 "Thử"') == 1
    assert "riêng Điều 2 có hiệu lực kể từ ngày 01/06/2020, áp dụng từ kỳ đánh giá 2021" in printed


def test_the_log_has_the_effect_of_each_clause():
    events = history_of(apply(base(), [amendment(BODY)]), Code("1.1.1"))
    assert [(e.provision, e.governs) for e in events[1:]] == [("Điều 1", 2020), ("khoản 2 Điều 2", 2022)]


def test_a_row_is_followed_through_the_parts():
    body = """\
  ĐÁNH SỐ LẠI 2.1.2 thành 2.1.3
Điều 2
  áp dụng: từ kỳ đánh giá 2021
  ĐÁNH SỐ LẠI 2.1.3 thành 2.1.4
"""
    result = apply(base(), [amendment(body)])
    assert result.ok, render_all(result.diagnostics)
    events = history_of(result, Code("2.1.4"))
    assert [e.provision for e in events] == ["dòng 2.1.2", "Điều 1", "Điều 2"]


def test_it_reads_back():
    given = amendment(BODY)
    assert print_amendment(read(print_amendment(given)).value) == print_amendment(given)
    assert read(print_amendment(given)).value == given
    assert "# riêng" in print_amendment(given)


def test_values_are_those_before_the_part():
    result = apply(base(), [amendment(BODY.replace('từ "một" thành', "từ trống thành"))])
    assert [(d.code, d.span.line) for d in result.diagnostics] == [("S511", 16)]


def test_after_an_error_in_a_part_the_later_ones_are_set_aside():
    result = apply(base(), [amendment(BODY.replace("từ trống thành", 'từ "x" thành', 1))])
    assert [d.code for d in result.diagnostics] == ["S511"]
    assert [s.why for s in result.skipped] == [Why.FAILED, Why.DEPENDS, Why.DEPENDS]
    assert result.rubric == base()


def test_sums_must_hold_after_each_part():
    moves = "  SỬA 1.1.1 điểm tối đa: từ 1 điểm thành 2 điểm\n"
    back = "  SỬA 1.1.2 điểm tối đa: từ 2 điểm thành 1 điểm\n"
    own = "Điều 2\n  áp dụng: từ kỳ đánh giá 2021\n"
    assert apply(base(), [amendment(moves + back)]).ok
    assert {d.code for d in apply(base(), [amendment(moves + own + back)]).diagnostics} == {"S519"}
    follow = "  điểm các dòng cha, tổng điểm và ĐTXHH theo các dòng con\n"
    result = apply(base(), [amendment(f"{moves}{own}{back}\nSau sửa đổi\n{follow}  1.1: 3 điểm\n")])
    assert result.ok, render_all(result.diagnostics)


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ('  SỬA 1.1.1 ghi chú: từ trống thành "a"\n  áp dụng: từ kỳ đánh giá 2021\n', {"B201"}),
        ("  áp dụng: từ kỳ đánh giá 2021\n", {"S502"}),
        ("  áp dụng: từ kỳ đánh giá 2021\n  áp dụng: từ kỳ đánh giá 2022\n  BÃI BỎ khoản 1 Điều 1\n", {"B202"}),
        ("  hiệu lực: từ 31/05/2020\n  BÃI BỎ khoản 1 Điều 1\n", {"S506"}),
    ],
)
def test_wrong_places_and_days(body, codes):
    assert {d.code for d in read(text(body)).diagnostics} == codes


def test_an_erratum_has_none():
    head = 'ĐÍNH CHÍNH a "Thử"\n  văn bản: Công văn 2/THU ngày 01/06/2020\n  đính chính: bang-1\n'
    body = 'Điều 1\n  áp dụng: từ kỳ đánh giá 2021\n  SỬA 1.1.1 ghi chú: từ trống thành "a"\n'
    assert [d.span.line for d in read(head + body).diagnostics] == [5]


def test_what_amends_an_amendment_may_do_so_in_parts():
    second = """\
  BÃI BỎ khoản 1 Điều 2
Điều 2
  áp dụng: từ kỳ đánh giá 2023
  BÃI BỎ khoản 2 Điều 2
"""
    given = [amendment(BODY), amendment(second, id="b", number=3, signed="01/07/2020", target="a")]
    told = {}
    for year in (2022, 2023):
        result = apply(base(), given, year=year)
        assert result.ok, render_all(result.diagnostics)
        told[year] = row(result.rubric, "1.1.1").note, row(result.rubric, "2.1.1").note
    assert told == {2022: ("ba", None), 2023: ("một", None)}


triples = rubrics().flatmap(lambda a: edited(a).flatmap(lambda b: edited(b).map(lambda c: (a, b, c))))


@few
@given(triples, st.booleans())
def test_parts_do_what_two_instruments_do(triple, apart_first):
    a, b, c = triple
    first, second = (tuple(w for _, w in as_amendment(x, y, HEADER).written()) for x, y in ((a, b), (b, c)))
    if not first or not second:
        return
    provisions = tuple(Provision(Address(n, "1"), w) for n, w in (("1", first), ("2", second)))
    own = (OwnEffect(Address("1" if apart_first else "2"), FromYear(2020 if apart_first else 2022)),)
    whole = evolve(as_amendment(a, b, HEADER), provisions=provisions, own_effects=own)
    assert read(print_amendment(whole)).value == whole
    year = 2020 if apart_first else 2021
    for asked, wanted in ((year, b), (2022, c), (None, c), (2019, a)):
        result = apply(a, [whole], year=asked)
        assert result.ok, render_all(result.diagnostics)
        assert baseless(canonical(result.rubric)) == baseless(canonical(wanted))
