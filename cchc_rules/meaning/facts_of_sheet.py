"""The facts of a sheet as each stage sees them, the later stage's value before the earlier's."""

from collections.abc import Iterable

import attrs

from cchc_rules.meaning.situation import Situation
from cchc_rules.model.fact import FactValue
from cchc_rules.model.sheet import FactEntry, Sheet
from cchc_rules.model.stages import Stage
from cchc_rules.source import fold_name


def situation_of(sheet: Sheet, around: Situation) -> Situation:
    """The situation with the facts a sheet reports; what a later stage put in place of a value stands for it."""
    return attrs.evolve(around, known=facts_at(sheet, frozenset(Stage)))


SEEN = {
    Stage.SELF: frozenset({Stage.SELF, Stage.SURVEY}),
    Stage.SURVEY: frozenset({Stage.SELF, Stage.SURVEY}),
    Stage.APPRAISAL: frozenset({Stage.SELF, Stage.SURVEY, Stage.APPRAISAL}),
    Stage.REVIEW: frozenset(Stage),
}
"""Whose facts each stage sees."""

_ORDER = (Stage.SELF, Stage.SURVEY, Stage.APPRAISAL, Stage.REVIEW)


def facts_at(sheet: Sheet, stages: frozenset[Stage]) -> dict[str, FactValue]:
    """Known facts by folded name as these stages see them, the later stage's value before the earlier's."""
    return _carried(sheet) | facts_among(sheet.facts, stages)


def _carried(sheet: Sheet) -> dict[str, FactValue]:
    """Values of the year before, which every stage knows."""
    return {fold_name(f.name): f.value for f in sheet.carried if f.value is not None}


def facts_among(facts: Iterable[FactEntry], stages: frozenset[Stage]) -> dict[str, FactValue]:
    """The same out of entries for facts."""
    known = [f for f in facts if f.value is not None and f.stage in stages]
    order = [s for s in _ORDER if s in stages]
    return {fold_name(f.name): f.value for s in order for f in known if f.stage is s and f.value is not None}


def facts_by_stage(sheet: Sheet) -> dict[Stage, dict[str, FactValue]]:
    """Known facts by folded name as each stage sees them: its own values over those of the stages before it.

    The unit's own stage sees what the survey found, and so does the survey.
    """
    known = _carried(sheet)
    seen: dict[Stage, dict[str, FactValue]] = {}
    for stage in _ORDER:
        known |= {fold_name(f.name): f.value for f in sheet.facts if f.stage is stage and f.value is not None}
        seen[stage] = dict(known)
    return seen | {Stage.SELF: seen[Stage.SURVEY]}


def replaced_by(facts: Iterable[FactEntry], later: FactEntry) -> FactEntry | None:
    """The known value of the nearest earlier stage that an entry stands in the place of."""
    place, name = _ORDER.index(later.stage), fold_name(later.name)
    known = [f for f in facts if f.value is not None and _ORDER.index(f.stage) < place and fold_name(f.name) == name]
    return max(known, key=lambda f: _ORDER.index(f.stage), default=None)
