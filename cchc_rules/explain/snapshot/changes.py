"""What changed between two snapshots, in words: each line is told by what it is about, old → new."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import takewhile

from cchc_rules.frozen import frozen

_CODE = re.compile(r"[^\s·:]*\d[^\s·:]*(?= )")
_PARTS = " · "
_RANK = "hạng "
_LONGEST = 160
_FEW = 3
"""A unit and what came of it has more parts than this in its line."""
_NOTHING = "không có"

_Place = tuple[str, str, str]


@frozen
class _Line:
    """A line, what it is about, and what the line at the head of its part and the row above it are about."""

    text: str
    about: str
    part: str = ""
    row: str = ""

    def place(self) -> _Place:
        """Where it stands, whatever it says there."""
        return self.part, self.row, self.about

    def said(self) -> _Place:
        """What it says, under whatever number or code."""
        return self.part, self.row, self.text.removeprefix(self.about)


def changes(old: str, new: str) -> tuple[str, ...]:
    """A line for each that changed, was added or was taken out, in the order of the new text."""
    before, after = _lines(old), _lines(new)
    gone, come = Counter(before), Counter(after)
    taken = _partners(list((gone - come).elements()), list((come - gone).elements()))
    added = _left(after, come - gone)
    told = [_changed(taken[line], line) if line in taken else f"thêm: {_told(line)}" for line in added]
    paired = set(taken.values())
    told += [f"bớt: {_told(line)}" for line in _left(before, gone - come) if line not in paired]
    return tuple(told) or _moved(before, after)


def _left(lines: Sequence[_Line], left: Counter[_Line]) -> Iterator[_Line]:
    """The lines in their order, as often as they are `left`."""
    for line in lines:
        if left[line] > 0:
            left[line] -= 1
            yield line


def _moved(before: Sequence[_Line], after: Sequence[_Line]) -> tuple[str, ...]:
    """Lines that only stand elsewhere than before."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    moved = (line for tag, _, _, a, b in matcher.get_opcodes() if tag != "equal" for line in after[a:b])
    return tuple(f"chuyển chỗ: {_told(line)}" for line in moved if line.text)


def _lines(text: str) -> list[_Line]:
    """The lines that say something: parts are parted by empty lines, an indented line belongs to the row above it."""
    found: list[_Line] = []
    part, row = "", ""
    for written in text.splitlines():
        about = _about(written.strip())
        if not written:
            part = row = ""
        elif written.startswith(" "):
            found.append(_Line(written.strip(), about, part, row or part))
        else:
            found.append(_Line(written, about, part))
            part, row = (part, about) if part else (about, "")
    return found


def _about(line: str) -> str:
    """What a line is about: the unit of a ranking, the code of a row, else the words before its value."""
    if line.startswith(_RANK):
        return line.split(_PARTS)[1]
    code = _CODE.match(line)
    if code is not None:
        return code.group()
    return re.split(r": | {2}| · ", line, maxsplit=1)[0]


def _partners(gone: Sequence[_Line], come: Sequence[_Line]) -> dict[_Line, _Line]:
    """Of each line that came, the one that went and is about the same, or says the same, in the same place.

    Only where there is no choice.
    """
    found: dict[_Line, _Line] = {}
    for place in (_Line.place, _Line.said):
        old = _by(place, (line for line in gone if line not in found.values()))
        new = _by(place, (line for line in come if line not in found))
        found |= {lines[0]: old[at][0] for at, lines in new.items() if len(lines) == len(old.get(at, ())) == 1}
    return found


def _by(place: Callable[[_Line], _Place], lines: Iterable[_Line]) -> dict[_Place, list[_Line]]:
    found: dict[_Place, list[_Line]] = {}
    for line in lines:
        found.setdefault(place(line), []).append(line)
    return found


# ---- words


def _changed(old: _Line, new: _Line) -> str:
    a, b = old.text.split(_PARTS), new.text.split(_PARTS)
    if min(len(a), len(b)) > _FEW:
        return f"{new.about}: {_moves(a, b)}"
    return f"{_under(new)}{_arrow(old.text, new.text)}"


def _moves(a: list[str], b: list[str]) -> str:
    """The parts of a line that differ; what only one of the two has is told as such."""
    told = []
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "replace" and j - i == m - k:
            told += [_arrow(x, y) for x, y in zip(a[i:j], b[k:m], strict=True)]
        elif tag != "equal":
            told.append(f"{_PARTS.join(a[i:j]) or _NOTHING} → {_PARTS.join(b[k:m]) or _NOTHING}")
    return "; ".join(told)


def _arrow(old: str, new: str) -> str:
    """What both begin with, then what differs: `1.1 Kế hoạch: 2 điểm → 1,5 điểm`."""
    a, b = old.split(" "), new.split(" ")
    same = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False))))
    head = _short(f"{' '.join(a[:same])} ") if same else ""
    return f"{head}{' '.join(a[same:]) or _NOTHING} → {' '.join(b[same:]) or _NOTHING}"


def _told(line: _Line) -> str:
    return f"{_under(line)}{line.text}"


def _under(line: _Line) -> str:
    """The row or the unit that a line belongs to; a row of a table, and the line at the head of a part, say it."""
    if line.row:
        return f"{line.row}, "
    return f"{line.part}, " if line.part and line.about[0].isdigit() and not line.part.isupper() else ""


def _short(head: str) -> str:
    return head if len(head) <= _LONGEST else f"{head[:_LONGEST].rpartition(' ')[0]}… "
