"""Codes: the decree's own numbers, which are also addresses (`1.1.2`, `3.đ`, `24a`, `II`, `C1`)."""

import re
from collections.abc import Iterator
from functools import lru_cache, total_ordering

from cchc_rules.frozen import frozen

_SEGMENT = re.compile(r"[0-9]{1,6}[a-zđ]{0,2}|[IVXLC]{1,8}|[a-zđ][0-9]{0,2}|[A-ZĐ][0-9]{0,2}")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ALPHABET = {letter: n for n, letter in enumerate("abcdđeghiklmnopqrstuvxy", start=1)}
MAX_DEPTH = 4


@total_ordering
@frozen
class Code:
    """A dotted address. `1.1.2` lies in `1.1`; comparison follows numbers, not text (1.9 < 1.10)."""

    text: str

    @classmethod
    def parse(cls, text: str) -> "Code | None":
        """The code, or None when a part is no number, roman numeral or letter (`C1`, `A`)."""
        return _parsed(text)

    @classmethod
    def meant(cls, text: str) -> "Code | None":
        """The code that was typed in another case, or with commas for points; None when there is none."""
        plain = text.replace(",", ".")
        return next((code for t in (plain, plain.lower(), plain.upper()) if (code := cls.parse(t))), None)

    @property
    def segments(self) -> tuple[str, ...]:
        """The parts between the dots."""
        return tuple(self.text.split("."))

    @property
    def depth(self) -> int:
        """1 for a field."""
        return self.text.count(".") + 1

    @property
    def parent(self) -> "Code | None":
        """The address one level up; None for a field."""
        head, dot, _ = self.text.rpartition(".")
        return Code(head) if dot else None

    def up(self) -> Iterator["Code"]:
        """This code and those of the rows it lies in, the nearest first."""
        code: Code | None = self
        while code is not None:
            yield code
            code = code.parent

    @property
    def last(self) -> str:
        """The last part, which a table that numbers afresh in each group prints."""
        return self.text.rpartition(".")[2]

    def child(self, segment: str) -> "Code":
        """The address of `segment` inside this one."""
        return Code(f"{self.text}.{segment}")

    def lies_in(self, other: "Code") -> bool:
        """Whether this is `other` or below it."""
        return self == other or self.text.startswith(other.text + ".")

    def __lt__(self, other: "Code") -> bool:
        return _key(self) < _key(other)

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=4096)  # the sheets of one rubric have the same codes
def _parsed(text: str) -> Code | None:
    return Code(text) if all(_SEGMENT.fullmatch(part) for part in text.split(".")) else None


def _key(code: Code) -> tuple[tuple[int, ...], ...]:
    return tuple(_segment_key(part) for part in code.segments)


@lru_cache(maxsize=1024)
def _segment_key(part: str) -> tuple[int, ...]:
    if part[0].isdigit():
        digits = re.match("[0-9]+", part)
        number = digits.group() if digits else "0"
        return (int(number), *(_ALPHABET.get(c, 30) for c in part[len(number) :]))
    if is_roman(part):
        return (_roman(part),)
    return (_ALPHABET.get(part[0].lower(), 30), *((int(part[1:]),) if part[1:] else ()))


def is_roman(part: str) -> bool:
    """Whether a part of a code is a roman numeral: `C` and `L` alone are letters, for nobody counts to 50."""
    return set(part) <= _ROMAN.keys() and part not in ("C", "L")


def _roman(text: str) -> int:
    values = [_ROMAN[c] for c in text]
    return sum(-v if any(w > v for w in values[i + 1 : i + 2]) else v for i, v in enumerate(values))
