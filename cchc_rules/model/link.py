"""Merge common provisions into a rubric, so that everything below sees one self-contained text."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import attrs

from cchc_rules.model.citation import Stated
from cchc_rules.model.rubric import CommonProvisions, Provisions, Rubric
from cchc_rules.model.survey import merge_surveys

T = TypeVar("T")

# Named parts of these lists replace the shared part of the same name; the others are kept or taken whole.
_BY_NAME: dict[str, Callable[[Any], object]] = {
    "stages": lambda rule: rule.stage,
    "consequences": lambda c: c.number,
    "timetable": lambda d: d.step,
    "facts": lambda f: f.name,
    "survey_shares": lambda s: s.code,
}
_ADDED = ("discrepancies", "replaces", "calendar")


def link(rubric: Rubric, commons: Sequence[CommonProvisions]) -> Rubric:
    """The rubric with the provisions of `commons` merged in, its own standing first; `uses` is empty after."""
    merged = rubric.provisions
    for common in commons:
        merged = _merge(merged, common.provisions)
    return attrs.evolve(rubric, provisions=merged, uses=())


def _merge(own: Provisions, shared: Provisions) -> Provisions:
    values: dict[str, Any] = {}
    for attribute in attrs.fields(Provisions):
        name = attribute.name
        mine, theirs = getattr(own, name), getattr(shared, name)
        if name == "surveys":
            values[name] = merge_surveys(mine, theirs)
        elif name in _BY_NAME:
            values[name] = _by_name(mine, theirs, _BY_NAME[name])
        elif name in _ADDED:
            values[name] = (*mine, *theirs)
        else:
            values[name] = mine or theirs
    return Provisions(**values)


def _by_name(
    mine: tuple[Stated[T], ...], theirs: tuple[Stated[T], ...], key: Callable[[T], object]
) -> tuple[Stated[T], ...]:
    own = {key(s.value): s for s in mine}
    shared = {key(s.value) for s in theirs}
    replaced = tuple(own.get(key(s.value), s) for s in theirs)
    return (*replaced, *(s for s in mine if key(s.value) not in shared))
