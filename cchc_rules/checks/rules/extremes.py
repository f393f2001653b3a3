"""The most and the least that a rule gives, over every report that its facts allow.

Bounds of a whole rule count parts together that no one report brings together: 3 points for ten tasks or more and
3 points for fewer are never 6. So reports are split, at the values that the rule names and then in halves, until the
bound of the best part of them is a value that some report has, or until trying longer would be slow.
"""

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from heapq import heapify, heappop, heappush
from itertools import product
from math import prod

from attrs import field

from cchc_rules.checks.rules.reports import Cells, cells_of, corners, facts_behind, placed, unsplit
from cchc_rules.frozen import frozen
from cchc_rules.meaning import amount as am
from cchc_rules.meaning.amount import Amount, Edge, known
from cchc_rules.meaning.rules import apply
from cchc_rules.meaning.situation import Situation
from cchc_rules.model.fact import FactDeclaration
from cchc_rules.model.rule import Rule
from cchc_rules.source import fold_name

_TRIES, _TRIES_BESIDE, _CELLS = 150, 15, 200
"""Splits at most; where facts are only sampled, for another bounds them, splitting seldom decides."""


def extremes(rule: Rule, s: Situation) -> Amount | None:
    """Bounds of the points, rounded but not yet cut to 0…maximum; None where facts leave no arithmetic at all.

    `s` has nothing known. No report gives more or less; each bound is what some report gives, or as near to it as
    splitting came.
    """
    return _remembered(rule, tuple(facts_behind(rule, s)), s.kind, s.year, s.max)


@lru_cache(maxsize=2048)  # several checks ask of one rule, and an editor of all of them at every change of one
def _remembered(
    rule: Rule, facts: tuple[FactDeclaration, ...], kind: str | None, year: int, most: Fraction
) -> Amount | None:
    s = Situation({}, {fold_name(f.name): f for f in facts}, kind=kind, year=year, max=most)
    whole = given(rule, s)
    if whole is None:
        return None
    split = cells_of(rule, s)
    if not split or prod(map(len, split.values())) > _CELLS:
        return whole
    boxes = [dict(zip(split, chosen, strict=True)) for chosen in product(*split.values())]
    rest = unsplit(rule, s)
    low = _Search(rule, s, rest, -1).most(boxes, None if whole.low is None else -whole.low)
    return Amount(None if low is None else -low, _Search(rule, s, rest, 1).most(boxes, whole.high))


def given(rule: Rule, s: Situation) -> Amount | None:
    """Points by the method, rounded as the rule says; None where there is no arithmetic."""
    trace = apply(rule, s).trace
    if trace.method is None:
        return known(Fraction(0))
    amount, rounding = trace.method.amount, rule.rounding
    if amount is None or rounding is None:
        return amount
    return am.rounded(amount, rounding.value.step, rounding.value.direction)


@frozen
class _Waiting:
    """Reports still to be split, and the bound of what they give (None: no bound)."""

    bound: Edge
    cells: Cells = field(eq=False)

    def __lt__(self, other: "_Waiting") -> bool:
        """The greatest bound comes first."""
        return other.bound is not None and (self.bound is None or self.bound > other.bound)


@frozen
class _Search:
    """The greatest of `sign` × points. `rest` are facts that are sampled alone, for another fact bounds them."""

    rule: Rule
    s: Situation
    rest: Sequence[str]
    sign: int

    def most(self, boxes: Sequence[Cells], whole: Edge) -> Edge:
        """What no report passes; `whole` is that bound without splitting."""
        best = self._met(boxes, None, whole)
        if whole is not None and best == whole:
            return whole
        queue = self._bounded(boxes)
        heapify(queue)
        for _ in range(_TRIES_BESIDE if self.rest else _TRIES):
            if not queue or _settled(queue[0].bound, best):
                return best
            top = heappop(queue)
            halves = _halves(top.cells)
            if not halves:
                return top.bound
            best = self._met(halves, best, whole)
            for waiting in self._bounded(halves):
                heappush(queue, waiting)
        return queue[0].bound if queue else best

    def _bounded(self, boxes: Sequence[Cells]) -> list[_Waiting]:
        """The boxes in which points are given, each with its bound."""
        amounts = ((given(self.rule, placed(self.s, cells)), cells) for cells in boxes)
        return [_Waiting(self._top(a), cells) for a, cells in amounts if a is not None]

    def _top(self, a: Amount) -> Edge:
        return a.high if self.sign > 0 else am.negate(a).high

    def _met(self, boxes: Sequence[Cells], best: Edge, enough: Edge) -> Edge:
        """The greatest that single reports in the boxes give, or `best` before; looked for until there is `enough`."""
        for report in (r for cells in boxes for r in corners(self.s, cells, self.rest)):
            amount = given(self.rule, report)
            exact = amount.exact if amount is not None else None
            if exact is not None and (best is None or self.sign * exact > best):
                best = self.sign * exact
                if best == enough:
                    return best
        return best


def _settled(bound: Edge, best: Edge) -> bool:
    return bound is not None and best is not None and bound <= best


def _halves(cells: Cells) -> list[Cells]:
    """The box cut in two where it is widest; nothing where each fact has one answer."""
    open_cells = {n: c for n, c in cells.items() if c.value is None}
    if not open_cells:
        return []
    name = max(open_cells, key=lambda n: _width(open_cells[n].low, open_cells[n].high))
    return [{**cells, name: half} for half in open_cells[name].halves]


def _width(low: Fraction, high: Edge) -> Fraction:
    return Fraction(10**9) if high is None else high - low


def values(rule: Rule, s: Situation) -> frozenset[Fraction] | None:
    """The few points that the rule gives, each line or each report having one value; else None."""
    method, rounding = apply(rule, s).trace.method, rule.rounding
    lines = [] if method is None or method.amount is None else [r for r in method.rows if r.holds is not False]
    told = [r.points.range.exact if r.points is not None else None for r in lines]
    if lines and rounding is None and None not in told:
        return frozenset(v for v in told if v is not None)
    split = cells_of(rule, s)
    if not split or prod(map(len, split.values())) > _CELLS or unsplit(rule, s):
        return None
    found: set[Fraction] = set()
    for chosen in product(*split.values()):
        amount = given(rule, placed(s, dict(zip(split, chosen, strict=True))))
        if amount is None or amount.exact is None:
            return None
        found.add(amount.exact)
    return frozenset(found)
