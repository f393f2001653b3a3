"""The lines of rules: complete, without gap or overlap, each reachable, types and units in agreement."""

from collections.abc import Iterator, Sequence
from typing import assert_never

from cchc_rules.checks.moved_bounds import Placed, closing, parting
from cchc_rules.checks.rubric_conditions import Scope
from cchc_rules.checks.rules.bench import Bench
from cchc_rules.checks.rules.satisfiable import Verdict, judge, taken
from cchc_rules.checks.rules.step_changes import parts_of_steps_are_told
from cchc_rules.checks.rules.types import (
    PLAIN,
    Dimension,
    Mismatch,
    Sort,
    dimension,
    is_whole,
    not_points,
)
from cchc_rules.checks.words_and_places import narrow, near
from cchc_rules.diagnostics import Diagnostic, Related, catalog
from cchc_rules.diagnostics.mends import chosen
from cchc_rules.meaning.amount import Amount
from cchc_rules.meaning.expressions import work
from cchc_rules.model.citation import Stated
from cchc_rules.model.condition import AnyOf, Condition, UnitKindIs, fact_atoms
from cchc_rules.model.expression import Expression, OutOfMax, PartRef, TheRatio, walk
from cchc_rules.model.fact import FactType
from cchc_rules.model.interval import Interval, gaps_and_overlaps
from cchc_rules.model.rule import (
    AllOrNothing,
    ByCouncil,
    BySurvey,
    CaseRow,
    Cases,
    Combine,
    Formula,
    Levels,
    Limits,
    Method,
    Part,
    Parts,
    Scale,
    parts_of,
)
from cchc_rules.source import Span, fold_name
from cchc_rules.writing.expressions import expression
from cchc_rules.writing.rubric import interval, measure
from cchc_rules.writing.rules import head


def check_method(
    method: Method, at: Span | None, bench: Bench, above: frozenset[str] = frozenset()
) -> Iterator[Diagnostic]:
    """Findings on a method and its parts; `above` are parts stated before."""
    match method:
        case Formula():
            yield from _formula(method, at, bench, above | {p.value.name for p in method.parts})
        case Scale():
            yield from _scale(method, at, bench, above)
        case Levels():
            yield from _levels(method, at, bench, above)
        case Cases():
            yield from _cases(method, at, bench, above)
        case AllOrNothing(when):
            yield from _all_or_nothing(when, at, bench.scope)
        case Parts():
            yield from _parts(method, at, bench)
        case ByCouncil() | BySurvey():
            return
        case _:
            assert_never(method)
    seen = above
    for part in parts_of(method):
        yield from check_method(part.value.method, part.at, bench, seen)
        seen = seen | {part.value.name}


# ---- expressions in their places


def _points(
    e: Expression, at: Span | None, bench: Bench, ratio: Dimension | None, above: frozenset[str]
) -> Iterator[Diagnostic]:
    if isinstance(e, OutOfMax):
        return
    yield from _names(e, at, above, ratio is not None)
    for why in not_points(e, bench.declared, ratio):
        yield catalog.RULE_TYPE.at(at, what=why)
    yield from parts_of_steps_are_told(e, at, bench.declared)


def _names(e: Expression, at: Span | None, above: frozenset[str], has_ratio: bool) -> Iterator[Diagnostic]:
    for part in walk(e):
        if isinstance(part, PartRef) and part.name not in above:
            yield catalog.PART_UNKNOWN.at(narrow(at, f"phần {part.name}"), name=part.name)
        if isinstance(part, TheRatio) and not has_ratio:
            yield catalog.RATIO_LOOSE.at(at)


def _limits(limits: Limits, at: Span | None, bench: Bench, above: frozenset[str]) -> Iterator[Diagnostic]:
    for limit in (limits.low, limits.high):
        if limit is not None:
            yield from _points(limit, at, bench, None, above)


def _measured(
    e: Expression, at: Span | None, bench: Bench, above: frozenset[str]
) -> tuple[Dimension | None, list[Diagnostic]]:
    """The dimension of what a scale or a ratio measures, None where it is faulty, and the faults."""
    found = list(_names(e, at, above, False))
    told = dimension(e, bench.declared, None)
    if isinstance(told, Mismatch):
        return None, [*found, catalog.RULE_TYPE.at(at, what=told.why)]
    return told, found


def _formula(method: Formula, at: Span | None, bench: Bench, above: frozenset[str]) -> Iterator[Diagnostic]:
    ratio: Dimension | None = None
    if method.ratio is not None:
        ratio, found = _measured(method.ratio, at, bench, above)
        yield from found
        ratio = ratio or PLAIN
    yield from _points(method.body, at, bench, ratio, above)
    yield from _limits(method.limits, at, bench, above)


# ---- scales


def _scale(method: Scale, at: Span | None, bench: Bench, above: frozenset[str]) -> Iterator[Diagnostic]:
    told, found = _measured(method.value, at, bench, above)
    if not method.rows:
        yield from found
        yield catalog.RULE_NO_LINES.at(at, what=f"“{head(method)}”", example="từ 80%: 2 điểm")
        return
    for row in method.rows:
        yield from _points(row.value.points, row.at, bench, told or PLAIN, above)
        found += _bound_unit(method, told, row.value.percent, row.at)
    yield from found
    if not found:
        whole = is_whole(method.value, bench.declared)
        yield from _coverage(method, work(method.value, bench.nothing_known).range, whole)


def _bound_unit(method: Scale, told: Dimension | None, percent: bool, at: Span | None) -> Iterator[Diagnostic]:
    if told is None:
        return
    if told.sort is Sort.POINTS:
        yield catalog.RULE_TYPE.at(
            at, what=f"thang đo “{expression(method.value)}” là điểm; thang phải đo một số liệu hoặc tỷ lệ"
        )
    elif percent is not (told.sort is Sort.RATIO):
        right = "bằng %" if told.sort is Sort.RATIO else "bằng số, không có %"
        yield catalog.RULE_TYPE.at(
            at, what=f"“{expression(method.value)}” là {told.words()}, cận của thang phải viết {right}"
        )


def _coverage(method: Scale, value: Amount, whole: bool) -> Iterator[Diagnostic]:
    """Of values that are whole by nature, only whole numbers count: between 3 and 4 there is no gap."""
    rows = [(r, r.value.interval.among_whole_numbers() if whole else r.value.interval) for r in method.rows]
    unit = "%" if method.rows[0].value.percent else ""
    gaps, overlaps = gaps_and_overlaps([i for _, i in rows])
    for gap in gaps:
        if _touches(value, gap):
            beside = next((r for r, i in rows if _meets(i, gap)), method.rows[0])
            below = next((Placed(r.value.interval, r.at) for r, i in rows if i.ends_at(gap)), None)
            above = next((Placed(r.value.interval, r.at) for r, i in rows if gap.ends_at(i)), None)
            fixes = closing(gap, below, above, lambda i: interval(i, unit))
            yield catalog.SCALE_GAP.at(beside.at, interval=_range(gap, unit, whole), fixes=fixes)
    for overlap in overlaps:
        both = [r for r, i in rows if i.covers(overlap)]
        related = tuple(Related("chồng với dòng này", r.at) for r in both[:-1])
        placed = [Placed(r.value.interval, r.at) for r in both]
        fixes = parting(overlap, placed, lambda i: interval(i, unit))
        yield catalog.SCALE_OVERLAP.at(
            (both or list(method.rows))[-1].at, interval=_range(overlap, unit, whole), related=related, fixes=fixes
        )
    for row, within in rows:
        if within.empty or value.within(within) is False:
            why = f"“{expression(method.value)}” không thể có giá trị này"
            yield catalog.RULE_UNREACHABLE.at(row.at, why=why)


def _meets(interval: Interval, gap: Interval) -> bool:
    """Whether the gap begins where the interval ends; a gap open below ends where the interval begins."""
    return interval.low == gap.high if gap.low is None else interval.high == gap.low


def _touches(value: Amount, gap: Interval) -> bool:
    return value.within(gap) is not False


def _range(i: Interval, unit: str, whole: bool) -> str:
    if i.low is not None and i.high is not None and i.high - i.low == (1 if whole else 0):
        return f"chỉ gồm {measure(i.low, unit)}"
    return "mọi giá trị" if i.low is None and i.high is None else interval(i, unit)


# ---- levels


def _levels(method: Levels, at: Span | None, bench: Bench, above: frozenset[str]) -> Iterator[Diagnostic]:
    fact = bench.declared.get(fold_name(method.fact))
    for row in method.rows:
        yield from _points(row.value.points, row.at, bench, None, above)
    if fact is None:
        return
    if fact.type is not FactType.CHOICE:
        what = f"số liệu [{method.fact}] kiểu “{fact.type.value}”, “theo mức” cần kiểu lựa chọn"
        yield catalog.RULE_TYPE.at(at, what=what)
        return
    offered = {fold_name(c): c for c in fact.choices}
    seen: dict[str, Stated[object]] = {}
    for row in method.rows:
        key = fold_name(row.value.choice)
        if key not in offered:
            choices = ", ".join(f"“{c}”" for c in fact.choices)
            wrong = row.value.choice
            meant, taken = near(wrong, fact.choices), {fold_name(r.value.choice) for r in method.rows}
            left = [c for c in fact.choices if fold_name(c) not in taken]
            fixes = chosen(row.at, wrong, [meant] if meant else left)
            yield catalog.LEVEL_UNKNOWN.at(row.at, name=method.fact, choice=wrong, choices=choices, fixes=fixes)
        elif key in seen:
            related = (Related("dòng trước ở đây", seen[key].at),)
            yield catalog.RULE_UNREACHABLE.at(row.at, why="mức này đã có dòng ở trên", related=related)
        seen.setdefault(key, row)
    for key, choice in offered.items():
        if key not in seen:
            yield catalog.LEVEL_MISSING.at(at, name=method.fact, choice=choice)


# ---- cases


def _cases(method: Cases, at: Span | None, bench: Bench, above: frozenset[str]) -> Iterator[Diagnostic]:
    if not method.rows:
        example = "khi [có kế hoạch] là có: 2 điểm"
        yield catalog.RULE_NO_LINES.at(at, what="“theo trường hợp”", example=example)
        return
    for row in method.rows:
        yield from _points(row.value.points, row.at, bench, None, above)
    yield from _reachable(method.rows, bench.scope)
    conditions = [r.value.when for r in method.rows if r.value.when is not None]
    if (
        all(r.value.when is not None for r in method.rows)
        and judge(bench.scope, _any(conditions)) is not Verdict.ALWAYS
    ):
        yield catalog.CASES_OPEN.at(method.rows[-1].at)


def _all_or_nothing(when: Condition, at: Span | None, scope: Scope) -> Iterator[Diagnostic]:
    if judge(scope, when) is Verdict.NEVER:
        yield catalog.IMPOSSIBLE.at(at, why="điều kiện đạt không thể đúng, nên dòng này luôn được 0 điểm")


def _reachable(rows: Sequence[Stated[CaseRow] | Stated[Part]], scope: Scope) -> Iterator[Diagnostic]:
    conditions = [r.value.when for r in rows if r.value.when is not None]
    every, passed, closed = taken(scope, conditions), 0, False
    for row in rows:
        when = row.value.when
        if closed:
            yield catalog.RULE_UNREACHABLE.at(row.at, why="các dòng trên đã kể hết mọi trường hợp")
        elif when is not None and judge(scope, when) is Verdict.NEVER:
            strangers = _of_strangers(when, scope)
            why = "bộ tiêu chí không chấm loại đơn vị này" if strangers else "các phần của điều kiện loại trừ nhau"
            yield catalog.RULE_UNREACHABLE.at(row.at, why=why)
        elif when is not None and passed < every.told and passed not in every.firsts:
            yield catalog.RULE_UNREACHABLE.at(row.at, why="mọi trường hợp của dòng này đã thuộc dòng trên")
        elif when is None and 0 < passed <= every.told and every.last < passed:
            yield catalog.RULE_UNREACHABLE.at(row.at, why="các dòng trên đã kể hết mọi trường hợp")
        closed = closed or when is None
        passed += when is not None


def _of_strangers(when: Condition, scope: Scope) -> bool:
    kinds = (k for a in fact_atoms(when) if isinstance(a, UnitKindIs) for k in a.kinds)
    return scope.kinds is not None and any(fold_name(k) not in scope.kinds for k in kinds)


def _any(conditions: Sequence[Condition]) -> Condition:
    return conditions[0] if len(conditions) == 1 else AnyOf(tuple(conditions))


# ---- parts


def _parts(method: Parts, at: Span | None, bench: Bench) -> Iterator[Diagnostic]:
    if not method.parts:
        yield catalog.RULE_NO_LINES.at(at, what=f"“{method.how.value}”", example="phần a: 1 điểm × [số văn bản]")
        return
    every = frozenset(p.value.name for p in method.parts)
    yield from _limits(method.limits, at, bench, every)
    if method.how is not Combine.FIRST:
        return
    yield from _reachable(method.parts, bench.scope)
    conditions = [p.value.when for p in method.parts if p.value.when is not None]
    whole = len(conditions) < len(method.parts)
    if not whole and judge(bench.scope, _any(conditions)) is not Verdict.ALWAYS:
        fix = "thêm phần cuối không có điều kiện, như “phần c: 0 điểm”"
        yield catalog.CASES_OPEN.at(method.parts[-1].at, fix=fix)
