"""What the checks of a written rubric say of an amended one that they did not say of it before."""

from collections.abc import Iterator

from attrs import evolve

from cchc_rules.amend.applying.instruments import Applied
from cchc_rules.checks.rubric.all_checks import check_rubric
from cchc_rules.diagnostics import Diagnostic, Kind, Related, catalog, has_errors, in_order
from cchc_rules.model.operation import (
    ChangeMax,
    InsertRows,
    MoveRow,
    Operation,
    RenumberRow,
    RepealRow,
    ReplaceTable,
    SentenceChange,
)
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.slot import Slot
from cchc_rules.source import Span

_RATING = (Slot.BANDS, Slot.DISQUALIFIERS, Slot.SUBJECTS, Slot.BUCKETS, Slot.TOTAL)
_STAGES = (Slot.STAGES, Slot.COMBINATION)
_ROWS = (ChangeMax, InsertRows, RepealRow, MoveRow, RenumberRow, ReplaceTable)
_SLOTS: dict[Kind, tuple[Slot, ...]] = {
    catalog.BAND_GAP: _RATING,
    catalog.BAND_OVERLAP: _RATING,
    catalog.RATING_MIXED: _RATING,
    catalog.KIND_UNRATED: _RATING,
    catalog.NO_SUCH_RATING: _RATING,
    catalog.FACT_UNDECLARED: (Slot.FACTS,),
    catalog.FACT_MISUSED: (Slot.FACTS,),
    catalog.IMPOSSIBLE: (Slot.SUBJECTS, Slot.FACTS, Slot.CONSEQUENCES),
    catalog.STAGE_UNUSED: _STAGES,
    catalog.ROW_UNCOUNTED: _STAGES,
    catalog.OFF_STEP: (Slot.STEP,),
}
"""Which sentences a kind of error is mostly about; rows, for the others."""


def broken_by(applied: Applied) -> tuple[Diagnostic, ...]:
    """Errors of the whole rubric that amendments brought, each in them: where it is written, or what brought it."""
    if not applied.ok or not applied.changes or applied.base is None:
        return ()
    known = {(d.code, d.message) for d in _errors(applied.base)}
    return in_order(_placed(applied, d) for d in _errors(applied.rubric) if (d.code, d.message) not in known)


def _errors(rubric: Rubric) -> Iterator[Diagnostic]:
    return (d for d in check_rubric(rubric) if has_errors((d,)))


def _placed(applied: Applied, d: Diagnostic) -> Diagnostic:
    own = {e.amendment.at.source for e in applied.applied if e.amendment.at is not None}
    if d.span is not None and d.span.source in own:
        return d
    related = (*d.related, *((Related("chỗ bị ảnh hưởng", d.span),) if d.span is not None else ()))
    return evolve(d, span=_whence(applied, d) or d.span, related=related)


def _whence(applied: Applied, d: Diagnostic) -> Span | None:
    """The last operation that the error is mostly about, else the last of all."""
    slots = next((slots for kind, slots in _SLOTS.items() if kind.code == d.code), ())
    changes = [c for c in reversed(applied.changes) if c.amended.at is not None]
    near = (c for c in changes if _concerns(c.operation, slots))
    last = next(near, changes[0] if changes else None)
    return last.amended.at if last is not None else None


def _concerns(operation: Operation, slots: tuple[Slot, ...]) -> bool:
    if isinstance(operation, SentenceChange):
        return operation.slot in slots
    return not slots and isinstance(operation, _ROWS)
