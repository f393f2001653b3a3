"""What if a fact were another: the new result and what moved."""

from fractions import Fraction

from rules_sample import rubric_of, sheet_of

from cchc_rules.api.sheets.what_if import read_facts
from cchc_rules.checks.sheet.all_checks import check_sheet
from cchc_rules.compile import compile_rubric
from cchc_rules.evaluate.what_if import what_if, with_facts
from cchc_rules.results.scorecard import View

FACTS = '  [được giao]: số đếm "nhiệm vụ"\n  [hoàn thành]: số đếm "nhiệm vụ", từ 0 đến [được giao]'
RULE = "  cách chấm: [hoàn thành] / [được giao] × 2 điểm\n    khi mẫu số bằng 0: không áp dụng"
TREE = compile_rubric(rubric_of(FACTS, RULE))


def test_the_row_and_its_groups_move() -> None:
    sheet = sheet_of('[được giao]: 20\n[hoàn thành]: 18\nthẩm định [hoàn thành]: 17, vì "trễ"')
    found = what_if(TREE, sheet, {"hoàn thành": Fraction(20)})
    assert [(m.code.text, m.gain) for m in found.moved] == [("1", Fraction(3, 10)), ("1.1", Fraction(3, 10))]
    assert found.after.total.achieved == 2
    assert found.before.total.achieved == Fraction(17, 10)


def test_an_unreported_fact_may_be_supposed() -> None:
    sheet = sheet_of("[được giao]: 20")
    assert what_if(TREE, sheet, {"hoàn thành": Fraction(10)}).after.total.achieved == 1


def test_a_supposed_figure_of_the_council_needs_no_reason() -> None:
    sheet = sheet_of("[được giao]: 20\n[hoàn thành]: 18\nthẩm định [hoàn thành]: 18")
    supposed = with_facts(sheet, {"hoàn thành": Fraction(20)}, View.FINAL)
    assert check_sheet(TREE.rubric, supposed) == ()


def test_the_same_facts_move_nothing() -> None:
    sheet = sheet_of("thẩm định [được giao]: 20\nthẩm định [hoàn thành]: 18")
    assert what_if(TREE, sheet, {"hoàn thành": Fraction(18)}).moved == ()


def test_a_blank_supposition_is_refused() -> None:
    facts, _, found = read_facts(["[hoàn thành]="])
    assert facts == {} and [d.code for d in found] == ["L688"]
