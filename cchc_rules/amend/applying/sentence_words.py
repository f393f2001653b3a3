"""Words replaced in the sentences of a rubric: of its head, of its surveys, printed wordings."""

from collections.abc import Iterator
from typing import Any

from attrs import evolve, fields, has

from cchc_rules.amend.applying.sentences import aspect, form_of
from cchc_rules.amend.applying.session import Session
from cchc_rules.amend.applying.values import replaced
from cchc_rules.amend.sentence_identity import stated_in, with_stated
from cchc_rules.diagnostics import catalog
from cchc_rules.model.amendments.operation import OfForm, Owner, ReplaceWords
from cchc_rules.model.amendments.slot import OF_FORM, Slot
from cchc_rules.model.citation import Action, Amended, Basis, FromCommon, Instrument, Stated, Trivia
from cchc_rules.model.code import Code
from cchc_rules.model.rating import Band
from cchc_rules.model.rule import Rule, with_wordings
from cchc_rules.model.stages import USUAL, Stage
from cchc_rules.source import Span
from cchc_rules.writing.amendments import noun

_IN_WORDS = (
    Slot.SUBJECTS,
    Slot.CLAIMS,
    Slot.STAGES,
    Slot.COMBINATION,
    Slot.BANDS,
    Slot.DISQUALIFIERS,
    Slot.QUOTAS,
    Slot.CONSEQUENCES,
    Slot.TIMETABLE,
)
"""Slots of the rubric whose sentences have words of their own, beside surveys."""
_NO_WORDS = (Amended, Basis, Code, FromCommon, Instrument, Span, Trivia)
_NAMES = frozenset({"number", "level", "instrument", "question", "scale", "fact", "since"})
"""Attributes that hold addresses and names by which sheets and sentences call something."""


def replace_in_sentences(s: Session, op: ReplaceWords) -> None:
    """Replace words in the survey instruments that an operation lists, or in every sentence; else it is told."""
    for place in op.beyond:
        before = len(s.found)
        done = _in_every_sentence(s, op) if place is None else _in_form(s, op, place)
        if not done and len(s.found) == before:
            s.fail(catalog.WORDS_ABSENT, words=op.old, code="câu nào" if place is None else f"phiếu {place.name}")


def _in_every_sentence(s: Session, op: ReplaceWords) -> bool:
    changed = {slot.value: _sentences(s, op, None, slot, s.provisions) for slot in _IN_WORDS}
    found = {name: value for name, value in changed.items() if value is not None}
    s.provisions = evolve(s.provisions, **found)
    forms = [_in_form(s, op, OfForm(form.value.name)) for form in s.provisions.surveys]
    rows = [_in_wordings(s, op, code) for code in [n.old for n in s.table.walk() if n.old is not None]]
    return bool(found) or any(forms) or any(rows)


def _in_wordings(s: Session, op: ReplaceWords, code: Code) -> bool:
    """The printed sentences of a row, and of the lines of its rule."""
    node = s.table.by_code[code]
    changed = {slot.value: _sentences(s, op, code, slot, node.row) for slot in (Slot.WORDING, Slot.RULE)}
    found = {name: value for name, value in changed.items() if value is not None}
    if not found:
        return False
    node.row = evolve(node.row, **found)
    node.touch()
    s.table.changed = True
    return True


def _in_form(s: Session, op: ReplaceWords, on: OfForm) -> bool:
    form = form_of(s, on.name)
    if form is None:
        return False
    changed = {slot.value: _sentences(s, op, on, slot, form.value) for slot in OF_FORM}
    found = {name: value for name, value in changed.items() if value is not None}
    made, title = evolve(form, value=evolve(form.value, **found)), replaced(form.value.title, op)
    if title is not None and _free(s, None, Slot.SURVEYS, form):
        amended = s.amended_sentence(form.rests_on, Action.WORDS)
        made = evolve(made, value=evolve(made.value, title=title), amended=amended)
        s.done(amended)
    s.provisions = evolve(s.provisions, surveys=tuple(made if f is form else f for f in s.provisions.surveys))
    return bool(found) or title is not None


def _sentences(s: Session, op: ReplaceWords, owner: Owner, slot: Slot, holder: Any) -> Any:
    """The sentences of a slot with the words replaced; None when none has them."""
    there = stated_in(holder, slot)
    made = tuple(_sentence(s, op, owner, slot, stated) for stated in there)
    same = all(a is b for a, b in zip(made, there, strict=True))
    return None if same else with_stated(slot, made)


def _sentence(s: Session, op: ReplaceWords, owner: Owner, slot: Slot, stated: Stated[Any]) -> Stated[Any]:
    value = _worded(stated.value, op)
    if value is stated.value or not _free(s, owner, slot, stated):
        return stated
    amended = s.amended_sentence(stated.rests_on, Action.WORDS)
    s.done(amended, *((owner,) if isinstance(owner, Code) else ()))
    return evolve(stated, value=value, amended=amended)


def _free(s: Session, owner: Owner, slot: Slot, stated: Stated[Any]) -> bool:
    """Several replacements of words may meet in one sentence; one of words and one of the whole may not."""
    other = s.claims.setdefault((owner, aspect(slot, stated)), s.current)
    if other is s.current or isinstance(other.written.operation, ReplaceWords):
        return True
    s.twice(f"{noun(slot)} này", other.written)
    return False


def _worded(value: Any, op: ReplaceWords) -> Any:
    """A value with the words replaced in every text of it, at any depth; itself when it has them nowhere."""
    if isinstance(value, Stage):
        made = replaced(value.value, op) if value not in USUAL else None
        return value if made is None else Stage(made)
    if isinstance(value, str):
        made = replaced(value, op)
        return value if made is None else made
    if isinstance(value, Rule):
        return with_wordings(value, lambda text: replaced(text, op) or text)
    if isinstance(value, tuple):
        items = tuple(_worded(v, op) for v in value)
        return items if any(a is not b for a, b in zip(items, value, strict=True)) else value
    if not has(type(value)) or isinstance(value, _NO_WORDS):
        return value
    changed = {name: new for name, v in _texts(value) if (new := _worded(v, op)) is not v}
    return evolve(value, **changed) if changed else value


def _texts(value: Any) -> Iterator[tuple[str, Any]]:
    """The attributes of a value that may have words in them; only bands are called by a name in words."""
    named = isinstance(value, Band)
    for attribute in fields(type(value)):
        if attribute.name not in _NAMES and (attribute.name != "name" or named):
            yield attribute.name, getattr(value, attribute.name)
