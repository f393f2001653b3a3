"""What more points of one row would have needed: the smallest change of one fact, proved by the rule itself."""

import datetime
from collections.abc import Callable, Iterator
from fractions import Fraction
from math import ceil, floor
from typing import Any, assert_never

import attrs

from cchc_rules.compile.rules import RowRule
from cchc_rules.evaluate.least_change import Turn, tightened
from cchc_rules.evaluate.rule_points import applied
from cchc_rules.frozen import frozen
from cchc_rules.meaning.expressions import work
from cchc_rules.meaning.situation import Situation, with_inputs
from cchc_rules.meaning.trace import RuleResult
from cchc_rules.model.citation import Stated
from cchc_rules.model.condition import FactCompared, FactEquals, FactIs, FactWithin, UnitIs, UnitKindIs, fact_atoms
from cchc_rules.model.expression import Expression, FactRef, Quotient, Subtract, fact_names, walk
from cchc_rules.model.fact import FactDeclaration, FactType, FactValue, this_year, years_back
from cchc_rules.model.rule import Rule, Scale, conditions_in, expressions_in, methods_in
from cchc_rules.results.advice import Advice
from cchc_rules.source import fold_name

_MOST_STEPS, _MOST_DAYS = 200, 60
_FURTHER = tuple(2**n for n in range(6, 12))
_PROBES = tuple(Fraction(2) ** n for n in range(-2, 24))
"""How far away a value is looked for when none near by does; the way back is then made as short as it can be."""


@frozen
class _Varied:
    """One fact of a rule as it varies, the others staying; of a penalty, `less` points are better."""

    row: RowRule
    s: Situation
    now: RuleResult
    fact: FactDeclaration
    value: FactValue
    less: bool

    def then(self, other: FactValue) -> RuleResult:
        """What the rule gives with another value."""
        return applied(self.row, attrs.evolve(self.s, known={**self.s.known, fold_name(self.fact.name): other}))

    def gain(self, other: FactValue) -> Fraction:
        """How much better that is, below 0 for worse; nothing where it is not known."""
        then = self.then(other).exact
        if then is None or self.now.exact is None:
            return Fraction(0)
        return self.now.exact - then if self.less else then - self.now.exact


def advise(row: RowRule, s: Situation, less: bool = False) -> tuple[Advice, ...]:
    """For each known fact the nearest value that gives more points, and the nearest that reaches a better line.

    Cheapest first: by how little a number changes, then other facts. Empty when the points are not known,
    are full, or no single fact can raise them. Of a penalty, `less` is better. Left alone is what nobody can set out
    to change: see `fixed_facts`.
    """
    s = attrs.evolve(s, max=row.max)
    now = applied(row, s)
    if now.exact is None or now.exact == (0 if less else row.max):
        return ()
    fixed = fixed_facts(row.rule, s)
    found: list[Advice] = []
    for name in sorted(row.facts):
        fact, value = s.declared.get(name), s.known.get(name)
        if fact is None or value is None or years_back(name) or name in fixed:
            continue
        found += _nearest(_Varied(row, s, now, fact, value, less))
    return tuple(sorted(found, key=_cost))


def _cost(a: Advice) -> tuple[bool, Fraction, Fraction, str]:
    return (a.change is None, abs(a.change or Fraction(0)), -a.gain, a.fact.name)


def _nearest(v: _Varied) -> list[Advice]:
    """The nearest value that gives more, and the nearest by which a better line decides."""
    first = _search(v, lambda other: v.gain(other) > 0)
    if first is None:
        return []
    more = _advised(v, first)
    if more.line is not None or _line(v.now) is None:
        return [more]
    better = _search(v, lambda other: v.gain(other) > 0 and _line(v.then(other)) != _line(v.now))
    return [more] if better is None else [more, _advised(v, better)]


def _search(v: _Varied, does: Callable[[FactValue], bool]) -> Turn | None:
    """The nearest value that does it; of a measure, where each step gives more, the least that gives as much."""
    limits = v.s.bounds(v.fact.name)

    def does_within(other: FactValue) -> bool:
        return (not isinstance(other, Fraction) or limits.meet(other, other).exact == other) and does(other)

    short: dict[bool, FactValue] = {}
    for other in _candidates(v.row.rule, v.s, v.fact, v.value):
        side = _is_above(other, v.value)
        if does_within(other):
            return _least(v, short.get(side, v.value), other, does_within)
        short[side] = other
    return None


def _least(v: _Varied, short: FactValue, enough: FactValue, does: Callable[[FactValue], bool]) -> Turn | None:
    turn = tightened(v.fact.type, short, enough, does)
    if v.fact.type is FactType.COUNT or not isinstance(enough, Fraction):
        return turn
    if turn is not None and turn.value != short and (not turn.beyond or _is_flat(turn, v)):
        return turn
    # Every step gives more from here on: the advice is the smallest value that gives as much as the one first found.
    promised = v.gain(enough)
    turn = tightened(v.fact.type, short, enough, lambda other: does(other) and v.gain(other) >= promised)
    if turn is None or not turn.beyond or v.gain(turn.witness) == promised:
        return turn
    # Just beyond a turn more may be given with every step: then one value that can be written is reported.
    return Turn(turn.witness, turn.witness)


def _is_flat(turn: Turn, v: _Varied) -> bool:
    """Whether all values just beyond the turn give the same."""
    if not isinstance(turn.value, Fraction) or not isinstance(turn.witness, Fraction):
        return False
    return v.gain((turn.value + turn.witness) / 2) == v.gain(turn.witness)


def _is_above(other: FactValue, value: FactValue) -> bool:
    if isinstance(other, Fraction) and isinstance(value, Fraction):
        return other > value
    return False


def _advised(v: _Varied, turn: Turn) -> Advice:
    then = v.then(turn.witness)
    assert then.exact is not None
    line = _line(then) if _line(then) != _line(v.now) else None
    gain = v.gain(turn.witness)
    return Advice(v.fact, v.value, turn.value, turn.witness, then.exact, gain, line, turn.beyond, v.less)


def _line(result: RuleResult) -> Stated[Any] | None:
    method = result.trace.method
    return method.decided.row if method is not None and method.decided is not None else None


# ---- other values of a fact, nearest first


def _candidates(rule: Rule, s: Situation, fact: FactDeclaration, value: FactValue) -> Iterator[FactValue]:
    if fact.type is FactType.YES_NO:
        yield not value
    elif fact.type is FactType.CHOICE:
        yield from (c for c in fact.choices if not isinstance(value, str) or fold_name(c) != fold_name(value))
    elif isinstance(value, datetime.date):
        yield from (value - datetime.timedelta(days=n) for n in (*range(1, _MOST_DAYS), *_FURTHER))
    elif isinstance(value, Fraction):
        yield from _numbers(rule, s, fact, value)


def _numbers(rule: Rule, s: Situation, fact: FactDeclaration, value: Fraction) -> Iterator[Fraction]:
    limits = s.bounds(fact.name)
    marks = set(_marks(rule, s, fact.name, value))
    if fact.type is FactType.COUNT:
        marks = {Fraction(n) for m in marks for n in (floor(m), ceil(m), floor(m) - 1, ceil(m) + 1)}
        marks |= {value + step for n in range(1, _MOST_STEPS) for step in (n, -n)}
    marks |= {v for v in (limits.low, limits.high) if v is not None}
    far = [p for p in _PROBES if p.denominator == 1 or fact.type is not FactType.COUNT]
    if fact.type is not FactType.PERCENT:
        marks |= {value + sign * p for p in far for sign in (1, -1)}
    inside = (m for m in marks if m != value and limits.meet(m, m).exact == m)
    yield from sorted(inside, key=lambda m: (abs(m - value), -m))


def _marks(rule: Rule, s: Situation, name: str, value: Fraction) -> Iterator[Fraction]:
    """Where a comparison of the rule turns as this fact varies, the others staying."""
    for e, bounds in _comparisons(rule, s):
        for bound in bounds:
            yield from _solve(e, bound, s, name, value)


def _comparisons(rule: Rule, s: Situation) -> Iterator[tuple[Expression, tuple[Fraction, ...]]]:
    for method in methods_in(rule.method):
        if isinstance(method, Scale):
            ends = (b for r in method.rows for b in (r.value.interval.low, r.value.interval.high))
            yield method.value, tuple(dict.fromkeys(b for b in ends if b is not None))
    gate = (rule.gate.value,) if rule.gate is not None else ()
    for atom in (a for c in (*gate, *conditions_in(rule.method)) for a in fact_atoms(c)):
        match atom:
            case FactEquals(fact, value):
                yield FactRef(fact), (value,)
            case FactCompared(fact, _, other):
                yield Subtract(FactRef(fact), other), (Fraction(0),)
            case FactWithin(fact, interval):
                yield FactRef(fact), tuple(b for b in (interval.low, interval.high) if b is not None)
            case UnitKindIs() | UnitIs() | FactIs():
                pass
            case _:
                assert_never(atom)


def _solve(e: Expression, bound: Fraction, s: Situation, name: str, value: Fraction) -> Iterator[Fraction]:
    """The value of the fact at which the expression equals the bound, where it varies in a straight line."""
    at = [v for n in range(3) if (v := _value(e, s, name, value + n)) is not None]
    if len(at) < 3:
        return
    first, second, third = at
    slope = second - first
    if slope and third - second == slope:
        yield value + (bound - first) / slope


def _value(e: Expression, s: Situation, name: str, value: Fraction) -> Fraction | None:
    worked = work(e, attrs.evolve(s, known={**s.known, fold_name(name): value}))
    return worked.amount.exact if worked.amount is not None else None


def fixed_facts(rule: Rule, s: Situation) -> frozenset[str]:
    """Facts that are no aim of anybody's work, by folded name: they are what other facts are measured against.

    What something is divided by, what bounds another fact, and what a fact is compared with; through computed facts
    too. Nobody is told to have fewer households to look after so that all of them are looked after.
    """
    formulas = [f.formula for f in s.declared.values() if f.formula is not None]
    divisors = (p.right for e in (*expressions_in(rule.method), *formulas) for p in walk(e) if isinstance(p, Quotient))
    gate = (rule.gate.value,) if rule.gate is not None else ()
    atoms = (a for c in (*gate, *conditions_in(rule.method)) for a in fact_atoms(c))
    standards = (a.other for a in atoms if isinstance(a, FactCompared))
    names = {n for e in (*divisors, *standards) for n in fact_names(e)}
    names |= {b for f in s.declared.values() for b in (f.low, f.high) if isinstance(b, str)}
    return frozenset(with_inputs({fold_name(this_year(n)) for n in names}, s.declared))
