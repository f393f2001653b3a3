"""How wide the columns of a table are on paper, by their words."""

from collections.abc import Sequence

from cchc_rules.explain.render.document import Table

_OF_LETTER, _OF_CAPITAL, _BOLDER, _OF_EDGES = 2.1, 2.9, 1.1, 4.0
"""Millimetres of a letter at 12 points, how much more a bold one takes, millimetres of both edges of a cell."""
_WIDER = 1.3
"""How much more a word takes where the font is not installed: DejaVu Serif in the place of Times New Roman."""
_LEAST_WRAPPED, _LONGEST_WORD = 40.0, 30.0
"""Millimetres of a column of sentences; no word needs more than this, for a longer one is broken."""


def table_widths(table: Table, room: float) -> tuple[float, ...]:
    """Millimetres of each column; all of them take the whole `room`."""
    least, ample, wanted = [], [], []
    for at, column in enumerate(table.columns):
        cells = [row[at] for row in table.rows]
        total = _millimetres(table.total[at]) * _BOLDER if table.total else 0.0
        narrow = max(_head(column.title), _longest_word(cells), min(total, _LONGEST_WORD))
        whole = max((narrow, *map(_millimetres, cells)))
        least.append(min(whole, _LEAST_WRAPPED) if column.wraps else narrow)
        ample.append(max(least[-1], _in_any_font(narrow)))
        wanted.append(max(whole, ample[-1], _LEAST_WRAPPED if column.wraps else 0.0))
    return _fitted(least, ample, wanted, room)


def fitted_words(head: str, cells: Sequence[str], most: float, bold: bool = False) -> float:
    """Millimetres that the words of cells take in one line below their head; longer ones wrap."""
    wider = _BOLDER if bold else 1
    longest = max(map(_millimetres, cells), default=0.0) * wider
    return max(_in_any_font(max(_head(head), _longest_word(cells) * wider)), min(longest, most))


def _fitted(least: Sequence[float], ample: Sequence[float], wanted: Sequence[float], room: float) -> tuple[float, ...]:
    """Each as wide as it wants where there is room; else words stay whole in any font, or at least in ours."""
    spare = room - sum(wanted)
    if spare >= 0:
        widest = max(range(len(wanted)), key=lambda i: wanted[i])
        return tuple(w + spare if i == widest else w for i, w in enumerate(wanted))
    if sum(ample) <= room:
        return _between(ample, wanted, room)
    if sum(least) <= room:
        return _between(least, ample, room)
    return tuple(room * n / sum(least) for n in least)


def _between(least: Sequence[float], most: Sequence[float], room: float) -> tuple[float, ...]:
    """What is over the least is shared out by how much more each column would take."""
    over = sum(most) - sum(least)
    part = (room - sum(least)) / over if over else 0.0
    return tuple(n + (m - n) * part for n, m in zip(least, most, strict=True))


def _in_any_font(narrow: float) -> float:
    return narrow + (narrow - _OF_EDGES) * (_WIDER - 1)


def _head(title: str) -> float:
    """What the longest word of a head takes: heads may wrap between words, never inside one."""
    return _longest_word([title]) * _BOLDER


def _longest_word(cells: Sequence[str]) -> float:
    # Between the bounds of a figure not yet known a line may end too.
    words = (word for cell in cells for word in cell.replace("–", "– ").split())
    return min(max(map(_millimetres, words), default=_OF_EDGES), _LONGEST_WORD)


def _millimetres(text: str) -> float:
    return sum(_OF_CAPITAL if c.isupper() or c == "%" else _OF_LETTER for c in text) + _OF_EDGES
