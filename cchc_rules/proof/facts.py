"""Facts as unknowns of the solver, and the values that a model gives them."""

import datetime
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, assert_never

import z3
from attrs import field

from cchc_rules.frozen import define, frozen
from cchc_rules.model.fact import (
    NOT_ARISEN,
    FactBound,
    FactDeclaration,
    FactType,
    FactValue,
    in_year_before,
    this_year,
    years_back,
)
from cchc_rules.proof.logic import Term, Truth, all_of, at_most, implies
from cchc_rules.proof.untranslated import Untranslated
from cchc_rules.source import fold_name

_WRITTEN = 10_000
"""Sheets are found with no finer numbers than this part of 1, so that they can be written down."""


@frozen
class Unknown:
    """A reported fact: its name as read, its value (of the sort of its type), and whether it arose."""

    name: str
    declared: FactDeclaration
    value: Any
    arisen: Any
    second: bool = False
    """Whether it is of a second sheet."""

    @property
    def number(self) -> Term:
        """The value of a number, of a date the day counted from one fixed day."""
        return Term(self.value if self.declared.type in (FactType.AMOUNT, FactType.PERCENT) else z3.ToReal(self.value))

    def is_choice(self, choice: str) -> Truth:
        """Whether a choice is this one."""
        names = [fold_name(c) for c in self.declared.choices]
        return self.value == names.index(fold_name(choice)) if fold_name(choice) in names else False

    def read(self, model: Any) -> FactValue:
        """The value in a model."""
        if not z3.is_true(model.eval(self.arisen, model_completion=True)):
            return NOT_ARISEN
        found = model.eval(self.value, model_completion=True)
        match self.declared.type:
            case FactType.YES_NO:
                return bool(z3.is_true(found))
            case FactType.CHOICE:
                return self.declared.choices[int(found.as_long())]
            case FactType.DATE:
                return datetime.date.fromordinal(found.as_long())
            case FactType.COUNT | FactType.AMOUNT | FactType.PERCENT:
                return Fraction(str(found))
            case FactType.TEXT:
                return "minh họa"
            case _:
                assert_never(self.declared.type)


@define
class Facts:
    """The unknowns of one sheet, made when first asked for. `tag` tells the facts of two sheets apart.

    `shared` has those of another sheet that is the same but for the facts in `own`.
    """

    declared: Mapping[str, FactDeclaration]
    tag: str = ""
    shared: "Facts | None" = None
    own: frozenset[str] = frozenset()
    _made: dict[str, Unknown] = field(factory=dict)

    def declaration(self, name: str) -> FactDeclaration | None:
        """The declaration of a fact, whichever year's value is meant."""
        return self.declared.get(fold_name(this_year(name)))

    def unknown(self, name: str) -> Unknown:
        """The unknown of a reported fact."""
        key = fold_name(name)
        if self.shared is not None and key not in self.own:
            return self.shared.unknown(name)
        if key not in self._made:
            declared = self.declaration(name)
            if declared is None:
                raise Untranslated(f"số liệu [{name}] chưa khai")
            self._made[key] = _made(in_year_before(declared.name, years_back(name)), declared, self.tag)
        return self._made[key]

    def __iter__(self) -> Iterator[Unknown]:
        others = [u for u in self.shared or () if fold_name(u.name) not in self.own]
        return iter([*others, *self._made.values()])

    def bounded(self) -> list[Truth]:
        """What declarations say of the unknowns; the facts that bound others become unknowns too."""
        found: list[Truth] = []
        done: set[str] = set()
        while waiting := [u for u in self if fold_name(u.name) + u.value.decl().name() not in done]:
            for one in waiting:
                done.add(fold_name(one.name) + one.value.decl().name())
                found.append(self._bounds(one))
        return found

    def _bounds(self, one: Unknown) -> Truth:
        d = one.declared
        match d.type:
            case FactType.YES_NO | FactType.TEXT:
                return True
            case FactType.CHOICE:
                return z3.And(one.value >= 0, one.value < len(d.choices))
            case FactType.DATE:
                return z3.And(one.value >= 1, one.value <= datetime.date.max.toordinal())
            case FactType.COUNT | FactType.AMOUNT | FactType.PERCENT:
                highest = Fraction(1) if d.type is FactType.PERCENT else None
                low = self._side(d.low if d.low is not None else Fraction(0), one, True)
                return all_of(low, self._side(d.high if d.high is not None else highest, one, False))
            case _:
                assert_never(d.type)

    def _side(self, bound: FactBound | None, one: Unknown, is_low: bool) -> Truth:
        if bound is None:
            return True
        if isinstance(bound, Fraction):
            return at_most(bound, one.number.num) if is_low else at_most(one.number.num, bound)
        name = in_year_before(bound, years_back(one.name)) if not years_back(bound) else bound
        declared = self.declaration(name)
        if declared is None or declared.formula is not None:
            return True  # a wider range than there is: what is proven over it holds, and sheets found are scored again
        other = self.unknown(name)
        first, second = (other, one) if is_low else (one, other)
        return implies(z3.And(one.arisen, other.arisen), at_most(first.number.num, second.number.num))

    def written(self, year: int) -> list[Truth]:
        """That every value can be written in a sheet, dates near the assessment year."""
        first, last = datetime.date(year - 1, 1, 1).toordinal(), datetime.date(year + 2, 12, 31).toordinal()
        found: list[Truth] = []
        for one in self:
            if one.declared.type in (FactType.AMOUNT, FactType.PERCENT):
                found.append(z3.IsInt(one.value * _WRITTEN))
            elif one.declared.type is FactType.DATE:
                found.append(z3.And(one.value >= first, one.value <= last))
        return found

    def all_arisen(self) -> list[Truth]:
        """That every fact arose."""
        return [one.arisen for one in self]


def _made(name: str, declared: FactDeclaration, tag: str) -> Unknown:
    label = f"[{fold_name(name)}]{tag}"
    make = {
        FactType.YES_NO: z3.Bool,
        FactType.AMOUNT: z3.Real,
        FactType.PERCENT: z3.Real,
    }.get(declared.type, z3.Int)
    return Unknown(name, declared, make(label), z3.Bool(f"{label} phát sinh"), bool(tag))
