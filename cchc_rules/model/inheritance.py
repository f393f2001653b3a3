"""How a sentence of a rubric and that of common provisions on the same matter become one.

The rubric's own sentence replaces only the attributes that it states; the others stay as the common sentence has them.
"""

from collections.abc import Callable
from typing import Any

from attrs import evolve

from cchc_rules.model.citation import Basis, FromCommon, Inherited, Stated
from cchc_rules.model.fact import FactDeclaration
from cchc_rules.model.rubric import Count, Subjects, Total
from cchc_rules.model.slot import Slot
from cchc_rules.model.stages import Deadline, StageRule
from cchc_rules.source import fold_name


def _stage(own: StageRule, common: StageRule) -> StageRule:
    return evolve(
        own,
        power=own.power or common.power,
        by=own.by or common.by,
        minimum_share=common.minimum_share if own.minimum_share is None else own.minimum_share,
    )


def _deadline(own: Deadline, common: Deadline) -> Deadline:
    return evolve(own, years_after=common.years_after if own.years_after is None else own.years_after)


def _total(own: Total, common: Total) -> Total:
    return evolve(own, survey=common.survey if own.survey is None else own.survey)


def _counts(own: tuple[Count, ...], common: tuple[Count, ...]) -> tuple[Count, ...]:
    said = {c.level for c in own}
    return (*own, *(c for c in common if c.level not in said))


def _subjects(own: Subjects, common: Subjects) -> Subjects:
    return evolve(own, excepted=own.excepted or common.excepted)


_FACT_DETAILS = ("choices", "unit", "low", "high", "supplier", "evidence", "last_year", "formula")


def _fact(own: FactDeclaration, common: FactDeclaration) -> FactDeclaration:
    """Bounds, units and choices are those of a type: of another type nothing is kept."""
    if own.type is not common.type:
        return own
    unsaid = (name for name in _FACT_DETAILS if getattr(own, name) in (None, (), False))
    return evolve(own, **{name: getattr(common, name) for name in unsaid})


_COMPLETED: dict[Slot, Callable[[Any, Any], Any]] = {
    Slot.STAGES: _stage,
    Slot.TIMETABLE: _deadline,
    Slot.TOTAL: _total,
    Slot.COUNTS: _counts,
    Slot.SUBJECTS: _subjects,
    Slot.FACTS: _fact,
}
"""Slots whose sentences have attributes that may be left unsaid."""

MATTER: dict[Slot, Callable[[Any], object]] = {
    Slot.STAGES: lambda v: v.stage,
    Slot.TIMETABLE: lambda v: v.step,
    Slot.FACTS: lambda v: fold_name(v.name),
    Slot.SURVEY_SHARES: lambda v: v.code,
}
"""What a sentence is about, in slots that hold one for each matter."""


def completed(slot: Slot, own: Stated[Any], common: Stated[Any], by: str) -> Stated[Any]:
    """The rubric's own sentence with what it leaves unsaid from that of the common provisions `by`, and both bases."""
    complete = _COMPLETED.get(slot)
    value = complete(own.value, common.value) if complete is not None else own.value
    if value == own.value:
        return evolve(own, common=FromCommon(by, Inherited.REPLACED, common))
    return evolve(own, value=value, basis=_both(own.basis, common.basis), common=FromCommon(by, Inherited.REST, common))


def _both(own: Basis | None, common: Basis | None) -> Basis | None:
    if own is None or common is None or own.own_choice is not None or common.own_choice is not None:
        return own or common
    return Basis((*own.citations, *(c for c in common.citations if c not in own.citations)))


def with_usual(value: Any) -> Any:
    """A sentence with the usual value of every attribute that nobody stated."""
    if isinstance(value, StageRule):
        return evolve(value, power=value.allowed)
    if isinstance(value, Deadline):
        return evolve(value, years_after=1 if value.years_after is None else value.years_after)
    return value
