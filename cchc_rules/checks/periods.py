"""Check an assessment period: its register in itself, then each part held against the rubric it names."""

from collections.abc import Iterator, Sequence

from cchc_rules.diagnostics import Diagnostic, Related, catalog, nearest
from cchc_rules.meaning.period_days import due_of, rubric_in_period
from cchc_rules.meaning.units import absorbed
from cchc_rules.model.citation import Stated
from cchc_rules.model.dates import date
from cchc_rules.model.period.period import Period, PeriodTable, RegisteredUnit, header_of
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.stages import Stage
from cchc_rules.source import Span, fold_name, near_pairs, same_unit, unit_key
from cchc_rules.writing.layout import quote

_TABLE = "BỘ TIÊU CHÍ 2019/bang-1"
_UNIT = 'LOẠI ĐƠN VỊ "…", dưới đó mỗi đơn vị một dòng'


def check_period(period: Period) -> Iterator[Diagnostic]:
    """What is wrong with a period in itself."""
    if not period.tables:
        yield catalog.PERIOD_INCOMPLETE.at(period.at, what="bộ tiêu chí nào", example=_TABLE)
    for table in period.tables:
        if not table.assessed:
            yield catalog.PERIOD_INCOMPLETE.at(table.at, what="đơn vị nào được đánh giá ở đây", example=_UNIT)
        for _, unit in table.registered():
            yield from _unit(period, unit)
        yield from _basis_of_extensions(table)
        yield from _named(table)
        yield from _merged(period, table)
    yield from _near(period)


def _unit(period: Period, unit: RegisteredUnit) -> Iterator[Diagnostic]:
    if unit.because is None and (unit.excepted or unit.partly is not None):
        what = "không đánh giá" if unit.excepted else "chỉ được đánh giá một phần của năm"
        yield catalog.PERIOD_NO_REASON.at(unit.at, unit=unit.name, what=what)
    if unit.partly is not None:
        yield from _partly(period, unit)
    if unit.formerly is not None:
        if unit.basis is None:
            yield catalog.PERIOD_NO_BASIS.at(unit.at, what="tên trước đây")
        if unit.formerly.since.year > period.year:
            since = date(unit.formerly.since)
            yield catalog.FORMER_TOO_LATE.at(unit.at, unit=unit.name, since=since, year=period.year)


def _partly(period: Period, unit: RegisteredUnit) -> Iterator[Diagnostic]:
    assert unit.partly is not None
    first, last = unit.partly.first, unit.partly.last
    why = ""
    if last is not None and last < first:
        why = "ngày cuối trước ngày đầu"
    elif {first.year, (last or first).year} != {period.year}:
        why = f"từ {date(first)}" + (f" đến {date(last)}" if last is not None else "")
    if why:
        yield catalog.PARTLY_OUTSIDE.at(unit.at, year=period.year, why=why)


def _basis_of_extensions(table: PeriodTable) -> Iterator[Diagnostic]:
    for stated in table.extensions:
        if stated.basis is None:
            yield catalog.PERIOD_NO_BASIS.at(stated.at, what="gia hạn")


def _named(table: PeriodTable) -> Iterator[Diagnostic]:
    """N005: a sentence names a unit that is not assessed by this rubric."""
    names = [unit.name for unit in table.assessed]
    every = [(s.at, name) for s in table.extensions for name in s.value.units]
    every += [(s.at, name) for s in table.chosen for name in s.value.units]
    for at, name in every:
        if not any(same_unit(name, n) for n in names):
            near = nearest(name, names)
            yield catalog.NOT_IN_REGISTER.at(at, unit=name, hint=f"; ý bạn là “{near}”?" if near else "")


def _merged(period: Period, table: PeriodTable) -> Iterator[Diagnostic]:
    """N017: a unit and the one that took in the whole of it are both assessed."""
    every = [(kind, u) for kind, u in table.registered() if not u.excepted]
    for i, former in absorbed([header_of(table, kind, u, period.year) for kind, u in every]):
        unit = every[i][1]
        yield catalog.FORMER_ASSESSED.at(unit.at, former=former, unit=unit.name)


def _near(period: Period) -> Iterator[Diagnostic]:
    """N004 on names of the register that could be one unit's."""
    first: dict[str, RegisteredUnit] = {}
    for table in period.tables:
        for _, unit in table.registered():
            first.setdefault(unit_key(unit.name), unit)
    for a, b in near_pairs(unit.name for unit in first.values()):
        one, other = first[unit_key(a)], first[unit_key(b)]
        if _denies(one, b) or _denies(other, a):
            continue
        remedy = f"nếu là một đơn vị, giữ một tên; nếu không, ghi “{quote(a)}, không phải {quote(b)}”"
        related = (Related(f"“{b}” ở đây", other.at),)
        yield catalog.REGISTERED_NEAR.at(one.at, related=related, unit=a, other=b, remedy=remedy)


def _denies(unit: RegisteredUnit, other: str) -> bool:
    return any(same_unit(other, denied) for denied in unit.other_units)


# ---- beside the rubric


def check_table(period: Period, table: PeriodTable, rubric: Rubric) -> Iterator[Diagnostic]:
    """What is wrong with a part of a period, given the rubric that it names."""
    yield from _kinds(table, rubric)
    yield from _stages(table, rubric)
    yield from _codes(table, rubric)
    yield from _extensions(period, table, rubric)


def _kinds(table: PeriodTable, rubric: Rubric) -> Iterator[Diagnostic]:
    subjects = rubric.provisions.subjects
    if subjects is None:
        return
    related = (Related("câu “đối tượng” của bộ tiêu chí", subjects.at),)
    known = {fold_name(kind) for kind in subjects.value.kinds}
    for of in table.kinds:
        if fold_name(of.kind) not in known:
            kinds = ", ".join(f"“{k}”" for k in subjects.value.kinds)
            at, name = of.at, rubric.id
            yield catalog.KIND_NOT_ASSESSED.at(at, related=related, rubric=name, kind=of.kind, kinds=kinds)
    for unit in table.assessed:
        if any(same_unit(unit.name, name) for name in subjects.value.excepted):
            yield catalog.EXCEPTED_BY_RUBRIC.at(unit.at, related=related, unit=unit.name, rubric=rubric.id)


def _stages(table: PeriodTable, rubric: Rubric) -> Iterator[Diagnostic]:
    order = rubric.provisions.lineup.acting
    named: list[tuple[Span | None, Stage]] = [(s.at, s.value.stage) for s in table.appraising]
    named += [(s.at, s.value.stage) for s in table.chosen]
    for at, stage in named:
        if stage not in order:
            stages = ", ".join(f"“{s.value}”" for s in order)
            yield catalog.STAGE_NOT_THERE.at(at, rubric=rubric.id, stage=stage.value, stages=stages)


def _codes(table: PeriodTable, rubric: Rubric) -> Iterator[Diagnostic]:
    known = {c.code for c in (*rubric.walk(), *rubric.bucket_rows())}
    for stated in table.appraising:
        for code in (c for share in stated.value.shares for c in share.codes if c not in known):
            yield catalog.CODE_NOT_THERE.at(stated.at, rubric=rubric.id, code=code)


def _extensions(period: Period, table: PeriodTable, rubric: Rubric) -> Iterator[Diagnostic]:
    held: Sequence[Stated[object]] = rubric.provisions.timetable
    for stated in table.extensions:
        due = due_of(rubric_in_period(rubric, period), stated.value.stage, period.year)
        if due is None:
            related = tuple(Related("TIẾN ĐỘ của bộ tiêu chí", s.at) for s in held[:1])
            yield catalog.EXTENSION_OF_NOTHING.at(stated.at, related=related, stage=stated.value.stage.value)
        elif stated.value.last <= (due.last or due.told):
            day = date(stated.value.last)
            related = (Related("hạn theo bộ tiêu chí", due.stated.at),)
            yield catalog.EXTENSION_EARLY.at(stated.at, related=related, day=day, due=date(due.last or due.told))
