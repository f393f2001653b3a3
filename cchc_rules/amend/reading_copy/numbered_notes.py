"""A consolidated rubric for reading, its notes numbered in the order in which a reader meets them."""

from collections.abc import Iterator

from attrs import define, evolve, field

from cchc_rules.amend.applying.instruments import Applied
from cchc_rules.amend.reading_copy.notes import Notes, repealed_before, repealed_beside
from cchc_rules.amend.sentence_identity import stated_in
from cchc_rules.model.amendments.slot import OF_ROW, OF_RUBRIC, Slot
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rubric import Criterion, Repealed
from cchc_rules.model.survey import Question
from cchc_rules.results.reading_copy import CopyRow, CopySentence, ReadingCopy
from cchc_rules.writing import amendments as words
from cchc_rules.writing.rubric import with_basis
from cchc_rules.writing.rules import Line

_TOLD = tuple(slot for slot in OF_RUBRIC if slot is not Slot.DISCREPANCIES)


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
    sentences = tuple(_sentences(applied, r.provisions, notes, numbering))
    every = list(r.walk())
    placed = repealed_before(r, [c.code for c in every])
    above = {child.code: row for row in every for child in row.children}
    rows: list[CopyRow] = []
    for at, row in enumerate((*every, None)):
        for _, stub in (p for p in placed if p[0] == at):
            marks = numbering.marks((notes.on_repealed(stub),))
            rows.append(_row(stub.row, marks, (), repealed=True))
        if row is not None:
            marks = numbering.marks(notes.on_row(row, above.get(row.code)))
            rows.append(_row(row, marks, tuple(_sentences(applied, row, notes, numbering))))
    rows += _beside(applied, notes, numbering)
    return ReadingCopy(r.title, opening, sentences, tuple(rows), tuple(numbering.notes))


def _beside(applied: Applied, notes: Notes, numbering: _Numbering) -> Iterator[CopyRow]:
    """Bonus and penalty below the table: the heading as a row without a code, then its rows, those gone last."""
    r = applied.rubric
    for stated in r.buckets:
        marks = numbering.marks(notes.on_sentence(Slot.BUCKETS, stated))
        heading = with_basis(stated.value.kind.value.upper(), stated.rests_on)
        yield CopyRow("", heading, vietnamese(stated.value.cap), "", 1, marks)
        for row in stated.value.rows:
            own = numbering.marks(notes.on_row(row, None))
            made = _row(row, own, tuple(_sentences(applied, row, notes, numbering)))
            yield evolve(made, depth=2)
        yield from (_gone(stub, notes, numbering) for stub in repealed_beside(r, stated.value.kind))
    yield from (_gone(stub, notes, numbering) for stub in repealed_beside(r, None))


def _gone(stub: Repealed, notes: Notes, numbering: _Numbering) -> CopyRow:
    return _row(stub.row, numbering.marks((notes.on_repealed(stub),)), (), repealed=True)


def _sentences(applied: Applied, holder: object, notes: Notes, numbering: _Numbering) -> Iterator[CopySentence]:
    on_row = isinstance(holder, Criterion)
    top = applied.rubric.level_names[0]
    # Where the print errs is for those who keep the rubric, not for those who read what is in force.
    for slot in (s for s in (OF_ROW if on_row else _TOLD) if s is not Slot.DISCREPANCIES):
        for stated in stated_in(holder, slot):  # type: ignore[arg-type]
            for line in words.lines_of(slot, stated, top):
                marks = numbering.marks(notes.on_sentence(_slot_of(line, slot), line.stated))
                share = f"{words.noun(slot)} " if slot is Slot.SURVEY_SHARES else ""
                yield CopySentence(words.heading(line.stated) + share + words.resting(line), marks, line.depth)
        for operation, note in () if on_row else notes.dropped(slot):
            gone = f"{words.whole(slot, operation.old, top)} (được bãi bỏ)"
            yield CopySentence(gone, numbering.marks((note,)), repealed=True)


def _slot_of(line: Line, slot: Slot) -> Slot:
    return Slot.QUESTIONS if isinstance(line.stated.value, Question) else Slot.COUNTS if line.depth else slot


def _row(
    row: Criterion, marks: tuple[int, ...], sentences: tuple[CopySentence, ...], repealed: bool = False
) -> CopyRow:
    tag = ", ".join(t for t in ("ĐTXHH" if row.survey else "", row.note or "") if t)
    return CopyRow(row.code.text, row.title, vietnamese(row.max), tag, row.code.depth, marks, sentences, repealed)
