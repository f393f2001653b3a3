"""Numbers as spreadsheets and people write them, which the language does not: each is told with what to write.

None of them is read: what one person means by 1,000 or 1e3 another reads as another number (docs/decisions/0023).
"""

import re
from collections.abc import Callable
from fractions import Fraction
from unicodedata import numeric

from cchc_rules.diagnostics import Diagnostic, catalog
from cchc_rules.model.numbers import is_decimal, vietnamese
from cchc_rules.syntax.hints.problem import Problem
from cchc_rules.syntax.lines.cut import CELL_ERROR

_MOST_EXPONENT = 9
# What may lie between two spaces and begin with a number: the number, its signs, and groups set apart by spaces.
_TYPED = re.compile(r"[-−–+]?[^\s:;\"“”\[\]()]+(?: \d{3}(?![\d/])[.,\d]*)*")
_BEGUN = re.compile(r"(?:[-−–+]?\d[\d.,]*|[-−–+]) ?$")
_EXPONENT = re.compile(r"(-?\d{1,15})(?:[.,](\d{1,15}))?[eE]([+-]?\d{1,3})")
_GROUPS = re.compile(r"(-?\d{1,3})((?:[ '’_·٬]\d{3})+|(?:,\d{3}){2,}|(?:,\d{3})+(?=\.))(?:[.,](\d+))?")
_SIGNED = re.compile(r"[−–](\d+(?:,\d+)?)")
_COMMA = re.compile(r"(-?\d+)[，٫](\d+)")

_Reading = tuple[str, str | None]
"""Why the form is not read, and the number to write in its place where there is only one."""


def number_form(p: Problem) -> Diagnostic | None:
    """A number in another form: grouped, with an exponent, a vulgar fraction, another minus or decimal sign."""
    begun = _BEGUN.search(p.before)
    start = begun.start() if begun else p.misfit.column
    typed = _TYPED.match(p.text, start)
    if typed is None:
        return None
    word = typed.group().rstrip(",%")
    read = next((found for reader in _READERS if (found := reader(word)) is not None), None)
    if read is None:
        return None
    reason, right = read
    end = start + len(word)
    if not p.goes_on(f"{p.text[:start]}{right or '1'}{p.text[end:]}", start):
        return None
    if right is None:
        fix = "viết bằng các chữ số 0–9 và dấu phẩy thập phân"
        return p.at(catalog.BAD_NUMBER, start, end, fix=fix, text=word, reason=reason)
    fixes = p.asserted(start, end, right, f"số này là {right}")
    return p.at(catalog.BAD_NUMBER, start, end, fix=f"viết “{right}”", fixes=fixes, text=word, reason=reason)


def cell_error(p: Problem) -> Diagnostic | None:
    """`#N/A`, `#DIV/0!` or `####` from a spreadsheet: no value, and not the same as one not yet known."""
    m = CELL_ERROR.match(p.rest)
    if m is None:
        return None
    at = p.misfit.column
    fix = "sửa ô này trong bảng tính rồi ghi số; chưa có số thì để trống"
    return p.at(catalog.BAD_NUMBER, at, at + m.end(), fix=fix, text=m.group().strip(), reason="ô bảng tính bị lỗi")


def _with_exponent(word: str) -> _Reading | None:
    m = _EXPONENT.fullmatch(word)
    if m is None:
        return None
    whole, part, power = m.group(1), m.group(2) or "", int(m.group(3))
    if abs(power) > _MOST_EXPONENT:
        return "viết dạng mũ", None
    return "viết dạng mũ", vietnamese(Fraction(int(whole + part)) * Fraction(10) ** (power - len(part)))


def _grouped(word: str) -> _Reading | None:
    m = _GROUPS.fullmatch(word)
    if m is None:
        return None
    joined = m.group(1) + re.sub(r"\D", "", m.group(2))
    return "có dấu ngăn hàng nghìn", joined + (f",{m.group(3)}" if m.group(3) else "")


def _other_numeral(word: str) -> _Reading | None:
    odd = [c for c in word if not c.isdecimal() and c.isnumeric()]
    if not odd:
        return None
    reason = f"“{odd[0]}” không phải chữ số thường"
    whole = word.removesuffix(odd[-1])
    if len(odd) > 1 or not (whole == "" or (whole.isascii() and whole.isdigit())):
        return reason, None
    part = Fraction(numeric(odd[0])).limit_denominator(10)
    vulgar = part.denominator > 1 and is_decimal(part)
    return reason, vietnamese(int(whole or 0) + part) if vulgar else None


def _other_minus(word: str) -> _Reading | None:
    m = _SIGNED.fullmatch(word)
    return ("dấu trừ không phải dấu “-” của bàn phím", f"-{m.group(1)}") if m else None


def _other_comma(word: str) -> _Reading | None:
    m = _COMMA.fullmatch(word)
    return ("dấu thập phân không phải dấu phẩy thường", f"{m.group(1)},{m.group(2)}") if m else None


_READERS: tuple[Callable[[str], _Reading | None], ...] = (
    _with_exponent,
    _grouped,
    _other_numeral,
    _other_minus,
    _other_comma,
)
