"""The consolidated text of an amended rubric: a rubric whose comments are the notes, to be printed as any other."""

from collections.abc import Sequence
from typing import Any

from attrs import evolve

from cchc_rules.amend.applying.instruments import Applied
from cchc_rules.amend.reading_copy.notes import Notes, repealed_before, repealed_beside
from cchc_rules.amend.sentence_identity import stated_in, with_stated
from cchc_rules.model.amendments.slot import OF_FORM, OF_ROW, OF_RUBRIC, Slot
from cchc_rules.model.citation import NO_TRIVIA, Stated, Trivia
from cchc_rules.model.code import Code
from cchc_rules.model.rubric import Bucket, Criterion, Provisions, Rubric
from cchc_rules.writing.discrepancies import note_parts


def consolidate(applied: Applied) -> Rubric:
    """The amended rubric with the opening list and a note at each changed line as comments.

    It says what `applied.rubric` says; amended sentences have the basis that they rest on. The printer of rubrics
    makes the text of it.
    """
    notes = Notes(applied)
    r = applied.rubric
    codes = [c.code for c in r.walk()]
    placed = repealed_before(r, codes)
    stubs: dict[Code, tuple[str, ...]] = {}
    for at, stub in placed:
        if at < len(codes):
            stubs[codes[at]] = (*stubs.get(codes[at], ()), notes.on_repealed(stub))
    last = tuple(notes.on_repealed(stub) for at, stub in placed if at == len(codes))
    gone = tuple(notes.on_repealed(stub) for stub in repealed_beside(r, None))
    standing = [slot for slot in OF_RUBRIC if stated_in(r.provisions, slot)]
    behind = _behind_table(r, (*last, *gone))
    return evolve(
        behind,
        provisions=_with_dropped(_annotated(r.provisions, OF_RUBRIC, notes), standing, notes),
        fields=tuple(_row(c, None, notes, stubs) for c in r.fields),
        buckets=tuple(_bucket(b, notes, r) for b in r.buckets),
        trivia=_before(r.trivia, (*notes.opening(), *notes.on_rubric(standing))),
    )


def _behind_table(r: Rubric, said: tuple[str, ...]) -> Rubric:
    """The rubric with comments behind its last row: above the parts that follow the table, else at the end."""
    heading = next((name for name, notes in note_parts(r.provisions.discrepancies) if notes), None)
    if heading is None:
        return evolve(r, ending=(*said, *r.ending))
    headings = dict(r.headings)
    headings[heading] = headings.get(heading, NO_TRIVIA).after(said)
    return evolve(r, headings=tuple(headings.items()))


def _bucket(stated: Stated[Bucket], notes: Notes, r: Rubric) -> Stated[Bucket]:
    """The notes on bonus or penalty, on its rows, and on those that are gone from it."""
    gone = tuple(notes.on_repealed(stub) for stub in repealed_beside(r, stated.value.kind))
    rows = tuple(_row(c, None, notes, {}) for c in stated.value.rows)
    said = (*notes.on_sentence(Slot.BUCKETS, stated), *gone)
    value = evolve(stated.value, rows=rows)
    return evolve(stated, value=value, basis=stated.rests_on, trivia=_before(stated.trivia, said))


def _row(row: Criterion, above: Criterion | None, notes: Notes, stubs: dict[Code, tuple[str, ...]]) -> Criterion:
    annotated: Criterion = _annotated(row, OF_ROW, notes)
    said = (*stubs.get(row.code, ()), *notes.on_row(row, above))
    children = tuple(_row(c, row, notes, stubs) for c in row.children)
    return evolve(annotated, trivia=_before(row.trivia, said), children=children)


def _annotated(holder: Any, slots: tuple[Slot, ...], notes: Notes) -> Any:
    changes = {}
    for slot in slots:
        there = stated_in(holder, slot)
        if slot is Slot.SURVEYS or any(s.amended is not None for s in there):
            changes[slot.value] = with_stated(slot, tuple(_noted(slot, s, notes) for s in there))
    return evolve(holder, **changes) if changes else holder


def _with_dropped(provisions: Provisions, standing: Sequence[Slot], notes: Notes) -> Provisions:
    """The notes on sentences that are gone, above the first that still stands among their like."""
    changes = {}
    for slot in standing:
        said = tuple(note for _, note in notes.dropped(slot))
        if said:
            first, *rest = stated_in(provisions, slot)
            first = evolve(first, trivia=_before(first.trivia, said))
            changes[slot.value] = with_stated(slot, (first, *rest))
    return evolve(provisions, **changes) if changes else provisions


def _noted(slot: Slot, stated: Stated[Any], notes: Notes) -> Stated[Any]:
    noted = evolve(stated, basis=stated.rests_on, trivia=_before(stated.trivia, notes.on_sentence(slot, stated)))
    return evolve(noted, value=_annotated(stated.value, OF_FORM, notes)) if slot is Slot.SURVEYS else noted


def _before(trivia: Trivia, lines: tuple[str, ...]) -> Trivia:
    return evolve(trivia, before=(*lines, *trivia.before)) if lines else trivia
