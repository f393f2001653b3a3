"""Work out expressions in a situation: exact where facts are known, bounds where not."""

import datetime
from collections.abc import Iterable
from fractions import Fraction
from typing import assert_never

import attrs

from cchc_rules.frozen import frozen
from cchc_rules.meaning import amount as am
from cchc_rules.meaning.amount import ANYTHING, Amount, known
from cchc_rules.meaning.due_days import DueFound, due_day, is_days_off
from cchc_rules.meaning.situation import Gap, Situation
from cchc_rules.model.expression import (
    Add,
    Binary,
    ByYear,
    Day,
    Days,
    DaysLate,
    Expression,
    Extreme,
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
from cchc_rules.model.fact import NotArisen, this_year, years_back
from cchc_rules.source import fold_name

NO_GAPS: frozenset[Gap] = frozenset()
_ZERO, _ONE = Fraction(0), Fraction(1)
_NATURAL = Amount(_ZERO, None)


@frozen
class Worked:
    """An expression with its value and those of its parts: the arithmetic, facts filled in.

    `amount` is None where there is no number because of `gap`; `may` are gaps that unknown facts could open.
    `missing` names the unknown facts read, `provisional` tells that the year's best may still change.
    `days_off` are weekdays left out of working days late, `days_made_up` weekend days among them; `due` is the day
    that they are counted from, or that is compared with.
    """

    expression: Expression
    amount: Amount | None
    parts: tuple["Worked", ...] = ()
    gap: Gap | None = None
    may: frozenset[Gap] = NO_GAPS
    missing: tuple[str, ...] = ()
    provisional: bool = False
    days_off: tuple[datetime.date, ...] = ()
    days_made_up: tuple[datetime.date, ...] = ()
    due: DueFound | None = None

    @property
    def range(self) -> Amount:
        """The amount; anything where there is none."""
        return self.amount if self.amount is not None else ANYTHING


def work(e: Expression, s: Situation) -> Worked:  # noqa: C901 - a case for each kind of expression
    """The expression worked out in the situation."""
    match e:
        case Number(value):
            return Worked(e, known(value))
        case MaxPoints():
            return Worked(e, known(s.max))
        case OutOfMax():
            return Worked(e, None, gap=Gap.OUT)
        case TheRatio():
            return Worked(e, s.ratio if s.ratio is not None else ANYTHING)
        case PartRef(name):
            return Worked(e, s.parts.get(name, ANYTHING))
        case FactRef(name):
            return _fact(e, name, s)
        case DaysLate():
            return _days_late(e, s)
        case Day() | LastDay():
            return _day(e, s)
        case Stepped():
            made = work(e.arithmetic, s)
            return attrs.evolve(made, expression=e, parts=(made,))
        case YearBest(inner, lowest):
            return _year_best(e, inner, lowest, s)
        case ByYear():
            return _by_year(e, s)
        case Add() | Subtract() | Times() | Quotient() | Least() | Greatest() | Rounded():
            return _combined(e, s)
        case _:
            assert_never(e)


def _combined(e: Binary | Extreme | Rounded, s: Situation) -> Worked:
    parts = tuple(work(part, s) for part in children(e))
    told = Worked(
        e, None, parts, missing=_names(p.missing for p in parts), provisional=any(p.provisional for p in parts)
    )
    if isinstance(e, Quotient):
        return _quotient(e, told, s)
    may = frozenset(g for p in parts for g in p.may)
    gap = next((p.gap for p in parts if p.gap is not None), None)
    amount = _operate(e, [p.range for p in parts]) if gap is None else None
    return attrs.evolve(told, amount=amount, gap=gap, may=may)


def _quotient(e: Quotient, told: Worked, s: Situation) -> Worked:
    """A denominator is asked first: of nothing there is no share, whatever the numerator lacks."""
    above, below = told.parts
    if below.gap is not None or below.range.exact == 0:
        return attrs.evolve(told, gap=below.gap or Gap.ZERO, may=below.may, missing=below.missing)
    low, high = below.range.low, below.range.high
    may_be_zero = (low is None or low <= 0) and (high is None or high >= 0)
    may = above.may | below.may | ({Gap.ZERO} if may_be_zero else NO_GAPS)
    if above.gap is not None:
        return attrs.evolve(told, gap=above.gap, may=may)
    ratio = am.divide(above.range, below.range)
    if above.range.exact is None or below.range.exact is None:
        ratio = ratio.meet(*related(e, s))
    return attrs.evolve(told, amount=ratio, may=may)


def _operate(e: Add | Subtract | Times | Extreme | Rounded, amounts: list[Amount]) -> Amount:
    match e:
        case Add():
            return am.add(*amounts)
        case Subtract():
            return am.subtract(*amounts)
        case Times():
            return am.times(*amounts)
        case Least():
            return am.least(amounts)
        case Greatest():
            return am.greatest(amounts)
        case Rounded(_, step, direction):
            return am.rounded(amounts[0], step, direction)
        case _:
            assert_never(e)


def related(e: Quotient, s: Situation) -> tuple[Fraction | None, Fraction | None]:
    """What declared bounds of one fact by the other say about their ratio."""
    if isinstance(e.right, YearBest) and e.right.inner == e.left:
        return (_ONE, None) if e.right.lowest else (None, _ONE)
    if not (isinstance(e.left, FactRef) and isinstance(e.right, FactRef)):
        return None, None
    if years_back(e.left.name) != years_back(e.right.name):
        return None, None
    declared, other = s.declaration(e.left.name), fold_name(this_year(e.right.name))
    if declared is None:
        return None, None
    low = _ONE if isinstance(declared.low, str) and fold_name(declared.low) == other else None
    return low, _ONE if isinstance(declared.high, str) and fold_name(declared.high) == other else None


def _fact(e: FactRef, name: str, s: Situation) -> Worked:
    declared = s.declaration(name)
    if declared is not None and declared.formula is not None:
        inner = s.deeper()
        if inner is None:
            return Worked(e, ANYTHING, missing=(name,))
        made = work(declared.formula, inner)
        return Worked(e, made.amount, (made,), made.gap, made.may, made.missing, made.provisional)
    value = s.value(name)
    if isinstance(value, NotArisen):
        return Worked(e, None, gap=Gap.NOT_ARISEN)
    if isinstance(value, Fraction):
        return Worked(e, known(value))
    return Worked(e, s.bounds(name), may=frozenset({Gap.NOT_ARISEN}), missing=(name,))


def _days_late(e: DaysLate, s: Situation) -> Worked:
    sent, due = s.value(e.fact), due_day(e.due, s, moves=True)
    if isinstance(sent, NotArisen):
        return Worked(e, None, gap=Gap.NOT_ARISEN)
    if not isinstance(sent, datetime.date):
        return Worked(e, _NATURAL, may=due.may | {Gap.NOT_ARISEN}, missing=(e.fact, *due.missing))
    if due.gap is not None:
        return Worked(e, None, gap=due.gap)
    if due.last is not None:
        off, made_up = s.work_days.special(sent, due.last) if e.days is Days.WORKING else ((), ())
        late = known(Fraction(s.work_days.late(sent, due.last, e.days)))
        return Worked(e, late, days_off=off, days_made_up=made_up, due=due)
    # As late as by the earliest day that it may be, and on time if by that.
    most = None if due.earliest is None else Fraction(s.work_days.late(sent, due.earliest, e.days))
    return Worked(e, Amount(_ZERO, most), may=due.may, missing=due.missing if most != 0 else (), due=due)


def _day(e: Day | LastDay, s: Situation) -> Worked:
    """A day counts from one fixed day."""
    due = due_day(e.due, s, isinstance(e, LastDay))
    if due.gap is not None:
        return Worked(e, None, gap=due.gap)
    if due.last is not None:
        return Worked(e, known(Fraction(due.last.toordinal())), due=due)
    soonest = None if due.earliest is None else Fraction(due.earliest.toordinal())
    return Worked(e, Amount(soonest, None), may=due.may, missing=due.missing, due=due)


def _year_best(e: YearBest, inner: Expression, lowest: bool, s: Situation) -> Worked:
    own = work(inner, s)
    best = s.peers.best.get(e)
    if best is not None:
        return Worked(e, known(best), (own,), may=NO_GAPS, provisional=not s.peers.final)
    bounds = _static_range(inner, s)
    amount = bounds.meet(None, own.range.high) if lowest else bounds.meet(own.range.low, None)
    return Worked(e, amount, (own,), own.gap, own.may, (*own.missing, ALL_UNITS), provisional=True)


def _by_year(e: ByYear, s: Situation) -> Worked:
    """The number of the year assessed; where it has none, nobody knows it, and no other year's stands for it."""
    if not s.year:
        return Worked(e, am.hull([known(v.number.value) for v in e.values]) if e.values else ANYTHING)
    told = e.of(s.year)
    return Worked(e, ANYTHING, missing=(value_of_year(s.year),)) if told is None else Worked(e, known(told.value))


ALL_UNITS = "số liệu của mọi đơn vị trong kỳ"
"""Stands among the missing where only the other units' figures are."""
_VALUE_OF = "giá trị quy định cho năm "


def value_of_year(year: int) -> str:
    """Stands among the missing where values by year have none for the year."""
    return f"{_VALUE_OF}{year}"


def is_fact(missing: str) -> bool:
    """Whether what is missing is a fact that somebody could report."""
    return missing != ALL_UNITS and not is_days_off(missing) and not missing.startswith(_VALUE_OF)


def _static_range(e: Expression, s: Situation) -> Amount:
    return work(e, Situation({}, s.declared, max=s.max)).range


def _names(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(n for group in groups for n in group))
