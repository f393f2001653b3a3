"""A stage may do no more through facts than its power lets it do by hand."""

import pytest
from rules_sample import sheet_of, text_of

from cchc_rules.compile import RuleTree, compile_rubric
from cchc_rules.diagnostics import Diagnostic
from cchc_rules.evaluate.powers import beyond_powers
from cchc_rules.model.link import link
from cchc_rules.model.rubric import Rubric
from cchc_rules.source import Source
from cchc_rules.syntax.rubric.reader import read_rubric

FACTS = '  [a]: tỷ lệ phần trăm\n  [m]: lựa chọn "tốt", "đạt", do Hội đồng'
RULE = "cách chấm: [a] × điểm tối đa"


def _tree(power: str, rule: str = RULE, review: str = "") -> RuleTree:
    text = text_of(FACTS, rule).replace("thẩm định: công nhận, tăng hoặc giảm", f"thẩm định: {power}{review}")
    parsed = read_rubric(Source.of("thu.cchc", text))
    assert parsed.ok, [d.message for d in parsed.diagnostics]
    assert isinstance(parsed.value, Rubric)
    return compile_rubric(link(parsed.value, ()))


def _found(power: str, facts: str, rows: str = "", rule: str = RULE, review: str = "") -> list[Diagnostic]:
    return list(beyond_powers(_tree(power, rule, review), sheet_of(facts, rows)))


def _facts(own: int, council: int, review: int | None = None) -> str:
    later = f'\nphúc tra [a]: {review}%, vì "z"' if review is not None else ""
    return f'[a]: {own}%\nthẩm định [a]: {council}%, vì "y"{later}'


@pytest.mark.parametrize(
    ("power", "own", "council", "codes"),
    [
        ("công nhận hoặc giảm", 50, 49, []),
        ("công nhận hoặc giảm", 50, 50, []),
        ("công nhận hoặc giảm", 50, 51, ["P412"]),
        ("công nhận hoặc tăng", 50, 51, []),
        ("công nhận hoặc tăng", 50, 49, ["P413"]),
        ("công nhận, tăng hoặc giảm", 50, 100, []),
        ("công nhận, tăng hoặc giảm", 50, 0, []),
        ("chấm điểm", 50, 100, []),
    ],
)
def test_a_corrected_fact_is_held_to_the_power(power: str, own: int, council: int, codes: list[str]) -> None:
    assert [d.code for d in _found(power, _facts(own, council))] == codes


def test_the_finding_names_the_row_and_both_points() -> None:
    (found,) = _found("công nhận hoặc giảm", _facts(50, 75))
    assert found.message == "bước “thẩm định” chỉ được công nhận hoặc giảm: 1,5 (1.1, tính từ số liệu) cao hơn 1"
    assert found.fix == "sửa số liệu ở bước này cho điểm của 1.1 không cao hơn 1"
    assert found.span is not None and "thẩm định [a]: 75%" in found.span.excerpt


def test_a_correction_that_moves_no_points_is_no_raise() -> None:
    rule = "cách chấm: theo thang [a]\ntừ 80%: 2 điểm\ndưới 80%: 0 điểm"
    assert _found("công nhận hoặc giảm", _facts(80, 90), rule=rule) == []
    assert [d.code for d in _found("công nhận hoặc giảm", _facts(79, 80), rule=rule)] == ["P412"]


def test_a_fact_that_is_worse_when_larger_may_be_raised() -> None:
    rule = "cách chấm: 2 điểm - [a] × 2 điểm"
    assert _found("công nhận hoặc giảm", _facts(10, 20), rule=rule) == []
    assert [d.code for d in _found("công nhận hoặc giảm", _facts(20, 10), rule=rule)] == ["P412"]


def test_the_review_is_held_against_the_appraisal() -> None:
    review = "\n  phúc tra: công nhận hoặc tăng"
    power = "công nhận, tăng hoặc giảm"
    assert _found(power, _facts(90, 50, 60), review=review) == []
    assert [d.code for d in _found(power, _facts(30, 50, 40), review=review)] == ["P413"]


def test_what_is_not_known_is_not_compared() -> None:
    assert _found("công nhận hoặc giảm", "thẩm định [a]: 100%") == []
    rule = """cách chấm: theo mức [m]
"tốt": 2 điểm
"đạt": 1 điểm"""
    assert _found("công nhận hoặc giảm", 'thẩm định [m]: "tốt"', rule=rule) == []


def test_points_by_hand_beside_points_by_rule() -> None:
    by_hand = f"{RULE}\nưu tiên: điểm nhập tay"
    rows = '1.1\n  thẩm định: {}, vì "x"'
    assert [d.code for d in _found("công nhận hoặc giảm", "[a]: 50%", rows.format(2), by_hand)] == ["P412"]
    assert _found("công nhận hoặc giảm", "[a]: 50%", rows.format(1), by_hand) == []
    # The rule's points stand before those entered: what is entered beside them raises nothing.
    assert _found("công nhận hoặc giảm", "[a]: 50%", rows.format(2)) == []
