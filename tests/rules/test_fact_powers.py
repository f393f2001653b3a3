"""A stage that may only lower points may not raise them by correcting a fact (mục II.1.3.b of the decree)."""

import pytest
from rules_sample import sheet_of, text_of

from cchc_rules.checks.sheet.all_checks import check_sheet
from cchc_rules.compile import compile_rubric
from cchc_rules.evaluate.powers import beyond_powers
from cchc_rules.model.link import link
from cchc_rules.model.rubric import Rubric
from cchc_rules.source import Source
from cchc_rules.syntax.rubric.reader import read_rubric

FACTS = """  [được giao]: số đếm "nhiệm vụ", do đơn vị
  [hoàn thành]: số đếm "nhiệm vụ", từ 0 đến [được giao], do đơn vị
  [tỷ lệ]: tỷ lệ phần trăm, tính bằng [hoàn thành] / [được giao]"""
RULE = """  cách chấm: [tỷ lệ] × 2 điểm
    khi mẫu số bằng 0: không áp dụng"""
UNIT = "[được giao]: 20\n[hoàn thành]: 17\n"
MORE = 'thẩm định [hoàn thành]: 18, vì "thêm"'
LESS = 'thẩm định [hoàn thành]: 16, vì "bớt"'


def found(facts: str, power: str, rows: str = "", rule: str = RULE) -> list[str]:
    text = text_of(FACTS, rule).replace("thẩm định: công nhận, tăng hoặc giảm", f"thẩm định: {power}")
    parsed = read_rubric(Source.of("thu.cchc", text))
    assert isinstance(parsed.value, Rubric), parsed.diagnostics
    rubric, sheet = link(parsed.value, ()), sheet_of(facts, rows)
    return [d.code for d in (*check_sheet(rubric, sheet), *beyond_powers(compile_rubric(rubric), sheet))]


@pytest.mark.parametrize(
    ("power", "facts", "codes"),
    [
        ("công nhận hoặc giảm", MORE, ["P412"]),
        ("công nhận hoặc giảm", 'thẩm định [được giao]: 19, vì "một nhiệm vụ được rút"', ["P412"]),
        ("công nhận hoặc giảm", LESS, []),
        ("công nhận hoặc giảm", "thẩm định [hoàn thành]: 17", []),
        ("công nhận hoặc tăng", MORE, []),
        ("công nhận hoặc tăng", LESS, ["P413"]),
        ("công nhận, tăng hoặc giảm", MORE, []),
        ("công nhận, tăng hoặc giảm", LESS, []),
    ],
)
def test_a_corrected_fact_keeps_to_what_the_stage_may_do(power: str, facts: str, codes: list[str]) -> None:
    assert found(UNIT + facts, power) == codes


def test_points_that_were_not_known_are_not_raised() -> None:
    assert found("[được giao]: 20\nthẩm định [hoàn thành]: 18", "công nhận hoặc giảm") == []
    assert found("[được giao]: 0\n[hoàn thành]: 0\n" + 'thẩm định [được giao]: 2, vì "a"', "công nhận hoặc giảm") == []


def test_points_by_hand_are_compared_by_themselves() -> None:
    assert found(UNIT + MORE, "công nhận hoặc giảm", "1.1\n  tự đánh giá: 2") == ["P412"]
    by_hand = RULE + "\n    ưu tiên: điểm nhập tay"
    assert found(UNIT + MORE, "công nhận hoặc giảm", "1.1\n  tự đánh giá: 2\n  thẩm định: 2", by_hand) == []
    left_out = '1.1\n  thẩm định: không áp dụng, vì "a"'
    assert "P412" not in found(UNIT + MORE, "công nhận hoặc giảm", left_out)


def test_where_every_stage_is_bound_facts_are_watched_too() -> None:
    assert found(UNIT + MORE, "công nhận hoặc giảm\n  phúc tra: công nhận hoặc giảm") == ["P412"]


@pytest.mark.parametrize("given", [MORE, ""])
def test_a_rule_after_points_by_hand_is_compared_and_points_by_hand_are_told_once(given: str) -> None:
    by_hand = RULE + "\n    ưu tiên: điểm nhập tay"
    rows = "1.1\n  tự đánh giá: 1" + ("" if given else "\n  thẩm định: 2")
    assert found(UNIT + given, "công nhận hoặc giảm", rows, by_hand) == ["P412"]
