"""Programs of rules: whatever they answer is what the full working finds, to the digit, and they answer nearly always."""

from fractions import Fraction
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rules_kinds import Kind
from rules_sample import rubric_of, situation_of
from test_rule_laws import RUBRICS, RULED, reports

from cchc_rules.api.library import Library
from cchc_rules.compile import RuleTree, TreeNode
from cchc_rules.compile.ratio import (
    Ratio,
    add,
    clamped,
    divide,
    ends_of,
    equal,
    greatest,
    least,
    ratio_of,
    rounded,
    subtract,
    times,
    within,
)
from cchc_rules.compile.rules import RowRule, row_rule, rules_of
from cchc_rules.evaluate import evaluate
from cchc_rules.evaluate.rule_points import applied
from cchc_rules.explain.data.scorecard import scorecard_json
from cchc_rules.explain.scorecard.provenance import FileDigest, Provenance
from cchc_rules.meaning.amount import known
from cchc_rules.meaning.rules import apply
from cchc_rules.meaning.situation import Peers, Situation
from cchc_rules.model.expression import Direction, round_to
from cchc_rules.model.fact import NOT_ARISEN, FactValue
from cchc_rules.model.interval import Interval
from cchc_rules.model.sheet import NotApplicable
from cchc_rules.results.scorecard import VIEWS, View
from cchc_rules.source import fold_name

SHEETS = sorted((Path(__file__).resolve().parents[2] / "examples" / "guidance").glob("*.phieu"))
RELATIVE = "relative to the best unit"
PROVENANCE = Provenance("thu", (), FileDigest("thu.phieu", "0"), "thu")
Report = tuple[Kind, str, dict[str, FactValue]]


def ruled(kind: Kind) -> RowRule:
    rubric = RUBRICS[kind.name]
    found = row_rule(rubric.fields[0].children[0], rules_of(rubric))
    assert found is not None
    return found


def same(row: RowRule, s: Situation) -> None:
    """The result as it is made, and the one worked through from the start, with every step of the working."""
    made, full = applied(row, s), apply(row.rule, attrs.evolve(s, max=row.max))
    assert made == full
    assert made.trace == full.trace


@settings(max_examples=300, deadline=None)
@given(reports(), st.data())
def test_results_are_those_of_the_full_working(report: Report, data: st.DataObject) -> None:
    kind, unit_kind, known = report
    gone = data.draw(st.sets(st.sampled_from(sorted(known)), max_size=2)) if known else set()
    hidden = data.draw(st.sets(st.sampled_from(sorted(known)), max_size=1)) if known else set()
    seen = {k: NOT_ARISEN if k in gone else v for k, v in known.items() if k not in hidden}
    row = ruled(kind)
    best = {b: data.draw(st.fractions(1, 3, max_denominator=9)) for b in row.bests if data.draw(st.booleans())}
    declared = {fold_name(f.value.name): f.value for f in RUBRICS[kind.name].facts}
    same(row, Situation(seen, declared, "Sở A", unit_kind, 2019, peers=Peers(best, data.draw(st.booleans()))))


@pytest.mark.parametrize("kind", [k for k in RULED if k.examples], ids=lambda k: k.name)
def test_every_kind_of_rule_has_a_program(kind: Kind) -> None:
    row = ruled(kind)
    told = [(row.program(situation_of(RUBRICS[kind.name], e.facts, e.kind)), e.points) for e in kind.examples]
    answered = [(value, points) for value, points in told if value is not None]
    assert len(answered) > len(told) / 2
    assert all((None if isinstance(value, NotApplicable) else value) == points for value, points in answered)


def test_the_best_of_a_year_is_looked_at_once_the_year_is_closed() -> None:
    kind = next(k for k in RULED if k.name == RELATIVE)
    row, s = ruled(kind), situation_of(RUBRICS[kind.name], "  [tỷ lệ]: 40%")
    best = dict.fromkeys(row.bests, Fraction(4, 5))
    assert row.program(attrs.evolve(s, peers=Peers(best, final=False))) is None
    assert row.program(attrs.evolve(s, peers=Peers(best, final=True))) == 1


# ---- whole scorecards


def without_programs(tree: RuleTree) -> RuleTree:
    return attrs.evolve(tree, nodes=tuple(_without_program(n) for n in tree.nodes))


def _without_program(node: TreeNode) -> TreeNode:
    return node if node.rule is None else attrs.evolve(node, rule=attrs.evolve(node.rule, program=lambda s: None))


@pytest.mark.parametrize("path", SHEETS, ids=lambda p: p.stem)
@pytest.mark.parametrize("view", VIEWS, ids=lambda v: v.name)
def test_a_scorecard_is_the_same_without_programs(path: Path, view: View) -> None:
    ready = Library().sheet(path)
    assert ready.sheet is not None and ready.rubric is not None and ready.rubric.tree is not None
    fast, slow = (evaluate(t, ready.sheet, view) for t in (ready.rubric.tree, without_programs(ready.rubric.tree)))
    assert scorecard_json(fast, PROVENANCE) == scorecard_json(slow, PROVENANCE)


# ---- arithmetic


NUMBERS = st.fractions(-5, 5, max_denominator=12)
PLACES = st.none() | NUMBERS


def fraction(a: Ratio) -> Fraction:
    assert a[1] > 0
    return Fraction(*a)


@given(NUMBERS, NUMBERS, st.integers(1, 4))
def test_arithmetic_is_that_of_fractions(x: Fraction, y: Fraction, common: int) -> None:
    a, b = (x.numerator * common, x.denominator * common), ratio_of(y)
    assert fraction(add(a, b)) == x + y
    assert fraction(subtract(a, b)) == x - y
    assert fraction(times(a, b)) == x * y
    assert y == 0 or fraction(divide(a, b)) == x / y
    assert (fraction(least(a, b)), fraction(greatest(a, b))) == (min(x, y), max(x, y))
    assert equal(a, b) is (x == y)
    assert fraction(clamped(a, ratio_of(abs(y)))) == max(Fraction(0), min(x, abs(y)))


@given(NUMBERS, st.fractions(Fraction(1, 9), 3, max_denominator=9), st.sampled_from(Direction))
def test_rounding_is_that_of_fractions(x: Fraction, step: Fraction, direction: Direction) -> None:
    assert fraction(rounded(ratio_of(x), ratio_of(step), direction)) == round_to(x, step, direction)


@given(NUMBERS, PLACES, PLACES)
def test_intervals_hold_what_they_hold(x: Fraction, low: Fraction | None, high: Fraction | None) -> None:
    interval = Interval(low, high)
    assert within(ratio_of(x), ends_of(interval)) is interval.holds(x)


@pytest.mark.parametrize(("unit", "points"), [("Sở A", 2), ("Sở B", 0), (None, None)])
def test_a_program_knows_the_unit_by_its_name(unit: str | None, points: int | None) -> None:
    rule = """    cách chấm: theo trường hợp
      khi đơn vị là "Sở A" và [số văn bản] từ 1: 2 điểm
      còn lại: 0 điểm
"""
    rubric = rubric_of("  [số văn bản]: số đếm", rule)
    found = row_rule(rubric.fields[0].children[0], rules_of(rubric))
    assert found is not None
    s = attrs.evolve(situation_of(rubric, "  [số văn bản]: 3"), unit=unit)
    same(found, s)
    if points is not None:
        assert applied(found, s).points == known(Fraction(points))
