"""A zero denominator or a fact that did not arise beside unknown facts: no result is final that may still change."""

import itertools
from fractions import Fraction

import attrs
import pytest
from rules_sample import rubric_of

from cchc_rules.compile.rules import row_rule, rules_of
from cchc_rules.evaluate.rule_points import applied
from cchc_rules.meaning.situation import Situation
from cchc_rules.meaning.trace import RuleResult
from cchc_rules.model.fact import NOT_ARISEN, FactValue

FACTS = """  [giao]: số đếm "việc"
  [xong]: số đếm "việc", từ 0 đến [giao]
  [p]: tỷ lệ phần trăm
  [m]: lựa chọn "x", "y", "z"
  [g]: có/không
  [k]: có/không
  [tỷ lệ xong]: tỷ lệ phần trăm, tính bằng [xong] / [giao]
"""
GAPS = "    khi mẫu số bằng 0: không áp dụng\n    khi không phát sinh: đủ điểm\n"
PARTS = "    phần a khi [g] là có: [xong] / [giao] × 2 điểm\n    phần b: [p] × 2 điểm\n"
RULES = {
    "formula": f"  cách chấm: [xong] / [giao] × 2 điểm\n{GAPS}",
    "gate": f"  cách chấm: 2 điểm × [p]\n    điều kiện chấm: [tỷ lệ xong] từ 50%\n{GAPS}",
    "either gate": (
        "  cách chấm: 2 điểm × [p]\n    điều kiện chấm: [g] là có hoặc [k] là có\n    khi không phát sinh: không áp dụng"
    ),
    "levels": (
        '  cách chấm: theo mức [m]\n    "x": 2 điểm\n    "y": [p] × 2 điểm\n    "z": không áp dụng\n'
        "    khi không phát sinh: đủ điểm"
    ),
    "cases": (
        "  cách chấm: theo trường hợp\n    khi [g] là có và [tỷ lệ xong] từ 50%: 2 điểm\n"
        f"    khi [k] là có: [p] × 1 điểm\n    còn lại: 0 điểm\n{GAPS}"
    ),
    "sum": f"  cách chấm: tổng các phần, không quá điểm tối đa\n{GAPS}{PARTS}",
    "best": f"  cách chấm: cao nhất trong các phần\n{GAPS}{PARTS}",
    "worst": f"  cách chấm: thấp nhất trong các phần\n{GAPS}{PARTS}",
    "first": (
        f"  cách chấm: phần đầu tiên đúng\n{GAPS}    phần a khi [g] là có: [xong] / [giao] × 2 điểm\n"
        "    phần b khi [k] là có: [p] × 1 điểm\n    phần c: 0 điểm"
    ),
    "limit": f"  cách chấm: [p] × 2 điểm, không quá [xong] / [giao] × 2 điểm\n{GAPS}",
    "both limits": f"  cách chấm: [p] × 2 điểm, không quá 2 điểm, không dưới [xong] / [giao] × 1 điểm\n{GAPS}",
    "limit of parts": (
        f"  cách chấm: cao nhất trong các phần, không quá [xong] / [giao] × 2 điểm\n{GAPS}"
        "    phần a khi [g] là có: 2 điểm\n    phần b: [p] × 2 điểm\n"
    ),
    "a part's own word": (
        "  cách chấm: tổng các phần, không quá điểm tối đa\n    khi mẫu số bằng 0: 0 điểm\n"
        "    khi không phát sinh: không áp dụng\n    phần a khi [g] là có: [xong] / [giao] × 1 điểm\n"
        "      khi mẫu số bằng 0: đủ điểm\n    phần b: [p] × 1 điểm\n"
    ),
    "a part leaves": (
        "  cách chấm: cao nhất trong các phần\n    khi mẫu số bằng 0: 0 điểm\n"
        "    khi không phát sinh: không áp dụng\n    phần a khi [g] là có: [xong] / [giao] × 2 điểm\n"
        "      khi mẫu số bằng 0: không áp dụng\n    phần b: [p] × 2 điểm\n"
    ),
    "named parts": f"  cách chấm: phần a + phần b, không quá 2 điểm\n{GAPS}{PARTS}",
}
VALUES: dict[str, tuple[FactValue, ...]] = {
    "giao": (NOT_ARISEN, Fraction(0), Fraction(4)),
    "xong": (NOT_ARISEN, Fraction(0), Fraction(4)),
    "p": (NOT_ARISEN, Fraction(1, 2)),
    "m": (NOT_ARISEN, "x", "y", "z"),
    "g": (NOT_ARISEN, True, False),
    "k": (NOT_ARISEN, True, False),
}
Known = dict[str, FactValue]


ARISEN = "    khi không phát sinh: đủ điểm\n"
SILENT = {f"{name}, silent": rule.replace(ARISEN, "") for name, rule in RULES.items() if ARISEN in rule}
SILENT["silent levels"] = RULES["levels"].replace(ARISEN.rstrip(), "")


def within(open_: RuleResult, end: RuleResult) -> bool:
    if end.excluded is True:
        return open_.excluded is not False
    if open_.excluded is True:
        return False
    low, high, found = open_.points.low, open_.points.high, end.points
    assert low is not None and high is not None and found.low is not None and found.high is not None
    return low <= found.low and found.high <= high


@pytest.mark.parametrize("rule", RULES | SILENT)
def test_every_completion_lies_in_what_was_told_before(rule: str) -> None:
    rubric = rubric_of(FACTS, (RULES | SILENT)[rule])
    rules = rules_of(rubric)
    row = next(c for c in rubric.walk() if c.rule is not None)
    made = row_rule(row, rules)
    assert made is not None
    names = sorted(made.facts)
    blank = Situation({}, rules.declared, "Sở A", "sở", 2019, row.max)

    def result(known: Known) -> RuleResult:
        return applied(made, attrs.evolve(blank, known=known))

    wholes = [dict(zip(names, v, strict=True)) for v in itertools.product(*(VALUES[n] for n in names))]
    wholes = [w for w in wholes if not (w.get("giao") == 0 and w.get("xong") == 4)]
    ends = [(whole, result(whole)) for whole in wholes]
    assert rule in SILENT or all(end.settled for _, end in ends)
    seen: dict[frozenset[tuple[str, FactValue]], RuleResult] = {}
    for whole, end in ends:
        for left_out in itertools.chain.from_iterable(itertools.combinations(names, n) for n in (1, 2)):
            known = {n: v for n, v in whole.items() if n not in left_out}
            key = frozenset(known.items())
            found = seen.setdefault(key, seen.get(key) or result(known))
            assert within(found, end), (known, whole)


@pytest.mark.parametrize("rule", ["limit", "both limits", "limit of parts"])
def test_a_limit_without_a_result_is_a_zero_denominator_like_any(rule: str) -> None:
    rubric = rubric_of(FACTS, RULES[rule])
    row = next(c for c in rubric.walk() if c.rule is not None)
    rules = rules_of(rubric)
    made = row_rule(row, rules)
    assert made is not None
    known: Known = {"xong": Fraction(0), "giao": Fraction(0), "p": Fraction(1), "g": True}
    assert applied(made, Situation(known, rules.declared, "Sở A", "sở", 2019, row.max)).excluded is True


def test_a_gate_that_may_have_no_result_is_not_shut() -> None:
    rubric = rubric_of(FACTS, RULES["gate"])
    row = next(c for c in rubric.walk() if c.rule is not None)
    made = row_rule(row, rules_of(rubric))
    assert made is not None
    known: Known = {"xong": Fraction(0), "p": Fraction(1)}
    found = applied(made, Situation(known, rules_of(rubric).declared, "Sở A", "sở", 2019, row.max))
    assert (found.excluded, found.settled) == (None, False)
    assert "giao" in found.missing


def test_a_line_above_a_condition_without_a_result_may_still_hold() -> None:
    rule = (
        "  cách chấm: theo trường hợp\n    khi [g] là có: 2 điểm\n    khi [tỷ lệ xong] từ 50%: 1 điểm\n"
        "    còn lại: 0 điểm\n    khi mẫu số bằng 0: 0 điểm\n    khi không phát sinh: 0 điểm\n"
    )
    rubric = rubric_of(FACTS, rule)
    made = row_rule(rubric.fields[0].children[0], rules_of(rubric))
    assert made is not None
    known: Known = {"giao": Fraction(0), "xong": Fraction(0)}
    found = applied(made, Situation(known, rules_of(rubric).declared, "Sở A", "sở", 2019, Fraction(2)))
    assert (found.points.low, found.points.high) == (0, 2)
