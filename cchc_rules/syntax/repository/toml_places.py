"""Where the keys and words of a TOML text stand: the reader of the standard library gives values without places."""

import re

from cchc_rules.frozen import frozen
from cchc_rules.source import Source, Span

Path = tuple[str | int, ...]
"""The keys that lead to a value; a number for one of an array of tables."""
_HEADER = re.compile(r"\s*(\[\[?)([^\[\]]+)\]")
_NAME = r"""(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')"""
_KEY = re.compile(rf"\s*({_NAME}(?:\s*\.\s*{_NAME})*)\s*=")
_PART = re.compile(_NAME)


@frozen
class TomlPlaces:
    """The places of keys and headers, in order of the text."""

    source: Source
    keys: dict[Path, Span]

    @classmethod
    def of(cls, source: Source) -> "TomlPlaces":
        """Those of a text that is TOML."""
        keys: dict[Path, Span] = {}
        tables: dict[Path, int] = {}
        above: Path = ()
        for number, line in enumerate(source.lines, 1):
            if header := _HEADER.match(line):
                above = _parts(header.group(2))
                if header.group(1) == "[[":
                    tables[above] = tables.get(above, -1) + 1
                    above = (*above, tables[above])
                keys.setdefault(above, _span(source, number, header.start(2), header.end(2)))
            elif key := _KEY.match(line):
                path = (*above, *_parts(key.group(1)))
                keys.setdefault(path, _span(source, number, key.start(1), key.end(1)))
        return cls(source, keys)

    def key(self, path: Path) -> Span:
        """Where the key of a value stands; that of what it lies in when it has no line of its own."""
        while path and path not in self.keys:
            below = next((span for known, span in self.keys.items() if known[: len(path)] == path), None)
            if below is not None:
                return below
            path = path[:-1]
        return self.keys[path] if path else self.source.span(1)

    def word(self, path: Path, word: str, nth: int = 1) -> Span:
        """Where a text stands in the value of a key, the `nth` time from 1; the key where it is not written so."""
        start = self.key(path)
        end = min((s.line for s in self.keys.values() if s.line > start.line), default=len(self.source.lines) + 1)
        for number in range(start.line, end):
            line = self.source.lines[number - 1]
            for found in re.finditer(rf"""["']{re.escape(word)}["']""", line):
                nth -= 1
                if nth == 0:
                    return _span(self.source, number, found.start() + 1, found.end() - 1)
        return start


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PART.findall(text))


def _span(source: Source, line: int, start: int, end: int) -> Span:
    text = source.lines[line - 1][start:end]
    start += len(text) - len(text.lstrip())
    return source.span(line, start + 1, start + 1 + len(text.strip()))
