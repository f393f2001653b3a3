"""Intervals: half-open in every band; on facts each end says for itself whether it belongs."""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor

from cchc_rules.frozen import frozen
from cchc_rules.model.numbers import exceeds

_Cut = tuple[int, Fraction, int]
"""A place between numbers: just before (0) or just after (1) a value; the first item is -1 or 1 at the far ends."""
_START, _END = (-1, Fraction(0), 0), (1, Fraction(0), 0)


@frozen
class Interval:
    """`low` ≤ x < `high`; None is no bound.

    `low_open` leaves `low` itself out (`trên 80%`), `high_closed` takes `high` itself in (`không quá 80%`).
    """

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_closed: bool = False

    def holds(self, numerator: Fraction, denominator: Fraction = Fraction(1)) -> bool:
        """Whether numerator/denominator lies inside, by cross-multiplication; denominator > 0."""
        if self.low is not None:
            least = self.low * denominator
            if numerator < least or (self.low_open and numerator == least):
                return False
        if self.high is None:
            return True
        most = self.high * denominator
        return numerator < most or (self.high_closed and numerator == most)

    def meets(self, low: Fraction, high: Fraction) -> bool:
        """Whether some x with low ≤ x ≤ high lies inside."""
        if self.empty or exceeds(low, high):
            return False
        begins = self.low is None or exceeds(high, self.low) or (not self.low_open and high == self.low)
        return begins and (self.high is None or exceeds(self.high, low) or (self.high_closed and low == self.high))

    def covers(self, other: "Interval") -> bool:
        """Whether all of the other lies inside."""
        return self._from <= other._from and other._to <= self._to

    def among_whole_numbers(self) -> "Interval":
        """The half-open interval with whole ends that holds the same whole numbers."""
        low = None if self.low is None else floor(self.low) + 1 if self.low_open else ceil(self.low)
        high = None if self.high is None else floor(self.high) + 1 if self.high_closed else ceil(self.high)
        return Interval(None if low is None else Fraction(low), None if high is None else Fraction(high))

    def ends_at(self, other: "Interval") -> bool:
        """Whether the other begins just where this one ends."""
        return self.high is not None and self._to == other._from

    @property
    def empty(self) -> bool:
        """Whether nothing can lie inside."""
        if self.low is None or self.high is None or exceeds(self.high, self.low):
            return False
        return exceeds(self.low, self.high) or self.low_open or not self.high_closed

    @property
    def _from(self) -> _Cut:
        return _START if self.low is None else (0, self.low, int(self.low_open))

    @property
    def _to(self) -> _Cut:
        return _END if self.high is None else (0, self.high, int(self.high_closed))


def gaps_and_overlaps(intervals: Sequence[Interval]) -> tuple[tuple[Interval, ...], tuple[Interval, ...]]:
    """The stretches of the line that no interval covers, and those that two cover."""
    gaps: list[Interval] = []
    overlaps: list[Interval] = []
    reached = _START
    ordered = sorted((i for i in intervals if not i.empty), key=lambda i: i._from)
    for i in ordered:
        if i._from > reached:
            gaps.append(_between(reached, i._from))
        elif i._from < reached:
            overlaps.append(_between(i._from, min(i._to, reached)))
        reached = max(reached, i._to)
    if ordered and reached < _END:
        gaps.append(_between(reached, _END))
    return tuple(gaps), tuple(overlaps)


def _between(start: _Cut, end: _Cut) -> Interval:
    low, high = start[1] if start != _START else None, end[1] if end != _END else None
    return Interval(low, high, start[2] == 1, end[2] == 1)
