"""Live cells after somebody typed: worked out by LibreOffice, held against the engine at and beside every threshold."""

import json
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cchc_rules.cli.main import run
from cchc_rules.frozen import frozen
from cchc_rules.office.workbooks.live import TENTATIVE
from tests.office.sheets import MOST, POINTS, column_of, edited, row_of
from tests.support.outside import needs

pytestmark = pytest.mark.long

COUNCIL = "thẩm định"
HEAD = """BỘ TIÊU CHÍ {id} "Bộ nhỏ"
  văn bản: Quyết định 1/QĐ-UBND ngày 02/01/2020
  áp dụng: từ kỳ đánh giá 2020  theo Điều 1
  tổng điểm: {total} điểm  theo mục I
  đối tượng: "xã"  theo mục I
  không áp dụng: được đề nghị  theo mục I

CÁC BƯỚC ĐÁNH GIÁ  theo mục I
  tự đánh giá: chấm điểm
  thẩm định: công nhận, tăng hoặc giảm
  điểm chỉ số: thẩm định

"""
PERCENT = """XẾP LOẠI  theo mục II
  từ 90%: "Rất tốt"
  từ 70,5% đến dưới 90%: "Tốt"
  từ 33,333% đến dưới 70,5%: "Trung bình"
  dưới 33,333%: "Kém"

"""
BY_POINTS = """XẾP LOẠI  theo mục II
  từ 90 điểm: "Rất tốt"
  từ 70,125 điểm đến dưới 90 điểm: "Tốt"
  dưới 70,125 điểm: "Chưa tốt"

"""
GATE = '  xếp "Kém" khi: 1.1 dưới 1 điểm  theo mục II\n\n'
ROWS = """LĨNH VỰC 1 "Chỉ đạo": {total} điểm
  1.1 "Kế hoạch": 1 điểm
  1.2 "Báo cáo": {rest} điểm
"""


@frozen
class Case:
    """What is typed into the column of the council, by row."""

    rubric: str
    typed: tuple[tuple[str, Any], ...]


def _rubric(name: str, total: str, rest: str, bands: str, gate: str = "") -> str:
    whole = HEAD.format(id=name, total=total) + bands.removesuffix("\n") * bool(gate) + bands * (not gate) + gate
    return whole + ROWS.format(total=total, rest=rest)


RUBRICS = {
    "phan-tram": _rubric("phan-tram", "99,5", "98,5", PERCENT),
    "diem": _rubric("diem", "100", "99", BY_POINTS),
    "dieu-kien": _rubric("dieu-kien", "100", "99", PERCENT, GATE),
}
TOTALS = {"phan-tram": Fraction(199, 2), "diem": Fraction(100), "dieu-kien": Fraction(100)}
THRESHOLDS = {
    "phan-tram": [Fraction(n) * TOTALS["phan-tram"] / 100 for n in (90, Fraction("70.5"), Fraction("33.333"))],
    "diem": [Fraction(90), Fraction("70.125")],
    "dieu-kien": [Fraction(90)],
}


def _cases() -> Iterator[Case]:
    beside = (Fraction(0), *(sign * Fraction(1, part) for part in (1000, 10**6) for sign in (1, -1)))
    for name, thresholds in THRESHOLDS.items():
        for threshold in thresholds:
            # Whole millionths: the nearest above a threshold that is none of them.
            at = Fraction(-(-threshold * 10**6 // 1), 10**6)
            yield from (Case(name, (("1.1", 1), ("1.2", float(at + step - 1)))) for step in beside)
        yield Case(name, (("1.1", 1),))
        yield Case(name, (("1.1", 0.5), ("1.2", float(TOTALS[name] - 1))))
        yield Case(name, (("1.1", 1), ("1.2", "không áp dụng")))
        yield Case(name, (("1.1", 1), ("1.2", 0.1234567)))
        yield Case(name, (("1.1", 2), ("1.2", 5)))
        yield Case(name, (("1.1", 1), ("1.2", 0)))


CASES = list(_cases())
REFUSED = 4
"""How many cases of each rubric are open, refused, or for the engine alone."""


@pytest.fixture(scope="module")
def worked_out(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Path, dict[str, Any]]]:
    """Each case as a workbook that LibreOffice saved, with the figures on top of it."""
    from tests.office.recalculated import recalculated

    folder = tmp_path_factory.mktemp("song")
    (folder / "so").mkdir()
    for name, text in RUBRICS.items():
        (folder / f"{name}.cchc").write_text(text, encoding="utf-8")
        call = ["new-sheet", str(folder / f"{name}.cchc"), "--unit", "Xã A", "--year", "2020", "--format", "xlsx"]
        assert run([*call, "--role", COUNCIL, "-o", str(folder / f"{name}.xlsx")]) == 0
    for number, case in enumerate(CASES):
        path = folder / "so" / f"{number:03}.xlsx"
        path.write_bytes((folder / f"{case.rubric}.xlsx").read_bytes())
        edited(path, lambda page, case=case: _type(page, case))
    again = recalculated(folder / "so", folder)
    return [(again / f"{n:03}.xlsx", _top(again / f"{n:03}.xlsx")) for n in range(len(CASES))]


def _type(page: Any, case: Case) -> None:
    for code, value in case.typed:
        page.cell(row_of(page, f"row:{code}"), column_of(page, f"value|{COUNCIL}")).value = value
        page.cell(row_of(page, f"row:{code}"), column_of(page, f"reason|{COUNCIL}")).value = "đã xem"


def _top(path: Path) -> dict[str, Any]:
    page = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    return {str(page.cell(row, MOST).value).partition(" (")[0]: page.cell(row, POINTS).value for row in range(3, 10)}


@needs("soffice")
def test_totals_index_and_band_are_those_of_the_engine(
    worked_out: list[tuple[Path, dict[str, Any]]], capsys: pytest.CaptureFixture[str]
) -> None:
    agreed = 0
    for case, (path, top) in zip(CASES, worked_out, strict=True):
        capsys.readouterr()
        status = run(["explain", str(path), "--format", "json"])
        card = json.loads(capsys.readouterr().out) if status == 0 else {}
        if card.get("band") and not card["provisional"] and all(_live(value) for _, value in case.typed):
            _agrees(case, top, card)
            agreed += 1
        else:  # refused, open, or finer than live cells are: never shown as a result
            assert [top[name] for name in TOP] == [TENTATIVE] * len(TOP), (case, top)
    assert agreed == len(CASES) - REFUSED * len(RUBRICS)


TOP = ("Điểm đạt", "Trên điểm tối đa", "Chỉ số", "Xếp loại")


def _live(value: Any) -> bool:
    """Words, and numbers finer than live cells are, wait for the engine."""
    return isinstance(value, int | float) and round(value, 6) == value


def _agrees(case: Case, top: dict[str, Any], card: dict[str, Any]) -> None:
    """The figures on top of a workbook are the engine's; where more than points decides, the band says so."""
    index = Fraction(card["index"]["numerator"]) / Fraction(card["index"]["denominator"])
    base = Fraction(card["total"]["max"]) - Fraction(card["total"]["excluded"])
    wanted = (Fraction(card["total"]["achieved"]), base, Fraction(index * 10000 // 1, 100))
    assert [f"{float(top[name]):.15g}" for name in TOP[:3]] == [f"{float(w):.15g}" for w in wanted], (case, top)
    if case.rubric == "dieu-kien":
        name, _, beside = top["Xếp loại"].partition(" (")
        assert beside == "theo điểm; điều kiện, hạn mức do công cụ xét)", top
        assert name == card["band"] or case.typed[0] == ("1.1", 0.5), (case, top, card["band"])
    else:
        assert top["Xếp loại"] == card["band"], (case, top, card["band"])
