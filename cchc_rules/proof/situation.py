"""What rules are translated in: facts and unit as unknowns, the year, and the numbers made along the way."""

from collections.abc import Mapping
from enum import Enum
from fractions import Fraction
from typing import Any

import attrs
import z3
from attrs import field

from cchc_rules.frozen import define, frozen
from cchc_rules.meaning.amount import Amount
from cchc_rules.meaning.expressions import work
from cchc_rules.meaning.situation import Situation as Walked
from cchc_rules.meaning.work_days import WorkDays
from cchc_rules.model.expression import Expression, Quotient, YearBest
from cchc_rules.proof.facts import Facts
from cchc_rules.proof.logic import Term, Truth, all_of, any_of, at_most, implies, real, term_at_most
from cchc_rules.proof.unit import Unit


class Ratios(Enum):
    """How a quotient is seen: as it is, or only by what bounds it and how it moves, which keeps all linear."""

    EXACT = "exact"
    LOOSE = "loose"


@frozen
class Loose:
    """A quotient of which only bounds are known: what it is of, and the number that stands for it."""

    of: Quotient
    above: Term
    below: Term
    number: Any


@define
class Made:
    """What was made while a question was translated: conditions on the numbers that stand for others."""

    side: list[Truth] = field(factory=list)
    denominators: set[str] = field(factory=set)
    loose: list[Loose] = field(factory=list)
    bests: dict[YearBest, Any] = field(factory=dict)
    owns: list[tuple[YearBest, Truth, Term]] = field(factory=list)
    switches: list[Truth] = field(factory=list)
    """Truths that make a question linear once they are fixed to fail."""
    marks: dict[tuple[int, bool | None], Truth] = field(factory=dict)
    number: int = 0

    def mark(self, thing: object, way: bool | None, when: Truth) -> None:
        """Note where a line decides (`way` None), or a comparison comes out so; known by identity, as in coverage."""
        key = (id(thing), way)
        self.marks[key] = any_of(self.marks.get(key, False), when)

    def fresh(self, what: str, whole: bool = False) -> Any:
        """A new unknown number."""
        self.number += 1
        return (z3.Int if whole else z3.Real)(f"{what} {self.number}")

    def moves_alike(self) -> list[Truth]:
        """Of one quotient in two sheets, the one with no less above and no more below is no smaller."""
        found: list[Truth] = []
        for n, one in enumerate(self.loose):
            for two in self.loose[:n]:
                if one.of == two.of and not one.number.eq(two.number):
                    found += [_ordered(one, two), _ordered(two, one)]
        return found


def _ordered(small: Loose, large: Loose) -> Truth:
    above, below = term_at_most(small.above, large.above), term_at_most(large.below, small.below)
    sound = all_of(at_most(Fraction(0), small.above.num), at_most(Fraction(0), large.above.num))
    positive = all_of(real(large.below.num) > 0, real(small.below.num) > 0)
    return implies(all_of(above, below, sound, positive), small.number <= large.number)


@frozen
class Asked:
    """Where an expression stands: as meaning.situation, with unknowns in the place of values."""

    facts: Facts
    unit: Unit
    year: int
    work_days: WorkDays
    made: Made
    ratios: Ratios = Ratios.EXACT
    max: Fraction = Fraction(0)
    under: Truth = True
    """Where what is translated is looked at."""
    ratio: Term | None = None
    parts: Mapping[str, Term] = field(factory=dict)
    depth: int = 0

    def evolve(self, **changes: Any) -> "Asked":
        """The same with something else."""
        return attrs.evolve(self, **changes)

    @property
    def walked(self) -> Walked:
        """The situation in which nothing is known of the unit, as the walk sees it."""
        return Walked({}, self.facts.declared, year=self.year, max=self.max, work_days=self.work_days)

    def range_of(self, e: Expression) -> Amount:
        """Sure bounds of an expression whose gaps are closed."""
        return work(e, self.walked).range
