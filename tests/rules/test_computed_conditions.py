"""Computed facts in conditions that decide whether a row applies, and how a unit is rated."""

from fractions import Fraction
from pathlib import Path

import pytest
from rules_sample import text_of

from cchc_rules.api.library import Library
from cchc_rules.api.sheets.explain import explain_sheet
from cchc_rules.api.sheets.what_if import suppose
from cchc_rules.cli.main import run

FACTS = """  [giao]: số đếm "hồ sơ"
  [xong]: số đếm "hồ sơ", từ 0 đến [giao]
  [tỷ lệ xong]: tỷ lệ phần trăm, tính bằng [xong] / [giao]
"""
APPLIES = """  không áp dụng khi: [tỷ lệ xong] dưới 20%  theo mục I
  cách chấm: [tỷ lệ xong] × 2 điểm
    khi mẫu số bằng 0: 0 điểm"""
PLAIN = APPLIES.split("\n", 1)[1]


def sheet(folder: Path, facts: str, rows: str = "") -> Path:
    path = folder / "a.phieu"
    text = f"""PHIẾU CHẤM ĐIỂM
  bộ tiêu chí: thu
  đơn vị: "Sở A"
  loại đơn vị: "sở"
  năm: 2019

SỐ LIỆU
{facts}
{rows}"""
    path.write_text(text, encoding="utf-8")
    return path


def rubric(folder: Path, rule: str, rating: str = "") -> None:
    text = text_of(FACTS, rule)
    (folder / "thu.cchc").write_text(text.replace('"Chưa tốt"\n', f'"Chưa tốt"\n{rating}'), encoding="utf-8")


@pytest.mark.parametrize(
    ("done", "achieved", "excluded", "pending"),
    [("1", 0, 2, 0), ("2", Fraction(2, 5), 0, 0), ("8", Fraction(8, 5), 0, 0), ("", 0, 0, 2)],
)
def test_a_row_applies_by_a_computed_fact(
    tmp_path: Path, done: str, achieved: Fraction, excluded: int, pending: int
) -> None:
    rubric(tmp_path, APPLIES)
    card = explain_sheet(sheet(tmp_path, f"thẩm định [giao]: 10\nthẩm định [xong]: {done}"), Library()).scorecard
    assert card is not None
    assert (card.total.achieved, card.total.excluded, card.total.pending) == (achieved, excluded, pending)


@pytest.mark.parametrize(("done", "band"), [("8", "Tốt"), ("10", "Chưa tốt"), ("", None)])
def test_a_computed_fact_decides_a_rating(tmp_path: Path, done: str, band: str | None) -> None:
    rubric(tmp_path, PLAIN, '  xếp "Chưa tốt" khi: [tỷ lệ xong] từ 90%  theo mục III\n')
    card = explain_sheet(sheet(tmp_path, f"thẩm định [giao]: 10\nthẩm định [xong]: {done}"), Library()).scorecard
    assert card is not None
    assert (card.band.value.name if card.band is not None else None) == band


def test_the_explanation_says_that_it_was_computed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rubric(tmp_path, PLAIN, '  xếp "Chưa tốt" khi: [tỷ lệ xong] từ 90%  theo mục III\n')
    assert run(["explain", str(sheet(tmp_path, "thẩm định [giao]: 10\nthẩm định [xong]: 10"))]) == 0
    assert "[tỷ lệ xong] từ 90%: đúng, tính được 100%" in capsys.readouterr().out


def test_a_denominator_of_zero_leaves_it_open(tmp_path: Path) -> None:
    rubric(tmp_path, APPLIES)
    card = explain_sheet(sheet(tmp_path, "thẩm định [giao]: 0\nthẩm định [xong]: 0"), Library()).scorecard
    assert card is not None and card.total.pending == 2 and card.provisional


def test_points_for_a_row_that_a_computed_fact_leaves_out_are_refused(tmp_path: Path) -> None:
    rubric(tmp_path, APPLIES)
    rows = "ĐIỂM\n1.1\n  tự đánh giá: 2\n"
    found = explain_sheet(sheet(tmp_path, "[giao]: 10\n[xong]: 1", rows), Library()).diagnostics
    assert [d.code for d in found if d.code == "P430"] == ["P430"]


def test_the_councils_value_decides_wherever_it_stands_in_the_sheet(tmp_path: Path) -> None:
    rubric(tmp_path, APPLIES)
    facts = '[giao]: 10\nthẩm định [xong]: 8, vì "đối chiếu"\n[xong]: 1'
    found = explain_sheet(sheet(tmp_path, facts, "ĐIỂM\n1.1\n  tự đánh giá: 1,6\n"), Library()).diagnostics
    assert "P430" not in [d.code for d in found]


@pytest.mark.parametrize(
    ("entered", "said", "code"),
    [
        ("thẩm định [p]: 50%", "[p]=1", "P425"),
        ("thẩm định [p]: 50%", "[p]=0,9", "P425"),
        ("thẩm định [p]: 50%", "[p]=90%", None),
        ("", "[p]=90%", None),
        ('thẩm định [p]: 50%, vì "đối chiếu"\n[p]: 60%', "[p]=90%", None),
    ],
)
def test_a_supposed_percentage_is_written_as_in_a_sheet(
    tmp_path: Path, entered: str, said: str, code: str | None
) -> None:
    text = text_of("  [p]: tỷ lệ phần trăm", "  cách chấm: [p] × 2 điểm")
    (tmp_path / "thu.cchc").write_text(text, encoding="utf-8")
    found = suppose(sheet(tmp_path, entered), Library(), [said])
    assert [d.code for d in found.diagnostics if d.code == "P425"] == ([code] if code else [])
    # The value that stands last is replaced, wherever in the sheet it is written.
    view_is_final = "thẩm định" in entered
    if code is None and view_is_final:
        assert found.answer is not None and found.answer.after.total.achieved == Fraction(9, 5)
    assert (found.answer is None) is (code is not None)
