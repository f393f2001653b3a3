"""Find the smallest change of a fact that is enough, between a value that is not enough and one that is."""

import datetime
from collections.abc import Callable
from fractions import Fraction

from cchc_rules.frozen import frozen
from cchc_rules.model.fact import FactType, FactValue
from cchc_rules.results.advice import Beyond

_HALVINGS = 48
Does = Callable[[FactValue], bool]


@frozen
class Turn:
    """The value nearest to what falls short that does it; with `beyond`, all values just beyond it do and it does not.

    `witness` is a value that does it: the same, or one just beyond.
    """

    value: FactValue
    witness: FactValue

    @property
    def beyond(self) -> Beyond | None:
        """On which side of the value it is done, where the value itself falls short."""
        if self.value == self.witness or not isinstance(self.value, Fraction):
            return None
        above = isinstance(self.witness, Fraction) and self.witness > self.value
        return Beyond.ABOVE if above else Beyond.BELOW


def tightened(kind: FactType, short: FactValue, enough: FactValue, does: Does) -> Turn:
    """Where it turns between `short` and `enough`, which does it: taken to be one place, and the witness is tried."""
    if isinstance(short, datetime.date) and isinstance(enough, datetime.date):
        found: FactValue = _day(short, enough, does)
    elif not isinstance(short, Fraction) or not isinstance(enough, Fraction):
        found = enough
    elif kind is FactType.COUNT:
        found = _whole(short, enough, does)
    else:
        return _measure(short, enough, does)
    return Turn(found, found)


def _day(short: datetime.date, enough: datetime.date, does: Does) -> datetime.date:
    start = short.toordinal()

    def does_so(days: Fraction) -> bool:
        return does(datetime.date.fromordinal(int(days)))

    return datetime.date.fromordinal(int(_whole(Fraction(start), Fraction(enough.toordinal()), does_so)))


def _whole(short: Fraction, enough: Fraction, does: Callable[[Fraction], bool]) -> Fraction:
    """Whole numbers: one less falls short."""
    while abs(enough - short) > 1:
        middle = Fraction((short + enough) // 2)
        short, enough = (short, middle) if does(middle) else (middle, enough)
    return enough


def _measure(short: Fraction, enough: Fraction, does: Does) -> Turn:
    """Any number: the simplest one in what is left after halving; where it turns is a short number or ratio."""
    for _ in range(_HALVINGS):
        middle = (short + enough) / 2
        short, enough = (short, middle) if does(middle) else (middle, enough)
    simple = _simplest(short, enough)
    return Turn(simple, simple if does(simple) else enough)


def _simplest(one: Fraction, other: Fraction) -> Fraction:
    """The fraction of least denominator between two, both included."""
    low, high = min(one, other), max(one, other)
    if low <= 0 <= high:
        return Fraction(0)
    if high < 0:
        return -_simplest(-high, -low)
    whole = low.numerator // low.denominator
    if whole == low:
        return low
    if whole + 1 <= high:
        return Fraction(whole + 1)
    return whole + 1 / _simplest(1 / (high - whole), 1 / (low - whole))
