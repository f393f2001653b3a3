"""What people read of a rule that was applied: the arithmetic with the facts filled in, and what was missing."""

from pathlib import Path

import pytest

from cchc_rules.api.library import Library
from cchc_rules.api.sheets.what_if import advise_sheet, suppose
from cchc_rules.explain.rules import words as rule_words
from cchc_rules.explain.rules.rule_context import context_at
from cchc_rules.model.code import Code
from cchc_rules.results.reasons import Computed, Differs

SHEET = Path(__file__).parent / "sample" / "so-a.phieu"


@pytest.fixture(scope="module")
def card():
    found = suppose(SHEET, Library(), ["[văn bản đúng]=3"])
    assert found.answer is not None, found.diagnostics
    return found.answer.before


def told(card, code: str) -> list[str]:
    node = card.node(Code(code))
    last = [b for b in node.because if isinstance(b, Computed)][-1]
    return [line.split(" (")[0] for line in rule_words.computed(last, context_at(card, node, last.stage))]


def test_the_arithmetic_of_a_scale(card) -> None:
    assert told(card, "1.1") == [
        "[nhiệm vụ hoàn thành] / [nhiệm vụ được giao] = 17 / 20 = 85%",
        "không thuộc “từ 100%”",
        "thuộc “từ 80% đến dưới 100%”: tỷ lệ × 2 điểm = 85% × 2 điểm = 1,7 điểm",
        "làm tròn xuống đến bội số của 0,25 điểm: 1,7 điểm → 1,5 điểm",
        "cách chấm cho 1,5 điểm",
    ]


def test_the_arithmetic_of_formulas_and_levels(card) -> None:
    assert told(card, "1.2") == ["0,5 điểm × [văn bản đúng] = 0,5 điểm × 3 = 1,5 điểm", "cách chấm cho 1,5 điểm"]
    assert told(card, "1.4")[0] == "[mức sáng kiến] là “tốt”: 75% điểm tối đa = 75% × 4 điểm = 3 điểm"


def test_points_by_hand_beside_a_rule(card) -> None:
    (differs,) = [b for b in card.node(Code("1.2")).because if isinstance(b, Differs)]
    assert rule_words.differs(differs) == "tự đánh giá nhập tay 2 điểm, cách chấm cho 1,5 điểm; lấy theo cách chấm"


def test_advice_and_what_if() -> None:
    rows = {r.code.text: [rule_words.advice(a) for a in r.advice] for r in advise_sheet(SHEET, Library()).rows}
    assert rows["1.1"][-1] == "thêm 3 nhiệm vụ ở [nhiệm vụ hoàn thành] để được 2 điểm"
    answer = suppose(SHEET, Library(), ["[nhiệm vụ hoàn thành]=20"]).answer
    assert answer is not None
    assert rule_words.result(answer.before) == "7,5/10 điểm, 75%, Chưa tốt"
    assert rule_words.result(answer.after) == "8/10 điểm, 80%, Tốt"


@pytest.mark.parametrize(
    ("given", "code"),
    [("[nhiệm vụ hoàn thành]=21", "L624"), ("[không có]=1", "P424"), ("[nhiệm vụ hoàn thành]=hai", "C108")],
)
def test_suppositions_are_checked_like_a_sheet(given: str, code: str) -> None:
    found = suppose(SHEET, Library(), [given])
    assert found.answer is None
    assert code in [d.code for d in found.diagnostics]
