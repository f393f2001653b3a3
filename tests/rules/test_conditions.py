"""Conditions over facts that are unknown or did not arise: one judge, in scoring rules and everywhere else."""

import datetime
import itertools
from fractions import Fraction as F  # noqa: N817
from functools import cache

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rules_sample import rubric_of, situation_of

from cchc_rules.meaning.conditions import EITHER, NO, YES, holds, judge
from cchc_rules.meaning.situation import Gap, Peers, Situation
from cchc_rules.model.condition import AllOf, AnyOf, Condition, Not, YearWithin
from cchc_rules.model.expression import YearBest
from cchc_rules.model.fact import NOT_ARISEN, FactValue
from cchc_rules.model.rule import Cases
from cchc_rules.source import fold_name

FACTS = """  [x]: số đếm "vụ", từ 5, có năm trước
  [y]: số đếm "vụ", không quá 8
  [b]: số đếm "vụ", từ 1
  [c]: số đếm "vụ", từ 0 đến [b]
  [z]: số đếm "vụ"
  [p]: tỷ lệ phần trăm
  [m]: lựa chọn "một", "hai"
  [t]: chữ
  [g]: có/không
  [n]: ngày tháng
  [h]: ngày tháng
  [r]: tỷ lệ phần trăm, tính bằng [c] / [b]
  [q]: tỷ lệ phần trăm, tính bằng [c] / [z]
  [k]: tỷ lệ phần trăm, tính bằng [y] / cao nhất trong kỳ([y])"""
UNARISEN = frozenset({Gap.NOT_ARISEN})
ZERO = frozenset({Gap.ZERO})


@cache
def _of(text: str) -> tuple[Condition, Situation]:
    """A condition as a rubric says it, and the situation of a unit that reported nothing."""
    rubric = rubric_of(FACTS, f"cách chấm: theo trường hợp\nkhi {text}: 2 điểm\ncòn lại: 0 điểm")
    rule = rubric.fields[0].children[0].rule
    assert rule is not None and isinstance(rule.value.method, Cases)
    when = rule.value.method.rows[0].value.when
    assert when is not None
    return when, situation_of(rubric, "")


def _given(text: str, known: dict[str, FactValue]) -> tuple[Condition, Situation]:
    when, s = _of(text)
    return when, attrs.evolve(s, known=known)


@pytest.mark.parametrize(
    ("said", "known", "in_rule", "elsewhere"),
    [
        # Declared bounds tell of values, and nothing tells that the fact arose.
        ("[x] từ 3", {}, YES | UNARISEN, None),
        ("[x] từ 5", {}, YES | UNARISEN, None),
        ("[x] trên 5", {}, EITHER | UNARISEN, None),
        ("[x] dưới 5", {}, NO | UNARISEN, False),
        ("không phải ([x] dưới 5)", {}, YES | UNARISEN, True),
        ("không phải ([x] từ 3)", {}, NO | UNARISEN, None),
        ("[x, năm trước] từ 5", {}, YES | UNARISEN, None),
        ("[y] không quá 8", {}, YES | UNARISEN, None),
        ("[y] trên 8", {}, NO | UNARISEN, False),
        ("[y] bằng 9", {}, NO | UNARISEN, False),
        ("[p] không quá 100%", {}, YES | UNARISEN, None),
        ("[m] là \"một\"", {}, EITHER | UNARISEN, None),
        ("[t] là \"một\"", {}, EITHER | UNARISEN, None),
        ("[g] là có", {}, EITHER | UNARISEN, None),
        ("[c] không lớn hơn [b]", {}, YES | UNARISEN, None),
        ("[c] lớn hơn [b]", {}, NO | UNARISEN, False),
        ("[x] lớn hơn [x, năm trước]", {}, EITHER | UNARISEN, None),
        ("[n] trước [h]", {"n": datetime.date(2019, 1, 1)}, EITHER | UNARISEN, None),
        ("[r] từ 0%", {"c": F(2)}, YES | UNARISEN, None),
        ("[q] từ 0%", {"c": F(2)}, YES | UNARISEN | ZERO, None),
        # What did not arise has no answer in a rule, and is false elsewhere.
        ("[x] từ 3", {"x": NOT_ARISEN}, UNARISEN, False),
        ("không phải ([x] từ 3)", {"x": NOT_ARISEN}, UNARISEN, True),
        ("[m] là \"một\"", {"m": NOT_ARISEN}, UNARISEN, False),
        ("[g] là không", {"g": NOT_ARISEN}, UNARISEN, False),
        ("[y] nhỏ hơn [b]", {"y": F(1), "b": NOT_ARISEN}, UNARISEN, False),
        ("[n] trước [h]", {"n": NOT_ARISEN, "h": datetime.date(2019, 1, 1)}, UNARISEN, False),
        ("[r] dưới 50%", {"c": NOT_ARISEN, "b": F(2)}, UNARISEN, False),
        ("[q] nhỏ hơn [r]", {"c": F(0), "z": F(0), "b": NOT_ARISEN}, ZERO, False),
        # A denominator of nought is neither: the text does not say.
        ("[q] từ 50%", {"c": F(0), "z": F(0)}, ZERO, None),
        ("không phải ([q] từ 50%)", {"c": F(0), "z": F(0)}, ZERO, None),
        ("[q] từ 50%", {"c": NOT_ARISEN, "z": F(0)}, ZERO, None),
        # One side that decides is enough, whatever the other lacks.
        ("[x] từ 3 và [y] từ 1", {"y": F(0)}, NO, False),
        ("[x] từ 3 và [y] từ 1", {"y": F(1)}, YES | UNARISEN, None),
        ("[x] từ 3 và [y] từ 1", {"x": NOT_ARISEN, "y": F(1)}, UNARISEN, False),
        ("[x] từ 3 và [y] từ 1", {"x": NOT_ARISEN, "y": F(0)}, NO, False),
        ("[x] từ 3 và [y] từ 1", {"x": NOT_ARISEN}, NO | UNARISEN, False),
        ("[x] từ 3 hoặc [y] từ 1", {"x": NOT_ARISEN}, YES | UNARISEN, None),
        ("[x] từ 3 hoặc [y] từ 1", {"y": F(1)}, YES, True),
        ("[q] từ 50% hoặc [x] từ 3", {"c": F(0), "z": F(0), "x": NOT_ARISEN}, ZERO, None),
        ("[x] từ 3 hoặc [q] từ 50%", {"c": F(0), "z": F(0), "x": NOT_ARISEN}, UNARISEN, None),
        ("không phải ([x] từ 3 hoặc [y] từ 1)", {"x": NOT_ARISEN, "y": F(0)}, UNARISEN, True),
    ],
)  # fmt: skip
def test_what_a_condition_may_come_to(
    said: str, known: dict[str, FactValue], in_rule: frozenset[object], elsewhere: bool | None
) -> None:
    condition, s = _given(said, known)
    assert judge(condition, s).outcomes == in_rule
    assert holds(condition, s) is elsewhere


def test_units_and_years_are_known_or_not() -> None:
    kind, s = _of('loại đơn vị là "sở"')
    assert holds(kind, s) is True
    assert holds(kind, attrs.evolve(s, kind=None)) is None
    unit, _ = _of('đơn vị là "Sở A"')
    assert holds(unit, s) is True
    assert holds(unit, attrs.evolve(s, unit=None)) is None
    assert [holds(YearWithin(2018, last), s) for last in (2018, 2019, None)] == [False, True, True]
    assert holds(YearWithin(2018), attrs.evolve(s, year=0)) is None


def test_a_best_of_the_year_that_may_change_gives_points_and_decides_nothing_else() -> None:
    condition, s = _given("[k] từ 50%", {"y": F(4)})
    declared = s.declaration("k")
    assert declared is not None and declared.formula is not None
    best = next(e for e in (declared.formula.right,) if isinstance(e, YearBest))  # type: ignore[union-attr]
    for final, elsewhere in ((False, None), (True, True)):
        seen = attrs.evolve(s, peers=Peers({best: F(8)}, final))
        assert judge(condition, seen).holds is True
        assert judge(condition, seen).provisional is not final
        assert holds(condition, seen) is elsewhere


# ---- the law

COMPARISONS = (
    "[x] từ 3",
    "[x] trên 6",
    "[x] lớn hơn [x, năm trước]",
    "[y] bằng 9",
    "[y] từ 4",
    "[m] là \"một\"",
    "[g] là có",
    "[c] không lớn hơn [b]",
    "[c] bằng [b]",
    "[z] lớn hơn 2 × [c]",
    "[n] trước [h]",
    "[r] từ 50%",
    "[q] không quá 50%",
)  # fmt: skip
CONDITIONS: st.SearchStrategy[Condition] = st.recursive(
    st.sampled_from(COMPARISONS).map(lambda text: _of(text)[0]),
    lambda inner: st.one_of(
        inner.map(Not),
        st.tuples(inner, inner).map(AllOf),
        st.tuples(inner, inner, inner).map(AnyOf),
    ),
    max_leaves=5,
)
DAYS = (datetime.date(2019, 1, 1), datetime.date(2019, 1, 2))
VALUES: dict[str, tuple[FactValue, ...]] = {
    "x": (F(5), F(6), F(7)),
    "x, năm trước": (F(5), F(7)),
    "y": (F(0), F(4), F(8)),
    "b": (F(1), F(2)),
    "c": (F(0), F(1)),
    "z": (F(0), F(1), F(4)),
    "m": ("một", "hai"),
    "g": (True, False),
    "n": DAYS,
    "h": DAYS,
}
KNOWN = st.fixed_dictionaries({fold_name(n): st.sampled_from((None, NOT_ARISEN, *v)) for n, v in VALUES.items()})
WHOLE = st.fixed_dictionaries({fold_name(n): st.sampled_from((NOT_ARISEN, *v)) for n, v in VALUES.items()})


@settings(max_examples=1000, deadline=None)
@given(CONDITIONS, KNOWN, WHOLE)
def test_what_it_comes_to_is_among_what_it_may_come_to(
    condition: Condition, known: dict[str, FactValue | None], rest: dict[str, FactValue]
) -> None:
    _, blank = _of("[g] là có")
    before = attrs.evolve(blank, known={n: v for n, v in known.items() if v is not None})
    after = attrs.evolve(blank, known={n: rest[n] if v is None else v for n, v in known.items()})
    told, found = judge(condition, before), judge(condition, after)
    assert len(found.outcomes) == 1 and found.outcomes <= told.outcomes
    assert len(told.outcomes) == 1 or told.missing
    assert holds(condition, before) in (None, holds(condition, after))


@pytest.mark.parametrize("said", COMPARISONS)
def test_a_comparison_alone_is_told_exactly(said: str) -> None:
    """Every outcome that may come comes for some completion, so that nothing is left open without need."""
    condition, blank = _of(said)
    read = [n for n in VALUES if f"[{n}]" in said or (n in "cbz" and ("[r]" in said or "[q]" in said))]
    values = [(NOT_ARISEN, *VALUES[n]) for n in read]
    known = [dict(zip(map(fold_name, read), v, strict=True)) for v in itertools.product(*values)]
    allowed = [k for k in known if not (k.get("b") == 1 and k.get("c") == 2)]
    came = [judge(condition, attrs.evolve(blank, known=k)).outcomes for k in allowed]
    assert judge(condition, blank).outcomes == frozenset().union(*came)
