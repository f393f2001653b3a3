"""Questions asked of a rule tree: the unknowns of a sheet, and the rules of its rows as formulas over them."""

from fractions import Fraction

from attrs import field

from cchc_rules.compile import RuleTree
from cchc_rules.frozen import define
from cchc_rules.model.rubric import Rubric
from cchc_rules.proof.facts import Facts, Unknown
from cchc_rules.proof.logic import Truth
from cchc_rules.proof.situation import Asked, Made, Ratios
from cchc_rules.proof.unit import Unit

_ANY_YEAR = 2000
"""The year of a rubric that says of no year that it governs it."""


def year_of(rubric: Rubric) -> int:
    """The assessment year that is asked about where nobody names one: the first that the rubric governs."""
    governs, in_force = rubric.provisions.governs, rubric.provisions.in_force
    return governs.value if governs is not None else in_force.value.year if in_force is not None else _ANY_YEAR


@define
class Question:
    """The unknowns of one question. A second sheet in it is the same but for some facts (`other`)."""

    tree: RuleTree
    year: int
    ratios: Ratios = Ratios.EXACT
    made: Made = field(factory=Made)
    facts: Facts = field(init=False)
    unit: Unit = field(init=False)
    second: Facts | None = None

    def __attrs_post_init__(self) -> None:
        subjects = self.tree.rubric.provisions.subjects
        self.facts = Facts(self.tree.rules.declared)
        self.unit = Unit(subjects.value.kinds if subjects is not None else ())

    def asked(self, most: Fraction = Fraction(0), facts: Facts | None = None) -> Asked:
        """Where the rules of a row of this maximum are translated."""
        facts = facts if facts is not None else self.facts
        return Asked(facts, self.unit, self.year, self.tree.rules.work_days, self.made, self.ratios, most)

    def other(self, *names: str) -> Facts:
        """The facts of a sheet that differs in these alone."""
        self.second = Facts(self.tree.rules.declared, " (2)", self.facts, frozenset(names))
        return self.second

    def every_fact(self) -> list[Unknown]:
        """The unknowns of all its sheets, once each."""
        own = [u for u in self.second or () if u.second]
        return [*self.facts, *own]

    def given(self, *facts: Facts) -> list[Truth]:
        """What holds of every sheet: bounds declared, and the numbers that stand for others."""
        bounds = [b for f in (self.facts, *facts) for b in f.bounded()]
        return [*bounds, *self.unit.bounded(), *self.made.side, *self.made.moves_alike()]
