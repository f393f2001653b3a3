"""The facts of a sheet as each stage sees them, the later stage's value before the earlier's."""

from collections.abc import Iterable, Sequence

import attrs

from cchc_rules.meaning.situation import Situation
from cchc_rules.model.fact import FactValue
from cchc_rules.model.sheet import FactEntry, Sheet
from cchc_rules.model.stages import OF_THE_UNIT, Stage
from cchc_rules.source import fold_name


def situation_of(sheet: Sheet, around: Situation) -> Situation:
    """The situation with the facts a sheet reports; what a later stage put in place of a value stands for it."""
    return attrs.evolve(around, known=facts_at(sheet))


def facts_at(sheet: Sheet, stages: Sequence[Stage] | None = None) -> dict[str, FactValue]:
    """Known facts by folded name as these stages see them, in the order in which they stand for one another.

    None: every stage of the sheet's rubric.
    """
    return _carried(sheet) | facts_among(sheet.facts, sheet.lineup.facts if stages is None else stages)


def _carried(sheet: Sheet) -> dict[str, FactValue]:
    """Values of the year before, which every stage knows."""
    return {fold_name(f.name): f.value for f in sheet.carried if f.value is not None}


def facts_among(facts: Iterable[FactEntry], stages: Sequence[Stage]) -> dict[str, FactValue]:
    """The same out of entries for facts."""
    known = [f for f in facts if f.value is not None and f.stage in stages]
    return {fold_name(f.name): f.value for s in stages for f in known if f.stage == s and f.value is not None}


def facts_by_stage(sheet: Sheet) -> dict[Stage, dict[str, FactValue]]:
    """Known facts by folded name as each stage sees them: its own values over those of the stages before it.

    The unit's own stage sees what the survey found, and so does the survey.
    """
    known = _carried(sheet)
    seen: dict[Stage, dict[str, FactValue]] = {}
    for stage in sheet.lineup.facts:
        known |= {fold_name(f.name): f.value for f in sheet.facts if f.stage == stage and f.value is not None}
        seen[stage] = dict(known)
    return seen | {OF_THE_UNIT[0]: seen[OF_THE_UNIT[1]]}


def replaced_by(facts: Iterable[FactEntry], later: FactEntry, order: Sequence[Stage]) -> FactEntry | None:
    """The known value of the nearest earlier stage, in this order, that an entry stands in the place of."""
    place, name = order.index(later.stage), fold_name(later.name)
    known = [f for f in facts if f.value is not None and order.index(f.stage) < place and fold_name(f.name) == name]
    return max(known, key=lambda f: order.index(f.stage), default=None)
