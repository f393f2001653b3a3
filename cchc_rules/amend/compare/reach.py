"""What the results of units an edit can reach: no points at all, those of its row, the rating, or anything."""

from typing import assert_never

from cchc_rules.amend.compare.differences import Edit
from cchc_rules.model.amendments.operation import (
    AddSentence,
    ChangeBasis,
    ChangeId,
    ChangeMax,
    ChangeName,
    ChangeNote,
    ChangeSentence,
    ChangeTag,
    ChangeTitle,
    DropForm,
    DropSentence,
    InsertRows,
    MoveRow,
    RepealRow,
    SentenceChange,
)
from cchc_rules.model.amendments.slot import Slot
from cchc_rules.model.code import Code
from cchc_rules.model.rubric import Band
from cchc_rules.results.rubric_diff import Reach

_WORDS = frozenset(
    {
        Slot.LEVELS,
        Slot.NUMBERING,
        Slot.INSTRUMENT,
        Slot.REPLACES,
        Slot.IN_FORCE,
        Slot.GOVERNS,
        Slot.TOTAL,
        Slot.COUNTS,
        Slot.DISCREPANCIES,
        Slot.WORDING,
        Slot.FOLLOWED_BY,
        Slot.EVIDENCE,
    }
)
_BANDS = frozenset({Slot.BANDS, Slot.DISQUALIFIERS, Slot.QUOTAS})


def reach_of(edit: Edit) -> Reach:
    """How far an edit reaches. A sentence that only rests on something else reaches nothing."""
    match edit:
        case InsertRows() | RepealRow() | MoveRow() | ChangeMax() | ChangeTag():
            return Reach.ROW
        case DropForm():
            return Reach.ANYTHING
        case ChangeSentence(_, _, old, new) if old.value == new.value:
            return Reach.WORDS
        case ChangeSentence() | AddSentence() | DropSentence():
            return _of_sentence(edit)
        case ChangeName() | ChangeId() | ChangeTitle() | ChangeNote() | ChangeBasis():
            return Reach.WORDS
        case _:
            assert_never(edit)


def _of_sentence(edit: SentenceChange) -> Reach:
    if edit.slot in _WORDS:
        return Reach.WORDS
    if isinstance(edit.owner, Code):
        return Reach.ROW
    if edit.slot in _BANDS:
        return Reach.BAND
    return Reach.CONSEQUENCE if edit.slot is Slot.CONSEQUENCES else Reach.ANYTHING


def band_named(edit: Edit) -> str | None:
    """The band that a sentence of the scale is about; None for every other edit."""
    if not isinstance(edit, ChangeSentence | AddSentence | DropSentence):
        return None
    value = (edit.old if isinstance(edit, DropSentence) else edit.new).value
    return value.name if isinstance(value, Band) else None
