"""What a line of a sheet that could not be read was meant to be, so that one mistake is reported once."""

import re
from enum import Enum

from cchc_rules.diagnostics import nearest
from cchc_rules.language.words import forms, spelled
from cchc_rules.source import without_marks
from cchc_rules.syntax.lines.cut import RawLine

OPENING = spelled("_SHEET")[0].upper()
HEADER_WORDS = {
    name: spelled(terminal)[0]
    for name, terminal in (
        ("rubric", "_RUBRIC"),
        ("unit", "_UNIT"),
        ("kind", "_UNIT_KIND"),
        ("year", "_YEAR"),
        ("note", "_NOTE"),
        ("formerly", "_FORMERLY"),
    )
}
RECEIVED = spelled("_RECEIVED")[0]
COPY = spelled("_COPY")[0]
HEADER = {
    "rubric": f"{HEADER_WORDS['rubric']}: 2019/bang-1",
    "unit": f'{HEADER_WORDS["unit"]}: "Sở …"',
    "kind": f'{HEADER_WORDS["kind"]}: "cơ quan chuyên môn thuộc UBND tỉnh"',
    "year": f"{HEADER_WORDS['year']}: 2019",
}
"""The header items a sheet must have, each with an example."""

_BY_WORDS = {without_marks(words): name for name, words in HEADER_WORDS.items()}
_STAGE_WORDS = tuple(map(without_marks, forms("STAGE", "SURVEY", "NOT_APPLICABLE")))
_ENTRY_WORDS = (*_STAGE_WORDS, *map(without_marks, forms("_EVIDENCE", "_BECAUSE", "_BY_WHOM")))
_OPENING_WORDS = re.compile(r"[^\W\d_]+(?: +[^\W\d_]+)*")
_CODE_LIKE = re.compile(r"(?:\d\w*|[IVXLC]+|[a-zđ]\d{0,2}(?=\.))(?:[.,]\w+)*[.,)]?(?=[\s\"“”:\-]|$)")
_LEVEL_FIRST = re.compile(r"(?:lĩnh vực|tiêu chí(?: thành phần)?)\s+(?=\d)", re.IGNORECASE)
_CLOSE = 0.75


class Guess(Enum):
    """What a line seems to be."""

    HEADER = "header"
    ENTRY = "entry"
    FACT = "fact"
    ROW = "row"
    ITEM = "item"
    """`some words: …`, of whatever kind."""
    NOTHING = "nothing"


def guess(line: RawLine) -> tuple[Guess, str]:
    """What the line was meant to be, and the name of the header item if it is one."""
    text = line.text.strip()
    if text.startswith("["):
        return Guess.FACT, ""
    if _CODE_LIKE.match(_LEVEL_FIRST.sub("", text, count=1)):
        return Guess.ROW, ""
    words = _OPENING_WORDS.match(text)
    if words is None:
        return Guess.NOTHING, ""
    plain = without_marks(" ".join(words.group().split()))
    item = _starts_with(plain, tuple(_BY_WORDS))
    if item is not None:
        return Guess.HEADER, _BY_WORDS[item]
    if _starts_with(plain, _ENTRY_WORDS) is not None:
        return Guess.ENTRY, ""
    near = nearest(plain, [*_BY_WORDS, *_STAGE_WORDS], _CLOSE)
    if near is not None:
        return (Guess.HEADER, _BY_WORDS[near]) if near in _BY_WORDS else (Guess.ENTRY, "")
    return (Guess.ITEM if ":" in text or '"' in text else Guess.NOTHING), ""


def says_title(line: RawLine) -> bool:
    """Whether a first line that could not be read was meant as the title of a sheet."""
    words = _OPENING_WORDS.match(line.text.strip())
    return words is not None and nearest(words.group(), (OPENING,), _CLOSE) is not None


def _starts_with(plain: str, phrases: tuple[str, ...]) -> str | None:
    fitting = [p for p in phrases if plain == p or plain.startswith(p + " ")]
    return max(fitting, key=len) if fitting else None
