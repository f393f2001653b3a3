"""What more points would have needed: the smallest change of one fact, found exactly and proved by the rule itself."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from itertools import islice
from math import ceil, floor
from typing import Any

import attrs

from cchc_rules.compile import RuleTree
from cchc_rules.compile.rules import RowRule
from cchc_rules.evaluate.applied import applied
from cchc_rules.evaluate.rule_rows import Stand
from cchc_rules.evaluate.tighten import Turn, tightened
from cchc_rules.model.advice import Advice, RowAdvice
from cchc_rules.model.arithmetic import work
from cchc_rules.model.condition import AllOf, AnyOf, Condition, FactCompared, FactEquals, FactWithin, Not
from cchc_rules.model.expression import Expression, FactRef, Quotient, Subtract, fact_names, walk
from cchc_rules.model.fact import FactDeclaration, FactType, FactValue
from cchc_rules.model.rule import Rule, Scale, conditions_in, expressions_in, methods_in
from cchc_rules.model.rule_result import RuleResult
from cchc_rules.model.scorecard import Scorecard, View
from cchc_rules.model.sheet import Sheet
from cchc_rules.model.situation import Situation, is_last_year, this_year
from cchc_rules.model.stages import Stage
from cchc_rules.model.stated import Stated
from cchc_rules.source import fold_name

_MOST_STEPS, _MOST_DAYS = 200, 60
_FURTHER = tuple(2**n for n in range(6, 12))
_PROBES = tuple(Fraction(2) ** n for n in range(-2, 24))
"""How far away a value is looked for when none near by does; the way back is then made as short as it can be."""


def advise(row: RowRule, s: Situation) -> tuple[Advice, ...]:
    """For each known fact the nearest value that gives more points, and the nearest that reaches a better line.

    Cheapest first: by how little a number changes, then other facts. Empty when the points are not known,
    are full, or no single fact can raise them. What is divided by, and last year's values, are left alone.
    """
    s = attrs.evolve(s, max=row.max)
    now = applied(row, s)
    if now.exact is None or now.exact == row.max:
        return ()
    fixed = fixed_facts(row.rule, s)
    found: list[Advice] = []
    for name in sorted(row.facts):
        fact, value = s.declared.get(name), s.known.get(name)
        if fact is None or value is None or is_last_year(name) or name in fixed:
            continue
        found += _nearest(row, s, now, fact, value)
    return tuple(sorted(found, key=_cost))


def _cost(a: Advice) -> tuple[bool, Fraction, Fraction, str]:
    return (a.change is None, abs(a.change or Fraction(0)), -a.gain, a.fact.name)


def _nearest(row: RowRule, s: Situation, now: RuleResult, fact: FactDeclaration, value: FactValue) -> list[Advice]:
    """The nearest value that gives more, and the nearest by which a better line decides."""

    def then(other: FactValue) -> RuleResult:
        return applied(row, attrs.evolve(s, known={**s.known, fold_name(fact.name): other}))

    first = _search(s, row, fact, value, lambda other: _gain(now, then(other)) > 0)
    if first is None:
        return []
    more = _advised(fact, value, first, now, then(first.witness))
    if more.line is not None or _line(now) is None:
        return [more]
    better = _search(s, row, fact, value, lambda other: _is_better(now, then(other)))
    return [more] if better is None else [more, _advised(fact, value, better, now, then(better.witness))]


def _search(
    s: Situation, row: RowRule, fact: FactDeclaration, value: FactValue, does: Callable[[FactValue], bool]
) -> Turn | None:
    """The nearest value that does it. Of a measure each step gives more, so the least that gives as much is told."""
    short: dict[bool, FactValue] = {}
    for other in _candidates(row.rule, s, fact, value):
        side = _is_above(other, value)
        if does(other):
            return _least(fact, short.get(side, value), other, does, row, s)
        short[side] = other
    return None


def _least(
    fact: FactDeclaration,
    short: FactValue,
    enough: FactValue,
    does: Callable[[FactValue], bool],
    row: RowRule,
    s: Situation,
) -> Turn:
    if fact.type is FactType.COUNT or not isinstance(enough, Fraction):
        return tightened(fact.type, short, enough, does)

    def given(other: FactValue) -> Fraction | None:
        return applied(row, attrs.evolve(s, known={**s.known, fold_name(fact.name): other})).exact

    turn = tightened(fact.type, short, enough, does)
    if turn.value != short and (not turn.beyond or _is_flat(turn, given)):
        return turn
    # Every step gives more from here on: what is told is the least that gives as much as the value first found.
    promised = given(enough)

    def as_much(other: FactValue) -> bool:
        found = given(other)
        return does(other) and found is not None and promised is not None and found >= promised

    turn = tightened(fact.type, short, enough, as_much)
    # Just beyond a turn more may be given than at it: then the value first found is told as it is.
    return turn if given(turn.witness) == promised else Turn(enough, enough)


def _is_flat(turn: Turn, given: Callable[[FactValue], Fraction | None]) -> bool:
    """Whether all values just beyond the turn give the same."""
    if not isinstance(turn.value, Fraction) or not isinstance(turn.witness, Fraction):
        return False
    return given((turn.value + turn.witness) / 2) == given(turn.witness)


def _is_above(other: FactValue, value: FactValue) -> bool:
    if isinstance(other, Fraction) and isinstance(value, Fraction):
        return other > value
    return False


def _gain(now: RuleResult, then: RuleResult) -> Fraction:
    """More points, below 0 for fewer; nothing where either is not known."""
    return then.exact - now.exact if then.exact is not None and now.exact is not None else Fraction(0)


def _is_better(now: RuleResult, then: RuleResult) -> bool:
    return _gain(now, then) > 0 and _line(then) != _line(now)


def _advised(fact: FactDeclaration, value: FactValue, turn: Turn, now: RuleResult, then: RuleResult) -> Advice:
    assert then.exact is not None
    line = _line(then) if _line(then) != _line(now) else None
    return Advice(fact, value, turn.value, then.exact, _gain(now, then), line, turn.beyond)


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
    for atom in (a for c in (*gate, *conditions_in(rule.method)) for a in _atoms(c)):
        if isinstance(atom, FactEquals):
            yield FactRef(atom.fact), (atom.value,)
        elif isinstance(atom, FactCompared):
            yield Subtract(FactRef(atom.fact), atom.other), (Fraction(0),)
        else:
            ends = (b for b in (atom.interval.low, atom.interval.high))
            yield FactRef(atom.fact), tuple(b for b in ends if b is not None)


def _atoms(c: Condition) -> Iterator[FactWithin | FactEquals | FactCompared]:
    match c:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _atoms(part)
        case Not(part):
            yield from _atoms(part)
        case FactWithin() | FactEquals() | FactCompared():
            yield c
        case _:
            return


def _solve(e: Expression, bound: Fraction, s: Situation, name: str, value: Fraction) -> Iterator[Fraction]:
    """The value of the fact at which the expression equals the bound, where it varies in a straight line."""
    at = [_value(e, s, name, value + n) for n in range(3)]
    first, second, third = at
    if first is None or second is None or third is None:
        return
    slope = second - first
    if slope and third - second == slope:
        yield value + (bound - first) / slope


def _value(e: Expression, s: Situation, name: str, value: Fraction) -> Fraction | None:
    worked = work(e, attrs.evolve(s, known={**s.known, fold_name(name): value}))
    return worked.amount.exact if worked.amount is not None else None


def fixed_facts(rule: Rule, s: Situation) -> frozenset[str]:
    """Facts that something is divided by, through computed facts too: advice leaves them alone."""
    formulas = [f.formula for f in s.declared.values() if f.formula is not None]
    below = (p.right for e in (*expressions_in(rule.method), *formulas) for p in walk(e) if isinstance(p, Quotient))
    return frozenset(fold_name(this_year(n)) for b in below for n in fact_names(b))


def cheapest(advice: Iterable[Advice], most: int = 5) -> tuple[Advice, ...]:
    """The first few, for a list of what to do next."""
    return tuple(islice(advice, most))


def advice_for(tree: RuleTree, sheet: Sheet, view: View = View.FINAL) -> dict[str, tuple[Advice, ...]]:
    """Advice on every row of a sheet that has a rule, by code, with the facts as this view sees them."""
    stage = Stage.SELF if view is View.SELF else Stage.REVIEW
    stand = Stand(sheet, tree)
    found = {n.criterion.code.text: advise(rule, stand.situations[stage]) for n, rule in tree.ruled}
    return {code: advice for code, advice in found.items() if advice}


def next_points(tree: RuleTree, sheet: Sheet, card: Scorecard) -> tuple[RowAdvice, ...]:
    """The cheapest next points of the unit over all rows, of those whose points come from the rule."""
    found = []
    for code, advice in advice_for(tree, sheet, card.view).items():
        node = next(n for n in card.nodes if n.criterion.code.text == code)
        # Points that somebody entered, or that another stage gave, would not move with the fact.
        holding = tuple(a for a in advice if node.final == a.points - a.gain)
        if holding:
            found.append(RowAdvice(node.criterion.code, holding))
    return tuple(sorted(found, key=lambda row: row.cost))
