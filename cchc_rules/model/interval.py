"""Half-open intervals, the form of every band."""

from collections.abc import Sequence
from fractions import Fraction

from attrs import frozen


@frozen
class Interval:
    """`low` ≤ x < `high`; None is no bound."""

    low: Fraction | None
    high: Fraction | None

    def holds(self, numerator: Fraction, denominator: Fraction = Fraction(1)) -> bool:
        """Whether numerator/denominator lies inside, by cross-multiplication; denominator > 0."""
        above = self.low is None or numerator >= self.low * denominator
        return above and (self.high is None or numerator < self.high * denominator)

    def meets(self, low: Fraction, high: Fraction) -> bool:
        """Whether some x with low ≤ x ≤ high lies inside."""
        return (self.high is None or low < self.high) and (self.low is None or self.low <= high)

    @property
    def empty(self) -> bool:
        """Whether nothing can lie inside."""
        return self.low is not None and self.high is not None and self.low >= self.high


def gaps_and_overlaps(intervals: Sequence[Interval]) -> tuple[tuple[Interval, ...], tuple[Interval, ...]]:
    """The stretches of the line that no interval covers, and those that two cover."""
    gaps: list[Interval] = []
    overlaps: list[Interval] = []
    ordered = sorted((i for i in intervals if not i.empty), key=lambda i: (i.low is not None, i.low or 0))
    reached: Fraction | None = None
    started = unbounded = False
    for i in ordered:
        if not started:
            if i.low is not None:
                gaps.append(Interval(None, i.low))
        elif unbounded or (reached is not None and (i.low is None or i.low < reached)):
            overlaps.append(Interval(i.low, i.high if unbounded else _lower(i.high, reached)))
        elif reached is not None and i.low is not None and i.low > reached:
            gaps.append(Interval(reached, i.low))
        started = True
        unbounded = unbounded or i.high is None
        reached = reached if i.high is None else i.high if reached is None else max(reached, i.high)
    if started and not unbounded:
        gaps.append(Interval(reached, None))
    return tuple(gaps), tuple(overlaps)


def _lower(a: Fraction | None, b: Fraction | None) -> Fraction | None:
    if a is None or b is None:
        return b if a is None else a
    return min(a, b)
