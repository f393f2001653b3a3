"""`check --coverage`: which rule lines, conditions and bands no sheet exercises."""

import json
from pathlib import Path

import pytest
from rules_sample import rubric_of, sheet_of

from cchc_rules.cli.main import run
from cchc_rules.compile import compile_rubric
from cchc_rules.evaluate import evaluate
from cchc_rules.evaluate.coverage import coverage
from cchc_rules.model.coverage import Coverable, Kind

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
FACTS = "  [a]: tỷ lệ phần trăm\n  [b]: có/không"
CASES = """  cách chấm: theo trường hợp
    khi [a] từ 90% và [b] là có: 2 điểm
    khi [a] từ 50%: 1 điểm
    còn lại: 0 điểm
  điều kiện chấm: không phải [a] dưới 10%
"""


@pytest.fixture(autouse=True)
def no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CCHC_RULES_CACHE", "off")


def left(facts: str, rule: str, *reported: str) -> list[tuple[Kind, str, bool | None]]:
    """What the sheets with these facts do not exercise."""
    tree = compile_rubric(rubric_of(facts, rule))
    cards = (evaluate(tree, sheet_of(r)) for r in reported)
    return [(p.kind, p.text, p.outcome) for p in coverage(tree, cards) if not p.exercised and p.kind is not Kind.BAND]


def test_a_condition_counts_both_ways() -> None:
    assert left(FACTS, CASES, "  thẩm định [a]: 95%\n  thẩm định [b]: có") == [
        (Kind.CONDITION, "[a] dưới 10%", True),
        (Kind.CONDITION, "[a] từ 90%", False),
        (Kind.CONDITION, "[b] là có", False),
        (Kind.LINE, "khi [a] từ 50%: 1 điểm", None),
        (Kind.CONDITION, "[a] từ 50%", True),
        (Kind.CONDITION, "[a] từ 50%", False),
        (Kind.LINE, "còn lại: 0 điểm", None),
    ]


def test_sheets_add_up_to_everything() -> None:
    reported = [f"  thẩm định [a]: {a}\n  thẩm định [b]: {b}" for a, b in
                (("95%", "có"), ("95%", "không"), ("60%", "có"), ("20%", "có"), ("5%", "có"))]  # fmt: skip
    assert left(FACTS, CASES, *reported) == []


def test_an_unknown_fact_exercises_no_line() -> None:
    assert (Kind.LINE, "còn lại: 0 điểm", None) in left(FACTS, CASES, "  thẩm định [a]:\n  thẩm định [b]: có")


def test_parts_and_zero_denominators() -> None:
    facts = '  [có]: số đếm "hồ sơ"\n  [đạt]: số đếm "hồ sơ"\n  [b]: có/không'
    rule = """  cách chấm: tổng các phần
    phần a khi [b] là có: theo thang [đạt] / [có]
      từ 50%: 1 điểm
      dưới 50%: 0 điểm
      khi mẫu số bằng 0: 1 điểm
    phần b: 1 điểm
"""
    unused = left(facts, rule, "  thẩm định [có]: 2\n  thẩm định [đạt]: 2\n  thẩm định [b]: không")
    assert unused == [
        (Kind.CONDITION, "[b] là có", True),
        (Kind.LINE, "từ 50%: 1 điểm", None),
        (Kind.LINE, "dưới 50%: 0 điểm", None),
        (Kind.LINE, "phần a, khi mẫu số bằng 0: 1 điểm", None),
    ]
    zero = left(facts, rule, "  thẩm định [có]: 0\n  thẩm định [đạt]: 0\n  thẩm định [b]: có")
    assert (Kind.LINE, "phần a, khi mẫu số bằng 0: 1 điểm", None) not in zero


def test_equal_lines_of_two_rows_are_two() -> None:
    tree = compile_rubric(rubric_of(FACTS, CASES))
    parts: tuple[Coverable, ...] = coverage(tree, ())
    assert len([p for p in parts if p.kind is Kind.LINE]) == 3
    assert len([p for p in parts if p.kind is Kind.BAND]) == 2
    assert not any(p.exercised for p in parts)


def test_applicability_counts_both_ways(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--coverage", str(EXAMPLES / "phong-ban"), "--format", "json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)["rubrics"]
    conditions = {(p["code"], p["outcome"]): p["exercised"] for p in found["parts"] if p["kind"] == "condition"}
    assert found["sheets"] == 2 and len(conditions) == 4
    assert conditions[("1.2", True)]


def test_text_and_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--coverage", str(EXAMPLES / "cases")]) == 0
    out = capsys.readouterr().out
    assert out.startswith("mau (năm 2019), 3 phiếu: dòng chấm 5/7, điều kiện 0/0, mức xếp loại 2/2\n")
    assert "1.1  dòng chấm “dưới 80%: 0 điểm”: chưa phiếu nào thuộc" in out
    assert run(["check", "--coverage", str(EXAMPLES / "cases"), "--format", "json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["schema"] == "cchc-rules/coverage/1"
    assert sum(not p["exercised"] for p in shown["rubrics"][0]["parts"]) == 2


def test_a_bad_sheet_is_told_and_nothing_to_look_at_is_no_success(tmp_path: Path) -> None:
    assert run(["check", "--coverage", str(tmp_path)]) == 1
    (tmp_path / "a.phieu").write_text("PHIẾU CHẤM ĐIỂM\n", encoding="utf-8")
    assert run(["check", "--coverage", str(tmp_path)]) == 1
    assert run(["check", "--coverage", str(tmp_path), "rubrics"]) == 2
    assert run(["check", "--coverage", str(tmp_path), "--format", "github"]) == 2
