"""What a condition comes to: the one judge of conditions, wherever they stand.

A condition is judged by all that it may still come to. A fact not yet known may turn out to be any value that its
declaration allows, or not to arise. So a condition holds, or fails, only where it does so for all of these.
"""

import datetime
from collections.abc import Callable, Iterable
from enum import Enum
from fractions import Fraction
from functools import reduce
from typing import assert_never

from cchc_rules.frozen import frozen
from cchc_rules.meaning import amount as am
from cchc_rules.meaning.amount import Amount, known
from cchc_rules.meaning.due_days import DueFound
from cchc_rules.meaning.expressions import Worked, related, work
from cchc_rules.meaning.situation import Gap, Situation
from cchc_rules.model.condition import (
    AllOf,
    AnyOf,
    Condition,
    FactAtom,
    FactCompared,
    FactEquals,
    FactIs,
    FactWithin,
    Not,
    UnitIs,
    UnitKindIs,
    YearWithin,
)
from cchc_rules.model.expression import DayTold, Expression, FactRef, Quotient
from cchc_rules.model.fact import NOT_ARISEN, FactType, FactValue, NotArisen
from cchc_rules.source import fold_name, same_unit

Outcome = bool | Gap
"""What a condition comes to once all is known: it holds, it fails, or a comparison in it has no answer."""

Outcomes = frozenset[Outcome]

YES: Outcomes = frozenset({True})
NO: Outcomes = frozenset({False})
EITHER: Outcomes = frozenset({True, False})
_UNARISEN: Outcomes = frozenset({Gap.NOT_ARISEN})
_NONE: Outcomes = frozenset()
_ZERO = Fraction(0)


class Standing(Enum):
    """Where a condition stands, which decides what it makes of a fact that did not arise.

    In a scoring rule the comparison has no answer and what the rule says of it (`khi không phát sinh`) decides the
    row. Everywhere else the comparison is false. There a best of the year that may still change decides nothing,
    while a rule gives points by the best so far and calls them provisional.
    """

    IN_RULE = "in a scoring rule"
    ELSEWHERE = "elsewhere"


@frozen
class Observed:
    """One comparison of a condition, what was found, and whether it holds (None: not known).

    Where two values are compared, `other` is the second and `kind` the type of both; `due` is when a day told fell.
    """

    condition: FactAtom
    found: FactValue | Amount | None
    holds: bool | None
    other: FactValue | Amount | None = None
    kind: FactType | None = None
    due: DueFound | None = None


@frozen
class Truth:
    """All that a condition may come to, by which comparisons, and the unknown facts that decide which it is.

    `provisional` tells that it was found by a best of the year that may still change.
    """

    outcomes: Outcomes
    observed: tuple[Observed, ...] = ()
    missing: tuple[str, ...] = ()
    provisional: bool = False

    @property
    def settled(self) -> bool:
        """Whether it surely holds or surely fails."""
        return self.outcomes == YES or self.outcomes == NO

    @property
    def holds(self) -> bool | None:
        """Whether it holds where it has an answer; None while it may hold or fail, and where it surely has none."""
        return _only(self.outcomes)

    @property
    def gap(self) -> Gap | None:
        """Why it surely has no answer; None while it may have one."""
        return None if self.outcomes & EITHER else next(gap for gap in Gap if gap in self.outcomes)

    @property
    def may(self) -> frozenset[Gap]:
        """Other reasons for which it may turn out to have no answer."""
        return frozenset(gap for gap in Gap if gap in self.outcomes and gap is not self.gap)


def judge(condition: Condition | YearWithin, s: Situation) -> Truth:
    """All that a condition of a scoring rule may come to in the situation of a unit."""
    return _judge(condition, s, Standing.IN_RULE)


def holds(condition: Condition | YearWithin, s: Situation) -> bool | None:
    """Whether a condition outside scoring rules is true of the unit; None while that depends on what is unknown."""
    truth = _judge(condition, s, Standing.ELSEWHERE)
    return truth.holds if truth.settled else None


def waits_for(condition: Condition | YearWithin, s: Situation) -> tuple[str, ...]:
    """Names of the facts that an open condition outside scoring rules waits for."""
    return _judge(condition, s, Standing.ELSEWHERE).missing


def value_of(name: str, s: Situation) -> FactValue | None:
    """The value of a fact; None when unknown, and while a best of the year that it looks at may change."""
    declared = s.declaration(name)
    if declared is None or declared.formula is None:
        return s.value(name)
    made = work(FactRef(name), s)
    if made.gap is Gap.NOT_ARISEN:
        return NOT_ARISEN
    return made.amount.exact if made.amount is not None and not made.provisional else None


# ---- `và`, `hoặc`, `không phải`


def decided(condition: Condition, answer: Callable[[FactAtom], bool]) -> bool:
    """Whether a condition holds where every comparison in it has an `answer`."""
    match condition:
        case Not(part):
            return not decided(part, answer)
        case AllOf(parts):
            return all(decided(part, answer) for part in parts)
        case AnyOf(parts):
            return any(decided(part, answer) for part in parts)
        case UnitKindIs() | UnitIs() | FactIs() | FactWithin() | FactEquals() | FactCompared():
            return answer(condition)
        case _:
            assert_never(condition)


def _judge(condition: Condition | YearWithin, s: Situation, standing: Standing) -> Truth:
    match condition:
        case Not(part):
            inner = _judge(part, s, standing)
            return Truth(_negated(inner.outcomes), inner.observed, inner.missing, inner.provisional)
        case AllOf(parts):
            return _joined([_judge(p, s, standing) for p in parts], _both, NO)
        case AnyOf(parts):
            return _joined([_judge(p, s, standing) for p in parts], _either, YES)
        case YearWithin() | UnitKindIs() | UnitIs() | FactIs() | FactWithin() | FactEquals() | FactCompared():
            found = _compared(condition, s, standing)
            return found if standing is Standing.IN_RULE else _elsewhere(found)
        case _:
            assert_never(condition)


def _both(first: Outcome, second: Outcome) -> Outcome:
    """Fails where either fails, whatever the other lacks; else the first that has no answer decides."""
    if first is False or second is False:
        return False
    return first if isinstance(first, Gap) else second


def _either(first: Outcome, second: Outcome) -> Outcome:
    """Holds where either holds, whatever the other lacks; else the first that has no answer decides."""
    if first is True or second is True:
        return True
    return first if isinstance(first, Gap) else second


def _negated(outcomes: Outcomes) -> Outcomes:
    return frozenset(o if isinstance(o, Gap) else not o for o in outcomes)


def _joined(parts: list[Truth], join: Callable[[Outcome, Outcome], Outcome], deciding: Outcomes) -> Truth:
    outcomes = reduce(lambda a, b: frozenset(join(x, y) for x in a for y in b), (p.outcomes for p in parts))
    observed = tuple(o for p in parts for o in p.observed)
    deciders = [p for p in parts if p.outcomes == deciding]
    # One that surely decides is enough, whatever the others lack.
    provisional = all(p.provisional for p in deciders) if deciders else any(p.provisional for p in parts)
    missing = () if deciders else _names(p.missing for p in parts)
    return Truth(outcomes, observed, missing, provisional)


def _elsewhere(found: Truth) -> Truth:
    """A comparison as it counts outside scoring rules."""
    if found.settled and not found.provisional:
        return found
    values = found.outcomes
    if Gap.NOT_ARISEN in values:
        values = (values - _UNARISEN) | NO
    if found.provisional:
        values |= EITHER
    missing = () if values in (YES, NO) else found.missing or _read_by(found)
    return Truth(values, found.observed, missing, found.provisional)


def _read_by(found: Truth) -> tuple[str, ...]:
    """The fact compared, where it has no value though nothing that it is made of is unknown."""
    compared = (o.condition for o in found.observed)
    return tuple(c.fact for c in compared if isinstance(c, FactWithin | FactEquals | FactCompared))


# ---- comparisons


def _compared(c: FactAtom | YearWithin, s: Situation, standing: Standing) -> Truth:
    match c:
        case UnitKindIs(kinds):
            kind = s.kind
            return _plain(c, None if kind is None else fold_name(kind) in map(fold_name, kinds), kind)
        case UnitIs(names):
            unit = s.unit
            return _plain(c, None if unit is None else any(same_unit(unit, name) for name in names), unit)
        case YearWithin(first, last):
            return Truth(_all_of(None if not s.year else first <= s.year and (last is None or s.year <= last)))
        case FactIs():
            return _is(c, s)
        case FactWithin() | FactEquals():
            return _in(c, s)
        case FactCompared():
            return _beside(c, s, standing)
        case _:
            assert_never(c)


def _plain(c: FactAtom, answer: bool | None, found: FactValue | None) -> Truth:
    return Truth(_all_of(answer), (Observed(c, found, answer),))


def _all_of(answer: bool | None) -> Outcomes:
    return EITHER if answer is None else YES if answer else NO


def _only(outcomes: Outcomes) -> bool | None:
    """The answer, where there is but one."""
    return None if (True in outcomes) is (False in outcomes) else True in outcomes


def _is(c: FactIs, s: Situation) -> Truth:
    value, wanted = s.value(c.fact), c.value
    if isinstance(value, NotArisen):
        return Truth(_UNARISEN, (Observed(c, value, None),))
    if value is None:
        return Truth(EITHER | _UNARISEN, (Observed(c, None, None),), (c.fact,))
    if isinstance(value, str) and isinstance(wanted, str):
        return _plain(c, fold_name(value) == fold_name(wanted), value)
    return _plain(c, value is wanted, value)


def _in(c: FactWithin | FactEquals, s: Situation) -> Truth:
    made = work(FactRef(c.fact), s)
    if made.amount is None:
        return _of_worked(Observed(c, None, None), _NONE, (made,), made.gap)
    answer = made.amount.within(c.interval) if isinstance(c, FactWithin) else made.amount.equals(c.value)
    return _of_worked(Observed(c, made.amount, answer), _all_of(answer), (made,), None)


def _beside(c: FactCompared, s: Situation, standing: Standing) -> Truth:
    left, right = _side(FactRef(c.fact), s), _side(c.other, s)
    gaps = [side.gap for side in (left, right) if side.gap is not None]
    if gaps:
        # Outside scoring rules a fact that did not arise is beside nothing, whatever the other side lacks.
        beside_nothing = standing is Standing.ELSEWHERE and Gap.NOT_ARISEN in gaps
        gap = Gap.NOT_ARISEN if beside_nothing else gaps[0]
        return _of_worked(Observed(c, None, None), _NONE, (left, right), gap)
    answers = frozenset(c.relation.holds(sign) for sign in _signs(c, left.range, right.range, s)) or EITHER
    fact = s.declaration(c.fact)
    kind = fact.type if fact is not None else None
    seen = Observed(c, _shown(left, s), _only(answers), _shown(right, s), kind, right.due)
    return _of_worked(seen, answers, (left, right), None)


def _of_worked(seen: Observed, answers: Outcomes, sides: tuple[Worked, ...], gap: Gap | None) -> Truth:
    """What comparing gives, with what keeps a side from having a value, or may."""
    outcomes = answers.union(*(side.may for side in sides), () if gap is None else (gap,))
    missing = () if outcomes in (YES, NO) else _names(side.missing for side in sides)
    return Truth(outcomes, (seen,), missing, any(side.provisional for side in sides))


def possible_signs(c: FactCompared, s: Situation) -> frozenset[int]:
    """Whether the first value may be below (-1), at (0), above (1) the second, as far as the situation tells."""
    return _signs(c, _side(FactRef(c.fact), s).range, _side(c.other, s).range, s)


def _side(e: Expression, s: Situation) -> Worked:
    """A value to compare; days count from one fixed day."""
    value = s.value(e.name) if isinstance(e, FactRef) else None
    return Worked(e, known(Fraction(value.toordinal()))) if isinstance(value, datetime.date) else work(e, s)


def _shown(w: Worked, s: Situation) -> FactValue | Amount | None:
    value = s.value(w.expression.name) if isinstance(w.expression, FactRef) else None
    if isinstance(w.expression, DayTold):
        return w.due.last if w.due is not None else None
    return value if value is not None else w.amount


def _signs(c: FactCompared, left: Amount, right: Amount, s: Situation) -> frozenset[int]:
    apart = am.subtract(left, right)
    signs = {-1} if apart.low is None or apart.low < 0 else set()
    signs |= {0} if apart.equals(_ZERO) is not False else set()
    signs |= {1} if apart.high is None or apart.high > 0 else set()
    if left.exact is None or right.exact is None:
        # One fact may be declared to bound the other: both unknown, they still stand in order.
        low, high = related(Quotient(FactRef(c.fact), c.other), s)
        signs -= {1} if high is not None else set()
        signs -= {-1} if low is not None else set()
    return frozenset(signs)


def _names(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(n for group in groups for n in group))
