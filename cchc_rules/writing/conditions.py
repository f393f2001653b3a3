"""How intervals and conditions are said in the language."""

from collections.abc import Sequence
from fractions import Fraction
from typing import assert_never

from cchc_rules.model.condition import (
    AllOf,
    AnyOf,
    Condition,
    FactCompared,
    FactEquals,
    FactIs,
    FactWithin,
    Not,
    Relation,
    UnitIs,
    UnitKindIs,
    years_earlier,
)
from cchc_rules.model.expression import Day, DaysAfter, LastDay
from cchc_rules.model.interval import Interval
from cchc_rules.model.numbers import vietnamese
from cchc_rules.writing.basis import quote
from cchc_rules.writing.expressions import due, expression


def interval(i: Interval, unit: str) -> str:
    """`từ 70% đến dưới 90%`, `trên 80%`, `không quá 80%`; percent bounds are ratios in the model."""
    high = f"{'không quá' if i.high_closed else 'dưới'} {measure(i.high, unit)}"
    if i.low is None:
        return high
    low = f"{'trên' if i.low_open else 'từ'} {measure(i.low, unit)}"
    return low if i.high is None else f"{low} đến {high}"


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
        case FactCompared():
            return _compared(c)
        case Not(part):
            return f"không phải {condition(part, inside=True)}"
        case AllOf(parts):
            return running(parts) or joined(" và ", [condition(p, inside=True) for p in parts], inside)
        case AnyOf(parts):
            return joined(" hoặc ", [condition(p, inside=True) for p in parts], inside)
        case _:
            assert_never(c)


def running(parts: Sequence[Condition]) -> str | None:
    """The same thing in one year after another, from this one back, said once; None where it is not that."""
    if any(part != years_earlier(parts[0], back) for back, part in enumerate(parts[1:], start=1)):
        return None
    return f"{condition(parts[0])} trong {len(parts)} năm liền"


def _compared(c: FactCompared) -> str:
    if isinstance(c.other, LastDay):
        word = "trong" if isinstance(c.other.due, DaysAfter) else "chậm nhất"
        return f"[{c.fact}] {word} {due(c.other.due)}"
    if isinstance(c.other, Day) and c.relation is Relation.NOT_BEFORE:
        return f"[{c.fact}] từ {due(c.other.due)}"
    return f"[{c.fact}] {c.relation.value} {expression(c.other)}"


def _either(parts: list[str], inside: bool) -> str:
    return parts[0] if len(parts) == 1 else joined(" hoặc ", parts, inside)


def joined(word: str, parts: list[str], inside: bool) -> str:
    """Parts of a compound condition with the word between them, in brackets when it stands inside another."""
    text = word.join(parts)
    return f"({text})" if inside else text
