"""Positions as editors count them: lines between line ends, characters in UTF-16 units, both from 0."""

import re
from bisect import bisect_right

from attrs import field

from cchc_rules.frozen import frozen

_LINE_END = re.compile("\r\n|\n|\r")
"""What the protocol calls a line end; a text may have more of them for those who read it."""
_LAST_OF_ONE_UNIT = "\uffff"


@frozen(order=True)
class Position:
    """Line and character, both from 0; characters are UTF-16 units."""

    line: int
    character: int


@frozen(order=True)
class Range:
    """From a position up to but not including another."""

    start: Position
    end: Position

    def holds(self, position: Position) -> bool:
        """Whether the cursor at a position touches it."""
        return self.start <= position <= self.end


@frozen
class Change:
    """What stands in a range of a text becomes `text`."""

    range: Range
    text: str


@frozen
class EditorText:
    """A text as written, addressed as editors do."""

    text: str
    _starts: tuple[int, ...] = field(init=False, repr=False, eq=False)
    _ends: tuple[int, ...] = field(init=False, repr=False, eq=False)

    @_starts.default
    def _found_starts(self) -> tuple[int, ...]:
        return (0, *(m.end() for m in _LINE_END.finditer(self.text)))

    @_ends.default
    def _found_ends(self) -> tuple[int, ...]:
        return (*(m.start() for m in _LINE_END.finditer(self.text)), len(self.text))

    def position(self, offset: int) -> Position:
        """The position of a character (from 0)."""
        line = bisect_right(self._starts, offset) - 1
        return Position(line, units(self.text[self._starts[line] : offset]))

    def offset(self, position: Position) -> int:
        """The character at a position; one that lies beyond its line or the text is the end of these."""
        if position.line >= len(self._starts):
            return len(self.text)
        start, end = self._starts[position.line], self._ends[position.line]
        line = self.text[start:end]
        if line.isascii():
            return start + min(position.character, len(line))
        left = position.character
        for at, character in enumerate(line):
            if left <= 0:
                return start + at
            left -= 1 if character <= _LAST_OF_ONE_UNIT else 2
        return end

    def range(self, start: int, end: int) -> Range:
        """The range between two characters."""
        return Range(self.position(start), self.position(end))


def units(text: str) -> int:
    """How many UTF-16 units a text has."""
    return len(text) if text.isascii() else len(text) + sum(c > _LAST_OF_ONE_UNIT for c in text)


def changed(text: str, change: Change) -> str:
    """A text with one change made."""
    editor = EditorText(text)
    return text[: editor.offset(change.range.start)] + change.text + text[editor.offset(change.range.end) :]
