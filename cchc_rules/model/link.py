"""Merge common provisions into a rubric, so that everything below sees one self-contained text.

Sentence by sentence: no common sentence is lost but by words that replace it. Conditions of the rating are added; bands
are those of the common text in every scope that the rubric has none of its own for; a sentence on the same matter
replaces the attributes that it states (`completed`).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, assert_never

from attrs import evolve

from cchc_rules.model.amendments.slot import LISTS, OF_PROVISIONS, Slot
from cchc_rules.model.citation import Basis, FromCommon, Inherited, Stated
from cchc_rules.model.condition import Condition, UnitKindIs, fact_atoms
from cchc_rules.model.fact import FactDeclaration
from cchc_rules.model.result_condition import FieldsWithin, FieldWithin, result_atoms
from cchc_rules.model.rubric import (
    DEFAULT_LEVELS,
    CommonProvisions,
    Consequence,
    Count,
    Disqualifier,
    InPlaceOfBands,
    InPlaceOfConsequence,
    Linked,
    Override,
    Provisions,
    Rubric,
    Subjects,
    Total,
)
from cchc_rules.model.sentences import sentences
from cchc_rules.model.stages import USUAL, Deadline, Lineup, Publication, StageRule, unsaid
from cchc_rules.model.survey import merge_surveys
from cchc_rules.source import fold_name

Sentences = tuple[Stated[Any], ...]


def link(rubric: Rubric, commons: Sequence[CommonProvisions]) -> Rubric:
    """The rubric with what of `commons` is for it merged in; `uses` and overrides, carried out, are empty after."""
    return evolve(
        rubric,
        provisions=merged(rubric.id, rubric.provisions, commons),
        uses=(),
        linked=Linked(rubric.id, rubric.provisions, tuple(commons)),
    )


def merged(table: str, own: Provisions, commons: Sequence[CommonProvisions]) -> Provisions:
    """The provisions of the rubric of a short name, all that it has of its own and of the common ones."""
    made, shared = own, [for_table(common, table) for common in commons]
    levels = next((p.levels.value for p in (own, *(c.provisions for c in shared)) if p.levels), DEFAULT_LEVELS)
    for common in shared:
        made = _merge(made, _of_level(common, levels[0]), tuple(s.value for s in own.overrides))
    return evolve(usual(made), overrides=())


def usual(p: Provisions) -> Provisions:
    """The provisions with the usual value of every attribute that nobody stated."""
    return evolve(p, stages=_usual(p.stages), timetable=_usual(p.timetable))


def _usual(stated: Sentences) -> Sentences:
    return tuple(evolve(s, value=with_usual(s.value)) for s in stated)


def _merge(own: Provisions, common: CommonProvisions, overrides: Sequence[Override]) -> Provisions:
    values = {
        slot.value: _slot(slot, getattr(own, slot.value), getattr(common.provisions, slot.value), common.id, overrides)
        for slot in OF_PROVISIONS
    }
    return Provisions(**values)


def _slot(slot: Slot, own: Any, common: Any, by: str, overrides: Sequence[Override]) -> Any:
    if slot is Slot.OVERRIDES:
        return own
    if slot is Slot.SURVEYS:
        return merge_surveys(own, common)
    if slot in MATTER:
        return _by_matter(slot, own, common, by)
    if slot in LISTS:
        kept = _kept(slot, own, common, overrides)
        # A rubric's own scopes stand before common ones; consequences are told in the order of the common text.
        return (*_whole(kept, by), *own) if slot is Slot.CONSEQUENCES else (*own, *_whole(kept, by))
    if own is not None and common is not None:
        return completed(slot, own, common, by)
    return own if common is None else next(_whole((common,), by))


def _kept(slot: Slot, own: Sentences, common: Sentences, overrides: Sequence[Override]) -> Iterator[Stated[Any]]:
    """The common sentences that stand beside a rubric's own."""
    if slot is Slot.BANDS:
        scopes = [s.value.scope for s in own]
        return (b for b in common if not any(same_scope(b.value.scope, scope) for scope in scopes))
    if slot is Slot.CONSEQUENCES:
        numbers = {s.value.number for s in own}
        replaced = numbers & {o.number for o in overrides if isinstance(o, InPlaceOfConsequence)}
        told = [same_consequence(s.value) for s in own]
        return (c for c in common if c.value.number not in replaced and same_consequence(c.value) not in told)
    said = [s.value for s in own]
    return (s for s in common if s.value not in said)


def _whole(stated: Iterable[Stated[Any]], by: str) -> Iterator[Stated[Any]]:
    return (evolve(s, common=FromCommon(by, Inherited.WHOLE, s)) if s.common is None else s for s in stated)


def _by_matter(slot: Slot, own: Sentences, common: Sentences, by: str) -> Sentences:
    about = MATTER[slot]
    # Where a rubric speaks of a common stage without saying what it follows, it follows what it does there.
    told = unsaid(s.value for s in own) if slot is Slot.STAGES else [s.value for s in own]
    mine = {about(s.value): evolve(s, value=value) for s, value in zip(own, told, strict=True)}
    shared = {about(s.value) for s in common}
    both = (
        completed(slot, mine[about(s.value)], s, by) if about(s.value) in mine else next(_whole((s,), by))
        for s in common
    )
    every = (*both, *(s for s in own if about(s.value) not in shared))
    if not common or slot not in (Slot.STAGES, Slot.TIMETABLE):
        return every
    turns = _turns(slot, every)
    return tuple(sorted(every, key=lambda s: turns.index(about(s.value))))


def _turns(slot: Slot, stated: Sentences) -> tuple[object, ...]:
    """Stages, and the steps of a timetable, in the order in which they are taken."""
    if slot is Slot.STAGES:
        return Lineup.of(s.value for s in stated).order
    named = dict.fromkeys(s.value.step for s in stated if s.value.step not in USUAL)
    return (*USUAL, *(s for s in named if s is not Publication.PUBLICATION), Publication.PUBLICATION)


# ---- sentences of one matter that no attribute tells apart


def same_scope(a: Condition | None, b: Condition | None) -> bool:
    """Whether two headings `XẾP LOẠI …` are for the same units, however the kinds are typed or ordered."""
    if isinstance(a, UnitKindIs) and isinstance(b, UnitKindIs):
        return {fold_name(k) for k in a.kinds} == {fold_name(k) for k in b.kinds}
    return a == b


def same_consequence(c: Consequence) -> object:
    """What tells consequences apart: condition and text, never the number."""
    return c.triggers, " ".join(c.text.split())


# ---- what is for some tables alone


def level_beside(value: object, top: str) -> str | None:
    """The level that a consequence or a condition speaks of, where it is not the highest of the table."""
    said = (a.level for a in _triggers(value) if isinstance(a, FieldsWithin | FieldWithin))
    return next((level for level in said if level is not None and level != top), None)


def _triggers(value: object) -> tuple[object, ...]:
    if isinstance(value, Consequence):
        return value.triggers
    return result_atoms(value.condition) if isinstance(value, Disqualifier) else ()


def _of_level(common: CommonProvisions, top: str) -> CommonProvisions:
    """The common provisions without sentences on levels that the table has not."""
    p = common.provisions
    consequences = tuple(c for c in p.consequences if level_beside(c.value, top) is None)
    conditions = tuple(d for d in p.disqualifiers if level_beside(d.value, top) is None)
    return evolve(common, provisions=evolve(p, consequences=consequences, disqualifiers=conditions))


def speaks_of_others(rubric: Rubric) -> bool:
    """Whether the common provisions of a linked rubric speak of a level or a kind of unit that it has not."""
    if rubric.linked is None:
        return False
    top, subjects = rubric.level_names[0], rubric.provisions.subjects
    kinds = {fold_name(k) for k in subjects.value.kinds} if subjects is not None else set()
    for p in (for_table(c, rubric.linked.table).provisions for c in rubric.linked.commons):
        if any(level_beside(s.value, top) is not None for s in (*p.consequences, *p.disqualifiers)):
            return True
        if any(fold_name(kind) not in kinds for kind in _kinds(p)):
            return True
    return False


def _kinds(p: Provisions) -> Iterator[str]:
    """The kinds of unit that ratings speak of."""
    given = ([s.value.scope for s in slot] for slot in (p.bands, p.disqualifiers, p.quotas))
    scopes = tuple(chain.from_iterable(given))
    atoms = [a for scope in scopes if scope is not None for a in fact_atoms(scope)]
    for stated in p.disqualifiers:
        atoms += [a for a in result_atoms(stated.value.condition) if isinstance(a, UnitKindIs)]
    yield from (kind for a in atoms if isinstance(a, UnitKindIs) for kind in a.kinds)


def for_table(common: CommonProvisions, table: str) -> CommonProvisions:
    """The common provisions without sentences and citations that are for other rubrics, and without such marks."""
    p = common.provisions
    values: dict[str, Any] = {}
    for slot in OF_PROVISIONS:
        every = sentences(p, slot)
        kept = tuple(_unmarked(s, table) for s in every if not s.tables or table in s.tables)
        values[slot.value] = kept if slot in LISTS else kept[0] if kept else None
    return evolve(common, provisions=Provisions(**values))


def _unmarked(stated: Stated[Any], table: str) -> Stated[Any]:
    marked = stated.basis is not None and any(c.tables for c in stated.basis.citations)
    if not marked and not stated.tables:
        return stated
    return evolve(stated, basis=_basis_for(stated.basis, table), tables=())


def _basis_for(basis: Basis | None, table: str) -> Basis | None:
    if basis is None or basis.own_choice is not None:
        return basis
    kept = tuple(evolve(c, tables=()) for c in basis.citations if not c.tables or table in c.tables)
    return evolve(basis, citations=kept) if kept else None


def overridden(override: Override, provisions: Provisions) -> Sequence[Stated[Any]]:
    """The sentences that an override speaks of."""
    match override:
        case InPlaceOfBands(scope):
            return tuple(b for b in provisions.bands if same_scope(b.value.scope, scope))
        case InPlaceOfConsequence(number):
            return tuple(c for c in provisions.consequences if c.value.number == number)
        case _:
            assert_never(override)


# ---- a sentence of a rubric and a common one on the same matter: only the attributes stated are replaced


def _stage(own: StageRule, common: StageRule) -> StageRule:
    return evolve(
        own,
        power=own.power or common.power,
        by=own.by or common.by,
        minimum_share=common.minimum_share if own.minimum_share is None else own.minimum_share,
        after=own.after or common.after,
        shares=own.shares or common.shares,
        evidence=own.evidence or common.evidence,
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


_FACT_DETAILS = ("choices", "unit", "low", "high", "supplier", "evidence", "years_before", "formula")


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
