"""Names of units in a rubric that come so near each other that one may be meant for the other."""

from collections.abc import Iterator
from itertools import chain

from cchc_rules.checks.rubric_conditions import all_conditions, rating_conditions
from cchc_rules.checks.rules.facts_used import rule_conditions
from cchc_rules.diagnostics import Diagnostic, catalog
from cchc_rules.diagnostics.mends import renamed
from cchc_rules.model.condition import UnitIs, fact_atoms
from cchc_rules.model.rubric import Rubric
from cchc_rules.source import Span, near_pairs
from cchc_rules.writing.layout import quote


def unit_names_are_told_apart(rubric: Rubric) -> Iterator[Diagnostic]:
    """K385: two near names of one rubric are two units, whether they are excepted or named in conditions."""
    places = dict(reversed(tuple(_named(rubric))))
    for name, other in near_pairs(reversed(places)):
        at = places.get(other) or places.get(name)
        fixes = (*renamed(at, quote(name), quote(other)), *renamed(at, quote(other), quote(name)))
        yield catalog.NEAR_NAMES.at(at, name=name, other=other, fixes=fixes)


def _named(rubric: Rubric) -> Iterator[tuple[str, Span | None]]:
    """Every name with the first place it stands at."""
    subjects = rubric.provisions.subjects
    for name in subjects.value.excepted if subjects is not None else ():
        yield name, subjects.at if subjects is not None else None
    for placed in chain(all_conditions(rubric), rule_conditions(rubric), rating_conditions(rubric)):
        for atom in fact_atoms(placed.condition):
            if isinstance(atom, UnitIs):
                yield from ((name, placed.at) for name in atom.names)
