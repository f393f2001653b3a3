"""`impact` reads each sheet under both texts with all that each can hold, whichever text the sheet was made under."""

import json
from pathlib import Path

import pytest

from cchc_rules.cli.main import run

RUBRIC = """\
BỘ TIÊU CHÍ nho "Bảng nhỏ"
  văn bản: Quyết định 01/QĐ-MH ngày 02/01/2019
  tổng điểm: 10 điểm  theo Điều 2
  đối tượng: "xã"  theo Điều 2
CÁC BƯỚC ĐÁNH GIÁ  theo Điều 3
  tự đánh giá: do "xã", chấm điểm
  điểm chỉ số: tự đánh giá
XẾP LOẠI  theo Điều 4
  từ 80%: "Tốt"
  dưới 80%: "Kém"
SỐ LIỆU
  [hồ sơ]: số đếm "hồ sơ"  theo Điều 2
  [đúng hạn]: số đếm "hồ sơ", từ 0 đến [hồ sơ]  theo Điều 2
LĨNH VỰC 1 "Một": 10 điểm
TIÊU CHÍ 1.1 "Nhất": 5 điểm
TIÊU CHÍ 1.2 "Nhì": 3 điểm
  cách chấm: [đúng hạn] / [hồ sơ] × điểm tối đa
  khi mẫu số bằng 0: 0 điểm
TIÊU CHÍ 1.3 "Ba": 2 điểm
"""
AMENDMENT = """\
SỬA ĐỔI {id} "Sửa"
  văn bản: Quyết định {number}/QĐ-MH ngày 01/02/{year}
  sửa đổi: nho
  hiệu lực: kể từ ngày ký
  áp dụng: từ kỳ đánh giá {year}
Điều 1
{body}
"""
SHEET = """\
PHIẾU CHẤM ĐIỂM
  bộ tiêu chí: nho
  đơn vị: "Xã A"
  loại đơn vị: "xã"
  năm: {year}
SỐ LIỆU
{facts}
ĐIỂM
{rows}
"""
SPLIT = """\
  SỬA 1.1 điểm tối đa: từ 5 điểm thành 3 điểm
  BỔ SUNG SAU 1.3
    TIÊU CHÍ 1.4 "Bốn": 2 điểm
      cách chấm: [số hóa] / [hồ sơ] × điểm tối đa
      khi mẫu số bằng 0: 0 điểm
  THÊM CÂU: [số hóa]: số đếm "hồ sơ", từ 0 đến [hồ sơ]"""
TAKEN = """\
  BÃI BỎ 1.3 đang là "Ba": 2 điểm
  ĐÁNH SỐ LẠI 1.2 thành 1.3
  BỔ SUNG SAU 1.1
    TIÊU CHÍ 1.2 "Mới": 2 điểm"""
FACTS = "  [hồ sơ]: 100\n  [đúng hạn]: 50"
DIGITISED = f"{FACTS}\n  [số hóa]: 80"


def row(code: str, title: str, points: str) -> str:
    return f'{code} "{title}"\n  tự đánh giá: {points}\n'


def text(id: str, year: int, body: str) -> None:
    Path(f"{id}.cchc").write_text(AMENDMENT.format(id=id, number=year, year=year, body=body), encoding="utf-8")


def sheet(year: int, facts: str, *rows: str) -> None:
    Path("a.phieu").write_text(SHEET.format(year=year, facts=facts, rows="".join(rows)), encoding="utf-8")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("nho.cchc").write_text(RUBRIC, encoding="utf-8")


def compared(capsys: pytest.CaptureFixture[str], id: str) -> tuple[str | None, str | None, list[str]]:
    """The points of the one unit before and after, and what was taken for granted."""
    status = run(["impact", f"{id}.cchc", "--sheets", "a.phieu", "--format", "json"])
    shown = capsys.readouterr()
    assert status == 0, shown.err
    (impact,) = json.loads(shown.out)["impacts"]
    (unit,) = impact["units"]
    return unit["before"]["achieved"], unit["after"]["achieved"], impact["assumed"]


def scored(capsys: pytest.CaptureFixture[str]) -> str:
    assert run(["explain", "a.phieu", "--format", "json"]) == 0
    return str(json.loads(capsys.readouterr().out)["total"]["achieved"])


def test_facts_of_rows_that_only_the_amended_text_has(capsys: pytest.CaptureFixture[str]) -> None:
    text("sd1", 2020, SPLIT)
    sheet(2020, DIGITISED, row("1.1", "Nhất", "1,5"), row("1.3", "Ba", "2"))
    before, after, assumed = compared(capsys, "sd1")
    assert (before, after) == ("6", "6.6")  # 1.1 is half of 5, half of 3
    assert after == scored(capsys)
    told = " ".join(assumed)
    assert "chỉ tính cho bên sau: [số hóa]" in told and "chỉ tính cho bên sau: 1.4" in told


def test_a_new_row_is_not_taken_for_the_old_one_of_its_code(capsys: pytest.CaptureFixture[str]) -> None:
    text("sd1", 2020, TAKEN)
    sheet(2020, FACTS, row("1.1", "Nhất", "4"), row("1.2", "Mới", "2"))
    before, after, assumed = compared(capsys, "sd1")
    assert (before, after) == ("5.5", "7.5")  # 1.2 "Mới" is not the old 1.2, which 1.3 answers
    assert after == scored(capsys)
    assert any(a.endswith("chỉ tính cho bên sau: 1.2") for a in assumed)


@pytest.mark.parametrize("year", [2019, 2020, 2021])
def test_sheets_of_every_year_are_read_under_every_text(capsys: pytest.CaptureFixture[str], year: int) -> None:
    text("sd1", 2020, TAKEN)
    text("sd2", 2021, SPLIT)
    third = {2019: row("1.3", "Ba", "1"), 2020: row("1.2", "Mới", "1"), 2021: row("1.2", "Mới", "1")}[year]
    first = {2019: "5", 2020: "5", 2021: "3"}[year]
    sheet(year, DIGITISED if year == 2021 else FACTS, row("1.1", "Nhất", first), third)
    # All of 1.1, half of what counts files, 1 point in a row that exists in one of the texts; 1.6 for digitising.
    lone, changed, full = {2019: ("7.5", "6.5", "4.5"), 2020: ("6.5", "7.5", "5.5"), 2021: ("6.5", "7.5", "7.1")}[year]
    assert compared(capsys, "sd1")[:2] == (lone, changed)
    assert compared(capsys, "sd2")[:2] == (changed, full)
    own = {2019: lone, 2020: changed, 2021: full}[year]
    assert scored(capsys) == own


def test_a_new_table_holds_nothing_of_a_sheet_made_under_it(capsys: pytest.CaptureFixture[str]) -> None:
    table = '  THAY BẢNG đang là 10 điểm\n    LĨNH VỰC 1 "Khác": 10 điểm\n    TIÊU CHÍ 1.1 "Khác hẳn": 10 điểm'
    text("sd1", 2020, table)
    sheet(2020, "", row("1.1", "Khác hẳn", "9"))
    before, after, _ = compared(capsys, "sd1")
    assert (before, after) == ("0", "9") and after == scored(capsys)
