"""Apply the operations on sentences: settings, bands, stages, consequences, conditions, counts."""

from typing import Any

from attrs import evolve

from cchc_rules.amend.buckets import empty_bucket
from cchc_rules.amend.draft import Node
from cchc_rules.amend.identity import identity, in_place, kin, stated_in, with_stated
from cchc_rules.amend.session import Session
from cchc_rules.diagnostics import Related, catalog
from cchc_rules.model import amending_words as words
from cchc_rules.model.code import Code
from cchc_rules.model.operation import AddSentence, ChangeSentence, DropSentence
from cchc_rules.model.slot import LISTS, Slot
from cchc_rules.model.stated import Action, Part, Stated

Sentences = tuple[Stated[Any], ...]


def apply_sentence(s: Session, op: ChangeSentence | AddSentence | DropSentence) -> None:
    """Put, change or take away one sentence of a row or of the rubric."""
    node = s.find(op.owner) if op.owner is not None else None
    if op.owner is not None and node is None:
        return
    if node is not None and node.bucket is not None and op.slot is Slot.COUNTS:
        # Nothing lies in such a row that could be counted.
        s.fail(catalog.NO_SUCH_TARGET, what=f"câu “số lượng” của dòng {node.bucket.value} {op.owner}")
        return
    there = _there(s, op.slot, node)
    match op:
        case AddSentence():
            _add(s, op, node, there)
        case ChangeSentence():
            _change(s, op, node, there)
        case DropSentence():
            _drop(s, op, node, there)


def _there(s: Session, slot: Slot, node: Node | None) -> Sentences:
    if slot is Slot.BUCKETS:
        return s.buckets
    return stated_in(node.row if node is not None else s.provisions, slot)


def _add(s: Session, op: AddSentence, node: Node | None, there: Sentences) -> None:
    if not _claim(s, op.owner, op.slot, op.new):
        return
    twin = _twin(op.slot, there, op.new.value)
    if twin is not None:
        s.fail(catalog.SENTENCE_THERE, _set_by(twin), sentence=_told(s, op.slot, twin))
        return
    amended = s.amended(Part.STATEMENT, Action.ADDED)
    _write(s, op.slot, node, in_place(op.slot, there, evolve(op.new, amended=amended)))
    s.done(amended, *_codes(op.owner))


def _change(s: Session, op: ChangeSentence, node: Node | None, there: Sentences) -> None:
    if not _claim(s, op.owner, op.slot, op.old):
        return
    at = _find(s, op.owner, op.slot, there, op.old)
    if at is None:
        return
    rest = there[:at] + there[at + 1 :]
    twin = _twin(op.slot, rest, op.new.value)
    if twin is not None:
        s.fail(catalog.SENTENCE_THERE, _set_by(twin), sentence=_told(s, op.slot, twin))
        return
    amended = s.amended(Part.STATEMENT)
    new = evolve(op.new, amended=amended, trivia=there[at].trivia)
    kept = kin(op.slot, op.new.value) == kin(op.slot, op.old.value)
    placed = (*there[:at], new, *there[at + 1 :]) if kept else in_place(op.slot, rest, new)
    _write(s, op.slot, node, placed)
    s.done(amended, *_codes(op.owner))


def _drop(s: Session, op: DropSentence, node: Node | None, there: Sentences) -> None:
    if not _claim(s, op.owner, op.slot, op.old):
        return
    at = _find(s, op.owner, op.slot, there, op.old)
    if at is None:
        return
    amended = s.amended(Part.STATEMENT, Action.DROPPED)
    if op.slot is Slot.BUCKETS and not empty_bucket(s, op.old.value.kind, amended):
        return
    _write(s, op.slot, node, there[:at] + there[at + 1 :])
    if node is not None:
        node.mark(amended)
    s.done(amended, *_codes(op.owner))


# ---- finding one


def _find(s: Session, owner: Code | None, slot: Slot, there: Sentences, old: Stated[Any]) -> int | None:
    """Where the asserted sentence stands; None, with an error that shows what stands there instead."""
    same = [n for n, stated in enumerate(there) if stated.value == old.value]
    exact = [n for n in same if old.basis is None or there[n].basis == old.basis]
    if exact:
        return exact[0]
    told = words.whole(slot, old, _top(s))
    near = there[same[0]] if same else _alike(slot, there, old.value)
    if near is not None:
        what = "câu này" if owner is None else f"câu này của {owner}"
        actual = f"“{words.whole(slot, near, _top(s))}”"
        s.fail(catalog.OLD_DIFFERS, _set_by(near), what=what, actual=actual, asserted=f"“{told}”")
    else:
        s.fail(catalog.NO_SUCH_TARGET, what=f"câu “{told}”" + words.owner(owner))
    return None


def _alike(slot: Slot, there: Sentences, value: Any) -> Stated[Any] | None:
    wanted = kin(slot, value)
    return next((stated for stated in there if kin(slot, stated.value) == wanted), None)


def _twin(slot: Slot, there: Sentences, value: Any) -> Stated[Any] | None:
    wanted = identity(slot, value)
    return next((stated for stated in there if identity(slot, stated.value) == wanted), None)


def _claim(s: Session, owner: Code | None, slot: Slot, stated: Stated[Any]) -> bool:
    told = words.whole(slot, stated, _top(s))
    return s.claim(owner, (slot, identity(slot, stated.value)), f"câu “{told}”")


# ---- writing it back


def _write(s: Session, slot: Slot, node: Node | None, stated: Sentences) -> None:
    if slot is Slot.BUCKETS:
        s.buckets = stated
        return
    value = with_stated(slot, stated if slot in LISTS else stated[:1])
    if node is None:
        s.provisions = evolve(s.provisions, **{slot.value: value})
        return
    node.row = evolve(node.row, **{slot.value: value})
    node.touch()
    s.table.changed = True


def _codes(owner: Code | None) -> tuple[Code, ...]:
    return () if owner is None else (owner,)


def _top(s: Session) -> str:
    return s.rubric.level_names[0]


def _told(s: Session, slot: Slot, stated: Stated[Any]) -> str:
    return words.whole(slot, stated, _top(s))


def _set_by(stated: Stated[Any]) -> tuple[Related, ...]:
    if stated.amended is not None:
        return (Related(f"câu này do {stated.amended.cite()} đặt", stated.amended.at),)
    return (Related("câu này có từ văn bản gốc", stated.at),)
