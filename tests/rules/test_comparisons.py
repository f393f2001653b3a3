"""Facts beside facts: the words for it, what is not known, what a row or a rating makes of it."""

from fractions import Fraction

import attrs
import pytest
from rules_sample import rubric_of, sheet_of, situation_of

from cchc_rules.compile import compile_rubric
from cchc_rules.evaluate.engine import evaluate
from cchc_rules.explain.rules.rule_context import RuleContext
from cchc_rules.explain.rules.working import working
from cchc_rules.meaning.conditions import holds, judge
from cchc_rules.meaning.rules import apply
from cchc_rules.meaning.situation import Gap
from cchc_rules.model.condition import Condition, FactCompared, FactEquals, FactWithin
from cchc_rules.model.rule import Cases
from cchc_rules.model.stages import Stage
from cchc_rules.results.reasons import Awaiting, FactUnknown
from cchc_rules.writing.rubric import condition

FACTS = """  [a]: số đếm "vụ", có năm trước
  [b]: số đếm "vụ"
  [c]: số đếm "vụ", từ 0 đến [b]
  [p]: tỷ lệ phần trăm
  [n]: ngày tháng
  [h]: ngày tháng"""


def _of(text: str) -> Condition:
    rubric = rubric_of(FACTS, f"cách chấm: theo trường hợp\nkhi {text}: 2 điểm\ncòn lại: 0 điểm")
    rule = rubric.fields[0].children[0].rule
    assert rule is not None and isinstance(rule.value.method, Cases)
    when = rule.value.method.rows[0].value.when
    assert when is not None
    return when


@pytest.mark.parametrize(
    ("said", "canonical"),
    [
        ("[a] nhiều hơn [b]", "[a] lớn hơn [b]"),
        ("[a] ít hơn [b]", "[a] nhỏ hơn [b]"),
        ("[p] không thấp hơn 2 × [p]", "[p] không nhỏ hơn 2 × [p]"),
        ("[a] không cao hơn [b] - 1", "[a] không lớn hơn [b] - 1"),
        ("[a] nhiều hơn năm trước", "[a] lớn hơn [a, năm trước]"),
        ("[a] bằng [b]", "[a] bằng [b]"),
        ("[n] không sau [h]", "[n] không sau [h]"),
        ("[a] lớn hơn 3", "[a] trên 3"),
        ("[a] không nhỏ hơn 3", "[a] từ 3"),
        ("[p] nhỏ hơn 50%", "[p] dưới 50%"),
        ("[p] không lớn hơn 50%", "[p] không quá 50%"),
        ("[a] bằng 0", "[a] bằng 0"),
    ],
)
def test_words_have_one_canonical_form(said: str, canonical: str) -> None:
    made = _of(said)
    assert condition(made) == canonical
    assert _of(canonical) == made
    alone = "[" not in canonical[3:]
    assert isinstance(made, FactWithin | FactEquals if alone else FactCompared)


@pytest.mark.parametrize(
    ("said", "facts", "truth"),
    [
        ("[a] lớn hơn [b]", "[a]: 5\n[b]: 4", True),
        ("[a] lớn hơn [b]", "[a]: 4\n[b]: 4", False),
        ("[a] không nhỏ hơn [b]", "[a]: 4\n[b]: 4", True),
        ("[a] không nhỏ hơn [b]", "[a]: 3\n[b]: 4", False),
        ("[a] không lớn hơn [b]", "[a]: 5\n[b]: 4", False),
        ("[a] bằng [b]", "[a]: 5\n[b]: 4", False),
        ("[a] lớn hơn [b]", "[a]: 5", None),
        ("[a] lớn hơn [b]", "[b]: 5", None),
        ("[a] lớn hơn [b]", "", None),
        ("[a] nhỏ hơn [b]", "[b]: 0", False),
        ("[c] lớn hơn [b]", "", False),
        ("[c] không lớn hơn [b]", "", True),
        ("[c] bằng [b]", "[b]: 3", None),
        ("[n] trước [h]", "[n]: 31/12/2019\n[h]: 01/01/2020", True),
        ("[n] trước [h]", "[n]: 01/01/2020\n[h]: 01/01/2020", False),
        ("[n] không sau [h]", "[n]: 01/01/2020\n[h]: 01/01/2020", True),
        ("[n] không trước [h]", "[n]: 31/12/2019\n[h]: 01/01/2020", False),
        ("[n] sau [h]", "[n]: 31/12/2019", None),
    ],
)
def test_unknown_stays_unknown(said: str, facts: str, truth: bool | None) -> None:
    rubric = rubric_of(FACTS, f"cách chấm: theo trường hợp\nkhi {said}: 2 điểm\ncòn lại: 0 điểm")
    s = situation_of(rubric, facts)
    assert judge(_of(said), s).holds is truth
    # Elsewhere a fact that may not have arisen may yet make a comparison false.
    elsewhere = holds(_of(said), s)
    assert elsewhere is truth or (elsewhere is None and truth is True)


def test_what_did_not_arise_stands_beside_nothing() -> None:
    s = situation_of(rubric_of(FACTS, "cách chấm: 2 điểm"), "[a]: không phát sinh\n[b]: 3")
    assert holds(_of("[a] nhỏ hơn [b]"), s) is False


@pytest.mark.parametrize("facts", ["[c]: 5", "[b]: 3", ""])
def test_a_fact_is_never_above_the_fact_that_bounds_it(facts: str) -> None:
    s = situation_of(rubric_of(FACTS, "cách chấm: 2 điểm"), facts)
    assert judge(_of("[c] không lớn hơn [b]"), s).outcomes - {*Gap} == {True}
    assert holds(_of("[c] lớn hơn [b]"), s) is False


def test_an_open_row_names_the_facts_that_it_waits_for() -> None:
    tree = compile_rubric(rubric_of(FACTS, "không áp dụng khi: [a] từ 3 và [b] từ 3"))
    found = evaluate(tree, sheet_of("[a]: 4")).nodes[1].because
    assert [b.facts for b in found if isinstance(b, FactUnknown)] == [("b",)]


@pytest.mark.parametrize(("supplier", "stage"), [("đơn vị", Stage.SELF), ("Hội đồng", Stage.APPRAISAL)])
def test_a_row_awaits_who_reports_its_facts(supplier: str, stage: Stage) -> None:
    rubric = rubric_of(f'[a]: số đếm "vụ", do {supplier}', "cách chấm: 2 điểm - [a] × 1 điểm")
    assert evaluate(compile_rubric(rubric), sheet_of("")).nodes[1].because == (Awaiting(stage),)


def test_a_row_leaves_by_a_comparison() -> None:
    rubric = rubric_of(FACTS, "không áp dụng khi: [a] lớn hơn [b] và [n] trước [h]")
    facts = "[a]: 5\n[b]: 4\n[n]: 01/01/2019\n[h]: {}/01/2019"
    tree = compile_rubric(rubric)
    out = evaluate(tree, sheet_of(facts.format("02"))).nodes
    stays = evaluate(tree, sheet_of(facts.format("01"))).nodes
    assert [n.criterion.code.text for n in out if not n.ledger.applicable] == ["1", "1.1"]
    assert all(n.ledger.applicable for n in stays)


def test_the_explanation_shows_both_values() -> None:
    rule = """cách chấm: theo trường hợp
khi [a] lớn hơn 2 × [b] và [n] trước [h]: 2 điểm
khi [p] bằng [p]: 1 điểm
còn lại: 0 điểm"""
    rubric = rubric_of(FACTS, rule)
    facts = "[a]: 5\n[b]: 2\n[p]: 35,5%\n[n]: 02/01/2019\n[h]: 01/01/2019"
    made = rubric.fields[0].children[0].rule
    assert made is not None
    situation = situation_of(rubric, facts)
    told = working(apply(made.value, situation), RuleContext(made.value, situation))
    assert "[n] = 02/01/2019, [h] = 01/01/2019, không đạt" in told[0]
    assert "[p] = 35,5%" in told[1]
    told = working(
        apply(made.value, attrs.evolve(situation, known={**situation.known, "b": Fraction(3)})),
        RuleContext(made.value, situation),
    )
    assert "2 × [b] = 6, không đạt “lớn hơn 2 × [b]”" in told[0]
