"""Errors that the checks of a whole rubric find after amendments and did not find before them."""

from cchc_rules.amend.applying.blame import Done, last_place, new_errors, placed_at
from cchc_rules.amend.applying.instruments import Applied
from cchc_rules.checks.rubric.all_checks import check_rubric
from cchc_rules.diagnostics import Diagnostic, Kind, catalog, in_order
from cchc_rules.model.amendments.operation import (
    ChangeMax,
    InsertRows,
    MoveRow,
    Operation,
    RenumberRow,
    RepealRow,
    ReplaceRows,
    ReplaceTable,
    SentenceChange,
)
from cchc_rules.model.amendments.slot import Slot
from cchc_rules.source import Span

_RATING = (Slot.BANDS, Slot.DISQUALIFIERS, Slot.SUBJECTS, Slot.BUCKETS, Slot.TOTAL)
_STAGES = (Slot.STAGES, Slot.COMBINATION)
_ROWS = (ChangeMax, InsertRows, RepealRow, MoveRow, RenumberRow, ReplaceRows, ReplaceTable)
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
    catalog.FOLLOWS_NONE: _STAGES,
    catalog.COMMENT_COUNTS: _STAGES,
    catalog.DUE_WITHOUT_STAGE: (Slot.STAGES, Slot.TIMETABLE),
    catalog.OFF_STEP: (Slot.STEP,),
}
"""Which sentences a kind of error is mostly about; rows, for the others."""


def broken_by(applied: Applied) -> tuple[Diagnostic, ...]:
    """Errors of the whole rubric that amendments brought, each in them: where it is written, or what brought it."""
    if not applied.ok or not applied.changes or applied.base is None:
        return ()
    own = {e.amendment.at.source for e in applied.applied if e.amendment.at is not None}
    done = [(c.operation, c.amended.at) for c in applied.changes if c.amended.at is not None]
    found = new_errors(check_rubric(applied.base), check_rubric(applied.rubric))
    return in_order(placed_at(d, _brought_by(d, done), own) for d in found)


def _brought_by(d: Diagnostic, done: Done) -> Span | None:
    """The last operation that the error is mostly about, else the last of all."""
    slots = next((slots for kind, slots in _SLOTS.items() if kind.code == d.code), ())
    return last_place(done, lambda op: _concerns(op, slots)) or last_place(done, lambda op: True)


def _concerns(operation: Operation, slots: tuple[Slot, ...]) -> bool:
    if isinstance(operation, SentenceChange):
        return operation.slot in slots
    return not slots and isinstance(operation, _ROWS)
