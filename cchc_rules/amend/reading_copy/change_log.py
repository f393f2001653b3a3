"""The history of a rubric, or of one row, across instruments: what each changed, from when, for which years."""

import datetime
from collections.abc import Sequence
from itertools import groupby

from cchc_rules.amend.applying.following import followed_by_itself, moved_values
from cchc_rules.amend.applying.instruments import Applied, apply
from cchc_rules.amend.applying.session import Change
from cchc_rules.frozen import frozen
from cchc_rules.model.amendments.amendment import Amendment
from cchc_rules.model.amendments.operation import MoveRow, RenumberRow, WithRows
from cchc_rules.model.citation import Amended, Instrument
from cchc_rules.model.code import Code
from cchc_rules.model.dates import date
from cchc_rules.model.rubric import Criterion, Rubric
from cchc_rules.source import Span
from cchc_rules.writing import amendments as words
from cchc_rules.writing.rubric import quote

_Step = tuple[Instrument, datetime.date | None, int | None]


@frozen
class Event:
    """One entry: what was done, by which provision (`amended` None: the original text), in force when."""

    codes: tuple[Code, ...]
    told: tuple[str, ...]
    instrument: Instrument | None
    provision: str
    in_force: datetime.date | None
    governs: int | None
    at: Span | None
    amended: Amended | None = None

    @property
    def before(self) -> str | None:
        """What a changed sentence rested on before."""
        basis = self.amended.basis if self.amended is not None else None
        return basis.before.cite() if basis is not None and basis.before is not None else None


def history(
    rubric: Rubric,
    amendments: Sequence[Amendment],
    code: Code | None = None,
    as_of: datetime.date | None = None,
    year: int | None = None,
) -> tuple[Event, ...]:
    """What was done to the linked rubric, or to the row that has or had `code`, oldest first.

    The row is followed under its earlier codes where it was renumbered or moved.
    """
    return history_of(apply(rubric, amendments, as_of, year), code)


def history_of(applied: Applied, code: Code | None = None) -> tuple[Event, ...]:
    """The same, of amendments already applied."""
    top = applied.rubric.level_names[0]
    if code is None:
        events = [_event(c, top) for c in applied.changes]
        return (*_origin(applied, None), *events)
    kept: list[Change] = []
    followed: Code | None = _now(applied, code)
    for _, group in groupby(reversed(applied.changes), key=_step_of):
        # Addresses in one instrument, or a part of it, are those before it, whatever the order of its operations.
        done = tuple(group)
        own, earlier = _of_row(done, followed) if followed is not None else ((), None)
        kept += own
        followed = earlier
    origin = _origin(applied, followed) if followed is not None else ()
    return (*origin, *(_event(c, top) for c in reversed(kept)))


def _of_row(group: tuple[Change, ...], code: Code) -> tuple[tuple[Change, ...], Code | None]:
    """What one instrument did to the row that it left at `code`, and its address before; None where it had none."""
    came = next((c for c in group if _earlier(c, code) is not None), None)
    if came is not None:
        before = _earlier(came, code)
        return tuple(c for c in group if c is came or (before in c.codes and not _puts(c))), before
    left = any(_later(c, code) is not None for c in group)
    own = tuple(c for c in group if code in c.codes and (_puts(c) or not left))
    return own, None if left else code


def _puts(change: Change) -> bool:
    """Whether a change tells codes as they are after it."""
    return isinstance(change.operation, WithRows)


def _now(applied: Applied, code: Code) -> Code:
    """Where the row is that had a code which no row has now; the code itself when some row has it, or had it last."""
    if any(c.code == code for c in applied.rubric.rows()):
        return code
    by: _Step | None = None
    for change in applied.changes:
        later = _later(change, code)
        if later is not None and _step_of(change) != by:
            code, by = later, _step_of(change)
    return code


def _step_of(change: Change) -> _Step:
    """What was applied as one: an instrument, or the part of it with this effect."""
    return change.amended.instrument, change.amended.in_force, change.amended.governs


def _earlier(change: Change, code: Code) -> Code | None:
    """The address before a change of code, where the row came to `code` by it."""
    operation = change.operation
    if isinstance(operation, MoveRow | RenumberRow) and code.lies_in(operation.new):
        return Code(operation.code.text + code.text[len(operation.new.text) :])
    return None


def _later(change: Change, code: Code) -> Code | None:
    """The address after a change of code, where the row left `code` by it."""
    operation = change.operation
    if isinstance(operation, MoveRow | RenumberRow) and code.lies_in(operation.code):
        return Code(operation.new.text + code.text[len(operation.code.text) :])
    return None


def _event(change: Change, top: str) -> Event:
    a = change.amended
    told = list(words.every_line(change.operation, top))
    if followed_by_itself(change):
        told = [f"theo các dòng, {value}" for value in moved_values(change)]
    if isinstance(change.operation, WithRows):
        told += [_row(c) for r in change.operation.rows for c in r.walk()]
    if change.meant_by is not None:
        told = [f"{words.opening(change.meant_by, top)}:", *(f"  {line}" for line in told)]
    return Event(change.codes, tuple(told), a.instrument, a.provision, a.in_force, a.governs, a.at, a)


def _row(row: Criterion) -> str:
    return f"{row.code} {quote(row.title)}: {words.points(row.max)}" + (", ĐTXHH" if row.survey else "")


def _origin(applied: Applied, code: Code | None) -> tuple[Event, ...]:
    """What the original text said, where the row is in it."""
    base = applied.base if applied.base is not None else applied.rubric
    p = base.provisions
    instrument = p.instrument.value if p.instrument is not None else None
    in_force = p.in_force.value if p.in_force is not None else None
    governs = p.governs.value if p.governs is not None else None
    if code is None:
        return (Event((), (quote(base.title),), instrument, "", in_force, governs, base.at),)
    row = next((c for c in base.rows() if c.code == code), None)
    if row is None:
        return ()
    return (Event((code,), (_row(row),), instrument, _printed_at(base, row), in_force, governs, row.at),)


def _printed_at(base: Rubric, row: Criterion) -> str:
    """Where the original text prints a row."""
    return base.cited(row) if base.numbers_restart else f"dòng {row.code}"


def log_text(events: Sequence[Event]) -> str:
    """The history for a terminal: the provision and its effect, then what it did."""
    blocks = []
    for e in events:
        cited = ", ".join(t for t in (e.instrument.cite() if e.instrument else "", e.provision) if t)
        effect = [f"hiệu lực từ {date(e.in_force)}"] if e.in_force is not None else []
        effect += [f"áp dụng từ kỳ đánh giá {e.governs}"] if e.governs is not None else []
        cited += f", trước đó {e.before}" if e.before is not None else ""
        lines = [cited or "văn bản gốc", *(f"  ({', '.join(effect)})" for _ in effect[:1])]
        blocks.append("\n".join([*lines, *(f"  {t}" for t in e.told)]))
    return "\n\n".join(blocks) + "\n" if blocks else "Chưa có thay đổi nào.\n"
