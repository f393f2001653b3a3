"""Scoring a folder by a rubric that looks at the best unit of the year: two passes over the whole set."""

from fractions import Fraction
from pathlib import Path

import pytest
from rules_sample import text_of

from cchc_rules.api.explain import explain_sheet
from cchc_rules.api.score import Scored, score_files, sheet_files
from cchc_rules.api.shelf import Shelf
from cchc_rules.cli.main import run

RULE = """  cách chấm: tỷ lệ × điểm tối đa, tỷ lệ là [tỷ lệ] / cao nhất trong kỳ([tỷ lệ])
    khi mẫu số bằng 0: 0 điểm"""


def write(folder: Path, name: str, unit: str, ratio: str, year: int = 2019) -> None:
    text = f"""PHIẾU CHẤM ĐIỂM
  bộ tiêu chí: thu
  đơn vị: "{unit}"
  loại đơn vị: "sở"
  năm: {year}

SỐ LIỆU
  [tỷ lệ]: {ratio}
  thẩm định [tỷ lệ]: {ratio}
"""
    (folder / f"{name}.phieu").write_text(text, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "thu.cchc").write_text(text_of("  [tỷ lệ]: tỷ lệ phần trăm", RULE), encoding="utf-8")
    write(tmp_path, "a", "Sở A", "40%")
    write(tmp_path, "b", "Sở B", "80%")
    return tmp_path


def scored(folder: Path, closed: bool = False) -> Scored:
    return score_files(sheet_files([folder]), Shelf(), closed=closed)


def results(found: Scored) -> dict[str, tuple[Fraction | int, bool]]:
    rows = [s.standing for r in found.rankings for s in r.units]
    return {s.header.unit: (s.total.achieved, s.provisional) for s in rows}


def test_each_unit_is_measured_by_the_best(folder: Path) -> None:
    assert results(scored(folder)) == {"Sở A": (1, True), "Sở B": (2, True)}
    assert results(scored(folder, closed=True)) == {"Sở A": (1, False), "Sở B": (2, False)}


def test_years_do_not_mix(folder: Path) -> None:
    write(folder, "c", "Sở C", "100%", year=2020)
    assert results(scored(folder))["Sở B"] == (2, True)


def test_a_unit_with_two_sheets_sets_no_best(folder: Path) -> None:
    write(folder, "c1", "Sở C", "100%")
    write(folder, "c2", "sở C", "90%")
    found = scored(folder, closed=True)
    assert [b.name.rsplit("/")[-1] for b in found.bad] == ["c1.phieu", "c2.phieu"]
    assert results(found) == {"Sở A": (1, True), "Sở B": (2, True)}


def test_a_sheet_that_cannot_be_read_leaves_the_year_open(folder: Path) -> None:
    (folder / "x.phieu").write_text("PHIẾU CHẤM ĐIỂM\n", encoding="utf-8")
    assert results(scored(folder, closed=True))["Sở A"] == (1, True)


# ---- one sheet alone, beside those of all units


def alone(folder: Path, path: Path | None = None) -> tuple[Fraction | None, bool, list[str]]:
    result = explain_sheet(path or folder / "a.phieu", Shelf(), year_sheets=folder)
    assert result.scorecard is not None, result.diagnostics
    return result.scorecard.nodes[1].final, result.scorecard.provisional, [d.code for d in result.diagnostics]


def test_one_sheet_sees_the_best_of_the_year(folder: Path) -> None:
    assert alone(folder) == (1, False, [])
    result = explain_sheet(folder / "a.phieu", Shelf(), year_sheets=folder)
    assert result.provenance is not None and [f.name[-7:] for f in result.provenance.beside] == ["b.phieu"]
    assert explain_sheet(folder / "a.phieu", Shelf()).scorecard.nodes[1].final is None  # type: ignore[union-attr]


def test_the_sheet_stands_for_its_own_unit(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("x")
    (elsewhere / "thu.cchc").write_bytes((folder / "thu.cchc").read_bytes())
    assert alone(folder)[0] == 1
    write(folder, "moi", "Sở A", "60%")
    (folder / "a.phieu").rename(elsewhere / "a-cu.phieu")
    assert alone(folder, folder / "moi.phieu") == (Fraction(3, 2), False, [])


def test_other_years_are_left_aside(folder: Path) -> None:
    write(folder, "cu", "Sở C", "100%", year=2018)
    assert alone(folder) == (1, False, [])


def test_a_year_that_is_not_complete_is_provisional_and_says_so(folder: Path) -> None:
    write(folder, "b2", "Sở B", "90%")
    write(folder, "c", "Sở C", "50%")
    assert alone(folder) == (Fraction(8, 5), True, ["L639"])
    (folder / "b2.phieu").write_text("PHIẾU CHẤM ĐIỂM\n  đơn vị:\n", encoding="utf-8")
    assert alone(folder) == (1, True, ["L639"])


def test_the_command_takes_the_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet = str(folder / "a.phieu")
    assert run(["explain", sheet, "--all", "--year-sheets", str(folder)]) == 0
    assert "tạm tính" not in capsys.readouterr().out
    assert run(["explain", sheet, "--year-sheets", str(folder / "khong-co")]) == 3


def test_bonus_that_looks_at_the_best_is_scored_in_two_passes(folder: Path) -> None:
    text = (folder / "thu.cchc").read_text(encoding="utf-8")
    head = "  điểm sau cộng, trừ: được vượt tổng điểm tối đa  theo mục I\n  ngày nghỉ lễ"
    plain = text.replace(RULE, "").replace("  ngày nghỉ lễ", head)
    bucket = f'ĐIỂM CỘNG: tối đa 2 điểm  theo mục I\n  C1 "Dẫn đầu": tối đa 2 điểm\n{RULE}\n'
    (folder / "thu.cchc").write_text(plain + bucket, encoding="utf-8")
    for name in ("a", "b"):
        path = folder / f"{name}.phieu"
        body = path.read_text(encoding="utf-8") + "ĐIỂM\n1.1\n  tự đánh giá: 1\n  thẩm định: 1\nC1\n"
        path.write_text(body, encoding="utf-8")
    units = scored(folder, closed=True).rankings[0].units
    assert [(u.standing.header.unit, u.standing.provisional) for u in units] == [("Sở B", False), ("Sở A", False)]
    assert [u.standing.index and u.standing.index.low for u in units] == [Fraction(3, 2), 1]
