"""Check the facts of a sheet against their declarations: bounds, evidence, who may give them, why they were changed."""

import datetime
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import assert_never

from cchc_rules.checks.sheet.nodes_by_code import Frame
from cchc_rules.diagnostics import Diagnostic, catalog
from cchc_rules.meaning.amount import Amount
from cchc_rules.meaning.due_days import due_day
from cchc_rules.meaning.facts_of_sheet import facts_at
from cchc_rules.meaning.situation import Situation
from cchc_rules.model.calendar import DayKind, days_of
from cchc_rules.model.condition import expressions_of
from cchc_rules.model.dates import date
from cchc_rules.model.expression import Days, DaysLate, fact_names, walk
from cchc_rules.model.fact import FactDeclaration, FactType, NotArisen, Supplier, this_year
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rule import conditions_in, expressions_in
from cchc_rules.model.sheet import FactEntry, Sheet
from cchc_rules.model.stages import OF_THE_UNIT, Lineup, Power, Stage
from cchc_rules.source import fold_name

_MANY = 4


def giving_stages(lineup: Lineup, supplier: Supplier) -> tuple[Stage, ...]:
    """The stages that may state a fact of this supplier, the one that states it first before those that correct it."""
    match supplier:
        case Supplier.UNIT:
            return (Stage.SELF, *lineup.later)
        case Supplier.COUNCIL | Supplier.FOLLOWER:
            return (lineup.council, *(s for s in lineup.later if s != lineup.council))
        case Supplier.SURVEY:
            return (Stage.SURVEY, *lineup.later)
        case _:
            assert_never(supplier)


def check_sheet_facts(frame: Frame, sheet: Sheet) -> Iterator[Diagnostic]:
    """L624 to L628 on every fact that is declared."""
    for entry in sheet.facts:
        declared = frame.facts.get(fold_name(this_year(entry.name)))
        if declared is None:
            continue
        beyond = _beyond_stage(frame, entry)
        if beyond is not None:
            yield beyond
            continue
        if entry.copied:
            yield from _change(sheet, entry)
            continue
        if declared.formula is not None:
            inputs = ", ".join(f"[{n}]" for n in fact_names(declared.formula))
            yield catalog.FACT_COMPUTED.at(entry.at, name=entry.name, inputs=inputs)
            continue
        yield from _source(frame, declared, entry)
        # For a number without its % sign, or with one too many, only that is reported.
        typed = entry.percent is (declared.type is FactType.PERCENT)
        if isinstance(entry.value, Fraction) and typed and fold_name(declared.name) in frame.facts_of_rules:
            yield from _bounds(frame, sheet, declared, entry, entry.value)
        yield from _change(sheet, entry)
        if isinstance(entry.value, datetime.date):
            yield from _days_off(frame, sheet, entry, entry.value)


def rows_prove_their_facts(frame: Frame, sheet: Sheet) -> Iterator[Diagnostic]:
    """P511: of a row that asks for evidence, the unit reported facts, and gave evidence with none of them."""
    for node, read in frame.proved_by_facts:
        c = node.criterion
        own = [f for f in sheet.facts if f.stage is Stage.SELF and f.value is not None and fold_name(f.name) in read]
        entered = next((e for r in sheet.rows if r.code == c.code for e in r.entries if e.stage is Stage.SELF), None)
        proved = any(f.evidence for f in own) or (entered is not None and bool(entered.evidence))
        if own and not proved and entered is None:
            yield catalog.ROW_NO_EVIDENCE.at(own[0].at, what="số liệu", code=c.code, documents=node.evidence or "")


def _beyond_stage(frame: Frame, entry: FactEntry) -> Diagnostic | None:
    """P422, P455: a stage that the rubric has not, or that has no power over figures."""
    if entry.stage not in frame.lineup.order:
        return catalog.STAGE_ABSENT.at(entry.at, stage=entry.stage.value)
    if entry.value is not None and frame.lineup.power(entry.stage) is Power.COMMENT:
        return catalog.ONLY_COMMENTS.at(entry.at, stage=entry.stage.value)
    return None


def _days_off(frame: Frame, sheet: Sheet, entry: FactEntry, sent: datetime.date) -> Iterator[Diagnostic]:
    """L641: working days late are counted over years of which no day off is known; L634 where none is at all."""
    off = days_of(frame.rubric.provisions.calendar, DayKind.OFF)
    if not off:
        return
    counted = (e for e in _counted_days(frame) if e.days is Days.WORKING and fold_name(e.fact) == fold_name(entry.name))
    around = Situation(facts_at(sheet, sheet.lineup.seen_by(entry.stage)), {}, year=sheet.header.year)
    for due in dict.fromkeys(due_day(e.due, around, moves=False).told for e in counted):
        if due is None:
            continue
        listed = {d.year for d in off}
        missing = [y for y in range(due.year, sent.year + 1) if y not in listed and _may_lack_days(y, due, sent)]
        if missing:
            years = ", ".join(map(str, missing)) if len(missing) < _MANY else f"{missing[0]} đến {missing[-1]}"
            yield catalog.DAYS_OFF_UNLISTED.at(
                entry.place, name=entry.name, due=date(due), sent=date(sent), years=years
            )


def _may_lack_days(year: int, due: datetime.date, sent: datetime.date) -> bool:
    """Whether a public holiday may lie after the due day, up to the day sent, within a year.

    By law they are from 01/01 to 01/05, by Tết and Giỗ Tổ, around 02/09, and on 24/11: autumn has few.
    """
    if due.year < year < sent.year:
        return True
    first = max(due + datetime.timedelta(days=1), datetime.date(year, 1, 1))
    last = min(sent, datetime.date(year, 12, 31))
    days = ((d.month, d.day) for d in (first + datetime.timedelta(days=n) for n in range((last - first).days + 1)))
    return any(day <= (5, 1) or (9, 1) <= day <= (9, 3) or day == (11, 24) for day in days)


def _counted_days(frame: Frame) -> Iterator[DaysLate]:
    """Every count of days late, in rules and in formulas."""
    rules = [n.criterion.rule.value for n in frame.nodes.values() if n.criterion.rule is not None]
    formulas = [f.formula for f in frame.facts.values() if f.formula is not None]
    compared = [e for r in rules for c in conditions_in(r.method) for e in expressions_of(c)]
    for e in (*(e for r in rules for e in expressions_in(r.method)), *compared, *formulas):
        yield from (part for part in walk(e) if isinstance(part, DaysLate))


def _source(frame: Frame, declared: FactDeclaration, entry: FactEntry) -> Iterator[Diagnostic]:
    giving = giving_stages(frame.lineup, declared.supplier) if declared.supplier is not None else (entry.stage,)
    if declared.supplier is not None and entry.stage not in giving:
        by, right = declared.supplier.value, f"“{giving[0].value}”"
        yield catalog.FACT_WRONG_STAGE.at(entry.at, name=entry.name, supplier=by, stage=entry.stage.value, right=right)
    wanted = declared.evidence and entry.stage is Stage.SELF and entry.value is not None
    if wanted and not entry.evidence:
        yield catalog.FACT_NO_EVIDENCE.at(entry.at, name=entry.name)


def _bounds(
    frame: Frame, sheet: Sheet, declared: FactDeclaration, entry: FactEntry, value: Fraction
) -> Iterator[Diagnostic]:
    limits = _limits(frame.facts, sheet, entry)
    if _outside(value, limits):
        percent = declared.type is FactType.PERCENT
        shown, bounds = _shown(value, percent), _range(limits, percent)
        yield catalog.FACT_OUT_OF_BOUNDS.at(entry.place, name=entry.name, value=shown, bounds=bounds)


def within_bounds(declared: Mapping[str, FactDeclaration], sheet: Sheet, fact: FactDeclaration) -> bool:
    """Whether every entry for a fact lies where its declaration, and what the same stage sees, allow it to."""
    entries = [e for e in sheet.facts if fold_name(e.name) == fold_name(fact.name) and isinstance(e.value, Fraction)]
    return not any(_outside(e.value, _limits(declared, sheet, e)) for e in entries if isinstance(e.value, Fraction))


def _limits(declared: Mapping[str, FactDeclaration], sheet: Sheet, entry: FactEntry) -> Amount:
    return Situation(facts_at(sheet, sheet.lineup.seen_by(entry.stage)), declared).bounds(entry.name)


def _outside(value: Fraction, limits: Amount) -> bool:
    return (limits.low is not None and value < limits.low) or (limits.high is not None and value > limits.high)


def _range(limits: Amount, percent: bool) -> str:
    low = f"từ {_shown(limits.low, percent)}" if limits.low is not None else ""
    if limits.high is None:
        return f"{low} trở lên"
    return f"{low} đến {_shown(limits.high, percent)}".strip()


def _shown(value: Fraction, percent: bool) -> str:
    return f"{vietnamese(value * 100)}%" if percent else vietnamese(value)


def _change(sheet: Sheet, entry: FactEntry) -> Iterator[Diagnostic]:
    if entry.stage in OF_THE_UNIT or entry.reason or entry.value is None:
        return
    before = facts_at(sheet, sheet.lineup.seen_by(entry.stage)[:-1]).get(fold_name(entry.name))
    if before is not None and not isinstance(before, NotArisen) and before != entry.value:
        yield catalog.FACT_CHANGE_NO_REASON.at(entry.place, stage=entry.stage.value, name=entry.name)
