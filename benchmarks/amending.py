"""Many amendments applied and checked, whether that is linear, and `impact` beside scoring the same sheets once."""

from pathlib import Path

from attrs import evolve

from benchmarks import many_sheets
from benchmarks.report import Result, times
from benchmarks.timing import once
from cchc_rules.amend import apply
from cchc_rules.api.changes.impact import Change, compare_sheets
from cchc_rules.api.library import Library
from cchc_rules.api.sheets.score import score_files, sheet_files
from cchc_rules.diagnostics import render_all
from cchc_rules.model.amendments.amendment import Amendment
from cchc_rules.model.rubric import Rubric
from cchc_rules.source import Source
from cchc_rules.syntax.amendment.reader import read_amendment

SECONDS = 5
COST = 2.2
_POINTS = (("1", "2"), ("1,5", "1,5"))


def measure(rubric: Rubric, rubric_id: str, folder: Path, amendments: int, sheets: int) -> list[Result]:
    """`amendments` instruments in a row on one rubric, and a tenth of them; then the impact of one of them."""
    texts = [_amendment(rubric, n) for n in range(amendments)]
    few, all_of_them = (once(lambda part=part: _applied(rubric, part)) for part in (texts[: amendments // 10], texts))
    growth = all_of_them / few / 10
    return [
        Result(
            f"Áp dụng và kiểm tra {amendments} văn bản sửa đổi",
            f"{all_of_them:.2f} giây".replace(".", ","),
            f"dưới {SECONDS} giây cho 1 000 văn bản",
            all_of_them * 1000 / amendments < SECONDS,
        ),
        Result("Mỗi văn bản, so với khi áp dụng một phần mười", times(growth), "nhiều nhất 2 lần", growth <= 2),
        _impact(rubric, rubric_id, folder, texts[0], sheets),
    ]


def _amendment(rubric: Rubric, number: int) -> Amendment:
    """One that moves half a point between two rows, back and forth."""
    old, new = _POINTS if number % 2 == 0 else _POINTS[::-1]
    day = f"{number % 28 + 1:02d}/{number // 28 % 12 + 1:02d}/{2020 + number // 336}"
    text = f"""SỬA ĐỔI do-{number} "Để đo"
  văn bản: Quyết định {number + 1}/QĐ-MINHHOA ngày {day}
  sửa đổi: {rubric.id}
  hiệu lực: từ {day}
  áp dụng: từ kỳ đánh giá 2020
Điều 1
  SỬA 1.1.1 điểm tối đa: từ {old[0]} điểm thành {new[0]} điểm
  SỬA 1.1.2 điểm tối đa: từ {old[1]} điểm thành {new[1]} điểm
"""
    parsed = read_amendment(Source.of("do.cchc", text))
    assert parsed.value is not None, render_all(parsed.diagnostics)
    return parsed.value


def _applied(rubric: Rubric, amendments: list[Amendment]) -> None:
    applied = apply(rubric, amendments)
    assert applied.ok, render_all(applied.diagnostics)


def _impact(rubric: Rubric, rubric_id: str, folder: Path, amendment: Amendment, count: int) -> Result:
    sheets = folder / f"impact-{count}"
    many_sheets.write(rubric, rubric_id, sheets, "json", count)
    files = sheet_files([sheets])
    after = apply(evolve(rubric), [amendment]).rubric
    scored = once(lambda: score_files(files, Library()))
    compared = once(lambda: compare_sheets(files, Change(rubric, after, {}), Library()))
    ratio = compared / scored
    told = f"{times(ratio)} một lần score"
    return Result(f"impact {count} phiếu JSON", told, f"nhiều nhất {COST} lần".replace(".", ","), ratio <= COST)
