"""The register's word that a unit was renamed holds wherever its sheet is scored, though the sheet is silent on it."""

import json
from pathlib import Path

import pytest

from cchc_rules.cli.main import run

Capture = pytest.CaptureFixture[str]
RUBRIC = """BỘ TIÊU CHÍ mau "Mẫu"
  văn bản: Quyết định 01/QĐ-MH ngày 01/01/2025
  tổng điểm: 100 điểm  theo Điều 1
  đối tượng: "sở"  theo Điều 1
CÁC BƯỚC ĐÁNH GIÁ  theo Điều 1
  tự đánh giá: chấm điểm
  thẩm định: công nhận hoặc giảm
  điểm chỉ số: thẩm định
XẾP LOẠI  theo Điều 2
  từ 90%: "Tốt"
  dưới 90%: "Chưa tốt"
LĨNH VỰC 1 "Chung": 100 điểm
TIÊU CHÍ 1.1 "Kế hoạch": 40 điểm
TIÊU CHÍ 1.2 "Báo cáo": 60 điểm
"""
PERIOD = """KỲ ĐÁNH GIÁ 2026 "Kỳ"  theo Kế hoạch 1/KH ngày 02/12/2025
BỘ TIÊU CHÍ mau
  LOẠI ĐƠN VỊ "sở"
    "Sở A": tên trước đây "Sở C", từ ngày 01/07/2026  theo Nghị quyết 1/NQ
    "Sở B"
"""
FORMERLY = '  tên trước đây: "Sở C", từ ngày 01/07/2026, theo Nghị quyết 1/NQ\n'
AMENDMENT = """SỬA ĐỔI sd "Sửa"
  văn bản: Quyết định 21/QĐ-MH ngày 10/09/2026
  sửa đổi: mau
  hiệu lực: kể từ ngày ký
  áp dụng: từ kỳ đánh giá 2026
  chuyển tiếp: đơn vị "{named}" theo quy định trước khi sửa đổi, trong kỳ đánh giá 2026

Điều 1
  SỬA CÂU
    từ: từ 90%: "Tốt"
    thành: từ 80%: "Tốt"
  SỬA CÂU
    từ: dưới 90%: "Chưa tốt"
    thành: dưới 80%: "Chưa tốt"
"""


def sheet(name: str, first: int, second: int, year: int = 2026, more: str = "") -> str:
    head = f'PHIẾU CHẤM ĐIỂM\n  bộ tiêu chí: mau\n  đơn vị: "{name}"\n  loại đơn vị: "sở"\n  năm: {year}\n{more}ĐIỂM\n'
    rows = (("1.1", first), ("1.2", second))
    return head + "".join(f"{code}\n  tự đánh giá: {p} điểm\n  thẩm định: {p} điểm\n" for code, p in rows)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("mau.cchc").write_text(RUBRIC, encoding="utf-8")
    Path("ky.cchc").write_text(PERIOD, encoding="utf-8")
    Path("b.phieu").write_text(sheet("Sở B", 39, 50), encoding="utf-8")
    return tmp_path


def scored(capsys: Capture) -> tuple[int, dict[str, str], str]:
    """The exit status, the rating of each unit that is ranked, and what is told beside."""
    status = run(["score", ".", "--format", "json"])
    told = capsys.readouterr()
    data = json.loads(told.out)
    units = [u for r in data["rankings"] for u in r["units"]]
    return status, {u["unit"]: u["band"] for u in units}, told.err


def test_a_sheet_under_each_name_is_two_sheets_of_one_unit(folder: Path, capsys: Capture) -> None:
    Path("a.phieu").write_text(sheet("Sở A", 40, 60), encoding="utf-8")
    Path("c.phieu").write_text(sheet("Sở C", 30, 30), encoding="utf-8")
    status, ratings, told = scored(capsys)
    assert (status, ratings) == (1, {"Sở B": "Chưa tốt"})
    assert told.count("P450") == 2 and "P482" not in told and "Đủ mọi đơn vị" not in told
    assert run(["publish", ".", "-o", str(folder / "ra"), "--closed"]) == 1
    assert "P450" in capsys.readouterr().err and not Path("ra").exists()


def test_a_sheet_under_the_former_name_is_ranked_under_the_name_of_the_register(folder: Path, capsys: Capture) -> None:
    Path("c.phieu").write_text(sheet("Sở C", 30, 59), encoding="utf-8")
    status, ratings, told = scored(capsys)
    assert (status, set(ratings)) == (0, {"Sở A", "Sở B"}) and "Đủ mọi đơn vị" in told


@pytest.mark.parametrize("named", ["Sở A", "Sở C"])
@pytest.mark.parametrize(("unit", "more"), [("Sở A", ""), ("Sở C", ""), ("Sở A", FORMERLY)])
def test_a_transitional_clause_reaches_the_unit_by_either_name(
    named: str, unit: str, more: str, folder: Path, capsys: Capture
) -> None:
    Path("sua-doi").mkdir()
    Path("sua-doi/sd.cchc").write_text(AMENDMENT.format(named=named), encoding="utf-8")
    for points, rating in ((49, "Chưa tốt"), (50, "Tốt")):
        Path("a.phieu").write_text(sheet(unit, 40, points, more=more), encoding="utf-8")
        status, ratings, told = scored(capsys)
        assert (status, ratings) == (0, {"Sở A": rating, "Sở B": "Tốt"}), told
        assert "S650" not in told


def test_a_sheet_of_another_year_is_told_and_counts_nowhere(folder: Path, capsys: Capture) -> None:
    Path("a.phieu").write_text(sheet("Sở A", 40, 60), encoding="utf-8")
    Path("cu.phieu").write_text(sheet("Sở B", 40, 60, 2025), encoding="utf-8")
    status, ratings, told = scored(capsys)
    assert (status, ratings) == (0, {"Sở A": "Tốt", "Sở B": "Chưa tốt"}) and "N022" in told
    assert run(["publish", ".", "-o", str(folder / "ra")]) == 0
    assert [p.name for p in Path("ra").rglob("*2025*")] == []
