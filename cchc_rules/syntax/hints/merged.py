"""Rows of a pasted table whose cell for the code is empty: a cell merged over several rows is pasted once."""

import re
from collections.abc import Sequence
from fractions import Fraction

from cchc_rules.frozen import frozen
from cchc_rules.syntax.hints.cells import LEVELLED_CODE

_NUMBER = re.compile(r"(\d+(?:[.,]\d+)?)(?: *(?:điểm|đ))?", re.IGNORECASE)
_CODE = re.compile(rf"(?P<code>{LEVELLED_CODE})(?:\s.*)?", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]{2}")
_LEAST = 2


@frozen
class _Cells:
    """What counts of a row here: its code, where it has one, and its points."""

    code: str | None
    points: Fraction | None
    worded: bool


def codes_left_out(rows: Sequence[Sequence[str]]) -> dict[int, str]:
    """The codes of rows without one, by their place: those that come to the points of the row above them are its own.

    Rows that do not come to them get none: whose rows they are is then not to be seen.
    """
    read = [_read(row) for row in rows]
    found: dict[int, str] = {}
    for at, row in enumerate(read):
        if row.code is None or row.points is None:
            continue
        below = _run(read, at + 1)
        points = [read[n].points for n in below]
        if len(below) >= _LEAST and sum(p for p in points if p is not None) == row.points and None not in points:
            found |= {n: f"{row.code}.{count}" for count, n in enumerate(below, start=1)}
    return found


def _run(read: Sequence[_Cells], start: int) -> range:
    end = start
    while end < len(read) and read[end].code is None and read[end].worded:
        end += 1
    return range(start, end)


def _read(row: Sequence[str]) -> _Cells:
    said = [cell for cell in row if cell]
    code = _CODE.fullmatch(said[0]) if said and row[0] else None
    rest = said[1:] if code is not None else said
    numbers = [m[1].replace(",", ".") for cell in rest if (m := _NUMBER.fullmatch(cell))]
    points = Fraction(numbers[0]) if numbers else None
    text = code["code"].rstrip(".)") if code is not None else None
    return _Cells(text and re.split(r"\s", text)[-1], points, any(map(_LETTER.search, said)))
