"""Update sentences that name rows by code when an instrument changes those codes or removes the rows."""

from typing import Any

from attrs import evolve

from cchc_rules.amend.applying.session import Session
from cchc_rules.amend.sentence_identity import stated_in, with_stated
from cchc_rules.diagnostics import Related, catalog
from cchc_rules.model.amendments.operation import DropForm, OfForm
from cchc_rules.model.amendments.slot import Slot
from cchc_rules.model.citation import Amended, Part, Stated
from cchc_rules.model.code import Code
from cchc_rules.model.references import NAMING, codes_in, recoded
from cchc_rules.model.survey import SurveyInstrument
from cchc_rules.writing import amendments as words

_CALLED = (Slot.CONSEQUENCES, Slot.DISQUALIFIERS, Slot.TIE_BREAK, Slot.SURVEY_SHARES, Slot.QUESTIONS)


def follow_rows(s: Session) -> None:
    """Let consequences, ratings, questions and shares follow rows that have another code, unless just written."""
    if not s.table.changed:
        return
    recodings = _recodings(s)
    own = {id(c.amended) for c in s.changes}
    p = s.provisions
    named: dict[str, Any] = {
        slot.value: with_stated(slot, tuple(_followed(s, slot, x, recodings, own) for x in stated_in(p, slot)))
        for slot in NAMING
    }
    s.provisions = evolve(p, **named, surveys=tuple(_form(s, form, recodings, own) for form in p.surveys))


Recodings = dict[Code, tuple[Code, Amended | None]]


def _recodings(s: Session) -> Recodings:
    """Rows whose code differs after the instrument, with the provision that did it."""
    found: Recodings = {}
    for old, node in s.table.by_code.items():
        if node.code() != old and not any(n.removed for n in node.up()):
            by = next((a for n in node.up() for a in reversed(n.row.amended) if n.new and a.part is Part.CODE), None)
            found[old] = (node.code(), by)
    return found


def _form(s: Session, form: Stated[SurveyInstrument], recodings: Recodings, own: set[int]) -> Stated[SurveyInstrument]:
    if id(form.amended) in own and (None, (Slot.SURVEYS, form.value.name)) in s.claims and not _kept(s, form):
        return form
    asked = tuple(_followed(s, Slot.QUESTIONS, q, recodings, own) for q in form.value.questions)
    same = all(a is b for a, b in zip(asked, form.value.questions, strict=True))
    return form if same else evolve(form, value=evolve(form.value, questions=asked))


def _kept(s: Session, form: Stated[SurveyInstrument]) -> bool:
    """Whether a form was there before, and only its head was changed."""
    return any(f.value.name == form.value.name for f in s.rubric.provisions.surveys)


def _followed(s: Session, slot: Slot, stated: Stated[Any], recodings: Recodings, own: set[int]) -> Stated[Any]:
    if id(stated.amended) in own:
        return stated
    codes = codes_in(stated.value)
    _warn_of_gone(s, slot, stated, codes)
    moved = [c for c in codes if c in recodings]
    if not moved:
        return stated
    value = recoded(stated.value, lambda c: recodings[c][0] if c in recodings else c)
    by, last = recodings[moved[0]][1], stated.amended
    if by is not None and last is not None:
        by = evolve(by, basis=last.basis)
    return evolve(stated, value=value, amended=by or last)


def _warn_of_gone(s: Session, slot: Slot, stated: Stated[Any], codes: tuple[Code, ...]) -> None:
    """A question for a row that is gone is an error besides; for a new row of the same code only this tells it."""
    for code in codes if slot in _CALLED else ():
        node = s.table.by_code.get(code)
        gone = next((n for n in node.up() if n.removed), None) if node is not None else None
        if gone is None or gone.placed is None:
            continue
        what = _called(s, slot, stated)
        related = (Related(what, stated.at),)
        s.warned.append(catalog.REFERENCE_LEFT.at(gone.placed.at, related=related, what=what, code=code))


def _called(s: Session, slot: Slot, stated: Stated[Any]) -> str:
    if slot is Slot.CONSEQUENCES:
        return f"hệ quả {stated.value.number}"
    if slot is Slot.QUESTIONS:
        return f"câu hỏi {stated.value.number} của phiếu điều tra"
    if slot is Slot.SURVEY_SHARES:
        return "câu tỷ trọng"
    return f"câu “{words.whole(slot, stated, s.rubric.level_names[0])}”"


def touches_surveys(operation: object) -> bool:
    """Whether an operation is on a survey instrument, its lines, or shares."""
    slot, owner = getattr(operation, "slot", None), getattr(operation, "owner", None)
    return isinstance(operation, DropForm) or isinstance(owner, OfForm) or slot in (Slot.SURVEYS, Slot.SURVEY_SHARES)
