"""An instrument that amends common provisions, and what becomes of a rubric that uses them.

The instrument is applied to the common text itself, whose values it asserts. The rubric then takes over what linking
gives otherwise with the new text than with the old, but for what its own instruments have set or dropped since.
"""

from typing import Any

from attrs import evolve

from cchc_rules.amend.applying.session import Session
from cchc_rules.amend.sentence_identity import identity, in_place
from cchc_rules.diagnostics import Related, catalog
from cchc_rules.model.amendments.operation import (
    AddSentence,
    ChangeId,
    ChangeName,
    ChangeSentence,
    DropForm,
    DropSentence,
    NotCarried,
    Operation,
    RenameFact,
    ReplaceWords,
)
from cchc_rules.model.amendments.slot import LISTS, OF_PROVISIONS, Slot
from cchc_rules.model.citation import Stated
from cchc_rules.model.code import Code
from cchc_rules.model.link import merged
from cchc_rules.model.rubric import CommonProvisions, Linked, Rubric
from cchc_rules.writing import amendments as words

Sentences = tuple[Stated[Any], ...]


def alone(common: CommonProvisions) -> Rubric:
    """Common provisions as a rubric without rows, for an instrument to be applied to."""
    return Rubric(common.id, common.title, common.provisions, at=common.at, trivia=common.trivia)


def as_common(common: CommonProvisions, result: Rubric) -> CommonProvisions:
    """The common provisions as an instrument left them."""
    return evolve(common, id=result.id, title=result.title, provisions=result.provisions)


def in_common(operation: Operation) -> bool:
    """Whether an operation is on what common provisions may hold: sentences and surveys, but nothing of rows."""
    if isinstance(operation, ChangeSentence | AddSentence | DropSentence):
        return not isinstance(operation.owner, Code) and operation.slot is not Slot.BUCKETS
    if isinstance(operation, ReplaceWords):
        return not operation.in_rows
    return isinstance(operation, DropForm | RenameFact | ChangeName | ChangeId | NotCarried)


def taken_over(s: Session, linked: Linked, at: int, result: Rubric) -> Rubric:
    """The rubric of the session once its `at`-th common provisions are as `result` says; conflicts are reported."""
    commons = (*linked.commons[:at], as_common(linked.commons[at], result), *linked.commons[at + 1 :])
    old, new = (merged(linked.table, linked.own, given) for given in (linked.commons, commons))
    values: dict[str, Any] = {}
    for slot in OF_PROVISIONS:
        was, now, ours = (getattr(p, slot.value) for p in (old, new, s.rubric.provisions))
        if was != now:
            values[slot.value] = _list(s, slot, was, now, ours) if slot in LISTS else _one(s, slot, was, now, ours)
    return evolve(
        s.rubric,
        provisions=evolve(s.rubric.provisions, **values),
        amended=(*s.rubric.amended, *result.amended),
        linked=evolve(linked, commons=commons),
    )


def _one(s: Session, slot: Slot, was: Any, now: Any, ours: Any) -> Any:
    if ours == was:
        return now
    if ours is not None:
        _stands(s, slot, ours)
    return ours


def _list(s: Session, slot: Slot, was: Sentences, now: Sentences, ours: Sentences) -> Sentences:
    gone, come = [x for x in was if x not in now], [x for x in now if x not in was]
    kept = list(ours)
    for old in gone:
        new = next((x for x in come if _same(slot, x, old)), None)
        if new is not None:
            come.remove(new)
        if old in kept:
            at = kept.index(old)
            kept[at : at + 1] = [new] if new is not None else []
        else:
            own = next((x for x in kept if _same(slot, x, old)), None)
            _stands(s, slot, own or old)
    made = tuple(kept)
    for new in come:
        other = next((x for x in made if _same(slot, x, new)), None)
        if other is not None:
            related = (Related("câu của bộ tiêu chí", other.at),)
            at_line = new.at or s.effective.amendment.at
            s.fail(catalog.SENTENCE_THERE, related, at=at_line, sentence=_told(s, slot, other))
        made = in_place(slot, made, new)
    return made


def _same(slot: Slot, a: Stated[Any], b: Stated[Any]) -> bool:
    return identity(slot, a.value) == identity(slot, b.value)


def _stands(s: Session, slot: Slot, own: Stated[Any]) -> None:
    """What an instrument of the rubric's own made of a common sentence stands before what becomes of that."""
    by = own.amended.cite() if own.amended is not None else "văn bản sửa đổi riêng"
    related = (Related("câu riêng của bộ tiêu chí", own.at),)
    at = s.effective.amendment.at
    told = _told(s, slot, own)
    s.warned.append(catalog.OWN_SENTENCE_STANDS.at(at, related=related, sentence=told, id=s.rubric.id, by=by))


def _told(s: Session, slot: Slot, stated: Stated[Any]) -> str:
    return words.whole(slot, stated, s.rubric.level_names[0])
