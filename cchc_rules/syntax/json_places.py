"""Find where the values of a JSON text stand, which Python's own reader does not tell."""

import json
import re
from bisect import bisect_right
from collections.abc import Mapping
from itertools import accumulate

from attrs import define, field, frozen

from cchc_rules.source import Span

# The text has been read as JSON, so that cutting it needs no more than this.
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+')


def line_at(text: str, position: int) -> tuple[int, str]:
    """Where the line of a position starts, and the line."""
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    return start, _shown(text[start : end if end >= 0 else len(text)])


def _shown(line: str) -> str:
    return line.replace("\t", " ").rstrip("\r")


@frozen
class Places:
    """Where values stand, by path (`rows[0].self.points`); of an object or a list, where its key stands."""

    name: str
    lines: tuple[str, ...] = field(repr=False)
    starts: tuple[int, ...] = field(repr=False)
    found: Mapping[str, tuple[int, int]] = field(repr=False)

    def at(self, path: str) -> Span:
        """The place of a value, or of what should hold it; the start of the file when that is nowhere."""
        while path and path not in self.found:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        start, end = self.found.get(path, (0, 1))
        line = bisect_right(self.starts, start)
        before = self.starts[line - 1]
        return Span(self.name, line, start - before + 1, end - before + 1, self.lines[line - 1])


def find_places(name: str, text: str) -> Places:
    """All places of a text that is JSON; where a key is given twice, the last."""
    raw = text.split("\n")
    starts = (0, *accumulate(len(line) + 1 for line in raw[:-1]))
    return Places(name, tuple(map(_shown, raw)), starts, _find(text))


@define
class _Level:
    """An object or a list being read: its path, and how far it is read."""

    path: str
    item: int | None = None
    key: str = ""
    place: tuple[int, int] | None = None

    def below(self) -> str:
        if self.item is not None:
            return f"{self.path}[{self.item}]"
        return f"{self.path}.{self.key}" if self.path else self.key


def _find(text: str) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    levels: list[_Level] = []
    for match in _TOKEN.finditer(text):
        token, place = match.group(), match.span()
        top = levels[-1] if levels else None
        if token in ("}", "]"):
            levels.pop()
        elif token == ",":
            if top is not None:
                _next(top)
        elif token == ":":
            continue
        elif top is not None and top.item is None and top.place is None:
            top.key, top.place = str(json.loads(token)) if "\\" in token else token[1:-1], place
            found[top.below()] = place
        elif token in ("{", "["):
            path = top.below() if top is not None else ""
            if top is not None and top.item is not None:
                found[path] = place
            levels.append(_Level(path, 0 if token == "[" else None))
        elif top is not None:
            found[top.below()] = place
    return found


def _next(level: _Level) -> None:
    level.place = None
    if level.item is not None:
        level.item += 1
