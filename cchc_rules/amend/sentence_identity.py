"""Which sentence is which: by what two sentences of one slot differ, and in what order they are kept."""

import datetime
from collections.abc import Callable
from typing import Any

from attrs import evolve

from cchc_rules.model.amendments.slot import LISTS, OF_FORM, OF_ROW, OF_RUBRIC, Slot
from cchc_rules.model.citation import Stated
from cchc_rules.model.code import Code
from cchc_rules.model.link import usual
from cchc_rules.model.rubric import Bucket, BucketKind, Criterion, Provisions, Rubric
from cchc_rules.model.sentences import sentences, with_sentences
from cchc_rules.model.stages import USUAL, Lineup, Publication, Step
from cchc_rules.model.survey import SurveyInstrument, scale_key
from cchc_rules.source import fold_name

Holder = Provisions | Criterion | SurveyInstrument


def stated_in(holder: Holder, slot: Slot) -> tuple[Stated[Any], ...]:
    """The sentences of a slot, none, one or many."""
    if isinstance(holder, Provisions):
        return sentences(holder, slot)
    given = getattr(holder, slot.value)
    return given if slot in LISTS else (given,) if given is not None else ()


def with_stated(slot: Slot, stated: tuple[Stated[Any], ...]) -> Any:
    """What the attribute of the slot must hold."""
    return stated if slot in LISTS else stated[0] if stated else None


_IDENTITY: dict[Slot, Callable[[Any], object]] = {
    Slot.STAGES: lambda v: v.stage,
    Slot.BANDS: lambda v: (fold_name(v.name), v.scope),
    Slot.CONSEQUENCES: lambda v: v.number,
    Slot.TIMETABLE: lambda v: v.step,
    Slot.FACTS: lambda v: fold_name(v.name),
    Slot.CALENDAR: lambda v: (v.kind, v.spans[0].first),
    Slot.BUCKETS: lambda v: v.kind,
    Slot.REPLACES: lambda v: (v.number, v.annex),
    Slot.APPLICABILITY: lambda v: v,
    Slot.DISCREPANCIES: lambda v: v,
    Slot.WORDING: lambda v: v,
    Slot.DISQUALIFIERS: lambda v: v,
    Slot.QUOTAS: lambda v: (fold_name(v.band), v.scope),
    Slot.SURVEYS: lambda v: v.name,
    Slot.SURVEY_SHARES: lambda v: v.code,
    Slot.SCALES: scale_key,
    Slot.QUESTIONS: lambda v: v.number,
}


def identity(slot: Slot, value: Any) -> object:
    """What may be said once only in a slot; equal for an old sentence and the one that takes its place."""
    return _IDENTITY[slot](value) if slot in _IDENTITY else slot


def kin(slot: Slot, value: Any) -> object:
    """A looser identity, to show what stands in place of a sentence that is not there."""
    if slot is Slot.DISQUALIFIERS:
        return value.result and fold_name(value.result), value.scope
    return type(value) if slot in (Slot.APPLICABILITY, Slot.DISCREPANCIES, Slot.WORDING) else identity(slot, value)


def _by_number(value: Any) -> Any:
    code = Code.parse(value.number)
    return (code is None, code if code is not None else Code("1"), value.number)


def _by_low_end(band: Any) -> Any:
    low = band.interval.low
    return (repr(band.scope), low is None, -low if low is not None else 0, band.name)


def _step_place(step: Step) -> Any:
    named = not isinstance(step, Publication) and step not in USUAL
    return (len(USUAL), step) if named else ((*USUAL, None, Publication.PUBLICATION).index(step), "")


_PLACE: dict[Slot, Callable[[Any], Any]] = {
    Slot.STAGES: lambda v: USUAL.index(v.stage) if v.stage in USUAL else len(USUAL),
    Slot.BANDS: _by_low_end,
    Slot.SURVEYS: lambda v: v.name,
    Slot.SURVEY_SHARES: lambda v: (v.code is None, v.code if v.code is not None else Code("1")),
    Slot.SCALES: lambda v: scale_key(v) or "",
    Slot.CONSEQUENCES: _by_number,
    Slot.QUESTIONS: _by_number,
    Slot.TIMETABLE: lambda v: _step_place(v.step),
    Slot.BUCKETS: lambda v: tuple(BucketKind).index(v.kind),
    Slot.FACTS: lambda v: fold_name(v.name),
    Slot.CALENDAR: lambda v: (v.kind.value, v.spans[0].first, repr(v)),
    Slot.REPLACES: lambda v: (v.date or datetime.date.min, v.number, v.annex or ""),
}


def place_of(slot: Slot, value: Any) -> Any:
    """Where a sentence stands among those of its slot in canonical order."""
    return _PLACE[slot](value) if slot in _PLACE else (type(value).__name__, repr(value))


def in_place(slot: Slot, stated: tuple[Stated[Any], ...], new: Stated[Any]) -> tuple[Stated[Any], ...]:
    """The sentences with one more, at its canonical place where they are in that order, else at the end."""
    keys = [place_of(slot, s.value) for s in stated]
    if keys != sorted(keys):
        return (*stated, new)
    at = sum(key <= place_of(slot, new.value) for key in keys)
    return (*stated[:at], new, *stated[at:])


def canonical(rubric: Rubric) -> Rubric:
    """The rubric with rows in the order of their codes and sentences in canonical order: what it means."""
    fields = tuple(_canonical_row(c) for c in sorted(rubric.fields, key=lambda c: c.code))
    buckets = tuple(evolve(b, value=_canonical_bucket(b.value)) for b in _ordered(Slot.BUCKETS, rubric.buckets))
    ordered: Provisions = _sorted(usual(rubric.provisions), OF_RUBRIC)
    for slot in dict.fromkeys(slot for slot, _ in ordered.apart):
        ordered = with_sentences(ordered, slot, tuple(sorted(sentences(ordered, slot), key=lambda s: s.tables)))
    forms = tuple(evolve(form, value=_sorted(form.value, OF_FORM)) for form in ordered.surveys)
    return evolve(rubric, provisions=evolve(ordered, surveys=forms), fields=fields, buckets=buckets)


def _canonical_bucket(bucket: Bucket) -> Bucket:
    return evolve(bucket, rows=tuple(_canonical_row(c) for c in sorted(bucket.rows, key=lambda c: c.code)))


def _canonical_row(row: Criterion) -> Criterion:
    children = tuple(_canonical_row(c) for c in sorted(row.children, key=lambda c: c.code))
    ordered: Criterion = _sorted(row, OF_ROW)
    return evolve(ordered, children=children)


def _sorted(holder: Any, slots: tuple[Slot, ...]) -> Any:
    lists = {s: getattr(holder, s.value) for s in slots if s in LISTS}
    changes = {s.value: _ordered(s, given) for s, given in lists.items() if len(given) > 1}
    return evolve(holder, **changes) if changes else holder


def _ordered(slot: Slot, given: tuple[Stated[Any], ...]) -> tuple[Stated[Any], ...]:
    if slot is Slot.STAGES:
        return _in_turn(given)
    return tuple(sorted(given, key=lambda stated: (place_of(slot, stated.value), stated.tables)))


def _in_turn(given: tuple[Stated[Any], ...]) -> tuple[Stated[Any], ...]:
    order = Lineup.of(s.value for s in given).order
    return tuple(sorted(given, key=lambda s: (order.index(s.value.stage), s.tables)))
