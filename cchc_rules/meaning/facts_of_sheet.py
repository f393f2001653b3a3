"""Conditions over facts in Kleene's three values: true, false, unknown. Unknown never counts as false."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import assert_never

import attrs

from cchc_rules.frozen import frozen
from cchc_rules.meaning.expressions import Worked, judge, work
from cchc_rules.meaning.situation import Gap, Situation
from cchc_rules.model.condition import (
    AllOf,
    AnyOf,
    Condition,
    FactCompared,
    FactEquals,
    FactIs,
    FactWithin,
    Not,
    NumberAtom,
    UnitIs,
    UnitKindIs,
    YearWithin,
    facts_of,
)
from cchc_rules.model.expression import FactRef
from cchc_rules.model.fact import NOT_ARISEN, FactValue, NotArisen
from cchc_rules.model.sheet import FactEntry, Sheet
from cchc_rules.model.stages import Stage
from cchc_rules.source import fold_name, same_unit


@frozen
class Facts:
    """Known facts by folded name, and the assessment year they belong to.

    In a `situation`, which knows the same, computed facts have values too.
    """

    known: Mapping[str, FactValue]
    year: int = 0
    situation: Situation | None = None

    def value(self, name: str) -> FactValue | None:
        """The value of a fact; None when unknown, and while a best of the year that it looks at may change."""
        made = self._computed(name)
        if made is None:
            return self.known.get(fold_name(name))
        if made.gap is Gap.NOT_ARISEN:
            return NOT_ARISEN
        return made.amount.exact if made.amount is not None and not made.provisional else None

    def unknown_in(self, condition: Condition | YearWithin) -> tuple[str, ...]:
        """Names of the facts a condition reads that are not known; of a computed one, what it waits for."""
        unknown = [f for f in facts_of(condition) if self.value(f) is None]
        return tuple(dict.fromkeys(n for f in unknown for n in self._waits_for(f)))

    def _waits_for(self, name: str) -> tuple[str, ...]:
        made = self._computed(name)
        return made.missing or (name,) if made is not None else (name,)

    def _computed(self, name: str) -> Worked | None:
        declared = self.situation.declaration(name) if self.situation is not None else None
        if self.situation is None or declared is None or declared.formula is None:
            return None
        return work(FactRef(name), self.situation)


def facts_of_sheet(sheet: Sheet, around: Situation | None = None) -> Facts:
    """The facts a sheet reports; what a later stage put in place of a value stands for it.

    Computed facts are worked out in the situation `around`, which brings all but the facts of the sheet.
    """
    known = facts_at(sheet, frozenset(Stage))
    inside = attrs.evolve(around, known=known) if around is not None else None
    return Facts(known, sheet.header.year, inside)


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


def holds(condition: Condition | YearWithin, facts: Facts, unit: str, kind: str) -> bool | None:
    """Whether the condition is true of the unit; None when that depends on a fact not known."""
    match condition:
        case UnitKindIs(kinds):
            return fold_name(kind) in map(fold_name, kinds)
        case UnitIs(names):
            return any(same_unit(unit, name) for name in names)
        case YearWithin(first, last):
            return first <= facts.year and (last is None or facts.year <= last)
        case Not(part):
            inner = holds(part, facts, unit, kind)
            return None if inner is None else not inner
        case AllOf(parts):
            return _all(holds(p, facts, unit, kind) for p in parts)
        case AnyOf(parts):
            some = _all(_negated(holds(p, facts, unit, kind)) for p in parts)
            return _negated(some)
        case FactCompared():
            return _of_facts(condition, facts)
        case FactIs() | FactWithin() | FactEquals():
            return _of_fact(condition, facts)
        case _:
            assert_never(condition)


def _of_fact(condition: FactIs | NumberAtom, facts: Facts) -> bool | None:
    value = facts.value(condition.fact)
    if value is None:
        return None
    match condition:
        case FactIs(_, wanted):
            return _same(value, wanted)
        case FactEquals(_, wanted):
            return value == wanted
        case FactWithin(_, within):
            return isinstance(value, Fraction) and within.holds(value)
        case _:
            assert_never(condition)


def _of_facts(condition: FactCompared, facts: Facts) -> bool | None:
    # What did not arise is beside no other value, as it lies in no interval.
    if any(isinstance(facts.value(name), NotArisen) for name in facts_of(condition)):
        return False
    found = judge(condition, facts.situation or Situation(facts.known, {}, year=facts.year))
    return None if found.provisional else found.holds


def _same(value: FactValue, wanted: bool | str) -> bool:
    if isinstance(value, str) and isinstance(wanted, str):
        return fold_name(value) == fold_name(wanted)
    return value is wanted


def _all(values: Iterable[bool | None]) -> bool | None:
    seen = list(values)
    return False if False in seen else None if None in seen else True


def _negated(value: bool | None) -> bool | None:
    return None if value is None else not value
