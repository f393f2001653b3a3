"""Codes and levels: no number is left out between neighbours, every level has its own name."""

import re
from collections.abc import Iterator, Sequence

from cchc_rules.diagnostics import Diagnostic, catalog
from cchc_rules.model.code import is_roman
from cchc_rules.model.rubric import Criterion, Rubric

_LETTERS = "abcdđeghiklmnopqrstuvxy"
_NUMBERED = re.compile(r"0*(\d+)([a-zđ]*)")
_LETTERED = re.compile(r"([a-zđ])(\d*)")
_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_TENS = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC")
_ROMANS = tuple(c + t + o for c in ("", "C", "CC", "CCC") for t in _TENS for o in _ONES)[1:]


def no_code_is_left_out(rubric: Rubric) -> Iterator[Diagnostic]:
    """K309, K329: codes of neighbours follow one another, and the first is 1, a, A or I."""
    yield from _neighbours(rubric.fields)
    for row in rubric.walk():
        yield from _neighbours(row.children)


def level_names_differ(rubric: Rubric) -> Iterator[Diagnostic]:
    """B202: a level named twice could not be counted."""
    levels = rubric.provisions.levels
    names = levels.value if levels is not None else ()
    for name in dict.fromkeys(n for n in names if names.count(n) > 1):
        yield catalog.STATED_TWICE.at(levels.at if levels else None, what=f"cấp {name}", fixes=())


def _neighbours(rows: Sequence[Criterion]) -> Iterator[Diagnostic]:
    # Rows out of order have a finding of their own; sorted, they show no false gap besides.
    ordered = sorted(rows, key=lambda row: row.code)
    before: Criterion | None = None
    for row in ordered:
        segment = row.code.last
        if before is None or _style(before.code.last) != _style(segment):
            first = _first(segment)
            if _plain(segment) != first:
                beside = _following(row, before) if before is not None else None
                fix = "đánh mã cùng kiểu với dòng trước" if beside else None
                first_code = _beside(row, first)
                yield catalog.CODE_START.at(row.at, code=row.code, first=first_code, expected=beside, fix=fix)
        else:
            expected = _successors(before.code.last)
            if expected and _plain(segment) not in expected:
                right = _following(row, before)
                yield catalog.CODE_GAP.at(row.at, previous=before.code, code=row.code, expected=right)
        before = row


def _beside(row: Criterion, segment: str) -> str:
    parent = row.code.parent
    return parent.child(segment).text if parent is not None else segment


def _following(row: Criterion, before: Criterion) -> str | None:
    """The codes that could stand after `before`, in words."""
    return " hoặc ".join(_beside(row, e) for e in _successors(before.code.last)) or None


def _style(segment: str) -> str:
    if segment[0].isdigit():
        return "1"
    return "I" if is_roman(segment) else "A" if segment[0].isupper() else "a"


def _first(segment: str) -> str:
    """1, a, A or I; `a1` where letters are numbered."""
    return _style(segment) + "1" if _style(segment) in "aA" and segment[1:] else _style(segment)


def _plain(segment: str) -> str:
    numbered = _NUMBERED.fullmatch(segment)
    return numbered.group(1) + numbered.group(2) if numbered else segment


def _successors(segment: str) -> tuple[str, ...]:
    """What may follow: 24 → 25, 24a; 24a → 25, 24b, 24aa; d → đ, d1; IX → X. Empty when unknown."""
    if _style(segment) == "A":
        return tuple(after.upper() for after in _successors(segment.lower()))
    if segment in _ROMANS:
        return _ROMANS[_ROMANS.index(segment) + 1 :][:1]
    numbered = _NUMBERED.fullmatch(segment)
    if numbered:
        number, suffix = numbered.groups()
        later = tuple(number + suffix[:i] + n for i, c in enumerate(suffix) for n in _next_letter(c))
        return (str(int(number) + 1), *later, f"{number}{suffix}a")
    lettered = _LETTERED.fullmatch(segment)
    if not lettered:
        return ()
    letter, digits = lettered.groups()
    following = _next_letter(letter)
    return (*following, *(n + "1" for n in following if digits), f"{letter}{int(digits or 0) + 1}")


def _next_letter(letter: str) -> tuple[str, ...]:
    at = _LETTERS.find(letter)
    return tuple(_LETTERS[at + 1 : at + 2]) if at >= 0 else ()
