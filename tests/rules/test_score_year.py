"""Scoring a folder by a rubric that looks at the best unit of the year: two passes over the whole set."""

from fractions import Fraction
from pathlib import Path

import pytest
from rules_sample import text_of

from cchc_rules.api.library import Library
from cchc_rules.api.sheets.score import Scored, score_files, sheet_files
from cchc_rules.explain.tables.ranking import ranking_text

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
    return score_files(sheet_files([folder]), Library(), closed=closed)


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


BONUS = """
ĐIỂM CỘNG: tối đa 2 điểm  theo mục IV
  C1 "Nhiều nhất kỳ": tối đa 2 điểm
    cách chấm: tỷ lệ × điểm tối đa, tỷ lệ là [tỷ lệ] / cao nhất trong kỳ([tỷ lệ])
    khi mẫu số bằng 0: 0 điểm
"""


def test_a_bonus_too_is_measured_by_the_best(folder: Path) -> None:
    text = text_of("  [tỷ lệ]: tỷ lệ phần trăm", "  cách chấm: [tỷ lệ] × điểm tối đa", "10") + BONUS
    free = '  đối tượng: "sở"  theo mục I\n  điểm sau cộng, trừ: được vượt tổng điểm tối đa  theo mục IV'
    text = text.replace('  đối tượng: "sở", "phường", "xã"  theo mục I', free)
    (folder / "thu.cchc").write_text(text, encoding="utf-8")
    rows = [s.standing for r in scored(folder, closed=True).rankings for s in r.units]
    assert {s.header.unit: s.index.low for s in rows if s.index} == {"Sở A": Fraction(1, 2), "Sở B": 1}


def test_points_not_known_do_not_hide_that_the_year_is_open(folder: Path) -> None:
    text = text_of("  [tỷ lệ]: tỷ lệ phần trăm", RULE, "9").replace("9 điểm  theo mục I", "10 điểm  theo mục I")
    text = text.replace('"Thử": 9 điểm', '"Thử": 10 điểm') + 'TIÊU CHÍ 1.2 "Chấm tay": 1 điểm\n'
    (folder / "thu.cchc").write_text(text, encoding="utf-8")
    rankings = scored(folder).rankings
    assert ranking_text(rankings, ()).count("chưa biết 1 điểm; tạm tính") == 2
    rankings = scored(folder, closed=True).rankings
    assert ranking_text(rankings, ()).count("chưa biết 1 điểm\n") == 2


def test_sheets_shared_over_processes_are_scored_alike(folder: Path) -> None:
    for n in range(60):
        write(folder, f"d{n:02}", f"Sở D{n}", f"{n}%", year=2019 + n % 2)
    write(folder, "e1", "Sở E", "50%")
    write(folder, "e2", "Sở E", "60%")
    write(folder, "f", "Sở F", "không biết")
    (folder / "g.json").write_text("{", encoding="utf-8")
    files = (*sheet_files([folder]), folder / "khong-co.phieu", *sheet_files([Path("examples/2019")]))
    alone = score_files(files, Library())
    assert score_files(files, Library(), processes=2) == alone
    assert len(alone.bad) == 5 and len(alone.rankings) > 2
