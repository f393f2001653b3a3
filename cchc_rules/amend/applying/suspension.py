"""Apply suspensions of rows, and end them: by a provision, or by the text that they wait for."""

from collections.abc import Iterator
from typing import cast

from attrs import evolve

from cchc_rules.amend.applying.rows import asserted_row
from cchc_rules.amend.applying.session import Change, Session
from cchc_rules.amend.applying.table import Node
from cchc_rules.diagnostics import Related, catalog
from cchc_rules.model.amendments.operation import ResumeRow, SuspendRow
from cchc_rules.model.amendments.slot import Slot
from cchc_rules.model.citation import Action, Amended, Instrument, Part, Stated
from cchc_rules.model.condition import Suspended
from cchc_rules.model.rubric import Criterion


def suspend_row(s: Session, op: SuspendRow) -> None:
    """Let a row leave the maximum for some years."""
    node = asserted_row(s, op)
    if node is None or not s.claim(op.code, (Slot.APPLICABILITY, Suspended), f"hiệu lực của {op.code}"):
        return
    last = op.last
    if last is not None and last < op.first:
        s.fail(catalog.SUSPENSION_ENDS_EARLY, first=op.first, last=last)
        return
    for stated in _suspensions(node.row):
        ends = stated.value.last
        if (ends is None or op.first <= ends) and (last is None or stated.value.first <= last):
            related = _set_by(stated)
            s.fail(catalog.ALREADY_SUSPENDED, related, code=op.code, first=stated.value.first)
            return
    if not _is_governed(s, op.first, Action.SUSPENDED):
        return
    if op.until is not None and any(_same_text(a.instrument, op.until) for a in _amending(s)):
        s.fail(catalog.IN_FORCE_ALREADY, text=op.until.cite())
        return
    amended = s.amended(Part.ROW, Action.SUSPENDED)
    new = Stated(Suspended(op.first, last, op.until), s.basis(), s.written.at, amended=amended)
    node.row = evolve(node.row, applicability=(*node.row.applicability, new))
    node.mark(amended)
    s.done(amended, op.code)


def resume_row(s: Session, op: ResumeRow) -> None:
    """End a suspension before a year."""
    node = s.find(op.code)
    if node is None or not s.claim(op.code, (Slot.APPLICABILITY, Suspended), f"hiệu lực của {op.code}"):
        return
    running = [x for x in _suspensions(node.row) if x.value.last is None or x.value.last >= op.first]
    if not running:
        s.fail(catalog.NOT_SUSPENDED, code=op.code)
        return
    stated = running[0]
    if op.first < stated.value.first:
        s.fail(catalog.RESUMED_EARLY, _set_by(stated), year=op.first, first=stated.value.first)
        return
    if not _is_governed(s, op.first, Action.RESUMED):
        return
    amended = s.amended(Part.ROW, Action.RESUMED)
    _end(node, stated, op.first, amended)
    s.done(amended, op.code)


def _end(node: Node, stated: Stated[Suspended], year: int, by: Amended) -> None:
    """Let a suspension reach to the year before `year`; nothing is left of it where that is before its first."""
    ended = evolve(stated, value=Suspended(stated.value.first, year - 1), amended=by)
    own = node.row.applicability
    kept = tuple(ended if x is stated else x for x in own if x is not stated or year > stated.value.first)
    node.row = evolve(node.row, applicability=kept)
    node.mark(by)


def end_awaited(s: Session) -> None:
    """End the suspensions that wait for the instrument to take effect, before anything else of it."""
    governs, own = s.effective.governs, s.effective.amendment
    if governs is None:
        return  # an erratum takes effect with what it corrects
    for node in (*s.table.walk(), *s.table.standing()):
        for stated in _suspensions(node.row):
            if stated.value.until is not None and _same_text(own.instrument, stated.value.until):
                force = s.effective.force
                by = Amended(own.instrument, "", own.at, Action.RESUMED, Part.ROW, force, governs)
                _end(node, stated, governs, by)
                s.changes.append(Change(by, ResumeRow(node.code(), governs), (node.code(),)))


def _same_text(a: Instrument, b: Instrument) -> bool:
    return (a.kind, a.number) == (b.kind, b.number) and (a.date == b.date or None in (a.date, b.date))


def _amending(s: Session) -> Iterator[Amended]:
    """By what the rubric, with all in it, has been amended so far."""
    yield from s.rubric.amended
    for row in s.rubric.rows():
        yield from row.amended


def _is_governed(s: Session, year: int, action: Action) -> bool:
    """Whether the instrument governs the year that it names; sheets of years before are never scored under it."""
    governs = s.effective.governs
    if governs is None or governs <= year:
        return True
    s.fail(catalog.BEFORE_GOVERNED, what=action.value, year=year, governs=governs)
    return False


def _suspensions(row: Criterion) -> list[Stated[Suspended]]:
    found = [x for x in row.applicability if isinstance(x.value, Suspended)]
    return cast(list[Stated[Suspended]], found)


def _set_by(stated: Stated[Suspended]) -> tuple[Related, ...]:
    if stated.amended is not None:
        return (Related(f"ngưng hiệu lực bởi {stated.amended.cite()}", stated.amended.at),)
    return (Related("ngưng hiệu lực ở đây", stated.at),)
