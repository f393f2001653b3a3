"""What is known when a rule is applied: the unit, the year, the facts, and what other units reported."""

from collections.abc import Mapping
from enum import Enum
from fractions import Fraction

import attrs
from attrs import field

from cchc_rules.frozen import frozen
from cchc_rules.meaning.amount import ANYTHING, Amount
from cchc_rules.meaning.work_days import NO_DAYS, WorkDays
from cchc_rules.model.expression import Expression, fact_names
from cchc_rules.model.fact import (
    NUMERIC,
    FactBound,
    FactDeclaration,
    FactType,
    FactValue,
    in_year_before,
    this_year,
    years_back,
)
from cchc_rules.source import fold_name

_DEEPEST = 32
_ZERO, _ONE = Fraction(0), Fraction(1)


class Gap(Enum):
    """Why arithmetic has no result, apart from not knowing a fact."""

    ZERO = "mẫu số bằng 0"
    NOT_ARISEN = "không phát sinh"
    OUT = "không áp dụng"

    __hash__ = object.__hash__  # as for stages


@frozen
class Peers:
    """The best (and lowest) of the units of a year, by expression; `final` once the year is closed."""

    best: Mapping[Expression, Fraction] = field(factory=dict)
    final: bool = False


NO_PEERS = Peers()


@frozen
class Situation:
    """One unit in one year. `kind` and `unit` None mean any unit, `year` 0 any year: so rules are checked.

    `known` and `declared` are by folded name. `ratio` is what `tỷ lệ` means just here, `max` what `điểm tối đa`
    does, `parts` the points of parts stated before. `work_days` tells which days are worked.
    """

    known: Mapping[str, FactValue]
    declared: Mapping[str, FactDeclaration]
    unit: str | None = None
    kind: str | None = None
    year: int = 0
    max: Fraction = _ZERO
    work_days: WorkDays = NO_DAYS
    peers: Peers = NO_PEERS
    ratio: Amount | None = None
    parts: Mapping[str, Amount] = field(factory=dict)
    depth: int = 0

    def value(self, name: str) -> FactValue | None:
        """A reported value; None when unknown."""
        return self.known.get(fold_name(name))

    def declaration(self, name: str) -> FactDeclaration | None:
        """The declaration of a fact, or of the fact whose last year's value is meant."""
        return self.declared.get(fold_name(this_year(name)))

    def with_ratio(self, ratio: Amount | None) -> "Situation":
        """The same with another meaning of `tỷ lệ`."""
        return attrs.evolve(self, ratio=ratio)

    def deeper(self) -> "Situation | None":
        """The same one formula further in; None when formulas seem to go round."""
        return attrs.evolve(self, depth=self.depth + 1) if self.depth < _DEEPEST else None

    def bounds(self, name: str) -> Amount:
        """Where a number lies by its declaration alone."""
        declared, inner = self.declaration(name), self.deeper()
        if declared is None or declared.type not in NUMERIC or inner is None:
            return ANYTHING
        low = inner._bound(declared.low, name)
        high = inner._bound(declared.high, name)
        highest = high.high if declared.high is not None else _ONE if declared.type is FactType.PERCENT else None
        return Amount(low.low if declared.low is not None and low.low is not None else _ZERO, highest)

    def _bound(self, bound: FactBound | None, name: str) -> Amount:
        if bound is None:
            return ANYTHING
        if isinstance(bound, Fraction):
            return Amount(bound, bound)
        other = in_year_before(bound, years_back(name)) if not years_back(bound) else bound
        value = self.value(other)
        return Amount(value, value) if isinstance(value, Fraction) else self.bounds(other)


def with_inputs(names: set[str], declared: Mapping[str, FactDeclaration]) -> set[str]:
    """These facts and, where one is computed, all that it is computed from, at any depth; by folded name."""
    found: set[str] = set()
    while names:
        found |= names
        facts = (declared.get(name) for name in names)
        formulas = (f.formula for f in facts if f is not None and f.formula is not None)
        names = {fold_name(this_year(n)) for formula in formulas for n in fact_names(formula)} - found
    return found
