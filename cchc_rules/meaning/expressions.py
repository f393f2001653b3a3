"""Work out expressions and conditions in a situation: exact where facts are known, bounds where not."""

import datetime
from collections.abc import Iterable
from fractions import Fraction
from typing import assert_never

from cchc_rules.frozen import frozen
from cchc_rules.meaning import amount as am
from cchc_rules.meaning.amount import ANYTHING, Amount, known
from cchc_rules.meaning.situation import Gap, Situation, is_last_year, this_year
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
    Binary,
    Days,
    DaysLate,
    Expression,
    Extreme,
    FactRef,
    Greatest,
    Least,
    MaxPoints,
    Number,
    OutOfMax,
    PartRef,
    Quotient,
    Rounded,
    Subtract,
    TheRatio,
    Times,
    YearBest,
    children,
)
from cchc_rules.model.fact import FactType, FactValue, NotArisen
from cchc_rules.model.interval import Interval
from cchc_rules.source import fold_name, same_unit

NO_GAPS: frozenset[Gap] = frozenset()
_ZERO, _ONE = Fraction(0), Fraction(1)
_NATURAL = Amount(_ZERO, None)
_NOUGHT = Interval(_ZERO, _ZERO, high_closed=True)


@frozen
class Worked:
    """An expression with its value and those of its parts: the arithmetic, facts filled in.

    `amount` is None where there is no number because of `gap`; `may` are gaps that unknown facts could open.
    `missing` names the unknown facts read, `provisional` tells that the year's best may still change.
    `days_off` are weekdays left out of working days late, `days_made_up` weekend days among them; `due` is the last
    permitted day that they are counted from.
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
    due: datetime.date | None = None

    @property
    def range(self) -> Amount:
        """The amount; anything where there is none."""
        return self.amount if self.amount is not None else ANYTHING


@frozen
class Observed:
    """One comparison of a condition, what was found, and whether it holds (None: not known).

    Where two values are compared, `other` is the second and `kind` the type of both.
    """

    condition: Condition
    found: FactValue | Amount | None
    holds: bool | None
    other: FactValue | Amount | None = None
    kind: FactType | None = None


@frozen
class Truth:
    """Whether a condition holds, by which comparisons; None when that depends on `missing` or there is a `gap`.

    `provisional` tells that it was found by a best of the year that may still change.
    """

    holds: bool | None
    observed: tuple[Observed, ...] = ()
    gap: Gap | None = None
    may: frozenset[Gap] = NO_GAPS
    missing: tuple[str, ...] = ()
    provisional: bool = False


# ---- expressions


def work(e: Expression, s: Situation) -> Worked:
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
        case YearBest(inner, lowest):
            return _year_best(e, inner, lowest, s)
        case Add() | Subtract() | Times() | Quotient() | Least() | Greatest() | Rounded():
            return _combined(e, s)
        case _:
            assert_never(e)


def _combined(e: Binary | Extreme | Rounded, s: Situation) -> Worked:
    parts = tuple(work(part, s) for part in children(e))
    gap = next((p.gap for p in parts if p.gap is not None), None)
    may = frozenset(g for p in parts for g in p.may)
    amount: Amount | None = None
    if gap is None:
        amounts = [p.range for p in parts]
        if isinstance(e, Quotient):
            amount, gap, may = _quotient(e, amounts[0], amounts[1], may, s)
        else:
            amount = _operate(e, amounts)
    return Worked(e, amount, parts, gap, may, _names(p.missing for p in parts), any(p.provisional for p in parts))


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


def _quotient(
    e: Quotient, above: Amount, below: Amount, may: frozenset[Gap], s: Situation
) -> tuple[Amount | None, Gap | None, frozenset[Gap]]:
    if below.exact == 0:
        return None, Gap.ZERO, may
    if (below.low is None or below.low <= 0) and (below.high is None or below.high >= 0):
        may = may | {Gap.ZERO}
    ratio = am.divide(above, below)
    if above.exact is None or below.exact is None:
        ratio = ratio.meet(*_related(e, s))
    return ratio, None, may


def _related(e: Quotient, s: Situation) -> tuple[Fraction | None, Fraction | None]:
    """What declared bounds of one fact by the other say about their ratio."""
    if isinstance(e.right, YearBest) and e.right.inner == e.left:
        return (_ONE, None) if e.right.lowest else (None, _ONE)
    if not (isinstance(e.left, FactRef) and isinstance(e.right, FactRef)):
        return None, None
    if is_last_year(e.left.name) is not is_last_year(e.right.name):
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
    value = s.value(e.fact)
    if isinstance(value, NotArisen):
        return Worked(e, None, gap=Gap.NOT_ARISEN)
    if isinstance(value, datetime.date) and s.year:
        return _late(e, value, s)
    return Worked(e, _NATURAL, may=frozenset({Gap.NOT_ARISEN}), missing=(e.fact,))


def _late(e: DaysLate, sent: datetime.date, s: Situation) -> Worked:
    due, days = s.last_day(e.due), s.work_days
    if due is None:
        # It moves to a later day, nobody knows which: as late as by the printed day at most, and on time if by that.
        printed = e.due.on(s.year)
        most = Fraction(days.late(sent, printed, e.days))
        missing = (days_off_of(days.missing_year(printed)),) if most else ()
        return Worked(e, Amount(Fraction(0), most), missing=missing, due=printed)
    late = known(Fraction(days.late(sent, due, e.days)))
    off, made_up = days.special(sent, due) if e.days is Days.WORKING else ((), ())
    return Worked(e, late, days_off=off, days_made_up=made_up, due=due)


def _year_best(e: YearBest, inner: Expression, lowest: bool, s: Situation) -> Worked:
    own = work(inner, s)
    best = s.peers.best.get(e)
    if best is not None:
        return Worked(e, known(best), (own,), may=NO_GAPS, provisional=not s.peers.final)
    bounds = _static_range(inner, s)
    amount = bounds.meet(None, own.range.high) if lowest else bounds.meet(own.range.low, None)
    return Worked(e, amount, (own,), own.gap, own.may, (*own.missing, ALL_UNITS), provisional=True)


ALL_UNITS = "số liệu của mọi đơn vị trong kỳ"
"""Stands among the missing where only the other units' figures are."""
_DAYS_OFF_OF = "ngày nghỉ lễ năm "


def days_off_of(year: int) -> str:
    """Stands among the missing where a deadline may move over days off that nobody stated."""
    return f"{_DAYS_OFF_OF}{year}"


def is_fact(missing: str) -> bool:
    """Whether what is missing is a fact that somebody could report."""
    return missing != ALL_UNITS and not missing.startswith(_DAYS_OFF_OF)


def _static_range(e: Expression, s: Situation) -> Amount:
    return work(e, Situation({}, s.declared, max=s.max)).range


# ---- conditions


def judge(c: Condition, s: Situation) -> Truth:
    """Whether a condition holds of the unit; unknown never counts as false."""
    match c:
        case Not(part):
            inner = judge(part, s)
            held = None if inner.holds is None else not inner.holds
            return Truth(held, inner.observed, inner.gap, inner.may, inner.missing, inner.provisional)
        case AllOf(parts):
            return _joined([judge(p, s) for p in parts], deciding=False)
        case AnyOf(parts):
            return _joined([judge(p, s) for p in parts], deciding=True)
        case UnitKindIs(kinds):
            return _of_kind(c, s.kind, kinds)
        case UnitIs(names):
            named = None if s.unit is None else any(same_unit(s.unit, name) for name in names)
            return _plain(c, named, s.unit)
        case FactIs(fact, wanted):
            return _is(c, fact, wanted, s)
        case FactWithin() | FactEquals():
            return _compared(c, s)
        case FactCompared():
            return _beside(c, s)
        case _:
            assert_never(c)


def _joined(parts: list[Truth], deciding: bool) -> Truth:
    observed = tuple(o for p in parts for o in p.observed)
    deciders = [p for p in parts if p.holds is deciding]
    if deciders:
        # One that no gap can open decides, whatever the others lack.
        firm = any(not p.may for p in deciders)
        may = NO_GAPS if firm else frozenset(g for p in parts for g in p.may)
        missing = () if firm else _names(p.missing for p in parts)
        return Truth(deciding, observed, None, may, missing, all(p.provisional for p in deciders))
    gap = next((p.gap for p in parts if p.gap is not None), None)
    may = frozenset(g for p in parts for g in p.may)
    missing = _names(p.missing for p in parts)
    unsure = any(p.holds is None for p in parts)
    if gap is not None and any(p.holds is None and p.gap is None for p in parts):
        # What is not known yet may decide, and then the gap is of no account.
        gap, may = None, may | {p.gap for p in parts if p.gap is not None}
    provisional = any(p.provisional for p in parts)
    return Truth(None if unsure else not deciding, observed, gap, may, missing, provisional)


def _plain(c: Condition, holds: bool | None, found: FactValue | Amount | None) -> Truth:
    return Truth(holds, (Observed(c, found, holds),))


def _of_kind(c: Condition, actual: str | None, names: tuple[str, ...]) -> Truth:
    return _plain(c, None if actual is None else fold_name(actual) in map(fold_name, names), actual)


def _is(c: Condition, fact: str, wanted: bool | str, s: Situation) -> Truth:
    value = s.value(fact)
    if isinstance(value, NotArisen):
        return Truth(None, (Observed(c, value, None),), gap=Gap.NOT_ARISEN)
    if value is None:
        return Truth(None, (Observed(c, None, None),), may=frozenset({Gap.NOT_ARISEN}), missing=(fact,))
    if isinstance(value, str) and isinstance(wanted, str):
        return _plain(c, fold_name(value) == fold_name(wanted), value)
    return _plain(c, value is wanted, value)


def _compared(c: FactWithin | FactEquals, s: Situation) -> Truth:
    made = work(FactRef(c.fact), s)
    if made.amount is None:
        return Truth(
            None, (Observed(c, None, None),), made.gap, made.may, missing=made.missing, provisional=made.provisional
        )
    if isinstance(c, FactWithin):
        held = made.amount.within(c.interval)
    elif made.amount.exact is not None:
        held = made.amount.exact == c.value
    else:
        held = _outside(made.amount, c.value)
    may = made.may if held is None or made.may else NO_GAPS
    missing = made.missing if held is None or may else ()
    return Truth(held, (Observed(c, made.amount, held),), may=may, missing=missing, provisional=made.provisional)


def _beside(c: FactCompared, s: Situation) -> Truth:
    left, right = _side(FactRef(c.fact), s), _side(c.other, s)
    gap = left.gap or right.gap
    missing, may = _names((left.missing, right.missing)), left.may | right.may
    provisional = left.provisional or right.provisional
    if gap is not None:
        return Truth(None, (Observed(c, None, None),), gap=gap, may=may, missing=missing, provisional=provisional)
    found = {c.relation.holds(sign) for sign in _signs(c, left.range, right.range, s)}
    held = found.pop() if len(found) == 1 else None
    fact = s.declaration(c.fact)
    seen = Observed(c, _seen(left, s), held, _seen(right, s), fact.type if fact is not None else None)
    return Truth(held, (seen,), may=may, missing=missing if held is None or may else (), provisional=provisional)


def _side(e: Expression, s: Situation) -> Worked:
    """A value to compare; days count from one fixed day."""
    value = s.value(e.name) if isinstance(e, FactRef) else None
    return Worked(e, known(Fraction(value.toordinal()))) if isinstance(value, datetime.date) else work(e, s)


def _seen(w: Worked, s: Situation) -> FactValue | Amount | None:
    value = s.value(w.expression.name) if isinstance(w.expression, FactRef) else None
    return value if value is not None else w.amount


def possible_signs(c: FactCompared, s: Situation) -> frozenset[int]:
    """Whether the first value may be below (-1), at (0), above (1) the second, as far as the situation tells."""
    return _signs(c, _side(FactRef(c.fact), s).range, _side(c.other, s).range, s)


def _signs(c: FactCompared, left: Amount, right: Amount, s: Situation) -> frozenset[int]:
    apart = am.subtract(left, right)
    signs = {-1} if apart.low is None or apart.low < 0 else set()
    signs |= {0} if apart.within(_NOUGHT) is not False else set()
    signs |= {1} if apart.high is None or apart.high > 0 else set()
    if left.exact is None or right.exact is None:
        # One fact may be declared to bound the other: both unknown, they still stand in order.
        low, high = _related(Quotient(FactRef(c.fact), c.other), s)
        signs -= {1} if high is not None else set()
        signs -= {-1} if low is not None else set()
    return frozenset(signs)


def _outside(a: Amount, value: Fraction) -> bool | None:
    below = a.high is not None and a.high < value
    return False if below or (a.low is not None and a.low > value) else None


def _names(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(n for group in groups for n in group))
