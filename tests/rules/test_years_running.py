"""`trong 3 năm liền`: values of several years before, each from its own year's sheet; a missing year is not known."""

from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest
from rules_sample import text_of

from cchc_rules.api.library import Library
from cchc_rules.api.sheets.explain import explain_sheet
from cchc_rules.model.fact import in_year_before, this_year, years_back
from cchc_rules.results.scorecard import Scorecard

FACTS = "  [tỷ lệ]: tỷ lệ phần trăm, có 2 năm trước"
RULE = "  cách chấm: đạt hoặc không, đạt khi [tỷ lệ] từ 90% trong 3 năm liền"


def sheet(folder: Path, name: str, year: int, facts: str, head: str = "", unit: str = "Sở A") -> Path:
    text = f"""PHIẾU CHẤM ĐIỂM
  bộ tiêu chí: thu
  đơn vị: "{unit}"
{head}  loại đơn vị: "sở"
  năm: {year}
SỐ LIỆU
{facts}
"""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "thu.cchc").write_text(text_of(FACTS, RULE, "3"), encoding="utf-8")
    (tmp_path / "truoc").mkdir()
    return tmp_path


def scored(folder: Path, now: str, head: str = "") -> tuple[Scorecard, list[str]]:
    facts = f"[tỷ lệ]: {now}\nthẩm định [tỷ lệ]: {now}"
    path = sheet(folder, "nay.phieu", 2019, facts, head)
    result = explain_sheet(path, Library(last_year=folder / "truoc"))
    assert result.scorecard is not None, result.diagnostics
    return result.scorecard, [d.message for d in result.diagnostics if d.code == "L638"]


def bounds(card: Scorecard) -> tuple[Fraction, Fraction]:
    ledger = card.nodes[1].ledger
    return ledger.achieved, ledger.achieved + ledger.pending


VALUES = ("90%", "89,99%", None)


@pytest.mark.parametrize(("now", "last", "earlier"), list(product(VALUES[:2], VALUES, VALUES)))
def test_one_year_below_is_enough_and_a_missing_one_is_no_no(
    folder: Path, now: str, last: str | None, earlier: str | None
) -> None:
    for year, value in ((2018, last), (2017, earlier)):
        sheet(folder / "truoc", f"{year}.phieu", year, f"[tỷ lệ]: {value}" if value else "[tỷ lệ]:")
    card, missing = scored(folder, now)
    years = (now, last, earlier)
    low, high = (3, 3) if years == ("90%",) * 3 else (0, 0) if "89,99%" in years else (0, 3)
    found = bounds(card)
    # Where a year is missing it may also not have arisen, of which the rule says nothing: then all is open.
    assert found == (low, high) or (None in years and found[0] <= low and found[1] >= high)
    assert len(missing) == years.count(None)


def test_each_year_is_taken_from_its_own_sheet(folder: Path) -> None:
    for year, value in ((2018, "91%"), (2017, "92%"), (2016, "1%")):
        sheet(folder / "truoc", f"{year}.phieu", year, f"[tỷ lệ]: {value}")
    card, missing = scored(folder, "90%")
    assert not missing
    shown = {f.name: f.value for f in card.facts}
    assert shown["tỷ lệ, năm trước"] == Fraction(91, 100)
    assert shown["tỷ lệ, 2 năm trước"] == Fraction(92, 100)


def test_a_year_without_a_sheet_is_told(folder: Path) -> None:
    sheet(folder / "truoc", "2018.phieu", 2018, "[tỷ lệ]: 91%")
    sheet(folder / "truoc", "b.phieu", 2017, "[tỷ lệ]: 91%", unit="Sở B")
    card, missing = scored(folder, "90%")
    assert bounds(card)[1] == 3 and card.nodes[1].final is None
    assert missing == ["chưa biết [tỷ lệ, 2 năm trước]: không có phiếu năm 2017 của “Sở A”"]


def test_the_unit_is_looked_for_under_the_name_of_each_year(folder: Path) -> None:
    head = '  tên trước đây: "Sở Cũ", từ ngày 01/07/2018, theo Nghị quyết 12/NQ-HĐND ngày 16/06/2018\n'
    sheet(folder / "truoc", "2018.phieu", 2018, "[tỷ lệ]: 91%")
    sheet(folder / "truoc", "2017.phieu", 2017, "[tỷ lệ]: 91%", unit="Sở Cũ")
    card, missing = scored(folder, "90%", head)
    assert not missing and card.nodes[1].final == 3


@pytest.mark.parametrize(
    ("name", "back"), [("x", 0), ("x, năm trước", 1), ("x, 2 năm trước", 2), ("x, 9 năm trước", 9), ("2 năm trước", 0)]
)
def test_a_name_says_its_year(name: str, back: int) -> None:
    assert years_back(name) == back
    assert in_year_before(this_year(name), back) == name
