"""How a spreadsheet shows a number by its format, where that is another way than as it is kept."""

import re
from fractions import Fraction

from cchc_rules.model.numbers import vietnamese

_SKIPPED = re.compile(r"\[[^\]]*\]|_.|\*.")
_LITERAL = re.compile(r'"([^"]*)"|\\(.)')
_FIGURE = re.compile(r"(?P<whole>[#0?,]+)(?:\.(?P<places>[#0?]*))?(?P<thousands>,*)")
_THOUSAND = 1000


def shown_otherwise(value: Fraction, form: str) -> str | None:
    """The number as it is shown, its fixed decimals too (`1,10`); None where it is shown as kept.

    What is shown by a format of another kind (fractions, powers of ten) is told by the format itself.
    """
    section = _SKIPPED.sub("", _section(value, form))
    if section.casefold() in ("@", ""):
        return None
    literals = ["".join(found) for found in _LITERAL.findall(section)]
    bare = _LITERAL.sub("", section)
    figures = list(_FIGURE.finditer(bare))
    if "%" in bare or "general" in bare.casefold():
        return None
    if not figures and literals and not bare.strip():
        return "".join(literals)
    if len(figures) != 1 or re.search(r"[\d/E]", _FIGURE.sub("", bare)) or any(map(_has_digit, literals)):
        return form
    shown = _by(figures[0], abs(value))
    return None if shown == vietnamese(abs(value)) else ("-" if value < 0 else "") + shown


def _has_digit(text: str) -> bool:
    return any(c.isdigit() for c in text)


def _section(value: Fraction, form: str) -> str:
    """The part of a format that is for the number: of positive ones, of negative ones, of nought."""
    parts = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', form)
    at = 0 if value > 0 else 1 if value < 0 else 2
    return parts[at] if at < len(parts) else parts[0]


def _by(figure: re.Match[str], value: Fraction) -> str:
    whole = figure["whole"]
    scaled = len(whole) - len(whole.rstrip(",")) + len(figure["thousands"])
    places = figure["places"] or ""
    unit = Fraction(1, 10 ** len(places))
    kept = (value / _THOUSAND**scaled / unit + Fraction(1, 2)).__floor__() * unit
    before, _, after = vietnamese(kept).partition(",")
    after = after.ljust(len(places) - len(places.lstrip("0")), "0")
    return f"{before},{after}" if after else before
