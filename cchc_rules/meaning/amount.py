"""What is known of a number: exact, or between two bounds while facts are unknown."""

from collections.abc import Sequence
from fractions import Fraction

from cchc_rules.frozen import frozen
from cchc_rules.model.expression import Direction, round_to
from cchc_rules.model.interval import Interval

Edge = Fraction | None


@frozen
class Amount:
    """`low` ≤ x ≤ `high`; None is no bound. Exact when both are the same number."""

    low: Edge
    high: Edge

    @property
    def exact(self) -> Fraction | None:
        """The number, None while it is not known."""
        # Two of one fraction are compared in no time, and fractions slowly.
        return self.low if self.low is not None and (self.low is self.high or self.low == self.high) else None

    def within(self, interval: Interval) -> bool | None:
        """Whether it lies in an interval; None when that depends on what is unknown."""
        above = interval.low is None or (self.low is not None and _past(self.low, interval.low, interval.low_open))
        below = interval.high is None or (
            self.high is not None and not _past(self.high, interval.high, interval.high_closed)
        )
        if above and below:
            return True
        low, high = interval.low, interval.high
        under = low is not None and self.high is not None and not _past(self.high, low, interval.low_open)
        over = high is not None and self.low is not None and _past(self.low, high, interval.high_closed)
        return False if under or over else None

    def equals(self, value: Fraction) -> bool | None:
        """Whether it is a number; None when that depends on what is unknown."""
        if self.exact is not None:
            return self.exact == value
        outside = (self.high is not None and self.high < value) or (self.low is not None and self.low > value)
        return False if outside else None

    def meet(self, low: Edge, high: Edge) -> "Amount":
        """What is left of it inside the bounds; the nearer bound where nothing is."""
        lowest = self.low if low is None else low if self.low is None else max(self.low, low)
        highest = self.high if high is None else high if self.high is None else min(self.high, high)
        if lowest is not None and highest is not None and lowest > highest:
            return known(lowest if lowest == low else highest)
        return Amount(lowest, highest)


ANYTHING = Amount(None, None)


def known(value: Fraction) -> Amount:
    """An exact number."""
    return Amount(value, value)


def hull(amounts: Sequence[Amount]) -> Amount:
    """The least amount that contains all of them; at least one."""
    if len(amounts) == 1:
        return amounts[0]
    lows, highs = [a.low for a in amounts], [a.high for a in amounts]
    low = None if None in lows else min(v for v in lows if v is not None)
    high = None if None in highs else max(v for v in highs if v is not None)
    return Amount(low, high)


def add(a: Amount, b: Amount) -> Amount:
    """a + b."""
    return Amount(_plus(a.low, b.low), _plus(a.high, b.high))


def subtract(a: Amount, b: Amount) -> Amount:
    """a - b."""
    return add(a, negate(b))


def negate(a: Amount) -> Amount:
    """-a."""
    return Amount(None if a.high is None else -a.high, None if a.low is None else -a.low)


def times(a: Amount, b: Amount) -> Amount:
    """a × b."""
    first, second = a.exact, b.exact
    if first is not None and second is not None:
        return known(first * second)
    if first == 0 or second == 0:
        return known(Fraction(0))
    if None not in (a.low, a.high, b.low, b.high):
        products = [x * y for x in (a.low, a.high) for y in (b.low, b.high) if x is not None and y is not None]
        return Amount(min(products), max(products))
    return _times_open(a, b)


def _times_open(a: Amount, b: Amount) -> Amount:
    """A product with an open end is bounded only where neither changes sign."""
    if _negative(a):
        return negate(_times_open(negate(a), b))
    if _negative(b):
        return negate(_times_open(a, negate(b)))
    if a.low is None or b.low is None or a.low < 0 or b.low < 0:
        return _mixed(a, b)
    high = None if a.high is None or b.high is None else a.high * b.high
    return Amount(a.low * b.low, high)


def _mixed(a: Amount, b: Amount) -> Amount:
    for x, y in ((a, b), (b, a)):
        if x.low is not None and x.low >= 0 and x.high is not None:
            low = None if y.low is None else min(y.low * x.low, y.low * x.high)
            high = None if y.high is None else max(y.high * x.low, y.high * x.high)
            return Amount(low, high)
    return ANYTHING


def _negative(a: Amount) -> bool:
    return a.high is not None and a.high <= 0 and (a.low is None or a.low < 0)


def divide(a: Amount, b: Amount) -> Amount:
    """a / b over every b that is not 0."""
    if b.low is not None and b.low >= 0:
        return times(a, _reciprocal(b))
    if b.high is not None and b.high <= 0:
        return negate(times(a, _reciprocal(negate(b))))
    return known(Fraction(0)) if a.exact == 0 else ANYTHING


def _reciprocal(b: Amount) -> Amount:
    """1/b for b from 0 up; 0 itself is left out."""
    low = Fraction(0) if b.high is None else None if b.high == 0 else 1 / b.high
    return Amount(low, None if not b.low else 1 / b.low)


def least(amounts: Sequence[Amount]) -> Amount:
    """The smallest of them."""
    lows, highs = [a.low for a in amounts], [a.high for a in amounts if a.high is not None]
    low = None if None in lows else min(v for v in lows if v is not None)
    return Amount(low, min(highs) if highs else None)


def greatest(amounts: Sequence[Amount]) -> Amount:
    """The largest of them."""
    return negate(least([negate(a) for a in amounts]))


def rounded(a: Amount, step: Fraction, direction: Direction) -> Amount:
    """Both ends rounded: rounding keeps order."""
    low = None if a.low is None else round_to(a.low, step, direction)
    return Amount(low, None if a.high is None else round_to(a.high, step, direction))


def _past(value: Fraction, mark: Fraction, beyond: bool) -> bool:
    """Whether a value is at the mark or above it; with `beyond`, above it only."""
    return value > mark or (value == mark and not beyond)


def _plus(a: Edge, b: Edge) -> Edge:
    return None if a is None or b is None else a + b
