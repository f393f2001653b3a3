"""Apply amending instruments to a rubric: in order, each as a whole or not at all."""

import datetime
from collections.abc import Sequence
from typing import assert_never

from attrs import evolve, field

from cchc_rules.amend.applying import rows, suspension, values
from cchc_rules.amend.applying.balance import Imbalance, imbalances
from cchc_rules.amend.applying.common_provisions import alone, as_common, in_common, taken_over
from cchc_rules.amend.applying.facts import rename_facts, with_facts_renamed
from cchc_rules.amend.applying.following import followed, followed_by_itself, moved_values, sums_follow
from cchc_rules.amend.applying.order import Skipped, Why, select
from cchc_rules.amend.applying.outcome import check_balance, check_codes, check_outcomes, result_of
from cchc_rules.amend.applying.references import follow_rows
from cchc_rules.amend.applying.sentence_words import replace_in_sentences
from cchc_rules.amend.applying.sentences import apply_sentence, drop_form
from cchc_rules.amend.applying.session import Change, Effective, Session, Step
from cchc_rules.amend.applying.touched_rules import check_soundness
from cchc_rules.amend.applying.transitions import check_kinds
from cchc_rules.amend.applying.wordings import check_wordings
from cchc_rules.amend.printed_text.meaning import change_at, meant_by_repeal
from cchc_rules.diagnostics import FOUND_LIMIT, Diagnostic, bounded, catalog, has_errors
from cchc_rules.frozen import define, frozen
from cchc_rules.model.amendments.amendment import Amendment
from cchc_rules.model.amendments.operation import (
    AddProvision,
    AddSentence,
    ChangeAt,
    ChangeBasis,
    ChangeId,
    ChangeMax,
    ChangeName,
    ChangeNote,
    ChangeProvision,
    ChangeSentence,
    ChangeTag,
    ChangeTitle,
    DropForm,
    DropSentence,
    InsertRows,
    MoveRow,
    NotCarried,
    OfForm,
    Operation,
    RenameFact,
    RenumberRow,
    RepealProvision,
    RepealRow,
    ReplaceInstrument,
    ReplaceRows,
    ReplaceTable,
    ReplaceWords,
    ResumeRow,
    SentenceChange,
    SumsFollow,
    SuspendRow,
    codes_of,
)
from cchc_rules.model.amendments.slot import Slot
from cchc_rules.model.citation import Part
from cchc_rules.model.code import Code
from cchc_rules.model.rubric import CommonProvisions, Rubric
from cchc_rules.model.sheet import Header
from cchc_rules.writing import amendments as words
from cchc_rules.writing.rubric import quote


@frozen
class Applied:
    """A rubric after amendment, from `base`. `applied` are in the order applied; `changes` is what they did.

    `replaced_by` is the short name of the rubric that ends this one. `as_of` and `year` are what was asked for.
    `remarks` must be read with the text.
    """

    rubric: Rubric
    diagnostics: tuple[Diagnostic, ...]
    applied: tuple[Effective, ...]
    skipped: tuple[Skipped, ...]
    changes: tuple[Change, ...]
    replaced_by: str | None = None
    base: Rubric | None = None
    as_of: datetime.date | None = None
    year: int | None = None
    remarks: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether every instrument asked for could be applied."""
        return not has_errors(self.diagnostics)


def apply_to_common(
    common: CommonProvisions,
    amendments: Sequence[Amendment],
    as_of: datetime.date | None = None,
    year: int | None = None,
) -> tuple[CommonProvisions, Applied]:
    """The same for provisions that several rubrics share, before they are merged into a rubric."""
    applied = apply(alone(common), amendments, as_of, year)
    return as_common(common, applied.rubric), applied


def moved_by(applied: Applied, amendment: Amendment) -> tuple[str, ...]:
    """Counts and sums that followed the rows which an amendment changed, each from old to new, with its clause."""
    own = (c for c in applied.changes if c.amended.instrument == amendment.instrument and followed_by_itself(c))
    return tuple(f"{value} ({c.amended.provision or 'cả văn bản'})" for c in own for value in moved_values(c))


def not_carried_by(applied: Applied, amendment: Amendment) -> tuple[str, ...]:
    """What of an amendment could not be said in the language, each with why and its clause."""
    own = ((c.operation, c.amended) for c in applied.changes if c.amended.instrument == amendment.instrument)
    return tuple(
        f"{amended.provision or 'cả văn bản'}: {quote(operation.text)}, vì {quote(operation.why)}"
        for operation, amended in own
        if isinstance(operation, NotCarried)
    )


@define
class _Run:
    rubric: Rubric
    balance: tuple[Imbalance, ...]
    found: list[Diagnostic] = field(factory=list)
    applied: list[Effective] = field(factory=list)
    skipped: list[Skipped] = field(factory=list)
    changes: list[Change] = field(factory=list)
    replaced_by: str | None = None
    unsure: set[Code] = field(factory=set)
    unsure_head: bool = False
    commons: dict[str, int] = field(factory=dict)
    """Where common provisions are in the linked rubric, by every short name that they have had."""
    failed: set[str] = field(factory=set)
    """Short names of instruments with an error in a part."""


def apply(
    rubric: Rubric,
    amendments: Sequence[Amendment],
    as_of: datetime.date | None = None,
    year: int | None = None,
    unit: Header | None = None,
) -> Applied:
    """The linked rubric under those of `amendments` in force on `as_of` and governing `year` (None: all of them).

    Transitional clauses that name the `unit` for the year leave what they stand over as it was.

    What amends its common provisions amends it, in its turn among those that amend the rubric itself.

    An instrument with an error changes nothing, and one that fails only on what such an instrument touched is
    set aside without an error of its own. Provisions with an effect of their own are a part, applied in its turn
    like an instrument; after an error in one part the later ones are set aside.
    """
    selection = select(rubric, amendments, as_of, year, unit)
    run = _Run(rubric, imbalances(rubric), [*selection.diagnostics], skipped=[*selection.skipped])
    linked = rubric.linked.commons if rubric.linked is not None else ()
    run.commons = {common.id: at for at, common in enumerate(linked)}
    for effective in selection.effective:
        _apply_one(run, effective)
    found = bounded(run.found)
    done, skipped, changes = tuple(run.applied), tuple(run.skipped), tuple(run.changes)
    return Applied(run.rubric, found, done, skipped, changes, run.replaced_by, rubric, as_of, year)


def _apply_one(run: _Run, effective: Effective) -> None:
    if run.replaced_by is not None:
        at = effective.amendment.place("amends")
        run.found.append(catalog.RUBRIC_REPLACED.at(at, id=run.rubric.id))
        run.skipped.append(Skipped(effective.amendment, Why.FAILED, effective))
        return
    if effective.amendment.id in run.failed:
        run.skipped.append(Skipped(effective.amendment, Why.DEPENDS, effective))
        return
    session, result = _on_common(run, effective) if effective.target in run.commons else _on_rubric(run, effective)
    if result is None:
        _fail(run, session)
        return
    done = followed(session, result, run.balance, sums_follow(session))
    result = done.rubric
    balance = run.balance
    # Common provisions by themselves speak of tables that are elsewhere: what they declare is checked there.
    if run.rubric.fields:
        balance = check_balance(session, result, balance)
        check_soundness(session, result)
    check_kinds(session, result)
    if effective.closes:
        check_outcomes(session, result)
    check_wordings(session)
    if session.found:
        _fail(run, session)
        return
    run.rubric, run.balance = result, balance
    run.replaced_by = session.replaced_by
    run.applied.append(session.effective)
    run.changes += (*session.changes, *done.changes)
    run.found += session.warned


def _on_rubric(run: _Run, effective: Effective) -> tuple[Session, Rubric | None]:
    session = Session.of(effective, run.rubric)
    suspension.end_awaited(session)
    _operate(session)
    rows.exchange_places(session)
    check_codes(session)
    follow_rows(session)
    rename_facts(session)
    return session, None if session.found else result_of(session)


def _on_common(run: _Run, effective: Effective) -> tuple[Session, Rubric | None]:
    """The session is that of the rubric, with what was found and done in the common provisions."""
    linked = run.rubric.linked
    assert linked is not None  # else no common provisions would be known by name
    at = run.commons[effective.target]
    inside = Session.of(effective, alone(linked.commons[at]))
    _operate(inside, common=True)
    session = Session.of(effective, with_facts_renamed(run.rubric, rename_facts(inside)))
    session.found, session.warned, session.changes = inside.found, inside.warned, inside.changes
    session.effective = inside.effective
    if session.found:
        return session, None
    result = taken_over(session, linked, at, result_of(inside))
    run.commons[inside.id] = at
    return session, None if session.found else result


def _operate(session: Session, common: bool = False) -> None:
    """Every operation in document order, renumbering last."""
    only = session.effective.target == session.rubric.guided_by
    done: list[Step] = []
    for step in sorted(session.effective.steps, key=_turn):
        if len(session.found) > FOUND_LIMIT:
            return  # the instrument fails, and nobody reads more
        session.step = step
        for meant in _meant(session, step):
            session.step = meant
            operation = meant.written.operation
            where = _elsewhere(session, operation, only, common)
            if where is None:
                _apply_operation(session, operation)
                done.append(meant)
            else:
                head = words.opening(operation).partition(":")[0]
                session.fail(catalog.MISPLACED, what=f"“{head}”", where=where)
    session.effective = evolve(session.effective, steps=tuple(done))


def _turn(step: Step) -> int:
    """What rests on a place is told once all else is done; rows are renumbered last."""
    operation = step.written.operation
    return 2 if isinstance(operation, RenumberRow) else 1 if isinstance(operation, RepealProvision) else 0


def _meant(session: Session, step: Step) -> tuple[Step, ...]:
    """The operation itself, or those that it comes to where it names a place of the printed text."""
    operation = step.written.operation
    if isinstance(operation, RepealProvision):
        return meant_by_repeal(session, operation)
    if isinstance(operation, ChangeAt):
        changed = change_at(session, operation)
        return (changed,) if changed is not None else ()
    return (step,)


def _elsewhere(session: Session, operation: Operation, guidance: bool, common: bool) -> str | None:
    """Where an operation belongs, when the text that is amended can't hold what it is on."""
    name = session.rubric.id
    if guidance and not _in_guidance(operation):
        return f"văn bản sửa đổi {name}; hướng dẫn chỉ có {_GUIDED_WORDS}"
    if common and not in_common(operation):
        return f"văn bản sửa đổi một bộ tiêu chí; {name} là quy định chung, không có dòng tiêu chí"
    return None


_GUIDED = (Slot.RULE, Slot.FACTS, Slot.CALENDAR, Slot.DUE_ON_DAY_OFF, Slot.PRECEDENCE, Slot.SURVEYS, Slot.SURVEY_SHARES)
_GUIDED_WORDS = "số liệu, ngày nghỉ, ngày làm bù, câu “ưu tiên”, cách chấm và phiếu điều tra"


def _in_guidance(operation: Operation) -> bool:
    """Whether an operation is on what a guidance may hold."""
    if isinstance(operation, SentenceChange):
        return operation.slot in _GUIDED or isinstance(operation.owner, OfForm)
    return isinstance(operation, DropForm | RenameFact | NotCarried)


def _apply_operation(s: Session, operation: Operation) -> None:  # noqa: C901 - a case for each kind of operation
    match operation:
        case ChangeMax() | ChangeTitle() | ChangeTag() | ChangeNote() | ChangeBasis():
            values.change_value(s, operation)
        case ChangeSentence() | AddSentence() | DropSentence():
            apply_sentence(s, operation)
        case DropForm():
            drop_form(s, operation)
        case ChangeName() | ChangeId():
            values.change_name(s, operation)
        case ReplaceWords():
            values.replace_words(s, operation)
            replace_in_sentences(s, operation)
        case ReplaceInstrument():
            values.replace_instrument(s, operation)
        case InsertRows():
            rows.insert_rows(s, operation)
        case RepealRow():
            rows.repeal_row(s, operation)
        case SuspendRow():
            suspension.suspend_row(s, operation)
        case ResumeRow():
            suspension.resume_row(s, operation)
        case MoveRow():
            rows.move_row(s, operation)
        case RenumberRow():
            rows.renumber_row(s, operation)
        case ReplaceRows():
            rows.replace_rows(s, operation)
        case ReplaceTable():
            rows.replace_table(s, operation)
        case SumsFollow() | RenameFact() | ChangeAt() | RepealProvision():
            pass  # once every other operation is done, or carried out as what it means
        case NotCarried():
            s.done(s.amended(Part.STATEMENT))
        case ChangeProvision() | AddProvision():
            target = s.effective.target
            s.fail(catalog.NO_SUCH_TARGET, what=f"điều, khoản nào của văn bản sửa đổi ở “{target}”")
        case _:
            assert_never(operation)


def _of_head(operation: Operation) -> bool:
    """Whether an operation is on what stands before the rows."""
    if isinstance(operation, SentenceChange):
        return not isinstance(operation.owner, Code)
    return isinstance(operation, DropForm | RenameFact)


def _fail(run: _Run, session: Session) -> None:
    """Report, unless the instrument touches what a failing one before it touched."""
    operations = [s.written.operation for s in session.effective.steps]
    codes = {c for o in operations for c in codes_of(o)}
    head = any(_of_head(o) for o in operations)
    depends = (head and run.unsure_head) or any(a.lies_in(b) or b.lies_in(a) for a in codes for b in run.unsure)
    run.unsure |= codes
    run.unsure_head = run.unsure_head or head
    run.failed.add(session.effective.amendment.id)
    run.skipped.append(Skipped(session.effective.amendment, Why.DEPENDS if depends else Why.FAILED, session.effective))
    if not depends:
        run.found += session.found
