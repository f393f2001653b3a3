"""The lines of a reading copy in their order, each with the notes on it; what is gone stands where it stood."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from attrs import evolve

from cchc_rules.amend.reading_copy.notes import Notes
from cchc_rules.amend.sentence_identity import Holder, in_place, stated_in
from cchc_rules.frozen import frozen
from cchc_rules.model.amendments.operation import ChangeSentence
from cchc_rules.model.amendments.slot import OF_FORM, Slot
from cchc_rules.model.citation import Action, Amended, Stated
from cchc_rules.model.survey import SurveyInstrument
from cchc_rules.writing import amendments as words
from cchc_rules.writing.rules import Line


@frozen
class Told:
    """A line that is in force or gone, and the notes on it."""

    line: Line
    notes: tuple[str, ...] = ()
    gone: bool = False


def told_of(holder: Holder, slot: Slot, notes: Notes) -> Iterator[Told]:
    """The lines of the sentences of a slot, those taken away among them: in canonical order where the rest is."""
    gone = notes.gone(holder, slot)
    every = stated_in(holder, slot)
    for stated, _ in gone:
        every = in_place(slot, every, stated)
    taken = {id(stated): note for stated, note in gone}
    for stated in every:
        if id(stated) in taken:
            yield from _gone(slot, stated, taken[id(stated)], notes)
        elif slot is Slot.SURVEYS:
            yield from _form(stated, notes)
        else:
            yield from _standing(slot, stated, notes)


def _gone(slot: Slot, stated: Stated[Any], note: str, notes: Notes) -> Iterator[Told]:
    first, *rest = words.lines_of(slot, stated, notes.top)
    yield Told(first, (note,), gone=True)
    yield from (Told(line, gone=True) for line in rest)


def _form(stated: Stated[SurveyInstrument], notes: Notes) -> Iterator[Told]:
    """The head of a survey instrument, then its own sentences below it."""
    head, *_ = words.lines_of(Slot.SURVEYS, stated)
    yield Told(head, notes.on_sentence(Slot.SURVEYS, stated))
    for slot in OF_FORM:
        for told in told_of(stated.value, slot, notes):
            yield evolve(told, line=evolve(told.line, depth=told.line.depth + 1))


def _standing(slot: Slot, stated: Stated[Any], notes: Notes) -> Iterator[Told]:
    lines = words.lines_of(slot, stated, notes.top)
    change = notes.change_of(slot, stated)
    if change is not None and stated.amended is not None:
        yield from _compared(slot, lines, change, stated.amended, notes)
        return
    for line in lines:
        yield Told(line, notes.on_sentence(slot if line.stated is stated else Slot.COUNTS, line.stated))


# ---- sentences of several lines


def _compared(
    slot: Slot, lines: Sequence[Line], change: ChangeSentence, amended: Amended, notes: Notes
) -> Iterator[Told]:
    """A scoring rule or question that was changed: each note at a line that it changed, lines gone where they stood."""
    old = _before(slot, change, notes)
    matched = SequenceMatcher(None, [_words(t.line) for t in old], [_words(line) for line in lines], autojunk=False)
    blocks = matched.get_opcodes()
    if [kind for kind, *_ in blocks] in (["replace"], ["equal"]):
        # Nothing of it stayed, or all of it and only what it rests on changed: it is one note on the whole.
        first, *rest = lines
        yield Told(first, (notes.on_part(f"{words.noun(slot)} này", amended.action, amended),))
        yield from map(Told, rest)
        return
    this = f"dòng này của {words.noun(slot)}"
    for kind, i, end, j, until in blocks:
        if kind == "equal":
            yield from (Told(line, was.notes) for was, line in zip(old[i:end], lines[j:until], strict=True))
            continue
        for at, line in enumerate(lines[j:until], i):
            yield Told(line, (notes.on_part(this, amended.action if at < end else Action.ADDED, amended),))
        for was in old[i + until - j : end]:
            name = f"dòng “{was.line.text}” của {words.noun(slot)}"
            yield Told(was.line, (notes.on_part(name, Action.DROPPED, amended),), gone=True)


def _before(slot: Slot, change: ChangeSentence, notes: Notes) -> Sequence[Told]:
    """The lines of the old sentence with the notes that they had from changes before."""
    lines = words.lines_of(slot, change.old, notes.top)
    earlier = notes.earlier(change)
    if earlier is None:
        return [Told(line) for line in lines]
    operation, amended = earlier
    return [told for told in _compared(slot, lines, operation, amended, notes) if not told.gone]


def _words(line: Line) -> tuple[int, str]:
    return line.depth, line.text


# ---- by the statement that a note belongs to


@frozen
class Comments:
    """The notes of some lines as comments: above and below the statements of those in force, and with no place."""

    above: dict[int, tuple[str, ...]]
    below: dict[int, tuple[str, ...]]
    homeless: tuple[str, ...]


def comments(lines: Iterable[Told]) -> Comments:
    """Each note above its own line; that of a line that is gone above the next one in force, or below the last."""
    above: dict[int, tuple[str, ...]] = {}
    waiting: tuple[str, ...] = ()
    last: Stated[Any] | None = None
    for told in lines:
        waiting = (*waiting, *told.notes)
        if not told.gone:
            last = told.line.stated
            above[id(last)] = (*above.get(id(last), ()), *waiting)
            waiting = ()
    if last is None:
        return Comments({}, {}, waiting)
    return Comments(above, {id(last): waiting} if waiting else {}, ())
