"""The consolidated text of an amended rubric: a rubric whose comments are the notes, to be printed as any other."""

from typing import Any, TypeVar, cast

from attrs import evolve, fields, has

from cchc_rules.amend.applying.instruments import Applied
from cchc_rules.amend.reading_copy.notes import Notes, repealed_before, repealed_beside
from cchc_rules.amend.reading_copy.told import Comments, comments, told_of
from cchc_rules.amend.sentence_identity import Holder, stated_in, with_stated
from cchc_rules.model.amendments.slot import OF_ROW, OF_RUBRIC, Slot
from cchc_rules.model.citation import NO_TRIVIA, Stated
from cchc_rules.model.code import Code
from cchc_rules.model.rubric import Bucket, Criterion, Provisions, Rubric
from cchc_rules.model.sentences import with_sentences
from cchc_rules.writing.discrepancies import note_parts

H = TypeVar("H", bound=Holder)


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
    behind = _behind_table(r, (*last, *gone))
    provisions, homeless = _annotated(r.provisions, OF_RUBRIC, notes)
    return evolve(
        behind,
        provisions=provisions,
        fields=tuple(_row(c, None, notes, stubs) for c in r.fields),
        buckets=tuple(_bucket(b, notes, r) for b in r.buckets),
        trivia=r.trivia.after((*notes.opening(), *notes.on_rubric(OF_RUBRIC), *homeless)),
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
    return evolve(stated, value=value, basis=stated.rests_on, trivia=stated.trivia.after(said))


def _row(row: Criterion, above: Criterion | None, notes: Notes, stubs: dict[Code, tuple[str, ...]]) -> Criterion:
    annotated, homeless = _annotated(row, OF_ROW, notes)
    on_row = (text for _, text in notes.on_row(row, above, OF_ROW))
    children = tuple(_row(c, row, notes, stubs) for c in row.children)
    said = (*stubs.get(row.code, ()), *on_row, *homeless)
    return evolve(annotated, trivia=row.trivia.after(said), children=children)


def _annotated(holder: H, slots: tuple[Slot, ...], notes: Notes) -> tuple[H, tuple[str, ...]]:
    """The holder with the notes on its sentences as comments, and those with no sentence left to stand at."""
    homeless: tuple[str, ...] = ()
    for slot in slots:
        found = comments(told_of(holder, slot, notes))
        homeless += found.homeless
        there = stated_in(holder, slot)
        said = tuple(_commented(stated, found) for stated in there)
        if any(new is not old for new, old in zip(said, there, strict=True)):
            holder = _with(holder, slot, said)
    return holder, homeless


def _with(holder: H, slot: Slot, said: tuple[Stated[Any], ...]) -> H:
    if isinstance(holder, Provisions):
        return cast(H, with_sentences(holder, slot, said))
    return cast(H, evolve(holder, **{slot.value: with_stated(slot, said)}))


def _commented(value: Any, found: Comments) -> Any:
    """A sentence with its notes as comments, those on its lines at them; itself where there are none."""
    if isinstance(value, tuple):
        made = tuple(_commented(v, found) for v in value)
        return made if any(a is not b for a, b in zip(made, value, strict=True)) else value
    if isinstance(value, Stated):
        inner = _commented(value.value, found)
        above, below = found.above.get(id(value), ()), found.below.get(id(value), ())
        if inner is value.value and not above and not below and value.amended is None:
            return value
        trivia = evolve(value.trivia.after(above), below=(*value.trivia.below, *below))
        return evolve(value, value=inner, basis=value.rests_on, trivia=trivia)
    if not has(type(value)):
        return value
    held = {a.name: getattr(value, a.name) for a in fields(type(value))}
    changed = {name: new for name, v in held.items() if (new := _commented(v, found)) is not v}
    return evolve(value, **changed) if changed else value
