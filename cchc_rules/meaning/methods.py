"""Methods that choose a line (scales, levels, cases), and limits: worked out in a situation."""

from collections.abc import Iterable, Sequence

import attrs

from cchc_rules.meaning import amount as am
from cchc_rules.meaning.conditions import YES, Truth, judge
from cchc_rules.meaning.expressions import Worked, work
from cchc_rules.meaning.situation import Gap, Situation
from cchc_rules.meaning.trace import MethodTrace, RowTrace
from cchc_rules.model.fact import FactValue, NotArisen
from cchc_rules.model.rule import Cases, Levels, Limits, Scale
from cchc_rules.source import fold_name


def scale(method: Scale, s: Situation) -> MethodTrace:
    """The line whose interval holds the value."""
    value = work(method.value, s)
    if value.amount is None:
        trace = MethodTrace(method, None, value, gap=value.gap, may=value.may, missing=value.missing)
        return merged(trace, [value], [])
    rows: list[RowTrace] = []
    for row in method.rows:
        within = row.value.interval
        holds = value.amount.within(within)
        if holds is False:
            rows.append(RowTrace(row, False))
            continue
        inside = s.with_ratio(value.amount.meet(within.low, within.high))
        rows.append(RowTrace(row, holds, points=work(row.value.points, inside)))
    return merged(_chosen(MethodTrace(method, None, value, tuple(rows))), [value], [])


def levels(method: Levels, value: FactValue | None, s: Situation) -> MethodTrace:
    """The line of the choice reported."""
    if isinstance(value, NotArisen):
        return MethodTrace(method, None, gap=Gap.NOT_ARISEN)
    chosen = fold_name(value) if isinstance(value, str) else None
    rows: list[RowTrace] = []
    for row in method.rows:
        holds = None if chosen is None else fold_name(row.value.choice) == chosen
        rows.append(RowTrace(row, holds, points=work(row.value.points, s) if holds is not False else None))
    trace = _chosen(MethodTrace(method, None, rows=tuple(rows)))
    if value is not None:
        return trace
    missing = names(((method.fact,), trace.missing))
    return attrs.evolve(trace, missing=missing, may=trace.may | {Gap.NOT_ARISEN})


def cases(method: Cases, s: Situation) -> MethodTrace:
    """The first line whose condition holds."""
    rows: list[RowTrace] = []
    truths: list[Truth] = []
    over = False
    for row in method.rows:
        when = row.value.when
        if over:
            rows.append(RowTrace(row, False, looked_at=False))
            continue
        truth = judge(when, s) if when is not None else Truth(YES)
        truths.append(truth)
        if truth.gap is not None:
            broken = _broken_case(method, (*rows, RowTrace(row, None, truth.observed)), truth)
            return _seen_through(broken, truths)
        points = work(row.value.points, s) if truth.holds is not False else None
        rows.append(RowTrace(row, truth.holds, truth.observed, points, answered=not truth.may))
        over = truth.holds is True
    trace = _chosen(MethodTrace(method, None, rows=tuple(rows)))
    return _seen_through(trace, truths)


def _seen_through(trace: MethodTrace, truths: Sequence[Truth]) -> MethodTrace:
    """What the conditions looked at may still change: gaps that may open, facts missing, bests of the year."""
    may = trace.may.union(*(t.may for t in truths))
    missing = names((trace.missing, *(t.missing for t in truths)))
    provisional = trace.provisional or any(t.provisional for t in truths)
    return attrs.evolve(trace, may=may, missing=missing, provisional=provisional)


def _broken_case(method: Cases, rows: tuple[RowTrace, ...], truth: Truth) -> MethodTrace:
    """A condition without a result: nothing below it can be decided, and lines above may still hold."""
    trace = MethodTrace(method, None, rows=rows, gap=truth.gap, may=truth.may, missing=truth.missing)
    open_rows = [r for r in rows if r.holds is None and r.points is not None]
    if not open_rows or truth.gap is None:
        return trace
    above = _chosen(attrs.evolve(trace, gap=None))
    return attrs.evolve(above, may=above.may | {truth.gap})


def _chosen(trace: MethodTrace) -> MethodTrace:
    """The amount that the lines which decide, or may, give."""
    possible = [r.points for r in trace.rows if r.points is not None and r.holds is not False]
    gaps = [p.gap for p in possible if p.gap is not None]
    amounts = [p.amount for p in possible if p.amount is not None]
    may = trace.may.union(*(p.may for p in possible))
    missing = names((trace.missing, *(p.missing for p in possible)))
    told = attrs.evolve(trace, missing=missing, provisional=any(p.provisional for p in possible))
    if not amounts:
        gap = gaps[0] if gaps else None
        return attrs.evolve(told, amount=None if gap else am.ANYTHING, gap=gap, may=may | set(gaps[1:]))
    return attrs.evolve(told, amount=am.hull(amounts), may=may | set(gaps))


def limited(trace: MethodTrace, limits: Limits, s: Situation) -> MethodTrace:
    """The amount kept inside the limits; those that cut it are noted. A limit without a result leaves none."""
    if trace.amount is None or (limits.low is None and limits.high is None):
        return trace
    low = work(limits.low, s) if limits.low is not None else None
    high = work(limits.high, s) if limits.high is not None else None
    both = [w for w in (low, high) if w is not None]
    gap = next((w.gap for w in (high, low) if w is not None and w.gap is not None), None)
    if gap is not None:
        return attrs.evolve(merged(trace, both, []), amount=None, gap=gap, low=low, high=high)
    amount = trace.amount
    if high is not None:
        amount = am.least((amount, high.range))
    capped = high if high is not None and amount != trace.amount else None
    before = amount
    if low is not None:
        amount = am.greatest((amount, low.range))
    floored = low if low is not None and amount != before else None
    return merged(attrs.evolve(trace, amount=amount, low=floored, high=capped), both, [])


def merged(trace: MethodTrace, worked: Sequence[Worked], inner: Sequence[MethodTrace]) -> MethodTrace:
    """The trace with what its parts lack: possible gaps, missing facts, whether it is provisional."""
    may = trace.may.union(*(w.may for w in worked), *(t.may for t in inner))
    missing = names((trace.missing, *(w.missing for w in worked), *(t.missing for t in inner)))
    provisional = trace.provisional or any(w.provisional for w in worked) or any(t.provisional for t in inner)
    if (may, missing, provisional) == (trace.may, trace.missing, trace.provisional):
        return trace
    return attrs.evolve(trace, may=may, missing=missing, provisional=provisional)


def names(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """All names, once each, in order."""
    return tuple(dict.fromkeys(n for group in groups for n in group))
