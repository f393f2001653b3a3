"""Which instruments are in force, in what order, and with what text once they have amended one another."""

import datetime
import re
from collections.abc import Iterable, Sequence
from enum import Enum

from attrs import field

from cchc_rules.amend.applying.amended_instruments import rewrite
from cchc_rules.amend.applying.parts import parts_for
from cchc_rules.amend.applying.session import Effective, Step
from cchc_rules.amend.applying.transitions import spared
from cchc_rules.diagnostics import Diagnostic, Related, catalog, nearest
from cchc_rules.frozen import define, frozen
from cchc_rules.model.amendments.amendment import Amendment
from cchc_rules.model.amendments.operation import ChangeId
from cchc_rules.model.dates import date
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.sheet import Header


class Why(Enum):
    """Why an instrument was not applied."""

    NOT_YET_IN_FORCE = "chưa có hiệu lực"
    NOT_YET_GOVERNING = "chưa áp dụng cho kỳ đánh giá này"
    FAILED = "có lỗi, không áp dụng"
    DEPENDS = "dựa trên một văn bản có lỗi, chưa xét"
    TRANSITIONAL = "đơn vị theo quy định trước khi sửa đổi"
    ON_AMENDMENT = "đã đưa vào văn bản mà nó sửa đổi"


@frozen
class Skipped:
    """An instrument that was not applied to the rubric itself, and why; `part` is the part of it that was not."""

    amendment: Amendment
    why: Why
    part: Effective | None = None


@frozen
class Selection:
    """The instruments to apply to the rubric, in order, those left out, and what was wrong with their headers."""

    effective: tuple[Effective, ...]
    skipped: tuple[Skipped, ...]
    diagnostics: tuple[Diagnostic, ...]


@define
class _Work:
    rubric: Rubric
    amendments: Sequence[Amendment]
    as_of: datetime.date | None
    year: int | None
    unit: Header | None
    found: list[Diagnostic] = field(factory=list)
    skipped: list[Skipped] = field(factory=list)
    done: dict[str, Effective] = field(factory=dict)
    failed: set[str] = field(factory=set)


def select(
    rubric: Rubric,
    amendments: Sequence[Amendment],
    as_of: datetime.date | None,
    year: int | None,
    unit: Header | None = None,
) -> Selection:
    """Those in force on `as_of` that govern `year` (None: all), by force, signing day and number, part by part.

    What transitional clauses leave as it was for the `unit` in that year is not among them.
    """
    work = _Work(rubric, _unique(amendments), as_of, year, unit)
    if len(work.amendments) < len(amendments):
        _report_twins(work, amendments)
    of_rubric = {*rubric.names, *(op.new for a in amendments for op in a.operations() if isinstance(op, ChangeId))}
    known = {a.id: a for a in work.amendments}
    direct: list[Effective] = []
    for a in work.amendments:
        if of_rubric & {*a.targets}:
            direct.append(_effective(work, a))
        elif not known.keys() & {*a.targets}:
            _wrong_target(work, a, known)
        elif circle := _circle_of(a, known):
            work.found.append(catalog.AMENDS_ITSELF.at(a.place("amends"), ids=", ".join(sorted(circle))))
            work.skipped.append(Skipped(a, Why.FAILED))
    work.skipped += [Skipped(e.amendment, Why.FAILED) for e in direct if e.amendment.id in work.failed]
    standing = (part for e in direct if e.amendment.id not in work.failed for part in parts_for(e, of_rubric))
    chosen = [left for part in standing if (left := _chosen(work, part)) is not None]
    return Selection(tuple(sorted(chosen, key=_order)), tuple(work.skipped), tuple(work.found))


def _effective(work: _Work, a: Amendment) -> Effective:
    """An instrument as those amending it have left it."""
    if a.id in work.done:
        return work.done[a.id]
    steps = tuple(Step(address, written) for address, written in a.written())
    e = Effective(a, _force(work, a), a.governs, steps)
    work.done[a.id] = e
    # A chain of instruments is as short as people make it; circles were refused before.
    amending = [b for b in work.amendments if a.id in b.targets and b.id != a.id]
    _check_signing(work, a)
    for part in sorted((part for b in amending for part in parts_for(_effective(work, b), (a.id,))), key=_order):
        other = _chosen(work, part) if part.amendment.id not in work.failed else None
        if other is None:
            continue
        rewritten, found = rewrite(e, other)
        work.found += found
        work.skipped.append(Skipped(other.amendment, Why.FAILED if found else Why.ON_AMENDMENT, other))
        e = e if found else rewritten
    work.done[a.id] = e
    return e


def _force(work: _Work, a: Amendment) -> datetime.date:
    """The day of effect; an erratum has that of the text it corrects."""
    own = a.force_day()
    if own is not None:
        return own
    corrected = next((b for b in work.amendments if b.id in a.targets and b.id != a.id and not b.erratum), None)
    if corrected is not None:
        return corrected.force_day() or corrected.signed
    p = work.rubric.provisions
    if p.in_force is not None:
        return p.in_force.value
    signed = p.instrument.value.date if p.instrument is not None else None
    return signed or datetime.date.min


def _chosen(work: _Work, e: Effective) -> Effective | None:
    """What of the instrument counts for the day, the year and the unit asked for; errata always do."""
    if e.amendment.erratum:
        return e
    if work.as_of is not None and e.force > work.as_of:
        work.skipped.append(Skipped(e.amendment, Why.NOT_YET_IN_FORCE, e))
        return None
    if work.year is not None and e.governs is not None and e.governs > work.year:
        work.skipped.append(Skipped(e.amendment, Why.NOT_YET_GOVERNING, e))
        return None
    if work.year is None or work.unit is None or not e.amendment.transitions:
        return e
    left, kept = spared(e, work.unit, work.year)
    if kept is not None:
        work.skipped.append(Skipped(e.amendment, Why.TRANSITIONAL, kept))
    return left


def _order(e: Effective) -> tuple[object, ...]:
    a = e.amendment
    return e.force, not a.erratum, a.signed, _natural(a.instrument.number), a.id, e.governs or 0


def _natural(number: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(digits or 0), rest) for digits, rest in re.findall(r"(\d{0,15})(\D*)", number))


def concerning(name: str, amendments: Sequence[Amendment]) -> tuple[Amendment, ...]:
    """Those that amend the text `name`, an instrument that amends it, or what it was renamed to, in the given order."""
    names, before = {name}, 0
    while len(names) > before:
        before = len(names)
        for a in (a for a in amendments if names & {*a.targets}):
            names |= {a.id, *(op.new for op in a.operations() if isinstance(op, ChangeId))}
    return tuple(a for a in amendments if names & {*a.targets})


# ---- headers that cannot be


def _unique(amendments: Iterable[Amendment]) -> tuple[Amendment, ...]:
    return tuple({a.id: a for a in reversed(tuple(amendments))}.values())[::-1]


def _report_twins(work: _Work, amendments: Sequence[Amendment]) -> None:
    first: dict[str, Amendment] = {}
    for a in amendments:
        other = first.setdefault(a.id, a)
        if other is not a:
            related = (Related("văn bản kia", other.at),)
            work.found.append(catalog.AMENDMENT_TWICE.at(a.at, id=a.id, related=related))
            work.skipped.append(Skipped(a, Why.FAILED))


def _wrong_target(work: _Work, a: Amendment, known: dict[str, Amendment]) -> None:
    near = nearest(a.amends, [*work.rubric.names, *known])
    told = ", ".join(a.targets)
    place = a.place("corrects" if a.erratum else "amends")
    work.found.append(catalog.WRONG_TARGET.at(place, target=told, given=work.rubric.id, expected=near))
    work.skipped.append(Skipped(a, Why.FAILED))


def _circle_of(a: Amendment, known: dict[str, Amendment]) -> set[str]:
    """The instruments that amend one another round to one of them; empty when they do not."""
    seen, waiting = set[str](), [a.id]
    while waiting:
        targets = [t for t in known[waiting.pop()].targets if t in known]
        if a.id in targets:
            return seen | {a.id}
        waiting += [t for t in targets if t not in seen]
        seen |= {*targets}
    return set()


def _check_signing(work: _Work, a: Amendment) -> None:
    """Nothing amends a text signed later."""
    base = work.rubric.provisions.instrument
    other = next((b.instrument for b in work.amendments if b.id in a.targets), base.value if base else None)
    if other is not None and other.date is not None and a.signed < other.date and a.instrument.date is not None:
        signed = date(a.signed)
        kind = catalog.SIGNED_BEFORE_TARGET
        work.found.append(kind.at(a.place("governing"), signed=signed, target=other.cite(annex=False)))
        work.failed.add(a.id)
