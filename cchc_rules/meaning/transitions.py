"""Whom a transitional clause leaves under the text as it was."""

from typing import assert_never

from cchc_rules.meaning.units import names_in_year
from cchc_rules.model.amendments.transition import KindsOfUnit, NamedUnits, Transition
from cchc_rules.model.sheet import Header
from cchc_rules.source import fold_name, unit_key


def spares(transition: Transition, unit: Header, year: int) -> bool:
    """Whether a unit is assessed by the text before the amendment in a year; a renamed one is called by either name."""
    if not transition.first <= year <= transition.last:
        return False
    match transition.whom:
        case NamedUnits(names):
            return not names_in_year(unit).isdisjoint(map(unit_key, names))
        case KindsOfUnit(names):
            return fold_name(unit.kind) in map(fold_name, names)
        case _:
            assert_never(transition.whom)
