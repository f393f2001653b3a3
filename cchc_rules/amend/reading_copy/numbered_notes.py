"""A consolidated rubric for reading, its notes numbered in the order in which a reader meets them."""

from collections.abc import Iterator
from typing import Any

from attrs import evolve, field

from cchc_rules.amend.applying.instruments import Applied
from cchc_rules.amend.reading_copy.notes import Notes, repealed_before, repealed_beside
from cchc_rules.amend.reading_copy.told import Told, told_of
from cchc_rules.frozen import define
from cchc_rules.model.amendments.slot import OF_ROW, Slot
from cchc_rules.model.citation import Part, Stated
from cchc_rules.model.condition import Condition
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rubric import Criterion, Repealed
from cchc_rules.results.reading_copy import CopyPart, CopyRow, CopySentence, ReadingCopy
from cchc_rules.writing import amendments as words
from cchc_rules.writing.rubric import scope
from cchc_rules.writing.rubric_file import HEAD, SECTIONS
from cchc_rules.writing.surveys import SHARES_HEADING, SURVEY_HEADING

REPEALED = "được bãi bỏ"
_PARTS = (
    ("QUY ĐỊNH CHUNG", HEAD),
    *SECTIONS,
    (SURVEY_HEADING, (Slot.SURVEYS,)),
    (SHARES_HEADING, (Slot.SURVEY_SHARES,)),
)
_TOLD = tuple(slot for _, slots in _PARTS for slot in slots)
"""Where the print errs is for those who keep the rubric, not for those who read what is in force."""
_TOLD_OF_ROW = tuple(slot for slot in OF_ROW if slot is not Slot.DISCREPANCIES)
_ON_TITLE, _ON_POINTS, _ON_TAG = (Part.TITLE,), (Part.MAX,), (Part.TAG, Part.NOTE)


@define
class _Numbering:
    notes: list[str] = field(factory=list)

    def marks(self, texts: tuple[str, ...]) -> tuple[int, ...]:
        """Number the notes; one that was given before keeps its number."""
        self.notes += [t for t in dict.fromkeys(texts) if t not in self.notes]
        return tuple(self.notes.index(t) + 1 for t in texts)


def copy_with_notes(applied: Applied) -> ReadingCopy:
    """The consolidated rubric as data."""
    notes, numbering, r = Notes(applied), _Numbering(), applied.rubric
    opening = (*notes.opening(), *notes.on_rubric(_TOLD))
    parts = tuple(_parts(applied, notes, numbering))
    every = list(r.walk())
    placed = repealed_before(r, [c.code for c in every])
    above = {child.code: row for row in every for child in row.children}
    rows: list[CopyRow] = []
    for at, row in enumerate((*every, None)):
        for _, stub in (p for p in placed if p[0] == at):
            marks = numbering.marks((notes.on_repealed(stub),))
            rows.append(_row(stub.row, marks, (), repealed=True))
        if row is not None:
            rows.append(_standing(row, above.get(row.code), notes, numbering))
    rows += _beside(applied, notes, numbering)
    return ReadingCopy(r.title, opening, parts, tuple(rows), tuple(numbering.notes))


def _beside(applied: Applied, notes: Notes, numbering: _Numbering) -> Iterator[CopyRow]:
    """Bonus and penalty below the table: the heading as a row without a code, then its rows, those gone last."""
    r = applied.rubric
    for stated in r.buckets:
        marks = numbering.marks(notes.on_sentence(Slot.BUCKETS, stated))
        heading = _resting(stated.value.kind.value.upper(), stated)
        yield CopyRow("", heading, vietnamese(stated.value.cap), "", 1, marks)
        for row in stated.value.rows:
            yield evolve(_standing(row, None, notes, numbering), depth=2)
        yield from (_gone(stub, notes, numbering) for stub in repealed_beside(r, stated.value.kind))
    yield from (_gone(stub, notes, numbering) for stub in repealed_beside(r, None))


def _gone(stub: Repealed, notes: Notes, numbering: _Numbering) -> CopyRow:
    return _row(stub.row, numbering.marks((notes.on_repealed(stub),)), (), repealed=True)


def _parts(applied: Applied, notes: Notes, numbering: _Numbering) -> Iterator[CopyPart]:
    """The sentences of the rubric under the headings that its file has; ratings for some units apart."""
    for heading, slots in _PARTS:
        every = [told for slot in slots for told in told_of(applied.rubric.provisions, slot, notes)]
        for given in dict.fromkeys(map(_scope, every)):
            own = (told for told in every if _scope(told) == given)
            yield CopyPart(heading + scope(given), tuple(_sentence(told, numbering) for told in own))


def _scope(told: Told) -> Condition | None:
    return getattr(told.line.stated.value, "scope", None)


def _standing(row: Criterion, above: Criterion | None, notes: Notes, numbering: _Numbering) -> CopyRow:
    """A row in force: what was done to a cell of it is noted there, the rest at its code."""
    done = notes.on_row(row, above, _TOLD_OF_ROW)
    on_cells = (*_ON_TITLE, *_ON_POINTS, *_ON_TAG)
    of_row, title, points, tag = (
        numbering.marks(tuple(text for part, text in done if (part in parts) is inside))
        for parts, inside in ((on_cells, False), (_ON_TITLE, True), (_ON_POINTS, True), (_ON_TAG, True))
    )
    told = (line for slot in _TOLD_OF_ROW for line in told_of(row, slot, notes))
    made = _row(row, of_row, tuple(_sentence(line, numbering) for line in told))
    return evolve(made, title_notes=title, points_notes=points, tag_notes=tag)


def _sentence(told: Told, numbering: _Numbering) -> CopySentence:
    text = _resting(told.line.text, told.line.stated) + (f" ({REPEALED})" if told.gone and told.notes else "")
    return CopySentence(text, numbering.marks(told.notes), told.line.depth, told.gone)


def _resting(text: str, stated: Stated[Any]) -> str:
    """A sentence, and in parentheses what it rests on: without a mark, the basis reads as part of the sentence."""
    return text if stated.rests_on is None else f"{text} ({words.basis(stated.rests_on)})"


def _row(
    row: Criterion, marks: tuple[int, ...], sentences: tuple[CopySentence, ...], repealed: bool = False
) -> CopyRow:
    tag = ", ".join(t for t in ("ĐTXHH" if row.survey else "", row.note or "") if t)
    return CopyRow(row.code.text, row.title, vietnamese(row.max), tag, row.code.depth, marks, sentences, repealed)
