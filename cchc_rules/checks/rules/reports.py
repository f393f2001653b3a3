"""Reports that a rule tells apart: each fact that it reads, cut at the values that it names."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice, pairwise, product
from math import ceil, floor

import attrs

from cchc_rules.checks.rules.satisfiable import bounds_of
from cchc_rules.frozen import frozen
from cchc_rules.meaning.situation import Situation
from cchc_rules.model.condition import Condition, expressions_of, fact_atoms, facts_of
from cchc_rules.model.expression import ByYear, Expression, FactRef, YearBest, fact_names, walk
from cchc_rules.model.fact import NUMERIC, FactDeclaration, FactType, FactValue, this_year, years_back
from cchc_rules.model.interval import Interval
from cchc_rules.model.rule import Method, Rule, Scale, conditions_in, expressions_in, facts_read, parts_of
from cchc_rules.source import fold_name

_SLIVER = Fraction(1, 10**9)
"""Beside a value that a rule names, the reports nearer than this are not looked at: they go with those next to them."""
_FAR = 1_000
_CORNERS = 64


@frozen
class Cell:
    """One answer, or the numbers `low` to `high` (None: no end), whole ones alone where `whole`."""

    value: FactValue | None = None
    low: Fraction = Fraction(0)
    high: Fraction | None = None
    whole: bool = False

    @property
    def halves(self) -> tuple["Cell", ...]:
        """The two halves of the numbers; nothing where there is one answer alone."""
        if self.value is not None:
            return ()
        middle = 2 * self.low + 1 if self.high is None else (self.low + self.high) / 2
        if not self.whole:
            return number_cell(self.low, middle, False), number_cell(middle, self.high, False)
        middle = Fraction(floor(middle))
        return number_cell(self.low, middle, True), number_cell(middle + 1, self.high, True)


Cells = Mapping[str, Cell]
"""A cell for each fact that is split, by folded name."""


def number_cell(low: Fraction, high: Fraction | None, whole: bool) -> Cell:
    """The numbers from `low` to `high`; the one answer where they are the same."""
    return Cell(value=low) if low == high else Cell(low=low, high=high, whole=whole)


def placed(s: Situation, cells: Cells) -> Situation:
    """The situation of units whose reports lie in the cells."""
    told = {n: c.value for n, c in cells.items() if c.value is not None}
    narrowed = {n: attrs.evolve(s.declared[n], low=c.low, high=c.high) for n, c in cells.items() if c.value is None}
    return attrs.evolve(s, known=told, declared={**s.declared, **narrowed})


# ---- what is split


def cells_of(rule: Rule, s: Situation) -> dict[str, tuple[Cell, ...]]:
    """Facts that can be split, each into its cells. A fact bounded by another keeps its bound, whole."""
    found: dict[str, tuple[Cell, ...]] = {}
    for name in _own_reports(rule, s):
        fact = s.declared[name]
        if fact.type is FactType.YES_NO:
            found[name] = (Cell(value=True), Cell(value=False))
        elif fact.type is FactType.CHOICE:
            found[name] = tuple(Cell(value=c) for c in fact.choices)
        elif fact.type in NUMERIC and not isinstance(fact.low, str) and not isinstance(fact.high, str):
            found[name] = tuple(_numbers(fact, s, _marks(rule, name)))
    return {name: cells for name, cells in found.items() if cells}


def facts_behind(rule: Rule, s: Situation) -> Iterator[FactDeclaration]:
    """Every fact that has a say in the points: those read, what they are computed from, and what bounds them."""
    waiting = [fold_name(this_year(n)) for n in facts_read(rule)]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        fact = s.declared.get(name)
        if fact is None or name in seen:
            continue
        seen.add(name)
        yield fact
        waiting += (fold_name(this_year(n)) for n in (*_bounded_by(fact), *_computed_from(fact)))


def years_told(rule: Rule, s: Situation) -> tuple[int, ...]:
    """The first years of the values by year that have a say in the points, in order."""
    gates = (rule.gate.value,) if rule.gate is not None else ()
    compared = (e for c in (*conditions_in(rule.method), *gates) for e in expressions_of(c))
    formulas = (f.formula for f in facts_behind(rule, s) if f.formula is not None)
    parts = (part for e in (*expressions_in(rule.method), *compared, *formulas) for part in walk(e))
    return tuple(sorted({v.first for part in parts if isinstance(part, ByYear) for v in part.values}))


def _bounded_by(fact: FactDeclaration) -> tuple[str, ...]:
    return tuple(b for b in (fact.low, fact.high) if isinstance(b, str))


def _computed_from(fact: FactDeclaration) -> tuple[str, ...]:
    return fact_names(fact.formula) if fact.formula is not None else ()


def _own_reports(rule: Rule, s: Situation) -> Iterator[str]:
    """Facts behind the points, computed ones replaced by what they are computed from, that speak of the unit alone."""
    waiting = [fold_name(n) for n in facts_read(rule)]
    of_all = (p for e in _expressions(rule, s) for p in walk(e) if isinstance(p, YearBest))
    elsewhere = {fold_name(n) for e in of_all for n in fact_names(e)}
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        fact = s.declared.get(name)
        if fact is None or name in seen or name in elsewhere or years_back(name):
            continue
        seen.add(name)
        if fact.formula is None:
            yield name
        else:
            waiting += map(fold_name, fact_names(fact.formula))


def _expressions(rule: Rule, s: Situation) -> Iterator[Expression]:
    yield from expressions_in(rule.method)
    yield from (f.formula for f in s.declared.values() if f.formula is not None)


def _marks(rule: Rule, name: str) -> list[Fraction]:
    gate = (rule.gate.value,) if rule.gate is not None else ()
    named = [b for c in (*conditions_in(rule.method), *gate) for b in bounds_named(c, name)]
    return named + [b for i in _scales(rule.method, name) for b in ends(i)]


def bounds_named(condition: Condition, name: str) -> Iterator[Fraction]:
    """The values that a condition compares a fact with."""
    for atom in fact_atoms(condition):
        if name in map(fold_name, facts_of(atom)):
            yield from bounds_of(atom)


def ends(interval: Interval) -> Iterator[Fraction]:
    """The ends that an interval has."""
    yield from (end for end in (interval.low, interval.high) if end is not None)


def _scales(method: Method, name: str) -> Iterator[Interval]:
    if isinstance(method, Scale) and isinstance(method.value, FactRef) and fold_name(method.value.name) == name:
        yield from (row.value.interval for row in method.rows)
    for part in parts_of(method):
        yield from _scales(part.value.method, name)


def _numbers(fact: FactDeclaration, s: Situation, marks: Sequence[Fraction]) -> Iterator[Cell]:
    bounds = s.bounds(fact.name)
    low, high = bounds.low or Fraction(0), bounds.high
    if high is not None and high < low:
        return
    inside = sorted({m for m in marks if low < m and (high is None or m < high)})
    if fact.type is FactType.COUNT:
        yield from _whole(Fraction(ceil(low)), None if high is None else Fraction(floor(high)), inside)
        return
    edges: list[Fraction | None] = [low, *inside, *([high] if high != low else [])]
    yield from (Cell(value=e) for e in edges if e is not None)
    for a, b in pairwise([*edges, *([None] if high is None else [])]):
        if a is not None:
            yield _between(a, b)


def _between(a: Fraction, b: Fraction | None) -> Cell:
    sliver = _SLIVER if b is None else (b - a) * _SLIVER
    return Cell(low=a + sliver, high=None if b is None else b - sliver)


def _whole(low: Fraction, high: Fraction | None, marks: Sequence[Fraction]) -> Iterator[Cell]:
    """Each value named by itself, and the whole numbers between."""
    near = sorted({Fraction(n) for m in marks for n in (floor(m), ceil(m))} | {low})
    points = [n for n in near if low <= n and (high is None or n <= high)]
    for number, after in zip(points, [*points[1:], None], strict=True):
        yield Cell(value=number)
        end = after - 1 if after is not None else high
        if end is None or number + 1 <= end:
            yield number_cell(number + 1, end, True)


# ---- single reports


def corners(s: Situation, cells: Cells, rest: Sequence[str]) -> Iterator[Situation]:
    """Units that report the ends of the cells; of `rest`, facts not split, the ends of what is declared."""
    chosen = product(*map(_ends_of, cells.values()))
    found: Iterator[Situation] = (attrs.evolve(s, known=dict(zip(cells, ends, strict=True))) for ends in chosen)
    for name in rest:
        found = _with_ends(found, name)
    names = (*cells, *rest)
    yield from (unit for unit in islice(found, _CORNERS) if all(_allowed(s.declared[n], unit.known) for n in names))


def _with_ends(units: Iterator[Situation], name: str) -> Iterator[Situation]:
    for s in units:
        bounds = s.bounds(name)
        low = bounds.low or Fraction(0)
        for end in dict.fromkeys((low, low + _FAR if bounds.high is None else bounds.high)):
            yield attrs.evolve(s, known={**s.known, name: end})


def _ends_of(cell: Cell) -> tuple[FactValue, ...]:
    if cell.value is not None:
        return (cell.value,)
    return (cell.low, cell.low + _FAR if cell.high is None else cell.high)


def _allowed(fact: FactDeclaration, told: Mapping[str, FactValue]) -> bool:
    """Whether a number lies on the right side of the facts that bound it."""
    own = told.get(fold_name(fact.name))
    low, high = (told.get(fold_name(b)) if isinstance(b, str) else None for b in (fact.low, fact.high))
    above = not isinstance(low, Fraction) or not isinstance(own, Fraction) or low <= own
    return above and (not isinstance(high, Fraction) or not isinstance(own, Fraction) or own <= high)


def unsplit(rule: Rule, s: Situation) -> tuple[str, ...]:
    """Numbers that the rule reads and that are bounded by other facts: with those they are one question."""
    facts = ((n, s.declared[n]) for n in _own_reports(rule, s))
    return tuple(n for n, f in facts if f.type in NUMERIC and any(isinstance(b, str) for b in (f.low, f.high)))
