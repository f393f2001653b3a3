"""A single change of a fact that would have given more points."""

import datetime
from enum import Enum
from fractions import Fraction
from typing import Any

from cchc_rules.frozen import frozen
from cchc_rules.model.citation import Stated
from cchc_rules.model.code import Code
from cchc_rules.model.fact import FactDeclaration, FactType, FactValue
from cchc_rules.model.stages import Stage


class Beyond(Enum):
    """On which side of a value a fact must lie, however close to it."""

    ABOVE = "trên"
    BELOW = "dưới"


@frozen
class Advice:
    """One fact with another value, the points it would have given, and the line that would have decided.

    `line` is None where the rule has no lines, or the same one decides. Nothing else changes. With `beyond` the
    fact must lie on that side of `after`, not at it; `example` is a value that a sheet accepts and that does it: the
    same as `after`, or one just beyond. Of a penalty, `gain` is what is taken less (`less`). `rated` is how much more
    the rated points would be, `band` the rating then, where these are not simply what the row gives: with bonus,
    penalty, rescaling or rating conditions. `waits_for` is the stage that must act before the points count; None
    where they count at once.
    """

    fact: FactDeclaration
    before: FactValue
    after: FactValue
    example: FactValue
    points: Fraction
    gain: Fraction
    line: Stated[Any] | None = None
    beyond: Beyond | None = None
    less: bool = False
    rated: Fraction | None = None
    band: str | None = None
    waits_for: Stage | None = None

    @property
    def change(self) -> Fraction | None:
        """How much more (or less, below 0) of a number; None for what is no number."""
        if isinstance(self.before, Fraction) and isinstance(self.after, Fraction):
            return self.after - self.before
        return None

    @property
    def effort(self) -> Fraction | None:
        """How far the fact has to move: units, percentage points, or days; None for what has no distance."""
        if self.change is not None:
            return abs(self.change) * (100 if self.fact.type is FactType.PERCENT else 1)
        if isinstance(self.before, datetime.date) and isinstance(self.after, datetime.date):
            return Fraction(abs((self.after - self.before).days))
        return None


@frozen
class RowAdvice:
    """What one row needs for more points, cheapest first; `points` are those it has now."""

    code: Code
    title: str
    points: Fraction
    advice: tuple[Advice, ...]

    @property
    def cost(self) -> tuple[bool, Fraction, Fraction]:
        """By this rows are ordered, cheapest first: by the least effort, then by the points it gains."""
        first = self.advice[0]
        return (first.effort is None, first.effort or Fraction(0), -first.gain)
