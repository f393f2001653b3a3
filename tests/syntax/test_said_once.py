"""Lines of a sheet that were read before say the same again, each in its own place and with its own comments."""

from pathlib import Path

import pytest

from cchc_rules.model.sheet import Sheet
from cchc_rules.source import Source
from cchc_rules.syntax.lines.parsed import Parsed
from cchc_rules.syntax.sheet.reader import read_sheet

ROOT = Path(__file__).resolve().parents[2]
SHEETS = sorted([*(ROOT / "examples").rglob("*.phieu"), *(ROOT / "tests" / "bad").rglob("*.phieu")])


def _read(text: str, name: str = "a.phieu") -> Parsed[Sheet]:
    return read_sheet(Source.of(name, text))


def _lines(sheet: Sheet) -> list[tuple[str, int, tuple[str, ...]]]:
    """What stands where, and the comments above it."""
    items = [item for row in sheet.rows for item in (row, *row.entries)]
    return [(i.at.source, i.at.line, i.trivia.before) for i in items if i.at is not None]


@pytest.mark.parametrize("path", SHEETS, ids=lambda p: p.name)
def test_a_second_reading_is_the_same(path: Path) -> None:
    text = path.read_text("utf-8", errors="replace")
    first, again = _read(text), _read(text)
    assert first == again, "findings and their places too"
    if first.value is not None and again.value is not None:
        assert _lines(first.value) == _lines(again.value)


HEAD = 'PHIẾU CHẤM ĐIỂM\nbộ tiêu chí: x\nđơn vị: "A"\nnăm: 2019\nĐIỂM\n'
ROW = '1.1 "Tên"\n  tự đánh giá: 1,5 điểm, TLKC "1/BC"\n'


def test_the_same_line_elsewhere_has_its_own_place_and_comments() -> None:
    before = _read(HEAD + ROW).value
    after = _read(f"{HEAD}# lời\n{ROW}", "b.phieu").value
    assert before is not None and after is not None and before.rows == after.rows
    assert _lines(before) == [("a.phieu", 6, ()), ("a.phieu", 7, ())]
    assert _lines(after) == [("b.phieu", 7, ("lời",)), ("b.phieu", 8, ())]


@pytest.mark.parametrize(
    "wrong", ['  tự đánh giá: 1 điểm, vì ""', '  tự đánh giá: 1 điểm, vì "a", vì "b"', '1.1.1.1.1.1.1.1.1.1.1.1.1 ""']
)
def test_what_is_wrong_with_a_line_is_told_each_time_it_stands_there(wrong: str) -> None:
    once = [d.code for d in _read(HEAD + ROW + wrong).diagnostics]
    assert once and [d.code for d in _read(HEAD + ROW + wrong).diagnostics] == once
