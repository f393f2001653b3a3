"""An instrument that amends an instrument: change its operations, its day of effect or its first year."""

import datetime
from itertools import zip_longest
from typing import assert_never

from attrs import evolve, field

from cchc_rules.amend.applying.session import Effective, Step
from cchc_rules.diagnostics import Diagnostic, Related, catalog
from cchc_rules.frozen import define
from cchc_rules.model.amendments.address import Address, AnyPlace
from cchc_rules.model.amendments.amendment import Written
from cchc_rules.model.amendments.operation import (
    AddProvision,
    ChangeProvision,
    ChangeSentence,
    NotCarried,
    Operation,
    RepealProvision,
    RubricChange,
    WithRows,
)
from cchc_rules.model.amendments.slot import Slot
from cchc_rules.model.citation import Action, Amended
from cchc_rules.writing import amendments as words
from cchc_rules.writing.rubric import say
from cchc_rules.writing.rubric_file import row_lines

_HEADER = (Slot.IN_FORCE, Slot.GOVERNS)


@define
class _Rewriting:
    target: Effective
    by: Effective
    steps: list[Step]
    touched: dict[object, Written] = field(factory=dict)
    force: datetime.date | None = None
    governs: int | None = None
    found: list[Diagnostic] = field(factory=list)


def rewrite(target: Effective, by: Effective) -> tuple[Effective, tuple[Diagnostic, ...]]:
    """The instrument `target` as `by` leaves it, and what does not fit; addresses are those before `by`."""
    r = _Rewriting(target, by, list(target.steps))
    for step in by.steps:
        _one(r, step)
    steps = tuple(r.steps)
    rewritten = evolve(target, steps=steps, force=r.force or target.force, governs=r.governs or target.governs)
    return rewritten, tuple(r.found)


def _one(r: _Rewriting, step: Step) -> None:
    operation = step.written.operation
    if isinstance(operation, NotCarried):
        r.steps.append(Step(step.address, step.written, _amended(r, step, Action.ADDED)))
        return
    if isinstance(operation, RubricChange):
        if isinstance(operation, ChangeSentence) and operation.slot in _HEADER and operation.owner is None:
            _header(r, step, operation)
        else:
            r.found.append(catalog.HEADER_ONLY.at(step.written.at))
        return
    match operation:
        case ChangeProvision(address, old, new):
            _change(r, step, address, old, new)
        case AddProvision(address, new):
            _add(r, step, address, new)
        case RepealProvision(address, old):
            _repeal(r, step, address, old)
        case _:
            assert_never(operation)


def _amended(r: _Rewriting, step: Step, action: Action) -> Amended:
    a = r.by.amendment
    done = Action.CORRECTED if a.erratum else action
    return Amended(a.instrument, step.provision(), step.written.at, done, in_force=r.by.force, governs=r.by.governs)


def _change(r: _Rewriting, step: Step, address: AnyPlace, old: Operation, new: Operation) -> None:
    at = _find(r, step, address, old)
    if at is not None:
        written = evolve(step.written, operation=new)
        r.steps[at] = Step(r.steps[at].address, written, _amended(r, step, Action.SET))


def _repeal(r: _Rewriting, step: Step, address: AnyPlace, old: Operation | None) -> None:
    at = _find(r, step, address, old)
    if at is not None:
        del r.steps[at]


def _add(r: _Rewriting, step: Step, address: Address, new: Operation) -> None:
    target = r.target.amendment
    if len(target.targets) > 1 and not {o.address for o in target.own_targets} & {*address.up()}:
        r.found.append(catalog.TARGET_UNSAID.at(step.written.at, names=", ".join(target.targets)))
        return
    added = Step(address, evolve(step.written, operation=new), _amended(r, step, Action.ADDED))
    later = [n for n, s in enumerate(r.steps) if _key(s.address) > _key(address)]
    r.steps.insert(later[0] if later else len(r.steps), added)


def _find(r: _Rewriting, step: Step, address: AnyPlace, old: Operation | None) -> int | None:
    """Where the operation stands, by its address, and by what it says when that is asserted."""
    there = [n for n, s in enumerate(r.steps) if s.address == address]
    at = step.written.at
    if not there:
        shown = ", ".join(dict.fromkeys(s.address.cite() for s in r.steps)) or None
        r.found.append(catalog.NO_SUCH_TARGET.at(at, what=address.cite(), expected=shown))
        return None
    if old is None and len(there) > 1:
        r.found.append(catalog.PROVISION_VAGUE.at(at, address=address.cite(), number=len(there)))
        return None
    fresh = next((r.steps[n] for n in there if r.steps[n] not in r.target.steps), None)
    if fresh is not None and (old is None or fresh.written.operation == old):
        related = (Related("câu kia ở đây", fresh.written.at),)
        r.found.append(catalog.CHANGED_TWICE.at(at, related=related, what=address.cite()))
        return None
    right = [n for n in there if old is None or r.steps[n].written.operation == old]
    if not right:
        _differs(r, step, address, r.steps[there[0]], old)
        return None
    other = r.touched.setdefault((address, r.steps[right[0]].written.operation), step.written)
    if other is not step.written:
        related = (Related("câu kia ở đây", other.at),)
        r.found.append(catalog.CHANGED_TWICE.at(at, related=related, what=address.cite()))
        return None
    return right[0]


def _differs(r: _Rewriting, step: Step, address: AnyPlace, actual: Step, old: Operation | None) -> None:
    message = "nội dung ghi ở đây"
    if actual.rewritten is not None:
        message = f"nội dung này do {actual.rewritten.cite()} đặt"
    told, asserted = _first_difference(actual.written.operation, old) if old is not None else ("", "")
    r.found.append(
        catalog.OLD_DIFFERS.at(
            step.written.at,
            what=address.cite(),
            actual=told,
            asserted=asserted,
            related=(Related(message, actual.written.at),),
        )
    )


def _first_difference(actual: Operation, asserted: Operation) -> tuple[str, str]:
    """The first line in which two operations differ, as each has it."""
    lines = [_lines(op) for op in (actual, asserted)]
    pairs = zip_longest(*lines)
    a, b = next((pair for pair in pairs if pair[0] != pair[1]), (lines[0][0], lines[1][0]))
    return tuple("trống" if line is None else f"“{line}”" for line in (a, b))  # type: ignore[return-value]


def _lines(operation: Operation) -> list[str]:
    """An operation line by line, its rows too, without comments."""
    rows = operation.rows if isinstance(operation, WithRows) else ()
    below = [line for row in rows for line in row_lines(row, ())]
    return [line.strip() for line in (*words.every_line(operation), *below) if not line.lstrip().startswith("#")]


def _header(r: _Rewriting, step: Step, op: ChangeSentence) -> None:
    actual = r.target.force if op.slot is Slot.IN_FORCE else r.target.governs
    if actual != op.old.value:
        told = say(op.slot, actual) if actual is not None else "trống"
        place = r.target.amendment.place("in_force" if op.slot is Slot.IN_FORCE else "governs")
        r.found.append(
            catalog.OLD_DIFFERS.at(
                step.written.at,
                what="câu này",
                actual=f"“{told}”",
                asserted=f"“{say(op.slot, op.old.value)}”",
                related=(Related("câu ghi ở đây", place),),
            )
        )
    elif op.slot is Slot.IN_FORCE:
        r.force = op.new.value
    else:
        r.governs = op.new.value


def _key(address: Address) -> tuple[tuple[int, str], ...]:
    parts = (address.article, address.clause, address.point)
    return tuple((int("".join(c for c in p if c.isdigit()) or 0), p) if p else (0, "") for p in parts)
