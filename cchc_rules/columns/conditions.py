"""Conditions over what is known of a unit, as truths over columns; what is not known leaves them open."""

from fractions import Fraction
from typing import assert_never

from cchc_rules.columns.contract import KIND, UNIT_NAMED, Column, Contract, fact_column
from cchc_rules.columns.typed import (
    FALSE,
    NOT_APPLICABLE,
    NOTHING,
    ONE,
    TRUE,
    ZERO,
    Always,
    Const,
    Number,
    OneOf,
    Truth,
    at_most,
    equal,
    every,
    less,
    opposite,
    some,
    times,
)
from cchc_rules.frozen import frozen
from cchc_rules.model.condition import (
    AllOf,
    AnyOf,
    Condition,
    FactCompared,
    FactEquals,
    FactIs,
    FactWithin,
    Not,
    UnitIs,
    UnitKindIs,
    YearWithin,
)
from cchc_rules.model.interval import Interval
from cchc_rules.source import fold_name, unit_key


@frozen
class Tri:
    """A condition that may be open: whether it surely holds, and whether it may."""

    sure: Truth
    possible: Truth

    @property
    def open(self) -> Truth:
        """Whether that depends on what is not known."""
        return every((self.possible, opposite(self.sure)))


def settled(truth: Truth) -> Tri:
    """What is never open."""
    return Tri(truth, truth)


SURE, NEVER = settled(TRUE), settled(FALSE)


def both(parts: list[Tri]) -> Tri:
    """Whether all hold."""
    return Tri(every(p.sure for p in parts), every(p.possible for p in parts))


def either(parts: list[Tri]) -> Tri:
    """Whether any holds."""
    return Tri(some(p.sure for p in parts), some(p.possible for p in parts))


def negated(part: Tri) -> Tri:
    """Whether it does not hold."""
    return Tri(opposite(part.possible), opposite(part.sure))


def holds(c: Condition | YearWithin, contract: Contract, year: int) -> Tri:  # noqa: C901 - one case a kind
    """A condition outside scoring rules: a fact that did not arise fails every comparison (meaning.conditions)."""
    match c:
        case Not(part):
            return negated(holds(part, contract, year))
        case AllOf(parts):
            return both([holds(p, contract, year) for p in parts])
        case AnyOf(parts):
            return either([holds(p, contract, year) for p in parts])
        case YearWithin(first, last):
            return settled(Always(first <= year and (last is None or year <= last)))
        case UnitKindIs(kinds):
            return settled(one_of(KIND, kinds, contract))
        case UnitIs(names):
            return settled(one_of(UNIT_NAMED, names, contract))
        case FactIs(fact, wanted):
            return _is(contract.by_name[fact_column(fact)], wanted)
        case FactWithin(fact, interval):
            column = contract.by_name[fact_column(fact)]
            return _known(column, within(column.read, Const(column.scale), interval))
        case FactEquals(fact, value):
            column = contract.by_name[fact_column(fact)]
            return _known(column, within(column.read, Const(column.scale), Interval(value, value, high_closed=True)))
        case FactCompared():
            raise NotImplementedError  # refused by name beforehand (columns.covered)
        case _:
            assert_never(c)


def one_of(column: str, wanted: tuple[str, ...], contract: Contract) -> Truth:
    """Whether the kind of the unit, or its name, is one of these."""
    spelled, key = (contract.kinds, fold_name) if column == KIND else (contract.units, unit_key)
    keys = set(map(key, wanted))
    return OneOf(column, tuple(s for s in spelled if key(s) in keys))


def _is(column: Column, wanted: bool | str) -> Tri:
    if isinstance(wanted, bool):
        return _known(column, equal(column.read, ONE if wanted else ZERO))
    chosen = tuple(w for w in column.words if fold_name(w) == fold_name(wanted))
    return Tri(OneOf(column.name, chosen), some((OneOf(column.name, chosen), OneOf(column.name, ("",)))))


def _known(column: Column, holds_if_known: Truth) -> Tri:
    """Nothing entered leaves it open; what did not arise fails."""
    unknown = equal(column.read, Const(NOTHING))
    sure = every((less(Const(NOT_APPLICABLE), column.read), holds_if_known))
    return Tri(sure, some((sure, unknown)))


def within(above: Number, below: Number, interval: Interval) -> Truth:
    """Whether above/below lies inside, by cross-multiplication; below > 0."""
    return meets((above, below), (above, below), interval)


Ratio = tuple[Number, Number]
"""A number over a positive one."""


def meets(low: Ratio, high: Ratio, interval: Interval) -> Truth:
    """Whether some x with low ≤ x ≤ high lies inside."""
    if interval.empty:
        return FALSE
    begins = TRUE if interval.low is None else _above(high, interval.low, interval.low_open)
    ends = TRUE if interval.high is None else opposite(_above(low, interval.high, interval.high_closed))
    return every((begins, ends))


def _above(a: Ratio, bound: Fraction, strictly: bool) -> Truth:
    """bound ≤ a, or bound < a."""
    least, given = times(a[1], Const(bound.numerator)), times(a[0], Const(bound.denominator))
    return less(least, given) if strictly else at_most(least, given)
