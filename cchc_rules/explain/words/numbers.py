"""Numbers of an arithmetic: exact where few digits say it, else rounded and marked so."""

from collections.abc import Iterable
from fractions import Fraction

from cchc_rules.meaning.amount import Amount
from cchc_rules.model.numbers import decimal_digits, faithful_digits, is_decimal, vietnamese

_SHOWN_DIGITS = 6
_ROUNDED_DIGITS = 2


def is_short(value: Fraction) -> bool:
    """Whether few digits say the value exactly."""
    return is_decimal(value) and decimal_digits(value) <= _SHOWN_DIGITS


def number(value: Fraction, marks: Iterable[Fraction] = ()) -> str:
    """`1,7`; what has no short decimal form is shown to two digits, as `≈ 0,67`, or to as many more as keep it on
    its own side of the marks, which are what it is compared with."""
    if is_short(value):
        return vietnamese(value)
    return "≈ " + vietnamese(value, faithful_digits(value, _ROUNDED_DIGITS, marks))


def percent(value: Fraction, marks: Iterable[Fraction] = ()) -> str:
    """`85%`, `≈ 66,67%`; marks are ratios, as the value is."""
    return f"{number(value * 100, (m * 100 for m in marks))}%"


def points(value: Fraction, marks: Iterable[Fraction] = ()) -> str:
    """`1,7 điểm`."""
    return f"{number(value, marks)} điểm"


def exact_points(value: Fraction) -> str:
    """`1,7 điểm`, `5/6 điểm (≈ 0,83)`: never rounded alone."""
    if is_short(value):
        return points(value)
    return f"{value.numerator}/{value.denominator} điểm ({number(value)})"


def span_of(amount: Amount) -> str:
    """`1,7 điểm`, or `từ 0 đến 2 điểm` while it is not known."""
    if amount.exact is not None:
        return exact_points(amount.exact)
    low = f"từ {number(amount.low)} " if amount.low is not None else ""
    if amount.high is not None:
        return f"{low}đến {points(amount.high)}"
    return f"{low}điểm trở lên" if low else "chưa biết bao nhiêu điểm"
