"""What rows, fields and the whole table can come to, by their maxima and their scoring rules.

A row scored by hand may have any points up to its maximum, in steps where the rubric states them. One scored by a rule
has what the rule gives, unless points entered by hand come first.
"""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import chain

from cchc_rules.checks.rules.bench import REMEMBERED, Bench, best_and_worst, ruled_rows
from cchc_rules.checks.rules.extremes import values
from cchc_rules.frozen import frozen
from cchc_rules.meaning.amount import Amount
from cchc_rules.meaning.rules import apply, is_manual
from cchc_rules.meaning.situation import Gap
from cchc_rules.model.code import Code
from cchc_rules.model.expression import OutOfMax, walk
from cchc_rules.model.group_method import FROM_MAXIMUM, GroupMethod, together
from cchc_rules.model.rubric import Absence, ClaimPolicy, Criterion, ExcludedWhen, OnlyWhen, Rubric
from cchc_rules.model.rule import FallbackKind, Precedence, Rule, expressions_in

_ZERO, _ONE = Fraction(0), Fraction(1)
_MOST_VALUES = 2_000
Values = frozenset[Fraction]


@frozen
class Attained:
    """A row: the bounds of its points, the few points that it can have (None: too many to tell), whether it may be
    left out of the maximum.
    """

    max: Fraction
    points: Amount
    values: Values | None
    leaves: bool


@frozen
class Whole:
    """Rows together: bounds of points and of their share of the maximum that counts, and the few points to be had."""

    points: Amount
    ratio: Amount
    values: Values | None
    max: Fraction


End = Callable[[Attained], Fraction]
"""One end of the bounds of a row."""


class Attainable:
    """What the rows of a rubric can come to; each row is worked out once."""

    def __init__(self, rubric: Rubric) -> None:
        self._rubric = rubric
        self._benches = {r.row.code: r.bench for r in ruled_rows(rubric)}
        claims = rubric.provisions.claims
        allowed = claims is not None and claims.value is ClaimPolicy.ALLOWED
        tops = (*rubric.fields, *rubric.bucket_rows())
        self._rows = dict(row for top in tops for row in self._attained(top, allowed, False))
        self._wholes: dict[tuple[Code, ...], Whole] = {}

    def of(self, tops: Sequence[Criterion]) -> Whole:
        """The rows that lie in these, together; worked out once, for conditions on results ask again and again."""
        codes = tuple(top.code for top in tops)
        if codes not in self._wholes:
            self._wholes[codes] = self._together(tops)
        return self._wholes[codes]

    def _together(self, tops: Sequence[Criterion]) -> Whole:
        rows = [row for top in tops for row in self._counting(top)]
        low = sum((_low(r) for r in rows if not r.leaves), _ZERO)
        high = sum((_high(r) for r in rows), _ZERO)
        return Whole(Amount(low, high), self._ratio(rows), _sums(rows), sum((r.max for r in rows), _ZERO))

    def _counting(self, c: Criterion) -> Iterator[Attained]:
        """The rows in a row or group; one in the place of those in a group that says how they count."""
        if c.is_leaf:
            yield self._rows[c.code]
            return
        below = [list(self._counting(child)) for child in c.children]
        if c.group is None:
            yield from chain.from_iterable(below)
        elif any(row.leaves for rows in below for row in rows):
            yield Attained(c.max, Amount(_ZERO, c.max), None, True)
        else:
            low, high = (self._of_group(c, c.group.value, below, *ends) for ends in ((_low, _high), (_high, _low)))
            yield Attained(c.max, Amount(low, high), None, False)

    @staticmethod
    def _of_group(
        c: Criterion, method: GroupMethod, below: Sequence[Sequence[Attained]], end: End, other: End
    ) -> Fraction:
        """One end of a group's points; what rows that deduct take from it stands at their other end."""
        pairs = list(zip(c.children, below, strict=True))
        if c.deducts:
            return min(c.max, sum((sum(map(end, rows), _ZERO) for rows in below), _ZERO))
        gained = [sum(map(end, rows), _ZERO) for child, rows in pairs if not child.deducts]
        taken = [sum(map(other, rows), _ZERO) for child, rows in pairs if child.deducts]
        return together(method if gained else FROM_MAXIMUM, c.max, gained, taken)

    def _ratio(self, rows: Sequence[Attained]) -> Amount:
        absence = self._rubric.provisions.absence
        if absence is not None and absence.value is Absence.RESCALED:
            return Amount(_ZERO, _ONE)
        return Amount(_least_share(rows), _ONE - _least_share([_turned(r) for r in rows]))

    def _attained(self, c: Criterion, claims: bool, leaves: bool) -> Iterator[tuple[object, Attained]]:
        own = [s.value for s in c.applicability]
        for said in own:
            claims = said is ClaimPolicy.ALLOWED if isinstance(said, ClaimPolicy) else claims
        leaves = leaves or any(isinstance(said, ExcludedWhen | OnlyWhen) for said in own)
        if c.is_leaf:
            yield c.code, self._leaf(c, claims or leaves)
        for child in c.children:
            yield from self._attained(child, claims, leaves)

    def _leaf(self, c: Criterion, leaves: bool) -> Attained:
        stated, first = c.rule, self._rubric.provisions.precedence
        if stated is None or is_manual(stated.value):
            return Attained(c.max, Amount(_ZERO, c.max), self._by_hand(c), leaves)
        precedence = stated.value.precedence or first
        if precedence is not None and precedence.value is Precedence.ENTERED:
            return Attained(c.max, Amount(_ZERO, c.max), self._by_hand(c), leaves)
        points, few = by_rule(self._benches[c.code])
        return Attained(c.max, points, few, leaves or rule_may_leave(stated.value))

    def _by_hand(self, c: Criterion) -> Values | None:
        step = self._rubric.provisions.step
        if step is None or c.survey or step.value <= 0 or c.max / step.value > _MOST_VALUES:
            return None
        return frozenset(step.value * n for n in range(int(c.max / step.value) + 1))


@lru_cache(maxsize=REMEMBERED)
def by_rule(bench: Bench) -> tuple[Amount, Values | None]:
    """Bounds of the points that a rule gives a row, and the few points themselves; cut to 0…maximum."""
    rule, s, most = bench.rule, bench.nothing_known, bench.max
    found = best_and_worst(bench)
    if found is None or found.high != most or found.low is None or found.low < 0:
        # A rule that misses its maximum is told of at the rule, and not again wherever its points are compared.
        return Amount(_ZERO, most), None
    applied = apply(rule, s)
    method = applied.trace.method
    plain = rule.gate is None and rule.zero is None and rule.not_arisen is None
    if not plain or method is None or Gap.ZERO in method.may:
        return applied.points, None
    return found, values(rule, s)


def rule_may_leave(rule: Rule) -> bool:
    """Whether facts may take the row out of the maximum."""
    said = (s.value.kind for s in (rule.zero, rule.not_arisen) if s is not None)
    out = any(isinstance(p, OutOfMax) for e in expressions_in(rule.method) for p in walk(e))
    return out or FallbackKind.NOT_APPLICABLE in said


def _low(r: Attained) -> Fraction:
    return r.points.low or _ZERO


def _high(r: Attained) -> Fraction:
    return r.max if r.points.high is None else r.points.high


def _turned(r: Attained) -> Attained:
    """The row with what it loses in place of what it gets."""
    return Attained(r.max, Amount(r.max - _high(r), r.max - _low(r)), None, r.leaves)


def _least_share(rows: Sequence[Attained]) -> Fraction:
    """The least that points can be of the maximum, whichever rows leave it."""
    stay = [r for r in rows if not r.leaves]
    points, most = sum(map(_low, stay), _ZERO), sum((r.max for r in stay), _ZERO)
    for r in sorted((r for r in rows if r.leaves and r.max > 0), key=lambda r: _low(r) / r.max):
        if most == 0 or _low(r) * most < points * r.max:
            points, most = points + _low(r), most + r.max
    return points / most if most else _ZERO


def _sums(rows: Sequence[Attained]) -> Values | None:
    """All sums of the few points of each row; None where a row has many, may be left out, or there are too many."""

    sums: Values = frozenset({_ZERO})
    for r in rows:
        if r.values is None or r.leaves or len(sums) * len(r.values) > 20 * _MOST_VALUES:
            return None
        sums = frozenset(a + b for a in sums for b in r.values)
    return sums if len(sums) <= _MOST_VALUES else None
