"""A single change of a fact that would have given more points."""

from fractions import Fraction
from typing import Any

from attrs import frozen

from cchc_rules.model.fact import FactDeclaration, FactValue
from cchc_rules.model.stated import Stated


@frozen
class Advice:
    """One fact with another value, the points it would have given, and the line that would have decided.

    `line` is None where the rule has no lines, or the same one decides. Nothing else changes.
    """

    fact: FactDeclaration
    before: FactValue
    after: FactValue
    points: Fraction
    gain: Fraction
    line: Stated[Any] | None = None

    @property
    def change(self) -> Fraction | None:
        """How much more (or less, below 0) of a number; None for what is no number."""
        if isinstance(self.before, Fraction) and isinstance(self.after, Fraction):
            return self.after - self.before
        return None
