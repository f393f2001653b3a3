"""Find where the values of a JSON text stand, which Python's own reader does not tell."""

import json
import re
from bisect import bisect_right
from collections.abc import Mapping
from itertools import accumulate, islice

from attrs import field

from cchc_rules.frozen import define, frozen
from cchc_rules.source import Span

# The text has been read as JSON, so that cutting it needs no more than this.
_TOKEN = re.compile(r'("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?|[{}\[\],]|[^\s{}\[\]:,"]+')
# A sheet needs a tenth of these at most; a file made to be large gets coarser places, not more memory.
_TOKENS, _DEPTH = 200_000, 8
KEY_LIMIT = 40
"""Characters of a key that messages show and paths have."""


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
    keys: Mapping[str, tuple[int, int]] = field(repr=False)
    values: Mapping[str, tuple[int, int]] = field(repr=False)

    def at(self, path: str) -> Span:
        """The place of a value, or of what should hold it; the start of the file when that is nowhere."""
        while path and path not in self.values and path not in self.keys:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return self._span(self.values.get(path) or self.keys.get(path, (0, 1)))

    def key(self, path: str) -> Span:
        """The place of the key itself."""
        return self._span(self.keys[path]) if path in self.keys else self.at(path)

    def _span(self, place: tuple[int, int]) -> Span:
        start, end = place
        line = bisect_right(self.starts, start)
        before = self.starts[line - 1]
        return Span(self.name, line, start - before + 1, end - before + 1, self.lines[line - 1])


@frozen
class NoPlaces(Places):
    """Places that nobody looked for: finding them takes longer than reading all the rest."""

    start: Span = field(kw_only=True)

    @classmethod
    def of(cls, start: Span) -> "NoPlaces":
        """Everything stands at the start of the file."""
        return cls(start.source, (start.excerpt,), (0,), {}, {}, start=start)

    def at(self, path: str) -> Span:
        """The start of the file."""
        return self.start

    def key(self, path: str) -> Span:
        """The start of the file."""
        return self.start


def find_places(name: str, text: str) -> Places:
    """All places of a text that is JSON; where a key is given twice, the last."""
    raw = text.split("\n")
    starts = (0, *accumulate(len(line) + 1 for line in raw[:-1]))
    return Places(name, tuple(map(_shown, raw)), starts, *_find(text))


@define
class _Level:
    """An object or a list being read: its path, the path of what is read now, and how many items are read."""

    path: str
    now: str
    item: int | None = None


_Found = dict[str, tuple[int, int]]


def _find(text: str) -> tuple[_Found, _Found]:
    keys: _Found = {}
    values: _Found = {}
    levels: list[_Level] = [_Level("", "")]
    for match in islice(_TOKEN.finditer(text), _TOKENS):
        top, sign = levels[-1], text[match.start()]
        if match[2]:
            key = _key(match[1])[:KEY_LIMIT]
            top.now = f"{top.path}.{key}" if top.path else key
            keys[top.now] = match.span(1)
        elif sign in "{[":
            if top.item is not None:
                values[top.now] = match.span()
            path = top.now if len(levels) < _DEPTH else top.path
            levels.append(_Level(path, f"{path}[0]", 0 if sign == "[" else None))
        elif sign in "}]":
            levels.pop()
        elif sign != ",":
            values[top.now] = match.span()
        elif top.item is not None:
            top.item += 1
            top.now = f"{top.path}[{top.item}]"
    return keys, values


def _key(quoted: str) -> str:
    return str(json.loads(quoted)) if "\\" in quoted else quoted[1:-1]
