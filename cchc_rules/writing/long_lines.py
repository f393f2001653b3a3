"""Long sentences over several lines, to be joined again when read."""

import re

from cchc_rules.frozen import frozen
from cchc_rules.language.long_lines import GOES_ON, WIDTH

_STRING_OR_COMMENT = re.compile(r'"(?:[^"]|"")*"|\[[^\]]*\]|(#)')
# One space in or between words; or the two before a basis, which only the eye needs. A number keeps its unit, and a
# place in an instrument its number.
_BREAK = re.compile(r"(?<=\S)(?<!\b[Mm]ục)(?<!\bĐiều)(?<!\bkhoản)(?<!\bvì) (?=\S)(?!điểm\b)|(?<=\S)  (?=\S)")
_DEEPER = 4
_FULL_ENOUGH = 0.6


def broken(line: str) -> list[str]:
    """A line as lines of at most WIDTH characters where it has spaces to break at; comments are not broken.

    Read again it is the same sentence. One that has the mark in it is left alone.
    """
    if len(line) <= WIDTH or GOES_ON in line:
        return [line]
    comment = next((m.start() for m in _STRING_OR_COMMENT.finditer(line) if m.group(1)), len(line))
    body, behind = line[:comment].rstrip(), line[comment:]
    if not body:
        return [line]
    margin = " " * (len(body) - len(body.lstrip()) + _DEEPER) + f"{GOES_ON} "
    lines, start, room = [""], 0, WIDTH
    breaks = _breaks(body)
    while len(body) - start > room and (at := _best(breaks, start, start + room)) is not None:
        lines[-1] += body[start : at.start]
        lines.append(margin)
        start, room = at.end, WIDTH - len(margin)
    lines[-1] += body[start:]
    return [*lines[:-1], f"{lines[-1]}  {behind}"] if behind else lines


@frozen
class _Break:
    """Where a sentence may go on on the next line: the spaces there, and how good the place is (3 best)."""

    start: int
    end: int
    worth: int


def _breaks(body: str) -> list[_Break]:
    quoted = [m.span() for m in _STRING_OR_COMMENT.finditer(body)]
    found = []
    for m in _BREAK.finditer(body, len(body) - len(body.lstrip()) + 1):
        inside = any(a < m.start() < b for a, b in quoted)
        if not (inside and len(m[0]) == 2):
            worth = 0 if inside else 3 if len(m[0]) == 2 else 2 if body[m.start() - 1] in ",;:" else 1
            found.append(_Break(m.start(), m.end(), worth))
    return found


def _best(breaks: list[_Break], start: int, limit: int) -> _Break | None:
    """The best place that leaves the line full enough, else the last that fits, else the first."""
    after = [b for b in breaks if b.start > start]
    fitting = [b for b in after if b.start <= limit]
    full = [b for b in fitting if b.worth and b.start - start >= (limit - start) * _FULL_ENOUGH]
    best = max(full, key=lambda b: (b.worth, b.start), default=None)
    return best or next(iter([*fitting[-1:], *after[:1]]), None)
