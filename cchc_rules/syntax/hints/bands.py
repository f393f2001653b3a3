"""An interval said in another order, or in other words than the language has: told with the whole line."""

import re
from collections.abc import Iterator
from enum import Enum
from fractions import Fraction
from itertools import product

from attrs import evolve

from cchc_rules.diagnostics import Diagnostic, Fix, catalog
from cchc_rules.diagnostics.mends import quoted
from cchc_rules.frozen import frozen
from cchc_rules.model.numbers import read_vietnamese
from cchc_rules.syntax.hints.problem import Problem


class _Side(Enum):
    LOWER = "lower"
    UPPER = "upper"


@frozen
class _End:
    """A number of an interval with its unit; which end it is and whether it belongs, where the line says so."""

    number: str
    unit: str
    side: _Side | None
    closed: bool | None

    @property
    def value(self) -> Fraction:
        """The number."""
        return read_vietnamese(self.number) or Fraction(0)


_WORDS: tuple[tuple[str, _Side | None, bool | None], ...] = (
    (r"không (?:dưới|nhỏ hơn|thấp hơn|ít hơn)", _Side.LOWER, True),
    (r"không (?:quá|vượt quá|hơn|cao hơn|lớn hơn|trên)|tối đa|nhiều nhất|đến hết|tới hết|≤|<=|=<", _Side.UPPER, True),
    (r"dưới|nhỏ hơn|thấp hơn|ít hơn|chưa (?:đến|đạt|tới)|<", _Side.UPPER, False),
    (r"≥|>=|=>|ít nhất|tối thiểu", _Side.LOWER, True),
    (r"trên|lớn hơn|cao hơn|nhiều hơn|hơn|quá|>", _Side.LOWER, False),
    (r"từ", _Side.LOWER, True),
    (r"cho đến|đến|tới|và|[-–—~]", None, None),
)
"""What stands before a number of an interval; the first that is found decides, so `từ dưới 90%` is below 90%."""
_RELATION = re.compile("|".join(rf"(?<!\w)(?:{words})(?!\w)" for words, _, _ in _WORDS), re.IGNORECASE)
_SUBJECT = re.compile(
    r"(?<!\w)(?:chỉ số|tổng số điểm|tổng điểm|tỷ lệ|kết quả|số điểm|điểm số|điểm|đạt|được|có|mức|khi|nếu|là|x)(?!\w)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?P<number>\d+(?:[.,]\d+)?)\s*(?P<unit>%|phần trăm|điểm|đ(?!\w))?", re.IGNORECASE)
_AND_OVER = re.compile(r"\s*(trở lên|trở xuống)\b", re.IGNORECASE)
_BEHIND = re.compile(r"\s*(trở lên|trở xuống)?\s*$", re.IGNORECASE)
_CHAIN = re.compile(r"(?P<low><=|≤|<)(?P<subject>[^<≤>≥]*)(?P<high><=|≤|<)")
_NAMED = re.compile(r"^(?:được |thì )?(?:xếp loại|xếp mức|xếp|đạt loại|loại|mức)\s*:?\s*", re.IGNORECASE)
_QUOTED = re.compile(r'"(?:[^"]|"")+"|“[^”]+”')
_POINTS = re.compile(r"(?:tỷ lệ ×|-?\d).*|không áp dụng", re.IGNORECASE)
_SENTENCES = ("band", "scale_row")
# What follows the class: where the text says so.
_BASIS = re.compile(r"\s+((?:theo|tự đặt)\s[^\"“”]*)$", re.IGNORECASE)
_ASSUMED = " (“từ” gồm cận ấy, “đến dưới” không gồm)"
_MOST_ENDS = 2


def band_hint(p: Problem) -> Diagnostic | None:
    """The line as an interval with what it gives, when its parts say one in another way."""
    if p.grammar != "rubric":
        return None
    said = p.text.strip()
    basis = _BASIS.search(said)
    for interval, named in _parts(said[: basis.start()] if basis else said):
        gives = f"{named}  {basis[1]}" if basis else named
        ends = _ends(interval)
        right = _right(p, ends, gives) if ends else []
        if right:
            return _told(p, interval, right)
    return None


def _told(p: Problem, interval: str, right: list[tuple[str, bool]]) -> Diagnostic:
    start, end = len(p.text) - len(p.text.lstrip()), len(p.text.rstrip())
    shown = " hoặc ".join(line for line, _ in right)
    assumed = "" if all(said for _, said in right) else _ASSUMED
    fixes: list[Fix] = []
    for line, said in right:
        says = f"khoảng là “{line.partition(':')[0]}”"
        fixes += p.spelled(start, end, line) if said else p.asserted(start, end, line, says)
    return p.at(catalog.UNEXPECTED, start, end, fix=f"viết: {shown}{assumed}", fixes=fixes, word=interval)


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """Each way to cut a line into the words of an interval and what it gives: a quoted class, or points."""
    named = _QUOTED.search(text)
    if named is not None:
        if all(re.search(r"\d", side) for side in (text[: named.start()], text[named.end() :])):
            return
        rest = f"{text[: named.start()].strip(' :,')} {text[named.end() :].strip(' :,')}"
        yield re.sub(rf"[,:]?\s*{_NAMED.pattern[1:]}$", "", rest.strip(), flags=re.IGNORECASE).strip(" :,"), named[0]
        return
    for sign in re.finditer(":", text):
        left, right = text[: sign.start()].strip(), text[sign.end() :].strip()
        yield left, right if _POINTS.fullmatch(right) else quoted(_NAMED.sub("", right))
        yield right, quoted(_NAMED.sub("", left))


def _ends(text: str) -> list[_End]:
    """The ends that the words say, lower one first; none when they say something else as well."""
    found = list(_NUMBER.finditer(text))
    if not 0 < len(found) <= _MOST_ENDS:
        return []
    behind = _BEHIND.match(text, found[-1].end())
    if behind is None:
        return []
    chain = _CHAIN.fullmatch(text[found[0].end() : found[-1].start()].strip())
    if len(found) == _MOST_ENDS and chain and not text[: found[0].start()].strip() and not _unknown(chain["subject"]):
        return [_end(found[0], _Side.LOWER, chain["low"] != "<"), _end(found[1], _Side.UPPER, chain["high"] != "<")]
    read: list[_End] = []
    at = 0
    for number in found:
        behind_it = _AND_OVER.match(text, at) if read else None
        if behind_it is not None:
            read[-1] = _over(read[-1], behind_it[1])
            at = behind_it.end()
        before = text[at : number.start()]
        if _unknown(before):
            return []
        read.append(_end(number, *_said(before)))
        at = number.end()
    if behind[1]:
        read[-1] = _over(read[-1], behind[1])
    return _in_order(read, text[found[0].end() : found[-1].start()].strip())


def _over(end: _End, words: str) -> _End:
    """An end with the words behind its number."""
    return evolve(end, side=_Side.LOWER if words.casefold().endswith("lên") else _Side.UPPER, closed=True)


def _end(number: re.Match[str], side: _Side | None, closed: bool | None) -> _End:
    unit = (number["unit"] or "").casefold()
    return _End(
        number["number"].replace(".", ","), "%" if unit in ("%", "phần trăm") else unit and "điểm", side, closed
    )


def _said(before: str) -> tuple[_Side | None, bool | None]:
    for words, side, closed in _WORDS:
        if re.search(rf"(?<!\w)(?:{words})(?!\w)", before, re.IGNORECASE):
            return side, closed
    return None, None


def _unknown(words: str) -> str:
    """What of some words says nothing about an interval."""
    return _SUBJECT.sub("", _RELATION.sub("", words)).strip(" ,;")


def _in_order(read: list[_End], between: str) -> list[_End]:
    if len(read) == 1:
        return read if read[0].side is not None else []
    one, other = read
    if one.side is None and other.side is None and not between:
        return []
    if one.side is None and other.side is None:
        lower, upper = sorted(read, key=lambda end: end.value)
    else:
        above = other.side is _Side.UPPER or one.side is _Side.LOWER
        lower, upper = (one, other) if above else (other, one)
    fits = lower.side is not _Side.UPPER and upper.side is not _Side.LOWER and lower.value < upper.value
    return [evolve(lower, side=_Side.LOWER), evolve(upper, side=_Side.UPPER)] if fits else []


def _right(p: Problem, ends: list[_End], gives: str) -> list[tuple[str, bool]]:
    """The lines that say it, each with whether it adds nothing; those that keep what was said stand before others."""
    unit = next((e.unit for e in ends if e.unit), "")
    kept = [_ways(e, unit, alone=len(ends) == 1) for e in ends]
    for choice in (kept, [[_half_open(e, unit, alone=len(ends) == 1)] for e in ends]):
        lines = [
            (f"{' '.join(text for text, _ in words)}: {gives}", all(said for _, said in words))
            for words in product(*choice)
        ]
        fitting = [line for line in lines if p.rule_of(line[0]) in _SENTENCES]
        if fitting:
            return fitting
    return []


def _ways(end: _End, unit: str, alone: bool) -> list[tuple[str, bool]]:
    """An end in words, each with whether the line said it so; an upper end may belong or not."""
    said = end.closed is not None
    if end.side is _Side.LOWER:
        return [(_text(end, unit, closed=end.closed is not False, alone=alone), said)]
    return [(_text(end, unit, closed=c, alone=alone), said) for c in ([end.closed] if said else [False, True])]


def _half_open(end: _End, unit: str, alone: bool) -> tuple[str, bool]:
    return _text(end, unit, closed=end.side is _Side.LOWER, alone=alone), False


def _text(end: _End, unit: str, closed: bool | None, alone: bool) -> str:
    if end.side is _Side.LOWER:
        word = "từ" if closed else "trên"
    else:
        word = f"{'' if alone else 'đến '}{'không quá' if closed else 'dưới'}"
    return f"{word} {end.number}{f' {unit}' if unit == 'điểm' else unit}"
