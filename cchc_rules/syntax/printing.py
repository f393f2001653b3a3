"""Small parts of canonical text that rubrics, sheets and amendments share."""

import datetime
from collections.abc import Iterable
from fractions import Fraction

from cchc_rules.model.condition import (
    AllOf,
    AnyOf,
    Condition,
    FactEquals,
    FactIs,
    FactWithin,
    Not,
    UnitIs,
    UnitKindIs,
)
from cchc_rules.model.interval import Interval
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.stated import Basis, Instrument, Trivia


def quote(text: str) -> str:
    """Words in straight quotes; a straight quote inside is doubled."""
    return '"' + text.replace('"', '""') + '"'


def lines_with(trivia: Trivia, text: str) -> list[str]:
    """A statement with its comments: those before on lines of their own, the one behind at the end."""
    indent = text[: len(text) - len(text.lstrip())]
    before = [f"{indent}# {c}".rstrip() for c in trivia.before]
    return [*before, f"{text}  # {trivia.behind}".rstrip() if trivia.behind is not None else text]


def comments(texts: Iterable[str]) -> list[str]:
    """Comment lines after the last statement."""
    return [f"# {c}".rstrip() for c in texts]


def with_basis(text: str, basis: Basis | None) -> str:
    """A statement with where it comes from."""
    if basis is None:
        return text
    if basis.own_choice is not None:
        return f"{text}  tự đặt, vì {quote(basis.own_choice)}"
    return f"{text}  theo " + " và ".join(c.cite() for c in basis.citations)


def date(day: datetime.date) -> str:
    """24/10/2019."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def instrument(i: Instrument) -> str:
    """`Quyết định 1026/QĐ-UBND ngày 24/10/2019, Bảng 1`."""
    return i.cite()


def interval(i: Interval, unit: str) -> str:
    """`từ 70% đến dưới 90%`; percent bounds are ratios in the model."""
    if i.low is None:
        return f"dưới {measure(i.high, unit)}"
    if i.high is None:
        return f"từ {measure(i.low, unit)}"
    return f"từ {measure(i.low, unit)} đến dưới {measure(i.high, unit)}"


def measure(value: Fraction | None, unit: str) -> str:
    """A bound with its unit: `%`, `điểm`, or none."""
    value = value if value is not None else Fraction(0)
    if unit == "%":
        return f"{vietnamese(value * 100)}%"
    return f"{vietnamese(value)} điểm" if unit == "điểm" else vietnamese(value)


def condition(c: Condition, inside: bool = False) -> str:
    """A condition in the language; `inside` puts a compound one in brackets."""
    match c:
        case UnitKindIs(kinds):
            return _either([f"loại đơn vị là {quote(k)}" for k in kinds], inside)
        case UnitIs(names):
            return _either([f"đơn vị là {quote(n)}" for n in names], inside)
        case FactIs(fact, value):
            return f"[{fact}] là {('có' if value else 'không') if isinstance(value, bool) else quote(value)}"
        case FactEquals(fact, number, percent):
            return f"[{fact}] bằng {measure(number, '%' if percent else '')}"
        case FactWithin(fact, within, percent):
            return f"[{fact}] {interval(within, '%' if percent else '')}"
        case Not(part):
            return f"không phải {condition(part, inside=True)}"
        case AllOf(parts):
            return _joined(" và ", [condition(p, inside=True) for p in parts], inside)
        case AnyOf(parts):
            return _joined(" hoặc ", [condition(p, inside=True) for p in parts], inside)


def _either(parts: list[str], inside: bool) -> str:
    return parts[0] if len(parts) == 1 else _joined(" hoặc ", parts, inside)


def _joined(word: str, parts: list[str], inside: bool) -> str:
    text = word.join(parts)
    return f"({text})" if inside else text
