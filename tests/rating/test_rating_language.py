"""Ratings, bonus and penalty as text: what is printed reads back the same; what is explained names its lines."""

import json
from pathlib import Path

import pytest
from rating_sample import BUCKETS, CAPPED, FREE, POINTS, RATIOS, RESCALED, held, text_of, tree_of

from cchc_rules.api.library import Library
from cchc_rules.api.sheets.explain import explain_sheet
from cchc_rules.api.sheets.new_sheet import blank_sheet
from cchc_rules.diagnostics import has_errors
from cchc_rules.explain.data.scorecard import scorecard_json
from cchc_rules.explain.render.html import render_html
from cchc_rules.explain.render.markdown import render_markdown
from cchc_rules.explain.render.plain_text import render_text
from cchc_rules.explain.scorecard.compose import build_document
from cchc_rules.model.code import Code
from cchc_rules.model.rubric import Rubric
from cchc_rules.source import Source
from cchc_rules.syntax.json.sheet import read_sheet_json, sheet_to_json
from cchc_rules.syntax.lines.document_kinds import DocumentKind, kind_of
from cchc_rules.syntax.lines.grammar import terminals
from cchc_rules.syntax.lines.terminals import known
from cchc_rules.syntax.rubric.reader import read_rubric
from cchc_rules.writing.rubric_file import print_rubric
from cchc_rules.writing.sheet_file import print_sheet

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
EVERY = [p.read_text(encoding="utf-8") for p in sorted(EXAMPLES.glob("*/*.cchc"))]
SHEETS = sorted([*EXAMPLES.glob("diem-liet/*.phieu"), *EXAMPLES.glob("cong-tru/*.phieu")])
COMPOUND = (
    '\n  xếp "Yếu" khi: (1.2 dưới 1 điểm hoặc 1.1 từ 10 điểm đến dưới 20 điểm) và không phải '
    "(T2 bằng 0 điểm hoặc chỉ số dưới 10%)  # ghi chú\n  không xếp loại khi: 1.2 dưới 50% hoặc [a] từ 3"
    '\n\n# trước phần này\nXẾP LOẠI cho "xã", "phường"  theo mục III\n'
    f'{POINTS}\n  không xếp loại khi: từ 2 lĩnh vực dưới 50% hoặc loại đơn vị là "xã"'
    f"\n\nXẾP LOẠI khi không phải [a] từ 1  theo mục III\n{POINTS}"
)
RULED = BUCKETS.replace(
    "  C2", "    không áp dụng khi: [a] từ 9\n    cách chấm: do Hội đồng cho điểm\n# trước C2\n  C2"
)


@pytest.mark.parametrize(
    "text",
    [
        text_of(RATIOS + COMPOUND, "  [a]: số đếm", f"{CAPPED}\n{RESCALED}", RULED),
        text_of(settings=FREE, buckets=BUCKETS),
        text_of(settings="  không áp dụng: loại khỏi điểm tối đa  theo mục I"),
        text_of(RATIOS, buckets=BUCKETS.partition("\n\n")[2]),
        *(text for text in EVERY if kind_of(Source.of("a.cchc", text)) is DocumentKind.RUBRIC),
    ],
)
def test_what_is_printed_reads_back_the_same(text: str) -> None:
    first = read_rubric(Source.of("a.cchc", text))
    assert first.ok and isinstance(first.value, Rubric), [d.message for d in first.diagnostics]
    printed = print_rubric(first.value)
    again = read_rubric(Source.of("b.cchc", printed))
    assert again.value == first.value
    assert isinstance(again.value, Rubric) and print_rubric(again.value) == printed
    assert printed.count("#") == text.count("#")


def test_every_terminal_has_words() -> None:
    assert [t for t in terminals("rubric") if not known(t.removeprefix("terminals__"))] == []


@pytest.mark.parametrize(("text", "valid"), [("C1", True), ("T12", True), ("C", True), ("D", True), ("AB", False)])
def test_codes_with_a_capital(text: str, valid: bool) -> None:
    assert (Code.parse(text) is not None) is valid


def test_codes_sort_by_number() -> None:
    assert Code("C2") < Code("C10") < Code("T1")


@pytest.mark.parametrize("path", SHEETS, ids=lambda p: p.stem)
def test_examples_are_explained_in_every_form(path: Path) -> None:
    found = explain_sheet(path, Library())
    assert not has_errors(found.diagnostics)
    assert found.scorecard is not None and found.provenance is not None
    document = build_document(found.scorecard, found.provenance)
    text = render_text(document)
    assert "MINH HỌA" in path.read_text(encoding="utf-8") and "minh họa" in text
    assert render_markdown(document) and render_html(document)
    data = json.loads(scorecard_json(found.scorecard, found.provenance))
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.validate(data, json.loads((ROOT / "schemas/scorecard-1.json").read_text(encoding="utf-8")))


def _explained(name: str) -> str:
    found = explain_sheet(EXAMPLES / name, Library())
    assert found.scorecard is not None and found.provenance is not None
    return render_text(build_document(found.scorecard, found.provenance), columns=200)


def test_the_condition_that_decided_is_named_with_its_line() -> None:
    text = _explained("diem-liet/xa-a.phieu")
    line = next(t for t in text.splitlines() if t.startswith("xếp loại"))
    assert "“Không đạt” vì: 1.2 dưới 5 điểm" in line and "diem-liet.cchc:19" in line
    assert "1.2 dưới 5 điểm: đúng, 1.2 được 4,5/10 điểm (45,00%)" in text


def test_what_is_not_known_leaves_the_rating_open() -> None:
    text = _explained("diem-liet/phuong-c.phieu")
    assert "chưa xếp loại, có thể là “Đạt” hoặc không xếp loại" in text
    assert "TẠM TÍNH: chưa rõ có điều kiện xếp loại nào đúng hay không" in text


def test_the_class_is_told_with_its_threshold() -> None:
    assert '“Đạt”: từ 60 điểm cho "xã đặc biệt khó khăn"' in _explained("diem-liet/xa-b.phieu")


def test_the_arithmetic_of_bonus_penalty_and_rescaling() -> None:
    text = _explained("cong-tru/so-a.phieu")
    assert "quy về đủ thang 80: 51 × 80 / 60 = 68" in text
    assert "85 điểm của bảng + 5 điểm cộng − 1,5 điểm trừ = 88,5" in text
    assert "các dòng cộng lại 6 điểm; điểm cộng tối đa 5 điểm" in text
    assert "phiếu không ghi: không trừ" in text


def test_sheets_carry_bonus_rows_in_text_and_json() -> None:
    tree = tree_of(settings=CAPPED, buckets=BUCKETS)
    sheet = blank_sheet(tree.rubric, "thu", "Xã A", "xã", 2019)
    assert [r.code.text for r in sheet.rows][-4:] == ["C1", "C2", "T1", "T2"]
    parsed = read_sheet_json("a.json", sheet_to_json(sheet))
    assert parsed.ok and parsed.value == sheet
    assert "C1" in print_sheet(sheet)


def test_a_stage_that_may_only_lower_may_take_more_away() -> None:
    text = text_of(settings=CAPPED, buckets=BUCKETS).replace("công nhận, tăng hoặc giảm", "công nhận hoặc giảm")
    parsed = read_rubric(Source.of("thu.cchc", text))
    assert isinstance(parsed.value, Rubric)
    from cchc_rules.checks.sheet.all_checks import check_sheet
    from cchc_rules.syntax.sheet.reader import read_sheet

    def found(code: str, own: str, council: str) -> list[str]:
        rows = f'{code}\n  tự đánh giá: {own}\n  thẩm định: {council}, vì "x"'
        head = 'PHIẾU CHẤM ĐIỂM\n  bộ tiêu chí: thu\n  đơn vị: "A"\n  loại đơn vị: "xã"\n  năm: 2019\n\nĐIỂM\n'
        sheet = read_sheet(Source.of("a.phieu", head + rows)).value
        assert sheet is not None and isinstance(parsed.value, Rubric)
        return [d.code for d in check_sheet(parsed.value, sheet)]

    assert found("T2", "1", "3") == []
    assert found("T2", "3", "1") == ["P412"]
    assert found("C1", "1", "3") == ["P412"]
    assert not held(tree_of(settings=CAPPED, buckets=BUCKETS), {"T2": 3})
