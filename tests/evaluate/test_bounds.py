"""Rows with known points that may yet leave the maximum: bounds are exactly those of all completions."""

from collections.abc import Iterator, Sequence
from fractions import Fraction as F  # noqa: N817
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_rules.compile import RuleTree, compile_rubric
from cchc_rules.evaluate import evaluate
from cchc_rules.model.code import Code
from cchc_rules.model.sheet import NOT_APPLICABLE, Entry, FactEntry, Header, Row, Sheet
from cchc_rules.model.stages import Stage
from cchc_rules.results.node_score import State
from cchc_rules.results.scorecard import Index, Scorecard
from tests.support.rubrics import rubric_of

OPEN, OUT = "open", "out"
CODES = ("1.1", "1.2", "2.1", "2.2", "2.3")
Given = F | str
"""Points of the council, OUT, or OPEN where it has entered nothing."""


def tree_of(maxima: Sequence[int], facts: Sequence[int], bands: tuple[str, str] = ("40%", "80%")) -> RuleTree:
    """Rows of these maxima, each out when its fact holds; rows with the same number share a fact, 0 has none."""
    low, high = bands
    head = f"""BỘ TIÊU CHÍ thu "Bộ thử"
XẾP LOẠI
  từ {high}: "A"
  từ {low} đến dưới {high}: "B"
  dưới {low}: "C"
HỆ QUẢ
  1 khi chỉ số dưới 50% hoặc từ 1 lĩnh vực dưới 30%: "x"
SỐ LIỆU
"""
    lines = [f"  [f{n}]: có/không" for n in range(1, max(facts) + 1)]
    for code, most, fact in zip(CODES, maxima, facts, strict=True):
        if code.endswith(".1"):
            whole = sum(m for c, m in zip(CODES, maxima, strict=True) if c[0] == code[0])
            lines.append(f'LĨNH VỰC {code[0]} "{code[0]}": {whole} điểm')
        lines.append(f'TIÊU CHÍ {code} "{code}": {most} điểm')
        lines += [f"  không áp dụng khi: [f{fact}] là có"] if fact else []
    return compile_rubric(rubric_of(head + "\n".join(lines)))


def sheet_of(rows: Sequence[Given], facts: dict[int, bool]) -> Sheet:
    entered = tuple(
        Row(Code.parse(code), entries=(Entry(Stage.APPRAISAL, NOT_APPLICABLE if v == OUT else v, "lý do"),))
        for code, v in zip(CODES, rows, strict=True)
        if v != OPEN
    )
    given = tuple(FactEntry(f"f{n}", v) for n, v in facts.items())
    return Sheet(Header("thu", "Đơn vị", "loại", 2019), given, entered)


def completions(tree: RuleTree, rows: Sequence[Given], facts: dict[int, bool], maxima: Sequence[int], most: int):
    """The scorecards of all ends: an open row gives nothing, everything, or leaves."""
    ends: list[tuple[Given, ...]] = [
        (v,) if v != OPEN else (F(0), F(m), OUT) for v, m in zip(rows, maxima, strict=True)
    ]
    ways = [(facts[n],) if n in facts else (True, False) for n in range(1, most + 1)]
    for filled, known in product(product(*ends), product(*ways)):
        yield evaluate(tree, sheet_of(filled, dict(enumerate(known, 1))))


MAXIMA = st.lists(st.integers(1, 6), min_size=5, max_size=5)
GIVEN = st.one_of(st.integers(0, 12).map(lambda n: F(n, 12)), st.sampled_from([F(0), F(1), OUT, OPEN]))


@st.composite
def situations(draw: st.DrawFn, shared: bool) -> tuple[RuleTree, list[int], list[Given], dict[int, bool], int]:
    maxima = draw(MAXIMA)
    places = draw(st.lists(st.booleans(), min_size=5, max_size=5))
    numbers = [draw(st.integers(1, 2)) if shared else 1 + sum(places[:i]) for i in range(5)]
    facts = [n if here else 0 for n, here in zip(numbers, places, strict=True)]
    most = max(facts)
    rows = [v * m if isinstance(v, F) else v for v, m in zip([draw(GIVEN) for _ in CODES], maxima, strict=True)]
    known = draw(st.dictionaries(st.integers(1, max(1, most)), st.booleans(), max_size=2)) if most else {}
    return tree_of(maxima, facts), maxima, rows, known, most


def _indexes(cards: Sequence[Scorecard]) -> Iterator[list[Index | None]]:
    yield [c.index for c in cards]
    yield from ([c.field_indexes[k] for c in cards] for k in range(2))


@given(st.booleans().flatmap(lambda shared: situations(shared=shared)))
@settings(max_examples=150, deadline=None)
def test_bounds_are_those_of_all_completions(situation) -> None:
    tree, maxima, rows, known, most = situation
    before = evaluate(tree, sheet_of(rows, known))
    cards = list(completions(tree, rows, known, maxima, most))
    for said, ends in zip((before.index, *before.field_indexes), _indexes(cards), strict=True):
        found = [i.low for i in ends if i is not None]
        if None not in ends:
            assert said is not None
            assert (said.low, said.high) == (min(found), max(found))
    if None not in [c.index for c in cards]:
        agree = len({c.band for c in cards}) == 1
        assert (before.band is not None) is agree


@given(st.booleans().flatmap(lambda shared: situations(shared=shared)))
@settings(max_examples=150, deadline=None)
def test_nothing_said_before_is_wrong_after(situation) -> None:
    tree, maxima, rows, known, most = situation
    before = evaluate(tree, sheet_of(rows, known))
    for card in completions(tree, rows, known, maxima, most):
        assert card.total.pending == 0
        for said, end in zip((before.index, *before.field_indexes), (card.index, *card.field_indexes), strict=True):
            assert end is None or (said is not None and said.low <= end.low <= said.high)
        if card.band is not None:
            assert card.band in before.possible_bands
            assert before.band in (None, card.band)
        gone = None in card.field_indexes and None not in before.field_indexes
        for early, late in zip(before.consequences, card.consequences, strict=True):
            assert gone or early.holds in (None, late.holds)


def test_a_band_that_every_completion_has_is_given() -> None:
    tree = tree_of([1, 4, 3, 1, 1], [1, 0, 0, 0, 0])
    card = evaluate(tree, sheet_of([F(1), F(4), F(3), F(1, 2), F(1, 2)], {}))
    assert card.index is not None and (card.index.low, card.index.high) == (F(8, 9), F(9, 10))
    assert card.band is not None and card.band.value.name == "A"
    assert card.provisional and card.nodes[1].state is State.PENDING and card.total.pending == 1


def test_a_row_that_is_out_either_way_is_out() -> None:
    tree = tree_of([1, 4, 3, 1, 1], [1, 0, 0, 0, 0])
    card = evaluate(tree, sheet_of([OUT, F(4), F(3), F(1), F(1)], {}))
    assert card.nodes[1].state is State.NOT_APPLICABLE and not card.provisional


@pytest.mark.parametrize(("points", "low", "high"), [(F(0), F(2, 3), F(1)), (F(3), F(1), F(1))])
def test_zero_or_full_points_move_one_end_alone(points: F, low: F, high: F) -> None:
    tree = tree_of([3, 2, 2, 1, 1], [1, 0, 0, 0, 0])
    card = evaluate(tree, sheet_of([points, F(2), F(2), F(1), F(1)], {}))
    assert card.index is not None and (card.index.low, card.index.high) == (low, high)


def test_a_field_that_may_go_altogether_says_nothing_sure() -> None:
    tree = tree_of([3, 2, 2, 1, 1], [1, 2, 0, 0, 0])
    card = evaluate(tree, sheet_of([F(0), F(0), F(2), F(1), F(1)], {}))
    assert card.consequences[0].holds is None


def test_points_of_a_rule_that_may_leave_count_as_far_as_they_are_known() -> None:
    rubric = rubric_of("""
BỘ TIÊU CHÍ thu "Bộ thử"
SỐ LIỆU
  [giao]: số đếm
  [xong]: số đếm, không quá [giao]
LĨNH VỰC 1 "Một": 4 điểm
TIÊU CHÍ 1.1 "a": 2 điểm
  cách chấm: theo thang [xong] / [giao]
    từ 100%: 2 điểm
    dưới 100%: 1 điểm
    khi mẫu số bằng 0: không áp dụng
    khi không phát sinh: không áp dụng
TIÊU CHÍ 1.2 "b": 2 điểm
""")
    rows = (Row(Code.parse("1.2"), entries=(Entry(Stage.APPRAISAL, F(2), "lý do"),)),)
    facts = (FactEntry("giao", None, stage=Stage.APPRAISAL), FactEntry("xong", F(0), stage=Stage.APPRAISAL))
    card = evaluate(compile_rubric(rubric), Sheet(Header("thu", "Đơn vị", "loại", 2019), facts, rows))
    assert card.nodes[1].if_applies == (F(1), F(1))
    assert card.index is not None and (card.index.low, card.index.high) == (F(3, 4), F(1))
