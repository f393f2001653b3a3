"""One sheet alone, beside those of all units of the year."""

from fractions import Fraction
from pathlib import Path

import pytest
from rules_sample import text_of
from test_score_year import RULE, write

from cchc_rules.api.library import Library
from cchc_rules.api.sheets.explain import explain_sheet
from cchc_rules.cli.main import run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two sheets of a year, and the rubric that compares them."""
    (tmp_path / "thu.cchc").write_text(text_of("  [tỷ lệ]: tỷ lệ phần trăm", RULE), encoding="utf-8")
    write(tmp_path, "a", "Sở A", "40%")
    write(tmp_path, "b", "Sở B", "80%")
    return tmp_path


def alone(folder: Path, path: Path | None = None) -> tuple[Fraction | None, bool, list[str]]:
    result = explain_sheet(path or folder / "a.phieu", Library(), year_sheets=folder)
    assert result.scorecard is not None, result.diagnostics
    return result.scorecard.nodes[1].final, result.scorecard.provisional, [d.code for d in result.diagnostics]


def test_one_sheet_sees_the_best_of_the_year(folder: Path) -> None:
    assert alone(folder) == (1, False, [])
    result = explain_sheet(folder / "a.phieu", Library(), year_sheets=folder)
    assert result.provenance is not None and [f.name[-7:] for f in result.provenance.beside] == ["b.phieu"]
    assert explain_sheet(folder / "a.phieu", Library()).scorecard.nodes[1].final is None  # type: ignore[union-attr]


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
