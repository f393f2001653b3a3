"""A table that was pasted with each cell on a line of its own: its rows."""

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from cchc_rules.source import without_marks
from cchc_rules.syntax.hints.cells import LEVELLED_CODE, PastedLine
from cchc_rules.syntax.lines.cut import RawLine

HEADS = ("tt", "stt", "so tt", "ma", "ma so", "muc")
"""Names of the column of codes, without marks."""
_ALONE = re.compile(rf"{LEVELLED_CODE}", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?(?: *(?:điểm|đ))?", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_SENTENCE = re.compile(r'["“”\[\]:|]')
_MOST_HEADS = 12
_MOST_CELLS = 12
_MOST_APART = 3
_LEAST = 3


def stacked(lines: Sequence[RawLine]) -> list[PastedLine]:
    """The rows of the table that begins at the first of some lines; none where no such table does.

    A row is a code alone on its line, a title on the next, a number on the one after; more cells may follow.
    """
    near = _near(lines)
    cells = [line.text.strip() for line in near]
    heads = _heads(cells)
    rows: list[PastedLine] = [PastedLine(tuple(cells[:heads]), tuple(near[:heads]))] if heads else []
    at = heads
    while _opens(cells, at):
        end = at + _LEAST
        while end < min(len(cells), at + _MOST_CELLS) and not (_opens(cells, end) or _SENTENCE.search(cells[end])):
            end += 1
        rows.append(PastedLine(tuple(cells[at:end]), tuple(near[at:end])))
        at = end
    return rows if at > heads else []


def _near(lines: Sequence[RawLine]) -> list[RawLine]:
    """The lines that follow one another, empty lines aside."""
    follow = takewhile(lambda pair: pair[1].number - pair[0].number <= _MOST_APART, pairwise(lines))
    return [lines[0], *(below for _, below in follow)]


def _heads(cells: Sequence[str]) -> int:
    """How many cells name the columns."""
    if without_marks(cells[0]).strip(" .:") not in HEADS:
        return 0
    return next((at for at in range(1, min(len(cells), _MOST_HEADS)) if _opens(cells, at)), 0)


def _opens(cells: Sequence[str], at: int) -> bool:
    """Whether a row begins there: a code, then words, then a number."""
    if at + _LEAST > len(cells):
        return False
    code, title, points = cells[at : at + _LEAST]
    worded = _LETTER.search(title) and not _SENTENCE.search(title) and not _ALONE.fullmatch(title)
    return bool(_ALONE.fullmatch(code) and worded and _NUMBER.fullmatch(points))
