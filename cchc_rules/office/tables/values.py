"""What single cells of a printed table say: a code, points, a remark."""

import re
from fractions import Fraction

from cchc_rules.frozen import frozen
from cchc_rules.model.code import Code
from cchc_rules.model.numbers import misreadable, read_decimal, read_vietnamese, vietnamese
from cchc_rules.source import without_marks
from cchc_rules.syntax.hints.pasted import SURVEY_WORDS, TICKS

_CODE = re.compile(
    r"(?P<level>[^\W\d_]{2,}(?: +[^\W\d_]+){0,3} +)?"
    r"(?P<code>\d+[a-zđ]{0,2}(?:[.,](?:\d+[a-zđ]{0,2}|[a-zđ]))*|[ivxlc]+(?:\.(?:\d+|[a-zđ]))*|[a-zđ]\d{0,2})"
    r"(?P<sign>[.)/:\-–]*)(?:\s+(?P<title>\S.*))?",
    re.IGNORECASE | re.DOTALL,
)
_POINTS = re.compile(
    r"(?P<deducts>(?:trừ|-|–|−)\s*)?(?:tối đa\s*)?(?P<number>\d+(?:[.,]\d+)?)\s*(?:điểm|đ)?", re.IGNORECASE
)
_BROKEN = re.compile(r"\d+(?:\.\s*\d+)+\.?")
"""A code that a narrow column breaks behind a point."""
_LETTER = re.compile(r"[^\W\d_]")
_MARKS = re.compile(r"(?:\(\d{1,3}\)\s*)+")
SURVEY = "ĐTXHH"


@frozen
class PrintedCode:
    """A code as it stands in a cell, the word for its level before it, and a title behind it in the same cell."""

    text: str
    level: str = ""
    title: str = ""


@frozen
class Points:
    """A maximum: its value; how it is printed where that is another way than ours; whether it is taken away."""

    value: Fraction
    printed: str | None = None
    deducts: bool = False
    minus: bool = False
    """Whether only a sign says so, not the word."""


@frozen
class Misread:
    """That a cell holds no number which has one reading; why, in Vietnamese."""

    why: str


@frozen
class Remark:
    """What the column of remarks says: scored by survey, words, and the numbers of notes below the table."""

    survey: bool = False
    note: str | None = None
    marks: tuple[int, ...] = ()


def code_of(text: str) -> PrintedCode | None:
    """The code that a cell holds or begins with; None for anything else, as `-` or words."""
    said = text.strip()
    m = _CODE.fullmatch(re.sub(r"(?<=\.)\s+", "", said) if _BROKEN.fullmatch(said) else said)
    if m is None or (m["title"] and not _LETTER.search(m["title"])):
        return None
    code = _meant(m["code"])
    letter = code is not None and code.text.isalpha()
    bare = not m["sign"] and m["title"]
    if code is None or (bare and letter) or (m["level"] and letter and not m["sign"] and m["title"]):
        return None
    return PrintedCode(code.text, " ".join((m["level"] or "").split()), (m["title"] or "").strip())


def _meant(text: str) -> Code | None:
    plain = text.replace(",", ".")
    return Code.parse(plain) or Code.parse(plain.upper()) or Code.parse(plain.lower())


def points_of(text: str) -> Points | Misread | None:
    """The points of a cell; None for an empty one."""
    said = text.strip()
    if not said:
        return None
    m = _POINTS.fullmatch(said)
    if m is None:
        return Misread("không phải một số điểm")
    number = m["number"]
    twice = misreadable(number)
    if twice is not None:
        return Misread(twice.why)
    value = read_vietnamese(number) if "," in number or "." not in number else read_decimal(number)
    if value is None:
        return Misread("số quá dài")
    printed = number if "." in number and number != vietnamese(value) else None
    return Points(value, printed, bool(m["deducts"]), (m["deducts"] or "").strip() in ("-", "–", "−"))


def remark_of(lines: tuple[str, ...], of_survey: bool = False) -> Remark:
    """What the lines of a remark say; `of_survey` tells that the column is headed by the survey, so a tick says it."""
    marks: tuple[int, ...] = ()
    while lines and _MARKS.fullmatch(lines[-1]):
        marks = (*map(int, re.findall(r"\d+", lines[-1])), *marks)
        lines = lines[:-1]
    plain = [without_marks(line).strip(" .()*;:") for line in lines]
    survey = bool(plain) and (plain[0] in SURVEY_WORDS or (of_survey and plain[0] in TICKS))
    rest = " ".join(lines[1:] if survey else lines)
    return Remark(survey, rest or None, marks)
