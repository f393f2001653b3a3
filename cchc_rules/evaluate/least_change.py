"""Find the smallest change of a fact that is enough, between a value that is not enough and one that is."""

import datetime
from collections.abc import Callable
from fractions import Fraction
from math import ceil, floor

from cchc_rules.frozen import frozen
from cchc_rules.model.fact import FactType, FactValue
from cchc_rules.model.numbers import decimal_digits, is_decimal
from cchc_rules.results.advice import Beyond

_HALVINGS = 48
_SCALES = {FactType.PERCENT: 100}
_FEWEST_DIGITS, _MOST_DIGITS = 2, 4
"""How many digits behind the comma a value that is told may have."""
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


def tightened(kind: FactType, short: FactValue, enough: FactValue, does: Does) -> Turn | None:
    """Where it turns between `short` and `enough`, which does it: taken to be one place, and the witness is tried.

    None where no value that people can write does it.
    """
    if isinstance(short, datetime.date) and isinstance(enough, datetime.date):
        found: FactValue = _day(short, enough, does)
    elif not isinstance(short, Fraction) or not isinstance(enough, Fraction):
        found = enough
    elif kind is FactType.COUNT:
        found = _whole(short, enough, does)
    else:
        return _measure(kind, short, enough, does)
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


def _measure(kind: FactType, short: Fraction, enough: Fraction, does: Does) -> Turn | None:
    """Any number: where it turns, if a short decimal says it; else the nearest short decimal that does it."""
    for _ in range(_HALVINGS):
        middle = (short + enough) / 2
        short, enough = (short, middle) if does(middle) else (middle, enough)
    turn, scale = _simplest(short, enough), _SCALES.get(kind, 1)
    if _digits(turn * scale) <= _MOST_DIGITS:
        if does(turn):
            return Turn(turn, turn)
        beyond = nearest_decimal(turn, enough > turn, scale, _digits(turn * scale) + 1, does)
        return Turn(turn, beyond) if beyond is not None else None
    written = nearest_decimal(turn, enough >= short, scale, _FEWEST_DIGITS, does)
    return Turn(written, written) if written is not None else None


def _digits(value: Fraction) -> int:
    """Decimal digits behind the comma; more than any that is written where decimals do not end."""
    return decimal_digits(value) if is_decimal(value) else _MOST_DIGITS + 1


def nearest_decimal(value: Fraction, above: bool, scale: int, fewest: int, does: Does) -> Fraction | None:
    """The nearest value strictly above (or below) that does it, of as few decimal digits as can be.

    Digits are counted as people write the fact: of a percentage behind `%`, so `scale` is 100 there.
    """
    for digits in range(max(fewest, _FEWEST_DIGITS), _MOST_DIGITS + 1):
        unit = 10**digits * scale
        steps = floor(value * unit) + 1 if above else ceil(value * unit) - 1
        if does(Fraction(steps, unit)):
            return Fraction(steps, unit)
    return None


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
