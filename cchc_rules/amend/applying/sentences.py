"""Apply the operations on sentences: settings, bands, conditions, counts, scoring rules, surveys and their lines."""

from typing import Any, assert_never

from attrs import evolve

from cchc_rules.amend.applying.buckets import empty_bucket
from cchc_rules.amend.applying.session import Session
from cchc_rules.amend.applying.table import Node
from cchc_rules.amend.sentence_identity import Holder, identity, in_place, kin, stated_in, with_stated
from cchc_rules.diagnostics import Fix, Related, catalog, nearest
from cchc_rules.diagnostics.mends import mended
from cchc_rules.frozen import frozen
from cchc_rules.model.amendments.operation import (
    AddSentence,
    ChangeSentence,
    DropForm,
    DropSentence,
    MoveRow,
    OfForm,
    Owner,
    RenumberRow,
    SentenceChange,
)
from cchc_rules.model.amendments.slot import LISTS, Slot
from cchc_rules.model.citation import Action, Part, Stated
from cchc_rules.model.code import Code
from cchc_rules.model.link import with_usual
from cchc_rules.model.sentences import with_sentences
from cchc_rules.model.stages import StageRule, following
from cchc_rules.model.survey import SurveyInstrument
from cchc_rules.model.without_places import baseless
from cchc_rules.source import Span
from cchc_rules.writing import amendments as words
from cchc_rules.writing.rubric import quote

Sentences = tuple[Stated[Any], ...]
_LONG = (Slot.RULE, Slot.QUESTIONS)


@frozen
class _Where:
    """What a sentence stands on: a row, a survey instrument, or (neither) the rubric itself."""

    owner: Owner
    slot: Slot
    node: Node | None = None
    form: Stated[SurveyInstrument] | None = None

    def holder(self, s: Session) -> Holder:
        """What holds the sentences."""
        if self.node is not None:
            return self.node.row
        return self.form.value if self.form is not None else s.provisions

    def name(self) -> str:
        """The sentence in messages: `câu này của 4.2`, `cách chấm của 4.2`."""
        this = "" if self.slot is Slot.RULE else " này"
        return f"{words.noun(self.slot)}{this}{words.owner(self.owner)}"


def apply_sentence(s: Session, op: SentenceChange) -> None:
    """Put, change or take away one sentence of a row, of a survey instrument or of the rubric."""
    where = _where(s, op.owner, op.slot)
    if where is None:
        return
    node = where.node
    if node is not None and node.bucket is not None and op.slot is Slot.COUNTS:
        # Nothing lies in such a row that could be counted.
        s.fail(catalog.NO_SUCH_TARGET, what=f"câu “số lượng” của dòng {node.bucket.value} {op.owner}")
        return
    there = s.buckets if op.slot is Slot.BUCKETS else stated_in(where.holder(s), op.slot)
    match op:
        case AddSentence():
            _add(s, op, where, there)
        case ChangeSentence():
            _change(s, op, where, there)
        case DropSentence():
            _drop(s, op, where, there)
        case _:
            assert_never(op)


def _where(s: Session, owner: Owner, slot: Slot) -> _Where | None:
    if owner is None:
        return _Where(owner, slot)
    if isinstance(owner, Code):
        node = s.find(owner)
        return _Where(owner, slot, node=node) if node is not None else None
    other = s.claims.get((None, (Slot.SURVEYS, owner.name)))
    if other is not None and not isinstance(other.written.operation, ChangeSentence):
        s.twice(f"phiếu điều tra {owner.name}", other.written)
        return None
    form = form_of(s, owner.name)
    return _Where(owner, slot, form=form) if form is not None else None


def form_of(s: Session, name: str) -> Stated[SurveyInstrument] | None:
    """A survey instrument; None, with an error that shows the nearest, when there is none."""
    forms = {form.value.name: form for form in s.provisions.surveys}
    if name not in forms:
        near = nearest(name, forms) or ", ".join(forms)
        s.fail(catalog.NO_SUCH_TARGET, expected=near or None, what=f"phiếu điều tra {name}")
    return forms.get(name)


def _add(s: Session, op: AddSentence, where: _Where, there: Sentences) -> None:
    if not _claim(s, where, op.new):
        return
    if op.slot is Slot.SURVEYS and not _no_sentence_taken(s, op.new.value.name):
        return
    twin = _twin(s, op.slot, there, op.new)
    if twin is not None:
        _already(s, where, twin)
        return
    amended = s.amended_sentence(None, Action.ADDED)
    new = evolve(op.new, amended=amended)
    if op.slot is Slot.STAGES:
        *_, value = following((*(x.value for x in there), new.value))
        new = evolve(new, value=value)
    _write(s, where, in_place(op.slot, there, new))
    s.done(amended, *_codes(op))


def _change(s: Session, op: ChangeSentence, where: _Where, there: Sentences) -> None:
    if not _claim(s, where, op.old):
        return
    at = _find(s, where, there, op.old)
    if at is None:
        return
    rest = there[:at] + there[at + 1 :]
    twin = _twin(s, op.slot, rest, op.new)
    if twin is not None:
        _already(s, where, twin)
        return
    if op.slot is not Slot.SURVEY_SHARES:
        # Shares may yet follow their rows to other codes; of the rest, nothing else may change what was just put.
        s.claims.setdefault((where.owner, aspect(op.slot, op.new)), s.current)
    amended = s.amended_sentence(there[at].rests_on)
    trivia = op.new.trivia if op.slot is Slot.RULE else there[at].trivia
    value = _with_head(there[at].value, op.new.value) if op.slot is Slot.SURVEYS else op.new.value
    if isinstance(value, StageRule) and value.after is None:
        value = evolve(value, after=there[at].value.after)
    new = evolve(op.new, value=value, amended=amended, trivia=trivia)
    kept = kin(op.slot, op.new.value) == kin(op.slot, op.old.value)
    placed = (*there[:at], new, *there[at + 1 :]) if kept else in_place(op.slot, rest, new)
    _write(s, where, placed)
    s.done(amended, *_codes(op))


def _drop(s: Session, op: DropSentence, where: _Where, there: Sentences) -> None:
    if not _claim(s, where, op.old):
        return
    at = _find(s, where, there, op.old)
    if at is None:
        return
    amended = s.amended(Part.STATEMENT, Action.DROPPED)
    if op.slot is Slot.BUCKETS and not empty_bucket(s, op.old.value.kind, amended):
        return
    _write(s, where, there[:at] + there[at + 1 :])
    if where.node is not None:
        where.node.mark(amended)
    s.done(amended, *_codes(op))


def drop_form(s: Session, op: DropForm) -> None:
    """Take away a whole survey instrument that has the title and the number of questions asserted."""
    form = form_of(s, op.name)
    what = f"phiếu điều tra {op.name}"
    if form is None or not s.claim(None, (Slot.SURVEYS, op.name), what) or not _no_sentence_taken(s, op.name):
        return
    actual = DropForm(op.name, form.value.title, len(form.value.questions))
    if actual != op:
        told, asserted = (f"{quote(x.title)}: {x.questions} câu hỏi" for x in (actual, op))
        s.fail(catalog.OLD_DIFFERS, _set_by(form, "phiếu này"), what=what, actual=told, asserted=asserted)
        return
    s.provisions = evolve(s.provisions, surveys=tuple(f for f in s.provisions.surveys if f is not form))
    s.done(s.amended(Part.STATEMENT, Action.DROPPED), *(q.value.code for q in form.value.questions))


def _no_sentence_taken(s: Session, name: str) -> bool:
    """A form that goes, or comes, as a whole has no sentence of its own changed beside."""
    other = next((step for (owner, _), step in s.claims.items() if owner == OfForm(name)), None)
    if other is not None:
        s.twice(f"phiếu điều tra {name}", other.written)
    return other is None


# ---- finding one


def _find(s: Session, where: _Where, there: Sentences, old: Stated[Any]) -> int | None:
    """Where the asserted sentence stands; None, with an error that shows what stands there instead."""
    slot = where.slot
    same = [n for n, stated in enumerate(there) if _says(slot, stated, old)]
    exact = [n for n in same if old.basis is None or there[n].basis == old.basis]
    if exact:
        return exact[0]
    near = there[same[0]] if same else _alike(slot, there, old.value)
    if near is None:
        told = words.noun(slot) if slot is Slot.RULE else f"{words.noun(slot)} “{_in_words(s, slot, old)}”"
        s.fail(catalog.NO_SUCH_TARGET, what=told + words.owner(where.owner))
    elif slot in _LONG:
        _line_differs(s, where, near, old)
    else:
        actual, asserted = (f"“{_in_words(s, slot, _head(slot, x))}”" for x in (near, old))
        fixes = _put_right(old.at, where.name(), actual, asserted)
        s.fail(catalog.OLD_DIFFERS, _set_by(near), what=where.name(), actual=actual, asserted=asserted, fixes=fixes)
    return None


def _put_right(at: Span | None, what: str, actual: str, asserted: str) -> tuple[Fix, ...]:
    """The words of the sentence in force in the place of those asserted, both in quotes."""
    values = {"what": what, "actual": actual.strip("“”"), "asserted": asserted.strip("“”")}
    return mended(catalog.OLD_DIFFERS.mend, at, values) if "trống" not in (actual, asserted) else ()


def _says(slot: Slot, stated: Stated[Any], old: Stated[Any]) -> bool:
    """Whether a sentence is the asserted one; bases in it count where the asserted one states any."""
    if stated.tables != old.tables:
        return False
    value = with_usual(_head(slot, stated).value)
    if slot is Slot.STAGES and old.value.after is None:
        value = evolve(value, after=None)
    if value == old.value or slot not in _LONG:
        return bool(value == old.value)
    return baseless(old) == old and baseless(value) == old.value


def _head(slot: Slot, stated: Stated[Any]) -> Stated[Any]:
    """What an amendment asserts of a sentence: of a survey instrument its name and title alone."""
    if slot is not Slot.SURVEYS:
        return stated
    return evolve(stated, value=SurveyInstrument(stated.value.name, stated.value.title))


def _with_head(form: SurveyInstrument, head: SurveyInstrument) -> SurveyInstrument:
    return evolve(form, title=head.title)


def _line_differs(s: Session, where: _Where, near: Stated[Any], old: Stated[Any]) -> None:
    """Show the first line of a long sentence that is not as asserted, at that line."""
    said = words.full if baseless(old) != old else (lambda line: line.text)
    actual, asserted = (words.lines_of(where.slot, x, _top(s)) for x in (near, old))
    pairs = zip(actual, asserted, strict=False)
    n = next((n for n, (a, b) in enumerate(pairs) if said(a) != said(b)), min(len(actual), len(asserted)))
    told, wanted = (f"“{said(x[n])}”" if n < len(x) else "trống" for x in (actual, asserted))
    what = f"dòng thứ {n + 1} trong {where.name()}" if max(len(actual), len(asserted)) > 1 else where.name()
    at = asserted[n].stated.at if n < len(asserted) else None
    fixes = _put_right(at, what, told, wanted)
    s.fail(catalog.OLD_DIFFERS, _set_by(near), at=at, what=what, actual=told, asserted=wanted, fixes=fixes)


def _alike(slot: Slot, there: Sentences, value: Any) -> Stated[Any] | None:
    wanted = kin(slot, value)
    return next((stated for stated in there if kin(slot, stated.value) == wanted), None)


def _twin(s: Session, slot: Slot, there: Sentences, new: Stated[Any]) -> Stated[Any] | None:
    """The sentence that says already what a new one says; it may yet follow its row to another code."""
    recodes = (isinstance(x.written.operation, MoveRow | RenumberRow) for x in s.effective.steps)
    if slot is Slot.SURVEY_SHARES and any(recodes):
        return None
    wanted = identity(slot, new.value), new.tables
    return next((stated for stated in there if (identity(slot, stated.value), stated.tables) == wanted), None)


def _already(s: Session, where: _Where, twin: Stated[Any]) -> None:
    slot = where.slot
    fix = "dùng SỬA CÁCH CHẤM để sửa cách chấm đang có" if slot is Slot.RULE else None
    s.fail(catalog.SENTENCE_THERE, _set_by(twin), fix=fix, sentence=_in_words(s, slot, _head(slot, twin)))


def _claim(s: Session, where: _Where, stated: Stated[Any]) -> bool:
    slot = where.slot
    what = where.name() if slot is Slot.RULE else f"{words.noun(slot)} “{_in_words(s, slot, _head(slot, stated))}”"
    return s.claim(where.owner, aspect(slot, stated), what)


def aspect(slot: Slot, stated: Stated[Any]) -> tuple[Slot, object]:
    """What of a slot a sentence is; sentences of common provisions for other tables are others."""
    own = identity(slot, stated.value)
    return slot, (own, stated.tables) if stated.tables else own


# ---- writing it back


def _write(s: Session, where: _Where, stated: Sentences) -> None:
    slot = where.slot
    if slot is Slot.BUCKETS:
        s.buckets = stated
        return
    value = with_stated(slot, stated if slot in LISTS else stated[:1])
    if where.node is not None:
        where.node.row = evolve(where.node.row, **{slot.value: value})
        where.node.touch()
        s.table.changed = True
    elif where.form is not None:
        changed = evolve(where.form, value=evolve(where.form.value, **{slot.value: value}))
        forms = tuple(changed if f is where.form else f for f in s.provisions.surveys)
        s.provisions = evolve(s.provisions, surveys=forms)
    else:
        s.provisions = with_sentences(s.provisions, slot, stated)


def _codes(op: SentenceChange) -> tuple[Code, ...]:
    """The rows in whose history the change belongs."""
    if isinstance(op.owner, Code):
        return (op.owner,)
    said = [x.value for x in (getattr(op, "old", None), getattr(op, "new", None)) if x is not None]
    if op.slot in (Slot.QUESTIONS, Slot.SURVEY_SHARES):
        return tuple(dict.fromkeys(v.code for v in said if v.code is not None))
    if op.slot is Slot.SURVEYS:
        return tuple(dict.fromkeys(q.value.code for form in said for q in form.questions))
    return ()


def _top(s: Session) -> str:
    return s.rubric.level_names[0]


def _in_words(s: Session, slot: Slot, stated: Stated[Any]) -> str:
    return words.whole(slot, stated, _top(s))


def _set_by(stated: Stated[Any], what: str = "câu này") -> tuple[Related, ...]:
    if stated.amended is not None:
        return (Related(f"{what} do {stated.amended.cite()} đặt", stated.amended.at),)
    return (Related(f"{what} có từ văn bản gốc", stated.at),)
