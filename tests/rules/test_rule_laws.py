"""Laws of rules: points in 0…maximum, unknown facts contain every completion, order of declarations is nothing."""

import datetime
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from rules_kinds import KINDS, Kind
from rules_sample import rubric_of

from cchc_rules.meaning.rules import apply, is_manual
from cchc_rules.meaning.situation import Situation
from cchc_rules.meaning.trace import RuleResult
from cchc_rules.model.fact import NOT_ARISEN, FactDeclaration, FactType, FactValue
from cchc_rules.model.rubric import Rubric
from cchc_rules.source import fold_name

RUBRICS: dict[str, Rubric] = {k.name: rubric_of(k.facts, k.rule, k.max) for k in KINDS}
RULED = [k for k in KINDS if not is_manual(RUBRICS[k.name].fields[0].children[0].rule.value)]  # type: ignore[union-attr]
CLASSES = ("sở", "phường", "xã")


def _value(fact: FactDeclaration) -> st.SearchStrategy[FactValue]:
    match fact.type:
        case FactType.YES_NO:
            return st.booleans()
        case FactType.CHOICE:
            return st.sampled_from(fact.choices)
        case FactType.PERCENT:
            return st.fractions(0, 1, max_denominator=40)
        case FactType.DATE:
            return st.dates(datetime.date(2019, 12, 1), datetime.date(2020, 3, 1))
        case _:
            return st.integers(0, 12).map(Fraction)


@st.composite
def reports(draw: st.DrawFn) -> tuple[Kind, str, dict[str, FactValue]]:
    """A kind of rule, a class of unit, and values for all its facts that respect their bounds."""
    kind = draw(st.sampled_from(RULED))
    known: dict[str, FactValue] = {}
    for stated in RUBRICS[kind.name].facts:
        fact = stated.value
        if fact.formula is not None:
            continue
        value = draw(_value(fact))
        if isinstance(fact.high, str) and isinstance(value, Fraction):
            top = known[fold_name(fact.high)]
            value = min(value, top) if isinstance(top, Fraction) else NOT_ARISEN
        if isinstance(fact.low, Fraction) and isinstance(value, Fraction):
            value = max(value, fact.low)
        known[fold_name(fact.name)] = value
        if fact.last_year:
            known[fold_name(fact.name + ", năm trước")] = draw(_value(fact))
    return kind, draw(st.sampled_from(CLASSES)), known


def result(kind: Kind, unit_kind: str, known: dict[str, FactValue]) -> RuleResult:
    rubric = RUBRICS[kind.name]
    row = rubric.fields[0].children[0]
    declared = {fold_name(f.value.name): f.value for f in rubric.facts}
    assert row.rule is not None
    return apply(row.rule.value, Situation(known, declared, "Sở A", unit_kind, 2019, row.max))


@settings(max_examples=150, deadline=None)
@given(reports())
def test_full_facts_give_exact_points_within_the_maximum(
    report: tuple[Kind, str, dict[str, FactValue]],
) -> None:
    kind, unit_kind, known = report
    found = result(kind, unit_kind, known)
    # Working days of a year whose days off nobody stated can't be counted, whatever the facts are.
    uncounted = all(name.startswith("ngày nghỉ lễ năm") for name in found.missing)
    if kind.name != "relative to the best unit":
        assert (found.settled and found.missing == ()) or (found.missing and uncounted)
    assert found.points.low is not None and found.points.high is not None
    assert 0 <= found.points.low <= found.points.high <= Fraction(kind.max.replace(",", "."))


@settings(max_examples=200, deadline=None)
@given(reports(), st.data())
def test_unknown_facts_contain_every_completion(
    report: tuple[Kind, str, dict[str, FactValue]], data: st.DataObject
) -> None:
    kind, unit_kind, known = report
    hidden = data.draw(st.sets(st.sampled_from(sorted(known)))) if known else set()
    full = result(kind, unit_kind, known)
    part = result(kind, unit_kind, {k: v for k, v in known.items() if k not in hidden})
    if full.excluded:
        assert part.excluded is not False
        return
    assert part.excluded is not True
    assert part.points.low is not None and part.points.high is not None
    assert full.points.low is not None and full.points.high is not None
    assert part.points.low <= full.points.low and full.points.high <= part.points.high
    assert part.settled or part.missing


MORE_IS_BETTER = {
    "per item, capped": ("văn bản đúng", True),
    "proportional": ("nhiệm vụ hoàn thành", True),
    "proportional with a floor": ("nhiệm vụ hoàn thành", True),
    "deduction per occurrence": ("số vi phạm", False),
    "change against last year": ("số vi phạm", False),
    "compound condition": ("ấp đạt chuẩn", True),
    "sum of parts, capped": ("số ứng dụng", True),
}


@settings(max_examples=150, deadline=None)
@given(reports(), st.integers(1, 3))
def test_more_of_a_good_fact_never_lowers_the_points(report: tuple[Kind, str, dict[str, FactValue]], more: int) -> None:
    kind, unit_kind, known = report
    if kind.name not in MORE_IS_BETTER:
        return
    name, good = MORE_IS_BETTER[kind.name]
    value = known[fold_name(name)]
    if not isinstance(value, Fraction):
        return
    raised = result(kind, unit_kind, {**known, fold_name(name): value + more})
    before = result(kind, unit_kind, known)
    if before.exact is not None and raised.exact is not None:
        assert raised.exact >= before.exact if good else raised.exact <= before.exact


@settings(max_examples=50, deadline=None)
@given(reports(), st.randoms(use_true_random=False))
def test_the_order_of_declarations_is_nothing(report: tuple[Kind, str, dict[str, FactValue]], random: object) -> None:
    kind, unit_kind, known = report
    lines = kind.facts.split("\n")
    shuffled = rubric_of("\n".join(sorted(lines, key=lambda _: random.random())), kind.rule, kind.max)  # type: ignore[attr-defined]
    row = shuffled.fields[0].children[0]
    declared = {fold_name(f.value.name): f.value for f in shuffled.facts}
    assert row.rule is not None
    again = apply(row.rule.value, Situation(known, declared, "Sở A", unit_kind, 2019, row.max))
    assert (again.points, again.excluded) == (
        result(kind, unit_kind, known).points,
        result(kind, unit_kind, known).excluded,
    )
