"""Where the characters of a normalised text stand in the text as it was written."""

import unicodedata
from bisect import bisect_right
from functools import lru_cache

from attrs import field

from cchc_rules.frozen import frozen
from cchc_rules.source.text import line_ends, normalise

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


@frozen
class _Line:
    """A line as written: where it begins in the text, and its characters without the line end."""

    start: int
    text: str


@frozen
class WrittenText:
    """A text as it is on disk, addressed by lines and columns of what `Source.of` makes of it.

    One normalised character may be several written ones (NFD, invisible characters between).
    """

    text: str
    line_end: str
    _lines: tuple[_Line, ...] = field(repr=False)

    @classmethod
    def of(cls, text: str) -> "WrittenText":
        """`text` as decoded, not normalised; its commonest line end is the one that added lines get."""
        lines: list[_Line] = []
        ends: list[str] = []
        start = 0
        for match in line_ends(text):
            lines.append(_Line(start, text[start : match.start()]))
            ends.append(match.group())
            start = match.end()
        lines.append(_Line(start, text[start:]))
        return cls(text, max(ends, key=ends.count) if ends else "\n", tuple(lines))

    def offset(self, line: int, column: int, after: bool = False) -> int:
        """Where a place (from 1) of the normalised text is in the text as written (from 0).

        Before the character in that column; with `after`, behind the character on its left. Beyond the last line is
        the end of the text.
        """
        if line > len(self._lines):
            return len(self.text)
        written = self._lines[line - 1]
        return written.start + _within(written.text, column - 1, after)

    def read_at(self, offset: int) -> tuple[int, int]:
        """Line and column (both from 1) of the normalised text for the character at an offset: the inverse of `offset`.

        A mark apart belongs to the letter it stands on, an invisible character to what comes behind it.
        """
        number = bisect_right(self._lines, offset, key=lambda line: line.start)
        line = self._lines[number - 1]
        within = offset - line.start
        if line.text.isascii():
            return number, min(within, len(line.text)) + 1
        return number, bisect_right(_clusters(line.text), within, key=lambda cluster: cluster[1]) + 1

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column (both from 1, in characters as written) of an offset."""
        number = bisect_right(self._lines, offset, key=lambda line: line.start)
        return number, offset - self._lines[number - 1].start + 1

    def written(self, text: str) -> str:
        """New text in the way of this one: its line ends, and marks apart where all of its marks are."""
        apart = unicodedata.is_normalized("NFD", self.text) and not unicodedata.is_normalized("NFC", self.text)
        return (unicodedata.normalize("NFD", text) if apart else text).replace("\n", self.line_end)


def _within(line: str, column: int, after: bool) -> int:
    if line.isascii():
        return min(column, len(line))
    spans = _clusters(line)
    if after and column > 0:
        return spans[min(column, len(spans)) - 1][1] if spans else len(line)
    return spans[column][0] if column < len(spans) else (spans[-1][1] if spans else len(line))


@lru_cache(maxsize=4096)  # an editor asks for places again after every key, on lines that mostly did not change
def _clusters(line: str) -> tuple[tuple[int, int], ...]:
    """For each normalised character the written ones that it comes from, as start and end."""
    found: list[tuple[int, int]] = []
    cluster, start, end = "", 0, 0
    for offset, char in enumerate(line):
        clean = normalise(char)
        if not clean:
            continue
        if cluster and normalise(cluster + char) != normalise(cluster) + clean:
            cluster, end = cluster + char, offset + 1
            continue
        found += _spread(cluster, start, end)
        cluster, start, end = char, offset, offset + 1
    return (*found, *_spread(cluster, start, end))


def _spread(cluster: str, start: int, end: int) -> list[tuple[int, int]]:
    return [(start, end)] * len(normalise(cluster))


def encoded_like(text: str, data: bytes) -> bytes:
    """The bytes of `text` in the encoding of `data`, a byte order mark kept where there was one."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return mark + text.encode(encoding)
    return text.encode()
