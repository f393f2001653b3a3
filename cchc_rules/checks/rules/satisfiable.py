"""Whether a condition can hold and can fail, over every unit and every report that the rubric allows.

A condition compares a few things (the kind of unit, its name, each fact) with a few values, so a handful of
cases stands for all: below, on, between and above the bounds. Trying each gives an exact answer.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from itertools import chain, pairwise, product
from math import ceil, floor, prod
from typing import assert_never

from cchc_rules.checks.rubric_conditions import Placed, Scope
from cchc_rules.checks.rules.declarations import fits, misfit
from cchc_rules.checks.rules.linear import signs_apart
from cchc_rules.frozen import frozen
from cchc_rules.meaning.amount import Amount
from cchc_rules.meaning.conditions import decided, holds, possible_signs
from cchc_rules.meaning.expressions import work
from cchc_rules.meaning.situation import Situation
from cchc_rules.model.condition import (
    Condition,
    FactAtom,
    FactCompared,
    FactEquals,
    FactIs,
    FactWithin,
    UnitIs,
    UnitKindIs,
    fact_atoms,
    facts_of,
)
from cchc_rules.model.expression import Day, DaysAfter, DueDay, FactRef, FixedDay, LastDay
from cchc_rules.model.fact import FactDeclaration, FactType
from cchc_rules.source import fold_name, unit_key
from cchc_rules.writing.expressions import expression

CASE_LIMIT, NAME_LIMIT = 1_000, 12
"""At most so many cases are tried, over so many names; a condition that needs more is left undecided, not slow."""

Value = bool | str | Fraction
# No fact is named so: brackets cannot occur in a fact's name.
_ANY_YEAR = 2000
_KIND, _UNIT, _OTHER = "[kind]", "[unit]", "[other]"
_fold = lru_cache(maxsize=4096)(fold_name)


@frozen
class Case:
    """A unit that reports every fact, all of which arose: values by what they are of, with the situation they make."""

    values: Mapping[str, Value]
    situation: Situation


class Verdict(Enum):
    """What the cases show."""

    NEVER = "never"
    SOMETIMES = "sometimes"
    ALWAYS = "always"
    UNDECIDED = "undecided"


def judge(scope: Scope, condition: Condition) -> Verdict:
    """Whether the condition holds in no case, in some, or in all; undecided when a part of it is faulty."""
    cases = _cases(scope, tuple(fact_atoms(condition)))
    if cases is None:
        return Verdict.UNDECIDED
    first, others = next(cases, None), cases
    if first is None:
        return Verdict.UNDECIDED
    held = _holds(condition, first)
    if any(_holds(condition, case) is not held for case in others):
        return Verdict.SOMETIMES
    return Verdict.ALWAYS if held else Verdict.NEVER


@frozen
class Taken:
    """Of conditions in order, which is the first to hold: `firsts` those that are in some case.

    `last` is the greatest of the firsts, the number of conditions where some case fits none. Only the first `told` of
    the conditions could be tried together; nothing is known of the rest.
    """

    firsts: frozenset[int]
    last: int
    told: int


def taken(scope: Scope, conditions: Sequence[Condition]) -> Taken:
    """Which of several conditions, the first that holds taken, are ever taken; each case is tried once for all."""
    atoms = [tuple(fact_atoms(c)) for c in conditions]

    def tried(n: int) -> Iterator[Case] | None:
        return _cases(scope, tuple(chain.from_iterable(atoms[:n])))

    # The more conditions, the more cases: what can't be tried for some can't for more.
    told = bisect_left(range(1, len(conditions) + 1), True, key=lambda n: tried(n) is None)
    cases = tried(told)
    found = {_first(conditions[:told], case) for case in cases} if told and cases is not None else set()
    return Taken(frozenset(found), max(found, default=len(conditions)), told)


def _first(conditions: Sequence[Condition], case: Case) -> int:
    return next((n for n, c in enumerate(conditions) if _holds(c, case)), len(conditions))


def can_apply(scope: Scope, conditions: Sequence[Placed]) -> bool:
    """Whether a row under all these conditions applies in some case; True when that stays undecided."""
    cases = _cases(scope, tuple(a for placed in conditions for a in fact_atoms(placed.condition)))
    if cases is None:
        return True
    return any(all(_holds(p.condition, case) is not p.excludes for p in conditions) for case in cases)


def _holds(condition: Condition, case: Case) -> bool:
    return decided(condition, lambda comparison: _answer(comparison, case))


def _answer(comparison: FactAtom, case: Case) -> bool:
    if isinstance(comparison, UnitIs):
        return case.values[_UNIT] in _keys(comparison)
    if not isinstance(comparison, FactCompared):
        return holds(comparison, case.situation) is True
    sign = case.values[_variable(comparison)]
    told = _told(comparison)
    if told is not None:
        return isinstance(sign, Fraction) and comparison.relation.holds((sign > told) - (sign < told))
    return isinstance(sign, Fraction) and comparison.relation.holds(int(sign) * _turn(comparison))


@lru_cache(maxsize=4096)
def _keys(atom: UnitIs) -> frozenset[str]:
    return frozenset(unit_key(n) for n in atom.names)


def _cases(scope: Scope, used: Sequence[FactAtom]) -> Iterator[Case] | None:
    """All cases worth telling apart, None when there are too many or a fact is undeclared or misused."""
    names = tuple(dict.fromkeys(_variable(a) for a in used))
    if len(names) > NAME_LIMIT:
        return None
    ranges = []
    for name in names:
        values = _values(scope, name, [a for a in used if _variable(a) == name])
        if values is None:
            return None
        ranges.append(values)
    if prod(len(r) for r in ranges) > CASE_LIMIT:
        return None
    return (_case(dict(zip(names, chosen, strict=True))) for chosen in product(*ranges))


def _case(values: Mapping[str, Value]) -> Case:
    unit, kind = values.get(_UNIT), values.get(_KIND)
    named = (None if unit is None else str(unit), None if kind is None else str(kind))
    # Nothing is declared: a computed fact too has the value of the case.
    return Case(values, Situation(values, {}, *named))


def _variable(atom: FactAtom) -> str:
    match atom:
        case UnitKindIs():
            return _KIND
        case UnitIs():
            return _UNIT
        case FactCompared(fact, _, Day(due) | LastDay(due) as other) if not isinstance(due, DaysAfter):
            # Deadlines may move, and days of no certain year stand in no certain order to dates.
            return f"[{_fold(fact)}] {type(other).__name__} {type(due).__name__}"
        case FactCompared(fact, _, other):
            # A fact in brackets and what it is compared with: no fact has such a name.
            # Both orders of two facts are one question.
            sides = (f"[{_fold(fact)}]", _fold(expression(other)))
            return " ".join(sides if _turn(atom) == 1 else reversed(sides))
        case FactIs(fact) | FactWithin(fact) | FactEquals(fact):
            return _fold(fact)
        case _:
            assert_never(atom)


def _told(atom: FactCompared) -> Fraction | None:
    """The day that a fact is compared with, in one year for all, as a number; None where it is no day told."""
    due = atom.other.due if isinstance(atom.other, Day | LastDay) else None
    match due:
        case None | DaysAfter():
            return None
        case DueDay():
            return Fraction(due.on(_ANY_YEAR).toordinal())
        case FixedDay(day):
            return Fraction(day.toordinal())
        case _:
            assert_never(due)


def _turn(atom: FactCompared) -> int:
    """-1 where the same two facts are compared in the other order."""
    other = atom.other
    return -1 if isinstance(other, FactRef) and _fold(other.name) < _fold(atom.fact) else 1


def _order(scope: Scope, used: Sequence[FactAtom]) -> tuple[Value, ...] | None:
    """How the first of two values may stand to the second; of days told, those at them and beside them."""
    first = next(a for a in used if isinstance(a, FactCompared))
    if misfit(scope, first) is not None or not all(map(scope.fact, facts_of(first))):
        return None
    days = sorted(day for a in used if isinstance(a, FactCompared) and (day := _told(a)) is not None)
    if days:
        return tuple(sorted({day + step for day in days for step in (-1, 0, 1)}))
    signs = possible_signs(first, Situation({}, scope.facts)) & signs_apart(first, scope.facts)
    return tuple(Fraction(sign * _turn(first)) for sign in sorted(signs))


def _values(scope: Scope, name: str, used: Sequence[FactAtom]) -> tuple[Value, ...] | None:
    if name == _KIND:
        named = (_fold(k) for a in used if isinstance(a, UnitKindIs) for k in a.kinds)
        return tuple(scope.kinds) if scope.kinds is not None else (*dict.fromkeys(named), _OTHER)
    if name == _UNIT:
        units = (unit_key(n) for a in used if isinstance(a, UnitIs) for n in a.names)
        return (*(n for n in dict.fromkeys(units) if not scope.excepts(n)), _OTHER)
    if any(isinstance(a, FactCompared) for a in used):
        return _order(scope, used)
    fact = scope.facts.get(name)
    if fact is None or not all(fits(fact, a) for a in used):
        return None
    return _reports(fact, used, work(FactRef(name), Situation({}, scope.facts)).range)


def _reports(fact: FactDeclaration, used: Sequence[FactAtom], within: Amount) -> tuple[Value, ...]:
    """What is tried of a fact that lies `within` what its bounds, or those it is computed from, allow."""
    if fact.type is FactType.YES_NO:
        return (True, False)
    if fact.type is FactType.CHOICE:
        return tuple(dict.fromkeys(map(_fold, fact.choices)))
    bounds = sorted({b for a in used for b in bounds_of(a)})
    if fact.type is FactType.COUNT and fact.formula is None:
        ends = [ceil(within.low or 0), *([] if within.high is None else [floor(within.high)])]
        near = {Fraction(n + step) for n in (*map(ceil, bounds), *ends) for step in (-1, 0, 1)}
        return tuple(sorted(n for n in near if _allows(within, n)))
    low = bounds[0] - 1 if within.low is None else within.low
    high = max(bounds[-1], low) + 1 if within.high is None else within.high
    marks = sorted({low, high, *(b for b in bounds if _allows(within, b))})
    return (*marks, *((low + high) / 2 for low, high in pairwise(marks)))


def _allows(within: Amount, value: Fraction) -> bool:
    return (within.low is None or within.low <= value) and (within.high is None or value <= within.high)


def bounds_of(atom: FactAtom) -> tuple[Fraction, ...]:
    """The values that a comparison names."""
    match atom:
        case FactEquals(_, value):
            return (value,)
        case FactWithin(_, interval):
            return tuple(b for b in (interval.low, interval.high) if b is not None)
        case UnitKindIs() | UnitIs() | FactIs() | FactCompared():
            return ()
        case _:
            assert_never(atom)
