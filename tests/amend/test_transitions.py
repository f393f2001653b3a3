"""Transitional clauses: units that keep the text as it was, in the years that the clause names."""

import datetime

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from cchc_rules.amend import Why, apply
from cchc_rules.amend.compare.differences import as_amendment
from cchc_rules.amend.sentence_identity import canonical
from cchc_rules.diagnostics import render_all
from cchc_rules.model.amendments.address import Address
from cchc_rules.model.amendments.amendment import Provision
from cchc_rules.model.amendments.operation import SumsFollow
from cchc_rules.model.amendments.transition import KindsOfUnit, NamedUnits, OwnTransition, Transition
from cchc_rules.model.citation import Basis
from cchc_rules.model.sheet import Formerly, FormerName, Header
from cchc_rules.source import Source
from cchc_rules.syntax.rubric.reader import read_rubric
from cchc_rules.writing.amendment_file import print_amendment

from .strategies import edited, rubrics
from .test_following import baseless
from .test_laws import HEADER, few
from .texts import BASE, amendment, base, read, row, text

OLD = "theo quy định trước khi sửa đổi"
CHANGED = '  SỬA 2.1.1 ghi chú: từ trống thành "hai"\n'
PARTLY = f"""\
  SỬA 1.1.1 ghi chú: từ trống thành "một"
Điều 2
  # vì sao
  chuyển tiếp: đơn vị "Xã A", "Xã B" {OLD}, trong kỳ đánh giá 2021
  chuyển tiếp: loại đơn vị "xã đặc biệt" {OLD}, từ kỳ đánh giá 2020 đến hết kỳ đánh giá 2021
khoản 1
  SỬA 2.1.1 ghi chú: từ trống thành "hai"
khoản 2
  chuyển tiếp: đơn vị "Xã C" {OLD}, trong năm 2020
  SỬA 2.1.2 ghi chú: từ trống thành "ba"
"""


def unit(name, kind="xã", year=2021, formerly=None):
    return Header("bang-1", name, kind, year, formerly=formerly)


def notes(who, year=2021):
    result = apply(base(), [amendment(PARTLY)], year=year, unit=who)
    assert result.ok, render_all(result.diagnostics)
    return tuple(row(result.rubric, code).note for code in ("1.1.1", "2.1.1", "2.1.2"))


@pytest.mark.parametrize(
    ("who", "year", "told"),
    [
        (unit("Xã D"), 2021, ("một", "hai", "ba")),
        (unit("Xã A"), 2021, ("một", None, None)),
        (unit("xã  b"), 2021, ("một", None, None)),
        (unit("Xã A"), 2020, ("một", "hai", "ba")),
        (unit("Xã A"), 2022, ("một", "hai", "ba")),
        (unit("Xã C"), 2020, ("một", "hai", None)),
        (unit("Xã C"), 2021, ("một", "hai", "ba")),
        (unit("Xã D", "Xã đặc biệt"), 2020, ("một", None, None)),
        (unit("Xã D", "xã đặc biệt"), 2021, ("một", None, None)),
        (unit("Xã D", "xã đặc biệt"), 2022, ("một", "hai", "ba")),
        (None, 2021, ("một", "hai", "ba")),
    ],
)
def test_a_unit_keeps_what_the_clause_stands_over_in_its_years(who, year, told):
    assert notes(who, year) == told


def test_a_renamed_unit_is_called_by_either_name_and_a_merged_one_is_another():
    since, basis = datetime.date(2021, 7, 1), Basis(())
    renamed = Formerly((FormerName("Xã A"),), since, basis)
    merged = Formerly((FormerName("Xã A"), FormerName("Xã Q")), since, basis)
    assert notes(unit("Xã A Mới", formerly=renamed)) == ("một", None, None)
    assert notes(unit("Xã A Mới", formerly=merged)) == ("một", "hai", "ba")


def test_what_is_left_as_it_was_is_named_with_its_clauses():
    result = apply(base(), [amendment(PARTLY)], year=2020, unit=unit("Xã C", "xã đặc biệt", 2020))
    (kept,) = [s for s in result.skipped if s.why is Why.TRANSITIONAL]
    assert kept.part.named == "Điều 2, khoản 2 Điều 2"
    assert len(kept.part.clauses) == 2


def test_what_must_hold_afterwards_is_asked_of_the_whole():
    body = f"""\
  SỬA 1.2 điểm tối đa: từ 3 điểm thành 2 điểm
  SỬA 2.2 điểm tối đa: từ 2 điểm thành 3 điểm
  SỬA CÂU
    từ: tổng điểm: 10 điểm, trong đó ĐTXHH 2 điểm theo mục I
    thành: tổng điểm: 10 điểm, trong đó ĐTXHH 3 điểm theo mục I
  điểm các dòng cha, tổng điểm và ĐTXHH theo các dòng con
Điều 2
  chuyển tiếp: đơn vị "Xã A" {OLD}, trong kỳ đánh giá 2020
  SỬA 1.1.2 điểm tối đa: từ 2 điểm thành 1 điểm
  SỬA 2.1.2 điểm tối đa: từ 1 điểm thành 2 điểm
Sau sửa đổi
  2.2: 3 điểm
  1.1: 2 điểm
"""
    for who, points in ((unit("Xã A"), 2), (unit("Xã B"), 1)):
        result = apply(base(), [amendment(body)], year=2020, unit=who)
        assert result.ok, render_all(result.diagnostics)
        assert row(result.rubric, "1.1.2").max == points


def test_a_kind_that_the_rubric_does_not_have_is_an_error():
    given = BASE.replace("  làm tròn", '  đối tượng: "xã", "phường"  theo mục I\n  làm tròn')
    rubric = read_rubric(Source.of("b", given)).value
    clause = f'  chuyển tiếp: loại đơn vị "xa" {OLD}, trong kỳ đánh giá 2020\n'
    body = f'{clause}  SỬA 2.1.1 ghi chú: từ trống thành "hai"\n'
    found = apply(rubric, [amendment(body)]).diagnostics
    assert [d.code for d in found] == ["S652"]
    assert len(found[0].fixes) == 2


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (f'{CHANGED}  chuyển tiếp: đơn vị "Xã A" {OLD}, trong năm 2020\n', "B201"),
        (f'  chuyển tiếp: đơn vị "Xã A" {OLD}, trong năm 2020\n' * 2 + CHANGED, "B202"),
    ],
)
def test_a_clause_stands_before_what_it_is_about_and_once(body, code):
    assert [d.code for d in read(text(body)).diagnostics] == [code]


def test_an_erratum_has_none():
    body = text(f'  chuyển tiếp: đơn vị "Xã A" {OLD}, trong năm 2020\n  SỬA 2.1.1 ghi chú: từ trống thành "hai"\n')
    told = body.replace("SỬA ĐỔI a", "ĐÍNH CHÍNH a").replace("sửa đổi: bang-1", "đính chính: bang-1")
    told = "\n".join(line for line in told.splitlines() if "hiệu lực:" not in line and "áp dụng:" not in line)
    assert [d.message for d in read(told).diagnostics if "chuyển tiếp" in d.message]


names = st.sampled_from(["Xã A", "Xã B", "Phường 1"])
kinds = st.sampled_from(["xã", "phường"])
years = st.tuples(st.integers(2020, 2023), st.integers(0, 2)).map(lambda y: (y[0], y[0] + y[1]))
lists = st.lists(names, min_size=1, max_size=2, unique=True).map(tuple)
whom = lists.map(NamedUnits) | st.lists(kinds, min_size=1, max_size=2, unique=True).map(tuple).map(KindsOfUnit)
clauses = st.builds(lambda w, y: Transition(w, *y), whom, years)


def any_kind(rubric):
    """The rubric without who is assessed by it, so that every kind of unit is."""
    return evolve(rubric, provisions=evolve(rubric.provisions, subjects=None))


triples = rubrics().flatmap(lambda a: edited(a).flatmap(lambda b: edited(b).map(lambda c: (a, b, c))))


@few
@given(triples, st.lists(clauses, min_size=1, max_size=2, unique=True), names, kinds, st.integers(2019, 2024))
def test_a_spared_unit_has_the_text_before_and_any_other_the_one_after(triple, given, name, kind, year):
    a, b = map(any_kind, triple[:2])
    made = as_amendment(a, b, HEADER)
    whole = evolve(made, transitions=tuple(OwnTransition(Address(), t) for t in given), governs=2020)
    if not made.provisions:
        return
    assert read(print_amendment(whole)).value == whole
    spared = any(
        t.first <= year <= t.last and (name if isinstance(t.whom, NamedUnits) else kind) in t.whom.names for t in given
    )
    result = apply(a, [whole], year=year, unit=unit(name, kind, year))
    assert result.ok, render_all(result.diagnostics)
    wanted = a if spared or year < 2020 else b
    assert baseless(canonical(result.rubric)) == baseless(canonical(wanted))


@few
@given(triples)
def test_a_clause_of_one_heading_leaves_the_others(triple):
    """What stands under other headings does what it does where the spared heading is not there."""
    a, b, c = triple
    first, second = (tuple(w for _, w in as_amendment(x, y, HEADER).written()) for x, y in ((a, b), (a, c)))
    first, second = (tuple(w for w in ws if not isinstance(w.operation, SumsFollow)) for ws in (first, second))
    if not first or not second:
        return
    made = as_amendment(a, b, HEADER)
    own = (OwnTransition(Address("2"), Transition(NamedUnits(("Xã A",)), 2020, 2020)),)
    alone = evolve(made, provisions=(Provision(Address("1"), first),), after=())
    both = evolve(alone, provisions=(*alone.provisions, Provision(Address("2"), second)), transitions=own)
    spared, without = apply(a, [both], year=2020, unit=unit("Xã A", year=2020)), apply(a, [alone], year=2020)
    assert spared.ok == without.ok
    assert canonical(spared.rubric) == canonical(without.rubric)
