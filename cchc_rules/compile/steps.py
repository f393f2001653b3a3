"""Expressions and conditions as steps of a program: functions of what is known, put together once for a rubric."""

import datetime
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import reduce
from types import MappingProxyType
from typing import NamedTuple, assert_never

from cchc_rules.compile import ratio
from cchc_rules.compile.ratio import Ratio
from cchc_rules.meaning.due_days import due_day
from cchc_rules.meaning.situation import Gap, Situation
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
)
from cchc_rules.model.expression import (
    Add,
    ByYear,
    Day,
    DaysLate,
    Due,
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
    children,
)
from cchc_rules.model.fact import FactDeclaration, FactValue, NotArisen, this_year
from cchc_rules.source import fold_name, unit_key

_DEEPEST = 32


class NoStepError(Exception):
    """While a program is made: it has no step for something, so the rule is left to the full working."""


class UnsettledError(Exception):
    """While a program runs: there is no exact number, because of `gap`, or (None) for want of something known."""

    def __init__(self, gap: Gap | None = None) -> None:
        super().__init__(gap)
        self.gap = gap


class Frame(NamedTuple):
    """What a step sees: the situation, what `tỷ lệ` means just here, and the points of parts stated before."""

    s: Situation
    ratio: Ratio | None = None
    parts: Mapping[str, Ratio] = MappingProxyType({})


Step = Callable[[Frame], Ratio]
Holds = Callable[[Frame], bool]


class Setting(NamedTuple):
    """What steps are made for: declarations by folded name, the maximum of the row, and how deep in formulas."""

    declared: Mapping[str, FactDeclaration]
    most: Ratio
    depth: int = 0


# ---- expressions


def number_step(e: Expression, at: Setting) -> Step:  # noqa: C901 - a case for each kind of expression
    """The step that works out an expression. Raises NoStepError."""
    match e:
        case Number(value):
            return _constant(ratio.ratio_of(value))
        case MaxPoints():
            return _constant(at.most)
        case OutOfMax():
            return _out
        case TheRatio():
            return _the_ratio
        case PartRef(name):
            return lambda f: _given(f.parts.get(name))
        case FactRef(name):
            return _fact(name, at)
        case DaysLate():
            return _days_late(e)
        case Day() | LastDay():
            return _day(e)
        case Stepped():
            return number_step(e.arithmetic, at)
        case YearBest():
            return lambda f: _best(f.s, e)
        case ByYear():
            return lambda f: _of_year(f.s.year, e)
        case Add():
            return _joining(ratio.add, children(e), at)
        case Subtract():
            return _joining(ratio.subtract, children(e), at)
        case Times():
            return _joining(ratio.times, children(e), at)
        case Quotient():
            return _quotient(*(number_step(part, at) for part in children(e)))
        case Least():
            return _joining(ratio.least, children(e), at)
        case Greatest():
            return _joining(ratio.greatest, children(e), at)
        case Rounded(inner, size, direction):
            made, by = number_step(inner, at), ratio.ratio_of(size)
            return lambda f: ratio.rounded(made(f), by, direction)
        case _:
            assert_never(e)


def _constant(value: Ratio) -> Step:
    return lambda f: value


def _joining(operate: Callable[[Ratio, Ratio], Ratio], parts: tuple[Expression, ...], at: Setting) -> Step:
    """The operation over all parts, left to right."""
    first, *others = (number_step(part, at) for part in parts)
    return reduce(lambda left, right: lambda f: operate(left(f), right(f)), others, first)


def _quotient(above: Step, below: Step) -> Step:
    """A denominator is asked first, as in the full working."""

    def divided(f: Frame) -> Ratio:
        by = below(f)
        if by[0] == 0:
            raise UnsettledError(Gap.ZERO)
        return ratio.divide(above(f), by)

    return divided


def _out(f: Frame) -> Ratio:
    raise UnsettledError(Gap.OUT)


def _the_ratio(f: Frame) -> Ratio:
    return _given(f.ratio)


def _given(value: Ratio | None) -> Ratio:
    if value is None:
        raise UnsettledError
    return value


def _best(s: Situation, e: YearBest) -> Ratio:
    best = s.peers.best.get(e)
    return _given(None if best is None else ratio.ratio_of(best))


def _of_year(year: int, e: ByYear) -> Ratio:
    told = e.of(year) if year else None
    return _given(None if told is None else ratio.ratio_of(told.value))


# ---- facts


def _fact(name: str, at: Setting) -> Step:
    declared = at.declared.get(fold_name(this_year(name)))
    if declared is not None and declared.formula is not None:
        if at.depth >= _DEEPEST:
            raise NoStepError
        return number_step(declared.formula, at._replace(depth=at.depth + 1))
    key = fold_name(name)
    return lambda f: _number(f.s.known.get(key))


def _number(value: FactValue | None) -> Ratio:
    if isinstance(value, Fraction):
        return value.as_integer_ratio()
    raise no_number(value)


def no_number(value: FactValue | None) -> UnsettledError:
    """Why a fact gives no number, or decides nothing."""
    return UnsettledError(Gap.NOT_ARISEN if isinstance(value, NotArisen) else None)


def _days_late(e: DaysLate) -> Step:
    key = fold_name(e.fact)

    def late(f: Frame) -> Ratio:
        value = f.s.known.get(key)
        if not isinstance(value, datetime.date):
            raise no_number(value)
        return f.s.work_days.late(value, _last(e.due, f, moves=True), e.days), 1

    return late


def _last(due: Due, f: Frame, moves: bool) -> datetime.date:
    found = due_day(due, f.s, moves)
    if found.last is None:
        raise UnsettledError(found.gap)
    return found.last


def _day(e: Day | LastDay) -> Step:
    """A day counts from one fixed day."""
    return lambda f: (_last(e.due, f, isinstance(e, LastDay)).toordinal(), 1)


# ---- conditions


def truth_step(c: Condition, at: Setting) -> Holds:
    """The step that tells whether a condition holds. Raises NoStepError."""
    match c:
        case Not(part):
            held = truth_step(part, at)
            return lambda f: not held(f)
        case AllOf(parts):
            return _joined([truth_step(p, at) for p in parts], deciding=False)
        case AnyOf(parts):
            return _joined([truth_step(p, at) for p in parts], deciding=True)
        case FactIs(fact, wanted):
            return _is(fold_name(fact), fold_name(wanted) if isinstance(wanted, str) else wanted)
        case FactWithin(fact, interval):
            value, ends = _fact(fact, at), ratio.ends_of(interval)
            return lambda f: ratio.within(value(f), ends)
        case FactEquals(fact, wanted):
            value, same = _fact(fact, at), ratio.ratio_of(wanted)
            return lambda f: ratio.equal(value(f), same)
        case FactCompared(fact, relation, other):
            left, right = _side(FactRef(fact), at), _side(other, at)
            return lambda f: relation.holds(ratio.sign(ratio.subtract(left(f), right(f))))
        case UnitKindIs(kinds):
            folded = frozenset(map(fold_name, kinds))
            return lambda f: fold_name(_stated(f.s.kind)) in folded
        case UnitIs(names):
            keys = frozenset(map(unit_key, names))
            return lambda f: unit_key(_stated(f.s.unit)) in keys
        case _:
            assert_never(c)


def _side(e: Expression, at: Setting) -> Step:
    """A value to compare; days count from one fixed day."""
    made = number_step(e, at)
    if not isinstance(e, FactRef):
        return made
    key = fold_name(e.name)

    def value(f: Frame) -> Ratio:
        day = f.s.known.get(key)
        return (day.toordinal(), 1) if isinstance(day, datetime.date) else made(f)

    return value


def _stated(text: str | None) -> str:
    if text is None:
        raise UnsettledError
    return text


def _joined(parts: list[Holds], deciding: bool) -> Holds:
    """Decided by the first part that decides, whatever the others lack."""

    def held(f: Frame) -> bool:
        gaps: list[Gap | None] = []
        for part in parts:
            try:
                if part(f) is deciding:
                    return deciding
            except UnsettledError as unsettled:
                gaps.append(unsettled.gap)
        if gaps:
            raise UnsettledError(gaps[0])
        return not deciding

    return held


def _is(key: str, wanted: bool | str) -> Holds:
    def held(f: Frame) -> bool:
        value = f.s.known.get(key)
        if isinstance(value, str) and isinstance(wanted, str):
            return fold_name(value) == wanted
        if value is None or isinstance(value, NotArisen):
            raise no_number(value)
        return value is wanted

    return held
