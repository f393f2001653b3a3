"""Arithmetic with the facts filled in: numbers in the place of names."""

from fractions import Fraction
from typing import assert_never

import attrs

from cchc_rules.explain.rules.rule_context import RuleContext
from cchc_rules.meaning.expressions import Worked
from cchc_rules.model.expression import (
    Add,
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
    NumberUnit,
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
from cchc_rules.model.numbers import is_decimal
from cchc_rules.writing.expressions import expression


def filled(w: Worked, context: RuleContext, ratio: Worked | None = None) -> str:
    """`17 / 20`: the expression with numbers in the place of names; unknown ones keep their names."""
    return expression(_fill(w, context, ratio))


def _fill(w: Worked, context: RuleContext, ratio: Worked | None) -> Expression:  # noqa: C901 - a case for each kind of expression
    e, exact = w.expression, w.amount.exact if w.amount is not None else None
    parts = [_fill(p, context, ratio) for p in w.parts]
    match e:
        case FactRef(name):
            if parts:
                return parts[0]
            in_percent = context.is_percent(name) and exact is not None and is_decimal(exact)
            unit = NumberUnit.PERCENT if in_percent else NumberUnit.PLAIN
            return e if exact is None else Number(exact, unit)
        case YearBest(inner):
            return e if exact is None else _best(inner, exact, context)
        case ByYear(values):
            return e if exact is None else Number(exact, values[0].number.unit)
        case DaysLate():
            return e if exact is None else Number(exact)
        case TheRatio():
            return _fill_ratio(ratio, context) if ratio is not None else e
        case MaxPoints() | PartRef():
            return e if exact is None else Number(exact, NumberUnit.POINTS)
        case Add() | Subtract() | Times() | Quotient():
            return attrs.evolve(e, left=parts[0], right=parts[1])
        case Least() | Greatest():
            return attrs.evolve(e, parts=tuple(parts))
        case Rounded():
            return attrs.evolve(e, inner=parts[0])
        case Stepped():
            return _after_steps(w.parts[0].parts[1], len(e.changes), context, ratio)
        case Number() | OutOfMax() | Day() | LastDay():
            return e
        case _:
            assert_never(e)


def _after_steps(w: Worked, changes: int, context: RuleContext, ratio: Worked | None) -> Expression:
    """`3 điểm - 2 điểm`: what steps take or give, each as one number."""
    if not changes:
        return _fill(w, context, ratio)
    before, change = w.parts
    assert isinstance(w.expression, Add | Subtract)
    exact = change.amount.exact if change.amount is not None else None
    taken = change.expression if exact is None else Number(exact, NumberUnit.POINTS)
    return attrs.evolve(w.expression, left=_after_steps(before, changes - 1, context, ratio), right=taken)


def _best(inner: Expression, exact: Fraction, context: RuleContext) -> Expression:
    """The best of the year; as a quotient where no decimal number says it, so that it reads right among others."""
    if not is_decimal(exact):
        return Quotient(Number(Fraction(exact.numerator)), Number(Fraction(exact.denominator)))
    in_percent = isinstance(inner, FactRef) and context.is_percent(inner.name)
    return Number(exact, NumberUnit.PERCENT if in_percent else NumberUnit.PLAIN)


def _fill_ratio(ratio: Worked, context: RuleContext) -> Expression:
    """The ratio as a percentage; as its own arithmetic where no decimal number says it."""
    exact = ratio.amount.exact if ratio.amount is not None else None
    if exact is None:
        return TheRatio()
    return Number(exact, NumberUnit.PERCENT) if is_decimal(exact) else _fill(ratio, context, None)
