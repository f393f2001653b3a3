"""Bands, gates and consequences over columns, open while what they depend on is (evaluate.decisions, .rating)."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import assert_never

from cchc_rules.columns.amounts import Amounts
from cchc_rules.columns.conditions import NEVER, SURE, Ratio, Tri, both, either, meets, negated, within
from cchc_rules.columns.rows import Setting
from cchc_rules.columns.totals import IndexColumns
from cchc_rules.columns.typed import (
    FALSE,
    TRUE,
    ZERO,
    Const,
    Number,
    Truth,
    at_most,
    counted,
    equal,
    every,
    less,
    minus,
    opposite,
    some,
    sum_of,
    times,
)
from cchc_rules.frozen import frozen
from cchc_rules.model.citation import Stated
from cchc_rules.model.code import Code
from cchc_rules.model.condition import FactCompared, FactEquals, FactIs, FactWithin, UnitIs, UnitKindIs
from cchc_rules.model.interval import Interval
from cchc_rules.model.result_condition import (
    ResultAll,
    ResultAny,
    ResultAtom,
    ResultCondition,
    ResultNot,
    RowEquals,
    RowWithin,
)
from cchc_rules.model.rubric import (
    Band,
    Consequence,
    Disqualifier,
    FieldsWithin,
    FieldWithin,
    IndexWithin,
    Measure,
    Trigger,
)
from cchc_rules.source import fold_name


@frozen
class Judged:
    """What ratings look at: the index, fields, rows by code, and the points that are rated over `parts` of a unit."""

    index: IndexColumns
    fields: tuple[tuple[Code, IndexColumns], ...]
    rows: Mapping[Code, tuple[Amounts, bool]]
    points: tuple[Number, Number]
    parts: Number


@frozen
class RatingColumns:
    """Which bands are possible, whether the unit has none, and what each gate and consequence came to."""

    possible: tuple[Truth, ...]
    unrated: Tri
    gates: tuple[Tri, ...]
    consequences: tuple[Tri, ...]


def rating_columns(
    bands: Sequence[Stated[Band]],
    gates: Sequence[Stated[Disqualifier]],
    consequences: Sequence[Stated[Consequence]],
    judged: Judged,
    setting: Setting,
) -> RatingColumns:
    """The rating of a result."""
    meant = _meant(bands, setting)
    draft = setting.draft
    reached = (every((m, _reached(b.value, judged, setting))) for b, m in zip(bands, meant, strict=True))
    now = [draft.truth(f"band {i} by points", t) for i, t in enumerate(reached)]
    none: Truth = FALSE
    ended: list[Truth] = []
    may_end: list[Truth] = []
    found: list[Tri] = []
    for at, stated in enumerate(gates):
        gate = _gate(stated.value, judged, setting)
        gate = Tri(draft.truth(f"gate {at}", gate.sure), draft.truth(f"gate {at} may", gate.possible))
        found.append(gate)
        now, none = _lowered(now, none, gate, stated.value, bands)
        now = [draft.truth(f"band {i} after gate {at}", t) for i, t in enumerate(now)]
        none = draft.truth(f"no band after gate {at}", none)
        if stated.value.result is None:
            ended.append(gate.sure)
            may_end.append(gate.open)
    over = some(ended)
    possible = tuple(draft.truth(f"band {i} possible", every((t, opposite(over)))) for i, t in enumerate(now))
    maybe = some((over, every((none, some(may_end)))))
    told = tuple(either([_trigger(t, judged) for t in c.value.triggers]) for c in consequences)
    return RatingColumns(possible, Tri(over, maybe), tuple(found), told)


def _meant(bands: Sequence[Stated[Band]], setting: Setting) -> list[Truth]:
    """Bands of the first scope that holds; while one is not known, those of the next as well. Unscoped ones last."""
    reach: Truth = TRUE
    by_scope: dict[object, Truth] = {}
    for scope in dict.fromkeys(b.value.scope for b in bands if b.value.scope is not None):
        truth = setting.holds(scope)
        by_scope[scope] = every((reach, truth.possible))
        reach = every((reach, opposite(truth.sure)))
    return [by_scope[b.value.scope] if b.value.scope is not None else reach for b in bands]


def _reached(band: Band, judged: Judged, setting: Setting) -> Truth:
    index = judged.index
    if band.measure is Measure.POINTS:
        of = times(judged.parts, Const(setting.contract.scale))
        reached = meets((judged.points[0], of), (judged.points[1], of), band.interval)
    else:
        reached = meets(index.low, index.high, band.interval)
    return every((index.there, reached))


# ---- gates


def _gate(d: Disqualifier, judged: Judged, setting: Setting) -> Tri:
    """Whether a condition holds of a unit for which it is meant."""
    scope = setting.holds(d.scope) if d.scope is not None else SURE
    return both([scope, _truth(d.condition, judged, setting)])


def _lowered(
    now: Sequence[Truth], none: Truth, gate: Tri, d: Disqualifier, bands: Sequence[Stated[Band]]
) -> tuple[list[Truth], Truth]:
    """The outcomes after a gate: those lowered where it holds, both while it may."""
    target = [_target(b, d, bands) for b in bands]
    moved = [some(t for t, to in zip(now, target, strict=True) if to == i) for i in range(len(bands))]
    # Where there was no outcome at all, there is now that of having none.
    fallen = some((none, opposite(some(now)), *(t for t, to in zip(now, target, strict=True) if to is None)))
    after = [
        some((every((t, opposite(gate.sure))), every((m, gate.possible)))) for t, m in zip(now, moved, strict=True)
    ]
    return after, some((every((none, opposite(gate.sure))), every((fallen, gate.possible))))


def _target(band: Stated[Band], d: Disqualifier, bands: Sequence[Stated[Band]]) -> int | None:
    """Where a condition puts a band: the named one of its scope in place of a better one."""
    if d.result is None:
        return None
    same = (b for b in bands if b.value.scope == band.value.scope and fold_name(b.value.name) == fold_name(d.result))
    named = next(same, band)
    return list(bands).index(min((named, band), key=band_low))


def band_low(band: Stated[Band]) -> tuple[bool, Fraction]:
    """Where a band begins, for their order."""
    low = band.value.interval.low
    return (low is not None, low or Fraction(0))


def _truth(c: ResultCondition, judged: Judged, setting: Setting) -> Tri:
    if isinstance(c, ResultAtom):
        return _atom(c, judged, setting)
    match c:
        case ResultNot(part):
            return negated(_truth(part, judged, setting))
        case ResultAll(parts):
            return both([_truth(p, judged, setting) for p in parts])
        case ResultAny(parts):
            return either([_truth(p, judged, setting) for p in parts])
        case _:
            assert_never(c)


def _atom(atom: ResultAtom, judged: Judged, setting: Setting) -> Tri:
    match atom:
        case RowWithin(code, interval, percent):
            return _row(code, interval, percent, judged, setting)
        case RowEquals(code, points):
            return _row(code, Interval(points, points, high_closed=True), False, judged, setting)
        case IndexWithin() | FieldsWithin() | FieldWithin():
            return _trigger(atom, judged)
        case UnitKindIs() | UnitIs() | FactIs() | FactWithin() | FactEquals() | FactCompared():
            return setting.holds(atom)
        case _:
            assert_never(atom)


def _row(code: Code, interval: Interval, percent: bool, judged: Judged, setting: Setting) -> Tri:
    """The points of a row, or their share of what of it applies; never of one that does not apply."""
    if code not in judged.rows:
        return NEVER
    a, deducts = judged.rows[code]
    low, high = a.achieved, sum_of((a.achieved, a.pending))
    if deducts:
        whole = a.applicable if percent else Const(a.most)
        low, high = minus(whole, high), minus(whole, low)
    of = a.applicable if percent else Const(setting.contract.scale)
    there = less(ZERO, a.applicable)
    may = every((there, meets((low, of), (high, of), interval)))
    may_leave = every((less(ZERO, a.pending), equal(a.pending, a.applicable)))
    sure = every((there, within(low, of, interval), within(high, of, interval), opposite(may_leave)))
    return Tri(sure, may)


# ---- the index and fields


def _trigger(trigger: Trigger, judged: Judged) -> Tri:
    match trigger:
        case IndexWithin(interval):
            return _index_within(interval, judged.index)
        case FieldWithin(code, interval):
            return next((_index_within(interval, i) for c, i in judged.fields if c == code), NEVER)
        case FieldsWithin(least, interval):
            held = [_index_within(interval, i) for _, i in judged.fields]
            return Tri(
                *(at_most(Const(least), counted(ts)) for ts in ([h.sure for h in held], [h.possible for h in held]))
            )
        case _:
            assert_never(trigger)


def _index_within(interval: Interval, index: IndexColumns) -> Tri:
    may = every((index.there, meets(index.low, index.high, interval)))
    return Tri(every((may, _inside(index.low, interval), _inside(index.high, interval))), may)


def _inside(ratio: Ratio, interval: Interval) -> Truth:
    return within(ratio[0], ratio[1], interval)
