"""What explanations say of rows scored by rules: sources, causes, what was left out, and sums that balance."""

import json
from fractions import Fraction
from pathlib import Path

import jsonschema
import pytest
from rules_sample import rubric_of, sheet_of, text_of

from cchc_rules.api.library import Library
from cchc_rules.api.sheets.explain import explain_sheet
from cchc_rules.compile import compile_rubric
from cchc_rules.evaluate import evaluate
from cchc_rules.explain.data.scorecard import scorecard_data
from cchc_rules.explain.render.html import render_html
from cchc_rules.explain.render.markdown import render_markdown
from cchc_rules.explain.render.plain_text import render_text
from cchc_rules.explain.scorecard.compose import build_document
from cchc_rules.explain.scorecard.provenance import FileDigest, Provenance
from cchc_rules.model.code import Code
from cchc_rules.model.link import link
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.stages import Stage
from cchc_rules.results.node_score import NodeScore, State
from cchc_rules.results.reasons import Corrected, Excluded, Lost, LostByRule, Refused, RuledOut
from cchc_rules.results.scorecard import VIEWS, Scorecard, View
from cchc_rules.source import Source
from cchc_rules.syntax.rubric.reader import read_rubric

ROOT = Path(__file__).resolve().parents[2]
GUIDANCE = sorted((ROOT / "examples" / "guidance").glob("*.phieu"))
SCHEMA = json.loads((ROOT / "schemas" / "scorecard-1.json").read_text(encoding="utf-8"))
LIBRARY = Library()
MADE = Provenance("thu", (), FileDigest("thu.phieu", "0" * 64), "cchc-rules 0")


def explained(card: Scorecard, all_rows: bool = True) -> str:
    """The text on one line, so that wrapping does not matter."""
    return " ".join(render_text(build_document(card, MADE, (), all_rows), columns=100).split())


def scored(rule: str, facts: str, sheet: str, rows: str = "", points: str = "2", kind: str = "sở") -> Scorecard:
    return evaluate(compile_rubric(rubric_of(facts, rule, points)), sheet_of(sheet, rows, kind))


def row(card: Scorecard) -> NodeScore:
    node = card.node(Code("1.1"))
    assert node is not None
    return node


def example(name: str) -> tuple[Scorecard, Provenance]:
    found = explain_sheet(ROOT / "examples" / "guidance" / f"{name}.phieu", LIBRARY)
    assert found.scorecard is not None and found.provenance is not None
    return found.scorecard, found.provenance


# ---- a: whose rule it is


def test_the_guidance_stands_in_the_header_and_at_every_row_with_its_rule() -> None:
    card, provenance = example("so-minh-hoa-21")
    text = " ".join(render_text(build_document(card, provenance, (), True), columns=100).split())
    assert "văn bản Quyết định 1026/QĐ-UBND ngày 24/10/2019, Bảng 1 hướng dẫn Hướng dẫn 01/HD-MINHHOA" in text
    data = scorecard_data(card, provenance)
    assert data["rubric"]["guidance"].startswith("Hướng dẫn 01/HD-MINHHOA ngày 15/12/2019")
    for node, told in zip((n for n in card.nodes if n.criterion.is_leaf), data["criteria"], strict=True):
        of_rule = [c for c in told["cites"] if c["text"].startswith("cách chấm theo Hướng dẫn 01/HD-MINHHOA")]
        assert bool(of_rule) == (node.criterion.rule is not None)
        assert all(c["file"].endswith("huong-dan-bang-1.cchc") and c["line"] for c in of_rule)


def test_a_rubric_without_guidance_names_none() -> None:
    card = scored("  cách chấm: 1 điểm × [x], không quá 2 điểm", "  [x]: số đếm", "[x]: 1\nthẩm định [x]: 1")
    assert "hướng dẫn" not in explained(card)
    assert scorecard_data(card, MADE)["rubric"]["guidance"] is None


# ---- b: out of the maximum by a rule


RATIO = (
    "  cách chấm: [b] / [a] × điểm tối đa\n  khi mẫu số bằng 0: không phát sinh\n  khi không phát sinh: không áp dụng"
)
TWO = '  [a]: số đếm "nhiệm vụ"\n  [b]: số đếm "nhiệm vụ", từ 0 đến [a]'


@pytest.mark.parametrize(
    ("sheet", "told"),
    [
        ("[a]: 0\n[b]: 0\nthẩm định [a]: 0", "mẫu số [a] = 0, coi là không phát sinh: không áp dụng (thu.cchc:"),
        ("[a]: không phát sinh\nthẩm định [a]: không phát sinh", "[a] không phát sinh: không áp dụng (thu.cchc:"),
    ],
)
def test_a_row_taken_out_by_its_rule_names_line_and_fact_and_no_proposal(sheet: str, told: str) -> None:
    card = scored(RATIO, TWO, sheet)
    assert row(card).state is State.NOT_APPLICABLE
    assert any(isinstance(b, RuledOut) for b in row(card).because)
    assert not any(isinstance(b, Excluded) for b in row(card).because)
    text = explained(card)
    assert "không áp dụng theo cách chấm, với số liệu thẩm định công nhận" in text and told in text
    assert "đơn vị đề nghị" not in text and "thẩm định xác định" not in text


def test_a_row_the_council_brings_back_was_proposed_by_nobody() -> None:
    card = scored(RATIO, TWO, '[a]: 0\n[b]: 0\nthẩm định [a]: 4, vì "sổ giao việc"\nthẩm định [b]: 3, vì "sổ"')
    assert row(card).final == Fraction(3, 2)
    assert not any(isinstance(b, Refused) for b in row(card).because)
    text = explained(card)
    assert "ĐỀ NGHỊ KHÔNG ÁP DỤNG" not in text
    assert "cách chấm trước khi sửa: không áp dụng, sau khi sửa: 1,5 điểm" in text


# ---- c: whose loss it is


SCALE = """  cách chấm: theo thang [b] / [a]
    từ 100%: 2 điểm
    từ 50% đến dưới 100%: tỷ lệ × 2 điểm
    dưới 50%: 0 điểm
  khi mẫu số bằng 0: không áp dụng"""


REVIEWED = """  phúc tra: công nhận, tăng hoặc giảm
  điểm chỉ số: phúc tra, không có thì thẩm định
"""


def taken(card: Scorecard) -> tuple[Fraction, ...]:
    found = row(card).taken
    assert found.total == row(card).ledger.lost
    return found.by_rule, found.by_self, found.by_appraisal, found.by_review


def test_facts_as_reported_cost_by_the_rule_and_corrections_by_who_made_them() -> None:
    text = text_of(TWO, SCALE).replace("  điểm chỉ số: thẩm định\n", REVIEWED)
    rubric = read_rubric(Source.of("thu.cchc", text)).value
    assert isinstance(rubric, Rubric)
    facts = '[a]: 20\n[b]: 18\nthẩm định [b]: 15, vì "3 việc trễ"\nphúc tra [b]: 16, vì "bù 1"'
    card = evaluate(compile_rubric(link(rubric, ())), sheet_of(facts))
    assert taken(card) == (Fraction(1, 5), 0, Fraction(3, 10), Fraction(-1, 10))
    text = explained(card)
    assert "mất 0,2 theo cách chấm, với số liệu đơn vị báo cáo" in text
    assert "thẩm định sửa [b] từ 18 nhiệm vụ thành 15 nhiệm vụ: giảm 0,3 điểm: “3 việc trễ”" in text
    assert "nếu thẩm định không sửa: [b] / [a] = 18 / 20 = 90%" in text
    assert "phúc tra sửa [b] từ 15 nhiệm vụ thành 16 nhiệm vụ: tăng 0,1 điểm: “bù 1”" in text
    assert "nếu phúc tra không sửa: [b] / [a] = 15 / 20 = 75%" in text
    assert "[b] / [a] = 16 / 20 = 80%" in text
    assert "0,4 mất = 0,2 theo cách chấm + 0,3 thẩm định − 0,1 phúc tra (cộng lại)" in text


def test_a_fact_that_the_council_supplies_is_no_correction() -> None:
    facts = '  [vụ]: số đếm "vụ", do Hội đồng\n  [việc]: số đếm "việc"'
    rule = "  cách chấm: 0,5 điểm × [việc] - 1 điểm × [vụ], không dưới 0 điểm, không quá 2 điểm"
    card = scored(rule, facts, '[việc]: 4\nthẩm định [vụ]: 1, vì "biên bản 3"')
    assert taken(card) == (1, 0, 0, 0)
    assert "mất 1 theo cách chấm, với số liệu thẩm định công nhận: “biên bản 3”" in explained(card)
    both = scored(rule, facts, '[việc]: 4\nthẩm định [vụ]: 1, vì "biên bản 3"\nthẩm định [việc]: 3, vì "thiếu 1"')
    assert taken(both) == (1, 0, Fraction(1, 2), 0)
    assert "thẩm định sửa [việc] từ 4 việc thành 3 việc: giảm 0,5 điểm: “thiếu 1”" in explained(both)


def test_a_correction_that_changes_no_point_is_told() -> None:
    card = scored(SCALE, TWO, '[a]: 20\n[b]: 9\nthẩm định [b]: 8, vì "đếm lại"')
    assert taken(card) == (2, 0, 0, 0)
    assert "thẩm định sửa [b] từ 9 nhiệm vụ thành 8 nhiệm vụ: điểm theo cách chấm không đổi" in explained(card)


def test_a_loss_that_is_not_settled_is_booked_by_what_is_sure() -> None:
    parts = (
        "  cách chấm: tổng các phần\n    khi không phát sinh: 0 điểm\n"
        "    phần a: 0,25 điểm × [x]\n    phần b khi [k] là có: 1 điểm"
    )
    facts = "  [x]: số đếm, từ 0 đến 4\n  [k]: có/không"
    card = scored(parts, facts, '[x]: 3\nthẩm định [x]: 2, vì "trùng"')
    assert row(card).ledger.lost == Fraction(1, 2)
    assert taken(card) == (Fraction(1, 4), 0, Fraction(1, 4), 0)


@pytest.mark.parametrize("path", GUIDANCE, ids=lambda p: p.stem)
@pytest.mark.parametrize("view", VIEWS)
def test_what_is_told_of_losses_adds_up_to_the_ledger(path: Path, view: View) -> None:
    card = explain_sheet(path, LIBRARY, view=view).scorecard
    assert card is not None
    for node in (n for n in card.nodes if n.criterion.is_leaf and n.state is State.SCORED):
        changes = [b for b in node.because if isinstance(b, Lost | LostByRule)]
        assert sum((b.before - b.after for b in changes), Fraction(0)) == node.ledger.lost
        by_rule = sum((b.before - b.after for b in changes if isinstance(b, LostByRule)), Fraction(0))
        assert by_rule == node.taken.by_rule
        for because in (b for b in node.because if isinstance(b, Corrected)):
            assert because.stage in (Stage.APPRAISAL, Stage.REVIEW) and because.changes


# ---- d: sums balance


@pytest.mark.parametrize("path", GUIDANCE, ids=lambda p: p.stem)
def test_headings_equal_the_ledger_and_the_lines_below_them(path: Path) -> None:
    card, _ = example(path.stem)
    sections = {s.heading.split(":")[0]: s for s in build_document(card, MADE).sections if hasattr(s, "groups")}
    rows = {n.criterion.code.text: n for n in card.nodes}
    for heading, part in (("ĐIỂM MẤT", "lost"), ("CHƯA BIẾT", "pending"), ("KHÔNG ÁP DỤNG", "excluded")):
        total = getattr(card.total, part)
        assert (heading in sections) == bool(total) or heading == "ĐIỂM MẤT"
        if heading in sections:
            listed = [rows[i.code] for g in sections[heading].groups for i in g.items]
            assert sum((getattr(n.ledger, part) for n in listed), Fraction(0)) == total


def test_a_partly_known_row_shows_what_is_known_and_what_is_open() -> None:
    card, _ = example("huyen-minh-hoa-22")
    text = explained(card)
    assert "CHƯA BIẾT: 19,98 điểm" in text and "+ 19,98 chưa biết" in text
    parts = (
        "  cách chấm: tổng các phần\n    khi không phát sinh: 0,95 điểm\n"
        "    phần a: 0,2375 điểm × [x]\n    phần b khi [k] là có: 0,25 điểm"
    )
    text = explained(scored(parts, "  [x]: số đếm\n  [k]: có/không", "[x]: 4\nthẩm định [x]: 4", points="1,25"))
    assert "0,95–1,2/1,25 thiếu số liệu, chưa biết 0,25" in text
    assert "1,25 = 0,95 đạt + 0,05 mất + 0,25 chưa biết" in text
    assert "đây là phần chắc chắn mất; còn 0,25 điểm của dòng này chưa biết" in text


def test_a_row_that_is_open_for_want_of_a_sentence_says_so() -> None:
    cases = "  cách chấm: theo trường hợp\n    khi [x] từ 3 và [k] là có: 2 điểm\n    còn lại: 0 điểm"
    facts, unsaid = "  [x]: số đếm, từ 5\n  [k]: có/không", "cách chấm không có câu “khi không phát sinh”"
    text = explained(scored(cases, facts, "thẩm định [k]: có"))
    assert "chưa biết [x]; điểm từ 0 đến 2 điểm" in text
    assert "có thể đạt “[x] từ 3 và [k] là có” (chưa biết [x]; [k] = có): 2 điểm" in text
    assert f"[x] có thể không phát sinh, mà {unsaid}" in text
    text = explained(scored(cases, facts, "thẩm định [k]: có\nthẩm định [x]: không phát sinh"))
    assert f"{unsaid}; điểm từ 0 đến 2 điểm" in text and f"[x] không phát sinh, mà {unsaid}" in text
    said = f"{cases}\n    khi không phát sinh: 1 điểm"
    assert unsaid not in explained(scored(said, facts, "thẩm định [k]: có"))


# ---- e: points by hand


ITEMS = "  cách chấm: 0,5 điểm × [x], không quá 2 điểm"
HAND = '1.1\n  tự đánh giá: 2\n  thẩm định: 1,5, vì "khác"'


def test_a_full_row_shows_points_by_hand_that_differ() -> None:
    card = scored(ITEMS, "  [x]: số đếm", "[x]: 4\nthẩm định [x]: 4", HAND)
    assert row(card).final == 2
    for all_rows in (False, True):
        text = explained(card, all_rows)
        assert text.count("thẩm định nhập tay 1,5 điểm, cách chấm cho 2 điểm; lấy theo cách chấm") == 1
        assert "ĐỦ ĐIỂM, NHƯNG NHẬP TAY KHÁC CÁCH CHẤM" in text


def test_points_by_hand_beside_a_rule_that_is_not_settled_are_told() -> None:
    card = scored(ITEMS, "  [x]: số đếm, từ 0 đến 9", "", HAND)
    assert "thẩm định nhập tay 1,5 điểm, cách chấm cho từ 0 đến 2 điểm; lấy theo cách chấm" in explained(card)


def test_not_applicable_by_hand_stands_before_the_rule_and_says_so() -> None:
    card = scored(ITEMS, "  [x]: số đếm", "[x]: 4\nthẩm định [x]: 4", '1.1\n  thẩm định: không áp dụng, vì "miễn"')
    assert row(card).state is State.NOT_APPLICABLE
    assert "thẩm định nhập tay “không áp dụng”, cách chấm cho 2 điểm; lấy phần nhập tay" in explained(card)


# ---- f, g: what did not count, and why


def test_parts_that_do_not_count_say_why() -> None:
    rule = "  cách chấm: tổng các phần\n    phần a khi [k] là có: 1 điểm\n    phần b khi [x] từ 5: 1 điểm"
    card = scored(rule, '  [k]: có/không\n  [x]: số đếm "vụ"', "[k]: có\n[x]: 3\nthẩm định [x]: 3")
    text = explained(card)
    assert "phần a, vì [k] = có: 1 điểm" in text
    assert "không tính phần b vì [x] = 3 vụ, không đạt “từ 5”" in text
    assert "tổng các phần = 1 điểm cách chấm cho 1 điểm" in text


def test_first_that_holds_stops_there() -> None:
    rule = (
        "  cách chấm: phần đầu tiên đúng\n    phần a khi [k] là có: 2 điểm\n    phần b: 1 điểm × [x], không quá 1 điểm"
    )
    text = explained(scored(rule, "  [k]: có/không\n  [x]: số đếm", "[k]: có\n[x]: 1\nthẩm định [k]: có"))
    assert "phần đầu tiên đúng là phần a: 2 điểm" in text and "phần b" not in text


CASES = """  cách chấm: theo trường hợp
    khi [x] từ 5 và [k] là có: 2 điểm
    khi [x] từ 3 hoặc [k] là có: 1 điểm
    còn lại: 0 điểm"""


@pytest.mark.parametrize(
    ("sheet", "told"),
    [
        (
            "[x]: 3\n[k]: có",
            [
                "không đạt “[x] từ 5 và [k] là có”: [x] = 3 vụ, không đạt “từ 5”",
                "đạt “[x] từ 3 hoặc [k] là có” ([x] = 3 vụ; [k] = có): 1 điểm (thu.cchc:",
            ],
        ),
        (
            "[x]: 1\n[k]: không",
            [
                "không đạt “[x] từ 3 hoặc [k] là có”: [x] = 1 vụ, không đạt “từ 3”; [k] = không",
                "các trường hợp còn lại: 0 điểm (thu.cchc:",
            ],
        ),
    ],
)
def test_cases_show_the_values_that_were_compared(sheet: str, told: list[str]) -> None:
    card = scored(CASES, '  [x]: số đếm "vụ"\n  [k]: có/không', f"{sheet}\nthẩm định [k]: {sheet.split()[-1]}")
    assert all(line in explained(card) for line in told)


def test_a_computed_fact_in_a_condition_shows_its_arithmetic() -> None:
    facts = "  [a]: số đếm, từ 1\n  [b]: số đếm, từ 0 đến [a]\n  [c]: tỷ lệ phần trăm, tính bằng [b] / [a]"
    rule = "  cách chấm: theo trường hợp\n    khi [c] từ 90%: 2 điểm\n    còn lại: 0 điểm"
    assert "[c] = 7 / 8 = 87,5%, không đạt “từ 90%”" in explained(
        scored(rule, facts, "[a]: 8\n[b]: 7\nthẩm định [b]: 7")
    )


def test_a_gate_shows_what_it_found() -> None:
    rule = "  cách chấm: 2 điểm\n  điều kiện chấm: [k] là có"
    card = scored(rule, "  [k]: có/không", "[k]: không\nthẩm định [k]: không")
    assert "không đạt điều kiện chấm “[k] là có”: [k] = không (thu.cchc:" in explained(card)


# ---- h: words


def test_percentages_dates_and_fractions_read_as_people_write_them() -> None:
    percent = scored("  cách chấm: [t] × điểm tối đa", "  [t]: tỷ lệ phần trăm", "[t]: 100%\nthẩm định [t]: 100%")
    assert "[t] × điểm tối đa = 100% × 2 điểm = 2 điểm" in explained(percent)
    late = "  cách chấm: 2 điểm - 0,25 điểm × số ngày chậm([n]; 15/01 năm sau; ngày làm việc), không dưới 0 điểm"
    day = scored(late, "  [n]: ngày tháng", "[n]: 17/01/2020\nthẩm định [n]: 17/01/2020")
    assert "[n] = 17/01/2020, hạn 15/01/2020: chậm 2 ngày làm việc" in explained(day)
    third = scored(RATIO, TWO, "[a]: 3\n[b]: 1\nthẩm định [b]: 1")
    assert "[b] / [a] × điểm tối đa = 1 / 3 × 2 điểm ≈ 0,67 điểm cách chấm cho 2/3 điểm (≈ 0,67)" in explained(third)
    named = "  cách chấm: tỷ lệ / 50% × 1 điểm, tỷ lệ là [b] / [a], không quá 2 điểm\n  khi mẫu số bằng 0: 0 điểm"
    ratio = scored(named, TWO, "[a]: 3\n[b]: 1\nthẩm định [b]: 1")
    assert "tỷ lệ / 50% × 1 điểm = 1 / 3 / 50% × 1 điểm ≈ 0,67 điểm" in explained(ratio)


@pytest.mark.parametrize("path", GUIDANCE, ids=lambda p: p.stem)
def test_no_line_of_an_example_is_doubled_or_odd(path: Path) -> None:
    card, provenance = example(path.stem)
    document = build_document(card, provenance, (), True)
    for item in (i for s in document.sections if hasattr(s, "groups") for g in s.groups for i in g.items):
        lines = [line.text for line in item.details]
        assert len(set(lines)) == len(lines), lines
        for text in lines:
            assert "= ≈" not in text and ": :" not in text and "chưa biết ;" not in text
            assert "[số liệu của mọi đơn vị" not in text and "theo cách chấm của bộ tiêu chí" not in text


@pytest.mark.parametrize("path", GUIDANCE, ids=lambda p: p.stem)
def test_every_form_says_the_same(path: Path) -> None:
    card, provenance = example(path.stem)
    document = build_document(card, provenance, (), True)
    forms = [render_text(document, columns=10_000), render_markdown(document), render_html(document)]
    data = scorecard_data(card, provenance)
    jsonschema.validate(data, SCHEMA)
    for text in ("theo cách chấm", "cách chấm theo Hướng dẫn"):
        assert all(text in form for form in forms)
    for told in data["criteria"]:
        parts = [Fraction(told[k]) for k in ("excluded", "achieved", "lost", "pending")]
        assert abs(sum(parts) - Fraction(told["max"])) <= Fraction(2, 10**6)
        applied = [b for b in told["because"] if b["kind"] in ("computed", "excluded_by_scoring")]
        for line in applied[-1]["working"] if applied else ():
            assert line in forms[0]
