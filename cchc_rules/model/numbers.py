"""Exact numbers: points, percentages and ratios are fractions from the file to the printed result."""

import re
from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from math import lcm

from cchc_rules.frozen import frozen

DIGIT_LIMIT = 15
"""Digits allowed before and after the comma; far more than any score needs, little enough to stay fast."""

_COMMA = re.compile(rf"-?[0-9]{{1,{DIGIT_LIMIT}}}(?:,[0-9]{{1,{DIGIT_LIMIT}}})?")
_POINT = re.compile(rf"-?[0-9]{{1,{DIGIT_LIMIT}}}(?:\.[0-9]{{1,{DIGIT_LIMIT}}})?")


_ENDS_IN_NOUGHT = re.compile(r"-?(?:[1-9][0-9]{0,2}[.,][0-9][0-9]0|[0-9]+[.,]000)")
_NOUGHTS_BEFORE = re.compile(r"-?(?:0[0-9]{2,}|00[.,])")


def read_vietnamese(text: str) -> Fraction | None:
    """`0,5` as one half; None when it is not a number written with a decimal comma, or one that can be misread."""
    return _exact(text, ",") if _COMMA.fullmatch(text) and misreadable(text) is None else None


def read_decimal(text: str) -> Fraction | None:
    """`0.5` as one half, for JSON; None for exponents, NaN or a comma, or what can be misread."""
    return _exact(text, ".") if _POINT.fullmatch(text) and misreadable(text) is None else None


@frozen
class Misreadable:
    """A number that two people read as two: `why`, and how each reading is written, `mark` being the decimal sign."""

    why: str
    whole: str | None
    decimal: str | None


def misreadable(text: str) -> Misreadable | None:
    """Why a number with a decimal comma or point can be misread: `1,000` and `2,500` may be thousands, `0075` a code.

    `0,125`, `1,5`, `12,345` and `05` stay: they have one reading.
    """
    if _ENDS_IN_NOUGHT.fullmatch(text):
        mark = "," if "," in text else "."
        whole, part = text.split(mark)
        decimal = f"{whole}{mark}{part}".rstrip("0").rstrip(mark)
        return Misreadable("không rõ là hàng nghìn hay số thập phân", str(int(whole + part)), decimal)
    if _NOUGHTS_BEFORE.match(text):
        return Misreadable("thừa số 0 ở đầu", None, None)
    return None


def _exact(text: str, mark: str) -> Fraction:
    whole, _, part = text.partition(mark)
    return Fraction(int(whole + part), 10 ** len(part))


def is_decimal(value: Fraction) -> bool:
    """Whether the value has a finite decimal form."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def decimal_digits(value: Fraction) -> int:
    """Digits after the comma that the exact decimal form needs; the value must have one."""
    digits, scale = 0, 1
    while scale % value.denominator:
        digits, scale = digits + 1, scale * 10
    return digits


def decimal_string(value: Fraction, digits: int | None = None, cut: bool = False) -> str:
    """`0.5`: exact, as a fraction `5/6` where decimals do not end; or in `digits`, rounded half up or `cut` off."""
    if digits is None:
        if not is_decimal(value):
            return f"{value.numerator}/{value.denominator}"
        digits = decimal_digits(value)
    units = in_digits(value, digits, cut)
    sign, magnitude = ("-" if units < 0 else ""), abs(units)
    whole, part = divmod(magnitude, 10**digits)
    return f"{sign}{whole}" + (f".{part:0{digits}d}" if digits else "")


@lru_cache(maxsize=4096)  # a table prints the same few points again and again
def vietnamese(value: Fraction, digits: int | None = None, cut: bool = False) -> str:
    """`0,5`; see decimal_string."""
    return decimal_string(value, digits, cut).replace(".", ",")


_MOST_DIGITS = 60


def faithful_digits(
    value: Fraction, digits: int, marks: Iterable[Fraction], apart: bool = True, cut: bool = False
) -> int:
    """The least number of digits, from `digits` on, at which the value, rounded or `cut` off, lies where it did.

    It is 0 only if the value is, and on the same side of every mark: below, above, or equal if `apart`; below or
    not below otherwise, as half-open intervals ask. Enough digits tell a value from any other mark; one that it
    equals is left out where no decimal is equal to it, as a third of a maximum is.
    """
    asked = tuple(m for m in marks if m != value or is_decimal(m))
    while digits < _MOST_DIGITS and not is_faithful(value, digits, asked, apart, cut):
        digits += 1
    return digits


def is_faithful(
    value: Fraction, digits: int, marks: tuple[Fraction, ...], apart: bool = True, cut: bool = False
) -> bool:
    """Whether the value in so many digits lies on its own side of 0 and of every mark."""
    printed = Fraction(in_digits(value, digits, cut), 10**digits)
    if bool(printed) != bool(value):
        return False
    return all((printed >= m) == (value >= m) and not (apart and printed == m != value) for m in marks)


def in_digits(value: Fraction, digits: int, cut: bool) -> int:
    """The value in units of 10^-digits: rounded half up, or with what is smaller `cut` off."""
    if not cut:
        return round_half_up(value, digits)
    units: int = abs(value.numerator) * 10**digits // value.denominator
    return units if value >= 0 else -units


def round_half_up(value: Fraction, digits: int) -> int:
    """The value in units of 10^-digits, halves away from zero."""
    numerator, denominator = value.as_integer_ratio()
    units: int = (2 * abs(numerator) * 10**digits + denominator) // (2 * denominator)
    return units if numerator >= 0 else -units


def common_scale(values: "list[Fraction] | tuple[Fraction, ...]") -> int:
    """The least whole number that makes every value whole when multiplied by it."""
    return lcm(*(v.denominator for v in values)) if values else 1


def exceeds(value: Fraction, bound: Fraction) -> bool:
    """Whether value > bound: in whole numbers, four times as fast as the comparison of fractions."""
    return value.numerator * bound.denominator > bound.numerator * value.denominator


def whole_steps(value: Fraction, step: Fraction) -> bool:
    """Whether the value is a whole number of steps, which are not 0."""
    return value.numerator * step.denominator % (value.denominator * step.numerator) == 0
