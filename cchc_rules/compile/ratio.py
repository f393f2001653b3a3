"""Exact arithmetic on a numerator over a positive denominator, without common factors ever taken out.

A rule makes a few such steps on small numbers and its points are made a Fraction once, at the end: several times
faster than a Fraction at every step, and as exact.
"""

from fractions import Fraction

from cchc_rules.model.expression import Direction
from cchc_rules.model.interval import Interval

Ratio = tuple[int, int]
Ends = tuple[Ratio, Ratio, bool, bool]
"""Low, high, whether low is left out, whether high is taken in."""

ZERO: Ratio = (0, 1)
_BELOW_ALL: Ratio = (-1, 0)
_ABOVE_ALL: Ratio = (1, 0)


def ratio_of(value: Fraction) -> Ratio:
    """The same number."""
    return value.as_integer_ratio()


def ends_of(interval: Interval) -> Ends:
    """Both ends; one that is no bound stands below or above every number when multiplied across."""
    low = _BELOW_ALL if interval.low is None else ratio_of(interval.low)
    high = _ABOVE_ALL if interval.high is None else ratio_of(interval.high)
    return low, high, interval.low_open, interval.high_closed


def within(a: Ratio, ends: Ends) -> bool:
    """Whether a lies between the ends, each of which belongs or does not."""
    low, high, low_open, high_closed = ends
    above, below = a[0] * low[1] - low[0] * a[1], high[0] * a[1] - a[0] * high[1]
    return (above > 0 or (above == 0 and not low_open)) and (below > 0 or (below == 0 and high_closed))


def equal(a: Ratio, b: Ratio) -> bool:
    """Whether both are the same number."""
    return a[0] * b[1] == b[0] * a[1]


def add(a: Ratio, b: Ratio) -> Ratio:
    """a + b."""
    return a[0] * b[1] + b[0] * a[1], a[1] * b[1]


def subtract(a: Ratio, b: Ratio) -> Ratio:
    """a - b."""
    return a[0] * b[1] - b[0] * a[1], a[1] * b[1]


def times(a: Ratio, b: Ratio) -> Ratio:
    """a × b."""
    return a[0] * b[0], a[1] * b[1]


def divide(a: Ratio, b: Ratio) -> Ratio:
    """a / b; b is not 0."""
    above, below = a[0] * b[1], a[1] * b[0]
    return (above, below) if below > 0 else (-above, -below)


def sign(a: Ratio) -> int:
    """-1, 0 or 1: below zero, zero, above it."""
    return (a[0] > 0) - (a[0] < 0)


def least(a: Ratio, b: Ratio) -> Ratio:
    """The smaller."""
    return a if a[0] * b[1] <= b[0] * a[1] else b


def greatest(a: Ratio, b: Ratio) -> Ratio:
    """The larger."""
    return b if a[0] * b[1] <= b[0] * a[1] else a


def clamped(a: Ratio, most: Ratio) -> Ratio:
    """The nearest number in 0…most."""
    return ZERO if a[0] <= 0 else least(a, most)


def rounded(a: Ratio, step: Ratio, direction: Direction) -> Ratio:
    """The multiple of `step` (> 0) below, above or nearest to it; halves up."""
    above, below = divide(a, step)
    if direction is Direction.DOWN:
        whole = above // below
    elif direction is Direction.UP:
        whole = -(-above // below)
    else:
        whole = (2 * above + below) // (2 * below)
    return whole * step[0], step[1]
