"""`check --coverage`: which rule lines, conditions, bands, disqualifiers and triggers no sheet exercises."""

import json
from pathlib import Path

import pytest
from rules_sample import rubric_of, sheet_of

from cchc_rules.cli.main import run
from cchc_rules.compile import compile_rubric
from cchc_rules.evaluate import evaluate
from cchc_rules.evaluate.coverage import coverage
from cchc_rules.model.link import link
from cchc_rules.model.rubric import Rubric
from cchc_rules.results.coverage import Coverable, Kind
from cchc_rules.source import Source
from cchc_rules.syntax.rubric.reader import read_rubric
from cchc_rules.syntax.sheet.reader import read_sheet

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


# ---- what follows from a result

RATED = """BỘ TIÊU CHÍ thu "Thử"
  văn bản: Hướng dẫn 01/HD-BCĐ ngày 02/01/2019
  tổng điểm: 10 điểm  theo mục I
  đối tượng: "xã"  theo mục I
  điểm sau cộng, trừ: không quá tổng điểm tối đa  theo mục I
CÁC BƯỚC ĐÁNH GIÁ  theo mục I
  thẩm định: chấm điểm
  điểm chỉ số: thẩm định
XẾP LOẠI  theo mục I
  từ 5 điểm: "Đạt: tốt"
  dưới 5 điểm: "Không đạt"
  xếp "Không đạt" khi: 1.1 dưới 2 điểm hoặc (1.1 dưới 3 điểm và [vi phạm] là có)
  không xếp loại khi: từ 1 lĩnh vực dưới 10%
HỆ QUẢ  theo mục I
  1 khi chỉ số dưới 70% hoặc lĩnh vực 1 dưới 50%: "phê bình"
SỐ LIỆU
  [vi phạm]: có/không
  [sáng kiến]: số đếm
LĨNH VỰC 1 "Một": 10 điểm
TIÊU CHÍ 1.1 "Một một": 4 điểm
TIÊU CHÍ 1.2 "Một hai": 6 điểm
ĐIỂM CỘNG: tối đa 2 điểm  theo mục I
  C1 "Sáng kiến": tối đa 2 điểm
    cách chấm: theo thang [sáng kiến]
      từ 2: 2 điểm
      dưới 2: 0 điểm
"""


def _rated(*given: tuple[str, str, str]) -> dict[Kind, list[tuple[str, bool | None]]]:
    """What is left by sheets with points of 1.1 and 1.2 and facts."""
    parsed = read_rubric(Source.of("thu.cchc", RATED))
    assert isinstance(parsed.value, Rubric), parsed.diagnostics
    tree = compile_rubric(link(parsed.value, ()))
    cards = []
    for first, second, facts in given:
        text = (
            f'PHIẾU CHẤM ĐIỂM\nbộ tiêu chí: thu\nđơn vị: "A"\nloại đơn vị: "xã"\nnăm: 2019\nSỐ LIỆU\n{facts}\n'
            f"ĐIỂM\n1.1\nthẩm định: {first}\n1.2\nthẩm định: {second}\n"
        )
        sheet = read_sheet(Source.of("a.phieu", text)).value
        assert sheet is not None
        cards.append(evaluate(tree, sheet))
    found: dict[Kind, list[tuple[str, bool | None]]] = {}
    for p in coverage(tree, cards):
        if not p.exercised:
            found.setdefault(p.kind, []).append((p.text, p.outcome))
    return found


def test_disqualifiers_and_triggers_count_both_ways() -> None:
    full = _rated(("4", "6", "[vi phạm]: không\nthẩm định [sáng kiến]: 2"))
    assert full == {
        Kind.LINE: [("dưới 2: 0 điểm", None)],
        Kind.BAND: [('dưới 5 điểm: "Không đạt"', None)],
        Kind.DISQUALIFIER: [
            ('xếp "Không đạt" khi: 1.1 dưới 2 điểm', True),
            ('xếp "Không đạt" khi: 1.1 dưới 3 điểm', True),
            ('xếp "Không đạt" khi: [vi phạm] là có', True),
            ("không xếp loại khi: từ 1 lĩnh vực dưới 10%", True),
        ],
        Kind.TRIGGER: [("1 khi chỉ số dưới 70%", True), ("1 khi lĩnh vực 1 dưới 50%", True)],
    }


def test_each_side_of_a_threshold_is_seen_by_the_sheet_on_it() -> None:
    on = ("2", "5", "[vi phạm]: có\nthẩm định [sáng kiến]: 0")
    under = ("1,99", "5", "[vi phạm]: không\nthẩm định [sáng kiến]: 2")
    left = _rated(on, under)
    assert left[Kind.DISQUALIFIER] == [
        ('xếp "Không đạt" khi: 1.1 dưới 3 điểm', False),
        ("không xếp loại khi: từ 1 lĩnh vực dưới 10%", True),
    ]
    assert ("1 khi chỉ số dưới 70%", True) in left[Kind.TRIGGER]


def test_what_is_not_known_exercises_nothing() -> None:
    left = _rated(("4", "", ""))
    assert (Kind.DISQUALIFIER, 'xếp "Không đạt" khi: [vi phạm] là có') in {
        (kind, text) for kind, parts in left.items() for text, _ in parts
    }
    assert {way for text, way in left[Kind.TRIGGER] if "chỉ số" in text} == {True, False}


def test_they_are_told_and_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--coverage", str(EXAMPLES / "diem-liet")]) == 0
    out = capsys.readouterr().out
    assert "điểm liệt 5/8" in out and "hệ quả" not in out
    assert "điểm liệt “không xếp loại khi: [khiếu nại đông người] là có”: chưa phiếu nào cho thấy điều này đúng" in out
    assert run(["check", "--coverage", str(EXAMPLES / "2019/bang-1"), "--format", "json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)["rubrics"]
    triggers = [p for p in found["parts"] if p["kind"] == "trigger"]
    assert len(triggers) == 6 and {p["code"] for p in triggers} == {None}
    assert any(p["text"].startswith("1 khi chỉ số dưới") for p in triggers)
