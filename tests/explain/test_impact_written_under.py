"""An amendment in force for the very year of the sheets: under which text were they written?"""

import csv
import io
from pathlib import Path

import pytest

from cchc_rules.cli.main import run
from tests.explain.test_impact_changes import RUBRIC, SHEET

AMENDMENT = """\
SỬA ĐỔI sd "Sửa bảng nhỏ"
  văn bản: Quyết định 02/QĐ-MH ngày 02/02/2019
  sửa đổi: nho
  hiệu lực: kể từ ngày ký
  áp dụng: từ kỳ đánh giá {year}
  điểm các dòng cha, tổng điểm và ĐTXHH theo các dòng con
Điều 1
  SỬA 1.1 điểm tối đa: từ {old} điểm thành {new} điểm
"""
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("nho.cchc").write_text(RUBRIC.format(id="nho"), encoding="utf-8")
    Path("sua-doi").mkdir()
    return tmp_path


def sheet(name: str, first: str, second: str = "4") -> None:
    text = SHEET.format(name=name, first=first, second=second).replace("bộ tiêu chí: nho", 'bộ tiêu chí: "nho.cchc"')
    Path(f"{name}.phieu").write_text(text, encoding="utf-8")


def impact(*options: str, new: str = "5", year: int = 2019) -> int:
    amendment = AMENDMENT.format(year=year, old="6", new=new)
    Path("sua-doi/sd.cchc").write_text(amendment, encoding="utf-8")
    return run(["impact", "sua-doi/sd.cchc", "--sheets", ".", *options])


def points(printed: str) -> dict[str, tuple[str, str]]:
    rows = csv.DictReader(io.StringIO(printed))
    return {r["unit"]: (r["achieved_before"], r["achieved_after"]) for r in rows}


BEFORE, AFTER = ("--written-under", "before"), ("--written-under", "after")


@pytest.mark.parametrize(
    ("first", "options", "found"),
    [
        ("6", (), ("10", "9")),  # over the new maximum: surely written under the old text
        ("5,5", (), ("9.5", "103/12")),
        ("5", (), ("10", "9")),  # fits both: as the law of the year
        ("5", AFTER, ("10", "9")),
        ("3", BEFORE, ("7", "6.5")),
        ("6", BEFORE, ("10", "9")),
        ("6", (*BEFORE, "--points", "keep"), None),
        ("6", AFTER, None),
        ("7", (), None),
    ],
)
def test_points_before_and_after(
    here: Path, capsys: Capture, first: str, options: tuple[str, ...], found: tuple[str, str] | None
) -> None:
    sheet("A", first)
    assert impact("--format", "csv", *options) == (found is None)
    shown = points(capsys.readouterr().out).get("Xã A")
    assert shown == found


def test_what_was_taken_for_granted_is_told_of_each_unit(here: Path, capsys: Capture) -> None:
    sheet("A", "6")
    sheet("B", "5")
    assert impact() == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "Xã A: điểm chỉ hợp nội dung trước khi sửa đổi" in told
    assert "Xã B: phiếu hợp cả nội dung trước và sau" in told
    assert "--written-under before" in told


def test_a_sheet_that_comes_to_the_same_either_way_is_not_spoken_of(here: Path, capsys: Capture) -> None:
    sheet("A", "0")
    assert impact() == 0
    assert "--written-under" not in capsys.readouterr().out


def test_the_error_is_of_the_points_written_and_says_as_what_they_were_taken(here: Path, capsys: Capture) -> None:
    sheet("A", "6")
    assert impact(*AFTER) == 1
    told = capsys.readouterr().err
    assert told.count("P404") == 1
    assert "6 điểm, quá điểm tối đa 5 của 1.1" in told
    assert "viết theo nội dung đã sửa đổi; không phải thì thêm --written-under before" in told


@pytest.mark.parametrize("options", [(), BEFORE])
def test_sheets_of_a_year_before_the_change_are_read_as_ever(
    here: Path, capsys: Capture, options: tuple[str, ...]
) -> None:
    sheet("A", "6")
    assert impact(*options, year=2020) == 0
    assert "--written-under" not in capsys.readouterr().out


def test_what_is_wrong_beside_the_rubric_is_told_once(here: Path, capsys: Capture) -> None:
    for name in "ABC":
        sheet(name, "5")
    Path("Sua-doi").mkdir(exist_ok=True)
    misplaced = AMENDMENT.format(year=2019, old="6", new="5").replace("SỬA ĐỔI sd ", "SỬA ĐỔI sd2 ")
    Path("Sua-doi/sd2.cchc").write_text(misplaced, encoding="utf-8")
    impact()
    assert capsys.readouterr().err.count("lỗi S572") == 1
