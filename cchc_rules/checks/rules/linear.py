"""Bounds of what two values are apart, where both are sums of facts that bound one another."""

from collections.abc import Mapping
from fractions import Fraction
from typing import assert_never

from cchc_rules.frozen import frozen
from cchc_rules.meaning.expressions import work
from cchc_rules.meaning.situation import Situation
from cchc_rules.model.condition import FactCompared
from cchc_rules.model.expression import (
    Add,
    Binary,
    ByYear,
    Day,
    DaysLate,
    Expression,
    FactRef,
    Greatest,
    LastDay,
    Least,
    MaxPoints,
    Number,
    OutOfMax,
    PartRef,
    Quotient,
    Rounded,
    Stepped,
    Subtract,
    TheRatio,
    Times,
    YearBest,
)
from cchc_rules.model.fact import NUMERIC, FactDeclaration
from cchc_rules.source import fold_name

Declared = Mapping[str, FactDeclaration]
_DEPTH = 50
"""Facts that bound one another, or are computed from one another, in a longer chain are left as they are."""


@frozen
class Linear:
    """A sum of facts, by folded name, each times a number, and of a number."""

    times: Mapping[str, Fraction]
    plus: Fraction = Fraction(0)

    def added(self, other: "Linear", factor: Fraction = Fraction(1)) -> "Linear":
        """This sum and another times a factor."""
        names = dict.fromkeys((*self.times, *other.times))
        zero = Fraction(0)
        summed = {n: self.times.get(n, zero) + factor * other.times.get(n, zero) for n in names}
        return Linear({n: t for n, t in summed.items() if t}, self.plus + factor * other.plus)


_NOTHING = Linear({})


def signs_apart(c: FactCompared, declared: Declared) -> frozenset[int]:
    """Whether the first value may be below (-1), at (0), above (1) the second, as far as sums of facts tell."""
    first, second = _linear(FactRef(c.fact), declared), _linear(c.other, declared)
    if first is None or second is None:
        return frozenset((-1, 0, 1))
    apart = first.added(second, Fraction(-1))
    high, less = _highest(apart, declared), _highest(_NOTHING.added(apart, Fraction(-1)), declared)
    low = None if less is None else -less
    below = {-1} if low is None or low < 0 else set()
    above = {1} if high is None or high > 0 else set()
    at = {0} if (low is None or low <= 0) and (high is None or high >= 0) else set()
    return frozenset(below | at | above)


def _linear(e: Expression, declared: Declared, depth: int = 0) -> Linear | None:
    """The value as a sum of facts that are reported; None where it is none."""
    if depth > _DEPTH:
        return None
    match e:
        case Number(value):
            return Linear({}, value)
        case FactRef(name):
            fact = declared.get(fold_name(name))
            if fact is None or fact.type not in NUMERIC:
                return None
            if fact.formula is not None:
                return _linear(fact.formula, declared, depth + 1)
            return Linear({fold_name(name): Fraction(1)})
        case Add() | Subtract() | Times() | Quotient():
            left, right = _linear(e.left, declared, depth + 1), _linear(e.right, declared, depth + 1)
            return None if left is None or right is None else _joined(e, left, right)
        case Least() | Greatest() | Rounded() | YearBest() | DaysLate() | ByYear() | Stepped():
            return None
        case MaxPoints() | OutOfMax() | TheRatio() | PartRef() | Day() | LastDay():
            return None
        case _:
            assert_never(e)


def _joined(e: Binary, left: Linear, right: Linear) -> Linear | None:
    match e:
        case Add():
            return left.added(right)
        case Subtract():
            return left.added(right, Fraction(-1))
        case Times():
            by, over = (left, right) if right.times else (right, left)
            return None if by.times else _NOTHING.added(over, by.plus)
        case Quotient():
            return None if right.times or not right.plus else _NOTHING.added(left, 1 / right.plus)
        case _:
            assert_never(e)


def _highest(sum_: Linear, declared: Declared) -> Fraction | None:
    """A number that the sum never exceeds; None where it may grow without end.

    A fact that another bounds on the side that makes the sum higher is put at that other fact first, so that both
    stand together.
    """
    for _ in range(_DEPTH):
        bounded = next(((n, b) for n, t in sum_.times.items() if isinstance(b := _end(declared[n], t), str)), None)
        other = declared.get(fold_name(bounded[1])) if bounded is not None else None
        if bounded is None or other is None:
            break
        taken = _linear(FactRef(bounded[1]), declared)
        if taken is None:
            return None
        name = bounded[0]
        rest = Linear({n: t for n, t in sum_.times.items() if n != name}, sum_.plus)
        sum_ = rest.added(taken, sum_.times[name])
    total = sum_.plus
    for name, times in sum_.times.items():
        within = work(FactRef(name), Situation({}, declared)).range
        end = within.high if times > 0 else within.low
        if end is None:
            return None
        total += times * end
    return total


def _end(fact: FactDeclaration, times: Fraction) -> Fraction | str | None:
    return fact.high if times > 0 else fact.low
