"""Rules in whole scorecards: facts by stage, entered points beside rules, what is not known, the best of a year."""

from fractions import Fraction

import pytest
from rules_sample import rubric_of, sheet_of

from cchc_rules.compile import compile_rubric
from cchc_rules.evaluate import evaluate, evaluate_year
from cchc_rules.model.code import Code
from cchc_rules.model.rule import Precedence
from cchc_rules.model.stages import Stage
from cchc_rules.results.node_score import NodeScore, State
from cchc_rules.results.reasons import Computed, Differs, Lost, LostByRule, PointsOpen
from cchc_rules.results.scorecard import Scorecard, View

FACTS = """  [được giao]: số đếm "nhiệm vụ", do đơn vị
  [hoàn thành]: số đếm "nhiệm vụ", từ 0 đến [được giao], do đơn vị"""
SCALE = """  cách chấm: theo thang [hoàn thành] / [được giao]
    từ 100%: 2 điểm
    từ 80% đến dưới 100%: tỷ lệ × 2 điểm
    dưới 80%: 0 điểm
    khi mẫu số bằng 0: không áp dụng
"""
TREE = compile_rubric(rubric_of(FACTS, SCALE))
BY_HAND = compile_rubric(rubric_of(FACTS, SCALE + "    ưu tiên: điểm nhập tay\n"))


def score(facts: str, rows: str = "", tree=TREE, view: View = View.FINAL) -> tuple[Scorecard, NodeScore]:
    card = evaluate(tree, sheet_of(facts, rows), view)
    node = card.node(Code("1.1"))
    assert node is not None
    total = card.total
    assert total.max == total.achieved + total.lost + total.excluded + total.pending
    assert node.taken.total == node.ledger.lost
    return card, node


def test_a_corrected_fact_changes_the_points_and_says_why() -> None:
    card, node = score(
        '[được giao]: 20\n[hoàn thành]: 20\nthẩm định [hoàn thành]: 17, vì "3 nhiệm vụ trễ hạn", TLKC "14/BC"'
    )
    assert (node.self_value, node.appraised, node.final) == (Fraction(2), Fraction(17, 10), Fraction(17, 10))
    assert card.index is not None and card.index.low == Fraction(85, 100)
    lost = next(b for b in node.because if isinstance(b, Lost))
    assert (lost.stage, lost.before, lost.after) == (Stage.APPRAISAL, Fraction(2), Fraction(17, 10))
    assert (lost.entry.reason, lost.entry.evidence) == ("3 nhiệm vụ trễ hạn", ("14/BC",))
    assert [b.stage for b in node.because if isinstance(b, Computed)] == [Stage.SELF, Stage.APPRAISAL]


def test_facts_of_the_unit_alone_are_no_final_score() -> None:
    _, node = score("[được giao]: 20\n[hoàn thành]: 17")
    assert node.state is State.PENDING
    _, own = score("[được giao]: 20\n[hoàn thành]: 17", view=View.SELF)
    assert own.final == Fraction(17, 10)


def test_facts_accepted_as_reported_decide() -> None:
    _, node = score("[được giao]: 20\n[hoàn thành]: 17\nthẩm định [hoàn thành]: 17")
    assert node.final == Fraction(17, 10)


def test_an_unknown_fact_bounds_the_points_and_is_never_nought() -> None:
    card, node = score("[được giao]: 20\nthẩm định [được giao]: 20")
    assert node.state is State.PENDING
    assert (node.ledger.achieved, node.ledger.pending) == (0, 2)
    found = next(b for b in node.because if isinstance(b, PointsOpen))
    assert found.result.missing == ("hoàn thành",)
    assert card.provisional


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("\n    khi không phát sinh: 1 điểm", (Fraction(3, 4), 1, Fraction(1, 4))),
        ("\n    khi không phát sinh: 0,5 điểm", (Fraction(1, 2), Fraction(5, 4), Fraction(1, 4))),
        ("", (0, 2, 0)),
    ],
)
def test_bounds_are_as_narrow_as_the_facts_allow(said: str, known: tuple[Fraction, ...]) -> None:
    tree = compile_rubric(
        rubric_of(
            "  [a]: số đếm, từ 0 đến 4\n  [b]: có/không",
            f"  cách chấm: tổng các phần{said}\n    phần a: 0,25 điểm × [a]\n    phần b: theo trường hợp\n      khi [b] là có: 1 điểm\n      còn lại: 0 điểm",
        )
    )
    _, node = score("thẩm định [a]: 3", tree=tree)
    assert (node.ledger.achieved, node.ledger.pending, node.ledger.lost) == known


def test_nothing_to_divide_by_leaves_the_maximum() -> None:
    card, node = score("[được giao]: 0\nthẩm định [được giao]: 0\n[hoàn thành]: 0")
    assert node.state is State.NOT_APPLICABLE
    assert card.total.excluded == 2


def test_entered_points_are_compared_and_the_rule_prevails_unless_said_otherwise() -> None:
    facts = "[được giao]: 20\n[hoàn thành]: 17\nthẩm định [hoàn thành]: 17"
    entered = '1.1\n  tự đánh giá: 2\n  thẩm định: 1,5, vì "khác"'
    _, node = score(facts, entered)
    assert node.final == Fraction(17, 10)
    told = [b for b in node.because if isinstance(b, Differs)]
    assert [(b.stage, b.entered.value, b.kept) for b in told] == [
        (Stage.SELF, Fraction(2), Precedence.RULE),
        (Stage.APPRAISAL, Fraction(3, 2), Precedence.RULE),
    ]
    _, by_hand = score(facts, entered, BY_HAND)
    assert by_hand.final == Fraction(3, 2)


def test_the_same_points_by_hand_are_no_difference() -> None:
    _, node = score(
        "[được giao]: 20\n[hoàn thành]: 20\nthẩm định [hoàn thành]: 20",
        "1.1\n  tự đánh giá: 2\n  thẩm định: 2",
    )
    assert not any(isinstance(b, Differs) for b in node.because)


def test_a_claim_that_nobody_refuses_stands_beside_facts() -> None:
    _, node = score("[được giao]: 20\n[hoàn thành]: 20", '1.1\n  không áp dụng, vì "không được giao"')
    assert node.state is State.NOT_APPLICABLE


def test_a_claim_does_not_close_a_row_that_the_council_looked_at_without_all_its_facts() -> None:
    claim = '1.1\n  không áp dụng, vì "không được giao"'
    card, node = score("thẩm định [được giao]: 20", claim)
    assert (node.state, node.ledger.pending, card.provisional) == (State.PENDING, Fraction(2), True)
    _, by_points = score("", claim + '\n  thẩm định: 1,5, vì "có 20 nhiệm vụ"')
    assert by_points.state is State.PENDING
    _, told = score("thẩm định [được giao]: 20\nthẩm định [hoàn thành]: 17", claim)
    assert told.final == Fraction(17, 10)


def test_facts_of_the_unit_that_leave_a_row_out_are_no_claim() -> None:
    """Index and rating stay open until the council has looked: it may find 20 tasks where the unit reports none."""
    card, node = score("[được giao]: 0\n[hoàn thành]: 0")
    assert (node.state, node.ledger.pending, card.provisional) == (State.PENDING, Fraction(2), True)
    _, own = score("[được giao]: 0\n[hoàn thành]: 0", view=View.SELF)
    assert own.state is State.NOT_APPLICABLE
    _, asked = score("", '1.1\n  tự đánh giá: không áp dụng, vì "không được giao"')
    assert asked.state is State.NOT_APPLICABLE


def test_the_trace_names_the_line_that_decided_and_why_others_did_not() -> None:
    _, node = score("[được giao]: 20\n[hoàn thành]: 17\nthẩm định [hoàn thành]: 17")
    computed = [b for b in node.because if isinstance(b, Computed)][-1]
    method = computed.result.trace.method
    assert method is not None and method.value is not None and method.decided is not None
    assert [r.holds for r in method.rows] == [False, True, False]
    assert method.value.amount is not None and method.value.amount.exact == Fraction(17, 20)
    assert [p.amount and p.amount.exact for p in method.value.parts] == [17, 20]
    assert method.decided.row.at is not None
    assert "80% đến dưới 100%" in method.decided.row.at.excerpt


BEST = compile_rubric(
    rubric_of(
        "  [tỷ lệ]: tỷ lệ phần trăm",
        "  cách chấm: tỷ lệ × điểm tối đa, tỷ lệ là [tỷ lệ] / cao nhất trong kỳ([tỷ lệ])\n    khi mẫu số bằng 0: 0 điểm",
    )
)


def _units(*facts: str):
    return [sheet_of(f"thẩm định [tỷ lệ]: {f}" if f else "", unit=f"Sở {i}") for i, f in enumerate(facts)]


def test_the_best_unit_of_a_closed_year_is_the_measure() -> None:
    cards = evaluate_year(BEST, _units("40%", "80%", "60%"), closed=True)
    assert [c.total.achieved for c in cards] == [1, 2, Fraction(3, 2)]
    assert not any(c.provisional for c in cards)


def test_before_the_year_closes_results_are_provisional() -> None:
    assert all(c.provisional for c in evaluate_year(BEST, _units("40%", "80%"), closed=False))
    unknown = evaluate_year(BEST, _units("40%", "80%", ""), closed=True)
    assert unknown[0].provisional and unknown[0].total.achieved == 1


def test_one_unit_alone_knows_only_bounds() -> None:
    (sheet,) = _units("40%")
    node = evaluate(BEST, sheet).node(Code("1.1"))
    assert node is not None
    assert (node.ledger.achieved, node.ledger.pending) == (Fraction(4, 5), Fraction(6, 5))


def test_when_every_unit_has_nought_the_zero_word_decides() -> None:
    cards = evaluate_year(BEST, _units("0%", "0%"), closed=True)
    assert [c.total.achieved for c in cards] == [0, 0]


def test_a_figure_that_the_council_has_not_seen_leaves_the_best_open() -> None:
    own = sheet_of("[tỷ lệ]: 80%", unit="Sở 9")
    first, _ = evaluate_year(BEST, [*_units("40%"), own], closed=True)
    assert (first.total.achieved, first.provisional) == (1, True)
    claimed = sheet_of("[tỷ lệ]: 80%", '1.1\n  không áp dụng, vì "không được giao"', unit="Sở 9")
    assert not evaluate_year(BEST, [*_units("40%"), claimed], closed=True)[0].provisional


def test_the_best_is_that_of_the_stage_looked_at() -> None:
    raised = sheet_of('thẩm định [tỷ lệ]: 50%\nphúc tra [tỷ lệ]: 80%, vì "có thêm tài liệu"', unit="Sở 9")
    units = [*_units("40%"), raised]
    for view, points in ((View.APPRAISED, Fraction(8, 5)), (View.FINAL, 1)):
        assert evaluate_year(BEST, units, view, closed=True)[0].total.achieved == points


def test_days_after_a_day_not_yet_reported_wait_for_that_day() -> None:
    facts = "[gửi]: ngày tháng\n[nhận]: ngày tháng"
    rule = (
        "cách chấm: theo thang số ngày chậm([gửi]; 05 ngày làm việc kể từ [nhận]; ngày)\n"
        "không quá 0: 2 điểm\ntrên 0: 0 điểm\nkhi không phát sinh: 0 điểm"
    )
    _, node = score("[gửi]: 14/05/2019", tree=compile_rubric(rubric_of(facts, rule)))
    assert [b.result.missing for b in node.because if isinstance(b, Computed)] == [("nhận",)]


def test_points_by_a_rule_stand_where_the_stage_entered_its_own() -> None:
    _, node = score("[được giao]: 20\n[hoàn thành]: 20", "1.1\n  tự đánh giá: 2 điểm\n  thẩm định: 2 điểm")
    assert node.row is not None
    assert [e.at and e.at.line for e in node.row.entries] == [8, 14]


def test_points_lost_and_given_back_are_told_of_both_stages() -> None:
    facts = '[được giao]: 20\n[hoàn thành]: 17\nthẩm định [hoàn thành]: 20, vì "bổ sung"'
    _, node = score(facts)
    moved = [(b.stage, b.after) for b in node.because if isinstance(b, Lost | LostByRule)]
    assert (node.ledger.lost, moved) == (0, [(Stage.SELF, Fraction(17, 10)), (Stage.APPRAISAL, Fraction(2))])
