"""Advice is exact: with that change the rule gives what was promised, with a little less it does not."""

import datetime
from collections.abc import Iterator
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rules_kinds import KINDS, Kind
from rules_sample import rubric_of, situation_of
from test_rule_laws import RUBRICS, reports

from cchc_rules.compile import compile_rubric
from cchc_rules.evaluate.advice import advise, fixed_facts
from cchc_rules.explain.rules import words as rule_words
from cchc_rules.meaning.rules import apply
from cchc_rules.meaning.situation import Situation
from cchc_rules.meaning.trace import RuleResult
from cchc_rules.model.fact import FactType, FactValue
from cchc_rules.model.numbers import decimal_digits, is_decimal
from cchc_rules.model.rule import Rule
from cchc_rules.results.advice import Advice
from cchc_rules.source import fold_name

Report = tuple[Kind, str, dict[str, FactValue]]
RULES = {k.name: compile_rubric(RUBRICS[k.name]).nodes[1].rule for k in KINDS}
LARGE = 400
DAY = datetime.timedelta(days=1)


def situation(report: Report) -> Situation:
    kind, unit_kind, known = report
    rubric = RUBRICS[kind.name]
    declared = {fold_name(f.value.name): f.value for f in rubric.facts}
    return Situation(known, declared, "Sở A", unit_kind, 2019, rubric.fields[0].max)


def scored(report: Report, name: str, value: FactValue) -> RuleResult:
    kind, unit_kind, known = report
    rule = RULES[kind.name]
    assert rule is not None
    return apply(rule.rule, situation((kind, unit_kind, {**known, fold_name(name): value})))


def given_advice(report: Report) -> tuple[Advice, ...]:
    rule = RULES[report[0].name]
    assert rule is not None
    return advise(rule, situation(report))


def line(found: RuleResult) -> object:
    method = found.trace.method
    return method.decided.row if method is not None and method.decided is not None else None


def a_little_less(a: Advice) -> FactValue | None:
    """The value that is nearest to what was advised, on the way from what was reported."""
    if isinstance(a.before, Fraction) and isinstance(a.after, Fraction):
        if a.beyond:
            return a.after
        back = -1 if a.after > a.before else 1
        if a.fact.type is FactType.COUNT:
            return a.after + back
        scale = 100 if a.fact.type is FactType.PERCENT else 1
        return a.after + Fraction(back, scale * 10 ** max(2, decimal_digits(a.after * scale)))
    if isinstance(a.before, datetime.date) and isinstance(a.after, datetime.date):
        return a.after + (DAY if a.after < a.before else -DAY)
    return None


def is_written(a: Advice) -> bool:
    """Whether people can read the value: of a measure at most four digits behind the comma."""
    scale = 100 if a.fact.type is FactType.PERCENT else 1
    values = [v * scale for v in (a.after, a.example) if isinstance(v, Fraction)]
    return all(is_decimal(v) and decimal_digits(v) <= 4 for v in values)


@settings(max_examples=60, deadline=None)
@given(reports())
def test_the_promise_holds_and_less_does_not_do(report: Report) -> None:
    now = scored(report, "", Fraction(0)).exact
    for a in given_advice(report):
        then = scored(report, a.fact.name, a.example)
        assert now is not None and then.exact == a.points == now + a.gain and a.gain > 0
        limits = situation(report).bounds(a.fact.name)
        if isinstance(a.example, Fraction):
            assert limits.meet(a.example, a.example).exact == a.example
        assert is_written(a)
        less = a_little_less(a)
        if less is not None:
            short = scored(report, a.fact.name, less)
            assert short.exact is None or short.exact < a.points or line(short) != a.line is not None


def around(value: Fraction) -> Iterator[Fraction]:
    for step in range(1, LARGE + 20):
        yield from (value + step, value - step)


@settings(max_examples=60, deadline=None)
@given(reports())
def test_no_nearer_count_gives_more_points(report: Report) -> None:
    now = scored(report, "", Fraction(0)).exact
    first: dict[str, Advice] = {}
    for a in given_advice(report):
        if a.fact.type is FactType.COUNT and isinstance(a.before, Fraction):
            nearest = first.get(a.fact.name)
            if nearest is None or abs(a.change or 0) < abs(nearest.change or 0):
                first[a.fact.name] = a
    for name, a in first.items():
        assert isinstance(a.before, Fraction) and a.change is not None and now is not None
        limits = situation(report).bounds(name)
        for value in around(a.before):
            if abs(value - a.before) >= abs(a.change):
                break
            if limits.meet(value, value).exact == value:
                found = scored(report, name, value).exact
                assert found is None or found <= now


@settings(max_examples=60, deadline=None)
@given(reports())
def test_where_there_is_no_advice_on_a_count_no_value_near_by_helps(report: Report) -> None:
    kind, _, known = report
    now = scored(report, "", Fraction(0)).exact
    told = {fold_name(a.fact.name) for a in given_advice(report)}
    rule = RULES[kind.name]
    assert rule is not None
    if now is None or now == RUBRICS[kind.name].fields[0].max:
        return
    s = situation(report)
    for fact in (f.value for f in RUBRICS[kind.name].facts):
        name = fold_name(fact.name)
        if fact.type is not FactType.COUNT or name in told or name in fixed_facts(rule.rule, s):
            continue
        value = known.get(name)
        if name in rule.facts and isinstance(value, Fraction):
            limits = s.bounds(fact.name)
            near = [v for v in around(value) if limits.meet(v, v).exact == v]
            assert all((scored(report, name, v).exact or Fraction(0)) <= now for v in near)


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 3000), st.integers(1, 3000), st.sampled_from(["1/4", "1/20", "1/100"]))
def test_far_counts_are_exact_too(done: int, more: int, step: str) -> None:
    facts = '  [giao]: số đếm "hồ sơ"\n  [xong]: số đếm "hồ sơ", từ 0 đến [giao]'
    size = str(float(Fraction(step))).replace(".", ",")
    rule = f"""  cách chấm: theo thang [xong] / [giao]
    từ 80%: 2 điểm
    từ 20% đến dưới 80%: tỷ lệ × 2 điểm
    dưới 20%: 0 điểm
    khi mẫu số bằng 0: 0 điểm
    làm tròn điểm: đến {size} điểm, xuống"""
    rubric = rubric_of(facts, rule, "2")
    row = compile_rubric(rubric).nodes[1].rule
    assert row is not None
    s = situation_of(rubric, f"[giao]: {done + more}\n[xong]: {done}")
    now = apply(row.rule, s).exact
    advice = advise(row, s)
    assert now is not None and bool(advice) == (now < 2)
    for a in advice:
        assert isinstance(a.after, Fraction)
        again = apply(row.rule, Situation({**s.known, "xong": a.after}, s.declared, s.unit, s.kind, s.year, s.max))
        less = apply(row.rule, Situation({**s.known, "xong": a.after - 1}, s.declared, s.unit, s.kind, s.year, s.max))
        assert again.exact == a.points
        assert less.exact is not None and less.exact < a.points
    assert not advice or less_is_not_more(row.rule, s, advice[0], now)


def less_is_not_more(rule: Rule, s: Situation, a: Advice, now: Fraction) -> bool:
    """One less than the nearest advice gives nothing more than there is."""
    assert isinstance(a.after, Fraction)
    known = {**s.known, "xong": a.after - 1}
    return apply(rule, Situation(known, s.declared, s.unit, s.kind, s.year, s.max)).exact == now


PERCENT = "  [x]: tỷ lệ phần trăm"
FEWER = "  cách chấm: theo thang [x]\n    từ 5%: 0 điểm\n    dưới 5%: 2 điểm"
CAPPED = "  cách chấm: tỷ lệ / 90% × điểm tối đa, tỷ lệ là [x], không quá điểm tối đa"
STEPS = "  cách chấm: [x] × điểm tối đa\n  làm tròn điểm: đến 0,25 điểm, xuống"
METRES = "  cách chấm: 0,3 điểm × [x], không quá 2 điểm"


@pytest.mark.parametrize(
    ("facts", "rule", "reported", "told"),
    [
        (PERCENT, FEWER, "7%", "[x] từ 7% xuống dưới 5% để được 2 điểm"),
        (PERCENT, CAPPED, "50%", "[x] từ 50% lên 90% để được 2 điểm"),
        (PERCENT, STEPS, "51%", "[x] từ 51% lên 62,5% để được 1,25 điểm"),
        ('  [x]: số đo "km"', METRES, "1,5", "thêm 0,25 km ở [x] để được 0,525 điểm"),
    ],
)
def test_measures_are_told_to_where_the_points_turn(facts: str, rule: str, reported: str, told: str) -> None:
    rubric = rubric_of(facts, rule)
    row = compile_rubric(rubric).nodes[1].rule
    assert row is not None
    assert [rule_words.advice(a) for a in advise(row, situation_of(rubric, f"[x]: {reported}"))] == [told]
