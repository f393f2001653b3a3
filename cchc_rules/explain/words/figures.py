"""Numbers as printed. Rounding is for print alone and never says anything the exact value does not."""

from collections.abc import Iterable
from fractions import Fraction
from typing import assert_never

from cchc_rules.frozen import frozen
from cchc_rules.model.interval import Interval
from cchc_rules.model.numbers import (
    decimal_digits,
    decimal_string,
    faithful_digits,
    in_digits,
    is_decimal,
    is_faithful,
    vietnamese,
)
from cchc_rules.model.result_condition import RowWithin, result_atoms
from cchc_rules.model.rubric import (
    FieldsWithin,
    FieldWithin,
    IndexWithin,
    Measure,
    Provisions,
    Rounding,
    Trigger,
)
from cchc_rules.results.scorecard import Index

DEFAULT_ROUNDING = Rounding(points=2, percent=2)
_EXACT_DIGITS = 6
_MOST_DIGITS = 60
_WHOLE = Fraction(1)


@frozen
class Figures:
    """Prints by the rubric's digits; marks (`percent_marks` as ratios) are bounds that decide something."""

    rounding: Rounding
    percent_marks: tuple[Fraction, ...]
    point_marks: tuple[Fraction, ...]

    @classmethod
    def of(cls, provisions: Provisions) -> "Figures":
        """Digits and bounds of a rubric: of its bands and of the triggers of its consequences."""
        bands = [b.value for b in provisions.bands]
        ratios = [b.interval for b in bands if b.measure is Measure.PERCENT]
        ratios += [interval_of(t) for c in provisions.consequences for t in c.value.triggers]
        points = [b.interval for b in bands if b.measure is Measure.POINTS]
        for atom in (a for d in provisions.disqualifiers for a in result_atoms(d.value.condition)):
            if isinstance(atom, IndexWithin | FieldsWithin | FieldWithin):
                ratios.append(atom.interval)
            elif isinstance(atom, RowWithin):
                (ratios if atom.percent else points).append(atom.interval)
        rounding = provisions.rounding.value if provisions.rounding else DEFAULT_ROUNDING
        return cls(rounding, (*_bounds(ratios), _WHOLE), _bounds(points))

    def points(self, value: Fraction, bases: Iterable[Fraction] = ()) -> str:
        """`1,5`: exact when at most 6 digits say it, else rounded behind `≈`.

        Rounding keeps it on its own side of every bound, also as a share of the maxima in `bases`.
        """
        if is_decimal(value) and decimal_digits(value) <= _EXACT_DIGITS:
            return vietnamese(value)
        return "≈" + vietnamese(value, self._digits(value, self.rounding.points, bases), self.rounding.cut_off)

    def points_of(self, achieved: Fraction, base: Fraction) -> tuple[str, str]:
        """Points and the maximum they are of."""
        return self.points(achieved, (base,)), self.points(base)

    def points_decimal(self, value: Fraction, base: Fraction) -> str:
        """Points of a maximum with a decimal point: exact where decimals end, else rounded to 6 digits or more."""
        digits = None if is_decimal(value) else self._digits(value, _EXACT_DIGITS, (base,))
        return decimal_string(value, digits, self.rounding.cut_off)

    def _digits(self, value: Fraction, least: int, bases: Iterable[Fraction]) -> int:
        shares = (m * base for base in bases for m in self.percent_marks)
        return faithful_digits(value, least, (*self.point_marks, *shares), False, self.rounding.cut_off)

    def percent(self, ratio: Fraction) -> str:
        """`81,51%`; see percent_decimal."""
        return self.percent_decimal(ratio).replace(".", ",") + "%"

    def percent_decimal(self, ratio: Fraction) -> str:
        """`81.51`: as the rubric rounds, with as many more digits as keep it on its side of every bound."""
        value, cut = ratio * 100, self.rounding.cut_off
        digits = faithful_digits(value, self.rounding.percent, self._percents, False, cut)
        return decimal_string(value, digits, cut)

    def index(self, index: Index) -> str:
        """`81,51%`, or `từ 70,00% đến 81,51%` while points are pending."""
        if index.exact:
            return self.percent(index.low)
        low, high = self.bounds_decimal(index)
        return f"từ {low}% đến {high}%".replace(".", ",")

    def brief(self, index: Index) -> str:
        """The same for a table: `70,00–81,51%`."""
        if index.exact:
            return self.percent(index.low)
        return "–".join(self.bounds_decimal(index)).replace(".", ",") + "%"

    def bounds_decimal(self, index: Index) -> tuple[str, str]:
        """Both ends in percent, with digits enough that ends that differ print differently."""
        ends, digits = (index.low * 100, index.high * 100), self.rounding.percent
        while digits < _MOST_DIGITS and not self._bounds_read_true(ends, digits):
            digits += 1
        cut = self.rounding.cut_off
        return decimal_string(ends[0], digits, cut), decimal_string(ends[1], digits, cut)

    def _bounds_read_true(self, ends: tuple[Fraction, Fraction], digits: int) -> bool:
        cut = self.rounding.cut_off
        low, high = (in_digits(end, digits, cut) for end in ends)
        apart = (low == high) == (ends[0] == ends[1])
        return apart and all(is_faithful(end, digits, self._percents, False, cut) for end in ends)

    @property
    def _percents(self) -> tuple[Fraction, ...]:
        return tuple(m * 100 for m in self.percent_marks)


def interval_of(trigger: Trigger) -> Interval:
    """The interval a trigger asks about."""
    match trigger:
        case IndexWithin(within) | FieldsWithin(_, within) | FieldWithin(_, within):
            return within
        case _:
            assert_never(trigger)


def _bounds(intervals: Iterable[Interval]) -> tuple[Fraction, ...]:
    ends = (end for i in intervals for end in (i.low, i.high) if end is not None)
    return tuple(dict.fromkeys(ends))
