"""What was meant by numbers and dates that are written in another way."""

import re
from unicodedata import decimal

from cchc_rules.diagnostics import Diagnostic, Fix, catalog
from cchc_rules.syntax.hints.problem import Problem

NUMBERS = frozenset({"NUMBER", "INT"})
UNITS = frozenset({"PERCENT", "POINTS"})
_DECIMAL_POINT = re.compile(r"-?\d+\.\d+$")
_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}(?:\.\d{3})+(,\d+)?$")
_DATE = re.compile(r"(\d{1,2})([-./])(\d{1,2})(?:[-./](\d{4}|\d{2}))?(?![\d-])")
_NO_NOUGHT = re.compile(r"([-−–]?)[.,](\d+)(?![\d.,/]\d)")
_LETTER_O = re.compile(r"[oO][.,](\d+)$")


def other_digits(p: Problem) -> Diagnostic | None:
    """Digits of another script or width, which are not read: they look too much alike to be guessed."""
    if not any(c.isdecimal() and not c.isascii() for c in p.word):
        return None
    right = "".join(str(decimal(c)) if c.isdecimal() else c for c in p.word)
    fixes = p.asserted(p.misfit.column, p.end, right, f"số này là {right}")
    fix = f"gõ lại bằng các chữ số 0–9: “{right}”"
    return p.at(catalog.UNEXPECTED, p.misfit.column, p.end, fix=fix, fixes=fixes, word=p.word)


def decimal_point(p: Problem) -> Diagnostic | None:
    """A point for the decimal comma, thousands set apart by points, the letter O for a nought."""
    if not p.expects(*NUMBERS):
        return None
    letter = _LETTER_O.match(p.word)
    if letter:
        fix = f"viết số 0, không viết chữ O: “0,{letter.group(1)}”"
        fixes = p.spelled(p.misfit.column, p.end, f"0,{letter.group(1)}")
        return p.at(catalog.UNEXPECTED, p.misfit.column, p.end, fix=fix, fixes=fixes, word=p.word)
    thousands = _THOUSANDS.match(p.word)
    if thousands:
        whole = p.word.replace(".", "")
        fix = f"viết liền: “{whole}”"
        fixes = p.spelled(p.misfit.column, p.end, whole)
        if p.word.count(".") == 1 and not thousands.group(1):
            comma = p.word.replace(".", ",").rstrip("0").rstrip(",")
            fix = f"nếu là hàng nghìn, viết liền: “{whole}”; nếu là số thập phân, viết “{comma}”"
            fixes = p.asserted(p.misfit.column, p.end, whole, f"dấu chấm ngăn hàng nghìn: số này là {whole}")
            fixes += p.asserted(p.misfit.column, p.end, comma, f"dấu chấm ngăn phần thập phân: số này là {comma}")
        return p.at(catalog.DECIMAL_POINT, p.misfit.column, p.end, fix=fix, fixes=fixes, word=p.word)
    if not _DECIMAL_POINT.match(p.word):
        return None
    right = p.word.replace(".", ",")
    fixes = p.spelled(p.misfit.column, p.end, right)
    return p.at(catalog.DECIMAL_POINT, p.misfit.column, p.end, fixes=fixes, word=p.word, right=right)


def bare_fraction(p: Problem) -> Diagnostic | None:
    """A number that begins with its decimal sign."""
    m = _NO_NOUGHT.match(p.rest)
    if m is None or not p.expects("NUMBER"):
        return None
    sign, part = m.groups()
    at, values = p.misfit.column, {"text": m.group(), "reason": "thiếu số 0 ở trước"}
    right = f"{'-' if sign else ''}0,{part}"
    fixes = p.spelled(at, at + m.end(), right)
    return p.at(catalog.BAD_NUMBER, at, at + m.end(), fix=f"viết “{right}”", fixes=fixes, **values)


def of_maximum(p: Problem) -> Diagnostic | None:
    """Points written over the most there are: 0,75/1."""
    m = re.match(r"(-?\d+(?:,\d+)?)(/\d+(?:,\d+)?)(?![\d/])", p.rest)
    if m is None or not p.expects("NUMBER"):
        return None
    at = p.misfit.column
    if not p.goes_on(p.before + m.group(1) + p.rest[m.end() :], at):
        return None
    fix = f"chỉ ghi số điểm: {m.group(1)}"
    fixes = p.asserted(at + m.end(1), at + m.end(), "", f"số điểm là {m.group(1)}")
    return p.at(catalog.EXTRA, at + m.end(1), at + m.end(), fix=fix, fixes=fixes, word=f"“{m.group(2)}”")


def date_form(p: Problem) -> Diagnostic | None:
    """A day written with other signs, or without its year."""
    begun = re.search(r"\d{1,2}$", p.before)
    start = begun.start() if begun else p.misfit.column
    m = _DATE.match(p.text, start)
    if m is None or not (begun or p.expects("DATE", "DAY_MONTH")):
        return None
    right = _date(m, p.expects("DAY_MONTH"))
    if begun and not p.goes_on(f"{p.text[:start]}{right}{p.text[m.end() :]}", start):
        return None
    return p.at(catalog.DATE_FORM, start, m.end(), fixes=_as_date(p, m, right), word=m.group(), right=right)


def _as_date(p: Problem, m: re.Match[str], right: str) -> tuple[Fix, ...]:
    year = m.group(4)
    if year is not None and len(year) == 4 and right.endswith(year):
        return p.spelled(m.start(), m.end(), right)
    return p.asserted(m.start(), m.end(), right, f"ngày này là {right}") if year is not None else ()


def _date(m: re.Match[str], without_year: bool) -> str:
    day, _, month, year = m.groups()
    if without_year:
        return f"{day}/{month}"
    full = "năm" if year is None else year if len(year) == 4 else f"20{year}"
    return f"{day}/{month}/{full}"


def split_number(p: Problem) -> Diagnostic | None:
    """A decimal number with a space behind its comma."""
    whole = re.search(r"\d+$", p.before)
    part = re.match(r", +(\d+)", p.rest)
    if whole is None or part is None or not p.misfit.expected <= {*UNITS, "_COMMA"}:
        return None
    joined = f"{whole.group()},{part.group(1)}"
    end = p.misfit.column + part.end()
    values = {"text": p.text[whole.start() : end], "reason": "có dấu cách ở giữa"}
    fixes = p.spelled(whole.start(), end, joined)
    return p.at(catalog.BAD_NUMBER, whole.start(), end, fix=f"viết liền: “{joined}”", fixes=fixes, **values)
