"""What more points would have needed is exact, and proved by applying the rule again."""

from fractions import Fraction

from rules_kinds import KINDS
from rules_sample import rubric_of, situation_of

from cchc_rules.compile import compile_rubric
from cchc_rules.evaluate.advice import advise
from cchc_rules.results.advice import Advice

SAMPLES = {k.name: k for k in KINDS}


def advice_for(name: str, facts: str, kind: str = "sở") -> tuple[Advice, ...]:
    sample = SAMPLES[name]
    rubric = rubric_of(sample.facts, sample.rule, sample.max)
    rule = compile_rubric(rubric).nodes[1].rule
    assert rule is not None
    return advise(rule, situation_of(rubric, facts, kind))


def told(found: tuple[Advice, ...]) -> list[tuple[str, object, Fraction]]:
    return [(a.fact.name, a.change if a.change is not None else a.after, a.points) for a in found]


def test_the_next_line_up() -> None:
    found = advice_for("proportional with a floor", "[nhiệm vụ được giao]: 20\n[nhiệm vụ hoàn thành]: 17")
    assert told(found) == [("nhiệm vụ hoàn thành", 1, Fraction(7, 4)), ("nhiệm vụ hoàn thành", 3, Fraction(2))]
    assert found[1].line is not None and found[1].line.at is not None
    assert "từ 100%" in found[1].line.at.excerpt


def test_a_percentage_reaches_the_bound_exactly() -> None:
    assert told(advice_for("exclusive bands on a ratio", "[tỷ lệ đúng hạn]: 79,99%")) == [
        ("tỷ lệ đúng hạn", Fraction(1, 10000), Fraction(5))
    ]


def test_one_item_more() -> None:
    assert told(advice_for("per item, capped", "[văn bản đúng]: 2")) == [("văn bản đúng", 1, Fraction(3, 2))]


def test_fewer_of_what_is_bad() -> None:
    assert told(advice_for("deduction per occurrence", "[số vi phạm]: 2")) == [("số vi phạm", -1, Fraction(2))]


def test_a_day_earlier() -> None:
    (found,) = advice_for("late, per day", "[ngày gửi báo cáo]: 17/01/2020")
    assert str(found.after) == "2020-01-16" and found.points == Fraction(7, 4)


def test_a_gate_and_a_level() -> None:
    assert ("có kế hoạch", True, Fraction(1)) in told(advice_for("gate", "[có kế hoạch]: không\n[a]: 50%"))
    levels = advice_for("ordinal level", 'thẩm định [mức sáng kiến]: "tốt"')
    assert told(levels) == [("mức sáng kiến", "xuất sắc", Fraction(3))]


def test_a_compound_condition_by_computed_facts() -> None:
    found = advice_for("compound condition", "[số ấp]: 10\n[ấp có nhà văn hóa]: 10\n[ấp đạt chuẩn]: 3")
    assert told(found) == [("ấp đạt chuẩn", 1, Fraction(8))]


def test_last_year_is_left_alone() -> None:
    facts = "[số vi phạm]: 7\n[số vi phạm, năm trước]: 5"
    assert told(advice_for("change against last year", facts)) == [("số vi phạm", -1, Fraction(2))]


def test_nothing_to_say_of_full_points_or_unknown_ones() -> None:
    assert advice_for("deduction per occurrence", "[số vi phạm]: 0") == ()
    assert advice_for("deduction per occurrence", "") == ()
