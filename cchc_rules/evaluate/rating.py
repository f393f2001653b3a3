"""Index, band and consequences from ledgers: exact ratios, three-valued while points are pending."""

from collections.abc import Sequence
from fractions import Fraction
from typing import assert_never

from cchc_rules.model.citation import Stated
from cchc_rules.model.code import Code
from cchc_rules.model.interval import Interval
from cchc_rules.model.rubric import Band, Consequence, FieldsWithin, FieldWithin, IndexWithin, Measure, Trigger
from cchc_rules.results.final import Final
from cchc_rules.results.ledger import Ledger, points_of
from cchc_rules.results.scorecard import ConsequenceResult, Index, Threshold, TriggerResult


def index_of(units: Sequence[int], scale: int) -> Index | None:
    """Achieved over applicable maximum with its bounds, from amounts as NodeScore has them; None when nothing applies.

    A pending row may end anywhere in 0…max or leave the maximum; as achieved ≤ maximum, no such end lies
    outside the bounds taken here with the row kept in the denominator.
    """
    achieved, lost, _, pending, *_ = units
    base = achieved + lost + pending
    if base <= 0:
        return None
    low = Fraction(achieved, base)
    high = Fraction(achieved + pending, base) if pending else low
    return Index(points_of(achieved, scale), points_of(base, scale), low, high)


def thresholds_for(
    possible: Sequence[Stated[Band]], index: Index | None, ledger: Ledger, final: Final | None = None
) -> tuple[Threshold, ...]:
    """What each band within reach needs beyond the least that the unit has, of the points that are rated.

    A band that only rows leaving the maximum would give is not told of: no points would.
    """
    if index is None or len(possible) < 2:
        return ()
    least, most, base = ledger.achieved, ledger.achieved + ledger.pending, ledger.applicable
    if final is not None:
        least, most, base = final.low, final.high, final.base
    found = (Threshold(b.value, _bound(b.value, base) - least) for b in possible)
    return tuple(t for t in found if 0 < t.needed <= most - least)


def _bound(band: Band, base: Fraction) -> Fraction:
    low = band.interval.low or Fraction(0)
    return low if band.measure is Measure.POINTS else low * base


def consequence_result(
    stated: Stated[Consequence], index: Index | None, fields: Sequence[tuple[Code, Index | None]]
) -> ConsequenceResult:
    """A consequence holds when any of its triggers does."""
    results = tuple(trigger_result(t, index, fields) for t in stated.value.triggers)
    values = [r.holds for r in results]
    holds = True if True in values else None if None in values else False
    return ConsequenceResult(stated, holds, results)


def trigger_result(trigger: Trigger, index: Index | None, fields: Sequence[tuple[Code, Index | None]]) -> TriggerResult:
    """Whether a comparison of the index or of fields holds, and the fields that made it so."""
    match trigger:
        case IndexWithin(within):
            return TriggerResult(trigger, _within(within, index))
        case FieldWithin(code, within):
            held = next((_within(within, i) for c, i in fields if c == code), False)
            return TriggerResult(trigger, held, () if held is False else (code,))
        case FieldsWithin(least, within):
            judged = [(code, _within(within, i)) for code, i in fields]
            sure = tuple(code for code, held in judged if held is True)
            maybe = tuple(code for code, held in judged if held is None)
            if len(sure) >= least:
                return TriggerResult(trigger, True, sure)
            if len(sure) + len(maybe) >= least:
                return TriggerResult(trigger, None, sure + maybe)
            return TriggerResult(trigger, False)
        case _:
            assert_never(trigger)


def _within(interval: Interval, index: Index | None) -> bool | None:
    if index is None or not interval.meets(index.low, index.high):
        return False
    return True if index.exact or (interval.holds(index.low) and interval.holds(index.high)) else None
