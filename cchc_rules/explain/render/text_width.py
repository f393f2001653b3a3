"""Width of text on a terminal, and laying text out by it. (wcwidth is exact too, but slow to import.)"""

import re
import unicodedata
from functools import cache

# Latin letters as Vietnamese writes them, and the signs used here: by far the most of what is measured.
_ONE_COLUMN_EACH = re.compile("[ -~\u00a1-\u00ac\u00ae-\u02ff\u1e00-\u1eff–—‘’“”…→≈×·─%]*").fullmatch
_CONTROL = ("Cc", "Cf", "Cs", "Zl", "Zp")


def width(text: str) -> int:
    """Columns the text takes: marks take none, wide East Asian characters two."""
    if _ONE_COLUMN_EACH(text):
        return len(text)
    return sum(_char_width(c) for c in text)


@cache
def _char_width(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def clean(text: str) -> str:
    """One line without control or direction characters: what a sheet says cannot drive a terminal."""
    if not text.isprintable():
        text = "".join(" " if unicodedata.category(c) in _CONTROL else c for c in text)
    return " ".join(text.split())


def csv_cell(text: str) -> str:
    """Text that a spreadsheet would run as a formula is kept as text."""
    return "'" + text if text.lstrip()[:1] in ("=", "+", "-", "@") or text[:1] in ("\t", "\r") else text


def left(text: str, columns: int) -> str:
    """Padded behind to `columns`."""
    return text + " " * (columns - width(text))


def right(text: str, columns: int) -> str:
    """Padded before to `columns`."""
    return " " * (columns - width(text)) + text


def wrap(text: str, columns: int) -> tuple[str, ...]:
    """Lines of at most `columns`, at least one; broken at spaces, or inside a word that alone is longer."""
    if width(text) <= columns:
        return (text.lstrip(" "),)
    lines: list[str] = []
    line, taken = "", 0
    for word in text.split(" "):
        for piece, size in _pieces(word, max(columns, 1)):
            if line and taken + 1 + size <= columns:
                line, taken = f"{line} {piece}", taken + 1 + size
            else:
                lines += [line] if line else []
                line, taken = piece, size
    return (*lines, line)


def _pieces(word: str, columns: int) -> list[tuple[str, int]]:
    """The word with its width, in parts when it is wider than `columns`."""
    if (whole := width(word)) <= columns:
        return [(word, whole)]
    pieces, piece, taken = [], "", 0
    for char in word:
        size = _char_width(char)
        if piece and taken + size > columns:
            pieces.append((piece, taken))
            piece, taken = "", 0
        piece, taken = piece + char, taken + size
    return [*pieces, (piece, taken)]


def hang(text: str, columns: int, indent: str, first: str | None = None) -> list[str]:
    """Wrapped with `indent` before every line; `first` (of the same width) stands before the first one."""
    lines = wrap(text, columns - width(indent))
    return [(first if first is not None and i == 0 else indent) + line for i, line in enumerate(lines)]
